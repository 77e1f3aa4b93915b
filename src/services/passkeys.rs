//! Passkeys: adding one, signing in by one, taking one away. A device that asked who is there counts as both factors.
//!
//! A challenge holds five minutes and counts once; it is known by its own keyed hash, so nothing is stored until somebody
//! answers. Adding and removing is for whoever signed in a short while ago, for it opens the door for years, and whose
//! door it is learns of a new key by mail.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration};
use serde::Serialize;
use serde_json::json;

use super::Error;
use super::mails;
use super::second_factor::{Checked, fresh_codes};
use super::sign_in::{Member, SignIn, Visit, note_refusal, open};
use crate::app::App;
use crate::domain::account::Stage;
use crate::domain::id::{AccountId, PasskeyId, SessionId};
use crate::domain::instant::Instant;
use crate::domain::rate::Allowance;
use crate::formats::webauthn::{self, Ceremony, Party};
use crate::mail::Contents;
use crate::store::StoreError;
use crate::store::account::Account;
use crate::store::passkey::Passkey;
use crate::store::sealing::FingerprintOf;

/// How long a challenge can be answered.
const HOLDS: Duration = Duration::minutes(5);
/// How long after signing in passkeys can be added and removed.
const FRESH: Duration = Duration::minutes(10);
/// Wrong answers from one address that are put on record. Many people may come by one, so a right answer always opens.
const PER_ADDRESS: Allowance = Allowance { tries: 50, per: Duration::minutes(15) };
/// Most passkeys of an account.
pub const MOST: usize = 10;
/// Most characters of what somebody calls a passkey.
pub const LONGEST_LABEL: usize = 60;

/// What a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    SignIn,
    Add(AccountId, SessionId),
}

impl Purpose {
    fn text(self) -> String {
        match self {
            Self::SignIn => "sign in".to_owned(),
            Self::Add(account, session) => format!("{account} {session}"),
        }
    }
}

/// What a browser needs to sign in by a passkey (§5.5).
#[derive(Debug, Clone, Serialize)]
pub struct EntryOptions {
    /// The challenge, base64url.
    pub challenge: String,
    /// The site.
    pub rp_id: String,
}

/// What a browser needs to make a passkey (§5.4).
#[derive(Debug, Clone, Serialize)]
pub struct AddOptions {
    /// The challenge, base64url.
    pub challenge: String,
    /// The site.
    pub rp_id: String,
    /// The account as the device will know it, base64url.
    pub user_id: String,
    /// Its e-mail address, for the device's own list.
    pub user_name: String,
    /// Its name, for the same.
    pub display_name: String,
    /// Passkeys that are known already, base64url.
    pub known: Vec<String>,
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyLine {
    /// Its id.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub label: String,
    /// When it was added.
    pub created_at: Instant,
    /// When it was used last.
    pub last_used_at: Option<Instant>,
}

/// A passkey that was just added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: PasskeyId,
    /// Recovery codes, for an account without an authenticator that had none left; nobody sees them again.
    pub codes: Vec<String>,
}

words! {
    /// Why a passkey is not added or removed.
    AddFault {
        /// It has no name, or a very long one.
        Label = "label",
        /// The sign-in is too long ago.
        Stale = "stale",
        /// There are many already.
        Most = "most",
        /// This device is known already.
        Known = "known",
        /// What came is no passkey of this site, or came too late.
        Unsound = "unsound",
    }
}

/// What a device answers, each part base64url as browsers send it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answer<'a> {
    /// How it calls the key.
    pub credential_id: &'a str,
    /// What the browser says.
    pub client_data: &'a str,
    /// What the device says.
    pub authenticator_data: &'a str,
    /// The signature over both; none when a key is made.
    pub signature: &'a str,
    /// Whose key the device takes it for.
    pub user_id: &'a str,
}

/// A challenge for somebody who wants to sign in.
pub fn offer_entry(app: &App, party: &Party) -> EntryOptions {
    EntryOptions { challenge: make_challenge(app, Purpose::SignIn), rp_id: party.id.clone() }
}

/// A challenge for a member who wants to add a passkey.
pub async fn offer_add(app: &App, member: &Member, party: &Party) -> Result<AddOptions, Error> {
    let account = own_account(app, member).await?;
    let known = app.store.list_passkeys(member.account).await?;
    Ok(AddOptions {
        challenge: make_challenge(app, Purpose::Add(member.account, member.session)),
        rp_id: party.id.clone(),
        user_id: URL_SAFE_NO_PAD.encode(member.account.0.as_bytes()),
        user_name: account.email,
        display_name: account.name,
        known: known.iter().map(|one| URL_SAFE_NO_PAD.encode(&one.credential_id)).collect(),
    })
}

