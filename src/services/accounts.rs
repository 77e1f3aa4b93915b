//! Accounts: the first admin, invitations, roles, passwords by one-time links, disabling. Only admins change others.
//!
//! There is always someone who can manage accounts. Links are shown once and hold once.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::Serialize;
use serde_json::json;

use super::Error;
use super::mails::way_in;
use super::sign_in::{hash, hash_of, new_token, own_actor};
use crate::app::App;
use crate::domain::account::{Grant, PasswordFault, Place, check_password, plain_email, plain_name, session_is_open};
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{AccountId, SessionId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::refusal::Refusal;
use crate::domain::station::find_station;
use crate::store::account::Account;
pub use crate::store::session::LinkPurpose;
use crate::store::{StoreError, Tx};

/// A link for the first run or a forgotten password holds this long.
pub(super) const SHORT_LINK: Duration = Duration::hours(24);
/// An invitation holds this long.
pub(super) const INVITATION: Duration = Duration::days(7);
words! {
    /// Why an account is not made or changed.
    AccountFault {
        /// It can't be an e-mail address.
        Email = "email",
        /// The e-mail address has an account already.
        Taken = "taken",
        /// No name, or a very long one.
        Name = "name",
        /// Not one role was chosen.
        NoRole = "no_role",
        /// A station that nobody knows.
        Station = "station",
        /// A campaign that is not there.
        Campaign = "campaign",
    }
}

/// What came of choosing a password by a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is set; the link is used up.
    Done(AccountId),
    /// The link was used, is too old, or never was.
    Dead,
    /// The password will not do; the link still holds.
    Password(PasswordFault),
    /// The account will not do; the link still holds.
    Account(AccountFault),
}

/// Whom a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// E-mail address; empty for the first run.
    pub email: String,
    /// Name; empty for the first run.
    pub name: String,
}

/// An account as admins see it.
#[derive(Debug, Clone, Serialize)]
pub struct AccountLine {
    /// Its id.
    pub id: AccountId,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// What it may do.
    pub grants: Vec<Grant>,
    /// Whether a password was chosen.
    pub has_password: bool,
    /// Whether a second factor is asked for.
    pub has_factor: bool,
    /// Since when it is disabled.
    pub disabled_at: Option<Instant>,
}

/// Whether nobody has an account yet.
pub async fn is_first_run(app: &App) -> Result<bool, Error> {
    Ok(app.store.count_accounts().await? == 0)
}

/// The token of a link that makes the first admin; none once there is an account. Earlier ones hold no longer.
pub async fn first_run_token(app: &App) -> Result<Option<String>, Error> {
    if !is_first_run(app).await? {
        return Ok(None);
    }
    let (now, token) = (app.now(), new_token(app));
    let mut tx = app.store.begin().await?;
    tx.add_link(&hash_of(&token), None, LinkPurpose::FirstRun, now, now + SHORT_LINK).await?;
    tx.audit(&Actor::SYSTEM, "account.first_run", "", json!({}), now);
    tx.commit().await?;
    Ok(Some(token))
}

/// Whom a link is for, while it holds.
pub async fn find_invited(app: &App, token: &str) -> Result<Option<Invited>, Error> {
    let Some((purpose, account)) = app.store.find_link(&hash_of(token), app.now()).await? else { return Ok(None) };
    let Some(id) = account else {
        let open = is_first_run(app).await?;
        return Ok(open.then(|| Invited { purpose, email: String::new(), name: String::new() }));
    };
    let account = app.store.find_account(id).await?.filter(|account| account.disabled_at.is_none());
    Ok(account.map(|account| Invited { purpose, email: account.email, name: account.name }))
}

/// Sets a password by a link and uses it up. The first run's also makes the account, with this e-mail address and name.
/// All earlier sessions of the account end.
pub async fn choose_password(
    app: &App,
    token: &str,
    (email, name): (&str, &str),
    password: &str,
) -> Result<Chosen, Error> {
    let Some(invited) = find_invited(app, token).await? else { return Ok(Chosen::Dead) };
    let first = invited.purpose == LinkPurpose::FirstRun;
    let (email, name) = if first { (email, name) } else { (invited.email.as_str(), invited.name.as_str()) };
    let (email, name) = match (plain_email(email), plain_name(name)) {
        (None, _) => return Ok(Chosen::Account(AccountFault::Email)),
        (_, None) => return Ok(Chosen::Account(AccountFault::Name)),
        (Some(email), Some(name)) => (email, name),
    };
    if let Err(fault) = check_password(password, &email, &name) {
        return Ok(Chosen::Password(fault));
    }
    let hashed = hash(app, password).await?;
    let now = app.now();
    let link = hash_of(token);
    let known = app.store.find_link(&link, now).await?.and_then(|(_, account)| account);
    let mut tx = app.store.begin().await?;
    if !tx.use_link(&link, now).await? || (first && tx.count_accounts().await? > 0) {
        return Ok(Chosen::Dead);
    }
    let (id, by) = if let Some(id) = known {
        match tx.set_password(id, &hashed).await {
            Err(StoreError::Stale) => return Ok(Chosen::Dead),
            other => other?,
        }
        tx.end_other_sessions(id, SessionId(uuid::Uuid::nil())).await?;
        (id, own_actor(id, &app.store.grants_of(id).await?))
    } else {
        let id = AccountId::mint(now, &mut *app.rng());
        let account = Account { id, email, name, password_hash: Some(hashed), disabled_at: None, created_at: now };
        app.store.add_account(&mut tx, &account).await?;
        let grants = [Grant::everywhere(Role::Admin)];
        tx.set_grants(id, &grants).await?;
        (id, own_actor(id, &grants))
    };
    let detail = json!({ "by_link": invited.purpose.as_str() });
    tx.audit(&by, "account.set_password", &id.to_string(), detail, now);
    tx.commit().await?;
    Ok(Chosen::Done(id))
}

