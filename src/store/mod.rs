//! The database room: the only one that knows SQL. [`view`] holds what pages and reports read.

pub mod view;
