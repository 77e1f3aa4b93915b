//! Samples of the campaign list and the board.

use chrono::TimeDelta;

use super::{at, head, id, leg, now, sketchbook, stroopwafels, trail_watch};
use crate::domain::campaign::CampaignState;
use crate::domain::flight::FlightState;
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::domain::ledger::Balance;
use crate::store::view::board::{
    Alert, AlertLine, BoardView, CampaignLine, CampaignsView, CapBalance, Funnel, HandOverMark, LanguageCount, LegRow,
    ReasonCount, StationCount,
};
use crate::store::view::{CampaignHead, CapUnit};

pub(super) const FUNNEL: Funnel = Funnel {
    posts: 18_240,
    screened_out: 1_312,
    matched: 486,
    confirmed: 142,
    proposed: 61,
    approved: 48,
    delivered: 17,
    posted: 6,
};

pub(super) const MONEY: Balance = Balance { limit: 250_000, reserved: 96_450, committed: 71_820 };

/// Three campaigns.
pub fn campaigns() -> CampaignsView {
    let other = |slug: &str, name: &str, goal: &str, state, days| CampaignHead {
        slug: slug.to_owned(),
        name: name.to_owned(),
        goal: goal.to_owned(),
        state,
        starts_on: (at(12, 0) - TimeDelta::days(days)).date_naive(),
        ends_on: (at(12, 0) - TimeDelta::days(days - 13)).date_naive(),
        stations: vec!["AMS".to_owned()],
        ..head()
    };
    let spring = other(
        "tulip-week",
        "Tulip week",
        "Welcome first-time visitors to the flower fields",
        CampaignState::Draft,
        -20,
    );
    let winter =
        other("winter-light", "Winter light", "Cheer up long waits in the dark season", CampaignState::Closed, 90);
    let over = Funnel {
        posts: 40_118,
        screened_out: 3_020,
        matched: 903,
        confirmed: 311,
        proposed: 120,
        approved: 104,
        delivered: 96,
        posted: 58,
    };
    CampaignsView {
        campaigns: vec![
            CampaignLine {
                head: spring,
                money: Balance { limit: 120_000, reserved: 0, committed: 0 },
                funnel: Funnel::default(),
            },
            CampaignLine { head: head(), money: MONEY, funnel: FUNNEL },
            CampaignLine {
                head: winter,
                money: Balance { limit: 400_000, reserved: 0, committed: 352_310 },
                funnel: over,
            },
        ],
    }
}

/// A morning on the board.
pub fn board() -> BoardView {
    BoardView {
        head: head(),
        day: now().date_naive(),
        read_at: now(),
        funnel: FUNNEL,
        caps: caps(),
        legs: legs(),
        alerts: alerts(),
        by_language: [
            (Language::En, 19, 6),
            (Language::Nl, 12, 5),
            (Language::De, 8, 3),
            (Language::Es, 5, 2),
            (Language::Ja, 4, 1),
        ]
        .map(|(language, gifts, done)| LanguageCount { language, gifts, done })
        .to_vec(),
        by_station: [("AMS", 44, 17), ("RTM", 4, 0)]
            .map(|(station, gifts, done)| StationCount { station: station.to_owned(), gifts, done })
            .to_vec(),
        screened: [
            ("health", 402),
            ("grief", 268),
            ("minors", 221),
            ("politics", 187),
            ("faith", 133),
            ("do_not_contact", 101),
        ]
        .map(|(reason, count)| ReasonCount { reason: reason.to_owned(), count })
        .to_vec(),
    }
}

fn caps() -> Vec<CapBalance> {
    let cap = |cap: &str, unit, gift, limit, reserved, committed| CapBalance {
        cap: cap.to_owned(),
        unit,
        gift,
        balance: Balance { limit, reserved, committed },
    };
    vec![
        CapBalance { cap: "money".to_owned(), unit: CapUnit::Money, gift: None, balance: MONEY },
        cap("money:day", CapUnit::Money, None, 90_000, 31_200, 48_300),
        cap("gifts", CapUnit::Pieces, None, 60, 31, 17),
        cap("team_minutes", CapUnit::Minutes, None, 960, 290, 214),
        cap("stock:trail-watch", CapUnit::Pieces, Some(trail_watch()), 12, 4, 7),
        cap("stock:sketchbook", CapUnit::Pieces, Some(sketchbook()), 20, 3, 2),
        cap("stock:stroopwafels", CapUnit::Pieces, Some(stroopwafels()), 40, 12, 6),
    ]
}

