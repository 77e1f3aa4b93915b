//! Follow-up posts: drafted when a gift is approved of, held until consent, approval and arrival, published once.
//!
//! The outbox row fixes a post's name and bytes before the first try; a second try is the same effect.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::json;

use super::campaigns::LoadedCampaign;
use super::queue::{Job, enqueue, enqueue_on};
use super::webhooks::EventKind;
use super::{Error, care, post_photo, webhooks};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::consent::ConsentKind;
use crate::domain::flight::Flight;
use crate::domain::follow_up::{FollowUp, FollowUpState, PostAs, Target};
use crate::domain::gift::GiftState;
use crate::domain::id::{FollowUpId, GiftId, LegId, PersonId, mint};
use crate::domain::instant::Instant;
use crate::domain::post::Reference;
use crate::domain::posting_rule::earliest_of;
use crate::domain::refusal::Refusal;
use crate::formats::follow_up_text::mentions;
use crate::networks::{Beside, Fault, Frozen, Out, Outlet, ReplyTo, Stands, freeze, twins};
use crate::store::follow_up::{OutboxItem, post_hash};
use crate::store::gift::StoredGift;
use crate::store::{StoreError, Tx};

pub use super::drafting::draft;

/// Why a post failed whose target is gone.
const GONE: &str = "the post that it answers is deleted or changed";
/// Why one failed that quotes whom it may not.
const NO_LEAVE: &str = "its author lets us not quote it";

/// Names that are tried for a post before it waits for the next round.
const MOST_NAMES: i64 = 1_000;

/// Whether posts of a campaign in this state go out.
pub const fn goes_on(state: CampaignState) -> bool {
    matches!(state, CampaignState::Live | CampaignState::CoolDown)
}

/// Moves every approved post on: into the outbox where consent and time allow it, else it is held. What is queued and was
/// never tried is held again where its flight was disrupted. Gives how many went.
pub async fn queue_due(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    if !goes_on(loaded.state) {
        return Err(Refusal::Stopped { state: loaded.state.as_str() }.into());
    }
    let now = app.now();
    let open = |state| {
        matches!(state, FollowUpState::Draft | FollowUpState::Approved | FollowUpState::Held | FollowUpState::Queued)
    };
    let mut posts = app.store.list_follow_ups(loaded.id).await?;
    posts.retain(|post| open(post.state));
    if posts.is_empty() {
        return Ok(0);
    }
    let (rules, rule) = (&loaded.campaign.follow_up, loaded.campaign.follow_up.posting_rule());
    let flights: BTreeMap<LegId, Flight> = app.store.list_flights().await?.into_iter().collect();
    let gifts: BTreeMap<_, _> =
        app.store.list_gifts(loaded.id).await?.into_iter().map(|gift| (gift.gift.id, gift)).collect();
    let mut queued = 0;
    for mut post in posts {
        let Some(gift) = gifts.get(&post.gift) else { continue };
        // A flight that is forgotten landed long ago.
        let earliest = flights
            .get(&gift.leg)
            .map_or(Some(post.earliest_at), |flight| earliest_of(flight, rules.hours_after_arrival, rule));
        if post.state == FollowUpState::Queued {
            if earliest.is_none_or(|at| now < at) {
                hold_untried(app, post.id).await?;
            }
            continue;
        }
        let mut tx = app.store.begin().await?;
        if let Some(at) = earliest.filter(|at| *at != post.earliest_at) {
            tx.set_earliest(post.id, at, now).await?;
            post.earliest_at = at;
        }
        if post.state == FollowUpState::Draft {
            tx.commit().await?;
            continue;
        }
        if care::keeps_back(app, &mut tx, loaded.id).await? {
            return Ok(queued);
        }
        let handed_over = gift.gift.state == GiftState::HandedOver;
        let granted = handed_over && tx.publication_granted(post.gift).await?;
        let handle = tx.consent_granted(post.gift, ConsentKind::Handle).await?;
        if handed_over && !handle && post.target.is_some() {
            stand_alone(app, tx, post, gift).await?;
            continue;
        }
        let named = names_somebody(&loaded.campaign, &post.text) && !handle;
        let whole = tx.photo_stands(post.id).await?;
        let from = post.state;
        let verdict = post.queue(granted && !named && whole && earliest.is_some(), now);
        if post.state != from {
            tx.move_follow_up(post.id, from, post.state, now).await?;
        }
        if verdict.is_ok() {
            let Some(passenger) = app.store.find_passenger(gift.traveller, gift.leg).await? else { continue };
            let picture = match &post.photo {
                Some(photo) => Some(post_photo::picture_of(app, &post, photo).await?),
                None => None,
            };
            let target = post.target.as_ref().map(beside_of).unwrap_or_default();
            let beside = Beside { picture: picture.as_ref(), ..target };
            put_out(app, &mut tx, (&post, &beside), passenger.person, now).await?;
            enqueue_on(app, &mut tx, &Job::Publish { follow_up: post.id }, post.network, now).await?;
            tx.audit(&Actor::SYSTEM, "post.queue", &post.id.to_string(), json!({}), now);
            queued += 1;
        }
        tx.commit().await?;
    }
    Ok(queued)
}

