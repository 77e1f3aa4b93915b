//! Requests of a person: erasure and objection (GDPR Art. 17 and 21), access (Art. 15), the register (Art. 30).
//!
//! No step leaves a name in audit, log or receipt; what a person typed is told back to them and kept nowhere.

mod erase;
mod likeness;
mod look_up;
mod never;
mod objection;
mod readable;
mod records;
mod register;
mod subject;

pub use erase::{Destroyed, Kept, Receipt, erase};
pub(super) use likeness::{booking_fingerprint, same_given, same_name};
pub use look_up::{Summary, look_up};
pub use never::{Barred, never_contact};
pub use objection::{Objected, card_code, find_gift_by_card, object_at_gate, object_in_case, object_publicly};
pub use readable::readable;
pub use records::{Records, records};
pub use register::{Register, RegisterSection, register, register_markdown, register_sections};
pub use subject::Asked;

use crate::domain::id::PersonId;

/// What became of a request.
#[derive(Debug)]
pub enum Answer<T> {
    /// It was about one person.
    Done(T),
    /// It fits several people; nothing was changed and nothing is told of them.
    Ambiguous(usize),
}

/// An id that is nobody's: listing starts after it.
const NOBODY: uuid::Uuid = uuid::Uuid::nil();

/// People as they are counted: each once.
type People = std::collections::BTreeSet<PersonId>;
