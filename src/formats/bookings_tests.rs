//! Bookings files, good and hostile.

use proptest::prelude::*;

use super::*;
use crate::domain::post::Network;
use crate::formats::quarantine::{Intake, collect};

const HEADER: &str = "record_locator,given_name,family_name,carrier,flight_number,departure_date,origin,destination";

fn intake(text: &[u8]) -> Result<Intake<Booking>, FileFault> {
    collect(BookingRows::open(text, "bookings.csv")?)
}

fn one_row(extra_header: &str, extra: &str) -> Intake<Booking> {
    let text = format!("{HEADER}{extra_header}\nX7Y2ZQ,Sanne,de Vries,KL,1613,2025-03-04,AMS,VCE{extra}\n");
    intake(text.as_bytes()).expect("the header is complete")
}

fn reason(text: &str) -> (String, Reason) {
    let intake = intake(text.as_bytes()).expect("the header is complete");
    let first = intake.quarantined.first().expect("a row is set aside");
    (first.field.clone(), first.reason)
}

#[test]
fn columns_may_stand_in_any_order_and_unknown_ones_are_dropped() {
    let text = "\u{FEFF}Passport;Destination;origin;departure-date;Flight Number;carrier;family_name;given_name;\
                record_locator;social_network;social_handle;opted_in_at;meal;passenger_type\r\n\
                CANARY1;vce;AMS;2025-03-04;0714;KL;DE VRIES/SANNE MRS;;x7y2zq;bluesky;@sanne.example;\
                2025-01-02T03:04:05Z;\"CANARY2;x\";ADT\r\n";
    let intake = intake(text.as_bytes()).expect("readable");
    let (line, booking) = &intake.accepted[0];
    assert_eq!(*line, 2);
    assert_eq!(booking.leg.to_string(), "KL714/2025-03-04/AMS-VCE");
    assert_eq!((booking.given_name.as_str(), booking.family_name.as_str()), ("Sanne", "de Vries"));
    assert_eq!(booking.record_locator, "X7Y2ZQ");
    let social = booking.social.as_ref().expect("a handle");
    assert_eq!((social.network, social.handle.as_str()), (Network::Bluesky, "sanne.example"));
    assert!(social.opted_in_at.is_some());
    assert_eq!(intake.counts.unknown_fields, 2);
    assert!(!format!("{intake:?}").contains("CANARY"));
}

#[test]
fn a_missing_column_is_named_with_the_remedy() {
    let fault = intake(b"record_locator,given_name,carrier\n").expect_err("columns are missing");
    let text = fault.to_string();
    assert!(text.contains("family_name, flight_number, departure_date, origin, destination"), "{text}");
    assert!(text.contains("line 1") && text.contains("add the column"), "{text}");
    assert!(matches!(intake(b""), Err(FileFault::Empty { .. })));
    assert!(matches!(intake(b"\xEF\xBB\xBF\n\n"), Err(FileFault::Empty { .. })));
}

#[test]
fn another_encoding_is_refused_with_the_remedy() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(HEADER.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(intake(&utf16).expect_err("UTF-16").to_string().contains("save it as UTF-8"));
    let text = [HEADER.as_bytes(), b"\nX7Y2ZQ,Ren\xE9,Smit,KL,1,2025-03-04,AMS,VCE\n"].concat();
    let intake = intake(&text).expect("the header is ASCII");
    assert_eq!(intake.quarantined[0].reason, Reason::NotUtf8);
}

#[test]
fn a_repeated_column_is_refused() {
    let text = format!("{HEADER},Origin\n");
    assert!(matches!(intake(text.as_bytes()), Err(FileFault::RepeatedColumn { .. })));
}

#[test]
fn an_unclosed_quote_costs_its_own_line_only() {
    let good = "X7Y2ZQ,Sanne,de Vries,KL,1613,2025-03-04,AMS,VCE";
    let text = format!("{HEADER}\n\"X7Y2ZR,Jan,Smit,KL,1613,2025-03-04,AMS,VCE\n{good}\n\n\"A,B\nC\"D,E\n{good}\n");
    let intake = intake(text.as_bytes()).expect("readable");
    assert_eq!(intake.accepted.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3]);
    assert_eq!((intake.counts.duplicate, intake.counts.quarantined, intake.counts.lines), (1, 3, 5));
    assert_eq!(intake.quarantined[0].reason, Reason::BadQuotes);
}

#[test]
fn a_quoted_field_may_go_on_in_the_next_line() {
    let text = format!("remarks,{HEADER}\n\"likes\r\n\"\"window\"\" seats\",X7Y2ZQ,S,V,KL,1,2025-03-04,AMS,VCE\n");
    let intake = intake(text.as_bytes()).expect("readable");
    assert_eq!(intake.counts.accepted, 1);
}