/// Makes an account with roles and the token of the link that sets its password; or says what is wrong.
pub async fn invite(
    app: &App,
    (email, name): (&str, &str),
    grants: &[Grant],
    by: &Actor,
) -> Result<Result<(AccountId, String), AccountFault>, Error> {
    expect_admin(by, "invite people")?;
    let Some(email) = plain_email(email) else { return Ok(Err(AccountFault::Email)) };
    let Some(name) = plain_name(name) else { return Ok(Err(AccountFault::Name)) };
    if grants.is_empty() {
        return Ok(Err(AccountFault::NoRole));
    }
    let (now, token) = (app.now(), new_token(app));
    let id = AccountId::mint(now, &mut *app.rng());
    let account = Account { id, email, name, password_hash: None, disabled_at: None, created_at: now };
    let mut tx = app.store.begin().await?;
    let language = tx.language_of(by.id).await?;
    match app.store.add_account(&mut tx, &account).await {
        Err(StoreError::Taken) => return Ok(Err(AccountFault::Taken)),
        other => other?,
    }
    if !tx.set_grants(id, grants).await? {
        return Ok(Err(AccountFault::Campaign));
    }
    // Until they choose their own, mails come in the language of whoever invites.
    tx.set_language(id, language).await?;
    tx.add_link(&hash_of(&token), Some(id), LinkPurpose::Invitation, now, now + INVITATION).await?;
    way_in::mail_link(app, &mut tx, &account, LinkPurpose::Invitation, &token).await?;
    tx.audit(by, "account.invite", &id.to_string(), json!({ "grants": grants }), now);
    tx.commit().await?;
    Ok(Ok((id, token)))
}

/// A fresh link for an account: an invitation again, or a way back in where a password was forgotten.
pub async fn renew_link(app: &App, id: AccountId, by: &Actor) -> Result<String, Error> {
    expect_admin(by, "make links for others")?;
    let account = get(app, id).await?;
    if account.disabled_at.is_some() {
        return Err(wrong_state("disabled", "enabled", "given a link").into());
    }
    let (purpose, holds) = match account.password_hash {
        Some(_) => (LinkPurpose::Reset, SHORT_LINK),
        None => (LinkPurpose::Invitation, INVITATION),
    };
    let (now, token) = (app.now(), new_token(app));
    let mut tx = app.store.begin().await?;
    tx.add_link(&hash_of(&token), Some(id), purpose, now, now + holds).await?;
    way_in::mail_link(app, &mut tx, &account, purpose, &token).await?;
    tx.audit(by, "account.link", &id.to_string(), json!({ "purpose": purpose.as_str() }), now);
    tx.commit().await?;
    Ok(token)
}

/// The language of mails to an account.
pub async fn language(app: &App, id: AccountId) -> Result<Language, Error> {
    Ok(app.store.language_of(id).await?)
}

/// Sets the language of mails to an account; its owner does that.
pub async fn set_language(app: &App, id: AccountId, language: Language) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.set_language(id, language).await?;
    Ok(tx.commit().await?)
}

