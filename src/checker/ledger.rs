//! Replays a ledger against its limits: no entry passes a limit, frees what was never promised or names an unknown cap.
//!
//! A faulty entry is told and left out, so that one mistake does not make a fault of every entry after it.

use std::collections::BTreeMap;

use super::Fault;
use crate::domain::ledger::EntryKind;

/// One entry of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// What it does.
    pub kind: EntryKind,
    /// The cap it counts against, such as `money` or `stock:watch`.
    pub cap: String,
    /// How much, in the cap's unit.
    pub amount: i64,
}

/// Replays the entries in their order; `place` in a fault is the entry's number from 1 and its cap.
pub fn check(entries: &[LedgerEntry], limits: &BTreeMap<String, i64>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut held: BTreeMap<&str, (i128, i128)> = BTreeMap::new(); // (reserved, committed)
    for (number, entry) in (1_usize..).zip(entries) {
        let mut fault = |code, message| {
            faults.push(Fault { code, place: format!("entry {number} ({})", entry.cap), message });
        };
        let amount = i128::from(entry.amount);
        if amount < 0 {
            fault("ledger:negative", format!("{} of {amount}; amounts are 0 or more", entry.kind));
            continue;
        }
        let Some(limit) = limits.get(&entry.cap).map(|limit| i128::from(*limit)) else {
            fault("ledger:unknown_cap", "no such cap in the campaign".to_owned());
            continue;
        };
        let (reserved, committed) = held.entry(&entry.cap).or_default();
        match entry.kind {
            EntryKind::Reserve => {
                let over = *reserved + *committed + amount - limit;
                if over > 0 {
                    fault(
                        "ledger:over_limit",
                        format!("reserves {amount}, {over} more than the limit of {limit} leaves"),
                    );
                } else {
                    *reserved += amount;
                }
            }
            EntryKind::Recall => {
                let over = amount - *committed;
                if over > 0 {
                    fault("ledger:never_committed", format!("recalls {amount}, {over} more than is committed"));
                    continue;
                }
                *committed -= amount;
                *reserved += amount;
            }
            EntryKind::Commit | EntryKind::Release => {
                let over = amount - *reserved;
                if over > 0 {
                    let verb = if entry.kind == EntryKind::Commit { "commits" } else { "releases" };
                    fault("ledger:never_reserved", format!("{verb} {amount}, {over} more than is reserved"));
                    continue;
                }
                *reserved -= amount;
                if entry.kind == EntryKind::Commit {
                    *committed += amount;
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ledger::Balance;

    fn entry(kind: EntryKind, amount: i64) -> LedgerEntry {
        LedgerEntry { kind, cap: "money".to_owned(), amount }
    }

    fn codes(entries: &[LedgerEntry]) -> Vec<&'static str> {
        check(entries, &BTreeMap::from([("money".to_owned(), 100)])).iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_promise_past_the_limit_is_found_with_its_excess() {
        let entries = [entry(EntryKind::Reserve, 60), entry(EntryKind::Commit, 60), entry(EntryKind::Reserve, 41)];
        let faults = check(&entries, &BTreeMap::from([("money".to_owned(), 100)]));
        assert_eq!(
            faults[0].to_string(),
            "entry 3 (money): reserves 41, 1 more than the limit of 100 leaves (ledger:over_limit)"
        );
    }

    #[test]
    fn what_was_never_promised_is_neither_spent_nor_freed() {
        assert_eq!(codes(&[entry(EntryKind::Commit, 1)]), ["ledger:never_reserved"]);
        assert_eq!(codes(&[entry(EntryKind::Reserve, 5), entry(EntryKind::Release, 6)]), ["ledger:never_reserved"]);
        assert!(codes(&[entry(EntryKind::Reserve, 100), entry(EntryKind::Release, 100)]).is_empty());
    }

    #[test]
    fn unknown_caps_and_negative_amounts_are_found() {
        let elsewhere = LedgerEntry { cap: "mony".to_owned(), ..entry(EntryKind::Reserve, 1) };
        assert_eq!(codes(&[elsewhere, entry(EntryKind::Release, -5)]), ["ledger:unknown_cap", "ledger:negative"]);
    }

    proptest! {
        #[test]
        fn the_replay_refuses_exactly_what_the_balance_refuses(
            entries in prop::collection::vec((0_usize..3, -5_i64..60), 0..60),
        ) {
            let mut balance = Balance { limit: 100, reserved: 0, committed: 0 };
            let mut refused = Vec::new();
            let entries: Vec<LedgerEntry> =
                entries.into_iter().map(|(kind, amount)| entry(EntryKind::ALL[kind], amount)).collect();
            for (number, entry) in (1..).zip(&entries) {
                match balance.after("money", entry.kind, entry.amount) {
                    Ok(next) => balance = next,
                    Err(_) => refused.push(format!("entry {number} (money)")),
                }
            }
            let faults = check(&entries, &BTreeMap::from([("money".to_owned(), 100)]));
            prop_assert_eq!(faults.into_iter().map(|fault| fault.place).collect::<Vec<_>>(), refused);
        }
    }
}
