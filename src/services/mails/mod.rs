//! The mail outbox: a mail is frozen in the transaction of what it tells of, given away by a job, and settled once.
//!
//! Invariant: a mail that the server may have taken goes out again by itself only to staff, whom a second copy harms
//! nobody; a traveller's waits for a person. Nothing of a mail that is away is kept but that there was one.

mod alarms;
mod desk;
mod due;
mod shift_list;
pub mod way_in;
pub mod wishes;

use chrono::Duration;
use rand::RngExt;
use serde::Serialize;
use serde_json::json;

use super::Error;
use super::accounts::expect_admin;
use super::holding;
use super::queue::{Job, enqueue, enqueue_at};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::{AccountId, MailId, PersonId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::mail::{MailKind, MailState};
use crate::domain::refusal::Refusal;
use crate::mail::{Contents, Delivery, Frozen, Heading, freeze};
use crate::store::mail::{NewMail, StoredMail};
use crate::store::{StoreError, Tx};

pub use alarms::tell_of_spike;
pub use due::write_due;

/// A server that is away is tried for this long.
const PATIENCE: Duration = Duration::days(3);
/// Longest pause between two tries.
const LONGEST_PAUSE: i64 = 300;
/// Times that a mail to staff goes out without an answer before a person decides.
const UNANSWERED: i64 = 3;

/// To whom a mail goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct To<'a> {
    /// The address.
    pub(super) address: &'a str,
    /// In which language.
    pub(super) language: Language,
    /// Whose account it is.
    pub(super) account: Option<AccountId>,
    /// Or which traveller's address.
    pub(super) person: Option<PersonId>,
    /// The address that ends such mails with one click.
    pub(super) unsubscribe: Option<&'a str>,
}

/// Writes a mail in the caller's transaction; `false` where mail is off, or one for the same occasion was written before.
pub(super) async fn queue(
    app: &App,
    tx: &mut Tx,
    to: To<'_>,
    contents: &Contents,
    once_key: Option<&str>,
) -> Result<bool, Error> {
    let Some(room) = app.mail() else { return Ok(false) };
    let now = app.now();
    let id = MailId::mint(now, &mut *app.rng());
    let letter = room.write(contents, to.language);
    let name = id.to_string();
    let heading = Heading {
        from: room.from(),
        to: to.address,
        id: &name,
        at: now,
        language: to.language,
        unsubscribe: to.unsubscribe,
    };
    let frozen = freeze(&letter, heading)?;
    let To { account, person, .. } = to;
    let mail = NewMail { id, kind: contents.kind(), account, person, to: &frozen.to, bytes: &frozen.bytes, once_key };
    if !app.store.add_mail(tx, &mail, now).await? {
        return Ok(false);
    }
    enqueue(app, tx, &Job::SendMail { mail: id }, now).await?;
    tx.audit(&Actor::SYSTEM, "mail.write", &name, json!({ "kind": contents.kind() }), now);
    Ok(true)
}

/// The same to somebody with an account, in their language.
pub(super) async fn queue_to(
    app: &App,
    tx: &mut Tx,
    (account, address): (AccountId, &str),
    contents: &Contents,
    once_key: Option<&str>,
) -> Result<bool, Error> {
    if app.mail().is_none() {
        return Ok(false);
    }
    let language = tx.language_of(account).await?;
    let to = To { address, language, account: Some(account), person: None, unsubscribe: None };
    queue(app, tx, to, contents, once_key).await
}

/// Gives a mail away, once: what is settled or dropped is left alone.
pub async fn send(app: &App, id: MailId) -> Result<(), Error> {
    let Some(mail) = app.store.find_mail(id).await? else { return Ok(()) };
    let settled = match mail.state {
        // A worker ended while it sent; the server may have taken it.
        MailState::Sending if mail.kind.is_for_travellers() => {
            settle(app, &mail, MailState::Uncertain, Some("the worker ended while it was sent")).await
        }
        MailState::Queued | MailState::Sending => begin(app, &mail).await,
        _ => Ok(()),
    };
    match settled {
        // Somebody else has it.
        Err(Error::Store(StoreError::Stale)) => Ok(()),
        other => other,
    }
}

/// Whether a mail was written for staff since everything that goes out is held.
pub async fn is_new(app: &App, id: MailId) -> Result<bool, Error> {
    let Some(mail) = app.store.find_mail(id).await? else { return Ok(true) };
    Ok(!mail.kind.is_for_travellers() && !holding::holds(app, mail.created_at).await?)
}

async fn begin(app: &App, mail: &StoredMail) -> Result<(), Error> {
    let wanted = match mail.account {
        Some(account) => app.store.find_account(account).await?.is_some_and(|account| account.disabled_at.is_none()),
        None => true,
    };
    let (Some(room), Some((to, bytes)), true) = (app.mail(), mail.content.clone(), wanted) else {
        return settle(app, mail, MailState::Dropped, Some("nobody wants it any more")).await;
    };
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.begin_mail(mail.id, mail.state, now).await?;
    tx.commit().await?;
    let mail = StoredMail { state: MailState::Sending, attempts: mail.attempts + 1, ..mail.clone() };
    match room.deliver(&Frozen { to, bytes }).await {
        Delivery::Taken => settle(app, &mail, MailState::Sent, None).await,
        Delivery::Never(why) => settle(app, &mail, MailState::Refused, Some(&why)).await,
        Delivery::NotYet(why) if now - mail.created_at > PATIENCE => {
            settle(app, &mail, MailState::Refused, Some(&format!("given up after three days: {why}"))).await
        }
        Delivery::Unknown(why) if mail.kind.is_for_travellers() || mail.attempts >= UNANSWERED => {
            settle(app, &mail, MailState::Uncertain, Some(&why)).await
        }
        Delivery::NotYet(why) | Delivery::Unknown(why) => later(app, &mail, &why).await,
    }
}

