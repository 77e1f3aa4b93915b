//! Signing in and out: passwords, sessions, and how often it may be tried.
//!
//! The answer and its time are the same whether the account exists or not. A token leaves this file once, for the cookie
//! or the link; only its hash is stored.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use chrono::Duration;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::{Error, break_glass};
use crate::app::App;
use crate::domain::account::{
    Browser, Grant, HALFWAY, LONGEST, LONGEST_PASSWORD, Stage, plain_email, session_is_open, stage_after_password,
};
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{AccountId, SessionId};
use crate::domain::instant::Instant;
use crate::domain::rate::Allowance;
use crate::store::account::Account;
use crate::store::sealing::FingerprintOf;
use crate::store::session::Session;

/// Tries for one e-mail address, whoever makes them.
const PER_ACCOUNT: Allowance = Allowance { tries: 10, per: Duration::minutes(15) };
/// Wrong tries from one address; a whole team may stand behind one.
const PER_ADDRESS: Allowance = Allowance { tries: 50, per: Duration::minutes(15) };

/// Each takes 19 MiB for some tens of milliseconds; more at once only wait for each other.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// What is checked against where there is no account: the same work, and no password fits.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LCBub2JvZHkhIQ$bm9ib2R5IGhhcyB0aGlzIHBhc3N3b3JkLCBldmVyISE";

/// Someone who is signed in, as each request finds them.
#[derive(Debug, Clone)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// Name, for the own pages.
    pub name: String,
    /// What they may do: their own roles, then those of a broken glass.
    pub grants: Vec<Grant>,
    /// How many of them are their own.
    pub own: usize,
    /// What every form of this session carries.
    pub form_token: String,
}

impl Member {
    /// The member acting in a role.
    pub const fn actor(&self, role: Role) -> Actor {
        Actor { id: self.account, role, simulated: false }
    }

    /// Their roles without what a broken glass adds.
    pub fn own_grants(&self) -> &[Grant] {
        self.grants.get(..self.own).unwrap_or(&self.grants)
    }

    /// The member acting on their own account.
    pub fn own_actor(&self) -> Actor {
        own_actor(self.account, &self.grants)
    }
}

/// What came of a try to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// The token for the cookie, and who it is.
    Done(String, Member),
    /// The token for the cookie of a sign-in that lacks its second factor, and what is to be done about it.
    Halfway(String, Stage),
    /// No such account, no password yet, disabled, or a wrong password: nobody learns which.
    Wrong,
    /// Too many tries; there is another one after this many minutes.
    TooOften(i64),
}

/// From where somebody comes.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// Network address of the peer.
    pub address: &'a str,
    /// Family of the browser.
    pub browser: Browser,
    /// Token of the session the browser has now; a sign-in ends it.
    pub token: Option<&'a str>,
    /// Whether this installation asks for a second factor.
    pub factor_required: bool,
}

/// Signs in with e-mail address and password.
pub async fn sign_in(app: &App, email: &str, password: &str, from: Visit<'_>) -> Result<SignIn, Error> {
    let now = app.now();
    let email = plain_email(email).unwrap_or_default();
    let by_account = [b"account ".to_vec(), app.store.keys().fingerprint(FingerprintOf::Staff, &[&email])].concat();
    let by_address = [b"address ", from.address.as_bytes()].concat();
    if let Err(wait) = take(app, &by_account, &by_address, now) {
        return Ok(SignIn::TooOften(wait.num_minutes() + 1));
    }
    let account = app.store.find_account_by_email(&email).await?.filter(|account| account.disabled_at.is_none());
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let fits = verify(hash, password).await?;
    if !fits {
        // Known or not, refusing costs the same; the address that was typed is written nowhere.
        note_refusal(app, account.map(|account| account.id), "password").await?;
        return Ok(SignIn::Wrong);
    }
    let Some(account) = account else { return Ok(SignIn::Wrong) };
    {
        let mut tries = app.tries();
        tries.give_back(&by_account, PER_ACCOUNT);
        tries.give_back(&by_address, PER_ADDRESS);
    }
    let grants = app.store.grants_of(account.id).await?;
    let has_factor = app.store.has_factor(account.id).await?;
    let stage = stage_after_password(&grants, has_factor, from.factor_required);
    open(app, account, grants, stage, "password", from).await
}

