//! What reviewers do with candidates: take, give back, confirm, reject, bar, take back a decision, see a booked name.
//!
//! After a decision comes the next in the queue. Who comes too late gets the candidate as it stands now, with the way on.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::acting::{reviewer, second_person};
use super::candidate::CandidatePage;
use super::candidates::{Asked, query_of};
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::domain::refusal::Refusal;
use crate::domain::review::RejectReason;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::{Error, reveal, review, tones};
use crate::store::view::candidates::CandidateFilter;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::chosen;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// A candidate somebody does something with.
struct Desk {
    web: Web,
    chrome: Chrome,
    loaded: LoadedCampaign,
    slug: String,
    id: MatchId,
    filter: CandidateFilter,
    by: Actor,
}

/// Address and query of a candidate.
type Where = (Path<(String, String)>, Query<Asked>);

impl Desk {
    /// Finds the candidate; one of another campaign is not there.
    async fn at(web: Web, chrome: Chrome, place: Where, form: &DeskForm) -> Result<Self, Problem> {
        let (Path((slug, id)), Query(asked)) = place;
        let id: MatchId = id.parse().map_err(|_| Problem::NotFound)?;
        let by = reviewer(&form.doer, &slug);
        let loaded = campaigns::load(web.app()?, &slug).await?;
        let filter = asked.filter(by.id)?;
        web.views.candidate(&slug, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { web, chrome, loaded, slug, id, filter, by })
    }

    fn address(&self, id: MatchId, more: &[(&str, &str)]) -> String {
        let query = query_of(&self.filter, more);
        self.chrome.to(&format!("/campaigns/{}/candidates/{id}{query}", self.slug))
    }

    fn list(&self, more: &[(&str, &str)]) -> String {
        let more: Vec<_> = [("state", "suggested")].into_iter().chain(more.iter().copied()).collect();
        self.chrome.to(&format!("/campaigns/{}/candidates{}", self.slug, query_of(&self.filter, &more)))
    }

    /// The next of the queue, taken; the queue itself where nothing is left.
    async fn on_to_next(&self, done: &'static str, can_undo: bool) -> Result<Response, Problem> {
        let next = review::take_next(self.web.app()?, &self.loaded, &self.filter, Some(self.id), &self.by).await?;
        let last = self.id.to_string();
        let mut told = vec![("done", done)];
        told.extend(can_undo.then_some(("last", last.as_str())));
        let to = next.map_or_else(|| self.list(&told), |next| self.address(next, &told));
        Ok(Redirect::to(&to).into_response())
    }

    /// The candidate as it stands now, because what was asked is not possible any more.
    async fn too_late(&self, error: Error) -> Result<Response, Problem> {
        let fault = match &error {
            Error::Refused(Refusal::Taken { .. }) => "taken",
            Error::Refused(Refusal::WrongState { .. }) => "decided",
            Error::Refused(Refusal::HasGift) => "has_gift",
            error if error.is_stale() => "decided",
            _ => return Err(error.into()),
        };
        let page = CandidatePage::load(&self.web, &self.slug, self.id, self.filter.clone(), &self.by).await?;
        let page = CandidatePage { fault: Some(fault), ..page };
        Ok((StatusCode::CONFLICT, self.web.page(&page, &self.chrome)?).into_response())
    }

    async fn decided(&self, outcome: Result<(), Error>, done: &'static str, undo: bool) -> Result<Response, Problem> {
        match outcome {
            Ok(()) => self.on_to_next(done, undo).await,
            Err(error) => self.too_late(error).await,
        }
    }
}

/// Takes the candidate for review.
pub async fn take(State(web): State<Web>, place: Where, chrome: Chrome, form: DeskForm) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    match review::take(desk.web.app()?, desk.id, &desk.by).await {
        Ok(_) => Ok(Redirect::to(&desk.address(desk.id, &[])).into_response()),
        Err(error) => desk.too_late(error).await,
    }
}

/// Takes the first of the queue that is free.
pub async fn take_next(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = reviewer(&form.doer, &slug);
    let (app, filter) = (web.app()?, asked.filter(by.id)?);
    let loaded = campaigns::load(app, &slug).await?;
    let next = review::take_next(app, &loaded, &filter, asked.last(), &by).await?;
    let to = if let Some(id) = next {
        format!("/campaigns/{slug}/candidates/{id}{}", query_of(&filter, &[]))
    } else {
        let told = [("state", "suggested"), ("done", "queue_empty")];
        format!("/campaigns/{slug}/candidates{}", query_of(&filter, &told))
    };
    Ok(Redirect::to(&chrome.to(&to)).into_response())
}

/// Gives the candidate back undecided.
pub async fn release(
    State(web): State<Web>,
    place: Where,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    review::release(desk.web.app()?, desk.id, &desk.by).await?;
    Ok(Redirect::to(&desk.list(&[("done", "released")])).into_response())
}

/// Takes the match as right.
pub async fn confirm(
    State(web): State<Web>,
    place: Where,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    let outcome = review::confirm(desk.web.app()?, desk.id, &desk.by).await;
    desk.decided(outcome, "confirmed", true).await
}

/// Takes the match as wrong, for a reason.
pub async fn reject(State(web): State<Web>, place: Where, chrome: Chrome, form: DeskForm) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    let why = chosen::<RejectReason>(form.fields.get("why"))?.ok_or(Problem::BadRequest)?;
    let outcome = review::reject_because(desk.web.app()?, desk.id, why, &desk.by).await;
    desk.decided(outcome, "rejected", true).await
}

/// Keeps author and traveller out for good.
pub async fn never_contact(
    State(web): State<Web>,
    place: Where,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    if !form.fields.has("sure") {
        return Err(Problem::BadRequest);
    }
    let outcome = review::never_contact(desk.web.app()?, desk.id, &desk.by).await.map(drop);
    desk.decided(outcome, "barred", false).await
}

/// Takes a decision back and looks at the candidate again.
pub async fn reopen(State(web): State<Web>, place: Where, chrome: Chrome, form: DeskForm) -> Result<Response, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    let app = desk.web.app()?;
    if let Err(error) = review::reopen(app, desk.id, &desk.by).await {
        return desk.too_late(error).await;
    }
    match review::take(app, desk.id, &desk.by).await {
        Ok(_) => Ok(Redirect::to(&desk.address(desk.id, &[("done", "reopened")])).into_response()),
        Err(error) => desk.too_late(error).await,
    }
}

/// Shows the booked name on this answer; it is written down who saw it, and why.
pub async fn reveal(
    State(web): State<Web>,
    place: Where,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Html<String>, Problem> {
    let desk = Desk::at(web, chrome, place, &form).await?;
    let why = chosen(form.fields.get("why"))?.ok_or(Problem::BadRequest)?;
    let by = second_person(&form.doer, &desk.slug);
    let name = reveal::booked_name(desk.web.app()?, &desk.loaded, desk.id, why, &by).await?;
    let page = CandidatePage::load(&desk.web, &desk.slug, desk.id, desk.filter.clone(), &desk.by).await?;
    desk.web.page(&CandidatePage { revealed: Some(name), ..page }, &desk.chrome)
}

/// Says of which tone the post is.
pub async fn tone(State(web): State<Web>, place: Where, chrome: Chrome, form: DeskForm) -> Result<Response, Problem> {
    let tone = form.fields.get("tone").parse().map_err(|_| Problem::BadRequest)?;
    let desk = Desk::at(web, chrome, place, &form).await?;
    tones::say_of_match(desk.web.app()?, desk.id, tone, &desk.by).await?;
    Ok(Redirect::to(&desk.address(desk.id, &[("done", "saved")])).into_response())
}
