//! Annealing near the margin: one traveller after another takes another option, limits may be broken for a while.
//!
//! A use beyond its limit costs more than its shadow price, so that chains of exchanges (who gives up a gift, who
//! takes it, who makes up for the money) are found step by step. Invariant: a plan is kept only if it keeps every
//! limit, in whole numbers; the walk depends on the seed alone.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::bound::pattern_prices;
use super::grid::{Grid, index32};
use super::stop::Stop;

/// Moves between two looks at the stop rule.
const STRIDE: u64 = 2048;
/// What a free unit of a limit costs at the end, in shares of its price.
const SPARE: f64 = 0.6;
/// At the start a free unit and one beyond a limit cost the same, so that a walk swings about the limits: all that a mean
/// traveller uses costs so many mean losses of a second choice, but a unit no larger share of its price than this.
const SWING: f64 = 0.6;
const MOST_AT_START: f64 = 0.1;
/// Temperatures at the start and at the end, in shares of the mean loss of a second choice.
const HEAT: [f64; 2] = [0.1, 0.01];
/// Share of a walk, at its start, of which no plan is kept: it would be too near to the one the walk comes from.
const WARM_UP: f64 = 0.25;

/// What a walk is given.
pub(super) struct Walk<'a> {
    pub(super) grid: &'a Grid,
    /// The gift of each pattern; rows may exchange gifts.
    pub(super) gift: &'a [u32],
    pub(super) scale: &'a [f64],
    pub(super) prices: &'a [f64],
    /// Who may change, and the most that an option may lose after prices.
    pub(super) rows: &'a [u32],
    pub(super) room: f64,
    pub(super) moves: u64,
    /// What a unit beyond a limit costs at the end, in shares of its price.
    pub(super) pressure: f64,
    pub(super) seed: u64,
}

/// A row's options that may be of use.
struct Choices {
    first: Vec<u32>,
    cells: Vec<u32>,
    /// Mean loss of a row's next best option.
    step: f64,
}

