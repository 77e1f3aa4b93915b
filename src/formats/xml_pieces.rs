//! As much of XML (1.0, fifth edition) as feeds need: elements, texts, character data, the five named entities and numbers.
//!
//! No document type, so no entity of the file's own and nothing that grows; depth and size are bounded by the caller's bytes.

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An element begins: its name as written, and its attributes as written.
    Open(&'a str, &'a str),
    /// An element ends.
    Close(&'a str),
    /// Text, entities read.
    Text(String),
}

/// The document is not understood from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum XmlFault {
    /// Something that was begun never ends.
    #[error("it is cut off")]
    CutOff,
    /// A document type: it could name entities that grow without bound.
    #[error("it has a document type of its own, which is not read")]
    DocumentType,
}

/// The pieces of a document, in order.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
    /// An element that was written as empty ends next.
    closing: Option<&'a str>,
}

impl<'a> Pieces<'a> {
    /// Of a text.
    pub const fn of(text: &'a str) -> Self {
        Self { rest: text, closing: None }
    }

    fn next_piece(&mut self) -> Result<Option<Piece<'a>>, XmlFault> {
        loop {
            if let Some(name) = self.closing.take() {
                return Ok(Some(Piece::Close(name)));
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let Some(inside) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Ok(Some(Piece::Text(unescaped(text))));
            };
            if let Some(data) = inside.strip_prefix("![CDATA[") {
                let (text, rest) = data.split_once("]]>").ok_or(XmlFault::CutOff)?;
                self.rest = rest;
                return Ok(Some(Piece::Text(text.to_owned())));
            }
            if let Some(comment) = inside.strip_prefix("!--") {
                self.rest = comment.split_once("-->").ok_or(XmlFault::CutOff)?.1;
                continue;
            }
            if inside.starts_with('!') {
                return Err(XmlFault::DocumentType);
            }
            if let Some(instruction) = inside.strip_prefix('?') {
                self.rest = instruction.split_once("?>").ok_or(XmlFault::CutOff)?.1;
                continue;
            }
            let end = end_of_tag(inside).ok_or(XmlFault::CutOff)?;
            let tag = &inside[..end];
            self.rest = &inside[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                return Ok(Some(Piece::Close(name.trim())));
            }
            let empty = tag.ends_with('/');
            let tag = tag.strip_suffix('/').unwrap_or(tag);
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            self.closing = empty.then_some(name);
            return Ok(Some(Piece::Open(name, attributes)));
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, XmlFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.next_piece();
        if piece.is_err() {
            self.rest = "";
        }
        piece.transpose()
    }
}

/// Where a tag ends: a sign within quotes is none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })
}

/// The value of an attribute.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (value, more) = after[1..].split_once(quote)?;
        if before.trim() == name {
            return Some(unescaped(value));
        }
        rest = more;
    }
    None
}

/// A text with its entities read; what is none stays as it is written.
fn unescaped(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = rest[1..].find(';').filter(|end| *end <= 10).and_then(|end| Some((entity(&rest[1..=end])?, end)));
        if let Some((mark, end)) = known {
            read.push(mark);
            rest = &rest[end + 2..];
        } else {
            read.push('&');
            rest = &rest[1..];
        }
    }
    read.push_str(rest);
    read
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number).filter(|mark| !mark.is_control() || matches!(mark, '\n' | '\t' | '\r'))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> Result<Vec<Piece<'_>>, XmlFault> {
        Pieces::of(text).collect()
    }

    #[test]
    fn elements_texts_and_data_are_read_in_order() {
        let text = "<?xml version='1.0'?><!-- a > b --><a x=\"1>2\" y='&amp;'>T&#233;xt &lt;b&gt; &nope;<b/><![CDATA[<p>&amp;]]></a>";
        assert_eq!(
            pieces(text),
            Ok(vec![
                Piece::Open("a", "x=\"1>2\" y='&amp;'"),
                Piece::Text("Téxt <b> &nope;".to_owned()),
                Piece::Open("b", ""),
                Piece::Close("b"),
                Piece::Text("<p>&amp;".to_owned()),
                Piece::Close("a"),
            ])
        );
        assert_eq!(attribute("x=\"1>2\" y='&amp;'", "y").as_deref(), Some("&"));
        assert_eq!(attribute("x=\"1\" y=2", "y"), None);
    }

    #[test]
    fn what_could_grow_or_never_ends_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\">]><a>&x;&x;</a>";
        assert_eq!(pieces(bomb), Err(XmlFault::DocumentType));
        for cut in ["<a", "<a x=\"", "<![CDATA[x", "<!-- x", "<?xml"] {
            assert_eq!(pieces(cut), Err(XmlFault::CutOff), "{cut}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_grow(text in "(<|>|/|!|\\?|&|;|#|\"|'|=|\\[|CDATA|--|a|é|\\PC){0,40}") {
            let mut texts = 0;
            for piece in Pieces::of(&text).flatten() {
                if let Piece::Text(read) = piece {
                    texts += read.len();
                }
            }
            prop_assert!(texts <= text.len());
        }
    }
}
