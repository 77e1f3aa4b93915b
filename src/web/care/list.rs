//! `/care`: what people wrote under our posts, the least time left first.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use crate::store::view::care::CareQueue;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The queue.
#[derive(Debug, Serialize)]
pub struct CareListPage {
    /// What it shows.
    pub view: CareQueue,
}

impl Page for CareListPage {
    const TEMPLATE: &'static str = "care/list.html";

    fn samples() -> Vec<Self> {
        let empty = CareQueue { lines: Vec::new(), late: 0, waiting: 0 };
        vec![Self { view: samples::care::queue() }, Self { view: empty }]
    }
}

/// Shows the queue.
pub async fn list(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let view = web.views.care_queue().await?;
    web.page(&CareListPage { view }, &chrome)
}
