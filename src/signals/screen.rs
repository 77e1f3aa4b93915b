//! The sensitive screen: posts that touch health, pregnancy, faith, politics, sexuality, ethnicity, union, crime, money
//! trouble, grief or minors stop here, before anything is kept; so do posts in a language giftgate can't read.
//!
//! Fail closed: all languages' lexicons are tried on every post whatever its language seems to be. Only a harmless
//! phrase that wholly covers a hit ("died laughing") lets it pass. What no list has, a trained model may still stop:
//! it weighs all words together with the table of leaning ones ("belly", "scan"), which alone decide nothing, and with the senses
//! that words of all languages share (`senses.rs`).

use std::sync::LazyLock;

use regex::Regex;

use super::language::UNDETERMINED;
use super::linear::{LinearModel, ModelKind};
use super::look::Look;
use super::phrases::{Hits, LexiconBuilder, Phrases};
use super::senses::Senses;
use super::text::{View, pattern};
use super::token::{Token, TokenKind};

words! {
    /// Why a post was screened; kept as a count only.
    ScreenCategory {
        /// Illness, disability, treatment, addiction.
        Health = "health",
        /// Pregnancy, birth, loss of it.
        Pregnancy = "pregnancy",
        /// Belief and its practice.
        Faith = "faith",
        /// Parties, votes, protest, war.
        Politics = "politics",
        /// Sexual life and orientation, gender identity.
        Sexuality = "sexuality",
        /// Origin, skin, migration, racism.
        Ethnicity = "ethnicity",
        /// Trade unions and strikes.
        Union = "union",
        /// Crime, as victim, suspect or witness.
        Crime = "crime",
        /// Debt, dismissal, poverty.
        Money = "money",
        /// Death and mourning.
        Grief = "grief",
        /// People under 18.
        Minors = "minors",
        /// No listed word, but the trained model finds something of the above likely.
        Likely = "likely",
        /// A language that can't be read.
        UnknownLanguage = "unknown_language",
    }
}

/// With fewer letters of running text than this, an undetermined language is no reason to screen: there is nothing
/// to read but codes and names.
const UNREADABLE_FROM: usize = 24;

/// The sensitive screen.
#[derive(Debug)]
pub(super) struct Screen {
    words: Phrases,
    /// For every tag of the lexicon its category; `None` for harmless phrases.
    categories: Vec<Option<ScreenCategory>>,
    leaning: Phrases,
    pub(super) senses: Senses,
    pub(super) model: Option<LinearModel>,
}

/// Cues of the model: one a tag of the leaning words, then how many harmless phrases there are.
pub(super) const SCREEN_CUES: usize = 16;

/// What the lists find.
pub(super) struct Listed {
    /// The first reason, if any.
    pub(super) category: Option<ScreenCategory>,
    /// How many harmless phrases the post has.
    harmless: usize,
}

static AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ -](?:year|month)s?[ -]old|",
        r"\b(?:van|wordt|is|ben) (?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf) jaar\b|\bde (?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce) (?:anos|anitos|meses)\b|",
        r"\b(?:ist|wird) (?:eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)\b|\bde (?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze) (?:ans|mois)\b|\bde [0-9]{1,2} (?:meses|mois)\b|",
        r"\b(?P<a>[0-9]{1,2})[ -]?(?:years?|yrs?|yr)[ -]old|\b(?P<b>[0-9]{1,2}) ?(?:yo|y/o)\b|\b(?:i'?m|i am|he'?s|she'?s|aged?|turned|turning) (?P<c>[0-9]{1,2})(?:[.,!?;](?:\s|$)| and\b| years\b|$)|",
        r"\b(?P<d>[0-9]{1,2})[ -]?(?:jaar oud|jarige?)\b|\bben (?P<e>[0-9]{1,2})(?: jaar| en\b|[.,!](?:\s|$)|$)|\bvan (?P<f>[0-9]{1,2})(?: jaar| vindt| is\b|[.,!](?:\s|$)|$)|",
        r"\b(?:tengo|tiene|cumple|de) (?P<g>[0-9]{1,2}) anit?os\b|\b(?:tengo|tiene|cumple|cumplio|de) (?P<h>[0-9]{1,2}) (?:anos|anitos)\b|",
        r"\b(?P<i>[0-9]{1,2})[ -]?(?:jahre alt|jahrige[rns]?)\b|\b(?:bin|ist|wird) (?P<j>[0-9]{1,2})(?: und\b| jahre|[.,!](?:\s|$)|$)|",
        r"\b(?:j'ai|a|de|fete ses) (?P<k>[0-9]{1,2}) ans\b|\b(?:tenho|tem|de) (?P<l>[0-9]{1,2}) (?:anos|aninhos)\b|(?P<m>[0-9]{1,2}) ?[歳才]"
    ))
});

