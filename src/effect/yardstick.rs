//! The yardstick: what KLM Surprise of November 2010 at Schiphol is known to have reached.
//!
//! The campaign's own published figures. Its views are of a feed as counted in 2010, so they compare with views at most,
//! never with impressions or reach of today; costs, bookings and return were never published.

/// Gifts handed over.
pub const GIFTS: u64 = 40;

/// Views of the feed in that month ("more than").
pub const VIEWS: u64 = 1_000_000;

/// Views a gift.
pub const VIEWS_PER_GIFT: u64 = VIEWS / GIFTS;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gift_of_2010_was_seen_25_000_times() {
        assert_eq!(VIEWS_PER_GIFT, 25_000);
    }
}
