//! A small giftgate of a test's own: fresh database, a clock that only the test moves, seed 42, posts into a folder.
//!
//! Dropping a world with jobs left in the queue fails the test.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};

use axum::Router;
use chrono::Duration;
use giftgate::app::{App, Clock};
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::flight::Flight;
use giftgate::domain::instant::Instant;
use giftgate::formats::bookings::BookingRows;
use giftgate::formats::flights::FlightRows;
use giftgate::formats::posts::PostRows;
use giftgate::jobs;
use giftgate::mail::MailRoom;
use giftgate::networks::Outlet;
use giftgate::sample;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::intake;
use giftgate::services::listening::{self, ListenReport, Listener};
use giftgate::web::templates::Engine;
use giftgate::web::{Accounts, Views, Web, WebState, router};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::database::Database;

/// The demo's flights, from the schedule to the last landing.
pub const FLIGHTS: &str = include_str!("../../../campaigns/demo/flights.csv");
/// The demo's campaign.
pub const CAMPAIGN: &str = include_str!("../../../campaigns/schiphol-surprise.toml");
/// Four in the morning of the demo day at Schiphol: nobody has left yet.
pub const MORNING: &str = "2025-03-04T03:00:00Z";

/// Passengers and posts of a world's sample day: enough for a plan, few enough for a test.
const BOOKINGS: usize = 1500;
const POSTS: usize = 2400;

pub struct World {
    pub app: Arc<App>,
    pub database: Database,
    router: OnceLock<Router>,
    outlet: Outlet,
    folder: tempfile::TempDir,
}

impl World {
    pub async fn new() -> Self {
        Self::open(None).await
    }

    /// One with a mail room.
    pub async fn with_mail(room: MailRoom) -> Self {
        Self::open(Some(room)).await
    }

    async fn open(room: Option<MailRoom>) -> Self {
        let database = Database::new().await;
        let now = MORNING.parse().expect("an instant");
        let clock = Clock::Set(std::sync::Mutex::new(now));
        let app = App::new(database.store().await, clock, ChaCha8Rng::seed_from_u64(42))
            .with_webhooks(true, std::time::Duration::from_millis(400));
        let app = Arc::new(match room {
            Some(room) => app.with_mail(room),
            None => app,
        });
        let folder = tempfile::tempdir().expect("a temporary folder");
        let outlet = Outlet::Folder(folder.path().join("outbox"));
        Self { app, database, router: OnceLock::new(), outlet, folder }
    }

    /// The pages, with accounts.
    pub fn router(&self) -> Router {
        self.router.get_or_init(|| pages(&self.app, None)).clone()
    }

    /// Where posts go out to.
    pub fn outbox(&self) -> PathBuf {
        self.folder.path().join("outbox")
    }

    /// Moves the clock on.
    pub fn advance(&self, minutes: i64) {
        self.app.set_now(self.app.now() + Duration::minutes(minutes));
    }

    /// Runs everything that is due; gives how many jobs ran.
    pub async fn run_jobs(&self) -> usize {
        jobs::run_until_idle(&self.app, &self.outlet).await.expect("jobs run")
    }

    /// The demo's campaign, live.
    pub async fn live_campaign(&self) -> LoadedCampaign {
        let planner = Actor::simulated(Role::Planner);
        let mut loaded = campaigns::add(&self.app, CAMPAIGN, &planner).await.expect("the campaign is good");
        campaigns::move_to(&self.app, &mut loaded, CampaignState::Live, &planner).await.expect("it goes live");
        loaded
    }

    /// Flights as known now, made-up passengers on them, and their posts of before now, listened to.
    pub async fn sample_day(&self, loaded: &LoadedCampaign) -> ListenReport {
        let now = self.app.now();
        let text = known_by(now);
        let rows = FlightRows::open(text.as_bytes(), "flights.csv").expect("a header");
        intake::import_flights(&self.app, rows).await.expect("flights");
        let flights: Vec<Flight> =
            self.app.store.list_flights().await.expect("flights").into_iter().map(|(_, flight)| flight).collect();

        let mut rng = ChaCha8Rng::seed_from_u64(42);
        let bookings = sample::bookings(&flights, BOOKINGS, &mut rng);
        let text = sample::bookings_csv(&bookings);
        let rows = BookingRows::open(text.as_bytes(), "bookings.csv").expect("a header");
        intake::import_bookings(&self.app, "bookings.csv", rows, |_| ()).await.expect("bookings");

        let lines = sample::posts(&flights, &bookings, POSTS, &mut rng).into_iter().fold(
            String::new(),
            |mut lines, (post, _)| {
                let _ = writeln!(lines, "{}", serde_json::to_string(&post).expect("a post"));
                lines
            },
        );
        let listener = Listener::new(&self.app, loaded).await.expect("a listener");
        let rows = PostRows::open(lines.as_bytes(), "posts.ndjson");
        listening::listen(&self.app, loaded, &listener, rows, |_| ()).await.expect("posts")
    }
}

/// Templates and texts, read once for all tests.
fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::load().expect("the pages start")));
    Arc::clone(&ENGINE)
}

/// The pages of an app, as people reach them at a public address.
pub fn pages(app: &Arc<App>, public_url: Option<&str>) -> Router {
    pages_behind(app, public_url, Accounts::new(Arc::clone(app), public_url))
}

/// The same with another way in.
pub fn pages_behind(app: &Arc<App>, public_url: Option<&str>, accounts: Accounts) -> Router {
    let clock = Arc::clone(app);
    router(Web::new(WebState {
        views: Views::from(Arc::clone(app)),
        engine: engine(),
        clock: Box::new(move || clock.now()),
        ready: Box::new(|| Box::pin(async { Ok(()) })),
        public_host: public_url.and_then(|url| url.strip_prefix("https://")).map(str::to_owned),
        accounts: Some(accounts),
    }))
}

/// The demo's flight events that are known by an instant.
fn known_by(now: Instant) -> String {
    let known = |line: &&str| {
        let at = line.rsplit(',').next().and_then(|cell| cell.parse::<Instant>().ok());
        at.is_none_or(|at| at <= now)
    };
    FLIGHTS.lines().filter(known).collect::<Vec<_>>().join("\n")
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let database = &self.database;
        // The test's own runtime can't wait here; a thread with one of its own can.
        let left = std::thread::scope(|scope| {
            let count = || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(async {
                    let store = database.open().await;
                    let left = store.count_jobs("queued").await.expect("the queue answers");
                    store.close().await;
                    left
                })
            };
            scope.spawn(count).join()
        });
        assert_eq!(left.expect("the queue was counted"), 0, "jobs were left in the queue");
    }
}
