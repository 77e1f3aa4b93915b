//! The impression report: on a page, and as one file that needs nothing else.

pub mod evaluation;
pub mod file;
pub mod show;
pub mod yardstick;
