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

/// Reports of one device on one gift, in its order.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The station they were sent to.
    pub station: String,
    /// What happened.
    pub reports: Vec<Report>,
    /// Who sent them.
    pub by: Actor,
}

/// Where the reports on each gift stand among all; gifts as they come first.
pub fn by_gift(reports: &[Report]) -> Vec<(GiftId, Vec<usize>)> {
    let mut gifts: Vec<(GiftId, Vec<usize>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let place = *places.entry(report.gift).or_insert(gifts.len());
        if place == gifts.len() {
            gifts.push((report.gift, Vec::new()));
        }
        gifts[place].1.push(at);
    }
    gifts
}

/// Takes in reports, those on one gift in the order given. An error means that the rest was not looked at: send all of them
/// again.
pub async fn sync(app: &App, station: &str, reports: &[Report], by: &Actor) -> Result<Vec<Answer>, Error> {
    let mut answers: Vec<(usize, Answer)> = Vec::with_capacity(reports.len());
    for (gift, places) in by_gift(reports) {
        let own = places.iter().map(|at| reports[*at].clone()).collect();
        let queue = Queue { station: station.to_owned(), reports: own, by: *by };
        for answered in take_in(app, gift, &[queue]).await? {
            answers.extend(places.iter().copied().zip(answered?));
        }
    }
    answers.sort_by_key(|(at, _)| *at);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// A report on its way.
#[derive(Clone, Copy)]
struct Sent<'a> {
    queue: usize,
    station: &'a str,
    report: &'a Report,
    by: &'a Actor,
}

/// Takes in what devices tell of one gift, one report after another. What is known of all of them is read together, and those
/// that can't be taken in are kept together: a pier's phones get their signal back at once.
///
/// An error of its own ends a queue, and no other one.
pub async fn take_in(app: &App, gift: GiftId, queues: &[Queue]) -> Result<Vec<Result<Vec<Answer>, Error>>, Error> {
    let mut answers: Vec<Result<Vec<Answer>, Error>> = queues.iter().map(|_| Ok(Vec::new())).collect();
    let sent = queues.iter().enumerate().flat_map(|(queue, one)| {
        let (station, by) = (one.station.as_str(), &one.by);
        one.reports.iter().map(move |report| Sent { queue, station, report, by })
    });
    let sent: Vec<_> = sent.collect();
    let (mut rest, mut loaded) = (&sent[..], None);
    while !rest.is_empty() {
        let sight = Sight::read(app, gift, rest).await?;
        let answered: Vec<Answer> = rest.iter().map_while(|one| sight.tells(*one)).collect();
        let (settled, fresh) = rest.split_at(answered.len());
        keep(app, &sight, settled.iter().copied().zip(&answered)).await?;
        for (one, answer) in settled.iter().zip(answered) {
            if let Ok(own) = &mut answers[one.queue] {
                own.push(answer);
            }
        }
        rest = fresh;
        // What comes after it is looked at anew.
        let (Some((one, others)), Some(place)) = (fresh.split_first(), &sight.place) else { continue };
        rest = others;
        if answers[one.queue].is_ok() {
            match take_in_one(app, &sight, place, *one, &mut loaded).await {
                Ok(answer) => answers[one.queue].as_mut().map(|own| own.push(answer)).unwrap_or_default(),
                Err(error) => answers[one.queue] = Err(error),
            }
        }
    }
    Ok(answers)
}

/// One that may change the gift.
async fn take_in_one(
    app: &App,
    sight: &Sight,
    place: &GiftPlace,
    one: Sent<'_>,
    loaded: &mut Option<LoadedCampaign>,
) -> Result<Answer, Error> {
    let campaign = match loaded.take() {
        Some(known) => known,
        None => campaigns::load(app, &place.slug).await?,
    };
    let done = apply(app, loaded.insert(campaign), one).await;
    let answer = match done {
        Ok(TakenIn::Now) => Answer::Accepted,
        Ok(TakenIn::Before) => Answer::Duplicate,
        Err(Error::Refused(Refusal::WrongState { .. }) | Error::Store(StoreError::Stale | StoreError::Taken)) => {
            let now = app.store.find_gift_place(one.report.gift).await?;
            overtaken(one, now.as_ref().unwrap_or(place), &Firsts::read(app, one.report.gift).await?)
        }
        Err(Error::Refused(refusal)) => Answer::Refused { code: refusal.code().to_owned() },
        Err(error) => return Err(error),
    };
    keep(app, sight, [(one, &answer)].into_iter()).await?;
    Ok(answer)
}

