//! Any bytes as a file of bookings: every row is taken, quarantined or refused with its file, and the counts add up.

#![no_main]

use giftgate::formats::bookings::BookingRows;
use giftgate::formats::quarantine::collect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(rows) = BookingRows::open(bytes, "bookings.csv")
        && let Ok(intake) = collect(rows)
    {
        assert!(intake.counts.add_up());
    }
});
