//! One step of the dual simplex: who leaves the basis, how far prices move, who enters.
//!
//! A step moves the prices along the row of the leaving column. Rows whose only basic cell is their key change it on
//! the way (the long step) as long as the bound still falls; the first break point after that enters the basis.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::bound::dot;
use super::grid::index32;
use super::simplex::{Column, End, PIVOT, Simplex};
use super::stop::Stop;

/// Pivots between two fresh factorisations.
const REFRESH: u32 = 60;
/// A share of a traveller, or of a limit's largest use, that counts as zero.
const SLIGHT: f64 = 1e-7;
/// Slopes below this do not count as break points.
const FLAT: f64 = 1e-8;

/// A break point of the line search.
#[derive(Debug, Clone, Copy)]
struct Break {
    at: f64,
    slope: f64,
    row: u32,
    cell: u32,
}
/// Marks a break point of a limit's slack; `cell` is then the limit.
const LIMIT_ROW: u32 = u32::MAX;

impl PartialEq for Break {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Break {}
impl PartialOrd for Break {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Break {
    /// Reversed: the heap gives the nearest first, of equals the steepest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.at.total_cmp(&self.at).then(other.slope.total_cmp(&self.slope)).then(other.row.cmp(&self.row))
    }
}

/// A row that the linear solution divides.
#[derive(Debug, Clone)]
pub(super) struct Fraction {
    pub(super) row: u32,
    /// The largest share.
    pub(super) most: f64,
    /// The cells with the two largest shares.
    pub(super) largest: [u32; 2],
    /// All cells with their shares, the largest first.
    pub(super) shares: Vec<(f64, u32)>,
}

/// What leaves: its position, whether it must rise (+1) or fall (-1), and by how much.
struct Leaving {
    position: usize,
    sign: f64,
    by: f64,
}

enum Step {
    Done,
    Moved,
    Unbounded(Vec<f64>),
    Trouble,
}

impl Simplex<'_> {
    /// Improves prices until they are best, the bound falls below `cut`, or the rule says stop.
    pub(super) fn run(&mut self, cut: f64, stop: &mut Stop<'_>) -> End {
        let mut troubles = 0;
        let mut fresh = false;
        loop {
            if cut > f64::NEG_INFINITY && self.objective() < cut {
                return End::Cut;
            }
            if stop.now() {
                return End::Stopped;
            }
            match self.step() {
                Step::Done => return End::Optimal,
                Step::Moved => fresh = false,
                Step::Unbounded(ray) if fresh => return End::Infeasible(ray),
                Step::Unbounded(_) => {
                    self.refresh();
                    fresh = true;
                }
                Step::Trouble if troubles >= 5 => return End::Stopped,
                Step::Trouble => {
                    troubles += 1;
                    self.refresh();
                }
            }
        }
    }

    fn refresh(&mut self) {
        if !self.refactor() {
            self.reset();
        }
        self.reprice();
        self.rekey();
    }

    /// Shares of the basic columns: the working basis solved for what the keys leave.
    pub(super) fn solve_shares(&mut self) {
        let k = self.grid.limits();
        let rest: Vec<f64> = (0..k)
            .map(|l| {
                let side = if self.basis.at_hi[l] { self.grid.hi[l] } else { self.grid.lo[l] };
                let bound = if self.basis.slack_basic[l] { 0 } else { side };
                (bound - self.basis.used[l]) as f64 * self.scale[l]
            })
            .collect();
        for (share, inverse) in self.share.iter_mut().zip(self.basis.inverse.chunks_exact(k.max(1))) {
            *share = inverse.iter().zip(&rest).map(|(a, b)| a * b).sum();
        }
    }

    /// Rows that have further columns, with the share left for their key.
    pub(super) fn shared_rows(&self) -> Vec<(u32, f64)> {
        let mut rows: Vec<(u32, f64)> = Vec::new();
        for (column, &share) in self.basis.columns.iter().zip(&self.share) {
            if let Column::Cell { row, .. } = *column {
                match rows.iter_mut().find(|(seen, _)| *seen == row) {
                    Some((_, left)) => *left -= share,
                    None => rows.push((row, 1.0 - share)),
                }
            }
        }
        rows
    }

    /// Rows with shares, as of the last step.
    pub(super) fn fractions(&mut self) -> Vec<Fraction> {
        self.solve_shares();
        let mut fractions: Vec<Fraction> = Vec::new();
        for (row, left) in self.shared_rows() {
            let mut all = vec![(left, self.basis.key[row as usize])];
            for (column, &share) in self.basis.columns.iter().zip(&self.share) {
                match *column {
                    Column::Cell { row: own, cell } if own == row => all.push((share, cell)),
                    _ => {}
                }
            }
            all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            fractions.push(Fraction { row, most: all[0].0, largest: [all[0].1, all[1].1], shares: all });
        }
        fractions
    }

