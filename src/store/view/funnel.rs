//! A campaign's figures: how far posts came, what was screened out, gifts by language and station.
//!
//! All counting is done by the database, from counters and from an index that holds nothing else.

use std::collections::BTreeMap;

use crate::domain::gift::GiftState;
use crate::domain::id::CampaignId;
use crate::domain::language::Language;
use crate::store::{Store, StoreError};

use super::board::{Funnel, LanguageCount, ReasonCount, StationCount};
use super::count;

statements! {
    REACHED = "select (select cast(coalesce(sum(n), 0) as bigint) from intake_count where campaign_id = $1 and step = 'read') as posts, \
               (select cast(coalesce(sum(n), 0) as bigint) from intake_count where campaign_id = $1 and step = 'screened') as screened_out, \
               coalesce((select n from match_count where campaign_id = $1 and step = 'suggested'), 0) as matched, \
               coalesce((select n from match_count where campaign_id = $1 and step = 'confirmed'), 0) as confirmed, \
               (select count(*) from follow_up where campaign_id = $1 and published_at is not null) as posted";
    GIFTS = "select station, language, state, count(*) as gifts, count(proposed_by) as proposed, count(approved_by) as approved \
             from gift where campaign_id = $1 group by station, language, state order by station, language, state";
    SCREENED = "select detail, cast(sum(n) as bigint) as total from intake_count where campaign_id = $1 and step = 'screened' group by detail \
                order by total desc, detail";
}

row! {
    struct ReachedRow { posts: i64, screened_out: i64, matched: i64, confirmed: i64, posted: i64 }
}

row! {
    struct GiftsRow { station: String, language: String, state: String, gifts: i64, proposed: i64, approved: i64 }
}

row! {
    struct ScreenedRow { detail: String, total: i64 }
}

/// How far a campaign came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// From posts read to posts published.
    pub funnel: Funnel,
    /// Gifts by the traveller's language, in the order of the languages.
    pub by_language: Vec<LanguageCount>,
    /// Gifts by station.
    pub by_station: Vec<StationCount>,
}

impl Store {
    /// How far a campaign came.
    pub async fn figures(&self, campaign: CampaignId) -> Result<Figures, StoreError> {
        let reached = on_read!(self, REACHED, query_as::<ReachedRow>[campaign.0], fetch_one)?;
        let gifts = on_read!(self, GIFTS, query_as::<GiftsRow>[campaign.0], fetch_all)?;
        let mut funnel = Funnel {
            posts: count(reached.posts),
            screened_out: count(reached.screened_out),
            matched: count(reached.matched),
            confirmed: count(reached.confirmed),
            posted: count(reached.posted),
            ..Funnel::default()
        };
        // Gifts in the plan that are not withdrawn, and how many of them are handed over.
        let mut by_language: BTreeMap<Language, (u64, u64)> = BTreeMap::new();
        let mut by_station: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for row in gifts {
            let state: GiftState = row.state.parse().map_err(|_| StoreError::BadRow { what: "gift state" })?;
            let language = row.language.parse().map_err(|_| StoreError::BadRow { what: "language" })?;
            let gifts = count(row.gifts);
            let done = if state == GiftState::HandedOver { gifts } else { 0 };
            funnel.proposed += count(row.proposed);
            funnel.approved += count(row.approved);
            funnel.delivered += done;
            if state != GiftState::Withdrawn {
                for (all, handed_over) in
                    [by_language.entry(language).or_default(), by_station.entry(row.station).or_default()]
                {
                    *all += gifts;
                    *handed_over += done;
                }
            }
        }
        Ok(Figures {
            funnel,
            by_language: by_language
                .into_iter()
                .map(|(language, (gifts, done))| LanguageCount { language, gifts, done })
                .collect(),
            by_station: by_station
                .into_iter()
                .map(|(station, (gifts, done))| StationCount { station, gifts, done })
                .collect(),
        })
    }

    /// What was screened out of what a campaign read, by reason, most first.
    pub async fn screened(&self, campaign: CampaignId) -> Result<Vec<ReasonCount>, StoreError> {
        let rows = on_read!(self, SCREENED, query_as::<ScreenedRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| ReasonCount { reason: row.detail, count: count(row.total) }).collect())
    }
}
