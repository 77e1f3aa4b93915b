//! The photo of a hand-over in its follow-up post: an approver, who may see photos, says what is to be seen, and another one
//! approves of both. It goes out only while the traveller's yes to it stands.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::follow_up::{FollowUp, PostPhoto};
use crate::domain::id::{FollowUpId, GiftId};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::formats::photo::fit_photo;
use crate::networks::{Picture, Unfit, limits};
use crate::store::follow_up::post_hash;

/// A post and the photo that may go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The gift that the photo is of.
    pub gift: GiftId,
    /// Where the post goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: String,
    /// Hash of what is shown.
    pub content_hash: String,
    /// What is said of the photo, where it goes out with the post.
    pub description: Option<String>,
    /// Whether there is a photo that may be shown, on a network that takes some.
    pub ready: bool,
    /// How long a description may be, characters.
    pub longest: usize,
}

/// A post and its photo.
pub async fn offer(app: &App, loaded: &LoadedCampaign, id: FollowUpId) -> Result<Offer, Error> {
    let post = find(app, loaded, id).await?;
    let bounds = limits(post.network);
    let alone = excludes_pictures(&post);
    let ready = !alone && bounds.is_some() && app.store.find_photo_to_show(post.gift).await?.is_some();
    Ok(Offer {
        gift: post.gift,
        network: post.network,
        language: post.language,
        content_hash: post_hash(&post),
        description: post.photo.map(|photo| photo.description),
        text: post.text,
        ready,
        longest: bounds.map_or(0, |(_, longest)| longest),
    })
}

/// Puts the photo with a post as it was seen, under a description, or takes it off without one. Whatever was approved is void.
pub async fn change(
    app: &App,
    loaded: &LoadedCampaign,
    id: FollowUpId,
    seen: &str,
    description: Option<&str>,
    by: &Actor,
) -> Result<Result<(), Unfit>, Error> {
    let mut post = find(app, loaded, id).await?;
    post.photo = match description {
        None => None,
        Some(_) if excludes_pictures(&post) => return Ok(Err(Unfit::NotThere(post.network))),
        Some(description) => {
            let no_photo = || Error::NotFound { what: "photo", name: post.gift.to_string() };
            let (receipt, jpeg) = app.store.find_photo_to_show(post.gift).await?.ok_or_else(no_photo)?;
            let photo = PostPhoto { receipt, description: description.trim().replace("\r\n", "\n") };
            if let Err(unfit) = fit(post.network, &photo, jpeg).await?.check(post.network) {
                return Ok(Err(unfit));
            }
            Some(photo)
        }
    };
    let now = app.now();
    let missing = || missing(id);
    let gift = app.store.begin().await?.find_gift(post.gift).await?.ok_or_else(missing)?;
    let passenger = app.store.find_passenger(gift.traveller, gift.leg).await?.ok_or_else(missing)?;
    let mut tx = app.store.begin().await?;
    let found = tx.find_post_text(id).await?.filter(|(campaign, _)| *campaign == loaded.id);
    let (_, mut standing) = found.ok_or_else(missing)?;
    post.state = standing.state;
    let new = post_hash(&post);
    standing.change_photo(by, seen, &new)?;
    app.store.save_post(&mut tx, &post, passenger.person, seen, by, now).await?;
    let detail = json!({ "content": new, "photo": post.photo.is_some() });
    tx.audit(by, "post.change_photo", &id.to_string(), detail, now);
    tx.commit().await?;
    Ok(Ok(()))
}

fn excludes_pictures(post: &FollowUp) -> bool {
    post.target.as_ref().is_some_and(|target| target.excludes_pictures(post.network))
}

/// The picture that a post goes out with.
pub(super) async fn picture_of(app: &App, post: &FollowUp, photo: &PostPhoto) -> Result<Picture, Error> {
    let found = app.store.find_photo_to_show(post.gift).await?.filter(|(receipt, _)| *receipt == photo.receipt);
    let (_, jpeg) = found.ok_or_else(|| Error::NotFound { what: "photo", name: post.gift.to_string() })?;
    fit(post.network, photo, jpeg).await
}

/// The photo in the size its network takes.
async fn fit(network: Network, photo: &PostPhoto, jpeg: Vec<u8>) -> Result<Picture, Error> {
    let most = limits(network).map_or(usize::MAX, |(most, _)| most);
    // Packing a picture takes a processor for a moment: not one that answers requests.
    let fitted = tokio::task::spawn_blocking(move || fit_photo(&jpeg, most)).await.map_err(|_| Error::Interrupted)?;
    let fitted = fitted.map_err(|_| Error::Interrupted)?;
    let (mime, alt) = ("image/jpeg".to_owned(), photo.description.clone());
    Ok(Picture { bytes: fitted.jpeg, mime, alt, size: (fitted.width, fitted.height), url: None })
}

async fn find(app: &App, loaded: &LoadedCampaign, id: FollowUpId) -> Result<FollowUp, Error> {
    app.store.find_follow_up(loaded.id, id).await?.ok_or_else(|| missing(id))
}

fn missing(id: FollowUpId) -> Error {
    Error::NotFound { what: "post", name: id.to_string() }
}
