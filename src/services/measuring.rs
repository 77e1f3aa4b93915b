//! Measuring: readings into the store, each with where it comes from.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::intake::{IntakeReport, quarantined_line};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::ReadingId;
use crate::domain::reading::Reading;
use crate::formats::quarantine::{Counted, FileFault, Row};

/// Takes readings in.
pub async fn import_readings<I>(
    app: &App,
    loaded: &LoadedCampaign,
    mut rows: I,
    by: &Actor,
) -> Result<IntakeReport, Error>
where
    I: Iterator<Item = Result<Row<Reading>, FileFault>> + Counted,
{
    let now = app.now();
    let mut report = IntakeReport::default();
    let mut aside = Vec::new();
    let mut tx = app.store.begin().await?;
    for row in rows.by_ref() {
        report.lines += 1;
        match row? {
            Row::Accepted { value, .. } => {
                let id = ReadingId::mint(now, &mut *app.rng());
                if tx.add_reading(id, loaded.id, &value).await? {
                    report.accepted += 1;
                } else {
                    report.duplicate += 1;
                }
            }
            Row::Duplicate { .. } => report.duplicate += 1,
            Row::Quarantined(flaw) => {
                report.set_aside(flaw.reason.as_str());
                aside.push(quarantined_line(app, &flaw));
            }
        }
    }
    for chunk in aside.chunks(500) {
        tx.add_quarantine(chunk, now).await?;
    }
    tx.audit(by, "readings.import", &loaded.id.to_string(), json!({ "accepted": report.accepted }), now).await?;
    tx.commit().await?;
    report.unknown_fields = rows.counts().unknown_fields;
    Ok(report)
}

/// Takes single readings in; gives how many were new.
pub async fn add_readings(app: &App, loaded: &LoadedCampaign, readings: &[Reading]) -> Result<u64, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for reading in readings {
        let id = ReadingId::mint(now, &mut *app.rng());
        added += u64::from(tx.add_reading(id, loaded.id, reading).await?);
    }
    tx.commit().await?;
    Ok(added)
}
