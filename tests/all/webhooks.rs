//! Webhooks against a server that misbehaves: slow, broken after it took a message, leading elsewhere, never answering, gone.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::webhook::Message;
use giftgate::services::campaigns;
use giftgate::services::webhooks::{self, AddFault, AddressFault, DeliveryState, EventKind};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::raw;
use crate::support::small::{PLANNER, approved, campaign, give, plain};
use crate::support::world::World;

const ADMIN: Actor = Actor::simulated(Role::Admin);

/// What the other side does with a message.
#[derive(Clone, Copy)]
enum Does {
    Take,
    Break,
    TakeAndBreak,
    LeadElsewhere,
    Hang,
    Cut,
    Busy,
    Gone,
    Flood,
}

/// A message as it came.
#[derive(Debug, Clone)]
struct Came {
    headers: String,
    body: String,
}

impl Came {
    fn header(&self, name: &str) -> String {
        let line = self.headers.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).expect("the header")
    }
}

struct Other {
    url: String,
    does: Arc<Mutex<VecDeque<Does>>>,
    came: Arc<Mutex<Vec<Came>>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Drop for Other {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Other {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
        let (does, came) = (Arc::new(Mutex::new(VecDeque::new())), Arc::new(Mutex::new(Vec::new())));
        let (next, kept) = (Arc::clone(&does), Arc::clone(&came));
        let serving = tokio::spawn(async move {
            while let Ok((mut line, _)) = listener.accept().await {
                let (next, kept) = (Arc::clone(&next), Arc::clone(&kept));
                tokio::spawn(async move {
                    let mut bytes = Vec::new();
                    let mut chunk = [0; 4096];
                    let (head, length) = loop {
                        let n = line.read(&mut chunk).await.unwrap_or(0);
                        if n == 0 {
                            return;
                        }
                        bytes.extend_from_slice(&chunk[..n]);
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        let Some(end) = text.find("\r\n\r\n") else { continue };
                        let length = text
                            .lines()
                            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
                        let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
                        if bytes.len() >= end + 4 + length {
                            break (end, length);
                        }
                    };
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let came =
                        Came { headers: text[..head].to_owned(), body: text[head + 4..head + 4 + length].to_owned() };
                    let does = next.lock().expect("a lock").pop_front().unwrap_or(Does::Take);
                    kept.lock().expect("a lock").push(came);
                    let answer =
                        |status: &str| format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                    let text = match does {
                        Does::Take => answer("204 No Content"),
                        Does::Break | Does::TakeAndBreak => answer("500 Oh"),
                        Does::LeadElsewhere => answer("302 Found\r\nlocation: http://127.0.0.1:1/elsewhere"),
                        Does::Busy => answer("429 Wait\r\nretry-after: 7200"),
                        Does::Gone => answer("410 Gone"),
                        Does::Cut => return,
                        Does::Hang => {
                            tokio::time::sleep(Duration::from_secs(30)).await;
                            return;
                        }
                        Does::Flood => {
                            let head = "HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n";
                            let _ = line.write_all(head.as_bytes()).await;
                            while line.write_all(&[b'x'; 16_384]).await.is_ok() {}
                            return;
                        }
                    };
                    let _ = line.write_all(text.as_bytes()).await;
                });
            }
        });
        Self { url, does, came, serving }
    }

    fn will(&self, does: &[Does]) {
        self.does.lock().expect("a lock").extend(does);
    }

    fn came(&self) -> Vec<Came> {
        self.came.lock().expect("a lock").clone()
    }
}

async fn states(world: &World) -> Vec<(DeliveryState, i64, Option<String>)> {
    let hooks = webhooks::desk(&world.app).await.expect("hooks");
    hooks.into_iter().flat_map(|hook| hook.told).map(|told| (told.state, told.attempts, told.why)).collect()
}

async fn added(world: &World, url: &str, events: &[EventKind]) -> Vec<u8> {
    let secret = webhooks::add(&world.app, url, events, &ADMIN).await.expect("an answer").expect("added");
    STANDARD.decode(secret.strip_prefix("whsec_").expect("its mark")).expect("base64")
}

#[tokio::test]
async fn what_happens_is_told_once_signed_and_without_a_name() {
    let world = World::new().await;
    let other = Other::start().await;
    let events = [EventKind::GiftApproved, EventKind::HandOverRecorded, EventKind::CampaignClosed];
    let secret = added(&world, &other.url, &events).await;
    let mut loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 2).await;
    give(&world, &loaded, &gifts[0], Vec::new()).await;
    campaigns::move_to(&world.app, &mut loaded, CampaignState::CoolDown, &PLANNER).await.expect("cooling down");
    campaigns::move_to(&world.app, &mut loaded, CampaignState::Closed, &PLANNER).await.expect("closed");
    world.run_jobs().await;
    let came = other.came();
    let mut kinds: Vec<String> = came
        .iter()
        .map(|one| {
            let body: Value = serde_json::from_str(&one.body).expect("JSON");
            body["type"].as_str().expect("a type").to_owned()
        })
        .collect();
    kinds.sort();
    assert_eq!(kinds, ["campaign.closed", "gift.approved", "gift.approved", "hand_over.recorded"]);
    for one in &came {
        let (id, time) = (one.header("webhook-id"), one.header("webhook-timestamp"));
        let message = Message { id: &id, timestamp: &time, body: one.body.as_bytes() };
        assert_eq!(one.header("webhook-signature"), message.sign(&secret));
        assert!(
            !one.body.contains("Anna") && !one.body.contains("Qbran") && !one.body.contains("example"),
            "{}",
            one.body
        );
    }
    let sealed = raw::count(&world.app.store, "webhook where length(sealed) > 32").await;
    assert_eq!(sealed, 1, "the secret is sealed");
}

