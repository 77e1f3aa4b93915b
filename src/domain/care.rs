//! Care cases: complaints under our posts, with two clocks that start when the case opens.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::instant::Instant;

words! {
    /// States of a care case.
    CareState {
        /// Nobody answered yet.
        Open = "open",
        /// Answered, not solved.
        Answered = "answered",
        /// Solved.
        Solved = "solved",
    }
}

/// The two deadlines, stored when the case opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Answer by: one hour.
    pub answer_by: Instant,
    /// Solve by: one day.
    pub solve_by: Instant,
}

impl Deadlines {
    /// The deadlines of a case opened at an instant.
    pub fn from_opening(opened_at: Instant) -> Self {
        Self { answer_by: opened_at + Duration::hours(1), solve_by: opened_at + Duration::hours(24) }
    }
}

/// The hour whose complaints are compared with those before it.
pub const SPIKE_HOUR: Duration = Duration::hours(1);
/// How far back the usual number of complaints is taken from.
pub const USUAL_FOR: Duration = Duration::hours(24);
/// Fewer complaints than this in an hour are chance.
const FEWEST: usize = 3;
/// So many times the usual number is a spike.
const TIMES_USUAL: f64 = 3.0;

/// A rise of complaints that wants a look now.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spike {
    /// Complaints in the last hour.
    pub in_hour: usize,
    /// Complaints an hour in the day before it.
    pub usual: f64,
    /// When the newest was written.
    pub at: Instant,
}

/// Whether complaints written at these instants, up to `now`, are a spike: at least three in the last hour, and three times
/// as many as in an hour of the day before.
pub fn spike(written: &[Instant], now: Instant) -> Option<Spike> {
    let begins = now - SPIKE_HOUR;
    let recent: Vec<_> = written.iter().filter(|at| **at > begins && **at <= now).collect();
    let before = written.iter().filter(|at| **at <= begins && **at > begins - USUAL_FOR).count();
    let usual = before as f64 / USUAL_FOR.num_hours() as f64;
    let at = recent.iter().max().map(|at| **at)?;
    (recent.len() >= FEWEST && recent.len() as f64 >= TIMES_USUAL * usual).then_some(Spike {
        in_hour: recent.len(),
        usual,
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_complaints_in_an_hour_are_a_spike_unless_that_is_usual() {
        let now: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        let ago = |minutes: i64| now - Duration::minutes(minutes);
        assert_eq!(spike(&[ago(5), ago(20)], now), None, "two are chance");
        let found = spike(&[ago(5), ago(20), ago(59), ago(300)], now).expect("a spike");
        assert_eq!((found.in_hour, found.at), (3, ago(5)));
        assert!((found.usual - 1.0 / 24.0).abs() < 1e-12);
        assert_eq!(spike(&[ago(5), ago(20), ago(60)], now), None, "one of them is older");
        let busy: Vec<_> = (0..48).map(|half| ago(61 + 29 * half)).chain([ago(5), ago(20), ago(59)]).collect();
        assert_eq!(spike(&busy, now), None, "two an hour are usual on such a day");
        assert_eq!(spike(&[now + Duration::minutes(1)], now), None, "clocks that run ahead");
    }
}