fn named(of: &Reference) -> (&str, &str) {
    (&of.uri, &of.cid)
}

/// How a post names the one that it answers or quotes.
fn beside_of(target: &Target) -> Beside<'_> {
    let post = named(&target.post);
    match target.way {
        PostAs::Post => Beside::default(),
        PostAs::Quote => Beside { quote: Some(post), ..Beside::default() },
        PostAs::Reply => {
            let reply = ReplyTo { parent: post, root: target.root.as_ref().map(named), handle: "" };
            Beside { reply: Some(reply), ..Beside::default() }
        }
    }
}

/// Without the traveller's consent to the handle nothing points at their account: the post is one of its own, and approved anew.
async fn stand_alone(app: &App, mut tx: Tx, mut post: FollowUp, gift: &StoredGift) -> Result<(), Error> {
    let Some(passenger) = app.store.find_passenger(gift.traveller, gift.leg).await? else { return Ok(()) };
    let (now, seen) = (app.now(), post_hash(&post));
    post.target = None;
    let id = post.id.to_string();
    app.store.save_post(&mut tx, &post, passenger.person, &seen, &Actor::SYSTEM, now).await?;
    tx.audit(&Actor::SYSTEM, "post.stand_alone", &id, json!({ "content": post_hash(&post) }), now);
    Ok(tx.commit().await?)
}

/// Why a post may not answer or quote its target any more: that is gone or changed since it was approved, or not to be quoted.
async fn lost_target(
    app: &App,
    outlet: &Outlet,
    follow_up: FollowUpId,
) -> Result<Option<(&'static str, Error)>, Error> {
    let Some((network, target)) = app.store.find_target(follow_up).await? else { return Ok(None) };
    let fingerprint = app.store.fingerprint_of_post(network, &target.post.uri);
    let gone = app.store.begin().await?.is_tombstoned(&fingerprint).await?;
    let stands = if gone { Stands::Gone } else { outlet.stands(network, &target, app.now()).await? };
    Ok(match stands {
        Stands::AsItWas => None,
        Stands::Gone => Some((GONE, Error::TargetGone(network))),
        Stands::WithoutLeave => Some((NO_LEAVE, Error::NoLeave(network))),
    })
}

