//! Addresses that are told of events, their secrets sealed with keys of their own, and what became of each telling.

use serde::Serialize;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::PersonId;
use crate::domain::instant::Instant;
use crate::domain::webhook::{DeliveryState, EventKind};

statements! {
    ADD = "insert into webhook (id, url, events, wrapped_key, sealed, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)";
    LIST = "select id, url, events, made_at, ended_at, ended_why from webhook order by ended_at is not null, made_at desc, id limit 50";
    OPEN = "select id, url, events, made_at, ended_at, ended_why from webhook where ended_at is null order by id";
    END = "update webhook set ended_at = $2, ended_why = $3 where id = $1 and ended_at is null";
    GIVE_UP_ALL = "update webhook_delivery set state = 'given_up', why = 'ended', changed_at = $2 where webhook_id = $1 and state = 'queued'";
    ADD_DELIVERY = "insert into webhook_delivery (id, webhook_id, event, event_key, body, state, created_at, changed_at) \
                    values ($1, $2, $3, $4, $5, 'queued', $6, $6) on conflict (webhook_id, event_key) do nothing";
    FIND_DELIVERY = "select d.id, d.webhook_id, d.event, d.body, d.state, d.attempts, w.url, w.wrapped_key, w.sealed \
                     from webhook_delivery d join webhook w on w.id = d.webhook_id where d.id = $1";
    MARK = "update webhook_delivery set state = $3, attempts = attempts + 1, answer = $4, why = $5, changed_at = $6 \
            where id = $1 and attempts = $2 and state = 'queued'";
    DELIVERIES = "select id, event, state, attempts, answer, why, created_at, changed_at from webhook_delivery where webhook_id = $1 \
                  order by created_at desc, id desc limit 20";
    PURGE = "delete from webhook_delivery where state <> 'queued' and changed_at < $1";
}

row! {
    struct HookRow {
        id: Uuid,
        url: String,
        events: String,
        made_at: Instant,
        ended_at: Option<Instant>,
        ended_why: Option<String>,
    }
}

row! {
    struct WaitingRow {
        id: Uuid,
        webhook_id: Uuid,
        event: String,
        body: String,
        state: String,
        attempts: i64,
        url: String,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
    }
}

row! {
    struct ToldRow {
        id: Uuid,
        event: String,
        state: String,
        attempts: i64,
        answer: Option<i64>,
        why: Option<String>,
        created_at: Instant,
        changed_at: Instant,
    }
}

/// An address that is told of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
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
    /// Why no more.
    pub ended_why: Option<String>,
}

/// A telling on its way.
#[derive(Debug, Clone)]
pub struct WaitingEvent {
    /// Its id.
    pub id: Uuid,
    /// The address's id.
    pub webhook: Uuid,
    /// What it tells.
    pub event: EventKind,
    /// JSON.
    pub body: String,
    /// How far it is.
    pub state: DeliveryState,
    /// Tries so far.
    pub attempts: i64,
    /// Where to.
    pub url: String,
    /// What signs it.
    pub secret: Vec<u8>,
}

/// What became of a telling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldEvent {
    /// Its id.
    pub id: Uuid,
    /// What it tells.
    pub event: EventKind,
    /// How far it is.
    pub state: DeliveryState,
    /// Tries.
    pub attempts: i64,
    /// The number of the last answer.
    pub answer: Option<i64>,
    /// What the last try said.
    pub why: Option<String>,
    /// When it happened.
    pub created_at: Instant,
    /// When it was tried last.
    pub changed_at: Instant,
}

fn bad<E>(what: &'static str) -> impl Fn(E) -> StoreError {
    move |_| StoreError::BadRow { what }
}

fn webhook(row: HookRow) -> Webhook {
    let HookRow { id, url, events, made_at, ended_at, ended_why } = row;
    let events = events.split(' ').filter_map(|word| word.parse().ok()).collect();
    Webhook { id, url, events, made_at, ended_at, ended_why }
}

