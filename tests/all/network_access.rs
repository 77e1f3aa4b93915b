//! Accounts on networks that an admin keeps: sealed, never shown again, tried, rotated, removed; and how networks answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use giftgate::domain::post::Network;
use giftgate::networks::access::{self, Values};
use giftgate::networks::{AppView, Networks, Outlet, Source};
use giftgate::services::kept_streams;
use giftgate::services::network_access::{self, AccessFault, AccessFrom};

use crate::support::nasty::Nasty;
use crate::support::raw;
use crate::support::world::World;

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_secret_is_sealed_kept_rotated_and_removed() {
    let world = World::new().await;
    let (app, by) = (&world.app, world.first_admin().await);
    let nobody = BTreeSet::new();
    let before = network_access::version(app).await.expect("a version");
    let set = async |pairs: &[(&str, &str)]| {
        network_access::set(app, Network::Mastodon, &values(pairs), &by).await.expect("an answer")
    };
    assert_eq!(set(&[("server", "https://social.example")]).await, Err((AccessFault::Missing, "token")));
    assert_eq!(set(&[("server", "http://social.example")]).await, Err((AccessFault::Address, "server")));
    set(&[("server", "https://social.example"), ("token", "s3cret-token")]).await.expect("kept");
    assert_ne!(network_access::version(app).await.expect("a version"), before);
    let in_clear = raw::count(&app.store, "network_secret where cast(sealed as text) like '%s3cret%'").await;
    assert_eq!(in_clear, 0, "a secret stands in clear");
    let line = network_access::list(app, &nobody).await.expect("a list").remove(1);
    assert_eq!((line.network, line.from), (Network::Mastodon, AccessFrom::Kept));
    let shown: Vec<_> = line.keys.iter().map(|key| key.shown.as_deref()).collect();
    assert_eq!(shown, [Some("https://social.example"), None, None], "what is secret is not shown");
    // An empty secret keeps the old one; a new one replaces it.
    set(&[("server", "https://other.example"), ("token", "")]).await.expect("kept");
    let open = network_access::open_all(app).await.expect("opened");
    assert_eq!(open[&Network::Mastodon]["token"], "s3cret-token");
    assert_eq!(open[&Network::Mastodon]["server"], "https://other.example");
    set(&[("server", "https://other.example"), ("token", "rotated")]).await.expect("kept");
    assert_eq!(network_access::open_all(app).await.expect("opened")[&Network::Mastodon]["token"], "rotated");
    // What the settings name wins.
    let named = network_access::list(app, &[Network::Mastodon].into()).await.expect("a list").remove(1);
    assert_eq!(named.from, AccessFrom::Settings);
    network_access::remove(app, Network::Mastodon, &by).await.expect("removed");
    assert!(network_access::open_all(app).await.expect("opened").is_empty());
    assert!(network_access::remove(app, Network::Mastodon, &by).await.is_err());
    let secrets = raw::count(&app.store, "audit_entry where detail like '%s3cret%' or detail like '%rotated%'").await;
    assert_eq!(secrets, 0, "the audit log names values only");
}

#[tokio::test]
async fn what_is_listened_to_is_kept_with_the_account_and_may_be_left_out() {
    let world = World::new().await;
    let (app, by) = (&world.app, world.first_admin().await);
    let set = async |wish: &str| {
        let pairs = [("server", "https://social.example"), ("token", "s3cret"), ("timelines", wish)];
        network_access::set(app, Network::Mastodon, &values(&pairs), &by).await.expect("an answer")
    };
    let asked = async || {
        let kept = network_access::open_all(app).await.expect("opened");
        let sources = access::sources(Network::Mastodon, &kept[&Network::Mastodon], None);
        sources.iter().map(Source::name).collect::<Vec<_>>()
    };
    assert_eq!(set("home").await, Err((AccessFault::Wish, "timelines")));
    set("").await.expect("an account alone");
    assert_eq!(asked().await, [""; 0]);
    set("user, hashtag:klm").await.expect("kept");
    assert_eq!(asked().await, ["mastodon social.example user", "mastodon social.example hashtag:klm"]);
    let line = network_access::list(app, &BTreeSet::new()).await.expect("a list").remove(1);
    assert_eq!((line.from, line.keys[2].shown.as_deref()), (AccessFrom::Kept, Some("user, hashtag:klm")));
    set("").await.expect("taken away");
    assert_eq!(asked().await, [""; 0]);
    let pairs = [("api_key", "k"), ("api_secret", "s"), ("access_token", "t"), ("access_secret", "a"), ("bearer", "b")];
    let mut x = values(&pairs);
    x.extend(values(&[("service", "https://api.x.com"), ("rules", "@klm -is:retweet; #klm"), ("mentions", "yes")]));
    network_access::set(app, Network::X, &x, &by).await.expect("an answer").expect("kept");
    let kept = network_access::open_all(app).await.expect("opened");
    let account = Arc::new(access::x(&kept[&Network::X]));
    let names: Vec<_> =
        access::sources(Network::X, &kept[&Network::X], Some(&account)).iter().map(Source::name).collect();
    assert_eq!(names, ["x stream", "x mentions"]);
}

