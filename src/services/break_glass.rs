//! Break-glass: an admin sees no traveller, unless there is a reason, a second person who grants it, and an end after an
//! hour. Asking, granting, refusing, every page seen and giving it back are on record.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::accounts::expect_admin;
use crate::app::App;
use crate::domain::account::Grant;
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{AccountId, mint};
use crate::domain::instant::Instant;
use crate::domain::refusal::Refusal;
use crate::store::break_glass::Glass;

/// How long it holds.
pub const HOLDS: Duration = Duration::minutes(60);
/// A request that nobody decided in this time is dead.
const WAITS: Duration = Duration::hours(24);
/// Fewest and most characters of a reason.
const REASON: std::ops::RangeInclusive<usize> = 10..=500;
/// Roles that can be asked for.
pub const ROLES: [Role; 5] = [Role::Planner, Role::Approver, Role::Gate, Role::Care, Role::Privacy];

words! {
    /// Where a request stands.
    GlassState {
        /// Nobody has decided.
        Asked = "asked",
        /// It holds.
        Held = "held",
        /// It was refused.
        Refused = "refused",
        /// It is over, or nobody decided in time.
        Over = "over",
    }
}

words! {
    /// Why a request is not taken.
    GlassFault {
        /// The reason is too short or too long.
        Reason = "reason",
        /// The role can't be asked for.
        Role = "role",
    }
}

/// A request as those see it who decide.
#[derive(Debug, Clone, Serialize)]
pub struct GlassLine {
    /// Its id.
    pub id: Uuid,
    /// Who asks.
    pub who: String,
    /// For which role.
    pub role: Role,
    /// Why.
    pub reason: String,
    /// When.
    pub asked_at: Instant,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Until when it holds, or held.
    pub expires_at: Option<Instant>,
    /// Where it stands.
    pub state: GlassState,
    /// Whether it is the viewer's own.
    pub own: bool,
}

/// Asks for a role.
pub async fn ask(app: &App, role: Role, reason: &str, by: &Actor) -> Result<Result<Uuid, GlassFault>, Error> {
    expect_admin(by, "ask for a role beyond their own")?;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if !REASON.contains(&reason.chars().count()) {
        return Ok(Err(GlassFault::Reason));
    }
    if !ROLES.contains(&role) {
        return Ok(Err(GlassFault::Role));
    }
    let now = app.now();
    let id = mint(now, &mut *app.rng());
    let (asked_at, decided, expires_at, ended_at) = (now, None, None, None);
    let glass = Glass { id, account: by.id, role, reason, asked_at, decided, expires_at, ended_at };
    let mut tx = app.store.begin().await?;
    tx.ask_glass(&glass).await?;
    tx.audit(by, "glass.ask", &id.to_string(), json!({ "role": role }), now);
    tx.commit().await?;
    Ok(Ok(id))
}

/// Grants or refuses what somebody else asked for.
pub async fn decide(app: &App, id: Uuid, grant: bool, by: &Actor) -> Result<(), Error> {
    if ![Role::Admin, Role::Privacy].contains(&by.role) {
        let (role, action) = (by.role.as_str(), "grant a role beyond somebody's own");
        return Err(Refusal::WrongRole { role, action, who: "another admin or a privacy officer" }.into());
    }
    let glass = get(app, id).await?;
    if glass.account == by.id {
        return Err(Refusal::OwnProposal.into());
    }
    let now = app.now();
    if state(&glass, now) != GlassState::Asked {
        let (wanted, action) = ("asked for", if grant { "granted" } else { "refused" });
        return Err(Refusal::WrongState { thing: "request", state: "decided or too old", wanted, action }.into());
    }
    let until = grant.then(|| now + HOLDS);
    let mut tx = app.store.begin().await?;
    tx.decide_glass(id, by.id, until, now).await?;
    let action = if grant { "glass.grant" } else { "glass.refuse" };
    tx.audit(by, action, &id.to_string(), json!({ "role": glass.role, "until": until }), now);
    Ok(tx.commit().await?)
}

/// Gives one's own back before its hour is over.
pub async fn end(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    let glass = get(app, id).await?;
    if glass.account != by.id {
        return Err(Error::NotFound { what: "request", name: id.to_string() });
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.end_glass(id, now).await?;
    tx.audit(by, "glass.end", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Requests of the last times, the latest first.
pub async fn list(app: &App, viewer: AccountId) -> Result<Vec<GlassLine>, Error> {
    let now = app.now();
    let names: BTreeMap<AccountId, String> =
        app.store.list_accounts().await?.into_iter().map(|account| (account.id, account.name)).collect();
    let name = |id: AccountId| names.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let all = app.store.list_glass(50).await?.into_iter().map(|glass| GlassLine {
        state: state(&glass, now),
        id: glass.id,
        who: name(glass.account),
        role: glass.role,
        reason: glass.reason,
        asked_at: glass.asked_at,
        decided_by: glass.decided.map(|(by, _)| name(by)),
        expires_at: glass.expires_at,
        own: glass.account == viewer,
    });
    Ok(all.collect())
}

/// What an account may do beyond its own roles for the moment.
pub(super) async fn in_force(app: &App, account: AccountId) -> Result<Vec<Grant>, Error> {
    let roles = app.store.glass_in_force(account, app.now()).await?;
    Ok(roles.into_iter().map(Grant::everywhere).collect())
}

/// Puts on record that somebody saw a page only because of a broken glass. `page` is the address as the table knows it:
/// no id, no name.
pub async fn note_page(app: &App, page: &str, by: &Actor) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    tx.audit(by, "glass.see", &by.id.to_string(), json!({ "page": page }), app.now());
    Ok(tx.commit().await?)
}

fn state(glass: &Glass, now: Instant) -> GlassState {
    match (glass.decided, glass.expires_at) {
        (None, _) if now < glass.asked_at + WAITS => GlassState::Asked,
        (Some(_), None) => GlassState::Refused,
        (Some(_), Some(until)) if now < until && glass.ended_at.is_none() => GlassState::Held,
        _ => GlassState::Over,
    }
}

async fn get(app: &App, id: Uuid) -> Result<Glass, Error> {
    app.store.find_glass(id).await?.ok_or_else(|| Error::NotFound { what: "request", name: id.to_string() })
}
