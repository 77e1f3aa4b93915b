//! Mails that let somebody in: invitations, and links for forgotten passwords. Whether an address has an account is told by
//! neither the answer nor the time it takes: a job looks it up later, by the address's keyed hash.

use chrono::Duration;
use serde_json::json;

use super::queue_to;
use crate::app::App;
use crate::domain::account::plain_email;
use crate::domain::rate::Allowance;
use crate::mail::Contents;
use crate::services::Error;
use crate::services::accounts::{INVITATION, LinkPurpose, SHORT_LINK};
use crate::services::queue::{Job, enqueue};
use crate::services::sign_in::{hash_of, new_token, own_actor};
use crate::store::Tx;
use crate::store::account::Account;
use crate::store::sealing::FingerprintOf;

/// Links that one network address may ask for.
const PER_ADDRESS: Allowance = Allowance { tries: 10, per: Duration::hours(1) };
/// Links for one mail address, so that nobody floods it.
const PER_MAILBOX: Allowance = Allowance { tries: 3, per: Duration::hours(1) };

/// Writes to the owner of an account the link that was just made for it.
pub(in crate::services) async fn mail_link(
    app: &App,
    tx: &mut Tx,
    account: &Account,
    purpose: LinkPurpose,
    token: &str,
) -> Result<(), Error> {
    let (name, path, now) = (account.name.clone(), format!("/welcome/{token}"), app.now());
    let contents = match purpose {
        LinkPurpose::FirstRun => return Ok(()),
        LinkPurpose::Invitation => Contents::Invitation { name, path, until: now + INVITATION },
        LinkPurpose::Reset => Contents::Reset { name, path, until: now + SHORT_LINK },
    };
    queue_to(app, tx, (account.id, &account.email), &contents, None).await.map(drop)
}

/// Somebody forgot their password: where the address has an account, a link goes to it. Gives after how many minutes there is
/// another try where it was asked for too often.
pub async fn forgotten(app: &App, email: &str, from: &str) -> Result<Option<i64>, Error> {
    let (now, plain) = (app.now(), plain_email(email).unwrap_or_default());
    let taken = {
        let mut tries = app.tries();
        let (own, about) = ([b"forgotten ", from.as_bytes()].concat(), hash_of(&format!("forgotten {plain}")));
        tries.take(&own, PER_ADDRESS, now).and_then(|()| tries.take(&about, PER_MAILBOX, now))
    };
    if let Err(wait) = taken {
        return Ok(Some(wait.num_minutes() + 1));
    }
    let of = hex::encode(app.store.keys().fingerprint(FingerprintOf::Staff, &[&plain]));
    let mut tx = app.store.begin().await?;
    enqueue(app, &mut tx, &Job::MailReset { of }, now).await?;
    tx.commit().await?;
    Ok(None)
}

/// Sends the link, where there is such an account and it is open.
pub async fn mail_reset(app: &App, of: &str) -> Result<(), Error> {
    let Ok(fingerprint) = hex::decode(of) else { return Ok(()) };
    let Some(account) = app.store.find_account_by_fingerprint(&fingerprint).await? else { return Ok(()) };
    // An invitation is renewed by whoever invites; a closed account has no way back in.
    if account.disabled_at.is_some() || account.password_hash.is_none() || app.mail().is_none() {
        return Ok(());
    }
    let (now, token) = (app.now(), new_token(app));
    let by = own_actor(account.id, &app.store.grants_of(account.id).await?);
    let mut tx = app.store.begin().await?;
    tx.add_link(&hash_of(&token), Some(account.id), LinkPurpose::Reset, now, now + SHORT_LINK).await?;
    mail_link(app, &mut tx, &account, LinkPurpose::Reset, &token).await?;
    tx.audit(&by, "account.forgotten", &account.id.to_string(), json!({}), now);
    Ok(tx.commit().await?)
}
