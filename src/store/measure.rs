//! What a report needs beside readings: when figures are due, which are gone for good, what a booking earns, the targets as
//! they were locked with every later edit, and the report a campaign was closed with.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::{Target, TargetMetric};
use crate::domain::id::{AccountId, CampaignId, FollowUpId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::reading::Unit;
use crate::effect::schedule::{Scheduled, Slot};

statements! {
    PUBLISHED = "select id, network, address, published_at from follow_up where campaign_id = $1 and published_at is not null \
                 and address is not null and published_at > $2 order by published_at, id";
    READ_AT = "select read_at from reading where campaign_id = $1 and post = $2 and set_aside_at is null order by read_at";
    SAVE_SLOT = "insert into reading_slot (follow_up_id, age_hours, campaign_id, network, address, due_at, until_at, by_hand, slot) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (follow_up_id, age_hours) do update \
                 set slot = excluded.slot, by_hand = excluded.by_hand";
    DUE = "select follow_up_id, age_hours, network, address, due_at, until_at, by_hand from reading_slot \
           where campaign_id = $1 and slot = 'due' order by until_at, follow_up_id, age_hours limit 200";
    SLOT_COUNTS = "select slot, count(*) as n from reading_slot where campaign_id = $1 group by slot order by slot";
    LAST_POST = "select max(at) from (select max(published_at) as at from follow_up where campaign_id = $1 \
                 union all select max(r.changed_at) as at from care_answer r join care_case c on c.id = r.case_id \
                 where c.campaign_id = $1 and r.state = 'published') as spoke";
    STARTED = "select targets_locked_at from campaign where id = $1";
    RETIRE = "insert into retired_figure (network, unit, field, since_on, noted_by, noted_at) values ($1, $2, $3, $4, $5, $6) \
              on conflict (network, unit, field) do update set since_on = excluded.since_on, noted_by = excluded.noted_by, \
              noted_at = excluded.noted_at";
    UNRETIRE = "delete from retired_figure where network = $1 and unit = $2 and field = $3";
    RETIRED = "select network, unit, field, since_on, noted_by from retired_figure order by network, unit, field";
    SETTING = "select margin_minor, staff_hour_minor, wrapping_minor, credits_minor, base_percent, earned_mille_minor \
               from report_setting where campaign_id = $1";
    SAVE_SETTING = "insert into report_setting (campaign_id, margin_minor, staff_hour_minor, wrapping_minor, credits_minor, \
                    base_percent, earned_mille_minor, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8) \
                    on conflict (campaign_id) do update set margin_minor = excluded.margin_minor, \
                    staff_hour_minor = excluded.staff_hour_minor, wrapping_minor = excluded.wrapping_minor, \
                    credits_minor = excluded.credits_minor, base_percent = excluded.base_percent, \
                    earned_mille_minor = excluded.earned_mille_minor, changed_at = excluded.changed_at";
    LOCK_TARGET = "insert into locked_target (campaign_id, metric, value, locked_at) values ($1, $2, $3, $4) \
                   on conflict (campaign_id, metric) do nothing";
    LOCKED = "select metric, value, locked_at from locked_target where campaign_id = $1 order by metric";
    EDIT_TARGET = "insert into target_edit (id, campaign_id, metric, was, value, why, edited_by, edited_role, edited_at) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    EDITS = "select metric, was, value, why, edited_role, edited_at from target_edit where campaign_id = $1 order by edited_at, id";
    CLOSE = "insert into closing_report (campaign_id, figures, content_hash, closed_by, closed_role, closed_at) \
             values ($1, $2, $3, $4, $5, $6) on conflict (campaign_id) do nothing";
    CLOSING = "select content_hash, closed_role, closed_at from closing_report where campaign_id = $1";
    CLOSING_FIGURES = "select figures from closing_report where campaign_id = $1";
}

row! {
    struct PublishedRow { id: Uuid, network: String, address: String, published_at: Instant }
}

row! {
    struct SlotRow {
        follow_up_id: Uuid,
        age_hours: i64,
        network: String,
        address: String,
        due_at: Instant,
        until_at: Instant,
        by_hand: bool,
    }
}

row! {
    struct SlotCountRow { slot: String, n: i64 }
}

row! {
    struct RetiredRow { network: String, unit: String, field: String, since_on: NaiveDate, noted_by: Uuid }
}

row! {
    /// What the report needs to know, minor units of the campaign's currency.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct ReportSetting {
        /// Margin of one later booker.
        pub margin_minor: Option<i64>,
        /// An hour of staff.
        pub staff_hour_minor: Option<i64>,
        /// Wrapping of one gift.
        pub wrapping_minor: Option<i64>,
        /// Credits for the networks' interfaces, in all.
        pub credits_minor: Option<i64>,
        /// Share of travellers who book again anyway, percent.
        pub base_percent: Option<i64>,
        /// What a thousand views would have cost as advertisements; none keeps earned media off.
        pub earned_mille_minor: Option<i64>,
    }
}

