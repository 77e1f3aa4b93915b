//! What can go wrong with handing one gift to one person: named hazards with points and the figure behind each.
//!
//! Risk stands beside the score and is no part of it: plans weigh what a gift is worth, people weigh what can go wrong.

use serde::{Deserialize, Serialize};

words! {
    /// What can go wrong with a hand-over.
    HazardKind {
        /// Hardly time between desk and gate closure; the figure is the minutes to spare.
        Time = "time",
        /// The gate is not known yet.
        GateUnknown = "gate_unknown",
        /// Liquid that no security check lets through, should one follow that nobody knows of; millilitres.
        Liquids = "liquids",
        /// Too long for the place under the seat; centimetres.
        Bulky = "bulky",
        /// A burden among hand luggage; grams.
        Heavy = "heavy",
        /// Contents that some people must not eat.
        Allergens = "allergens",
        /// Contents that other countries forbid, and nobody wrote down whether this one does.
        Customs = "customs",
        /// Gate staff have to ask for a proof of age; years.
        Age = "age",
        /// Hardly a piece left; how many.
        Stock = "stock",
        /// A price that needs several approvals; how many.
        Price = "price",
        /// What it hangs on was said a while ago; days.
        OldFact = "old_fact",
        /// It may be somebody else; percent of certainty.
        Person = "person",
    }
}

words! {
    /// How much a risk is, in a word.
    RiskLevel {
        /// Below 20 points.
        Low = "low",
        /// 20 to 49 points.
        Some = "some",
        /// 50 points and more.
        High = "high",
    }
}

/// One thing that can go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard {
    /// What.
    pub kind: HazardKind,
    /// Its points.
    pub points: i64,
    /// The figure it is judged by, where there is one; what it counts is told by the kind.
    pub figure: Option<i64>,
    /// Contents or fact it is about.
    pub what: Vec<String>,
}

/// All that can go wrong, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// 0 to 100: the points of the hazards together.
    pub points: i64,
    /// The same in a word.
    pub level: RiskLevel,
    /// The hazards, the largest first.
    pub hazards: Vec<Hazard>,
}

impl Risk {
    /// Most points.
    pub const MOST: i64 = 100;

    /// The risk of some hazards.
    pub fn of(mut hazards: Vec<Hazard>) -> Self {
        hazards.sort_by_key(|hazard| (-hazard.points, hazard.kind));
        let points = hazards.iter().map(|hazard| hazard.points.max(0)).sum::<i64>().min(Self::MOST);
        let level = match points {
            ..20 => RiskLevel::Low,
            20..50 => RiskLevel::Some,
            _ => RiskLevel::High,
        };
        Self { points, level, hazards }
    }
}

impl Default for Risk {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hazards_stand_by_size_and_add_up_to_a_hundred_at_most() {
        let hazard = |kind, points| Hazard { kind, points, figure: None, what: Vec::new() };
        let risk =
            Risk::of(vec![hazard(HazardKind::Price, 15), hazard(HazardKind::Time, 40), hazard(HazardKind::Age, 15)]);
        let kinds: Vec<_> = risk.hazards.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [HazardKind::Time, HazardKind::Age, HazardKind::Price]);
        assert_eq!((risk.points, risk.level), (70, RiskLevel::High));
        assert_eq!(Risk::of(vec![hazard(HazardKind::Time, 40); 4]).points, Risk::MOST);
        assert_eq!((Risk::default().points, Risk::default().level), (0, RiskLevel::Low));
        assert_eq!(Risk::of(vec![hazard(HazardKind::Stock, 20)]).level, RiskLevel::Some);
    }
}
