//! Targets against results. What was not measured is neither met nor missed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::campaign::{Target, TargetMetric};

/// How a target came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Reached.
    Met,
    /// Not reached.
    Missed,
    /// Nobody knows.
    NotMeasured,
}

/// A target and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetResult {
    /// The figure.
    pub metric: TargetMetric,
    /// The value to reach.
    pub target: u64,
    /// The value reached, where it was measured.
    pub result: Option<u64>,
    /// How it came out.
    pub verdict: Verdict,
}

/// Compares each target with its result, in the order of the targets.
pub fn against(targets: &[Target], results: &BTreeMap<TargetMetric, u64>) -> Vec<TargetResult> {
    let compare = |target: &Target| {
        let result = results.get(&target.metric).copied();
        let verdict = match result {
            None => Verdict::NotMeasured,
            Some(value) if value >= target.value => Verdict::Met,
            Some(_) => Verdict::Missed,
        };
        TargetResult { metric: target.metric, target: target.value, result, verdict }
    };
    targets.iter().map(compare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_not_zero() {
        let target = |metric, value| Target { metric, value };
        let targets = [
            target(TargetMetric::HandOvers, 40),
            target(TargetMetric::Impressions, 1_000_000),
            target(TargetMetric::OnTimePercent, 95),
        ];
        let results = BTreeMap::from([(TargetMetric::HandOvers, 40), (TargetMetric::OnTimePercent, 94)]);
        let verdicts: Vec<Verdict> = against(&targets, &results).iter().map(|result| result.verdict).collect();
        assert_eq!(verdicts, [Verdict::Met, Verdict::NotMeasured, Verdict::Missed]);
    }
}
