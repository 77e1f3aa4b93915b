//! Any text as a boarding pass: what is read can be written, and reads the same again.

#![no_main]

use giftgate::formats::bcbp::{read_boarding_pass, read_boarding_passes, write_boarding_pass};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read_boarding_passes(bytes, "passes.txt");
    if let Ok(pass) = read_boarding_pass(&String::from_utf8_lossy(bytes)) {
        let _ = read_boarding_pass(&write_boarding_pass(&pass));
    }
});
