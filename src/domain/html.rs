//! Text in HTML, and the text that HTML says.

/// Text with the five characters escaped that mean something in HTML and in attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// What a person reads of a post that a network gives as HTML: marks are dropped, lines stay lines. Whatever the HTML, this ends and gives plain text.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>') else { return entities(&text) };
        let tag = rest[..close].trim_start_matches('/');
        let ends_paragraph = rest.starts_with("/p");
        if tag.starts_with("br") || (ends_paragraph && !rest[close + 1..].is_empty()) {
            text.push('\n');
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    entities(&text)
}

/// The ampersand last, or `&amp;lt;` would become a mark.
fn entities(text: &str) -> String {
    const KNOWN: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    KNOWN.iter().fold(text.to_owned(), |text, (entity, mark)| text.replace(entity, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escape(r#"<b a="1">&'"#), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
    }

    #[test]
    fn what_a_person_reads_is_kept() {
        let html = "<p>Off to&nbsp;Oslo &amp; back<br>with <a href=\"https://x.example/?a>\">#<span>KL1197</span></a></p><p>Bye &amp;lt;3</p>";
        assert_eq!(text_of(html), "Off to Oslo & back\nwith \">#KL1197\nBye &lt;3");
        assert_eq!(text_of("a < b"), "a ");
        assert_eq!(text_of("<"), "");
        assert_eq!(text_of("plain"), "plain");
    }
}
