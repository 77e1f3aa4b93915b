//! Telling other programs of events: written down in the transaction of what happened, sent by a job, tried again for three
//! days. At least once, in no order: who is told knows a message by its id.

use chrono::{Duration, SecondsFormat};
use rand::RngExt;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Error;
use super::accounts::expect_admin;
use super::queue::{Job, enqueue, enqueue_at};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::mint;
use crate::domain::instant::Instant;
pub use crate::domain::webhook::{DeliveryState, EventKind};
use crate::domain::webhook::{Message, pause_after};
pub use crate::networks::webhooks::AddressFault;
use crate::networks::webhooks::{Called, Caller, check_address, secret_text};
pub use crate::store::webhook::ToldEvent;
use crate::store::webhook::{WaitingEvent, Webhook};
use crate::store::{StoreError, Tx};

/// Days that tellings stay known once they ended.
pub(super) const KEPT_DAYS: i64 = 30;
/// Addresses that are told at the same time, at most.
pub const MOST: usize = 10;

/// Tells every address that wants to know, in the caller's transaction. The same key is told once.
pub(super) async fn tell(app: &App, tx: &mut Tx, event: EventKind, key: &str, data: &Value) -> Result<(), Error> {
    let now = app.now();
    let hooks = tx.open_webhooks().await?;
    for hook in hooks.iter().filter(|hook| hook.events.contains(&event)) {
        tell_one(app, tx, hook.id, (event, key), data, now).await?;
    }
    Ok(())
}

async fn tell_one(
    app: &App,
    tx: &mut Tx,
    hook: Uuid,
    (event, key): (EventKind, &str),
    data: &Value,
    now: Instant,
) -> Result<(), Error> {
    let at = now.to_rfc3339_opts(SecondsFormat::Millis, true);
    let body = json!({ "type": event, "timestamp": at, "data": data }).to_string();
    let id = mint(now, &mut *app.rng());
    if tx.add_told_event((id, hook), (event, &format!("{event}@{key}")), &body, now).await? {
        enqueue(app, tx, &Job::TellEvent { delivery: id }, now).await?;
    }
    Ok(())
}

/// Sends one telling, once; what ended is left alone.
pub async fn send(app: &App, id: Uuid) -> Result<(), Error> {
    let Some(event) = app.store.find_waiting_event(id).await? else { return Ok(()) };
    if event.state != DeliveryState::Queued {
        return Ok(());
    }
    let caller = Caller::with_patience(app.calls_nearby(), app.webhook_patience());
    let name = format!("msg_{}", event.id.simple());
    let timestamp = app.now().timestamp().to_string();
    let message = Message { id: &name, timestamp: &timestamp, body: event.body.as_bytes() };
    let called = caller.call(&event.url, &event.secret, message).await;
    match note(app, &event, &called).await {
        // Another worker was faster, or the address ended meanwhile.
        Err(Error::Store(StoreError::Stale)) => Ok(()),
        other => other,
    }
}

async fn note(app: &App, event: &WaitingEvent, called: &Called) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    match called {
        Called::Taken(answer) => {
            tx.mark_told_event(event, DeliveryState::Taken, (Some(*answer), None), now).await?;
        }
        Called::Gone => {
            tx.mark_told_event(event, DeliveryState::GivenUp, (Some(410), Some("wants no more")), now).await?;
            tx.end_webhook(event.webhook, "gone", now).await?;
            let detail = json!({ "by": "the address itself" });
            tx.audit(&Actor::SYSTEM, "webhook.end", &event.webhook.to_string(), detail, now);
        }
        Called::NotYet { answer, why, wait } => {
            let pause = pause_after(event.attempts + 1);
            let state = if pause.is_some() { DeliveryState::Queued } else { DeliveryState::GivenUp };
            tx.mark_told_event(event, state, (*answer, Some(why)), now).await?;
            if let Some(pause) = pause {
                let asked = wait.and_then(|wait| Duration::from_std(wait).ok()).unwrap_or_default();
                let pause = pause.max(asked);
                let jitter = Duration::milliseconds(app.rng().random_range(0..=pause.num_milliseconds() / 10));
                enqueue_at(app, &mut tx, &Job::TellEvent { delivery: event.id }, now + pause + jitter, now).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// Adds an address; gives the secret, once.
pub async fn add(app: &App, url: &str, events: &[EventKind], by: &Actor) -> Result<Result<String, AddFault>, Error> {
    expect_admin(by, "add a webhook")?;
    let url = match check_address(url, app.calls_nearby()) {
        Ok(url) => url,
        Err(fault) => return Ok(Err(AddFault::Address(fault))),
    };
    if events.is_empty() {
        return Ok(Err(AddFault::NoEvents));
    }
    let now = app.now();
    let secret = app.store.keys().random::<32>();
    let hook = Webhook {
        id: mint(now, &mut *app.rng()),
        url,
        events: events.to_vec(),
        made_at: now,
        ended_at: None,
        ended_why: None,
    };
    let mut tx = app.store.begin().await?;
    if tx.open_webhooks().await?.len() >= MOST {
        return Ok(Err(AddFault::TooMany));
    }
    app.store.add_webhook(&mut tx, &hook, &secret, by).await?;
    tx.audit(by, "webhook.add", &hook.id.to_string(), json!({ "events": events }), now);
    tx.commit().await?;
    Ok(Ok(secret_text(&secret)))
}

/// Why an address was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddFault {
    /// It can't be called.
    Address(AddressFault),
    /// It would be told of nothing.
    NoEvents,
    /// There are enough.
    TooMany,
}

impl AddFault {
    /// A stable code for pages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address(fault) => fault.code(),
            Self::NoEvents => "no_events",
            Self::TooMany => "too_many",
        }
    }
}

/// Ends an address.
pub async fn end(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "end a webhook")?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.end_webhook(id, "by_hand", now).await?;
    tx.audit(by, "webhook.end", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Tells one address that somebody tries it.
pub async fn test(app: &App, id: Uuid, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "try a webhook")?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let known = tx.open_webhooks().await?.iter().any(|hook| hook.id == id);
    if !known {
        return Err(Error::NotFound { what: "webhook", name: id.to_string() });
    }
    let key = mint(now, &mut *app.rng()).to_string();
    tell_one(app, &mut tx, id, (EventKind::WebhookTest, &key), &json!({}), now).await?;
    tx.audit(by, "webhook.test", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// An address with what it was told last.
#[derive(Debug, Clone, Serialize)]
pub struct HookShown {
    /// Its id.
    pub id: Uuid,
    /// The address.
    pub url: String,
    /// What it is told of.
    pub events: Vec<EventKind>,
    /// Since when.
    pub made_at: Instant,
    /// Since when no more.
    pub ended_at: Option<Instant>,
    /// Why no more: `by_hand` or `gone`.
    pub ended_why: Option<String>,
    /// The last tellings, newest first.
    pub told: Vec<ToldEvent>,
}

/// All addresses with their last tellings.
pub async fn desk(app: &App) -> Result<Vec<HookShown>, Error> {
    let mut shown = Vec::new();
    for hook in app.store.list_webhooks().await? {
        let Webhook { id, url, events, made_at, ended_at, ended_why } = hook;
        let told = app.store.told_events(id).await?;
        shown.push(HookShown { id, url, events, made_at, ended_at, ended_why, told });
    }
    Ok(shown)
}
