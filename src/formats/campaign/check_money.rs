//! Money: one currency, caps that let something through, approval that covers every gift.

use super::checks::Checks;
use crate::domain::money::Money;

/// Most minor units of one amount: more is a slip of the keyboard, and sums stay far inside 64 bits.
const MOST_MINOR: i64 = 100_000_000_000;

pub(super) fn check(checks: &mut Checks<'_>) {
    amounts(checks);
    caps(checks);
    tiers(checks);
}

/// Every amount with its path, and the least it may be in minor units.
fn all_amounts(checks: &Checks<'_>) -> Vec<(String, Money, i64)> {
    let campaign = checks.campaign;
    let caps = &campaign.caps;
    let mut all = vec![("caps.campaign".to_owned(), caps.campaign, 1)];
    let named =
        [("day", caps.day), ("gift", caps.gift), ("person", caps.person), ("network_calls", caps.network_calls)];
    for (name, cap) in named {
        all.extend(cap.map(|money| (format!("caps.{name}"), money, 1)));
    }
    for (index, station) in campaign.stations.iter().enumerate() {
        all.extend(station.budget.map(|money| (format!("stations[{index}].budget"), money, 1)));
    }
    for (index, gift) in campaign.gifts.iter().enumerate() {
        all.push((format!("gifts[{index}].cost"), gift.cost, 0));
        all.extend(gift.tax.map(|money| (format!("gifts[{index}].tax"), money, 0)));
    }
    let tiers = campaign.approval.iter().enumerate();
    all.extend(tiers.map(|(index, tier)| (format!("approval[{index}].up_to"), tier.up_to, 0)));
    all
}

fn amounts(checks: &mut Checks<'_>) {
    let currency = checks.campaign.currency;
    for (path, money, least) in all_amounts(checks) {
        if money.currency != currency {
            let message = format!("the amount is in {}, the campaign counts in {currency}", money.currency);
            let remedy = format!("write it in {currency}; giftgate does not convert");
            checks.fault(&[&path, "currency"], "mixed_currency", message, remedy);
        }
        if money.minor < least {
            let message = format!("{money} is {}", if money.minor < 0 { "below zero" } else { "nothing" });
            checks.fault(&[&path], "amount_too_small", message, "write an amount above it");
        }
        if money.minor > MOST_MINOR {
            let message = format!("{money} is more than any campaign has");
            checks.fault(&[&path], "amount_too_large", message, "check the number of digits");
        }
    }
}

fn caps(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    let caps = &campaign.caps;
    if caps.gifts == Some(0) {
        checks.fault(&["caps.gifts"], "cap_of_zero", "no gift at all is allowed".to_owned(), "write 1 or more");
    }
    let paid = campaign.gifts.iter().map(|gift| (gift.full_cost_minor(), gift)).filter(|(cost, _)| *cost > 0);
    let cheapest = paid.min_by_key(|(cost, _)| *cost);
    let optional = [("day", caps.day), ("gift", caps.gift), ("person", caps.person)];
    let limits = optional.into_iter().filter_map(|(name, cap)| Some((name, cap?)));
    for (name, cap) in [("campaign", caps.campaign)].into_iter().chain(limits) {
        let path = format!("caps.{name}");
        if let Some((cost, gift)) = cheapest.filter(|(cost, _)| cap.minor < *cost) {
            let price = Money::new(cost, campaign.currency);
            let message = format!("{cap} is less than the cheapest gift costs (`{}`, {price})", gift.slug);
            checks.fault(&[&path, "gifts"], "cap_below_cheapest", message, format!("allow at least {price}"));
        }
        if name != "campaign" && cap.minor > caps.campaign.minor {
            let message = format!("{cap} is more than the whole campaign has ({})", caps.campaign);
            let remedy = "lower it, leave it out or raise caps.campaign";
            checks.fault(&[&path, "caps.campaign"], "cap_without_effect", message, remedy);
        }
    }
    if let Some(most) = caps.gift {
        for (index, gift) in campaign.gifts.iter().enumerate().filter(|(_, gift)| gift.full_cost_minor() > most.minor) {
            let path = format!("gifts[{index}].cost");
            let price = Money::new(gift.full_cost_minor(), campaign.currency);
            let message = format!("`{}` costs {price} with tax, caps.gift allows {most}", gift.slug);
            let remedy = "raise the cap, or take the gift out: it could never be given";
            checks.fault(&[&path, &format!("gifts[{index}]"), "caps.gift"], "gift_over_cap", message, remedy);
        }
    }
    let budgets = campaign.stations.iter().filter_map(|station| station.budget);
    let sum = budgets.fold(0_i64, |sum, budget| sum.saturating_add(budget.minor));
    if sum > caps.campaign.minor {
        let sum = Money::new(sum, campaign.currency);
        let message = format!("the stations have {sum} together, the campaign {}", caps.campaign);
        checks.fault(
            &["stations", "caps.campaign"],
            "budgets_over_cap",
            message,
            "lower a budget or raise caps.campaign",
        );
    }
}

fn tiers(checks: &mut Checks<'_>) {
    let campaign = checks.campaign;
    if campaign.approval.is_empty() {
        let remedy = "add one, such as up_to = \"EUR 50.00\", approvers = 1";
        checks.fault(&["approval"], "no_tier", "nobody could approve a gift".to_owned(), remedy);
        return;
    }
    for (index, tier) in campaign.approval.iter().enumerate() {
        let approvers = u64::from(tier.approvers);
        let why = "someone besides the proposer approves every gift, and five are enough";
        checks.range(&format!("approval[{index}].approvers"), approvers, 1..=5, why);
        let Some(before) = index.checked_sub(1).and_then(|before| campaign.approval.get(before)) else { continue };
        if tier.up_to.minor <= before.up_to.minor {
            let path = format!("approval[{index}].up_to");
            let message = format!("{} does not come after {}", tier.up_to, before.up_to);
            checks.fault(&[&path, "approval"], "tiers_not_rising", message, "write the tiers from small to large");
        }
        if tier.approvers < before.approvers {
            let path = format!("approval[{index}].approvers");
            let message =
                format!("a dearer gift needs {} approver(s), a cheaper one {}", tier.approvers, before.approvers);
            checks.fault(&[&path, "approval"], "tiers_not_rising", message, "let the number rise with the amount");
        }
    }
    let Some(last) = campaign.approval.iter().map(|tier| tier.up_to.minor).max() else { return };
    let dearest = campaign.gifts.iter().max_by_key(|gift| gift.full_cost_minor());
    if let Some(gift) = dearest.filter(|gift| gift.full_cost_minor() > last) {
        let price = Money::new(gift.full_cost_minor(), campaign.currency);
        let message = format!("no tier covers `{}` at {price} with tax", gift.slug);
        checks.fault(&["approval", "gifts"], "tiers_too_low", message, format!("add a tier up to {price} or more"));
    }
}
