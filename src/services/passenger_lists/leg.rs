//! One leg while messages about it are followed: who is booked, who is meant, and what is written in the end.

use std::collections::BTreeMap;

use crate::app::App;
use crate::domain::id::{LegId, PersonId, TravellerId};
use crate::domain::passenger_list::Told;
use crate::domain::traveller::{Booking, PassengerType};
use crate::formats::pnl::{PnlAction, PnlPassenger};
use crate::services::Error;
use crate::services::intake::{CHUNK, passenger_fingerprint, take_chunk};
use crate::services::requests::{booking_fingerprint, same_given, same_name};
use crate::store::Tx;
use crate::store::passenger_list::Mark;
use crate::store::sealing::FingerprintOf;

/// Where among its namesakes a passenger stands: the part of the list, or the message that adds them, and which of the name.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) part: String,
    pub(super) nth: usize,
}

/// What became of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It counts from now on.
    Taken,
    /// It was known, or something newer is.
    Known,
    /// Somebody unknown was changed, and is on the flight now.
    AddedByChange,
    /// A change fits several.
    SeveralChanged,
    /// Nobody of the name is on the flight.
    NobodyOff,
    /// A deletion fits several.
    SeveralOff,
}

/// The keyed hash a passenger of a list is known by: locator and name, as in bookings; without one of them also flight, day and
/// place on the list.
pub(super) fn passenger_key(app: &App, passenger: &PnlPassenger, place: &Place) -> Vec<u8> {
    let booking = passenger.booking();
    let is_complete = passenger.is_complete();
    if is_complete && place.nth == 1 {
        return passenger_fingerprint(app, &booking);
    }
    let part = if is_complete { "" } else { place.part.as_str() };
    let name = [&booking.family_name, &booking.given_name].map(|name| name.to_lowercase());
    let (leg, nth) = (booking.leg.to_string(), place.nth.to_string());
    let pieces = ["list", &leg, &booking.record_locator, &name[0], &name[1], part, &nth];
    app.store.keys().fingerprint(FingerprintOf::Passenger, &pieces)
}

/// The keyed hash under which it is noted what lists said of a passenger, however the name is spelled.
pub(in crate::services) fn mark_key(app: &App, booking: &Booking, fingerprint: &[u8]) -> Vec<u8> {
    let is_complete = !booking.record_locator.is_empty() && !booking.given_name.is_empty();
    if is_complete { booking_fingerprint(app, booking) } else { fingerprint.to_vec() }
}

/// Somebody on the leg.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can happen to them")]
struct Seat {
    fingerprint: Vec<u8>,
    booking: Booking,
    /// Who they are in the store; none for who is new.
    stored: Option<(TravellerId, PersonId)>,
    is_aboard: bool,
    is_moved: bool,
    is_renamed: bool,
    /// Whether an element of the message that is being followed means them.
    is_meant: bool,
}

impl Seat {
    fn has_locator(&self) -> bool {
        !self.booking.record_locator.is_empty()
    }

    fn is_of(&self, locator: Option<&String>) -> bool {
        locator.is_some_and(|locator| self.booking.record_locator.eq_ignore_ascii_case(locator))
    }

    fn is_called(&self, passenger: &PnlPassenger) -> bool {
        same_name(&self.booking.family_name, &passenger.family_name)
            && same_name(&self.booking.given_name, &passenger.given_name)
    }

    /// How well they fit whom an element is about; the locator weighs more than the spelling of the name.
    fn fit(&self, passenger: &PnlPassenger) -> Option<u8> {
        let locator = match (self.has_locator(), passenger.record_locator.is_some()) {
            (true, true) if self.is_of(passenger.record_locator.as_ref()) => 2,
            (true, true) => return None,
            (false, false) => 1,
            _ => 0,
        };
        let (own, told) = (&self.booking.given_name, &passenger.given_name);
        let given = if same_name(own, told) || (own.is_empty() && told.is_empty()) {
            2
        } else if same_given(own, told) {
            1
        } else if locator == 2 && (own.is_empty() || told.is_empty()) {
            0
        } else {
            return None;
        };
        same_name(&self.booking.family_name, &passenger.family_name).then_some(3 * locator + given)
    }
}

/// Whom a deletion or change is about.
enum Meant {
    One(usize),
    Nobody,
    Several,
}

/// A leg and what changes on it.
pub(super) struct Leg {
    pub(super) id: LegId,
    seats: Vec<Seat>,
    marks: BTreeMap<Vec<u8>, Mark>,
    noted: BTreeMap<Vec<u8>, Mark>,
    /// Who was taken off, once that is written.
    pub(super) off: Vec<TravellerId>,
    /// Who turned out to be a child, once that is written.
    pub(super) children: Vec<TravellerId>,
}

