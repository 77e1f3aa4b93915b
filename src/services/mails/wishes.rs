//! Travellers who wish to hear once when their story is out. They ask with the code on their card, confirm by a link that
//! goes to the address (double opt-in), and end it with one click (RFC 8058).
//!
//! Whatever is asked, the answer is the same: nobody learns here whose card a code is on.

use chrono::Duration;
use serde_json::json;

use super::{To, queue};
use crate::app::App;
use crate::domain::account::plain_email;
use crate::domain::actor::Actor;
use crate::domain::id::MailId;
use crate::domain::language::Language;
use crate::domain::rate::Allowance;
use crate::mail::Contents;
use crate::services::Error;
use crate::services::requests::find_gift_by_card;
use crate::services::sign_in::{hash_of, new_token};

/// Wishes from one network address.
const PER_ADDRESS: Allowance = Allowance { tries: 5, per: Duration::hours(1) };
/// Mails of this kind to one mail address, so that nobody floods it.
const PER_MAILBOX: Allowance = Allowance { tries: 3, per: Duration::hours(24) };
/// A wish can be confirmed for this long.
const HOLDS: Duration = Duration::hours(24);

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wished {
    /// It is taken, whether the code is right or not.
    Taken,
    /// That is no mail address.
    NoAddress,
    /// Too many from there; there is another try after this many minutes.
    TooOften(i64),
}

/// Takes a wish: where the code is right, a link goes to the address.
pub async fn ask(app: &App, card: &str, address: &str, language: Language, from: &str) -> Result<Wished, Error> {
    let Some(address) = plain_email(address).filter(|address| address.is_ascii()) else { return Ok(Wished::NoAddress) };
    let now = app.now();
    let taken = {
        let mut tries = app.tries();
        let own = [b"wish ", from.as_bytes()].concat();
        let box_ = hash_of(&format!("wish {address}"));
        tries.take(&own, PER_ADDRESS, now).and_then(|()| tries.take(&box_, PER_MAILBOX, now))
    };
    if let Err(wait) = taken {
        return Ok(Wished::TooOften(wait.num_minutes() + 1));
    }
    let Some(gift) = find_gift_by_card(app, card).await? else { return Ok(Wished::Taken) };
    let Some(person) = app.store.person_of_gift(gift).await? else { return Ok(Wished::Taken) };
    let token = new_token(app);
    let id = MailId::mint(now, &mut *app.rng());
    let mut tx = app.store.begin().await?;
    app.store.add_wish(&mut tx, (id, person, gift), &hash_of(&token), (&address, language), now).await?;
    let Some(room) = app.mail() else { return Ok(Wished::Taken) };
    let unsubscribe = room.link(&format!("/unsubscribe/{token}"));
    let to = To { address: &address, language, account: None, person: Some(person), unsubscribe: Some(&unsubscribe) };
    queue(app, &mut tx, to, &Contents::Confirm { path: format!("/story/{token}") }, None).await?;
    tx.audit(&Actor::SYSTEM, "wish.ask", &id.to_string(), json!({}), now);
    tx.commit().await?;
    Ok(Wished::Taken)
}

/// Whether a link can still confirm a wish.
pub async fn can_confirm(app: &App, token: &str) -> Result<bool, Error> {
    Ok(app.store.wish_waits(&hash_of(token), app.now() - HOLDS).await?)
}

/// Confirms a wish; `false` where there is none that waits.
pub async fn confirm(app: &App, token: &str) -> Result<bool, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let confirmed = tx.confirm_wish(&hash_of(token), now, now - HOLDS).await?;
    if confirmed {
        tx.audit(&Actor::SYSTEM, "wish.confirm", "", json!({}), now);
        tx.commit().await?;
    }
    Ok(confirmed)
}

/// Ends a wish: the address is forgotten, and mails to it that are not away yet. One that is not there any more is ended.
pub async fn unsubscribe(app: &App, token: &str) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    if tx.drop_story_wish(&hash_of(token)).await? {
        tx.audit(&Actor::SYSTEM, "wish.end", "", json!({ "by": "traveller" }), app.now());
        tx.commit().await?;
    }
    Ok(())
}

/// Writes to those whose story is out, and forgets their wish; gives how many.
pub(super) async fn write_stories(app: &App) -> Result<usize, Error> {
    let Some(room) = app.mail() else { return Ok(0) };
    let (mut written, mut last) = (0, None);
    for wish in app.store.fulfilled_wishes().await? {
        // A gift may have a story on several networks; one mail was wished for.
        if last.replace(wish.id) == Some(wish.id) {
            continue;
        }
        let unsubscribe = room.link("/unsubscribe/done");
        let contents = Contents::Story { address: wish.story, unsubscribe: unsubscribe.clone() };
        let to = To {
            address: &wish.to,
            language: wish.language,
            account: None,
            person: Some(wish.person),
            unsubscribe: Some(&unsubscribe),
        };
        let mut tx = app.store.begin().await?;
        written += usize::from(queue(app, &mut tx, to, &contents, Some(&format!("story@{}", wish.id))).await?);
        tx.end_wish(wish.id).await?;
        tx.audit(&Actor::SYSTEM, "wish.end", &wish.id.to_string(), json!({ "by": "story" }), app.now());
        tx.commit().await?;
    }
    Ok(written)
}
