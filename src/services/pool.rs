//! The pool a plan chooses from: confirmed matches with everything the choose step needs, one entry a traveller.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use super::Error;
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::campaign::{Campaign, DeliveryRules};
use crate::domain::delivery::HandOverPoint;
use crate::domain::flight::{Flight, FlightState};
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, LegId, MatchId, PostId, TravellerId};
use crate::domain::instant::{Instant, TimeWindow, local_day};
use crate::domain::language::Language;
use crate::domain::matching::MatchState;
use crate::domain::station::{find_station, zone_of};
use crate::rounds::flight_clock::{WindowRules, hand_over_window};
use crate::scoring::{Candidate, Fact, has_onward_leg, language_of};
use crate::store::StoreError;
use crate::store::candidate::Candidate as StoredMatch;
use crate::store::gift::StoredGift;
use crate::store::post::PostTone;
use crate::store::traveller::Passenger;

/// Probability from which a suggestion counts as one in a rehearsal; the band in which the match step suggests.
pub(super) const SURE_ENOUGH: f64 = 0.99;

/// Why a draft was withdrawn when a new plan was made.
pub(super) const REPLACED: &str = "replaced";

/// Whom a plan may choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFrom {
    /// Travellers whose match a person confirmed.
    Confirmed,
    /// What the machine suggests, to see what a day would give: a rehearsal, nobody is contacted. Flights' states that lie
    /// in the future of a post are not known yet.
    Suggested,
    /// Everyone a sure match was found for on a day that is over, whatever people decided since: to rehearse on it.
    Held(NaiveDate),
}

/// One traveller of the pool.
#[derive(Debug)]
pub(super) struct Member {
    /// The surest of the traveller's confirmed matches.
    pub(super) from_match: MatchId,
    /// Its probability.
    pub(super) probability: f64,
    /// The passenger, opened.
    pub(super) passenger: Passenger,
    /// The leg as it is known now.
    pub(super) flight: Flight,
    /// Facts from all of the traveller's matched posts.
    pub(super) facts: Vec<Fact>,
    /// When the newest of those posts was written; no gift can be chosen before.
    pub(super) known_at: Instant,
    /// Language to serve the traveller in.
    pub(super) language: Language,
    /// Where on the trip.
    pub(super) point: HandOverPoint,
    /// When, where the flight allows it.
    pub(super) window: Option<TimeWindow>,
    /// Whether they fly on and so have another security check ahead.
    pub(super) security_ahead: bool,
    /// Whether one of the posts is a complaint.
    pub(super) open_complaint: bool,
    /// Whether they may leave the airline.
    pub(super) may_leave: bool,
}

impl Member {
    /// Station of the hand-over.
    pub(super) fn station(&self) -> &str {
        station_of(&self.flight, self.point)
    }

    /// What scoring looks at.
    pub(super) fn candidate(&self) -> Candidate<'_> {
        Candidate {
            traveller: self.passenger.id,
            booking: &self.passenger.booking,
            flight: &self.flight,
            probability: self.probability,
            facts: self.facts.clone(),
            language: self.language,
            open_complaint: self.open_complaint,
            may_leave: self.may_leave,
            last_gift_at: None,
            age: None,
            window: self.window,
            hand_over: self.point,
            security_ahead: Some(self.security_ahead),
            destination_country: find_station(&self.flight.leg.destination).map(|station| station.country),
        }
    }
}

/// The station where a hand-over on a flight happens.
pub(super) fn station_of(flight: &Flight, point: HandOverPoint) -> &str {
    match point {
        HandOverPoint::Departure => &flight.leg.origin,
        HandOverPoint::Arrival => &flight.leg.destination,
    }
}

/// Where a campaign hands over on a flight: at departure where it may, else at arrival.
pub(super) fn point_of(campaign: &Campaign, flight: &Flight) -> Option<HandOverPoint> {
    HandOverPoint::ALL.iter().copied().find(|point| {
        let station = station_of(flight, *point);
        campaign.stations.iter().any(|scope| scope.iata == station && scope.hand_over.contains(point))
    })
}

/// The local day on which a campaign would hand over on a flight.
pub(super) fn day_of(campaign: &Campaign, flight: &Flight) -> Option<NaiveDate> {
    let point = point_of(campaign, flight)?;
    let at = match point {
        HandOverPoint::Departure => flight.scheduled_departure_at,
        HandOverPoint::Arrival => flight.arrives_at().unwrap_or(flight.scheduled_departure_at),
    };
    Some(local_day(at, zone_of(station_of(flight, point))))
}

