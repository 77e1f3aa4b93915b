//! Hand-overs against the flight clock: one lane a leg, all lanes on one axis of time.

use chrono::{DurationRound, TimeDelta, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use tera::{Kwargs, TeraResult};

use crate::domain::flight::FlightState;
use crate::domain::gift::GiftState;
use crate::domain::instant::{Instant, TimeWindow};
use crate::store::view::board::{HandOverMark, LegRow};
use crate::web::format;
use crate::web::html::Drawing;
use crate::web::locale::{Texts, count, text};

pub(super) const LANE: f64 = 44.0;

/// Hours that one axis shows at most, unless a single leg needs more: a longer day is cut into blocks.
const BLOCK_HOURS: i64 = 6;

/// Legs that share an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// The axis.
    pub span: TimeWindow,
    /// One a leg, by its time in the schedule.
    pub lanes: Vec<Lane>,
}

/// A leg and its hand-overs in few words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// The leg.
    pub leg: LegRow,
    /// One a state.
    pub hand_overs: Vec<HandOvers>,
}

/// The hand-overs of a leg that are in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOvers {
    /// The state.
    pub state: GiftState,
    /// How many.
    pub count: u64,
    /// First and last time that a round wants one.
    pub planned: Option<(Instant, Instant)>,
    /// First and last time that one was handed over.
    pub actual: Option<(Instant, Instant)>,
}

/// Hand-overs by state, each in the order it comes first.
fn by_state(marks: &[HandOverMark]) -> Vec<HandOvers> {
    let mut all: Vec<HandOvers> = Vec::new();
    let wider = |seen: Option<(Instant, Instant)>, at: Option<Instant>| match (seen, at) {
        (Some((first, last)), Some(at)) => Some((first.min(at), last.max(at))),
        _ => seen.or(at.map(|at| (at, at))),
    };
    for mark in marks {
        let place = all.iter().position(|one| one.state == mark.state).unwrap_or_else(|| {
            all.push(HandOvers { state: mark.state, count: 0, planned: None, actual: None });
            all.len() - 1
        });
        let one = &mut all[place];
        one.count += 1;
        (one.planned, one.actual) = (wider(one.planned, mark.planned_at), wider(one.actual, mark.actual_at));
    }
    all
}

/// The day's legs in blocks, each short enough to tell minutes apart.
pub fn blocks(mut legs: Vec<LegRow>) -> Vec<Block> {
    legs.sort_by(|a, b| (a.scheduled_at, &a.leg).cmp(&(b.scheduled_at, &b.leg)));
    let mut blocks: Vec<Block> = Vec::new();
    for leg in legs {
        let Some(span) = span(&leg) else { continue };
        let lane = Lane { hand_overs: by_state(&leg.hand_overs), leg };
        let wider = |last: &Block| {
            let both = TimeWindow::new(last.span.opens_at.min(span.opens_at), last.span.closes_at.max(span.closes_at));
            both.filter(|both| both.length() <= TimeDelta::hours(BLOCK_HOURS))
        };
        match blocks.last_mut().and_then(|last| Some((wider(last)?, last))) {
            Some((wider, last)) => {
                last.span = wider;
                last.lanes.push(lane);
            }
            None => blocks.push(Block { span, lanes: vec![lane] }),
        }
    }
    blocks
}

/// The span of time that shows a leg, on whole hours.
fn span(leg: &LegRow) -> Option<TimeWindow> {
    let (opens, closes) =
        leg.window.map_or((leg.scheduled_at, leg.expected_at), |window| (window.opens_at, window.closes_at));
    let hour = TimeDelta::hours(1);
    let first = (opens.min(leg.scheduled_at) - TimeDelta::minutes(10)).duration_trunc(hour).ok()?;
    let last = (closes.max(leg.expected_at) + TimeDelta::minutes(69)).duration_trunc(hour).ok()?;
    TimeWindow::new(first, last.max(first + hour))
}

pub(super) fn place(span: TimeWindow, at: Instant) -> f64 {
    (at - span.opens_at).num_seconds() as f64 / span.length().num_seconds().max(1) as f64
}

#[derive(Deserialize)]
struct AxisArgs {
    span: TimeWindow,
    zone: Tz,
    now: Instant,
}