async fn apply(app: &App, loaded: &LoadedCampaign, Sent { report, by, .. }: Sent<'_>) -> Result<TakenIn, Error> {
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

/// What is known of a gift and of reports on it.
struct Sight {
    place: Option<GiftPlace>,
    reports: BTreeMap<Uuid, KnownReport>,
    firsts: Firsts,
}

impl Sight {
    /// Reads the gift before its reports: who sees it gone by their own report sees that report too.
    async fn read(app: &App, gift: GiftId, sent: &[Sent<'_>]) -> Result<Self, Error> {
        let place = app.store.find_gift_place(gift).await?;
        let reports = app.store.list_reports(gift, sent.iter().map(|one| one.report.receipt)).await?;
        let mut sight = Self { place, reports, firsts: Firsts::default() };
        if sent.iter().any(|one| sight.is_late(*one)) {
            sight.firsts = Firsts::read(app, gift).await?;
        }
        Ok(sight)
    }

    /// The gift, where a station may tell of it.
    fn place_for(&self, station: &str) -> Option<&GiftPlace> {
        let is_here = |place: &&GiftPlace| place.station == station || place.offered_by.as_deref() == Some(station);
        self.place.as_ref().filter(is_here)
    }

    fn was_taken_in(&self, one: Sent<'_>) -> bool {
        self.reports.get(&one.report.receipt).is_some_and(|known| known.taken_in)
    }

    fn is_late(&self, one: Sent<'_>) -> bool {
        let Some(place) = self.place_for(one.station) else { return false };
        let is_late = match one.report.told {
            Told::PickUp => place.state == GiftState::PickedUp || place.state.is_final(),
            Told::HandOver { .. } => place.state.is_final(),
            Told::Undo { .. } => false,
        };
        is_late && !self.was_taken_in(one)
    }

    /// The answer, where reading alone tells it: to a queue that comes again, and where the gift is gone.
    fn tells(&self, one: Sent<'_>) -> Option<Answer> {
        let Some(place) = self.place_for(one.station) else {
            return Some(Answer::Refused { code: "unknown_gift".to_owned() });
        };
        if matches!(one.report.told, Told::Undo { .. }) {
            return None;
        }
        if self.was_taken_in(one) {
            return Some(Answer::Duplicate);
        }
        self.is_late(one).then(|| overtaken(one, place, &self.firsts))
    }
}

/// Who was first with a gift.
#[derive(Debug, Clone)]
struct First {
    staff: AccountId,
    simulated: bool,
    initial: String,
    at: Instant,
}

/// Who took a gift from the desk, and who ended its hand-over.
#[derive(Debug, Default)]
struct Firsts {
    picked_up: Option<First>,
    ended: Option<First>,
}

impl Firsts {
    async fn read(app: &App, gift: GiftId) -> Result<Self, Error> {
        let mut firsts = Self::default();
        if let Some(one) = app.store.find_pick_up(gift).await? {
            let initial = initial_of(app, one.staff).await?;
            firsts.picked_up = Some(First { staff: one.staff, simulated: one.simulated, initial, at: one.happened_at });
        }
        if let Some(one) = app.store.find_hand_over(gift).await? {
            let initial = initial_of(app, one.staff).await?;
            firsts.ended = Some(First { staff: one.staff, simulated: one.simulated, initial, at: one.happened_at });
        }
        Ok(firsts)
    }
}

/// The gift is elsewhere by now: by whose hand? A pick-up that the same person's hand-over implied is no conflict.
fn overtaken(Sent { report, by, .. }: Sent<'_>, place: &GiftPlace, firsts: &Firsts) -> Answer {
    let is_pick_up = report.told == Told::PickUp;
    let taken = firsts.picked_up.as_ref().filter(|_| is_pick_up);
    match taken.or(firsts.ended.as_ref()) {
        None => Answer::Refused { code: "wrong_state".to_owned() },
        Some(first) if is_pick_up && (first.staff, first.simulated) == (by.id, by.simulated) => Answer::Duplicate,
        Some(first) => Answer::Conflict { who: first.initial.clone(), at: first.at, state: place.state },
    }
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

/// Keeps those that were not taken in for people to look at, unless they are kept already.
async fn keep(app: &App, sight: &Sight, told: impl Iterator<Item = (Sent<'_>, &Answer)>) -> Result<(), Error> {
    let mut kept = BTreeMap::new();
    for (Sent { station, report, by, .. }, answer) in told {
        let code = match answer {
            Answer::Accepted | Answer::Duplicate => continue,
            Answer::Conflict { .. } => "conflict",
            Answer::Refused { code } => code,
        };
        if sight.reports.get(&report.receipt).and_then(|known| known.kept.as_deref()) == Some(code) {
            continue;
        }
        let (kind, outcome) = match &report.told {
            Told::PickUp => ("pick_up", None),
            Told::HandOver { outcome, .. } => ("hand_over", Some(*outcome)),
            Told::Undo { .. } => ("undo", None),
        };
        let device_at = storable(report.device_at);
        let one = Unsettled { receipt: report.receipt, station, gift: report.gift, kind, outcome, code, device_at, by };
        kept.insert(report.receipt, one);
    }
    if kept.is_empty() {
        return Ok(());
    }
    let kept: Vec<_> = kept.into_values().collect();
    let mut tx = app.store.begin().await?;
    tx.keep_unsettled(&kept, app.now()).await?;
    Ok(tx.commit().await?)
}
