//! Campaign files: reading with all faults at once, comparing, the schema, an example to start from.
//!
//! A campaign that comes out of [`read_campaign`] keeps every rule of the product that a file can break; the limits of
//! tact, basis and embargo can be tightened by a file and never loosened.

mod check_care;
mod check_delivery;
mod check_follow_up;
mod check_frame;
mod check_gifts;
mod check_listening;
mod check_money;
mod checks;
mod diff;
mod edit;
mod example;
mod fault;
mod note;
mod schema;
mod shape;
mod start;

use std::collections::{BTreeMap, BTreeSet};

pub use checks::is_slug;
pub use diff::{Change, campaign_diff};
pub use edit::{FieldKind, FormField, edited, form_fields};
pub use example::campaign_template;
pub use fault::Fault;
pub use note::{StandardNote, standard_note};
pub use schema::{campaign_schema, campaign_schema_text};
pub use start::{Example, Start, started};

use crate::domain::campaign::Campaign;

/// Largest campaign file, bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// What a campaign file may name. `None` means: not known here, not checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Stations that have a file.
    pub stations: Option<&'a BTreeSet<String>>,
    /// Interest tags of the listen step.
    pub tags: Option<&'a BTreeSet<String>>,
    /// Occasions of the listen step.
    pub occasions: Option<&'a BTreeSet<String>>,
    /// Named places of each station's walking map.
    pub places: Option<&'a BTreeMap<String, BTreeSet<String>>>,
}

/// Reads a campaign file; gives the campaign, or every fault in the order of the file.
pub fn read_campaign(text: &str, known: &Known<'_>) -> Result<Campaign, Vec<Fault>> {
    let whole = |code, message: String, remedy: &str| {
        vec![Fault { line: 1, column: 1, path: String::new(), code, message, remedy: remedy.to_owned() }]
    };
    if text.len() > SIZE_LIMIT {
        let message = format!("the file has {} bytes; {SIZE_LIMIT} is the most", text.len());
        return Err(whole("too_large", message, "check that this is a campaign file"));
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let schema = schema::shape_schema();
    let shape = shape::read(text, &schema);
    if shape.faults.iter().any(|fault| fault.code == "syntax") {
        // Half a file says nothing reliable about its other half: keys may be missing only because they were not read.
        let certain = |fault: &Fault| fault.code != "missing_key";
        return Err(in_order(shape.faults.into_iter().filter(certain).collect()));
    }
    match serde_json::from_value::<Campaign>(shape.value.clone()) {
        Ok(campaign) => {
            let faults = checks::check(&campaign, known, shape);
            if faults.is_empty() { Ok(campaign) } else { Err(in_order(faults)) }
        }
        Err(_) if !shape.faults.is_empty() => Err(in_order(shape.faults)),
        Err(error) => Err(whole("not_understood", error.to_string(), "compare it with `giftgate campaign new`")),
    }
}

/// Reads the bytes of a campaign file.
pub fn read_campaign_bytes(bytes: &[u8], known: &Known<'_>) -> Result<Campaign, Vec<Fault>> {
    std::str::from_utf8(bytes).map_or_else(
        |error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().map(|&byte| usize::from(byte == b'\n')).sum::<usize>();
            let message = "not UTF-8".to_owned();
            let remedy = "save the file as UTF-8".to_owned();
            Err(vec![Fault { line, column: 1, path: String::new(), code: "not_utf8", message, remedy }])
        },
        |text| read_campaign(text, known),
    )
}

fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by(|one, other| (one.line, one.column, &one.path).cmp(&(other.line, other.column, &other.path)));
    faults.truncate(shape::MOST_FAULTS);
    faults
}

/// `did you mean X?`, or the list of what there is.
pub(super) fn suggest(unknown: &str, known: &[&str]) -> String {
    fault::suggestion(unknown, known.iter().copied())
}

#[cfg(test)]
#[path = "campaign_tests.rs"]
mod tests;
