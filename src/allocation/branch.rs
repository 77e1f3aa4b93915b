//! Branch and bound: proves a plan best, or finds a better one, where the linear bound leaves a gap.
//!
//! A node is a set of cells out of use. Dives go on with the basis at hand; what they leave behind waits in a heap,
//! best bound first. Invariant: a node is dropped only on a certified bound (or with `complete` set to false).

use std::collections::BinaryHeap;

use super::bound::{certified, floor};
use super::grid::Grid;
use super::pivot::Fraction;
use super::repair::Draft;
use super::simplex::{Basis, End, Simplex};
use super::stop::Stop;

/// Rows on which both branches are tried before one is chosen.
const TRIALS: usize = 8;
/// Price steps of such a try.
const TRIAL_STEPS: u64 = 12;
/// So many tries of a row, and its past is trusted.
const RELIABLE: u32 = 4;
/// Memory for waiting nodes, in bytes.
const MEMORY: usize = 1 << 30;

/// What a search is given.
pub(super) struct Task<'a> {
    pub(super) grid: &'a Grid,
    pub(super) scale: &'a [f64],
    pub(super) seed: u64,
    /// The value to beat; `None` if any plan will do.
    pub(super) beat: Option<u64>,
    /// So many nodes at most.
    pub(super) nodes: u64,
}

/// What a search gives back.
pub(super) struct Found {
    /// A plan better than `beat`, if one was found.
    pub(super) plan: Option<Vec<u32>>,
    /// Nothing can be better than this (or than the value to beat).
    pub(super) upper: u64,
    /// Whether every node was settled.
    pub(super) complete: bool,
    /// Whether the rule stopped it.
    pub(super) stopped: bool,
}

/// A node that waits; ordered by bound, then newest first.
struct Waiting {
    bound: u64,
    number: u64,
    basis: Basis,
    banned: Vec<bool>,
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl Eq for Waiting {}
impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.bound, self.number).cmp(&(other.bound, other.number))
    }
}

struct Search<'a, 't> {
    task: &'t Task<'a>,
    simplex: Simplex<'a>,
    best: Option<u64>,
    plan: Option<Vec<u32>>,
    waiting: BinaryHeap<Waiting>,
    number: u64,
    complete: bool,
    /// Cells banned since the live ones were listed.
    swept: usize,
    /// By row: what giving up the away half, and the near half, did.
    history: Vec<[Past; 2]>,
}

/// What became of a node.
enum Node {
    Settled,
    Split { row: usize, away: Vec<usize>, bound: u64 },
    Stopped,
}

/// Searches the whole grid from the given basis (or from price 0).
pub(super) fn search(task: &Task<'_>, start: Option<Basis>, stop: &mut Stop<'_>) -> Found {
    let mut simplex = Simplex::new(task.grid, task.scale.to_vec(), task.seed);
    if let Some(basis) = start {
        simplex.resume(basis, Vec::new());
    }
    let banned = vec![false; task.grid.value.len()];
    simplex.banned.clone_from(&banned);
    let root = Waiting { bound: u64::MAX, number: 0, basis: simplex.basis.clone(), banned };
    let mut search = Search {
        task,
        simplex,
        best: task.beat,
        plan: None,
        waiting: BinaryHeap::new(),
        number: 0,
        complete: true,
        swept: 0,
        history: vec![[Past::default(); 2]; task.grid.rows()],
    };
    search.waiting.push(root);
    search.all(stop)
}

