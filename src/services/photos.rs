//! Photos of hand-overs: kept only where the traveller said yes to one, sealed with their key, gone with their consent.

use serde_json::json;
use uuid::Uuid;

use super::approval::find_of;
use super::{Error, campaigns};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::refusal::Refusal;
use crate::formats::photo::{CleanPhoto, PhotoFault, clean_photo};
use crate::store::photo::NewPhoto;

/// What became of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoAnswer {
    /// It is kept.
    Kept,
    /// It was kept before.
    Before,
    /// The traveller did not say yes to a photo, or the hand-over was taken back.
    NoConsent,
    /// The file is none that can be kept.
    Bad(PhotoFault),
}

/// Takes in the photo of a hand-over. The same receipt twice is one photo; a second photo of a hand-over is none.
pub async fn add_photo(
    app: &App,
    station: &str,
    gift: GiftId,
    receipt: Uuid,
    bytes: Vec<u8>,
    by: &Actor,
) -> Result<PhotoAnswer, Error> {
    if by.role != Role::Gate {
        return Err(Refusal::WrongRole { role: by.role.as_str(), action: "add a photo", who: "gate staff" }.into());
    }
    let not_found = || Error::NotFound { what: "gift", name: gift.to_string() };
    let place = app.store.find_gift_place(gift).await?.filter(|place| place.station == station);
    let loaded = campaigns::load(app, &place.ok_or_else(not_found)?.slug).await?;
    // Unpacking a picture takes a processor for a moment: not one that answers requests.
    let read = tokio::task::spawn_blocking(move || clean_photo(&bytes)).await;
    let CleanPhoto { jpeg, width, height } = match read.unwrap_or(Err(PhotoFault::Unreadable)) {
        Ok(photo) => photo,
        Err(fault) => return Ok(PhotoAnswer::Bad(fault)),
    };
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let stored = find_of(&mut tx, &loaded, gift).await?;
    if stored.gift.state != GiftState::HandedOver || !tx.photo_granted(gift).await? {
        return Ok(PhotoAnswer::NoConsent);
    }
    if tx.photo_receipt(gift).await?.is_some() {
        return Ok(PhotoAnswer::Before);
    }
    let new = NewPhoto { gift, receipt, jpeg: &jpeg, width, height };
    if app.store.add_photo(&mut tx, &new, by, now).await?.is_none() {
        return Ok(PhotoAnswer::NoConsent);
    }
    tx.audit(by, "gift.add_photo", &gift.to_string(), json!({ "width": width, "height": height }), now);
    tx.commit().await?;
    Ok(PhotoAnswer::Kept)
}

/// The photo of a hand-over of a campaign, while the traveller's consent stands.
pub async fn find_photo(app: &App, slug: &str, gift: GiftId) -> Result<Option<Vec<u8>>, Error> {
    match app.store.find_gift_place(gift).await? {
        Some(place) if place.slug == slug => Ok(app.store.find_photo(gift).await?),
        _ => Ok(None),
    }
}
