//! Flight news by webhook, API and poll of an API that answers badly; what they move, and whom they tell.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration as Wait;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::Duration;
use giftgate::app::{App, Clock};
use giftgate::domain::flight::FlightEvent;
use giftgate::domain::webhook::Message;
use giftgate::jobs::flight_poll::poll_once;
use giftgate::networks::flight_api::{ApiFault, FlightApi};
use giftgate::services::custody;
use giftgate::services::flight_clock::apply_events;
use giftgate::services::flight_news::claim_poll;
use giftgate::services::rounds::see_next_stop;
use giftgate::services::views::{gate, phone_list};
use http_body_util::BodyExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{GATE, World, approved, campaign, check_ledger, plain, raw};
use crate::support::small::{event, flight_of};
use crate::support::world::pages;

const KEY: &str = "a key of the airport, long enough";

/// The same world, where the holder of [`KEY`] may send flight news.
async fn listening(world: &World) -> Router {
    let clock = Clock::Set(Mutex::new(world.app.now()));
    let app = App::new(world.database.open().await, clock, ChaCha8Rng::seed_from_u64(1));
    pages(&Arc::new(app.with_flight_keys(vec![KEY.to_owned()])), None)
}

async fn send(router: &Router, path: &str, headers: &[(&str, &str)], body: &str) -> (StatusCode, Value) {
    let mut request = Request::builder().method(Method::POST).uri(path).header("host", "localhost:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let answer = router.clone().oneshot(request).await.expect("an answer");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// KL1197 in the words of the API, with what is news.
fn record(news: &Value) -> Value {
    let mut record = json!({
        "flightName": "KL1197", "flightNumber": 1197, "prefixIATA": "KL", "flightDirection": "D", "mainFlight": "KL1197",
        "scheduleDate": "2025-03-04", "scheduleDateTime": "2025-03-04T08:00:00.000+01:00",
        "route": { "destinations": ["OSL"] }, "publicFlightState": { "flightStates": ["SCH"] },
    });
    for (key, value) in news.as_object().expect("an object") {
        record[key] = value.clone();
    }
    record
}

fn delay(minutes: i64) -> Value {
    let at = chrono::DateTime::parse_from_rfc3339("2025-03-04T08:00:00+01:00").expect("an instant");
    let at = (at + Duration::minutes(minutes)).to_rfc3339();
    json!({ "flights": [record(&json!({ "publicEstimatedOffBlockTime": at, "publicFlightState": { "flightStates": ["DEL"] } }))] })
}

#[tokio::test]
async fn a_movement_message_is_flight_news_and_the_history_is_kept() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 3).await;
    world.run_jobs().await;
    let router = listening(&world).await;
    let bearer = format!("Bearer {KEY}");
    let tell = async |text: &str| send(&router, "/api/v1/flights/events", &[("authorization", &bearer)], text).await;
    let history = async || raw::count(&world.app.store, "flight_event").await;
    let before = history().await;
    let (status, report) = tell("MVT\r\nKL1197/04.PHBXA.AMS\r\nED040740\r\nDL93/0040\r\n").await;
    assert_eq!((status, &report["accepted"]), (StatusCode::OK, &json!(1)), "{report}");
    assert_eq!(
        (report["moved"].as_u64().is_some_and(|moved| moved > 0), history().await),
        (true, before + 1),
        "{report}"
    );
    assert_eq!(tell("MVT\nKL1197/04.PHBXA.AMS\nED040740\nDL93/0040").await.1["duplicate"], 1);
    let (_, report) = tell("ASM\nUTC\nCNL\nKL1197/04MAR25\nKL9999/04MAR25").await;
    assert_eq!((&report["accepted"], &report["quarantined"]), (&json!(1), &json!(1)), "{report}");
    assert_eq!(history().await, before + 2);
    world.run_jobs().await;
}

