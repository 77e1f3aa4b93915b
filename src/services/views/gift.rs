//! One gift as programs see it. No name stands in it.

use crate::app::App;
use crate::domain::gift::{GiftState, ScoreParts};
use crate::domain::id::{GiftId, MatchId};
use crate::domain::instant::TimeWindow;
use crate::domain::language::Language;
use crate::services::Error;
use crate::services::approval::find_of;
use crate::services::campaigns::LoadedCampaign;

/// A gift.
#[derive(Debug, Clone, PartialEq)]
pub struct GiftView {
    /// Its id.
    pub id: GiftId,
    /// The match it hangs on.
    pub from_match: MatchId,
    /// State.
    pub state: GiftState,
    /// Slug of its idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// What its score is made of.
    pub parts: ScoreParts,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// Language of the traveller.
    pub language: Language,
    /// Where it is handed over.
    pub station: String,
    /// When.
    pub window: Option<TimeWindow>,
    /// Why it was taken back.
    pub withdrawn_why: Option<String>,
    /// Hash of what an approver decides on.
    pub content_hash: String,
}

/// A gift of a campaign.
pub async fn gift(app: &App, loaded: &LoadedCampaign, id: GiftId) -> Result<GiftView, Error> {
    let mut tx = app.store.begin().await?;
    let stored = find_of(&mut tx, loaded, id).await?;
    Ok(GiftView {
        id,
        from_match: stored.candidate,
        state: stored.gift.state,
        idea: stored.idea,
        cost_minor: stored.cost_minor,
        parts: stored.parts,
        facts: stored.facts,
        language: stored.language,
        station: stored.station,
        window: stored.gift.window,
        withdrawn_why: stored.withdrawn_why,
        content_hash: stored.gift.content_hash,
    })
}
