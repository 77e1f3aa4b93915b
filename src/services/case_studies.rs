//! The story of a campaign for everybody: drafted from its figures, edited, published at a public address, withdrawn.
//!
//! Names and quotes are shown only while the traveller's consent to reuse stands: it is asked anew at every reading.

use serde_json::json;
use uuid::Uuid;

use super::campaigns::LoadedCampaign;
use super::sharing::for_strangers;
use super::{Error, views};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{GiftId, mint};
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
pub use crate::store::case_study::CaseState;
use crate::store::case_study::{CaseQuote, CaseStudy};
use crate::store::sealing::content_hash;
use crate::store::view::case_study::CaseText;
use crate::store::view::report::ReportView;

/// Longest title and story, characters.
pub const LONGEST_TITLE: usize = 120;
/// Longest story, characters.
pub const LONGEST_STORY: usize = 20_000;
/// Longest quote, characters.
const LONGEST_QUOTE: usize = 600;

words! {
    /// Why a case study is not taken.
    CaseFault {
        /// No title, or too long a one.
        Title = "title",
        /// No story, or too long a one.
        Story = "story",
        /// The address is none, or another's.
        Slug = "slug",
    }
}

/// Saves a text as a draft with the figures of now; a published one goes down until it is published again.
pub async fn save(
    app: &App,
    loaded: &LoadedCampaign,
    text: &CaseText,
    by: &Actor,
) -> Result<Result<(), CaseFault>, Error> {
    let title = text.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let story = text.story.replace("\r\n", "\n");
    let story = story.trim();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Ok(Err(CaseFault::Title));
    }
    if story.is_empty() || story.chars().count() > LONGEST_STORY {
        return Ok(Err(CaseFault::Story));
    }
    let fits = |mark: char| mark.is_ascii_lowercase() || mark.is_ascii_digit() || mark == '-';
    if !(3..=60).contains(&text.slug.len()) || !text.slug.chars().all(fits) || text.slug.starts_with('-') {
        return Ok(Err(CaseFault::Slug));
    }
    let mut view = views::report(app, &loaded.campaign.slug).await?;
    for_strangers(&mut view);
    let figures = serde_json::to_string(&view)
        .map_err(|_| Error::Unsound { what: "report", faults: "its figures can't be written".to_owned() })?;
    let now = app.now();
    let case = CaseStudy {
        campaign: loaded.id,
        campaign_slug: loaded.campaign.slug.clone(),
        slug: text.slug.clone(),
        content_hash: content_hash(&[&title, story, &figures]),
        title,
        story: story.to_owned(),
        language: text.language.to_string(),
        state: CaseState::Draft,
        figures,
        published_at: None,
        changed_at: now,
    };
    let mut tx = app.store.begin().await?;
    match tx.save_case(&case, by, now).await {
        Err(StoreError::Taken) => return Ok(Err(CaseFault::Slug)),
        other => other?,
    }
    tx.audit(by, "case.save", &loaded.id.to_string(), json!({ "content_hash": case.content_hash }), now);
    tx.commit().await?;
    Ok(Ok(()))
}

/// Publishes exactly what was shown.
pub async fn publish(app: &App, loaded: &LoadedCampaign, shown: &str, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.publish_case(loaded.id, shown, by, now).await?;
    tx.audit(by, "case.publish", &loaded.id.to_string(), json!({ "content_hash": shown }), now);
    Ok(tx.commit().await?)
}

/// Takes it back; its address leads nowhere from now on.
pub async fn withdraw(app: &App, loaded: &LoadedCampaign, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.withdraw_case(loaded.id, by, now).await?;
    tx.audit(by, "case.withdraw", &loaded.id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// Adds what a traveller said; refused where they did not agree to reuse.
pub async fn quote(
    app: &App,
    loaded: &LoadedCampaign,
    gift: GiftId,
    text: &str,
    named: bool,
    by: &Actor,
) -> Result<(), Error> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > LONGEST_QUOTE {
        return Err(Refusal::NoReason.into());
    }
    let now = app.now();
    let id = mint(now, &mut *app.rng());
    let mut tx = app.store.begin().await?;
    if !app.store.add_quote(&mut tx, loaded.id, id, (gift, &text, named), now).await? {
        return Err(Refusal::NoConsent("reuse of their story").into());
    }
    tx.audit(by, "case.quote", &gift.to_string(), json!({ "named": named }), now);
    Ok(tx.commit().await?)
}

/// Drops a quote.
pub async fn drop_quote(app: &App, loaded: &LoadedCampaign, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.drop_quote(id, loaded.id).await?;
    tx.audit(by, "case.drop_quote", &id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}

/// A public case study with the figures it was written with and the quotes whose consent stands now.
pub async fn read_public(app: &App, slug: &str) -> Result<Option<(CaseStudy, ReportView, Vec<CaseQuote>)>, Error> {
    let Some(case) = app.store.find_public_case(slug).await? else { return Ok(None) };
    let view = figures_of(&case)?;
    let quotes = app.store.case_quotes(case.campaign).await?;
    Ok(Some((case, view, quotes)))
}

/// The figures a case study was written with.
pub fn figures_of(case: &CaseStudy) -> Result<ReportView, Error> {
    Ok(serde_json::from_str(&case.figures).map_err(|_| StoreError::BadRow { what: "case study" })?)
}
