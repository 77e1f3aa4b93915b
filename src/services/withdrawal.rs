//! Taking the yes to publication back: one tap on the link of the gift's card, and our posts come down on all networks.

use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::follow_ups::take_back;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::GiftId;
use crate::store::sealing::FingerprintOf;

/// Letters of the proof behind the gift's id: 64 bits, which nobody guesses one try at a time.
const PROOF: usize = 16;

/// What the link on a gift's card ends in. It names nobody, and only this installation can make it.
pub fn card_token(app: &App, gift: GiftId) -> String {
    format!("{}{}", gift.0.simple(), proof(app, gift))
}

fn proof(app: &App, gift: GiftId) -> String {
    hex::encode(&app.store.keys().fingerprint(FingerprintOf::Card, &[&gift.to_string()])[..PROOF / 2])
}

/// The gift of a card; none where the token was not made here.
pub fn read_card_token(app: &App, token: &str) -> Option<GiftId> {
    let (id, given) = token.split_at_checked(32)?;
    let gift = GiftId(Uuid::try_parse(id).ok()?);
    (proof(app, gift) == given).then_some(gift)
}

/// Takes the traveller's yes back. Posts about the gift come down, or never go out; a second time changes nothing.
pub async fn withdraw(app: &App, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !tx.withdraw_publication(gift, now).await? {
        return Ok(());
    }
    for post in tx.posts_of_gift(gift).await? {
        take_back(app, &mut tx, post, by).await?;
    }
    tx.audit(by, "consent.withdraw", &gift.to_string(), json!({ "kind": "publication" }), now).await?;
    Ok(tx.commit().await?)
}
