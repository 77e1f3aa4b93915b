//! Return on investment, on margin: what the extra bookings earned after all costs, with the interval carried through.
//!
//! Turnover is no return, and what a publication would have cost as an advertisement is none either.

use serde::{Deserialize, Serialize};

/// The return.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Returns {
    /// Extra bookers: difference of shares times travellers who could have had a gift.
    pub extra_bookers: f64,
    /// Margin of them less all costs, minor units.
    pub profit_minor: f64,
    /// Profit by cost; 0 is break-even, −1 lost all.
    pub ratio: f64,
    /// The ratio at both ends of the difference's interval.
    pub interval: [f64; 2],
    /// Extra bookers that would pay for the campaign.
    pub break_even_bookers: f64,
}

/// The return of a difference of shares among so many travellers; nothing without costs or a margin.
pub fn returns(
    difference: f64,
    interval: [f64; 2],
    travellers: u64,
    margin_minor: i64,
    cost_minor: i64,
) -> Option<Returns> {
    if cost_minor <= 0 || margin_minor <= 0 || travellers == 0 || !difference.is_finite() {
        return None;
    }
    let (margin, cost, n) = (margin_minor as f64, cost_minor as f64, travellers as f64);
    let profit = |share: f64| share * n * margin - cost;
    Some(Returns {
        extra_bookers: difference * n,
        profit_minor: profit(difference),
        ratio: profit(difference) / cost,
        interval: interval.map(|end| profit(end) / cost),
        break_even_bookers: cost / margin,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_carries_the_interval_of_its_difference() {
        // By hand: 5 points of 1,000 travellers are 50 bookers; at 80.00 margin 4,000.00; less 2,500.00 cost.
        let found = returns(0.05, [-0.01, 0.11], 1_000, 8_000, 250_000).expect("a return");
        assert!((found.extra_bookers - 50.0).abs() < 1e-9 && (found.profit_minor - 150_000.0).abs() < 1e-6);
        assert!((found.ratio - 0.6).abs() < 1e-12);
        assert!((found.interval[0] + 1.32).abs() < 1e-12 && (found.interval[1] - 2.52).abs() < 1e-12);
        assert!((found.break_even_bookers - 31.25).abs() < 1e-12);
    }

    #[test]
    fn without_a_cost_a_margin_or_travellers_there_is_no_return() {
        assert_eq!(returns(0.05, [0.0, 0.1], 1_000, 0, 250_000), None);
        assert_eq!(returns(0.05, [0.0, 0.1], 1_000, 8_000, 0), None);
        assert_eq!(returns(0.05, [0.0, 0.1], 0, 8_000, 250_000), None);
        assert_eq!(returns(f64::NAN, [0.0, 0.1], 10, 8_000, 250_000), None);
    }
}
