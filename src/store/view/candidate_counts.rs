//! How many matches of a campaign are in each state.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sqlx::types::Json;

use super::candidates::StateCount;
use super::count;
use crate::domain::id::CampaignId;
use crate::domain::matching::MatchState;
use crate::store::{Store, StoreError};

statements! {
    COUNTS = "select w.value as state, (select count(*) from candidate where campaign_id = $1 and state = w.value) as n from json_each($2) w",
        postgres: "select w as state, (select count(*) from candidate where campaign_id = $1 and state = w) as n \
               from jsonb_array_elements_text($2) w";
}

row! {
    struct CountRow { state: String, n: i64 }
}

/// What was counted last of each campaign, and the head of the audit log from before. No match changes its state without an
/// entry there, so it holds until the log grows.
#[derive(Debug, Default)]
pub(in crate::store) struct Counted(Mutex<BTreeMap<CampaignId, (i64, Vec<StateCount>)>>);

impl Store {
    pub(super) async fn candidate_counts(&self, campaign: CampaignId) -> Result<Vec<StateCount>, StoreError> {
        let head = self.audit_head().await?;
        let counted = || self.counted.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = counted().get(&campaign).filter(|(at, _)| *at == head) {
            return Ok(counts.clone());
        }
        // Asked state by state, an index answers without looking at the entries one by one.
        let rows = on_read!(self, COUNTS, query_as::<CountRow>[campaign.0, Json(MatchState::ALL)], fetch_all)?;
        let of = |row: CountRow| {
            Ok(StateCount {
                state: row.state.parse().map_err(|_| StoreError::BadRow { what: "match state" })?,
                count: count(row.n),
            })
        };
        let counts: Vec<StateCount> = rows.into_iter().map(of).collect::<Result<_, StoreError>>()?;
        counted().insert(campaign, (head, counts.clone()));
        Ok(counts)
    }
}
