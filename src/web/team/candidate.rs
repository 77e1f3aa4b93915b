//! `/campaigns/{slug}/candidates/{id}`: one candidate, with every piece of evidence, and what can be decided about it.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Serialize;

use super::acting::looking;
use super::candidates::Asked;
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::domain::matching::MatchState;
use crate::domain::review::{RejectReason, RevealReason};
use crate::linkage::{Flip, Settings, flips};
use crate::store::view::candidates::{CandidateFilter, CandidateView};
use crate::store::view::review::ReviewView;
use crate::web::charts::waterfall::Waterfall;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// Who has the candidate now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Whoever looks at the page.
    pub own: bool,
    /// A demo's stand-in.
    pub simulated: bool,
    /// Minutes since it was taken.
    pub ago: i64,
    /// Minutes until it is free again.
    pub left: i64,
}

/// A candidate.
#[derive(Debug, Serialize)]
pub struct CandidatePage {
    /// What it shows.
    pub view: CandidateView,
    /// Its evidence, ready to draw.
    pub waterfall: Waterfall,
    /// What would flip it.
    pub flips: Vec<Flip>,
    /// What a reviewer needs.
    pub review: ReviewView,
    /// Who has it.
    pub holder: Option<Holder>,
    /// Minutes until the gate closes; negative once it is closed.
    pub closes_in: i64,
    /// The queue it is looked at in.
    pub filter: CandidateFilter,
    /// Reasons to reject it for.
    pub reject_reasons: &'static [RejectReason],
    /// Reasons to see the booked name for.
    pub reveal_reasons: &'static [RevealReason],
    /// The booked name in full, on this answer only.
    pub revealed: Option<String>,
    /// Why what was asked could not be done: `taken`, `decided`, `has_gift`.
    pub fault: Option<&'static str>,
    /// What was decided just before, to take it back.
    pub last: Option<MatchId>,
}

impl CandidatePage {
    /// The page of a candidate for somebody.
    pub fn new(view: CandidateView, review: ReviewView, filter: CandidateFilter, me: &Actor) -> Self {
        let holder = review.taken.map(|lease| Holder {
            own: lease.by == me.id,
            simulated: lease.simulated,
            ago: (review.read_at - lease.taken_at).num_minutes(),
            left: ((lease.until - review.read_at).num_seconds() + 59) / 60,
        });
        Self {
            waterfall: Waterfall::of(&view.evidence),
            flips: flips(&view.evidence, &Settings::default()),
            closes_in: (review.closing.at - review.read_at).num_minutes(),
            holder,
            filter,
            reject_reasons: RejectReason::ALL,
            reveal_reasons: RevealReason::ALL,
            revealed: None,
            fault: None,
            last: None,
            review,
            view,
        }
    }

    /// Reads a candidate for somebody.
    pub(super) async fn load(
        web: &Web,
        slug: &str,
        id: MatchId,
        filter: CandidateFilter,
        me: &Actor,
    ) -> Result<Self, Problem> {
        let view = web.views.candidate(slug, id).await?.ok_or(Problem::NotFound)?;
        let queue = CandidateFilter { state: Some(MatchState::Suggested), after: None, ..filter };
        let review = web.views.review(slug, id, &queue).await?.ok_or(Problem::NotFound)?;
        Ok(Self::new(view, review, queue, me))
    }
}

impl Page for CandidatePage {
    const TEMPLATE: &'static str = "team/candidate.html";

    fn samples() -> Vec<Self> {
        samples::review::pages()
    }
}

/// Shows the candidate.
pub async fn show(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let me = looking(&visitor, &slug);
    let page = CandidatePage::load(&web, &slug, id, asked.filter(me.id)?, &me).await?;
    web.page(&CandidatePage { last: asked.last(), ..page }, &chrome)
}
