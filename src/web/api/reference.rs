//! `/api/v1`: the API to read in a browser, made from its own document. It is English throughout, as its codes are.

use axum::extract::State;
use axum::response::Html;
use serde::Serialize;
use serde_json::Value;

use super::document::document;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// A part of the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// Something that can be asked or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// `GET`, `POST`, `PUT`.
    pub method: String,
    /// Address.
    pub path: String,
    /// What it does.
    pub summary: String,
    /// The scope it needs.
    pub scope: String,
    /// What goes into address, query and header.
    pub takes: Vec<Line>,
    /// Shape of the body.
    pub body: Option<Shape>,
    /// What comes back.
    pub answers: Vec<Line>,
    /// Shape of what comes back.
    pub gives: Option<Shape>,
    /// An example of it.
    pub example: Option<String>,
}

/// A name with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Name or status.
    pub name: String,
    /// Where it goes, or its type.
    pub kind: String,
    /// What it means.
    pub words: String,
    /// Whether it has to be there.
    pub required: bool,
}

/// A shape in words of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// Its name in the document.
    pub name: String,
    /// Its fields.
    pub fields: Vec<Line>,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct ApiPage {
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Page for ApiPage {
    const TEMPLATE: &'static str = "public/api.html";

    fn samples() -> Vec<Self> {
        vec![Self::new()]
    }
}

impl ApiPage {
    fn new() -> Self {
        let document = serde_json::to_value(document()).unwrap_or_default();
        let parts = list(&document["tags"]).map(|tag| {
            let name = text(&tag["name"]);
            Part { operations: operations(&document, &name), about: text(&tag["description"]), name }
        });
        Self { parts: parts.collect() }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn operations(document: &Value, part: &str) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in entries(&document["paths"]) {
        for (method, operation) in entries(item).filter(|(_, operation)| operation["tags"][0] == part) {
            found.push(operation_of(document, path, method, operation));
        }
    }
    found
}

fn operation_of(document: &Value, path: &str, method: &str, operation: &Value) -> Operation {
    let takes = list(&operation["parameters"]).map(|one| Line {
        name: text(&one["name"]),
        kind: text(&one["in"]),
        words: text(&one["description"]),
        required: one["required"] == true,
    });
    let answers = entries(&operation["responses"]).map(|(status, answer)| Line {
        name: status.clone(),
        kind: String::new(),
        words: text(&answer["description"]),
        required: false,
    });
    let json = "/content/application~1json/schema";
    let given = entries(&operation["responses"]).find_map(|(_, answer)| answer.pointer(json));
    let example = "/content/application~1json/example";
    let example = entries(&operation["responses"]).find_map(|(_, answer)| answer.pointer(example));
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        // What needs no token needs a key, which has no scopes.
        scope: entries(&operation["security"][0])
            .map(|(way, scopes)| scopes[0].as_str().unwrap_or(way).to_owned())
            .collect(),
        takes: takes.collect(),
        body: operation["requestBody"].pointer(json).map(|schema| shape(document, schema)),
        answers: answers.collect(),
        gives: given.map(|schema| shape(document, schema)),
        example: example.and_then(|value| serde_json::to_string_pretty(value).ok()),
    }
}

/// The name that a schema refers to.
fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

fn shape(document: &Value, schema: &Value) -> Shape {
    let name = referred(schema).unwrap_or_default();
    let own = if name.is_empty() { schema } else { &document["components"]["schemas"][name] };
    let required: Vec<&Value> = list(&own["required"]).collect();
    let fields = entries(&own["properties"]).map(|(field, schema)| Line {
        name: field.clone(),
        kind: kind(schema),
        words: text(&schema["description"]),
        required: required.iter().any(|one| *one == field),
    });
    Shape { name: name.to_owned(), fields: fields.collect() }
}

/// A type in a word or two.
fn kind(schema: &Value) -> String {
    if let Some(name) = referred(schema) {
        return name.to_owned();
    }
    if let Some(one) = list(&schema["oneOf"]).find(|one| one["type"] != "null") {
        return format!("{} or null", kind(one));
    }
    match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" or "),
        Value::String(word) if word == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(word) => schema["format"].as_str().unwrap_or(word).to_owned(),
        _ => "any".to_owned(),
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.page(&ApiPage::new(), &chrome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::api::is_api;
    use crate::web::routes::{MATRIX, Who};

    #[test]
    fn every_address_for_programs_is_described_with_its_scope_and_no_other() {
        let described: Vec<Operation> = ApiPage::new().parts.into_iter().flat_map(|part| part.operations).collect();
        let mut rows = 0;
        for row in MATRIX {
            let (reads, writes) = match row.who {
                Who::Token(reads, writes) => (reads.as_str(), writes.as_str()),
                Who::Programs if is_api(row.path) => ("flight_key", "flight_key"),
                _ => continue,
            };
            for method in row.methods {
                rows += 1;
                let found = described.iter().find(|one| one.path == row.path && one.method == method.to_uppercase());
                let found = found.unwrap_or_else(|| panic!("{method} {} is not described", row.path));
                let scope = if *method == "get" { reads } else { writes };
                assert_eq!(found.scope, scope, "{method} {}", row.path);
                assert!(!found.summary.is_empty() && found.answers.len() > 4, "{method} {}", row.path);
            }
        }
        assert_eq!(described.len(), rows);
    }

    #[test]
    fn the_document_is_openapi_3_1_and_refers_to_nothing_that_is_not_there() {
        let document = serde_json::to_value(document()).expect("JSON");
        assert_eq!(document["openapi"], "3.1.0");
        let text = document.to_string();
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().expect("a name");
            assert!(document["components"]["schemas"].get(name).is_some(), "{name} is not there");
        }
    }
}
