//! Links by which someone without an account reads one thing until a day. Tokens stand as hashes only.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;

words! {
    /// What a link shows.
    SharePurpose {
        /// The report, groups of fewer than ten left out.
        Report = "report",
        /// Hand-overs and posts as a calendar.
        Calendar = "calendar",
    }
}

statements! {
    ADD = "insert into share_link (token_hash, id, campaign_id, purpose, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "select c.slug from share_link s join campaign c on c.id = s.campaign_id where s.token_hash = $1 and s.purpose = $2 \
            and s.expires_at > $3 and s.revoked_at is null";
    LIST = "select id, purpose, made_at, expires_at from share_link where campaign_id = $1 and revoked_at is null and expires_at > $2 \
            order by made_at, id";
    REVOKE = "update share_link set revoked_at = $3 where id = $1 and campaign_id = $2 and revoked_at is null";
}

row! {
    struct LinkRow { id: Uuid, purpose: String, made_at: Instant, expires_at: Instant }
}

/// A link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareLink {
    /// Its id; not what the address holds.
    pub id: Uuid,
    /// What it shows.
    pub purpose: SharePurpose,
    /// Since when.
    pub made_at: Instant,
    /// Until when.
    pub expires_at: Instant,
}

impl Store {
    /// The campaign that a link shows, while it works.
    pub async fn find_shared(
        &self,
        token_hash: &[u8],
        purpose: SharePurpose,
        now: Instant,
    ) -> Result<Option<String>, StoreError> {
        Ok(on_read!(self, FIND, query_scalar::<String>[token_hash, purpose.as_str(), now], fetch_optional)?)
    }

    /// A campaign's links that work.
    pub async fn list_share_links(&self, campaign: CampaignId, now: Instant) -> Result<Vec<ShareLink>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<LinkRow>[campaign.0, now], fetch_all)?;
        let link = |row: LinkRow| {
            let purpose = row.purpose.parse().map_err(|_| StoreError::BadRow { what: "share link" })?;
            Ok(ShareLink { id: row.id, purpose, made_at: row.made_at, expires_at: row.expires_at })
        };
        rows.into_iter().map(link).collect()
    }
}

impl Tx {
    /// Adds a link.
    pub async fn add_share_link(
        &mut self,
        campaign: CampaignId,
        token_hash: &[u8],
        link: &ShareLink,
        by: &Actor,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD, query[token_hash, link.id, campaign.0, link.purpose.as_str(), by.id.0, link.made_at, link.expires_at],
            execute)?;
        Ok(())
    }

    /// Ends a link; `Stale` where it ended already.
    pub async fn revoke_share_link(&mut self, id: Uuid, campaign: CampaignId, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, REVOKE, query[id, campaign.0, now], execute)?)
    }
}