impl Leg {
    /// Reads who is booked, and what lists said before.
    pub(super) async fn load(app: &App, tx: &mut Tx, id: LegId) -> Result<Self, Error> {
        let seat = |(fingerprint, one): (Vec<u8>, crate::store::traveller::Passenger)| Seat {
            fingerprint,
            booking: one.booking,
            stored: Some((one.id, one.person)),
            is_aboard: true,
            is_moved: false,
            is_renamed: false,
            is_meant: false,
        };
        let seats = app.store.aboard(tx, id).await?.into_iter().map(seat).collect();
        let marks = tx.list_marks(id).await?;
        Ok(Self { id, seats, marks, noted: BTreeMap::new(), off: Vec::new(), children: Vec::new() })
    }

    /// Another message begins: everybody may be meant again.
    pub(super) fn begin_message(&mut self) {
        self.seats.iter_mut().for_each(|seat| seat.is_meant = false);
    }

    /// Does what an element says.
    pub(super) fn follow(&mut self, app: &App, passenger: &PnlPassenger, told: Told, place: &Place) -> Outcome {
        let key = passenger_key(app, passenger, place);
        let mark = if place.nth == 1 { mark_key(app, &passenger.booking(), &key) } else { key.clone() };
        match passenger.action {
            PnlAction::List | PnlAction::Add => self.add(passenger, told, key, mark),
            PnlAction::Delete => self.take_off(app, passenger, told, mark),
            PnlAction::Change => match self.meant(passenger) {
                Meant::One(at) => self.change(app, passenger, told, mark, at),
                Meant::Several => Outcome::SeveralChanged,
                Meant::Nobody => match self.add(passenger, told, key, mark) {
                    Outcome::Taken => Outcome::AddedByChange,
                    other => other,
                },
            },
        }
    }

    /// Whether a message is older than what is known under one of the hashes.
    fn is_older(&self, told: Told, keys: &[&Vec<u8>]) -> bool {
        keys.iter().filter_map(|key| self.marks.get(*key)).any(|known| !told.counts_over(known.told))
    }

    fn note(&mut self, key: Vec<u8>, is_aboard: bool, told: Told) {
        let mark = Mark { is_aboard, told };
        self.marks.insert(key.clone(), mark);
        self.noted.insert(key, mark);
    }

    fn add(&mut self, passenger: &PnlPassenger, told: Told, key: Vec<u8>, mark: Vec<u8>) -> Outcome {
        let is_older = self.is_older(told, &[&mark]);
        let at = self.listed(passenger, &key);
        if let Some(at) = at {
            self.seats[at].is_meant = true;
        }
        if is_older {
            return Outcome::Known;
        }
        self.note(mark, true, told);
        let cabin = passenger.booking().cabin;
        let Some(seat) = at.and_then(|at| self.seats.get_mut(at)) else {
            self.seats.push(Seat {
                fingerprint: key,
                booking: passenger.booking(),
                stored: None,
                is_aboard: true,
                is_moved: false,
                is_renamed: false,
                is_meant: true,
            });
            return Outcome::Taken;
        };
        let is_back = !std::mem::replace(&mut seat.is_aboard, true);
        if cabin.is_some() && seat.booking.cabin != cabin && (is_back || seat.booking.cabin.is_none()) {
            seat.booking.cabin = cabin;
            seat.is_moved = true;
        }
        if is_back { Outcome::Taken } else { Outcome::Known }
    }

