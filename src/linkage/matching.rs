//! One post against the manifest: block, compare, compete.

use super::bearer;
use super::candidate::{Band, Candidate, Scored, compete};
use super::clues::{Clues, TripRole};
use super::levels::{Comparison, Level};
use super::lines::{Lines, probability_of};
use super::manifest::{Manifest, Seat, plain_handle};
use super::settings::Settings;
use super::support::Home;
use super::trip::{self, Around};
use super::who::{self, Shown};
use crate::domain::post::Network;

/// A post, read once and compared often.
pub(super) struct Read {
    pub(super) shown: Shown,
    pub(super) home: Home,
    pub(super) around: Around,
}

/// A person's best leg.
pub(super) struct Score {
    pub(super) person: u32,
    pub(super) seat: u32,
    pub(super) weight: f64,
    pub(super) lines: Lines,
}

/// Who names no flight, no place and no check-in is on board less often: one passenger in nine writes so, and two of three others, bits.
const SILENT: f64 = -2.5;

/// What the open world of `evaluation/open_world` took off: authors whose true booking was deleted fell to a relative on the same booking too
/// often without it, bits. Chosen there on seeds 101 and 102.
const CAUTION: f64 = -1.0;

/// Whether a post names a flight, a place or a check-in.
pub(super) fn tells_of_a_trip(clues: &Clues<'_>) -> bool {
    !clues.flights.is_empty() || !clues.airports.is_empty() || clues.place_iata.is_some()
}

/// The prior's weight: odds of being on board, spread over the passengers around the time of the post.
pub(super) fn prior(clues: &Clues<'_>, around: &Around, settings: &Settings) -> f64 {
    let on_board = settings.on_board.clamp(1e-9, 1.0 - 1e-9);
    let silent = if tells_of_a_trip(clues) { 0.0 } else { SILENT };
    (on_board / (1.0 - on_board) / around.all().max(1.0)).log2() + silent + CAUTION
}

/// How much more often a post reads so when a relative wrote it than when the passenger did, bits: shares of posts by relatives that tell of
/// somebody else (0.7), of the author (0.1), of nobody (0.05) and don't say (0.15), against the table's shares of passengers.
fn role_of_relatives(travels: TripRole) -> f64 {
    match travels {
        TripRole::Traveller => -3.2,
        TripRole::SomeoneElse => 4.5,
        TripRole::Nobody => 1.3,
        TripRole::Unknown => 1.0,
    }
}

impl Manifest {
    /// The passengers who may have written the post, best first. Children are never among them.
    pub fn candidates(&self, clues: &Clues<'_>) -> Vec<Candidate> {
        let scored = self.score(clues, &self.settings).into_iter().map(|one| {
            let seat = &self.seats[one.seat as usize];
            let candidate = Candidate {
                traveller: seat.traveller,
                person: seat.person,
                entry: seat.entry,
                leg: self.legs[seat.leg as usize].flight.leg.clone(),
                probability: probability_of(one.weight),
                weight: one.weight,
                ambiguous: false,
                band: Band::Dropped,
                evidence: one.lines.as_slice().to_vec(),
            };
            Scored { candidate, odds: one.weight.exp2() }
        });
        compete(scored.collect(), &self.settings)
    }

    /// The best leg of each person who may have written the post, before competition.
    pub(super) fn score(&self, clues: &Clues<'_>, settings: &Settings) -> Vec<Score> {
        let read = self.read(clues);
        let prior = prior(clues, &read.around, settings);
        let mut best: Vec<Score> = Vec::new();
        let mut leg_lines: Option<(u32, Lines)> = None;
        for number in self.block(clues, &read.shown) {
            let seat = &self.seats[number as usize];
            let mut lines = Lines::NONE;
            lines.add(Comparison::Prior, Level::Before, prior);
            self.compare(clues, &read, seat, settings, &mut leg_lines, &mut lines);
            // A handle the passenger gave needs no lesson from names and trips.
            if !lines.as_slice().iter().any(|line| line.comparison == Comparison::RegisteredHandle && line.weight > 0.0)
            {
                settings.calibration.write(&mut lines);
            }
            best.push(Score { person: seat.person, seat: number, weight: lines.weight(), lines });
        }
        // Of a person's legs the heaviest stands, and of equal ones the first to leave.
        let leaves = |one: &Score| {
            let leg = &self.legs[self.seats[one.seat as usize].leg as usize];
            (leg.departs_at, &leg.flight.leg)
        };
        best.sort_by(|one, other| {
            let heavier = other.weight.total_cmp(&one.weight);
            one.person.cmp(&other.person).then(heavier).then_with(|| leaves(one).cmp(&leaves(other)))
        });
        best.dedup_by_key(|one| one.person);
        best
    }

