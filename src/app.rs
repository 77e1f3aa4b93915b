//! The one place where clock, randomness and store are put together; `main` and tests build the same `App`.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::Utc;
use rand::SeedableRng;
use rand_chacha::{ChaCha8Rng, ChaCha20Rng};
use tokio::sync::Notify;

use crate::config::Settings;
use crate::domain::instant::{Instant, to_microseconds};
use crate::domain::outside::Outside;
use crate::domain::rate::Buckets;
use crate::mail::MailRoom;
use crate::rounds::station::StationMaps;
use crate::store::sealing::Keys;
use crate::store::{Store, StoreError};

/// Where `now` comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a demo or a test moves.
    Set(Mutex<Instant>),
}

/// What Meta's webhooks are let in by.
#[derive(Clone, PartialEq, Eq)]
pub struct MetaHook {
    /// The app's secret, which signs messages.
    pub secret: String,
    /// The word that a webhook is set up with.
    pub word: String,
}

impl std::fmt::Debug for MetaHook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MetaHook")
    }
}

/// What services work with.
#[derive(Debug)]
pub struct App {
    /// The database.
    pub store: Store,
    clock: Clock,
    rng: Mutex<ChaCha8Rng>,
    tries: Mutex<Buckets>,
    mail: Option<MailRoom>,
    flight_keys: Vec<String>,
    meta_hook: Option<MetaHook>,
    calls_nearby: bool,
    webhook_patience: Duration,
    outside: Outside,
    stations: StationMaps,
    work: Notify,
}

impl App {
    /// An app over an open store. `rng` mints ids and seeds; it never makes keys.
    pub fn new(store: Store, clock: Clock, rng: ChaCha8Rng) -> Self {
        Self {
            store,
            clock,
            rng: Mutex::new(rng),
            tries: Mutex::new(Buckets::new()),
            flight_keys: Vec::new(),
            meta_hook: None,
            calls_nearby: false,
            webhook_patience: Duration::from_secs(15),
            mail: None,
            outside: Outside::default(),
            stations: StationMaps::new(),
            work: Notify::const_new(),
        }
    }

    /// Opens the store that the settings name, with the machine's clock and randomness.
    pub async fn build(settings: &Settings) -> Result<Self, StoreError> {
        let app = Self::new(Self::open_store(settings).await?, Clock::System, fresh_rng());
        let patience = app.webhook_patience;
        Ok(app
            .with_flight_keys(settings.flights.keys.clone())
            .with_webhooks(settings.webhooks_nearby, patience)
            .with_outside(Outside { accounts: settings.meta.accounts(), ..settings.outside.clone() }))
    }

    /// The same app, meeting the world as these settings say.
    #[must_use]
    pub fn with_outside(self, outside: Outside) -> Self {
        Self { outside, ..self }
    }

    /// How it meets the world.
    pub const fn outside(&self) -> &Outside {
        &self.outside
    }

    /// The same app with this installation's own walking maps.
    #[must_use]
    pub fn with_stations(self, stations: StationMaps) -> Self {
        Self { stations, ..self }
    }

    /// This installation's own walking maps; they go before those that come with giftgate.
    pub const fn stations(&self) -> &StationMaps {
        &self.stations
    }

    /// The same app, where whoever has one of these keys may send flight news.
    #[must_use]
    pub fn with_flight_keys(self, flight_keys: Vec<String>) -> Self {
        Self { flight_keys, ..self }
    }

    /// The same app, where Meta may tell of comments.
    #[must_use]
    pub fn with_meta_hook(self, meta_hook: Option<MetaHook>) -> Self {
        Self { meta_hook, ..self }
    }

    /// What Meta's webhooks are let in by, where there are any.
    pub const fn meta_hook(&self) -> Option<&MetaHook> {
        self.meta_hook.as_ref()
    }

    /// The same app, which tells programs on this machine or near it of events too, or gives up on them sooner.
    #[must_use]
    pub fn with_webhooks(self, calls_nearby: bool, webhook_patience: Duration) -> Self {
        Self { calls_nearby, webhook_patience, ..self }
    }

    /// Whether programs on this machine or near it may be told of events.
    pub const fn calls_nearby(&self) -> bool {
        self.calls_nearby
    }

    /// How long a program that is told of an event may take.
    pub const fn webhook_patience(&self) -> Duration {
        self.webhook_patience
    }

    /// Keys of those who may send flight news.
    pub fn flight_keys(&self) -> &[String] {
        &self.flight_keys
    }

    /// Opens the store that the settings name, with its master key.
    pub async fn open_store(settings: &Settings) -> Result<Store, StoreError> {
        if settings.database_url.starts_with("sqlite://") {
            make_folder(&settings.data_dir)?;
        }
        if let Some(folder) = settings.master_key_file.parent() {
            make_folder(folder)?;
        }
        let mut secrets = fresh_secrets();
        let master = Keys::load_or_create_master(&settings.master_key_file, &mut secrets)?;
        Store::open(&settings.database_url, Keys::new(&master, secrets)).await
    }

    /// The same with a mail room; without one no mail is written.
    #[must_use]
    pub fn with_mail(self, room: MailRoom) -> Self {
        Self { mail: Some(room), ..self }
    }

    /// Where mails are written and leave, unless mail is switched off.
    pub fn mail(&self) -> Option<&MailRoom> {
        self.mail.as_ref().filter(|room| room.is_on())
    }

    /// The instant it is, by this app's clock.
    pub fn now(&self) -> Instant {
        match &self.clock {
            Clock::System => system_now(),
            Clock::Set(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a set clock; the machine's clock stays as it is.
    pub fn set_now(&self, now: Instant) {
        if let Clock::Set(at) = &self.clock {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to_microseconds(now);
        }
    }

    /// The generator for ids and seeds.
    pub fn rng(&self) -> MutexGuard<'_, ChaCha8Rng> {
        self.rng.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Work is about to be in the queue: workers of this process look soon.
    pub fn announce_work(&self) {
        self.work.notify_one();
    }

    /// Ends when work was announced.
    pub async fn work_announced(&self) {
        self.work.notified().await;
    }

    /// How often was tried what is limited; kept by this process, so a start forgets it.
    pub fn tries(&self) -> MutexGuard<'_, Buckets> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The machine's clock, to microseconds.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn system_now() -> Instant {
    to_microseconds(Utc::now())
}

/// A generator for keys and nonces, seeded by the operating system.
pub fn fresh_secrets() -> ChaCha20Rng {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that takes the system's randomness")]
    ChaCha20Rng::from_rng(&mut rand::rng())
}

/// A generator for ids and seeds, seeded by the operating system.
pub fn fresh_rng() -> ChaCha8Rng {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that takes the system's randomness")]
    ChaCha8Rng::from_rng(&mut rand::rng())
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(folder).map_err(|error| StoreError::Open {
        url: folder.display().to_string(),
        why: error.to_string(),
        remedy: "choose a folder you may write to with GIFTGATE_DATA_DIR",
    })
}
