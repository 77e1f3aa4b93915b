//! Pages for gate staff: a phone in one hand, sunlight on the screen. Never a post, never a full name.

pub mod cards;
pub mod events;
pub mod gift;
pub mod list;
pub mod objection;
pub mod paper;
pub mod phone;
pub mod photo;
pub mod rounds;
pub mod stations;
pub mod told;
