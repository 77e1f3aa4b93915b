//! `plan.json`: a whole plan with its value, its bound, its caps and the reason for everyone without a gift.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::domain::gift::ScoreParts;
use crate::domain::instant::Instant;
use crate::domain::plan::CapUse;

/// The file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanFile {
    /// Slug of the campaign.
    pub campaign: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Sum of the scores.
    pub value: i64,
    /// Proven: no plan under these caps is worth more.
    pub upper_bound: i64,
    /// (bound − value) / bound.
    pub gap: f64,
    /// Sum of the costs, minor units.
    pub spent_minor: i64,
    /// Use of every cap.
    pub caps: Vec<CapUse>,
    /// Authors held out at random.
    pub hold_out: Vec<String>,
    /// The gifts.
    pub gifts: Vec<PlanGift>,
    /// Everyone else.
    pub not_chosen: Vec<PlanNotChosen>,
}

/// One gift of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGift {
    /// The airline's key of the traveller, or the one giftgate made.
    pub traveller_id: String,
    /// The booking.
    pub record_locator: String,
    /// The leg.
    pub leg: String,
    /// Slug of the gift idea.
    pub gift: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// The score: the sum of its parts.
    pub score: i64,
    /// The parts.
    pub parts: ScoreParts,
    /// Facts from posts behind it, at most two.
    pub facts: Vec<String>,
    /// When and by whom it is brought; `None` where no round takes it.
    pub delivery: Option<PlanDelivery>,
}

/// When and by whom a gift is brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDelivery {
    /// The courier.
    pub courier: String,
    /// The gate, where one is known.
    pub gate: Option<String>,
    /// The hand-over window: it opens, it closes.
    pub window: (Instant, Instant),
    /// When the hand-over starts.
    pub planned_at: Instant,
}

/// A traveller without a gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanNotChosen {
    /// The traveller.
    pub traveller_id: String,
    /// Codes such as `cap:stock:watch`.
    pub why: Vec<String>,
}

/// Writes the plan.
pub fn write_plan(mut output: impl Write, plan: &PlanFile) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut output, plan)?;
    output.write_all(b"\n")?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_file_has_the_promised_form() {
        let promised = json!({"campaign":"schiphol-surprise","currency":"EUR","value":81200,"upper_bound":81350,"gap":0.00184,
            "spent_minor":231_540,"caps":[{"cap":"money","limit":250_000,"used":231_540}],"hold_out":["a1"],
            "gifts":[{"traveller_id":"t1","record_locator":"X7Y2ZQ","leg":"KL1613/2025-03-04/AMS-VCE","gift":"trail-watch",
                "cost_minor":4900,"score":812,"parts":{"relevance":410,"occasion":0,"use_on_trip":220,"effort_benefit":90,
                "feasibility":60,"confidence":32},"facts":["hiking"],"delivery":{"courier":"c1","gate":"D4",
                "window":["2025-03-04T05:00:00Z","2025-03-04T05:25:00Z"],"planned_at":"2025-03-04T05:10:00Z"}}],
            "not_chosen":[{"traveller_id":"t2","why":["cap:stock:watch"]}]});
        let plan: PlanFile = serde_json::from_value(promised.clone()).expect("the promised form");
        let mut bytes = Vec::new();
        write_plan(&mut bytes, &plan).expect("memory can be written");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON"), promised);
        assert_eq!(plan.gifts[0].parts.total(), plan.gifts[0].score);
    }
}
