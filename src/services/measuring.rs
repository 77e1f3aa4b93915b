//! Measuring: readings into the store, each with where it comes from.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::intake::{Intake, IntakeReport};
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
    let mut intake = Intake::new(app);
    let mut tx = app.store.begin().await?;
    for row in rows.by_ref() {
        if let Some((_, reading)) = intake.row(row?) {
            let id = ReadingId::mint(now, &mut *app.rng());
            intake.taken(tx.add_reading(id, loaded.id, &reading).await?);
        }
    }
    intake.store_aside(&mut tx).await?;
    let detail = json!({ "accepted": intake.report.accepted });
    tx.audit(by, "readings.import", &loaded.id.to_string(), detail, now).await?;
    tx.commit().await?;
    intake.report.unknown_fields = rows.counts().unknown_fields;
    Ok(intake.report)
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
