//! Made-up rounds problems of an airport day, for benches and tests.
//!
//! Invariant: the same numbers and seed give the same problem, which passes validation.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::problem::{Courier, Problem, StopToServe};

/// Half a day of four hours in seconds: a desk and 60 gates on six piers, hand-over windows of 20 to 45 minutes, more stops
/// than the couriers can serve.
pub fn bench_instance(stops: usize, couriers: usize, seed: u64) -> Problem {
    const GATES: i64 = 60;
    const DAY: i64 = 14_400;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    // Gate g: pier g / 10, (g % 10 + 1) * 40 s down the pier; entrances lie 150 s apart along the lounge.
    let from_lounge = |gate: i64| (gate % 10 + 1) * 40;
    let walk = |from: i64, to: i64| match (from, to) {
        _ if from == to => 0,
        (0, gate) | (gate, 0) => 120 + (gate - 1) / 10 * 150 + from_lounge(gate - 1),
        (from, to) if (from - 1) / 10 == (to - 1) / 10 => (from_lounge(from - 1) - from_lounge(to - 1)).abs(),
        (from, to) => ((from - 1) / 10 - (to - 1) / 10).abs() * 150 + from_lounge(from - 1) + from_lounge(to - 1),
    };
    let name = |place: i64| if place == 0 { "desk".to_owned() } else { format!("gate {place}") };
    Problem {
        places: (0..=GATES).map(name).collect(),
        travel: (0..=GATES).map(|from| (0..=GATES).map(|to| walk(from, to)).collect()).collect(),
        couriers: (0..couriers)
            .map(|number| Courier {
                id: format!("c{number}"),
                start: name(0),
                end: name(0),
                shift: [0, DAY],
                capacity: 60,
                committed: Vec::new(),
                desk: None,
            })
            .collect(),
        stops: (0..stops)
            .map(|number| {
                let opens = rng.random_range(600..DAY - 3_000);
                StopToServe {
                    id: format!("s{number}"),
                    place: name(rng.random_range(1..=GATES)),
                    window: [opens, opens + rng.random_range(1_200..=2_700)],
                    service: rng.random_range(90..=240),
                    prize: rng.random_range(200..=1_000),
                    load: 1,
                    release: 0,
                    late: None,
                }
            })
            .collect(),
    }
}
