//! Many made-up bookings into a fresh SQLite database. What was counted must equal what the generator wrote.

use std::fs::File;
use std::io::{BufWriter, Write as _};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::super::Failure;
use super::super::stage::Stage;
use super::child::Bench;
use super::demo::most;
use super::figures::{Figure, Target};
use crate::sample::{BulkCounts, bulk_flights_csv, write_bulk_bookings};

/// The rows that the promised minute is about.
pub(super) const PROMISED_ROWS: u32 = 1_000_000;
const PROMISED_SECONDS: f64 = 60.0;
/// Most memory in MB, whatever the rows.
const PROMISED_MEGABYTES: f64 = 300.0;
const SEED: u64 = 42;

/// What `import` told, as far as it is compared.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Told {
    lines: u64,
    accepted: u64,
    duplicate: u64,
    quarantined: u64,
}

/// What filling a database took.
pub(super) struct Filled {
    seconds_before: f64,
    seconds: f64,
    megabytes: Option<f64>,
}

/// Imports `rows` rows and tells seconds, rows a second and memory.
pub(super) fn measure(bench: &Bench, rows: u32) -> Result<Vec<Figure>, Failure> {
    let stage = Stage::begin("bench import", 0);
    let filled = fill(bench, rows)?;
    stage.end();
    let took = Figure::new(format!("import: {rows} bookings"), filled.seconds, "s");
    // The minute is promised for a million rows: fewer or more say nothing about it.
    let took = if rows == PROMISED_ROWS { took.with_target(Target::AtMost(PROMISED_SECONDS)) } else { took };
    Ok(vec![
        Figure::new("import: schema and flights", filled.seconds_before, "s"),
        took,
        Figure::new("import: rate", f64::from(rows) / filled.seconds.max(f64::EPSILON), "rows/s"),
        Figure::new("import: peak memory", filled.megabytes, "MB").with_target(Target::AtMost(PROMISED_MEGABYTES)),
    ])
}

/// Makes a database in the data folder `data` and imports `rows` made-up rows.
pub(super) fn fill(bench: &Bench, rows: u32) -> Result<Filled, Failure> {
    let cannot = |error: std::io::Error| {
        let folder = bench.folder().display();
        Failure::failed(format!("{folder} can't be written: {error}; set TMPDIR to a disk with room"))
    };
    std::fs::write(bench.folder().join("flights.csv"), bulk_flights_csv()).map_err(cannot)?;
    let mut file = BufWriter::new(File::create(bench.folder().join("bookings.csv")).map_err(cannot)?);
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let written = write_bulk_bookings(&mut file, rows as usize, &mut rng).map_err(cannot)?;
    file.flush().map_err(cannot)?;
    drop(file);

    let schema = bench.run(&["migrate", "--data-dir", "data"])?;
    let flights = bench.run(&["import", "flights", "flights.csv", "--data-dir", "data", "--json"])?;
    let legs = bulk_flights_csv().lines().count() as u64 - 1;
    compare("flights", &flights.printed, &Told { lines: legs, accepted: legs, duplicate: 0, quarantined: 0 })?;
    let bookings = bench.run(&["import", "bookings", "bookings.csv", "--data-dir", "data", "--json"])?;
    let BulkCounts { good, faulty, duplicate } = written;
    let wanted =
        Told { lines: rows.into(), accepted: good as u64, duplicate: duplicate as u64, quarantined: faulty as u64 };
    compare("bookings", &bookings.printed, &wanted)?;
    let megabytes = [schema.megabytes, flights.megabytes, bookings.megabytes].into_iter().fold(None, most);
    Ok(Filled { seconds_before: schema.seconds + flights.seconds, seconds: bookings.seconds, megabytes })
}

fn compare(what: &str, printed: &str, wanted: &Told) -> Result<(), Failure> {
    let told: Told = serde_json::from_str(printed)
        .map_err(|error| Failure::failed(format!("the counts of imported {what} can't be read: {error}")))?;
    if told.accepted + told.duplicate + told.quarantined != told.lines {
        return Err(Failure::failed(format!("the counts of imported {what} do not add up: {told:?}")));
    }
    if told != *wanted {
        return Err(Failure::failed(format!("imported {what} were counted {told:?}, but written {wanted:?}")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_differ_from_what_was_written_are_refused() {
        let wanted = Told { lines: 10, accepted: 8, duplicate: 1, quarantined: 1 };
        let printed = |accepted: u64, lines: u64| {
            format!(r#"{{"lines":{lines},"accepted":{accepted},"duplicate":1,"quarantined":1,"reasons":{{}}}}"#)
        };
        assert!(compare("bookings", &printed(8, 10), &wanted).is_ok());
        for wrong in [printed(7, 10), printed(7, 9), "{}".to_owned()] {
            assert!(compare("bookings", &wrong, &wanted).is_err(), "{wrong}");
        }
    }
}
