//! Tokens of programs: made and revoked by their owners, shown once, kept as a hash. A token holds at most a year, opens
//! only what it was made for, and never more than its account's roles do.

use chrono::Duration;
use serde::Serialize;
use serde_json::json;

use super::Error;
use super::sign_in::{Member, hash_of, new_token};
use crate::app::App;
use crate::domain::account::Grant;
use crate::domain::actor::{Actor, Role};
use crate::domain::id::{AccountId, ApiTokenId};
use crate::domain::instant::Instant;
use crate::domain::token::{LONGEST_LABEL, MOST_TOKENS, Scope, TOKEN_DAYS, TokenFault};
use crate::store::token::StoredToken;

/// What every token begins with, so that a scanner for leaked secrets knows it.
pub const PREFIX: &str = "giftgate_";

/// A program that came with a token.
#[derive(Debug, Clone)]
pub struct Program {
    /// The token.
    pub token: ApiTokenId,
    /// The account it acts for.
    pub account: AccountId,
    /// What the account may do.
    pub grants: Vec<Grant>,
    /// What the token opens.
    pub scopes: Vec<Scope>,
}

impl Program {
    /// The account acting in a role.
    pub const fn actor(&self, role: Role) -> Actor {
        Actor { id: self.account, role, simulated: false }
    }
}

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenLine {
    /// Its id.
    pub id: ApiTokenId,
    /// What its owner calls it.
    pub label: String,
    /// What it opens.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was used last, to a minute.
    pub last_used_at: Option<Instant>,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// Makes a token for an account and gives it, this once.
pub async fn make(
    app: &App,
    (account, grants): (AccountId, &[Grant]),
    label: &str,
    scopes: &[Scope],
    days: i64,
    by: &Actor,
) -> Result<Result<String, TokenFault>, Error> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = Scope::of(grants);
    match () {
        () if label.is_empty() || label.chars().count() > LONGEST_LABEL => return Ok(Err(TokenFault::Label)),
        () if label.chars().any(char::is_control) => return Ok(Err(TokenFault::Label)),
        () if scopes.is_empty() || scopes.iter().any(|scope| !own.contains(scope)) => {
            return Ok(Err(TokenFault::Scopes));
        }
        () if !TOKEN_DAYS.contains(&days) => return Ok(Err(TokenFault::Days)),
        () => {}
    }
    let (now, text) = (app.now(), format!("{PREFIX}{}", new_token(app)));
    let id = ApiTokenId::mint(now, &mut *app.rng());
    let expires_at = now + Duration::days(days);
    let scopes = own.into_iter().filter(|scope| scopes.contains(scope)).collect();
    let token = StoredToken { id, account, label, scopes, created_at: now, last_used_at: None, expires_at };
    let mut tx = app.store.begin().await?;
    if tx.count_tokens(account, now).await? >= i64::try_from(MOST_TOKENS).unwrap_or(i64::MAX) {
        return Ok(Err(TokenFault::Most));
    }
    tx.add_token(&token, &hash_of(&text)).await?;
    let detail = json!({ "token": id, "scopes": token.scopes, "days": days });
    tx.audit(by, "token.make", &account.to_string(), detail, now);
    tx.commit().await?;
    Ok(Ok(text))
}

/// The own tokens that hold.
pub async fn list(app: &App, member: &Member) -> Result<Vec<TokenLine>, Error> {
    let all = app.store.list_tokens(member.account, app.now()).await?;
    let line = |StoredToken { id, label, scopes, created_at, last_used_at, expires_at, .. }| TokenLine {
        id,
        label,
        scopes,
        created_at,
        last_used_at,
        expires_at,
    };
    Ok(all.into_iter().map(line).collect())
}

/// Revokes one of the own tokens; it opens nothing from the next request on.
pub async fn revoke(app: &App, member: &Member, id: ApiTokenId) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !tx.end_token(id, member.account).await? {
        return Err(Error::NotFound { what: "token", name: id.to_string() });
    }
    let subject = member.account.to_string();
    tx.audit(&member.own_actor(), "token.revoke", &subject, json!({ "token": id }), now);
    Ok(tx.commit().await?)
}

/// Whom a token stands for; nobody where it was revoked, is over, or its account is disabled.
pub async fn recognise(app: &App, text: &str) -> Result<Option<Program>, Error> {
    if text.len() != PREFIX.len() + 64 || !text.starts_with(PREFIX) {
        return Ok(None);
    }
    let now = app.now();
    let Some(found) = app.store.find_token(&hash_of(text), now).await? else { return Ok(None) };
    if found.last_used_at.is_none_or(|last| now - last >= Duration::minutes(1)) {
        let mut tx = app.store.begin().await?;
        tx.touch_token(found.id, now).await?;
        tx.commit().await?;
    }
    let grants = app.store.grants_of(found.account).await?;
    Ok(Some(Program { token: found.id, account: found.account, grants, scopes: found.scopes }))
}
