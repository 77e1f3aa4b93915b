//! The reviewers' desk: leases, decisions and the way back, the queue's order, masked names, the stop switch, live pages.

mod edit;
mod live;
mod review;
mod start;
mod stop;

use giftgate::domain::id::MatchId;
use giftgate::domain::matching::MatchState;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::store::candidate::Candidate;
use serde_json::Value;

use crate::support::small::{booking, bookings, bookings_csv, candidates, legs, listen, plain, post};
use crate::support::world::World;

const ROOT: &str = "/campaigns/schiphol-surprise";

/// `n` travellers who are booked and posted; nobody decided anything.
async fn suggested(world: &World, n: usize) -> LoadedCampaign {
    let loaded = crate::support::small::campaign(world, plain).await;
    legs(world).await;
    bookings(world, &bookings_csv((0..n).map(booking))).await;
    let posts: Vec<Value> = (0..n).map(post).collect();
    listen(world, &loaded, &posts).await;
    let all = candidates(world, &loaded).await;
    assert_eq!(all.iter().filter(|one| one.state == MatchState::Suggested).count(), n, "each has a clear match");
    loaded
}

async fn one(world: &World, loaded: &LoadedCampaign, id: MatchId) -> Candidate {
    candidates(world, loaded).await.into_iter().find(|one| one.id == id).expect("it stays")
}

/// Verbs of the audit log about a subject, oldest first, with their details.
async fn audited(world: &World, subject: &str) -> Vec<(String, String)> {
    let all = world.app.store.list_audit(0, 10_000).await.expect("entries");
    all.into_iter().filter(|entry| entry.subject == subject).map(|entry| (entry.action, entry.detail)).collect()
}
