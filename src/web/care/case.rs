//! `/care/{id}`: one case: what was written, our answers, and what can be done about it.

use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::actor::{Actor, Role};
use crate::domain::approval::SendBack;
use crate::domain::care::LONGEST_ANSWER;
use crate::services::care;
use crate::services::tones;
use crate::store::view::care::CareCase;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// A case.
#[derive(Debug, Serialize)]
pub struct CarePage {
    /// What it shows.
    pub view: CareCase,
    /// What the answer begins with.
    pub begun: String,
    /// Reasons to send an answer back.
    pub back_reasons: &'static [SendBack],
    /// Longest answer.
    pub longest: usize,
    /// Whether an objection was sent without the tick that it is certain.
    pub unconfirmed: bool,
}

impl CarePage {
    pub(super) async fn load(web: &Web, id: Uuid, begun: &str, me: &Actor) -> Result<Self, Problem> {
        let view = web.views.care_case(id, me).await?.ok_or(Problem::NotFound)?;
        let begun = view.canned.iter().find(|one| one.slug == begun).map(|one| one.text.clone()).unwrap_or_default();
        Ok(Self { view, begun, back_reasons: SendBack::ALL, longest: LONGEST_ANSWER, unconfirmed: false })
    }
}

impl Page for CarePage {
    const TEMPLATE: &'static str = "care/case.html";

    fn samples() -> Vec<Self> {
        let page = |view: CareCase| Self {
            unconfirmed: view.own,
            view,
            begun: String::new(),
            back_reasons: SendBack::ALL,
            longest: LONGEST_ANSWER,
        };
        samples::care::cases().into_iter().map(page).collect()
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    begin: String,
}

/// Shows it.
pub async fn show(
    State(web): State<Web>,
    At(id): At<Uuid>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let me = visitor.member().map_or(Actor::simulated(Role::Care), |member| member.actor(Role::Care));
    web.page(&CarePage::load(&web, id, &asked.begin, &me).await?, &chrome)
}

fn back(chrome: &Chrome, id: Uuid) -> Response {
    Redirect::to(&chrome.to(&format!("/care/{id}?done=saved"))).into_response()
}

/// Takes it.
pub async fn claim(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    care::claim(web.app()?, id, &form.doer.actor(Role::Care)).await?;
    Ok(back(&chrome, id))
}

/// Gives it back.
pub async fn release(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    care::give_back(web.app()?, id, &form.doer.actor(Role::Care)).await?;
    Ok(Redirect::to(&chrome.to("/care?done=released")).into_response())
}

/// Writes an answer.
pub async fn answer(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    care::write_answer(web.app()?, id, form.fields.get("text"), &form.doer.actor(Role::Care)).await?;
    Ok(back(&chrome, id))
}

/// Approves an answer as it was shown.
pub async fn approve(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let answer = form.fields.get("answer").parse().map_err(|_| Problem::NotFound)?;
    care::approve_answer(web.app()?, answer, form.fields.get("content"), &form.doer.actor(Role::Approver)).await?;
    Ok(back(&chrome, id))
}

/// Sends an answer back to its author, as it was shown.
pub async fn send_back(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let answer = form.fields.get("answer").parse().map_err(|_| Problem::NotFound)?;
    let why: SendBack = chosen(form.fields.get("why"))?.ok_or(Problem::BadRequest)?;
    let by = form.doer.actor(Role::Approver);
    care::send_answer_back(web.app()?, answer, form.fields.get("content"), why, &by).await?;
    Ok(back(&chrome, id))
}

/// Its author writes an answer anew.
pub async fn edit(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let answer = form.fields.get("answer").parse().map_err(|_| Problem::NotFound)?;
    let (seen, text) = (form.fields.get("content"), form.fields.get("text"));
    care::edit_answer(web.app()?, answer, seen, text, &form.doer.actor(Role::Care)).await?;
    Ok(back(&chrome, id))
}

/// Marks it as solved.
pub async fn solve(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    care::solve(web.app()?, id, &form.doer.actor(Role::Care)).await?;
    Ok(Redirect::to(&chrome.to("/care?done=saved")).into_response())
}

/// Says of which tone the answer is.
pub async fn tone(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let tone = form.fields.get("tone").parse().map_err(|_| Problem::BadRequest)?;
    tones::say_of_case(web.app()?, id, tone, &form.doer.actor(Role::Care)).await?;
    Ok(back(&chrome, id))
}
