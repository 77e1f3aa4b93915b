//! The campaign every report is held against: KLM Surprise, November 2010, Schiphol.

use serde::Serialize;

use crate::effect::yardstick::{GIFTS, VIEWS, VIEWS_PER_GIFT};

/// What another campaign reached.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Yardstick {
    /// Gifts handed over.
    pub gifts: u64,
    /// Views of its feed in its month, as its makers published them.
    pub views: u64,
    /// Views a gift.
    pub views_a_gift: u64,
}

/// KLM Surprise.
pub const KLM_SURPRISE_2010: Yardstick = Yardstick { gifts: GIFTS, views: VIEWS, views_a_gift: VIEWS_PER_GIFT };
