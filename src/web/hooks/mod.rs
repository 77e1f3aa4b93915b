//! What programs of others send: no page, no session; each message proves by a key who it is from.

pub mod flights;
pub mod meta;
pub mod sources;