/// Whether a match counts in a rehearsal on a day that is over: sure enough, and nobody's wish to be left alone.
pub(super) fn is_rehearsed(found: &StoredMatch) -> bool {
    let states = [MatchState::Suggested, MatchState::Confirmed, MatchState::Rejected, MatchState::Expired];
    found.probability >= SURE_ENOUGH && states.contains(&found.state)
}

/// A campaign's numbers for hand-over windows.
pub(super) fn window_rules(delivery: &DeliveryRules) -> WindowRules {
    let minutes = |value: u32| u16::try_from(value).unwrap_or(u16::MAX);
    WindowRules {
        opens_after_arrival: minutes(delivery.arrival_opens_minutes),
        open_for_after_arrival: minutes(delivery.arrival_closes_minutes.saturating_sub(delivery.arrival_opens_minutes)),
        shortest: minutes(delivery.service_minutes),
        ..WindowRules::default()
    }
}

/// The flight as far as it can be known at an instant before it leaves.
fn as_known_at(flight: &Flight, at: Instant) -> Flight {
    let future = match flight.state {
        FlightState::GateClosed | FlightState::Departed => at < flight.departs_at(),
        FlightState::Landed | FlightState::Arrived => flight.arrives_at().is_none_or(|arrival| at < arrival),
        _ => false,
    };
    Flight { state: if future { FlightState::Scheduled } else { flight.state }, ..flight.clone() }
}

/// The window of a hand-over, closed early by the campaign's margin.
pub(super) fn window_of(campaign: &Campaign, flight: &Flight, point: HandOverPoint) -> Option<TimeWindow> {
    let window = hand_over_window(flight, point, &window_rules(&campaign.delivery)).ok()?;
    let margin = match point {
        HandOverPoint::Departure => Duration::minutes(i64::from(campaign.delivery.before_closure_minutes)),
        HandOverPoint::Arrival => Duration::zero(),
    };
    TimeWindow::new(window.opens_at, window.closes_at - margin)
}

/// What planning reads of a campaign, once.
pub(super) struct Known {
    pub(super) gifts: Vec<StoredGift>,
    pub(super) flights: BTreeMap<LegId, Flight>,
    /// Everyone with a match or a gift, with all their legs.
    passengers: BTreeMap<TravellerId, Vec<Passenger>>,
}

impl Known {
    /// Reads it.
    pub(super) async fn read(app: &App, campaign: CampaignId) -> Result<Self, Error> {
        let mut passengers: BTreeMap<TravellerId, Vec<Passenger>> = BTreeMap::new();
        for passenger in app.store.campaign_passengers(campaign).await? {
            passengers.entry(passenger.id).or_default().push(passenger);
        }
        Ok(Self {
            gifts: app.store.list_gifts(campaign).await?,
            flights: app.store.list_flights().await?.into_iter().collect(),
            passengers,
        })
    }

    /// The same of one traveller alone.
    pub(super) async fn of(app: &App, campaign: CampaignId, traveller: TravellerId) -> Result<Self, Error> {
        Ok(Self {
            gifts: app.store.gifts_of(campaign, traveller).await?,
            flights: app.store.flights_of(traveller).await?.into_iter().collect(),
            passengers: BTreeMap::from([(traveller, app.store.legs_of(traveller).await?)]),
        })
    }

    /// A traveller on a leg.
    pub(super) fn passenger(&self, traveller: TravellerId, leg: LegId) -> Option<&Passenger> {
        self.legs_of(traveller).iter().find(|passenger| passenger.leg_id == leg)
    }

    /// Whether a post is a complaint written after a flight of its author, who has a tier. The person's page shows the same
    /// sign with its sources.
    fn may_leave(&self, passenger: &Passenger, post: &PostTone) -> bool {
        let flown =
            |leg: &Passenger| self.flights.get(&leg.leg_id).is_some_and(|flight| flight.departs_at() < post.written_at);
        post.complaint && passenger.booking.loyalty_tier.is_some() && self.legs_of(passenger.id).iter().any(flown)
    }

    fn legs_of(&self, traveller: TravellerId) -> &[Passenger] {
        self.passengers.get(&traveller).map_or(&[], Vec::as_slice)
    }
}

