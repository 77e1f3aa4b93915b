//! `matches.ndjson`: one candidate pair a line, as `link` prints it and, with its state, as `run` writes it.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::cells::write_ndjson;
use crate::domain::matching::{Evidence, MatchState};

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchRow {
    /// The post's id on its network.
    pub post_id: String,
    /// The author's handle.
    pub author: String,
    /// The booking.
    pub record_locator: String,
    /// The airline's own key of the passenger, where the file had one.
    pub traveller_id: Option<String>,
    /// The leg, such as `KL1613/2025-03-04/AMS-VCE`.
    pub leg: String,
    /// 2^weight / (1 + 2^weight).
    pub probability: f64,
    /// Sum of the evidence's weights with the prior's, bits.
    pub weight: f64,
    /// Whether another traveller fits as well.
    pub ambiguous: bool,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// The state; `link` prints none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MatchState>,
}

/// Writes the matches.
pub fn write_matches(output: impl Write, rows: &[MatchRow]) -> io::Result<()> {
    write_ndjson(output, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_promised_form() {
        let row = MatchRow {
            post_id: "at://a".to_owned(),
            author: "sanne.example".to_owned(),
            record_locator: "X7Y2ZQ".to_owned(),
            traveller_id: None,
            leg: "KL1613/2025-03-04/AMS-VCE".to_owned(),
            probability: 0.5,
            weight: 0.0,
            ambiguous: false,
            evidence: vec![Evidence { comparison: "name".to_owned(), level: "exact".to_owned(), weight: 9.5 }],
            state: Some(MatchState::Suggested),
        };
        let mut bytes = Vec::new();
        write_matches(&mut bytes, &[row]).expect("memory can be written");
        let wanted = r#"{"post_id":"at://a","author":"sanne.example","record_locator":"X7Y2ZQ","traveller_id":null,"leg":"KL1613/2025-03-04/AMS-VCE","probability":0.5,"weight":0.0,"ambiguous":false,"evidence":[{"comparison":"name","level":"exact","weight":9.5}],"state":"suggested"}"#;
        assert_eq!(String::from_utf8_lossy(&bytes), format!("{wanted}\n"));
    }
}