async fn own_account(app: &App, member: &Member) -> Result<Account, Error> {
    let account = app.store.find_account(member.account).await?;
    account.ok_or_else(|| Error::NotFound { what: "account", name: member.account.to_string() })
}

/// The own passkeys.
pub async fn list(app: &App, account: AccountId) -> Result<Vec<PasskeyLine>, Error> {
    let line =
        |Passkey { id, label, created_at, last_used_at, .. }| PasskeyLine { id, label, created_at, last_used_at };
    Ok(app.store.list_passkeys(account).await?.into_iter().map(line).collect())
}

/// Whether a member signed in so short a while ago that their passkeys can be changed.
pub async fn is_fresh(app: &App, member: &Member) -> Result<bool, Error> {
    let own = app.store.list_sessions(member.account).await?.into_iter().find(|session| session.id == member.session);
    Ok(own.is_some_and(|session| app.now() - session.created_at <= FRESH))
}

/// Adds a passkey that a device just made, and tells its owner by mail.
pub async fn add(
    app: &App,
    member: &Member,
    label: &str,
    answer: Answer<'_>,
    party: &Party,
) -> Result<Result<Added, AddFault>, Error> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    match () {
        () if label.is_empty() || label.chars().count() > LONGEST_LABEL => return Ok(Err(AddFault::Label)),
        () if !is_fresh(app, member).await? => return Ok(Err(AddFault::Stale)),
        () if app.store.list_passkeys(member.account).await?.len() >= MOST => return Ok(Err(AddFault::Most)),
        () => {}
    }
    let now = app.now();
    let found = (|| {
        let client_data = decode(answer.client_data)?;
        let challenge = webauthn::challenge_of(&client_data, Ceremony::Create, party).ok()?;
        let expires_at = judge_challenge(app, Purpose::Add(member.account, member.session), &challenge)?;
        let key = webauthn::read_new_key(&decode(answer.authenticator_data)?, party).ok()?;
        Some((challenge, expires_at, key))
    })();
    let Some((challenge, expires_at, key)) = found else {
        note_refusal(app, Some(member.account), "new_passkey").await?;
        return Ok(Err(AddFault::Unsound));
    };
    let account = own_account(app, member).await?;
    let id = PasskeyId::mint(now, &mut *app.rng());
    let passkey = Passkey {
        id,
        credential_id: key.id,
        account: member.account,
        label,
        public_key: key.public_key,
        counter: key.counter,
        created_at: now,
        last_used_at: None,
    };
    let mut tx = app.store.begin().await?;
    if !tx.hold_session(member.session, member.account).await? {
        return Ok(Err(AddFault::Stale));
    }
    if !tx.answer_challenge(&challenge, expires_at).await? {
        return Ok(Err(AddFault::Unsound));
    }
    match tx.add_passkey(&passkey).await {
        Err(StoreError::Taken) => return Ok(Err(AddFault::Known)),
        other => other?,
    }
    let (by, subject) = (member.own_actor(), member.account.to_string());
    let codes = if tx.has_code(member.account).await? { Vec::new() } else { fresh_codes(app) };
    if !codes.is_empty() {
        app.store.set_recovery_codes(&mut tx, member.account, &codes).await?;
        tx.audit(&by, "factor.codes", &subject, json!({}), now);
    }
    let told = Contents::Passkey { name: account.name, at: now };
    mails::queue_to(app, &mut tx, (account.id, &account.email), &told, None).await?;
    tx.audit(&by, "passkey.add", &subject, json!({ "passkey": id }), now);
    tx.commit().await?;
    Ok(Ok(Added { id, codes }))
}

/// Removes one of the own passkeys.
pub async fn remove(app: &App, member: &Member, id: PasskeyId) -> Result<Result<(), AddFault>, Error> {
    if !is_fresh(app, member).await? {
        return Ok(Err(AddFault::Stale));
    }
    let mut tx = app.store.begin().await?;
    if !tx.remove_passkey(id, member.account).await? {
        return Err(Error::NotFound { what: "passkey", name: id.to_string() });
    }
    tx.remove_spare_codes(member.account).await?;
    let detail = json!({ "passkey": id });
    tx.audit(&member.own_actor(), "passkey.remove", &member.account.to_string(), detail, app.now());
    tx.commit().await?;
    Ok(Ok(()))
}

