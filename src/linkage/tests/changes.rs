//! A manifest that changes in place answers as one made anew.

use super::*;

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