/// Name of the grid of hours that an axis defines once and all its lanes repeat.
pub(super) fn grid_of(span: TimeWindow) -> String {
    format!("hours-{}-{}", span.opens_at.timestamp(), span.closes_at.timestamp())
}

/// The axis above the lanes: hours of the station, and now.
pub(super) fn axis(kwargs: &Kwargs) -> TeraResult<String> {
    let AxisArgs { span, zone, now } = kwargs.deserialize()?;
    let mut grid = Drawing::decorative("lane", LANE);
    let mut drawing = Drawing::decorative("axis", 28.0);
    for (at, labelled) in hours(span, zone) {
        grid.line(if labelled { "lane-hour" } else { "lane-hour lane-hour--minor" }, place(span, at), 0.0, LANE);
        drawing.line("axis-tick", place(span, at), 20.0, 28.0);
        if labelled {
            drawing.text("axis-hour", place(span, at), 14.0, &format::clock(at, zone));
        }
    }
    if span.contains(now) {
        drawing.shape("now-flag", place(span, now), 18.0, "M-6 0h12l-6 9z");
    }
    drawing.define(&grid_of(span), &grid);
    Ok(drawing.finish())
}

/// Whole hours inside the span, and whether there is room for their label.
fn hours(span: TimeWindow, zone: Tz) -> Vec<(Instant, bool)> {
    let total = span.length().num_hours().max(1);
    let every = u32::try_from((total + 5) / 6).unwrap_or(1).max(1);
    let hours = (1..total).map(|n| span.opens_at + TimeDelta::hours(n));
    hours.map(|at| (at, at.with_timezone(&zone).hour() % every == 0)).collect()
}

#[derive(Deserialize)]
struct LaneArgs {
    lane: Lane,
    span: TimeWindow,
    now: Instant,
}

/// The lane of one leg.
pub(super) fn lane(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let LaneArgs { lane, span, now } = kwargs.deserialize()?;
    let mut drawing = Drawing::labelled("lane", LANE, &sentence(&lane, texts));
    let Lane { leg, .. } = lane;
    drawing.repeat(&grid_of(span));
    if let Some(window) = leg.window {
        let (opens, closes) = (place(span, window.opens_at), place(span, window.closes_at));
        drawing.bar("lane-window", opens, closes, 12.0, 20.0).line("lane-close", closes, 8.0, 36.0);
    }
    let (planned, known) = (place(span, leg.scheduled_at), place(span, leg.expected_at));
    let off = leg.state == FlightState::Cancelled;
    if off {
        drawing.level("lane-off", place(span, span.opens_at), planned, 22.0);
        drawing.shape("lane-cross", planned, 22.0, "M-6 -6l12 12M6 -6l-12 12");
    } else {
        if known - planned > 0.001 {
            drawing.level("lane-delay", planned, known, 22.0).line("lane-std", planned, 14.0, 30.0);
        }
        drawing.shape("lane-leaves", known, 22.0, "M-4 -7l9 7l-9 7z");
    }
    for mark in &leg.hand_overs {
        let late = mark.actual_at.zip(mark.planned_at);
        if let Some((actual, planned)) = late {
            drawing.level("mark-shift", place(span, planned.min(actual)), place(span, planned.max(actual)), 22.0);
        }
        if let Some(at) = mark.actual_at.or(mark.planned_at) {
            let (class, path) = look(mark.state);
            drawing.shape(class, place(span, at), 22.0, path);
        }
    }
    if span.contains(now) {
        drawing.line("lane-now", place(span, now), 0.0, LANE);
    }
    Ok(drawing.finish())
}

/// Class and shape of a hand-over's mark.
pub(super) const fn look(state: GiftState) -> (&'static str, &'static str) {
    match state {
        GiftState::HandedOver => ("mark mark--done", "M-7 0a7 7 0 1 1 14 0a7 7 0 1 1 -14 0M-3 0l2.5 2.5l4 -5"),
        GiftState::PickedUp => ("mark mark--carried", "M0 -8l8 8l-8 8l-8 -8z"),
        GiftState::Approved => ("mark mark--planned", "M0 -8l8 8l-8 8l-8 -8z"),
        GiftState::Draft | GiftState::Proposed => ("mark mark--draft", "M0 -8l8 8l-8 8l-8 -8z"),
        GiftState::Declined | GiftState::Missed | GiftState::Withdrawn => {
            ("mark mark--lost", "M-5 -5l10 10M5 -5l-10 10")
        }
    }
}

