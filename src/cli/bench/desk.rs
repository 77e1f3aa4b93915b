//! The team's pages over a large campaign: 100,000 candidates and 10,000 gifts on the flights of a month, asked for fifty
//! times a second. Whoever asks late because an answer was late counts that wait too (Tene's coordinated omission).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration as Span, Instant as Stopwatch};

use chrono::Duration;
use rand::RngExt;
use serde_json::json;

use super::super::stage::Stage;
use super::super::workspace::Workspace;
use super::super::{Failure, block_on};
use super::figures::{Figure, Target, percentile};
use super::http::Connection;
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::CampaignState;
use crate::domain::delivery::HandOverPoint;
use crate::domain::gift::{Gift, GiftState, ScoreParts};
use crate::domain::id::{AuthorId, GiftId, MatchId, PersonId, PlanId, PostId};
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::domain::matching::{Basis, Evidence, MatchState};
use crate::domain::post::Post;
use crate::formats::bookings::BookingRows;
use crate::formats::flights::FlightRows;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::intake;
use crate::store::candidate::Candidate;
use crate::store::gift::{StoredGift, StoredPlan};
use crate::store::post::NewPost;
use crate::store::traveller::Passenger;
use crate::web::templates::Engine;
use crate::web::{Views, Web, WebState, router};

const CAMPAIGN: &str = include_str!("../../../campaigns/schiphol-surprise.toml");
/// Flights a day, days, passengers a flight.
const FLIGHTS: (i64, i64, usize) = (14, 30, 240);
/// Candidates written at once.
const BATCH: usize = 2_000;
const GIFTS: usize = 10_000;
/// Requests a second, over all connections.
const RATE: f64 = 50.0;
const CONNECTIONS: usize = 8;
const TARGET: Target = Target::AtMost(50.0);

/// Fills a database and asks for the pages; `GIFTGATE_DATABASE_URL` names another than a temporary one.
pub(super) fn measure(requests: u32) -> Result<Vec<Figure>, Failure> {
    block_on(Box::pin(run(requests)))
}

async fn run(requests: u32) -> Result<Vec<Figure>, Failure> {
    let now: Instant = "2025-03-04T02:00:00Z".parse().map_err(Failure::failed)?;
    let space = Workspace::for_bench(now).await?;
    let app = space.app;
    let stage = Stage::begin("bench desk", 0);
    let slug = format!("bench-{}", std::process::id());
    let source = CAMPAIGN.replacen("slug = \"schiphol-surprise\"", &format!("slug = \"{slug}\""), 1).replacen(
        "ends_on = 2025-03-04",
        "ends_on = 2025-04-02",
        1,
    );
    let mut loaded = campaigns::add(&app, &source, &Actor::simulated(Role::Planner)).await?;
    campaigns::move_to(&app, &mut loaded, CampaignState::Live, &Actor::simulated(Role::Planner)).await?;
    let passengers = travel(&app, now).await?;
    let confirmed = suggest(&app, &loaded, &passengers).await?;
    plan(&app, &loaded, &confirmed).await?;
    app.store.take_stock().await?;
    stage.end();

    let app = Arc::new(app);
    let address = serve(&app).await?;
    let mut figures = vec![
        Figure::new("desk: candidates", passengers.len() as f64, ""),
        Figure::new("desk: gifts", confirmed.len().min(GIFTS) as f64, ""),
    ];
    for (name, page) in
        [("board", ""), ("queue", "/candidates?state=suggested"), ("candidates", "/candidates"), ("plan", "/plan")]
    {
        let path = format!("/campaigns/{slug}{page}");
        let waits =
            tokio::task::spawn_blocking(move || ask(address, &path, requests)).await.map_err(Failure::failed)??;
        let figure = |which, share| Figure::new(format!("desk: {name}, {which}"), percentile(&waits, share), "ms");
        figures.extend([figure("p50", 0.5), figure("p99", 0.99).with_target(TARGET)]);
    }
    Ok(figures)
}

