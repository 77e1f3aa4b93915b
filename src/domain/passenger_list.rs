//! Passenger lists that amend each other: which of two messages about a passenger counts.
//!
//! Invariant: whatever the order in which messages come, the newest by its sender's clock counts.

use super::instant::Instant;

/// A message that tells of a passenger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Whether it amends a list (ADL) or is one (PNL).
    pub amends: bool,
    /// When it was sent; `None` where it does not say.
    pub sent_at: Option<Instant>,
}

impl Told {
    /// Whether it counts where `known` was taken in before it. Where the times don't tell, an amendment counts, and a list only
    /// over a list: the list is what was sent first.
    pub fn counts_over(self, known: Self) -> bool {
        match (self.sent_at, known.sent_at) {
            (Some(own), Some(other)) if own != other => own > other,
            _ => self.amends || !known.amends,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_counts_and_without_times_the_amendment() {
        let at = |hour: u32| {
            let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 3).expect("a day");
            Some(day.and_hms_opt(hour, 0, 0).expect("an hour").and_utc())
        };
        let list = |sent_at| Told { amends: false, sent_at };
        let amends = |sent_at| Told { amends: true, sent_at };
        assert!(amends(at(5)).counts_over(list(at(3))) && list(at(5)).counts_over(amends(at(3))));
        assert!(!amends(at(3)).counts_over(amends(at(5))) && !list(at(3)).counts_over(amends(at(5))));
        for (one, other) in [(None, None), (None, at(3)), (at(3), None), (at(3), at(3))] {
            assert!(amends(one).counts_over(list(other)) && amends(one).counts_over(amends(other)));
            assert!(!list(one).counts_over(amends(other)) && list(one).counts_over(list(other)));
        }
    }
}
