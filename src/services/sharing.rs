//! Read-only links with an end: a report without small groups, or a calendar. Only who made a link can give it away; what is
//! kept is its hash.

use chrono::Duration;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::campaigns::LoadedCampaign;
use super::{Error, views};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::gift::GiftState;
use crate::domain::id::mint;
use crate::domain::language::Language;
use crate::formats::calendar::{CalendarEvent, write_calendar};
use crate::store::share::ShareLink;
pub use crate::store::share::SharePurpose;
use crate::store::view::report::ReportView;

/// Longest life of a link, days.
pub const MOST_DAYS: i64 = 365;

/// Makes a link for so many days; gives the token that its address holds, once.
pub async fn share(
    app: &App,
    loaded: &LoadedCampaign,
    purpose: SharePurpose,
    days: i64,
    by: &Actor,
) -> Result<String, Error> {
    let now = app.now();
    let token = hex::encode(app.store.keys().random::<32>());
    let id = mint(now, &mut *app.rng());
    let link = ShareLink { id, purpose, made_at: now, expires_at: now + Duration::days(days.clamp(1, MOST_DAYS)) };
    let mut tx = app.store.begin().await?;
    tx.add_share_link(loaded.id, &hash_of(&token), &link, by).await?;
    let detail = json!({ "campaign": loaded.id, "purpose": purpose, "expires_at": link.expires_at });
    tx.audit(by, "share.make", &id.to_string(), detail, now);
    tx.commit().await?;
    Ok(token)
}

/// Ends a link.
pub async fn revoke(app: &App, loaded: &LoadedCampaign, id: Uuid, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.revoke_share_link(id, loaded.id, now).await?;
    tx.audit(by, "share.revoke", &id.to_string(), json!({ "campaign": loaded.id }), now);
    Ok(tx.commit().await?)
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// The report behind a token, without groups of few people; nothing where the link ended or never was.
pub async fn shared_report(app: &App, token: &str) -> Result<Option<ReportView>, Error> {
    let slug = app.store.find_shared(&hash_of(token), SharePurpose::Report, app.now()).await?;
    let Some(slug) = slug else { return Ok(None) };
    let mut view = views::report(app, &slug).await?;
    for_strangers(&mut view);
    Ok(Some(view))
}

/// Takes out of a report what is not for strangers: small groups, what people wrote, other campaigns.
pub fn for_strangers(view: &mut ReportView) {
    view.hide_small_groups();
    let parts = &mut view.parts;
    parts.notes.clear();
    parts.top.clear();
    parts.edits.iter_mut().for_each(|edit| edit.why.clear());
    parts.forest.retain(|line| line.own);
    parts.pooled = None;
}

/// The calendar behind a token; nothing where the link ended or never was.
pub async fn shared_calendar(app: &App, token: &str, language: Language) -> Result<Option<String>, Error> {
    let slug = app.store.find_shared(&hash_of(token), SharePurpose::Calendar, app.now()).await?;
    let Some(slug) = slug else { return Ok(None) };
    let loaded = super::campaigns::load(app, &slug).await?;
    let name_of = |slug: &str| {
        let idea = loaded.campaign.gifts.iter().find(|idea| idea.slug == slug);
        idea.map_or_else(|| slug.to_owned(), |idea| idea.name_in(language).to_owned())
    };
    let mut events = Vec::new();
    for one in app.store.hand_over_events(loaded.id).await? {
        events.push(CalendarEvent {
            uid: format!("{}@giftgate", one.id),
            starts_at: one.opens,
            ends_at: one.closes.unwrap_or(one.opens),
            summary: format!("{} · {}{}", name_of(&one.idea), one.carrier, one.flight_number),
            place: one.gate.map_or_else(|| one.station.clone(), |gate| format!("{} {gate}", one.station)),
            cancelled: one.state == GiftState::Withdrawn.as_str(),
        });
    }
    for one in app.store.post_events(loaded.id).await? {
        events.push(CalendarEvent {
            uid: format!("{}@giftgate", one.id),
            starts_at: one.at,
            ends_at: one.at,
            summary: format!("{} · {}", one.network, one.state),
            place: String::new(),
            cancelled: false,
        });
    }
    Ok(Some(write_calendar(&loaded.campaign.name, &events, app.now())))
}
