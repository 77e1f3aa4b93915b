//! A manifest that changes in place answers as one made anew.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::linkage::{Band, Changes};

fn sanne() -> ManifestEntry {
    passenger(1, "Sanne", "Wiersinga", VENICE)
}

#[test]
fn a_booking_that_comes_later_is_found_like_one_from_the_start() {
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let clues = post_from_venice_flight(&author);
    let from_the_start = manifest(&[sanne()]);
    let mut later = manifest(&[]);
    assert!(later.candidates(&clues).is_empty());
    assert!(later.insert(50, &sanne()) && !later.insert(51, &sanne()));
    assert_eq!(later.len(), from_the_start.len());
    let (one, other) = (from_the_start.candidates(&clues), later.candidates(&clues));
    assert_eq!(one.len(), other.len());
    assert!((one[0].weight - other[0].weight).abs() < 1e-9);
    assert_eq!(level(&other[0], Comparison::Name), Some(Level::ExactRare));
}

#[test]
fn a_booking_that_goes_takes_its_candidate_with_it() {
    let mut manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let clues = post_from_venice_flight(&author);
    assert_eq!(manifest.candidates(&clues).len(), 1);
    assert!(manifest.remove(sanne().traveller, &leg(VENICE)));
    assert!(!manifest.remove(sanne().traveller, &leg(VENICE)));
    assert!(manifest.candidates(&clues).is_empty());
    assert!(manifest.insert(0, &sanne()));
    assert_eq!(manifest.candidates(&clues).len(), 1);
}

#[test]
fn the_second_leg_of_a_traveller_joins_the_first() {
    let mut manifest = manifest(&[sanne()]);
    let mut onward = sanne();
    onward.booking.leg = leg(TOKYO);
    assert!(manifest.insert(51, &onward));
    let author = author("Sanne Wiersinga", "q7");
    assert_eq!(manifest.candidates(&post_from_venice_flight(&author)).len(), 1);
}

#[test]
fn a_flight_that_moves_moves_the_window() {
    let mut manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    let mut clues = post_from_venice_flight(&author);
    clues.written_at = at("2025-03-05T09:00:00Z");
    assert!(manifest.candidates(&clues).is_empty());
    let mut late = flight(VENICE, "2025-03-05T08:00:00Z");
    late.leg = leg(VENICE);
    assert!(manifest.update_flight(&late));
    assert_eq!(manifest.candidates(&clues).len(), 1);
    assert!(!manifest.update_flight(&flight("KL9/2025-03-04/AMS-LIS", "2025-03-04T08:00:00Z")));
}

#[test]
fn a_codeshare_that_ends_no_longer_names_the_leg() {
    let mut manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    let mut clues = post(&author);
    clues.flights = vec!["DL9613".parse().expect("a designator")];
    let alone = Flight { codeshares: Vec::new(), ..flight(VENICE, "2025-03-04T10:00:00Z") };
    assert!(manifest.update_flight(&alone));
    assert_eq!(level(&manifest.candidates(&clues)[0], Comparison::Flight), Some(Level::OtherFlight));
}

const GIVEN: [&str; 7] = ["Sanne", "Robert", "Bob", "María José", "Jan Willem", "Julie", "Julien"];
const FAMILY: [&str; 7] =
    ["de Vries", "Robert", "García Márquez", "VAN 'T HOF/KEES MR", "Müller", "Jansen", "Wiersinga"];
const LEGS: [&str; 3] = [VENICE, TOKYO, "KL2003/2025-03-04/AMS-MAD"];
const SHOWN: [(&str, &str); 9] = [
    ("Sanne de Vries", "sannedevries"),
    ("Bob Robert", "bobrobert"),
    ("María García", "mgarcia"),
    ("Kees van 't Hof", "keesvanthof"),
    ("Julie", "juliejansen"),
    ("Julien Jansen", "julien"),
    ("J. Mueller", "janmuller"),
    ("wanderlust", "bobwiersinga"),
    ("Jan Willem Wiersinga", "jwwiersinga"),
];

