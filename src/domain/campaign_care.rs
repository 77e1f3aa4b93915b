//! What a campaign brings the care desk.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::language::Language;

/// What the care desk begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CareRules {
    /// Answers to begin with, before those that are always there. One with the name of such a one (`sorry`, `look`, `thanks`)
    /// stands in its place.
    #[serde(default)]
    pub answers: Vec<CannedAnswer>,
}

impl CareRules {
    pub(super) fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }
}

/// An answer to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedAnswer {
    /// Name in files.
    pub slug: String,
    /// Name on pages, per language; English at least.
    pub name: BTreeMap<Language, String>,
    /// The answer, per language of the campaign (Tera; variables: `campaign`, `link`).
    pub text: BTreeMap<Language, String>,
}

/// Variables an answer of the care desk may use.
pub const CARE_VARIABLES: [&str; 2] = ["campaign", "link"];