row! {
    struct LockedRow { metric: String, value: i64, locked_at: Instant }
}

row! {
    struct EditRow { metric: String, was: Option<i64>, value: i64, why: String, edited_role: String, edited_at: Instant }
}

row! {
    struct ClosingRow { content_hash: String, closed_role: String, closed_at: Instant }
}

/// A post that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedPost {
    /// Its follow-up.
    pub follow_up: FollowUpId,
    /// Network.
    pub network: Network,
    /// Address or id there.
    pub address: String,
    /// Since when.
    pub published_at: Instant,
}

/// A reading that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReading {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Network.
    pub network: Network,
    /// Address or id there.
    pub address: String,
    /// Age of the post, hours.
    pub age_hours: i64,
    /// Since when.
    pub due_at: Instant,
    /// Until when.
    pub until: Instant,
    /// Whether a person has to read it.
    pub by_hand: bool,
}

/// A figure that a network does not give any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredFigure {
    /// Network.
    pub network: Network,
    /// Unit.
    pub unit: Unit,
    /// Where it stood.
    pub field: String,
    /// Since when it is gone.
    pub since_on: NaiveDate,
    /// Who noted it; the program itself where the network said so.
    pub noted_by: AccountId,
}

/// A change of a target after it was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetEdit {
    /// The figure.
    pub metric: TargetMetric,
    /// The value before; none where there was no such target.
    pub was: Option<u64>,
    /// The value since.
    pub value: u64,
    /// Why, in the words of who changed it.
    pub why: String,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: Instant,
}

/// The report a campaign was closed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// SHA-256 of its figures.
    pub content_hash: String,
    /// In which role it was closed.
    pub role: Role,
    /// When.
    pub at: Instant,
}

fn bad<E>(what: &'static str) -> impl Fn(E) -> StoreError {
    move |_| StoreError::BadRow { what }
}

fn whole(value: i64) -> u64 {
    value.max(0).cast_unsigned()
}

impl Store {
    /// Posts of a campaign that went out after an instant.
    pub async fn list_published(&self, campaign: CampaignId, after: Instant) -> Result<Vec<PublishedPost>, StoreError> {
        let rows = on_read!(self, PUBLISHED, query_as::<PublishedRow>[campaign.0, after], fetch_all)?;
        let post = |row: PublishedRow| {
            let network = row.network.parse().map_err(bad("network"))?;
            let (address, published_at) = (row.address, row.published_at);
            Ok(PublishedPost { follow_up: FollowUpId(row.id), network, address, published_at })
        };
        rows.into_iter().map(post).collect()
    }

    /// When a post's figures were read.
    pub async fn read_instants(&self, campaign: CampaignId, post: &str) -> Result<Vec<Instant>, StoreError> {
        Ok(on_read!(self, READ_AT, query_scalar::<Instant>[campaign.0, post], fetch_all)?)
    }

    /// Readings that are to be made now, the most urgent first.
    pub async fn list_due_readings(&self, campaign: CampaignId) -> Result<Vec<DueReading>, StoreError> {
        let rows = on_read!(self, DUE, query_as::<SlotRow>[campaign.0], fetch_all)?;
        let due = |row: SlotRow| {
            Ok(DueReading {
                follow_up: FollowUpId(row.follow_up_id),
                network: row.network.parse().map_err(bad("network"))?,
                address: row.address,
                age_hours: row.age_hours,
                due_at: row.due_at,
                until: row.until_at,
                by_hand: row.by_hand,
            })
        };
        rows.into_iter().map(due).collect()
    }

