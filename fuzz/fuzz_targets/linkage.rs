//! Any bytes as a booking and as an author: linking must not panic, weights must add up, and the probabilities of one post stay below one.
//!
//! Bytes up to the first zero are the passenger's given name, up to the second the family name, then the name shown, the handle and the place
//! of the author; the rest are flight designators and the switches of the post.
#![no_main]

use chrono::{Duration, NaiveDate};
use giftgate::domain::flight::{Flight, FlightEvent, LegKey};
use giftgate::domain::id::TravellerId;
use giftgate::domain::instant::Instant;
use giftgate::domain::post::{Author, Network};
use giftgate::domain::traveller::{Booking, PassengerType, SocialHandle};
use giftgate::linkage::{Changes, Clues, Linked, Manifest, ManifestEntry, PlaceRole, Settings, TripRole, resolve};
use libfuzzer_sys::fuzz_target;

const LEG: &str = "KL1613/2025-03-04/AMS-VCE";

fn passenger(number: u128, given: &str, family: &str, leg: &LegKey, handle: &str) -> ManifestEntry {
    ManifestEntry {
        traveller: TravellerId(uuid::Uuid::from_u128(number)),
        booking: Booking {
            record_locator: given.chars().take(6).collect(),
            traveller_ref: None,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            leg: leg.clone(),
            seat: None,
            cabin: None,
            loyalty_tier: None,
            language: Some(family.chars().take(5).collect()),
            home_city: Some(given.to_owned()),
            home_country: Some("NL".to_owned()),
            passenger_type: PassengerType::Adult,
            social: Some(SocialHandle { network: Network::Mastodon, handle: handle.to_owned(), opted_in_at: None }),
            value_band: None,
            booked_at: None,
            email: None,
        },
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (Ok(leg), Ok(departs)) = (LEG.parse::<LegKey>(), "2025-03-04T10:00:00Z".parse::<Instant>()) else { return };
    let mut parts = bytes.splitn(6, |byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    let [given, family, shown, handle, place, rest] = [(); 6].map(|()| parts.next().unwrap_or_default());
    let byte = |at: usize| rest.as_bytes().get(at).copied().unwrap_or(0);

    let flight = Flight::new(FlightEvent::new(leg.clone(), departs));
    let one = passenger(1, &given, &family, &leg, &handle);
    let other = passenger(2, &shown, &handle, &leg, &given);
    let mut manifest = Manifest::new(&[one.clone(), other.clone()], std::slice::from_ref(&flight));

    let author = Author {
        handle,
        display_name: Some(shown).filter(|name| !name.is_empty()),
        location: Some(place.clone()),
        ..Author::default()
    };
    let network = [Network::Bluesky, Network::Mastodon, Network::X][usize::from(byte(0) % 3)];
    let roles = [PlaceRole::Origin, PlaceRole::Destination, PlaceRole::At, PlaceRole::Mentioned];
    let mut clues = Clues::new("post", network, &author, departs + Duration::minutes(i64::from(byte(1)) * 20 - 2_500));
    clues.flights = rest.split_whitespace().take(50).filter_map(|word| word.parse().ok()).collect();
    if byte(2) % 2 == 0 {
        clues.flights.push(leg.designator.clone());
    }
    clues.airports =
        vec![(place, roles[usize::from(byte(3) % 4)]), ("VCE".to_owned(), roles[usize::from(byte(4) % 4)])];
    clues.days = NaiveDate::from_ymd_opt(2025, 3, 2 + u32::from(byte(5) % 5)).into_iter().collect();
    clues.travels =
        [TripRole::Traveller, TripRole::SomeoneElse, TripRole::Nobody, TripRole::Unknown][usize::from(byte(6) % 4)];
    clues.place_iata = (byte(7) % 2 == 0).then_some("AMS");
    clues.language = (byte(8) % 2 == 0).then_some("nl");

    let linked = |manifest: &Manifest, account: &str| Linked {
        post_id: account.to_owned(),
        network,
        account: account.to_owned(),
        candidates: manifest.candidates(&clues),
        ambiguous_authors: false,
    };
    let mut batch = vec![linked(&manifest, "a"), linked(&manifest, "b")];
    resolve(&mut batch, &Settings::default());
    for linked in &batch {
        let all: f64 = linked.candidates.iter().map(|one| one.probability).sum();
        assert!(all <= 1.0 + 1e-9);
        for one in &linked.candidates {
            let sum: f64 = one.evidence.iter().map(|line| line.weight).sum();
            assert!(one.weight.is_finite() && (sum - one.weight).abs() < 1e-6);
        }
    }

    // Out and in again answers as before.
    let before = manifest.candidates(&clues).len();
    let gone = vec![(one.traveller, leg)];
    manifest.apply(&Changes { gone, came: vec![(0, one)], moved: vec![flight] });
    assert_eq!(manifest.candidates(&clues).len(), before);
});