#[test]
fn what_is_wrong_is_said_by_field_and_reason() {
    let row = |row: &str| reason(&format!("{HEADER}\n{row}\n"));
    let is = |field: &str, reason| (field.to_owned(), reason);
    assert_eq!(row("X7,S,V,KL,1,2025-03-04,AMS,VCE"), is("record_locator", Reason::BadForm));
    assert_eq!(row("X7Y2ZQ,S,,KL,1,2025-03-04,AMS,VCE"), is("family_name", Reason::Missing));
    assert_eq!(row("X7Y2ZQ,,V,KL,1,2025-03-04,AMS,VCE"), is("given_name", Reason::Missing));
    assert_eq!(row("X7Y2ZQ,S,V,KL,1,2025-02-30,AMS,VCE"), is("departure_date", Reason::BadDate));
    assert_eq!(row("X7Y2ZQ,S,V,KL,1,2025-03-04,AMS,AMS"), is("destination", Reason::BadForm));
    assert_eq!(row("X7Y2ZQ,S\0,V,KL,1,2025-03-04,AMS,VCE"), is("given_name", Reason::ControlCharacter));
    assert_eq!(row("X7Y2ZQ,S,V,KL,1,2025-03-04,AMS"), is("row", Reason::WrongColumnCount));
    assert_eq!(row("X7Y2ZQ,S,V,KL,1,2025-03-04,AMS,VCE,x"), is("row", Reason::WrongColumnCount));
    assert_eq!(
        row(&format!("X7Y2ZQ,S{},V,KL,1,2025-03-04,AMS,VCE", "\u{301}".repeat(2000))),
        is("given_name", Reason::TooLong)
    );
    assert_eq!(row(&format!("X7Y2ZQ,{},V,KL,1,2025-03-04,AMS,VCE", "a".repeat(10 << 20))), is("row", Reason::TooLong));
}

#[test]
fn padding_behind_the_last_column_is_no_fault() {
    assert_eq!(one_row("", ",,").counts.accepted, 1);
}

#[test]
fn a_consent_that_cannot_be_read_sets_the_row_aside() {
    let header = ",social_network,social_handle,opted_in_at";
    assert_eq!(one_row(header, ",bluesky,sanne,yesterday").quarantined[0].field, "opted_in_at");
    assert_eq!(one_row(header, ",,sanne,").quarantined[0].field, "social_network");
    assert_eq!(one_row(header, ",icq,sanne,").quarantined[0].reason, Reason::UnknownWord);
    assert_eq!(one_row(header, ",x,,").accepted[0].1.social, None);
}

#[test]
fn children_are_known_by_code_or_title() {
    let kind = |given: &str, code: &str| {
        let text = format!("{HEADER},passenger_type\nX7Y2ZQ,{given},V,KL,1,2025-03-04,AMS,VCE,{code}\n");
        intake(text.as_bytes()).expect("readable").accepted[0].1.passenger_type
    };
    assert_eq!(kind("Tom", ""), PassengerType::Adult);
    assert_eq!(kind("TOM MSTR", "ADT"), PassengerType::Child);
    assert_eq!(kind("EVA MISS", ""), PassengerType::Child);
    assert_eq!(kind("EVA MISS", "ADT"), PassengerType::Adult);
    assert_eq!(kind("Tom", "C07"), PassengerType::Child);
    assert_eq!(kind("Tom", "UMNR"), PassengerType::UnaccompaniedMinor);
}

#[test]
fn names_of_all_kinds_come_through() {
    for (given, family) in [("張偉", "王"), ("O'Brien-Ðåvîß", "Null"), ("<b onload=x>", "=1+1")] {
        let text = format!("{HEADER}\nX7Y2ZQ,{given},{family},KL,1,2025-03-04,AMS,VCE\n");
        let intake = intake(text.as_bytes()).expect("readable");
        assert_eq!(intake.accepted[0].1.given_name, given);
        assert_eq!(intake.accepted[0].1.family_name, family);
    }
}

proptest! {
    #[test]
    fn any_bytes_end_in_rows_that_add_up(bytes in prop::collection::vec(any::<u8>(), 0..600), with_header: bool) {
        let text = if with_header { [HEADER.as_bytes(), b"\n", &bytes].concat() } else { bytes };
        if let Ok(intake) = intake(&text) {
            prop_assert!(intake.counts.add_up());
        }
    }

    #[test]
    fn shuffled_quotes_and_commas_end_in_rows_that_add_up(text in "[\",;\nA1 \r\t-]{0,300}") {
        let text = format!("{HEADER}\n{text}\nX7Y2ZQ,Sanne,de Vries,KL,1613,2025-03-04,AMS,VCE");
        let intake = intake(text.as_bytes()).expect("the header is complete");
        prop_assert!(intake.counts.add_up());
        prop_assert!(intake.counts.lines >= 1);
    }
}
