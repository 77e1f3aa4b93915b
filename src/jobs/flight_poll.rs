//! Asks a flight API once a minute, whichever instance is first, and takes in what is news.
//!
//! An API that is away costs nothing but its news: files, webhooks and the clock go on.

use std::time::Duration;

use chrono::Days;

use crate::app::App;
use crate::domain::instant::local_day;
use crate::domain::station::zone_of;
use crate::networks::flight_api::{ApiFault, FlightApi};
use crate::services::Error;
use crate::services::flight_news::{FlightMap, NewsReport, claim_poll, take_body, take_mapped};

/// The station of the API.
const HERE: &str = "AMS";
/// Pause between two looks at the clock.
const PAUSE: Duration = Duration::from_secs(5);

/// What one round of questions brought.
#[derive(Debug, Default)]
pub struct Polled {
    /// What became of each page.
    pub pages: Vec<NewsReport>,
    /// Pages that can't be read.
    pub unreadable: usize,
    /// Why it ended early.
    pub fault: Option<ApiFault>,
}

/// Asks for today's departures and tomorrow's, and takes them in page by page.
pub async fn poll_once(app: &App, api: &FlightApi) -> Result<Polled, Error> {
    poll_mapped(app, api, None).await
}

/// The same, where a mapping explains the records.
pub async fn poll_mapped(app: &App, api: &FlightApi, map: Option<&FlightMap>) -> Result<Polled, Error> {
    let today = local_day(app.now(), zone_of(HERE));
    let mut polled = Polled::default();
    for day in [Some(today), today.checked_add_days(Days::new(1))].into_iter().flatten() {
        let (pages, fault) = api.departures(day).await;
        for page in pages {
            let taken = match map {
                Some(map) => take_mapped(app, map, &page, "flight API").await,
                None => take_body(app, &page, "flight API").await,
            };
            match taken {
                Ok(report) => polled.pages.push(report),
                Err(Error::File(_)) => polled.unreadable += 1,
                Err(error) => return Err(error),
            }
        }
        if fault.is_some() {
            polled.fault = fault;
            break;
        }
    }
    Ok(polled)
}

/// Polls until the process stops.
pub async fn keep_polling(app: &App, api: &FlightApi, map: Option<&FlightMap>) {
    loop {
        let wait = match turn(app, api, map).await {
            Ok(Some(ApiFault::Away { retry_after: Some(wait), .. })) => wait,
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "flight news could not be taken in");
                PAUSE
            }
        };
        tokio::time::sleep(wait.max(PAUSE)).await;
    }
}

async fn turn(app: &App, api: &FlightApi, map: Option<&FlightMap>) -> Result<Option<ApiFault>, Error> {
    if !claim_poll(app).await? {
        return Ok(None);
    }
    let polled = poll_mapped(app, api, map).await?;
    if polled.unreadable > 0 {
        tracing::warn!(pages = polled.unreadable, "pages of the flight API can't be read");
    }
    if let Some(fault) = &polled.fault {
        tracing::warn!(%fault, "flight news are late");
    }
    Ok(polled.fault)
}
