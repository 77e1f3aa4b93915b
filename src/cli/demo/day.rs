//! The day that the demo lives through: 4 March 2025 at Schiphol. Flights are facts, people and posts are made up.

use std::io::Cursor;

use chrono::{Duration, NaiveTime};
use rand::RngExt;

use crate::cli::Failure;
use crate::domain::flight::{Flight, FlightEvent};
use crate::domain::instant::Instant;
use crate::domain::post::Post;
use crate::domain::traveller::Booking;
use crate::formats::bookings::BookingRows;
use crate::formats::flights::FlightRows;
use crate::formats::posts::PostRows;
use crate::formats::quarantine::collect;
use crate::sample;

/// Slug of the demo's campaign.
pub(super) const CAMPAIGN: &str = "schiphol-surprise";
/// Its file.
pub(super) const CAMPAIGN_FILE: &str = include_str!("../../../campaigns/schiphol-surprise.toml");
const FLIGHTS: &str = include_str!("../../../campaigns/demo/flights.csv");
const DRILL: &str = include_str!("../../../campaigns/demo/gate-changes-drill.csv");
/// Made-up passengers and posts.
const BOOKINGS: usize = 3000;
const POSTS: usize = 1500;

fn at(text: &str) -> Instant {
    text.parse().unwrap_or(Instant::UNIX_EPOCH)
}

/// When the demo's clock starts: the morning shift, 04:30 at Schiphol.
pub(super) fn start() -> Instant {
    at("2025-03-04T03:30:00Z")
}

/// When the last hand-over is over: the end of the couriers' shifts.
pub(super) fn end_of_shift() -> Instant {
    at("2025-03-04T13:00:00Z")
}

/// A time of the day's clock at Schiphol, from the morning shift to its end.
pub(super) fn shift_time(text: &str) -> Result<Instant, String> {
    let remedy = "write it like 06:00, from 04:30 to 14:00 at Schiphol";
    let time = NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| format!("`{text}` is no time of day; {remedy}"))?;
    // That day Schiphol is an hour ahead of UTC.
    let at = start().date_naive().and_time(time).and_utc() - Duration::hours(1);
    if (start()..=end_of_shift()).contains(&at) {
        Ok(at)
    } else {
        Err(format!("`{text}` is not in the shift; {remedy}"))
    }
}

/// When follow-up posts go out: the evening, three hours after the last of the day's travellers has arrived.
pub(super) fn evening() -> Instant {
    at("2025-03-04T18:30:00Z")
}

/// The instant the pages show: late on the same day, the readings are in.
pub(super) fn end_of_day() -> Instant {
    at("2025-03-04T21:45:00Z")
}

/// Every flight event of the day, the drill's gate changes among them, in the order they became known.
pub(super) fn events() -> Result<Vec<FlightEvent>, Failure> {
    let mut events = Vec::new();
    for (text, name) in [(FLIGHTS, "flights.csv"), (DRILL, "gate-changes-drill.csv")] {
        let rows = FlightRows::open(Cursor::new(text), name).map_err(Failure::failed)?;
        events.extend(collect(rows).map_err(Failure::failed)?.into_values());
    }
    events.sort_by_key(|event| event.known_at);
    Ok(events)
}

/// People and posts of the day.
pub(super) struct MadeUp {
    pub(super) bookings: Vec<Booking>,
    /// In the order they were written.
    pub(super) posts: Vec<Post>,
}

/// Makes up passengers on the real flights, and public posts around them.
pub(super) fn make_up(rng: &mut impl RngExt) -> Result<MadeUp, Failure> {
    let mut flights: Vec<Flight> = Vec::new();
    for event in events()? {
        let known: Option<&mut Flight> = flights.iter_mut().find(|flight| flight.leg == event.leg);
        match known {
            Some(flight) => flight.apply(event),
            None => flights.push(Flight::new(event)),
        }
    }
    let bookings = sample::bookings(&flights, BOOKINGS, rng);
    let posts = sample::posts(&flights, &bookings, POSTS, rng).into_iter().map(|(post, _)| post).collect();
    Ok(MadeUp { bookings, posts })
}

/// The bookings as the file an airline would send, read back through the same reader.
pub(super) fn booking_rows(bookings: &[Booking]) -> Result<BookingRows<Cursor<String>>, Failure> {
    BookingRows::open(Cursor::new(sample::bookings_csv(bookings)), "bookings.csv").map_err(Failure::failed)
}

/// Posts as a feed would send them.
pub(super) fn post_rows(posts: &[Post]) -> PostRows<Cursor<Vec<u8>>> {
    let mut lines = Vec::new();
    for post in posts {
        // A post of text and numbers always serializes.
        lines.extend(serde_json::to_vec(post).unwrap_or_default());
        lines.push(b'\n');
    }
    PostRows::open(Cursor::new(lines), "posts.ndjson")
}
