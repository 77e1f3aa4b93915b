//! `/api/v1/accounts`: who has an account and with which roles; inviting, changing roles, disabling and enabling.
//!
//! A token neither makes an admin nor changes one, and no answer holds a link that sets a password: it goes out by mail, or a
//! person makes one on the page.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Asked, Body, expect_seen};
use super::output::{Paged, made, tag_of, tagged};
use super::shapes::After;
use crate::app::App;
use crate::domain::account::{Grant, Place};
use crate::domain::actor::Role;
use crate::domain::id::AccountId;
use crate::domain::token::may_change;
use crate::services::accounts::{self, AccountFault, AccountLine, read_grants};
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A role, everywhere or in one place.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantShown {
    /// The role.
    pub role: Role,
    /// Only at this station (IATA); for gate staff.
    pub station: Option<String>,
    /// Only in the campaign of this name; for planners, approvers and marketers.
    pub campaign: Option<String>,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountShown {
    /// Its id.
    pub id: Uuid,
    /// E-mail address.
    #[schema(example = "bo@airline.example")]
    pub email: String,
    /// Name.
    #[schema(example = "Bo Maas")]
    pub name: String,
    /// What it may do.
    pub roles: Vec<GrantShown>,
    /// Whether a password was chosen.
    pub has_password: bool,
    /// Whether a second factor is asked for.
    pub has_factor: bool,
    /// Since when it is disabled.
    pub disabled_at: Option<DateTime<Utc>>,
}

impl From<AccountLine> for AccountShown {
    fn from(line: AccountLine) -> Self {
        let AccountLine { id, email, name, grants, has_password, has_factor, disabled_at } = line;
        let shown = |Grant { role, station, campaign }| GrantShown { role, station, campaign };
        let roles = grants.into_iter().map(shown).collect();
        Self { id: id.0, email, name, roles, has_password, has_factor, disabled_at }
    }
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationSent {
    /// E-mail address.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
    /// Name.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// What they may do.
    #[schema(min_items = 1, max_items = 50)]
    pub roles: Vec<GrantShown>,
}

/// What an account may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesSent {
    /// Every role it has.
    #[schema(min_items = 1, max_items = 50)]
    pub roles: Vec<GrantShown>,
}

/// Why an account is not made or changed, in words for whoever writes the program.
fn refused(fault: AccountFault) -> Problem {
    let words = match fault {
        AccountFault::Email => "`email` can't be an e-mail address",
        AccountFault::Taken => "`email` has an account already",
        AccountFault::Name => "`name` is empty or too long",
        AccountFault::NoRole => "`roles` names no role that an account can have",
        AccountFault::Station => "`station` is none that is known",
        AccountFault::Campaign => "`campaign` is none that is there",
    };
    Problem::Invalid(words.to_owned())
}

/// Grants by the rules of the form; a place that does not narrow its role is a mistake and not silently left out.
fn grants_of(sent: Vec<GrantShown>) -> Result<Vec<Grant>, Problem> {
    let mut grants = Vec::new();
    for GrantShown { role, station, campaign } in sent {
        let fits = match Grant::narrowed_by(role) {
            Some(Place::Station) => campaign.is_none(),
            Some(Place::Campaign) => station.is_none(),
            None => station.is_none() && campaign.is_none(),
        };
        if !fits {
            return Err(Problem::Invalid(format!("`{role}` is not narrowed by this place")));
        }
        let (station, campaign) = (station.unwrap_or_default(), campaign.unwrap_or_default());
        grants.extend(read_grants(&[role], &station, &campaign).map_err(refused)?);
    }
    grants.sort();
    grants.dedup();
    if !may_change(&grants) {
        return Err(Problem::Refused("admin_account"));
    }
    Ok(grants)
}

/// The account, where a token may change it.
async fn find(app: &App, id: AccountId) -> Result<AccountLine, Problem> {
    let line = accounts::find(app, id).await?;
    if may_change(&line.grants) { Ok(line) } else { Err(Problem::Refused("admin_account")) }
}

/// Accounts, the oldest first
#[utoipa::path(get, path = "/api/v1/accounts", tag = "admin", params(After),
    responses((status = 200, description = "A page of accounts", body = Paged<AccountShown>)))]
