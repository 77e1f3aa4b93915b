//! Cover inequalities: what whole travellers can't do, though shares of them could, written as further limits.
//!
//! If the cells of some rows that use at least `w` each of a limit would together pass its cap, at most all but one
//! of those rows may take such a cell (GUB covers, Wolsey 1990). Invariant: every plan that keeps the grid's limits
//! keeps the added ones; cells stay where they are.

use std::collections::{BTreeSet, HashMap};

use super::grid::{Grid, Patterns, index32};
use super::simplex::{Column, End, Simplex, scales};
use super::stop::Stop;

/// Rounds of solving and cutting.
const ROUNDS: usize = 12;
/// Limits and cuts together stay below this, so that the basis stays small.
const MOST: usize = 160;
/// A cut must be broken by at least this share of a traveller.
const BROKEN: f64 = 0.03;

/// A cover: no plan takes more than `most` of these cells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cover {
    cells: Vec<u32>,
    most: i64,
}

/// The grid with cover cuts that its linear solution breaks, in rounds.
pub(super) fn strengthen(grid: &Grid, seed: u64, stop: &mut Stop<'_>) -> Grid {
    let mut kept: Vec<Cover> = Vec::new();
    let mut known: BTreeSet<Cover> = BTreeSet::new();
    let mut best = grid.clone();
    for _ in 0..ROUNDS {
        let mut simplex = Simplex::new(&best, scales(&best), seed);
        if simplex.run(f64::NEG_INFINITY, stop) != End::Optimal {
            return best;
        }
        // Only cuts that bear a price are worth their row.
        let base = grid.limits();
        let priced = |index: usize| simplex.prices[base + index].abs() > 1e-9;
        kept = kept.into_iter().enumerate().filter(|(index, _)| priced(*index)).map(|(_, cover)| cover).collect();
        let shares = cell_shares(&mut simplex, &best);
        let mut fresh: Vec<(f64, Cover)> = (0..base).filter_map(|limit| cover(grid, limit, &shares)).collect();
        fresh.retain(|(_, cover)| known.insert(cover.clone()));
        fresh.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        fresh.truncate(MOST.saturating_sub(base + kept.len()));
        if fresh.is_empty() {
            return best;
        }
        kept.extend(fresh.into_iter().map(|(_, cover)| cover));
        best = with_covers(grid, &kept);
    }
    best
}

/// The share of every cell in the linear solution.
fn cell_shares(simplex: &mut Simplex<'_>, grid: &Grid) -> Vec<f64> {
    let mut shares = vec![0.0; grid.value.len()];
    simplex.solve_shares();
    for &key in &simplex.basis.key {
        shares[key as usize] = 1.0;
    }
    for (row, left) in simplex.shared_rows() {
        shares[simplex.basis.key[row as usize] as usize] = left;
    }
    for (column, &share) in simplex.basis.columns.iter().zip(&simplex.share) {
        if let Column::Cell { cell, .. } = *column {
            shares[cell as usize] = share;
        }
    }
    shares
}

/// A row's part in a cover: cells that use at least `least`, of which the linear solution lacks `lack` to one.
#[derive(Clone, Copy)]
struct Member {
    row: usize,
    least: i64,
    lack: f64,
}

/// The cover of a limit's cap that the shares break most, as far as a greedy choice finds it.
fn cover(grid: &Grid, limit: usize, shares: &[f64]) -> Option<(f64, Cover)> {
    let amount = |cell: usize| {
        let uses = grid.uses(cell);
        uses.binary_search_by_key(&index32(limit), |u| u.0).map_or(0, |at| uses[at].1)
    };
    let cap = grid.hi[limit];
    let mut members: Vec<Member> = (0..grid.rows())
        .filter_map(|row| {
            let taken = grid.cells(row).filter(|&cell| shares[cell] > 1e-6 && amount(cell) > 0);
            let mut steps: Vec<(i64, f64)> = taken.map(|cell| (amount(cell), shares[cell])).collect();
            steps.sort_by_key(|step| std::cmp::Reverse(step.0));
            let mut mass = 0.0;
            let candidates = steps.into_iter().map(|(least, share)| {
                mass += share;
                Member { row, least, lack: (1.0 - mass).max(0.0) }
            });
            candidates.min_by(|a, b| {
                (a.lack / a.least as f64).total_cmp(&(b.lack / b.least as f64)).then(b.least.cmp(&a.least))
            })
        })
        .collect();
    members.sort_by(|a, b| {
        let rate = |m: &Member| if m.lack < 1e-9 { 0.0 } else { m.lack / m.least as f64 };
        rate(a).total_cmp(&rate(b)).then(b.least.cmp(&a.least)).then(a.row.cmp(&b.row))
    });
    let mut sum = 0;
    let mut lack = 0.0;
    let enough = members.iter().position(|member| {
        sum += member.least;
        lack += member.lack;
        sum > cap
    })?;
    if lack > 1.0 - BROKEN {
        return None;
    }
    members.truncate(enough + 1);
    // A cover without members it does not need says more; the dearest go first, then the smallest.
    members.sort_by(|a, b| b.lack.total_cmp(&a.lack).then(a.least.cmp(&b.least)).then(a.row.cmp(&b.row)));
    members.retain(|member| {
        let needed = sum - member.least <= cap;
        if !needed {
            sum -= member.least;
            lack -= member.lack;
        }
        needed
    });
    // What the cover has too much lets one member after another count smaller cells too.
    let mut spare = sum - cap - 1;
    for member in &mut members {
        let lower = grid.cells(member.row).map(amount).filter(|&a| a > 0 && a >= member.least - spare).min();
        if let Some(lower) = lower.filter(|lower| *lower < member.least) {
            spare -= member.least - lower;
            member.least = lower;
        }
    }
    let largest = members.iter().map(|member| member.least).max()?;
    let mut least = vec![largest; grid.rows()];
    for member in &members {
        least[member.row] = member.least;
    }
    let cells =
        (0..grid.rows()).flat_map(|row| grid.cells(row).filter(|&c| amount(c) >= least[row]).collect::<Vec<_>>());
    let cells: Vec<u32> = cells.map(index32).collect();
    let most = i64::try_from(members.len()).ok()? - 1;
    let broken = cells.iter().map(|&cell| shares[cell as usize]).sum::<f64>() - most as f64;
    (broken > BROKEN).then_some((broken, Cover { cells, most }))
}

/// The grid with each cover as a further limit.
fn with_covers(grid: &Grid, covers: &[Cover]) -> Grid {
    let mut joined: Vec<Vec<(u32, i64)>> = (0..grid.value.len()).map(|cell| grid.uses(cell).to_vec()).collect();
    let (mut lo, mut hi) = (grid.lo.clone(), grid.hi.clone());
    for cover in covers {
        for &cell in &cover.cells {
            joined[cell as usize].push((index32(hi.len()), 1));
        }
        lo.push(0);
        hi.push(cover.most);
    }
    let mut patterns = Patterns::new();
    let mut index: HashMap<Vec<(u32, i64)>, u32> = HashMap::from([(Vec::new(), 0)]);
    let mut pattern = Vec::with_capacity(joined.len());
    for uses in joined {
        let next = index.get(&uses).copied().unwrap_or_else(|| {
            let new = patterns.push(&uses);
            index.insert(uses, new);
            new
        });
        pattern.push(next);
    }
    Grid { first: grid.first.clone(), value: grid.value.clone(), pattern, patterns, lo, hi }
}
