//! Any bytes as a file of scan readings.

#![no_main]

use giftgate::formats::quarantine::collect;
use giftgate::formats::readings::ReadingRows;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(rows) = ReadingRows::open(bytes, "readings.csv")
        && let Ok(intake) = collect(rows)
    {
        assert!(intake.counts.add_up());
    }
});
