//! How often something may be tried: a token bucket that fills up again evenly. Pure: `now` is an argument.

use std::collections::BTreeMap;

use chrono::Duration;

use super::instant::Instant;

/// How many at once, and how long an empty bucket takes to be full again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Tries of a full bucket.
    pub tries: u32,
    /// Time in which it fills up.
    pub per: Duration,
}

impl Allowance {
    /// Time that one try takes to come back.
    fn step(self) -> Duration {
        self.per / i32::try_from(self.tries.max(1)).unwrap_or(i32::MAX)
    }
}

/// Buckets by what is counted. A bucket is the instant at which it will be full again; a full one is not kept.
#[derive(Debug, Default)]
pub struct Buckets {
    full_at: BTreeMap<Vec<u8>, Instant>,
}

/// More buckets than this are swept of full ones.
const MANY: usize = 4096;

impl Buckets {
    /// No bucket yet.
    pub const fn new() -> Self {
        Self { full_at: BTreeMap::new() }
    }

    /// Takes one try, or says how long until there is one again.
    pub fn take(&mut self, key: &[u8], allowance: Allowance, now: Instant) -> Result<(), Duration> {
        if self.full_at.len() >= MANY {
            self.full_at.retain(|_, full_at| *full_at > now);
        }
        let full_at = self.full_at.get(key).copied().unwrap_or(now).max(now) + allowance.step();
        // Steps are rounded down, so a full bucket always holds all its tries.
        if full_at - now > allowance.per {
            return Err(full_at - now - allowance.per);
        }
        self.full_at.insert(key.to_owned(), full_at);
        Ok(())
    }

    /// Puts one try back.
    pub fn give_back(&mut self, key: &[u8], allowance: Allowance) {
        if let Some(full_at) = self.full_at.get_mut(key) {
            *full_at -= allowance.step();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_up_evenly() {
        let allowance = Allowance { tries: 10, per: Duration::minutes(15) };
        let start: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let mut buckets = Buckets::new();
        for _ in 0..10 {
            assert_eq!(buckets.take(b"anna", allowance, start), Ok(()));
        }
        assert_eq!(buckets.take(b"anna", allowance, start), Err(Duration::seconds(90)));
        assert_eq!(buckets.take(b"bea", allowance, start), Ok(()));
        assert_eq!(buckets.take(b"anna", allowance, start + Duration::seconds(90)), Ok(()));
        assert!(buckets.take(b"anna", allowance, start + Duration::seconds(90)).is_err());
        buckets.give_back(b"anna", allowance);
        assert_eq!(buckets.take(b"anna", allowance, start + Duration::seconds(90)), Ok(()));
    }

    #[test]
    fn full_buckets_are_forgotten() {
        let allowance = Allowance { tries: 1, per: Duration::seconds(1) };
        let start: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let mut buckets = Buckets::new();
        for number in 0..MANY {
            assert!(buckets.take(&number.to_be_bytes(), allowance, start).is_ok());
        }
        assert!(buckets.take(b"later", allowance, start + Duration::minutes(1)).is_ok());
        assert_eq!(buckets.full_at.len(), 1);
    }
}
