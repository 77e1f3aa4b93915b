//! Who is booked on which flight, as the store has it, and what changed between two readings.
//!
//! Reading changes nothing; the listener keeps its manifest in step with it.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use crate::app::App;
use crate::domain::flight::{Flight, LegKey};
use crate::domain::id::{LegId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;
use crate::domain::traveller::Booking;
use crate::linkage::{Changes, Manifest, ManifestEntry, Settings};
use crate::signals::Schedule;

/// Bookings and flights as the store has them.
#[derive(Debug, Default)]
pub(super) struct Booked {
    flights: BTreeMap<LegKey, (LegId, Flight)>,
    booked: BTreeMap<(TravellerId, LegKey), Booking>,
}

impl Booked {
    /// Reads bookings of legs that leave within the window, and all flights.
    pub(super) async fn load(app: &App, (from, to): (Instant, Instant)) -> Result<Self, Error> {
        let flights = app.store.list_flights().await?.into_iter();
        let booked = app.store.manifest(from, to).await?.into_iter();
        Ok(Self {
            flights: flights.map(|(id, flight)| (flight.leg.clone(), (id, flight))).collect(),
            booked: booked.map(|one| ((one.id, one.booking.leg.clone()), one.booking)).collect(),
        })
    }

    fn entries(&self) -> Vec<ManifestEntry> {
        let entry = |((traveller, _), booking): (&(TravellerId, LegKey), &Booking)| ManifestEntry {
            traveller: *traveller,
            booking: booking.clone(),
        };
        self.booked.iter().map(entry).collect()
    }

    /// What changed since an earlier reading; who changed goes and comes.
    pub(super) fn since(&self, before: &Self) -> Changes {
        let changed =
            |key: &(TravellerId, LegKey), booking: &Booking, other: &Self| other.booked.get(key) != Some(booking);
        let gone = before.booked.iter().filter(|(key, booking)| changed(key, booking, self));
        let came = self.booked.iter().filter(|(key, booking)| changed(key, booking, before));
        let moved = self.flights.iter().filter(|(key, now)| before.flights.get(*key) != Some(now));
        Changes {
            gone: gone.map(|(key, _)| key.clone()).collect(),
            came: came
                .map(|((traveller, _), booking)| (0, ManifestEntry { traveller: *traveller, booking: booking.clone() }))
                .collect(),
            moved: moved.map(|(_, (_, flight))| flight.clone()).collect(),
        }
    }

    /// Whether both know the same legs.
    pub(super) fn has_legs_of(&self, other: &Self) -> bool {
        self.flights.keys().eq(other.flights.keys())
    }

    /// A manifest of all.
    pub(super) fn manifest(&self, settings: Settings) -> Manifest {
        let flights: Vec<Flight> = self.flights.values().map(|(_, flight)| flight.clone()).collect();
        Manifest::with_settings(&self.entries(), &flights, settings)
    }

    /// Handles that passengers gave.
    pub(super) fn handles(&self) -> BTreeSet<(Network, String)> {
        let social = self.booked.values().filter_map(|booking| booking.social.as_ref());
        social.map(|social| (social.network, social.handle.to_lowercase())).collect()
    }

    /// Every designator of the flights.
    pub(super) fn schedule(&self) -> Schedule {
        let names = |(_, flight): &(LegId, Flight)| {
            std::iter::once(flight.leg.designator.clone()).chain(flight.codeshares.clone()).collect::<Vec<_>>()
        };
        self.flights.values().flat_map(names).collect()
    }

    /// The legs by their written form.
    pub(super) fn legs(&self) -> BTreeMap<String, LegId> {
        self.flights.iter().map(|(leg, (id, _))| (leg.to_string(), *id)).collect()
    }
}
