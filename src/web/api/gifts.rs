//! Gifts: ideas for one traveller, proposing one, the gifts of the plan, one gift.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Asked, Body};
use super::output::{Paged, made, tagged};
use super::shapes::{After, NamesByLanguage, Parts, Window, names};
use crate::domain::actor::Role;
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::id::MatchId;
use crate::domain::language::Language;
use crate::domain::risk::{Hazard, HazardKind, Risk, RiskLevel};
use crate::services::views::GiftView;
use crate::services::{campaigns, gift_ideas, views};
use crate::store::view::approvals::IdeaLine;
use crate::store::view::plan::PlanLine;
use crate::web::at::At;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A gift idea for one traveller.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdeaShown {
    /// Its name in the campaign file.
    pub idea: String,
    /// Names by language.
    pub names: NamesByLanguage,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Minutes of the team.
    pub effort_minutes: u32,
    /// Pieces left.
    pub left: i64,
    /// Its score for this traveller; null where rules forbid it.
    pub parts: Option<Parts>,
    /// What can go wrong with handing it over; beside the score, and null where rules forbid it or none is left.
    pub risk: Option<RiskShown>,
    /// Facts it hangs on.
    pub facts: Vec<String>,
    /// Codes of the rules that forbid it.
    pub forbidden: Vec<String>,
    /// Whether it is just a note.
    pub is_note: bool,
}

/// What can go wrong with handing a gift over, as far as it is known.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskShown {
    /// 0 to 100: the points of the hazards together.
    #[schema(minimum = 0, maximum = 100)]
    pub points: i64,
    /// The same in a word: `low` below 20, `some` below 50, else `high`.
    pub level: RiskLevel,
    /// Why, the largest first.
    pub hazards: Vec<HazardShown>,
}

/// One thing that can go wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct HazardShown {
    /// What: `time` hardly any between desk and closing gate; `gate_unknown` no gate yet; `liquids` more than security lets
    /// through, should one follow; `bulky`, `heavy` hard to carry; `allergens` contents not all people may eat; `customs`
    /// contents that other countries forbid and nobody looked up for this one; `age` staff ask for a proof; `stock` hardly a
    /// piece left; `price` so dear that several people approve it; `old_fact` said a while ago; `person` may be another.
    pub kind: HazardKind,
    /// Its points.
    pub points: i64,
    /// Minutes to spare (`time`), ml (`liquids`), cm (`bulky`), grams (`heavy`), years (`age`), pieces (`stock`), approvals
    /// (`price`), days (`old_fact`), percent sure (`person`); null with the rest.
    pub figure: Option<i64>,
    /// Contents or fact it is about.
    pub what: Vec<String>,
}

impl From<Risk> for RiskShown {
    fn from(Risk { points, level, hazards }: Risk) -> Self {
        let shown = |Hazard { kind, points, figure, what }| HazardShown { kind, points, figure, what };
        Self { points, level, hazards: hazards.into_iter().map(shown).collect() }
    }
}

impl From<IdeaLine> for IdeaShown {
    fn from(line: IdeaLine) -> Self {
        let names = names(&line.gift);
        let IdeaLine { slug: idea, cost_minor, effort_minutes, left, parts, risk, facts, forbidden, is_note, .. } =
            line;
        let (parts, risk) = (parts.map(Into::into), risk.map(Into::into));
        Self { idea, names, cost_minor, effort_minutes, left, parts, risk, facts, forbidden, is_note }
    }
}

/// Gift ideas for the traveller of a match.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdeasShown {
    /// Whether the lot holds the traveller out; then nothing may be proposed.
    pub held_out: bool,
    /// Codes of the rules against any gift.
    pub forbidden: Vec<String>,
    /// Every idea, the best first.
    pub ideas: Vec<IdeaShown>,
}

/// Which gift to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Name of the idea in the campaign file.
    #[schema(min_length = 1, max_length = 80)]
    pub idea: String,
}

/// What was proposed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposed {
    /// Id of the gift.
    pub id: Uuid,
}

/// A gift in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct GiftLine {
    /// Its id.
    pub id: Uuid,
    /// The match it hangs on.
    pub from_match: Uuid,
    /// The booked name, initials only.
    pub traveller: String,
    /// `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// Name of its idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// What its score is made of.
    pub parts: Parts,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// State.
    pub state: GiftState,
}