/// One change: who (traveller, given and family name, booking, leg) comes or goes, or a leg that moves by so many minutes.
#[derive(Debug, Clone)]
enum Step {
    Comes { number: u128, given: usize, family: usize, booking: u32, leg: usize },
    Goes { number: u128, leg: usize },
    Moves { leg: usize, minutes: i64, shared: bool },
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..9_u128, 0..7_usize, 0..7_usize, 0..4_u32, 0..3_usize)
            .prop_map(|(number, given, family, booking, leg)| Step::Comes { number, given, family, booking, leg }),
        2 => (1..9_u128, 0..3_usize).prop_map(|(number, leg)| Step::Goes { number, leg }),
        1 => (0..3_usize, -300..600_i64, any::<bool>())
            .prop_map(|(leg, minutes, shared)| Step::Moves { leg, minutes, shared }),
    ]
}

/// Who, on which leg, how heavy, what it may become, whether ambiguous, and the lines.
type Told = (TravellerId, LegKey, i64, Band, bool, Vec<(Level, i64)>);

/// What an answer says, without the numbers that a manifest gives itself.
fn told(found: &[Candidate]) -> Vec<Told> {
    #[expect(clippy::cast_possible_truncation, reason = "billionths of a bit")]
    let rounded = |weight: f64| (weight * 1e9).round() as i64;
    let mut told: Vec<Told> = found
        .iter()
        .map(|one| {
            let lines = one.evidence.iter().map(|line| (line.level, rounded(line.weight / 1e3))).collect();
            (one.traveller, one.leg.clone(), rounded(one.weight / 1e3), one.band, one.ambiguous, lines)
        })
        .collect();
    told.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_changes_leave_a_manifest_that_answers_as_one_made_anew(
        steps in proptest::collection::vec(steps(), 1..24), at_once in 1..6_usize, silent in any::<bool>(),
    ) {
        let (crowd, flights) = crowd();
        let mut now: BTreeMap<LegKey, Flight> = flights.iter().map(|one| (one.leg.clone(), one.clone())).collect();
        let mut aboard: BTreeMap<(u128, usize), ManifestEntry> = BTreeMap::new();
        let mut changed = Manifest::new(&crowd, &flights);
        for some in steps.chunks(at_once) {
            let mut changes = Changes::default();
            for step in some {
                match step {
                    Step::Comes { number, given, family, booking, leg } => {
                        let mut one = passenger(*number, GIVEN[*given], FAMILY[*family], LEGS[*leg]);
                        one.booking.record_locator = format!("B{booking}");
                        one.booking.home_city = Some(["Breda", "Utrecht"][*given % 2].to_owned());
                        if let Some(before) = aboard.insert((*number, *leg), one.clone()) {
                            changes.gone.push((before.traveller, before.booking.leg));
                        }
                        changes.came.retain(|(_, other)| (other.traveller, &other.booking.leg) != (one.traveller, &one.booking.leg));
                        changes.came.push((0, one));
                    }
                    Step::Goes { number, leg } => {
                        if let Some(one) = aboard.remove(&(*number, *leg)) {
                            changes.came.retain(|(_, other)| (other.traveller, &other.booking.leg) != (one.traveller, &one.booking.leg));
                            changes.gone.push((one.traveller, one.booking.leg));
                        }
                    }
                    Step::Moves { leg: number, minutes, shared } => {
                        let key = leg(LEGS[*number]);
                        if let Some(flight) = now.get_mut(&key) {
                            flight.estimated_departure_at = Some(flight.scheduled_departure_at + Duration::minutes(*minutes));
                            flight.codeshares = if *shared { vec!["AF8200".parse().expect("a designator")] } else { Vec::new() };
                            changes.moved.push(flight.clone());
                        }
                    }
                }
            }
            changed.apply(&changes);
        }
        let all: Vec<ManifestEntry> = crowd.into_iter().chain(aboard.into_values()).collect();
        let anew = Manifest::new(&all, &now.into_values().collect::<Vec<_>>());
        prop_assert_eq!(changed.len(), anew.len());
        for (name, handle) in SHOWN {
            let mut author = author(name, handle);
            author.location = Some("Breda".to_owned());
            for designator in ["KL1613", "AF8200", "KL861"] {
                let mut clues = post(&author);
                if !silent {
                    clues.flights = vec![designator.parse().expect("a designator")];
                }
                clues.travels = TripRole::Traveller;
                clues.language = Some("nl");
                prop_assert_eq!(told(&changed.candidates(&clues)), told(&anew.candidates(&clues)), "{} {}", name, designator);
            }
        }
    }
}
