//! A text as every reader of the listen room sees it: folded, its tokens told apart, its language, and what it holds of
//! all lexicons. Each of these is made once.

use std::cell::OnceCell;

use super::Reader;
use super::language::LanguageGuess;
use super::linear::Grams;
use super::phrases::Hits;
use super::text::View;
use super::token::{self, Token};

/// A text, looked at once.
#[derive(Debug)]
pub(super) struct Look {
    /// The folded text, addresses blanked out.
    pub(super) view: View,
    /// Its typed tokens.
    pub(super) tokens: Vec<Token>,
    /// Its language.
    pub(super) guess: LanguageGuess,
    /// The phrases of all tables in it.
    pub(super) hits: Hits,
    grams: OnceCell<Grams>,
}

impl Look {
    /// The n-grams the models weigh; most screened posts are stopped before they are needed.
    pub(super) fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::of(&self.view.folded))
    }
}

impl Reader {
    /// Looks at a text; `tag` is the language its author or network says.
    pub(super) fn look(&self, text: &str, tag: Option<&str>) -> Look {
        let mut view = View::new(text);
        let tokens = token::tokens(&view);
        token::blank_addresses(&mut view, &tokens);
        let guess = self.languages.guess(text, tag);
        let hits = self.lexicon.find(&view, &guess);
        Look { view, tokens, guess, hits, grams: OnceCell::new() }
    }
}