/// Opens a session as far as `stage` goes, under a fresh token; the one the browser had ends.
pub(super) async fn open(
    app: &App,
    account: Account,
    grants: Vec<Grant>,
    stage: Stage,
    by: &'static str,
    from: Visit<'_>,
) -> Result<SignIn, Error> {
    let (now, token) = (app.now(), new_token(app));
    let id = SessionId::mint(now, &mut *app.rng());
    let expires_at = now + if stage == Stage::Open { LONGEST } else { HALFWAY };
    let (account_id, browser) = (account.id, from.browser);
    let session = Session { id, account: account_id, browser, created_at: now, last_seen_at: now, expires_at, stage };
    let before = match from.token {
        Some(token) => app.store.find_session(&hash_of(token)).await?,
        None => None,
    };
    let mut tx = app.store.begin().await?;
    if let Some(before) = before {
        tx.end_session(before.id, before.account).await?;
    }
    tx.add_session(&session, &hash_of(&token)).await?;
    if stage == Stage::Open {
        let detail = json!({ "session": id, "by": by });
        tx.audit(&own_actor(account_id, &grants), "session.open", &account_id.to_string(), detail, now);
    }
    tx.commit().await?;
    if stage != Stage::Open {
        return Ok(SignIn::Halfway(token, stage));
    }
    let form_token = form_token(&token);
    let own = grants.len();
    Ok(SignIn::Done(token, Member { account: account_id, session: id, name: account.name, grants, own, form_token }))
}

/// Puts a refused try on record: whose account where there is one, and what was not right. No address, no browser.
pub(super) async fn note_refusal(app: &App, account: Option<AccountId>, what: &'static str) -> Result<(), Error> {
    let subject = account.map(|id| id.to_string()).unwrap_or_default();
    let mut tx = app.store.begin().await?;
    tx.audit(&Actor::SYSTEM, "session.refuse", &subject, json!({ "what": what }), app.now());
    Ok(tx.commit().await?)
}

/// Someone whose password was right and whose second factor is missing.
#[derive(Debug, Clone)]
pub struct Halfway {
    /// The account.
    pub account: AccountId,
    /// What is to be done.
    pub stage: Stage,
}

/// Who a cookie's token stands for where the sign-in is not complete.
pub async fn find_halfway(app: &App, token: &str) -> Result<Option<Halfway>, Error> {
    let session = app.store.find_session(&hash_of(token)).await?;
    let waiting = session.filter(|one| one.stage != Stage::Open && app.now() < one.expires_at);
    Ok(waiting.map(|one| Halfway { account: one.account, stage: one.stage }))
}

fn take(app: &App, by_account: &[u8], by_address: &[u8], now: Instant) -> Result<(), Duration> {
    let mut tries = app.tries();
    tries.take(by_address, PER_ADDRESS, now)?;
    tries.take(by_account, PER_ACCOUNT, now)
}

/// Who a cookie's token stands for; nobody where the session is over or the account disabled.
pub async fn recognise(app: &App, token: &str) -> Result<Option<Member>, Error> {
    find_member(app, token, true).await
}

/// The same for what a page asks by itself: it keeps no session open.
pub async fn recognise_quietly(app: &App, token: &str) -> Result<Option<Member>, Error> {
    find_member(app, token, false).await
}

async fn find_member(app: &App, token: &str, at_work: bool) -> Result<Option<Member>, Error> {
    let now = app.now();
    let Some(session) = app.store.find_session(&hash_of(token)).await? else { return Ok(None) };
    if session.stage != Stage::Open || !session_is_open(session.last_seen_at, session.expires_at, now) {
        return Ok(None);
    }
    if at_work && now - session.last_seen_at >= Duration::minutes(1) {
        let mut tx = app.store.begin().await?;
        tx.touch_session(session.id, now).await?;
        tx.commit().await?;
    }
    let Some(account) = app.store.find_account(session.account).await? else { return Ok(None) };
    let mut grants = app.store.grants_of(account.id).await?;
    let own = grants.len();
    grants.extend(break_glass::in_force(app, account.id).await?);
    let form_token = form_token(token);
    Ok(Some(Member { account: account.id, session: session.id, name: account.name, grants, own, form_token }))
}

/// Ends the own session.
pub async fn sign_out(app: &App, member: &Member) -> Result<(), Error> {
    end_session(app, member, member.session).await.map(drop)
}

