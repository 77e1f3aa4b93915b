//! Files in and out. Readers take bytes and give nouns of the domain; writers take plain rows and give bytes.
//!
//! Hostile input ends in a named fault or a quarantined row, never in a panic. What is not kept is not read.

pub mod bookings;
pub mod campaign;
mod csv_rows;
mod fields;
pub mod flights;
pub mod follow_up_text;
mod lines;
pub mod names;
pub mod posts;
pub mod quarantine;
pub mod readings;
