//! Bookings: CSV with a header in any order, streamed.
//!
//! Only the columns named here are ever kept (diets, passports, remarks and the rest are dropped in the tokenizer).
//! A row is taken whole or not at all; a passenger whose consent or age can't be read is set aside, not guessed.

use std::hash::{Hash, Hasher};
use std::io::BufRead;

use super::csv_rows::{Cells, Column, CsvRows, Sheet, optional, required};
use super::fields;
use super::names::Name;
use super::quarantine::{Counted, Counts, FileFault, Flaw, Reason, Row};
use crate::domain::flight::LegKey;
use crate::domain::instant::Instant;
use crate::domain::traveller::{Booking, Cabin, PassengerType, SocialHandle};

/// Longest name that is taken; longer ones are attacks with combining marks.
const NAME_LIMIT: usize = 120;

/// Bookings of a file, row by row.
pub struct BookingRows<R>(CsvRows<R, BookingSheet>);

impl<R: BufRead> BookingRows<R> {
    /// Reads the header; `file` is the name that faults and quarantined rows carry.
    pub fn open(input: R, file: &str) -> Result<Self, FileFault> {
        CsvRows::open(input, file).map(Self)
    }
}

impl<R: BufRead> Counted for BookingRows<R> {
    fn counts(&self) -> &Counts {
        self.0.counts()
    }
}

impl<R: BufRead> Iterator for BookingRows<R> {
    type Item = Result<Row<Booking>, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// Reads a whole bookings file and hands each row on; gives the counts.
pub fn read_bookings(
    input: impl BufRead,
    file: &str,
    each: &mut impl FnMut(Row<Booking>),
) -> Result<Counts, FileFault> {
    let mut rows = BookingRows::open(input, file)?;
    for row in &mut rows {
        each(row?);
    }
    Ok(rows.counts().clone())
}

struct BookingSheet;

impl Sheet for BookingSheet {
    type Item = Booking;

    const COLUMNS: &'static [Column] = &[
        required("record_locator"),
        optional("traveller_id"),
        required("given_name"),
        required("family_name"),
        required("carrier"),
        required("flight_number"),
        required("departure_date"),
        required("origin"),
        required("destination"),
        optional("seat"),
        optional("cabin"),
        optional("loyalty_tier"),
        optional("language"),
        optional("home_city"),
        optional("home_country"),
        optional("passenger_type"),
        optional("social_network"),
        optional("social_handle"),
        optional("opted_in_at"),
        optional("value_band"),
        optional("booked_at"),
        optional("email"),
    ];

    fn read(cells: &Cells<'_>) -> Result<Booking, Flaw> {
        let family = short(cells.must("family_name")?, "family_name", NAME_LIMIT)?;
        let given = short(cells.text("given_name")?.unwrap_or_default(), "given_name", NAME_LIMIT)?;
        let name = Name::from_fields(family, given);
        if name.family.is_empty() {
            return Err(Flaw::new("family_name", Reason::Missing));
        }
        if name.given.is_empty() {
            return Err(Flaw::new("given_name", Reason::Missing));
        }
        let record_locator =
            record_locator(cells.must("record_locator")?).ok_or(Flaw::new("record_locator", Reason::BadForm))?;
        let optional_text = |field| -> Result<Option<String>, Flaw> {
            cells.text(field)?.map(|text| Ok(fields::plain(short(text, field, NAME_LIMIT)?))).transpose()
        };
        let optional_instant = |field| -> Result<Option<Instant>, Flaw> {
            cells.text(field)?.map(|text| fields::instant(text).ok_or(Flaw::new(field, Reason::BadInstant))).transpose()
        };
        let checked = |field, check: fn(&str) -> Option<String>| -> Result<Option<String>, Flaw> {
            cells.text(field)?.map(|text| check(text).ok_or(Flaw::new(field, Reason::BadForm))).transpose()
        };
        Ok(Booking {
            record_locator,
            traveller_ref: optional_text("traveller_id")?,
            passenger_type: passenger_type(cells.text("passenger_type")?, &name)?,
            given_name: name.given,
            family_name: name.family,
            leg: leg(cells)?,
            seat: checked("seat", seat)?,
            cabin: cells
                .text("cabin")?
                .map(|text| cabin(text).ok_or(Flaw::new("cabin", Reason::UnknownWord)))
                .transpose()?,
            loyalty_tier: optional_text("loyalty_tier")?,
            language: checked("language", language_tag)?,
            home_city: optional_text("home_city")?,
            home_country: checked("home_country", country)?,
            social: social(cells, optional_instant("opted_in_at")?)?,
            value_band: optional_text("value_band")?,
            booked_at: optional_instant("booked_at")?,
            email: checked("email", email)?,
        })
    }

    /// One passenger on one leg of one booking; the airline's key, or else the seat, tells namesakes apart.
    fn identity(booking: &Booking, state: &mut impl Hasher) {
        (&booking.record_locator, &booking.family_name, &booking.given_name, &booking.leg).hash(state);
        booking.traveller_ref.as_ref().or(booking.seat.as_ref()).hash(state);
    }
}

