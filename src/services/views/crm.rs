//! What is known of a traveller's worth to the airline and of their trouble with it, each with where it comes from.
//!
//! A flag is a hint for people: it needs a complaint written after a flight that has left, by somebody with a tier.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::care::CareKind;
use crate::domain::id::{AuthorId, TravellerId};
use crate::domain::matching::MatchState;
use crate::services::Error;
use crate::store::StoreError;
use crate::store::records::BookingRecord;
use crate::store::view::person::{CaseShown, LeavingShown, MatchedPost, ValueShown};

/// The airline's value band, with what it rests on and weighs in this campaign.
pub(super) fn value(booking: &BookingRecord, campaign: &Campaign) -> Option<ValueShown> {
    let band = booking.value_band.clone()?;
    let rules = &campaign.rules;
    Some(ValueShown {
        points: rules.value_points.get(&band).copied().unwrap_or(0).min(100),
        model: rules.value_model.clone(),
        discount_percent: rules.value_discount_percent,
        band,
    })
}

/// Cases of the care desk about what a traveller's accounts answered; only accounts whose match a person confirmed.
pub(super) async fn cases(app: &App, slug: &str, id: TravellerId) -> Result<Vec<CaseShown>, Error> {
    let matches = app.store.match_records(id.0).await?;
    let own = matches.into_iter().filter(|one| one.campaign == slug && one.state == MatchState::Confirmed.as_str());
    let authors: BTreeSet<AuthorId> = own.map(|one| one.author).collect();
    let mut shown = Vec::new();
    for author in authors {
        for case in app.store.cases_of_author(author).await? {
            shown.push(CaseShown {
                kind: case.kind.parse().map_err(|_| StoreError::BadRow { what: "kind of case" })?,
                state: case.state.parse().map_err(|_| StoreError::BadRow { what: "case state" })?,
                opened_at: case.opened_at,
                solved_at: case.solved_at,
            });
        }
    }
    shown.sort_by_key(|case| case.opened_at);
    Ok(shown)
}

/// Whether a traveller may leave the airline: the newest complaint after a flight of theirs, where they have a tier.
pub(super) fn leaving(booking: &BookingRecord, posts: &[MatchedPost], cases: &[CaseShown]) -> Option<LeavingShown> {
    let tier = booking.loyalty_tier.clone()?;
    let sure = |post: &&MatchedPost| post.complaint && post.state == MatchState::Confirmed;
    let written = posts.iter().filter(sure).map(|post| (post.written_at, false));
    let answered = cases.iter().filter(|case| case.kind == CareKind::Complaint).map(|case| (case.opened_at, true));
    let complaints = written.chain(answered);
    let after_flight = complaints.filter_map(|(at, at_care)| {
        let flown = booking.legs.iter().filter(|leg| leg.departs_at < at).max_by_key(|leg| leg.departs_at)?;
        Some((at, at_care, flown))
    });
    let (complained_at, at_care, flown) = after_flight.max_by_key(|(at, ..)| *at)?;
    Some(LeavingShown { complained_at, at_care, leg: flown.leg.clone(), departed_at: flown.departs_at, tier })
}