/// Gathers the matches of travellers who have no gift of this campaign yet, by traveller id.
pub(super) async fn gather(
    app: &App,
    loaded: &LoadedCampaign,
    known: &Known,
    from: PlanFrom,
) -> Result<Vec<Member>, Error> {
    let gifted: BTreeSet<TravellerId> =
        known.gifts.iter().filter(|gift| !is_free_again(gift)).map(|gift| gift.traveller).collect();
    let tones = app.store.post_tones(loaded.id).await?;
    let may_be_chosen = |found: &StoredMatch| match from {
        PlanFrom::Confirmed => found.state == MatchState::Confirmed,
        PlanFrom::Suggested => found.state == MatchState::Suggested && found.probability >= SURE_ENOUGH,
        PlanFrom::Held(day) => {
            let flight = known.flights.get(&found.leg);
            is_rehearsed(found) && flight.and_then(|flight| day_of(&loaded.campaign, flight)) == Some(day)
        }
    };
    let mut matches = app.store.list_candidates(loaded.id).await?;
    matches.retain(|found| may_be_chosen(found) && !gifted.contains(&found.traveller));
    members(&loaded.campaign, known, &tones, matches, from)
}

/// One traveller as a plan would see them: by their confirmed matches or, while there are none, by this one.
pub(super) async fn gather_one(
    app: &App,
    loaded: &LoadedCampaign,
    known: &Known,
    shown: &StoredMatch,
) -> Result<Option<Member>, Error> {
    let tones = app.store.post_tones_of(loaded.id, shown.traveller).await?;
    let mut matches = app.store.matches_of(loaded.id, shown.traveller).await?;
    matches.retain(|found| found.state == MatchState::Confirmed);
    if matches.is_empty() {
        matches.push(shown.clone());
    }
    Ok(members(&loaded.campaign, known, &tones, matches, PlanFrom::Confirmed)?.into_iter().next())
}

/// One entry a traveller of these matches, by traveller id.
fn members(
    campaign: &Campaign,
    known: &Known,
    tones: &BTreeMap<PostId, PostTone>,
    matches: Vec<StoredMatch>,
    from: PlanFrom,
) -> Result<Vec<Member>, Error> {
    let mut pool: BTreeMap<TravellerId, Member> = BTreeMap::new();
    for found in matches {
        let facts: Vec<Fact> =
            serde_json::from_value(found.facts).map_err(|_| StoreError::BadRow { what: "list of facts" })?;
        let Some(flight) = known.flights.get(&found.leg) else { continue };
        let Some(post) = tones.get(&found.post) else { continue };
        if let Some(member) = pool.get_mut(&found.traveller) {
            member.facts.extend(facts);
            member.facts.sort();
            member.facts.dedup();
            member.known_at = member.known_at.max(post.written_at);
            member.open_complaint |= post.complaint;
            member.may_leave |= known.may_leave(&member.passenger, post);
            continue;
        }
        let Some(passenger) = known.passenger(found.traveller, found.leg) else { continue };
        let Some(point) = point_of(campaign, flight) else { continue };
        let language = language_of(&passenger.booking, Some(&post.language), &campaign.languages);
        let member = Member {
            from_match: found.id,
            probability: found.probability,
            flight: flight.clone(),
            facts,
            known_at: post.written_at,
            language,
            point,
            window: None,
            security_ahead: has_onward_leg(
                &passenger.booking,
                known.legs_of(found.traveller).iter().map(|leg| &leg.booking),
            ),
            open_complaint: post.complaint,
            may_leave: known.may_leave(passenger, post),
            passenger: passenger.clone(),
        };
        pool.insert(found.traveller, member);
    }
    let mut members: Vec<_> = pool.into_values().collect();
    for member in &mut members {
        if from != PlanFrom::Confirmed {
            member.flight = as_known_at(&member.flight, member.known_at);
        }
        let window = window_of(campaign, &member.flight, member.point);
        member.window =
            window.and_then(|window| TimeWindow::new(window.opens_at.max(member.known_at), window.closes_at));
    }
    Ok(members)
}

/// A draft is decided anew with every plan, and so is a draft that a later plan replaced.
pub(super) fn is_free_again(gift: &StoredGift) -> bool {
    gift.gift.state == GiftState::Draft || gift.withdrawn_why.as_deref() == Some(REPLACED)
}
