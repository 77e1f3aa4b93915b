//! A live stream of a network: so many posts a second for so many seconds, nearly all of them about nothing of ours, and now
//! and then one of a booked traveller. What counts is what that takes, and how soon a traveller's post waits for a person.
//!
//! The stream and what tells of accounts are made up in a thread of their own, whose processor time is left out.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Stopwatch};

use axum::extract::{RawQuery, State};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use futures_util::SinkExt as _;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_tungstenite::accept_async;
use tokio_tungstenite::tungstenite::Message;

use super::super::stage::Stage;
use super::super::workspace::Workspace;
use super::super::{Failure, block_on};
use super::child::high_water_mark;
use super::figures::{Figure, Target, percentile};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::CampaignState;
use crate::domain::flight::Flight;
use crate::domain::post::{Network, Post};
use crate::formats::bookings::BookingRows;
use crate::formats::flights::FlightRows;
use crate::formats::posts::PostRows;
use crate::networks::{AppView, Source};
use crate::sample;
use crate::services::campaigns::{self, LoadedCampaign};
use crate::services::listening::{Listener, listen};
use crate::services::{intake, streams};

/// What is promised of a stream.
const PROMISED_RATE: u32 = 2_000;
const CAMPAIGN: &str = include_str!("../../../campaigns/schiphol-surprise.toml");
const FLIGHTS: &str = include_str!("../../../campaigns/demo/flights.csv");
/// Four in the morning at Schiphol: nobody has left yet.
const MORNING: &str = "2025-03-04T03:00:00Z";
const BOOKINGS: usize = 3_000;
const POSTS: usize = 4_000;
/// Ticks of the kernel's clock of processor time in a second.
const TICKS: f64 = 100.0;
/// What most people write about.
const IDLE: [&str; 12] = [
    "Good morning everyone, coffee first and then we will see",
    "Vandaag eindelijk weer zon in de tuin, heerlijk",
    "Der neue Film ist wirklich besser als gedacht",
    "Hoy toca cocinar para toda la familia",
    "今日のお昼はカレーにしました",
    "New drawing, took me about six hours, what do you think?",
    "The match last night was unbelievable, what a goal",
    "Does anybody know a good book about old maps?",
    "My cat has decided that the keyboard is hers now",
    "Half of this thread is wrong and the other half is boring",
    "Ich suche jemanden, der Fahrräder repariert",
    "Release notes are out, many small fixes this time",
];

/// Measures it.
pub(super) fn measure(seconds: u32, rate: u32) -> Result<Vec<Figure>, Failure> {
    block_on(Box::pin(run(seconds, rate)))
}

/// What the thread beside tells.
struct Beside {
    sent: u64,
    last_micros: u64,
    /// Seconds of processor time it took.
    busy: f64,
}

async fn run(seconds: u32, rate: u32) -> Result<Vec<Figure>, Failure> {
    let now: DateTime<Utc> = MORNING.parse().map_err(Failure::failed)?;
    let (space, loaded, posts) = prepared(now).await?;
    let fitting = fitting(now, &posts).await?;
    if fitting.is_empty() {
        return Err(Failure::failed("none of the made-up posts fits a made-up traveller"));
    }
    let (told, hear) = channel();
    let (say, said) = channel();
    let plan = Plan { seconds, rate, fitting, posts, began: now.timestamp_micros().unsigned_abs() };
    let beside = std::thread::spawn(move || side(&plan, &told, &say));
    let (jet, appview) = hear.recv().map_err(|_| Failure::failed("the made-up network did not start"))?;
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (watch, busy) = (Stopwatch::now(), processor_seconds());
    let source = Source::Jetstream { url: jet };
    let view = AppView::new(&appview);
    let stage = Stage::begin("bench networks", u64::from(seconds));
    let late = tokio::select! {
        never = streams::run(&space.app, &source, Some(&view), Duration::from_millis(200)) => match never {},
        late = watched(&space.app, &loaded, &said, &stage) => late?,
    };
    stage.end();
    let elapsed = watch.elapsed().as_secs_f64();
    let busy = processor_seconds().zip(busy).map(|(after, before)| after - before);
    let memory = std::fs::read_to_string("/proc/self/status").ok().and_then(|status| high_water_mark(&status));
    let beside = beside.join().map_err(|_| Failure::failed("the made-up network broke"))??;
    let kept =
        space.app.store.list_streams().await?.into_iter().next().and_then(|kept| kept.cursor?.parse::<u64>().ok());
    if kept != Some(beside.last_micros) {
        return Err(Failure::failed("the stream was not held: its end was not reached"));
    }
    let share = busy.map(|busy| (busy - beside.busy).max(0.0) / elapsed);
    let met = |figure: Figure, target| if rate >= PROMISED_RATE { figure.with_target(target) } else { figure };
    let latency =
        |which: &str, part| Figure::new(format!("networks: post to candidate, {which}"), percentile(&late, part), "ms");
    Ok(vec![
        Figure::new("networks: posts taken from the stream", beside.sent as f64 / elapsed, "posts/s"),
        met(Figure::new("networks: processor cores", share, "cores"), Target::Below(1.0)),
        met(Figure::new("networks: peak memory", memory, "MB"), Target::Below(200.0)),
        latency("median", 0.5),
        latency("99 of 100", 0.99).with_target(Target::AtMost(2_000.0)),
        Figure::new("networks: candidates", late.len() as f64, "candidates"),
    ])
}

