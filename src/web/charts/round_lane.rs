//! A courier's round on the axis of the day: the shift, the ways, the hand-overs.

use serde::Deserialize;
use tera::{Kwargs, TeraResult};

use super::flight_clock::{LANE, grid_of, look, place};
use crate::domain::instant::{Instant, TimeWindow};
use crate::store::view::custody::Round;
use crate::web::html::Drawing;
use crate::web::locale::{Texts, count, text};

#[derive(Deserialize)]
struct LaneArgs {
    round: Round,
    span: TimeWindow,
    now: Instant,
}

/// The span of time that shows every shift with stops; none without a round.
pub fn span(rounds: &[Round]) -> Option<TimeWindow> {
    let stops = || rounds.iter().flat_map(|round| &round.stops);
    let first = stops().map(|stop| stop.arrives_at).min()?;
    let last = stops().map(|stop| stop.leaves_at).max()?;
    let hour = chrono::TimeDelta::hours(1);
    let start = first.timestamp().div_euclid(3600) * 3600;
    let end = (last.timestamp().div_euclid(3600) + 1) * 3600;
    let at = |seconds| Instant::from_timestamp(seconds, 0);
    let (start, end) = (at(start)?, at(end)?);
    TimeWindow::new(start, end.max(start + hour))
}

/// The lane of one courier.
pub(super) fn lane(kwargs: &Kwargs, texts: Texts<'_>) -> TeraResult<String> {
    let LaneArgs { round, span, now } = kwargs.deserialize()?;
    let stops = count(round.stops.len() as u64);
    let desk = texts.word("place", &round.start_desk);
    let label =
        texts.with("round-lane", &[("name", text(round.name.clone())), ("stops", stops), ("desk", text(desk.clone()))]);
    let mut drawing = Drawing::labelled("lane", LANE, &label);
    drawing.repeat(&grid_of(span));
    let inside = |at: Instant| place(span, at.clamp(span.opens_at, span.closes_at));
    drawing.level("lane-shift", inside(round.shift.opens_at), inside(round.shift.closes_at), 22.0);
    // Where the round begins, at the start of the shift or of the picture.
    drawing.text("lane-desk", inside(round.shift.opens_at), 12.0, &desk);
    for stop in &round.stops {
        drawing.bar("lane-stop", inside(stop.arrives_at), inside(stop.leaves_at), 12.0, 20.0);
    }
    for stop in &round.stops {
        let (class, path) = look(stop.state);
        drawing.shape(class, inside(stop.starts_at), 22.0, path);
    }
    if span.contains(now) {
        drawing.line("lane-now", place(span, now), 0.0, LANE);
    }
    Ok(drawing.finish())
}
