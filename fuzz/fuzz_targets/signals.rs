//! Any text as a post: never a panic, every span inside the text, every probability one.

#![no_main]

use std::sync::LazyLock;

use giftgate::domain::post::{Author, Media, Network, Post};
use giftgate::signals::{Reader, Reading, Schedule, Span, may_matter, redact};
use libfuzzer_sys::fuzz_target;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);
static SCHEDULE: LazyLock<Schedule> =
    LazyLock::new(|| ["KL1023", "HV5131", "IB3180", "JL123"].iter().filter_map(|text| text.parse().ok()).collect());

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let length = text.chars().count();
    let _ = (may_matter(&text), redact(&text));
    let Ok(created_at) = "2025-03-04T07:12:00Z".parse() else { return };
    let alt = bytes.first().is_some_and(|first| first.is_multiple_of(4)).then(|| text.clone());
    let post = Post {
        id: "1".to_owned(),
        network: Network::Bluesky,
        url: None,
        created_at,
        text,
        lang: None,
        author: Author::default(),
        mentions: Vec::new(),
        reply_to: None,
        place: None,
        media: vec![Media { kind: "image".to_owned(), alt }],
        deleted: false,
        record: None,
    };
    for schedule in [None, Some(&*SCHEDULE)] {
        let reading = READER.read(&post, schedule);
        assert_eq!(reading, READER.read(&post, schedule), "the same post reads the same");
        let Reading::Signals(signals) = reading else { continue };
        let spans = signals.flights.iter().map(|one| one.span).chain(signals.airports.iter().map(|one| one.span));
        let spans = spans.chain(signals.dates.iter().map(|one| one.span));
        let tags = signals.interests.iter().chain(&signals.occasions).map(|one| one.span);
        for Span(start, end) in spans.chain(tags) {
            assert!(start <= end && end <= length, "{start}..{end} of {length}");
        }
        assert!((0.0..=1.0).contains(&signals.language.confidence));
        assert!((0.0..=1.0).contains(&signals.complaint.probability));
        assert!((-1.0..=1.0).contains(&signals.sentiment.score));
    }
});