/// Fixes name and bytes of a post in the outbox. Names of Bluesky are made of the time, and those of a whole evening are made in
/// one moment: where a name is taken, the next microsecond gives another.
async fn put_out(
    app: &App,
    tx: &mut Tx,
    (post, beside): (&FollowUp, &Beside<'_>),
    person: PersonId,
    now: Instant,
) -> Result<(), Error> {
    let id = mint(now, &mut *app.rng());
    for later in 0..MOST_NAMES {
        let named_at = now + Duration::microseconds(later);
        let Frozen { identity, body } = freeze(post, beside, named_at, &mut *app.rng())?;
        let item =
            OutboxItem { id, follow_up: post.id, channel: post.network.to_string(), identity, body, tried: false };
        if app.store.add_outbox(tx, &item, person, now).await? {
            return Ok(());
        }
    }
    Err(StoreError::Stale.into())
}

/// Whether a text names an account that is none of the campaign's own.
pub(super) fn names_somebody(campaign: &Campaign, text: &str) -> bool {
    let own = &campaign.listening.mentions;
    mentions(text).iter().any(|name| !own.iter().any(|own| own.eq_ignore_ascii_case(name)))
}

async fn hold_untried(app: &App, id: FollowUpId) -> Result<(), Error> {
    let untried = app.store.find_outbox(id).await?.is_some_and(|item| !item.tried);
    if untried { hold(app, id, FollowUpState::Queued).await } else { Ok(()) }
}

/// What may be done about a post of the outbox now.
enum Standing {
    /// It may go out.
    Go,
    /// It may not go out any more, but a try was begun.
    PerhapsOut(FollowUpState),
    /// It was taken back.
    TakenBack,
    /// It is settled, or waits for another day.
    Nothing,
}

/// Publishes a post from the outbox. Does nothing where it went out before; holds it again where the campaign was stopped or
/// the consent taken back since it was queued.
pub async fn publish(app: &App, outlet: &Outlet, follow_up: FollowUpId) -> Result<(), Error> {
    let item = app.store.find_outbox(follow_up).await?;
    let standing = stand(app, follow_up, item.as_ref()).await?;
    match (standing, item) {
        (Standing::Go, Some(item)) => send(app, outlet, &item).await,
        (Standing::PerhapsOut(state), Some(item)) => look(app, outlet, &item, state).await,
        // The row of an erased person is there, and opens for nobody.
        (Standing::Go, None) if app.store.list_effects(follow_up).await?.is_empty() => {
            Err(Error::NotFound { what: "outbox row", name: follow_up.to_string() })
        }
        // The worker that tried it last may have died before it could take it down.
        (Standing::TakenBack, _) => take_down(app, outlet, follow_up, None).await,
        _ => Ok(()),
    }
}

async fn send(app: &App, outlet: &Outlet, item: &OutboxItem) -> Result<(), Error> {
    let known = app.store.list_external_ids(&item.channel).await?;
    if let Some((why, error)) = lost_target(app, outlet, item.follow_up).await? {
        let out = if item.tried { outlet.look(&item.identity, &known, app.now()).await? } else { None };
        let Some(out) = out else {
            fail(app, item, why).await?;
            return Err(error);
        };
        return note_out(app, outlet, item, &out).await;
    }
    let mut tx = app.store.begin().await?;
    // What is looked for by its letters can't be told from another post with the same ones: one after the other.
    if let Some(alike) = twins(&item.identity).filter(|_| !item.tried)
        && tx.has_twin_in_doubt(item, &alike).await?
    {
        return Err(Error::TwinInDoubt);
    }
    match tx.mark_sending(item).await {
        Ok(()) => tx.commit().await?,
        // Another worker was done with it in this moment.
        Err(StoreError::Stale) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    let frozen = Frozen { identity: item.identity.clone(), body: item.body.clone() };
    match outlet.publish(&frozen, &known, app.now()).await {
        Ok(out) => note_out(app, outlet, item, &out).await,
        Err(Fault::Refused { why, .. }) => fail(app, item, &why).await,
        Err(fault) => {
            if fault.is_uncertain() {
                doubt(app, item.follow_up).await?;
            }
            Err(fault.into())
        }
    }
}

/// Finds out what became of a try, without another one.
async fn look(app: &App, outlet: &Outlet, item: &OutboxItem, state: FollowUpState) -> Result<(), Error> {
    let known = app.store.list_external_ids(&item.channel).await?;
    match outlet.look(&item.identity, &known, app.now()).await? {
        Some(out) => {
            note_out(app, outlet, item, &out).await?;
            take_back_unwanted(app, item.follow_up).await
        }
        None => hold(app, item.follow_up, state).await,
    }
}

/// Looks at what holds now: consent, campaign, and whether a try was begun. What may not go out and was never tried is held.
async fn stand(app: &App, follow_up: FollowUpId, item: Option<&OutboxItem>) -> Result<Standing, Error> {
    let mut tx = app.store.begin().await?;
    let Some((gift, state, campaign)) = tx.standing_of(follow_up).await? else { return Ok(Standing::Nothing) };
    if state == FollowUpState::Retracted {
        return Ok(Standing::TakenBack);
    }
    if !matches!(state, FollowUpState::Queued | FollowUpState::Uncertain) {
        return Ok(Standing::Nothing);
    }
    let points = tx.points_at_somebody(follow_up).await?;
    let granted = tx.publication_granted(gift).await?
        && tx.photo_stands(follow_up).await?
        && (!points || tx.consent_granted(gift, ConsentKind::Handle).await?);
    if goes_on(campaign) && granted && has_landed(app, &mut tx, gift).await? {
        return Ok(Standing::Go);
    }
    drop(tx);
    if item.is_some_and(|item| item.tried) {
        return Ok(Standing::PerhapsOut(state));
    }
    hold(app, follow_up, state).await?;
    Ok(Standing::Nothing)
}

/// Whether the gift's flight landed long enough ago, as far as is known now.
async fn has_landed(app: &App, tx: &mut Tx, gift: GiftId) -> Result<bool, Error> {
    let Some(gift) = tx.find_gift(gift).await? else { return Ok(false) };
    let Some(flight) = tx.find_flight_of(gift.leg).await? else { return Ok(true) };
    Ok(earliest_of(&flight, 0, None).is_some_and(|at| at <= app.now()))
}

/// Marks a post as gone out; where somebody took it back while it went, it comes down again.
async fn note_out(app: &App, outlet: &Outlet, item: &OutboxItem, out: &Out) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tx.mark_published(item, &out.address, &out.external_id, now).await {
        Ok(true) => {
            let subject = item.follow_up.to_string();
            tx.audit(&Actor::SYSTEM, "post.publish", &subject, json!({ "channel": item.channel }), now);
            let data = json!({ "follow_up": item.follow_up, "network": item.channel });
            webhooks::tell(app, &mut tx, EventKind::FollowUpPublished, &subject, &data).await?;
            Ok(tx.commit().await?)
        }
        Ok(false) | Err(StoreError::Stale) => {
            drop(tx);
            take_down(app, outlet, item.follow_up, Some(out)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Nobody answered: people see that the post may be out, until the next try knows.
async fn doubt(app: &App, follow_up: FollowUpId) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tx.move_follow_up(follow_up, FollowUpState::Queued, FollowUpState::Uncertain, now).await {
        Ok(()) => {
            tx.audit(&Actor::SYSTEM, "post.doubt", &follow_up.to_string(), json!({}), now);
            Ok(tx.commit().await?)
        }
        Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// It went out although the consent was taken back meanwhile: down with it. Where only the campaign stands still, it stays.
async fn take_back_unwanted(app: &App, follow_up: FollowUpId) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let Some((gift, _, _)) = tx.standing_of(follow_up).await? else { return Ok(()) };
    if tx.publication_granted(gift).await? {
        return Ok(());
    }
    take_back(app, &mut tx, follow_up, &Actor::SYSTEM).await?;
    Ok(tx.commit().await?)
}

/// Takes a post back in the caller's transaction: what never went out is held, what is out or on its way comes down.
pub(super) async fn take_back(app: &App, tx: &mut Tx, follow_up: FollowUpId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let Some((_, state, _)) = tx.standing_of(follow_up).await? else { return Ok(()) };
    let to = match state {
        FollowUpState::Queued | FollowUpState::Published | FollowUpState::Uncertain | FollowUpState::Failed => {
            FollowUpState::Retracted
        }
        _ => return Ok(()),
    };
    tx.move_follow_up(follow_up, state, to, now).await?;
    enqueue(app, tx, &Job::Retract { follow_up }, now).await?;
    tx.audit(by, "post.take_back", &follow_up.to_string(), json!({ "was": state }), now);
    Ok(())
}

/// The network will never take it: people see it as failed.
async fn fail(app: &App, item: &OutboxItem, why: &str) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tx.mark_failed(item, why, now).await {
        Ok(()) => {
            let detail = json!({ "channel": item.channel, "why": why });
            tx.audit(&Actor::SYSTEM, "post.fail", &item.follow_up.to_string(), detail, now);
            Ok(tx.commit().await?)
        }
        // Taken back meanwhile: nothing went out, so nothing has to come down.
        Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Takes a retracted post down wherever it went out; one that still stands is left alone.
pub async fn retract(app: &App, outlet: &Outlet, follow_up: FollowUpId) -> Result<(), Error> {
    take_down(app, outlet, follow_up, None).await
}

/// The same, with what is known of a try that was not noted down.
async fn take_down(app: &App, outlet: &Outlet, follow_up: FollowUpId, out: Option<&Out>) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let retracted = tx.standing_of(follow_up).await?.is_some_and(|(_, state, _)| state == FollowUpState::Retracted);
    // No transaction stays open while a network answers.
    drop(tx);
    if !retracted {
        return Ok(());
    }
    for (channel, identity, noted) in app.store.list_effects(follow_up).await? {
        let mut known = app.store.list_external_ids(&channel).await?;
        let external_id = noted.as_deref().or_else(|| out.map(|out| out.external_id.as_str()));
        if let Some(own) = external_id {
            known.remove(own);
        }
        outlet.retract(&identity, external_id, &known, app.now()).await?;
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.audit(&Actor::SYSTEM, "post.retract", &follow_up.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Takes a post back to the held ones where it may not go out any more; its outbox row waits with it.
async fn hold(app: &App, follow_up: FollowUpId, from: FollowUpState) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match tx.move_follow_up(follow_up, from, FollowUpState::Held, now).await {
        Ok(()) => {
            tx.mark_unsent(follow_up).await?;
            tx.audit(&Actor::SYSTEM, "post.hold", &follow_up.to_string(), json!({}), now);
            Ok(tx.commit().await?)
        }
        Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
