//! What holds for any input at all.

use proptest::prelude::*;

use super::*;
use crate::linkage::{Band, Linked, PlaceRole, Settings, probability_of, resolve};

const GIVEN: [&str; 6] = ["Sanne", "Robert", "María José", "Jan Willem", "YUKI MS", ""];
const FAMILY: [&str; 6] = ["de Vries", "PEMBERTON", "García Márquez", "VAN 'T HOF/KEES MR", "Tanaka", ""];
const SHOWN: [&str; 7] = ["Sanne de Vries", "Bob Pemberton", "M. García", "Kees van 't Hof", "田中ゆき", "Sanne", "✈"];
const HANDLES: [&str; 6] = ["sannedevries", "bobp", "garcia.mj", "tanaka_yuki", "wanderlust", ""];

#[derive(Debug, Clone)]
struct Case {
    passengers: Vec<(usize, usize, bool)>,
    shown: String,
    handle: String,
    flight: bool,
    station: usize,
    days: Vec<i64>,
    hours: i64,
    role: usize,
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![3 => proptest::sample::select(SHOWN.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn handles() -> impl Strategy<Value = String> {
    prop_oneof![3 => proptest::sample::select(HANDLES.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

prop_compose! {
    fn cases()(
        passengers in proptest::collection::vec((0..6_usize, 0..6_usize, any::<bool>()), 0..12),
        shown in names(), handle in handles(), flight in any::<bool>(), station in 0..5_usize,
        days in proptest::collection::vec(-2..3_i64, 0..3), hours in -300..20_i64, role in 0..4_usize,
    ) -> Case {
        Case { passengers, shown, handle, flight, station, days, hours, role }
    }
}

fn entries(case: &Case) -> Vec<ManifestEntry> {
    let entry = |(number, (given, family, tokyo)): (u128, &(usize, usize, bool))| {
        passenger(number, GIVEN[*given], FAMILY[*family], if *tokyo { TOKYO } else { VENICE })
    };
    (1..).zip(&case.passengers).map(entry).collect()
}

fn clues<'a>(case: &Case, author: &'a Author) -> Clues<'a> {
    let mut clues = post(author);
    clues.written_at += Duration::hours(case.hours);
    if case.flight {
        clues.flights = vec!["KL1613".parse().expect("a designator")];
    }
    let roles = [PlaceRole::Origin, PlaceRole::Destination, PlaceRole::At, PlaceRole::Mentioned];
    let stations = ["AMS", "VCE", "NRT", "LHR"];
    if let (Some(station), Some(role)) = (stations.get(case.station), roles.get(case.role)) {
        clues.airports = vec![((*station).to_owned(), *role)];
        clues.place_iata = Some(station);
    }
    clues.days = case.days.iter().map(|off| day("2025-03-04") + Duration::days(*off)).collect();
    clues.travels = [TripRole::Traveller, TripRole::SomeoneElse, TripRole::Nobody, TripRole::Unknown][case.role];
    clues.language = Some("nl");
    clues
}

fn holds(candidates: &[Candidate]) -> Result<(), TestCaseError> {
    for one in candidates {
        let sum: f64 = one.evidence.iter().map(|line| line.weight).sum();
        prop_assert!((sum - one.weight).abs() < 1e-9, "{one:?}");
        prop_assert!((probability_of(one.weight) - one.probability).abs() < 1e-12);
        prop_assert!(one.weight.is_finite());
        prop_assert!(!(one.ambiguous && one.band == Band::Suggested));
        prop_assert_eq!(one.evidence[0].comparison, Comparison::Prior);
    }
    let all: f64 = candidates.iter().map(|one| one.probability).sum();
    prop_assert!(all <= 1.0 + 1e-9, "{all}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn weights_add_up_and_probabilities_stay_below_one(case in cases()) {
        let manifest = manifest(&entries(&case));
        let author = author(&case.shown, &case.handle);
        holds(&manifest.candidates(&clues(&case, &author)))?;
    }

    #[test]
    fn the_order_of_the_input_does_not_show(case in cases(), turn in 0..12_usize) {
        let (crowd, mut flights) = crowd();
        let mut one: Vec<ManifestEntry> = crowd.into_iter().chain(entries(&case)).collect();
        let author = author(&case.shown, &case.handle);
        let clues = clues(&case, &author);
        let strip = |mut found: Vec<Candidate>| {
            for one in &mut found {
                one.entry = 0;
            }
            found
        };
        let first = strip(Manifest::new(&one, &flights).candidates(&clues));
        one.rotate_left(turn);
        one.reverse();
        flights.rotate_left(turn);
        let second = strip(Manifest::new(&one, &flights).candidates(&clues));
        prop_assert_eq!(first, second);
    }

    #[test]
    fn any_text_in_a_booking_is_read(given in any::<String>(), family in any::<String>(), shown in any::<String>(), handle in any::<String>()) {
        let manifest = manifest(&[passenger(1, &given, &family, VENICE), passenger(2, &family, &given, VENICE)]);
        for (name, handle) in [(&shown, &handle), (&given, &family), (&family, &given)] {
            let author = author(name, handle);
            holds(&manifest.candidates(&post_from_venice_flight(&author)))?;
        }
    }

    #[test]
    fn a_batch_keeps_the_sums_and_any_order(cases in proptest::collection::vec(cases(), 1..5), turn in 0..5_usize) {
        let manifest = manifest(&entries(&cases[0]));
        let link = |(number, case): (usize, &Case)| {
            let author = author(&case.shown, &case.handle);
            Linked {
                post_id: number.to_string(),
                network: Network::X,
                account: number.to_string(),
                candidates: manifest.candidates(&clues(case, &author)),
                ambiguous_authors: false,
            }
        };
        let mut batch: Vec<Linked> = cases.iter().enumerate().map(link).collect();
        let mut turned = batch.clone();
        turned.rotate_left(turn % cases.len());
        resolve(&mut batch, &Settings::default());
        resolve(&mut turned, &Settings::default());
        turned.rotate_right(turn % cases.len());
        prop_assert_eq!(&batch, &turned);
        let mut by_person = std::collections::BTreeMap::new();
        for linked in &batch {
            holds(&linked.candidates)?;
            for one in &linked.candidates {
                *by_person.entry(one.person).or_insert(0.0) += one.probability;
            }
        }
        for all in by_person.values() {
            prop_assert!(*all <= 1.0 + 1e-9, "{all}");
        }
    }
}
