//! A small campaign, a booking and a flight for the tests of this room.

use chrono::Duration;
use uuid::Uuid;

use super::candidate::{Candidate, Fact, FactKind};
use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Flight, FlightState};
use crate::domain::id::TravellerId;
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::language::Language;
use crate::domain::traveller::{Booking, Cabin, PassengerType};

const CAMPAIGN: &str = r#"
slug = "test"
name = "Test"
goal = "Delight hikers"
owner = "Team"
pillar = "brand"
currency = "EUR"
languages = ["en", "nl"]
tone = "warm"
starts_on = "2025-03-03"
ends_on = "2025-03-07"
hold_out_percent = 10
cool_down_days = 365
targets = []
stations = [{ iata = "AMS", hand_over = ["departure"] }]
caps = { campaign = "EUR 2500", gift = "EUR 75", person = "EUR 75" }
listening = { mode = "opt_in", networks = ["bluesky"] }
delivery = { couriers = [] }
approval = []
follow_up = { networks = [], hours_after_arrival = 3, templates = {} }

[[gifts]]
slug = "note"
name = { en = "Note" }
cost = "EUR 0"
stock = 100
use_on = "flight"
benefit = 10

[[gifts]]
slug = "novel"
name = { en = "Novel" }
cost = "EUR 15"
stock = 5
use_on = "trip"
tags = ["reading"]
benefit = 40

[[gifts]]
slug = "trail-watch"
name = { en = "Watch" }
cost = "EUR 49"
stock = 5
use_on = "trip"
tags = ["hiking", "running"]
occasions = ["birthday"]
effort_minutes = 10
benefit = 90

[[gifts]]
slug = "chess-set"
name = { en = "Chess" }
cost = "EUR 20"
stock = 5
use_on = "flight"
tags = ["chess"]
benefit = 50
"#;

pub(super) fn now() -> Instant {
    "2025-03-04T08:00:00Z".parse().expect("an instant")
}

pub(super) fn campaign() -> Campaign {
    toml::from_str(CAMPAIGN).expect("a campaign")
}

pub(super) fn idea(campaign: &Campaign, slug: &str) -> GiftIdea {
    campaign.gifts.iter().find(|idea| idea.slug == slug).expect("in the catalogue").clone()
}

pub(super) fn booking() -> Booking {
    Booking {
        record_locator: "X7Y2ZQ".to_owned(),
        traveller_ref: None,
        given_name: "SANNE".to_owned(),
        family_name: "DE VRIES".to_owned(),
        leg: "KL1613/2025-03-04/AMS-VCE".parse().expect("a leg"),
        seat: Some("12A".to_owned()),
        cabin: Some(Cabin::Economy),
        loyalty_tier: None,
        language: Some("nl".to_owned()),
        home_city: None,
        home_country: Some("NL".to_owned()),
        passenger_type: PassengerType::Adult,
        social: None,
        value_band: None,
        booked_at: None,
        email: None,
    }
}

pub(super) fn flight() -> Flight {
    Flight {
        leg: booking().leg,
        scheduled_departure_at: now() + Duration::minutes(110),
        estimated_departure_at: None,
        scheduled_arrival_at: Some(now() + Duration::minutes(210)),
        estimated_arrival_at: None,
        terminal: None,
        pier: Some("D".to_owned()),
        gate: Some("D4".to_owned()),
        boarding_at: Some(now() + Duration::minutes(70)),
        gate_closes_at: Some(now() + Duration::minutes(100)),
        state: FlightState::Scheduled,
        codeshares: vec![],
    }
}

pub(super) fn fact(tag: &str, kind: FactKind, days_ago: i64) -> Fact {
    Fact { tag: tag.to_owned(), kind, said_at: now() - Duration::days(days_ago), addressed_us: false }
}

pub(super) fn candidate<'a>(booking: &'a Booking, flight: &'a Flight) -> Candidate<'a> {
    Candidate {
        traveller: TravellerId(Uuid::nil()),
        booking,
        flight,
        probability: 0.9994,
        facts: vec![fact("hiking", FactKind::Interest, 0)],
        language: Language::Nl,
        open_complaint: false,
        may_leave: false,
        last_gift_at: None,
        age: None,
        window: TimeWindow::new(now() + Duration::minutes(70), now() + Duration::minutes(100)),
        hand_over: HandOverPoint::Departure,
        security_ahead: None,
        destination_country: Some("IT"),
    }
}
