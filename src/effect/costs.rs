//! Costs in full: gifts, tax, staff time where it has a price, and the gifts that reached nobody.
//!
//! A figure without its denominator is `None`; a cost without a staff rate says that staff time is not in it.

use serde::{Deserialize, Serialize};

use super::figures::Total;
use crate::domain::gift::GiftState;
use crate::domain::money::{Currency, Money};

/// What one gift took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCost {
    /// How it ended, or where it is.
    pub state: GiftState,
    /// Whether it was bought; only then it cost money.
    pub bought: bool,
    /// Price without tax, minor units.
    pub cost_minor: i64,
    /// Tax, minor units.
    pub tax_minor: i64,
    /// Staff minutes spent on it.
    pub staff_minutes: u32,
}

/// Costs of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// The currency of all of it.
    pub currency: Currency,
    /// Gifts without tax, minor units.
    pub gifts_minor: i64,
    /// Tax, minor units.
    pub tax_minor: i64,
    /// Staff minutes.
    pub staff_minutes: u64,
    /// Staff time in money; `None` where no rate was given, and then it is not in the total.
    pub staff_minor: Option<i64>,
    /// Of gifts and tax: what was bought for people it never reached.
    pub failed_minor: i64,
    /// All together, minor units.
    pub total_minor: i64,
    /// Gifts handed over.
    pub hand_overs: u64,
    /// Gifts declined, missed or withdrawn.
    pub failed: u64,
    /// Total by hand-over, rounded half up; `None` before the first one.
    pub per_hand_over_minor: Option<i64>,
}

/// Cost per thousand, with what the thousand counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerThousand {
    /// Cost, minor units, rounded half up.
    pub minor: i64,
    /// What was divided by, in words: unit, network, field, definition, method.
    pub denominator: String,
    /// Its figure.
    pub count: u64,
}

/// Adds up what the gifts took; `hourly_rate` is the price of an hour of staff time, in the campaign's currency.
///
/// `None` where the rate is in another currency.
pub fn costs(gifts: &[GiftCost], currency: Currency, hourly_rate: Option<Money>) -> Option<Costs> {
    if hourly_rate.is_some_and(|rate| rate.currency != currency) {
        return None;
    }
    let sum = |amount: &dyn Fn(&GiftCost) -> i64| gifts.iter().map(amount).fold(0_i64, i64::saturating_add);
    let bought = |gift: &GiftCost, minor: i64| if gift.bought { minor } else { 0 };
    let has_failed = |gift: &GiftCost| gift.state.is_final() && gift.state != GiftState::HandedOver;
    let count = |wanted: &dyn Fn(&GiftCost) -> bool| gifts.iter().filter(|gift| wanted(gift)).count() as u64;

    let gifts_minor = sum(&|gift| bought(gift, gift.cost_minor));
    let tax_minor = sum(&|gift| bought(gift, gift.tax_minor));
    let full = |gift: &GiftCost| bought(gift, gift.cost_minor.saturating_add(gift.tax_minor));
    let staff_minutes: u64 = gifts.iter().map(|gift| u64::from(gift.staff_minutes)).sum();
    let staff_minor = hourly_rate.map(|rate| divided(i128::from(rate.minor) * i128::from(staff_minutes), 60));
    let total_minor = gifts_minor.saturating_add(tax_minor).saturating_add(staff_minor.unwrap_or(0));
    let hand_overs = count(&|gift| gift.state == GiftState::HandedOver);
    Some(Costs {
        currency,
        gifts_minor,
        tax_minor,
        staff_minutes,
        staff_minor,
        failed_minor: sum(&|gift| if has_failed(gift) { full(gift) } else { 0 }),
        total_minor,
        hand_overs,
        failed: count(&has_failed),
        per_hand_over_minor: (hand_overs > 0).then(|| divided(i128::from(total_minor), hand_overs)),
    })
}

/// Cost per thousand of one total (impressions, mostly); `None` where the total is 0.
pub fn per_thousand(total_minor: i64, total: &Total) -> Option<PerThousand> {
    let Total { unit, network, field, definition, method, .. } = total;
    (total.value > 0).then(|| PerThousand {
        minor: divided(i128::from(total_minor) * 1_000, total.value),
        denominator: format!("{unit} on {network} ({field}, definition {definition}, {method})"),
        count: total.value,
    })
}

/// Rounded half up, kept within 64 bits; the divisor is never 0 where this is called.
fn divided(amount: i128, by: u64) -> i64 {
    let by = i128::from(by.max(1));
    let rounded = (amount * 2 + by).div_euclid(by * 2);
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instant::Instant;
    use crate::domain::post::Network;
    use crate::domain::reading::{Method, Unit};

    fn gift(state: GiftState, bought: bool) -> GiftCost {
        GiftCost { state, bought, cost_minor: 4_000, tax_minor: 840, staff_minutes: 20 }
    }

    fn impressions(value: u64) -> Total {
        let at: Instant = "2025-03-04T12:00:00Z".parse().expect("an instant");
        Total {
            network: Network::Bluesky,
            unit: Unit::Impressions,
            field: "count".to_owned(),
            definition: "2025-01".to_owned(),
            method: Method::Measured,
            value,
            posts: 1,
            coverage_percent: 100,
            oldest_at: at,
            newest_at: at,
        }
    }

    #[test]
    fn gifts_that_reached_nobody_are_paid_for_by_those_that_did() {
        let gifts = [
            gift(GiftState::HandedOver, true),
            gift(GiftState::HandedOver, true),
            gift(GiftState::Missed, true),
            gift(GiftState::Withdrawn, false),
            gift(GiftState::PickedUp, true),
        ];
        let rate = Money::new(3_000, Currency::EUR);
        let costs = costs(&gifts, Currency::EUR, Some(rate)).expect("one currency");
        assert_eq!((costs.gifts_minor, costs.tax_minor, costs.staff_minor), (16_000, 3_360, Some(5_000)));
        assert_eq!((costs.total_minor, costs.failed_minor), (24_360, 4_840));
        assert_eq!((costs.hand_overs, costs.failed, costs.per_hand_over_minor), (2, 2, Some(12_180)));
    }

    #[test]
    fn without_a_hand_over_or_an_impression_there_is_no_cost_per_one() {
        let costs = costs(&[gift(GiftState::Missed, true)], Currency::EUR, None).expect("one currency");
        assert_eq!((costs.per_hand_over_minor, costs.staff_minor), (None, None));
        assert_eq!(per_thousand(costs.total_minor, &impressions(0)), None);
    }

    #[test]
    fn a_cost_per_thousand_names_what_it_is_divided_by() {
        let found = per_thousand(100_000, &impressions(30_000)).expect("a denominator");
        assert_eq!(found.minor, 3_333);
        assert_eq!(found.denominator, "impressions on bluesky (count, definition 2025-01, measured)");
    }

    #[test]
    fn a_rate_in_another_currency_is_refused() {
        let yen = Money::new(3_000, "JPY".parse().expect("a currency"));
        assert_eq!(costs(&[], Currency::EUR, Some(yen)), None);
    }

    #[test]
    fn absurd_amounts_stop_at_the_edge() {
        let huge = GiftCost { cost_minor: i64::MAX, tax_minor: i64::MAX, ..gift(GiftState::HandedOver, true) };
        let costs = costs(&[huge, huge], Currency::EUR, None).expect("one currency");
        assert_eq!(costs.total_minor, i64::MAX);
        assert_eq!(per_thousand(i64::MAX, &impressions(1)).map(|found| found.minor), Some(i64::MAX));
    }
}
