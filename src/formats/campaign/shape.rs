//! The shape of a campaign file: every unknown key, missing key and wrong type at once.
//!
//! The file is walked along the schema that the domain types give, so shape and meaning can't drift apart. What is
//! at fault is replaced by a placeholder and remembered, so that the checks of meaning can go on for the rest.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Places, nearest, quoted, suggestion};
use crate::domain::money::{Currency, Money};

/// More faults than anybody reads; a file that has them is no campaign.
pub(super) const MOST_FAULTS: usize = 200;

/// A file, walked.
pub(super) struct Shape {
    /// The file as JSON, with placeholders where it is at fault.
    pub(super) value: Value,
    pub(super) faults: Vec<Fault>,
    pub(super) places: Places,
    /// Paths that hold a placeholder.
    pub(super) patched: BTreeSet<String>,
}

/// Walks a file along the schema.
pub(super) fn read(text: &str, schema: &Value) -> Shape {
    let mut walker = Walker { schema, places: Places::new(text), faults: Vec::new(), patched: BTreeSet::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MOST_FAULTS) {
        let (line, column) = walker.places.position(error.span().map_or(0, |span| span.start));
        let message = format!("not TOML: {}", error.message().trim().replace('\n', ", "));
        let remedy = "correct the line; text goes in quotation marks, tables start with [name]".to_owned();
        walker.faults.push(Fault { line, column, path: String::new(), code: "syntax", message, remedy });
    }
    let value = walker.table(table.get_ref(), schema, "");
    walker.faults.truncate(MOST_FAULTS);
    Shape { value, faults: walker.faults, places: walker.places, patched: walker.patched }
}

struct Walker<'a> {
    schema: &'a Value,
    places: Places,
    faults: Vec<Fault>,
    patched: BTreeSet<String>,
}

impl<'a> Walker<'a> {
    fn fault(&mut self, path: &str, code: &'static str, message: String, remedy: String) {
        let (line, column) = self.places.of(path);
        self.faults.push(Fault { line, column, path: path.to_owned(), code, message, remedy });
        self.patched.insert(path.to_owned());
    }

