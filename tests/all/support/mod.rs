//! What tests stand on.

pub mod client;
pub mod database;
pub mod desk;
pub mod raw;
pub mod small;
pub mod world;
