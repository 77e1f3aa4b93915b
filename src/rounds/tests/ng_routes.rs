//! An upper bound that shares nothing with the search: column generation over ng-routes (Baldacci, Mingozzi and Roberti
//! 2011; for orienteering, Righini and Salani 2009).
//!
//! Invariant: for any prices `p >= 0` of the stops, `sum p + couriers x (best route after prices)` bounds every answer, and
//! so does it when the best is taken over a wider set of routes: ng-routes may come back to a stop once it is forgotten.
//! All of the bound is reckoned in whole thousandths; the linear program only suggests prices.

use super::super::*;

/// Thousandths of a prize.
const MILLI: i64 = 1000;
/// How many nearest stops remember that a stop was served.
const REMEMBER: usize = 9;
/// Columns added in one turn.
const COLUMNS: usize = 40;

struct Label {
    stop: usize,
    leave: i64,
    value: i64,
    memory: u128,
    before: Option<usize>,
}

/// Couriers alike, capacity and trips left aside (which only widens what is allowed).
struct Bounder<'a> {
    problem: &'a Problem,
    place: Vec<usize>,
    ends: [usize; 2],
    near: Vec<u128>,
}

impl<'a> Bounder<'a> {
    fn new(problem: &'a Problem) -> Self {
        assert!(problem.stops.len() <= 128, "too many stops for the memory of a label");
        let of = |name: &str| problem.places.iter().position(|known| known == name).expect("a place");
        let place: Vec<usize> = problem.stops.iter().map(|stop| of(&stop.place)).collect();
        let courier = &problem.couriers[0];
        for other in &problem.couriers {
            assert_eq!((&other.start, &other.end, other.shift), (&courier.start, &courier.end, courier.shift));
        }
        let near = place.iter().enumerate().map(|(stop, &here)| {
            let mut others: Vec<usize> = (0..place.len()).collect();
            others.sort_by_key(|&other| (other != stop, problem.travel[place[other]][here]));
            others.iter().take(REMEMBER).fold(0_u128, |mask, other| mask | 1 << other)
        });
        Self { near: near.collect(), problem, ends: [of(&courier.start), of(&courier.end)], place }
    }

    /// The best value after prices, and the best routes as stops with repeats.
    fn best_routes(&self, prices: &[i64]) -> (i64, Vec<Vec<usize>>) {
        let [opens, closes] = self.problem.couriers[0].shift;
        let mut labels: Vec<Label> = Vec::new();
        let mut at: Vec<Vec<usize>> = vec![Vec::new(); self.place.len()];
        let mut queue = std::collections::BTreeSet::new();
        let mut extend = |from: Option<usize>, labels: &mut Vec<Label>, queue: &mut std::collections::BTreeSet<_>| {
            let (here, leave, value, memory) = from.map_or((self.ends[0], opens, 0, 0), |label| {
                let label = &labels[label];
                (self.place[label.stop], label.leave, label.value, label.memory)
            });
            for (stop, given) in self.problem.stops.iter().enumerate().filter(|(stop, _)| memory & (1 << stop) == 0) {
                let there = self.place[stop];
                let start = given.window[0].max(leave + self.problem.travel[here][there]);
                let leave = start + given.service;
                if start > given.window[1] || leave + self.problem.travel[there][self.ends[1]] > closes {
                    continue;
                }
                let value = value + given.prize * MILLI - prices[stop];
                let memory = memory & self.near[stop] | 1 << stop;
                let dominates = |one: &Label, leave, value, memory: u128| {
                    one.leave <= leave && one.value >= value && one.memory & !memory == 0
                };
                if at[stop].iter().any(|&other| dominates(&labels[other], leave, value, memory)) {
                    continue;
                }
                let label = Label { stop, leave, value, memory, before: from };
                at[stop].retain(|&other| {
                    let other_one = &labels[other];
                    let stays = !dominates(&label, other_one.leave, other_one.value, other_one.memory);
                    if !stays {
                        queue.remove(&(other_one.leave, other));
                    }
                    stays
                });
                at[stop].push(labels.len());
                queue.insert((leave, labels.len()));
                labels.push(label);
            }
        };
        extend(None, &mut labels, &mut queue);
        while let Some((_, label)) = queue.pop_first() {
            extend(Some(label), &mut labels, &mut queue);
        }
        let mut best: Vec<usize> = at.into_iter().flatten().filter(|&label| labels[label].value > 0).collect();
        best.sort_by_key(|&label| std::cmp::Reverse(labels[label].value));
        let most = best.first().map_or(0, |&label| labels[label].value);
        let route = |mut label: usize| {
            let mut stops = vec![labels[label].stop];
            while let Some(before) = labels[label].before {
                stops.push(labels[before].stop);
                label = before;
            }
            stops
        };
        (most, best.into_iter().take(COLUMNS).map(route).collect())
    }
}

