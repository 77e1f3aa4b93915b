//! Deliver: who hands over what, where and when.
//!
//! [`solve`] plans rounds for couriers with shifts over optional stops with time windows and prizes (the
//! prize-collecting team orienteering problem with time windows); [`replan`] does so from the rounds people already
//! have and moves little. [`flight_clock`] turns flights into windows, [`station`] gates into walking times, and
//! [`deliveries`] joins them all.

mod answer;
pub mod deliveries;
pub mod flight_clock;
mod frame;
pub mod instance;
mod model;
mod problem;
mod search;
mod solve;
pub mod station;
#[cfg(test)]
mod tests;
mod tours;
mod trips;

pub use answer::{Answer, PlannedStop, Round, Stop, Unserved};
pub use flight_clock::HandOverPoint;
pub use problem::{Courier, Desk, LARGEST_NUMBER, Late, MOST_STOPS, Problem, ProblemFault, StopToServe};
pub use solve::{replan, solve};
