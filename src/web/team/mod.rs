//! Pages of the campaign team.

mod acting;
pub mod approvals;
pub mod board;
pub mod campaigns;
pub mod candidate;
pub mod candidates;
pub mod edit;
pub mod edit_form;
pub mod events;
pub mod fault;
pub mod follow_ups;
pub mod gift_ideas;
pub mod person;
pub mod plan;
pub mod plan_actions;
pub mod post_edit;
pub mod post_look;
pub mod post_photo;
pub mod posts;
pub mod rehearsal;
pub mod replan;
pub mod review;
pub mod start;
pub mod stop;
pub mod together;
pub mod what_if;