/// Primal simplex with a dense inverse: largest `prize x` with each stop at most once and no more routes than couriers.
struct Master {
    rows: usize,
    columns: Vec<(f64, Vec<f64>)>,
    basis: Vec<usize>,
    inverse: Vec<Vec<f64>>,
    level: Vec<f64>,
}

impl Master {
    fn new(stops: usize, couriers: usize) -> Self {
        let rows = stops + 1;
        let unit = |row: usize| (0..rows).map(|at| f64::from(u8::from(at == row))).collect::<Vec<_>>();
        // A little more than 1, each row differently, so that the simplex does not go in circles.
        let level = (0..rows).map(|row| {
            let whole = if row == stops { couriers as f64 } else { 1.0 };
            whole + 1e-7 * (1 + row * 37 % 101) as f64
        });
        Self {
            rows,
            columns: (0..rows).map(|row| (0.0, unit(row))).collect(),
            basis: (0..rows).collect(),
            inverse: (0..rows).map(unit).collect(),
            level: level.collect(),
        }
    }

    fn add(&mut self, prize: i64, route: &[usize]) {
        let mut column = vec![0.0; self.rows];
        column[self.rows - 1] = 1.0;
        for &stop in route {
            column[stop] += 1.0;
        }
        self.columns.push((prize as f64, column));
    }

    fn prices(&self) -> Vec<f64> {
        let mut prices = vec![0.0; self.rows];
        for (&column, row) in self.basis.iter().zip(&self.inverse) {
            let prize = self.columns[column].0;
            if prize != 0.0 {
                prices.iter_mut().zip(row).for_each(|(price, share)| *price += prize * share);
            }
        }
        prices
    }

    fn solve(&mut self) -> Vec<f64> {
        for _ in 0..5_000 {
            let prices = self.prices();
            let gain = |(prize, column): &(f64, Vec<f64>)| {
                prize - column.iter().zip(&prices).map(|(share, price)| share * price).sum::<f64>()
            };
            let gains = self.columns.iter().map(gain).enumerate();
            let Some((entering, _)) = gains.filter(|(_, gain)| *gain > 1e-7).max_by(|a, b| a.1.total_cmp(&b.1)) else {
                return prices;
            };
            let column = &self.columns[entering].1;
            let way: Vec<f64> =
                self.inverse.iter().map(|row| row.iter().zip(column).map(|(a, b)| a * b).sum()).collect();
            let steps = (0..self.rows).filter(|&row| way[row] > 1e-9).map(|row| (row, self.level[row] / way[row]));
            let Some((leaving, step)) = steps.min_by(|a, b| a.1.total_cmp(&b.1)) else { return prices };
            self.basis[leaving] = entering;
            let pivot: Vec<f64> = self.inverse[leaving].iter().map(|cell| cell / way[leaving]).collect();
            for row in (0..self.rows).filter(|&row| row != leaving && way[row] != 0.0) {
                self.level[row] -= step * way[row];
                self.inverse[row].iter_mut().zip(&pivot).for_each(|(cell, pivot)| *cell -= way[row] * pivot);
            }
            self.inverse[leaving] = pivot;
            self.level[leaving] = step;
        }
        self.prices()
    }
}

/// A price in thousandths, rounded down; any price that is not negative will do.
#[expect(clippy::cast_possible_truncation, reason = "prices are no larger than prizes")]
fn milli_of(price: f64) -> i64 {
    (price.max(0.0) * MILLI as f64) as i64
}

/// A proven upper bound on the prize of any answer; ends early once it is down to `enough`.
pub(super) fn upper_bound(problem: &Problem, enough: i64) -> i64 {
    let stops = problem.stops.len();
    let couriers = i64::try_from(problem.couriers.len()).expect("few couriers");
    let mut bound = problem.stops.iter().map(|stop| stop.prize).sum::<i64>();
    if couriers == 0 {
        return 0;
    }
    let bounder = Bounder::new(problem);
    let mut master = Master::new(stops, problem.couriers.len());
    for _ in 0..400 {
        let prices = master.solve();
        let milli: Vec<i64> = prices[..stops].iter().map(|&price| milli_of(price)).collect();
        let (most, routes) = bounder.best_routes(&milli);
        bound = bound.min((milli.iter().sum::<i64>() + couriers * most) / MILLI);
        // A thousandth a stop is lost to rounding.
        let nothing_new = (most - milli_of(prices[stops])) <= i64::try_from(stops).expect("few") + 1;
        if bound <= enough || nothing_new {
            break;
        }
        for route in routes {
            master.add(route.iter().map(|&stop| problem.stops[stop].prize).sum(), &route);
        }
    }
    bound
}
