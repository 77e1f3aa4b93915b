//! Tokens of programs and the answers they may ask for again. Tokens and keys stand as hashes only.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::{AccountId, ApiTokenId};
use crate::domain::instant::Instant;
use crate::domain::token::Scope;

/// A token's row, narrowed by what follows.
macro_rules! tokens {
    ($narrowed:literal) => {
        concat!(
            "select t.id, t.account_id, t.label, t.scopes, t.created_at, t.last_used_at, t.expires_at from api_token t ",
            $narrowed
        )
    };
}

statements! {
    ADD_TOKEN = "insert into api_token (id, token_hash, account_id, label, scopes, created_at, expires_at) \
                 values ($1, $2, $3, $4, $5, $6, $7)";
    FIND_TOKEN = tokens!("join account a on a.id = t.account_id where t.token_hash = $1 and t.expires_at > $2 and a.disabled_at is null");
    LIST_TOKENS = tokens!("where t.account_id = $1 and t.expires_at > $2 order by t.created_at desc, t.id");
    COUNT_TOKENS = "select count(*) from api_token where account_id = $1 and expires_at > $2";
    TOUCH_TOKEN = "update api_token set last_used_at = $2 where id = $1";
    END_TOKEN = "delete from api_token where id = $1 and account_id = $2";
    FORGET_TOKENS = "delete from api_token where expires_at <= $1";
    CLAIM_KEY = "insert into api_answer (account_id, key_hash, request_hash, made_at) values ($1, $2, $3, $4) \
                 on conflict (account_id, key_hash) do nothing";
    CLAIM_AGAIN = "update api_answer set made_at = $4 where account_id = $1 and key_hash = $2 and request_hash = $3 \
                   and status is null and made_at < $5";
    FIND_ANSWER = "select request_hash, status, location, body from api_answer where account_id = $1 and key_hash = $2";
    KEEP_ANSWER = "update api_answer set status = $3, location = $4, body = $5 where account_id = $1 and key_hash = $2";
    DROP_KEY = "delete from api_answer where account_id = $1 and key_hash = $2 and status is null";
    FORGET_ANSWERS = "delete from api_answer where made_at <= $1";
}

row! {
    struct TokenRow {
        id: Uuid,
        account_id: Uuid,
        label: String,
        scopes: String,
        created_at: Instant,
        last_used_at: Option<Instant>,
        expires_at: Instant,
    }
}

row! {
    struct AnswerRow { request_hash: Vec<u8>, status: Option<i64>, location: Option<String>, body: Option<String> }
}

/// A token of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Its id; not what the program sends.
    pub id: ApiTokenId,
    /// Whose.
    pub account: AccountId,
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

/// What stands under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// Hash of the request that came first.
    pub request_hash: Vec<u8>,
    /// Its answer; none while it runs.
    pub answer: Option<KeptAnswer>,
}

/// An answer to give again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Status code.
    pub status: u16,
    /// Address of what was made.
    pub location: Option<String>,
    /// JSON.
    pub body: String,
}

impl TokenRow {
    fn into_token(self) -> Result<StoredToken, StoreError> {
        let Self { id, account_id, label, scopes, created_at, last_used_at, expires_at } = self;
        let scopes: Result<_, _> = scopes.split_whitespace().map(str::parse).collect();
        let scopes = scopes.map_err(|_| StoreError::BadRow { what: "scope of a token" })?;
        let (id, account) = (ApiTokenId(id), AccountId(account_id));
        Ok(StoredToken { id, account, label, scopes, created_at, last_used_at, expires_at })
    }
}

impl Store {
    /// The token of a hash that holds now, of an account that is not disabled.
    pub async fn find_token(&self, token_hash: &[u8], now: Instant) -> Result<Option<StoredToken>, StoreError> {
        let row = on_read!(self, FIND_TOKEN, query_as::<TokenRow>[token_hash, now], fetch_optional)?;
        row.map(TokenRow::into_token).transpose()
    }

