//! Match: who of the booked passengers wrote this post? Probabilistic record linkage (Fellegi & Sunter 1969).
//!
//! [`Manifest::new`] indexes passengers and legs (later changes: `Manifest::apply`); [`Manifest::candidates`] compares a post's [`Clues`] with those who
//! can have written it; [`resolve`] looks at a whole batch for rival authors. Each candidate shows its evidence in bits:
//! prior and lines add up to its weight, and `probability = 2^weight / (1 + 2^weight)`.
//! A name alone never suggests anybody, and two who fit equally well are both ambiguous, never a guess.

mod bearer;
mod blocking;
mod calibration;
mod candidate;
mod changes;
mod clues;
mod estimation;
mod flip;
mod fold;
mod handle;
mod isotonic;
mod kana;
mod levels;
mod lexicon;
mod lines;
mod manifest;
mod matching;
mod names;
mod nicknames;
mod owners;
mod persons;
mod platt;
pub mod records;
mod rivals;
mod settings;
mod shares;
mod support;
#[cfg(test)]
mod tests;
mod trip;
mod who;

pub use calibration::{Bin, Calibration, Line, TooFew, brier, reliability};
pub use candidate::{Band, Candidate};
pub use changes::Changes;
pub use clues::{Clues, ManifestEntry, PlaceRole, TripRole};
pub use estimation::learn;
pub use flip::{Flip, flips};
pub use isotonic::Curve;
pub use levels::{Comparison, Family, Level, Parameters, Row, TABLE};
pub use lines::{Evidence, probability_of};
pub use manifest::Manifest;
pub use owners::{NameBook, Owner};
pub use rivals::{Linked, resolve};
pub use settings::Settings;
