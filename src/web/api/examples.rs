//! An example beside every answer of the document, made from its schema, so that none can be missing or of an older shape.
//!
//! A field's own `example` counts first, then what its name usually holds here, then any value of its type.

use serde_json::{Map, Value, json};
use utoipa::openapi::{Content, OpenApi, RefOr};

/// How deep shapes stand in each other at most.
const DEEPEST: usize = 12;

/// What fields of these names hold, where their schema does not say.
const WORDS: [(&str, &str); 27] = [
    ("about", "publish"),
    ("action", "gift.approve"),
    ("address", "/cases/schiphol-surprise"),
    ("author", "sanne.example"),
    ("campaign", "schiphol-surprise"),
    ("cap", "money"),
    ("comparison", "name"),
    ("currency", "EUR"),
    ("definition", "x-2024-06"),
    ("engine", "sqlite"),
    ("figure", "impressions"),
    ("first_name", "Sanne"),
    ("handle", "sanne.example"),
    ("iata", "AMS"),
    ("idea", "trail-watch"),
    ("kind", "publish"),
    ("language", "nl"),
    ("leg", "KL1613/2025-03-04/AMS-VCE"),
    ("name", "Schiphol surprise"),
    ("next", "0195625d-6f2f-7a4b-8b0d-5a0c1a3e9f10"),
    ("role", "planner"),
    ("slug", "schiphol-surprise"),
    ("source", "bluesky"),
    ("station", "AMS"),
    ("text", "On my way to Venice, so excited!"),
    ("traveller", "S• d• V•"),
    ("url", "https://bsky.example/post/1"),
];

/// Adds them.
pub(super) fn add(document: &mut OpenApi) {
    let schemas = serde_json::to_value(document.components.as_ref().map(|all| &all.schemas)).unwrap_or_default();
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post, &mut item.put].into_iter().flatten() {
            for answer in operation.responses.responses.values_mut() {
                let RefOr::T(answer) = answer else { continue };
                if let Some(RefOr::T(content)) = answer.content.get_mut("application/json") {
                    complete(content, &schemas);
                }
            }
        }
    }
}

fn complete(content: &mut Content, schemas: &Value) {
    let schema = serde_json::to_value(&content.schema).unwrap_or_default();
    if content.example.is_none() {
        content.example = Some(example(schemas, &schema, "", 0));
    }
}

/// A value of a schema, for a field of this name.
fn example(schemas: &Value, schema: &Value, name: &str, depth: usize) -> Value {
    let inner = |schema: &Value| example(schemas, schema, name, depth + 1);
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(own) = schema.get("example").or_else(|| schema.pointer("/examples/0")) {
        return own.clone();
    }
    if let Some(referred) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return inner(&schemas[referred]);
    }
    for choice in ["oneOf", "anyOf"] {
        let choices = schema[choice].as_array().into_iter().flatten();
        if let Some(first) = choices.into_iter().find(|one| one["type"] != "null") {
            return inner(first);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let objects = parts.iter().map(inner).filter_map(|part| part.as_object().cloned());
        return Value::Object(objects.flatten().collect());
    }
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    match kind(schema) {
        "object" => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            let fields = fields.map(|(name, schema)| (name.clone(), example(schemas, schema, name, depth + 1)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        "array" => json!([inner(&schema["items"])]),
        "string" => text(schema, name),
        "integer" => schema["minimum"].as_i64().filter(|least| *least > 0).unwrap_or(1).into(),
        "number" => json!(0.5),
        "boolean" => json!(true),
        _ => Value::Null,
    }
}

/// The type of a schema; of several the first that is not null.
fn kind(schema: &Value) -> &str {
    let word = match &schema["type"] {
        Value::Array(words) => words.iter().find(|word| *word != "null"),
        one => Some(one),
    };
    word.and_then(Value::as_str).unwrap_or_default()
}

fn text(schema: &Value, name: &str) -> Value {
    let known = WORDS.iter().find(|(known, _)| *known == name).map(|(_, word)| *word);
    json!(match schema["format"].as_str() {
        Some("uuid") => "0195625d-6f2f-7a4b-8b0d-5a0c1a3e9f10",
        Some("date-time") => "2025-03-04T08:00:00Z",
        Some("date") => "2025-03-04",
        _ => known.unwrap_or("text"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::document::document;
    use super::*;

    /// Whether a value has a schema's shape, as far as examples go.
    fn fits(schemas: &Value, schema: &Value, value: &Value) -> bool {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return fits(schemas, &schemas[name], value);
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return choices.iter().any(|one| fits(schemas, one, value));
        }
        if let Some(words) = schema["enum"].as_array() {
            return words.contains(value);
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            one => vec![one.clone()],
        };
        kinds.iter().any(|kind| match kind.as_str() {
            Some("object") => value.as_object().is_some_and(|fields| {
                let required = schema["required"].as_array().into_iter().flatten();
                let has_all = required.into_iter().all(|name| fields.contains_key(name.as_str().unwrap_or_default()));
                has_all && fields.iter().all(|(name, value)| fits(schemas, &schema["properties"][name], value))
            }),
            Some("array") => {
                value.as_array().is_some_and(|all| all.iter().all(|one| fits(schemas, &schema["items"], one)))
            }
            Some("string") => value.is_string(),
            Some("integer") => value.is_i64(),
            Some("number") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            Some("null") => value.is_null(),
            _ => true,
        })
    }

    #[test]
    fn every_answer_has_an_example_of_its_own_shape() {
        let document = serde_json::to_value(document()).expect("JSON");
        let schemas = &document["components"]["schemas"];
        let mut seen = 0;
        for (path, item) in document["paths"].as_object().expect("paths") {
            for (method, operation) in item.as_object().expect("operations") {
                for (status, answer) in operation["responses"].as_object().expect("answers") {
                    let Some(content) = answer.pointer("/content/application~1json") else { continue };
                    seen += 1;
                    let shown = &content["example"];
                    assert!(fits(schemas, &content["schema"], shown), "{method} {path} {status}: {shown}");
                }
            }
        }
        assert!(seen > 50, "{seen}");
    }
}
