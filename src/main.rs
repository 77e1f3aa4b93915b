//! The giftgate command.

fn main() {}
