//! Stronger bounds for small problems: travellers who share a limit of their own are joined into one row.
//!
//! A limit that few travellers touch (staff minutes of a small station) is kept exactly if their options are joined to
//! all combinations that keep it: the linear solution can no longer divide them against it. Of combinations that use the
//! same, the best is enough, and what loses more than the gap is left out. Invariant: a plan worth more than the value
//! to beat survives every step, or a plan of the same value does.

use std::collections::HashMap;

use super::grid::{Grid, Patterns, index32};
use super::simplex::{End, Simplex, scales};
use super::stop::Stop;

/// Rounds of solving, dropping and joining.
const ROUNDS: usize = 8;
/// Travellers that are joined at most, counting what was joined before.
const MEMBERS: usize = 8;
/// With larger values nothing is joined: their sums might not fit.
const LARGEST: u32 = u32::MAX / 8;
/// Combinations of a joined row at most.
const COMBINATIONS: usize = 3000;
/// Steps of an enumeration at most.
const STEPS: usize = 200_000;
/// Cells of the whole at most.
const CELLS: usize = 20_000;

/// A grid whose rows stand for one or several rows of another.
pub(super) struct Merged {
    pub(super) grid: Grid,
    /// The original cells that each cell stands for, one an original row.
    stands: Vec<Box<[u32]>>,
    /// The original row of each original cell.
    rows: Vec<u32>,
    originals: usize,
}

impl Merged {
    fn new(grid: &Grid) -> Self {
        let mut rows = vec![0; grid.value.len()];
        for row in 0..grid.rows() {
            rows[grid.cells(row)].fill(index32(row));
        }
        let stands = (0..index32(grid.value.len())).map(|cell| Box::from([cell])).collect();
        Self { grid: grid.clone(), stands, rows, originals: grid.rows() }
    }

    /// A plan of the original grid.
    pub(super) fn plan(&self, plan: &[u32]) -> Vec<u32> {
        let mut original = vec![0; self.originals];
        for &cell in plan {
            for &own in &self.stands[cell as usize] {
                original[self.rows[own as usize] as usize] = own;
            }
        }
        original
    }

    fn members(&self, row: usize) -> usize {
        self.stands[self.grid.first[row] as usize].len()
    }
}

/// Drops and joins, in rounds, what can't be part of a plan worth more than `beat`.
pub(super) fn merge(grid: &Grid, beat: Option<u64>, seed: u64, stop: &mut Stop<'_>) -> Merged {
    let mut merged = Merged::new(grid);
    if grid.value.iter().any(|value| *value > LARGEST) {
        return merged;
    }
    for _ in 0..ROUNDS {
        let mut simplex = Simplex::new(&merged.grid, scales(&merged.grid), seed);
        if simplex.run(f64::NEG_INFINITY, stop) != End::Optimal {
            return merged;
        }
        let room = beat.map_or(f64::INFINITY, |beat| simplex.certified() - (beat as f64 + 1.0) + 1e-6);
        let cost = simplex.costs();
        let worth = |cell: usize| f64::from(merged.grid.value[cell]) - cost[merged.grid.pattern[cell] as usize];
        let losses: Vec<f64> = (0..merged.grid.rows())
            .flat_map(|row| {
                let best = merged.grid.cells(row).map(worth).fold(f64::NEG_INFINITY, f64::max);
                merged.grid.cells(row).map(move |cell| best - worth(cell))
            })
            .collect();
        let Some((next, is_new)) = joined(&merged, &losses, room) else { return merged };
        if !is_new {
            return next;
        }
        merged = next;
    }
    merged
}

