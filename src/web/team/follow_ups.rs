//! `/campaigns/{slug}/follow-ups`: posts to come, with what each still waits for.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::domain::account::Place;
use crate::domain::approval::SendBack;
use crate::domain::follow_up::FollowUpState;
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpsView};
use crate::web::chrome::Chrome;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The list of follow-up posts.
#[derive(Debug, Clone, Serialize)]
pub struct FollowUpsPage {
    /// What it shows.
    pub view: FollowUpsView,
    /// Whether the visitor approves posts.
    pub may_decide: bool,
    /// Whether the visitor edits their texts.
    pub may_edit: bool,
    /// Reasons to send a post back.
    pub back_reasons: &'static [SendBack],
    /// Why nothing was changed.
    pub fault: Option<Fault>,
}

impl Page for FollowUpsPage {
    const TEMPLATE: &'static str = "team/follow_ups.html";

    fn samples() -> Vec<Self> {
        let filters = [
            FollowUpFilter::default(),
            FollowUpFilter { state: Some(FollowUpState::Failed), after: Some("x".to_owned()) },
        ];
        let fault = Fault { code: "content_changed", reason: None };
        let page = |filter, fault: Option<Fault>| Self {
            view: samples::follow_ups::list(filter),
            may_decide: fault.is_none(),
            may_edit: true,
            back_reasons: SendBack::ALL,
            fault,
        };
        let mut pages = filters.map(|filter| page(filter, None)).to_vec();
        pages.push(page(FollowUpFilter::default(), Some(fault)));
        pages
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// The page, with what went wrong.
pub async fn page(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    asked: Asked,
    fault: Option<Fault>,
) -> Result<FollowUpsPage, Problem> {
    let filter =
        FollowUpFilter { state: chosen(&asked.state)?, after: Some(asked.after).filter(|after| !after.is_empty()) };
    let view = web.views.follow_ups(slug, filter).await?.ok_or(Problem::NotFound)?;
    let place = Some((Place::Campaign, slug));
    Ok(FollowUpsPage {
        view,
        may_decide: visitor.sees("/campaigns/{slug}/follow-ups/{id}/approve", place),
        may_edit: visitor.sees("/campaigns/{slug}/follow-ups/{id}", place),
        back_reasons: SendBack::ALL,
        fault,
    })
}

/// Shows one page of the list.
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    web.page(&page(&web, &slug, &visitor, asked, None).await?, &chrome)
}
