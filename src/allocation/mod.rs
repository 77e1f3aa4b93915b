//! Who gets what: the best set of gifts under all caps at once, with a proven upper bound.
//!
//! The model is the multiple-choice multi-dimensional knapsack with upper limits and quotas: at most one option a
//! traveller, exactly one if required. Way through the room: [`parse`] → [`problem`] → [`solve()`] (best prices by
//! `simplex` and `ladder`, plan by `repair`, proof by `prove` and `branch`) → [`answer`].
//! Integers decide what is feasible, always.

mod anneal;
pub mod answer;
mod bound;
mod branch;
mod core;
mod cuts;
mod explain;
mod grid;
mod infeasible;
pub mod instance;
mod ladder;
mod look;
pub mod margin;
mod merge;
mod neighbours;
pub mod parse;
mod pivot;
pub mod problem;
mod prove;
mod repair;
mod simplex;
mod smooth;
pub mod solve;
pub mod stop;
#[cfg(test)]
mod tests;
pub mod what_if;

pub use answer::{Answer, Choice, Clash, Difference, NotChosen, PriceRange, Status};
pub use instance::bench_instance;
pub use margin::Margin;
pub use problem::{Builder, InputFault, Limit, Problem};
pub use solve::{solve, solve_from};
pub use stop::Stop;
pub use what_if::{Change, Known, what_if};