/// Flights of a month and who is booked on them.
async fn travel(app: &App, now: Instant) -> Result<Vec<Passenger>, Failure> {
    let (flights, days, seats) = FLIGHTS;
    let mut legs = "carrier,flight_number,departure_date,origin,destination,scheduled_departure\n".to_owned();
    let mut bookings =
        "record_locator,given_name,family_name,carrier,flight_number,departure_date,origin,destination\n".to_owned();
    let mut booked = 0;
    for (day, flight) in (0..days).flat_map(|day| (0..flights).map(move |flight| (day, flight))) {
        let leaves = now + Duration::days(day) + Duration::minutes(180 + flight * 60);
        let (number, date) = (1000 + flight, leaves.date_naive());
        let leg = format!("KL,{number},{date},AMS,OSL");
        writeln!(legs, "{leg},{}", leaves.to_rfc3339()).map_err(Failure::failed)?;
        for _ in 0..seats {
            booked += 1;
            writeln!(bookings, "P{booked:05X},Anna,Bench{booked},{leg}").map_err(Failure::failed)?;
        }
    }
    intake::import_flights(app, FlightRows::open(legs.as_bytes(), "flights.csv").map_err(Failure::failed)?).await?;
    let rows = BookingRows::open(bookings.as_bytes(), "bookings.csv").map_err(Failure::failed)?;
    intake::import_bookings(app, "bookings.csv", rows, |_| ()).await?;
    Ok(app.store.manifest(now, now + Duration::days(days + 1)).await?)
}

/// One post and one candidate for each passenger; gives those that were confirmed.
async fn suggest(app: &App, loaded: &LoadedCampaign, passengers: &[Passenger]) -> Result<Vec<Candidate>, Failure> {
    let now = app.now();
    let evidence = ["prior", "name", "flight", "mention"].map(|comparison| Evidence {
        comparison: comparison.to_owned(),
        level: "exact".to_owned(),
        weight: 4.0,
    });
    let mut confirmed = Vec::new();
    for (batch, some) in passengers.chunks(BATCH).enumerate() {
        let mut tx = app.store.begin().await?;
        for (place, passenger) in some.iter().enumerate() {
            let number = batch * BATCH + place;
            let post: Post = serde_json::from_value(json!({
                "id": format!("at://bench/{number}"), "network": "bluesky", "created_at": now, "lang": "en",
                "text": "Off to Oslo in the morning, a good coffee first!",
                "author": { "id": format!("did:plc:bench{number}"), "handle": format!("bench{number}.example") },
            }))
            .map_err(Failure::failed)?;
            // One lock for all of them: a second one in the same statement would wait for the first for ever.
            let (post_id, id, fresh, probability) = {
                let mut rng = app.rng();
                let fresh = (PersonId::mint(now, &mut *rng), AuthorId::mint(now, &mut *rng));
                (PostId::mint(now, &mut *rng), MatchId::mint(now, &mut *rng), fresh, rng.random_range(0.5..1.0))
            };
            let signals = json!({});
            let new =
                NewPost { id: post_id, post: &post, language: "en", signals, addressed_us: true, complaint: false };
            let Some((post, author)) = app.store.add_post(&mut tx, &new, fresh, now).await? else { continue };
            let state = match number % 10 {
                0..=5 => MatchState::Suggested,
                6..=8 => MatchState::Confirmed,
                _ => MatchState::Rejected,
            };
            let candidate = Candidate {
                id,
                post,
                author,
                traveller: passenger.id,
                leg: passenger.leg_id,
                probability,
                weight: 16.0,
                evidence: evidence.to_vec(),
                facts: json!([]),
                basis: Basis::MentionedUs,
                state,
            };
            tx.add_candidate(loaded.id, &candidate, now).await?;
            if state == MatchState::Confirmed {
                confirmed.push(candidate);
            }
        }
        tx.commit().await?;
    }
    Ok(confirmed)
}

