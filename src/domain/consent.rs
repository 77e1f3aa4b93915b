//! Consents, asked apart at hand-over; the answer to each is no until the traveller says yes.

use serde::{Deserialize, Serialize};

use super::language::Language;

/// Version of the texts that are read out (`consent-ask-…` in the locales); it goes up when their meaning changes.
pub const TEXT_VERSION: u16 = 2;
/// Since this version whoever says yes to a photo is told that it goes out with the post they say yes to.
pub const PHOTO_SHOWN_SINCE: u16 = 2;

words! {
    /// What a traveller can agree to. The gift itself needs none of it.
    ConsentKind {
        /// A photo is taken.
        Photo = "photo",
        /// A post is published.
        Publication = "publication",
        /// The post names the handle.
        Handle = "handle",
        /// The story is used again, in a case study.
        Reuse = "reuse",
    }
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentAnswer {
    /// What was asked.
    pub kind: ConsentKind,
    /// The answer.
    pub granted: bool,
    /// Language it was asked in.
    pub language: Language,
    /// Version of the text that was read out.
    pub text_version: u16,
}
