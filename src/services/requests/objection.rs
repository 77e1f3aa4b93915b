//! Objections (GDPR Art. 21): on the public page by handle, by booking, or by the code on a gift's card, without signing
//! in; and as gate staff or care heard them.
//!
//! Keyed hashes go onto the suppression list at once, so that nothing of the person comes in any more; the desk does the
//! rest. The public answer is the same whether anybody is known or not, and nobody is looked for where it could be measured.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::subject::{Asked, Subject};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{GiftId, TravellerId};
use crate::domain::privacy::{Channel, RequestKind};
use crate::domain::rate::Allowance;
use crate::domain::refusal::Refusal;
use crate::services::{Error, privacy};
use crate::store::gift::StoredGift;
use crate::store::sealing::FingerprintOf;

/// Objections from one network address; a family may sit behind one.
const PER_ADDRESS: Allowance = Allowance { tries: 10, per: Duration::hours(1) };
/// Objections of all the world, so that nobody fills the desk with made-up ones overnight.
const OF_ALL: Allowance = Allowance { tries: 600, per: Duration::hours(1) };
/// Letters of a card's code, as of recovery codes.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CODE_LENGTH: usize = 10;

/// What became of an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objected {
    /// It is taken, whoever it is about.
    Taken,
    /// Too many from there; there is another try after this many minutes.
    TooOften(i64),
}

/// The code on the card of a gift: a keyed hash, so that no code leads to another.
pub fn card_code(app: &App, gift: GiftId) -> String {
    let hash = app.store.keys().fingerprint(FingerprintOf::Card, &[&gift.to_string()]);
    hash.iter().take(CODE_LENGTH).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// Takes an objection of whoever is named, or whose card has the code.
pub async fn object_publicly(app: &App, asked: &Asked, card: &str, address: &str) -> Result<Objected, Error> {
    let now = app.now();
    let taken = {
        let mut tries = app.tries();
        let from = [b"objection ", address.as_bytes()].concat();
        tries.take(&from, PER_ADDRESS, now).and_then(|()| tries.take(b"objections", OF_ALL, now))
    };
    if let Err(wait) = taken {
        return Ok(Objected::TooOften(wait.num_minutes() + 1));
    }
    let (asked, subject) = match find_card(app, card).await? {
        Some(subject) => (of_card(&subject), subject),
        None => (asked.clone(), Subject::default()),
    };
    take(app, &asked, &subject, Channel::Public, &Actor::SYSTEM).await?;
    Ok(Objected::Taken)
}

/// Somebody at the gate says no to all of this: the traveller of a gift objects, as staff heard it.
pub async fn object_at_gate(app: &App, gift: GiftId, by: &Actor) -> Result<(), Error> {
    expect_listener(by)?;
    let missing = || Error::NotFound { what: "gift", name: gift.to_string() };
    let mut tx = app.store.begin().await?;
    let traveller = tx.find_gift(gift).await?.ok_or_else(missing)?.traveller;
    drop(tx);
    let subject = whole(app, traveller).await?.ok_or_else(missing)?;
    take(app, &of_card(&subject), &subject, Channel::Desk, by).await
}

/// Somebody wrote it to us: the author of a case's post objects, as care read it.
pub async fn object_in_case(app: &App, case: Uuid, by: &Actor) -> Result<(), Error> {
    expect_listener(by)?;
    let missing = || Error::NotFound { what: "case", name: case.to_string() };
    let stored = app.store.find_case(case).await?.ok_or_else(missing)?;
    let post = app.store.find_post(stored.post).await?.ok_or_else(missing)?;
    let author = app.store.known_author(post.author_id).await?.ok_or_else(missing)?;
    let asked = Asked { handle: Some((author.network, author.author.handle.clone())), ..Asked::default() };
    let travellers = app.store.travellers_of(author.id).await?;
    take(app, &asked, &Subject { travellers, authors: vec![author] }, Channel::Desk, by).await
}

fn expect_listener(by: &Actor) -> Result<(), Refusal> {
    match by.role {
        Role::Gate | Role::Care => Ok(()),
        role => Err(Refusal::WrongRole { role: role.as_str(), action: "log an objection", who: "gate staff or care" }),
    }
}

/// Puts everything known of somebody on the list at once, and the objection on the desk.
async fn take(app: &App, asked: &Asked, subject: &Subject, channel: Channel, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let own = asked.fingerprints(app).into_iter().chain(subject.bookings(app)).chain(subject.contacts(app));
    let entries: BTreeSet<_> = own.map(|(kind, one)| (one, kind.as_str(), kind)).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    let listed = tx.suppressed().await?;
    // One handle has several hashes, of which some depend on how it is written: any that is known is enough.
    let known: BTreeSet<_> =
        entries.iter().filter(|(one, ..)| listed.contains(one)).map(|(_, word, _)| *word).collect();
    let fresh = entries.iter().any(|(_, word, _)| !known.contains(word));
    for (fingerprint, _, kind) in &entries {
        tx.suppress(fingerprint, *kind, "objection", now).await?;
    }
    // Whoever objects twice is on the desk already.
    if fresh {
        privacy::add_request(app, &mut tx, (RequestKind::Objection, channel), asked, by).await?;
    } else {
        tx.audit(by, "objection.again", "", json!({}), now);
    }
    Ok(tx.commit().await?)
}

fn of_card(subject: &Subject) -> Asked {
    let named = subject.travellers.first();
    Asked {
        locator: named.map(|one| one.record_locator.clone()),
        name: named.map(|one| format!("{}/{}", one.family_name, one.given_name)),
        ..Asked::default()
    }
}

/// Whose gift has a card with this code.
async fn find_card(app: &App, code: &str) -> Result<Option<Subject>, Error> {
    match find_by_card(app, code).await? {
        Some(gift) => whole(app, gift.traveller).await,
        None => Ok(None),
    }
}

/// The gift whose card has this code.
pub async fn find_gift_by_card(app: &App, code: &str) -> Result<Option<GiftId>, Error> {
    Ok(find_by_card(app, code).await?.map(|gift| gift.gift.id))
}

async fn find_by_card(app: &App, code: &str) -> Result<Option<StoredGift>, Error> {
    let code: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    if code.len() != CODE_LENGTH {
        return Ok(None);
    }
    for campaign in app.store.list_campaigns().await? {
        let gifts = app.store.list_gifts(campaign.id).await?;
        if let Some(gift) = gifts.into_iter().find(|gift| card_code(app, gift.gift.id) == code) {
            return Ok(Some(gift));
        }
    }
    Ok(None)
}

async fn whole(app: &App, id: TravellerId) -> Result<Option<Subject>, Error> {
    let Some(traveller) = app.store.known_traveller(id).await? else { return Ok(None) };
    Ok(Some(Subject { travellers: vec![traveller], authors: app.store.authors_of(id).await? }))
}
