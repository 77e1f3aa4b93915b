//! From best prices to a plan: round, repair what breaks a limit, fill what is left, exchange in pairs.
//!
//! Moves are ranked by what they lose after prices. Invariant: `used` is what the plan uses, in exact integers.

use super::anneal::Walk;
use super::bound::pattern_prices;
use super::grid::{Grid, index32};
use super::look::Look;
use super::stop::Stop;

/// So many rows nearest to the margin are tried first.
const NEAR: usize = 1200;
/// If that is not enough, or for a first fill, so many times more.
const WIDER: usize = 8;
/// A smaller change of the breach, in shares of a limit's largest use, is none.
const MENDED: f64 = 1e-12;
/// Rows that anneal at least, and by limit.
const ANNEALED: usize = 400;
const ANNEALED_EACH: usize = 20;
/// Moves for each pair of rows of a small problem.
const SMALL_WALK: u64 = 300;
/// Moves a row of the first walks: short ones first, for those who wait.
const SHORT_WALKS: [u64; 2] = [20, 80];
/// Pressure of a first walk.
pub(super) const PRESSURE: f64 = 5.0;
/// Rows of a small problem.
const SMALL: usize = 200;
/// A total breach of so many largest uses is shed in one pass before it is repaired move by move.
const FAR_OUT: f64 = 50.0;

/// How long a walk is, and how it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Rows that take part, by limit.
    pub(super) each: usize,
    /// Moves a row.
    pub(super) moves: u64,
    /// What a unit beyond a limit costs at the end, in shares of its price.
    pub(super) pressure: f64,
}

/// Those whose plan is not their best option and who are not among the `count` rows nearest to the margin, then these.
pub(super) fn near_or_off(look: &Look, plan: &[u32], count: usize) -> Vec<u32> {
    let near = look.nearest(count);
    let mut is_near = vec![false; plan.len()];
    for &row in &near {
        is_near[row as usize] = true;
    }
    let is_off = |&row: &u32| !is_near[row as usize] && plan[row as usize] != look.best[row as usize];
    (0..index32(plan.len())).filter(is_off).chain(near.iter().copied()).collect()
}

/// A plan being worked on: one cell a row.
#[derive(Debug, Clone)]
pub(super) struct Draft<'g> {
    grid: &'g Grid,
    scale: &'g [f64],
    /// What each pattern costs.
    cost: Vec<f64>,
    pub(super) plan: Vec<u32>,
    pub(super) used: Vec<i64>,
}

impl<'g> Draft<'g> {
    pub(super) fn new(grid: &'g Grid, scale: &'g [f64], prices: &[f64], plan: Vec<u32>) -> Self {
        let used = grid.used(&plan);
        Self { grid, scale, cost: pattern_prices(grid, prices), plan, used }
    }

    /// The same with what patterns cost known already.
    pub(super) fn with_costs(grid: &'g Grid, scale: &'g [f64], cost: Vec<f64>, plan: Vec<u32>) -> Self {
        let used = grid.used(&plan);
        Self { grid, scale, cost, plan, used }
    }

    /// Whether the plan keeps every limit.
    pub(super) fn is_feasible(&self) -> bool {
        self.grid.keeps_limits(&self.used)
    }

    /// Value of the plan.
    pub(super) fn worth(&self) -> u64 {
        self.grid.worth(&self.plan)
    }

    /// Value after prices.
    pub(super) fn reduced(&self, cell: usize) -> f64 {
        f64::from(self.grid.value[cell]) - self.cost[self.grid.pattern[cell] as usize]
    }

    fn change(&mut self, row: usize, cell: usize) {
        self.grid.add_uses(self.plan[row] as usize, -1, &mut self.used);
        self.grid.add_uses(cell, 1, &mut self.used);
        self.plan[row] = index32(cell);
    }

    /// How far a use is outside its limit, in shares of the largest use.
    fn broken_by(&self, limit: usize, used: i64) -> f64 {
        let beyond = (used - self.grid.hi[limit]).max(self.grid.lo[limit] - used).max(0);
        beyond as f64 * self.scale[limit]
    }

    /// Change of the total breach if a row takes a cell. Uses `self.used` as scratch and leaves it as it was.
    fn breach_change(&mut self, row: usize, cell: usize) -> f64 {
        let old = self.plan[row] as usize;
        let grid = self.grid;
        let mut change = 0.0;
        for (which, sign) in [(old, -1), (cell, 1)] {
            for &(limit, amount) in grid.uses(which) {
                let limit = limit as usize;
                change -= self.broken_by(limit, self.used[limit]);
                self.used[limit] += sign * amount;
                change += self.broken_by(limit, self.used[limit]);
            }
        }
        grid.add_uses(cell, -1, &mut self.used);
        grid.add_uses(old, 1, &mut self.used);
        change
    }