impl From<PlanLine> for GiftLine {
    fn from(line: PlanLine) -> Self {
        Self {
            id: line.id.0,
            from_match: line.from_match.0,
            traveller: line.traveller.as_str().to_owned(),
            leg: line.leg.to_string(),
            idea: line.idea,
            cost_minor: line.cost_minor,
            parts: line.parts.into(),
            facts: line.facts,
            state: line.state,
        }
    }
}

/// A gift.
#[derive(Debug, Serialize, ToSchema)]
pub struct GiftShown {
    /// Its id.
    pub id: Uuid,
    /// The match it hangs on.
    pub from_match: Uuid,
    /// State.
    pub state: GiftState,
    /// Name of its idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// What its score is made of.
    pub parts: Parts,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// Language of the traveller.
    pub language: Language,
    /// Where it is handed over (IATA).
    pub station: String,
    /// When; null while no flight allows it.
    pub window: Option<Window>,
    /// Why it was taken back.
    pub withdrawn_why: Option<String>,
    /// Hash of what an approver decides on.
    pub content: String,
}

impl From<&GiftView> for GiftShown {
    fn from(gift: &GiftView) -> Self {
        Self {
            id: gift.id.0,
            from_match: gift.from_match.0,
            state: gift.state,
            idea: gift.idea.clone(),
            cost_minor: gift.cost_minor,
            parts: gift.parts.into(),
            facts: gift.facts.clone(),
            language: gift.language,
            station: gift.station.clone(),
            window: gift.window.map(Into::into),
            withdrawn_why: gift.withdrawn_why.clone(),
            content: gift.content_hash.clone(),
        }
    }
}

/// Gift ideas for the traveller of a candidate
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/candidates/{id}/gifts", tag = "gifts",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The match")),
    responses((status = 200, description = "Every idea", body = IdeasShown)))]
pub async fn ideas(State(web): State<Web>, At((slug, id)): At<(String, MatchId)>) -> Result<Json<IdeasShown>, Problem> {
    let view = views::gift_ideas(web.app()?, &slug, id).await?;
    // What the file does not have yet is for the pages: a token that proposes gifts edits no campaign.
    let ideas = view.ideas.into_iter().filter(|line| !line.to_add).map(Into::into).collect();
    Ok(Json(IdeasShown { held_out: view.held_out, forbidden: view.person, ideas }))
}

/// Propose a gift for the traveller of a candidate
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/candidates/{id}/gifts", tag = "gifts",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The match")),
    request_body = Proposal,
    responses((status = 201, description = "It waits for approval", body = Proposed, headers(("Location" = String)))))]
pub async fn propose(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    visitor: Visitor,
    Body(Proposal { idea }): Body<Proposal>,
) -> Result<Response, Problem> {
    if idea.is_empty() || idea.chars().count() > 80 {
        return Err(Problem::Invalid("`idea` names none".to_owned()));
    }
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let gift = gift_ideas::propose(app, &loaded, id, &idea, &visitor.actor(Role::Planner)).await?;
    Ok(made(&format!("/api/v1/campaigns/{slug}/gifts/{gift}"), Proposed { id: gift.0 }))
}

/// Gifts of the plan in force, the best first
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/gifts", tag = "gifts",
    params(("slug" = String, Path, description = "The campaign"), After),
    responses((status = 200, description = "A page of gifts", body = Paged<GiftLine>)))]
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<GiftLine>>, Problem> {
    let plan = views::plan(web.app()?, &slug, after.as_deref(), None).await?.plan;
    let (lines, next) = plan.map(|plan| (plan.gifts, plan.gifts_next)).unwrap_or_default();
    Ok(Json(Paged { items: lines.into_iter().map(Into::into).collect(), next }))
}

/// One gift
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/gifts/{id}", tag = "gifts",
    params(("slug" = String, Path, description = "The campaign"), ("id" = String, Path, description = "The gift")),
    responses((status = 200, description = "The gift", body = GiftShown, headers(("ETag" = String)))))]
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, GiftId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    tagged(&headers, &GiftShown::from(&views::gift(app, &loaded, id).await?))
}
