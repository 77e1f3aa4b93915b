//! The sample's bookings as a CSV file in the columns of FORMATS.md.

use std::fmt::Write as _;

use chrono::SecondsFormat;

use crate::domain::instant::Instant;
use crate::domain::traveller::Booking;

/// The header of a bookings file.
pub const BOOKING_COLUMNS: &str = "record_locator,traveller_id,given_name,family_name,carrier,flight_number,departure_date,origin,destination,seat,cabin,loyalty_tier,language,home_city,home_country,passenger_type,social_network,social_handle,opted_in_at,value_band,booked_at,email";

/// The bookings as CSV with a header.
pub fn bookings_csv(bookings: &[Booking]) -> String {
    let mut text = String::with_capacity(bookings.len() * 180 + 400);
    text.push_str(BOOKING_COLUMNS);
    text.push('\n');
    for booking in bookings {
        line(&mut text, booking);
    }
    text
}

fn line(text: &mut String, booking: &Booking) {
    let instant =
        |at: Option<Instant>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)).unwrap_or_default();
    let part = |value: &Option<String>| value.clone().unwrap_or_default();
    let social = booking.social.as_ref();
    let fields = [
        booking.record_locator.clone(),
        part(&booking.traveller_ref),
        booking.given_name.clone(),
        booking.family_name.clone(),
        booking.leg.designator.carrier.clone(),
        booking.leg.designator.number.to_string(),
        booking.leg.departure_on.to_string(),
        booking.leg.origin.clone(),
        booking.leg.destination.clone(),
        part(&booking.seat),
        booking.cabin.map(|cabin| cabin.to_string()).unwrap_or_default(),
        part(&booking.loyalty_tier),
        part(&booking.language),
        part(&booking.home_city),
        part(&booking.home_country),
        booking.passenger_type.to_string(),
        social.map(|social| social.network.to_string()).unwrap_or_default(),
        social.map(|social| social.handle.clone()).unwrap_or_default(),
        instant(social.and_then(|social| social.opted_in_at)),
        part(&booking.value_band),
        instant(booking.booked_at),
        part(&booking.email),
    ];
    for (place, field) in fields.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // writing to a String can't fail
        let _ = if field.contains([',', '"', '\n', '\r']) {
            write!(text, "{comma}\"{}\"", field.replace('"', "\"\""))
        } else {
            write!(text, "{comma}{field}")
        };
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_or_quote_in_a_name_keeps_the_columns() {
        let mut booking = crate::sample::tests::one_booking();
        booking.given_name = "Jo \"Jo\"".into();
        booking.family_name = "Smith, Jr".into();
        let csv = bookings_csv(&[booking]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let row = reader.records().next().expect("a row").expect("readable");
        assert_eq!((&row[2], &row[3], row.len()), ("Jo \"Jo\"", "Smith, Jr", 22));
    }
}
