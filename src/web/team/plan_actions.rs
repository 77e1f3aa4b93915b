//! What a planner does on the plan page: propose drafts, pin, exclude, and take a wish back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::fault::{Fault, refused};
use super::plan;
use crate::domain::actor::Role;
use crate::domain::id::GiftId;
use crate::domain::plan::WishKind;
use crate::services::{Error, approval, campaigns, wishes};
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Proposes the drafts that were ticked, or all of them.
pub async fn propose(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let by = doer.actor(Role::Planner);
    let ticked: Result<Vec<GiftId>, _> = fields.all("gift").map(str::parse).collect();
    let outcome = match fields.get("which") {
        "all" => approval::propose_drafts(app, &loaded, &by).await,
        _ => approval::propose_all(app, &loaded, &ticked.map_err(|_| Problem::BadRequest)?, &by).await,
    };
    answer(&web, &slug, &visitor, &chrome, outcome.map(drop), "proposed").await
}

/// Notes or takes back a wish for the next plan.
pub async fn wish(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let about = fields.get("match").parse().map_err(|_| Problem::BadRequest)?;
    let idea = Some(fields.get("idea")).filter(|idea| !idea.is_empty());
    let by = doer.actor(Role::Planner);
    let outcome = match fields.get("wish") {
        "back" => wishes::take_back(app, &loaded, about, idea, &by).await,
        word => {
            let kind: WishKind = word.parse().map_err(|_| Problem::BadRequest)?;
            wishes::wish(app, &loaded, about, kind, idea, &by).await
        }
    };
    answer(&web, &slug, &visitor, &chrome, outcome, "wish").await
}

async fn answer(
    web: &Web,
    slug: &str,
    visitor: &Visitor,
    chrome: &Chrome,
    outcome: Result<(), Error>,
    done: &str,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/plan?done={done}"))).into_response()),
        Err(error) => {
            let fault = Some(Fault::of(error)?);
            refused(web, &plan::page(web, slug, visitor, plan::Asked::default(), fault).await?, chrome)
        }
    }
}
