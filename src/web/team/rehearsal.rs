//! `/campaigns/{slug}/edit/rehearse`: the campaign, or an edit of it, on days that are over. Figures only; nobody is
//! contacted and nothing is saved.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use super::edit::{judged_page, plain};
use crate::app::App;
use crate::domain::account::Place;
use crate::domain::campaign::Campaign;
use crate::domain::id::CampaignId;
use crate::services::campaigns;
use crate::services::past_days::{self, PastDay};
use crate::services::{campaign_edit, views};
use crate::store::view::CampaignHead;
use crate::store::view::report_parts::Proof;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// One day with what follows from its figures.
#[derive(Debug, Clone, Serialize)]
pub struct DayLine {
    /// The day.
    pub past: PastDay,
    /// Matches that people decided.
    pub decided: usize,
    /// Share of them that was right.
    pub precision: Option<f64>,
    /// What groups of that day's sizes could show.
    pub proof: Proof,
}

impl DayLine {
    /// A day as a line.
    pub fn of(past: PastDay, proof: Proof) -> Self {
        Self { decided: past.confirmed + past.rejected, precision: past.precision(), past, proof }
    }
}

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct RehearsalView {
    /// Head.
    pub head: CampaignHead,
    /// Newest first.
    pub days: Vec<DayLine>,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct RehearsalPage {
    /// What it shows.
    pub view: RehearsalView,
    /// The edit that was rehearsed; empty where it was the stored file.
    pub source: String,
    /// What the edit was made from.
    pub base: String,
}

impl Page for RehearsalPage {
    const TEMPLATE: &'static str = "team/rehearsal.html";

    fn samples() -> Vec<Self> {
        samples::edit::rehearsals()
    }
}

/// Rehearses the stored file, or the edit that was sent along.
pub async fn rehearse(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { fields, .. }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let source = plain(fields.get("source"));
    let (loaded, head) = views::campaign(app, &slug).await?;
    let campaign = if source.is_empty() {
        loaded.campaign.clone()
    } else if let Some(campaign) = campaign_edit::judge(app, &loaded, &source).await?.campaign {
        campaign
    } else {
        let page = judged_page(app, &slug, source).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response());
    };
    let view = view(app, &visitor, head, (loaded.id, &campaign)).await?;
    let page = RehearsalPage { view, source, base: fields.get("base").to_owned() };
    Ok(web.page(&page, &chrome)?.into_response())
}

/// Rehearses the stored file.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let app = web.app()?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let view = view(app, &visitor, head, (loaded.id, &loaded.campaign)).await?;
    web.page(&RehearsalPage { view, source: String::new(), base: String::new() }, &chrome)
}

async fn view(
    app: &App,
    visitor: &Visitor,
    head: CampaignHead,
    (id, campaign): (CampaignId, &Campaign),
) -> Result<RehearsalView, Problem> {
    // Only days of campaigns whose candidates the visitor may see.
    let mut held_by = campaigns::list_all(app).await?;
    let sees = |slug: &str| visitor.sees("/campaigns/{slug}/candidates", Some((Place::Campaign, slug)));
    held_by.retain(|one| sees(&one.campaign.slug));
    let mut days = Vec::new();
    for past in past_days::rehearse(app, campaign, &held_by).await? {
        let proof = views::proof_of(app, id, campaign, (past.gifts, past.held_out)).await?;
        days.push(DayLine::of(past, proof));
    }
    Ok(RehearsalView { head, days })
}
