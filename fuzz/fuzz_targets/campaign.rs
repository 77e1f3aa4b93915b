//! Any bytes as a campaign file: a campaign or its faults, each at a place in the file.

#![no_main]

use giftgate::formats::campaign::{Known, read_campaign_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(faults) = read_campaign_bytes(bytes, &Known::default()) {
        assert!(!faults.is_empty(), "what is refused says why");
        assert!(faults.iter().all(|fault| fault.line >= 1 && fault.column >= 1));
    }
});
