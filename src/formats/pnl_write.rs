//! Writes passenger name lists, for demos and for checking the reader: PNL messages in parts of at most 50 passengers.

use super::pnl::PnlPassenger;

/// Most passengers of a part; teletype messages stay under 3,500 characters.
const PASSENGERS_A_PART: usize = 50;

/// One PNL message per flight and day, in the order given; passengers of one class should stand together.
pub fn write_pnl(passengers: &[PnlPassenger]) -> String {
    let mut lines = Vec::new();
    let same_flight = |one: &PnlPassenger, other: &PnlPassenger| {
        one.leg.designator == other.leg.designator
            && one.leg.departure_on == other.leg.departure_on
            && one.leg.origin == other.leg.origin
    };
    let same_group = |one: &PnlPassenger, other: &PnlPassenger| {
        one.leg.destination == other.leg.destination && one.class == other.class
    };
    for flight in passengers.chunk_by(same_flight) {
        let count = flight.len().div_ceil(PASSENGERS_A_PART);
        for (number, part) in (1..).zip(flight.chunks(PASSENGERS_A_PART)) {
            let Some(first) = part.first() else { continue };
            let day = first.leg.departure_on.format("%d%b").to_string().to_uppercase();
            lines.push("PNL".to_owned());
            lines.push(format!("{}/{day} {} PART{number}", first.leg.designator, first.leg.origin));
            for group in part.chunk_by(same_group) {
                let Some(first) = group.first() else { continue };
                lines.push(format!("-{}{:03}{}", first.leg.destination, group.len(), first.class));
                for passenger in group {
                    lines.push(name_line(passenger));
                    lines.extend(passenger.record_locator.as_ref().map(|locator| format!(".L/{locator}")));
                }
            }
            lines.push(if number == count { "ENDPNL".to_owned() } else { format!("ENDPART{number}") });
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn name_line(passenger: &PnlPassenger) -> String {
    let capitals = |name: &str| -> String {
        let letters = name.to_uppercase();
        letters.chars().filter(|mark| mark.is_ascii_alphabetic() || *mark == ' ' || *mark == '-').take(24).collect()
    };
    let (family, given) = (capitals(&passenger.family_name), capitals(&passenger.given_name));
    format!("1{family}/{given}{}", passenger.title.as_deref().unwrap_or_default())
}
