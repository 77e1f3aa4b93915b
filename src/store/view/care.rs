//! What the care desk shows: cases by the time left, and one case with its answers.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::approval::SendBack;
use crate::domain::care::{AnswerState, CareKind, CareState};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::store::tone::ToneSeen;
use crate::store::view::Names;

/// A case in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareLine {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub kind: CareKind,
    /// State.
    pub state: CareState,
    /// The network.
    pub network: Network,
    /// When it opened.
    pub opened_at: Instant,
    /// The deadline that counts now.
    pub due_at: Option<Instant>,
    /// Minutes until then; negative once it is over.
    pub left: i64,
    /// Whether somebody has it.
    pub taken: bool,
    /// Language it was written in; `und` where nobody can tell.
    pub language: String,
    /// Whether an answer waits for somebody's approval.
    pub answer_waits: bool,
    /// Whether an answer was sent back to its author.
    pub sent_back: bool,
}

/// The queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareQueue {
    /// The cases, the least time left first.
    pub lines: Vec<CareLine>,
    /// How many are past their deadline.
    pub late: usize,
    /// How many have an answer that waits for approval.
    pub waiting: usize,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareAnswer {
    /// Its id.
    pub id: Uuid,
    /// Its text.
    pub text: String,
    /// Hash of it, which an approval names.
    pub content: String,
    /// State.
    pub state: AnswerState,
    /// When it was written.
    pub written_at: Instant,
    /// Why an approver sent it back.
    pub sent_back: Option<SendBack>,
    /// Whether whoever looks wrote it and may write it anew.
    pub own: bool,
}

/// An answer to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareCanned {
    /// Name in addresses.
    pub slug: String,
    /// Name on pages; none where it is one of those that are always there.
    pub name: Option<Names>,
    /// Its text, in the language of the case.
    pub text: String,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareCase {
    /// As the queue shows it.
    pub line: CareLine,
    /// Language found, ISO 639-1 or `und`.
    pub language: String,
    /// What was written to us; none once its author deleted it.
    pub text: Option<String>,
    /// By whom.
    pub author: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Our answers.
    pub answers: Vec<CareAnswer>,
    /// Answers to begin with.
    pub canned: Vec<CareCanned>,
    /// Whether whoever looks has it.
    pub own: bool,
    /// The tone of what was written; none once it is gone.
    pub tone: Option<ToneSeen>,
}
