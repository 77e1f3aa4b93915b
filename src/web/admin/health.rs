//! `/admin/health`: schema, queue, what is kept for a time, disk and version, each with whether it is as it should be.

use axum::extract::State;
use axum::response::Html;
use chrono::Duration;
use serde::Serialize;

use crate::domain::privacy::Kept;
use crate::services::health::{self, ExpiryLine, Health};
use crate::services::privacy::RetentionLine;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The state of the installation.
#[derive(Debug, Serialize)]
pub struct HealthPage {
    /// It.
    pub health: Health,
    /// Size of the database in megabytes.
    pub megabytes: Option<f64>,
}

impl HealthPage {
    fn of(health: Health) -> Self {
        Self { megabytes: health.database_bytes.map(|bytes| bytes as f64 / 1e6), health }
    }
}

impl Page for HealthPage {
    const TEMPLATE: &'static str = "admin/health.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let line = |class: &Kept, late: bool| RetentionLine {
            class: *class,
            oldest: late.then_some(now - Duration::days(15)),
            goes_at: late.then_some(now),
            late,
        };
        let expiry = |name: &str, days| ExpiryLine {
            name: name.to_owned(),
            at: now + Duration::days(days),
            days,
            near: days <= 7,
        };
        let good = Health {
            version: "0.1.0",
            engine: "sqlite",
            schema: 12,
            schema_current: true,
            queued: 3,
            running: 1,
            dead: 0,
            waits_since: None,
            works: true,
            requests: 0,
            mails_unsettled: 0,
            retention: Kept::ALL.iter().map(|class| line(class, false)).collect(),
            database_bytes: Some(48_300_000),
            outbox_files: Some(12),
            expiries: vec![expiry("x", 180)],
            on_hold: false,
            broken: 0,
            stations: 3,
        };
        let bad = Health {
            engine: "postgres",
            schema_current: false,
            dead: 2,
            waits_since: Some(now),
            works: false,
            requests: 1,
            mails_unsettled: 4,
            retention: Kept::ALL.iter().map(|class| line(class, true)).collect(),
            database_bytes: None,
            outbox_files: None,
            expiries: vec![expiry("meta", 3), expiry("x", 180)],
            on_hold: true,
            broken: 2,
            ..good.clone()
        };
        vec![Self::of(good), Self::of(bad)]
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let health = health::health(&web.accounts()?.app).await?;
    web.page(&HealthPage::of(health), &chrome)
}
