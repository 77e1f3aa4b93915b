//! An alarm for sudden rises that says how often it cries without a cause.
//!
//! A bucket (an hour, a day) is held against the same length of time in the weeks before: the chance of so many, Poisson or,
//! where counts spread wider, negative binomial. The replay puts past buckets into another order, in which nothing happened
//! suddenly, and counts the alarms: that is the rate of false ones.

use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::student::upper_tail;

/// Buckets of the past that a judgement needs.
pub const LEAST_HISTORY: usize = 14;

/// What makes a count a spike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// It is at least so many.
    pub least: u64,
    /// Chance explains it less often than this.
    pub chance: f64,
}

/// Posts about the airline: a jump from one to four is news to nobody. So rare a chance is about one false alarm in two months
/// of hours if counts were exactly as modelled; the replay says what it is.
pub const AIRLINE: Rule = Rule { least: 10, chance: 0.0005 };

/// A rise that chance does not explain.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spike {
    /// How many there were.
    pub count: u64,
    /// How many there usually are.
    pub usual: f64,
    /// The chance of so many in a usual bucket.
    pub chance: f64,
}

/// How often the alarm would have cried.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Replay {
    /// Buckets judged.
    pub buckets: u64,
    /// Alarms among them.
    pub alarms: u64,
    /// Alarms in thirty days of such buckets.
    pub false_alarms_a_month: f64,
}

/// What counts usually are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Usual {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Usual {
    pub(super) fn add(&mut self, count: u64) {
        let count = count as f64;
        (self.n, self.sum, self.squares) = (self.n + 1.0, self.sum + count, self.squares + count * count);
    }

    /// Whether one more would be a spike; never while too little is known.
    pub(super) fn judge(&self, count: u64, rule: Rule) -> Option<Spike> {
        if self.n < LEAST_HISTORY as f64 || count < rule.least {
            return None;
        }
        let mean = self.sum / self.n;
        let variance = ((self.squares - self.sum * mean) / (self.n - 1.0)).max(0.0);
        // A past without a single one still says less than one in all of it.
        let usual = mean.max(1.0 / self.n);
        let chance = upper_tail(count, usual, variance);
        (chance < rule.chance).then_some(Spike { count, usual, chance })
    }
}

/// Whether `count` is a spike after `history`.
pub fn spike(history: &[u64], count: u64, rule: Rule) -> Option<Spike> {
    let mut usual = Usual::default();
    for count in history {
        usual.add(*count);
    }
    usual.judge(count, rule)
}

/// Runs the alarm over the past in shuffled order, `rounds` times; `a_day` is how many buckets a day has.
pub fn replay(history: &[u64], window: usize, rule: Rule, a_day: f64, rounds: u32, rng: &mut impl RngExt) -> Replay {
    let (mut buckets, mut alarms) = (0_u64, 0_u64);
    let mut order = history.to_vec();
    for _ in 0..rounds {
        for last in (1..order.len()).rev() {
            order.swap(last, rng.random_range(0..=last));
        }
        for end in window.max(LEAST_HISTORY)..order.len() {
            buckets += 1;
            alarms += u64::from(spike(&order[end - window.max(LEAST_HISTORY)..end], order[end], rule).is_some());
        }
    }
    let rate = if buckets == 0 { 0.0 } else { alarms as f64 / buckets as f64 };
    Replay { buckets, alarms, false_alarms_a_month: rate * a_day * 30.0 }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn quiet(n: usize, rng: &mut ChaCha8Rng) -> Vec<u64> {
        // Sums of coins: mean 8, less spread than Poisson.
        (0..n).map(|_| (0..16).filter(|_| rng.random_range(0..2) == 1).count() as u64).collect()
    }

    #[test]
    fn a_jump_is_told_and_an_ordinary_day_is_not() {
        let history = [8, 9, 7, 10, 8, 6, 9, 8, 7, 11, 8, 9, 10, 8, 7, 8];
        let found = spike(&history, 40, AIRLINE).expect("five times as many");
        assert!(found.usual > 8.0 && found.usual < 8.7 && found.chance < 1e-9);
        assert_eq!(spike(&history, 13, AIRLINE), None);
        assert_eq!(spike(&history[..10], 40, AIRLINE), None, "too little is known");
        assert_eq!(spike(&[0; 20], 9, AIRLINE), None, "too few to tell of");
        assert!(spike(&[0; 20], 12, AIRLINE).is_some());
    }

    #[test]
    fn the_replay_of_a_quiet_time_cries_less_than_the_threshold_says() {
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        let history = quiet(400, &mut rng);
        let found = replay(&history, 28, AIRLINE, 1.0, 20, &mut rng);
        assert!(found.buckets == 20 * 372 && found.false_alarms_a_month < 0.1, "{found:?}");
        let again = replay(&history, 28, AIRLINE, 1.0, 20, &mut ChaCha8Rng::seed_from_u64(7));
        assert_eq!(again, replay(&history, 28, AIRLINE, 1.0, 20, &mut ChaCha8Rng::seed_from_u64(7)));
    }

    #[test]
    fn nothing_is_replayed_where_nothing_is_known() {
        let found = replay(&[3; 5], 28, AIRLINE, 1.0, 5, &mut ChaCha8Rng::seed_from_u64(1));
        assert_eq!((found.buckets, found.alarms), (0, 0));
        assert!(found.false_alarms_a_month.abs() < 1e-15);
    }

    /// Poisson counts by waiting times; with `spread`, the mean itself is drawn anew each hour (a mixture, wider than Poisson).
    fn stream(hours: usize, mean: f64, spread: bool, rng: &mut ChaCha8Rng) -> Vec<u64> {
        let mut draw = || {
            let own = if spread { mean * (0.25 + 1.5 * rng.random::<f64>()) } else { mean };
            let (mut left, mut n) = (own, 0);
            loop {
                left += rng.random::<f64>().max(f64::MIN_POSITIVE).ln();
                if left < 0.0 {
                    return n;
                }
                n += 1;
            }
        };
        (0..hours).map(|_| draw()).collect()
    }

    /// The figures of docs/measuring.md. No real stream may be shipped, so these are made up, seed 42, 28 days of hours each.
    #[test]
    fn false_alarms_stay_below_one_a_month_on_made_up_streams() {
        let mut rng = ChaCha8Rng::seed_from_u64(42);
        for (mean, spread) in [(2.0, false), (8.0, false), (30.0, false), (120.0, false), (8.0, true), (30.0, true)] {
            let history = stream(672, mean, spread, &mut rng);
            let found = replay(&history, 336, AIRLINE, 24.0, 20, &mut rng);
            println!("{mean} an hour, spread {spread}: {:.2} a month", found.false_alarms_a_month);
            assert!(found.buckets == 6_720 && found.false_alarms_a_month < 1.0, "{mean} {spread}: {found:?}");
        }
    }
}
