//! Readings of one post as a person looks through them: those that count and those set aside, and which posts have any.

use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError};
use crate::domain::id::{CampaignId, ReadingId};
use crate::domain::instant::Instant;
use crate::domain::reading::Reading;

statements! {
    OF_POST = "select r.id, r.post, r.network, r.unit, r.value, r.field, r.definition, r.read_at, r.method, r.coverage_percent, \
               r.set_aside_at, a.name as file from reading r left join attachment a on a.id = r.attachment_id \
               where r.campaign_id = $1 and r.post = $2 order by r.unit, r.field, r.read_at desc, r.id limit 500";
    PAGE = "select r.id, r.post, r.network, r.unit, r.value, r.field, r.definition, r.read_at, r.method, r.coverage_percent, \
            r.set_aside_at, a.name as file from reading r left join attachment a on a.id = r.attachment_id \
            where r.campaign_id = $1 and r.id > $2 order by r.id limit $3";
    POSTS = "select n.post, n.network, count(*) as figures, (select count(*) from reading_note x where x.campaign_id = n.campaign_id \
             and x.post = n.post) as notes, max(n.read_at) as read_at from reading_newest n where n.campaign_id = $1 \
             group by n.campaign_id, n.post, n.network order by notes desc, read_at desc, n.post limit 100";
}

row! {
    struct ShownRow {
        id: Uuid,
        post: String,
        network: String,
        unit: String,
        value: i64,
        field: String,
        definition: String,
        read_at: Instant,
        method: String,
        coverage_percent: i64,
        set_aside_at: Option<Instant>,
        file: Option<String>,
    }
}

row! {
    struct PostRow { post: String, network: String, figures: i64, notes: i64, read_at: Instant }
}

/// A reading with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptReading {
    /// Its id.
    pub id: ReadingId,
    /// It.
    pub reading: Reading,
    /// Since when it counts nowhere.
    pub set_aside_at: Option<Instant>,
    /// The file it came from.
    pub file: Option<String>,
}

/// A post with readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPost {
    /// Its address or id.
    pub post: String,
    /// Network, as a word.
    pub network: String,
    /// Figures of it that count.
    pub figures: u64,
    /// Notes on them.
    pub notes: u64,
    /// When the newest was read.
    pub read_at: Instant,
}

fn kept(row: ShownRow) -> Result<KeptReading, StoreError> {
    let bad = |what| move |_| StoreError::BadRow { what };
    let reading = Reading {
        post: row.post,
        network: row.network.parse().map_err(bad("network"))?,
        unit: row.unit.parse().map_err(bad("unit"))?,
        value: count(row.value),
        field: row.field,
        definition: row.definition,
        read_at: row.read_at,
        method: row.method.parse().map_err(bad("method"))?,
        coverage_percent: u8::try_from(row.coverage_percent).unwrap_or(100),
    };
    Ok(KeptReading { id: ReadingId(row.id), reading, set_aside_at: row.set_aside_at, file: row.file })
}

impl Store {
    /// A post's readings by unit and field, the newest first; 500 at most.
    pub async fn readings_of_post(&self, campaign: CampaignId, post: &str) -> Result<Vec<KeptReading>, StoreError> {
        let rows = on_read!(self, OF_POST, query_as::<ShownRow>[campaign.0, post], fetch_all)?;
        rows.into_iter().map(kept).collect()
    }

    /// Readings of a campaign behind an id, in the order they came in; those set aside as well.
    pub async fn page_of_readings(
        &self,
        campaign: CampaignId,
        after: ReadingId,
        limit: i64,
    ) -> Result<Vec<KeptReading>, StoreError> {
        let rows = on_read!(self, PAGE, query_as::<ShownRow>[campaign.0, after.0, limit], fetch_all)?;
        rows.into_iter().map(kept).collect()
    }

    /// Posts with readings, those with notes first; 100 at most.
    pub async fn posts_read(&self, campaign: CampaignId) -> Result<Vec<ReadPost>, StoreError> {
        let rows = on_read!(self, POSTS, query_as::<PostRow>[campaign.0], fetch_all)?;
        let post = |row: PostRow| ReadPost {
            post: row.post,
            network: row.network,
            figures: count(row.figures),
            notes: count(row.notes),
            read_at: row.read_at,
        };
        Ok(rows.into_iter().map(post).collect())
    }
}
