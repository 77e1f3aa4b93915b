//! What becomes of the matches and open gifts of who was taken off a flight: as with a flight that is cancelled. What nobody carries goes
//! back with its money; what somebody carries waits for them to say how it ended.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::leg::Leg;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::gift::GiftState;
use crate::services::flight_clock::take_back;
use crate::services::queue::{Job, enqueue};
use crate::services::{Error, campaigns};
use crate::store::Tx;

/// Why a match or gift of somebody who is off the list was withdrawn.
const OFF_LIST: &str = "off_list";
/// The same where a list told that it is a child.
const CHILD: &str = "rule:child";

/// Withdraws the matches, takes the open gifts back, and asks for new rounds.
pub(super) async fn follow(app: &App, tx: &mut Tx, legs: impl Iterator<Item = &Leg>) -> Result<(), Error> {
    let now = app.now();
    // All gifts are held before the first entry of the ledger: approvals take them in that order too.
    let mut gifts = BTreeMap::new();
    for leg in legs {
        let off = leg.off.iter().map(|one| (*one, OFF_LIST));
        for (traveller, why) in off.chain(leg.children.iter().map(|one| (*one, CHILD))) {
            if tx.withdraw_matches_on(leg.id, traveller, now).await? > 0 {
                tx.audit(&Actor::SYSTEM, "match.withdraw", &leg.id.to_string(), json!({ "why": why }), now);
            }
            for (campaign, stored) in tx.open_gifts_of(traveller.0).await? {
                if stored.leg == leg.id && stored.traveller == traveller {
                    gifts.insert(stored.gift.id, (campaign, stored, why));
                }
            }
        }
    }
    if gifts.is_empty() {
        return Ok(());
    }
    let slugs: BTreeMap<_, _> =
        campaigns::list_under_way(app).await?.into_iter().map(|one| (one.id, one.campaign.slug)).collect();
    let mut rounds = BTreeSet::new();
    for (campaign, stored, why) in gifts.values() {
        if stored.gift.state == GiftState::PickedUp {
            tx.set_window(stored.gift.id, None, now).await?;
        } else {
            take_back(app, tx, *campaign, stored, why).await?;
        }
        let action = if stored.gift.state == GiftState::PickedUp { "gift.disrupt" } else { "gift.withdraw" };
        tx.audit(&Actor::SYSTEM, action, &stored.gift.id.to_string(), json!({ "why": why }), now);
        if let Some(slug) = slugs.get(campaign) {
            rounds.insert((slug.clone(), stored.station.clone()));
        }
    }
    for (campaign, station) in rounds {
        enqueue(app, tx, &Job::PlanRounds { campaign, station }, now).await?;
    }
    Ok(())
}
