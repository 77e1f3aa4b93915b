//! What was said between an account and the server that stands in for X, as `tests/peers/x_document.mjs` reads it.

use serde_json::{Value, json};

use super::x_contract::Request;

/// Keeps a request; gives its number, or none where it is not asked of X itself.
pub fn note(said: &mut Vec<Value>, request: &Request) -> Option<usize> {
    if request.path.starts_with("/lists/") {
        return None;
    }
    let header = |name: &str| request.headers.get(name).map_or("", String::as_str);
    let by = header("authorization").split(' ').next().unwrap_or_default();
    said.push(json!({ "method": request.method, "path": request.path, "query": request.query, "by": by,
        "type": header("content-type"), "body": request.body, "status": 0, "answer_type": "", "answer": null }));
    Some(said.len() - 1)
}

/// Keeps the answer to a request of this number.
pub fn note_answer(said: &mut [Value], number: Option<usize>, status: u16, body: &Value) {
    if let Some(exchange) = number.and_then(|number| said.get_mut(number)) {
        exchange["status"] = json!(status);
        exchange["answer_type"] = json!(kind_of(status));
        exchange["answer"] = json!(body.to_string());
    }
}

/// What X says of its answers.
pub const fn kind_of(status: u16) -> &'static str {
    if status < 400 { "application/json" } else { "application/problem+json" }
}

/// A trouble that has nothing to tell beside its status.
pub fn trouble(status: u16, title: &str) -> Value {
    json!({ "type": "about:blank", "title": title, "status": status })
}