fn mark(number: u128, planned: Instant, actual: Option<Instant>, state: GiftState) -> HandOverMark {
    HandOverMark { gift: GiftId(id(number)), planned_at: Some(planned), actual_at: actual, state }
}

fn row(number: u16, to: &str, leaves: Instant, place: (&str, &str), state: FlightState) -> LegRow {
    LegRow {
        leg: leg(number, to),
        station: "AMS".to_owned(),
        zone: chrono_tz::Europe::Amsterdam,
        lands: false,
        scheduled_at: leaves,
        expected_at: leaves,
        gate: Some(place.1.to_owned()),
        pier: Some(place.0.to_owned()),
        gate_before: None,
        state,
        window: TimeWindow::new(leaves - TimeDelta::minutes(45), leaves - TimeDelta::minutes(15)),
        hand_overs: Vec::new(),
    }
}

fn legs() -> Vec<LegRow> {
    use GiftState::{Approved, HandedOver, Missed, PickedUp, Proposed, Withdrawn};
    let mut rows = vec![
        row(1613, "VCE", at(7, 15), ("B", "B16"), FlightState::Departed),
        row(1723, "BRU", at(7, 40), ("D", "D4"), FlightState::Departed),
        row(1001, "LHR", at(8, 5), ("D", "D18"), FlightState::GateClosed),
        row(1823, "BER", at(8, 30), ("C", "C9"), FlightState::GateClosing),
        row(1699, "MAD", at(8, 45), ("C", "C14"), FlightState::Boarding),
        row(1241, "CDG", at(9, 5), ("C", "C6"), FlightState::GateOpen),
        row(861, "NRT", at(9, 20), ("F", "F7"), FlightState::Delayed),
        row(1129, "CPH", at(9, 35), ("B", "B24"), FlightState::Cancelled),
        row(643, "JFK", at(10, 10), ("E", "E18"), FlightState::GateChanged),
        row(1669, "BCN", at(10, 40), ("D", "D44"), FlightState::Scheduled),
    ];
    rows[0].hand_overs =
        vec![mark(1, at(6, 42), Some(at(6, 44)), HandedOver), mark(2, at(6, 47), Some(at(6, 49)), HandedOver)];
    rows[1].hand_overs = vec![mark(3, at(7, 8), Some(at(7, 17)), HandedOver)];
    rows[2].hand_overs = vec![mark(4, at(7, 36), None, Missed)];
    rows[3].hand_overs =
        vec![mark(5, at(7, 58), Some(at(8, 1)), HandedOver), mark(6, at(8, 12), Some(at(8, 12)), HandedOver)];
    rows[4].hand_overs = vec![mark(7, at(8, 26), None, PickedUp)];
    rows[5].hand_overs = vec![mark(8, at(8, 34), None, PickedUp), mark(9, at(8, 44), None, Approved)];
    rows[6].expected_at = at(10, 15);
    rows[6].window = TimeWindow::new(at(9, 15), at(9, 55));
    rows[6].hand_overs = vec![mark(10, at(9, 20), None, Approved), mark(11, at(9, 28), None, Approved)];
    rows[7].window = None;
    rows[7].hand_overs = vec![mark(12, at(9, 0), None, Withdrawn)];
    rows[8].gate_before = Some("E4".to_owned());
    rows[8].hand_overs = vec![mark(13, at(9, 38), None, Approved), mark(14, at(9, 43), None, Proposed)];
    rows[9].hand_overs = vec![mark(15, at(10, 6), None, Proposed)];
    rows
}

fn alerts() -> Vec<AlertLine> {
    let line = |when, alert| AlertLine { at: when, zone: chrono_tz::Europe::Amsterdam, alert };
    vec![
        line(
            at(8, 21),
            Alert::GateChange { leg: leg(643, "JFK"), from: Some("E4".to_owned()), to: "E18".to_owned(), gifts: 2 },
        ),
        line(at(8, 14), Alert::Cancelled { leg: leg(1129, "CPH"), gifts: 1, freed_minor: 4_950 }),
        line(at(8, 9), Alert::Complaints { in_hour: 7, usual: 0.4 }),
        line(at(8, 2), Alert::StockLow { gift: trail_watch(), left: 1 }),
        line(at(8, 1), Alert::PostsRefused { posts: 2 }),
        line(at(7, 58), Alert::Approvals { minutes: 60, gifts: 3 }),
        line(at(7, 51), Alert::Delay { leg: leg(861, "NRT"), minutes: 55, gifts: 2 }),
    ]
}
