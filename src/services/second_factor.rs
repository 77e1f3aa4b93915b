//! The second factor: a code of an authenticator (TOTP, RFC 6238: SHA-1, six digits, 30 s, one step of leeway) or a
//! recovery code. Each counts once.
//!
//! A secret counts after its first right code. Recovery codes stand in for passkeys too, so they stay while there is one.
//! Codes are limited like passwords, by account and by address.

use chrono::Duration;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use super::Error;
use super::accounts::expect_admin;
use super::sign_in::{Halfway, Member, SignIn, Visit, note_refusal, open, own_actor};
use crate::app::App;
use crate::domain::account::Stage;
use crate::domain::actor::Actor;
use crate::domain::id::{AccountId, SessionId};
use crate::domain::instant::Instant;
use crate::domain::rate::Allowance;
use crate::domain::refusal::Refusal;
use crate::store::{StoreError, Tx};

/// Wrong codes of one account. With three codes right at a time, guessing for a year finds one with 3 %.
const PER_ACCOUNT: Allowance = Allowance { tries: 5, per: Duration::minutes(30) };
/// Wrong codes from one address.
const PER_ADDRESS: Allowance = Allowance { tries: 50, per: Duration::minutes(15) };
/// Recovery codes of an account.
const CODES: usize = 10;
/// Letters of a recovery code: none is mistaken for another (Crockford's base 32). Ten of them are 50 bits.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What an authenticator has to be told.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The secret, to be typed.
    pub secret: String,
    /// The same as an address, for a QR code.
    pub address: String,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Since when a second factor is asked for.
    pub since: Option<Instant>,
    /// Recovery codes left.
    pub codes_left: i64,
}

/// What became of a code.
#[derive(Debug)]
pub enum Checked<T> {
    /// It is right.
    Right(T),
    /// It is not, or was used before.
    Wrong,
    /// Too many tries; there is another one after this many minutes.
    TooOften(i64),
}

impl<T> Checked<T> {
    fn else_as<U>(self, right: impl FnOnce(T) -> U) -> Checked<U> {
        match self {
            Self::Right(value) => Checked::Right(right(value)),
            Self::Wrong => Checked::Wrong,
            Self::TooOften(minutes) => Checked::TooOften(minutes),
        }
    }
}

/// Where an account stands.
pub async fn status(app: &App, account: AccountId) -> Result<Status, Error> {
    let since = app.store.find_factor(account).await?.and_then(|factor| factor.confirmed_at);
    Ok(Status { since, codes_left: app.store.count_recovery_codes(account).await? })
}

/// A secret for an account that has no second factor yet: the one that waits for its first code, or a new one.
pub async fn offer(app: &App, account: AccountId) -> Result<Offer, Error> {
    let known = app.store.find_factor(account).await?;
    if known.as_ref().is_some_and(|factor| factor.confirmed_at.is_some()) {
        return Err(already().into());
    }
    let secret = if let Some(factor) = known {
        factor.secret
    } else {
        let fresh = app.store.keys().random::<20>();
        let mut tx = app.store.begin().await?;
        app.store.begin_factor(&mut tx, account, &fresh, app.now()).await?;
        tx.commit().await?;
        fresh.to_vec()
    };
    let known = app.store.find_account(account).await?;
    let email = known.ok_or_else(|| missing(account))?.email.replace(':', " ");
    let totp = totp(&secret, &email)?;
    let address = totp.to_url().map_err(|_| StoreError::BadRow { what: "second factor" })?;
    Ok(Offer { secret: totp.secret().to_base32(), address })
}

/// Takes the first code of an offered secret; gives the recovery codes, which nobody sees again.
pub async fn confirm(app: &App, account: AccountId, code: &str, address: &str) -> Result<Checked<Vec<String>>, Error> {
    if let Err(minutes) = take(app, account, address) {
        return Ok(Checked::TooOften(minutes));
    }
    let now = app.now();
    let waiting = app.store.find_factor(account).await?.filter(|factor| factor.confirmed_at.is_none());
    let step = match waiting {
        Some(factor) => totp(&factor.secret, "")?.check(&plain(code), seconds(now)),
        None => None,
    };
    let Some(step) = step.and_then(|step| i64::try_from(step).ok()) else {
        note_refusal(app, Some(account), "first_code").await?;
        return Ok(Checked::Wrong);
    };
    give_back(app, account, address);
    let codes = fresh_codes(app);
    let by = own_actor(account, &app.store.grants_of(account).await?);
    let mut tx = app.store.begin().await?;
    match tx.confirm_factor(account, step, now).await {
        Err(StoreError::Stale) => return Ok(Checked::Wrong),
        other => other?,
    }
    app.store.set_recovery_codes(&mut tx, account, &codes).await?;
    tx.audit(&by, "factor.set", &account.to_string(), json!({}), now);
    tx.commit().await?;
    Ok(Checked::Right(codes))
}

