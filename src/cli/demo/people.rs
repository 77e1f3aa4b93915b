//! The demo's stand-ins: a planner, approvers and gate staff whose decisions are drawn from the seed. Everything they do is
//! marked as simulated in the database and on every page. No other command knows them.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::domain::actor::{Actor, Role};
use crate::domain::consent::{ConsentAnswer, ConsentKind, TEXT_VERSION};
use crate::domain::gift::HandOverOutcome;
use crate::domain::language::Language;

/// The planner.
pub(super) const PLANNER: Actor = Actor::simulated(Role::Planner);
/// The approver, and a second one for dear gifts.
pub(super) const APPROVERS: [Actor; 2] = [Actor::simulated(Role::Approver), Actor::second_simulated(Role::Approver)];
/// Gate staff.
pub(super) const GATE: Actor = Actor::simulated(Role::Gate);

/// What the planner makes of a suggestion: right at 0.99 and above, a second look below.
pub(super) fn finds_right(probability: f64) -> bool {
    probability >= 0.99
}

/// How a hand-over ends: 92 of 100 given, 3 declined, 5 not found.
pub(super) fn outcome(rng: &mut ChaCha8Rng) -> HandOverOutcome {
    match rng.random_range(0..100) {
        0..92 => HandOverOutcome::Given,
        92..95 => HandOverOutcome::Declined,
        _ => HandOverOutcome::NotFound,
    }
}

/// What a traveller answers when asked: 70 of 100 agree to publication, of those half to their handle.
pub(super) fn consents(rng: &mut ChaCha8Rng, language: Language) -> Vec<ConsentAnswer> {
    let publication = rng.random_bool(0.7);
    let handle = publication && rng.random_bool(0.5);
    let photo = rng.random_bool(0.6);
    let answers = [
        (ConsentKind::Photo, photo),
        (ConsentKind::Publication, publication),
        (ConsentKind::Handle, handle),
        (ConsentKind::Reuse, publication && rng.random_bool(0.4)),
    ];
    answers.map(|(kind, granted)| ConsentAnswer { kind, granted, language, text_version: TEXT_VERSION }).to_vec()
}

/// The receipt that a phone would make.
pub(super) fn receipt(rng: &mut ChaCha8Rng) -> Uuid {
    uuid::Builder::from_random_bytes(rng.random()).into_uuid()
}
