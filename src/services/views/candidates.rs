//! Candidates of a campaign: the list, and one with its evidence.

use super::head_of;
use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::delivery::HandOverPoint;
use crate::domain::id::MatchId;
use crate::services::{Error, campaigns};
use crate::store::view::candidates::{CandidateFilter, CandidateView, CandidatesView, HandOverAt};
use crate::store::view::review::ReviewView;

/// A filter with where the campaign hands over.
fn filled(filter: &CandidateFilter, campaign: &Campaign) -> CandidateFilter {
    let stations = |point| {
        let of_point = campaign.stations.iter().filter(move |scope| scope.hand_over.contains(&point));
        of_point.map(|scope| scope.iata.clone()).collect()
    };
    let hand_over = HandOverAt {
        departures: stations(HandOverPoint::Departure),
        arrivals: stations(HandOverPoint::Arrival),
        closes_after_arrival: i64::from(campaign.delivery.arrival_closes_minutes),
    };
    CandidateFilter { hand_over, ..filter.clone() }
}

/// One page of a campaign's candidates.
pub async fn candidates(app: &App, slug: &str, filter: &CandidateFilter) -> Result<CandidatesView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    Ok(app.store.candidates_view(loaded.id, head_of(&loaded), &filled(filter, &loaded.campaign), app.now()).await?)
}

/// One candidate of a campaign.
pub async fn candidate(app: &App, slug: &str, id: MatchId) -> Result<CandidateView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let found = app.store.candidate_view(loaded.id, head_of(&loaded), id).await?;
    found.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })
}

/// One candidate of a campaign as reviewers work on it, between its neighbours in the queue of a filter.
pub async fn review(app: &App, slug: &str, id: MatchId, filter: &CandidateFilter) -> Result<ReviewView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let found = app.store.review_view(loaded.id, id, &filled(filter, &loaded.campaign), app.now()).await?;
    found.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })
}
