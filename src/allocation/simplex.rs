//! The best prices: a dual simplex that keeps one "key" cell a traveller out of the basis.
//!
//! Only the limits have rows in the working basis (generalised upper bounding, Dantzig & Van Slyke 1967), so it stays
//! small for any number of travellers. Long steps (bound flipping) change the keys of many travellers at once.
//! Invariant: the prices of any step give a valid bound (`bound::certified`); used amounts are exact integers.

use super::bound::dot;
use super::grid::{Grid, index32};

/// Smaller pivots count as zero.
pub(super) const PIVOT: f64 = 1e-9;

/// A column of the working basis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Column {
    /// The amount used of a limit, free between its bounds.
    Slack(u32),
    /// A further cell of a row beside its key.
    Cell { row: u32, cell: u32 },
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum End {
    /// Best prices reached.
    Optimal,
    /// The bound fell below the value that would still be of interest.
    Cut,
    /// No plan, not even one with shares, keeps the limits; the prices prove it.
    Infeasible(Vec<f64>),
    /// Stopped by the rule, or by numerical trouble.
    Stopped,
}

/// Key cells, working basis and its inverse: all that a run needs to go on from where it was.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    /// The key cell of each row.
    pub(super) key: Vec<u32>,
    pub(super) columns: Vec<Column>,
    /// How many columns belong to a row.
    pub(super) extra: Vec<u16>,
    /// Row-major inverse of the working basis, limits scaled.
    pub(super) inverse: Vec<f64>,
    pub(super) at_hi: Vec<bool>,
    pub(super) slack_basic: Vec<bool>,
    /// What the keys use.
    pub(super) used: Vec<i64>,
    pub(super) pivots: u32,
}

impl Basis {
    /// Rows with further columns beside their key; a row may come twice.
    pub(super) fn shared(&self) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter_map(|column| match column {
            Column::Cell { row, .. } => Some(*row),
            Column::Slack(_) => None,
        })
    }

    /// Drops the inverse to save memory while the basis waits.
    pub(super) fn forget_inverse(&mut self) {
        self.inverse = Vec::new();
    }
}

/// A linear problem being solved.
#[derive(Debug)]
pub(super) struct Simplex<'g> {
    pub(super) grid: &'g Grid,
    pub(super) scale: Vec<f64>,
    /// Height of the tie-breaking hill on values.
    pub(super) ripple: f64,
    seed: u32,
    /// Cells out of use; empty for none.
    pub(super) banned: Vec<bool>,
    /// Cells in use by row when `banned` is not empty; may still hold some that were banned since.
    live: Vec<u32>,
    live_first: Vec<u32>,
    /// Patterns of the live cells; all of them while `banned` is empty.
    pub(super) live_patterns: Vec<u32>,
    pub(super) basis: Basis,
    /// Price of each limit, in value a unit.
    pub(super) prices: Vec<f64>,
    /// Cost and line-search slope of each pattern.
    pub(super) table: Vec<[f64; 2]>,
    pub(super) share: Vec<f64>,
}

/// Scales of limits: 1 over the largest use.
pub(super) fn scales(grid: &Grid) -> Vec<f64> {
    let mut most = vec![1_i64; grid.limits()];
    for p in 0..grid.patterns.len() {
        for &(limit, amount) in grid.patterns.uses(index32(p)) {
            most[limit as usize] = most[limit as usize].max(amount);
        }
    }
    most.iter().map(|&m| 1.0 / m as f64).collect()
}

