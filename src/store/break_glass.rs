//! Roles beyond the own ones for an hour: who asked for what and why, who granted it. Asker and granter are two people;
//! the database says so too.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Role;
use crate::domain::id::AccountId;
use crate::domain::instant::Instant;

statements! {
    ASK = "insert into break_glass (id, account_id, role, reason, asked_at) values ($1, $2, $3, $4, $5)";
    LIST = "select id, account_id, role, reason, asked_at, decided_by, decided_at, expires_at, ended_at from break_glass \
            order by asked_at desc, id limit $1";
    FIND = "select id, account_id, role, reason, asked_at, decided_by, decided_at, expires_at, ended_at from break_glass where id = $1";
    DECIDE = "update break_glass set decided_by = $2, decided_at = $3, expires_at = $4 where id = $1 and decided_at is null";
    END = "update break_glass set ended_at = $2 where id = $1 and ended_at is null and expires_at > $2";
    IN_FORCE = "select role from break_glass where account_id = $1 and expires_at > $2 and ended_at is null order by role";
}

row! {
    struct GlassRow {
        id: Uuid,
        account_id: Uuid,
        role: String,
        reason: String,
        asked_at: Instant,
        decided_by: Option<Uuid>,
        decided_at: Option<Instant>,
        expires_at: Option<Instant>,
        ended_at: Option<Instant>,
    }
}

/// Someone who asked for a role.
#[derive(Debug, Clone)]
pub struct Glass {
    /// Its id.
    pub id: Uuid,
    /// Who asked.
    pub account: AccountId,
    /// Which role.
    pub role: Role,
    /// Why.
    pub reason: String,
    /// When.
    pub asked_at: Instant,
    /// Who decided, and when.
    pub decided: Option<(AccountId, Instant)>,
    /// Until when it holds; none where it was not granted.
    pub expires_at: Option<Instant>,
    /// When it was given back before.
    pub ended_at: Option<Instant>,
}

impl GlassRow {
    fn read(self) -> Result<Glass, StoreError> {
        let role = self.role.parse().map_err(|_| StoreError::BadRow { what: "role" })?;
        Ok(Glass {
            id: self.id,
            account: AccountId(self.account_id),
            role,
            reason: self.reason,
            asked_at: self.asked_at,
            decided: self.decided_by.map(AccountId).zip(self.decided_at),
            expires_at: self.expires_at,
            ended_at: self.ended_at,
        })
    }
}

impl Store {
    /// Who asked, the latest first.
    pub async fn list_glass(&self, limit: i64) -> Result<Vec<Glass>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<GlassRow>[limit], fetch_all)?;
        rows.into_iter().map(GlassRow::read).collect()
    }

    /// One of them.
    pub async fn find_glass(&self, id: Uuid) -> Result<Option<Glass>, StoreError> {
        let row = on_read!(self, FIND, query_as::<GlassRow>[id], fetch_optional)?;
        row.map(GlassRow::read).transpose()
    }

    /// Roles that an account has for the moment.
    pub async fn glass_in_force(&self, account: AccountId, now: Instant) -> Result<Vec<Role>, StoreError> {
        let rows = on_read!(self, IN_FORCE, query_scalar::<String>[account.0, now], fetch_all)?;
        rows.iter().map(|role| role.parse().map_err(|_| StoreError::BadRow { what: "role" })).collect()
    }
}

impl Tx {
    /// Writes down that somebody asks.
    pub async fn ask_glass(&mut self, glass: &Glass) -> Result<(), StoreError> {
        let Glass { id, account, role, reason, asked_at, .. } = glass;
        in_tx!(self, ASK, query[id, account.0, role.as_str(), reason, asked_at], execute)?;
        Ok(())
    }

    /// Grants it until an instant, or refuses it; `Stale` where it was decided before.
    pub async fn decide_glass(
        &mut self,
        id: Uuid,
        by: AccountId,
        until: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, DECIDE, query[id, by.0, now, until], execute)?)
    }

    /// Gives it back early; `Stale` where it is not in force.
    pub async fn end_glass(&mut self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, END, query[id, now], execute)?)
    }
}
