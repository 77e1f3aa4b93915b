//! Samples of the rounds page.

use chrono::TimeDelta;

use super::{SLUG, at, id, now, stroopwafels, trail_watch};
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::store::view::custody::{
    Counted, Custody, OfferLine, Round, RoundStop, RoundsView, StockLine, Stray, UnsettledLine,
};

fn stop(number: u128, gate: &str, starts_at: Instant, state: GiftState) -> RoundStop {
    RoundStop {
        gift: GiftId(id(number)),
        gift_name: stroopwafels(),
        gate: Some(gate.to_owned()),
        arrives_at: starts_at - TimeDelta::minutes(2),
        starts_at,
        leaves_at: starts_at + TimeDelta::minutes(4),
        window: TimeWindow::new(starts_at - TimeDelta::minutes(10), starts_at + TimeDelta::minutes(15)),
        state,
    }
}

/// A busy morning and a station without anything.
pub fn rounds() -> [RoundsView; 2] {
    let shift = TimeWindow { opens_at: at(5, 0), closes_at: at(13, 0) };
    let custody = Custody { at_desk: 5, carried: 2, handed: 17, to_bring_back: 1, returned: 1 };
    let stops = vec![
        stop(6, "C9", at(8, 12), GiftState::HandedOver),
        stop(7, "C14", at(8, 30), GiftState::PickedUp),
        stop(8, "C6", at(8, 50), GiftState::Approved),
    ];
    let strays = vec![Stray { gift: GiftId(id(4)), gift_name: trail_watch(), state: GiftState::Missed }];
    let first = Round {
        name: "Courier 1".to_owned(),
        shift,
        capacity: 6,
        start_desk: "desk".to_owned(),
        stops,
        custody,
        strays,
    };
    let second = Round {
        name: "Courier 2".to_owned(),
        start_desk: "lounge 2".to_owned(),
        stops: vec![stop(9, "D18", at(9, 20), GiftState::Declined)],
        strays: Vec::new(),
        ..first.clone()
    };
    let idle = Round { name: "Courier 3".to_owned(), stops: Vec::new(), custody: Custody::default(), ..second.clone() };
    let line = StockLine {
        campaign: SLUG.to_owned(),
        idea: "stroopwafels".to_owned(),
        gift_name: stroopwafels(),
        custody,
        expected: 6,
        counted: None,
    };
    let counted = Counted { expected: 6, counted: 5, why: Some("damaged".to_owned()), simulated: true, at: at(8, 20) };
    let counted =
        StockLine { idea: "trail-watch".to_owned(), gift_name: trail_watch(), counted: Some(counted), ..line.clone() };
    let unsettled = UnsettledLine {
        kind: "hand_over".to_owned(),
        code: "conflict".to_owned(),
        outcome: Some("given".to_owned()),
        gift: id(6),
        at: at(8, 15),
    };
    let full = RoundsView {
        station: "AMS".to_owned(),
        zone: chrono_tz::Europe::Amsterdam,
        day: now().date_naive(),
        read_at: now(),
        custody,
        rounds: vec![first, second, idle],
        without_round: 1,
        offers: vec![offer()],
        stock: vec![line, counted],
        unsettled: vec![unsettled],
    };
    let quiet = RoundsView {
        custody: Custody::default(),
        rounds: Vec::new(),
        without_round: 0,
        offers: Vec::new(),
        stock: Vec::new(),
        unsettled: Vec::new(),
        ..full.clone()
    };
    [full, quiet]
}

/// A gift that Madrid could not give.
pub fn offer() -> OfferLine {
    OfferLine {
        gift: GiftId(id(12)),
        gift_name: trail_watch(),
        from: "MAD".to_owned(),
        flight: "IB3720".to_owned(),
        route: "MAD–AMS".to_owned(),
        why: "too_late".to_owned(),
        window: TimeWindow::new(at(11, 10), at(11, 35)),
        offered_at: at(8, 20),
    }
}