/// Sets what an account may do; it holds from its next request on.
pub async fn set_grants(
    app: &App,
    id: AccountId,
    grants: &[Grant],
    by: &Actor,
) -> Result<Result<(), AccountFault>, Error> {
    expect_admin(by, "change roles")?;
    get(app, id).await?;
    if grants.is_empty() {
        return Ok(Err(AccountFault::NoRole));
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !grants.iter().any(|grant| grant.role == Role::Admin) {
        expect_other_admin(&mut tx, id).await?;
    }
    if !tx.set_grants(id, grants).await? {
        return Ok(Err(AccountFault::Campaign));
    }
    tx.audit(by, "account.roles", &id.to_string(), json!({ "grants": grants }), now);
    tx.commit().await?;
    Ok(Ok(()))
}

/// How many sessions an account has open.
pub async fn count_sessions(app: &App, id: AccountId) -> Result<usize, Error> {
    let now = app.now();
    let all = app.store.list_sessions(id).await?;
    Ok(all.iter().filter(|one| session_is_open(one.last_seen_at, one.expires_at, now)).count())
}

/// Ends all sessions of an account, as after a lost phone; its password is as it was. Gives how many there were.
pub async fn end_sessions(app: &App, id: AccountId, by: &Actor) -> Result<u64, Error> {
    expect_admin(by, "end sessions of others")?;
    get(app, id).await?;
    let mut tx = app.store.begin().await?;
    let ended = tx.end_other_sessions(id, SessionId(uuid::Uuid::nil())).await?;
    tx.audit(by, "account.end_sessions", &id.to_string(), json!({ "ended": ended }), app.now());
    tx.commit().await?;
    Ok(ended)
}

/// Disables an account: its sessions end and its links hold no longer, at once.
pub async fn disable(app: &App, id: AccountId, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "disable accounts")?;
    get(app, id).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    expect_other_admin(&mut tx, id).await?;
    tx.disable_account(id, now).await?;
    tx.end_other_sessions(id, SessionId(uuid::Uuid::nil())).await?;
    tx.void_links(id, now).await?;
    tx.audit(by, "account.disable", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Enables a disabled account again; its password is as it was.
pub async fn enable(app: &App, id: AccountId, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "enable accounts")?;
    get(app, id).await?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.enable_account(id).await?;
    tx.audit(by, "account.enable", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// All accounts, oldest first.
pub async fn list(app: &App) -> Result<Vec<AccountLine>, Error> {
    let mut grants: BTreeMap<AccountId, Vec<Grant>> = BTreeMap::new();
    for (account, grant) in app.store.list_grants().await? {
        grants.entry(account).or_default().push(grant);
    }
    let with_factor = app.store.accounts_with_factor().await?;
    let accounts = app.store.list_accounts().await?.into_iter().map(|account| {
        let (grants, has_factor) = (grants.remove(&account.id).unwrap_or_default(), with_factor.contains(&account.id));
        line(grants, has_factor, account)
    });
    Ok(accounts.collect())
}

/// One account.
pub async fn find(app: &App, id: AccountId) -> Result<AccountLine, Error> {
    let account = get(app, id).await?;
    let has_factor = app.store.has_factor(id).await?;
    Ok(line(app.store.grants_of(id).await?, has_factor, account))
}

/// Grants from what a form says: roles, and the places (separated by commas or spaces) that narrow them; no place is all.
pub fn read_grants(roles: &[Role], stations: &str, campaigns: &str) -> Result<Vec<Grant>, AccountFault> {
    let split = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let stations: Vec<_> = split(stations).into_iter().map(|station| station.to_uppercase()).collect();
    if stations.iter().any(|station| find_station(station).is_none()) {
        return Err(AccountFault::Station);
    }
    let campaigns = split(campaigns);
    let mut grants = Vec::new();
    for role in roles.iter().copied().filter(|role| *role != Role::System) {
        let everywhere = Grant::everywhere(role);
        match Grant::narrowed_by(role) {
            Some(Place::Station) if !stations.is_empty() => {
                grants.extend(stations.iter().map(|at| Grant { station: Some(at.clone()), ..everywhere.clone() }));
            }
            Some(Place::Campaign) if !campaigns.is_empty() => {
                grants.extend(campaigns.iter().map(|of| Grant { campaign: Some(of.clone()), ..everywhere.clone() }));
            }
            _ => grants.push(everywhere),
        }
    }
    grants.sort();
    grants.dedup();
    if grants.is_empty() { Err(AccountFault::NoRole) } else { Ok(grants) }
}

fn line(grants: Vec<Grant>, has_factor: bool, account: Account) -> AccountLine {
    let Account { id, email, name, password_hash, disabled_at, .. } = account;
    AccountLine { id, email, name, grants, has_password: password_hash.is_some(), has_factor, disabled_at }
}

async fn get(app: &App, id: AccountId) -> Result<Account, Error> {
    let account = app.store.find_account(id).await?;
    account.ok_or_else(|| Error::NotFound { what: "account", name: id.to_string() })
}

pub(super) fn expect_admin(by: &Actor, action: &'static str) -> Result<(), Refusal> {
    match by.role {
        Role::Admin => Ok(()),
        role => Err(Refusal::WrongRole { role: role.as_str(), action, who: "an admin" }),
    }
}

async fn expect_other_admin(tx: &mut Tx, id: AccountId) -> Result<(), Error> {
    if tx.count_other_admins(id).await? == 0 {
        return Err(Refusal::LastAdmin.into());
    }
    Ok(())
}

const fn wrong_state(state: &'static str, wanted: &'static str, action: &'static str) -> Refusal {
    Refusal::WrongState { thing: "account", state, wanted, action }
}