/// One round: losers are dropped, and rows joined over limits that they alone touch. `None` if a row has nothing left,
/// which proves that there is no better plan but is left to the search to find; false if nothing was joined or dropped.
fn joined(merged: &Merged, losses: &[f64], room: f64) -> Option<(Merged, bool)> {
    let grid = &merged.grid;
    let alive: Vec<Vec<usize>> = (0..grid.rows())
        .map(|row| {
            let mut cells: Vec<usize> = grid.cells(row).filter(|&cell| losses[cell] <= room).collect();
            cells.sort_by(|&a, &b| losses[a].total_cmp(&losses[b]).then(a.cmp(&b)));
            cells
        })
        .collect();
    if alive.iter().any(Vec::is_empty) {
        return None;
    }
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); grid.limits()];
    for (row, cells) in alive.iter().enumerate() {
        for &(limit, _) in cells.iter().flat_map(|&cell| grid.uses(cell)) {
            let list: &mut Vec<usize> = &mut touching[limit as usize];
            if list.last() != Some(&row) {
                list.push(row);
            }
        }
    }
    let product = |rows: &[usize]| rows.iter().map(|&row| alive[row].len() as f64).product::<f64>();
    let members = |rows: &[usize]| rows.iter().map(|&row| merged.members(row)).sum::<usize>();
    let mut order: Vec<usize> =
        (0..grid.limits()).filter(|&l| !touching[l].is_empty() && members(&touching[l]) <= MEMBERS).collect();
    order.sort_by(|&a, &b| product(&touching[a]).total_cmp(&product(&touching[b])).then(a.cmp(&b)));
    let mut taken = vec![false; grid.rows()];
    let mut gone = vec![false; grid.limits()];
    let mut groups: Vec<(Vec<usize>, Vec<Vec<u32>>)> = Vec::new();
    let mut room_for = CELLS.saturating_sub(alive.iter().map(Vec::len).sum());
    for limit in order {
        let rows = &touching[limit];
        if rows.iter().any(|&row| taken[row]) {
            continue;
        }
        let group = Group { grid, losses, alive: &alive, rows, limit, room };
        let Some(combinations) = group.combinations().filter(|all| all.len() <= room_for) else { continue };
        if combinations.is_empty() {
            return None;
        }
        room_for -= combinations.len();
        for &row in rows {
            taken[row] = true;
        }
        gone[limit] = true;
        groups.push((rows.clone(), combinations));
    }
    let dropped = alive.iter().map(Vec::len).sum::<usize>() < grid.value.len();
    let is_new = dropped || !groups.is_empty();
    for (row, cells) in alive.iter().enumerate().filter(|(row, _)| !taken[*row]) {
        groups.push((vec![row], cells.iter().map(|&cell| vec![index32(cell)]).collect()));
    }
    groups.sort();
    Some((rebuilt(merged, &groups, &gone), is_new))
}

/// Rows that alone touch a limit.
struct Group<'a> {
    grid: &'a Grid,
    losses: &'a [f64],
    /// The cells of each row that may be used, best first.
    alive: &'a [Vec<usize>],
    rows: &'a [usize],
    limit: usize,
    room: f64,
}

impl Group<'_> {
    /// Every combination that keeps the limit and loses at most `room`; `None` if there are too many.
    fn combinations(&self) -> Option<Vec<Vec<u32>>> {
        let mut all = Vec::new();
        let mut steps = 0;
        self.extend(&mut Vec::new(), 0, 0.0, &mut all, &mut steps).then_some(all)
    }

    fn extend(&self, so_far: &mut Vec<u32>, used: i64, lost: f64, all: &mut Vec<Vec<u32>>, steps: &mut usize) -> bool {
        let Some(&row) = self.rows.get(so_far.len()) else {
            if used >= self.grid.lo[self.limit] {
                all.push(so_far.clone());
            }
            return all.len() <= COMBINATIONS;
        };
        for &cell in &self.alive[row] {
            let lost = lost + self.losses[cell];
            if lost > self.room {
                break;
            }
            *steps += 1;
            if *steps > STEPS {
                return false;
            }
            let amount = self.grid.uses(cell).iter().find(|u| u.0 as usize == self.limit).map_or(0, |u| u.1);
            if used + amount <= self.grid.hi[self.limit] {
                so_far.push(index32(cell));
                let fine = self.extend(so_far, used + amount, lost, all, steps);
                so_far.pop();
                if !fine {
                    return false;
                }
            }
        }
        true
    }
}