impl<'g> Simplex<'g> {
    /// Starts at price 0 for every limit.
    pub(super) fn new(grid: &'g Grid, scale: Vec<f64>, seed: u64) -> Self {
        let k = grid.limits();
        let rows = grid.rows();
        let total: f64 = (0..rows).map(|r| f64::from(grid.cells(r).map(|c| grid.value[c]).max().unwrap_or(0))).sum();
        let basis = Basis {
            key: vec![0; rows],
            columns: (0..index32(k)).map(Column::Slack).collect(),
            extra: vec![0; rows],
            inverse: Vec::new(),
            at_hi: vec![true; k],
            slack_basic: vec![true; k],
            used: vec![0; k],
            pivots: 0,
        };
        let mut simplex = Self {
            grid,
            scale,
            // All ripples together stay below the distance of two whole values.
            ripple: (1e-7 * total).clamp(1e-6, 0.25) / rows.max(1) as f64,
            #[allow(clippy::cast_possible_truncation)]
            seed: (seed ^ (seed >> 32)) as u32, // the low bits are all the ripple needs
            banned: Vec::new(),
            live: Vec::new(),
            live_first: Vec::new(),
            live_patterns: (0..index32(grid.patterns.len())).collect(),
            basis,
            prices: vec![0.0; k],
            table: vec![[0.0; 2]; grid.patterns.len()],
            share: vec![0.0; k],
        };
        simplex.reset();
        simplex
    }

    /// Goes on from another basis of the same grid, with some cells out of use. A basis without inverse is inverted.
    pub(super) fn resume(&mut self, basis: Basis, banned: Vec<bool>) {
        self.basis = basis;
        self.banned = banned;
        self.sweep();
        if self.basis.inverse.is_empty() && !self.refactor() {
            self.reset();
        }
        self.reprice();
    }

    /// Goes back to a state from which only bans and steps led here.
    pub(super) fn undo(&mut self, basis: &Basis, banned: &[bool]) {
        self.basis.clone_from(basis);
        self.banned.copy_from_slice(banned);
        self.reprice();
    }

    /// Lists the live cells and patterns anew.
    pub(super) fn sweep(&mut self) {
        self.live.clear();
        self.live_first.clear();
        self.live_first.push(0);
        let mut seen = vec![false; self.grid.patterns.len()];
        for row in 0..self.grid.rows() {
            for cell in self.grid.cells(row) {
                // A basic cell that is banned must stay priced until it has left.
                let basic = self.basis.key[row] as usize == cell || self.basis.extra[row] > 0;
                if !self.is_banned(cell) {
                    self.live.push(index32(cell));
                }
                if basic || !self.is_banned(cell) {
                    seen[self.grid.pattern[cell] as usize] = true;
                }
            }
            self.live_first.push(index32(self.live.len()));
        }
        let patterns = (0..).zip(&seen).filter(|(_, seen)| **seen).map(|(pattern, _)| pattern);
        self.live_patterns = patterns.collect();
    }

    /// The cells of a row that may be used.
    pub(super) fn live_cells(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let listed = !self.banned.is_empty();
        let listed_cells =
            if listed { &self.live[self.live_first[row] as usize..self.live_first[row + 1] as usize] } else { &[] };
        let all = if listed { 0..0 } else { self.grid.cells(row) };
        all.chain(listed_cells.iter().map(|&cell| cell as usize).filter(|&cell| !self.banned[cell]))
    }

    /// A basis found on other rows of the same problem, in terms of this grid: `place` says where a row (which has
    /// further columns) and its cell stand here. Rows with a key alone take their best cell.
    pub(super) fn lift(&mut self, part: &Basis, place: impl Fn(u32, u32) -> (u32, u32)) {
        self.basis.extra.fill(0);
        self.basis.columns.clone_from(&part.columns);
        for column in &mut self.basis.columns {
            if let Column::Cell { row, cell } = column {
                let (_, key) = place(*row, part.key[*row as usize]);
                (*row, *cell) = place(*row, *cell);
                self.basis.extra[*row as usize] += 1;
                self.basis.key[*row as usize] = key;
            }
        }
        self.basis.slack_basic.clone_from(&part.slack_basic);
        self.basis.at_hi.clone_from(&part.at_hi);
        if !self.refactor() {
            self.reset();
        }
        self.reprice();
        self.rekey();
    }

    /// All slacks basic, every price 0.
    pub(super) fn reset(&mut self) {
        let k = self.grid.limits();
        self.basis.columns = (0..index32(k)).map(Column::Slack).collect();
        self.basis.slack_basic.fill(true);
        self.basis.extra.fill(0);
        self.refactor();
        self.reprice();
        self.rekey();
    }

