//! Files that figures were taken from: previewed first, then kept as evidence.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;

statements! {
    ADD = "insert into attachment (id, campaign_id, name, bytes, content_hash, state, made_by, made_at) \
           values ($1, $2, $3, $4, $5, 'preview', $6, $7)";
    FIND = "select id, name, bytes, content_hash, state, made_at from attachment where id = $1 and campaign_id = $2";
    KEEP = "update attachment set state = 'kept' where id = $1 and state = 'preview'";
    DROP = "delete from attachment where id = $1 and campaign_id = $2 and state = 'preview'";
    PURGE = "delete from attachment where state = 'preview' and made_at < $1";
    LIST = "select id, name, content_hash, made_at, (select count(*) from reading r where r.attachment_id = attachment.id) as readings \
            from attachment where campaign_id = $1 and state = 'kept' order by made_at desc, id limit 50";
}

row! {
    /// A file.
    #[derive(Debug, Clone)]
    pub struct Attachment {
        /// Its id.
        pub id: Uuid,
        /// Name it came with.
        pub name: String,
        /// Content.
        pub bytes: Vec<u8>,
        /// SHA-256 of it.
        pub content_hash: String,
        /// `preview` or `kept`.
        pub state: String,
        /// When it came.
        pub made_at: Instant,
    }
}

row! {
    /// A kept file in a list.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct KeptFile {
        /// Its id.
        pub id: Uuid,
        /// Name it came with.
        pub name: String,
        /// SHA-256 of its content.
        pub content_hash: String,
        /// When it came.
        pub made_at: Instant,
        /// Readings taken from it.
        pub readings: i64,
    }
}

impl Store {
    /// A campaign's file.
    pub async fn find_attachment(&self, id: Uuid, campaign: CampaignId) -> Result<Option<Attachment>, StoreError> {
        Ok(on_read!(self, FIND, query_as::<Attachment>[id, campaign.0], fetch_optional)?)
    }

    /// The newest kept files of a campaign.
    pub async fn list_attachments(&self, campaign: CampaignId) -> Result<Vec<KeptFile>, StoreError> {
        Ok(on_read!(self, LIST, query_as::<KeptFile>[campaign.0], fetch_all)?)
    }
}

impl Tx {
    /// Adds a file to be previewed.
    pub async fn add_attachment(
        &mut self,
        campaign: CampaignId,
        file: &Attachment,
        by: &Actor,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD, query[file.id, campaign.0, &file.name, &file.bytes, &file.content_hash, by.id.0, file.made_at], execute)?;
        Ok(())
    }

    /// Keeps a previewed file; `Stale` where it was taken or dropped already.
    pub async fn keep_attachment(&mut self, id: Uuid) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, KEEP, query[id], execute)?)
    }

    /// Drops a previewed file.
    pub async fn drop_attachment(&mut self, id: Uuid, campaign: CampaignId) -> Result<(), StoreError> {
        in_tx!(self, DROP, query[id, campaign.0], execute)?;
        Ok(())
    }

    /// Drops files that nobody took.
    pub async fn purge_attachments(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }
}