    /// Whom of those known a list names. Several elements of one name mean several people.
    fn listed(&self, passenger: &PnlPassenger, key: &[u8]) -> Option<usize> {
        let locator = passenger.record_locator.as_ref();
        let free = |fits: &dyn Fn(&Seat) -> bool| {
            let seats = self.seats.iter().enumerate().filter(|(_, seat)| !seat.is_meant && fits(seat));
            seats.map(|(at, _)| at).collect::<Vec<_>>()
        };
        if let Some(at) = self.seats.iter().position(|seat| seat.fingerprint == key) {
            return Some(at);
        }
        let found = match (locator, passenger.given_name.is_empty()) {
            (Some(_), false) => return free(&|seat| seat.is_of(locator) && seat.is_called(passenger)).first().copied(),
            (Some(_), true) => {
                let fits =
                    |seat: &Seat| seat.is_of(locator) && same_name(&seat.booking.family_name, &passenger.family_name);
                return free(&fits).first().copied();
            }
            (None, false) => free(&|seat| seat.has_locator() && seat.is_called(passenger)),
            (None, true) => return None,
        };
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// Whom a deletion or change is about: who fits best. Of several who differ in nothing it is any.
    fn meant(&self, passenger: &PnlPassenger) -> Meant {
        let aboard = self.seats.iter().enumerate().filter(|(_, seat)| seat.is_aboard);
        let fits: Vec<_> = aboard.filter_map(|(at, seat)| Some((seat.fit(passenger)?, at))).collect();
        let Some(best) = fits.iter().map(|(fit, _)| *fit).max() else { return Meant::Nobody };
        let best: Vec<usize> = fits.iter().filter(|(fit, _)| *fit == best).map(|(_, at)| *at).collect();
        let who = |at: usize| {
            let booking = &self.seats[at].booking;
            (booking.record_locator.to_uppercase(), booking.given_name.to_lowercase())
        };
        if best.iter().all(|at| who(*at) == who(best[0])) { Meant::One(best[0]) } else { Meant::Several }
    }

    fn take_off(&mut self, app: &App, passenger: &PnlPassenger, told: Told, mark: Vec<u8>) -> Outcome {
        match self.meant(passenger) {
            Meant::One(at) => {
                let own = self.seats[at].fingerprint.clone();
                let spelled = mark_key(app, &self.seats[at].booking, &own);
                if self.is_older(told, &[&mark, &spelled, &own]) {
                    return Outcome::Known;
                }
                self.seats[at].is_aboard = false;
                for key in [mark, spelled, own] {
                    self.note(key, false, told);
                }
                Outcome::Taken
            }
            Meant::Several => Outcome::SeveralOff,
            Meant::Nobody => {
                let known = self.marks.get(&mark).copied();
                if known.is_none_or(|known| told.counts_over(known.told)) && passenger.is_complete() {
                    self.note(mark, false, told);
                }
                if known.is_some_and(|known| !known.is_aboard) { Outcome::Known } else { Outcome::NobodyOff }
            }
        }
    }

    fn change(&mut self, app: &App, passenger: &PnlPassenger, told: Told, mark: Vec<u8>, at: usize) -> Outcome {
        let spelled = mark_key(app, &self.seats[at].booking, &self.seats[at].fingerprint);
        if self.is_older(told, &[&mark, &spelled]) {
            return Outcome::Known;
        }
        for key in [mark, spelled] {
            self.note(key, true, told);
        }
        let seat = &mut self.seats[at];
        seat.is_meant = true;
        let (own, news) = (&mut seat.booking, passenger.booking());
        let before = own.clone();
        own.cabin = news.cabin.or(own.cabin);
        seat.is_moved |= own.cabin != before.cabin;
        // A change names what is new: who was told to be a child stays one.
        if news.passenger_type != PassengerType::Adult {
            own.passenger_type = news.passenger_type;
        }
        if own.record_locator.is_empty() {
            own.record_locator = news.record_locator;
        }
        if own.given_name.is_empty() {
            own.given_name = news.given_name;
        }
        let is_named = |one: &Booking| (one.passenger_type, one.record_locator.clone(), one.given_name.clone());
        seat.is_renamed |= is_named(own) != is_named(&before);
        if *own == before { Outcome::Known } else { Outcome::Taken }
    }

    /// Writes what changed; gives how many were taken off and how many changed.
    pub(super) async fn store(&mut self, app: &App, tx: &mut Tx) -> Result<(u64, u64), Error> {
        let now = app.now();
        let mut changed = 0;
        let mut new = Vec::new();
        for seat in &mut self.seats {
            let Some((id, person)) = seat.stored else {
                if seat.is_aboard {
                    new.push((self.id, std::mem::take(&mut seat.fingerprint), seat.booking.clone()));
                }
                continue;
            };
            if !seat.is_aboard {
                tx.remove_passage(self.id, id).await?;
                self.off.push(id);
                continue;
            }
            if let Some(cabin) = seat.booking.cabin.filter(|_| seat.is_moved) {
                tx.set_cabin(self.id, id, cabin).await?;
            }
            if seat.is_renamed {
                let key = app
                    .store
                    .find_key(person)
                    .await?
                    .ok_or(Error::NotFound { what: "key", name: person.to_string() })?;
                let named = passenger_fingerprint(app, &seat.booking);
                let is_taken = !tx.known_travellers(&[named.as_slice()]).await?.is_empty();
                let fingerprint = if is_taken { &seat.fingerprint } else { &named };
                let sealed = app.store.seal_booking(&key, &seat.booking);
                tx.save_traveller(id, &seat.booking, fingerprint, &sealed).await?;
            }
            if seat.is_renamed && !seat.booking.passenger_type.may_be_candidate() {
                self.children.push(id);
            }
            changed += u64::from(seat.is_moved || seat.is_renamed);
        }
        for chunk in new.chunks_mut(CHUNK) {
            take_chunk(app, tx, chunk, now).await?;
        }
        let noted: Vec<_> = std::mem::take(&mut self.noted).into_iter().collect();
        for chunk in noted.chunks(CHUNK) {
            tx.save_marks(self.id, chunk, now).await?;
        }
        Ok((self.off.len() as u64, changed))
    }
}
