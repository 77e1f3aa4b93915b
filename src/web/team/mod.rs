//! Pages of the campaign team.

mod acting;
pub mod board;
pub mod campaigns;
pub mod candidate;
pub mod candidates;
pub mod events;
pub mod follow_ups;
pub mod person;
pub mod plan;
pub mod review;
pub mod stop;
