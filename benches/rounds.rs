//! Rounds: a fixed number of iterations, so that runs on different machines compare.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use giftgate::rounds::instance::bench_instance;
use giftgate::rounds::{Stop, replan, solve};

fn rounds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rounds");
    group.sample_size(10);
    for (stops, couriers) in [(40, 2), (200, 4), (1_000, 10)] {
        let problem = bench_instance(stops, couriers, 42);
        group.bench_function(format!("solve {stops} stops, {couriers} couriers, 1,000 iterations"), |bencher| {
            bencher.iter(|| solve(black_box(&problem), &Stop::Iterations(1_000), 1));
        });
        let current = solve(&problem, &Stop::Iterations(2_000), 1);
        group.bench_function(format!("re-plan {stops} stops, {couriers} couriers, 1,000 iterations"), |bencher| {
            bencher.iter(|| replan(black_box(&problem), &current, 90, &Stop::Iterations(1_000), 2));
        });
    }
    group.finish();
}

criterion_group!(benches, rounds);
criterion_main!(benches);