impl Store {
    /// Adds an address with its secret.
    pub async fn add_webhook(&self, tx: &mut Tx, hook: &Webhook, secret: &[u8], by: &Actor) -> Result<(), StoreError> {
        // The key is bound to the address's id; no person shares it.
        let (key, wrapped) = self.keys.new_person(PersonId(hook.id));
        let sealed = self.keys.seal(&key, secret);
        let events = hook.events.iter().map(|event| event.as_str()).collect::<Vec<_>>().join(" ");
        in_tx!(tx, ADD, query[hook.id, &hook.url, events, &wrapped, &sealed, by.id.0, hook.made_at], execute)?;
        Ok(())
    }

    /// Addresses, those that still are told first.
    pub async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<HookRow>[], fetch_all)?;
        Ok(rows.into_iter().map(webhook).collect())
    }

    /// A telling with its address and secret.
    pub async fn find_waiting_event(&self, id: Uuid) -> Result<Option<WaitingEvent>, StoreError> {
        let Some(row) = on_read!(self, FIND_DELIVERY, query_as::<WaitingRow>[id], fetch_optional)? else {
            return Ok(None);
        };
        let key = self.keys.unwrap(PersonId(row.webhook_id), &row.wrapped_key)?;
        Ok(Some(WaitingEvent {
            id: row.id,
            webhook: row.webhook_id,
            event: row.event.parse().map_err(bad("event"))?,
            body: row.body,
            state: row.state.parse().map_err(bad("state of a telling"))?,
            attempts: row.attempts,
            url: row.url,
            secret: key.open(&row.sealed)?,
        }))
    }

    /// The last tellings of an address.
    pub async fn told_events(&self, webhook: Uuid) -> Result<Vec<ToldEvent>, StoreError> {
        let rows = on_read!(self, DELIVERIES, query_as::<ToldRow>[webhook], fetch_all)?;
        let told = |row: ToldRow| {
            Ok(ToldEvent {
                id: row.id,
                event: row.event.parse().map_err(bad("event"))?,
                state: row.state.parse().map_err(bad("state of a telling"))?,
                attempts: row.attempts,
                answer: row.answer,
                why: row.why,
                created_at: row.created_at,
                changed_at: row.changed_at,
            })
        };
        rows.into_iter().map(told).collect()
    }
}

impl Tx {
    /// Addresses that are told.
    pub async fn open_webhooks(&mut self) -> Result<Vec<Webhook>, StoreError> {
        let rows = in_tx!(self, OPEN, query_as::<HookRow>[], fetch_all)?;
        Ok(rows.into_iter().map(webhook).collect())
    }

    /// Adds a telling; `false` where the address was told of the same before.
    pub async fn add_told_event(
        &mut self,
        (id, webhook): (Uuid, Uuid),
        (event, key): (EventKind, &str),
        body: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        Ok(in_tx!(self, ADD_DELIVERY, query[id, webhook, event.as_str(), key, body, now], execute)? == 1)
    }

    /// Notes a try; `Stale` where another worker noted one meanwhile.
    pub async fn mark_told_event(
        &mut self,
        event: &WaitingEvent,
        to: DeliveryState,
        (answer, why): (Option<u16>, Option<&str>),
        now: Instant,
    ) -> Result<(), StoreError> {
        let answer = answer.map(i64::from);
        super::one_row(in_tx!(self, MARK, query[event.id, event.attempts, to.as_str(), answer, why, now], execute)?)
    }

    /// Ends an address, and what is on its way there; `Stale` where it ended before.
    pub async fn end_webhook(&mut self, id: Uuid, why: &str, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, END, query[id, now, why], execute)?)?;
        in_tx!(self, GIVE_UP_ALL, query[id, now], execute)?;
        Ok(())
    }

    /// Forgets tellings that ended before an instant.
    pub async fn purge_told_events(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }
}
