//! Posts files, good and hostile.

use proptest::prelude::*;

use super::*;
use crate::formats::quarantine::{Intake, collect};

const GOOD: &str = r#"{"id":"at://did:plc:abc/app.bsky.feed.post/3k","network":"bluesky","created_at":"2025-03-04T07:12:00Z","text":"Off to hike! KL1613","author":{"id":"did:plc:abc","handle":"@sanne.example","followers":412,"flags":["noindex"]},"mentions":["@klm.example"],"reply_to":null,"place":{"iata":"ams","name":"Schiphol","lat":52.31,"lon":4.76},"media":[{"kind":"image","alt":"boots"}],"deleted":false}"#;

fn intake(text: &[u8]) -> Intake<Post> {
    collect(PostRows::open(text, "posts.ndjson")).expect("readable")
}

fn flaw(line: &str) -> (&'static str, Reason) {
    let flaw = read_post(line.as_bytes()).expect_err("a flaw");
    (flaw.field, flaw.reason)
}

#[test]
fn a_post_of_the_promised_form_is_read_whole() {
    let post = read_post(GOOD.as_bytes()).expect("a post");
    assert_eq!((post.author.handle.as_str(), post.author.account()), ("sanne.example", "did:plc:abc"));
    assert_eq!(post.mentions, ["klm.example"]);
    assert_eq!(post.place.and_then(|place| place.iata).as_deref(), Some("AMS"));
    assert_eq!(post.media[0].alt.as_deref(), Some("boots"));
}

#[test]
fn what_is_wrong_is_said_by_key_and_reason() {
    let with = |from: &str, to: &str| flaw(&GOOD.replace(from, to));
    assert_eq!(with("\"network\":\"bluesky\"", "\"network\":\"icq\""), ("network", Reason::UnknownWord));
    assert_eq!(with("2025-03-04T07:12:00Z", "2025-03-04T07:12:00"), ("created_at", Reason::BadInstant));
    assert_eq!(with("\"handle\":\"@sanne.example\",", ""), ("author.handle", Reason::Missing));
    assert_eq!(with("\"text\":\"Off to hike! KL1613\",", ""), ("text", Reason::Missing));
    assert_eq!(with("Off to", "\\u0000"), ("text", Reason::ControlCharacter));
    assert_eq!(with("52.31", "152.31"), ("place.lat", Reason::OutOfRange));
    assert_eq!(with("412", "-1"), ("author.followers", Reason::WrongType));
    assert_eq!(with("\"@klm.example\"", "7"), ("mentions", Reason::WrongType));
    assert_eq!(with("Off to", &"x".repeat(30_000)), ("text", Reason::TooLong));
    assert_eq!(flaw("[1]"), ("row", Reason::WrongType));
    assert_eq!(flaw("{\"id\":"), ("row", Reason::NotJson));
}

#[test]
fn hostile_lines_cost_themselves_only() {
    let deep = format!("{{\"id\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(5 << 20));
    let lone = GOOD.replace("Off", "\\ud800");
    let text =
        [deep.as_bytes(), b"\n", long.as_bytes(), b"\r\n\n", lone.as_bytes(), b"\n\xFF\n", GOOD.as_bytes()].concat();
    let intake = intake(&text);
    let reasons: Vec<_> = intake.quarantined.iter().map(|row| (row.line, row.reason)).collect();
    assert_eq!(reasons, [(1, Reason::TooDeep), (2, Reason::TooLong), (4, Reason::NotJson), (5, Reason::NotUtf8)]);
    assert_eq!((intake.counts.accepted, intake.counts.lines), (1, 5));
}

#[test]
fn a_post_told_twice_is_a_duplicate_and_its_deletion_is_news() {
    let deleted =
        GOOD.replace("\"deleted\":false", "\"deleted\":true").replace("\"text\":\"Off to hike! KL1613\",", "");
    let intake = intake(format!("{GOOD}\n{GOOD}\n{deleted}\n").as_bytes());
    assert_eq!((intake.counts.accepted, intake.counts.duplicate), (2, 1));
    assert!(intake.accepted[1].1.deleted);
}

#[test]
fn unknown_keys_are_counted_and_dropped() {
    let post = GOOD.replace("\"deleted\":false", "\"deleted\":false,\"passport\":\"CANARY\",\"approve\":true");
    let intake = intake(post.as_bytes());
    assert_eq!(intake.counts.unknown_fields, 2);
    assert!(!format!("{intake:?}").contains("CANARY"));
}

proptest! {
    #[test]
    fn a_corrupted_line_never_panics(at in 0_usize..500, byte: u8) {
        let mut line = GOOD.as_bytes().to_vec();
        let at = at % line.len();
        line[at] = byte;
        let intake = intake(&line);
        prop_assert!(intake.counts.add_up());
    }

    #[test]
    fn any_bytes_end_in_lines_that_add_up(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(intake(&bytes).counts.add_up());
    }
}
