//! Telling open pages that something changed: one poller a process over the audit log, shared by all of them.
//!
//! What is told is a number, never what changed. It works with several instances, for each asks the database itself. The
//! poller sleeps while nobody listens; listeners are let go when the server stops.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, future};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

use super::problem::Problem;
use crate::app::App;
use crate::services::live;

/// How often the database is asked: with it a change reaches all pages well within a second.
const EVERY: Duration = Duration::from_millis(400);
/// A sign of life, so that proxies keep the connection and browsers notice when it is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser connects anew after this long, and is judged anew: whoever was signed out hears nothing more.
const LONGEST: Duration = Duration::from_mins(5);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beat {
    At(i64),
    Over,
}

/// What open pages listen to.
#[derive(Debug)]
pub struct Pulse {
    sender: watch::Sender<Beat>,
    polling: AtomicBool,
}

impl Default for Pulse {
    fn default() -> Self {
        Self { sender: watch::Sender::new(Beat::At(0)), polling: AtomicBool::new(false) }
    }
}

impl Pulse {
    /// How many pages listen.
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    /// Lets every page go; the server is stopping.
    pub fn hang_up(&self) {
        self.sender.send_replace(Beat::Over);
    }

    /// Events for one page: the number there is now, then each newer one.
    pub async fn listen(self: &Arc<Self>, app: &Arc<App>) -> Result<Response, Problem> {
        let receiver = self.sender.subscribe();
        if !self.polling.swap(true, Ordering::AcqRel) {
            let version = live::version(app).await.inspect_err(|_| self.polling.store(false, Ordering::Release))?;
            self.tell(version);
            tokio::spawn(Arc::clone(self).poll(Arc::clone(app), version));
        }
        let beats = WatchStream::new(receiver).take_while(|beat| future::ready(*beat != Beat::Over));
        let events = beats.filter_map(|beat| {
            let event = match beat {
                Beat::At(0) | Beat::Over => None,
                Beat::At(version) => Some(Event::default().event("change").data(version.to_string())),
            };
            future::ready(event.map(Ok::<_, Infallible>))
        });
        let events = events.take_until(tokio::time::sleep(LONGEST));
        let alive = KeepAlive::new().interval(HEARTBEAT).text("alive");
        Ok(Sse::new(events).keep_alive(alive).into_response())
    }

    fn tell(&self, version: i64) {
        self.sender.send_if_modified(|beat| {
            let newer = matches!(*beat, Beat::At(known) if known < version);
            if newer {
                *beat = Beat::At(version);
            }
            newer
        });
    }

    async fn poll(self: Arc<Self>, app: Arc<App>, mut seen: i64) {
        let mut failing = false;
        loop {
            tokio::time::sleep(EVERY).await;
            if self.listeners() == 0 {
                self.polling.store(false, Ordering::Release);
                // Somebody may have come just now and seen us still polling.
                if self.listeners() == 0 || self.polling.swap(true, Ordering::AcqRel) {
                    return;
                }
            }
            match live::newer(&app, &mut seen).await {
                Ok(version) => {
                    failing = false;
                    if let Some(version) = version {
                        self.tell(version);
                    }
                }
                Err(error) if !failing => {
                    failing = true;
                    tracing::warn!(%error, "open pages are not told of changes for the moment");
                }
                Err(_) => {}
            }
        }
    }
}
