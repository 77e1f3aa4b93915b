//! Delivering: pick-up at the desk, hand-over at the gate, the consents asked there. Safe to repeat.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::approval::{expect_live, find_of, settle};
use super::arrival_offers::offer;
use super::campaigns::LoadedCampaign;
use super::webhooks::EventKind;
use super::{Error, webhooks};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::consent::ConsentAnswer;
use crate::domain::gate::{CheckedBy, NotFoundReason, believed, may_take_back};
use crate::domain::gift::{Gift, GiftState, HandOverOutcome};
use crate::domain::id::{CampaignId, GiftId, mint};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Balance, EntryKind};
use crate::domain::refusal::Refusal;
use crate::store::Tx;
use crate::store::campaign::NewEntry;
use crate::store::delivery::NewHandOver;

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenIn {
    /// It counts from now on.
    Now,
    /// It was taken in before; nothing changed.
    Before,
}

/// A courier takes a gift from the desk.
pub async fn pick_up(app: &App, loaded: &LoadedCampaign, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let receipt = mint(app.now(), &mut *app.rng());
    pick_up_told(app, loaded, gift, receipt, None, by).await.map(drop)
}

/// A courier takes a gift from the desk, as a device tells it. The same receipt twice is one pick-up.
pub async fn pick_up_told(
    app: &App,
    loaded: &LoadedCampaign,
    gift: GiftId,
    receipt: Uuid,
    device_at: Option<Instant>,
    by: &Actor,
) -> Result<TakenIn, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, gift).await?;
    if tx.find_pick_up(gift).await?.is_some_and(|known| known.receipt == receipt) {
        return Ok(TakenIn::Before);
    }
    expect_live(&mut tx, loaded).await?;
    take_up(&mut tx, &mut stored.gift, (receipt, device_at), by, now).await?;
    tx.settle_report(receipt).await?;
    tx.commit().await?;
    Ok(TakenIn::Now)
}

async fn take_up(
    tx: &mut Tx,
    gift: &mut Gift,
    (receipt, device_at): (Uuid, Option<Instant>),
    by: &Actor,
    now: Instant,
) -> Result<(), Error> {
    let from = gift.state;
    gift.pick_up(by)?;
    let happened_at = device_at.map_or(now, |at| believed(at, now));
    tx.move_gift(gift.id, from, gift.state, None, now).await?;
    tx.add_pick_up(gift.id, (receipt, device_at), happened_at, by, now).await?;
    if tx.is_offered(gift.id).await? {
        // Somebody had it after all: a phone without signal told late.
        tx.answer_offer(gift.id, "lapsed", by, now).await?;
    }
    tx.audit(by, "gift.pick_up", &gift.id.to_string(), json!({}), now);
    Ok(())
}

/// What gate staff tell of one hand-over.
#[derive(Debug)]
pub struct HandOverReport {
    /// The gift.
    pub gift: GiftId,
    /// Made by the device; the same receipt twice is one hand-over.
    pub receipt: Uuid,
    /// How it ended.
    pub outcome: HandOverOutcome,
    /// When, by the device.
    pub happened_at: Instant,
    /// Answers to the consent questions; empty where none was asked.
    pub consents: Vec<ConsentAnswer>,
}

/// What a device tells beside a report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// The device's own clock; without it the report's time is taken as it is.
    pub device_at: Option<Instant>,
    /// How it was checked who gets the gift.
    pub checked_by: Option<CheckedBy>,
    /// Why nobody was met.
    pub reason: Option<NotFoundReason>,
    /// Whether the hand-over also stands for a pick-up that was not told (yet): who gave a gift had it.
    pub picks_up: bool,
}

/// Takes in a hand-over; `false` where this receipt was taken in before.
pub async fn hand_over(app: &App, loaded: &LoadedCampaign, report: &HandOverReport, by: &Actor) -> Result<bool, Error> {
    Ok(hand_over_told(app, loaded, report, Beside::default(), by).await? == TakenIn::Now)
}

