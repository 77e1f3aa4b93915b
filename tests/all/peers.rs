//! Against a real AT Protocol server: `npm ci` in tests/peers, then `cargo test --test all -- --ignored peers`.
//!
//! `GIFTGATE_KILLS` says how often the publishing worker is killed.

mod x_document;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState, PostAs, Target};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::matching::MatchState;
use giftgate::domain::post::{Network, Reference};
use giftgate::networks::{
    AppView, Beside, Bluesky, Networks, Outlet, Picture, ReplyTo, Source, Stands, freeze, freeze_answer,
};
use giftgate::services::{approval, follow_ups, streams};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::nasty::Nasty;
use crate::support::raw;
use crate::support::small::{
    APPROVER, approved, booking, bookings, bookings_csv, campaign, candidates, give, legs, plain, post,
};
use crate::support::world::World;

const POSTS: &str = "app.bsky.feed.post";

/// A network of servers; it ends with the test.
struct Real {
    process: Child,
    told: Value,
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Real {
    fn start() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers");
        let mut command = Command::new("node");
        command.arg("atproto.cjs").current_dir(folder).env("LOG_ENABLED", "false");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut process = piped.spawn().expect("node starts; run npm ci in tests/peers first");
        let mut lines = BufReader::new(process.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let told = lines.find_map(|line| serde_json::from_str(&line).ok()).expect("the servers say where they are");
        Self { process, told }
    }

    fn text(&self, at: &str) -> &str {
        self.told.pointer(at).and_then(Value::as_str).expect("a text")
    }

    fn outlet(&self) -> Outlet {
        Outlet::Networks(Box::new(Networks {
            bluesky: Some(Bluesky::new(self.text("/pds"), "airline.test", "pw-airline")),
            folder: std::path::PathBuf::from("/nowhere"),
            ..Networks::default()
        }))
    }

    /// The texts of the airline's posts.
    async fn posts(&self) -> Vec<String> {
        self.records().await.iter().filter_map(|record| Some(record["text"].as_str()?.to_owned())).collect()
    }

    async fn records(&self) -> Vec<Value> {
        let address = format!("{}/xrpc/com.atproto.repo.listRecords", self.text("/pds"));
        let query = [("repo", self.text("/accounts/airline/did")), ("collection", POSTS), ("limit", "100")];
        let answer = reqwest::Client::new().get(address).query(&query).send().await.expect("an answer");
        let answer: Value = answer.json().await.expect("JSON");
        answer["records"].as_array().expect("records").iter().map(|record| record["value"].clone()).collect()
    }

    /// The traveller does something to their own repository.
    async fn traveller(&self, procedure: &str, mut input: Value) -> Value {
        let client = reqwest::Client::new();
        let call = |name: &str| client.post(format!("{}/xrpc/{name}", self.text("/pds")));
        let who = json!({ "identifier": "traveller.test", "password": "pw-traveller" });
        let session = call("com.atproto.server.createSession").json(&who).send().await.expect("an answer");
        let session: Value = session.json().await.expect("JSON");
        input["repo"] = session["did"].clone();
        input["collection"] = json!(POSTS);
        let request = call(procedure).bearer_auth(session["accessJwt"].as_str().expect("a token"));
        let answer = request.json(&input).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{procedure}: {}", answer.status());
        answer.json().await.unwrap_or(Value::Null)
    }
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn a_real_server_takes_a_post_once_however_often_it_is_put_and_lets_it_go() {
    let real = Real::start();
    let outlet = real.outlet();
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let post = FollowUp {
        id: FollowUpId(Uuid::nil()),
        gift: GiftId(Uuid::nil()),
        network: Network::Bluesky,
        language: Language::Nl,
        text: "Goede reis, Zoë! 🎁 #verrassing https://gifts.example/r/1".to_owned(),
        photo: None,
        target: None,
        state: FollowUpState::Queued,
        earliest_at: now,
    };
    let frozen = freeze(&post, &Beside::default(), now, &mut ChaCha8Rng::seed_from_u64(42)).expect("it fits");
    let none = BTreeSet::new();
    assert_eq!(outlet.look(&frozen.identity, &none, now).await, Ok(None));
    let first = outlet.publish(&frozen, &none, now).await.expect("out");
    for _ in 0..3 {
        assert_eq!(outlet.publish(&frozen, &none, now).await.as_ref(), Ok(&first));
    }
    assert_eq!(outlet.look(&frozen.identity, &none, now).await, Ok(Some(first)));
    assert_eq!(real.posts().await, [post.text]);
    for _ in 0..2 {
        outlet.retract(&frozen.identity, None, &none, now).await.expect("down");
    }
    assert_eq!(real.posts().await, Vec::<String>::new());
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn a_worker_killed_again_and_again_publishes_each_post_once() {
    let kills: usize = std::env::var("GIFTGATE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(30);
    let real = Real::start();
    let world = World::new().await;
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.follow_up.networks = vec![Network::Bluesky];
    })
    .await;
    let n = 6;
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    for gift in approved(&world, &loaded, n).await {
        give(&world, &loaded, &gift, vec![yes]).await;
    }
    follow_ups::draft(&world.app, &loaded).await.expect("drafts");
    for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
        approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
    }
    world.advance(24 * 60);
    assert_eq!(follow_ups::queue_due(&world.app, &loaded).await.expect("queued"), n);
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_giftgate"));
    command.arg("worker").current_dir(folder.path()).env_clear().stdout(Stdio::null()).stderr(Stdio::null());
    command.env("GIFTGATE_DATABASE_URL", &world.database.url);
    command.env("GIFTGATE_MASTER_KEY_FILE", file("master.key", &"07".repeat(32)));
    command.env("GIFTGATE_BLUESKY_SERVICE", real.text("/pds"));
    command.env("GIFTGATE_BLUESKY_ACCOUNT", "airline.test");
    command.env("GIFTGATE_BLUESKY_PASSWORD_FILE", file("password", "pw-airline"));
    command.env("GIFTGATE_APPVIEW_URL", "http://127.0.0.1:9");
    let store = &world.app.store;
    let left = async || raw::count(store, "follow_up where state <> 'published'").await;
    let mut rng = ChaCha8Rng::seed_from_u64(42);
    let mut killed = 0;
    while left().await > 0 {
        let mut worker = command.spawn().expect("it starts");
        let patience = if killed < kills { rng.random_range(0..900) } else { 20_000 };
        for _ in 0..=patience / 20 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if killed >= kills && left().await == 0 {
                break;
            }
        }
        worker.kill().expect("killed");
        worker.wait().expect("gone");
        killed += 1;
        // Its lease is over, and so is the minute after which another worker takes over.
        raw::execute(
            store,
            "update job set locked_until = created_at, run_at = created_at where state in ('running', 'queued')",
        )
        .await
        .expect("a minute later");
        assert!(killed < kills + 20, "{} posts are stuck", left().await);
    }
    let wanted: BTreeSet<String> =
        store.list_follow_ups(loaded.id).await.expect("posts").into_iter().map(|post| post.text).collect();
    let found = real.posts().await;
    assert_eq!(found.len(), n, "after {killed} kills: {found:?}");
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
    raw::execute(store, "delete from job").await.expect("what recurs");
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn a_real_firehose_goes_on_behind_its_place_and_says_what_it_lost() {
    let real = Real::start();
    // Whoever makes a client of ours sets TLS up; the traveller's is not ours.
    drop(real.outlet());
    let source = Source::Repos { url: real.text("/pds").replacen("http", "ws", 1) };
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let record =
        |text: &str| json!({ "record": { "$type": POSTS, "text": text, "createdAt": "2025-03-04T12:00:00Z" } });
    let until = async |stream: &mut giftgate::networks::Stream, text: &str| {
        for _ in 0..200 {
            let message = stream.next().await.expect("an event");
            if message.data.contains(text) {
                return message;
            }
        }
        panic!("`{text}` is not told");
    };
    for text in ["one", "two", "three"] {
        real.traveller("com.atproto.repo.createRecord", record(text)).await;
    }
    let mut stream = source.open(Some("0"), now).await.expect("open");
    let one = until(&mut stream, "\"text\":\"one\"").await;
    assert!(one.data.contains("\"cid\":\"bafyrei"), "{}", one.data);
    let place = until(&mut stream, "\"text\":\"two\"").await.cursor.expect("a place");
    drop(stream);
    let mut stream = source.open(Some(&place.to_string()), now).await.expect("open");
    assert!(until(&mut stream, "\"text\":").await.data.contains("three"), "it goes on behind the second");
    // A place that the server never reached: it was begun anew, and that is said.
    let mut stream = source.open(Some("999999999"), now).await.expect("open");
    assert!(stream.next().await.expect("an answer").tells_of_a_gap());
    real.traveller("com.atproto.repo.createRecord", record("four")).await;
    until(&mut stream, "\"text\":\"four\"").await;
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn a_real_server_takes_a_picture_with_its_description_a_quote_and_a_reply() {
    let real = Real::start();
    let (outlet, none) = (real.outlet(), BTreeSet::new());
    let now = "2025-03-04T12:00:00Z".parse().expect("an instant");
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(40, 30, |x, y| {
        image::Rgb([u8::try_from(x).expect("small"), u8::try_from(y).expect("small"), 90])
    })
    .write_to(&mut bytes, image::ImageFormat::Png)
    .expect("a picture");
    let picture = Picture {
        bytes: bytes.into_inner(),
        mime: "image/png".to_owned(),
        alt: "Een doos met een strik".to_owned(),
        size: (40, 30),
        url: None,
    };
    let said = real
        .traveller(
            "com.atproto.repo.createRecord",
            json!({ "record": { "$type": POSTS, "text": "Bedankt!", "createdAt": "2025-03-04T11:00:00Z" } }),
        )
        .await;
    let (uri, cid) = (said["uri"].as_str().expect("a uri"), said["cid"].as_str().expect("a cid"));
    let post = FollowUp {
        id: FollowUpId(Uuid::nil()),
        gift: GiftId(Uuid::nil()),
        network: Network::Bluesky,
        language: Language::Nl,
        text: "Goede reis!".to_owned(),
        photo: None,
        target: None,
        state: FollowUpState::Queued,
        earliest_at: now,
    };
    let mut rng = ChaCha8Rng::seed_from_u64(42);
    let beside = Beside { picture: Some(&picture), quote: Some((uri, cid)), ..Beside::default() };
    let frozen = freeze(&post, &beside, now, &mut rng).expect("it fits");
    let first = outlet.publish(&frozen, &none, now).await.expect("out");
    assert_eq!(outlet.publish(&frozen, &none, now).await.as_ref(), Ok(&first), "the same bytes are the same post");
    let to = ReplyTo { parent: (uri, cid), root: None, handle: "traveller.test" };
    let answer = freeze_answer(Network::Bluesky, Uuid::nil(), ("Graag gedaan!", Language::Nl), &to, now, &mut rng);
    outlet.publish(&answer, &none, now).await.expect("out");
    let records = real.records().await;
    assert_eq!(records.len(), 2);
    let find = |text: &str| records.iter().find(|record| record["text"] == text).expect("it is there");
    let embed = &find("Goede reis!")["embed"];
    let image = &embed["media"]["images"][0];
    assert_eq!((&embed["record"]["record"]["uri"], &image["alt"]), (&json!(uri), &json!("Een doos met een strik")));
    assert_eq!((&image["aspectRatio"]["width"], &image["image"]["size"]), (&json!(40), &json!(picture.bytes.len())));
    assert_eq!(
        (&find("Goede reis!")["langs"][0], &find("Graag gedaan!")["reply"]["parent"]["uri"]),
        (&json!("nl"), &json!(uri))
    );
    // A follow-up post answers by its own record, and is asked about what it answers first.
    let named = |cid: &str| {
        let post = Reference { uri: uri.to_owned(), cid: cid.to_owned() };
        Target { way: PostAs::Reply, post, root: None }
    };
    assert_eq!(outlet.stands(Network::Bluesky, &named(cid), now).await, Ok(Stands::AsItWas));
    assert_eq!(outlet.stands(Network::Bluesky, &named("another"), now).await, Ok(Stands::Gone), "it was changed");
    let beside = Beside { reply: Some(to), ..Beside::default() };
    let told = FollowUp { id: FollowUpId(Uuid::from_u128(1)), text: "Tot ziens!".to_owned(), ..post };
    let frozen = freeze(&told, &beside, now + chrono::Duration::seconds(1), &mut rng).expect("it fits");
    outlet.publish(&frozen, &none, now).await.expect("out");
    let records = real.records().await;
    let reply = &records.iter().find(|record| record["text"] == "Tot ziens!").expect("it is there")["reply"];
    assert_eq!((&reply["parent"]["uri"], &reply["root"]["cid"]), (&json!(uri), &json!(cid)));
    let key = uri.rsplit('/').next().expect("a key");
    real.traveller("com.atproto.repo.deleteRecord", json!({ "rkey": key })).await;
    assert_eq!(outlet.stands(Network::Bluesky, &named(cid), now).await, Ok(Stands::Gone), "it was deleted");
    // What the record names is what the server gives everyone.
    let query = [
        ("did", real.text("/accounts/airline/did")),
        ("cid", image["image"]["ref"]["$link"].as_str().expect("a name")),
    ];
    let blob = reqwest::Client::new().get(format!("{}/xrpc/com.atproto.sync.getBlob", real.text("/pds"))).query(&query);
    assert_eq!(blob.send().await.expect("an answer").bytes().await.expect("bytes"), picture.bytes);
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn a_post_on_a_real_server_becomes_a_candidate_and_goes_when_it_is_deleted() {
    let real = Real::start();
    let source = Source::Jetstream { url: real.text("/jetstream").to_owned() };
    comes_and_goes(&real, source).await;
}

#[tokio::test]
#[ignore = "needs npm ci in tests/peers"]
async fn the_same_over_the_networks_own_firehose() {
    let real = Real::start();
    let source = Source::Repos { url: real.text("/pds").replacen("http", "ws", 1) };
    comes_and_goes(&real, source).await;
}

async fn comes_and_goes(real: &Real, source: Source) {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    let name = real.text("/accounts/traveller/did").trim_start_matches("did:plc:").to_owned();
    bookings(&world, &bookings_csv([booking(0).replace("anna0.example", &format!("{name}.example"))])).await;
    let nasty = Nasty::start().await;
    let app = Arc::clone(&world.app);
    let appview = AppView::new(&nasty.address);
    let listening = tokio::spawn(async move {
        streams::run(&app, &source, Some(&appview), Duration::from_millis(50)).await;
    });
    let until = async |state: MatchState| {
        for _ in 0..600 {
            if candidates(&world, &loaded).await.iter().any(|one| one.state == state) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no candidate became {state} within 30 s");
    };
    tokio::time::sleep(Duration::from_secs(2)).await;
    let said = post(0);
    let record = json!({ "$type": POSTS, "text": said["text"], "createdAt": said["created_at"], "langs": ["en"] });
    let made = real.traveller("com.atproto.repo.createRecord", json!({ "record": record })).await;
    until(MatchState::Suggested).await;
    let key = made["uri"].as_str().and_then(|uri| uri.rsplit('/').next()).expect("a key").to_owned();
    real.traveller("com.atproto.repo.deleteRecord", json!({ "rkey": key })).await;
    until(MatchState::Withdrawn).await;
    listening.abort();
}
