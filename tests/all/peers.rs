//! Against a real AT Protocol server: `npm ci` in tests/peers, then `cargo test --test all -- --ignored peers`.
//!
//! `GIFTGATE_KILLS` says how often the publishing worker is killed.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::matching::MatchState;
use giftgate::domain::post::Network;
use giftgate::networks::{AppView, Bluesky, Networks, Outlet, Rest, Source, freeze};
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
            appview: None,
            mastodon: None,
            folder: std::path::PathBuf::from("/nowhere"),
            rest: Rest::default(),
            doors: giftgate::networks::Doors::default(),
        }))
    }

    /// The texts of the airline's posts.
    async fn posts(&self) -> Vec<String> {
        let address = format!("{}/xrpc/com.atproto.repo.listRecords", self.text("/pds"));
        let query = [("repo", self.text("/accounts/airline/did")), ("collection", POSTS), ("limit", "100")];
        let answer = reqwest::Client::new().get(address).query(&query).send().await.expect("an answer");
        let answer: Value = answer.json().await.expect("JSON");
        let records = answer["records"].as_array().expect("records");
        records.iter().filter_map(|record| Some(record["value"]["text"].as_str()?.to_owned())).collect()
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
        state: FollowUpState::Queued,
        earliest_at: now,
    };
    let frozen = freeze(&post, now, &mut ChaCha8Rng::seed_from_u64(42));
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
async fn a_post_on_a_real_server_becomes_a_candidate_and_goes_when_it_is_deleted() {
    let real = Real::start();
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    let name = real.text("/accounts/traveller/did").trim_start_matches("did:plc:").to_owned();
    bookings(&world, &bookings_csv([booking(0).replace("anna0.example", &format!("{name}.example"))])).await;
    let nasty = Nasty::start().await;
    let (app, source) = (Arc::clone(&world.app), Source::Jetstream { url: real.text("/jetstream").to_owned() });
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
