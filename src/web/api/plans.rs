//! The plan in force, what a new one would change, making exactly that one, and proposing its drafts.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::campaigns::unit_of;
use super::input::Body;
use super::output::{made, tagged};
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::id::GiftId;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::planning::{self, Applied, Figures, Preview};
use crate::services::views::{self, Changes};
use crate::services::{Error, approval};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Most gifts named in one proposal.
const MOST_PROPOSED: usize = 1_000;

/// What a plan uses of a cap.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapUse {
    /// Its name.
    pub cap: String,
    /// What it counts: `money` (minor units), `pieces`, `minutes`.
    pub unit: &'static str,
    /// The most.
    pub limit: i64,
    /// What the plan uses.
    pub used: i64,
}

/// The plan in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanSeen {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Its seed: the same input and seed make the same plan.
    pub seed: u64,
    /// Sum of the scores.
    pub value: i64,
    /// Proven: nothing under these caps is worth more.
    pub upper_bound: i64,
    /// (bound − value) / bound.
    pub gap: f64,
    /// Cost of all gifts, minor units.
    pub cost_minor: i64,
    /// Gifts.
    pub gifts: u64,
    /// Held out by lot.
    pub held_out: u64,
    /// Travellers without a gift.
    pub not_chosen: u64,
    /// What it uses of each cap.
    pub caps: Vec<CapUse>,
}

/// A plan in figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresShown {
    /// Gifts.
    pub gifts: usize,
    /// Cost of all of them, minor units.
    pub cost_minor: i64,
    /// Sum of the scores.
    pub value: i64,
    /// Proven bound.
    pub upper_bound: i64,
    /// (bound − value) / bound.
    pub gap: f64,
    /// Held out by lot.
    pub held_out: usize,
}

impl From<Figures> for FiguresShown {
    fn from(figures: Figures) -> Self {
        let Figures { gifts, cost_minor, value, upper_bound, gap, held_out } = figures;
        Self { gifts, cost_minor, value, upper_bound, gap, held_out }
    }
}

/// What becomes of one traveller.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeShown {
    /// A match of theirs.
    pub from_match: Uuid,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// English name of the gift before.
    pub from: Option<String>,
    /// English name of the gift after.
    pub to: Option<String>,
}

pub(super) fn changes_shown(changes: &Changes) -> Vec<ChangeShown> {
    let english = |names: &Option<crate::store::view::Names>| {
        names.as_ref().and_then(|names| names.get(&crate::domain::language::Language::En).cloned())
    };
    let line = |line: &views::ChangeLine| ChangeShown {
        from_match: line.from_match.0,
        traveller: line.traveller.as_str().to_owned(),
        leg: line.leg.to_string(),
        from: english(&line.from),
        to: english(&line.to),
    };
    changes.lines.iter().map(line).collect()
}

/// What a new plan would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewShown {
    /// The plan in force; null while none was made.
    pub before: Option<FiguresShown>,
    /// The plan as it would be.
    pub after: FiguresShown,
    /// Who gets something else.
    pub changes: Vec<ChangeShown>,
    /// How many its draw would hold out.
    pub newly_held: usize,
    /// Names this outcome; send it to make exactly this plan.
    pub digest: String,
}

/// Which plan to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanAsked {
    /// `digest` of the preview that was seen.
    #[schema(min_length = 1, max_length = 128)]
    pub digest: String,
}

/// The plan that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanMade {
    /// Its id.
    pub id: Uuid,
    /// New gifts, all drafts.
    pub new_gifts: usize,
    /// Whether nothing better exists, proven.
    pub is_proven_best: bool,
}

/// Which drafts to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftsAsked {
    /// Gifts; all drafts where it is null or left out.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub gifts: Option<Vec<Uuid>>,
}

/// What was proposed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftsProposed {
    /// How many.
    pub proposed: usize,
}

/// What stands in the way of a plan is a refusal here, not a failure.
pub(super) fn no_plan(error: Error) -> Problem {
    match error {
        Error::PinsClash { .. } | Error::Unsatisfiable { .. } => Problem::Refused("no_plan"),
        other => other.into(),
    }
}

/// The plan in force
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/plan", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The plan", body = PlanSeen, headers(("ETag" = String)))))]
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let plan = views::plan(web.app()?, &slug, None, None).await?.plan.ok_or(Problem::NotFound)?;
    let caps = plan.caps.iter().map(|cap| CapUse {
        cap: cap.cap.clone(),
        unit: unit_of(cap.unit),
        limit: cap.limit,
        used: cap.used,
    });
    let shown = PlanSeen {
        id: plan.id.0,
        made_at: plan.made_at,
        seed: plan.seed,
        value: plan.value,
        upper_bound: plan.upper_bound,
        gap: plan.gap,
        cost_minor: plan.cost_minor,
        gifts: plan.gifts_total,
        held_out: plan.hold_out,
        not_chosen: plan.not_chosen_total,
        caps: caps.collect(),
    };
    tagged(&headers, &shown)
}

async fn shown(app: &App, loaded: &LoadedCampaign, preview: Preview) -> Result<PreviewShown, Problem> {
    let changes = views::changes(app, loaded, &preview.changes).await?;
    Ok(PreviewShown {
        before: preview.before.map(Into::into),
        after: preview.after.into(),
        changes: changes_shown(&changes),
        newly_held: preview.newly_held,
        digest: preview.digest,
    })
}

/// What a new plan would change; nothing is written
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/plan/preview", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The difference", body = PreviewShown)))]
pub async fn preview(State(web): State<Web>, Path(slug): Path<String>) -> Result<Json<PreviewShown>, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let preview = planning::preview(app, &loaded).await.map_err(no_plan)?;
    Ok(Json(shown(app, &loaded, preview).await?))
}

/// Make the plan that was seen in a preview
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/plans", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")), request_body = PlanAsked,
    responses((status = 201, description = "It is in force", body = PlanMade, headers(("Location" = String)))))]
pub async fn make(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Body(PlanAsked { digest }): Body<PlanAsked>,
) -> Result<Response, Problem> {
    if digest.is_empty() || digest.len() > 128 {
        return Err(Problem::Invalid("`digest` is the `digest` of a preview".to_owned()));
    }
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    match planning::apply(app, &loaded, &digest, &visitor.actor(Role::Planner)).await.map_err(no_plan)? {
        Applied::Changed(_) => Err(Problem::Refused("preview_old")),
        Applied::Done(outcome) => {
            let made_plan = PlanMade {
                id: outcome.plan.id.0,
                new_gifts: outcome.new_gifts,
                is_proven_best: outcome.is_proven_best(),
            };
            Ok(made(&format!("/api/v1/campaigns/{slug}/plan"), made_plan))
        }
    }
}

/// Propose drafts of the plan for approval
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/plan/propose", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")), request_body = DraftsAsked,
    responses((status = 200, description = "They wait for approval", body = DraftsProposed)))]
pub async fn propose(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    Body(DraftsAsked { gifts }): Body<DraftsAsked>,
) -> Result<Json<DraftsProposed>, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let by = visitor.actor(Role::Planner);
    let proposed = match gifts {
        None => approval::propose_drafts(app, &loaded, &by).await?,
        Some(ids) if ids.len() > MOST_PROPOSED => {
            return Err(Problem::Invalid(format!("`gifts` names more than {MOST_PROPOSED}")));
        }
        Some(ids) => {
            let ids: Vec<GiftId> = ids.into_iter().map(GiftId).collect();
            approval::propose_all(app, &loaded, &ids, &by).await?
        }
    };
    Ok(Json(DraftsProposed { proposed }))
}
