//! The nouns of giftgate and the states they go through.
//!
//! Plain data and pure decisions: nothing here reads a clock, draws a number or does I/O. A state changes only
//! through a method that says who may change it and refuses, with a [`refusal::Refusal`], what is not allowed.

#[macro_use]
pub mod words;

pub mod flight;
pub mod id;
pub mod instant;
pub mod language;
pub mod money;
pub mod post;
pub mod traveller;
