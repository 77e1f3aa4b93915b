//! The core: the rows near the margin, on which the exact step works while all others keep their cell.
//!
//! Invariant: `is_whole` is said only if no plan worth more than the target can lie outside the core.

use super::bound::pattern_prices;
use super::grid::Grid;
use super::solve::State;

/// A part of the problem.
pub(super) struct Core {
    pub(super) grid: Grid,
    /// The rows that take part.
    pub(super) rows: Vec<u32>,
    cells: Vec<u32>,
    /// What the other rows have.
    rest: Vec<u32>,
    /// Value of what they have.
    pub(super) fixed_value: u64,
    /// Whether nothing of interest is left out.
    pub(super) is_whole: bool,
}

impl Core {
    /// The `size` rows nearest to the margin, with the cells that a plan worth more than `target` may have.
    pub(super) fn new(grid: &Grid, state: &State, target: u64, size: usize) -> Self {
        // Without a plan every cell may matter; with one only those that lose less than the gap (and rounding).
        let room = match state.plan {
            Some(_) => state.exact_upper - (target as f64 + 1.0) + 1e-6 * (1.0 + state.exact_upper * 1e-6),
            None => f64::INFINITY,
        };
        let mut open: Vec<(f64, u32)> = Vec::new();
        let look = &state.look;
        open.extend(look.margin.iter().copied().zip(0..).filter(|(margin, _)| *margin <= room));
        open.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let is_whole = open.len() <= size;
        open.truncate(size);
        let mut rows: Vec<u32> = open.into_iter().map(|(_, row)| row).collect();
        rows.sort_unstable();
        Self::of(grid, state, rows, room, is_whole)
    }

    /// These rows, in order, with the cells that lose at most `room`.
    pub(super) fn of(grid: &Grid, state: &State, rows: Vec<u32>, room: f64, is_whole: bool) -> Self {
        let look = &state.look;
        // Rows outside a partial core keep what the best plan gives them; outside a whole one, their only cell.
        let mut rest =
            if is_whole { look.best.clone() } else { state.plan.clone().unwrap_or_else(|| look.best.clone()) };
        let mut outside = vec![true; grid.rows()];
        for &row in &rows {
            outside[row as usize] = false;
        }
        let mut fixed = vec![0; grid.limits()];
        let mut fixed_value = 0;
        for row in (0..grid.rows()).filter(|&row| outside[row]) {
            grid.add_uses(rest[row] as usize, 1, &mut fixed);
            fixed_value += u64::from(grid.value[rest[row] as usize]);
        }
        let cost = pattern_prices(grid, &state.prices);
        let worth = |cell: usize| f64::from(grid.value[cell]) - cost[grid.pattern[cell] as usize];
        // A partial core also keeps what the best plan has.
        let kept = if is_whole { None } else { state.plan.as_ref() };
        let keep = |row: u32, cell: usize| {
            worth(look.best[row as usize] as usize) - worth(cell) <= room
                || kept.is_some_and(|plan| plan[row as usize] as usize == cell)
        };
        let (part, cells) = grid.part(&rows, &fixed, keep);
        for &row in &rows {
            rest[row as usize] = u32::MAX;
        }
        Self { grid: part.without_idle_limits(), rows, cells, rest, fixed_value, is_whole }
    }

    /// The value that a plan of the core must beat for the whole to beat `target`.
    pub(super) fn beat(&self, state: &State, target: u64) -> Option<u64> {
        // If the fixed rows alone are worth more, any plan of the core will do.
        state.plan.as_ref().and_then(|_| target.checked_sub(self.fixed_value))
    }

    /// Makes a plan of the core the best plan of the whole, if it is better and keeps all limits. True if so.
    pub(super) fn put_back(&self, grid: &Grid, plan: &[u32], state: &mut State) -> bool {
        let mut whole = self.rest.clone();
        for (&row, &cell) in self.rows.iter().zip(plan) {
            whole[row as usize] = self.cells[cell as usize];
        }
        let worth = grid.worth(&whole);
        let better = grid.keeps_limits(&grid.used(&whole)) && (state.plan.is_none() || worth > state.value);
        if better {
            state.value = worth;
            state.plan = Some(whole);
        }
        better
    }
}
