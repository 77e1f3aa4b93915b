//! `/campaigns/{slug}/follow-ups`: posts to come, with what each still waits for.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::domain::follow_up::FollowUpState;
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpsView};
use crate::web::chrome::Chrome;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The list of follow-up posts.
#[derive(Debug, Serialize)]
pub struct FollowUpsPage {
    /// What it shows.
    pub view: FollowUpsView,
}

impl Page for FollowUpsPage {
    const TEMPLATE: &'static str = "team/follow_ups.html";

    fn samples() -> Vec<Self> {
        let filters = [
            FollowUpFilter::default(),
            FollowUpFilter { state: Some(FollowUpState::Failed), after: Some("x".to_owned()) },
        ];
        filters.map(|filter| Self { view: samples::follow_ups::list(filter) }).into()
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

/// Shows one page of the list.
pub async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let filter =
        FollowUpFilter { state: chosen(&asked.state)?, after: Some(asked.after).filter(|after| !after.is_empty()) };
    let view = web.views.follow_ups(&slug, filter).await?.ok_or(Problem::NotFound)?;
    web.page(&FollowUpsPage { view }, &chrome)
}
