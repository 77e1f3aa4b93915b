//! `/campaigns/{slug}/approvals/together`: exactly what a bulk approval would approve, and the yes to it.

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::fault::{Fault, approver, refused};
use crate::domain::actor::Role;
use crate::domain::id::GiftId;
use crate::services::{approval, campaigns, views};
use crate::store::view::CampaignHead;
use crate::store::view::approvals::ApprovalLine;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The list and its head.
#[derive(Debug, Serialize)]
pub struct TogetherView {
    /// Head.
    pub head: CampaignHead,
    /// What would be approved.
    pub lines: Vec<ApprovalLine>,
}

/// The confirmation.
#[derive(Debug, Serialize)]
pub struct TogetherPage {
    /// What it shows.
    pub view: TogetherView,
    /// Slug of the one idea.
    pub idea: String,
    /// The one reason.
    pub reason: String,
    /// Cost of all, minor units.
    pub cost_minor: i64,
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl TogetherPage {
    fn new(view: TogetherView, asked: Asked, fault: Option<Fault>) -> Self {
        let cost_minor = view.lines.iter().map(|line| line.cost_minor).sum();
        Self { view, idea: asked.idea, reason: asked.reason, cost_minor, fault }
    }
}

impl Page for TogetherPage {
    const TEMPLATE: &'static str = "team/together.html";

    fn samples() -> Vec<Self> {
        let queue = samples::approvals::queue();
        let asked = || Asked { idea: "stroopwafels".to_owned(), reason: "food".to_owned() };
        let view = |lines| TogetherView { head: queue.head.clone(), lines };
        let fault = Fault { code: "conflict", reason: None };
        vec![Self::new(view(queue.gifts.clone()), asked(), Some(fault)), Self::new(view(Vec::new()), asked(), None)]
    }
}

/// The query: which idea for which reason.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    idea: String,
    #[serde(default)]
    reason: String,
}

async fn page(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    asked: Asked,
    fault: Option<Fault>,
) -> Result<TogetherPage, Problem> {
    let found = views::together(web.app()?, slug, approver(visitor), &asked.idea, &asked.reason).await?;
    Ok(TogetherPage::new(TogetherView { head: found.0, lines: found.1 }, asked, fault))
}

/// Lists what would be approved.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&page(&web, &slug, &visitor, asked, None).await?, &chrome)
}

/// Approves exactly what was listed, or nothing.
pub async fn approve(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let shown: Option<Vec<(GiftId, String)>> = fields
        .all("gift")
        .map(|pair| pair.split_once(' ').and_then(|(id, hash)| Some((id.parse().ok()?, hash.to_owned()))))
        .collect();
    let shown = shown.ok_or(Problem::BadRequest)?;
    match approval::approve_together(app, &loaded, &shown, &doer.actor(Role::Approver)).await {
        Ok(_) => {
            let address = format!("/campaigns/{slug}/approvals?done=approved_together");
            Ok(Redirect::to(&chrome.to(&address)).into_response())
        }
        Err(error) => {
            let fault = Some(Fault::of(error)?);
            let asked = Asked { idea: fields.get("idea").to_owned(), reason: fields.get("reason").to_owned() };
            refused(&web, &page(&web, &slug, &visitor, asked, fault).await?, &chrome)
        }
    }
}
