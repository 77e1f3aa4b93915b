//! The numbers of a problem in a compact, row-major form: one row a traveller, one cell an option.
//!
//! Invariant: every row has at least one cell; a traveller who may go without has the cell "nothing" (value 0,
//! pattern 0) at the row's end. Options of one gift with the same uses share one *pattern*, so that a price on the limits
//! is worked out once a pattern and looked up per cell.

use std::ops::Range;

/// Pattern that uses nothing; always the first in the table.
pub(super) const NOTHING: u32 = 0;

/// Which limits an option uses and how much, shared by all options that use the same.
#[derive(Debug, Clone)]
pub(super) struct Patterns {
    first: Vec<u32>,
    uses: Vec<(u32, i64)>,
}

impl Patterns {
    /// A table that holds the empty pattern only.
    pub(super) fn new() -> Self {
        Self { first: vec![0, 0], uses: Vec::new() }
    }

    /// Adds a pattern (sorted by limit, no zero amounts); the caller makes sure that it is new.
    pub(super) fn push(&mut self, uses: &[(u32, i64)]) -> u32 {
        let index = index32(self.len());
        self.uses.extend_from_slice(uses);
        self.first.push(index32(self.uses.len()));
        index
    }

    /// The uses of a pattern as (limit, amount), sorted by limit.
    pub(super) fn uses(&self, pattern: u32) -> &[(u32, i64)] {
        let p = pattern as usize;
        &self.uses[self.first[p] as usize..self.first[p + 1] as usize]
    }

    /// How many patterns there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }
}

/// A problem's numbers, or a part of them.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// Start of each row, and the end of the last.
    pub(super) first: Vec<u32>,
    /// Value of each cell.
    pub(super) value: Vec<u32>,
    /// Pattern of each cell.
    pub(super) pattern: Vec<u32>,
    /// What patterns use.
    pub(super) patterns: Patterns,
    /// The least each limit must be used; 0 where there is no quota.
    pub(super) lo: Vec<i64>,
    /// The most each limit may be used; no more than all travellers together could use.
    pub(super) hi: Vec<i64>,
}

impl Grid {
    /// Number of travellers.
    pub(super) fn rows(&self) -> usize {
        self.first.len() - 1
    }

    /// The cells of a row.
    pub(super) fn cells(&self, row: usize) -> Range<usize> {
        self.first[row] as usize..self.first[row + 1] as usize
    }

    /// Number of limits.
    pub(super) fn limits(&self) -> usize {
        self.lo.len()
    }

    /// What a cell uses.
    pub(super) fn uses(&self, cell: usize) -> &[(u32, i64)] {
        self.patterns.uses(self.pattern[cell])
    }

    /// Adds `sign` times what a cell uses to `used`.
    pub(super) fn add_uses(&self, cell: usize, sign: i64, used: &mut [i64]) {
        for &(limit, amount) in self.uses(cell) {
            used[limit as usize] += sign * amount;
        }
    }

    /// What a plan (one cell a row) uses of every limit.
    pub(super) fn used(&self, plan: &[u32]) -> Vec<i64> {
        let mut used = vec![0; self.limits()];
        for &cell in plan {
            self.add_uses(cell as usize, 1, &mut used);
        }
        used
    }

    /// The value of a plan.
    pub(super) fn worth(&self, plan: &[u32]) -> u64 {
        plan.iter().map(|&cell| u64::from(self.value[cell as usize])).sum()
    }

    /// Whether these uses keep every limit.
    pub(super) fn keeps_limits(&self, used: &[i64]) -> bool {
        used.iter().zip(&self.lo).zip(&self.hi).all(|((u, lo), hi)| lo <= u && u <= hi)
    }

