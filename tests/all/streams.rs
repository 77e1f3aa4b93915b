//! Streams feed the intake: candidates appear, deletions take them away, gaps are said, and a cut line goes on where it was.

use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::matching::MatchState;
use giftgate::domain::post::Network;
use giftgate::networks::{AppView, Source};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::streams;
use giftgate::store::candidate::Candidate;
use serde_json::{Value, json};

use crate::support::jet::Jet;
use crate::support::nasty::Nasty;
use crate::support::raw;
use crate::support::small::{self, booking, bookings, bookings_csv, campaign, candidates, legs, plain};
use crate::support::world::World;

/// The morning of the test day, seconds.
const NOW: u64 = 1_741_055_400;

/// A world that listens.
struct Post {
    world: Arc<World>,
    loaded: LoadedCampaign,
    nasty: Nasty,
    jet: Jet,
    listening: tokio::task::JoinHandle<()>,
}

impl Drop for Post {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Post {
    async fn new(network: Network, n: usize) -> Self {
        let world = Arc::new(World::new().await);
        let loaded = campaign(&world, plain).await;
        legs(&world).await;
        let registered = |n: usize| match network {
            Network::Mastodon => {
                booking(n).replace(&format!(",bluesky,anna{n}.example,"), &format!(",mastodon,anna{n}@m.example,"))
            }
            _ => booking(n),
        };
        bookings(&world, &bookings_csv((0..n).map(registered))).await;
        let (nasty, jet) = (Nasty::start().await, Jet::start().await);
        let source = match network {
            Network::Bluesky => Source::Jetstream { url: jet.url.clone() },
            _ => Source::Mastodon { server: nasty.address.clone(), token: None, timeline: "public".to_owned() },
        };
        let (listener, address) = (Arc::clone(&world), nasty.address.clone());
        let listening = tokio::spawn(async move {
            let appview = AppView::new(&address);
            let app = Arc::clone(&listener.app);
            drop(listener);
            streams::run(&app, &source, Some(&appview), Duration::from_millis(50)).await;
        });
        let post = Self { world, loaded, nasty, jet, listening };
        post.until("connected", async || post.stream().await.is_some_and(|stream| stream.connected_at.is_some())).await;
        post
    }

    async fn stream(&self) -> Option<giftgate::store::stream::StreamState> {
        self.world.app.store.list_streams().await.expect("streams").pop()
    }

    async fn candidates(&self) -> Vec<Candidate> {
        candidates(&self.world, &self.loaded).await
    }

    async fn suggested(&self) -> usize {
        self.candidates().await.iter().filter(|one| one.state == MatchState::Suggested).count()
    }

    /// What happens on a line takes the time it takes.
    async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        for _ in 0..600 {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {what} within 30 s; {:?}", self.stream().await);
    }

    async fn until_suggested(&self, n: usize) {
        self.until(&format!("{n} suggested"), async || self.suggested().await == n).await;
    }

