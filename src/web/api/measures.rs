//! What stands behind reports: which campaigns have one, every reading with its provenance, the effect, campaigns beside each
//! other, and case studies. Other campaigns are named only to those who may see their reports.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::Asked;
use super::output::{Paged, tagged};
use super::shapes::After;
use crate::domain::campaign::CampaignState;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Unit};
use crate::effect::{Pooled, Returns};
use crate::services::case_studies::CaseState;
use crate::services::views;
use crate::store::view::board::CampaignLine;
use crate::store::view::compare::CompareLine;
use crate::store::view::repair::ReadingLine;
use crate::store::view::report::{HoldOut, Uplift};
use crate::web::problem::Problem;
use crate::web::report::show::{seen_by, sees_people, sees_report};
use crate::web::router::Web;
use crate::web::session::Visitor;

/// A campaign with a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportLine {
    /// Name of the campaign in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// State.
    pub state: CampaignState,
    /// ISO 4217 code of all its money.
    pub currency: String,
    /// First day, local to the stations.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Gifts handed over.
    pub hand_overs: u64,
    /// Money spent, minor units.
    pub spent_minor: i64,
}

impl From<CampaignLine> for ReportLine {
    fn from(line: CampaignLine) -> Self {
        Self {
            slug: line.head.slug,
            name: line.head.name,
            state: line.head.state,
            currency: line.head.currency.to_string(),
            starts_on: line.head.starts_on,
            ends_on: line.head.ends_on,
            hand_overs: line.funnel.delivered,
            spent_minor: line.money.committed,
        }
    }
}

/// A figure of a post as it was read, with where it comes from. Figures of different units are never added.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingShown {
    /// Its id.
    pub id: Uuid,
    /// The post's address or id on its network.
    pub post: String,
    /// Network.
    pub network: Network,
    /// What is counted.
    pub unit: Unit,
    /// The figure.
    pub value: u64,
    /// Where in the network's answer it stood.
    pub field: String,
    /// Version of the network's definition.
    pub definition: String,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// How it came about.
    pub method: Method,
    /// Share of posts or time it covers.
    pub coverage_percent: u8,
    /// The file it came from.
    pub file: Option<String>,
    /// Since when it counts nowhere, where a person set it aside.
    pub set_aside_at: Option<DateTime<Utc>>,
}

impl From<ReadingLine> for ReadingShown {
    fn from(ReadingLine { id, reading, set_aside_at, file }: ReadingLine) -> Self {
        Self {
            id: id.0,
            post: reading.post,
            network: reading.network,
            unit: reading.unit,
            value: reading.value,
            field: reading.field,
            definition: reading.definition,
            read_at: reading.read_at,
            method: reading.method,
            coverage_percent: reading.coverage_percent,
            file,
            set_aside_at,
        }
    }
}

/// A difference of two shares with its interval.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpliftShown {
    /// Offered less held out, −1 to 1.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Confidence of the interval.
    #[schema(example = 0.95)]
    pub confidence: f64,
    /// Whether the interval leaves out zero.
    pub detectable: bool,
}

impl From<Uplift> for UpliftShown {
    fn from(Uplift { difference, low, high, confidence, detectable }: Uplift) -> Self {
        Self { difference, low, high, confidence, detectable }
    }
}

/// What a campaign earned for what it cost, as far as a margin is known.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnsShown {
    /// Extra bookers.
    pub extra_bookers: f64,
    /// Margin of them less all costs, minor units.
    pub profit_minor: f64,
    /// Profit by cost.
    pub ratio: f64,
    /// The ratio at the lower end of the difference.
    pub ratio_low: f64,
    /// The ratio at the upper end.
    pub ratio_high: f64,
    /// Extra bookers that would pay for the campaign.
    pub break_even_bookers: f64,
}

