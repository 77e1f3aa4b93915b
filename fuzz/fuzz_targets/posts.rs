//! Any bytes as an event of the firehose, as one post and as a file of posts.

#![no_main]

use giftgate::formats::firehose::{Heard, heard};
use giftgate::formats::posts::{PostRows, read_post};
use giftgate::formats::quarantine::collect;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = std::str::from_utf8(bytes).ok().and_then(heard).and_then(Heard::into_post);
    let _ = read_post(bytes);
    if let Ok(intake) = collect(PostRows::open(bytes, "posts.jsonl")) {
        assert!(intake.counts.add_up());
    }
});