    /// Reads what a post shows of its author.
    pub(super) fn read(&self, clues: &Clues<'_>) -> Read {
        let author = clues.author;
        let has_domain = clues.network == Network::Bluesky;
        let shown = Shown::read(author.display_name.as_deref(), &author.handle, has_domain, &self.lexicon);
        let home = self.backgrounds.home_of(author.location.as_deref().unwrap_or_default());
        Read { shown, home, around: self.around(clues) }
    }

    /// Writes all lines of evidence of one seat; `leg_lines` keeps those of the leg for the next passenger of it.
    pub(super) fn compare(
        &self,
        clues: &Clues<'_>,
        read: &Read,
        seat: &Seat,
        settings: &Settings,
        leg_lines: &mut Option<(u32, Lines)>,
        lines: &mut Lines,
    ) {
        let parameters = &settings.parameters;
        let registered = seat.social.as_ref().filter(|social| social.network == clues.network).map(|social| {
            match (plain_handle(&social.handle) == plain_handle(&clues.author.handle), social.opted_in_at) {
                (true, Some(_)) => Level::Agreed,
                (true, None) => Level::NotAgreed,
                (false, _) => Level::OtherHandle,
            }
        });
        if let Some(level) = registered {
            lines.add(Comparison::RegisteredHandle, level, parameters.bits(level));
        }
        let handle_is_told = matches!(registered, Some(Level::Agreed | Level::NotAgreed));
        let namesakes = settings.namesakes.clamp(1e-9, 1.0);
        let most = (read.around.all().max(1.0) / namesakes).log2();
        let told = who::compare(&read.shown, &seat.bearer, most, handle_is_told, parameters, lines);
        let legs = &self.persons[seat.person as usize];
        let leg = &self.legs[seat.leg as usize];
        match leg_lines {
            Some((kept, kept_lines)) if *kept == seat.leg && legs.len() == 1 => lines.extend(kept_lines),
            _ => {
                let onward = self.onward(seat);
                let mut told = Lines::NONE;
                trip::compare(clues, leg, &onward, &self.traffic, &read.around, parameters, &mut told);
                lines.extend(&told);
                *leg_lines = (legs.len() == 1).then_some((seat.leg, told));
            }
        }
        let name_agrees = told.parts.bits() > bearer::INITIAL_BITS;
        self.backgrounds.compare(clues, &read.home, &seat.background, name_agrees, parameters, lines);
        if !handle_is_told && told.parts.family > 0.0 {
            let weight = lines.weight() + settings.relatives.clamp(1e-9, 1e9).log2() - told.given
                + role_of_relatives(clues.travels);
            let taken = (1.0 + weight.min(1_000.0).exp2()).log2();
            if taken > 0.005 {
                lines.add(Comparison::Family, Level::Relatives, -taken);
            }
        }
    }

    /// Stations of the traveller's other legs within two days, in order.
    fn onward(&self, seat: &Seat) -> Vec<&str> {
        let here = &self.legs[seat.leg as usize];
        let mut stations: Vec<&str> = self.persons[seat.person as usize]
            .iter()
            .filter(|leg| **leg != seat.leg)
            .map(|leg| &self.legs[*leg as usize])
            .filter(|leg| (leg.departs_at - here.departs_at).abs() <= chrono::Duration::days(2))
            .flat_map(|leg| [leg.flight.leg.origin.as_str(), leg.flight.leg.destination.as_str()])
            .filter(|station| *station != here.flight.leg.origin && *station != here.flight.leg.destination)
            .collect();
        stations.sort_unstable();
        stations.dedup();
        stations
    }
}
