//! What may be suggested, what must be looked at, and what is never guessed.

use super::*;
use crate::domain::traveller::SocialHandle;
use crate::linkage::{Band, Linked, PlaceRole, Settings, resolve};

fn sanne() -> ManifestEntry {
    passenger(1, "Sanne", "Wiersinga", VENICE)
}

#[test]
fn name_and_flight_together_are_suggested() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    let best = &manifest.candidates(&clues)[0];
    assert_eq!((best.traveller, best.band, best.ambiguous), (sanne().traveller, Band::Suggested, false));
    assert_eq!(level(best, Comparison::Flight), Some(Level::FlightAndDate));
    assert_eq!(best.leg, leg(VENICE));
}

#[test]
fn who_does_not_say_who_travels_is_looked_at_and_not_suggested() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    for travels in [TripRole::Unknown, TripRole::SomeoneElse] {
        clues.travels = travels;
        assert_eq!(manifest.candidates(&clues)[0].band, Band::Verify, "{travels:?}: a relative writes so too");
    }
}

#[test]
fn a_post_of_nobodys_trip_is_never_suggested() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    clues.travels = TripRole::Nobody;
    assert!(manifest.candidates(&clues).iter().all(|one| one.band != Band::Suggested));
}

#[test]
fn a_surname_and_a_flight_fit_the_whole_family() {
    let manifest = manifest(&[sanne()]);
    for (name, handle) in [("Wiersinga", "q7"), ("nightowl", "pwiersinga"), ("nightowl", "wiersinga48")] {
        let author = author(name, handle);
        let mut clues = post_from_venice_flight(&author);
        clues.days = vec![day("2025-03-04")];
        let best = &manifest.candidates(&clues)[0];
        assert!(best.probability > 0.5, "{name} {handle}: likely, but who of the family?");
        assert_eq!(best.band, Band::Dropped, "{name} {handle}");
    }
}

#[test]
fn a_name_and_a_day_fit_a_namesake() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let mut clues = post(&author);
    clues.days = vec![day("2025-03-04")];
    clues.travels = TripRole::Traveller;
    let best = &manifest.candidates(&clues)[0];
    assert_eq!((level(best, Comparison::Date), best.band), (Some(Level::SameDay), Band::Dropped));
    clues.airports = vec![("VCE".to_owned(), PlaceRole::Destination)];
    assert_ne!(manifest.candidates(&clues)[0].band, Band::Dropped, "with a destination it is looked at");
    clues.days.clear();
    let best = &manifest.candidates(&clues)[0];
    assert_ne!(best.band, Band::Suggested, "a namesake may go there another day, at {}", best.probability);
}

#[test]
fn a_codeshare_names_the_leg_too() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    let mut clues = post(&author);
    clues.flights = vec!["DL9613".parse().expect("a designator")];
    assert_eq!(level(&manifest.candidates(&clues)[0], Comparison::Flight), Some(Level::FlightOnly));
}

#[test]
fn a_name_alone_is_never_suggested() {
    let manifest = manifest(&[sanne()]);
    let mut author = author("Sanne Wiersinga", "sannewiersinga");
    author.location = Some("Utrecht".to_owned());
    let mut clues = post(&author);
    clues.language = Some("nl");
    clues.mentions_us = true;
    clues.travels = TripRole::Traveller;
    let candidates = manifest.candidates(&clues);
    assert!(!candidates.is_empty());
    assert!(candidates.iter().all(|one| one.band != Band::Suggested));
}

#[test]
fn a_flight_alone_is_never_suggested() {
    let manifest = manifest(&[sanne()]);
    let author = author("wanderlust", "wanderlust");
    assert!(manifest.candidates(&post_from_venice_flight(&author)).iter().all(|one| one.band == Band::Dropped));
}

#[test]
fn a_registered_handle_with_consent_is_enough_and_without_it_is_not() {
    let mut registered = sanne();
    let given =
        |opted_in_at| Some(SocialHandle { network: Network::X, handle: "@QueenOfPlanes".to_owned(), opted_in_at });
    registered.booking.social = given(Some(at("2025-01-01T00:00:00Z")));
    let author = author("✨", "queenofplanes");
    let best = |entry: &ManifestEntry| manifest(std::slice::from_ref(entry)).candidates(&post(&author)).remove(0);
    assert_eq!(best(&registered).band, Band::Suggested);
    registered.booking.social = given(None);
    assert_eq!(best(&registered).band, Band::Verify);
    assert!(best(&registered).gave_handle() && !best(&registered).opted_in());
}

