//! The campaign every report is held against: KLM Surprise, November 2010, Schiphol.

use serde::Serialize;

/// What another campaign reached.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Yardstick {
    /// Gifts handed over.
    pub gifts: u64,
    /// Views of its feed in its month, as its makers published them.
    pub views: u64,
}

/// KLM Surprise: 40 gifts, "viewed more than 1,000,000 times" in a month; costs and effect were never published.
pub const KLM_SURPRISE_2010: Yardstick = Yardstick { gifts: 40, views: 1_000_000 };
