//! Gifts against the hold-out: did it make a difference, and could these numbers have shown one at all?
//!
//! The shapes are those of `giftgate effect`. "Detectable" never claims more than the interval: it needs both a
//! difference of the size that the groups can show, and an interval without 0.

use serde::{Deserialize, Serialize};

use super::chance::fisher_exact;
use super::proportions::{Share, minimum_detectable_rise, newcombe};

/// One group: people and how many of them did the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// People.
    pub n: u64,
    /// Of them, with the event (wrote about us, booked again ...).
    pub events: u64,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectInput {
    /// Travellers chosen for a gift.
    pub treated: Group,
    /// Travellers held out at random.
    pub hold_out: Group,
    /// Confidence of the interval, 0.5 to 0.9999.
    #[serde(default = "usual_confidence")]
    pub confidence: f64,
    /// Power of the smallest detectable effect, 0.5 to 0.9999.
    #[serde(default = "usual_power")]
    pub power: f64,
    /// Whether a p-value is wanted beside the interval.
    #[serde(default)]
    pub p_value: bool,
}

const fn usual_confidence() -> f64 {
    0.95
}

const fn usual_power() -> f64 {
    0.8
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EffectAnswer {
    /// Share among the treated minus share among the held out.
    pub difference: f64,
    /// Its interval.
    pub interval: [f64; 2],
    /// How the interval was made: `newcombe`.
    pub method: String,
    /// The smallest rise that groups of these sizes would show; absent where none would.
    pub minimum_detectable: Option<f64>,
    /// Whether the difference is one that these groups can show and chance alone does not explain.
    pub detectable: bool,
    /// Fisher's exact p-value, two-sided, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_value: Option<f64>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EffectFault {
    /// A group without people.
    #[error("{0}.n is 0; a share needs at least one traveller")]
    Nobody(&'static str),
    /// More events than people.
    #[error("{group}.events is {events}, more than {group}.n, which is {n}; count each traveller once")]
    TooManyEvents {
        /// `treated` or `hold_out`.
        group: &'static str,
        /// Events given.
        events: u64,
        /// People given.
        n: u64,
    },
    /// A probability out of range.
    #[error("{field} is {value}; write a number from 0.5 to 0.9999, such as {usual}")]
    OutOfRange {
        /// `confidence` or `power`.
        field: &'static str,
        /// The value given.
        value: f64,
        /// The usual value.
        usual: f64,
    },
}

impl EffectFault {
    /// A stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Nobody(_) => "effect:nobody",
            Self::TooManyEvents { .. } => "effect:too_many_events",
            Self::OutOfRange { .. } => "effect:out_of_range",
        }
    }
}

/// Compares the two groups, or tells every fault of the input.
pub fn effect(input: &EffectInput) -> Result<EffectAnswer, Vec<EffectFault>> {
    let mut faults = Vec::new();
    let treated = share("treated", input.treated, &mut faults);
    let hold_out = share("hold_out", input.hold_out, &mut faults);
    let levels = [("confidence", input.confidence, usual_confidence()), ("power", input.power, usual_power())];
    for (field, value, usual) in levels {
        if !(0.5..=0.9999).contains(&value) {
            faults.push(EffectFault::OutOfRange { field, value, usual });
        }
    }
    let (Some(treated), Some(hold_out), true) = (treated, hold_out, faults.is_empty()) else {
        return Err(faults);
    };
    let difference = treated.rate() - hold_out.rate();
    let interval = newcombe(treated, hold_out, input.confidence);
    let (n1, n2) = (input.treated.n, input.hold_out.n);
    let minimum_detectable = minimum_detectable_rise(hold_out.rate(), n1, n2, input.confidence, input.power);
    let large_enough = minimum_detectable.is_some_and(|least| difference.abs() >= least);
    let without_zero = interval[0] > 0.0 || interval[1] < 0.0;
    Ok(EffectAnswer {
        difference,
        interval,
        method: "newcombe".to_owned(),
        minimum_detectable,
        detectable: large_enough && without_zero,
        p_value: input.p_value.then(|| fisher_exact(treated, hold_out)),
    })
}

fn share(group: &'static str, Group { n, events }: Group, faults: &mut Vec<EffectFault>) -> Option<Share> {
    let share = Share::new(n, events);
    if share.is_none() {
        faults.push(if n == 0 { EffectFault::Nobody(group) } else { EffectFault::TooManyEvents { group, events, n } });
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(text: &str) -> Result<EffectAnswer, Vec<EffectFault>> {
        effect(&serde_json::from_str(text).expect("an input"))
    }

    #[test]
    fn forty_gifts_do_not_show_a_rise_of_two_points() {
        let answer =
            ask(r#"{"treated":{"n":40,"events":9},"hold_out":{"n":400,"events":80},"confidence":0.95,"power":0.8}"#)
                .expect("an answer");
        assert!((answer.difference - 0.025).abs() < 1e-12);
        assert!((answer.interval[0] + 0.0851).abs() < 1e-4 && (answer.interval[1] - 0.1794).abs() < 1e-4);
        assert!(answer.minimum_detectable.is_some_and(|least| (least - 0.202).abs() < 5e-4));
        assert!(!answer.detectable);
        let keys: Vec<String> = match serde_json::to_value(&answer).expect("JSON") {
            serde_json::Value::Object(fields) => fields.keys().cloned().collect(),
            other => panic!("{other}"),
        };
        assert!(
            ["difference", "interval", "method", "minimum_detectable", "detectable"]
                .iter()
                .all(|key| keys.iter().any(|found| found == key))
        );
    }

    #[test]
    fn a_large_difference_between_large_groups_is_detectable() {
        let answer =
            ask(r#"{"treated":{"n":2000,"events":600},"hold_out":{"n":2000,"events":400}}"#).expect("an answer");
        assert!(answer.detectable && answer.interval[0] > 0.0);
    }

    #[test]
    fn groups_too_small_to_show_anything_say_so() {
        let answer = ask(r#"{"treated":{"n":4,"events":4},"hold_out":{"n":4,"events":2}}"#).expect("an answer");
        assert_eq!((answer.minimum_detectable, answer.detectable), (None, false));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = ask(r#"{"treated":{"n":0,"events":0},"hold_out":{"n":5,"events":6},"confidence":95,"power":0}"#)
            .expect_err("faults");
        let codes: Vec<&str> = faults.iter().map(EffectFault::code).collect();
        assert_eq!(codes, ["effect:nobody", "effect:too_many_events", "effect:out_of_range", "effect:out_of_range"]);
        assert_eq!(faults[2].to_string(), "confidence is 95; write a number from 0.5 to 0.9999, such as 0.95");
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let text = r#"{"treated":{"n":1,"events":0},"holdout":{"n":1,"events":0}}"#;
        assert!(serde_json::from_str::<EffectInput>(text).is_err());
    }
}