/// The leg of a row, from the five columns that bookings and flights share.
pub(super) fn leg(cells: &Cells<'_>) -> Result<LegKey, Flaw> {
    let station = |field| fields::station(cells.must(field)?).ok_or(Flaw::new(field, Reason::BadForm));
    let day = cells.must("departure_date")?;
    let leg = LegKey {
        designator: fields::designator(cells.must("carrier")?, cells.must("flight_number")?)?,
        departure_on: fields::day(day).ok_or(Flaw::new("departure_date", Reason::BadDate))?,
        origin: station("origin")?,
        destination: station("destination")?,
    };
    if leg.origin == leg.destination {
        return Err(Flaw::new("destination", Reason::BadForm));
    }
    Ok(leg)
}

fn short<'a>(text: &'a str, field: &'static str, limit: usize) -> Result<&'a str, Flaw> {
    if text.chars().nth(limit).is_some() { Err(Flaw::new(field, Reason::TooLong)) } else { Ok(text) }
}

/// A record locator: five to seven letters and digits (six in nearly all systems).
pub(super) fn record_locator(text: &str) -> Option<String> {
    let fits = (5..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| text.to_ascii_uppercase())
}

/// A seat such as 12A; `012A` and `12a` are the same seat.
pub(super) fn seat(text: &str) -> Option<String> {
    let seat = text.trim_start_matches('0').to_ascii_uppercase();
    let row = seat.bytes().take_while(u8::is_ascii_digit).count();
    let letter = seat.as_bytes().get(row..)?;
    ((1..=3).contains(&row) && letter.len() == 1 && letter[0].is_ascii_uppercase()).then_some(seat)
}

/// Cabin by word or by the class letter most airlines sell it under.
fn cabin(text: &str) -> Option<Cabin> {
    match text.to_lowercase().replace(['_', '-'], " ").as_str() {
        "first" | "f" => Some(Cabin::First),
        "business" | "j" | "c" => Some(Cabin::Business),
        "premium" | "premium economy" | "w" => Some(Cabin::Premium),
        "economy" | "y" | "m" => Some(Cabin::Economy),
        _ => None,
    }
}

/// Passenger type by IATA code (PTC). Youths count as children: nobody under age is ever a candidate.
fn passenger_type(text: Option<&str>, name: &Name) -> Result<PassengerType, Flaw> {
    let by_title = name.type_by_title();
    let Some(text) = text else { return Ok(by_title.unwrap_or(PassengerType::Adult)) };
    let code = text.to_ascii_uppercase();
    let child_of_age = code.len() == 3 && code.starts_with('C') && code[1..].bytes().all(|byte| byte.is_ascii_digit());
    let told = match code.as_str() {
        "ADT" | "SRC" | "SNN" | "STU" | "MIL" | "ITX" | "CMP" => PassengerType::Adult,
        "CHD" | "CNN" | "CHN" | "YTH" | "YNN" | "YCD" => PassengerType::Child,
        "INF" | "INS" | "ITF" | "ITS" => PassengerType::Infant,
        "UMNR" | "UNN" | "UMN" | "UM" => PassengerType::UnaccompaniedMinor,
        _ if child_of_age => PassengerType::Child,
        _ => return Err(Flaw::new("passenger_type", Reason::UnknownWord)),
    };
    // The column outweighs `MISS`, which grown women bear too; it does not outweigh CHD, INF or MSTR.
    let sure = by_title.filter(|_| name.title.as_deref() != Some("MISS"));
    Ok(if told == PassengerType::Adult { sure.unwrap_or(told) } else { told })
}

fn language_tag(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let primary = parts.next()?;
    let letters = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (letters && rest && text.len() <= 35).then(|| text.replace('_', "-"))
}

fn country(text: &str) -> Option<String> {
    let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| text.to_ascii_uppercase())
}

fn email(text: &str) -> Option<String> {
    let (local, host) = text.rsplit_once('@')?;
    let fits = !local.is_empty() && !host.is_empty() && text.len() <= 254 && !text.contains(char::is_whitespace);
    fits.then(|| text.to_owned())
}

fn social(cells: &Cells<'_>, opted_in_at: Option<Instant>) -> Result<Option<SocialHandle>, Flaw> {
    let Some(handle) = cells.text("social_handle")? else { return Ok(None) };
    let handle = fields::handle(handle).ok_or(Flaw::new("social_handle", Reason::BadForm))?;
    let network = cells.must("social_network")?.to_lowercase();
    let network = match network.as_str() {
        "twitter" => crate::domain::post::Network::X,
        other => other.parse().map_err(|_| Flaw::new("social_network", Reason::UnknownWord))?,
    };
    Ok(Some(SocialHandle { network, handle, opted_in_at }))
}

#[cfg(test)]
#[path = "bookings_tests.rs"]
mod tests;