/// Signs in by a passkey. The one answer to everything that is not right does not tell which keys are known.
pub async fn enter(app: &App, answer: Answer<'_>, party: &Party, from: Visit<'_>) -> Result<Checked<SignIn>, Error> {
    let (now, by_address) = (app.now(), [b"passkey ", from.address.as_bytes()].concat());
    let known = match decode(answer.credential_id) {
        Some(id) => app.store.find_passkey(&id).await?,
        None => None,
    };
    let judged = known.as_ref().and_then(|passkey| judge(app, passkey, answer, party));
    let (Some(passkey), Some((challenge, expires_at, counter))) = (&known, judged) else {
        return refuse(app, known.map(|passkey| passkey.account), "passkey", &by_address).await;
    };
    let account = app.store.find_account(passkey.account).await?.filter(|account| account.disabled_at.is_none());
    let Some(account) = account else { return Ok(Checked::Wrong) };
    let mut tx = app.store.begin().await?;
    if !tx.answer_challenge(&challenge, expires_at).await? {
        drop(tx);
        return refuse(app, Some(account.id), "passkey_again", &by_address).await;
    }
    match tx.use_passkey(passkey.id, counter, now).await {
        Ok(()) => {}
        // A counter that stands still or goes back tells of a copy (§7.2, step 22).
        Err(StoreError::Stale) => {
            drop(tx);
            return refuse(app, Some(account.id), "passkey_copy", &by_address).await;
        }
        Err(other) => return Err(other.into()),
    }
    tx.commit().await?;
    let grants = app.store.grants_of(account.id).await?;
    Ok(Checked::Right(open(app, account, grants, Stage::Open, "passkey", from).await?))
}

/// Refuses a try; as long as its address has tries left, it goes on record.
async fn refuse(
    app: &App,
    who: Option<AccountId>,
    what: &'static str,
    by_address: &[u8],
) -> Result<Checked<SignIn>, Error> {
    let taken = app.tries().take(by_address, PER_ADDRESS, app.now());
    if let Err(wait) = taken {
        return Ok(Checked::TooOften(wait.num_minutes() + 1));
    }
    note_refusal(app, who, what).await?;
    Ok(Checked::Wrong)
}

/// The challenge that was answered, until when it holds, and how often the key signed; none where anything is not right.
fn judge(app: &App, passkey: &Passkey, answer: Answer<'_>, party: &Party) -> Option<(Vec<u8>, Instant, u32)> {
    let client_data = decode(answer.client_data)?;
    let challenge = webauthn::challenge_of(&client_data, Ceremony::Get, party).ok()?;
    let expires_at = judge_challenge(app, Purpose::SignIn, &challenge)?;
    if decode(answer.user_id)? != passkey.account.0.as_bytes() {
        return None;
    }
    let (data, signature) = (decode(answer.authenticator_data)?, decode(answer.signature)?);
    let counter = webauthn::verify(&passkey.public_key, &client_data, &data, &signature, party).ok()?;
    Some((challenge, expires_at, counter))
}

/// Longer answers are no passkey's.
const LONGEST_PART: usize = 16 << 10;

fn decode(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > LONGEST_PART {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// When it ends (8 bytes), random bytes (16), and a keyed hash of both with the purpose (32).
fn make_challenge(app: &App, purpose: Purpose) -> String {
    let expires_at = (app.now() + HOLDS).timestamp();
    let start = [expires_at.to_be_bytes().as_slice(), &app.store.keys().random::<16>()].concat();
    let seal = app.store.keys().fingerprint(FingerprintOf::Challenge, &[&purpose.text(), &hex::encode(&start)]);
    URL_SAFE_NO_PAD.encode([start, seal].concat())
}

/// Until when a challenge of ours for this purpose holds; none where it is not ours or over.
fn judge_challenge(app: &App, purpose: Purpose, challenge: &[u8]) -> Option<Instant> {
    let (start, seal) = challenge.split_at_checked(24)?;
    let own = app.store.keys().fingerprint(FingerprintOf::Challenge, &[&purpose.text(), &hex::encode(start)]);
    let expires_at = DateTime::from_timestamp(i64::from_be_bytes(*start.first_chunk::<8>()?), 0)?;
    (super::sign_in::hash_of(&hex::encode(seal)) == super::sign_in::hash_of(&hex::encode(own))
        && app.now() < expires_at)
        .then_some(expires_at)
}
