//! Readings as they came in, with their provenance. A reading is never changed and never added to another unit.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::{CampaignId, ReadingId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Reading;

statements! {
    ADD = "insert into reading (id, campaign_id, follow_up_id, post, network, unit, value, field, definition, read_at, method, \
           coverage_percent) values ($1, $2, (select id from follow_up where campaign_id = $2 and address = $3), $3, $4, $5, $6, $7, \
           $8, $9, $10, $11) on conflict (campaign_id, post, unit, field, read_at) do nothing";
    LIST_OUT = "select f.campaign_id, f.network, f.address, o.external_id from follow_up f join outbox o on o.follow_up_id = f.id \
                where f.state = 'published' and o.state = 'done' and o.external_id is not null and f.address is not null \
                and f.published_at >= $1 order by f.network, f.id, o.id";
    LIST = "select post, network, unit, value, field, definition, read_at, method, coverage_percent from reading \
            where campaign_id = $1 order by read_at, post, unit, field, id";
}

row! {
    struct ReadingRow {
        post: String,
        network: String,
        unit: String,
        value: i64,
        field: String,
        definition: String,
        read_at: Instant,
        method: String,
        coverage_percent: i64,
    }
}

row! {
    struct OutRow { campaign_id: Uuid, network: String, address: String, external_id: String }
}

/// A post of ours that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutPost {
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its network.
    pub network: Network,
    /// Where people find it.
    pub address: String,
    /// What the network calls it.
    pub external_id: String,
}

impl Tx {
    /// Adds a reading; `false` where the same one came in before.
    pub async fn add_reading(
        &mut self,
        id: ReadingId,
        campaign: CampaignId,
        reading: &Reading,
    ) -> Result<bool, StoreError> {
        let value = i64::try_from(reading.value).map_err(|_| StoreError::BadRow { what: "reading beyond 2^63" })?;
        let id: Uuid = id.0;
        let touched = in_tx!(self, ADD, query[id, campaign.0, &reading.post, reading.network.as_str(), reading.unit.as_str(), value,
            &reading.field, &reading.definition, reading.read_at, reading.method.as_str(), i64::from(reading.coverage_percent)], execute)?;
        Ok(touched == 1)
    }
}

impl Store {
    /// Our posts that went out since an instant and still stand.
    pub async fn list_out_posts(&self, since: Instant) -> Result<Vec<OutPost>, StoreError> {
        let rows = on_read!(self, LIST_OUT, query_as::<OutRow>[since], fetch_all)?;
        rows.into_iter()
            .map(|row| {
                let OutRow { campaign_id, network, address, external_id } = row;
                let network = network.parse().map_err(|_| StoreError::BadRow { what: "network" })?;
                Ok(OutPost { campaign: CampaignId(campaign_id), network, address, external_id })
            })
            .collect()
    }

    /// All readings of a campaign, oldest first.
    pub async fn list_readings(&self, campaign: CampaignId) -> Result<Vec<Reading>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<ReadingRow>[campaign.0], fetch_all)?;
        let bad = |what| StoreError::BadRow { what };
        rows.into_iter()
            .map(|row| {
                Ok(Reading {
                    post: row.post,
                    network: row.network.parse().map_err(|_| bad("network"))?,
                    unit: row.unit.parse().map_err(|_| bad("unit"))?,
                    value: u64::try_from(row.value).map_err(|_| bad("reading"))?,
                    field: row.field,
                    definition: row.definition,
                    read_at: row.read_at,
                    method: row.method.parse().map_err(|_| bad("method"))?,
                    coverage_percent: u8::try_from(row.coverage_percent).map_err(|_| bad("coverage"))?,
                })
            })
            .collect()
    }
}
