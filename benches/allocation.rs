//! Who gets what, by size: time to the first plan with a proven gap, and to read a problem from JSON.
//!
//! Iteration limits make the work the same on every machine; the gap reached is printed beside each size.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use giftgate::allocation::{Problem, Stop, bench_instance, solve};

fn sizes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("allocation");
    group.sample_size(10);
    for (n, gifts, limits, iterations) in
        [(40, 20, 40, 5_000), (1_000, 20, 40, 1_000), (10_000, 50, 70, 800), (100_000, 50, 70, 600)]
    {
        let problem = bench_instance(n, gifts, limits, 1);
        let answer = solve(&problem, &mut Stop::Iterations(iterations), 1);
        eprintln!("{n} x {gifts}, {limits} limits: {} gap {:.4} %", answer.status, 100.0 * answer.gap);
        group.bench_with_input(BenchmarkId::new("solve", format!("{n}x{gifts}")), &problem, |bencher, problem| {
            bencher.iter(|| solve(problem, &mut Stop::Iterations(iterations), 1));
        });
    }
    let json = serde_json::to_string(&bench_instance(2_000, 50, 70, 1)).unwrap_or_default();
    group.throughput(criterion::Throughput::Bytes(json.len() as u64));
    group.bench_function("parse 2000x50", |bencher| bencher.iter(|| Problem::parse(&json)));
    group.finish();
}

criterion_group!(benches, sizes);
criterion_main!(benches);
