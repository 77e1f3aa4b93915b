//! Where pages get their read models from.
//!
//! Until the store answers, the samples do: the same campaign, whatever is asked.

use super::problem::Problem;
use super::samples;
use crate::domain::id::MatchId;
use crate::domain::instant::Instant;
use crate::store::view::board::{BoardView, CampaignsView};
use crate::store::view::candidates::{CandidateFilter, CandidateView, CandidatesView};
use crate::store::view::deliveries::{GateIndexView, GateView};
use crate::store::view::follow_ups::{FollowUpFilter, FollowUpsView};
use crate::store::view::plan::PlanView;
use crate::store::view::report::ReportView;

/// Keysets of the plan page.
#[derive(Debug, Clone, Default)]
pub struct PlanCursors {
    /// Of the gifts.
    pub after: Option<String>,
    /// Of the travellers without a gift.
    pub others_after: Option<String>,
}

/// The source of read models.
pub enum Views {
    /// Made-up examples.
    Samples,
}

#[allow(clippy::unused_async)] // a database answers later
impl Views {
    /// All campaigns.
    pub async fn campaigns(&self) -> Result<CampaignsView, Problem> {
        Ok(samples::board::campaigns())
    }

    /// A campaign's board today.
    pub async fn board(&self, slug: &str, _now: Instant) -> Result<Option<BoardView>, Problem> {
        Ok(known(slug).then(samples::board::board))
    }

    /// A page of candidates.
    pub async fn candidates(&self, slug: &str, filter: CandidateFilter) -> Result<Option<CandidatesView>, Problem> {
        Ok(known(slug).then(|| samples::candidates::list(filter)))
    }

    /// One candidate.
    pub async fn candidate(&self, slug: &str, id: MatchId) -> Result<Option<CandidateView>, Problem> {
        Ok(samples::candidates::all().into_iter().find(|view| known(slug) && view.id == id))
    }

    /// The newest plan.
    pub async fn plan(&self, slug: &str, _cursors: PlanCursors) -> Result<Option<PlanView>, Problem> {
        Ok(known(slug).then(samples::plan::plan))
    }

    /// A page of follow-up posts.
    pub async fn follow_ups(&self, slug: &str, filter: FollowUpFilter) -> Result<Option<FollowUpsView>, Problem> {
        Ok(known(slug).then(|| samples::follow_ups::list(filter)))
    }

    /// The report.
    pub async fn report(&self, slug: &str, _now: Instant) -> Result<Option<ReportView>, Problem> {
        Ok(known(slug).then(samples::report::report))
    }

    /// Stations with hand-overs.
    pub async fn gates(&self, _now: Instant) -> Result<GateIndexView, Problem> {
        Ok(samples::deliveries::stations())
    }

    /// The delivery list of a station.
    pub async fn gate(&self, station: &str, _now: Instant) -> Result<Option<GateView>, Problem> {
        Ok((station == "AMS").then(samples::deliveries::gate))
    }
}

fn known(slug: &str) -> bool {
    slug == samples::SLUG
}
