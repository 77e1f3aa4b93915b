//! Cleaning: the parts of a post that are not running text, as typed tokens over the original characters.
//!
//! Addresses on the web are never read as text; handles and hashtags stay readable; `RT @x:` marks someone else's words.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{Span, View, pattern};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `@handle`, with its domain on networks that have one.
    Handle,
    /// `#hashtag`.
    Hashtag,
    /// `RT @handle:` at the start: the words that follow are someone else's.
    Repost,
}

/// A typed token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands in the original.
    pub span: Span,
    /// First folded byte.
    pub start: usize,
    /// One past the last folded byte.
    pub end: usize,
}

static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<url>(?:https?://|www\.)[^\s<>\x22]+|\b(?:t\.co|bit\.ly|youtu\.be|instagr\.am)/[^\s<>\x22]+)",
        r"|(?P<email>[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})",
        r"|(?P<repost>(?:^|\s)rt\s+@[a-z0-9_.-]+:?)",
        r"|(?P<handle>@[a-z0-9_][a-z0-9_.-]*(?:@[a-z0-9.-]+)?)",
        r"|(?P<hashtag>#[\p{L}\p{N}_]+)"
    ))
});

/// The typed tokens of a view, in text order.
pub(super) fn tokens(view: &View) -> Vec<Token> {
    TOKENS
        .captures_iter(&view.folded)
        .filter_map(|found| {
            let (kind, part) = [
                (TokenKind::Url, "url"),
                (TokenKind::Email, "email"),
                (TokenKind::Repost, "repost"),
                (TokenKind::Handle, "handle"),
                (TokenKind::Hashtag, "hashtag"),
            ]
            .into_iter()
            .find_map(|(kind, name)| found.name(name).map(|part| (kind, part)))?;
            let text = part.as_str();
            let start = part.start() + (text.len() - text.trim_start().len());
            let end = part.start() + text.trim_end_matches(['.', ',', ')', ':', '-']).len();
            Some(Token { kind, span: view.span(start, end), start, end })
        })
        .collect()
}

/// Blanks out addresses in the folded text, byte for byte, so that nothing is read from them.
pub(super) fn blank_addresses(view: &mut View, tokens: &[Token]) {
    for token in tokens.iter().filter(|token| matches!(token.kind, TokenKind::Url | TokenKind::Email)) {
        view.folded.replace_range(token.start..token.end, &" ".repeat(token.end - token.start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, String)> {
        let view = View::new(text);
        tokens(&view).into_iter().map(|token| (token.kind, view.original(token.start, token.end))).collect()
    }

    #[test]
    fn addresses_handles_and_hashtags_are_told_apart() {
        use TokenKind::{Email, Handle, Hashtag, Repost, Url};
        let found = kinds("RT @KLM: see https://t.co/KL1023 me@here.example @a.b.example, #Trip2Rome");
        let words = ["RT @KLM", "https://t.co/KL1023", "me@here.example", "@a.b.example", "#Trip2Rome"];
        assert_eq!(
            found,
            [Repost, Url, Email, Handle, Hashtag].into_iter().zip(words.map(str::to_owned)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn an_address_leaves_a_gap_of_the_same_length() {
        let mut view = View::new("x https://e.example/KL1 é");
        let length = view.folded.len();
        let tokens = tokens(&view);
        blank_addresses(&mut view, &tokens);
        assert_eq!(view.folded.len(), length);
        assert!(!view.folded.contains("kl1"));
    }
}
