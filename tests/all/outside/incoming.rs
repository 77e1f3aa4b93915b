//! What comes in beside the networks: signed messages, feeds, files of a folder. A source that breaks costs only itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use giftgate::app::{App, Clock};
use giftgate::domain::outside::Outside;
use giftgate::domain::webhook::Message;
use giftgate::networks::feed::Fetcher;
use giftgate::services::failures;
use giftgate::services::feeds::{self, LookFault};
use giftgate::services::import_folder::{self, Looked, Seen};
use http_body_util::BodyExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::support::raw;
use crate::support::small::{booking, bookings, bookings_csv, campaign, candidates, legs, plain, post};
use crate::support::world::{World, pages};

const KEY: &str = "a key of another program, long enough";

/// Posts of three travellers, one a line.
fn posts() -> String {
    (0..3).fold(String::new(), |lines, n| lines + &post(n).to_string() + "\n")
}

struct Sender<'a> {
    world: &'a World,
    router: Router,
}

impl<'a> Sender<'a> {
    async fn new(world: &'a World) -> Self {
        let clock = Clock::Set(Mutex::new(world.app.now()));
        let app = App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(1));
        let keys = Outside {
            hook_keys: vec!["an older key that still counts".to_owned(), KEY.to_owned()],
            ..Outside::default()
        };
        Self { world, router: pages(&Arc::new(app.with_outside(keys)), None) }
    }

    async fn send(&self, path: &str, id: &str, key: &str, seconds: i64, body: &str) -> (StatusCode, Value) {
        let timestamp = (self.world.app.now().timestamp() + seconds).to_string();
        let request = Request::builder().method(Method::POST).uri(path).header("host", "localhost:8080");
        let request = request.header("webhook-id", id).header("webhook-timestamp", &timestamp);
        let message = Message { id, timestamp: &timestamp, body: body.as_bytes() };
        let request = request.header("webhook-signature", message.sign(key.as_bytes()));
        let answer = self.router.clone().oneshot(request.body(Body::from(body.to_owned())).expect("a request")).await;
        let answer = answer.expect("an answer");
        let status = answer.status();
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }
}