#[tokio::test]
async fn a_signed_message_moves_windows_once_and_an_unsigned_one_nothing() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 6).await;
    world.run_jobs().await;
    let router = listening(&world).await;
    let closes = async || -> Vec<_> {
        let open = gate(&world.app, "AMS").await.expect("a list").open;
        let moved = open.iter().filter(|stop| stop.leg.designator.number == 1197);
        moved.map(|stop| stop.window.expect("a window").closes_at).collect()
    };
    let before = closes().await;
    let body = delay(40).to_string();
    let stamp = world.app.now().timestamp().to_string();
    let sign = |key: &str, id| Message { id, timestamp: &stamp, body: body.as_bytes() }.sign(key.as_bytes());
    let signature = sign(KEY, "msg-1");
    let signed = [("webhook-id", "msg-1"), ("webhook-timestamp", stamp.as_str()), ("webhook-signature", &signature)];
    let wrong = sign("another key that is long enough too", "msg-1");
    for headers in [&[][..], &signed[..2], &[signed[0], signed[1], ("webhook-signature", &wrong)]] {
        let (status, answer) = send(&router, "/hooks/flights", headers, &body).await;
        assert_eq!((status, answer["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("untrusted")), "{answer}");
    }
    let (status, answer) = send(&router, "/hooks/flights", &signed, &body).await;
    assert_eq!((status, answer["accepted"].as_u64(), answer["moved"].as_u64()), (StatusCode::OK, Some(1), Some(2)));
    let (status, answer) = send(&router, "/hooks/flights", &signed, &body).await;
    assert_eq!((status, answer["duplicate_message"].as_bool()), (StatusCode::OK, Some(true)));
    // The same news in a message of its own is known.
    let again = sign(KEY, "msg-2");
    let again = [("webhook-id", "msg-2"), ("webhook-timestamp", stamp.as_str()), ("webhook-signature", &again)];
    let (_, answer) = send(&router, "/hooks/flights", &again, &body).await;
    assert_eq!((answer["accepted"].as_u64(), answer["duplicate"].as_u64()), (Some(0), Some(1)));
    let later: Vec<_> = before.iter().map(|at| *at + Duration::minutes(40)).collect();
    assert_eq!((closes().await, before.len()), (later, 2), "gate closure moved with the flight");
    // Without keys nobody gets in.
    let (status, answer) = send(&world.router(), "/hooks/flights", &again, &body).await;
    assert!(
        status == StatusCode::UNAUTHORIZED && answer["detail"].as_str().is_some_and(|why| why.contains("FLIGHT_KEYS"))
    );
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_program_with_a_token_sends_news_as_csv_or_json_and_hears_what_is_wrong() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 3).await;
    let router = listening(&world).await;
    let path = "/api/v1/flights/events";
    let token = format!("Bearer {KEY}");
    let let_in = [("authorization", token.as_str())];
    for headers in [&[][..], &[("authorization", "Bearer x")], &[("authorization", KEY)]] {
        assert_eq!(send(&router, path, headers, "{}").await.0, StatusCode::UNAUTHORIZED);
    }
    for broken in ["", "{", "<html>", "[1]garbage", "{\"flights\":7}"] {
        let (status, answer) = send(&router, path, &let_in, broken).await;
        assert_eq!(
            (status, answer["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("unreadable")),
            "{broken}"
        );
    }
    let csv = "carrier,flight_number,departure_date,origin,destination,scheduled_departure,gate,state,scheduled_arrival\n\
               KL,1351,2025-03-04,AMS,PRG,2025-03-04T09:00:00+01:00,Q99,GCH,\n\
               KL,1401,2025-03-04,AMS,CDG,2025-03-04T10:00:00+01:00,,SCH,2025-03-04T09:00:00+01:00\n\
               KL,1401,2025-03-04,AMS,CDG,yesterday,,SCH,\n";
    let (status, answer) = send(&router, path, &let_in, csv).await;
    let count = |key: &str| answer[key].as_u64();
    assert_eq!(
        (status, count("lines"), count("accepted"), count("quarantined")),
        (StatusCode::OK, Some(3), Some(1), Some(2))
    );
    assert_eq!(answer["reasons"]["out_of_range"].as_u64(), Some(1), "a flight that lands before it departs");
    // A gate that does not exist is where its pier is, or the middle of everything, and the page says so.
    let list = gate(&world.app, "AMS").await.expect("a list");
    let odd = list.open.iter().find(|stop| stop.gate.as_deref() == Some("Q99")).expect("on the list");
    assert!(odd.off_map && odd.walk_minutes.is_some());
    assert!(list.open.iter().filter(|stop| stop.gate.as_deref() != Some("Q99")).all(|stop| !stop.off_map));
    assert!(world.gate("AMS").await.get("/gate/AMS").await.body.contains("gate not on the map"));
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
}

/// What the fake API does next; behind the last it has no more flights.
type Script = Arc<Mutex<VecDeque<Response>>>;

async fn fake(State((script, asked)): State<(Script, Arc<Mutex<Vec<String>>>)>, request: Request) -> Response {
    let key = request.headers().get("app_key").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    asked.lock().expect("unharmed").push(format!("{} {key}", request.uri()));
    let next = script.lock().expect("unharmed").pop_front();
    next.unwrap_or_else(|| StatusCode::NO_CONTENT.into_response())
}

/// A flight API on this machine that answers what it is told to.
async fn serve(answers: Vec<Response>) -> (FlightApi, Arc<Mutex<Vec<String>>>) {
    let script: Script = Arc::new(Mutex::new(answers.into()));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/flights", get(fake)).with_state((script, Arc::clone(&asked)));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let url = format!("http://{address}/flights");
    (FlightApi::with_patience(&url, ("our-id", "our-key"), Wait::from_millis(500)), asked)
}

fn page(body: &Value, more: bool) -> Response {
    let link = if more { "<http://127.0.0.1/flights?page=1>; rel=\"next\"" } else { "" };
    ([("link", link), ("content-type", "application/json")], body.to_string()).into_response()
}

#[tokio::test]
async fn a_poll_reads_every_page_and_a_bad_answer_costs_only_its_news() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 3).await;
    // Two pages of today, one of them with a record nobody can read, and nothing for tomorrow.
    let first = json!({ "flights": [record(&json!({ "gate": "D4" })), { "flightDirection": "D" }, { "flightDirection": "A" }] });
    let (api, asked) = serve(vec![page(&first, true), page(&delay(25), false)]).await;
    let polled = poll_once(&world.app, &api).await.expect("polled");
    assert_eq!((polled.pages.len(), polled.unreadable, &polled.fault), (2, 0, &None));
    assert_eq!((polled.pages[0].records.quarantined, polled.pages[1].moved), (2, 1));
    let asked = asked.lock().expect("unharmed").clone();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[0].contains("scheduleDate=2025-03-04") && asked[0].ends_with("our-key"), "{asked:?}");
    assert!(asked[1].contains("page=1") && asked[2].contains("scheduleDate=2025-03-05"), "{asked:?}");

    let away = |why: &str| Some(ApiFault::Away { why: why.to_owned(), retry_after: None });
    let busy = (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "90")]).into_response();
    let asks_for_time = Some(ApiFault::Away { why: "429".to_owned(), retry_after: Some(Wait::from_secs(90)) });
    let endless = Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 1 << 16])));
    let silent = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    for (answer, fault) in [
        (StatusCode::INTERNAL_SERVER_ERROR.into_response(), away("500")),
        (busy, asks_for_time),
        (StatusCode::FORBIDDEN.into_response(), Some(ApiFault::NotAllowed(403))),
        (
            (StatusCode::FOUND, [("location", "http://127.0.0.1/")]).into_response(),
            Some(ApiFault::Unreadable("another status than 200")),
        ),
        (Response::new(endless), Some(ApiFault::Unreadable("a page of more than 8 MiB"))),
        (Response::new(silent), away("no answer")),
    ] {
        // What came before the bad answer counts.
        let (api, _) = serve(vec![page(&delay(25), true), answer]).await;
        let polled = poll_once(&world.app, &api).await.expect("polled");
        assert_eq!((polled.pages.len(), polled.pages[0].records.duplicate), (1, 1), "{fault:?}");
        assert_eq!(polled.fault, fault);
    }
    for broken in ["", "<html>we are closed</html>", "{\"flights\":{}}", "[[[[[[", "\u{0}"] {
        let (api, _) = serve(vec![broken.to_owned().into_response()]).await;
        let polled = poll_once(&world.app, &api).await.expect("polled");
        assert_eq!((polled.pages.len(), polled.unreadable, polled.fault), (0, 1, None), "{broken}");
    }
    let gone = FlightApi::with_patience("http://127.0.0.1:9/flights", ("", ""), Wait::from_millis(500));
    assert_eq!(poll_once(&world.app, &gone).await.expect("polled").fault, away("no connection"));
    // One instance asks in a minute.
    assert!(claim_poll(&world.app).await.expect("claimed") && !claim_poll(&world.app).await.expect("claimed"));
    world.advance(1);
    assert!(claim_poll(&world.app).await.expect("claimed"));
    world.run_jobs().await;
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn nobodys_next_stop_changes_without_being_told() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 6).await;
    world.run_jobs().await;
    assert_eq!(gate(&world.app, "AMS").await.expect("a list").told, []);
    let first = gate(&world.app, "AMS").await.expect("a list").open[0].clone();
    assert_eq!(first.leg.designator.number, 1197);
    let router = listening(&world).await;
    let token = format!("Bearer {KEY}");
    let moved = json!({ "flights": [record(&json!({ "gate": "B31", "pier": "B" }))] }).to_string();
    send(&router, "/api/v1/flights/events", &[("authorization", &token)], &moved).await;
    world.run_jobs().await;
    let list = gate(&world.app, "AMS").await.expect("a list");
    let news = list.told.iter().find(|news| news.gate_before.as_deref() == Some("D86")).expect("somebody is told");
    assert_eq!(phone_list(&world.app, "AMS", "").await.expect("a list").told, list.told, "off-line too");
    assert!(news.gate.is_some() && news.gate != news.gate_before, "{news:?}");
    let page = world.gate("AMS").await.get("/gate/AMS").await.body;
    assert!(page.contains("Next stop changed") && page.contains(&news.name), "{page}");
    // A second change before anybody looked is told from where they were to go.
    let cancelled =
        json!({ "flights": [record(&json!({ "publicFlightState": { "flightStates": ["CNX"] } }))] }).to_string();
    world.advance(1);
    send(&router, "/api/v1/flights/events", &[("authorization", &token)], &cancelled).await;
    world.run_jobs().await;
    let list = gate(&world.app, "AMS").await.expect("a list");
    assert!(list.told.iter().all(|news| news.gate.as_deref() != Some("D86")), "{:?}", list.told);
    for news in &list.told {
        see_next_stop(&world.app, "AMS", news.courier, &GATE).await.expect("seen");
    }
    assert_eq!(gate(&world.app, "AMS").await.expect("a list").told, []);
    assert!(raw::count(&world.app.store, "next_stop_news where seen_at is not null").await >= 1);
    assert!(custody::rounds(&world.app, "AMS").await.expect("rounds").offers.is_empty());
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_moved_flight_reaches_an_open_phone_within_two_seconds() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    world.run_jobs().await;
    let gate = world.gate("AMS").await;
    assert_eq!(world.anyone().listen("/gate/AMS/events").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(gate.listen("/gate/JFK/events").await.status(), StatusCode::NOT_FOUND);
    let mut body = gate.listen("/gate/AMS/events").await.into_body();
    let mut next = async || {
        let frame = tokio::time::timeout(Wait::from_secs(2), body.frame()).await.expect("within two seconds");
        let bytes = frame.expect("it goes on").expect("bytes").into_data().expect("data");
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    };
    assert!(next().await.contains("event: change"));
    let flight = flight_of(&world, &all[0]).await;
    let told = FlightEvent { gate: Some("B31".to_owned()), ..event(&flight, world.app.now()) };
    apply_events(&world.app, vec![told]).await.expect("told");
    let heard = next().await;
    assert!(heard.contains("event: change") && !heard.contains("B31"), "a number, never what changed: {heard}");
    drop(body);
    world.run_jobs().await;
}
