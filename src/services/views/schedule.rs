//! What the readings page shows: due figures and files.

use super::head_of;
use super::report_parts::schedule_count;
use crate::app::App;
use crate::services::{Error, campaigns};
use crate::store::measure::DueReading;
use crate::store::view::schedule::{DueLine, FileLine, ScheduleView};

/// Due readings and files of a campaign.
pub async fn schedule(app: &App, slug: &str) -> Result<ScheduleView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let due = |one: DueReading| DueLine {
        network: one.network,
        address: one.address,
        age_hours: one.age_hours,
        due_at: one.due_at,
        until: one.until,
        by_hand: one.by_hand,
    };
    let file = |one: crate::store::attachment::KeptFile| FileLine {
        name: one.name,
        content_hash: one.content_hash,
        made_at: one.made_at,
        readings: one.readings.max(0).cast_unsigned(),
    };
    Ok(ScheduleView {
        head: head_of(&loaded),
        due: app.store.list_due_readings(loaded.id).await?.into_iter().map(due).collect(),
        count: schedule_count(app, &loaded).await?,
        files: app.store.list_attachments(loaded.id).await?.into_iter().map(file).collect(),
    })
}