#[tokio::test]
async fn a_kept_account_is_listened_with_from_when_it_is_set_until_it_is_changed() {
    let world = World::new().await;
    let (app, by) = (&world.app, world.first_admin().await);
    let nasty = Nasty::start().await;
    nasty.cut();
    let set = async |wish: &str| {
        world.advance(1);
        let pairs = [("server", nasty.address.as_str()), ("token", "secret"), ("timelines", wish)];
        network_access::set(app, Network::Mastodon, &values(&pairs), &by).await.expect("an answer").expect("kept");
    };
    let appview = AppView::new(&nasty.address);
    let open = |kept: &BTreeMap<Network, Values>| {
        kept.iter().flat_map(|(network, values)| access::sources(*network, values, None)).collect()
    };
    let listeners = async |n: usize| {
        while nasty.tell("filters_changed", "") != n {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let story = async {
        set("user").await;
        listeners(1).await;
        set("user,public").await;
        listeners(2).await;
        set("").await;
        listeners(0).await;
    };
    tokio::select! {
        never = kept_streams::run(app, &appview, open) => match never {},
        done = tokio::time::timeout(Duration::from_mins(1), story) => done.expect("each change is heard"),
    }
}

#[tokio::test]
async fn the_page_is_for_admins_and_tells_why_a_door_is_shut() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    let page = admin.get("/admin/networks").await;
    assert!(page.status == StatusCode::OK && page.body.contains("no account"), "{}", page.body);
    // Nobody listens there: what the page says of it is ours, not the network's.
    let form = [("service", "http://127.0.0.1:9"), ("account", "gifts.example"), ("password", "app-pass-word")];
    assert_eq!(admin.post("/admin/networks/bluesky", &form).await.leads_to(), "/admin/networks?done=network_set");
    let kept = admin.get("/admin/networks").await.body;
    assert!(kept.contains("value=\"gifts.example\"") && !kept.contains("app-pass-word"), "{kept}");
    let tried = admin.post("/admin/networks/bluesky/try", &[]).await;
    assert_eq!(tried.leads_to(), "/admin/networks?done=network_shut");
    let told = admin.get("/admin/networks").await.body;
    assert!(told.contains("bluesky can&#39;t be reached") || told.contains("bluesky can't be reached"), "{told}");
    assert_eq!(admin.post("/admin/networks/webhook", &[]).await.status, StatusCode::NOT_FOUND);
    let gone = admin.post("/admin/networks/bluesky/remove", &[]).await;
    assert_eq!(gone.leads_to(), "/admin/networks?done=network_removed");
    let mut planner = world.planner().await;
    assert_eq!(planner.ask(Method::GET, "/admin/networks").await.code(), "forbidden");
}

#[tokio::test]
async fn kept_accounts_fill_what_the_settings_leave_open_and_doors_are_noted() {
    let world = World::new().await;
    let (app, by) = (&world.app, world.first_admin().await);
    let pairs = values(&[("server", "http://127.0.0.1:9"), ("token", "x")]);
    network_access::set(app, Network::Mastodon, &pairs, &by).await.expect("an answer").expect("kept");
    let kept = network_access::open_all(app).await.expect("opened");
    let folder = std::env::temp_dir();
    let none = Networks { folder, ..Networks::default() };
    let networks = none.with_accounts(&kept, "http://127.0.0.1:9");
    assert_eq!(networks.open(), [Network::Mastodon]);
    let outlet = Outlet::Networks(Box::new(networks));
    assert!(outlet.counts(Network::Mastodon, &["1"], app.now()).await.is_err(), "nobody is there");
    network_access::note(app, &outlet).await.expect("noted");
    let line = network_access::list(app, &BTreeSet::new()).await.expect("a list").remove(1);
    assert_eq!((line.used_at, line.failed_at), (None, Some(app.now())));
    assert!(line.fault.is_some_and(|why| why.contains("mastodon")));
}
