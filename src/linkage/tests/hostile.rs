//! Authors who want to be taken for somebody, and input that wants to break something.

use proptest::prelude::*;

use super::*;
use crate::linkage::{Band, Linked, PlaceRole, Settings, resolve};

fn sanne() -> ManifestEntry {
    passenger(1, "Sanne", "Wiersinga", VENICE)
}

fn claim(manifest: &Manifest, account: usize, name: &str) -> Linked {
    let author = author(name, "sannewiersinga");
    let mut clues = post_from_venice_flight(&author);
    clues.days = vec![day("2025-03-04")];
    Linked {
        post_id: account.to_string(),
        network: Network::X,
        account: account.to_string(),
        candidates: manifest.candidates(&clues),
        ambiguous_authors: false,
    }
}

#[test]
fn fifty_accounts_in_fifty_disguises_are_ambiguous_together() {
    let manifest = manifest(&[sanne(), passenger(2, "Piet", "Oosterveld", VENICE)]);
    let marks: String = std::iter::repeat_n('\u{301}', 3_000).collect();
    let names = [
        "Sanne Wiersinga".to_owned(),
        "\u{202e}Sanne\u{202c} \u{200f}Wiersinga".to_owned(),
        "Ｓａｎｎｅ Ｗｉｅｒｓｉｎｇａ".to_owned(),
        "𝐒𝐚𝐧𝐧𝐞 𝓦𝓲𝓮𝓻𝓼𝓲𝓷𝓰𝓪".to_owned(),
        format!("Sa\u{200b}nne Wiersinga{marks}"),
    ];
    let mut batch: Vec<Linked> = (0..50).map(|one| claim(&manifest, one, &names[one % names.len()])).collect();
    assert!(batch.iter().all(|one| one.candidates[0].traveller == sanne().traveller));
    resolve(&mut batch, &Settings::default());
    for one in &batch {
        assert!(one.ambiguous_authors && one.candidates.len() == 1, "{one:?}");
        assert!(one.candidates[0].ambiguous && one.candidates[0].band != Band::Suggested);
    }
    let all: f64 = batch.iter().map(|one| one.candidates[0].probability).sum();
    assert!(all <= 1.0 + 1e-9, "{all}");
}

#[test]
fn letters_of_another_script_inside_a_word_are_a_disguise_and_no_name() {
    let manifest = manifest(&[sanne()]);
    // A Cyrillic `а` in the first word, a Greek `ι` in the second.
    for name in ["S\u{430}nne Wiersinga", "Sanne W\u{3b9}ersinga", "S\u{430}nne W\u{3b9}ersinga"] {
        let author = author(name, "q7");
        let mut clues = post_from_venice_flight(&author);
        clues.days = vec![day("2025-03-04")];
        let found = manifest.candidates(&clues);
        assert!(found.iter().all(|one| one.band != Band::Suggested), "{name}: {found:?}");
    }
    let anna = super::manifest(&[passenger(3, "Anna", "Petrova", VENICE)]);
    let author = author("Анна Петрова", "q7");
    assert!(!anna.candidates(&post_from_venice_flight(&author)).is_empty(), "a name in one script is read");
}

/// Clues from arbitrary bytes: the way the fuzz target reads them, here for the stable toolchain.
fn clues_of<'a>(bytes: &[u8], author: &'a Author, station: &'a str) -> Clues<'a> {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mut clues = post(author);
    clues.written_at += Duration::minutes(i64::from(i16::from_le_bytes([byte(0), byte(1)])));
    let text = String::from_utf8_lossy(bytes);
    clues.flights = text.split_whitespace().take(40).filter_map(|word| word.parse().ok()).collect();
    if byte(2) % 2 == 0 {
        clues.flights.push("KL1613".parse().expect("a designator"));
    }
    let roles = [PlaceRole::Origin, PlaceRole::Destination, PlaceRole::At, PlaceRole::Mentioned];
    clues.airports = vec![
        (station.to_owned(), roles[usize::from(byte(3) % 4)]),
        ("VCE".to_owned(), roles[usize::from(byte(4) % 4)]),
    ];
    clues.days = vec![day("2025-03-04") + Duration::days(i64::from(byte(5) % 5) - 2)];
    clues.travels =
        [TripRole::Traveller, TripRole::SomeoneElse, TripRole::Nobody, TripRole::Unknown][usize::from(byte(6) % 4)];
    clues.place_iata = (byte(7) % 3 == 0).then_some(station);
    clues
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_linked_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0..400_usize) {
        let (one, other) = bytes.split_at(cut.min(bytes.len()));
        let (one, other) = (String::from_utf8_lossy(one).into_owned(), String::from_utf8_lossy(other).into_owned());
        let manifest = manifest(&[sanne(), passenger(2, &one, &other, VENICE), passenger(3, &other, &one, TOKYO)]);
        for (name, handle) in [(&one, &other), (&other, &one), (&one, &one)] {
            let mut author = author(name, handle);
            author.location = Some(other.clone());
            let found = manifest.candidates(&clues_of(&bytes, &author, &one));
            let all: f64 = found.iter().map(|one| one.probability).sum();
            prop_assert!(all <= 1.0 + 1e-9, "{}", all);
            for one in &found {
                let sum: f64 = one.evidence.iter().map(|line| line.weight).sum();
                prop_assert!(one.weight.is_finite() && (sum - one.weight).abs() < 1e-6);
            }
        }
    }
}
