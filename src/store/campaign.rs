//! Campaigns as their source text, and the ledger that keeps their caps.
//!
//! Invariant: no balance passes its limit; the guarded update refuses first, the table's check last.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::campaign::{Campaign, CampaignState};
use crate::domain::id::{CampaignId, GiftId};
use crate::domain::instant::Instant;
use crate::domain::ledger::{Balance, EntryKind};

statements! {
    ADD = "insert into campaign (id, slug, name, state, currency, source, source_hash, created_at, changed_at) \
           values ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
    FIND = "select id, slug, name, state, currency, source, source_hash from campaign where slug = $1";
    LIST = "select id, slug, name, state, currency, source, source_hash from campaign order by slug";
    MOVE = "update campaign set state = $3, changed_at = $4 where id = $1 and state = $2";
    LOCK_TARGETS = "update campaign set targets_locked_at = $2 where id = $1 and targets_locked_at is null";
    SET_LIMIT = "insert into ledger_balance (campaign_id, cap, max_amount) values ($1, $2, $3) \
                 on conflict (campaign_id, cap) do update set max_amount = excluded.max_amount";
    SAVE_SOURCE = "update campaign set source = $3, source_hash = $4, name = $5, changed_at = $6 where id = $1 and source_hash = $2";
    EXPECT_SOURCE = "update campaign set source_hash = $2 where id = $1 and source_hash = $2";
    LIFT_LIMIT = "update ledger_balance set max_amount = 9000000000000 where campaign_id = $1 and cap = $2";
    DROP_LIMIT = "delete from ledger_balance where campaign_id = $1 and cap = $2 and not exists (select 1 from ledger_entry e \
                  where e.campaign_id = $1 and e.cap = $2)";
    BALANCES = "select cap, max_amount, reserved, committed from ledger_balance where campaign_id = $1 order by cap";
    STATE = "select state from campaign where id = $1",
        postgres: "select state from campaign where id = $1 for share";
    LOCK_BALANCES = "select cap, max_amount, reserved, committed from ledger_balance where campaign_id = $1 order by cap",
        postgres: "select cap, max_amount, reserved, committed from ledger_balance where campaign_id = $1 order by cap for update";
    RESERVE = "update ledger_balance set reserved = reserved + $3 where campaign_id = $1 and cap = $2 \
               and reserved + committed + $3 <= max_amount";
    COMMIT = "update ledger_balance set reserved = reserved - $3, committed = committed + $3 where campaign_id = $1 and cap = $2 \
              and reserved >= $3";
    RELEASE = "update ledger_balance set reserved = reserved - $3 where campaign_id = $1 and cap = $2 and reserved >= $3";
    RECALL = "update ledger_balance set reserved = reserved + $3, committed = committed - $3 where campaign_id = $1 and cap = $2 \
              and committed >= $3";
    NEXT_ENTRY = "select coalesce(max(sequence), 0) + 1 from ledger_entry where campaign_id = $1";
    ADD_ENTRY = "insert into ledger_entry (id, campaign_id, cap, kind, amount, gift_id, actor_id, created_at, sequence, turn) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
                 (select count(*) from undone_hand_over where gift_id = $10 and outcome is not null))";
    RESERVED_FOR = "select cap, kind, amount from ledger_entry where gift_id = $1 and kind = 'reserve' and turn = 0 order by cap";
    LIST_ENTRIES = "select cap, kind, amount from ledger_entry where campaign_id = $1 order by sequence";
}

row! {
    struct CampaignRow {
        id: Uuid,
        slug: String,
        name: String,
        state: String,
        currency: String,
        source: String,
        source_hash: String,
    }
}

/// A campaign as it is stored; its meaning is in `source`.
#[derive(Debug, Clone)]
pub struct StoredCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// State.
    pub state: CampaignState,
    /// ISO 4217 code.
    pub currency: String,
    /// The campaign file.
    pub source: String,
    /// SHA-256 of it.
    pub source_hash: String,
}

row! {
    struct BalanceRow { cap: String, max_amount: i64, reserved: i64, committed: i64 }
}

row! {
    struct EntryRow { cap: String, kind: String, amount: i64 }
}

/// One entry for the ledger.
#[derive(Debug)]
pub struct NewEntry<'a> {
    /// Its id.
    pub id: Uuid,
    /// The campaign.
    pub campaign: CampaignId,
    /// The cap.
    pub cap: &'a str,
    /// What it does.
    pub kind: EntryKind,
    /// How much.
    pub amount: i64,
    /// For which gift; a gift reserves, commits and releases each cap once for every time it is handed over.
    pub gift: GiftId,
}

impl CampaignRow {
    fn into_stored(self) -> Result<StoredCampaign, StoreError> {
        let state = self.state.parse().map_err(|_| StoreError::BadRow { what: "campaign state" })?;
        let Self { id, slug, name, currency, source, source_hash, .. } = self;
        Ok(StoredCampaign { id: CampaignId(id), slug, name, state, currency, source, source_hash })
    }
}

impl BalanceRow {
    fn named(self) -> (String, Balance) {
        let Self { cap, max_amount, reserved, committed } = self;
        (cap, Balance { limit: max_amount, reserved, committed })
    }
}

impl Store {
    /// The campaign of this name.
    pub async fn find_campaign(&self, slug: &str) -> Result<Option<StoredCampaign>, StoreError> {
        let row = on_read!(self, FIND, query_as::<CampaignRow>[slug], fetch_optional)?;
        row.map(CampaignRow::into_stored).transpose()
    }

