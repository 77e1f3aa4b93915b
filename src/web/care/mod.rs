//! The care desk: answers to our posts, by the time left.

mod canned;
pub mod case;
pub mod list;
pub mod objection;