/// Takes in a hand-over as a device tells it. The same receipt twice is one; one that was taken back stays so.
pub async fn hand_over_told(
    app: &App,
    loaded: &LoadedCampaign,
    report: &HandOverReport,
    beside: Beside,
    by: &Actor,
) -> Result<TakenIn, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, report.gift).await?;
    if tx.find_receipt(report.receipt, report.gift).await? {
        return Ok(TakenIn::Before);
    }
    let happened_at = beside.device_at.map_or(report.happened_at, |at| believed(at, now));
    let new = NewHandOver {
        gift: report.gift,
        receipt: report.receipt,
        outcome: report.outcome,
        in_window: stored.gift.window.is_some_and(|window| window.contains(happened_at)),
        happened_at,
    };
    if beside.picks_up && stored.gift.state == GiftState::Approved {
        let receipt = mint(now, &mut *app.rng());
        take_up(&mut tx, &mut stored.gift, (receipt, beside.device_at), by, now).await?;
    }
    let from = stored.gift.state;
    stored.gift.hand_over(by, report.outcome)?;
    tx.add_hand_over(&new, by, now).await?;
    tx.add_beside(report.gift, beside.device_at, beside.checked_by, beside.reason).await?;
    tx.move_gift(report.gift, from, stored.gift.state, None, now).await?;
    settle(app, &mut tx, loaded.id, report.gift, settles_as(report.outcome), by).await?;
    if let Some(person) = tx.person_of(stored.traveller).await? {
        for answer in &report.consents {
            tx.add_consent(report.gift, person, *answer, by, now).await?;
        }
    }
    tx.settle_report(report.receipt).await?;
    let detail = json!({ "outcome": report.outcome, "in_window": new.in_window, "consents": report.consents.len(),
        "checked_by": beside.checked_by, "reason": beside.reason });
    tx.audit(by, "gift.hand_over", &report.gift.to_string(), detail, now);
    let data = json!({ "campaign": loaded.campaign.slug, "gift": report.gift, "station": stored.station,
        "outcome": report.outcome, "in_window": new.in_window });
    webhooks::tell(app, &mut tx, EventKind::HandOverRecorded, &report.receipt.to_string(), &data).await?;
    tx.commit().await?;
    Ok(TakenIn::Now)
}

/// What was given is spent; what was not is free again.
const fn settles_as(outcome: HandOverOutcome) -> EntryKind {
    match outcome {
        HandOverOutcome::Given => EntryKind::Commit,
        HandOverOutcome::Declined | HandOverOutcome::NotFound => EntryKind::Release,
    }
}

/// What gate staff tell when they take a hand-over back.
#[derive(Debug, Clone, Copy)]
pub struct TakeBack {
    /// The gift.
    pub gift: GiftId,
    /// Receipt of the hand-over that was a mistake.
    pub hand_over: Uuid,
    /// Receipt of this report.
    pub receipt: Uuid,
    /// When, by the device that reported the hand-over.
    pub device_at: Instant,
}

