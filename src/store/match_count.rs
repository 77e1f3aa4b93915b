//! How many matches a campaign ever had suggested and confirmed: kept as they happen, so that a campaign's figures cost the same with a
//! hundred matches and a hundred thousand, and stay true after retention forgets the matches themselves.

use std::collections::BTreeMap;

use super::{StoreError, Tx};
use crate::domain::id::CampaignId;

statements! {
    COUNT = "insert into match_count (campaign_id, step, n) values ($1, $2, $3) \
             on conflict (campaign_id, step) do update set n = match_count.n + excluded.n";
}

words! {
    /// What became of a match.
    MatchStep {
        /// The match step found it.
        Suggested = "suggested",
        /// A person confirmed it and did not take that back.
        Confirmed = "confirmed",
    }
}

/// What a transaction adds to the counters, in the order in which their rows are locked.
#[derive(Debug, Default)]
pub(super) struct MatchCounts(BTreeMap<(CampaignId, MatchStep), i64>);

impl Tx {
    /// Adds to a counter when the transaction commits: whoever counts next waits for no more than that.
    pub(super) fn count_match(&mut self, campaign: CampaignId, step: MatchStep, n: i64) {
        *self.matches.0.entry((campaign, step)).or_default() += n;
    }

    pub(super) async fn write_match_counts(&mut self) -> Result<(), StoreError> {
        for ((campaign, step), n) in std::mem::take(&mut self.matches).0 {
            in_tx!(self, COUNT, query[campaign.0, step.as_str(), n], execute)?;
        }
        Ok(())
    }
}