#[test]
fn two_passengers_who_fit_equally_well_are_both_ambiguous() {
    let manifest = manifest(&[sanne(), passenger(2, "Sanne", "Wiersinga", VENICE)]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    let candidates = manifest.candidates(&clues);
    assert_eq!(candidates.len(), 2);
    assert!(candidates.iter().all(|one| one.ambiguous && one.band != Band::Suggested && one.probability < 0.51));
}

#[test]
fn father_and_son_on_one_booking_stay_two() {
    let mut son = passenger(2, "Sanne", "Wiersinga", VENICE);
    son.booking.record_locator = sanne().booking.record_locator;
    let manifest = manifest(&[sanne(), son]);
    let author = author("Sanne Wiersinga", "q7");
    let candidates = manifest.candidates(&post_from_venice_flight(&author));
    assert!(candidates.len() == 2 && candidates.iter().all(|one| one.ambiguous));
}

#[test]
fn the_legs_of_one_traveller_do_not_compete() {
    let mut onward = passenger(2, "Sanne", "Wiersinga", TOKYO);
    onward.booking.record_locator = sanne().booking.record_locator;
    let manifest = manifest(&[sanne(), onward]);
    let author = author("Sanne Wiersinga", "q7");
    let candidates = manifest.candidates(&post_from_venice_flight(&author));
    assert_eq!(candidates.len(), 1);
    assert_eq!(candidates[0].leg, leg(VENICE));
    assert_eq!(level(&candidates[0], Comparison::Competition), None);
}

#[test]
fn children_are_never_candidates() {
    for kind in [PassengerType::Child, PassengerType::Infant, PassengerType::UnaccompaniedMinor] {
        let mut child = sanne();
        child.booking.passenger_type = kind;
        let manifest = manifest(&[child]);
        let author = author("Sanne Wiersinga", "sannewiersinga");
        assert!(manifest.candidates(&post_from_venice_flight(&author)).is_empty());
        assert_eq!(manifest.left_out(), 1);
    }
}

#[test]
fn who_travels_matters() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    let probability = |travels| {
        let mut clues = post_from_venice_flight(&author);
        clues.travels = travels;
        manifest.candidates(&clues).first().map_or(0.0, |one| one.probability)
    };
    assert!(probability(TripRole::Traveller) > probability(TripRole::Unknown));
    assert!(probability(TripRole::SomeoneElse) < probability(TripRole::Unknown));
    assert!(probability(TripRole::Nobody) < probability(TripRole::Unknown));
}

#[test]
fn a_route_that_the_flight_implies_counts_once() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    let flight = post_from_venice_flight(&author);
    let mut both = flight.clone();
    both.airports = vec![("VCE".to_owned(), PlaceRole::Destination)];
    let weight = |clues: &Clues<'_>| manifest.candidates(clues)[0].weight;
    assert!((weight(&flight) - weight(&both)).abs() < 1e-9);
    let mut wrong = flight.clone();
    wrong.airports = vec![("LHR".to_owned(), PlaceRole::Destination)];
    assert!(weight(&wrong) < weight(&flight));
}

#[test]
fn legs_far_from_the_post_are_no_candidates() {
    let manifest = manifest(&[sanne()]);
    let author = author("Sanne Wiersinga", "q7");
    for (written, found) in [
        ("2025-02-17T10:00:00Z", false),
        ("2025-02-19T10:00:00Z", true),
        ("2025-03-04T23:00:00Z", true),
        ("2025-03-05T01:00:00Z", false),
    ] {
        let mut clues = post_from_venice_flight(&author);
        clues.written_at = at(written);
        assert_eq!(!manifest.candidates(&clues).is_empty(), found, "{written}");
    }
}

#[test]
fn the_true_booking_gone_a_namesake_elsewhere_is_not_suggested() {
    let manifest = manifest(&[passenger(9, "Sanne", "Wiersinga", TOKYO)]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    assert!(manifest.candidates(&post_from_venice_flight(&author)).iter().all(|one| one.band != Band::Suggested));
}

fn linked(manifest: &Manifest, account: &str, name: &str, handle: &str) -> Linked {
    let author = author(name, handle);
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    Linked {
        post_id: format!("post of {account}"),
        network: Network::X,
        account: account.to_owned(),
        candidates: manifest.candidates(&clues),
        ambiguous_authors: false,
    }
}

#[test]
fn fifty_accounts_that_post_one_name_and_flight_suggest_nobody() {
    let manifest = manifest(&[sanne()]);
    let mut batch: Vec<Linked> =
        (0..50).map(|one| linked(&manifest, &format!("fake{one}"), "Sanne Wiersinga", "sannewiersinga")).collect();
    assert!(batch.iter().all(|one| one.candidates[0].band == Band::Suggested));
    resolve(&mut batch, &Settings::default());
    for one in &batch {
        assert!(one.ambiguous_authors && one.candidates[0].ambiguous);
        assert_ne!(one.candidates[0].band, Band::Suggested);
        assert!(one.candidates[0].probability < 0.021);
    }
}

#[test]
fn two_posts_of_one_author_are_no_rivals() {
    let manifest = manifest(&[sanne()]);
    let one = linked(&manifest, "sanne", "Sanne Wiersinga", "sannewiersinga");
    let mut batch = vec![one.clone(), one];
    resolve(&mut batch, &Settings::default());
    assert!(batch.iter().all(|one| !one.ambiguous_authors && one.candidates[0].band == Band::Suggested));
}

#[test]
fn a_registered_traveller_is_not_displaced_by_impostors() {
    let mut registered = sanne();
    let opted_in_at = Some(at("2025-01-01T00:00:00Z"));
    registered.booking.social = Some(SocialHandle { network: Network::X, handle: "queen".to_owned(), opted_in_at });
    let manifest = manifest(&[registered]);
    let mut batch = vec![
        linked(&manifest, "queen", "Sanne Wiersinga", "queen"),
        linked(&manifest, "fake", "Sanne Wiersinga", "sannewiersinga"),
    ];
    resolve(&mut batch, &Settings::default());
    assert_eq!(batch[0].candidates[0].band, Band::Suggested);
    assert!(batch[1].candidates.iter().all(|one| one.band != Band::Suggested));
}
