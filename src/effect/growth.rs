//! How one post's figure moved, as steps that add up: whoever sums the steps of all posts up to an hour has the sum of
//! figures as they were then. Figures of another definition or method are another line, which begins anew.

use std::collections::BTreeMap;

use chrono::{DurationRound, TimeDelta};

use super::figures::{Figures, figures};
use crate::domain::instant::Instant;
use crate::domain::reading::{Method, Reading};

/// Definition, method and the end of the hour, with the change up to it.
pub type Steps = BTreeMap<(String, Method, Instant), i64>;

/// The steps of the readings of one post, unit and field, in any order; with what [`figures`] says of them.
pub fn growth(readings: &[Reading]) -> (Steps, Figures) {
    let mut ordered: Vec<&Reading> = readings.iter().collect();
    ordered.sort_by_key(|reading| (reading.read_at, reading.value));
    let mut steps = Steps::new();
    let mut last: BTreeMap<(&str, Method), u64> = BTreeMap::new();
    for reading in ordered {
        let before = last.insert((&reading.definition, reading.method), reading.value).unwrap_or(0);
        let change = reading.value.cast_signed() - before.cast_signed();
        if change != 0 {
            *steps.entry((reading.definition.clone(), reading.method, hour_end(reading.read_at))).or_default() +=
                change;
        }
    }
    steps.retain(|_, change| *change != 0);
    (steps, figures(readings))
}

/// The whole hour at or after an instant.
pub fn hour_end(at: Instant) -> Instant {
    let hour = TimeDelta::hours(1);
    let start = at.duration_trunc(hour).unwrap_or(at);
    if start == at { at } else { start + hour }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::post::Network;
    use crate::domain::reading::Unit;

    fn reading(minutes: i64, value: u64, definition: &str) -> Reading {
        let start: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        Reading {
            post: "at://a".to_owned(),
            network: Network::Bluesky,
            unit: Unit::Impressions,
            value,
            field: "count".to_owned(),
            definition: definition.to_owned(),
            read_at: start + TimeDelta::minutes(minutes),
            method: Method::Measured,
            coverage_percent: 100,
        }
    }

    #[test]
    fn steps_stand_at_the_end_of_their_hour_and_a_new_definition_begins_anew() {
        let (steps, found) = growth(&[reading(200, 30, "2026"), reading(0, 10, "2025"), reading(61, 25, "2025")]);
        let all: Vec<_> = steps.iter().map(|((name, _, at), n)| (name.as_str(), at.to_rfc3339(), *n)).collect();
        let at = |hour: u32| format!("2025-03-04T{hour}:00:00+00:00");
        assert_eq!(all, [("2025", at(12), 10), ("2025", at(14), 15), ("2026", at(16), 30)]);
        assert_eq!((found.totals.len(), found.totals[0].value), (1, 30));
        assert!(growth(&[]).0.is_empty());
    }

    proptest! {
        #[test]
        fn all_steps_together_are_the_newest_figures(
            parts in proptest::collection::vec((0_i64..5_000, 0_u64..1_000), 1..20),
        ) {
            let parts: BTreeMap<_, _> = parts.into_iter().collect();
            let readings: Vec<_> = parts.into_iter().map(|(at, value)| reading(at, value, "1")).collect();
            let (steps, found) = growth(&readings);
            prop_assert_eq!(steps.values().sum::<i64>(), found.totals[0].value.cast_signed());
        }
    }
}
