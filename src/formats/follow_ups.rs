//! `follow-ups.ndjson`: drafts of follow-up posts with what each still needs.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::cells::write_ndjson;
use crate::domain::follow_up::Need;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRow {
    /// The gift it tells of.
    pub gift: String,
    /// Where it would go.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// Not before this instant.
    pub earliest_at: Instant,
    /// What it waits for.
    pub needs: Vec<Need>,
}

/// Writes the drafts.
pub fn write_follow_ups(output: impl Write, rows: &[FollowUpRow]) -> io::Result<()> {
    write_ndjson(output, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_promised_form() {
        let row = FollowUpRow {
            gift: "g1".to_owned(),
            network: Network::Bluesky,
            language: Language::Nl,
            text: "Goede reis!".to_owned(),
            earliest_at: "2025-03-04T12:00:00Z".parse().expect("an instant"),
            needs: vec![Need::Publication, Need::Approval],
        };
        let mut bytes = Vec::new();
        write_follow_ups(&mut bytes, &[row]).expect("memory can be written");
        let wanted = r#"{"gift":"g1","network":"bluesky","language":"nl","text":"Goede reis!","earliest_at":"2025-03-04T12:00:00Z","needs":["consent:publication","approval"]}"#;
        assert_eq!(String::from_utf8_lossy(&bytes), format!("{wanted}\n"));
    }
}
