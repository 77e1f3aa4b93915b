//! Readings → figures: the newest reading of each post, unit and field, and totals that add only like to like.
//!
//! A total holds one network, one unit, one field, one definition and one method; sample figures never mix with measured
//! ones. Readings that fall, repeat or contradict are told in notes, since only a person can say what happened.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};

/// The newest figure of one post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The post.
    pub post: String,
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Where in the network's answer it stood.
    pub field: String,
    /// Version of the network's definition.
    pub definition: String,
    /// How it came about.
    pub method: Method,
    /// The figure.
    pub value: u64,
    /// When it was read.
    pub read_at: Instant,
    /// Share of posts or time it covers, percent.
    pub coverage_percent: u8,
}

/// A sum of like figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Where in the network's answer the figures stood.
    pub field: String,
    /// Version of the network's definition.
    pub definition: String,
    /// How the figures came about.
    pub method: Method,
    /// The sum.
    pub value: u64,
    /// Posts in it.
    pub posts: usize,
    /// The lowest coverage among its parts, percent; nothing is extrapolated.
    pub coverage_percent: u8,
    /// When the oldest of its parts was read.
    pub oldest_at: Instant,
    /// When the newest of its parts was read.
    pub newest_at: Instant,
}

/// Something a person should look at before believing a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// A count went down; the newest reading is taken.
    Fell {
        /// The post.
        post: String,
        /// Unit.
        unit: Unit,
        /// Field.
        field: String,
        /// Before.
        from: u64,
        /// After.
        to: u64,
    },
    /// The same reading came more than once; it counts once.
    Repeated {
        /// The post.
        post: String,
        /// Unit.
        unit: Unit,
        /// Field.
        field: String,
        /// How often it came.
        times: usize,
    },
    /// Two different figures for the same instant; the lower is taken.
    Contradicted {
        /// The post.
        post: String,
        /// Unit.
        unit: Unit,
        /// Field.
        field: String,
        /// The lowest.
        lowest: u64,
        /// The highest.
        highest: u64,
    },
    /// The network changed its definition between readings; the newest is taken.
    Redefined {
        /// The post.
        post: String,
        /// Unit.
        unit: Unit,
        /// Field.
        field: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A coverage of more than 100 percent; taken as 100.
    CoverageOver100 {
        /// The post.
        post: String,
        /// The coverage given.
        percent: u8,
    },
}

/// Figures of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Sums of like figures; not to be added up among themselves.
    pub totals: Vec<Total>,
    /// What the sums are made of.
    pub parts: Vec<Part>,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// Makes figures of readings, in any order.
pub fn figures(readings: &[Reading]) -> Figures {
    let mut series: BTreeMap<(Network, Unit, &str, &str), Vec<&Reading>> = BTreeMap::new();
    for reading in readings {
        series.entry((reading.network, reading.unit, &reading.field, &reading.post)).or_default().push(reading);
    }
    let mut found = Figures::default();
    for series in series.into_values() {
        if let Some(newest) = newest(series, &mut found.notes) {
            found.parts.push(newest);
        }
    }
    found.totals = totals(&found.parts);
    found
}

/// The newest of one post's readings of one field; what is odd about them goes to the notes.
fn newest(mut series: Vec<&Reading>, notes: &mut Vec<Note>) -> Option<Part> {
    // Later first wins; for the same instant the lower figure, the better method and the first definition by letter.
    series.sort_by_key(|reading| {
        (reading.read_at, reading.value, reading.method, &reading.definition, reading.coverage_percent)
    });
    let mut chosen: Vec<&Reading> = Vec::new();
    for instant in series.chunk_by(|a, b| a.read_at == b.read_at) {
        let (Some(lowest), Some(highest)) = (instant.first(), instant.last()) else { continue };
        let (post, unit, field) = (lowest.post.clone(), lowest.unit, lowest.field.clone());
        if lowest.value != highest.value {
            notes.push(Note::Contradicted { post, unit, field, lowest: lowest.value, highest: highest.value });
        } else if instant.len() > 1 {
            notes.push(Note::Repeated { post, unit, field, times: instant.len() });
        }
        chosen.push(lowest);
    }
    for pair in chosen.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let (post, unit, field) = (after.post.clone(), after.unit, after.field.clone());
        if before.definition != after.definition {
            let (from, to) = (before.definition.clone(), after.definition.clone());
            notes.push(Note::Redefined { post, unit, field, from, to });
        } else if after.value < before.value {
            notes.push(Note::Fell { post, unit, field, from: before.value, to: after.value });
        }
    }
    let newest = chosen.last()?;
    if newest.coverage_percent > 100 {
        notes.push(Note::CoverageOver100 { post: newest.post.clone(), percent: newest.coverage_percent });
    }
    Some(Part {
        post: newest.post.clone(),
        network: newest.network,
        unit: newest.unit,
        field: newest.field.clone(),
        definition: newest.definition.clone(),
        method: newest.method,
        value: newest.value,
        read_at: newest.read_at,
        coverage_percent: newest.coverage_percent.min(100),
    })
}