    /// All campaigns.
    pub async fn list_campaigns(&self) -> Result<Vec<StoredCampaign>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<CampaignRow>[], fetch_all)?;
        rows.into_iter().map(CampaignRow::into_stored).collect()
    }

    /// A campaign's caps and where they stand.
    pub async fn balances(&self, campaign: CampaignId) -> Result<Vec<(String, Balance)>, StoreError> {
        let rows = on_read!(self, BALANCES, query_as::<BalanceRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(BalanceRow::named).collect())
    }

    /// All entries of a campaign's ledger, in order.
    pub async fn ledger_entries(&self, campaign: CampaignId) -> Result<Vec<(String, EntryKind, i64)>, StoreError> {
        let rows = on_read!(self, LIST_ENTRIES, query_as::<EntryRow>[campaign.0], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "ledger entry" };
        rows.into_iter().map(|row| Ok((row.cap, row.kind.parse().map_err(bad)?, row.amount))).collect()
    }
}

impl Tx {
    /// Adds a campaign; `Taken` where the name is in use.
    pub async fn add_campaign(
        &mut self,
        id: CampaignId,
        campaign: &Campaign,
        source: (&str, &str),
        now: Instant,
    ) -> Result<(), StoreError> {
        let (text, hash) = source;
        let added = in_tx!(self, ADD, query[id.0, &campaign.slug, &campaign.name, CampaignState::Draft.as_str(),
            campaign.currency.as_str(), text, hash, now], execute);
        match added {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }

    /// Moves a campaign from one state to another.
    pub async fn move_campaign(
        &mut self,
        id: CampaignId,
        from: CampaignState,
        to: CampaignState,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, MOVE, query[id.0, from.as_str(), to.as_str(), now], execute)?)
    }

    /// Replaces a campaign's file; `Stale` where it is not the one the edit was made from.
    pub async fn save_source(
        &mut self,
        id: CampaignId,
        base: &str,
        campaign: &Campaign,
        (text, hash): (&str, &str),
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SAVE_SOURCE, query[id.0, base, text, hash, &campaign.name, now], execute)?)
    }

    /// `Stale` where the campaign's file is another one by now; it stays this one until the transaction ends.
    pub async fn expect_source(&mut self, id: CampaignId, hash: &str) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, EXPECT_SOURCE, query[id.0, hash], execute)?)
    }

    /// Takes a cap away that the campaign no longer has. One with entries stays for them, without a limit that counts.
    pub async fn lift_limit(&mut self, campaign: CampaignId, cap: &str) -> Result<(), StoreError> {
        in_tx!(self, LIFT_LIMIT, query[campaign.0, cap], execute)?;
        in_tx!(self, DROP_LIMIT, query[campaign.0, cap], execute)?;
        Ok(())
    }

    /// Locks the targets; from now on an edit of them is logged and shown.
    pub async fn lock_targets(&mut self, id: CampaignId, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, LOCK_TARGETS, query[id.0, now], execute)?;
        Ok(())
    }

    /// A campaign's state now; it stays so until the transaction ends.
    pub async fn campaign_state(&mut self, id: CampaignId) -> Result<Option<CampaignState>, StoreError> {
        let state = in_tx!(self, STATE, query_scalar::<String>[id.0], fetch_optional)?;
        state.map(|state| state.parse().map_err(|_| StoreError::BadRow { what: "campaign state" })).transpose()
    }

    /// A campaign's caps and where they stand, held until the transaction ends. Ask for them before the first entry: whoever
    /// books caps one by one in an order of their own waits for others in a circle.
    pub async fn lock_balances(&mut self, campaign: CampaignId) -> Result<Vec<(String, Balance)>, StoreError> {
        let rows = in_tx!(self, LOCK_BALANCES, query_as::<BalanceRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(BalanceRow::named).collect())
    }

    /// Sets a cap's limit; refused by the table where more is used already.
    pub async fn set_limit(&mut self, campaign: CampaignId, cap: &str, limit: i64) -> Result<(), StoreError> {
        in_tx!(self, SET_LIMIT, query[campaign.0, cap, limit], execute)?;
        Ok(())
    }

    /// What a gift has reserved, cap by cap.
    pub async fn reserved_for(&mut self, gift: GiftId) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = in_tx!(self, RESERVED_FOR, query_as::<EntryRow>[gift.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| (row.cap, row.amount)).collect())
    }

    /// Books an entry: `false`, and nothing changed, where the cap does not allow it. Lock the balances first.
    pub async fn book(&mut self, entry: &NewEntry<'_>, by: &Actor, now: Instant) -> Result<bool, StoreError> {
        let statement = match entry.kind {
            EntryKind::Reserve => RESERVE,
            EntryKind::Commit => COMMIT,
            EntryKind::Release => RELEASE,
            EntryKind::Recall => RECALL,
        };
        if in_tx!(self, statement, query[entry.campaign.0, entry.cap, entry.amount], execute)? != 1 {
            return Ok(false);
        }
        // Clocks do not tell the order of entries: two instances differ, and one instant may book many.
        let sequence = in_tx!(self, NEXT_ENTRY, query_scalar::<i64>[entry.campaign.0], fetch_one)?;
        in_tx!(self, ADD_ENTRY, query[entry.id, entry.campaign.0, entry.cap, entry.kind.as_str(), entry.amount,
            entry.gift.0, by.id.0, now, sequence, entry.gift.0], execute)?;
        Ok(true)
    }
}
