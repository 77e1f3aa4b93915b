//! Shares from counts: the one step that every estimation of the room takes.

/// Share of `seen` among `all`, mixed with a starting share that counts for `worth` observations.
pub(super) fn smoothed(seen: f64, all: f64, start: f64, worth: f64) -> f64 {
    (seen + worth * start) / (all + worth)
}