/// Waits for each traveller's post to become a candidate; milliseconds each.
async fn watched(
    app: &App,
    loaded: &LoadedCampaign,
    said: &Receiver<Option<Stopwatch>>,
    stage: &Stage,
) -> Result<Vec<f64>, Failure> {
    let (mut late, mut waiting) = (Vec::new(), Vec::new());
    let mut over = None;
    loop {
        while let Ok(news) = said.try_recv() {
            match news {
                Some(at) => waiting.push(at),
                None => over = Some(Stopwatch::now()),
            }
        }
        let known = app.store.list_candidates(loaded.id).await?.len();
        while late.len() < known.min(waiting.len()) {
            late.push(waiting[late.len()].elapsed().as_secs_f64() * 1e3);
            stage.at(late.len() as u64);
        }
        // The last batch closes within a second.
        let done = over.is_some_and(|at: Stopwatch| at.elapsed() > Duration::from_secs(2));
        if done && late.len() == waiting.len() || over.is_some_and(|at| at.elapsed() > Duration::from_secs(30)) {
            return Ok(late);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A live campaign with booked travellers, and what they and others write.
async fn prepared(now: DateTime<Utc>) -> Result<(Workspace, LoadedCampaign, Vec<Post>), Failure> {
    let space = Workspace::new(now, 42).await?;
    let planner = Actor::simulated(Role::Planner);
    let mut loaded = campaigns::add(&space.app, CAMPAIGN, &planner).await?;
    campaigns::move_to(&space.app, &mut loaded, CampaignState::Live, &planner).await?;
    let known = |line: &&str| {
        let at = line.rsplit(',').next().and_then(|cell| cell.parse::<DateTime<Utc>>().ok());
        at.is_none_or(|at| at <= now)
    };
    let text = FLIGHTS.lines().filter(known).collect::<Vec<_>>().join("\n");
    intake::import_flights(&space.app, FlightRows::open(text.as_bytes(), "flights.csv").map_err(Failure::failed)?)
        .await?;
    let flights: Vec<Flight> = space.app.store.list_flights().await?.into_iter().map(|(_, flight)| flight).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(42);
    let bookings = sample::bookings(&flights, BOOKINGS, &mut rng);
    let csv = sample::bookings_csv(&bookings);
    let rows = BookingRows::open(csv.as_bytes(), "bookings.csv").map_err(Failure::failed)?;
    intake::import_bookings(&space.app, "bookings.csv", rows, |_| ()).await?;
    let posts = sample::posts(&flights, &bookings, POSTS, &mut rng).into_iter().map(|(post, _)| post);
    Ok((space, loaded, posts.filter(|post| post.network == Network::Bluesky && !post.deleted).collect()))
}

/// Which of the posts become candidates, tried in a database of their own.
async fn fitting(now: DateTime<Utc>, posts: &[Post]) -> Result<Vec<Post>, Failure> {
    let (space, loaded, _) = prepared(now).await?;
    let mut lines = Vec::new();
    for post in posts {
        lines.extend(serde_json::to_vec(post).map_err(Failure::failed)?);
        lines.push(b'\n');
    }
    let listener = Listener::new(&space.app, &loaded).await?;
    listen(&space.app, &loaded, &listener, PostRows::open(lines.as_slice(), "posts.ndjson"), |_| ()).await?;
    let matched: Vec<_> =
        space.app.store.list_candidates(loaded.id).await?.into_iter().map(|candidate| candidate.post).collect();
    let mut fitting = Vec::new();
    let mut tx = space.app.store.begin().await?;
    for post in posts {
        let print = space.app.store.fingerprint_of_post(post.network, &post.id);
        if tx.find_post_id(&print).await?.is_some_and(|id| matched.contains(&id)) {
            fitting.push(post.clone());
        }
    }
    Ok(fitting)
}

/// What the made-up network says.
struct Plan {
    seconds: u32,
    rate: u32,
    fitting: Vec<Post>,
    posts: Vec<Post>,
    /// Microseconds of its first event.
    began: u64,
}

type Faces = Arc<Mutex<BTreeMap<String, Value>>>;

/// The network: a thread with a runtime of its own.
fn side(plan: &Plan, told: &Sender<(String, String)>, say: &Sender<Option<Stopwatch>>) -> Result<Beside, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::failed)?;
    runtime.block_on(async {
        let faces = Faces::default();
        let pages = TcpListener::bind("127.0.0.1:0").await.map_err(Failure::failed)?;
        let line = TcpListener::bind("127.0.0.1:0").await.map_err(Failure::failed)?;
        let address = |listener: &TcpListener| listener.local_addr().map_err(Failure::failed);
        let (jet, view) = (format!("ws://{}/subscribe", address(&line)?), format!("http://{}", address(&pages)?));
        told.send((jet, view)).map_err(Failure::failed)?;
        let router =
            Router::new().route("/xrpc/app.bsky.actor.getProfiles", get(profiles)).with_state(Arc::clone(&faces));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            let _ = axum::serve(pages, router)
                .with_graceful_shutdown(async {
                    let _ = stopped.await;
                })
                .await;
        });
        let (socket, _) = line.accept().await.map_err(Failure::failed)?;
        let (sent, last_micros) = speak(plan, socket, &faces, say).await?;
        let _ = say.send(None);
        // Who listens closes its last batch, and asks for accounts until then.
        tokio::time::sleep(Duration::from_secs(3)).await;
        drop(stop);
        serving.abort();
        let busy = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let busy = busy.and_then(|text| text.split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1e9;
        Ok(Beside { sent, last_micros, busy })
    })
}

