//! Calls of networks that cost: what was spent is written to the campaigns that use the network, and what their caps leave is
//! what may be spent next. Without `caps.network_calls` nothing is asked for.
//!
//! Campaigns under way share an account's cost evenly: one call serves all of them.

use std::collections::BTreeMap;

use super::Error;
use super::campaigns::{self, LoadedCampaign};
use crate::app::App;
use crate::domain::id::CampaignId;
use crate::domain::instant::local_day;
use crate::domain::money::Currency;
use crate::domain::post::Network;
use crate::networks::{Meter, Outlet, Spent};
use crate::store::network_cost::NetworkCost;
use crate::store::view::report_parts::CallLine;

/// What a campaign's cap allows, millionths; none where it has none.
pub fn cap_micros(loaded: &LoadedCampaign) -> Option<u64> {
    let cap = loaded.campaign.caps.network_calls?;
    u64::try_from(cap.minor).ok()?.checked_mul(micros_a_minor(cap.currency)?)
}

/// Millionths of a currency that make its smallest unit: 10,000 for cents.
fn micros_a_minor(currency: Currency) -> Option<u64> {
    10_u64.checked_pow(6_u32.checked_sub(currency.digits())?)
}

/// What a campaign's calls have cost so far, by network and kind, minor units. Each line is rounded up: a started cent is
/// spent.
pub async fn lines(app: &App, loaded: &LoadedCampaign) -> Result<Vec<CallLine>, Error> {
    let scale = micros_a_minor(loaded.campaign.caps.campaign.currency).unwrap_or(1);
    let line = |cost: NetworkCost| CallLine {
        minor: u64::try_from(cost.micros).unwrap_or_default().div_ceil(scale).cast_signed(),
        units: u64::try_from(cost.units).unwrap_or_default(),
        network: cost.network,
        call: cost.call,
    };
    Ok(app.store.list_network_costs(loaded.id).await?.into_iter().map(line).collect())
}

fn uses(loaded: &LoadedCampaign, network: Network) -> bool {
    let campaign = &loaded.campaign;
    campaign.listening.networks.contains(&network) || campaign.follow_up.networks.contains(&network)
}

/// Writes down what the meters of an outlet counted, and says what may be spent from now on.
pub async fn settle(app: &App, outlet: &Outlet) -> Result<(), Error> {
    for (network, meter) in outlet.meters() {
        settle_meter(app, network, meter).await?;
    }
    Ok(())
}

/// The same for one meter.
pub(super) async fn settle_meter(app: &App, network: Network, meter: &Meter) -> Result<(), Error> {
    let payers: Vec<LoadedCampaign> =
        campaigns::list_under_way(app).await?.into_iter().filter(|one| uses(one, network)).collect();
    let spent = meter.take();
    if !spent.is_empty() {
        let written = match payers_or_last(app, network, &payers).await {
            Ok(payers) => write(app, network, &spent, payers).await,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            meter.put_back(&spent);
            return Err(error);
        }
    }
    let totals: BTreeMap<CampaignId, i64> = app.store.network_totals().await?.into_iter().collect();
    let left = payers.iter().filter_map(|one| {
        let used = totals.get(&one.id).copied().unwrap_or_default();
        Some(cap_micros(one)?.saturating_sub(u64::try_from(used).unwrap_or_default()))
    });
    meter.allow(left.fold(0, u64::saturating_add));
    Ok(())
}

/// What comes down after a campaign is over is still paid by it.
async fn payers_or_last(app: &App, network: Network, payers: &[LoadedCampaign]) -> Result<Vec<CampaignId>, Error> {
    if !payers.is_empty() {
        return Ok(payers.iter().map(|one| one.id).collect());
    }
    let mut all = campaigns::list_all(app).await?;
    all.retain(|one| uses(one, network));
    all.sort_by_key(|one| one.campaign.ends_on);
    Ok(all.last().map(|one| one.id).into_iter().collect())
}

async fn write(app: &App, network: Network, spent: &[Spent], payers: Vec<CampaignId>) -> Result<(), Error> {
    if payers.is_empty() {
        tracing::warn!(%network, "calls were paid for that serve no campaign");
        return Ok(());
    }
    let day = local_day(app.now(), chrono_tz::UTC);
    let mut tx = app.store.begin().await?;
    for one in spent {
        for (campaign, share) in payers.iter().zip(shares(*one, payers.len() as u64)) {
            tx.add_network_cost(*campaign, (network, one.call), day, share).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Even shares of units and money; what can't be shared goes to the first.
fn shares(spent: Spent, payers: u64) -> impl Iterator<Item = (i64, i64)> {
    let part = move |whole: u64, first: bool| {
        let share = whole / payers + if first { whole % payers } else { 0 };
        i64::try_from(share).unwrap_or(i64::MAX)
    };
    (0..payers).map(move |payer| (part(spent.units, payer == 0), part(spent.micros, payer == 0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Call;

    #[test]
    fn shares_add_up() {
        let spent = Spent { call: Call::Read, units: 7, micros: 35_000 };
        assert_eq!(shares(spent, 3).collect::<Vec<_>>(), [(3, 11_668), (2, 11_666), (2, 11_666)]);
        assert_eq!(shares(spent, 1).collect::<Vec<_>>(), [(7, 35_000)]);
    }
}