/// A plan with a gift for the first of those confirmed; every second one is proposed.
async fn plan(app: &App, loaded: &LoadedCampaign, confirmed: &[Candidate]) -> Result<(), Failure> {
    let now = app.now();
    let leaves: BTreeMap<_, _> =
        app.store.list_flights().await?.into_iter().map(|(id, flight)| (id, flight.scheduled_departure_at)).collect();
    let id = PlanId::mint(now, &mut *app.rng());
    let head =
        StoredPlan { id, value: 1, upper_bound: 1, gap: 0.0, seed: 42, caps: Vec::new(), shadow_prices: json!([]) };
    let planner = Actor::simulated(Role::Planner);
    let mut tx = app.store.begin().await?;
    tx.add_plan(loaded.id, &head, &[], now).await?;
    for (number, candidate) in confirmed.iter().take(GIFTS).enumerate() {
        let at = leaves.get(&candidate.leg).copied().unwrap_or(now);
        let gift = Gift {
            id: GiftId::mint(now, &mut *app.rng()),
            state: GiftState::Draft,
            proposed_by: None,
            content_hash: format!("{number:064x}"),
            window: TimeWindow::new(at - Duration::minutes(60), at - Duration::minutes(20)),
        };
        let stored = StoredGift {
            gift,
            candidate: candidate.id,
            traveller: candidate.traveller,
            leg: candidate.leg,
            station: "AMS".to_owned(),
            point: HandOverPoint::Departure,
            idea: "stroopwafels".to_owned(),
            cost_minor: 450,
            score: 500,
            parts: ScoreParts::default(),
            facts: Vec::new(),
            language: Language::En,
            withdrawn_why: None,
        };
        tx.add_gift(loaded.id, id, &stored, now).await?;
        if number.is_multiple_of(2) {
            tx.save_proposal(stored.gift.id, &planner, now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Serves the pages to everybody on this machine, as a demo does.
async fn serve(app: &Arc<App>) -> Result<SocketAddr, Failure> {
    let clock = Arc::clone(app);
    let web = Web::new(WebState {
        views: Views::from(Arc::clone(app)),
        engine: Arc::new(Engine::load().map_err(Failure::failed)?),
        clock: Box::new(move || clock.now()),
        ready: Box::new(|| Box::pin(async { Ok(()) })),
        public_host: None,
        accounts: None,
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(Failure::failed)?;
    let address = listener.local_addr().map_err(Failure::failed)?;
    let pages = router(web).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, pages).await });
    Ok(address)
}

/// Milliseconds from the moment each request was due to its answer.
fn ask(address: SocketAddr, path: &str, requests: u32) -> Result<Vec<f64>, Failure> {
    let waits = Mutex::new(Vec::new());
    let fault = |error: std::io::Error| Failure::failed(format!("{path}: {error}"));
    let mut first = Connection::open(&address.to_string()).map_err(fault)?;
    // The first answers warm up and are not counted.
    for _ in 0..3 {
        let status = first.get(path).map_err(fault)?.status;
        if status != 200 {
            return Err(Failure::failed(format!("{path} answers {status}")));
        }
    }
    let begun = Stopwatch::now();
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..CONNECTIONS)
            .map(|one| {
                let waits = &waits;
                scope.spawn(move || {
                    let mut connection = Connection::open(&address.to_string())?;
                    for request in (one..requests as usize).step_by(CONNECTIONS) {
                        let due = begun + Span::from_secs_f64(request as f64 / RATE);
                        std::thread::sleep(due.saturating_duration_since(Stopwatch::now()));
                        connection.get(path)?;
                        if let Ok(mut waits) = waits.lock() {
                            waits.push(due.elapsed().as_secs_f64() * 1e3);
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        asking.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| Err(std::io::ErrorKind::Other.into())))
    })
    .map_err(fault)?;
    waits.into_inner().map_err(|_| Failure::failed("a connection of the bench stopped"))
}