impl From<Returns> for ReturnsShown {
    fn from(Returns { extra_bookers, profit_minor, ratio, interval, break_even_bookers }: Returns) -> Self {
        let [ratio_low, ratio_high] = interval;
        Self { extra_bookers, profit_minor, ratio, ratio_low, ratio_high, break_even_bookers }
    }
}

/// What the hold-out says about later bookings (intention to treat).
#[derive(Debug, Serialize, ToSchema)]
pub struct EffectShown {
    /// When it was worked out.
    pub made_at: DateTime<Utc>,
    /// Travellers with a gift.
    pub treated: u64,
    /// Travellers held out by lot.
    pub held_out: u64,
    /// Of those not held out, how many booked again; null before the first booking was seen.
    pub offered_again: Option<u64>,
    /// Of those held out, how many did.
    pub held_out_again: Option<u64>,
    /// Days after the lot in which a booking counts.
    pub window_days: Option<u32>,
    /// The difference, where both groups are known.
    pub uplift: Option<UpliftShown>,
    /// The smallest difference that groups of this size could show.
    pub minimum_detectable: Option<f64>,
    /// The return, where a margin is known and bookings were seen.
    pub returns: Option<ReturnsShown>,
}

impl EffectShown {
    fn new(made_at: DateTime<Utc>, hold_out: HoldOut, returns: Option<Returns>) -> Self {
        let HoldOut { treated, held_out, minimum_detectable, outcome, uplift } = hold_out;
        Self {
            made_at,
            treated,
            held_out,
            offered_again: outcome.map(|seen| seen.offered_again),
            held_out_again: outcome.map(|seen| seen.held_out_again),
            window_days: outcome.map(|seen| seen.window_days),
            uplift: uplift.map(Into::into),
            minimum_detectable,
            returns: returns.map(Into::into),
        }
    }
}

/// A campaign in the comparison.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedShown {
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// ISO 4217 code; nothing is added up over currencies.
    pub currency: String,
    /// Gifts handed over.
    pub hand_overs: u64,
    /// Share of hand-overs within their window.
    pub on_time: Option<f64>,
    /// Costs in full, minor units.
    pub total_minor: i64,
    /// By hand-over.
    pub per_hand_over_minor: Option<i64>,
    /// Impressions on the network with the most.
    pub impressions: Option<u64>,
    /// Targets met.
    pub targets_met: u64,
    /// Targets set.
    pub targets: u64,
    /// Difference of later bookings.
    pub uplift: Option<UpliftShown>,
    /// Smallest difference it could show.
    pub minimum_detectable: Option<f64>,
    /// Profit by cost.
    pub return_ratio: Option<f64>,
}

impl From<CompareLine> for ComparedShown {
    fn from(line: CompareLine) -> Self {
        Self {
            slug: line.head.slug,
            name: line.head.name,
            currency: line.head.currency.to_string(),
            hand_overs: line.hand_overs,
            on_time: line.on_time,
            total_minor: line.total_minor,
            per_hand_over_minor: line.per_hand_over_minor,
            impressions: line.impressions,
            targets_met: line.targets_met,
            targets: line.targets,
            uplift: line.uplift.map(Into::into),
            minimum_detectable: line.minimum_detectable,
            return_ratio: line.return_ratio,
        }
    }
}

/// All differences together (random effects).
#[derive(Debug, Serialize, ToSchema)]
pub struct PooledShown {
    /// Campaigns in it.
    pub studies: u64,
    /// Mean difference over campaigns.
    pub effect: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Share of the variance that is between campaigns, 0 to 1.
    pub i_squared: f64,
    /// Whether the interval leaves out zero.
    pub detectable: bool,
}

impl From<Pooled> for PooledShown {
    fn from(Pooled { studies, effect, interval: [low, high], i_squared, detectable, .. }: Pooled) -> Self {
        Self { studies, effect, low, high, i_squared, detectable }
    }
}

/// Campaigns beside each other.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparisonShown {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Newest start first; 40 at most.
    pub campaigns: Vec<ComparedShown>,
    /// Those with later bookings pooled.
    pub pooled: Option<PooledShown>,
}

