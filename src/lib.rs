//! giftgate plans, delivers and measures surprise campaigns for air travellers.
//!
//! The folders follow the seven steps: listen → match → choose → approve → deliver → follow up → measure.
//!
//! **The pure core** takes data in and gives a decision with reasons out. It knows no clock, no randomness
//! but the generator it is handed, no files and no network, and nothing in it is async:
//! [`domain`] the nouns and their states · [`signals`] text → facts · [`linkage`] author ↔ passenger ·
//! [`scoring`] match × gift → score · [`allocation`] the best set under all caps · [`rounds`] who hands it
//! over when, and the flight clock · [`effect`] readings → figures · [`checker`] re-checks every answer ·
//! [`sample`] a made-up airport day · [`evaluation`] how right all this is, on labelled data.
//!
//! **The edges**: [`texts`] five languages · [`formats`] files in and out · [`mail`] letters and how they go out · [`store`] the database · [`services`] one capability a file,
//! the only writers · [`jobs`] work that runs later · [`web`] pages · [`cli`] commands.
//!
//! **Direction.** Core rooms see `domain` and rooms of earlier steps. `formats` and `store` see the core, not each
//! other. `services` see those; `jobs`, `web` and `cli` see services. `tests/house.rs` holds this to be true.

#[macro_use]
pub mod domain;

pub mod allocation;
pub mod app;
pub mod checker;
pub mod cli;
pub mod config;
pub mod effect;
pub mod evaluation;
pub mod formats;
pub mod jobs;
pub mod linkage;
pub mod mail;
pub mod networks;
pub mod rounds;
pub mod sample;
pub mod scoring;
pub mod services;
pub mod signals;
pub mod store;
pub mod texts;
pub mod web;
