//! Readings as they came in, with their provenance. A reading is never changed and never added to another unit; a person may
//! set one aside, and then it counts nowhere.
//!
//! Invariant: `reading_newest`, `reading_step` and `reading_note` always say what [`growth`] says of the readings that count.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::{CampaignId, ReadingId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Reading;
use crate::effect::{Figures, Note, Part, Steps, Total, growth};

statements! {
    ADD = "insert into reading (id, campaign_id, follow_up_id, post, network, unit, value, field, definition, read_at, method, \
           coverage_percent, attachment_id) values ($1, $2, (select id from follow_up where campaign_id = $2 and address = $3), $3, $4, \
           $5, $6, $7, $8, $9, $10, $11, $12) on conflict (campaign_id, post, unit, field, read_at) do nothing";
    LIST_OUT = "select f.campaign_id, f.network, f.address, o.external_id from follow_up f join outbox o on o.follow_up_id = f.id \
                where f.state = 'published' and o.state = 'done' and o.external_id is not null and f.address is not null \
                and f.published_at >= $1 order by f.network, f.id, o.id";
    LIST = "select id, post, network, unit, value, field, definition, read_at, method, coverage_percent from reading \
            where campaign_id = $1 and set_aside_at is null order by read_at, post, unit, field, id";
    OF_KEY = "select id, post, network, unit, value, field, definition, read_at, method, coverage_percent from reading \
              where campaign_id = $1 and post = $2 and unit = $3 and field = $4 and set_aside_at is null order by read_at, id";
    KEY_OF = "select id, post, network, unit, value, field, definition, read_at, method, coverage_percent from reading \
              where id = $1 and campaign_id = $2 and set_aside_at is null";
    SET_ASIDE = "update reading set set_aside_at = $2, set_aside_by = $3 where id = $1 and set_aside_at is null";
    KEY_ASIDE = "select id, post, network, unit, value, field, definition, read_at, method, coverage_percent from reading \
                 where id = $1 and campaign_id = $2 and set_aside_at is not null";
    PUT_BACK = "update reading set set_aside_at = null, set_aside_by = null where id = $1 and set_aside_at is not null";
    SAVE_NEWEST = "insert into reading_newest (campaign_id, post, unit, field, network, definition, method, value, coverage_percent, \
                   read_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (campaign_id, post, unit, field) do update \
                   set network = excluded.network, definition = excluded.definition, method = excluded.method, \
                   value = excluded.value, coverage_percent = excluded.coverage_percent, read_at = excluded.read_at";
    DROP_NEWEST = "delete from reading_newest where campaign_id = $1 and post = $2 and unit = $3 and field = $4";
    STEP = "insert into reading_step (campaign_id, network, unit, field, definition, method, until_at, change) \
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (campaign_id, network, unit, field, definition, method, until_at) \
            do update set change = reading_step.change + excluded.change";
    DROP_NOTES = "delete from reading_note where campaign_id = $1 and post = $2 and unit = $3 and field = $4";
    ADD_NOTE = "insert into reading_note (campaign_id, post, unit, field, place, note) values ($1, $2, $3, $4, $5, $6)";
    NOTES = "select note from reading_note where campaign_id = $1 order by post, unit, field, place limit 200";
    TOTALS = "select network, unit, field, definition, method, cast(sum(value) as bigint) as value, count(*) as posts, \
              min(coverage_percent) as coverage, min(read_at) as oldest, max(read_at) as newest from reading_newest \
              where campaign_id = $1 group by network, unit, field, definition, method \
              order by network, unit, field, definition, method";
    STEPS = "select network, unit, field, definition, method, until_at, change from reading_step where campaign_id = $1 \
             order by network, unit, field, definition, method, until_at";
    TOP = "select post, network, unit, field, definition, method, value, coverage_percent, read_at from reading_newest \
           where campaign_id = $1 and unit = $2 order by value desc, post, field limit 5";
}