/// The grid of these groups, without the limits that are kept already.
fn rebuilt(merged: &Merged, groups: &[(Vec<usize>, Vec<Vec<u32>>)], gone: &[bool]) -> Merged {
    let grid = &merged.grid;
    let mut renamed = vec![0; gone.len()];
    let (mut lo, mut hi) = (Vec::new(), Vec::new());
    for limit in (0..gone.len()).filter(|&limit| !gone[limit]) {
        renamed[limit] = index32(lo.len());
        lo.push(grid.lo[limit]);
        hi.push(grid.hi[limit]);
    }
    let mut patterns = Patterns::new();
    let mut index: HashMap<Vec<(u32, i64)>, u32> = HashMap::from([(Vec::new(), 0)]);
    let (mut first, mut value, mut pattern, mut stands) = (vec![0], Vec::new(), Vec::new(), Vec::new());
    for (_, combinations) in groups {
        // Of combinations that use the same, the best.
        let mut seen: HashMap<u32, usize> = HashMap::new();
        for combination in combinations {
            let mut uses: Vec<(u32, i64)> = Vec::new();
            for &(limit, amount) in combination.iter().flat_map(|&cell| grid.uses(cell as usize)) {
                if !gone[limit as usize] {
                    let limit = renamed[limit as usize];
                    match uses.iter_mut().find(|(own, _)| *own == limit) {
                        Some((_, sum)) => *sum += amount,
                        None => uses.push((limit, amount)),
                    }
                }
            }
            uses.sort_unstable();
            let which = index.get(&uses).copied().unwrap_or_else(|| {
                let new = patterns.push(&uses);
                index.insert(uses, new);
                new
            });
            let worth: u32 = combination.iter().map(|&cell| grid.value[cell as usize]).sum();
            let own = || combination.iter().flat_map(|&cell| merged.stands[cell as usize].iter().copied()).collect();
            match seen.get(&which) {
                Some(&at) if value[at] >= worth => {}
                Some(&at) => (value[at], stands[at]) = (worth, own()),
                None => {
                    seen.insert(which, value.len());
                    value.push(worth);
                    pattern.push(which);
                    stands.push(own());
                }
            }
        }
        first.push(index32(value.len()));
    }
    let grid = Grid { first, value, pattern, patterns, lo, hi };
    Merged { grid, stands, rows: merged.rows.clone(), originals: merged.originals }
}

#[cfg(test)]
mod tests {
    use super::super::instance::bench_instance;
    use super::*;

    #[test]
    fn joined_rows_prove_more_and_stand_for_plans_that_keep_every_limit() {
        let problem = bench_instance(24, 5, 16, 2);
        let grid = &problem.grid;
        let bound = |grid: &Grid| {
            let mut simplex = Simplex::new(grid, scales(grid), 1);
            assert_eq!(simplex.run(f64::NEG_INFINITY, &mut Stop::Iterations(100_000)), End::Optimal);
            (simplex.certified(), simplex.rounded())
        };
        let merged = merge(grid, None, 1, &mut Stop::Iterations(100_000));
        assert!(merged.grid.rows() < grid.rows() && merged.grid.limits() < grid.limits());
        let (before, _) = bound(grid);
        let (after, rounded) = bound(&merged.grid);
        assert!(after < before - 1.0, "{after} {before}");
        // Each joined cell stands for one cell of each of its rows, of the same value together.
        let plan = merged.plan(&rounded);
        assert!((0..grid.rows()).all(|row| grid.cells(row).contains(&(plan[row] as usize))));
        assert_eq!(grid.worth(&plan), merged.grid.worth(&rounded));
        let used = grid.used(&plan);
        let kept = (0..grid.limits()).filter(|&limit| grid.lo[limit] <= used[limit] && used[limit] <= grid.hi[limit]);
        assert!(kept.count() >= grid.limits() - merged.grid.limits());
    }
}
