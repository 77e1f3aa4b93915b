//! What phones at the gate send when they have signal again: each report gets an answer of its own, in any order, any
//! number of times. The first one the server takes in wins; nobody's report is dropped in silence.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Error;
use super::campaigns::{self, LoadedCampaign};
use super::delivery::{Beside, HandOverReport, TakeBack, TakenIn, hand_over_told, pick_up_told, take_back};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::consent::ConsentAnswer;
use crate::domain::gate::{CheckedBy, NotFoundReason};
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{AccountId, GiftId};
use crate::domain::instant::{Instant, to_microseconds};
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
use crate::store::gate::{GiftPlace, KnownReport, Unsettled};

/// Reports in one batch; a phone sends more in several.
pub const LARGEST_BATCH: usize = 50;

/// What a phone tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Told {
    /// A gift was taken from the desk.
    PickUp,
    /// A hand-over ended.
    HandOver {
        /// How.
        outcome: HandOverOutcome,
        /// Why nobody was met.
        reason: Option<NotFoundReason>,
        /// How it was checked who gets it.
        checked_by: Option<CheckedBy>,
        /// Answers to the consent questions.
        #[serde(default)]
        consents: Vec<ConsentAnswer>,
    },
    /// A hand-over was a mistake.
    Undo {
        /// Its receipt.
        hand_over: Uuid,
    },
}

/// One report of a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Made by the phone; names the report.
    pub receipt: Uuid,
    /// The gift.
    pub gift: GiftId,
    /// The phone's clock, however wrong.
    pub device_at: Instant,
    /// What happened.
    #[serde(flatten)]
    pub told: Told,
}

/// What becomes of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It counts.
    Accepted,
    /// It was taken in before.
    Duplicate,
    /// Somebody else was first.
    Conflict {
        /// Initial of their name; empty for a demo's stand-in.
        who: String,
        /// When theirs happened.
        at: Instant,
        /// Where the gift stands.
        state: GiftState,
    },
    /// It can't be taken in; kept for people to look at.
    Refused {
        /// Why, as a stable code.
        code: String,
    },
}

/// Takes in reports in the order given. An error means that the rest was not looked at: send all of them again.
pub async fn sync(app: &App, station: &str, reports: &[Report], by: &Actor) -> Result<Vec<Answer>, Error> {
    let mut campaigns = BTreeMap::new();
    let mut answers = Vec::with_capacity(reports.len());
    for report in reports {
        answers.push(take_in(app, station, report, by, &mut campaigns).await?);
    }
    Ok(answers)
}

async fn take_in(
    app: &App,
    station: &str,
    report: &Report,
    by: &Actor,
    campaigns: &mut BTreeMap<String, LoadedCampaign>,
) -> Result<Answer, Error> {
    let place = app.store.find_gift_place(report.gift).await?;
    let is_here = |place: &GiftPlace| place.station == station || place.offered_by.as_deref() == Some(station);
    let Some(place) = place.filter(is_here) else {
        return refuse(app, station, report, "unknown_gift", &KnownReport::default(), by).await;
    };
    // A queue that comes again and a gift that is gone are told by reading alone: a pier's phones get their signal back at once.
    let known = app.store.find_report(report.gift, report.receipt).await?;
    let is_late = match report.told {
        Told::PickUp => place.state == GiftState::PickedUp || place.state.is_final(),
        Told::HandOver { .. } => place.state.is_final(),
        Told::Undo { .. } => false,
    };
    if known.taken_in && !matches!(report.told, Told::Undo { .. }) {
        return Ok(Answer::Duplicate);
    }
    if is_late {
        return overtaken(app, station, report, &place, &known, by).await;
    }
    if !campaigns.contains_key(&place.slug) {
        campaigns.insert(place.slug.clone(), campaigns::load(app, &place.slug).await?);
    }
    let Some(loaded) = campaigns.get(&place.slug) else {
        return refuse(app, station, report, "unknown_gift", &known, by).await;
    };
    match apply(app, loaded, report, by).await {
        Ok(TakenIn::Now) => Ok(Answer::Accepted),
        Ok(TakenIn::Before) => Ok(Answer::Duplicate),
        Err(Error::Refused(Refusal::WrongState { .. }) | Error::Store(StoreError::Stale | StoreError::Taken)) => {
            let place = app.store.find_gift_place(report.gift).await?.unwrap_or(place);
            overtaken(app, station, report, &place, &known, by).await
        }
        Err(Error::Refused(refusal)) => refuse(app, station, report, refusal.code(), &known, by).await,
        Err(error) => Err(error),
    }
}

