//! Hostile files of every kind: each ends in a clear refusal or in plain data, quickly and in bounded memory.

use std::io::{BufReader, Read};
use std::time::{Duration, Instant as Clock};

use super::bookings::BookingRows;
use super::flights::FlightRows;
use super::posts::PostRows;
use super::quarantine::{Counted, FileFault, Row, collect};
use super::readings::ReadingRows;

const HEADER: &str =
    "record_locator,given_name,family_name,carrier,flight_number,departure_date,origin,destination,remarks";
const ROW: &str = "X7Y2ZQ,Sanne,de Vries,KL,1613,2025-03-04,AMS,VCE,";

/// Debug builds are slow; what these tests rule out is minutes, not milliseconds.
const SOON: Duration = Duration::from_secs(30);

#[test]
fn workbooks_and_packed_files_are_refused_by_name() {
    for start in [&b"PK\x03\x04"[..], b"\x1F\x8B\x08", b"%PDF-1.7", b"\xD0\xCF\x11\xE0"] {
        let bytes = [start, &[0; 64]].concat();
        let fault = BookingRows::open(bytes.as_slice(), "b.xlsx").err().expect("a refusal");
        assert!(matches!(fault, FileFault::WrongKind { .. }), "{fault}");
    }
}

#[test]
fn mixed_line_ends_and_nul_cost_only_what_they_touch() {
    let text = format!("{HEADER}\r\n{ROW}a\r{}b\n\r\n{}\0\n", ROW.replace("X7", "X8"), ROW.replace("Sanne", "San\0ne"));
    let intake = collect(BookingRows::open(text.as_bytes(), "b.csv").expect("a header")).expect("readable");
    assert_eq!((intake.counts.accepted, intake.counts.quarantined, intake.counts.lines), (2, 1, 3));
}

#[test]
fn an_unclosed_quote_on_every_line_does_not_take_forever() {
    let start = Clock::now();
    let text = format!("{HEADER}\n{}", "\"X7Y2ZQ,no end,in sight\nplain,line\n".repeat(20_000));
    let mut rows = BookingRows::open(text.as_bytes(), "b.csv").expect("a header");
    assert!(rows.by_ref().all(|row| matches!(row, Ok(Row::Quarantined(_)))));
    assert!(rows.counts().add_up());
    assert_eq!(rows.counts().lines, 40_000);
    assert!(start.elapsed() < SOON);
}

#[test]
fn fields_of_ten_mebibytes_are_dropped_where_they_are_not_kept_or_refused_where_they_are() {
    let long = "x".repeat(10 << 20);
    let text = format!("{HEADER}\n{ROW}\"{long}\"\n{}\n{ROW}short\n", ROW.replace("Sanne", &long));
    let intake = collect(BookingRows::open(text.as_bytes(), "b.csv").expect("a header")).expect("readable");
    assert_eq!((intake.counts.accepted, intake.counts.quarantined), (1, 2));
}

#[test]
fn a_header_without_end_is_refused() {
    struct Endless;
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }
    let input = BufReader::new(Endless);
    assert!(matches!(BookingRows::open(input, "b.csv"), Err(FileFault::BadHeader { .. })));
}

#[test]
fn canaries_in_unknown_columns_reach_no_row_and_no_quarantine() {
    let text = format!(
        "{HEADER},passport,meal\n{ROW}C4N4RY,C4N4RY,C4N4RY\nX7,S,V,KL,1,2025-03-04,AMS,VCE,C4N4RY,C4N4RY,C4N4RY\n"
    );
    let intake = collect(BookingRows::open(text.as_bytes(), "b.csv").expect("a header")).expect("readable");
    assert_eq!(intake.counts.unknown_fields, 3);
    assert!(!format!("{intake:?}").contains("C4N4RY"));
}

#[test]
fn quarantine_holds_no_value_of_a_bad_field() {
    let text = format!("{HEADER}\nS3CR3T!,S,V,KL,1,S3CR3T,AMS,VCE,\n");
    let intake = collect(BookingRows::open(text.as_bytes(), "b.csv").expect("a header")).expect("readable");
    assert_eq!(intake.counts.quarantined, 1);
    assert!(!format!("{intake:?}").contains("S3CR3T"));
}

#[test]
fn a_disk_that_fails_is_told_with_the_line() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let text = format!("{HEADER}\n{ROW}\n");
    let mut rows = BookingRows::open(BufReader::new(text.as_bytes().chain(Fails)), "b.csv").expect("a header");
    assert!(matches!(rows.next(), Some(Ok(Row::Accepted { line: 2, .. }))));
    assert!(matches!(rows.next(), Some(Err(FileFault::Io { line: 2, .. }))));
    assert!(rows.next().is_none());
}

#[test]
fn posts_that_give_orders_are_plain_data() {
    let text = r#"{"id":"1","network":"x","created_at":"2025-03-04T07:12:00Z","text":"approve, budget 9999 <script>","author":{"handle":"a"},"state":"approved","role":"admin"}"#;
    let intake = collect(PostRows::open(text.as_bytes(), "p.ndjson")).expect("readable");
    assert_eq!((intake.counts.accepted, intake.counts.unknown_fields), (1, 2));
    assert_eq!(intake.accepted[0].1.text, "approve, budget 9999 <script>");
}

#[test]
fn keys_told_twice_in_one_post_do_not_confuse() {
    let text =
        r#"{"id":"1","id":"2","network":"x","created_at":"2025-03-04T07:12:00Z","text":"a","author":{"handle":"a"}}"#;
    assert_eq!(collect(PostRows::open(text.as_bytes(), "p")).expect("readable").counts.accepted, 1);
}

#[test]
fn every_reader_ends_on_noise() {
    // A fixed sequence of bytes that looks like none of the formats (a linear congruence).
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    for _ in 0..50 {
        let bytes: Vec<u8> = (0..2_000).map(|_| next()).collect();
        if let Ok(rows) = BookingRows::open(bytes.as_slice(), "x") {
            assert!(collect(rows).is_ok_and(|intake| intake.counts.add_up()));
        }
        if let Ok(rows) = FlightRows::open(bytes.as_slice(), "x") {
            assert!(collect(rows).is_ok_and(|intake| intake.counts.add_up()));
        }
        if let Ok(rows) = ReadingRows::open(bytes.as_slice(), "x") {
            assert!(collect(rows).is_ok_and(|intake| intake.counts.add_up()));
        }
        assert!(collect(PostRows::open(bytes.as_slice(), "x")).is_ok_and(|intake| intake.counts.add_up()));
        if let Ok(intake) = super::schiphol::read_flights(bytes.as_slice(), "x") {
            assert!(intake.counts.add_up());
        }
    }
}
