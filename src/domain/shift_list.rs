//! A station's list of a day as the shift was told of it by mail, and what changed materially since.
//!
//! Invariant: what gate staff did themselves (a gift given, declined, not met) is never news to them, nor is a window that
//! has closed; a list held against itself has no news.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::id::GiftId;
use super::instant::Instant;

/// A window that moves by less is no news.
pub const NEWS_MINUTES: i64 = 10;

/// How far a gift of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// Still to be handed over.
    Open,
    /// Ended by the hands of the shift.
    Ended,
    /// Taken back by others.
    Gone,
}

/// A gift of the list; nothing in it tells whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedGift {
    /// The gift.
    pub gift: GiftId,
    /// Flight designator.
    pub flight: String,
    /// Gate, where it is known.
    pub gate: Option<String>,
    /// When its window opens and closes.
    pub window: Option<(Instant, Instant)>,
    /// How far it is.
    pub state: Listed,
}

/// Something of a flight that a shift has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChange {
    /// Flight designator.
    pub flight: String,
    /// What.
    pub what: ChangeKind,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// So many gifts came.
    Came(u64),
    /// So many gifts are not to be handed over any more.
    Went(u64),
    /// Another gate: before, now.
    Gate(Option<String>, Option<String>),
    /// Other times: before, now.
    Window((Instant, Instant), (Instant, Instant)),
}

/// What changed materially from one list to the next, flight by flight.
pub fn changes(before: &[ListedGift], after: &[ListedGift], now: Instant) -> Vec<ListChange> {
    let is_over = |gift: &ListedGift| gift.window.is_some_and(|(_, closes_at)| closes_at < now);
    let known: BTreeMap<GiftId, &ListedGift> = before.iter().map(|gift| (gift.gift, gift)).collect();
    let there: BTreeMap<GiftId, &ListedGift> = after.iter().map(|gift| (gift.gift, gift)).collect();
    let mut flights: BTreeMap<&str, News> = BTreeMap::new();
    for gift in after.iter().filter(|gift| gift.state == Listed::Open && !is_over(gift)) {
        let news = flights.entry(&gift.flight).or_default();
        match known.get(&gift.gift).filter(|old| old.state == Listed::Open && old.flight == gift.flight) {
            None => news.came += 1,
            Some(old) => news.moved(old, gift),
        }
    }
    for old in before.iter().filter(|old| old.state == Listed::Open && !is_over(old)) {
        let here = there.get(&old.gift).filter(|gift| gift.flight == old.flight && gift.state != Listed::Gone);
        if here.is_none() {
            flights.entry(&old.flight).or_default().went += 1;
        }
    }
    flights.into_iter().flat_map(|(flight, news)| news.told(flight)).collect()
}

/// News of one flight.
#[derive(Default)]
struct News {
    came: u64,
    went: u64,
    gate: Option<ChangeKind>,
    window: Option<ChangeKind>,
}

impl News {
    fn moved(&mut self, old: &ListedGift, gift: &ListedGift) {
        if old.gate != gift.gate {
            self.gate = Some(ChangeKind::Gate(old.gate.clone(), gift.gate.clone()));
        }
        if let (Some(was), Some(is)) = (old.window, gift.window) {
            let far = |one: Instant, other: Instant| (other - one).abs() >= Duration::minutes(NEWS_MINUTES);
            if far(was.0, is.0) || far(was.1, is.1) {
                self.window = Some(ChangeKind::Window(was, is));
            }
        }
    }

    fn told(self, flight: &str) -> impl Iterator<Item = ListChange> {
        let came = (self.came > 0).then_some(ChangeKind::Came(self.came));
        let went = (self.went > 0).then_some(ChangeKind::Went(self.went));
        let kinds = [came, went, self.gate, self.window].into_iter().flatten();
        kinds.map(|what| ListChange { flight: flight.to_owned(), what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::minutes(minutes)
    }

    fn gift(n: u128, gate: &str, window: (i64, i64)) -> ListedGift {
        ListedGift {
            gift: GiftId(uuid::Uuid::from_u128(n)),
            flight: "KL1001".to_owned(),
            gate: Some(gate.to_owned()),
            window: Some((at(window.0), at(window.1))),
            state: Listed::Open,
        }
    }

    fn told(before: &[ListedGift], after: &[ListedGift]) -> Vec<ChangeKind> {
        changes(before, after, at(0)).into_iter().map(|change| change.what).collect()
    }

    #[test]
    fn what_the_shift_did_itself_is_no_news() {
        let before = [gift(1, "D7", (10, 60)), gift(2, "D7", (10, 60))];
        let after = [ListedGift { state: Listed::Ended, ..before[0].clone() }, before[1].clone()];
        assert_eq!(told(&before, &before), []);
        assert_eq!(told(&before, &after), []);
    }

    #[test]
    fn a_gift_that_comes_or_is_taken_back_is_news_once_a_flight() {
        let before = [gift(1, "D7", (10, 60)), gift(2, "D7", (10, 60))];
        let after = [gift(3, "D7", (10, 60)), gift(4, "D7", (10, 60)), before[1].clone()];
        assert_eq!(told(&before, &after), [ChangeKind::Came(2), ChangeKind::Went(1)]);
        let gone = [ListedGift { state: Listed::Gone, ..before[0].clone() }, before[1].clone()];
        assert_eq!(told(&before, &gone), [ChangeKind::Went(1)]);
    }

    #[test]
    fn another_gate_is_news_and_so_is_a_window_that_moves_by_ten_minutes() {
        let before = [gift(1, "D7", (10, 60))];
        let gates = ChangeKind::Gate(Some("D7".to_owned()), Some("E2".to_owned()));
        assert_eq!(told(&before, &[gift(1, "E2", (10, 69))]), [gates]);
        let windows = ChangeKind::Window((at(10), at(60)), (at(10), at(70)));
        assert_eq!(told(&before, &[gift(1, "D7", (10, 70))]), [windows]);
    }

    #[test]
    fn a_window_that_has_closed_is_no_news() {
        let before = [gift(1, "D7", (-60, -1))];
        assert_eq!(told(&before, &[gift(1, "E2", (-40, -1))]), []);
        assert_eq!(told(&before, &[]), []);
    }
}