    /// Whether the plan keeps its limits after a change that breaks none now.
    fn fits(&self, row: usize, cell: usize) -> bool {
        let old = self.grid.uses(self.plan[row] as usize);
        let new = self.grid.uses(cell);
        let (mut o, mut n) = (0, 0);
        while o < old.len() || n < new.len() {
            let next_old = old.get(o).map_or(u32::MAX, |u| u.0);
            let next_new = new.get(n).map_or(u32::MAX, |u| u.0);
            let limit = next_old.min(next_new) as usize;
            let mut used = self.used[limit];
            if next_old <= next_new {
                used -= old[o].1;
                o += 1;
            }
            if next_new <= next_old {
                used += new[n].1;
                n += 1;
            }
            if used > self.grid.hi[limit] || used < self.grid.lo[limit] {
                return false;
            }
        }
        true
    }

    /// Repairs, fills and exchanges. True if the plan then keeps every limit.
    pub(super) fn improve(
        &mut self,
        look: &Look,
        prices: &[f64],
        gift: &[u32],
        seed: u64,
        stop: &mut Stop<'_>,
    ) -> bool {
        if !self.mend(look) {
            return false;
        }
        for (number, effort) in (0..).zip(SHORT_WALKS) {
            if stop.now() {
                break;
            }
            let effort = Effort { each: ANNEALED_EACH, moves: effort, pressure: PRESSURE };
            let found = self.anneal(look, prices, gift, effort, seed.wrapping_add(1000 + number), stop);
            if let Some((found, _)) = found.filter(|(found, _)| found.worth() > self.worth()) {
                *self = found;
            }
        }
        true
    }

    /// Repairs and fills. True if the plan then keeps every limit.
    pub(super) fn mend(&mut self, look: &Look) -> bool {
        let all = self.plan.len();
        let mut near = NEAR.min(all);
        let breach: f64 = (0..self.used.len()).map(|limit| self.broken_by(limit, self.used[limit])).sum();
        let mut rows = if breach > FAR_OUT { look.nearest(all) } else { look.nearest(near * WIDER) };
        if breach > FAR_OUT {
            self.shed(&rows);
        }
        while !self.repair(&rows[..near]) {
            if near == all {
                return false;
            }
            near = (near * WIDER).min(all);
            rows = look.nearest(near);
        }
        self.fill(&rows, 1);
        self.fill(&rows[..near], usize::MAX);
        true
    }

    /// One pass: who uses something of a cap that is passed takes the best option that uses none of such.
    fn shed(&mut self, rows: &[u32]) {
        let mut over: Vec<bool> = (0..self.used.len()).map(|limit| self.used[limit] > self.grid.hi[limit]).collect();
        for &row in rows {
            let row = row as usize;
            let uses_over = |cell: usize, over: &[bool]| self.grid.uses(cell).iter().any(|u| over[u.0 as usize]);
            let now = self.plan[row] as usize;
            if !uses_over(now, &over) {
                continue;
            }
            let others = self.grid.cells(row).filter(|&cell| !uses_over(cell, &over));
            let Some(cell) = others.max_by(|&a, &b| self.reduced(a).total_cmp(&self.reduced(b))) else { continue };
            self.change(row, cell);
            for &(limit, _) in self.grid.uses(now).iter().chain(self.grid.uses(cell)) {
                over[limit as usize] = self.used[limit as usize] > self.grid.hi[limit as usize];
            }
        }
    }

    /// Walks from the plan among the rows nearest to the margin. The best plan met that keeps all limits, and true; else
    /// where the walk ended, mended, and false; `None` if that can't be mended.
    pub(super) fn anneal(
        &self,
        look: &Look,
        prices: &[f64],
        gift: &[u32],
        effort: Effort,
        seed: u64,
        stop: &mut Stop<'_>,
    ) -> Option<(Self, bool)> {
        // Where nearly all take part, those who are surest of their gift still stay out.
        let count = effort.each.saturating_mul(self.grid.limits()).max(ANNEALED).min(self.plan.len().div_ceil(5) * 4);
        let rows = near_or_off(look, &self.plan, count);
        let room = rows.last().map_or(0.0, |&row| look.margin[row as usize]);
        // A small problem is worth a longer walk: it is cheap, and a good plan is half of the proof.
        let least = if self.plan.len() <= SMALL { (rows.len() * rows.len()).min(1000) as u64 * SMALL_WALK } else { 0 };
        let moves = (effort.moves * rows.len() as u64).max(least);
        let pressure = effort.pressure;
        let walk = Walk { grid: self.grid, gift, scale: self.scale, prices, rows: &rows, room, moves, pressure, seed };
        let (plan, is_kept) = walk.go(&self.plan, stop);
        let mut found = Self { used: self.grid.used(&plan), plan, ..self.clone() };
        (is_kept || found.mend(look)).then_some((found, is_kept))
    }

