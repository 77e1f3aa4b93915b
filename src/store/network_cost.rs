//! What calls of networks cost, by campaign, kind and day. Rows only grow.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::call::Call;
use crate::domain::id::CampaignId;
use crate::domain::post::Network;

statements! {
    ADD = "insert into network_cost (campaign_id, network, call, day, units, micros) values ($1, $2, $3, $4, $5, $6) \
           on conflict (campaign_id, network, call, day) do update set units = network_cost.units + excluded.units, \
           micros = network_cost.micros + excluded.micros";
    TOTALS = "select campaign_id, cast(sum(micros) as bigint) as micros from network_cost group by campaign_id order by campaign_id";
    OF_CAMPAIGN = "select network, call, cast(sum(units) as bigint) as units, cast(sum(micros) as bigint) as micros from network_cost \
                   where campaign_id = $1 group by network, call order by network, call";
}

row! {
    struct TotalRow { campaign_id: Uuid, micros: i64 }
}

row! {
    /// What calls of a kind came to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct NetworkCost {
        /// The network's word.
        pub network: String,
        /// The kind's word.
        pub call: String,
        /// Posts, accounts or requests.
        pub units: i64,
        /// Millionths of the campaign's currency.
        pub micros: i64,
    }
}

impl Tx {
    /// Adds what calls of a kind cost on a day.
    pub async fn add_network_cost(
        &mut self,
        campaign: CampaignId,
        (network, call): (Network, Call),
        day: NaiveDate,
        (units, micros): (i64, i64),
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD, query[campaign.0, network.as_str(), call.as_str(), day, units, micros], execute)?;
        Ok(())
    }
}

impl Store {
    /// What each campaign has spent on calls, millionths.
    pub async fn network_totals(&self) -> Result<Vec<(CampaignId, i64)>, StoreError> {
        let rows = on_read!(self, TOTALS, query_as::<TotalRow>[], fetch_all)?;
        Ok(rows.into_iter().map(|row| (CampaignId(row.campaign_id), row.micros)).collect())
    }

    /// The same of one campaign, by network and kind.
    pub async fn list_network_costs(&self, campaign: CampaignId) -> Result<Vec<NetworkCost>, StoreError> {
        Ok(on_read!(self, OF_CAMPAIGN, query_as::<NetworkCost>[campaign.0], fetch_all)?)
    }
}