/// Takes a hand-over back: the courier has the gift again, its money is promised again, consents are withdrawn.
///
/// One that has not come in yet is noted, so that it never counts.
pub async fn take_back(app: &App, loaded: &LoadedCampaign, report: &TakeBack, by: &Actor) -> Result<TakenIn, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, report.gift).await?;
    if tx.is_undone(report.hand_over, report.gift).await? {
        return Ok(TakenIn::Before);
    }
    let was = tx.find_hand_over(report.gift).await?.filter(|known| known.receipt == report.hand_over);
    let receipts = (report.hand_over, report.receipt);
    if let Some(was) = &was {
        let since = was.device_at.unwrap_or(was.happened_at);
        let is_own = (was.staff, was.simulated) == (by.id, by.simulated);
        if !is_own || !may_take_back(since, report.device_at) || tx.has_post_under_way(report.gift).await? {
            return Err(Refusal::UndoTooLate.into());
        }
        let from = stored.gift.state;
        stored.gift.take_back(by)?;
        tx.add_undone(report.gift, receipts, Some(was), report.device_at, by, now).await?;
        tx.drop_photo(report.gift).await?;
        tx.move_gift(report.gift, from, stored.gift.state, None, now).await?;
        let again = if was.outcome == HandOverOutcome::Given { EntryKind::Recall } else { EntryKind::Reserve };
        promise_again(app, &mut tx, loaded.id, report.gift, again, by).await?;
    } else {
        tx.add_undone(report.gift, receipts, None, report.device_at, by, now).await?;
    }
    tx.settle_report(report.receipt).await?;
    let detail = json!({ "outcome": was.map(|was| was.outcome) });
    tx.audit(by, "gift.take_back", &report.gift.to_string(), detail, now);
    tx.commit().await?;
    Ok(TakenIn::Now)
}

/// Promises everything that was settled for a gift again; refused where a freed amount is promised to somebody else by now.
async fn promise_again(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    gift: GiftId,
    kind: EntryKind,
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    let balances: BTreeMap<String, Balance> = tx.lock_balances(campaign).await?.into_iter().collect();
    for (cap, amount) in tx.reserved_for(gift).await? {
        let id = mint(now, &mut *app.rng());
        if !tx.book(&NewEntry { id, campaign, cap: &cap, kind, amount, gift }, by, now).await? {
            let left = balances.get(&cap).map_or(0, |balance| balance.left());
            return Err(Refusal::OverCap { cap, left, needed: amount }.into());
        }
    }
    Ok(())
}

/// A gift that was not given is at the desk again.
pub async fn bring_back(app: &App, loaded: &LoadedCampaign, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    find_of(&mut tx, loaded, gift).await?;
    tx.return_gift(gift, now).await?;
    tx.audit(by, "gift.bring_back", &gift.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Whether a gift still waits for a courier though its window has closed.
fn is_overdue(gift: &Gift, now: Instant) -> bool {
    let waits = matches!(gift.state, GiftState::Draft | GiftState::Proposed | GiftState::Approved);
    waits && gift.window.is_some_and(|window| window.closes_at < now)
}

/// Takes back every gift that nobody picked up before its window closed, and frees its money. Gives how many. What can still
/// be given where the flight lands is offered there instead, once.
pub async fn withdraw_overdue(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    let now = app.now();
    let mut withdrawn = 0;
    for id in app.store.list_overdue(loaded.id, now).await? {
        let mut tx = app.store.begin().await?;
        let mut stored = find_of(&mut tx, loaded, id).await?;
        // A courier may have picked it up, or its flight moved, since it was listed.
        if !is_overdue(&stored.gift, now) {
            continue;
        }
        if let Some(flight) = tx.find_flight_of(stored.leg).await?
            && let Some(to) = offer(app, &mut tx, loaded, &flight, &stored, "too_late").await?
        {
            let detail = json!({ "from": stored.station, "to": to });
            tx.audit(&Actor::SYSTEM, "gift.offer", &id.to_string(), detail, now);
            tx.commit().await?;
            continue;
        }
        let gift = &mut stored.gift;
        let from = gift.state;
        gift.withdraw()?;
        if tx.is_offered(id).await? {
            tx.answer_offer(id, "lapsed", &Actor::SYSTEM, now).await?;
        }
        tx.move_gift(id, from, gift.state, Some("too_late"), now).await?;
        settle(app, &mut tx, loaded.id, id, EntryKind::Release, &Actor::SYSTEM).await?;
        tx.audit(&Actor::SYSTEM, "gift.withdraw", &id.to_string(), json!({ "why": "too_late" }), now);
        tx.commit().await?;
        withdrawn += 1;
    }
    Ok(withdrawn)
}
