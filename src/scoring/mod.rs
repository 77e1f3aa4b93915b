//! Choose, first half: what each gift idea would be worth to each confirmed match, and what forbids it.
//!
//! Pure and in whole points: the same candidate, idea, campaign and instant give the same score on every machine.
//! A rule is never traded against points: a gift that breaks one has no score at all, only violations with codes.

mod candidate;
mod hold_out;
mod options;
mod risk;
mod rules;
mod score;
mod tact;
mod violation;
pub mod weights;

#[cfg(test)]
mod fixture;

pub use candidate::{Candidate, Fact, FactKind, has_onward_leg, language_of};
pub use hold_out::hold_out;
pub use options::{Options, RefusedGift, options};
pub use risk::{Around, risk};
pub use rules::{age_to_check, gift_violations, person_violations};
pub use score::{Scored, score};
pub use tact::{TactLimits, tact_violations};
pub use violation::Violation;
