//! The impression report: on a page, on paper, and as files that need nothing else.

mod acting;
pub mod case;
mod case_paper;
pub mod compare;
pub mod download;
pub mod evaluation;
pub mod file;
pub mod forms;
mod groups;
pub mod insight;
mod paper;
mod paper_parts;
pub mod preview;
pub mod public;
pub mod readings;
pub mod repair;
pub mod settings;
pub mod show;
pub mod yardstick;