    /// The tokens of an account that hold now, newest first.
    pub async fn list_tokens(&self, account: AccountId, now: Instant) -> Result<Vec<StoredToken>, StoreError> {
        let rows = on_read!(self, LIST_TOKENS, query_as::<TokenRow>[account.0, now], fetch_all)?;
        rows.into_iter().map(TokenRow::into_token).collect()
    }

    /// What stands under a key of an account.
    pub async fn find_stored_answer(&self, account: AccountId, key: &[u8]) -> Result<Option<StoredAnswer>, StoreError> {
        let row = on_read!(self, FIND_ANSWER, query_as::<AnswerRow>[account.0, key], fetch_optional)?;
        let answer = |AnswerRow { request_hash, status, location, body }| {
            let status = status.and_then(|status| u16::try_from(status).ok());
            let answer = status.map(|status| KeptAnswer { status, location, body: body.unwrap_or_default() });
            StoredAnswer { request_hash, answer }
        };
        Ok(row.map(answer))
    }
}

impl Tx {
    /// Adds a token with its hash.
    pub async fn add_token(&mut self, token: &StoredToken, token_hash: &[u8]) -> Result<(), StoreError> {
        let StoredToken { id, account, label, scopes, created_at, expires_at, .. } = token;
        let scopes = scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
        in_tx!(self, ADD_TOKEN, query[id.0, token_hash, account.0, label, scopes, created_at, expires_at], execute)?;
        Ok(())
    }

    /// How many tokens of an account hold now.
    pub async fn count_tokens(&mut self, account: AccountId, now: Instant) -> Result<i64, StoreError> {
        Ok(in_tx!(self, COUNT_TOKENS, query_scalar::<i64>[account.0, now], fetch_one)?)
    }

    /// Notes a request with a token.
    pub async fn touch_token(&mut self, id: ApiTokenId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, TOUCH_TOKEN, query[id.0, now], execute)?;
        Ok(())
    }

    /// Ends a token of an account; `false` where it has no such token.
    pub async fn end_token(&mut self, id: ApiTokenId, account: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, END_TOKEN, query[id.0, account.0], execute)? == 1)
    }

    /// Takes a key for a request, or takes it over from the same request that began before `stuck` and never ended;
    /// `false` where it is taken.
    pub async fn claim_key(
        &mut self,
        account: AccountId,
        key: &[u8],
        request_hash: &[u8],
        now: Instant,
        stuck: Instant,
    ) -> Result<bool, StoreError> {
        let claimed = in_tx!(self, CLAIM_KEY, query[account.0, key, request_hash, now], execute)?;
        if claimed == 1 {
            return Ok(true);
        }
        Ok(in_tx!(self, CLAIM_AGAIN, query[account.0, key, request_hash, now, stuck], execute)? == 1)
    }

    /// Keeps the answer under a key.
    pub async fn keep_answer(&mut self, account: AccountId, key: &[u8], answer: &KeptAnswer) -> Result<(), StoreError> {
        let KeptAnswer { status, location, body } = answer;
        in_tx!(self, KEEP_ANSWER, query[account.0, key, i64::from(*status), location.as_deref(), body], execute)?;
        Ok(())
    }

    /// Frees a key whose request came to nothing.
    pub async fn drop_key(&mut self, account: AccountId, key: &[u8]) -> Result<(), StoreError> {
        in_tx!(self, DROP_KEY, query[account.0, key], execute)?;
        Ok(())
    }

    /// Removes tokens that hold no longer, and answers given before an instant.
    pub async fn forget_tokens(&mut self, now: Instant, answers_before: Instant) -> Result<(), StoreError> {
        in_tx!(self, FORGET_TOKENS, query[now], execute)?;
        in_tx!(self, FORGET_ANSWERS, query[answers_before], execute)?;
        Ok(())
    }
}