impl Walk<'_> {
    /// Whatever a row has now is among its choices, so that it can be left.
    fn choices(&self, plan: &[u32]) -> Choices {
        let cost = pattern_prices(self.grid, self.prices);
        let mut choices = Choices { first: vec![0], cells: Vec::new(), step: 0.0 };
        let mut steps = 0.0;
        for &row in self.rows {
            let worth = |cell: usize| f64::from(self.grid.value[cell]) - cost[self.grid.pattern[cell] as usize];
            let mut own: Vec<(f64, u32)> =
                self.grid.cells(row as usize).map(|cell| (worth(cell), index32(cell))).collect();
            own.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let lead = own[0].0;
            if own.len() > 1 {
                steps += lead - own[1].0;
            }
            own.retain(|(worth, cell)| lead - worth <= self.room || *cell == plan[row as usize]);
            choices.cells.extend(own.into_iter().map(|(_, cell)| cell));
            choices.first.push(index32(choices.cells.len()));
        }
        choices.step = (steps / self.rows.len().max(1) as f64).max(0.1);
        choices
    }

    /// Walks from `plan`. The best plan met that keeps all limits, be it better or worse than `plan`; if there was none,
    /// where the walk ended, and false.
    pub(super) fn go(&self, plan: &[u32], stop: &mut Stop<'_>) -> (Vec<u32>, bool) {
        let choices = self.choices(plan);
        let open: Vec<u32> = (0..index32(self.rows.len()))
            .filter(|&at| choices.first[at as usize + 1] - choices.first[at as usize] > 1)
            .collect();
        if open.is_empty() {
            return (plan.to_vec(), false);
        }
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let mut state = Position::new(self, plan);
        let mut best: Option<i64> = None;
        let mut kept = state.now.clone();
        let mut changed: Vec<u32> = Vec::new();
        let start = state.start(choices.step);
        let mut heat = 1.0;
        let mut warm = false;
        let draw =
            |rng: &mut ChaCha8Rng, count: usize| ((u64::from(rng.random::<u32>()) * count as u64) >> 32) as usize;
        for number in 0..self.moves {
            if number % STRIDE == 0 {
                if stop.now() {
                    break;
                }
                let at = number as f64 / self.moves as f64;
                let mix = |[from, to]: [f64; 2]| from * (to / from).powf(at);
                heat = choices.step * mix(HEAT);
                state.weigh(mix([start, SPARE]), mix([start, self.pressure]));
                warm = at >= WARM_UP;
            }
            let at = open[draw(&mut rng, open.len())];
            let own = choices.of(at);
            let cell = own[draw(&mut rng, own.len())];
            let old = state.now[at as usize];
            if old == cell {
                continue;
            }
            // Alone, or with one who has that gift: either takes the gift given up, or anything.
            let holders = &state.holders[self.gift_of(cell)];
            let partner = (!holders.is_empty() && rng.random::<bool>()).then(|| holders[draw(&mut rng, holders.len())]);
            let mut rise = state.change(at, cell);
            let mut other = None;
            if let Some(partner) = partner {
                let own = choices.of(partner);
                let given = own.iter().find(|&&to| self.gift_of(to) == self.gift_of(old));
                let to = match given {
                    Some(&to) if rng.random::<bool>() => to,
                    _ => own[draw(&mut rng, own.len())],
                };
                other = Some((partner, state.now[partner as usize]));
                rise += state.change(partner, to);
            }
            if rise > 0.0 && rise >= heat * -rng.random::<f64>().ln() {
                if let Some((partner, back)) = other {
                    state.change(partner, back);
                }
                state.change(at, old);
                continue;
            }
            changed.push(at);
            changed.extend(other.map(|(partner, _)| partner));
            if changed.len() > 8 * self.rows.len() {
                changed.sort_unstable();
                changed.dedup();
            }
            if state.broken == 0 && warm && best.is_none_or(|best| state.worth > best) {
                best = Some(state.worth);
                for at in changed.drain(..) {
                    kept[at as usize] = state.now[at as usize];
                }
            }
        }
        let end = if best.is_some() { kept } else { state.now };
        let mut plan = plan.to_vec();
        for (&row, &cell) in self.rows.iter().zip(&end) {
            plan[row as usize] = cell;
        }
        (plan, best.is_some())
    }

    fn gift_of(&self, cell: u32) -> usize {
        // "Nothing" has the largest number; it shares the place after the last gift.
        self.gift[self.grid.pattern[cell as usize] as usize].wrapping_add(1) as usize
    }
}

impl Choices {
    fn of(&self, at: u32) -> &[u32] {
        &self.cells[self.first[at as usize] as usize..self.first[at as usize + 1] as usize]
    }
}

/// Where a walk stands.
struct Position<'a> {
    walk: &'a Walk<'a>,
    /// The cell of each of the walk's rows.
    now: Vec<u32>,
    used: Vec<i64>,
    /// Limits that are broken.
    broken: usize,
    /// True value.
    worth: i64,
    /// What each pattern costs at the prices.
    cost: Vec<f64>,
    /// Price of a unit beyond a limit, and of a free unit below its cap or above its quota.
    base: Vec<f64>,
    beyond: Vec<f64>,
    spare: Vec<f64>,
    /// Who has each gift, and where they stand there.
    holders: Vec<Vec<u32>>,
    place: Vec<u32>,
}

impl<'a> Position<'a> {
    fn new(walk: &'a Walk<'a>, plan: &[u32]) -> Self {
        let grid = walk.grid;
        let used = grid.used(plan);
        let broken = (0..grid.limits()).filter(|&l| used[l] > grid.hi[l] || used[l] < grid.lo[l]).count();
        let now: Vec<u32> = walk.rows.iter().map(|&row| plan[row as usize]).collect();
        let worth = i64::try_from(grid.worth(plan)).unwrap_or(i64::MAX);
        let mean = worth as f64 / grid.rows().max(1) as f64;
        // A limit without a price must be kept too: beyond it, its largest use costs a share of a mean gift.
        let base =
            walk.prices.iter().zip(walk.scale).map(|(price, scale)| price.abs().max(0.3 * mean * scale)).collect();
        let gifts = walk.gift.iter().map(|gift| gift.wrapping_add(1)).max().unwrap_or(0) as usize + 1;
        let mut holders = vec![Vec::new(); gifts];
        let mut place = Vec::with_capacity(now.len());
        for (at, &cell) in (0..).zip(&now) {
            let list: &mut Vec<u32> = &mut holders[walk.gift_of(cell)];
            place.push(index32(list.len()));
            list.push(at);
        }
        let cost = pattern_prices(grid, walk.prices);
        let zero = vec![0.0; grid.limits()];
        Self { walk, now, used, broken, worth, cost, base, beyond: zero.clone(), spare: zero, holders, place }
    }