async fn apply(app: &App, loaded: &LoadedCampaign, report: &Report, by: &Actor) -> Result<TakenIn, Error> {
    let device_at = storable(report.device_at);
    match &report.told {
        Told::PickUp => pick_up_told(app, loaded, report.gift, report.receipt, Some(device_at), by).await,
        Told::HandOver { outcome, reason, checked_by, consents } => {
            let beside =
                Beside { device_at: Some(device_at), checked_by: *checked_by, reason: *reason, picks_up: true };
            let (gift, receipt, outcome) = (report.gift, report.receipt, *outcome);
            let report = HandOverReport { gift, receipt, outcome, happened_at: app.now(), consents: consents.clone() };
            hand_over_told(app, loaded, &report, beside, by).await
        }
        Told::Undo { hand_over } => {
            let report = TakeBack { gift: report.gift, hand_over: *hand_over, receipt: report.receipt, device_at };
            take_back(app, loaded, &report, by).await
        }
    }
}

/// The gift is elsewhere by now: by whose hand? A pick-up that the same person's hand-over implied is no conflict.
async fn overtaken(
    app: &App,
    station: &str,
    report: &Report,
    place: &GiftPlace,
    known: &KnownReport,
    by: &Actor,
) -> Result<Answer, Error> {
    let taken = match report.told {
        Told::PickUp => {
            app.store.find_pick_up(report.gift).await?.map(|one| (one.staff, one.simulated, one.happened_at))
        }
        Told::HandOver { .. } | Told::Undo { .. } => None,
    };
    let first = match taken {
        Some(taken) => Some(taken),
        None => app.store.find_hand_over(report.gift).await?.map(|one| (one.staff, one.simulated, one.happened_at)),
    };
    let Some((staff, simulated, at)) = first else {
        return refuse(app, station, report, "wrong_state", known, by).await;
    };
    if report.told == Told::PickUp && (staff, simulated) == (by.id, by.simulated) {
        return Ok(Answer::Duplicate);
    }
    refuse(app, station, report, "conflict", known, by).await?;
    Ok(Answer::Conflict { who: initial_of(app, staff).await?, at, state: place.state })
}

/// The initial of someone who works with giftgate.
pub async fn initial_of(app: &App, staff: AccountId) -> Result<String, Error> {
    let account = app.store.find_account(staff).await?;
    Ok(account.and_then(|account| account.name.chars().next()).map(String::from).unwrap_or_default())
}

/// What a phone's clock says, as far as a database can keep it.
fn storable(device_at: Instant) -> Instant {
    let bounds = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + Duration::days(365 * 200));
    to_microseconds(device_at.clamp(bounds.0, bounds.1))
}

async fn refuse(
    app: &App,
    station: &str,
    report: &Report,
    code: &str,
    known: &KnownReport,
    by: &Actor,
) -> Result<Answer, Error> {
    let refused = Answer::Refused { code: code.to_owned() };
    if known.kept.as_deref() == Some(code) {
        return Ok(refused);
    }
    let now = app.now();
    let (kind, outcome) = match &report.told {
        Told::PickUp => ("pick_up", None),
        Told::HandOver { outcome, .. } => ("hand_over", Some(*outcome)),
        Told::Undo { .. } => ("undo", None),
    };
    let device_at = storable(report.device_at);
    let kept = Unsettled { receipt: report.receipt, station, gift: report.gift, kind, outcome, code, device_at };
    let mut tx = app.store.begin().await?;
    tx.keep_unsettled(&kept, by, now).await?;
    tx.commit().await?;
    Ok(refused)
}
