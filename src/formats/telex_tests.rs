//! Movement and schedule messages, honest and broken.

use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn leg(text: &str, departs: &str, arrives: &str) -> Flight {
    let mut event = FlightEvent::new(text.parse().expect("a leg"), at(departs));
    event.scheduled_arrival_at = Some(at(arrives));
    event.codeshares = vec!["DL9432".parse().expect("a designator")];
    Flight::new(event)
}

fn known() -> Vec<Flight> {
    vec![
        leg("KL1613/2025-03-04/AMS-VCE", "2025-03-04T05:40:00Z", "2025-03-04T07:25:00Z"),
        leg("KL1613/2025-03-05/AMS-VCE", "2025-03-05T05:40:00Z", "2025-03-05T07:25:00Z"),
        leg("KL713/2025-03-04/AMS-PBM", "2025-03-04T23:30:00Z", "2025-03-05T09:00:00Z"),
    ]
}

fn read(text: &str) -> Intake<FlightEvent> {
    read_telex(text.as_bytes(), "telex", &known(), at("2025-03-04T05:00:00Z")).expect("readable")
}

fn one(text: &str) -> FlightEvent {
    let intake = read(text);
    assert_eq!((intake.counts.accepted, intake.counts.lines), (1, 1), "{text}: {:?}", intake.quarantined);
    intake.into_values().remove(0)
}

fn reason(text: &str) -> Reason {
    read(text).quarantined.first().expect("set aside").reason
}

#[test]
fn a_departure_tells_when_it_left_and_when_it_will_be_there() {
    let event = one("MVT\nKL1613/04.PHBXA.AMS\nAD0552/0604 EA0741 VCE\nDL31/0012\nPX123\nSI ALL WELL AD0000");
    assert_eq!(event.leg.to_string(), "KL1613/2025-03-04/AMS-VCE");
    assert_eq!(
        (event.estimated_departure_at, event.state),
        (Some(at("2025-03-04T05:52:00Z")), Some(FlightState::Departed))
    );
    assert_eq!(event.estimated_arrival_at, Some(at("2025-03-04T07:41:00Z")));
}

#[test]
fn delays_returns_and_arrivals_are_told_apart() {
    let delay = one("MVT\r\nDL9432/04.PHBXA.AMS\r\nED040710\r\nDL93/0130\r\n");
    assert_eq!(
        (delay.estimated_departure_at, delay.state),
        (Some(at("2025-03-04T07:10:00Z")), Some(FlightState::Delayed))
    );
    let back = one("MVT\nKL1613/05.PHBXA.AMS\nRR0600");
    assert_eq!((back.leg.departure_on.to_string(), back.state), ("2025-03-05".to_owned(), Some(FlightState::Delayed)));
    let there = one("MVA\nKL1613/04.PHBXA.VCE\nAA0733/0741");
    assert_eq!(
        (there.estimated_arrival_at, there.state),
        (Some(at("2025-03-04T07:33:00Z")), Some(FlightState::Landed))
    );
    let later = one("MVT\nKL1613/04.PHBXA.VCE\nEA0805");
    assert_eq!((later.estimated_arrival_at, later.state), (Some(at("2025-03-04T08:05:00Z")), None));
}

#[test]
fn an_hour_after_midnight_is_of_the_next_day() {
    let event = one("MVT\nKL713/04.PHBFA.AMS\nAD0012/0025 EA0940 PBM");
    assert_eq!(event.estimated_departure_at, Some(at("2025-03-05T00:12:00Z")));
    assert_eq!(event.estimated_arrival_at, Some(at("2025-03-05T09:40:00Z")));
}

#[test]
fn several_messages_of_one_text_are_read_one_by_one() {
    let text =
        "MVT\nKL1613/04.PHBXA.AMS\nAD0552/0604\n\nMVT\nKL1613/04.PHBXA.AMS\nAD0552/0604\n\nMVT\nKL9/04.X.AMS\nAD0552";
    let intake = read(text);
    assert_eq!((intake.counts.accepted, intake.counts.duplicate, intake.counts.quarantined), (1, 1, 1));
    assert_eq!((intake.quarantined[0].line, intake.quarantined[0].reason), (10, Reason::UnknownFlight));
}

#[test]
fn schedules_change_cancel_and_bring_new_legs() {
    let cancelled = one("ASM\nUTC\n04MAR00144E001\nCNL OPER\nKL1613/04MAR25\n");
    assert_eq!(
        (cancelled.leg.departure_on.to_string(), cancelled.state),
        ("2025-03-04".to_owned(), Some(FlightState::Cancelled))
    );
    let intake = read("ASM\nUTC\nTIM\nKL1613/04\nAMS040710 VCE040855\n//\nRIN\nKL1613/05 AMS/VCE");
    let events = intake.into_values();
    assert_eq!(events[0].scheduled_departure_at, at("2025-03-04T07:10:00Z"));
    assert_eq!(events[0].scheduled_arrival_at, Some(at("2025-03-04T08:55:00Z")));
    assert_eq!(
        (events[1].leg.departure_on.to_string(), events[1].state),
        ("2025-03-05".to_owned(), Some(FlightState::Scheduled))
    );
    let new = one("ASM\nLT\nNEW\nKL8001/06MAR25\nJ 73H .Y180\nAMS2330 VCE0115");
    assert_eq!(new.leg.to_string(), "KL8001/2025-03-06/AMS-VCE");
    assert_eq!(new.scheduled_departure_at, at("2025-03-06T22:30:00Z"));
    assert_eq!(new.scheduled_arrival_at, Some(at("2025-03-07T00:15:00Z")));
}

#[test]
fn what_is_not_understood_is_set_aside_with_its_reason() {
    assert_eq!(reason("MVT\nKL1613/04.PHBXA.AMS\nPX123"), Reason::NotUnderstood);
    assert_eq!(reason("MVT\nKL1613/04.PHBXA.A"), Reason::BadForm);
    assert_eq!(reason("MVT\nKL1613/04.PHBXA.AMS\nAD9999"), Reason::BadForm);
    assert_eq!(reason("MVT\nKL1613/00.PHBXA.AMS\nAD0552"), Reason::BadDate);
    assert_eq!(reason("MVT\nnobody\nAD0552"), Reason::BadForm);
    assert_eq!(reason("MVT\nKL1613/20.PHBXA.AMS\nAD0552"), Reason::UnknownFlight);
    assert_eq!(reason("ASM\nXXX\nKL1613/04"), Reason::UnknownWord);
    assert_eq!(reason("ASM\nTIM\nKL1613/04"), Reason::Missing);
    assert_eq!(reason("ASM\nTIM\nKL9/04\nAMS0640 VCE0825"), Reason::UnknownFlight);
    assert!(is_telex(b"\r\nMVT\r\nx") && is_telex(b"ASM") && !is_telex(b"MVTS") && !is_telex(b"carrier,flight"));
}

proptest! {
    #[test]
    fn any_text_ends_in_rows_that_add_up(text in "(MVT|ASM|\n|KL1613/04|\\.AMS|AD0552|CNL|TIM|//|AMS0640 VCE0825|/|ED|EA|\\PC){0,60}") {
        prop_assert!(read(&text).counts.add_up());
    }
}
