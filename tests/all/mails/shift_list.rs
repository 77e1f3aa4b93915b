//! The list of a station's day, mailed to its shift: again when it changed materially, and only then.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::Duration;
use giftgate::domain::flight::{FlightEvent, FlightState};
use giftgate::services::flight_clock::apply_events;
use giftgate::services::{mails, retention};
use giftgate::store::gift::StoredGift;

use super::{World, approved, campaign, give, plain, raw, small, world};
use crate::support::small::{event, flight_of};

async fn tell(world: &World, gift: &StoredGift, change: impl FnOnce(&mut FlightEvent)) {
    let flight = flight_of(world, gift).await;
    let mut news = event(&flight, world.app.now());
    change(&mut news);
    apply_events(&world.app, vec![news]).await.expect("told");
    world.run_jobs().await;
}

/// The mails of a list that went out since this was asked last.
async fn lists(world: &World) -> Vec<String> {
    world.write_mails().await;
    let mails = world.mails().into_iter();
    mails.filter(|(_, _, text)| text.contains("/gate/AMS")).map(|(to, _, text)| format!("{to} {text}")).collect()
}

#[tokio::test]
async fn a_shift_gets_its_list_again_when_it_changes_materially_and_only_then() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    world.gate("AMS").await;
    let all = approved(&world, &loaded, 6).await;
    world.run_jobs().await;
    let morning = lists(&world).await;
    assert_eq!(morning.len(), 1);
    for wanted in ["AMS-2025-03-04.pdf", "application/pdf", "AMS-2025-03-04.csv"] {
        assert!(morning[0].contains(wanted), "{wanted}: {}", morning[0]);
    }
    assert!(!morning[0].contains("Changed since"), "{}", morning[0]);

    // What the shift does itself, and a delay of a few minutes, is no news.
    world.advance(20);
    give(&world, &loaded, &all[0], vec![]).await;
    let std = flight_of(&world, &all[1]).await.scheduled_departure_at;
    tell(&world, &all[1], |news| news.estimated_departure_at = Some(std + Duration::minutes(5))).await;
    assert_eq!(lists(&world).await, Vec::<String>::new());

    let flight = flight_of(&world, &all[1]).await.leg.designator.to_string();
    tell(&world, &all[1], |news| news.gate = Some("F6".to_owned())).await;
    let again = lists(&world).await;
    assert_eq!(again.len(), 1);
    for wanted in ["the list changed", "Changed since the mail of", &flight, "F6"] {
        assert!(again[0].contains(wanted), "{wanted}: {}", again[0]);
    }
    // Behind its words stands the list on paper, where letters mean nothing.
    let words = again[0].split("application/pdf").next().unwrap_or_default();
    for n in 0..6 {
        assert!(!words.contains(small::given(n)) && !words.contains(small::family(n).as_str()), "{words}");
    }

    // More news at once goes together into one mail a little later.
    tell(&world, &all[1], |news| news.gate = Some("F8".to_owned())).await;
    assert_eq!(lists(&world).await, Vec::<String>::new(), "a mail has just gone");
    world.advance(15);
    tell(&world, &all[1], |news| news.state = Some(FlightState::Cancelled)).await;
    let last = lists(&world).await;
    assert_eq!(last.len(), 1);
    assert!(last[0].contains("not to be handed over any more") && !last[0].contains("gate F6"), "{}", last[0]);
    assert_eq!(lists(&world).await, Vec::<String>::new());

    // Who joins later gets the list as it is, once.
    world.gate("AMS").await;
    let joined = lists(&world).await;
    assert!(
        joined.len() == 1 && joined[0].starts_with("member2@") && !joined[0].contains("Changed since"),
        "{joined:?}"
    );
    assert_eq!(lists(&world).await, Vec::<String>::new());
    world.advance(49 * 60);
    retention::purge(&world.app).await.expect("purged");
    assert_eq!(raw::count(&world.app.store, "told_list").await, 0);
}

/// The list on paper that a mail carries.
fn paper_of(mail: &str) -> Vec<u8> {
    let part = mail.split("application/pdf").nth(1).expect("a PDF");
    let body = part.split("\r\n\r\n").nth(1).expect("a body").split("--").next().unwrap_or_default();
    let letters: String = body.chars().filter(|letter| !letter.is_whitespace() && *letter != '=').collect();
    STANDARD_NO_PAD.decode(letters).expect("base64")
}

#[tokio::test]
async fn everyone_gets_mail_and_paper_in_their_own_language() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    for language in ["ja", "nl", "en"] {
        let mut member = world.gate("AMS").await;
        assert_eq!(member.post("/account/language", &[("language", language)]).await.status.as_u16(), 303);
    }
    approved(&world, &loaded, 2).await;
    world.run_jobs().await;
    let mails = lists(&world).await;
    assert_eq!(mails.len(), 3);
    for (language, word) in
        [("ja", "Content-Language: ja"), ("nl", "Content-Language: nl"), ("en", "Content-Language: en")]
    {
        let own: Vec<_> = mails.iter().filter(|mail| mail.contains(word)).collect();
        assert_eq!(own.len(), 1, "{language}");
        let paper = paper_of(own[0]);
        assert!(paper.starts_with(b"%PDF-"), "{language}");
        let tag = format!("/Lang ({language})");
        assert!(paper.windows(tag.len()).any(|part| part == tag.as_bytes()), "{language}");
        let japanese = paper.windows(10).any(|part| part == b"NotoSansJP");
        assert!(japanese || language != "ja");
    }
}

#[tokio::test]
async fn two_workers_tell_a_change_once() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    world.gate("AMS").await;
    let all = approved(&world, &loaded, 3).await;
    world.run_jobs().await;
    let (one, other) = tokio::join!(mails::write_due(&world.app), mails::write_due(&world.app));
    assert_eq!(one.expect("written") + other.expect("written"), 1);
    world.advance(20);
    tell(&world, &all[0], |news| news.gate = Some("F6".to_owned())).await;
    let (one, other) = tokio::join!(mails::write_due(&world.app), mails::write_due(&world.app));
    assert_eq!(one.expect("written") + other.expect("written"), 1);
    world.run_jobs().await;
}
