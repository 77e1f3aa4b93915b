//! `/`: all campaigns, or what to do while there is none.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use super::start::may_start;
use crate::domain::account::Place;
use crate::store::view::board::CampaignsView;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// The list of campaigns.
#[derive(Debug, Serialize)]
pub struct CampaignsPage {
    /// What it shows.
    pub view: CampaignsView,
    /// Whether the visitor may start one.
    pub may_start: bool,
}

impl Page for CampaignsPage {
    const TEMPLATE: &'static str = "team/campaigns.html";

    fn samples() -> Vec<Self> {
        let empty = CampaignsView { campaigns: Vec::new() };
        vec![Self { view: samples::board::campaigns(), may_start: false }, Self { view: empty, may_start: true }]
    }
}

/// Shows the list.
pub async fn list(State(web): State<Web>, visitor: Visitor, chrome: Chrome) -> Result<Html<String>, Problem> {
    let mut view = web.views.campaigns().await?;
    let sees = |slug: &str| visitor.sees("/campaigns/{slug}/report", Some((Place::Campaign, slug)));
    view.campaigns.retain(|line| sees(&line.head.slug));
    web.page(&CampaignsPage { view, may_start: may_start(&visitor) }, &chrome)
}