async fn settle(app: &App, mail: &StoredMail, to: MailState, why: Option<&str>) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.move_mail(mail.id, (mail.state, to), why, now).await?;
    let detail = json!({ "kind": mail.kind, "state": to });
    tx.audit(&Actor::SYSTEM, "mail.settle", &mail.id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// Back into the queue, with growing pauses: 10 s, 20 s … five minutes.
async fn later(app: &App, mail: &StoredMail, why: &str) -> Result<(), Error> {
    tracing::warn!(mail = %mail.id, attempts = mail.attempts, why, "mail waits");
    let now = app.now();
    let pause = (5_i64 << mail.attempts.clamp(1, 8)).min(LONGEST_PAUSE);
    let jitter = app.rng().random_range(0..=pause / 4);
    let at = now + Duration::seconds(pause + jitter);
    let mut tx = app.store.begin().await?;
    tx.move_mail(mail.id, (MailState::Sending, MailState::Queued), Some(why), now).await?;
    enqueue_at(app, &mut tx, &Job::SendMail { mail: mail.id }, at, now).await?;
    Ok(tx.commit().await?)
}

/// A mail that somebody has to decide on. Whom it is for stands in the mail only.
#[derive(Debug, Clone, Serialize)]
pub struct MailLine {
    /// Its id.
    pub id: MailId,
    /// What it says.
    pub kind: MailKind,
    /// Why it waits.
    pub state: MailState,
    /// What the last try said.
    pub why: String,
    /// Tries.
    pub attempts: i64,
    /// When it was written.
    pub created_at: Instant,
    /// Its address, masked.
    pub to: String,
}

/// How mails leave, and what became of them.
#[derive(Debug, Clone, Serialize)]
pub struct MailDesk {
    /// `server`, `folder`, `memory` or `off`.
    pub way: &'static str,
    /// The address they come from.
    pub from: String,
    /// How many of the last 30 days are in which state.
    pub counts: Vec<(MailState, i64)>,
    /// Those that somebody has to decide on.
    pub unsettled: Vec<MailLine>,
}

/// The mail desk.
pub async fn desk(app: &App) -> Result<MailDesk, Error> {
    let lines = app.store.unsettled_mails(100).await?.into_iter().map(|mail| MailLine {
        id: mail.id,
        kind: mail.kind,
        state: mail.state,
        why: mail.why,
        attempts: mail.attempts,
        created_at: mail.created_at,
        to: mail.content.map_or_else(String::new, |(to, _)| masked(&to)),
    });
    let (way, from) = app.mail().map_or(("off", String::new()), |room| (room.way(), room.from().to_owned()));
    Ok(MailDesk {
        way,
        from,
        counts: app.store.count_mails(app.now() - Duration::days(30)).await?,
        unsettled: lines.collect(),
    })
}

/// An admin sends a mail again that was refused, or that may have arrived.
pub async fn send_again(app: &App, id: MailId, by: &Actor) -> Result<(), Error> {
    decide(app, id, MailState::Queued, by).await
}

/// An admin lets such a mail be.
pub async fn let_be(app: &App, id: MailId, by: &Actor) -> Result<(), Error> {
    decide(app, id, MailState::Dropped, by).await
}

async fn decide(app: &App, id: MailId, to: MailState, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "decide on a mail")?;
    let missing = || Error::NotFound { what: "mail", name: id.to_string() };
    let mail = app.store.find_mail(id).await?.ok_or_else(missing)?;
    if !matches!(mail.state, MailState::Uncertain | MailState::Refused) {
        let (state, wanted) = (mail.state.as_str(), "uncertain or refused");
        return Err(Refusal::WrongState { thing: "mail", state, wanted, action: "decided on" }.into());
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    tx.move_mail(id, (mail.state, to), None, now).await?;
    if to == MailState::Queued {
        enqueue(app, &mut tx, &Job::SendMail { mail: id }, now).await?;
    }
    let detail = json!({ "kind": mail.kind, "was": mail.state, "becomes": to });
    tx.audit(by, "mail.decide", &id.to_string(), detail, now);
    Ok(tx.commit().await?)
}

/// A mail as people see it.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// What it is about.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its page.
    pub page: String,
    /// The names of its files.
    pub files: Vec<String>,
}

/// What a kind of mail looks like; none where mail is off.
pub fn preview(app: &App, kind: MailKind, language: Language) -> Option<Preview> {
    let letter = app.mail()?.write(&Contents::sample(kind, app.now()), language);
    let files = letter.files.iter().map(|file| file.name.clone()).collect();
    Some(Preview { text: letter.text(), page: letter.page(language), files, subject: letter.subject })
}

/// An address of which only the first letter and the end stay.
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let end = domain.rsplit_once('.').map_or("", |(_, end)| end);
    format!("{}•••@•••.{end}", local.chars().next().unwrap_or('•'))
}
