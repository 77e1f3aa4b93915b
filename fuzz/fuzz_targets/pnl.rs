//! Any bytes as passenger name lists and their amendments.

#![no_main]

use chrono::NaiveDate;
use giftgate::formats::pnl::read_pnl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(near) = NaiveDate::from_ymd_opt(2025, 3, 4) else { return };
    let _ = read_pnl(bytes, "list.pnl", near);
});