row! {
    struct ReadingRow {
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

row! {
    struct TopRow {
        post: String,
        network: String,
        unit: String,
        field: String,
        definition: String,
        method: String,
        value: i64,
        coverage_percent: i64,
        read_at: Instant,
    }
}

row! {
    struct TotalRow {
        network: String,
        unit: String,
        field: String,
        definition: String,
        method: String,
        value: i64,
        posts: i64,
        coverage: i64,
        oldest: Instant,
        newest: Instant,
    }
}

row! {
    struct StepRow {
        network: String,
        unit: String,
        field: String,
        definition: String,
        method: String,
        until_at: Instant,
        change: i64,
    }
}

fn bad<E>(what: &'static str) -> impl Fn(E) -> StoreError {
    move |_| StoreError::BadRow { what }
}

impl ReadingRow {
    fn into_reading(self) -> Result<Reading, StoreError> {
        Ok(Reading {
            post: self.post,
            network: self.network.parse().map_err(bad("network"))?,
            unit: self.unit.parse().map_err(bad("unit"))?,
            value: u64::try_from(self.value).map_err(bad("reading"))?,
            field: self.field,
            definition: self.definition,
            read_at: self.read_at,
            method: self.method.parse().map_err(bad("method"))?,
            coverage_percent: u8::try_from(self.coverage_percent).map_err(bad("coverage"))?,
        })
    }
}

/// A line of figures: network, unit, field, definition and method of a total, with what its sum was by the end of hours.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthLine {
    /// What the line counts; value, posts and coverage are not filled.
    pub of: Total,
    /// Ends of hours with the sum then, oldest first.
    pub points: Vec<(Instant, u64)>,
}

impl Tx {
    /// Adds a reading; `false` where the same one came in before.
    pub async fn add_reading(
        &mut self,
        id: ReadingId,
        campaign: CampaignId,
        reading: &Reading,
        attachment: Option<Uuid>,
    ) -> Result<bool, StoreError> {
        let value = i64::try_from(reading.value).map_err(|_| StoreError::BadRow { what: "reading beyond 2^63" })?;
        let mut all: Vec<Reading> =
            self.readings_like(campaign, reading).await?.into_iter().map(|(_, one)| one).collect();
        let id: Uuid = id.0;
        let touched = in_tx!(self, ADD, query[id, campaign.0, &reading.post, reading.network.as_str(), reading.unit.as_str(), value,
            &reading.field, &reading.definition, reading.read_at, reading.method.as_str(), i64::from(reading.coverage_percent),
            attachment], execute)?;
        if touched != 1 {
            return Ok(false);
        }
        let before = growth(&all);
        all.push(reading.clone());
        self.move_figures(campaign, reading, &before, &growth(&all)).await?;
        Ok(true)
    }

    /// Sets a reading aside; it counts nowhere from now on. `false` where it is not one of the campaign's or is aside already.
    pub async fn set_reading_aside(
        &mut self,
        id: ReadingId,
        campaign: CampaignId,
        by: &Actor,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let row = in_tx!(self, KEY_OF, query_as::<ReadingRow>[id.0, campaign.0], fetch_optional)?;
        let Some(reading) = row.map(ReadingRow::into_reading).transpose()? else { return Ok(false) };
        let all = self.readings_like(campaign, &reading).await?;
        super::one_row(in_tx!(self, SET_ASIDE, query[id.0, now, by.id.0], execute)?)?;
        let before: Vec<Reading> = all.iter().map(|(_, one)| one.clone()).collect();
        let after: Vec<Reading> = all.into_iter().filter(|(own, _)| *own != id).map(|(_, one)| one).collect();
        self.move_figures(campaign, &reading, &growth(&before), &growth(&after)).await?;
        Ok(true)
    }

    /// Puts a reading back that was set aside. `false` where it is not one of the campaign's or counts already.
    pub async fn put_reading_back(&mut self, id: ReadingId, campaign: CampaignId) -> Result<bool, StoreError> {
        let row = in_tx!(self, KEY_ASIDE, query_as::<ReadingRow>[id.0, campaign.0], fetch_optional)?;
        let Some(reading) = row.map(ReadingRow::into_reading).transpose()? else { return Ok(false) };
        let before = self.readings_like(campaign, &reading).await?.into_iter().map(|(_, one)| one).collect::<Vec<_>>();
        super::one_row(in_tx!(self, PUT_BACK, query[id.0], execute)?)?;
        let after = [before.clone(), vec![reading.clone()]].concat();
        self.move_figures(campaign, &reading, &growth(&before), &growth(&after)).await?;
        Ok(true)
    }

    /// The readings that count of one post, unit and field, oldest first.
    pub async fn readings_like(
        &mut self,
        campaign: CampaignId,
        like: &Reading,
    ) -> Result<Vec<(ReadingId, Reading)>, StoreError> {
        let rows = in_tx!(self, OF_KEY, query_as::<ReadingRow>[campaign.0, &like.post, like.unit.as_str(), &like.field], fetch_all)?;
        rows.into_iter().map(|row| Ok((ReadingId(row.id), row.into_reading()?))).collect()
    }

    /// Adds to a step of a line of figures.
    pub(super) async fn add_reading_step(
        &mut self,
        campaign: CampaignId,
        [network, unit, field, definition, method]: [&str; 5],
        until: Instant,
        change: i64,
    ) -> Result<(), StoreError> {
        in_tx!(self, STEP, query[campaign.0, network, unit, field, definition, method, until, change], execute)?;
        Ok(())
    }

    /// Notes what a person should look at.
    pub(super) async fn add_reading_note(
        &mut self,
        campaign: CampaignId,
        part: &Part,
        place: i64,
        note: &Note,
    ) -> Result<(), StoreError> {
        let note = serde_json::to_string(note).map_err(bad("note"))?;
        in_tx!(self, ADD_NOTE, query[campaign.0, &part.post, part.unit.as_str(), &part.field, place, note], execute)?;
        Ok(())
    }

    /// Moves newest figure, steps and notes of one post, unit and field from what they were to what they are.
    async fn move_figures(
        &mut self,
        campaign: CampaignId,
        like: &Reading,
        before: &(Steps, Figures),
        after: &(Steps, Figures),
    ) -> Result<(), StoreError> {
        let (unit, network) = (like.unit.as_str(), like.network.as_str());
        let mut changes = after.0.clone();
        for (key, change) in &before.0 {
            *changes.entry(key.clone()).or_default() -= change;
        }
        for ((definition, method, until), change) in changes.into_iter().filter(|(_, change)| *change != 0) {
            let of = [network, unit, &like.field, &definition, method.as_str()];
            self.add_reading_step(campaign, of, until, change).await?;
        }
        match after.1.parts.first() {
            None => in_tx!(self, DROP_NEWEST, query[campaign.0, &like.post, unit, &like.field], execute)?,
            Some(newest) => {
                in_tx!(self, SAVE_NEWEST, query[campaign.0, &like.post, unit, &like.field, newest.network.as_str(), &newest.definition,
                newest.method.as_str(), newest.value.cast_signed(), i64::from(newest.coverage_percent), newest.read_at], execute)?
            }
        };
        if before.1.notes != after.1.notes {
            in_tx!(self, DROP_NOTES, query[campaign.0, &like.post, unit, &like.field], execute)?;
            for (place, note) in (0_i64..).zip(&after.1.notes) {
                let note = serde_json::to_string(note).map_err(bad("note"))?;
                in_tx!(self, ADD_NOTE, query[campaign.0, &like.post, unit, &like.field, place, note], execute)?;
            }
        }
        Ok(())
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

    /// All readings of a campaign that count, oldest first.
    pub async fn list_readings(&self, campaign: CampaignId) -> Result<Vec<Reading>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<ReadingRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(ReadingRow::into_reading).collect()
    }

    /// Sums of like figures, as [`crate::effect::figures`] would make them of all readings.
    pub async fn reading_totals(&self, campaign: CampaignId) -> Result<Vec<Total>, StoreError> {
        let rows = on_read!(self, TOTALS, query_as::<TotalRow>[campaign.0], fetch_all)?;
        let total = |row: TotalRow| {
            Ok(Total {
                network: row.network.parse().map_err(bad("network"))?,
                unit: row.unit.parse().map_err(bad("unit"))?,
                field: row.field,
                definition: row.definition,
                method: row.method.parse().map_err(bad("method"))?,
                value: count(row.value),
                posts: usize::try_from(row.posts).map_err(bad("count"))?,
                coverage_percent: u8::try_from(row.coverage).map_err(bad("coverage"))?.min(100),
                oldest_at: row.oldest,
                newest_at: row.newest,
            })
        };
        let mut totals = rows.into_iter().map(total).collect::<Result<Vec<_>, StoreError>>()?;
        totals.sort_by(|a, b| {
            (a.network, a.unit, &a.field, &a.definition, a.method).cmp(&(
                b.network,
                b.unit,
                &b.field,
                &b.definition,
                b.method,
            ))
        });
        Ok(totals)
    }

    /// How sums grew, a line for each network, unit, field, definition and method.
    pub async fn reading_growth(&self, campaign: CampaignId) -> Result<Vec<GrowthLine>, StoreError> {
        let rows = on_read!(self, STEPS, query_as::<StepRow>[campaign.0], fetch_all)?;
        let mut lines: BTreeMap<[String; 5], Vec<(Instant, i64)>> = BTreeMap::new();
        for row in rows {
            let key = [row.network, row.unit, row.field, row.definition, row.method];
            lines.entry(key).or_default().push((row.until_at, row.change));
        }
        let line = |([network, unit, field, definition, method], steps): ([String; 5], Vec<(Instant, i64)>)| {
            let mut sum = 0_i64;
            let point = |(until, change): (Instant, i64)| {
                sum = sum.saturating_add(change);
                (until, count(sum))
            };
            let points: Vec<_> = steps.into_iter().map(point).collect();
            let ends = points.first().zip(points.last()).map(|(first, last)| (first.0, last.0));
            let (oldest_at, newest_at) = ends.unwrap_or((Instant::UNIX_EPOCH, Instant::UNIX_EPOCH));
            let of = Total {
                network: network.parse().map_err(bad("network"))?,
                unit: unit.parse().map_err(bad("unit"))?,
                field,
                definition,
                method: method.parse().map_err(bad("method"))?,
                value: points.last().map_or(0, |last| last.1),
                posts: 0,
                coverage_percent: 100,
                oldest_at,
                newest_at,
            };
            Ok(GrowthLine { of, points })
        };
        let mut lines = lines.into_iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
        lines.sort_by_key(|line| (line.of.network, line.of.unit, line.of.oldest_at, line.of.field.clone()));
        Ok(lines)
    }

    /// What a person should look at before believing the figures; the first 200.
    pub async fn reading_notes(&self, campaign: CampaignId) -> Result<Vec<Note>, StoreError> {
        let notes = on_read!(self, NOTES, query_scalar::<String>[campaign.0], fetch_all)?;
        notes.iter().map(|note| serde_json::from_str(note).map_err(bad("note"))).collect()
    }

    /// The posts with the most of a unit.
    pub async fn top_posts(&self, campaign: CampaignId, unit: &str) -> Result<Vec<Reading>, StoreError> {
        let rows = on_read!(self, TOP, query_as::<TopRow>[campaign.0, unit], fetch_all)?;
        let reading = |row: TopRow| {
            let TopRow { post, network, unit, field, definition, method, value, coverage_percent, read_at } = row;
            ReadingRow {
                id: Uuid::nil(),
                post,
                network,
                unit,
                value,
                field,
                definition,
                read_at,
                method,
                coverage_percent,
            }
        };
        rows.into_iter().map(|row| reading(row).into_reading()).collect()
    }
}