impl Search<'_, '_> {
    fn all(mut self, stop: &mut Stop<'_>) -> Found {
        let bytes = self.task.grid.value.len() + 4 * self.task.grid.rows() + 16 * self.task.grid.limits() + 200;
        let mut nodes = 0;
        let mut stopped = false;
        let mut left_open = None;
        'dives: while let Some(next) = self.waiting.pop() {
            let mut bound = next.bound;
            if self.is_settled(bound) {
                break; // best first: all that wait are settled too
            }
            self.simplex.resume(next.basis, next.banned);
            loop {
                nodes += 1;
                let full = nodes > self.task.nodes || self.waiting.len() * bytes > MEMORY;
                let node = if full { Node::Stopped } else { self.node(stop) };
                match node {
                    Node::Settled => break,
                    Node::Stopped => {
                        stopped = !full;
                        left_open = Some(bound);
                        break 'dives;
                    }
                    Node::Split { row, away, bound: own } => {
                        bound = own.min(bound);
                        if !self.split(row, &away, bound) {
                            break;
                        }
                    }
                }
            }
        }
        let empty = self.waiting.is_empty() && left_open.is_none();
        let open = self.waiting.peek().map_or(0, |node| node.bound).max(left_open.unwrap_or(0));
        let open = if self.complete { open } else { u64::MAX };
        let complete = self.complete && (empty || self.is_settled(open));
        Found { upper: open.max(self.best.unwrap_or(0)), plan: self.plan, complete, stopped }
    }

    fn is_settled(&self, bound: u64) -> bool {
        self.best.is_some_and(|best| bound <= best) || (bound == 0 && self.best.is_some())
    }

    /// Leaves one half waiting and goes on with the other. False if the dive ends here.
    fn split(&mut self, row: usize, away: &[usize], bound: u64) -> bool {
        let mut banned = self.simplex.banned.clone();
        let mut others = false;
        for cell in self.task.grid.cells(row) {
            if !away.contains(&cell) {
                banned[cell] = true;
            } else if !banned[cell] {
                others = true;
            }
        }
        if others {
            let mut basis = self.simplex.basis.clone();
            basis.forget_inverse();
            self.number += 1;
            self.waiting.push(Waiting { bound, number: self.number, basis, banned });
        }
        away.iter().all(|&cell| self.simplex.ban(row, cell))
    }

    /// Solves the node at hand.
    fn node(&mut self, stop: &mut Stop<'_>) -> Node {
        self.simplex.mend_banned_keys();
        let cut = self.best.map_or(f64::NEG_INFINITY, |best| best as f64 + 1.0 - 1e-4);
        let mut end = self.simplex.run(cut, stop);
        if end == End::Cut && !self.is_settled(floor(self.simplex.certified())) {
            end = self.simplex.run(f64::NEG_INFINITY, stop);
        }
        match end {
            End::Cut => return Node::Settled,
            End::Stopped => return Node::Stopped,
            End::Infeasible(ray) => {
                if certified(self.task.grid, &ray, false, &self.simplex.banned) >= 0.0 {
                    self.complete = false;
                }
                return Node::Settled;
            }
            End::Optimal => {}
        }
        let exact = self.simplex.certified();
        let bound = floor(exact);
        if self.is_settled(bound) {
            return Node::Settled;
        }
        let fractions = self.simplex.fractions();
        self.round(&fractions);
        if self.is_settled(bound) {
            return Node::Settled;
        }
        if !self.fix(exact) {
            return Node::Settled;
        }
        match self.choose(&fractions, stop) {
            Some((row, away)) => Node::Split { row, away, bound },
            None => Node::Settled,
        }
    }

    /// Rounds the shares to a plan, fills it up, keeps it if it is better than the best.
    fn round(&mut self, fractions: &[Fraction]) {
        let plan = self.simplex.rounded();
        let mut draft = Draft::with_costs(self.task.grid, self.task.scale, self.simplex.costs(), plan);
        if !draft.is_feasible() && self.number.is_multiple_of(16) {
            let rows: Vec<u32> = (0..).take(self.task.grid.rows()).collect();
            draft.repair(&rows);
        }
        if draft.is_feasible() {
            let rows: Vec<u32> = (0..).take(self.task.grid.rows()).collect();
            if !fractions.is_empty() {
                draft.fill(&rows, usize::MAX);
            }
            if self.number.is_multiple_of(32) && self.best.is_none_or(|best| draft.worth() * 501 > best * 500) {
                draft.exchange(&rows, 300);
            }
            let worth = draft.worth();
            if self.best.is_none_or(|best| worth > best) {
                self.best = Some(worth);
                self.plan = Some(draft.plan);
            }
        }
    }

    /// Takes cells out of use that can't be part of a better plan. False if a row has none left.
    fn fix(&mut self, bound: f64) -> bool {
        let Some(best) = self.best else { return true };
        let room = bound - (best as f64 + 1.0) + 1e-6;
        let losers = self.simplex.losers(room);
        self.swept += losers.len();
        let alive = losers.into_iter().all(|(row, cell)| self.simplex.ban(row, cell));
        if alive && self.swept * 4 > self.simplex.live_patterns.len() {
            self.simplex.sweep();
            self.swept = 0;
        }
        alive
    }

    /// The row to branch on and the cells the dive gives up.
    fn choose(&mut self, fractions: &[Fraction], stop: &mut Stop<'_>) -> Option<(usize, Vec<usize>)> {
        let mut rows: Vec<&Fraction> = fractions.iter().filter(|f| f.most < 1.0 - 1e-6).collect();
        rows.sort_by(|a, b| a.most.total_cmp(&b.most).then(a.row.cmp(&b.row)));
        if rows.is_empty() {
            // Shares are whole within tolerance, but integers say no: try any row that still has a choice.
            let grid = self.task.grid;
            let allowed = |row: usize| grid.cells(row).filter(|&c| !self.simplex.banned[c]).count();
            let row = (0..grid.rows()).find(|&row| allowed(row) > 1)?;
            let keep = self.simplex.basis.key[row] as usize;
            return Some((row, grid.cells(row).filter(|&cell| cell != keep).collect()));
        }
        let mut sides: Vec<Sides> = rows.iter().map(|f| self.sides(f)).collect();
        if sides.len() == 1 {
            return sides.pop().map(|side| (side.row, side.away));
        }
        let estimate = |side: &Sides| {
            let [away, near] = [0, 1].map(|half| self.history[side.row][half].mean() * side.mass[half]);
            (away + 1e-6) * (near + 1e-6)
        };
        let mut order: Vec<(f64, usize)> = sides.iter().map(estimate).zip(0..).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let basis = self.simplex.basis.clone();
        let banned = self.simplex.banned.clone();
        let mut best: Option<(f64, usize, bool)> = None;
        let mut trials = 0;
        for (score, index) in order {
            let side = &sides[index];
            let known = self.history[side.row].iter().all(|half| half.count >= RELIABLE);
            let (score, turned) = if known || trials >= TRIALS || stop.now() {
                let [away, near] = [0, 1].map(|half| self.history[side.row][half].mean() * side.mass[half]);
                (score, away > near)
            } else {
                trials += 1;
                let (drops, dead) = self.trial(side, &basis, &banned);
                for (half, drop) in drops.iter().enumerate() {
                    self.history[side.row][half].add(drop / side.mass[half].max(0.01));
                }
                if dead {
                    best = Some((f64::INFINITY, index, drops[0] > drops[1]));
                    break;
                }
                ((drops[0] + 1e-6) * (drops[1] + 1e-6), drops[0] > drops[1])
            };
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, index, turned));
            }
        }
        let (_, index, turned) = best?;
        let side = sides.swap_remove(index);
        Some((side.row, if turned { side.near } else { side.away }))
    }

    /// How far the bound falls on either side within a few steps, and whether one side is settled by that.
    fn trial(&mut self, side: &Sides, basis: &Basis, banned: &[bool]) -> ([f64; 2], bool) {
        let before = self.simplex.objective();
        let cut = self.best.map_or(f64::NEG_INFINITY, |best| best as f64 + 1.0 - 1e-4);
        let most = if self.best.is_some() { (before - cut).max(1e-6) } else { before.abs() };
        let mut drops = [0.0; 2];
        let mut dead = false;
        for (drop, out) in drops.iter_mut().zip([&side.away, &side.near]) {
            let alive = out.iter().all(|&cell| self.simplex.ban(side.row, cell));
            let end = if alive { self.simplex.run(cut, &mut Stop::Iterations(TRIAL_STEPS)) } else { End::Cut };
            *drop = match end {
                End::Cut | End::Infeasible(_) => {
                    dead = true;
                    most
                }
                _ => (before - self.simplex.objective()).max(0.0),
            };
            self.simplex.undo(basis, banned);
        }
        (drops, dead)
    }

    /// Splits a row's cells by price between the two largest shares.
    fn sides(&self, fraction: &Fraction) -> Sides {
        let row = fraction.row as usize;
        let [first, second] = fraction.largest.map(|cell| cell as usize);
        let grid = self.task.grid;
        let cost = |cell: usize| self.simplex.table[grid.pattern[cell] as usize][0];
        let middle = f64::midpoint(cost(first), cost(second));
        let dear = cost(first) > middle;
        let clear = (cost(first) - cost(second)).abs() > 1e-9 * (1.0 + cost(first).abs());
        let with_first = |&cell: &usize| if clear { (cost(cell) > middle) == dear } else { cell == first };
        let (near, away) = grid.cells(row).partition(with_first);
        let apart = fraction.shares.iter().filter(|(_, cell)| !with_first(&(*cell as usize)));
        let away_mass: f64 = apart.map(|(share, _)| share).sum();
        Sides { row, near, away, mass: [away_mass, 1.0 - away_mass] }
    }
}

/// Two halves of a row's cells.
struct Sides {
    row: usize,
    /// The half with the largest share.
    near: Vec<usize>,
    away: Vec<usize>,
    /// Shares of the away half and of the near one.
    mass: [f64; 2],
}

/// What branching on a row did to the bound so far, a unit of share moved.
#[derive(Debug, Clone, Copy, Default)]
struct Past {
    sum: f64,
    count: u32,
}

impl Past {
    fn add(&mut self, drop: f64) {
        self.sum += drop;
        self.count += 1;
    }

    fn mean(self) -> f64 {
        if self.count == 0 { 0.1 } else { self.sum / f64::from(self.count) }
    }
}
