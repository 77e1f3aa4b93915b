//! A made-up airport day: people, bookings and posts drawn from a seed, for the demo, tests and benches.
//!
//! Same flights, counts and seed give the same day. Nobody in it is real; the truth about who wrote what is kept
//! apart from the posts and serves tests and evaluation only.

mod aboard;
mod authors;
mod bookings;
mod bulk;
mod draw;
mod files;
mod fit;
mod handles;
mod lines;
mod names;
mod outside;
mod parties;
mod posts;
mod seats;
mod slots;
mod stations;
mod truth;
mod voice;

pub use bookings::bookings;
pub use bulk::{BulkCounts, bulk_flights_csv, write_bulk_bookings};
pub use files::{BOOKING_COLUMNS, bookings_csv};
pub(crate) use names::list as names_of;
pub use posts::posts;
pub use truth::{PostKind, Truth};

#[cfg(test)]
mod tests;
