//! Interests and occasions: curated tags that gifts can answer to, found as whole words in five languages.
//!
//! Only what the post says is a signal; nothing is inferred. A tag is reported once, at its first place.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::phrases::{Hits, LexiconBuilder, Phrases};
use super::text::{Span, View};

/// A tag with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagMention {
    /// One of [`interest_tags`] or [`occasion_tags`].
    pub tag: String,
    /// Where it stands.
    pub span: Span,
}

const INTERESTS: &str = include_str!("tables/interests.tsv");
const OCCASIONS: &str = include_str!("tables/occasions.tsv");

fn tags_of(table: &'static str) -> Vec<&'static str> {
    let tags = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let mut tags: Vec<&str> = tags.filter(|tag| !tag.is_empty()).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Every interest tag a campaign may name, sorted.
pub fn interest_tags() -> &'static [&'static str] {
    static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| tags_of(INTERESTS));
    &TAGS
}

/// Every occasion tag a campaign may name, sorted.
pub fn occasion_tags() -> &'static [&'static str] {
    static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| tags_of(OCCASIONS));
    &TAGS
}

/// Finds tags.
#[derive(Debug)]
pub(super) struct Tags {
    interests: Phrases,
    occasions: Phrases,
}

impl Tags {
    /// Builds both lexicons.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        Self { interests: lexicon.add(INTERESTS), occasions: lexicon.add(OCCASIONS) }
    }

    /// The interests of a post.
    pub(super) fn interests(&self, view: &View, hits: &Hits) -> Vec<TagMention> {
        mentions(&self.interests, view, hits)
    }

    /// The occasions of a post.
    pub(super) fn occasions(&self, view: &View, hits: &Hits) -> Vec<TagMention> {
        mentions(&self.occasions, view, hits)
    }
}

fn mentions(phrases: &Phrases, view: &View, hits: &Hits) -> Vec<TagMention> {
    let mut found: Vec<TagMention> = Vec::new();
    for hit in phrases.all(hits) {
        if !found.iter().any(|mention| mention.tag == phrases.name(hit)) {
            // A phrase that lets the word run on covers the whole word.
            let tail = view.folded[hit.end..]
                .find(|letter| !super::text::is_word(letter))
                .unwrap_or(view.folded.len() - hit.end);
            let last = super::text::before(&view.folded, hit.end).is_some_and(super::text::is_word);
            let end = if last { hit.end + tail } else { hit.end };
            found.push(TagMention { tag: phrases.name(hit).to_owned(), span: view.span(hit.start, end) });
        }
    }
    found
}
