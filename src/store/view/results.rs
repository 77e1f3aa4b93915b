//! What a campaign came to, counted: hand-overs by gift and language, consents, and the two groups of the hold-out.

use super::count;
use super::report::LanguageLine;
use crate::domain::id::CampaignId;
use crate::store::{Store, StoreError};

statements! {
    HANDED_OVER = "select idea, cost_minor, count(*) as pieces from gift where campaign_id = $1 and state = 'handed_over' \
                   group by idea, cost_minor order by idea, cost_minor";
    BY_LANGUAGE = "select language, count(*) as n from gift where campaign_id = $1 and state = 'handed_over' group by language \
                   order by language";
    TALLY = "select (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1) as ended, \
             (select count(*) from hand_over h join gift g on g.id = h.gift_id where g.campaign_id = $1 and h.in_window) as in_window, \
             (select count(*) from consent k join gift g on g.id = k.gift_id where g.campaign_id = $1 and k.kind = 'publication' \
             and k.granted and k.withdrawn_at is null) as consents, \
             (select count(distinct traveller_id) from gift where campaign_id = $1) as treated, \
             (select count(*) from hold_out where campaign_id = $1) as held_out";
}

row! {
    struct PiecesRow { idea: String, cost_minor: i64, pieces: i64 }
}

row! {
    struct LanguageRow { language: String, n: i64 }
}

row! {
    struct TallyRow { ended: i64, in_window: i64, consents: i64, treated: i64, held_out: i64 }
}

/// Pieces of one gift idea that were handed over at one price.
pub(crate) struct Pieces {
    pub(crate) idea: String,
    pub(crate) cost_minor: i64,
    pub(crate) count: u64,
}

/// Counts of a whole campaign.
pub(crate) struct Tally {
    /// Hand-overs that ended, however.
    pub(crate) ended: u64,
    /// Of them, inside their window.
    pub(crate) in_window: u64,
    /// Consents to publication that stand.
    pub(crate) consents: u64,
    /// Travellers a plan chose, whatever became of the gift.
    pub(crate) treated: u64,
    /// Travellers held out.
    pub(crate) held_out: u64,
}

impl Store {
    /// What was handed over, by idea and price.
    pub(crate) async fn pieces_handed_over(&self, campaign: CampaignId) -> Result<Vec<Pieces>, StoreError> {
        let rows = on_read!(self, HANDED_OVER, query_as::<PiecesRow>[campaign.0], fetch_all)?;
        let pieces = |row: PiecesRow| Pieces { idea: row.idea, cost_minor: row.cost_minor, count: count(row.pieces) };
        Ok(rows.into_iter().map(pieces).collect())
    }

    /// Hand-overs by language, in the order of the languages.
    pub(crate) async fn hand_overs_by_language(&self, campaign: CampaignId) -> Result<Vec<LanguageLine>, StoreError> {
        let rows = on_read!(self, BY_LANGUAGE, query_as::<LanguageRow>[campaign.0], fetch_all)?;
        let line = |row: LanguageRow| {
            let language = row.language.parse().map_err(|_| StoreError::BadRow { what: "language" })?;
            Ok(LanguageLine { language, hand_overs: count(row.n) })
        };
        let mut lines = rows.into_iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
        lines.sort_by_key(|line| line.language);
        Ok(lines)
    }

    /// Counts of a whole campaign.
    pub(crate) async fn tally(&self, campaign: CampaignId) -> Result<Tally, StoreError> {
        let row = on_read!(self, TALLY, query_as::<TallyRow>[campaign.0], fetch_one)?;
        Ok(Tally {
            ended: count(row.ended),
            in_window: count(row.in_window),
            consents: count(row.consents),
            treated: count(row.treated),
            held_out: count(row.held_out),
        })
    }
}
