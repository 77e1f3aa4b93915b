//! `/campaigns/{slug}/people/{id}`: a traveller on one page, masked; each fact with where it comes from and when.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;

use crate::domain::id::TravellerId;
use crate::store::view::person::PersonView;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A traveller.
#[derive(Debug, Serialize)]
pub struct PersonPage {
    /// What it shows.
    pub view: PersonView,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "team/person.html";

    fn samples() -> Vec<Self> {
        samples::review::people().into_iter().map(|view| Self { view }).collect()
    }
}

/// Shows the traveller.
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, TravellerId)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let view = web.views.person(&slug, id).await?.ok_or(Problem::NotFound)?;
    web.page(&PersonPage { view }, &chrome)
}
