//! Delivering: pick-up at the desk, hand-over at the gate, the consents asked there. Safe to repeat.

use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::approval::{expect_live, find_of, settle};
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::consent::ConsentAnswer;
use crate::domain::gift::{Gift, GiftState, HandOverOutcome};
use crate::domain::id::GiftId;
use crate::domain::instant::Instant;
use crate::domain::ledger::EntryKind;
use crate::store::delivery::NewHandOver;

/// A courier takes a gift from the desk.
pub async fn pick_up(app: &App, loaded: &LoadedCampaign, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, gift).await?;
    expect_live(&mut tx, loaded).await?;
    let from = stored.gift.state;
    stored.gift.pick_up(by)?;
    tx.move_gift(gift, from, GiftState::PickedUp, None, now).await?;
    tx.audit(by, "gift.pick_up", &gift.to_string(), json!({}), now).await?;
    Ok(tx.commit().await?)
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

/// Takes in a hand-over; `false` where this receipt was taken in before.
pub async fn hand_over(app: &App, loaded: &LoadedCampaign, report: &HandOverReport, by: &Actor) -> Result<bool, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, report.gift).await?;
    let new = NewHandOver {
        gift: report.gift,
        receipt: report.receipt,
        outcome: report.outcome,
        in_window: stored.gift.window.is_some_and(|window| window.contains(report.happened_at)),
        happened_at: report.happened_at,
    };
    if tx.find_receipt(report.receipt, report.gift).await? {
        return Ok(false);
    }
    let from = stored.gift.state;
    stored.gift.hand_over(by, report.outcome)?;
    tx.add_hand_over(&new, by, now).await?;
    tx.move_gift(report.gift, from, stored.gift.state, None, now).await?;
    let kind = if report.outcome == HandOverOutcome::Given { EntryKind::Commit } else { EntryKind::Release };
    settle(app, &mut tx, loaded.id, report.gift, kind, by).await?;
    if let Some(person) = tx.person_of(stored.traveller).await? {
        for answer in &report.consents {
            tx.add_consent(report.gift, person, *answer, by, now).await?;
        }
    }
    let detail = json!({ "outcome": report.outcome, "in_window": new.in_window, "consents": report.consents.len() });
    tx.audit(by, "gift.hand_over", &report.gift.to_string(), detail, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether a gift still waits for a courier though its window has closed.
fn is_overdue(gift: &Gift, now: Instant) -> bool {
    let waits = matches!(gift.state, GiftState::Draft | GiftState::Proposed | GiftState::Approved);
    waits && gift.window.is_some_and(|window| window.closes_at < now)
}

/// Takes back every gift that nobody picked up before its window closed, and frees its money. Gives how many.
pub async fn withdraw_overdue(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    let now = app.now();
    let mut withdrawn = 0;
    for id in app.store.list_overdue(loaded.id, now).await? {
        let mut tx = app.store.begin().await?;
        let mut gift = find_of(&mut tx, loaded, id).await?.gift;
        // A courier may have picked it up, or its flight moved, since it was listed.
        if !is_overdue(&gift, now) {
            continue;
        }
        let from = gift.state;
        gift.withdraw()?;
        tx.move_gift(id, from, gift.state, Some("too_late"), now).await?;
        settle(app, &mut tx, loaded.id, id, EntryKind::Release, &Actor::SYSTEM).await?;
        tx.audit(&Actor::SYSTEM, "gift.withdraw", &id.to_string(), json!({ "why": "too_late" }), now).await?;
        tx.commit().await?;
        withdrawn += 1;
    }
    Ok(withdrawn)
}
