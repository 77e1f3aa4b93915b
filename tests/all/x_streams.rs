//! Listening to X through the mock: rules are kept, posts become candidates once, cuts are gaps, and what X says is gone goes.

use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::matching::MatchState;
use giftgate::networks::Source;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::{network_costs, streams, sweep};
use serde_json::json;

use crate::support::raw;
use crate::support::small::{self, booking, bookings, bookings_csv, candidates, legs, plain, written};
use crate::support::world::World;
use crate::support::x_mock::{XMock, told};
use crate::x::on_x;

struct Ear {
    world: Arc<World>,
    loaded: LoadedCampaign,
    mock: XMock,
    listening: tokio::task::JoinHandle<()>,
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Ear {
    async fn new(cap: &str, n: usize, source: impl FnOnce(&XMock) -> Source) -> Self {
        let world = Arc::new(World::new().await);
        let loaded = written(&world, &on_x(Some(cap)), plain).await;
        legs(&world).await;
        let on_x = |n| booking(n).replace(&format!(",bluesky,anna{n}.example,"), &format!(",x,anna{n},"));
        bookings(&world, &bookings_csv((0..n).map(on_x))).await;
        let mock = XMock::start().await;
        let (app, source) = (Arc::clone(&world.app), source(&mock));
        let listening = tokio::spawn(async move {
            streams::run(&app, &source, None, Duration::from_millis(50)).await;
        });
        Self { world, loaded, mock, listening }
    }

    async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        for _ in 0..600 {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("not {what} within 30 s: {:?}", self.world.app.store.list_streams().await);
    }

    async fn count(&self, state: MatchState) -> usize {
        candidates(&self.world, &self.loaded).await.iter().filter(|one| one.state == state).count()
    }

    async fn until_suggested(&self, n: usize) {
        self.until(&format!("{n} suggested"), async || self.count(MatchState::Suggested).await == n).await;
    }

    /// How many units of a kind of call were paid for.
    async fn units(&self, call: &str) -> i64 {
        let costs = self.world.app.store.list_network_costs(self.loaded.id).await.expect("costs");
        costs.iter().find(|one| one.call == call).map_or(0, |one| one.units)
    }

    async fn say(&self, text: &str) {
        self.until("listened to", async || self.mock.send(text) > 0).await;
    }
}

/// What traveller `n` writes on X.
fn line(id: u64, n: usize) -> String {
    let text = small::post(n)["text"].as_str().expect("a text").replace("@klm", "@KLM");
    format!("{}\r\n", told(id, n, &text, "2025-03-04T02:30:00.000Z"))
}

fn stream(mock: &XMock) -> Source {
    let rules = vec!["@KLM -is:retweet".to_owned(), "#klm".to_owned()];
    Source::X { account: Arc::clone(&mock.account), rules }
}

#[tokio::test]
async fn posts_on_the_stream_become_candidates_once_and_a_cut_is_a_gap() {
    let ear = Ear::new("50.00", 3, |mock| {
        let rule = |value: &str, tag: &str| (value.to_owned(), tag.to_owned());
        let rules =
            [("1", rule("somebody else's", "news")), ("2", rule("old", "giftgate")), ("3", rule("#klm", "giftgate"))];
        mock.inner().rules.extend(rules.map(|(id, rule)| (id.to_owned(), rule)));
        stream(mock)
    })
    .await;
    ear.say(&line(1900, 0)).await;
    ear.until_suggested(1).await;
    let rules: Vec<String> = ear.mock.inner().rules.values().map(|(value, _)| value.clone()).collect();
    assert_eq!(rules.len(), 3, "{rules:?}");
    assert!(!rules.contains(&"old".to_owned()) && rules.contains(&"somebody else's".to_owned()));
    // Cut in the middle of a post; X takes its time until it lets us in again, and tells the last post twice.
    ear.world.advance(2);
    ear.say(&line(1901, 1)[..80]).await;
    ear.mock.cut();
    ear.say(&format!("{}{}", line(1900, 0), line(1901, 1))).await;
    ear.until_suggested(2).await;
    let store = &ear.world.app.store;
    assert_eq!(raw::count(store, "post").await, 2);
    assert_eq!(raw::count(store, "stream_gap").await, 1);
    // X says goodbye in words and by an error beside a post.
    let mut partly: serde_json::Value = serde_json::from_str(&line(1902, 2)).expect("JSON");
    partly["errors"] = json!([{ "title": "Not Found Error", "resource_id": "1" }]);
    ear.say(&format!("{partly}\r\n{}\r\n", json!({ "errors": [{ "title": "operational-disconnect" }] }))).await;
    ear.until_suggested(3).await;
    ear.until("noted", async || raw::count(&ear.world.app.store, "stream_gap").await >= 1).await;
    // What came twice cost twice.
    ear.until("paid for", async || (ear.units("read").await, ear.units("user").await) == (4, 4)).await;
}

#[tokio::test]
async fn an_edited_post_is_another_one() {
    let ear = Ear::new("50.00", 1, stream).await;
    ear.say(&line(1900, 0)).await;
    ear.until_suggested(1).await;
    let edited = line(1950, 0).replace("[\"1950\"]", "[\"1900\",\"1950\"]").replace("a good coffee", "a good tea");
    ear.say(&edited).await;
    ear.until("withdrawn", async || ear.count(MatchState::Withdrawn).await == 1).await;
    ear.until_suggested(1).await;
}

#[tokio::test]
async fn a_stream_is_not_opened_beyond_the_cap() {
    let ear = Ear::new("0.01", 1, stream).await;
    ear.say(&line(1900, 0)).await;
    ear.until_suggested(1).await;
    let why = async || ear.world.app.store.list_streams().await.expect("streams").pop().and_then(|one| one.why);
    ear.until("broken", async || why().await.is_some_and(|why| why.contains("network_calls"))).await;
    let asked = ear.mock.asked("GET /2/tweets/search/stream");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(ear.mock.asked("GET /2/tweets/search/stream"), asked);
}

#[tokio::test]
async fn mentions_go_on_behind_the_last_one_and_only_who_called_us_is_there() {
    let mention = |id: u64, n: usize| (id, serde_json::from_str(&line(id, n)).expect("JSON"));
    let ear = Ear::new("50.00", 3, |mock| {
        mock.inner().mentions.extend([mention(1900, 0), mention(1901, 1)]);
        Source::XMentions { account: Arc::clone(&mock.account), pause: Duration::from_millis(100) }
    })
    .await;
    ear.until_suggested(2).await;
    ear.mock.inner().mentions.push(mention(1902, 2));
    ear.until_suggested(3).await;
    let place =
        async || ear.world.app.store.find_stream("x mentions").await.expect("asked").and_then(|stream| stream.cursor);
    ear.until("kept", async || place().await.as_deref() == Some("1902")).await;
    assert_eq!(raw::count(&ear.world.app.store, "stream_gap").await, 0);
    ear.until("paid for once each", async || ear.units("read").await == 3).await;
}

#[tokio::test]
async fn a_sweep_forgets_what_is_gone_on_x() {
    let ear = Ear::new("50.00", 2, stream).await;
    ear.say(&format!("{}{}", line(1900, 0), line(1901, 1))).await;
    ear.until_suggested(2).await;
    ear.mock.inner().posts.insert("1900".to_owned(), json!({ "id": "1900", "edit_history_tweet_ids": ["1900"] }));
    let outlet = ear.mock.outlet(std::env::temp_dir());
    network_costs::settle(&ear.world.app, &outlet).await.expect("settled");
    assert_eq!(sweep::sweep(&ear.world.app, &outlet).await.expect("swept"), 1);
    assert_eq!((ear.count(MatchState::Suggested).await, ear.count(MatchState::Withdrawn).await), (1, 1));
    assert_eq!(sweep::sweep(&ear.world.app, &outlet).await.expect("swept"), 0, "what is forgotten is not asked about");
    let store = &ear.world.app.store;
    assert_eq!(raw::count(store, "post where length(sealed) = 0").await, 1);
}
