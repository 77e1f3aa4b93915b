//! `/api/v1/audit`: who did what, the latest first, and whether the chain of hashes is whole.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::Asked;
use super::output::Paged;
use crate::domain::account::{Verdict, judge};
use crate::domain::actor::Role;
use crate::services::audit::{self, ChainState, EntryLine, Wanted};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// The query of entries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntriesAsked {
    /// Only of this account.
    pub actor: Option<Uuid>,
    /// Only actions that begin so: `gift.`, `gift.approve`.
    #[serde(default)]
    #[param(pattern = "^[a-z_.]*$")]
    pub action: String,
    /// Only of this day (UTC).
    pub day: Option<NaiveDate>,
    /// `next` of the page before; what is unknown starts at the latest.
    pub after: Option<String>,
}

/// An entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryShown {
    /// Its position in the chain.
    pub sequence: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: the name of an account, or its id where there is none.
    pub who: String,
    /// In which role.
    pub role: String,
    /// Whether a demo's stand-in did it.
    pub simulated: bool,
    /// What: `gift.approve`.
    pub action: String,
    /// To what: an id.
    pub subject: String,
    /// Counts and codes, as JSON text; empty where there is nothing to say.
    pub detail: String,
}

impl From<EntryLine> for EntryShown {
    fn from(line: EntryLine) -> Self {
        let EntryLine { sequence, at, who, role, simulated, action, subject, detail } = line;
        Self { sequence, at, who, role, simulated, action, subject, detail }
    }
}

/// What a check of the chain found.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainShown {
    /// Whether every hash fits.
    pub whole: bool,
    /// Entries of the whole chain, or the position of the first that does not fit.
    pub at: i64,
}

/// Entries of the audit log, the latest first
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(EntriesAsked),
    responses((status = 200, description = "A page of entries", body = Paged<EntryShown>)))]
pub async fn list(
    State(web): State<Web>,
    Asked(EntriesAsked { actor, action, day, after }): Asked<EntriesAsked>,
) -> Result<Json<Paged<EntryShown>>, Problem> {
    // Actions are our own words; both databases know years of four digits.
    let is_ours = action.chars().all(|mark| mark.is_ascii_lowercase() || matches!(mark, '.' | '_'));
    if !is_ours || day.is_some_and(|day| !(0..=9999).contains(&day.year())) {
        return Err(Problem::BadRequest);
    }
    let wanted = Wanted { actor, action, day, before: after.and_then(|after| after.parse().ok()) };
    let found = audit::search(&web.accounts()?.app, &wanted).await?;
    let next = found.next.map(|sequence| sequence.to_string());
    Ok(Json(Paged { items: found.entries.into_iter().map(Into::into).collect(), next }))
}

/// Check every hash of the log; that it was done is on record
#[utoipa::path(post, path = "/api/v1/audit/check", tag = "audit",
    responses((status = 200, description = "What was found", body = ChainShown)))]
pub async fn check(State(web): State<Web>, visitor: Visitor) -> Result<Json<ChainShown>, Problem> {
    let is_officer = matches!(&visitor, Visitor::Program(program)
        if judge(&program.grants, &[Role::Privacy], None) == Verdict::Allowed);
    let by = visitor.actor(if is_officer { Role::Privacy } else { Role::Admin });
    Ok(Json(match audit::check(&web.accounts()?.app, &by).await? {
        ChainState::Whole(at) => ChainShown { whole: true, at },
        ChainState::BrokenAt(at) => ChainShown { whole: false, at },
    }))
}
