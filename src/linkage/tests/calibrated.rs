//! A correction learnt from decisions is a line like any other.

use super::*;
use crate::domain::traveller::SocialHandle;
use crate::linkage::{Band, Calibration, Settings, probability_of};

/// Decisions that show the model to be far too sure.
fn too_sure() -> Settings {
    let decisions: Vec<(f64, bool)> = (0..240_u32).map(|n| (f64::from(n % 16), n % 3 == 0)).collect();
    Settings { calibration: Calibration::learn(&decisions).expect("enough"), ..Settings::default() }
}

#[test]
fn the_correction_is_a_line_and_the_lines_still_add_up() {
    let mut manifest =
        manifest(&[passenger(1, "Sanne", "Wiersinga", VENICE), passenger(2, "Sanna", "Wiersinga", VENICE)]);
    let author = author("Sanne Wiersinga", "sannewiersinga");
    let before = manifest.candidates(&post_from_venice_flight(&author));
    manifest.set_settings(too_sure());
    let after = manifest.candidates(&post_from_venice_flight(&author));
    assert!(bits(&after[0], Comparison::Calibration) < -1.0 && after[0].probability < before[0].probability);
    for one in &after {
        let sum: f64 = one.evidence.iter().map(|line| line.weight).sum();
        assert!((sum - one.weight).abs() < 1e-9 && (probability_of(sum) - one.probability).abs() < 1e-12);
    }
    assert!((before[0].own_weight() - after[0].own_weight()).abs() < 1e-9, "what is learnt from doesn't move");
}

#[test]
fn a_registered_handle_needs_no_correction() {
    let mut registered = passenger(1, "Sanne", "Wiersinga", VENICE);
    let opted_in_at = Some(at("2025-01-01T00:00:00Z"));
    registered.booking.social = Some(SocialHandle { network: Network::X, handle: "queen".to_owned(), opted_in_at });
    let mut manifest = manifest(&[registered]);
    manifest.set_settings(too_sure());
    let author = author("✨", "queen");
    let best = &manifest.candidates(&post(&author))[0];
    assert_eq!((best.band, level(best, Comparison::Calibration)), (Band::Suggested, None));
}
