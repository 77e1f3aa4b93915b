//! The impression report: on a page, on paper, and as files that need nothing else.

pub mod download;
pub mod evaluation;
pub mod file;
pub mod forms;
mod paper;
pub mod show;
pub mod yardstick;