    /// Value of a cell with the ripple that breaks ties; never below the true value.
    pub(super) fn value(&self, cell: usize) -> f64 {
        f64::from(self.grid.value[cell]) + self.ripple * self.hill(cell)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn hill(&self, cell: usize) -> f64 {
        // A multiplicative hash (Knuth); only spread matters.
        let mixed = (cell as u32 ^ self.seed).wrapping_mul(0x9E37_79B1);
        f64::from((mixed ^ (mixed >> 15)).wrapping_mul(0x85EB_CA77) >> 8) * (1.0 / 16_777_216.0)
    }

    pub(super) fn is_banned(&self, cell: usize) -> bool {
        !self.banned.is_empty() && self.banned[cell]
    }

    /// Works out prices and pattern costs from the basis.
    pub(super) fn reprice(&mut self) {
        let k = self.grid.limits();
        self.prices.fill(0.0);
        for (position, column) in self.basis.columns.iter().enumerate() {
            if let Column::Cell { row, cell } = *column {
                let cost = self.value(cell as usize) - self.value(self.basis.key[row as usize] as usize);
                for (price, inverse) in
                    self.prices.iter_mut().zip(&self.basis.inverse[position * k..(position + 1) * k])
                {
                    *price += cost * inverse;
                }
            }
        }
        for limit in 0..k {
            self.prices[limit] *= self.scale[limit];
            if self.basis.slack_basic[limit] {
                self.prices[limit] = 0.0;
            }
        }
        for &pattern in &self.live_patterns {
            self.table[pattern as usize][0] = dot(self.grid, pattern, &self.prices);
        }
    }

    /// The best allowed cell of a row at current prices.
    pub(super) fn best_cell(&self, row: usize) -> Option<usize> {
        let worth = |cell: usize| self.value(cell) - self.table[self.grid.pattern[cell] as usize][0];
        let cells = self.live_cells(row).map(|cell| (cell, worth(cell)));
        cells.reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(cell, _)| cell)
    }

    /// Gives every row without further columns its best key, puts slacks on the side of their price.
    pub(super) fn rekey(&mut self) {
        for row in 0..self.grid.rows() {
            if self.basis.extra[row] == 0
                && let Some(cell) = self.best_cell(row)
            {
                self.basis.key[row] = index32(cell);
            }
        }
        self.basis.used = self.grid.used(&self.basis.key);
        for limit in 0..self.grid.limits() {
            if self.prices[limit] != 0.0 {
                self.basis.at_hi[limit] = self.prices[limit] > 0.0;
            }
        }
    }

    /// Takes a cell out of use. False if its row has no cell left.
    pub(super) fn ban(&mut self, row: usize, cell: usize) -> bool {
        if self.banned.is_empty() {
            self.banned = vec![false; self.grid.value.len()];
            self.sweep();
        }
        self.banned[cell] = true;
        if self.basis.extra[row] == 0 && self.basis.key[row] as usize == cell {
            let Some(best) = self.best_cell(row) else { return false };
            self.change_key(row, best);
        }
        self.basis.extra[row] > 0 || !self.is_banned(self.basis.key[row] as usize)
    }

    /// Gives rows whose key went out of use while they waited an allowed one.
    pub(super) fn mend_banned_keys(&mut self) {
        for row in 0..self.grid.rows() {
            self.leave_banned_key(row);
        }
    }

    /// Cells that cost more than `room` beside their row's best: no plan within `room` of the bound has them.
    pub(super) fn losers(&self, room: f64) -> Vec<(usize, usize)> {
        let mut losers = Vec::new();
        for row in 0..self.grid.rows() {
            let best = self.live_cells(row).map(|cell| self.worth(cell)).fold(f64::NEG_INFINITY, f64::max);
            losers.extend(self.live_cells(row).filter(|&cell| best - self.worth(cell) > room).map(|cell| (row, cell)));
        }
        losers
    }

    /// True value of a cell after prices.
    fn worth(&self, cell: usize) -> f64 {
        f64::from(self.grid.value[cell]) - self.table[self.grid.pattern[cell] as usize][0]
    }

