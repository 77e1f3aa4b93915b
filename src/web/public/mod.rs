//! Addresses without people: health and files.

pub mod card;
pub mod files;
pub mod health;
pub mod objection;
pub mod short;
pub mod story;
