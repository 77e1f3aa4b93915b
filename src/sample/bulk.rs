//! A bookings file of any length, written quickly, with a known number of faulty and repeated rows: for benches.

use std::io::{self, Write};

use rand::RngExt;

use super::draw::{chance, pick};
use super::files::BOOKING_COLUMNS;
use super::names::{family, given};

/// What a bulk file holds; the three add up to its rows (the header apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BulkCounts {
    /// Rows a reader must accept.
    pub good: usize,
    /// Rows a reader must put in quarantine.
    pub faulty: usize,
    /// Rows that repeat an earlier good row byte for byte.
    pub duplicate: usize,
}

/// The legs that bulk rows name: carrier, flight number, departure date, origin, destination.
const LEGS: [&str; 6] = [
    "HV,5663,2025-03-04,AMS,LPA",
    "HV,6115,2025-03-04,AMS,AGP",
    "HV,5951,2025-03-04,AMS,LIS",
    "KL,1401,2025-03-04,AMS,CDG",
    "DL,46,2025-03-03,JFK,AMS",
    "KL,888,2025-03-04,HKG,AMS",
];

/// How a row is spoilt.
const FAULTS: [Fault; 7] = [
    Fault::NoLocator,
    Fault::LongLocator,
    Fault::NoFamilyName,
    Fault::BadDay,
    Fault::BadNumber,
    Fault::BadStation,
    Fault::FewColumns,
];

#[derive(Debug, Clone, Copy)]
enum Fault {
    NoLocator,
    LongLocator,
    NoFamilyName,
    BadDay,
    BadNumber,
    BadStation,
    FewColumns,
}

/// Writes a header and `count` booking rows of 4 March 2025: 1 % faulty (seven kinds), 0.5 % repeated rows. Locators run
/// up, so that no two good rows are alike.
pub fn write_bulk_bookings(out: &mut impl Write, count: usize, rng: &mut impl RngExt) -> io::Result<BulkCounts> {
    const POOLS: [(&str, &str); 6] =
        [("nl", "nl-NL"), ("en", "en-GB"), ("es", "es-ES"), ("de", "de-DE"), ("ja", "ja-JP"), ("fr", "fr-FR")];
    let mut counts = BulkCounts::default();
    let mut before = String::new();
    writeln!(out, "{BOOKING_COLUMNS}")?;
    for number in 0..count {
        if !before.is_empty() && rng.random_range(0..200) == 0 {
            counts.duplicate += 1;
            out.write_all(before.as_bytes())?;
            continue;
        }
        let (pool, tag) = *pick(&POOLS, rng);
        let fault = (rng.random_range(0..100) == 0).then(|| *pick(&FAULTS, rng));
        let mut names = [given(pool, chance(50, rng), rng), family(pool, rng)];
        let mut leg = (*pick(&LEGS, rng)).to_owned();
        let mut locator = locator(number);
        match fault {
            Some(Fault::NoLocator) => locator.clear(),
            Some(Fault::LongLocator) => locator.push_str("99"),
            Some(Fault::NoFamilyName) => names[1].clear(),
            Some(Fault::BadDay) => leg = leg.replace("2025-03", "2025-13"),
            Some(Fault::BadNumber) => leg = "KL,onethousand,2025-03-04,AMS,CDG".into(),
            Some(Fault::BadStation) => leg = leg.replace("AMS", "A1"),
            Some(Fault::FewColumns) | None => {}
        }
        let seat = format!("{}{}", rng.random_range(1..33), char::from(b'A' + rng.random_range(0..6_u8)));
        let mut row = format!(
            "{locator},B{number:07},{},{},{leg},{seat},economy,,{tag},,,ADT,,,,C,2025-01-15T10:00:00Z,\n",
            names[0], names[1]
        );
        match fault {
            None => {
                counts.good += 1;
                before.clone_from(&row);
            }
            Some(kind) => {
                counts.faulty += 1;
                if matches!(kind, Fault::FewColumns) {
                    row = format!("{locator},B{number:07},{}\n", names[0]);
                }
            }
        }
        out.write_all(row.as_bytes())?;
    }
    Ok(counts)
}

/// The flights file that a bulk file needs: the legs its rows name, each as leaving at noon UTC (a made-up time).
pub fn bulk_flights_csv() -> String {
    let mut text = "carrier,flight_number,departure_date,origin,destination,scheduled_departure\n".to_owned();
    for leg in LEGS {
        let day = leg.split(',').nth(2).unwrap_or_default();
        for part in [leg, ",", day, "T12:00:00Z\n"] {
            text.push_str(part);
        }
    }
    text
}

/// A locator of its own for each number, in base 32 with a leading letter.
fn locator(number: usize) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut text = [b'Z'; 6];
    let mut left = number;
    for place in text[1..].iter_mut().rev() {
        *place = DIGITS[left % DIGITS.len()];
        left /= DIGITS.len();
    }
    text[0] = DIGITS[left % 24];
    text.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn the_counts_of_a_bulk_file_add_up_to_its_rows() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(5);
        let mut out = Vec::new();
        let counts = write_bulk_bookings(&mut out, 20_000, &mut rng).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text.lines().count(), 20_001);
        assert_eq!(counts.good + counts.faulty + counts.duplicate, 20_000);
        assert!((120..280).contains(&counts.faulty) && (50..150).contains(&counts.duplicate), "{counts:?}");
        let distinct: std::collections::BTreeSet<_> = text.lines().skip(1).collect();
        assert_eq!(distinct.len(), 20_000 - counts.duplicate);
    }
}
