//! Files in and out. Readers take bytes and give nouns of the domain; writers take plain rows and give bytes.
//!
//! Hostile input ends in a named fault or a quarantined row, never in a panic. What is not kept is not read.

pub mod bcbp;
pub mod booking_files;
pub mod bookings;
pub mod calendar;
pub mod campaign;
pub mod cells;
mod cose;
mod csv_rows;
pub mod delivery_list;
pub mod delivery_pdf;
pub mod delivery_words;
pub mod drawing;
pub mod feeds;
mod fields;
pub mod firehose;
pub mod flight_map;
pub mod flights;
pub mod follow_up_text;
pub mod follow_ups;
mod lines;
pub mod matches;
pub mod meta_hooks;
pub mod names;
mod paper;
mod paper_font;
mod paper_picture;
mod paper_tags;
mod paper_text;
pub mod pass_key;
pub mod photo;
pub mod plan_json;
pub mod platform_exports;
pub mod pnl;
mod pnl_parts;
pub mod pnl_write;
pub mod post_look;
pub mod posts;
mod print_looks;
pub mod quarantine;
pub mod quarantine_csv;
pub mod readings;
pub mod report_figures;
pub mod report_pdf;
pub mod report_xlsx;
pub mod schiphol;
pub mod statuses;
pub mod telex;
pub mod tweets;
pub mod webauthn;
pub mod xml_pieces;

#[cfg(test)]
mod hostile_tests;
