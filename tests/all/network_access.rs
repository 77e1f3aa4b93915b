//! Accounts on networks that an admin keeps: sealed, never shown again, tried, rotated, removed; and how networks answered.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use giftgate::domain::post::Network;
use giftgate::networks::access::Values;
use giftgate::networks::{Networks, Outlet};
use giftgate::services::network_access::{self, AccessFault, AccessFrom};

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
    assert_eq!(shown, [Some("https://social.example"), None], "what is secret is not shown");
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