    /// Every row's cell with the largest share.
    pub(super) fn rounded(&mut self) -> Vec<u32> {
        let fractions = self.fractions();
        let mut plan = self.basis.key.clone();
        for fraction in fractions {
            plan[fraction.row as usize] = fraction.largest[0];
        }
        plan
    }

    fn leaving(&mut self) -> Option<Leaving> {
        let k = self.grid.limits();
        let mut best: Option<(f64, Leaving)> = None;
        let mut offer = |by: f64, sign: f64, norm: f64, position: usize| {
            if by > SLIGHT && best.as_ref().is_none_or(|(weight, _)| by * by / norm > *weight) {
                best = Some((by * by / norm, Leaving { position, sign, by }));
            }
        };
        let norm = |p: usize| 1e-12 + self.basis.inverse[p * k..(p + 1) * k].iter().map(|v| v * v).sum::<f64>();
        for (position, column) in self.basis.columns.iter().enumerate() {
            let share = self.share[position];
            let (lo, hi) = match *column {
                Column::Slack(l) => {
                    let l = l as usize;
                    (self.grid.lo[l] as f64 * self.scale[l], self.grid.hi[l] as f64 * self.scale[l])
                }
                Column::Cell { cell, .. } if self.is_banned(cell as usize) => (0.0, 0.0),
                Column::Cell { .. } => (0.0, f64::INFINITY),
            };
            if share < lo - SLIGHT {
                offer(lo - share, 1.0, norm(position), position);
            } else if share > hi + SLIGHT {
                offer(share - hi, -1.0, norm(position), position);
            }
        }
        for (row, left) in self.shared_rows() {
            let banned = self.is_banned(self.basis.key[row as usize] as usize);
            if left < -SLIGHT || (banned && left > SLIGHT) {
                let sign = if left < 0.0 { 1.0 } else { -1.0 };
                offer(left.abs(), sign, 1e-12 + k as f64 * 0.1, k + row as usize);
            }
        }
        best.map(|(_, leaving)| leaving)
    }

    /// Makes another cell of the row its key, so that the old key can leave. Returns its position.
    fn swap_key(&mut self, row: usize) -> Option<usize> {
        let k = self.grid.limits();
        let own = |column: &Column| matches!(column, Column::Cell { row: r, .. } if *r as usize == row);
        let positions: Vec<usize> = (0..k).filter(|&p| own(&self.basis.columns[p])).collect();
        let position = *positions.iter().max_by(|&&a, &&b| self.share[a].total_cmp(&self.share[b]))?;
        let mut sum = vec![0.0; k];
        for &p in &positions {
            for (to, from) in sum.iter_mut().zip(&self.basis.inverse[p * k..(p + 1) * k]) {
                *to -= from;
            }
        }
        self.basis.inverse[position * k..(position + 1) * k].copy_from_slice(&sum);
        let Column::Cell { cell, .. } = self.basis.columns[position] else { return None };
        self.basis.columns[position] = Column::Cell { row: index32(row), cell: self.basis.key[row] };
        self.change_key(row, cell as usize);
        Some(position)
    }

    fn step(&mut self) -> Step {
        let k = self.grid.limits();
        self.solve_shares();
        let Some(mut leaving) = self.leaving() else { return Step::Done };
        if leaving.position >= k {
            match self.swap_key(leaving.position - k) {
                Some(position) => leaving.position = position,
                None => return Step::Trouble,
            }
        }
        let Leaving { position, sign, by } = leaving;
        let direction: Vec<f64> = self.basis.inverse[position * k..(position + 1) * k]
            .iter()
            .zip(&self.scale)
            .map(|(v, s)| sign * v * s)
            .collect();
        for &pattern in &self.live_patterns {
            self.table[pattern as usize][1] = dot(self.grid, pattern, &direction);
        }
        let mut breaks = self.breaks(&direction);
        let mut left = by;
        let entering = loop {
            let Some(next) = breaks.pop() else {
                return Step::Unbounded(direction);
            };
            let rest = left - next.slope * self.flip_width(&next);
            let free = next.row == LIMIT_ROW || self.basis.extra[next.row as usize] == 0;
            if rest <= SLIGHT || !free {
                break next;
            }
            left = rest;
            if next.row == LIMIT_ROW {
                let limit = next.cell as usize;
                self.basis.at_hi[limit] = !self.basis.at_hi[limit];
            } else {
                self.change_key(next.row as usize, next.cell as usize);
                if let Some(again) = self.row_break(next.row as usize) {
                    breaks.push(again);
                }
            }
        };
        self.exchange(position, sign, &entering)
    }

    /// How much one flip moves: a cell's slope already counts a whole traveller, a slack moves its width.
    fn flip_width(&self, next: &Break) -> f64 {
        if next.row == LIMIT_ROW {
            let limit = next.cell as usize;
            (self.grid.hi[limit] - self.grid.lo[limit]) as f64
        } else {
            1.0
        }
    }

