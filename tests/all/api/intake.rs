//! Flights and bookings sent in: the counts add up, a bad row stops nothing, news moves gifts at once.

use axum::http::StatusCode;
use giftgate::domain::actor::Role;
use serde_json::{Value, json};

use super::Program;
use crate::support::world::World;

fn flight(number: u16, gate: &str) -> Value {
    json!({
        "carrier": "KL", "flight_number": number, "departure_date": "2025-03-04", "origin": "AMS", "destination": "VCE",
        "scheduled_departure": "2025-03-04T09:00:00+01:00", "gate": gate,
    })
}

fn booking(locator: &str, number: u16) -> Value {
    json!({
        "record_locator": locator, "given_name": "Sanne", "family_name": "DE VRIES/SANNE MRS", "carrier": "KL",
        "flight_number": number, "departure_date": "2025-03-04", "origin": "AMS", "destination": "VCE", "passenger_type": "ADT",
    })
}

#[tokio::test]
async fn rows_sent_in_are_counted_like_the_lines_of_a_file() {
    let world = World::new().await;
    let intake = Program::of(&world, Role::Admin).await;
    let sent = json!({ "rows": [flight(1613, "D4"), flight(1613, "D4"), flight(1614, "D5"), flight(1615, "\u{0}")] });
    let told = intake.post("/api/v1/flights", sent.clone()).await;
    let counts = |told: &Value| ["lines", "accepted", "duplicate", "quarantined"].map(|name| told[name].as_u64());
    assert_eq!(counts(&told.is(StatusCode::OK).json), [Some(4), Some(2), Some(1), Some(1)], "{}", told.json);
    let again = intake.post("/api/v1/flights", sent).await;
    assert_eq!(counts(&again.json), [Some(4), Some(0), Some(3), Some(1)], "{}", again.json);
    let sent = json!({ "rows": [booking("X7Y2ZQ", 1613), booking("X7Y2ZR", 9), booking("", 1613)] });
    let told = intake.post("/api/v1/bookings", sent).await;
    assert_eq!(counts(&told.is(StatusCode::OK).json), [Some(3), Some(1), Some(0), Some(2)], "{}", told.json);
    assert_eq!(told.json["reasons"]["unknown_flight"], 1);
    for wrong in [json!({ "rows": [] }), json!({ "rows": [{ "meal": "VGML" }] }), json!([])] {
        assert_eq!(intake.post("/api/v1/bookings", wrong).await.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    }
    let list = |kind: &str, names: &str| {
        let text = format!("{kind}\nKL1613/04MAR AMS PART1\n-VCE002Y\n{names}\nEND{kind}\n");
        intake.post("/api/v1/bookings", json!({ "messages": text }))
    };
    let told = list("PNL", "1SMIT/JANMR .L/AAAAA1\n1VISSER/ANNAMRS .L/AAAAA2").await;
    assert_eq!(counts(&told.is(StatusCode::OK).json), [Some(2), Some(2), Some(0), Some(0)], "{}", told.json);
    let told = list("ADL", "DEL\n1SMIT/JANMR .L/AAAAA1\n1NOBODY/X").await;
    assert_eq!(counts(&told.json), [Some(2), Some(1), Some(0), Some(1)], "{}", told.json);
    assert!(told.json["warnings"][0].as_str().is_some_and(|told| told.starts_with("line 6: DEL")), "{}", told.json);
    let both = json!({ "messages": "PNL", "rows": [booking("X7Y2ZQ", 1613)] });
    for wrong in [both, json!({ "messages": "nothing of the kind" })] {
        assert_eq!(intake.post("/api/v1/bookings", wrong).await.is(StatusCode::UNPROCESSABLE_ENTITY).code(), "invalid");
    }
    // Who sends in reads nothing, and a planner sends nothing in.
    assert_eq!(intake.get("/api/v1/campaigns").await.code(), "forbidden");
    let planner = Program::of(&world, Role::Planner).await;
    assert_eq!(planner.post("/api/v1/flights", json!({ "rows": [flight(1, "D1")] })).await.code(), "forbidden");
    world.run_jobs().await;
}
