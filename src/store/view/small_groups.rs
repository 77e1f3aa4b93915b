//! What a report tells of few people, taken out for whoever may not see people.

use super::report::ReportView;
use super::report_parts::ForestLine;

/// People a group must have to be told of (k in k-anonymity: Sweeney 2002, doi 10.1142/S0218488502001648).
pub const K: u64 = 10;

impl ReportView {
    /// Takes out what would tell of fewer than [`K`] people, and counts what went.
    pub fn hide_small_groups(&mut self) {
        let mut hidden = 0;
        keep(&mut self.by_language, &mut hidden, |line| line.hand_overs >= K);
        let parts = &mut self.parts;
        for group in &mut parts.fairness {
            keep(&mut group.lines, &mut hidden, |line| line.confirmed >= K && line.given >= K);
        }
        parts.fairness.retain(|group| !group.lines.is_empty());
        keep(&mut parts.heat, &mut hidden, |cell| cell.n >= K);
        keep(&mut parts.destinations, &mut hidden, |one| one.n >= K);
        keep(&mut parts.calibration, &mut hidden, |band| band.n >= K);
        keep(&mut parts.screened, &mut hidden, |line| line.count >= K);
        keep(&mut self.voices.care, &mut hidden, |line| line.opened >= K);
        keep(&mut self.voices.tones, &mut hidden, |line| line.posts() >= K);
        keep(&mut self.voices.later, &mut hidden, |line| line.offered >= K && line.held_out >= K);
        keep(&mut parts.forest, &mut hidden, ForestLine::is_of_many);
        let groups = &mut self.hold_out;
        if groups.held_out < K || groups.treated < K {
            hidden += u64::from(groups.outcome.is_some());
            (groups.outcome, groups.uplift, parts.returns) = (None, None, None);
        }
        self.small_groups += hidden;
    }
}

impl ForestLine {
    /// Whether both of its groups have enough people to be told of.
    pub const fn is_of_many(&self) -> bool {
        self.fewest >= K
    }
}

fn keep<T>(lines: &mut Vec<T>, hidden: &mut u64, wanted: impl Fn(&T) -> bool) {
    let before = lines.len();
    lines.retain(wanted);
    *hidden += (before - lines.len()) as u64;
}