    /// The first break point of every row and of every slack out of the basis.
    fn breaks(&self, direction: &[f64]) -> BinaryHeap<Break> {
        let mut breaks: Vec<Break> = (0..self.grid.rows()).filter_map(|row| self.row_break(row)).collect();
        for (limit, &slope) in direction.iter().enumerate() {
            if self.basis.slack_basic[limit] || self.grid.lo[limit] == self.grid.hi[limit] {
                continue;
            }
            let towards_zero = if self.basis.at_hi[limit] { -slope } else { slope };
            if towards_zero * (1.0 / self.scale[limit]) > FLAT {
                let price = if self.basis.at_hi[limit] { self.prices[limit] } else { -self.prices[limit] };
                let at = (price / towards_zero).max(0.0);
                breaks.push(Break { at, slope: towards_zero, row: LIMIT_ROW, cell: index32(limit) });
            }
        }
        BinaryHeap::from(breaks)
    }

    /// Where the row's key stops being its best cell.
    fn row_break(&self, row: usize) -> Option<Break> {
        if self.banned.is_empty() {
            self.nearest(row, self.grid.cells(row))
        } else {
            self.nearest(row, self.live_cells(row))
        }
    }

    #[inline]
    fn nearest(&self, row: usize, cells: impl Iterator<Item = usize>) -> Option<Break> {
        let key = self.basis.key[row] as usize;
        let [cost, slope] = self.table[self.grid.pattern[key] as usize];
        let worth = self.value(key) - cost;
        let (mut best, mut at, mut steep) = (usize::MAX, f64::INFINITY, 0.0);
        let shared = self.basis.extra[row] > 0;
        for cell in cells {
            let [cell_cost, cell_slope] = self.table[self.grid.pattern[cell] as usize];
            let turn = slope - cell_slope;
            // The ripple is left out of the first look; it can only bring the break point nearer by its height.
            let behind = worth - f64::from(self.grid.value[cell]) + cell_cost;
            if turn > FLAT && behind - self.ripple < at * turn {
                let behind = worth - (self.value(cell) - cell_cost);
                if behind < at * turn && !(shared && self.is_basic(row, cell)) {
                    (best, at, steep) = (cell, behind / turn, turn);
                }
            }
        }
        (best != usize::MAX).then(|| Break { at: at.max(0.0), slope: steep, row: index32(row), cell: index32(best) })
    }

    fn is_basic(&self, row: usize, cell: usize) -> bool {
        self.basis.columns.contains(&Column::Cell { row: index32(row), cell: index32(cell) })
    }

    /// A row left with nothing but a key out of use takes its best allowed cell.
    pub(super) fn leave_banned_key(&mut self, row: usize) {
        if self.basis.extra[row] == 0
            && self.is_banned(self.basis.key[row] as usize)
            && let Some(best) = self.best_cell(row)
        {
            self.change_key(row, best);
        }
    }

    /// Puts the entering column in the place of the leaving one.
    fn exchange(&mut self, position: usize, sign: f64, entering: &Break) -> Step {
        let k = self.grid.limits();
        let column = if entering.row == LIMIT_ROW {
            Column::Slack(entering.cell)
        } else {
            Column::Cell { row: entering.row, cell: entering.cell }
        };
        let mut image = vec![0.0; k];
        self.each_entry(column, |limit, amount| {
            for (to, inverse) in image.iter_mut().zip(self.basis.inverse.chunks_exact(k)) {
                *to += inverse[limit] * amount;
            }
        });
        let pivot = image[position];
        if pivot.abs() < PIVOT {
            return Step::Trouble;
        }
        match self.basis.columns[position] {
            Column::Slack(limit) => {
                self.basis.slack_basic[limit as usize] = false;
                self.basis.at_hi[limit as usize] = sign < 0.0;
            }
            Column::Cell { row, .. } => self.basis.extra[row as usize] -= 1,
        }
        match column {
            Column::Slack(limit) => self.basis.slack_basic[limit as usize] = true,
            Column::Cell { row, .. } => self.basis.extra[row as usize] += 1,
        }
        let left_row = match std::mem::replace(&mut self.basis.columns[position], column) {
            Column::Cell { row, .. } => Some(row as usize),
            Column::Slack(_) => None,
        };
        let row: Vec<f64> = self.basis.inverse[position * k..(position + 1) * k].iter().map(|v| v / pivot).collect();
        for (p, inverse) in self.basis.inverse.chunks_exact_mut(k).enumerate() {
            if p == position {
                inverse.copy_from_slice(&row);
            } else if image[p] != 0.0 {
                for (to, from) in inverse.iter_mut().zip(&row) {
                    *to -= image[p] * from;
                }
            }
        }
        self.basis.pivots += 1;
        if self.basis.pivots >= REFRESH {
            self.refresh();
        } else {
            self.reprice();
        }
        if let Some(row) = left_row {
            self.leave_banned_key(row);
        }
        Step::Moved
    }
}
