//! The words of a post of X (API v2): X shortens links, escapes marks, and puts long texts beside the short ones.

use serde_json::Value;

use super::html::text_of;

/// Longest link that is written out, characters.
const LONGEST_LINK: usize = 2_000;

/// The text of a post and what is marked in it, the long text where there is one.
pub fn body(post: &Value) -> Option<(&str, &Value)> {
    let note = &post["note_tweet"];
    match note["text"].as_str() {
        Some(text) => Some((text, &note["entities"])),
        None => Some((post["text"].as_str()?, &post["entities"])),
    }
}

/// A text as its author wrote it.
pub fn written(text: &str, entities: &Value) -> String {
    let links = entities["urls"].as_array().into_iter().flatten();
    let text = links.fold(text.to_owned(), |text, link| match (link["url"].as_str(), link["expanded_url"].as_str()) {
        (Some(short), Some(long)) if !short.is_empty() && long.len() < LONGEST_LINK => text.replace(short, long),
        _ => text,
    });
    text_of(&text.replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_post_is_told_by_what_its_author_wrote() {
        let plain = |post: Value| body(&post).map(|(text, entities)| written(text, entities));
        let post = json!({
            "text": "Dank &amp; groet <3 https://t.co/a",
            "entities": { "urls": [{ "url": "https://t.co/a", "expanded_url": "https://gifts.example/r/1" }] },
        });
        assert_eq!(plain(post).as_deref(), Some("Dank & groet <3 https://gifts.example/r/1"));
        let long = json!({ "text": "short…", "note_tweet": { "text": "long" } });
        assert_eq!(plain(long).as_deref(), Some("long"));
        assert_eq!(plain(json!({ "id": "1" })), None);
    }
}
