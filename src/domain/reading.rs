//! Readings: figures of posts with where they come from. Different units are never added up.

use serde::{Deserialize, Serialize};

use super::instant::Instant;
use super::post::Network;

words! {
    /// What is counted. These are different things and never summed together.
    Unit {
        /// Times a post was on a screen.
        Impressions = "impressions",
        /// Times a film was started.
        Views = "views",
        /// Accounts that saw it.
        Reach = "reach",
        /// Likes, replies, reposts, quotes, clicks.
        Engagements = "engagements",
    }
}

words! {
    /// How a figure came about.
    Method {
        /// Read from the network.
        Measured = "measured",
        /// Computed from other figures.
        Estimated = "estimated",
        /// Typed in by a person.
        ByHand = "by_hand",
        /// Made up for a demo and labelled so.
        Sample = "sample",
    }
}

/// One figure of one post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The published post's address or id on its network.
    pub post: String,
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// The figure.
    pub value: u64,
    /// Where in the network's answer it stood, such as `public_metrics.impression_count`.
    pub field: String,
    /// Version of the network's definition.
    pub definition: String,
    /// When it was read.
    pub read_at: Instant,
    /// How it came about.
    pub method: Method,
    /// Share of posts or time it covers, percent.
    pub coverage_percent: u8,
}
