//! How the installation is: health, stations with their walking maps, and the inbox of work that was given up.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Asked, Body};
use super::output::Paged;
use super::shapes::After;
use crate::domain::actor::Role;
use crate::domain::id::JobId;
use crate::services::failures::{self, FailureLine};
use crate::services::health::{self, Health};
use crate::services::stations;
use crate::store::view::PAGE_SIZE;
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// The state of an installation.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is one question of the page")]
pub struct HealthShown {
    /// Version of giftgate.
    pub version: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The last migration that ran.
    pub schema: i64,
    /// Whether that is this version's.
    pub schema_current: bool,
    /// Jobs that wait.
    pub queued: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that were given up.
    pub failed: i64,
    /// Since when the job that is due longest has waited.
    pub waits_since: Option<DateTime<Utc>>,
    /// Whether work runs behind the pages.
    pub works: bool,
    /// Open privacy requests.
    pub requests: i64,
    /// Mails that somebody has to decide on.
    pub mails_unsettled: usize,
    /// Size of the database, bytes; null for one that is not a file.
    pub database_bytes: Option<u64>,
    /// Whether everything that goes out is held.
    pub on_hold: bool,
    /// Listeners that are broken now.
    pub broken_listeners: usize,
    /// Stations with a walking map.
    pub stations: usize,
    /// Whether everything that is kept for a time goes in time.
    pub retention_in_time: bool,
}

impl From<Health> for HealthShown {
    fn from(health: Health) -> Self {
        Self {
            version: health.version.to_owned(),
            engine: health.engine.to_owned(),
            schema: health.schema,
            schema_current: health.schema_current,
            queued: health.queued,
            running: health.running,
            failed: health.dead,
            waits_since: health.waits_since,
            works: health.works,
            requests: health.requests,
            mails_unsettled: health.mails_unsettled,
            database_bytes: health.database_bytes,
            on_hold: health.on_hold,
            broken_listeners: health.broken,
            stations: health.stations,
            retention_in_time: health.retention.iter().all(|line| !line.late),
        }
    }
}

/// A way between two places.
#[derive(Debug, Serialize, ToSchema)]
pub struct WayShown {
    /// From.
    pub from: String,
    /// To.
    pub to: String,
    /// Seconds there.
    pub seconds: i64,
    /// Seconds back.
    pub back_seconds: i64,
}

/// A station with a walking map.
#[derive(Debug, Serialize, ToSchema)]
pub struct StationMapShown {
    /// IATA code.
    pub iata: String,
    /// Name.
    pub name: String,
    /// Where its times come from.
    pub note: String,
    /// Whether its file is this installation's own.
    pub own: bool,
    /// Places of the map.
    pub places: Vec<String>,
    /// Piers, which have gates.
    pub piers: Vec<String>,
    /// Every way of the file.
    pub ways: Vec<WayShown>,
}

/// Work that was given up.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailureShown {
    /// Its id.
    pub id: Uuid,
    /// Which kind of work.
    pub kind: String,
    /// On what: ids and codes.
    pub about: BTreeMap<String, String>,
    /// Tries.
    pub attempts: i64,
    /// What the last one said.
    pub why: String,
    /// When the last try was due.
    pub at: DateTime<Utc>,
}

impl From<FailureLine> for FailureShown {
    fn from(line: FailureLine) -> Self {
        let FailureLine { id, kind, about, attempts, why, at } = line;
        Self { id: id.0, kind, about: about.into_iter().collect(), attempts, why, at }
    }
}

/// Why failed work is dropped.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DropSent {
    /// In words; it stands in the audit log.
    #[schema(min_length = 1, max_length = 300, pattern = "\\S")]
    pub reason: String,
}

/// How the installation is
#[utoipa::path(get, path = "/api/v1/health", tag = "admin",
    responses((status = 200, description = "Its state", body = HealthShown)))]
pub async fn health(State(web): State<Web>) -> Result<Json<HealthShown>, Problem> {
    Ok(Json(health::health(&web.accounts()?.app).await?.into()))
}

/// Stations with a walking map, by code
#[utoipa::path(get, path = "/api/v1/stations", tag = "admin", params(After),
    responses((status = 200, description = "A page of stations", body = Paged<StationMapShown>)))]
pub async fn stations(
    State(web): State<Web>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<StationMapShown>>, Problem> {
    let maps = web.accounts()?.app.stations();
    let mut codes: Vec<String> = stations::known(maps).into_iter().collect();
    codes.retain(|code| after.as_ref().is_none_or(|after| code > after));
    let next = codes.get(PAGE_SIZE).and_then(|_| codes.get(PAGE_SIZE - 1)).cloned();
    let mut items = Vec::new();
    for code in codes.into_iter().take(PAGE_SIZE) {
        let Some(map) = stations::map(maps, &code)? else { continue };
        let way = |way: crate::rounds::station::Way| WayShown {
            back_seconds: way.back.unwrap_or(way.seconds),
            from: way.from,
            to: way.to,
            seconds: way.seconds,
        };
        items.push(StationMapShown {
            own: maps.contains_key(&code),
            iata: map.iata,
            name: map.name,
            note: map.note,
            places: map.places,
            piers: map.piers.into_iter().map(|pier| pier.name).collect(),
            ways: map.ways.into_iter().map(way).collect(),
        });
    }
    Ok(Json(Paged { items, next }))
}

/// Work that was given up, the oldest first
#[utoipa::path(get, path = "/api/v1/failures", tag = "admin", params(After),
    responses((status = 200, description = "A page of failures", body = Paged<FailureShown>)))]
pub async fn failures(
    State(web): State<Web>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<FailureShown>>, Problem> {
    let after = after.and_then(|after| after.parse().ok());
    let (lines, next) = failures::list(&web.accounts()?.app, after).await?;
    let next = next.map(|id| id.to_string());
    Ok(Json(Paged { items: lines.into_iter().map(Into::into).collect(), next }))
}

/// Run failed work again
#[utoipa::path(post, path = "/api/v1/failures/{id}/retry", tag = "admin",
    params(("id" = Uuid, Path, description = "The work")),
    responses((status = 204, description = "It waits for its turn")))]
pub async fn retry(State(web): State<Web>, At(id): At<JobId>, visitor: Visitor) -> Result<StatusCode, Problem> {
    failures::retry(&web.accounts()?.app, id, &visitor.actor(Role::Admin)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drop failed work for good, with a reason
#[utoipa::path(post, path = "/api/v1/failures/{id}/drop", tag = "admin",
    params(("id" = Uuid, Path, description = "The work")), request_body = DropSent,
    responses((status = 204, description = "It is gone")))]
pub async fn settle(
    State(web): State<Web>,
    At(id): At<JobId>,
    visitor: Visitor,
    Body(DropSent { reason }): Body<DropSent>,
) -> Result<StatusCode, Problem> {
    let app = &web.accounts()?.app;
    if failures::drop_with_reason(app, id, &reason, &visitor.actor(Role::Admin)).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::Invalid("`reason` is empty".to_owned()))
}
