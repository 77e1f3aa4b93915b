//! Passengers of bookings. What names them is sealed; only what statistics need stands in clear.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::sealing::DataKey;
use super::{Store, StoreError, Tx};
use crate::domain::flight::{Designator, LegKey};
use crate::domain::id::{CampaignId, LegId, PersonId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::traveller::{Booking, SocialHandle};

/// Passengers on legs that can still be opened, narrowed by what follows.
macro_rules! passengers {
    ($narrowed:literal) => {
        concat!(
            "select t.id, t.person_id, p.wrapped_key, t.sealed, t.passenger_type, t.language, t.home_country, \
             t.loyalty_tier, t.value_band, t.booked_at, g.seat, g.cabin, l.id as leg_id, l.carrier, l.flight_number, \
             l.departure_on, l.origin, l.destination from passage g join traveller t on t.id = g.traveller_id \
             join person p on p.id = t.person_id join flight_leg l on l.id = g.leg_id \
             where p.wrapped_key is not null and ",
            $narrowed,
            " order by t.id, l.id"
        )
    };
}

statements! {
    MANIFEST = passengers!("l.scheduled_departure_at >= $1 and l.scheduled_departure_at <= $2");
    FIND_PASSENGER = passengers!("t.id = $1 and l.id = $2");
    OF_TRAVELLER = passengers!("t.id = $1");
    ON_LEG = passengers!("l.id = $1");
    OF_CAMPAIGN = passengers!("t.id in (select traveller_id from candidate where campaign_id = $1 \
                              union select traveller_id from gift where campaign_id = $1)");
    PERSON_OF = "select t.person_id from traveller t join person p on p.id = t.person_id where t.id = $1 and p.wrapped_key is not null";
    COUNT_PASSAGES = "select count(*) from passage";
}

/// What is sealed of a passenger.
#[derive(Serialize, Deserialize)]
pub(super) struct Sealed {
    pub(super) record_locator: String,
    pub(super) traveller_ref: Option<String>,
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) home_city: Option<String>,
    pub(super) social: Option<SocialHandle>,
    pub(super) email: Option<String>,
}

row! {
    struct PassengerRow {
        id: Uuid,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
        passenger_type: String,
        language: Option<String>,
        home_country: Option<String>,
        loyalty_tier: Option<String>,
        value_band: Option<String>,
        booked_at: Option<Instant>,
        seat: Option<String>,
        cabin: Option<String>,
        leg_id: Uuid,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
    }
}

/// A passenger on a leg, opened.
#[derive(Debug, Clone)]
pub struct Passenger {
    /// The traveller.
    pub id: TravellerId,
    /// The person.
    pub person: PersonId,
    /// The leg.
    pub leg_id: LegId,
    /// Everything the booking says.
    pub booking: Booking,
}

/// A traveller about to be stored.
#[derive(Debug)]
pub struct NewTraveller {
    /// Its id.
    pub id: TravellerId,
    /// The person.
    pub person: PersonId,
    /// Keyed hash of locator and name: the same passenger of the same booking.
    pub fingerprint: Vec<u8>,
    /// The sealed fields.
    pub sealed: Vec<u8>,
    /// The booking; only its clear fields are written.
    pub booking: Booking,
}

row! {
    #[derive(Debug)]
    struct KnownRow { id: Uuid, fingerprint: Vec<u8> }
}

impl Store {
    /// Seals the naming fields of a booking with its person's key.
    pub fn seal_booking(&self, key: &DataKey, booking: &Booking) -> Vec<u8> {
        let sealed = Sealed {
            record_locator: booking.record_locator.clone(),
            traveller_ref: booking.traveller_ref.clone(),
            given_name: booking.given_name.clone(),
            family_name: booking.family_name.clone(),
            home_city: booking.home_city.clone(),
            social: booking.social.clone(),
            email: booking.email.clone(),
        };
        // A struct of strings always serializes.
        self.keys.seal(key, &serde_json::to_vec(&sealed).unwrap_or_default())
    }

    /// Everyone booked on legs that leave between two instants.
    pub async fn manifest(&self, from: Instant, to: Instant) -> Result<Vec<Passenger>, StoreError> {
        let rows = on_read!(self, MANIFEST, query_as::<PassengerRow>[from, to], fetch_all)?;
        rows.into_iter().map(|row| self.open_passenger(row)).collect()
    }

    /// All legs of everyone whom a campaign has a match or a gift for.
    pub async fn campaign_passengers(&self, campaign: CampaignId) -> Result<Vec<Passenger>, StoreError> {
        let rows = on_read!(self, OF_CAMPAIGN, query_as::<PassengerRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_passenger(row)).collect()
    }