#[tokio::test]
async fn a_signed_message_brings_bookings_posts_and_readings_once() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    let sender = Sender::new(&world).await;
    let csv = bookings_csv((0..3).map(booking));
    let (status, answer) = sender.send("/hooks/bookings", "msg_1", KEY, 0, &csv).await;
    assert_eq!((status, &answer["accepted"]), (StatusCode::OK, &json!(3)), "{answer}");
    let (_, answer) = sender.send("/hooks/bookings", "msg_1", KEY, 60, &csv).await;
    assert_eq!(answer, json!({ "duplicate_message": true }));
    let (_, answer) = sender.send("/hooks/bookings", "msg_2", KEY, 0, &csv).await;
    assert_eq!(answer["duplicate"], json!(3), "the same rows in another message: {answer}");

    let lines = posts() + "no post\n";
    let (status, answer) = sender.send("/hooks/posts", "msg_1", KEY, 0, &lines).await;
    assert_eq!((status, &answer["lines"], &answer["quarantined"]), (StatusCode::OK, &json!(4), &json!(1)), "{answer}");
    assert_eq!((candidates(&world, &loaded).await.len(), &answer["campaigns"]), (3, &json!(1)));

    let readings = "/hooks/readings/schiphol-surprise";
    let (status, answer) = sender.send(readings, "msg_1", KEY, 0, "nothing like it").await;
    assert_eq!((status, &answer["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("unreadable")), "{answer}");
    assert_eq!(sender.send("/hooks/readings/no-such", "msg_3", KEY, 0, "x").await.0, StatusCode::NOT_FOUND);
    for (key, seconds) in [("another key, long enough as well", 0), (KEY, 301), (KEY, -301)] {
        let (status, answer) = sender.send("/hooks/posts", "msg_9", key, seconds, &lines).await;
        assert_eq!((status, &answer["code"]), (StatusCode::UNAUTHORIZED, &json!("untrusted")), "{answer}");
    }
    let strangers = Sender { world: &world, router: world.router() };
    assert_eq!(
        strangers.send("/hooks/posts", "msg_9", KEY, 0, &lines).await.0,
        StatusCode::UNAUTHORIZED,
        "no key is set"
    );
}

#[tokio::test]
async fn passenger_lists_come_in_by_message_and_folder_with_the_counts_of_an_import() {
    let world = World::new().await;
    legs(&world).await;
    let list = "PNL\nKL1197/04MAR AMS PART1\n-OSL002Y\n1SMIT/JANMR .L/AAAAA1\n1VISSER/ANNAMRS\n1/\nENDPNL\n";
    let amended = "ADL\nKL1197/04MAR AMS PART1\n-OSL001Y\nDEL\n1SMIT/JANMR .L/AAAAA1\n1NOBODY/X\nENDADL\n";
    let sender = Sender::new(&world).await;
    let (status, answer) = sender.send("/hooks/bookings", "msg_1", KEY, 0, list).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!((&answer["lines"], &answer["accepted"], &answer["quarantined"]), (&json!(3), &json!(2), &json!(1)));
    assert!(answer["warnings"].to_string().contains("no record locator"), "{answer}");
    assert_eq!(world.app.store.count_passages().await.expect("passages"), 2);

    let folder = tempfile::tempdir().expect("a folder");
    let mut seen = Seen::new();
    let mut look = async || import_folder::look(&world.app, folder.path(), &mut seen).await.expect("looked");
    for (name, text) in [("KL1197.adl", amended), ("pnl-monday.txt", list)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    look().await;
    assert_eq!(look().await, Looked { done: 2, failed: 0 });
    let report = |name: &str| -> Value {
        let text = std::fs::read_to_string(folder.path().join(format!("done/{name}.report.json"))).expect(name);
        serde_json::from_str(&text).expect("JSON")
    };
    assert_eq!(report("pnl-monday.txt")["duplicate"], json!(2), "the message was taken in before");
    let told = report("KL1197.adl");
    assert_eq!((&told["taken_off"], &told["reasons"]), (&json!(1), &json!({ "unknown_passenger": 1 })), "{told}");
    assert_eq!(world.app.store.count_passages().await.expect("passages"), 1);
}

#[tokio::test]
async fn files_of_a_folder_are_taken_once_they_stay_the_same_and_end_with_a_report() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut seen = Seen::new();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    let mut look = async || import_folder::look(&world.app, folder.path(), &mut seen).await.expect("looked");
    let csv = bookings_csv((0..3).map(booking));
    write("bookings-monday.csv", &csv[..csv.len() / 2]);
    write("bookings.csv.part", &csv);
    assert_eq!(look().await, Looked::default(), "seen for the first time");
    write("bookings-monday.csv", &csv);
    assert_eq!(look().await, Looked::default(), "still being written");
    assert_eq!(look().await, Looked { done: 1, failed: 0 });
    let report = |path: &str| -> Value {
        let text = std::fs::read_to_string(folder.path().join(path)).expect(path);
        serde_json::from_str(&text).expect("JSON")
    };
    assert_eq!(report("done/bookings-monday.csv.report.json")["accepted"], json!(3));
    assert_eq!(std::fs::read_to_string(folder.path().join("done/bookings-monday.csv")).expect("there"), csv);

    write("posts.ndjson", &posts());
    write("holiday.jpg", "x");
    write("bookings-monday.csv", "not,a,booking\n1,2,3\n");
    look().await;
    assert_eq!(look().await, Looked { done: 1, failed: 2 });
    assert_eq!(candidates(&world, &loaded).await.len(), 3);
    let fault = report("failed/bookings-monday.csv.report.json")["fault"].to_string();
    assert!(fault.contains("record_locator"), "{fault}");
    assert!(report("failed/holiday.jpg.report.json")["fault"].to_string().contains("names are"));
    assert!(folder.path().join("bookings.csv.part").exists(), "half a file is left alone");
    write("bookings-monday.csv", &csv);
    look().await;
    look().await;
    assert_eq!(report("done/2-bookings-monday.csv.report.json")["duplicate"], json!(3), "the same name again");

    // The listener itself: what lies in failed/ is told until somebody cleared it.
    let app = Arc::clone(&world.app);
    let path = folder.path().to_owned();
    let listening = tokio::spawn(async move { import_folder::run(&app, &path).await });
    let broken = async || failures::broken_listeners(&world.app).await.expect("asked");
    for _ in 0..100 {
        if !broken().await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    listening.abort();
    let lines = broken().await;
    assert!(lines.len() == 1 && lines[0].why.contains("2 files lie in failed/"), "{lines:?}");
    let inbox = world.admin().await.get("/admin/failures").await.body;
    assert!(inbox.contains("import folder") && inbox.contains("2 files lie"), "{inbox}");
}

/// Answers each request with what stands in `told` then.
async fn server(told: Arc<Mutex<(u16, String)>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/feed.xml?key=secret", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let _ = line.read(&mut [0; 4096]).await;
            let (status, body) = told.lock().expect("not poisoned").clone();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = line.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    address
}

#[tokio::test]
async fn newer_entries_of_a_feed_become_posts_and_a_broken_feed_is_told_until_it_stands_again() {
    let world = World::new().await;
    campaign(&world, plain).await;
    legs(&world).await;
    bookings(&world, &bookings_csv((0..3).map(booking))).await;
    let item = |n: usize| {
        format!(
            "<item><guid>g{n}</guid><title>Off to Oslo with KL1197 from Schiphol this morning, number {n}</title><pubDate>Tue, 04 Mar 2025 0{n}:30:00 +0000</pubDate></item>"
        )
    };
    let rss = |items: &str| format!("<rss><channel><title>Talk</title>{items}</channel></rss>");
    let told = Arc::new(Mutex::new((200, rss(&(item(1) + &item(2))))));
    let url = server(Arc::clone(&told)).await;
    let fetcher = Fetcher::with_patience(Duration::from_secs(5));
    let look = async || feeds::look(&world.app, &fetcher, &url).await;
    assert_eq!(look().await.expect("looked").records.lines, 2);
    assert_eq!(look().await.expect("looked").records.lines, 0, "known");
    told.lock().expect("not poisoned").1 = rss(&(item(1) + &item(2) + &item(3)));
    assert_eq!(look().await.expect("looked").records.lines, 1, "one is newer");
    told.lock().expect("not poisoned").1 = "<html>Down for repair</html>".to_owned();
    assert!(matches!(look().await, Err(LookFault::Unreadable(_))));
    *told.lock().expect("not poisoned") = (503, String::new());
    let (app, address) = (Arc::clone(&world.app), url.clone());
    let listening = tokio::spawn(async move { feeds::run(&app, &address).await });
    let broken = async || failures::broken_listeners(&world.app).await.expect("asked");
    for _ in 0..100 {
        if !broken().await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    listening.abort();
    let lines = broken().await;
    assert!(lines[0].why.contains("503") && !lines[0].name.contains("secret"), "{lines:?}");
    *told.lock().expect("not poisoned") = (200, rss(&item(4)));
    assert_eq!(look().await.expect("looked").records.lines, 1);
    assert_eq!(broken().await, []);
    assert_eq!(raw::count(&world.app.store, "stream where name like 'feed %'").await, 1);
}
