//! Any bytes as flight events, in giftgate's own form and in that of the Schiphol interface.

#![no_main]

use giftgate::formats::flights::FlightRows;
use giftgate::formats::quarantine::collect;
use giftgate::formats::schiphol::{read_flights, read_schiphol};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(rows) = FlightRows::open(bytes, "flights.csv")
        && let Ok(intake) = collect(rows)
    {
        assert!(intake.counts.add_up());
    }
    for intake in [read_schiphol(bytes, "flights.json"), read_flights(bytes, "flights")].into_iter().flatten() {
        assert!(intake.counts.add_up());
    }
});