impl Screen {
    /// Builds the lexicon.
    pub(super) fn new(lexicon: &mut LexiconBuilder) -> Self {
        let words = lexicon.add(include_str!("tables/screen.tsv"));
        let categories = words.tags().iter().map(|tag| tag.parse().ok()).collect();
        let leaning = lexicon.add(include_str!("tables/screen_leaning.tsv"));
        let senses = Senses::new(lexicon);
        let model = LinearModel::from_bytes(include_bytes!("tables/screen.model"), ModelKind::Screen).ok();
        Self { words, categories, leaning, senses, model }
    }

    /// The first reason to screen the post, if there is one.
    pub(super) fn category(&self, look: &Look) -> Option<ScreenCategory> {
        let listed = self.listed(look);
        listed.category.or_else(|| {
            let model = self.model.as_ref()?;
            let cues = self.cues(&look.hits, &listed);
            let senses = self.senses.of(&look.hits);
            let probability = model.probability(look.grams(), &senses, &cues);
            (probability >= model.threshold()).then_some(ScreenCategory::Likely)
        })
    }

    /// The cues of the model.
    pub(super) fn cues(&self, hits: &Hits, listed: &Listed) -> [f32; SCREEN_CUES] {
        let mut cues = [0.0_f32; SCREEN_CUES];
        for hit in self.leaning.longest(hits) {
            if let Some(cue) = cues.get_mut(hit.tag) {
                *cue += 1.0;
            }
        }
        cues[SCREEN_CUES - 1] = listed.harmless as f32;
        cues.map(|cue| cue.min(2.0) / 2.0)
    }

    /// What the word lists and the pattern of ages find.
    pub(super) fn listed(&self, look: &Look) -> Listed {
        let Look { view, tokens, guess, hits, .. } = look;
        let found: Vec<_> = self.words.all(hits).collect();
        let category = |tag: usize| self.categories.get(tag).copied().flatten();
        let harmless: Vec<_> = found.iter().filter(|hit| category(hit.tag).is_none()).collect();
        let hit = found.iter().find(|hit| {
            category(hit.tag).is_some()
                && !harmless.iter().any(|cover| cover.start <= hit.start && hit.end <= cover.end)
                && !is_carrier_handle(tokens, hit.start)
        });
        let listed = |category: Option<ScreenCategory>| Listed { category, harmless: harmless.len() };
        if let Some(hit) = hit {
            return listed(category(hit.tag));
        }
        let young = AGE.captures_iter(&view.folded).any(|parts| {
            // An age in words is always a child's; one in digits is looked at.
            let age = parts.iter().skip(1).flatten().next().map(|part| part.as_str().parse::<u32>());
            age.is_none_or(|age| age.is_ok_and(|age| (1..18).contains(&age)))
        });
        if young {
            return listed(Some(ScreenCategory::Minors));
        }
        let unreadable = guess.code == UNDETERMINED && unreadable(view, tokens);
        listed(unreadable.then_some(ScreenCategory::UnknownLanguage))
    }
}

/// Words inside another account's handle say nothing about the author.
fn is_carrier_handle(tokens: &[Token], start: usize) -> bool {
    tokens.iter().any(|token| {
        matches!(token.kind, TokenKind::Handle | TokenKind::Repost) && token.start <= start && start < token.end
    })
}

/// Whether there is enough running text that something could hide in it.
fn unreadable(view: &View, tokens: &[Token]) -> bool {
    let skipped = |index: usize| tokens.iter().any(|token| token.span.0 <= index && index < token.span.1);
    let mut letters = 0;
    for (index, letter) in view.chars.iter().enumerate() {
        if letter.is_alphabetic() && !skipped(index) {
            // Code points beyond Latin carry more: Cyrillic and Arabic words are short, ideographs are words.
            letters += if *letter > '\u{2E80}' { 3 } else { 1 };
        }
    }
    letters >= UNREADABLE_FROM
}
