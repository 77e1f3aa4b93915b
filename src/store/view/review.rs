//! Read model of what a reviewer needs beside a candidate's evidence: who has it, why it was rejected, what rests on it.

use serde::{Deserialize, Serialize};

use crate::domain::id::{MatchId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::review::{Lease, RejectReason};
use crate::store::tone::ToneSeen;
use crate::store::view::candidates::Closing;

/// A candidate as reviewers work on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// The traveller, for their own page.
    pub traveller: TravellerId,
    /// Who looks at it now.
    pub taken: Option<Lease>,
    /// Why it was rejected.
    pub rejected_why: Option<RejectReason>,
    /// Whether a gift rests on it, so that the decision stands.
    pub has_gift: bool,
    /// Until when the traveller can be met.
    pub closing: Closing,
    /// When this was read.
    pub read_at: Instant,
    /// The next in the queue.
    pub next: Option<MatchId>,
    /// The one before in the queue.
    pub previous: Option<MatchId>,
    /// The tone of the post; none once it is gone.
    pub tone: Option<ToneSeen>,
}