fn totals(parts: &[Part]) -> Vec<Total> {
    let mut groups: BTreeMap<(Network, Unit, &str, &str, Method), Vec<&Part>> = BTreeMap::new();
    for part in parts {
        groups.entry((part.network, part.unit, &part.field, &part.definition, part.method)).or_default().push(part);
    }
    let total = |((network, unit, field, definition, method), parts): ((_, _, &str, &str, _), Vec<&Part>)| {
        Some(Total {
            network,
            unit,
            field: field.to_owned(),
            definition: definition.to_owned(),
            method,
            value: parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.value)),
            posts: parts.iter().map(|part| &part.post).collect::<BTreeSet<_>>().len(),
            coverage_percent: parts.iter().map(|part| part.coverage_percent).min()?,
            oldest_at: parts.iter().map(|part| part.read_at).min()?,
            newest_at: parts.iter().map(|part| part.read_at).max()?,
        })
    };
    groups.into_iter().filter_map(total).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;

    fn reading(post: &str, unit: Unit, value: u64, hour: i64) -> Reading {
        let start: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        Reading {
            post: post.to_owned(),
            network: Network::Bluesky,
            unit,
            value,
            field: "count".to_owned(),
            definition: "2025-01".to_owned(),
            read_at: start + Duration::hours(hour),
            method: Method::Measured,
            coverage_percent: 100,
        }
    }

    #[test]
    fn only_the_newest_reading_of_a_post_counts() {
        let found = figures(&[
            reading("a", Unit::Impressions, 90, 2),
            reading("a", Unit::Impressions, 40, 1),
            reading("b", Unit::Impressions, 5, 1),
        ]);
        assert_eq!((found.totals.len(), found.totals[0].value, found.totals[0].posts), (1, 95, 2));
        assert!(found.notes.is_empty());
    }

    #[test]
    fn units_networks_definitions_and_methods_are_never_added_up() {
        let plain = reading("a", Unit::Impressions, 10, 1);
        let found = figures(&[
            plain.clone(),
            Reading { unit: Unit::Views, ..plain.clone() },
            Reading { post: "b".to_owned(), network: Network::X, ..plain.clone() },
            Reading { post: "c".to_owned(), definition: "2024-01".to_owned(), ..plain.clone() },
            Reading { post: "d".to_owned(), method: Method::Sample, ..plain.clone() },
            Reading { post: "e".to_owned(), field: "other".to_owned(), ..plain },
        ]);
        assert_eq!(found.totals.len(), 6);
        assert!(found.totals.iter().all(|total| total.value == 10));
    }

    #[test]
    fn what_falls_repeats_or_contradicts_is_told() {
        let found = figures(&[
            reading("a", Unit::Views, 90, 1),
            reading("a", Unit::Views, 70, 2),
            reading("b", Unit::Views, 5, 1),
            reading("b", Unit::Views, 5, 1),
            reading("c", Unit::Views, 8, 1),
            reading("c", Unit::Views, 6, 1),
        ]);
        assert_eq!(found.totals[0].value, 70 + 5 + 6);
        assert!(matches!(
            &found.notes[..],
            [
                Note::Fell { from: 90, to: 70, .. },
                Note::Repeated { times: 2, .. },
                Note::Contradicted { lowest: 6, .. }
            ]
        ));
    }

    #[test]
    fn a_new_definition_is_no_fall() {
        let later = Reading { definition: "2025-02".to_owned(), ..reading("a", Unit::Reach, 1, 2) };
        let found = figures(&[reading("a", Unit::Reach, 9, 1), later]);
        assert!(matches!(&found.notes[..], [Note::Redefined { .. }]));
    }

    #[test]
    fn coverage_is_the_lowest_and_is_not_extrapolated() {
        let half = Reading { coverage_percent: 50, ..reading("b", Unit::Views, 7, 1) };
        let over = Reading { coverage_percent: 130, ..reading("a", Unit::Views, 3, 1) };
        let found = figures(&[over, half]);
        assert_eq!((found.totals[0].value, found.totals[0].coverage_percent), (10, 50));
        assert!(matches!(&found.notes[..], [Note::CoverageOver100 { percent: 130, .. }]));
    }

    proptest! {
        #[test]
        fn figures_do_not_depend_on_the_order_of_readings(
            rows in prop::collection::vec((0_usize..3, 0_usize..4, 0_u64..50, 0_i64..4, any::<bool>()), 0..40),
        ) {
            let made = |&(post, unit, value, hour, sample): &(usize, usize, u64, i64, bool)| Reading {
                method: if sample { Method::Sample } else { Method::Measured },
                ..reading(["a", "b", "c"][post], Unit::ALL[unit], value, hour)
            };
            let mut readings: Vec<Reading> = rows.iter().map(made).collect();
            let found = figures(&readings);
            readings.reverse();
            prop_assert_eq!(&found, &figures(&readings));
            let parts: u64 = found.parts.iter().map(|part| part.value).sum();
            prop_assert_eq!(parts, found.totals.iter().map(|total| total.value).sum::<u64>());
        }
    }
}
