//! Figures beside their targets, as a table and as JSON. A figure that could not be measured neither meets nor misses.

use std::fmt;
use std::fmt::Write as _;

use serde::{Serialize, Serializer};

/// What a figure has to stay within, in the figure's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Target {
    /// Less than this.
    Below(f64),
    /// This or less.
    AtMost(f64),
}

impl Target {
    fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::Below(limit) => value < limit,
            Self::AtMost(limit) => value <= limit,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Below(limit) => write!(f, "< {limit}"),
            Self::AtMost(limit) => write!(f, "<= {limit}"),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One measured figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    what: String,
    /// `None` where this system does not tell.
    value: Option<f64>,
    unit: &'static str,
    target: Option<Target>,
    met: Option<bool>,
}

impl Figure {
    /// A figure without a target.
    pub(super) fn new(what: impl Into<String>, value: impl Into<Option<f64>>, unit: &'static str) -> Self {
        Self { what: what.into(), value: value.into(), unit, target: None, met: None }
    }

    /// The same figure with its target.
    pub(super) fn with_target(self, target: Target) -> Self {
        Self { target: Some(target), met: self.value.map(|value| target.is_met_by(value)), ..self }
    }
}

/// Everything that was measured, and on what.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    version: &'static str,
    build: &'static str,
    system: String,
    cores: usize,
    figures: Vec<Figure>,
    missed: usize,
}

impl Report {
    /// A report of these figures on this machine.
    pub(super) fn new(figures: Vec<Figure>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            build: if cfg!(debug_assertions) { "debug" } else { "release" },
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            missed: figures.iter().filter(|figure| figure.met == Some(false)).count(),
            figures,
        }
    }

    /// The report as lines for people.
    pub(super) fn table(&self) -> String {
        let Self { version, build, system, cores, .. } = self;
        let mut text = format!("giftgate {version}, {build} build, {system}, {cores} cores\n\n");
        let width = self.figures.iter().map(|figure| figure.what.chars().count()).max().unwrap_or(0).max(4);
        // writing to a String can't fail
        let _ = writeln!(text, "{:<width$}  {:>10}  {:<6}  {:<14}  Met", "What", "Figure", "Unit", "Target");
        for Figure { what, value, unit, target, met } in &self.figures {
            let value = value.map_or_else(|| "-".to_owned(), shown);
            let target = target.map_or_else(|| "-".to_owned(), |target| format!("{target} {unit}"));
            let met = met.map_or("-", |met| if met { "yes" } else { "NO" });
            let _ = writeln!(text, "{what:<width$}  {value:>10}  {unit:<6}  {target:<14}  {met}");
        }
        let judged = self.figures.iter().filter(|figure| figure.met.is_some()).count();
        let _ = match self.missed {
            0 => writeln!(text, "\nNo target was missed; {judged} were judged."),
            missed => writeln!(text, "\n{missed} of {judged} targets were missed."),
        };
        text
    }
}

/// As many digits as say something.
fn shown(value: f64) -> String {
    match value {
        _ if value >= 100.0 => format!("{value:.0}"),
        _ if value >= 0.1 || value <= 0.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

/// The value that a share of all values does not exceed (nearest rank); 0 of nothing.
pub(super) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // The rank at which the share is reached, from 1.
    let rank = (1..=sorted.len()).find(|rank| *rank as f64 >= share * sorted.len() as f64);
    rank.and_then(|rank| sorted.get(rank - 1)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let values: Vec<f64> = (1..=300).rev().map(f64::from).collect();
        let at = |share| percentile(&values, share).to_string();
        assert_eq!([at(0.0), at(0.5), at(0.99), at(1.0)], ["1", "150", "297", "300"]);
        assert_eq!(percentile(&[], 0.5).to_string(), "0");
    }

    #[test]
    fn a_missed_target_is_told_and_an_unknown_figure_is_not_judged() {
        let missed = Figure::new("slow", 300.0, "ms").with_target(Target::Below(300.0));
        let met = Figure::new("fast", 60.0, "s").with_target(Target::AtMost(60.0));
        let unknown = Figure::new("memory", None, "MB").with_target(Target::AtMost(300.0));
        let text = Report::new(vec![missed, met, unknown]).table();
        assert!(text.contains("< 300 ms") && text.contains("1 of 2 targets were missed."), "{text}");
    }
}
