//! Follow-up posts: drafted when a gift is approved of, held until consent, approval and arrival, published once.
//!
//! The outbox row fixes a post's name and bytes before the first try; a second try is the same effect.

use chrono::Duration;
use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::queue::{Job, enqueue};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::CampaignState;
use crate::domain::flight::Flight;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::gift::GiftState;
use crate::domain::id::{FollowUpId, GiftId, LegId, PersonId, mint};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::refusal::Refusal;
use crate::domain::station::{estimated_block_time, find_station};
use crate::formats::follow_up_text::{TemplateValues, render_template};
use crate::networks::Outlet;
use crate::store::StoreError;
use crate::store::follow_up::OutboxItem;
use crate::store::gift::StoredGift;

/// When a leg arrives: as told, else by an estimate from the distance.
pub fn arrival_of(flight: &Flight) -> Instant {
    let estimate = || {
        let ends = find_station(&flight.leg.origin).zip(find_station(&flight.leg.destination));
        flight.departs_at() + ends.map_or(Duration::hours(12), |(from, to)| estimated_block_time(from, to))
    };
    flight.arrives_at().unwrap_or_else(estimate)
}

/// Drafts one post a gift for those that have none, on the network the traveller wrote on where the campaign uses it.
pub async fn draft(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    let now = app.now();
    let have: Vec<GiftId> = app.store.list_follow_ups(loaded.id).await?.iter().map(|post| post.gift).collect();
    let flights: Vec<(LegId, Flight)> = app.store.list_flights().await?;
    let networks = app.store.candidate_networks(loaded.id).await?;
    let mut drafts = 0;
    for gift in app.store.list_gifts(loaded.id).await? {
        if have.contains(&gift.gift.id)
            || matches!(gift.gift.state, GiftState::Withdrawn | GiftState::Missed | GiftState::Declined)
        {
            continue;
        }
        let Some((_, flight)) = flights.iter().find(|(id, _)| *id == gift.leg) else { continue };
        let wrote_on = networks.get(&gift.candidate).copied();
        let Some((post, person)) = draft_one(app, loaded, &gift, flight, wrote_on).await? else { continue };
        let mut tx = app.store.begin().await?;
        if app.store.add_follow_up(&mut tx, loaded.id, &post, person, now).await? {
            drafts += 1;
        }
        tx.commit().await?;
    }
    Ok(drafts)
}

async fn draft_one(
    app: &App,
    loaded: &LoadedCampaign,
    gift: &StoredGift,
    flight: &Flight,
    wrote_on: Option<Network>,
) -> Result<Option<(FollowUp, PersonId)>, Error> {
    let campaign = &loaded.campaign;
    let rules = &campaign.follow_up;
    let network =
        wrote_on.filter(|network| rules.networks.contains(network)).or_else(|| rules.networks.first().copied());
    let (Some(network), Some(template)) = (network, rules.templates.get(&gift.language)) else { return Ok(None) };
    let Some(passenger) = app.store.find_passenger(gift.traveller, gift.leg).await? else { return Ok(None) };
    let idea = campaign.gifts.iter().find(|idea| idea.slug == gift.idea);
    let values = TemplateValues {
        first_name: passenger.booking.first_name(),
        gift: idea.map_or(gift.idea.as_str(), |idea| idea.name_in(gift.language)),
        city: find_station(&flight.leg.destination).map_or(flight.leg.destination.as_str(), |station| station.city),
        campaign: &campaign.name,
    };
    let text = render_template(template, &values).map_err(|fault| Error::Campaign(fault.to_string()))?;
    let post = FollowUp {
        id: FollowUpId::mint(app.now(), &mut *app.rng()),
        gift: gift.gift.id,
        network,
        language: gift.language,
        text,
        state: FollowUpState::Draft,
        earliest_at: arrival_of(flight) + Duration::hours(i64::from(rules.hours_after_arrival)),
    };
    Ok(Some((post, passenger.person)))
}

/// Whether posts of a campaign in this state go out.
pub const fn goes_on(state: CampaignState) -> bool {
    matches!(state, CampaignState::Live | CampaignState::CoolDown)
}

