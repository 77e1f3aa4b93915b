//! Read models of case studies: as its authors see it, and as everybody does.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::report::ReportView;
use super::{CampaignHead, Names};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::store::case_study::CaseState;

/// The editor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseView {
    /// Head.
    pub head: CampaignHead,
    /// The text: as it was saved, or a draft from the figures.
    pub text: CaseText,
    /// How far it is; none before the first save.
    pub state: Option<CaseState>,
    /// Hash of what would be published.
    pub content_hash: String,
    /// Since when it is public.
    pub published_at: Option<Instant>,
    /// What travellers said, as far as their consent stands.
    pub quotes: Vec<QuoteLine>,
    /// Gifts whose travellers agreed to reuse.
    pub askable: Vec<AskableLine>,
}

/// What a person writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseText {
    /// Title.
    pub title: String,
    /// Story; paragraphs are parted by empty lines.
    pub story: String,
    /// Name in the public address.
    pub slug: String,
    /// Language.
    pub language: Language,
}

/// What a traveller said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteLine {
    /// Its id.
    pub id: Uuid,
    /// The words.
    pub text: String,
    /// First name, where the traveller agreed to be named.
    pub first_name: Option<String>,
}

/// A gift that can be quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskableLine {
    /// The gift.
    pub gift: Uuid,
    /// Its names.
    pub idea: Names,
    /// Whether the traveller agreed to be named.
    pub named: bool,
}

/// The public page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicCase {
    /// Title.
    pub title: String,
    /// Paragraphs of the story.
    pub paragraphs: Vec<String>,
    /// Name in the address.
    pub slug: String,
    /// Language it is written in.
    pub language: Language,
    /// Since when it is public.
    pub published_at: Option<Instant>,
    /// What travellers said.
    pub quotes: Vec<QuoteLine>,
    /// The figures it was written with, small groups left out.
    pub figures: ReportView,
}