    /// How many readings of the schedule stand how.
    pub async fn count_slots(&self, campaign: CampaignId) -> Result<Vec<(Slot, u64)>, StoreError> {
        let rows = on_read!(self, SLOT_COUNTS, query_as::<SlotCountRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(|row| Ok((row.slot.parse().map_err(bad("slot"))?, whole(row.n)))).collect()
    }

    /// When a campaign last spoke: its newest post or answer, or its start.
    pub async fn last_spoke_at(&self, campaign: CampaignId) -> Result<Option<Instant>, StoreError> {
        let posted = on_read!(self, LAST_POST, query_scalar::<Option<Instant>>[campaign.0], fetch_one)?;
        let started = on_read!(self, STARTED, query_scalar::<Option<Instant>>[campaign.0], fetch_optional)?;
        Ok(posted.max(started.flatten()))
    }

    /// Figures that networks do not give any more.
    pub async fn list_retired(&self) -> Result<Vec<RetiredFigure>, StoreError> {
        let rows = on_read!(self, RETIRED, query_as::<RetiredRow>[], fetch_all)?;
        let retired = |row: RetiredRow| {
            let (network, unit) =
                (row.network.parse().map_err(bad("network"))?, row.unit.parse().map_err(bad("unit"))?);
            Ok(RetiredFigure {
                network,
                unit,
                field: row.field,
                since_on: row.since_on,
                noted_by: AccountId(row.noted_by),
            })
        };
        rows.into_iter().map(retired).collect()
    }

    /// What the report needs to know of a campaign.
    pub async fn report_setting(&self, campaign: CampaignId) -> Result<ReportSetting, StoreError> {
        Ok(on_read!(self, SETTING, query_as::<ReportSetting>[campaign.0], fetch_optional)?.unwrap_or_default())
    }

    /// Targets as they were when the campaign went live, with when that was.
    pub async fn locked_targets(&self, campaign: CampaignId) -> Result<Vec<(Target, Instant)>, StoreError> {
        let rows = on_read!(self, LOCKED, query_as::<LockedRow>[campaign.0], fetch_all)?;
        let target = |row: LockedRow| {
            let metric = row.metric.parse().map_err(bad("target"))?;
            Ok((Target { metric, value: whole(row.value) }, row.locked_at))
        };
        rows.into_iter().map(target).collect()
    }

    /// Every edit of targets, oldest first.
    pub async fn target_edits(&self, campaign: CampaignId) -> Result<Vec<TargetEdit>, StoreError> {
        let rows = on_read!(self, EDITS, query_as::<EditRow>[campaign.0], fetch_all)?;
        let edit = |row: EditRow| {
            Ok(TargetEdit {
                metric: row.metric.parse().map_err(bad("target"))?,
                was: row.was.map(whole),
                value: whole(row.value),
                why: row.why,
                role: row.edited_role.parse().map_err(bad("role"))?,
                at: row.edited_at,
            })
        };
        rows.into_iter().map(edit).collect()
    }

    /// The closing report, where there is one.
    pub async fn closing(&self, campaign: CampaignId) -> Result<Option<Closing>, StoreError> {
        let row = on_read!(self, CLOSING, query_as::<ClosingRow>[campaign.0], fetch_optional)?;
        row.map(|row| {
            let role = row.closed_role.parse().map_err(bad("role"))?;
            Ok(Closing { content_hash: row.content_hash, role, at: row.closed_at })
        })
        .transpose()
    }

    /// The figures of the closing report, as JSON.
    pub async fn closing_figures(&self, campaign: CampaignId) -> Result<Option<String>, StoreError> {
        Ok(on_read!(self, CLOSING_FIGURES, query_scalar::<String>[campaign.0], fetch_optional)?)
    }
}

impl Tx {
    /// Notes how a reading of the schedule stands.
    pub async fn save_slot(
        &mut self,
        campaign: CampaignId,
        post: &PublishedPost,
        one: &Scheduled,
        by_hand: bool,
    ) -> Result<(), StoreError> {
        in_tx!(self, SAVE_SLOT, query[post.follow_up.0, one.age_hours, campaign.0, post.network.as_str(), &post.address, one.due_at,
            one.until, by_hand, one.slot.as_str()], execute)?;
        Ok(())
    }

    /// Notes that a network does not give a figure any more.
    pub async fn retire_figure(&mut self, figure: &RetiredFigure, by: &Actor, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, RETIRE, query[figure.network.as_str(), figure.unit.as_str(), &figure.field, figure.since_on, by.id.0, now],
            execute)?;
        Ok(())
    }

    /// Takes such a note back.
    pub async fn unretire_figure(&mut self, network: Network, unit: Unit, field: &str) -> Result<(), StoreError> {
        in_tx!(self, UNRETIRE, query[network.as_str(), unit.as_str(), field], execute)?;
        Ok(())
    }

    /// Saves what the report needs to know.
    pub async fn save_report_setting(
        &mut self,
        campaign: CampaignId,
        setting: &ReportSetting,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, SAVE_SETTING, query[campaign.0, setting.margin_minor, setting.staff_hour_minor, setting.wrapping_minor,
            setting.credits_minor, setting.base_percent, setting.earned_mille_minor, now], execute)?;
        Ok(())
    }

    /// Keeps a target as it is at the launch; a later one changes nothing.
    pub async fn lock_target(&mut self, campaign: CampaignId, target: &Target, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, LOCK_TARGET, query[campaign.0, target.metric.as_str(), target.value.cast_signed(), now], execute)?;
        Ok(())
    }

    /// Notes an edit of a target.
    pub async fn edit_target(
        &mut self,
        id: Uuid,
        campaign: CampaignId,
        edit: &TargetEdit,
        by: &Actor,
    ) -> Result<(), StoreError> {
        in_tx!(self, EDIT_TARGET, query[id, campaign.0, edit.metric.as_str(), edit.was.map(u64::cast_signed),
            edit.value.cast_signed(), &edit.why, by.id.0, by.role.as_str(), edit.at], execute)?;
        Ok(())
    }

    /// Keeps the report a campaign is closed with; `Stale` where there is one.
    pub async fn save_closing(
        &mut self,
        campaign: CampaignId,
        figures: &str,
        content_hash: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(
            in_tx!(self, CLOSE, query[campaign.0, figures, content_hash, by.id.0, by.role.as_str(), now], execute)?,
        )
    }
}