/// Moves every approved post on: into the outbox where consent and time allow it, else it is held. Gives how many went.
pub async fn queue_due(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    if !goes_on(loaded.state) {
        return Err(Refusal::Stopped { state: loaded.state.as_str() }.into());
    }
    let now = app.now();
    let gifts = app.store.list_gifts(loaded.id).await?;
    let mut queued = 0;
    for mut post in app.store.list_follow_ups(loaded.id).await? {
        let from = post.state;
        if !matches!(from, FollowUpState::Approved | FollowUpState::Held) {
            continue;
        }
        let Some(gift) = gifts.iter().find(|gift| gift.gift.id == post.gift) else { continue };
        let given = gift.gift.state == GiftState::HandedOver;
        let mut tx = app.store.begin().await?;
        let granted = given && tx.publication_granted(post.gift).await?;
        let verdict = post.queue(granted, now);
        if post.state != from {
            tx.move_follow_up(post.id, from, post.state, now).await?;
        }
        if verdict.is_ok() {
            let Some(passenger) = app.store.find_passenger(gift.traveller, gift.leg).await? else { continue };
            let item = OutboxItem {
                id: mint(now, &mut *app.rng()),
                follow_up: post.id,
                channel: post.network.to_string(),
                identity: format!("{}-{}", post.network, post.id),
                body: body_of(&post, now),
            };
            app.store.add_outbox(&mut tx, &item, passenger.person, now).await?;
            enqueue(app, &mut tx, &Job::Publish { follow_up: post.id }, now).await?;
            tx.audit(&Actor::SYSTEM, "post.queue", &post.id.to_string(), json!({}), now).await?;
            queued += 1;
        }
        tx.commit().await?;
    }
    Ok(queued)
}

/// The bytes that go out; `created_at` is fixed here, so that a repeated try is the same post.
fn body_of(post: &FollowUp, now: Instant) -> Vec<u8> {
    let body = json!({ "network": post.network, "language": post.language, "text": post.text, "created_at": now });
    body.to_string().into_bytes()
}

/// Publishes a post from the outbox. Does nothing where it went out before; holds it again where the campaign was stopped or
/// the consent taken back since it was queued.
pub async fn publish(app: &App, outlet: &Outlet, follow_up: FollowUpId) -> Result<(), Error> {
    let Some(item) = app.store.find_outbox(follow_up).await? else { return Ok(()) };
    if hold_again(app, follow_up).await? {
        return Ok(());
    }
    let address = outlet
        .publish(&item.identity, &item.body)
        .map_err(|error| Error::Folder { path: outlet.place(), why: error.to_string() })?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tx.mark_published(&item, &address, now).await {
        Ok(true) => {
            tx.audit(&Actor::SYSTEM, "post.publish", &follow_up.to_string(), json!({ "channel": item.channel }), now)
                .await?;
            Ok(tx.commit().await?)
        }
        // Somebody may have taken the post back while it went out.
        Ok(false) | Err(StoreError::Stale) => {
            drop(tx);
            Box::pin(retract(app, outlet, follow_up)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a retracted post down wherever it went out; one that still stands is left alone.
pub async fn retract(app: &App, outlet: &Outlet, follow_up: FollowUpId) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let retracted = tx.standing_of(follow_up).await?.is_some_and(|(_, state, _)| state == FollowUpState::Retracted);
    if !retracted {
        return Ok(());
    }
    for identity in app.store.list_identities(follow_up).await? {
        outlet.retract(&identity).map_err(|error| Error::Folder { path: outlet.place(), why: error.to_string() })?;
    }
    tx.audit(&Actor::SYSTEM, "post.retract", &follow_up.to_string(), json!({}), app.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a queued post back to the held ones where it may not go out any more; its outbox row waits with it.
async fn hold_again(app: &App, follow_up: FollowUpId) -> Result<bool, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let Some((gift, state, campaign)) = tx.standing_of(follow_up).await? else { return Ok(true) };
    if state != FollowUpState::Queued {
        return Ok(true);
    }
    if goes_on(campaign) && tx.publication_granted(gift).await? {
        return Ok(false);
    }
    match tx.move_follow_up(follow_up, FollowUpState::Queued, FollowUpState::Held, now).await {
        Ok(()) => {
            tx.audit(&Actor::SYSTEM, "post.hold", &follow_up.to_string(), json!({ "campaign": campaign }), now).await?;
            tx.commit().await?;
            Ok(true)
        }
        Err(StoreError::Stale) => Ok(true),
        Err(error) => Err(error.into()),
    }
}
