//! What tests stand on.

pub mod cases;
pub mod client;
pub mod database;
pub mod desk;
pub mod jet;
pub mod meta_fake;
pub mod nasty;
pub mod opened;
pub mod raw;
pub mod small;
pub mod world;
pub mod x_contract;
pub mod x_mock;
pub mod x_said;
