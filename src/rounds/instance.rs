//! Rounds problems for benches and tests: a made-up airport day, and the form of public instances.
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

/// A public team orienteering problem with time windows in the form of Solomon's, for so many couriers; `None` where the
/// text is of another form. A vertex a line: number, x, y, service, profit, words that say nothing here, and the window, the
/// last two. The first vertex is start and end.
/// Distances are cut to one decimal, times are in tenths.
pub fn orienteering_instance(text: &str, couriers: usize) -> Option<Problem> {
    let mut vertices: Vec<Vec<f64>> = Vec::new();
    for line in text.lines().skip(2).filter(|line| !line.trim().is_empty()) {
        vertices.push(line.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?);
    }
    let tenths = |number: f64| whole(number * 10.0);
    let window = |vertex: &[f64]| -> Option<[i64; 2]> {
        let [.., opens, closes] = vertex else { return None };
        Some([tenths(*opens)?, tenths(*closes)?])
    };
    let depot = vertices.first().filter(|vertex| vertex.len() >= 7)?;
    let far = |a: &[f64], b: &[f64]| whole(((a[1] - b[1]).hypot(a[2] - b[2]) * 10.0 + 1e-9).floor());
    if vertices.iter().any(|vertex| vertex.len() < 7) {
        return None;
    }
    let travel: Option<Vec<Vec<i64>>> = vertices.iter().map(|a| vertices.iter().map(|b| far(a, b)).collect()).collect();
    let place = |number: usize| format!("v{number}");
    let stops: Option<Vec<StopToServe>> = (1..vertices.len())
        .map(|number| {
            let vertex = &vertices[number];
            Some(StopToServe {
                id: place(number),
                place: place(number),
                window: window(vertex)?,
                service: tenths(vertex[3])?,
                prize: whole(vertex[4])?,
                load: 0,
                release: 0,
                late: None,
            })
        })
        .collect();
    let shift = window(depot)?;
    let courier = |number| Courier {
        id: format!("c{number}"),
        start: place(0),
        end: place(0),
        shift,
        capacity: 0,
        committed: Vec::new(),
        desk: None,
    };
    Some(Problem {
        places: (0..vertices.len()).map(place).collect(),
        travel: travel?,
        couriers: (0..couriers).map(courier).collect(),
        stops: stops?,
    })
}

#[allow(clippy::cast_possible_truncation)]
fn whole(number: f64) -> Option<i64> {
    // In this range the cast is exact.
    (number.abs() < 1e15).then(|| number.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounds::{Stop, solve};

    #[test]
    fn an_orienteering_file_is_read_in_tenths() {
        let text = "1 1 2 1\n0 0\n0 0 0 0 0 0 0 0 100\n1 3 4 2 7 1 1 1 0 50\n2 60 80 2 9 1 1 1 0 90\n";
        let problem = orienteering_instance(text, 1).expect("an instance");
        assert_eq!((problem.travel[0][1], problem.stops[0].service, problem.faults().len()), (50, 20, 0));
        assert_eq!(solve(&problem, &Stop::Iterations(200), 1).prize, 7);
    }
}
