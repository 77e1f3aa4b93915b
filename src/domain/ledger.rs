//! The ledger: what a campaign may spend, has promised and has spent, per cap. Never past a limit.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

words! {
    /// What an entry does to a balance.
    EntryKind {
        /// Promised to a gift: counts against the limit.
        Reserve = "reserve",
        /// Spent: a reservation becomes final.
        Commit = "commit",
        /// Given back: a reservation is freed.
        Release = "release",
        /// Taken back: what was spent is promised again.
        Recall = "recall",
    }
}

/// One cap's balance, in the cap's unit (minor units of money, pieces, minutes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The most that may be reserved and committed together.
    pub limit: i64,
    /// Promised, not yet spent.
    pub reserved: i64,
    /// Spent.
    pub committed: i64,
}

impl Balance {
    /// What is still free.
    pub const fn left(self) -> i64 {
        self.limit - self.reserved - self.committed
    }

    /// The balance after an entry, refused where it would pass the limit or free what was never promised.
    pub fn after(self, cap: &str, kind: EntryKind, amount: i64) -> Result<Self, Refusal> {
        let over = |left| Refusal::OverCap { cap: cap.to_owned(), left, needed: amount };
        match kind {
            EntryKind::Reserve if amount < 0 || amount > self.left() => Err(over(self.left())),
            EntryKind::Reserve => Ok(Self { reserved: self.reserved + amount, ..self }),
            EntryKind::Recall if amount < 0 || amount > self.committed => Err(over(self.committed)),
            EntryKind::Recall => {
                Ok(Self { reserved: self.reserved + amount, committed: self.committed - amount, ..self })
            }
            _ if amount < 0 || amount > self.reserved => Err(over(self.reserved)),
            EntryKind::Commit => {
                Ok(Self { reserved: self.reserved - amount, committed: self.committed + amount, ..self })
            }
            EntryKind::Release => Ok(Self { reserved: self.reserved - amount, ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_order_of_entries_passes_the_limit(entries in prop::collection::vec((0_usize..4, -5_i64..60), 0..60)) {
            let mut balance = Balance { limit: 100, reserved: 0, committed: 0 };
            for (kind, amount) in entries {
                if let Ok(next) = balance.after("money", EntryKind::ALL[kind], amount) {
                    balance = next;
                }
                prop_assert!(balance.reserved >= 0 && balance.committed >= 0 && balance.left() >= 0);
            }
        }
    }

    #[test]
    fn a_refusal_says_what_is_left() {
        let balance = Balance { limit: 100, reserved: 30, committed: 50 };
        let refusal = balance.after("money", EntryKind::Reserve, 21).expect_err("over the limit");
        assert_eq!(refusal.to_string(), "money allows 20 more, this needs 21");
    }
}