    /// The part of the problem made of some rows and of the cells that `keep` lets through, with the room that
    /// `fixed` uses by others leave. Returns the cell each new cell came from. A row must keep at least one cell.
    pub(super) fn part(
        &self,
        rows: &[u32],
        fixed: &[i64],
        mut keep: impl FnMut(u32, usize) -> bool,
    ) -> (Self, Vec<u32>) {
        let mut part = Self {
            first: vec![0],
            value: Vec::new(),
            pattern: Vec::new(),
            patterns: Patterns::new(),
            lo: self.lo.iter().zip(fixed).map(|(lo, f)| lo - f).collect(),
            hi: self.hi.iter().zip(fixed).map(|(hi, f)| hi - f).collect(),
        };
        let mut renamed = vec![u32::MAX; self.patterns.len()];
        renamed[0] = 0;
        let mut from = Vec::new();
        for &row in rows {
            for cell in self.cells(row as usize) {
                if keep(row, cell) {
                    let old = self.pattern[cell];
                    let slot = &mut renamed[old as usize];
                    if *slot == u32::MAX {
                        *slot = part.patterns.push(self.patterns.uses(old));
                    }
                    part.value.push(self.value[cell]);
                    part.pattern.push(*slot);
                    from.push(index32(cell));
                }
            }
            part.first.push(index32(part.value.len()));
        }
        (part, from)
    }

    /// The same without the limits that no choice of cells can break; they get new numbers.
    pub(super) fn without_idle_limits(self) -> Self {
        let mut most = vec![0; self.limits()];
        let mut own = vec![0; self.limits()];
        for row in 0..self.rows() {
            let uses = || self.cells(row).flat_map(|cell| self.uses(cell));
            for &(limit, amount) in uses() {
                let limit = limit as usize;
                most[limit] += (amount - own[limit]).max(0);
                own[limit] = amount.max(own[limit]);
            }
            for &(limit, _) in uses() {
                own[limit as usize] = 0;
            }
        }
        let (mut lo, mut hi) = (Vec::new(), Vec::new());
        let mut renamed = vec![None; self.limits()];
        for (limit, most) in most.into_iter().enumerate() {
            if self.lo[limit] > 0 || most > self.hi[limit] {
                renamed[limit] = Some(index32(lo.len()));
                lo.push(self.lo[limit]);
                hi.push(self.hi[limit]);
            }
        }
        let mut patterns = Patterns::new();
        for pattern in 1..self.patterns.len() {
            let uses = self.patterns.uses(index32(pattern)).iter();
            let kept: Vec<(u32, i64)> =
                uses.filter_map(|&(limit, amount)| Some((renamed[limit as usize]?, amount))).collect();
            patterns.push(&kept);
        }
        Self { patterns, lo, hi, ..self }
    }
}

/// An index as `u32`; the builder refuses problems with more cells than that.
pub(super) fn index32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_that_no_choice_can_break_are_left_out_and_no_plan_is_judged_otherwise() {
        // Three rows of two cells; limit 0 can be broken, 1 can't, 2 is a quota.
        let mut patterns = Patterns::new();
        let [one, two] = [patterns.push(&[(0, 2), (1, 1)]), patterns.push(&[(1, 3), (2, 1)])];
        let grid = Grid {
            first: vec![0, 2, 4, 6],
            value: vec![1; 6],
            pattern: vec![one, two, one, two, NOTHING, one],
            patterns,
            lo: vec![0, 0, 1],
            hi: vec![4, 7, 9],
        };
        let dense = grid.clone().without_idle_limits();
        assert_eq!((dense.lo.as_slice(), dense.hi.as_slice()), ([0, 1].as_slice(), [4, 9].as_slice()));
        let mut kept = 0;
        for plan in (0..8).map(|bits: u32| [bits & 1, 2 + (bits >> 1 & 1), 4 + (bits >> 2)]) {
            let keeps = grid.keeps_limits(&grid.used(&plan));
            assert_eq!(keeps, dense.keeps_limits(&dense.used(&plan)), "{plan:?}");
            kept += usize::from(keeps);
        }
        assert!(0 < kept && kept < 8, "{kept}");
    }
}
