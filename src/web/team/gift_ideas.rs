//! `/campaigns/{slug}/candidates/{id}/gifts`: every gift idea for one person, and proposing one of them.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::fault::{Fault, refused};
use crate::domain::account::Place;
use crate::domain::actor::Role;
use crate::domain::id::MatchId;
use crate::domain::matching::MatchState;
use crate::services::{campaigns, gift_ideas, views};
use crate::store::view::approvals::GiftIdeasView;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// Gift ideas for one person.
#[derive(Debug, Serialize)]
pub struct GiftIdeasPage {
    /// What it shows.
    pub view: GiftIdeasView,
    /// The highest score: it fills a bar.
    pub most: i64,
    /// Whether the visitor can propose one of them now.
    pub may_propose: bool,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl GiftIdeasPage {
    fn new(view: GiftIdeasView, plans: bool, fault: Option<Fault>) -> Self {
        let most = view.ideas.iter().filter_map(|idea| idea.parts).map(crate::domain::gift::ScoreParts::total).max();
        let is_open = view.state == MatchState::Confirmed && !view.held_out && view.has.is_none();
        Self { most: most.unwrap_or(0), may_propose: plans && is_open, view, fault }
    }
}

impl Page for GiftIdeasPage {
    const TEMPLATE: &'static str = "team/gift_ideas.html";

    fn samples() -> Vec<Self> {
        let fault = Fault { code: "forbidden_gift", reason: Some("rule:liquids".to_owned()) };
        let mut pages: Vec<_> =
            samples::approvals::ideas().into_iter().map(|view| Self::new(view, true, None)).collect();
        pages.extend(samples::approvals::ideas().into_iter().map(|view| Self::new(view, false, Some(fault.clone()))));
        pages
    }
}

async fn page(
    web: &Web,
    (slug, id): (&str, MatchId),
    visitor: &Visitor,
    fault: Option<Fault>,
) -> Result<GiftIdeasPage, Problem> {
    let view = views::gift_ideas(web.app()?, slug, id).await?;
    let plans = visitor.sees("/campaigns/{slug}/plan/wishes", Some((Place::Campaign, slug)));
    Ok(GiftIdeasPage::new(view, plans, fault))
}

/// Shows every idea.
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&page(&web, (&slug, id), &visitor, None).await?, &chrome)
}

/// Proposes one.
pub async fn propose(
    State(web): State<Web>,
    At((slug, id)): At<(String, MatchId)>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    match gift_ideas::propose_any(app, &loaded, id, fields.get("idea"), &doer.actor(Role::Planner)).await {
        Ok(_) => {
            let address = format!("/campaigns/{slug}/candidates/{id}/gifts?done=proposed");
            Ok(Redirect::to(&chrome.to(&address)).into_response())
        }
        Err(error) => {
            let fault = Some(Fault::of(error)?);
            refused(&web, &page(&web, (&slug, id), &visitor, fault).await?, &chrome)
        }
    }
}
