//! What came in and where it ended: counters and quarantined lines. No row tells of a person.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;

statements! {
    COUNT = "insert into intake_count (campaign_id, on_day, step, detail, n) values ($1, $2, $3, $4, $5) \
             on conflict (campaign_id, on_day, step, detail) do update set n = intake_count.n + excluded.n";
    PURGE_QUARANTINE = "delete from quarantine where created_at < $1";
    LIST_QUARANTINE = "select id, file, line, field, reason from quarantine order by file, line, id";
    LIST_COUNTS = "select step, detail, cast(sum(n) as integer) as n from intake_count group by step, detail order by step, detail",
        postgres: "select step, detail, cast(sum(n) as bigint) as n from intake_count group by step, detail order by step, detail";
}

words! {
    /// Where a post ended in the listen step.
    IntakeStep {
        /// It came in.
        Read = "read",
        /// The cheap gate stopped it.
        NotAboutTravel = "not_about_travel",
        /// It touches a sensitive matter; nothing of it was kept.
        Screened = "screened",
        /// Its account asks not to be read by machines.
        LeftAlone = "left_alone",
        /// Its author objected.
        Suppressed = "suppressed",
        /// Its author deleted it.
        Deleted = "deleted",
        /// The campaign's listening mode does not cover it.
        NoBasis = "no_basis",
        /// It fits nobody who is booked.
        Unmatched = "unmatched",
        /// It came in before.
        Duplicate = "duplicate",
        /// It has a candidate match.
        Matched = "matched",
    }
}

row! {
    /// A counter.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IntakeCount {
        /// Where posts ended.
        pub step: String,
        /// Why, such as the category of the screen; empty where there is nothing to add.
        pub detail: String,
        /// How many.
        pub n: i64,
    }
}

row! {
    struct LineRow { id: Uuid, file: String, line: i64, field: String, reason: String }
}

/// A line that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedLine {
    /// Its id.
    pub id: Uuid,
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
    /// The field.
    pub field: String,
    /// A reason code.
    pub reason: String,
}

impl Tx {
    /// Adds to a counter of the campaign that listened.
    pub async fn count_intake(
        &mut self,
        campaign: CampaignId,
        on_day: NaiveDate,
        step: IntakeStep,
        detail: &str,
        n: i64,
    ) -> Result<(), StoreError> {
        in_tx!(self, COUNT, query[campaign.0, on_day, step.as_str(), detail, n], execute)?;
        Ok(())
    }

    /// Keeps quarantined lines for people to look at, at most 500 a call.
    pub async fn add_quarantine(&mut self, lines: &[QuarantinedLine], now: Instant) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        bulk!(
            self,
            "insert into quarantine (id, file, line, field, reason, created_at)",
            lines,
            |cell, line| {
                let number = i64::try_from(line.line).unwrap_or(i64::MAX);
                cell.push_bind(line.id)
                    .push_bind(&line.file)
                    .push_bind(number)
                    .push_bind(&line.field)
                    .push_bind(&line.reason)
                    .push_bind(now);
            },
            ""
        )?;
        Ok(())
    }
}

impl Tx {
    /// Forgets quarantined lines from before an instant.
    pub async fn purge_quarantine(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE_QUARANTINE, query[before], execute)?)
    }
}

impl Store {
    /// All quarantined lines, by file and line.
    pub async fn list_quarantine(&self) -> Result<Vec<QuarantinedLine>, StoreError> {
        let rows = on_read!(self, LIST_QUARANTINE, query_as::<LineRow>[], fetch_all)?;
        let line = |LineRow { id, file, line, field, reason }| QuarantinedLine {
            id,
            file,
            line: u64::try_from(line).unwrap_or(0),
            field,
            reason,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// All counters, over all days and campaigns.
    pub async fn intake_counts(&self) -> Result<Vec<IntakeCount>, StoreError> {
        Ok(on_read!(self, LIST_COUNTS, query_as::<IntakeCount>[], fetch_all)?)
    }
}
