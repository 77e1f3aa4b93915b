//! Evaluate: how well the core listens and matches, measured on labelled data and told with its uncertainty.
//!
//! Pure: labelled lines in, tables and curves out. Nothing here holds a text of the data it measured; a miss is named by
//! its line.

pub mod extraction;
pub mod gates;
pub mod report;
pub mod score;
