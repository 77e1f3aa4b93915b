//! Read model of the stop switch: what is frozen, since when, and who asked that it goes on.

use serde::{Deserialize, Serialize};

use super::Decision;
use crate::domain::campaign::CampaignState;
use crate::domain::stopping::ResumeRequest;

/// What a stop freezes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frozen {
    /// Follow-up posts that were approved and have not gone out.
    pub posts: u64,
    /// Gifts that wait for approval.
    pub proposed: u64,
    /// Approved gifts that no courier has picked up.
    pub deliveries: u64,
    /// Gifts that couriers carry already: they are brought back, or handed over and noted.
    pub carried: u64,
}

/// The stop switch of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopView {
    /// State of the campaign.
    pub state: CampaignState,
    /// What a stop would freeze, or has frozen.
    pub frozen: Frozen,
    /// Who stopped it, where it is stopped.
    pub stopped: Option<Decision>,
    /// Who asked that it goes on, where that can still be confirmed.
    pub request: Option<ResumeRequest>,
}