/// Says everything, evenly; gives how much, and the time of the last event.
async fn speak(
    plan: &Plan,
    socket: tokio::net::TcpStream,
    faces: &Faces,
    say: &Sender<Option<Stopwatch>>,
) -> Result<(u64, u64), Failure> {
    let mut line = accept_async(socket).await.map_err(Failure::failed)?;
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let (mut sent, mut micros) = (0, plan.began);
    let (mut fitting, mut others) = (plan.fitting.iter(), plan.posts.iter().cycle());
    let mut beat = tokio::time::interval(Duration::from_millis(10));
    let per_beat = u64::from(plan.rate) / 100;
    for tick in 0..u64::from(plan.seconds) * 100 {
        beat.tick().await;
        for n in 0..per_beat {
            micros += 10_000 / per_beat.max(1);
            // One post in fifty is about travel or looks like it.
            let other = if n == 0 && rng.random_bool(0.4) { others.next() } else { None };
            let event = match other.filter(|other| !plan.fitting.iter().any(|own| own.author == other.author)) {
                Some(post) => event_of(post, sent, micros, faces),
                None => idle(sent, micros, &mut rng),
            };
            line.feed(Message::text(event)).await.map_err(Failure::failed)?;
            sent += 1;
        }
        if tick % 100 == 50
            && let Some(post) = fitting.next()
        {
            micros += 1;
            line.feed(Message::text(event_of(post, sent, micros, faces))).await.map_err(Failure::failed)?;
            sent += 1;
            let _ = say.send(Some(Stopwatch::now()));
        }
        line.flush().await.map_err(Failure::failed)?;
    }
    // The line stays open until the last batch was taken.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok((sent, micros))
}

fn idle(number: u64, micros: u64, rng: &mut impl RngExt) -> String {
    let text = format!("{} ({number})", IDLE[rng.random_range(0..IDLE.len())]);
    event(&format!("did:plc:idle{}", number % 5_000), number, micros, &text, "2025-03-04T02:59:00Z")
}

fn event_of(post: &Post, number: u64, micros: u64, faces: &Faces) -> String {
    let did = format!("did:plc:{}", post.author.account().replace([':', '/', '@'], "-"));
    let face = json!({ "did": did, "handle": post.author.handle, "displayName": post.author.display_name,
                       "description": post.author.bio, "labels": [] });
    faces.lock().unwrap_or_else(PoisonError::into_inner).insert(did.clone(), face);
    event(&did, number, micros, &post.text, &post.created_at.to_rfc3339())
}

fn event(did: &str, number: u64, micros: u64, text: &str, at: &str) -> String {
    json!({ "did": did, "time_us": micros, "kind": "commit", "commit": {
        "rev": "1", "operation": "create", "collection": "app.bsky.feed.post", "rkey": format!("k{number}"), "cid": "bafy",
        "record": { "$type": "app.bsky.feed.post", "text": text, "createdAt": at, "langs": ["en"] } } })
    .to_string()
}

async fn profiles(State(faces): State<Faces>, RawQuery(query): RawQuery) -> Json<Value> {
    let query = query.unwrap_or_default();
    let asked = query.split('&').filter_map(|pair| pair.strip_prefix("actors=")).map(|one| one.replace("%3A", ":"));
    let faces = faces.lock().unwrap_or_else(PoisonError::into_inner);
    let found: Vec<Value> = asked.filter_map(|one| faces.get(&one).cloned()).collect();
    Json(json!({ "profiles": found }))
}

/// Processor time of this process so far.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name stands in brackets and may hold anything.
    let rest = stat.rsplit_once(')')?.1;
    let mut ticks = rest.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok());
    Some((ticks.next()? + ticks.next()?) / TICKS)
}