pub async fn list(
    State(web): State<Web>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<AccountShown>>, Problem> {
    let mut all = accounts::list(&web.accounts()?.app).await?;
    let after: Option<Uuid> = after.and_then(|after| after.parse().ok());
    // Ids sort by the time they were minted at.
    all.sort_by_key(|line| line.id);
    all.retain(|line| after.is_none_or(|after| line.id.0 > after));
    Ok(Json(Paged::first_of(all, |line| line.id.to_string())))
}

/// Invite somebody; the link that sets their password goes out by mail
#[utoipa::path(post, path = "/api/v1/accounts", tag = "admin", request_body = InvitationSent,
    responses((status = 201, description = "They have an account", body = AccountShown, headers(("Location" = String)))))]
pub async fn invite(
    State(web): State<Web>,
    visitor: Visitor,
    Body(InvitationSent { email, name, roles }): Body<InvitationSent>,
) -> Result<Response, Problem> {
    let (app, grants) = (&web.accounts()?.app, grants_of(roles)?);
    let invited = accounts::invite(app, (&email, &name), &grants, &visitor.actor(Role::Admin)).await?;
    let (id, _) = invited.map_err(refused)?;
    let shown: AccountShown = accounts::find(app, id).await?.into();
    Ok(made(&format!("/api/v1/accounts/{id}"), shown))
}

/// One account
#[utoipa::path(get, path = "/api/v1/accounts/{id}", tag = "admin",
    params(("id" = Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = AccountShown, headers(("ETag" = String)))))]
pub async fn show(State(web): State<Web>, At(id): At<AccountId>, headers: HeaderMap) -> Result<Response, Problem> {
    tagged(&headers, &AccountShown::from(accounts::find(&web.accounts()?.app, id).await?))
}

/// Change the roles of an account as it was seen; they hold from its next request on
#[utoipa::path(put, path = "/api/v1/accounts/{id}/roles", tag = "admin",
    params(("id" = Uuid, Path, description = "The account"),
        ("If-Match" = String, Header, description = "`ETag` of the account as it was seen")),
    request_body = RolesSent, responses((status = 200, description = "The account", body = AccountShown)))]
pub async fn save_roles(
    State(web): State<Web>,
    At(id): At<AccountId>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(RolesSent { roles }): Body<RolesSent>,
) -> Result<Json<AccountShown>, Problem> {
    let app = &web.accounts()?.app;
    expect_seen(&headers, &tag_of(&AccountShown::from(find(app, id).await?))?)?;
    let grants = grants_of(roles)?;
    accounts::set_grants(app, id, &grants, &visitor.actor(Role::Admin)).await?.map_err(refused)?;
    Ok(Json(accounts::find(app, id).await?.into()))
}

/// Disable an account: its sessions, links and tokens hold no longer
#[utoipa::path(post, path = "/api/v1/accounts/{id}/disable", tag = "admin",
    params(("id" = Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = AccountShown)))]
pub async fn disable(
    State(web): State<Web>,
    At(id): At<AccountId>,
    visitor: Visitor,
) -> Result<Json<AccountShown>, Problem> {
    let app = &web.accounts()?.app;
    find(app, id).await?;
    accounts::disable(app, id, &visitor.actor(Role::Admin)).await?;
    Ok(Json(accounts::find(app, id).await?.into()))
}

/// Enable an account again; its password is as it was
#[utoipa::path(post, path = "/api/v1/accounts/{id}/enable", tag = "admin",
    params(("id" = Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = AccountShown)))]
pub async fn enable(
    State(web): State<Web>,
    At(id): At<AccountId>,
    visitor: Visitor,
) -> Result<Json<AccountShown>, Problem> {
    let app = &web.accounts()?.app;
    find(app, id).await?;
    accounts::enable(app, id, &visitor.actor(Role::Admin)).await?;
    Ok(Json(accounts::find(app, id).await?.into()))
}