    /// The schema behind references and options.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            return self.resolve(&self.schema["$defs"][name]);
        }
        match schema["anyOf"].as_array().and_then(|options| options.first()) {
            Some(option) => self.resolve(option),
            None => schema,
        }
    }

    fn table(&mut self, table: &DeTable<'_>, schema: &'a Value, path: &str) -> Value {
        let Some(properties) = schema["properties"].as_object() else { return self.map(table, schema, path) };
        let mut object = Map::new();
        let mut slips = BTreeSet::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let inner = join(path, name);
            self.places.remember(&inner, key.span().start);
            if let Some(schema) = properties.get(name) {
                let schema = self.resolve(schema);
                if let Some(value) = self.value(value, schema, &inner) {
                    object.insert(name.to_owned(), value);
                }
                continue;
            }
            let open = properties.keys().map(String::as_str).filter(|known| !table.contains_key(*known));
            if let Some(slip) = nearest(name, open) {
                slips.insert(slip.to_owned());
                self.patched.insert(join(path, slip));
            }
            let remedy = suggestion(name, properties.keys().map(String::as_str));
            self.fault(&inner, "unknown_key", format!("the key {} is not known here", quoted(name)), remedy);
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if object.contains_key(name) {
                continue;
            }
            let inner = join(path, name);
            let property = self.resolve(&properties[name]);
            if !table.contains_key(name) && !slips.contains(name) {
                let what = property["description"].as_str().or(properties[name]["description"].as_str());
                let what = what.unwrap_or_default().trim_end_matches('.');
                self.fault(&inner, "missing_key", format!("the key `{name}` is missing"), format!("add it: {what}"));
            }
            self.patched.insert(inner);
            object.insert(name.to_owned(), self.placeholder(property));
        }
        Value::Object(object)
    }

    /// A table with free keys, or with languages as keys.
    fn map(&mut self, table: &DeTable<'_>, schema: &'a Value, path: &str) -> Value {
        let words = schema.get("propertyNames").map(|names| consts(self.resolve(names)));
        let inner_schema = self.resolve(&schema["additionalProperties"]);
        let mut object = Map::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let inner = join(path, name);
            self.places.remember(&inner, key.span().start);
            if let Some(words) = words.as_ref().filter(|words| !words.contains(&name)) {
                let remedy = suggestion(name, words.iter().copied());
                self.fault(&inner, "unknown_word", format!("{} is not known here", quoted(name)), remedy);
            } else if let Some(value) = self.value(value, inner_schema, &inner) {
                object.insert(name.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    /// The value as JSON, or `None` and a fault where it has the wrong type.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, schema: &'a Value, path: &str) -> Option<Value> {
        let words = consts(schema);
        let found = value.get_ref();
        let kind = type_of(schema);
        match (kind, found) {
            ("object", DeValue::Table(table)) => Some(self.table(table, schema, path)),
            ("array", DeValue::Array(list)) => {
                let items = self.resolve(&schema["items"]);
                let mut all = Vec::new();
                for (index, item) in list.iter().enumerate() {
                    let inner = format!("{path}[{index}]");
                    self.places.remember(&inner, item.span().start);
                    let item = self.value(item, items, &inner);
                    all.push(item.unwrap_or_else(|| self.placeholder(items)));
                }
                Some(Value::Array(all))
            }
            ("boolean", DeValue::Boolean(flag)) => Some(json!(flag)),
            ("integer", DeValue::Integer(number)) => self.integer(number.as_str(), number.radix(), schema, path),
            ("string", DeValue::String(text)) if !words.is_empty() => {
                if words.contains(&text.as_ref()) {
                    return Some(json!(text));
                }
                let message = format!("{} is not known here", quoted(text));
                self.fault(path, "unknown_word", message, suggestion(text, words.iter().copied()));
                None
            }
            ("string", DeValue::String(text)) => self.text(text, schema, path),
            ("string", DeValue::Datetime(stamp)) if schema["format"].is_string() => {
                self.text(&stamp.to_string(), schema, path)
            }
            _ => {
                let message = format!("this is {}, not {}", a(found.type_str()), expected(schema, kind));
                self.fault(path, "wrong_type", message, format!("write {}", example(schema, kind)));
                None
            }
        }
    }

    fn integer(&mut self, digits: &str, radix: u32, schema: &Value, path: &str) -> Option<Value> {
        let least = schema["minimum"].as_i64().unwrap_or(0);
        let most = match (schema["maximum"].as_i64(), schema["format"].as_str()) {
            (Some(most), _) => most,
            (None, Some("uint32")) => i64::from(u32::MAX),
            _ => i64::MAX,
        };
        match i64::from_str_radix(&digits.replace('_', ""), radix) {
            Ok(number) if (least..=most).contains(&number) => Some(json!(number)),
            _ => {
                let message = format!("{} is not between {least} and {most}", quoted(digits));
                self.fault(path, "out_of_range", message, "write a smaller or larger whole number".to_owned());
                None
            }
        }
    }

    fn text(&mut self, text: &str, schema: &Value, path: &str) -> Option<Value> {
        let bad = |what: &str| (format!("{} is not {what}", quoted(text)), what.to_owned());
        let fault = match schema["format"].as_str() {
            Some("date") => match crate::formats::fields::day(text) {
                Some(day) => return Some(json!(day)),
                None => ("bad_date", bad("a day; days exist and are written YYYY-MM-DD")),
            },
            Some("partial-time") => match text.parse::<chrono::NaiveTime>() {
                Ok(time) => return Some(json!(time)),
                Err(_) => ("bad_time", bad("a time of day, written HH:MM")),
            },
            _ if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains(' ')) => {
                match text.parse::<Money>() {
                    Ok(money) => return Some(json!(money)),
                    Err(error) => ("bad_money", (error.to_string(), "an amount such as \"EUR 49.00\"".to_owned())),
                }
            }
            _ if schema["pattern"].is_string() => match text.parse::<Currency>() {
                Ok(currency) => return Some(json!(currency)),
                Err(error) => ("bad_currency", (error.to_string(), "a currency such as \"EUR\"".to_owned())),
            },
            _ if text.contains('\0') => ("bad_text", bad("plain text; remove the NUL character")),
            _ => return Some(json!(text)),
        };
        let (code, (message, what)) = fault;
        self.fault(path, code, message, format!("write {what}"));
        None
    }

    fn placeholder(&self, schema: &'a Value) -> Value {
        if let Some(word) = consts(schema).first() {
            return json!(word);
        }
        match type_of(schema) {
            "object" => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let fill = |name: &str| (name.to_owned(), self.placeholder(self.resolve(&schema["properties"][name])));
                Value::Object(required.map(fill).collect())
            }
            "array" => json!([]),
            "boolean" => json!(false),
            "integer" => schema.get("minimum").cloned().unwrap_or(json!(0)),
            _ => match (schema["format"].as_str(), schema["pattern"].as_str()) {
                (Some("date"), _) => json!("2025-01-01"),
                (Some("partial-time"), _) => json!("00:00:00"),
                (_, Some(pattern)) if pattern.contains(' ') => json!("EUR 0.00"),
                (_, Some(_)) => json!("EUR"),
                _ => json!(""),
            },
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The words of an enum schema; empty for others.
fn consts(schema: &Value) -> Vec<&str> {
    let options = schema["oneOf"].as_array().into_iter().flatten();
    let listed = schema["enum"].as_array().into_iter().flatten();
    options.filter_map(|option| option["const"].as_str()).chain(listed.filter_map(Value::as_str)).collect()
}

fn type_of(schema: &Value) -> &str {
    let kind = &schema["type"];
    kind.as_str().or(kind[0].as_str()).unwrap_or("string")
}

fn a(kind: &str) -> String {
    if kind.starts_with(['a', 'i', 'o']) { format!("an {kind}") } else { format!("a {kind}") }
}

fn expected(schema: &Value, kind: &str) -> &'static str {
    match (kind, schema["format"].as_str(), schema["pattern"].as_str()) {
        ("object", ..) => "a table",
        ("array", ..) => "a list",
        ("boolean", ..) => "true or false",
        ("integer", ..) => "a whole number",
        (_, Some("date"), _) => "a day",
        (_, Some("partial-time"), _) => "a time of day",
        (_, _, Some(pattern)) if pattern.contains(' ') => "an amount of money",
        _ => "a text",
    }
}

fn example(schema: &Value, kind: &str) -> &'static str {
    match (kind, schema["format"].as_str(), schema["pattern"].as_str()) {
        ("object", ..) => "it as a table, such as [caps] with its keys below",
        ("array", ..) => "it as a list, such as [\"en\", \"nl\"]",
        ("boolean", ..) => "true or false without quotation marks",
        ("integer", ..) => "a whole number without quotation marks, such as 20",
        (_, Some("date"), _) => "a day such as 2025-03-04",
        (_, Some("partial-time"), _) => "a time such as \"04:30\"",
        (_, _, Some(pattern)) if pattern.contains(' ') => "an amount such as \"EUR 49.00\"",
        _ => "it in quotation marks",
    }
}
