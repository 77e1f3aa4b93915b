//! `/campaigns/{slug}/approvals`: what waits for a yes, by time left, with the evidence in view.

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::fault::{Fault, approver, refused};
use crate::domain::account::Place;
use crate::domain::actor::Role;
use crate::domain::approval::{SendBack, TurnDown};
use crate::domain::id::GiftId;
use crate::services::approval::{self, Approval};
use crate::services::{campaigns, views};
use crate::store::view::approvals::ApprovalsView;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The queue.
#[derive(Debug, Serialize)]
pub struct ApprovalsPage {
    /// What it shows.
    pub view: ApprovalsView,
    /// The highest score on the page: it fills a bar.
    pub most: i64,
    /// Whether the visitor approves; others see how things stand.
    pub may_decide: bool,
    /// Reasons to turn a gift down.
    pub reasons: &'static [TurnDown],
    /// Reasons to send a post back.
    pub back_reasons: &'static [SendBack],
    /// Why nothing was changed.
    pub fault: Option<Fault>,
    /// What it was made at, to know when it is old.
    pub version: i64,
}

impl ApprovalsPage {
    /// The queue as a visitor sees it.
    pub fn new(view: ApprovalsView, may_decide: bool, fault: Option<Fault>, version: i64) -> Self {
        let most = view.gifts.iter().map(|line| line.parts.total()).max().unwrap_or(0);
        Self { view, most, may_decide, reasons: TurnDown::ALL, back_reasons: SendBack::ALL, fault, version }
    }
}

impl Page for ApprovalsPage {
    const TEMPLATE: &'static str = "team/approvals.html";

    fn samples() -> Vec<Self> {
        let full = samples::approvals::queue();
        let mut empty = full.clone();
        (empty.gifts, empty.posts, empty.together) = (Vec::new(), Vec::new(), Vec::new());
        (empty.total, empty.posts_total, empty.without_window, empty.urgent, empty.next) = (0, 0, 0, 0, None);
        let fault = |code, reason: Option<&str>| Some(Fault { code, reason: reason.map(str::to_owned) });
        vec![
            Self::new(full.clone(), true, None, 12),
            Self::new(full.clone(), true, fault("over_cap", Some("cap:money")), 12),
            Self::new(full, false, fault("conflict", None), 12),
            Self::new(empty, true, None, 12),
        ]
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: String,
}

/// Whether a visitor approves gifts of a campaign.
pub fn may_decide(visitor: &Visitor, slug: &str) -> bool {
    visitor.sees("/campaigns/{slug}/approvals/{id}", Some((Place::Campaign, slug)))
}

/// The page, with what went wrong.
pub async fn page(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    after: Option<&str>,
    fault: Option<Fault>,
) -> Result<ApprovalsPage, Problem> {
    // First, so that nothing newer than the page is taken for shown.
    let version = web.views.version().await?;
    let view = views::approvals(web.app()?, slug, approver(visitor), after).await?;
    Ok(ApprovalsPage::new(view, may_decide(visitor, slug), fault, version))
}

/// Shows the queue.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    web.page(&page(&web, &slug, &visitor, after, None).await?, &chrome)
}

/// Approves a gift as it was shown.
pub async fn approve(
    State(web): State<Web>,
    At((slug, id)): At<(String, GiftId)>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    match approval::approve(app, &loaded, id, fields.get("content"), &doer.actor(Role::Approver)).await {
        Ok(Approval::Complete) => Ok(back(&chrome, &slug, "approved")),
        Ok(Approval::NeedsMore(_)) => Ok(back(&chrome, &slug, "approved_part")),
        Err(error) => {
            let page = page(&web, &slug, &visitor, None, Some(Fault::of(error)?)).await?;
            refused(&web, &page, &chrome)
        }
    }
}

/// Turns a gift down as it was shown.
pub async fn turn_down(
    State(web): State<Web>,
    At((slug, id)): At<(String, GiftId)>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let why: TurnDown = chosen(fields.get("why"))?.ok_or(Problem::BadRequest)?;
    let loaded = campaigns::load(app, &slug).await?;
    match approval::turn_down(app, &loaded, id, fields.get("content"), why, &doer.actor(Role::Approver)).await {
        Ok(_) => Ok(back(&chrome, &slug, "turned_down")),
        Err(error) => {
            let page = page(&web, &slug, &visitor, None, Some(Fault::of(error)?)).await?;
            refused(&web, &page, &chrome)
        }
    }
}

fn back(chrome: &Chrome, slug: &str, done: &str) -> Response {
    Redirect::to(&chrome.to(&format!("/campaigns/{slug}/approvals?done={done}"))).into_response()
}
