//! Who is signed in, and the links that let someone choose a password once. Tokens stand as hashes only.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::account::{Browser, Stage};
use crate::domain::id::{AccountId, SessionId};
use crate::domain::instant::Instant;

words! {
    /// What a link is for.
    LinkPurpose {
        /// The first admin of an installation.
        FirstRun = "first_run",
        /// Someone who was invited.
        Invitation = "invitation",
        /// A forgotten password.
        Reset = "reset",
    }
}

statements! {
    ADD = "insert into session (id, token_hash, account_id, browser, created_at, last_seen_at, expires_at, stage) \
           values ($1, $2, $3, $4, $5, $5, $6, $7)";
    FIND = "select s.id, s.account_id, s.browser, s.created_at, s.last_seen_at, s.expires_at, s.stage from session s \
            join account a on a.id = s.account_id where s.token_hash = $1 and a.disabled_at is null";
    LIST = "select s.id, s.account_id, s.browser, s.created_at, s.last_seen_at, s.expires_at, s.stage from session s \
            where s.account_id = $1 and s.stage = 'open' order by s.last_seen_at desc, s.id";
    TOUCH = "update session set last_seen_at = $2 where id = $1 and last_seen_at < $2";
    HOLD = "update session set last_seen_at = last_seen_at where id = $1 and account_id = $2 and stage = 'open'";
    END = "delete from session where id = $1 and account_id = $2";
    END_OTHERS = "delete from session where account_id = $1 and id <> $2";
    FORGET_SESSIONS = "delete from session where expires_at <= $1 or last_seen_at <= $2";
    ADD_LINK = "insert into login_link (token_hash, account_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)";
    FIND_LINK = "select account_id, purpose from login_link where token_hash = $1 and used_at is null and expires_at > $2";
    USE_LINK = "update login_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2";
    VOID_LINKS = "update login_link set used_at = $2 where account_id = $1 and used_at is null";
    VOID_FIRST_RUN = "update login_link set used_at = $1 where purpose = 'first_run' and used_at is null";
    FORGET_LINKS = "delete from login_link where expires_at <= $1";
    FORGET_SIGN_ONS = "delete from sign_on where expires_at <= $1";
}

row! {
    struct SessionRow {
        id: Uuid,
        account_id: Uuid,
        browser: String,
        created_at: Instant,
        last_seen_at: Instant,
        expires_at: Instant,
        stage: String,
    }
}

row! {
    struct LinkRow { account_id: Option<Uuid>, purpose: String }
}

/// A sign-in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id; not what the cookie holds.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// From which family of browser.
    pub browser: Browser,
    /// When.
    pub created_at: Instant,
    /// The last request, to a minute.
    pub last_seen_at: Instant,
    /// When it ends at the latest.
    pub expires_at: Instant,
    /// How far it has come; one that is not open can do nothing but go on.
    pub stage: Stage,
}

impl SessionRow {
    fn into_session(self) -> Result<Session, StoreError> {
        let Self { id, account_id, browser, created_at, last_seen_at, expires_at, stage } = self;
        let browser = browser.parse().map_err(|_| StoreError::BadRow { what: "browser" })?;
        let stage = stage.parse().map_err(|_| StoreError::BadRow { what: "stage of a session" })?;
        let (id, account) = (SessionId(id), AccountId(account_id));
        Ok(Session { id, account, browser, created_at, last_seen_at, expires_at, stage })
    }
}

impl Store {
    /// The session of a token, of an account that is not disabled. The caller asks whether it is still open.
    pub async fn find_session(&self, token_hash: &[u8]) -> Result<Option<Session>, StoreError> {
        let row = on_read!(self, FIND, query_as::<SessionRow>[token_hash], fetch_optional)?;
        row.map(SessionRow::into_session).transpose()
    }

    /// An account's sessions, the latest seen first.
    pub async fn list_sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<SessionRow>[account.0], fetch_all)?;
        rows.into_iter().map(SessionRow::into_session).collect()
    }

    /// What an unused link that still holds is for, and for whom.
    pub async fn find_link(
        &self,
        token_hash: &[u8],
        now: Instant,
    ) -> Result<Option<(LinkPurpose, Option<AccountId>)>, StoreError> {
        let row = on_read!(self, FIND_LINK, query_as::<LinkRow>[token_hash, now], fetch_optional)?;
        let bad = |_| StoreError::BadRow { what: "purpose of a link" };
        row.map(|row| Ok((row.purpose.parse().map_err(bad)?, row.account_id.map(AccountId)))).transpose()
    }
}

impl Tx {
    /// Adds a session with the hash of its token.
    pub async fn add_session(&mut self, session: &Session, token_hash: &[u8]) -> Result<(), StoreError> {
        let Session { id, account, browser, created_at, expires_at, stage, .. } = session;
        let (browser, stage) = (browser.as_str(), stage.as_str());
        in_tx!(self, ADD, query[id.0, token_hash, account.0, browser, created_at, expires_at, stage], execute)?;
        Ok(())
    }

    /// Notes a request of a session.
    pub async fn touch_session(&mut self, id: SessionId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, TOUCH, query[id.0, now], execute)?;
        Ok(())
    }

    /// Keeps an open session from ending before this transaction does; `false` where it has ended already.
    pub async fn hold_session(&mut self, id: SessionId, account: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, HOLD, query[id.0, account.0], execute)? == 1)
    }

    /// Ends a session of an account; `false` where it has no such session.
    pub async fn end_session(&mut self, id: SessionId, account: AccountId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, END, query[id.0, account.0], execute)? == 1)
    }

    /// Ends all sessions of an account but one; gives how many.
    pub async fn end_other_sessions(&mut self, account: AccountId, but: SessionId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, END_OTHERS, query[account.0, but.0], execute)?)
    }

    /// Adds a link; earlier ones for the same account, or for the first run, hold no longer.
    pub async fn add_link(
        &mut self,
        token_hash: &[u8],
        account: Option<AccountId>,
        purpose: LinkPurpose,
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        match account {
            Some(account) => in_tx!(self, VOID_LINKS, query[account.0, now], execute)?,
            None => in_tx!(self, VOID_FIRST_RUN, query[now], execute)?,
        };
        let account = account.map(|account| account.0);
        in_tx!(self, ADD_LINK, query[token_hash, account, purpose.as_str(), now, expires_at], execute)?;
        Ok(())
    }

    /// Uses a link up; `false` where it was used, is too old, or never was.
    pub async fn use_link(&mut self, token_hash: &[u8], now: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, USE_LINK, query[token_hash, now], execute)? == 1)
    }

    /// Links that an account has hold no longer.
    pub async fn void_links(&mut self, account: AccountId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, VOID_LINKS, query[account.0, now], execute)?;
        Ok(())
    }

    /// Forgets sessions and links that are over.
    pub async fn forget_sign_ins(&mut self, now: Instant, idle_since: Instant) -> Result<u64, StoreError> {
        let sessions = in_tx!(self, FORGET_SESSIONS, query[now, idle_since], execute)?;
        let links = in_tx!(self, FORGET_LINKS, query[now], execute)?;
        Ok(sessions + links + in_tx!(self, FORGET_SIGN_ONS, query[now], execute)?)
    }
}