    /// Like `bound::certified` over the cells in use, with a coarser and cheaper margin for rounding.
    pub(super) fn certified(&self) -> f64 {
        let sides = self.prices.iter().zip(&self.scale).zip(self.grid.lo.iter().zip(&self.grid.hi));
        let (mut total, mut magnitude, mut dearest) = (0.0, 0.0, 0.0);
        for ((price, scale), (lo, hi)) in sides {
            let side = price * if *price > 0.0 { *hi } else { *lo } as f64;
            total += side;
            magnitude += side.abs();
            dearest += price.abs() / scale;
        }
        for row in 0..self.grid.rows() {
            let best = self.live_cells(row).map(|cell| self.worth(cell)).fold(f64::NEG_INFINITY, f64::max);
            total += best;
            magnitude += best.abs() + 2.0 * dearest;
        }
        let operations = (self.grid.rows() + 2 * self.grid.limits() + 8) as f64;
        total + operations * f64::EPSILON * magnitude
    }

    /// What each pattern costs at current prices; patterns of cells out of use are left at an older figure.
    pub(super) fn costs(&self) -> Vec<f64> {
        self.table.iter().map(|[cost, _]| *cost).collect()
    }

    pub(super) fn change_key(&mut self, row: usize, cell: usize) {
        let old = self.basis.key[row] as usize;
        self.grid.add_uses(old, -1, &mut self.basis.used);
        self.grid.add_uses(cell, 1, &mut self.basis.used);
        self.basis.key[row] = index32(cell);
    }

    /// Inverts the working basis anew (Gauss-Jordan with row pivoting). False if it is singular.
    pub(super) fn refactor(&mut self) -> bool {
        let k = self.grid.limits();
        self.basis.pivots = 0;
        let width = 2 * k;
        let mut work = vec![0.0; k * width];
        for position in 0..k {
            work[position * width + k + position] = 1.0;
            self.each_entry(self.basis.columns[position], |limit, amount| work[limit * width + position] += amount);
        }
        for p in 0..k {
            let best = (p..k).max_by(|&a, &b| work[a * width + p].abs().total_cmp(&work[b * width + p].abs()));
            let Some(best) = best.filter(|&b| work[b * width + p].abs() > PIVOT) else { return false };
            if best != p {
                for c in 0..width {
                    work.swap(p * width + c, best * width + c);
                }
            }
            let pivot = 1.0 / work[p * width + p];
            let row: Vec<f64> = work[p * width..(p + 1) * width].iter().map(|v| v * pivot).collect();
            for other in 0..k {
                let factor = work[other * width + p];
                if other != p && factor != 0.0 {
                    for (to, from) in work[other * width + p..(other + 1) * width].iter_mut().zip(&row[p..]) {
                        *to -= factor * from;
                    }
                }
            }
            work[p * width..(p + 1) * width].copy_from_slice(&row);
        }
        self.basis.inverse = (0..k).flat_map(|r| work[r * width + k..(r + 1) * width].iter().copied()).collect();
        true
    }

    /// Calls with each scaled entry of a column.
    pub(super) fn each_entry(&self, column: Column, mut entry: impl FnMut(usize, f64)) {
        match column {
            Column::Slack(limit) => entry(limit as usize, -1.0),
            Column::Cell { row, cell } => {
                for &(limit, amount) in self.grid.uses(cell as usize) {
                    entry(limit as usize, amount as f64 * self.scale[limit as usize]);
                }
                for &(limit, amount) in self.grid.uses(self.basis.key[row as usize] as usize) {
                    entry(limit as usize, -(amount as f64) * self.scale[limit as usize]);
                }
            }
        }
    }

    /// The bound at current prices with the ripple, if keys are best cells: what `certified` will confirm.
    pub(super) fn objective(&self) -> f64 {
        let rows: f64 = self
            .basis
            .key
            .iter()
            .map(|&key| self.value(key as usize) - self.table[self.grid.pattern[key as usize] as usize][0])
            .sum();
        let side = |k: usize| if self.prices[k] > 0.0 { self.grid.hi[k] } else { self.grid.lo[k] };
        rows + self.prices.iter().enumerate().map(|(k, price)| price * side(k) as f64).sum::<f64>()
    }
}