#[tokio::test]
async fn a_server_that_misbehaves_gets_it_again_later_under_the_same_id() {
    let world = World::new().await;
    let other = Other::start().await;
    added(&world, &other.url, &[EventKind::CampaignClosed]).await;
    let hook = webhooks::desk(&world.app).await.expect("hooks")[0].id;
    other.will(&[Does::Break, Does::Hang, Does::LeadElsewhere, Does::Cut, Does::TakeAndBreak, Does::Take]);
    webhooks::test(&world.app, hook, &ADMIN).await.expect("asked");
    let pauses = [0, 1, 6, 34, 134, 332];
    for (tries, minutes) in (1..).zip(pauses) {
        world.advance(minutes);
        world.run_jobs().await;
        assert_eq!(other.came().len(), tries, "tried at its time");
        world.run_jobs().await;
        assert_eq!(other.came().len(), tries, "and not before");
    }
    let ids: std::collections::BTreeSet<String> = other.came().iter().map(|one| one.header("webhook-id")).collect();
    assert_eq!(ids.len(), 1, "who got it twice knows it");
    assert_eq!(states(&world).await, [(DeliveryState::Taken, 6, None)]);
}

#[tokio::test]
async fn a_server_may_ask_for_time_and_may_want_no_more() {
    let world = World::new().await;
    let other = Other::start().await;
    added(&world, &other.url, &[EventKind::CampaignClosed]).await;
    let hook = webhooks::desk(&world.app).await.expect("hooks")[0].id;
    other.will(&[Does::Busy, Does::Gone]);
    webhooks::test(&world.app, hook, &ADMIN).await.expect("asked");
    world.run_jobs().await;
    world.advance(119);
    world.run_jobs().await;
    assert_eq!(other.came().len(), 1, "two hours were asked for");
    world.advance(15);
    world.run_jobs().await;
    assert_eq!(other.came().len(), 2);
    let desk = webhooks::desk(&world.app).await.expect("hooks");
    assert_eq!(desk[0].ended_why.as_deref(), Some("gone"));
    assert!(webhooks::test(&world.app, hook, &ADMIN).await.is_err(), "it is told nothing more");

    // An answer without end is not read.
    let flood = Other::start().await;
    added(&world, &flood.url, &[EventKind::CampaignClosed]).await;
    flood.will(&[Does::Flood]);
    let hook = webhooks::desk(&world.app).await.expect("hooks")[0].id;
    webhooks::test(&world.app, hook, &ADMIN).await.expect("asked");
    world.run_jobs().await;
    assert_eq!(states(&world).await[0].0, DeliveryState::Taken);
}

#[tokio::test]
async fn after_three_days_it_is_given_up_and_an_ended_address_is_told_nothing() {
    let world = World::new().await;
    let other = Other::start().await;
    added(&world, &other.url, &[EventKind::CampaignClosed]).await;
    let hook = webhooks::desk(&world.app).await.expect("hooks")[0].id;
    other.will(&[Does::Break; 20]);
    webhooks::test(&world.app, hook, &ADMIN).await.expect("asked");
    for _ in 0..100 {
        world.run_jobs().await;
        world.advance(60);
    }
    assert_eq!(states(&world).await, [(DeliveryState::GivenUp, 10, Some("not taken".to_owned()))]);
    webhooks::test(&world.app, hook, &ADMIN).await.expect("asked");
    webhooks::end(&world.app, hook, &ADMIN).await.expect("ended");
    world.run_jobs().await;
    assert_eq!(other.came().len(), 10);
    assert!(webhooks::end(&world.app, hook, &ADMIN).await.is_err(), "once");
}

#[tokio::test]
async fn admins_keep_addresses_on_a_page_and_private_ones_are_refused_unless_allowed() {
    let world = World::new().await;
    let other = Other::start().await;
    let mut admin = world.admin().await;
    let page = admin.post("/admin/webhooks", &[("url", &other.url), ("event", "gift.approved")]).await;
    assert!(page.status.as_u16() == 200 && page.body.contains("whsec_"), "{}", page.body);
    assert!(!admin.get("/admin/webhooks").await.body.contains("whsec_"), "shown once");
    for (url, events) in
        [("ftp://x.example/", "gift.approved"), ("https://a:b@x.example/", "gift.approved"), (&other.url, "")]
    {
        let page = admin.post("/admin/webhooks", &[("url", url), ("event", events)]).await;
        assert_eq!(page.status.as_u16(), 422, "{url}");
    }
    let hook = webhooks::desk(&world.app).await.expect("hooks")[0].id;
    admin.post(&format!("/admin/webhooks/{hook}/test"), &[]).await.leads_to();
    world.run_jobs().await;
    assert!(admin.get("/admin/webhooks").await.body.contains("204"), "its last tellings");
    admin.post(&format!("/admin/webhooks/{hook}/end"), &[]).await.leads_to();
    assert_eq!(world.marketer().await.get("/admin/webhooks").await.status.as_u16(), 403);

    let clock = giftgate::app::Clock::Set(std::sync::Mutex::new(world.app.now()));
    let strict = giftgate::app::App::new(world.database.open().await, clock, rand::SeedableRng::seed_from_u64(1));
    for near in
        [other.url.as_str(), "https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://localhost/"]
    {
        let refused = webhooks::add(&strict, near, &[EventKind::GiftApproved], &ADMIN).await.expect("an answer");
        let plain = AddFault::Address(AddressFault::NotEncrypted);
        assert!(refused == Err(AddFault::Address(AddressFault::Private)) || refused == Err(plain), "{near}");
    }
    strict.store.close().await;
}