/// Completes a sign-in by a code.
pub async fn enter(app: &App, waiting: &Halfway, code: &str, from: Visit<'_>) -> Result<Checked<SignIn>, Error> {
    if waiting.stage != Stage::Factor {
        return Ok(Checked::Wrong);
    }
    match check(app, waiting.account, code, from.address, "session.factor").await? {
        Checked::Right(kind) => Ok(Checked::Right(complete(app, waiting, kind, from).await?)),
        other => Ok(other.else_as(|_| SignIn::Wrong)),
    }
}

/// Completes a sign-in by setting the second factor up; gives the recovery codes beside it.
pub async fn enter_by_set_up(
    app: &App,
    waiting: &Halfway,
    code: &str,
    from: Visit<'_>,
) -> Result<Checked<(SignIn, Vec<String>)>, Error> {
    if waiting.stage != Stage::SetUp {
        return Ok(Checked::Wrong);
    }
    match confirm(app, waiting.account, code, from.address).await? {
        Checked::Right(codes) => Ok(Checked::Right((complete(app, waiting, "set_up", from).await?, codes))),
        other => Ok(other.else_as(|codes| (SignIn::Wrong, codes))),
    }
}

async fn complete(app: &App, waiting: &Halfway, by: &'static str, from: Visit<'_>) -> Result<SignIn, Error> {
    let account = app.store.find_account(waiting.account).await?.filter(|account| account.disabled_at.is_none());
    let account = account.ok_or_else(|| missing(waiting.account))?;
    let grants = app.store.grants_of(account.id).await?;
    open(app, account, grants, Stage::Open, by, from).await
}

/// Makes new recovery codes for whoever shows a code; earlier ones hold no longer.
pub async fn renew_codes(app: &App, member: &Member, code: &str, address: &str) -> Result<Checked<Vec<String>>, Error> {
    let checked = check(app, member.account, code, address, "factor.show").await?;
    let Checked::Right(_) = checked else { return Ok(checked.else_as(|_| Vec::new())) };
    let codes = fresh_codes(app);
    let mut tx = app.store.begin().await?;
    app.store.set_recovery_codes(&mut tx, member.account, &codes).await?;
    tx.audit(&member.own_actor(), "factor.codes", &member.account.to_string(), json!({}), app.now());
    tx.commit().await?;
    Ok(Checked::Right(codes))
}

/// Removes the own authenticator for whoever shows a code.
pub async fn remove(app: &App, member: &Member, code: &str, address: &str) -> Result<Checked<()>, Error> {
    if status(app, member.account).await?.since.is_none() {
        return Ok(Checked::Wrong);
    }
    let checked = check(app, member.account, code, address, "factor.show").await?;
    if let Checked::Right(_) = checked {
        let mut tx = app.store.begin().await?;
        tx.remove_factor(member.account).await?;
        tx.audit(&member.own_actor(), "factor.remove", &member.account.to_string(), json!({}), app.now());
        tx.commit().await?;
    }
    Ok(checked.else_as(|_| ()))
}

/// Removes somebody's second factor and passkeys, for one who lost them and every recovery code; their sessions end.
pub async fn reset(app: &App, id: AccountId, by: &Actor) -> Result<(), Error> {
    expect_admin(by, "reset a second factor")?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // Sessions first: whoever is adding a passkey holds theirs, and that passkey then goes as well.
    tx.end_other_sessions(id, SessionId(uuid::Uuid::nil())).await?;
    let passkeys = tx.remove_passkeys(id).await?;
    if !tx.remove_factor(id).await? && passkeys == 0 {
        return Err(Error::NotFound { what: "second factor", name: id.to_string() });
    }
    tx.audit(by, "factor.reset", &id.to_string(), json!({ "passkeys": passkeys }), now);
    Ok(tx.commit().await?)
}

