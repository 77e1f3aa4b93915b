//! What tests stand on.

pub mod database;
pub mod world;
