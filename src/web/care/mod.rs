//! The care desk: answers to our posts, by the time left.

pub mod case;
pub mod list;
pub mod objection;
