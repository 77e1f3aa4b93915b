//! Addresses without people: health and files.

pub mod files;
pub mod health;
pub mod objection;
pub mod story;