    /// What a unit too much or left over costs at the start, in shares of its price: so little that a traveller can take
    /// another gift although others make up for it only later.
    fn start(&self, step: f64) -> f64 {
        let costs = self.now.iter().map(|&cell| self.cost[self.walk.grid.pattern[cell as usize] as usize].abs());
        let mean = costs.sum::<f64>() / self.now.len() as f64;
        (SWING * step / mean.max(f64::MIN_POSITIVE)).min(MOST_AT_START)
    }

    fn weigh(&mut self, spare: f64, beyond: f64) {
        for limit in 0..self.base.len() {
            self.beyond[limit] = self.base[limit] * beyond;
            self.spare[limit] = self.walk.prices[limit].abs() * spare;
        }
    }

    /// Gives a row another cell. Returns by how much the plan is worse for it.
    fn change(&mut self, at: u32, cell: u32) -> f64 {
        let at = at as usize;
        let old = std::mem::replace(&mut self.now[at], cell);
        let walk = self.walk;
        let grid = walk.grid;
        let value = |cell: u32| i64::from(grid.value[cell as usize]);
        let cost = |cell: u32| self.cost[grid.pattern[cell as usize] as usize];
        let gain = value(cell) - value(old);
        let mut rise = cost(cell) - cost(old) - gain as f64;
        self.worth += gain;
        let (used, broken, beyond, spare) = (&mut self.used, &mut self.broken, &self.beyond, &self.spare);
        each_change(grid, old as usize, cell as usize, |limit, amount| {
            let (lo, hi) = (grid.lo[limit], grid.hi[limit]);
            let price = walk.prices[limit];
            let state = |used: i64| {
                let out = (used - hi).max(lo - used).max(0);
                let free = if price >= 0.0 { hi - used } else { used - lo }.max(0);
                (out, beyond[limit] * out as f64 + spare[limit] * free as f64)
            };
            let (out, before) = state(used[limit]);
            used[limit] += amount;
            let (out_now, after) = state(used[limit]);
            rise += after - before;
            if (out > 0) != (out_now > 0) {
                if out > 0 { *broken -= 1 } else { *broken += 1 }
            }
        });
        let (from, to) = (walk.gift_of(old), walk.gift_of(cell));
        if from != to {
            let place = self.place[at] as usize;
            self.holders[from].swap_remove(place);
            if let Some(&moved) = self.holders[from].get(place) {
                self.place[moved as usize] = index32(place);
            }
            self.place[at] = index32(self.holders[to].len());
            self.holders[to].push(index32(at));
        }
        rise
    }
}

/// Calls with each limit whose use changes, and by how much.
#[inline]
fn each_change(grid: &Grid, old: usize, new: usize, mut change: impl FnMut(usize, i64)) {
    let (old, new) = (grid.uses(old), grid.uses(new));
    let (mut o, mut n) = (0, 0);
    while o < old.len() || n < new.len() {
        let next_old = old.get(o).map_or(u32::MAX, |u| u.0);
        let next_new = new.get(n).map_or(u32::MAX, |u| u.0);
        let limit = next_old.min(next_new) as usize;
        let mut amount = 0;
        if next_old <= next_new {
            amount -= old[o].1;
            o += 1;
        }
        if next_new <= next_old {
            amount += new[n].1;
            n += 1;
        }
        if amount != 0 {
            change(limit, amount);
        }
    }
}
