//! `/api/v1/campaigns`: campaigns with their money and funnel, and one of them with its caps.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::input::Asked;
use super::output::{Paged, tagged};
use super::shapes::After;
use crate::domain::account::Place;
use crate::domain::campaign::CampaignState;
use crate::domain::ledger::Balance;
use crate::services::views;
use crate::store::view::board::{CapBalance, Funnel};
use crate::store::view::{CampaignHead, CapUnit, PAGE_SIZE};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// What a cap allows and what of it is used.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapShown {
    /// Name: `money`, `day:2025-03-04`, `station:AMS`, `stock:trail-watch`, `gifts`, `team_minutes`.
    pub cap: String,
    /// What it counts: `money` (minor units), `pieces`, `minutes`.
    pub unit: &'static str,
    /// The most.
    pub limit: i64,
    /// Promised, not spent yet.
    pub reserved: i64,
    /// Spent.
    pub committed: i64,
}

impl CapShown {
    pub(super) fn new(cap: &str, balance: Balance) -> Self {
        let unit = unit_of(CapUnit::of(cap));
        let Balance { limit, reserved, committed } = balance;
        Self { cap: cap.to_owned(), unit, limit, reserved, committed }
    }
}

pub(super) const fn unit_of(unit: CapUnit) -> &'static str {
    match unit {
        CapUnit::Money => "money",
        CapUnit::Pieces => "pieces",
        CapUnit::Minutes => "minutes",
    }
}

/// From posts to posts: how many came how far.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunnelShown {
    /// Posts read.
    pub posts: u64,
    /// Posts that the screen dropped unread.
    pub screened_out: u64,
    /// Matches with a traveller.
    pub matched: u64,
    /// Matches a person confirmed.
    pub confirmed: u64,
    /// Gifts proposed.
    pub proposed: u64,
    /// Gifts approved.
    pub approved: u64,
    /// Gifts handed over.
    pub delivered: u64,
    /// Follow-up posts published.
    pub posted: u64,
}

impl From<Funnel> for FunnelShown {
    fn from(funnel: Funnel) -> Self {
        let Funnel { posts, screened_out, matched, confirmed, proposed, approved, delivered, posted } = funnel;
        Self { posts, screened_out, matched, confirmed, proposed, approved, delivered, posted }
    }
}

/// A campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignShown {
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// What it should achieve.
    pub goal: String,
    /// State.
    pub state: CampaignState,
    /// ISO 4217 code of all its money.
    pub currency: String,
    /// First day, local to the stations.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Stations (IATA).
    pub stations: Vec<String>,
    /// Its money.
    pub money: CapShown,
    /// How many came how far.
    pub funnel: FunnelShown,
}

impl CampaignShown {
    fn new(head: &CampaignHead, money: Balance, funnel: Funnel) -> Self {
        Self {
            slug: head.slug.clone(),
            name: head.name.clone(),
            goal: head.goal.clone(),
            state: head.state,
            currency: head.currency.to_string(),
            starts_on: head.starts_on,
            ends_on: head.ends_on,
            stations: head.stations.clone(),
            money: CapShown::new("money", money),
            funnel: funnel.into(),
        }
    }
}

/// A campaign with its caps.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignDetail {
    /// The campaign.
    pub campaign: CampaignShown,
    /// Every cap.
    pub caps: Vec<CapShown>,
    /// Day the board shows, local to the first station.
    pub day: NaiveDate,
}

/// Campaigns, by slug
#[utoipa::path(get, path = "/api/v1/campaigns", tag = "campaigns", params(After),
    responses((status = 200, description = "A page of campaigns", body = Paged<CampaignShown>)))]
pub async fn list(
    State(web): State<Web>,
    visitor: Visitor,
    Asked(After { after }): Asked<After>,
) -> Result<Json<Paged<CampaignShown>>, Problem> {
    let mut all = views::campaigns(web.app()?).await?.campaigns;
    let sees = |slug: &str| visitor.sees("/api/v1/campaigns/{slug}", Some((Place::Campaign, slug)));
    all.retain(|line| sees(&line.head.slug) && after.as_ref().is_none_or(|after| line.head.slug > *after));
    all.sort_by(|one, other| one.head.slug.cmp(&other.head.slug));
    let next = all.get(PAGE_SIZE).and_then(|_| all.get(PAGE_SIZE - 1)).map(|line| line.head.slug.clone());
    let items = all.iter().take(PAGE_SIZE).map(|line| CampaignShown::new(&line.head, line.money, line.funnel));
    Ok(Json(Paged { items: items.collect(), next }))
}

/// One campaign with its caps
#[utoipa::path(get, path = "/api/v1/campaigns/{slug}", tag = "campaigns",
    params(("slug" = String, Path, description = "Name in addresses")),
    responses((status = 200, description = "The campaign", body = CampaignDetail, headers(("ETag" = String)))))]
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let board = views::board(web.app()?, &slug).await?;
    let balance = |line: &CapBalance| CapShown::new(&line.cap, line.balance);
    let money = board.caps.iter().find(|line| line.cap == "money").map_or_else(nothing, |line| line.balance);
    let campaign = CampaignShown::new(&board.head, money, board.funnel);
    tagged(&headers, &CampaignDetail { campaign, caps: board.caps.iter().map(balance).collect(), day: board.day })
}

const fn nothing() -> Balance {
    Balance { limit: 0, reserved: 0, committed: 0 }
}