/// A session as its owner sees it.
#[derive(Debug, Clone, Serialize)]
pub struct SessionLine {
    /// Its id.
    pub id: SessionId,
    /// Family of the browser.
    pub browser: Browser,
    /// When it began.
    pub created_at: Instant,
    /// The last request, to a minute.
    pub last_seen_at: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The own sessions that are open.
pub async fn list_sessions(app: &App, member: &Member) -> Result<Vec<SessionLine>, Error> {
    let now = app.now();
    let all = app.store.list_sessions(member.account).await?;
    let open = all.into_iter().filter(|session| session_is_open(session.last_seen_at, session.expires_at, now));
    Ok(open
        .map(|Session { id, browser, created_at, last_seen_at, .. }| SessionLine {
            id,
            browser,
            created_at,
            last_seen_at,
            current: id == member.session,
        })
        .collect())
}

/// Ends one of the own sessions.
pub async fn end_session(app: &App, member: &Member, id: SessionId) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !tx.end_session(id, member.account).await? {
        return Err(Error::NotFound { what: "session", name: id.to_string() });
    }
    let subject = member.account.to_string();
    tx.audit(&member.own_actor(), "session.close", &subject, json!({ "session": id }), now);
    Ok(tx.commit().await?)
}

/// Ends all own sessions but this one; gives how many.
pub async fn end_other_sessions(app: &App, member: &Member) -> Result<u64, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let ended = tx.end_other_sessions(member.account, member.session).await?;
    if ended > 0 {
        let subject = member.account.to_string();
        tx.audit(&member.own_actor(), "session.close_others", &subject, json!({ "ended": ended }), now);
    }
    tx.commit().await?;
    Ok(ended)
}

/// Someone acting on their own account.
pub(super) fn own_actor(account: AccountId, grants: &[Grant]) -> Actor {
    let role = grants.first().map_or(Role::System, |grant| grant.role);
    Actor { id: account, role, simulated: false }
}

/// A token of 256 random bits for a cookie or a link.
pub(super) fn new_token(app: &App) -> String {
    hex::encode(app.store.keys().random::<32>())
}

/// What is stored of a token. It is random enough that a plain hash can't be turned back.
pub(super) fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What forms of a session carry: made from its token, and no way back to it.
fn form_token(token: &str) -> String {
    hex::encode(Sha256::new().chain_update(b"giftgate form 1 ").chain_update(token.as_bytes()).finalize())
}

/// The hash of a password as a PHC string: argon2id with 19 MiB, two passes (OWASP Password Storage Cheat Sheet).
pub(super) async fn hash(app: &App, password: &str) -> Result<String, Error> {
    let (password, salt) = (password.to_owned(), app.store.keys().random::<16>());
    let hashed = at_once(move || argon2().hash_password_with_salt(password.as_bytes(), &salt)).await?;
    hashed.map(|hash| hash.to_string()).map_err(|_| Error::Hashing)
}

/// Whether a password fits; the same work where there is nothing to compare with.
async fn verify(hash: Option<String>, password: &str) -> Result<bool, Error> {
    let too_long = password.chars().count() > LONGEST_PASSWORD;
    let known = hash.is_some() && !too_long;
    let hash = hash.filter(|_| known).unwrap_or_else(|| NOBODY.to_owned());
    let password = if too_long { String::new() } else { password.to_owned() };
    let fits = at_once(move || argon2().verify_password(password.as_bytes(), hash.as_str()).is_ok()).await?;
    Ok(fits && known)
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// Runs work that keeps a processor busy away from the requests.
async fn at_once<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _permit = AT_ONCE.acquire().await.map_err(|_| Error::Hashing)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Hashing)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Were it not readable, the answer for an unknown address would come at once and so tell.
    #[test]
    fn what_stands_for_nobody_costs_what_a_password_costs() {
        let hash = argon2().hash_password_with_salt(b"a long password", &[7; 16]).expect("hashed").to_string();
        let cost = |text: &str| text.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(&hash), cost(NOBODY));
        assert_eq!(hash.len(), NOBODY.len());
        let wrong = argon2().verify_password(b"", NOBODY);
        assert!(matches!(wrong, Err(argon2::password_hash::Error::PasswordInvalid)), "{wrong:?}");
    }
}
