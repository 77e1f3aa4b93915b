//! Made-up problems of any size for benches and tests: gifts with costs, stocks, stations, days and quotas.
//!
//! The same arguments give the same problem. Caps are set so that about a third of what all could use is there.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::problem::{Builder, Problem};

/// A problem with `n` travellers, `gifts` gift ideas and `limits` limits (at least 1 is made: money; then stocks,
/// then stations, and a quota on every tenth of those).
pub fn bench_instance(n: usize, gifts: usize, limits: usize, seed: u64) -> Problem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let gifts = gifts.max(1);
    let stocks = gifts.min(limits.saturating_sub(1));
    let stations = limits.saturating_sub(1 + stocks);
    let costs: Vec<u64> = (0..gifts).map(|_| rng.random_range(500..10_000)).collect();
    let mean = costs.iter().sum::<u64>() / gifts as u64;
    let minutes: Vec<u64> = (0..gifts).map(|_| rng.random_range(3..30)).collect();
    let work = minutes.iter().sum::<u64>() / gifts as u64;
    let mut builder = Builder::default();
    builder.declare("money", None, Some(mean * n as u64 / 4));
    for gift in 0..stocks {
        let fair = (n as u64 / gifts as u64).max(1);
        builder.declare(&format!("stock:g{gift}"), None, Some(rng.random_range(fair.div_ceil(4)..=fair + 1)));
    }
    for station in 0..stations {
        // Minutes of staff at the station: enough for about a third of its travellers.
        let all = work * n as u64 / stations as u64;
        let min = (station % 10 == 0).then_some(all / 12);
        builder.declare(&format!("minutes:s{station}"), min, Some((all / 3).max(30)));
    }
    let money = builder.limit("money");
    let stock: Vec<u32> = (0..stocks).map(|gift| builder.limit(&format!("stock:g{gift}"))).collect();
    let staff: Vec<u32> = (0..stations).map(|station| builder.limit(&format!("minutes:s{station}"))).collect();
    let names: Vec<String> = (0..gifts).map(|gift| format!("g{gift}")).collect();
    let mut uses = Vec::new();
    for traveller in 0..n {
        let station = (stations > 0).then(|| rng.random_range(0..stations));
        let taste: u64 = rng.random_range(50..200);
        for (gift, cost) in costs.iter().enumerate() {
            uses.clear();
            uses.push((money, i64::try_from(*cost).unwrap_or(0)));
            if gift < stocks {
                uses.push((stock[gift], 1));
            }
            if let Some(station) = station {
                let minutes = minutes[gift] + rng.random_range(0..4);
                uses.push((staff[station], i64::try_from(minutes).unwrap_or(0)));
            }
            let value = taste + cost / 16 + rng.random_range(0..250);
            builder.option(&names[gift], value, &mut uses);
        }
        builder.traveller(&format!("t{traveller}"), false);
    }
    builder.build().unwrap_or_else(|_| empty())
}

fn empty() -> Problem {
    let built = Builder::default().build();
    built.unwrap_or_else(|_| unreachable!("a problem without travellers and limits has no faults"))
}
