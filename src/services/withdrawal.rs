//! Taking the yes to publication back: one tap on the link of the gift's card, and our posts come down on all networks.
//!
//! No sign-in: the link is what one holds. It names nobody, and taking back twice changes nothing.

use chrono::Duration;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Error;
use super::follow_ups::take_back;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::GiftId;
use crate::domain::instant::Instant;
use crate::domain::rate::Allowance;
use crate::store::sealing::FingerprintOf;

/// Letters of the proof behind the gift's id: 64 bits, which nobody guesses one try at a time.
const PROOF: usize = 16;
/// Tries from one network address; a family may sit behind one.
const PER_ADDRESS: Allowance = Allowance { tries: 20, per: Duration::hours(1) };

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

/// What somebody holds in hand afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// A number to ask with; it names nobody.
    pub number: String,
    /// When.
    pub at: Instant,
    /// Posts that come down, or are down already.
    pub posts: usize,
}

/// What became of a tap on the card's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tapped {
    /// It is taken back.
    Done(Receipt),
    /// The link was not made here.
    Unknown,
    /// Too many from there; there is another try after this many minutes.
    TooOften(i64),
}

/// Takes the yes of whoever holds a card back.
pub async fn tap(app: &App, token: &str, address: &str) -> Result<Tapped, Error> {
    let now = app.now();
    let taken = app.tries().take(&[b"withdrawal ", address.as_bytes()].concat(), PER_ADDRESS, now);
    if let Err(wait) = taken {
        return Ok(Tapped::TooOften(wait.num_minutes() + 1));
    }
    let Some(gift) = read_card_token(app, token) else { return Ok(Tapped::Unknown) };
    withdraw(app, gift, &Actor::SYSTEM).await?;
    let posts = app.store.count_taken_back(gift).await?;
    let number = proof(app, gift)[..8].to_uppercase();
    Ok(Tapped::Done(Receipt { number, at: now, posts: usize::try_from(posts).unwrap_or(0) }))
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
    tx.audit(by, "consent.withdraw", &gift.to_string(), json!({ "kind": "publication" }), now);
    Ok(tx.commit().await?)
}
