//! Read model of a campaign's follow-up posts: their text and what each still waits for.

use serde::{Deserialize, Serialize};

use crate::domain::approval::SendBack;
use crate::domain::follow_up::{FollowUpState, Need, PostAs};
use crate::domain::id::{AccountId, FollowUpId, GiftId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::post::Network;

use super::{CampaignHead, Decision};

/// What the visitor asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FollowUpFilter {
    /// Only this state.
    pub state: Option<FollowUpState>,
    /// Keyset: the last line of the page before, as `next` gave it.
    pub after: Option<String>,
}

/// One page of follow-up posts, earliest first, then by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpsView {
    /// Head.
    pub head: CampaignHead,
    /// What was asked.
    pub filter: FollowUpFilter,
    /// How many per state, unfiltered; every state, in order of declaration.
    pub counts: Vec<FollowUpCount>,
    /// At most [`super::PAGE_SIZE`].
    pub lines: Vec<FollowUpLine>,
    /// Keyset of the next page.
    pub next: Option<String>,
    /// Why no post of the campaign goes out, where complaints keep them back; filled by the service.
    pub kept: Option<KeptBack>,
    /// Whether nothing at all goes out at this installation; filled by the service.
    pub on_hold: bool,
}

/// Complaints keep a campaign's posts back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBack {
    /// Complaints past their deadline.
    pub overdue: u64,
    /// Since when a rise of complaints stopped them.
    pub paused_since: Option<Instant>,
    /// Complaints in the hour before that.
    pub complaints: u64,
    /// How many of two people said that they may go on.
    pub said: u64,
}

/// Follow-up posts in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpCount {
    /// State.
    pub state: FollowUpState,
    /// How many.
    pub count: u64,
}

/// One follow-up post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpLine {
    /// Its id.
    pub id: FollowUpId,
    /// The gift it tells of.
    pub gift: GiftId,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// What is to be seen on the photo that goes out with it.
    pub photo: Option<String>,
    /// Whether there is a photo of the hand-over that may be shown; whether its network takes one is filled by the service.
    pub has_photo: bool,
    /// Whether it answers or quotes the traveller's own post.
    pub answers: Option<PostAs>,
    /// State.
    pub state: FollowUpState,
    /// What it still needs from people.
    pub needs: Vec<Need>,
    /// Not before this instant.
    pub earliest_at: Instant,
    /// Who approved the text.
    pub approval: Option<Decision>,
    /// What an approval is bound to.
    pub content_hash: String,
    /// Who wrote the text last, where a person did.
    pub edited_by: Option<AccountId>,
    /// Why it was sent back to its author.
    pub sent_back: Option<SendBack>,
    /// Why its network refused it for good: a status or a code.
    pub fault: Option<String>,
    /// How long the text is, as its network counts, and how long it may be; filled by the service.
    pub length: Option<(usize, usize)>,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Its public address.
    pub url: Option<String>,
    /// Whether its flight does not take place: nothing is told of it while that is so.
    pub disrupted: bool,
    /// How often its link was followed, where it has one.
    pub clicks: Option<u64>,
}
