//! Pages of the campaign team.

pub mod board;
pub mod campaigns;
pub mod candidate;
pub mod candidates;
pub mod follow_ups;
pub mod plan;