/// What a traveller said, as far as their consent to reuse stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteShown {
    /// The words.
    pub text: String,
    /// First name, where the traveller agreed to be named.
    pub first_name: Option<String>,
}

/// A case study.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseStudyShown {
    /// Title.
    pub title: String,
    /// Story; paragraphs are parted by empty lines.
    pub story: String,
    /// Language it is written in.
    pub language: Language,
    /// How far it is.
    pub state: CaseState,
    /// Where everybody reads it, while it is published.
    pub address: Option<String>,
    /// Since when.
    pub published_at: Option<DateTime<Utc>>,
    /// What travellers said.
    pub quotes: Vec<QuoteShown>,
}

/// Campaigns with their reports, by name
#[utoipa::path(get, path = "/api/v1/reports", tag = "reports", params(After),
    responses((status = 200, description = "A page of reports", body = Paged<ReportLine>)))]
pub async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<ReportLine>>, Problem> {
    let mut all = views::campaigns(web.app()?).await?.campaigns;
    let sees = sees_report(&visitor);
    all.retain(|line| sees(&line.head.slug) && after.as_ref().is_none_or(|after| line.head.slug > *after));
    all.sort_by(|one, other| one.head.slug.cmp(&other.head.slug));
    Ok(Json(Paged::first_of(all, |line| line.head.slug.clone())))
}

/// Campaigns beside each other
#[utoipa::path(get, path = "/api/v1/reports/compare", tag = "reports",
    responses((status = 200, description = "The comparison", body = ComparisonShown)))]
pub async fn compare(State(web): State<Web>, visitor: Visitor) -> Result<Json<ComparisonShown>, Problem> {
    let view = views::compare(web.app()?, sees_report(&visitor), sees_people(&visitor)).await?;
    Ok(Json(ComparisonShown {
        made_at: view.made_at,
        campaigns: view.lines.into_iter().map(Into::into).collect(),
        pooled: view.pooled.map(Into::into),
    }))
}

/// Every reading with its provenance, in the order they came in
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/report/readings", tag = "reports",
    params(("slug" = String, Path, description = "The campaign"), After),
    responses((status = 200, description = "A page of readings", body = Paged<ReadingShown>)))]
pub async fn readings(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<ReadingShown>>, Problem> {
    let after = after.and_then(|after| after.parse().ok());
    let (lines, next) = views::readings(web.app()?, &slug, after).await?;
    let next = next.map(|id| id.to_string());
    Ok(Json(Paged { items: lines.into_iter().map(Into::into).collect(), next }))
}

/// What the hold-out says about later bookings
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/report/effect", tag = "reports",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The effect", body = EffectShown)))]
pub async fn effect(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Json<EffectShown>, Problem> {
    let view = seen_by(views::report(web.app()?, &slug).await?, &visitor);
    Ok(Json(EffectShown::new(view.made_at, view.hold_out, view.parts.returns)))
}

/// The case study of a campaign, once it was saved
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}/case", tag = "reports",
    params(("slug" = String, Path, description = "The campaign")),
    responses((status = 200, description = "The case study", body = CaseStudyShown, headers(("ETag" = String)))))]
pub async fn case_study(
    State(web): State<Web>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let view = views::case_editor(web.app()?, &slug, |_| String::new()).await?;
    let Some(state) = view.state else { return Err(Problem::NotFound) };
    let is_public = state == CaseState::Published;
    let shown = CaseStudyShown {
        address: is_public.then(|| format!("/cases/{}", view.text.slug)),
        title: view.text.title,
        story: view.text.story,
        language: view.text.language,
        state,
        published_at: view.published_at.filter(|_| is_public),
        quotes: view
            .quotes
            .into_iter()
            .map(|quote| QuoteShown { text: quote.text, first_name: quote.first_name })
            .collect(),
    };
    tagged(&headers, &shown)
}
