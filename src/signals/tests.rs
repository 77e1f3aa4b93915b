//! The listen room against its fixtures: what posts say, what must be screened, and any bytes at all.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::post::{Author, Network};

pub(super) fn post(text: &str) -> Post {
    Post {
        id: "1".to_owned(),
        network: Network::Bluesky,
        url: None,
        created_at: "2025-03-04T07:12:00Z".parse().expect("an instant"),
        text: text.to_owned(),
        lang: None,
        author: Author::default(),
        mentions: Vec::new(),
        reply_to: None,
        record: None,
        place: None,
        media: Vec::new(),
        deleted: false,
    }
}

fn reader() -> &'static Reader {
    static READER: std::sync::LazyLock<Reader> = std::sync::LazyLock::new(Reader::new);
    &READER
}

#[test]
fn the_example_of_the_format_page_reads_as_printed() {
    let reading = reader().read(&post("Off to hike the Dolomites! KL1613 from Schiphol"), None);
    let signals = reading.signals().expect("not screened");
    assert_eq!(signals.flights[0].span, Span(27, 33));
    assert_eq!(
        (signals.airports[0].iata.as_str(), signals.airports[0].role, signals.airports[0].span),
        ("AMS", PlaceRole::Origin, Span(39, 47))
    );
    assert_eq!((signals.interests[0].tag.as_str(), signals.interests[0].span), ("hiking", Span(7, 11)));
    let line = serde_json::to_string(&reading).expect("JSON");
    assert!(
        line.contains(r#""flights":[{"designator":"KL1613","carrier":"KL","number":1613,"span":[27,33]}]"#),
        "{line}"
    );
    assert!(line.contains(r#""complaint":{"is":false,"kind":null,"probability":0.0}"#), "{line}");
}

#[test]
fn a_screened_post_yields_nothing_but_its_id() {
    let reading = reader().read(&post("Flying home for my dad's funeral, KL1023"), None);
    assert_eq!(serde_json::to_string(&reading).expect("JSON"), r#"{"id":"1","screened":true}"#);
}

#[test]
fn the_screen_misses_at_most_two_in_a_hundred_and_drops_few_others() {
    let (mut kept, mut dropped, mut sensitive, mut harmless) = (Vec::new(), Vec::new(), 0_usize, 0_usize);
    for line in include_str!("tables/screen_cases.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, label, text] = columns[..] else { panic!("three columns: {line}") };
        let screened = matches!(reader().read(&post(text), None), Reading::Screened { .. });
        if label == "ok" {
            harmless += 1;
            dropped.extend(screened.then_some(line));
        } else {
            sensitive += 1;
            kept.extend((!screened).then_some(line));
        }
    }
    eprintln!("screen: {} of {sensitive} kept, {} of {harmless} dropped", kept.len(), dropped.len());
    assert!(kept.len() * 50 <= sensitive, "kept: {kept:#?}");
    assert!(dropped.len() * 100 <= harmless * 15, "dropped: {dropped:#?}");
}

#[test]
fn held_out_posts_fare_as_the_page_says() {
    let file = include_str!("../../benches/evaluation/screen.tsv");
    let (indirect, as_written) = file.split_at(file.find("# Sixth set").expect("the sixth set stands last"));
    // At least so many of a thousand sensitive lines stopped, at most so many plain ones.
    for (part, least, most) in [(indirect, 955, 120), (as_written, 980, 150)] {
        let lines = Labelled::read(part, ModelKind::Screen).expect("own lines");
        let screened = |line: &&Labelled| matches!(reader().read(&post(&line.text), None), Reading::Screened { .. });
        let (sensitive, harmless): (Vec<&Labelled>, Vec<&Labelled>) = lines.iter().partition(|line| line.is);
        let (all, plain) = (sensitive.len(), harmless.len());
        let stopped = sensitive.into_iter().filter(screened).count();
        let dropped = harmless.into_iter().filter(screened).count();
        assert!(
            stopped * 1000 >= all * least && dropped * 1000 <= plain * most,
            "{stopped} of {all}, {dropped} of {plain}"
        );
    }
}

#[test]
fn fixtures_read_as_a_person_reads_them() {
    let mut faults = Vec::new();
    for line in include_str!("tables/reading_cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, flights, airports, dates] = columns[..] else { panic!("four columns: {line}") };
        let reading = reader().read(&post(text), None);
        let Some(signals) = reading.signals() else {
            faults.push(format!("screened: {text}"));
            continue;
        };
        let found: Vec<String> = signals.flights.iter().map(|flight| flight.designator.to_string()).collect();
        let places: Vec<String> = signals
            .airports
            .iter()
            .map(|airport| format!("{}:{}", airport.iata, &airport.role.as_str()[..1]))
            .collect();
        let days: Vec<String> = signals.dates.iter().map(|date| date.day.to_string()).collect();
        for (what, expected, read) in
            [("flights", flights, found), ("airports", airports, places), ("dates", dates, days)]
        {
            if expected != read.join(" ") {
                faults.push(format!(
                    "{text}\n    {what}: expected `{expected}`, read `{}` ({})",
                    read.join(" "),
                    signals.language.code
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_schedule_decides_doubtful_flights() {
    let schedule: Schedule = ["KL1023", "HV5131"].iter().filter_map(|text| text.parse().ok()).collect();
    let named = |text: &str| -> Vec<String> {
        let reading = reader().read(&post(text), Some(&schedule));
        reading
            .signals()
            .map(|signals| signals.flights.iter().map(|flight| flight.designator.to_string()).collect())
            .unwrap_or_default()
    };
    assert_eq!(named("flight 5131 was lovely"), ["HV5131"]);
    assert_eq!(named("flight 5132 was lovely"), [""; 0]);
}

#[test]
fn a_check_in_is_where_the_author_is() {
    let mut checked_in = post("Coffee first");
    checked_in.place = Some(crate::domain::post::Place { iata: None, name: None, lat: Some(52.31), lon: Some(4.76) });
    let reading = reader().read(&checked_in, None);
    let airports = &reading.signals().expect("not screened").airports;
    assert_eq!((airports[0].iata.as_str(), airports[0].role), ("AMS", PlaceRole::At));
}

#[test]
fn a_word_in_an_image_description_screens_too() {
    let mut pictured = post("Off to Rome, KL1601");
    pictured
        .media
        .push(crate::domain::post::Media { kind: "image".to_owned(), alt: Some("me in the hospital bed".to_owned()) });
    assert!(matches!(reader().read(&pictured, None), Reading::Screened { category: ScreenCategory::Health, .. }));
}

#[test]
fn five_mebibytes_in_one_post_are_read_in_bounded_time() {
    let filler = "KL1023 from Schiphol to LAX, flight 1234 tomorrow! ".repeat(100_000);
    let reading = reader().read(&post(&filler), None);
    assert!(reading.signals().is_some_and(|signals| signals.flights.len() < 100));
    // Neither stops early, so their work must grow with the text alone.
    assert!(may_matter(&filler));
    assert_eq!(redact(&filler), filler);
}

#[test]
fn whose_trip_it_is_shows_in_the_words_beside_it() {
    for (expected, text) in [
        (TripRole::Traveller, "Off to hike the Dolomites! KL1613 from Schiphol"),
        (TripRole::Traveller, "Mañana vuelo a Lisboa con IB3180"),
        (TripRole::SomeoneElse, "My brother lands at Schiphol with KL1613, picking him up"),
        (TripRole::SomeoneElse, "RT @klm.example: KL1613 from Schiphol is boarding"),
        (TripRole::SomeoneElse, "Mijn zus vliegt morgen met KL1613"),
        (TripRole::Nobody, "Coffee and a good book"),
        (TripRole::Nobody, "KL1613 makes emergency landing at Schiphol https://news.example/1"),
    ] {
        let reading = reader().read(&post(text), None);
        assert_eq!(reading.signals().map(|signals| signals.trip_role), Some(expected), "{text}");
    }
}

#[test]
fn complaints_are_told_by_what_they_are_about() {
    for (expected, text) in [
        (Some(ComplaintKind::LostLuggage), "@klm you lost my luggage again, useless"),
        (Some(ComplaintKind::Delay), "@united UA384 delayed again, terrible"),
        (Some(ComplaintKind::Cancellation), "KL1023 geannuleerd, belachelijk"),
        (Some(ComplaintKind::Refund), "@Iberia quiero mi reembolso, qué vergüenza"),
        (Some(ComplaintKind::Delay), "LH400 schon wieder Verspätung, unverschämt"),
        (Some(ComplaintKind::Cancellation), "JL123便欠航、最悪"),
        (None, "Great flight with @klm, thank you!"),
    ] {
        let reading = reader().read(&post(text), None);
        let complaint = reading.signals().map(|signals| (signals.complaint.is, signals.complaint.kind));
        assert_eq!(complaint, Some((expected.is_some(), expected)), "{text}");
    }
}

#[test]
fn a_reader_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(reader());
}

#[test]
fn there_are_enough_tags_and_no_doubles() {
    assert!(interest_tags().len() >= 60, "{}", interest_tags().len());
    assert!(occasion_tags().len() >= 20);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in interest_tags().iter().chain(occasion_tags()) {
        *seen.entry(tag).or_default() += 1;
    }
    assert!(seen.values().all(|count| *count == 1), "{seen:?}");
}

fn check(text: &str) {
    let reading = reader().read(&post(text), None);
    let length = text.chars().count();
    if let Some(signals) = reading.signals() {
        let spans = signals.flights.iter().map(|one| one.span).chain(signals.airports.iter().map(|one| one.span));
        let spans =
            spans.chain(signals.dates.iter().map(|one| one.span)).chain(signals.interests.iter().map(|one| one.span));
        for Span(start, end) in spans.chain(signals.occasions.iter().map(|one| one.span)) {
            assert!(start <= end && end <= length, "{start}..{end} of {length} in {text:?}");
        }
        assert!((-1.0..=1.0).contains(&signals.sentiment.score));
        assert!((0.0..=1.0).contains(&signals.language.confidence));
    }
    let _ = (redact(text), may_matter(text));
}

#[test]
fn marks_letters_and_directions_made_to_confuse_are_survived() {
    for text in [
        format!("KL1023{} to Rome", "\u{0301}".repeat(9_000)),
        "\u{202E}3201LK\u{202C} \u{2066}Rome\u{2069}\u{200B}\u{200D}\u{FEFF}".to_owned(),
        // Cyrillic and Greek letters that look Latin, letters in circles, mathematical ones.
        "КL1023 tо Rоmе, ⓀⓁ1023, 𝐊𝐋𝟏𝟎𝟐𝟑, ΚL1023".to_owned(),
        "12/".repeat(4_000),
        "@united 4348 & ".repeat(800),
        "from 1-2-3-4-5-6 to 31/12/99 to 99/99/9999".repeat(200),
        "DFW-LAX>SFO→JFK2LHR/".repeat(500),
        "three days after ".repeat(600) + "Easter 9999",
        "in 999 years, 999 months ago, 九十九日, 令和99年99月99日, 十十月十十日".to_owned(),
        // Ten thousand brackets deep, and lone surrogates as JSON writes them.
        "[".repeat(10_000) + &"]".repeat(10_000),
        r"\ud800\udc00\udfff KL1023 \ud83d".repeat(300),
        "pnr is no # : - ".repeat(600) + "@a.b".repeat(900).as_str(),
        "KL1023, 1024 & 1025 / ".repeat(450),
        "ＫＬ１０２３\u{3099}\u{309A}".repeat(900),
        "\u{202E}\u{2067}a\u{0301}\u{0327}".repeat(2_000),
        String::from_utf8_lossy(&[0xED, 0xA0, 0x80, b'K', b'L', b'1', 0xFF, 0xC0, 0x80]).into_owned(),
    ] {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn confusing_characters_between_words_are_survived(
        pieces in prop::collection::vec((prop::sample::select(PIECES), prop::sample::select(MARKS)), 0..24),
    ) {
        check(&pieces.iter().flat_map(|(piece, mark)| [*piece, *mark]).collect::<String>());
    }

    #[test]
    fn any_text_is_survived_and_spans_lie_inside(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn pieces_of_travel_in_any_order_are_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        check(&pieces.concat());
    }
}

const MARKS: &[&str] = &[
    "",
    " ",
    "\u{0301}",
    "\u{0327}\u{0327}",
    "\u{200F}",
    "\u{202E}",
    "\u{2066}",
    "\u{200D}",
    "\u{FE0F}",
    "\u{3099}",
    "\u{FF21}",
    "\u{0430}",
    "\u{1F6EB}",
    "\u{0}",
    "\n",
    "\t",
    "、",
    "。",
    "から",
    "&amp;",
    "\u{E0001}",
    "\u{10FFFF}",
];

const PIECES: &[&str] = &[
    "Easter ",
    "last ",
    "christmas ",
    "13-15 ",
    "march ",
    "the 3rd ",
    "of next month",
    "令和",
    "十月",
    "en huit",
    "PHL",
    "LHR ",
    "it was ",
    "is delayed",
    "crew of ",
    "KL",
    "1023",
    " ",
    "#",
    "@",
    "@united",
    "flight ",
    "Schiphol",
    "→",
    "-",
    "LAS",
    "2",
    "SFO",
    "明日",
    "3月4日",
    "便",
    "\u{301}",
    "\u{202E}",
    "ß",
    "İ",
    "03/04",
    "12.3.",
    "next ",
    "friday",
    "in ",
    "days",
    "London",
    "to ",
    "from ",
    "New York",
    "ﬁ",
    "Ⅷ",
    "ｋｌ１",
    "https://t.co/",
    "a@b.co",
    "é",
    "ǅ",
    "\u{0}",
    "🛫",
    "#HoneymoonTrip",
    "to",
    "&",
    ",",
    "31",
    "feb",
];