/// Whether a code is one of the authenticator or a recovery code, and not used before. It is used up.
async fn check(
    app: &App,
    account: AccountId,
    code: &str,
    address: &str,
    action: &'static str,
) -> Result<Checked<&'static str>, Error> {
    if let Err(minutes) = take(app, account, address) {
        return Ok(Checked::TooOften(minutes));
    }
    let (now, code) = (app.now(), plain(code));
    let factor = app.store.find_factor(account).await?.filter(|factor| factor.confirmed_at.is_some());
    let grants = app.store.grants_of(account).await?;
    let mut tx = app.store.begin().await?;
    let kind = match factor {
        Some(factor) if code.len() == 6 => {
            let step = totp(&factor.secret, "")?.check(&code, seconds(now));
            use_step(&mut tx, account, step).await?.then_some("totp")
        }
        _ => app.store.use_recovery_code(&mut tx, account, &code, now).await?.then_some("recovery"),
    };
    let Some(kind) = kind else {
        drop(tx);
        note_refusal(app, Some(account), "code").await?;
        return Ok(Checked::Wrong);
    };
    tx.audit(&own_actor(account, &grants), action, &account.to_string(), json!({ "kind": kind }), now);
    tx.commit().await?;
    give_back(app, account, address);
    Ok(Checked::Right(kind))
}

async fn use_step(tx: &mut Tx, account: AccountId, step: Option<u64>) -> Result<bool, Error> {
    match step.and_then(|step| i64::try_from(step).ok()) {
        Some(step) => Ok(tx.use_step(account, step).await?),
        None => Ok(false),
    }
}

fn take(app: &App, account: AccountId, address: &str) -> Result<(), i64> {
    let (now, (by_account, by_address)) = (app.now(), keys(account, address));
    let mut tries = app.tries();
    let taken = tries.take(&by_address, PER_ADDRESS, now).and_then(|()| tries.take(&by_account, PER_ACCOUNT, now));
    taken.map_err(|wait| wait.num_minutes() + 1)
}

fn give_back(app: &App, account: AccountId, address: &str) {
    let (by_account, by_address) = keys(account, address);
    let mut tries = app.tries();
    tries.give_back(&by_account, PER_ACCOUNT);
    tries.give_back(&by_address, PER_ADDRESS);
}

fn keys(account: AccountId, address: &str) -> (Vec<u8>, Vec<u8>) {
    (format!("factor {account}").into_bytes(), [b"factor from ", address.as_bytes()].concat())
}

fn totp(secret: &[u8], email: &str) -> Result<Totp, Error> {
    let built = Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_account_name(email.to_owned())
        .with_issuer(Some("giftgate".to_owned()))
        .build();
    built.map_err(|_| StoreError::BadRow { what: "second factor" }.into())
}

/// New recovery codes.
pub(super) fn fresh_codes(app: &App) -> Vec<String> {
    let code = |_| app.store.keys().random::<10>().map(|byte| char::from(LETTERS[usize::from(byte & 31)]));
    (0..CODES).map(code).map(|letters| letters.iter().collect()).collect()
}

/// A code as it is meant: without spaces and dashes, and with the letters that look alike read as digits.
fn plain(code: &str) -> String {
    let kept = code.chars().take(64).filter(char::is_ascii_alphanumeric);
    kept.map(|letter| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        letter => letter,
    })
    .collect()
}

fn seconds(now: Instant) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default()
}

const fn already() -> Refusal {
    Refusal::WrongState { thing: "second factor", state: "set up", wanted: "not set up", action: "set up" }
}

fn missing(account: AccountId) -> Error {
    Error::NotFound { what: "account", name: account.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 6238, appendix B, the column of SHA-1; its codes have eight digits, ours the last six of them.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890", "ada@klm.example").expect("a second factor");
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(totp.generate(at).to_string(), code, "{at}");
            assert_eq!(totp.check(code, at + 30), Some(at / 30), "one step of leeway");
            assert_eq!(totp.check(code, at + 60), None, "and no more");
        }
        let address = totp.to_url().expect("an address");
        assert!(address.starts_with("otpauth://totp/giftgate:ada%40klm.example?"), "{address}");
    }

    #[test]
    fn a_code_is_read_as_it_is_meant() {
        assert_eq!(plain(" 287 082 "), "287082");
        assert_eq!(plain("OIL9a-BCDEF"), "0119abcdef");
    }
}