    /// Makes the cheapest moves (loss after prices a unit of breach mended) until nothing is broken.
    pub(super) fn repair(&mut self, rows: &[u32]) -> bool {
        while !self.is_feasible() {
            let mut moves: Vec<(f64, u32, u32)> = Vec::new();
            for &row in rows {
                let now = self.reduced(self.plan[row as usize] as usize);
                let mut best: Option<(f64, u32, u32)> = None;
                for cell in self.grid.cells(row as usize) {
                    let loss = now - self.reduced(cell);
                    let change = self.breach_change(row as usize, cell);
                    if change < -MENDED {
                        let rate = if loss > 0.0 { loss / -change } else { loss * -change };
                        if best.is_none_or(|(least, ..)| rate < least) {
                            best = Some((rate, row, index32(cell)));
                        }
                    }
                }
                moves.extend(best);
            }
            moves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            if moves.is_empty() {
                return false;
            }
            // Of many moves several are made a scan; each is checked again before it is made.
            let batch = 1 + moves.len() / 16;
            for (_, row, cell) in moves.into_iter().take(batch) {
                if self.breach_change(row as usize, cell as usize) < -MENDED {
                    self.change(row as usize, cell as usize);
                }
            }
        }
        true
    }

    /// Takes every change that adds value and fits, the most valuable after prices first.
    pub(super) fn fill(&mut self, rows: &[u32], passes: usize) {
        for _ in 0..passes {
            let mut gains: Vec<(f64, u32, u32)> = Vec::new();
            for &row in rows {
                let now = self.plan[row as usize] as usize;
                for cell in self.grid.cells(row as usize) {
                    if self.grid.value[cell] > self.grid.value[now] && self.fits(row as usize, cell) {
                        gains.push((self.reduced(cell) - self.reduced(now), row, index32(cell)));
                    }
                }
            }
            gains.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
            let mut moved = false;
            for (_, row, cell) in gains {
                let now = self.plan[row as usize] as usize;
                if self.grid.value[cell as usize] > self.grid.value[now] && self.fits(row as usize, cell as usize) {
                    self.change(row as usize, cell as usize);
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
    }

    /// One round of pairs of changes that together fit and add value. True if it found any.
    pub(super) fn exchange(&mut self, rows: &[u32], most: usize) -> bool {
        let mut found = false;
        let mut moves: Vec<(f64, u32, u32)> = Vec::new();
        for &row in rows {
            let now = self.plan[row as usize] as usize;
            for cell in self.grid.cells(row as usize).filter(|&cell| cell != now) {
                moves.push((self.reduced(now) - self.reduced(cell), row, index32(cell)));
            }
        }
        moves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        moves.truncate(most);
        for index in 0..moves.len() {
            let (_, row, cell) = moves[index];
            let (row, cell) = (row as usize, cell as usize);
            let old = self.plan[row] as usize;
            if old == cell {
                continue;
            }
            let gain = i64::from(self.grid.value[cell]) - i64::from(self.grid.value[old]);
            self.change(row, cell);
            let mut best: Option<(i64, usize, usize)> = None;
            for &(_, other, to) in &moves {
                let (other, to) = (other as usize, to as usize);
                let from = self.plan[other] as usize;
                let total = gain + i64::from(self.grid.value[to]) - i64::from(self.grid.value[from]);
                if other != row && from != to && total > best.map_or(0, |b| b.0) && self.fits_whole(other, to) {
                    best = Some((total, other, to));
                }
            }
            match best {
                Some((_, other, to)) => {
                    self.change(other, to);
                    found = true;
                }
                None => self.change(row, old),
            }
        }
        found
    }

    /// Like `fits`, where the plan may break limits now.
    fn fits_whole(&mut self, row: usize, cell: usize) -> bool {
        let old = self.plan[row] as usize;
        if !self.fits(row, cell) {
            return false;
        }
        self.grid.add_uses(old, -1, &mut self.used);
        self.grid.add_uses(cell, 1, &mut self.used);
        let fits = self.is_feasible();
        self.grid.add_uses(cell, -1, &mut self.used);
        self.grid.add_uses(old, 1, &mut self.used);
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::super::instance::bench_instance;
    use super::super::simplex::scales;
    use super::super::solve::solve;
    use super::*;

    #[test]
    fn a_walk_brings_back_a_traveller_who_was_sure_of_a_gift_and_has_none() {
        let problem = bench_instance(2000, 5, 12, 1);
        let answer = solve(&problem, &mut Stop::Iterations(300), 1);
        let priced = problem.limits.iter().map(|limit| answer.shadow_prices.get(&limit.name).copied());
        let prices: Vec<f64> = priced.map(Option::unwrap_or_default).collect();
        let look = Look::new(&problem.grid, &prices);
        let mut plan = problem.plan_of(&answer.choices).unwrap();
        let nothing = |row: u32| index32(problem.grid.cells(row as usize).end - 1);
        let with_gift = |row: &u32| plan[*row as usize] != nothing(*row);
        let surest = look.nearest(2000).into_iter().rev().find(with_gift).unwrap();
        let before = plan[surest as usize];
        plan[surest as usize] = nothing(surest);
        let scale = scales(&problem.grid);
        let draft = Draft::new(&problem.grid, &scale, &prices, plan);
        let effort = Effort { each: 10, moves: 100, pressure: PRESSURE };
        let (found, is_kept) =
            draft.anneal(&look, &prices, &problem.gift, effort, 1, &mut Stop::Iterations(1000)).unwrap();
        assert!(is_kept);
        assert_eq!((found.plan[surest as usize], before), (before, look.best[surest as usize]));
    }
}
