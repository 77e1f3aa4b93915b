//! The JSON Schema of campaign files, for editors; it follows from the domain types.
//!
//! `campaigns/campaign.schema.json` is this schema, written out; a test keeps both the same.

use serde_json::{Value, json};

use crate::domain::campaign::Campaign;

/// The schema as the types give it, with the languages named that serve as keys.
pub(super) fn shape_schema() -> Value {
    let mut schema = schemars::schema_for!(Campaign).to_value();
    for (kind, key) in [
        ("GiftIdea", "name"),
        ("Rules", "language_min"),
        ("FollowUpRules", "templates"),
        ("CannedAnswer", "name"),
        ("CannedAnswer", "text"),
    ] {
        schema["$defs"][kind]["properties"][key]["propertyNames"] = json!({ "$ref": "#/$defs/Language" });
    }
    schema
}

/// The schema for editors: the shape, and the limits that a schema can say.
pub fn campaign_schema() -> Value {
    let mut schema = shape_schema();
    schema["title"] = json!("giftgate campaign");
    let slug = json!("^[a-z0-9]+(-[a-z0-9]+)*$");
    schema["properties"]["slug"]["pattern"] = slug.clone();
    schema["properties"]["hold_out_percent"]["maximum"] = json!(50);
    let limits: [(&str, &str, &str, Value); 13] = [
        ("GiftIdea", "slug", "pattern", slug.clone()),
        ("CannedAnswer", "slug", "pattern", slug),
        ("CannedAnswer", "name", "required", json!(["en"])),
        ("GiftIdea", "benefit", "maximum", json!(100)),
        ("GiftIdea", "name", "required", json!(["en"])),
        ("Rules", "max_facts", "maximum", json!(2)),
        ("Rules", "max_fact_age_days", "maximum", json!(14)),
        ("Rules", "elite_percent_max", "maximum", json!(100)),
        ("FollowUpRules", "hours_after_arrival", "minimum", json!(3)),
        ("StationScope", "iata", "pattern", json!("^[A-Z]{3}$")),
        ("StationScope", "hand_over", "minItems", json!(1)),
        ("CourierShift", "capacity", "minimum", json!(1)),
        ("ApprovalTier", "approvers", "minimum", json!(1)),
    ];
    for (kind, key, limit, value) in limits {
        schema["$defs"][kind]["properties"][key][limit] = value;
    }
    schema
}

/// The schema as `campaigns/campaign.schema.json` holds it; sorted, so that it's the same in every build.
pub fn campaign_schema_text() -> String {
    let mut schema = campaign_schema();
    schema.sort_all_objects();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_the_repository_is_the_schema_of_the_types() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/campaigns/campaign.schema.json");
        if std::env::var_os("GIFTGATE_WRITE_SCHEMA").is_some() {
            std::fs::write(file, campaign_schema_text()).expect("the repository can be written");
        }
        let text = std::fs::read_to_string(file).unwrap_or_default();
        assert!(text == campaign_schema_text(), "write it again: GIFTGATE_WRITE_SCHEMA=1 cargo test --lib schema");
    }
}