    /// Traveller `n` writes on Bluesky.
    fn writes(&self, seconds: u64, n: usize) {
        let post = small::post(n);
        let record = json!({ "text": post["text"], "createdAt": post["created_at"], "langs": ["en"] });
        self.jet.commit(seconds, &format!("did:plc:anna{n}"), "create", &format!("k{n}"), &record);
    }
}

/// What traveller `n` writes on Mastodon.
fn status(n: usize) -> Value {
    let post = small::post(n);
    json!({
        "id": format!("{n}"), "created_at": post["created_at"], "visibility": "public", "language": "en",
        "content": format!("<p>{}</p>", post["text"].as_str().expect("a text")), "mentions": [],
        "account": { "acct": format!("anna{n}@m.example"), "url": format!("https://m.example/@anna{n}"), "indexable": true,
                     "display_name": post["author"]["display_name"], "note": "" },
    })
}

#[tokio::test]
async fn a_post_on_the_stream_becomes_a_candidate_and_goes_when_it_is_deleted() {
    let post = Post::new(Network::Bluesky, 3).await;
    for n in 0..3 {
        post.writes(NOW, n);
    }
    post.jet.commit(
        NOW,
        "did:plc:somebody",
        "create",
        "x",
        &json!({ "text": "nice weather", "createdAt": "2025-03-04T02:30:00Z" }),
    );
    post.until_suggested(3).await;
    post.jet.commit(NOW + 1, "did:plc:anna0", "delete", "k0", &Value::Null);
    post.until_suggested(2).await;
    let left =
        json!({ "kind": "account", "account": { "active": false, "did": "did:plc:anna1", "status": "deactivated" } });
    post.jet.say(NOW + 2, "did:plc:anna1", left);
    post.until_suggested(1).await;
    let store = &post.world.app.store;
    assert_eq!(raw::count(store, "post").await, 3, "what fits nobody is not stored");
    assert_eq!(raw::count(store, "post where length(sealed) = 0").await, 2, "what was deleted is empty");
    assert_eq!(raw::count(store, "audit_entry where action = 'post.forget'").await, 2);
}

#[tokio::test]
async fn who_is_called_otherwise_now_is_called_so_here() {
    let post = Post::new(Network::Bluesky, 2).await;
    post.writes(NOW, 0);
    post.until_suggested(1).await;
    let identity = |did: &str| json!({ "kind": "identity", "identity": { "did": did, "handle": "forged.example" } });
    let renamed = async || raw::count(&post.world.app.store, "audit_entry where action = 'author.rename'").await;
    post.jet.say(NOW + 1, "did:plc:anna0", identity("did:plc:anna0"));
    post.jet.say(NOW + 2, "did:plc:anna1", identity("did:plc:anna1"));
    post.writes(NOW + 3, 1);
    post.until_suggested(2).await;
    assert_eq!(renamed().await, 0, "the same name as before is no news");
    post.nasty.inner().handles.insert("did:plc:anna0".to_owned(), "sanne.example".to_owned());
    post.jet.say(NOW + 4, "did:plc:anna0", identity("did:plc:anna0"));
    post.until("renamed", async || renamed().await == 1).await;
    let mut handles = Vec::new();
    for candidate in post.candidates().await {
        let stored = post.world.app.store.find_post(candidate.post).await.expect("asked").expect("a post");
        handles.push(stored.author.handle);
    }
    handles.sort_unstable();
    assert_eq!(handles, ["anna1.example", "sanne.example"], "as the directory says, not as the event does");
}

#[tokio::test]
async fn a_cut_line_goes_on_where_it_was_and_takes_nothing_twice() {
    let post = Post::new(Network::Bluesky, 3).await;
    post.writes(NOW, 0);
    post.until_suggested(1).await;
    post.jet.cut();
    post.writes(NOW + 1, 1);
    post.until_suggested(2).await;
    post.jet.cut();
    post.writes(NOW + 2, 2);
    post.until_suggested(3).await;
    let cursors = post.jet.cursors();
    assert_eq!(cursors[0], None);
    assert!(cursors[1..].iter().all(|cursor| cursor.is_some_and(|at| at >= (NOW - 5) * 1_000_000)), "{cursors:?}");
    let store = &post.world.app.store;
    assert_eq!((raw::count(store, "post").await, raw::count(store, "stream_gap").await), (3, 0));
}

#[tokio::test]
async fn what_a_stream_forgot_is_said_as_a_gap() {
    let post = Post::new(Network::Bluesky, 2).await;
    post.writes(NOW, 0);
    post.until_suggested(1).await;
    post.jet.forget();
    post.jet.cut();
    post.writes(NOW + 3600, 1);
    post.until_suggested(2).await;
    let gaps = post.world.app.store.list_gaps(post.world.app.now()).await.expect("gaps");
    assert_eq!(gaps.len(), 1);
    assert_eq!((gaps[0].to_at - gaps[0].from_at).num_seconds(), 3600);
}

#[tokio::test]
async fn who_asks_to_be_left_alone_is_not_listened_to() {
    let post = Post::new(Network::Bluesky, 2).await;
    post.nasty.inner().labels.insert("did:plc:anna0".to_owned(), "!no-unauthenticated".to_owned());
    // What is known of the registered is an hour old at most.
    post.world.advance(61);
    post.writes(NOW, 1);
    post.until_suggested(1).await;
    post.writes(NOW + 1, 0);
    post.until("counted", async || {
        raw::count(&post.world.app.store, "intake_count where step = 'left_alone'").await == 1
    })
    .await;
    assert_eq!(raw::count(&post.world.app.store, "post").await, 1);
}

#[tokio::test]
async fn a_stream_that_breaks_says_so_until_it_stands_again() {
    let post = Post::new(Network::Bluesky, 1).await;
    let Post { jet, .. } = &post;
    let url = jet.url.clone();
    let source = Source::Jetstream { url: "ws://127.0.0.1:9/subscribe".to_owned() };
    let world = Arc::clone(&post.world);
    let other = tokio::spawn(async move {
        let appview = AppView::new("http://127.0.0.1:9");
        let app = Arc::clone(&world.app);
        drop(world);
        streams::run(&app, &source, Some(&appview), Duration::from_millis(20)).await;
    });
    let broken = async || {
        let streams = post.world.app.store.list_streams().await.expect("streams");
        streams.iter().any(|stream| stream.broken_at.is_some() && stream.name == "jetstream 127.0.0.1:9")
    };
    post.until("noted", broken).await;
    other.abort();
    let own = post.world.app.store.find_stream(&format!("jetstream {}", &url[5..url.len() - 10])).await.expect("asked");
    assert_eq!(own.expect("listened to").broken_at, None, "the other one goes on");
}

#[tokio::test]
async fn a_mastodon_timeline_is_listened_to_and_its_cuts_are_gaps() {
    let post = Post::new(Network::Mastodon, 3).await;
    let tell = async |event: &str, data: &str| {
        post.until("listened to", async || post.nasty.tell(event, data) > 0).await;
    };
    tell("update", &status(0).to_string()).await;
    post.until_suggested(1).await;
    let mut hidden = status(1);
    hidden["account"]["indexable"] = json!(false);
    tell("update", &hidden.to_string()).await;
    tell("update", &status(2).to_string()).await;
    post.until_suggested(2).await;
    tell("delete", "0").await;
    post.until_suggested(1).await;
    post.world.advance(5);
    post.nasty.cut();
    post.until("a gap", async || raw::count(&post.world.app.store, "stream_gap").await == 1).await;
    assert_eq!(raw::count(&post.world.app.store, "post").await, 2);
}
