//! Threads below our posts on Mastodon: answers to answers are cases too, and what was said while the line was cut is read back.

use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::jobs::run_until_idle;
use giftgate::networks::Source;
use giftgate::services::{approval, follow_ups, streams};
use serde_json::{Value, json};

use crate::support::cases::KIND;
use crate::support::nasty::Nasty;
use crate::support::raw;
use crate::support::small::{APPROVER, approved, campaign, give, plain};
use crate::support::world::World;

/// A notice of a mention: number `id`, of status `status` that answers `to`.
fn notice(id: usize, status: &str, to: &str) -> Value {
    json!({ "id": id.to_string(), "type": "mention", "status": {
        "id": status, "created_at": "2025-03-05T09:00:00Z", "visibility": "public", "language": "en",
        "content": format!("<p>{KIND}</p>"), "mentions": [], "in_reply_to_id": to,
        "account": { "acct": format!("reader{id}@m.example"), "url": format!("https://m.example/@reader{id}"), "note": "" },
    } })
}

#[tokio::test]
async fn answers_to_answers_are_cases_and_what_was_said_during_a_cut_is_read_back() {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.follow_up.networks = vec![Network::Mastodon];
    })
    .await;
    let gift = approved(&world, &loaded, 1).await.remove(0);
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    give(&world, &loaded, &gift, vec![yes]).await;
    follow_ups::draft(&world.app, &loaded).await.expect("a draft");
    let post = world.app.store.list_follow_ups(loaded.id).await.expect("posts").remove(0);
    approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
    world.advance(24 * 60);
    assert_eq!(follow_ups::queue_due(&world.app, &loaded).await.expect("queued"), 1);
    let nasty = Nasty::start().await;
    run_until_idle(&world.app, &nasty.outlet(world.outbox())).await.expect("jobs run");
    let ours = nasty.inner().ever[0].clone();

    let (app, token) = (Arc::clone(&world.app), Some("secret".to_owned()));
    let source = Source::Mastodon { server: nasty.address.clone(), token, timeline: "user".to_owned() };
    let listening = tokio::spawn(async move {
        streams::run(&app, &source, None, Duration::from_millis(20)).await;
    });
    let until = async |what: &str, cases: i64, place: Option<&str>| {
        for _ in 0..600 {
            let stream = world.app.store.list_streams().await.expect("streams").pop();
            let there = stream.is_some_and(|one| one.connected_at.is_some() && one.cursor.as_deref() == place);
            if there && raw::count(&world.app.store, "care_case").await == cases {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("not {what}: {} cases", raw::count(&world.app.store, "care_case").await);
    };
    until("listening", 0, None).await;
    let tell = async |notice: Value| {
        while nasty.tell("notification", &notice.to_string()) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tell(notice(11, "s1", &ours)).await;
    until("an answer", 1, Some("11")).await;
    tell(notice(12, "s2", "s1")).await;
    until("an answer to it", 2, Some("12")).await;
    tell(notice(13, "s3", "s2")).await;
    tell(notice(14, "s4", "s3")).await;
    until("two at once", 4, Some("14")).await;
    tell(notice(15, "s5", "elsewhere")).await;
    until("passed over", 4, Some("15")).await;

    let missed: Vec<Value> =
        (16..=100).map(|n| notice(n, &format!("s{n}"), if n < 60 { "s4" } else { "s16" })).collect();
    nasty.inner().notices = missed;
    nasty.cut();
    until("read back", 4 + 85, Some("100")).await;
    nasty.cut();
    tell(notice(101, "s101", "s100")).await;
    until("heard live again", 90, Some("101")).await;
    listening.abort();
    assert_eq!(nasty.inner().strange.len(), 0);
}
