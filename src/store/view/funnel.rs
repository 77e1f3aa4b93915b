//! Counts of a campaign: how far posts came, what was screened out, gifts by language and station.
//!
//! All counting is done by the database.

use crate::domain::id::CampaignId;
use crate::store::{Store, StoreError};

use super::board::{Funnel, LanguageCount, ReasonCount, StationCount};
use super::count;

statements! {
    FUNNEL = "select (select cast(coalesce(sum(n), 0) as bigint) from intake_count where campaign_id = $1 and step = 'read') as posts, \
              (select cast(coalesce(sum(n), 0) as bigint) from intake_count where campaign_id = $1 and step = 'screened') as screened_out, \
              (select count(*) from candidate where campaign_id = $1) as matched, \
              (select count(*) from candidate where campaign_id = $1 and state = 'confirmed') as confirmed, \
              (select count(distinct g.candidate_id) from gift g join candidate c on c.id = g.candidate_id \
              where g.campaign_id = $1 and c.state <> 'confirmed') as confirmed_before, \
              (select count(*) from gift where campaign_id = $1 and proposed_by is not null) as proposed, \
              (select count(*) from gift where campaign_id = $1 and approved_by is not null) as approved, \
              (select count(*) from gift where campaign_id = $1 and state = 'handed_over') as delivered, \
              (select count(*) from follow_up where campaign_id = $1 and published_at is not null) as posted";
    SCREENED = "select detail, cast(sum(n) as bigint) as total from intake_count where campaign_id = $1 and step = 'screened' group by detail \
                order by total desc, detail";
    BY_LANGUAGE = "select language as word, count(*) as gifts, cast(sum(case when state = 'handed_over' then 1 else 0 end) as bigint) \
                   as done from gift where campaign_id = $1 and state <> 'withdrawn' group by language order by language";
    BY_STATION = "select station as word, count(*) as gifts, cast(sum(case when state = 'handed_over' then 1 else 0 end) as bigint) \
                  as done from gift where campaign_id = $1 and state <> 'withdrawn' group by station order by station";
}

row! {
    struct FunnelRow {
        posts: i64,
        screened_out: i64,
        matched: i64,
        confirmed: i64,
        confirmed_before: i64,
        proposed: i64,
        approved: i64,
        delivered: i64,
        posted: i64,
    }
}

row! {
    struct ScreenedRow { detail: String, total: i64 }
}

row! {
    struct GroupRow { word: String, gifts: i64, done: i64 }
}

impl Store {
    /// How far posts came in a campaign.
    pub async fn funnel(&self, campaign: CampaignId) -> Result<Funnel, StoreError> {
        let row = on_read!(self, FUNNEL, query_as::<FunnelRow>[campaign.0], fetch_one)?;
        Ok(Funnel {
            posts: count(row.posts),
            screened_out: count(row.screened_out),
            matched: count(row.matched),
            confirmed: count(row.confirmed + row.confirmed_before),
            proposed: count(row.proposed),
            approved: count(row.approved),
            delivered: count(row.delivered),
            posted: count(row.posted),
        })
    }

    /// What was screened out of what a campaign read, by reason, most first.
    pub async fn screened(&self, campaign: CampaignId) -> Result<Vec<ReasonCount>, StoreError> {
        let rows = on_read!(self, SCREENED, query_as::<ScreenedRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| ReasonCount { reason: row.detail, count: count(row.total) }).collect())
    }

    /// Gifts by the traveller's language, in the order of the languages.
    pub async fn gifts_by_language(&self, campaign: CampaignId) -> Result<Vec<LanguageCount>, StoreError> {
        let rows = on_read!(self, BY_LANGUAGE, query_as::<GroupRow>[campaign.0], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "language" };
        let line = |row: GroupRow| {
            let language = row.word.parse().map_err(bad)?;
            Ok(LanguageCount { language, gifts: count(row.gifts), done: count(row.done) })
        };
        let mut lines = rows.into_iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
        lines.sort_by_key(|line| line.language);
        Ok(lines)
    }

    /// Gifts by station.
    pub async fn gifts_by_station(&self, campaign: CampaignId) -> Result<Vec<StationCount>, StoreError> {
        let rows = on_read!(self, BY_STATION, query_as::<GroupRow>[campaign.0], fetch_all)?;
        let line = |row: GroupRow| StationCount { station: row.word, gifts: count(row.gifts), done: count(row.done) };
        Ok(rows.into_iter().map(line).collect())
    }
}