/// The lane in words.
fn sentence(Lane { leg, hand_overs }: &Lane, texts: Texts<'_>) -> String {
    let clock = |at| format::clock(at, leg.zone);
    let route = format!("{} {}–{}", leg.leg.designator, leg.leg.origin, leg.leg.destination);
    let mut parts = vec![
        route,
        format!("{} {}", texts.get(if leg.lands { "lane-lands" } else { "lane-departs" }), clock(leg.expected_at)),
    ];
    let minutes = (leg.expected_at - leg.scheduled_at).num_minutes();
    if let Ok(late @ 1..) = u64::try_from(minutes) {
        parts.push(texts.with("lane-late", &[("n", count(late))]));
    }
    if leg.state == FlightState::Cancelled {
        parts.push(texts.word("flight-state", FlightState::Cancelled.as_str()));
    }
    if let Some(gate) = &leg.gate {
        parts.push(texts.with("lane-gate", &[("gate", text(gate.clone()))]));
    }
    if let Some(window) = leg.window {
        let (opens, closes) = (text(clock(window.opens_at)), text(clock(window.closes_at)));
        parts.push(texts.with("lane-window", &[("from", opens), ("to", closes)]));
    }
    for HandOvers { state, count, planned, actual } in hand_overs {
        let state = texts.word("gift-state", state.as_str());
        let at = match actual.or(*planned) {
            Some((first, last)) if first < last => format!("{}–{}", clock(first), clock(last)),
            Some((at, _)) => clock(at),
            None => "–".to_owned(),
        };
        parts.push(if *count > 1 { format!("{count} × {state} {at}") } else { format!("{state} {at}") });
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::GiftId;
    use crate::web::samples;

    #[test]
    fn every_window_and_departure_lies_on_the_axis() {
        let blocks = blocks(samples::board::board().legs);
        let [Block { span, lanes }] = blocks.as_slice() else { panic!("one morning") };
        assert_eq!(lanes.len(), samples::board::board().legs.len());
        for Lane { leg, .. } in lanes {
            let window = leg.window.into_iter().flat_map(|window| [window.opens_at, window.closes_at]);
            for at in window.chain([leg.scheduled_at, leg.expected_at]) {
                assert!(span.contains(at), "{} {at}", leg.leg);
            }
        }
    }

    #[test]
    fn no_legs_no_axis() {
        assert!(blocks(Vec::new()).is_empty());
    }

    #[test]
    fn hand_overs_in_one_state_are_one_phrase_from_the_first_to_the_last() {
        let at = |minutes| Instant::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let gift = GiftId(Uuid::nil());
        let mark = |planned_at, actual_at, state| HandOverMark { gift, planned_at, actual_at, state };
        let marks = [
            mark(Some(at(20)), Some(at(24)), GiftState::HandedOver),
            mark(Some(at(30)), None, GiftState::Approved),
            mark(Some(at(10)), Some(at(12)), GiftState::HandedOver),
            mark(None, None, GiftState::Approved),
        ];
        let handed_over = HandOvers {
            state: GiftState::HandedOver,
            count: 2,
            planned: Some((at(10), at(20))),
            actual: Some((at(12), at(24))),
        };
        let approved =
            HandOvers { state: GiftState::Approved, count: 2, planned: Some((at(30), at(30))), actual: None };
        assert_eq!(by_state(&marks), [handed_over, approved]);
    }

    #[test]
    fn a_long_day_is_cut_into_blocks_that_lose_no_leg() {
        let morning = samples::board::board().legs;
        assert_eq!(blocks(morning.clone()).len(), 1);
        let later = |hours| {
            let mut legs = morning.clone();
            for leg in &mut legs {
                leg.scheduled_at += TimeDelta::hours(hours);
                leg.expected_at += TimeDelta::hours(hours);
                leg.window = None;
            }
            legs
        };
        let day = [morning.clone(), later(6), later(12)].concat();
        let legs = day.len();
        let blocks = blocks(day);
        assert!(blocks.len() >= 3);
        assert_eq!(blocks.iter().map(|block| block.lanes.len()).sum::<usize>(), legs);
        assert!(blocks.iter().all(|block| block.span.length() <= TimeDelta::hours(BLOCK_HOURS)));
    }
}
