//! Progress bars for people: one line a stage on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A stage under way.
#[derive(Debug)]
pub(super) struct Stage(ProgressBar);

impl Stage {
    /// Begins a stage of `length` steps; 0 where the number is not known.
    pub(super) fn begin(label: &'static str, length: u64) -> Self {
        // indicatif draws on stderr, and only where that is a terminal.
        let bar = if length == 0 { ProgressBar::new_spinner() } else { ProgressBar::new(length) };
        let look = if length == 0 { "{msg:<12} {spinner} {pos}" } else { "{msg:<12} [{bar:32}] {pos}/{len}" };
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_message(label);
        Self(bar)
    }

    /// So many steps are done.
    pub(super) fn at(&self, position: u64) {
        self.0.set_position(position);
    }

    /// The stage is over; its line stays.
    pub(super) fn end(self) {
        self.0.finish();
    }
}