    /// All legs of one traveller.
    pub async fn legs_of(&self, traveller: TravellerId) -> Result<Vec<Passenger>, StoreError> {
        let rows = on_read!(self, OF_TRAVELLER, query_as::<PassengerRow>[traveller.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_passenger(row)).collect()
    }

    /// Everybody booked on a leg.
    pub(super) async fn passengers_on(&self, tx: &mut Tx, leg: LegId) -> Result<Vec<Passenger>, StoreError> {
        let rows = in_tx!(tx, ON_LEG, query_as::<PassengerRow>[leg.0], fetch_all)?;
        rows.into_iter().map(|row| self.open_passenger(row)).collect()
    }

    /// One passenger on one leg.
    pub async fn find_passenger(&self, traveller: TravellerId, leg: LegId) -> Result<Option<Passenger>, StoreError> {
        let row = on_read!(self, FIND_PASSENGER, query_as::<PassengerRow>[traveller.0, leg.0], fetch_optional)?;
        row.map(|row| self.open_passenger(row)).transpose()
    }

    /// How many passengers on legs are stored.
    pub async fn count_passages(&self) -> Result<i64, StoreError> {
        Ok(on_read!(self, COUNT_PASSAGES, query_scalar::<i64>[], fetch_one)?)
    }

    /// Given and family name of a sealed booking; empty once the person is erased.
    pub(super) fn open_names(
        &self,
        person: Uuid,
        wrapped_key: Option<&[u8]>,
        sealed: &[u8],
    ) -> Result<(String, String), StoreError> {
        let Some(wrapped_key) = wrapped_key else { return Ok((String::new(), String::new())) };
        let plain = self.open_sealed(person, wrapped_key, sealed)?;
        let opened: Sealed =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed booking" })?;
        Ok((opened.given_name, opened.family_name))
    }

    /// Given name, family name and record locator of a sealed booking; empty once the person is erased.
    pub(super) fn open_gate_names(
        &self,
        person: Uuid,
        wrapped_key: Option<&[u8]>,
        sealed: &[u8],
    ) -> Result<[String; 3], StoreError> {
        let Some(wrapped_key) = wrapped_key else { return Ok(Default::default()) };
        let plain = self.open_sealed(person, wrapped_key, sealed)?;
        let opened: Sealed =
            serde_json::from_slice(&plain).map_err(|_| StoreError::BadRow { what: "sealed booking" })?;
        Ok([opened.given_name, opened.family_name, opened.record_locator])
    }

    fn open_passenger(&self, row: PassengerRow) -> Result<Passenger, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let plain = self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed)?;
        let sealed: Sealed = serde_json::from_slice(&plain).map_err(|_| bad("sealed booking"))?;
        let number = u16::try_from(row.flight_number).map_err(|_| bad("flight number"))?;
        let booking = Booking {
            record_locator: sealed.record_locator,
            traveller_ref: sealed.traveller_ref,
            given_name: sealed.given_name,
            family_name: sealed.family_name,
            leg: LegKey {
                designator: Designator { carrier: row.carrier, number },
                departure_on: row.departure_on,
                origin: row.origin,
                destination: row.destination,
            },
            seat: row.seat,
            cabin: row.cabin.map(|cabin| cabin.parse()).transpose().map_err(|_| bad("cabin"))?,
            loyalty_tier: row.loyalty_tier,
            language: row.language,
            home_city: sealed.home_city,
            home_country: row.home_country,
            passenger_type: row.passenger_type.parse().map_err(|_| bad("passenger type"))?,
            social: sealed.social,
            value_band: row.value_band,
            booked_at: row.booked_at,
            email: sealed.email,
        };
        Ok(Passenger { id: TravellerId(row.id), person: PersonId(row.person_id), leg_id: LegId(row.leg_id), booking })
    }
}

impl Tx {
    /// Which of at most 500 fingerprints are stored already, and as whom.
    pub async fn known_travellers(
        &mut self,
        fingerprints: &[&[u8]],
    ) -> Result<Vec<(Vec<u8>, TravellerId)>, StoreError> {
        let rows = select_in!(
            self,
            "select id, fingerprint from traveller where fingerprint in (",
            fingerprints,
            ")",
            KnownRow
        )?;
        Ok(rows.into_iter().map(|row| (row.fingerprint, TravellerId(row.id))).collect())
    }

    /// The person a traveller is; `None` once they are erased.
    pub async fn person_of(&mut self, traveller: TravellerId) -> Result<Option<PersonId>, StoreError> {
        Ok(in_tx!(self, PERSON_OF, query_scalar::<Uuid>[traveller.0], fetch_optional)?.map(PersonId))
    }

    /// Adds travellers, at most 500 a call.
    pub async fn add_travellers(&mut self, travellers: &[NewTraveller], now: Instant) -> Result<(), StoreError> {
        bulk!(
            self,
            "insert into traveller (id, person_id, fingerprint, sealed, passenger_type, language, home_country, \
            loyalty_tier, value_band, opted_in_at, booked_at, imported_at)",
            travellers,
            |cell, new| {
                let booking = &new.booking;
                cell.push_bind(new.id.0)
                    .push_bind(new.person.0)
                    .push_bind(&new.fingerprint)
                    .push_bind(&new.sealed)
                    .push_bind(booking.passenger_type.as_str())
                    .push_bind(&booking.language)
                    .push_bind(&booking.home_country)
                    .push_bind(&booking.loyalty_tier)
                    .push_bind(&booking.value_band)
                    .push_bind(booking.social.as_ref().and_then(|social| social.opted_in_at))
                    .push_bind(booking.booked_at)
                    .push_bind(now);
            },
            ""
        )?;
        Ok(())
    }

    /// Puts travellers on legs, at most 500 a call; gives how many were not on theirs yet.
    pub async fn add_passages(&mut self, passages: &[(LegId, TravellerId, &Booking)]) -> Result<u64, StoreError> {
        Ok(bulk!(
            self,
            "insert into passage (leg_id, traveller_id, seat, cabin)",
            passages,
            |cell, passage| {
                let (leg, traveller, booking) = passage;
                cell.push_bind(leg.0)
                    .push_bind(traveller.0)
                    .push_bind(&booking.seat)
                    .push_bind(booking.cabin.map(crate::domain::traveller::Cabin::as_str));
            },
            "on conflict (leg_id, traveller_id) do nothing"
        )?)
    }
}
