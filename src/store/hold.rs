//! What keeps posts back: a hold of everything that goes out, and pauses of a campaign's posts.

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;

statements! {
    HOLD = "insert into outbox_hold (id, since, why, missing) values (1, $1, $2, $3) on conflict (id) do update set \
            since = excluded.since, why = excluded.why, missing = excluded.missing, released_at = null, released_by = null \
            where outbox_hold.released_at is not null";
    FIND_HOLD = "select since, why, missing, released_at from outbox_hold where id = 1";
    RELEASE_HOLD = "update outbox_hold set released_at = $1, released_by = $2 where id = 1 and since = $3 and released_at is null";
    PAUSE = "insert into post_pause (campaign_id, since, complaints, usual_percent) values ($1, $2, $3, $4) \
             on conflict (campaign_id) do nothing";
    FIND_PAUSE = "select since, complaints, usual_percent from post_pause where campaign_id = $1";
    END_PAUSE = "delete from post_pause where campaign_id = $1";
    LAST_RELEASES = "select said_at from care_release where campaign_id = $1 and said_at >= $2 order by said_at, said_by";
    CASES_SINCE = "select opened_at from care_case where campaign_id = $1 and kind = 'complaint' and opened_at >= $2 \
                   order by opened_at, id";
    HEAD_HASH = "select hash from audit_entry where sequence = $1";
    WAITING = "select (select count(*) from outbox where state = 'queued') as queued, \
               (select count(*) from outbox where state = 'sending') as begun, \
               (select count(*) from follow_up where state = 'uncertain') as uncertain, \
               (select count(*) from care_answer where state in ('approved', 'uncertain')) as answers, \
               (select count(*) from mail where state in ('queued', 'sending')) as mails";
}

row! {
    /// Everything is held, or was.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HoldRow {
        /// Since when.
        pub since: Instant,
        /// `restored` or `by_hand`.
        pub why: String,
        /// How many entries of the log the database lacks, where it is older than what went out.
        pub missing: i64,
        /// When it ended.
        pub released_at: Option<Instant>,
    }
}

row! {
    /// Posts of a campaign stand still because of complaints.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PauseRow {
        /// Since when.
        pub since: Instant,
        /// Complaints in the hour before.
        pub complaints: i64,
        /// How many are usual in an hour, in hundredths.
        pub usual_percent: i64,
    }
}

row! {
    /// What waits to go out.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct WaitingRow {
        /// Posts that were never tried.
        pub queued: i64,
        /// Posts of which a try was begun.
        pub begun: i64,
        /// Posts of which nobody knows whether they are out.
        pub uncertain: i64,
        /// Answers of the care desk.
        pub answers: i64,
        /// Mails.
        pub mails: i64,
    }
}

impl Tx {
    /// Holds everything; `false` where it is held already.
    pub async fn hold_outbox(&mut self, why: &str, missing: i64, now: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, HOLD, query[now, why, missing], execute)? == 1)
    }

    /// Ends the hold that began at an instant; `Stale` where there is none such.
    pub async fn release_outbox(&mut self, since: Instant, by: &Actor, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, RELEASE_HOLD, query[now, by.id.0, since], execute)?)
    }

    /// Pauses a campaign's posts; `false` where they stand still already.
    pub async fn pause_posts(
        &mut self,
        campaign: CampaignId,
        (complaints, usual_percent): (i64, i64),
        now: Instant,
    ) -> Result<bool, StoreError> {
        Ok(in_tx!(self, PAUSE, query[campaign.0, now, complaints, usual_percent], execute)? == 1)
    }

    /// The pause of a campaign's posts.
    pub async fn find_pause(&mut self, campaign: CampaignId) -> Result<Option<PauseRow>, StoreError> {
        Ok(in_tx!(self, FIND_PAUSE, query_as::<PauseRow>[campaign.0], fetch_optional)?)
    }

    /// A campaign's posts go on.
    pub async fn end_pause(&mut self, campaign: CampaignId) -> Result<(), StoreError> {
        in_tx!(self, END_PAUSE, query[campaign.0], execute)?;
        Ok(())
    }
}

impl Store {
    /// The hold, or the last one.
    pub async fn find_hold(&self) -> Result<Option<HoldRow>, StoreError> {
        Ok(on_read!(self, FIND_HOLD, query_as::<HoldRow>[], fetch_optional)?)
    }

    /// The hash of an entry of the audit log.
    pub async fn audit_hash(&self, sequence: i64) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(on_read!(self, HEAD_HASH, query_scalar::<Vec<u8>>[sequence], fetch_optional)?)
    }

    /// The pause of a campaign's posts, for a page.
    pub async fn pause_of_posts(&self, campaign: CampaignId) -> Result<Option<PauseRow>, StoreError> {
        Ok(on_read!(self, FIND_PAUSE, query_as::<PauseRow>[campaign.0], fetch_optional)?)
    }

    /// When people said since an instant that posts may go on, the last one at the end.
    pub async fn last_releases(&self, campaign: CampaignId, since: Instant) -> Result<Vec<Instant>, StoreError> {
        Ok(on_read!(self, LAST_RELEASES, query_scalar::<Instant>[campaign.0, since], fetch_all)?)
    }

    /// When complaints under a campaign's posts became cases.
    pub async fn complaint_cases_since(
        &self,
        campaign: CampaignId,
        since: Instant,
    ) -> Result<Vec<Instant>, StoreError> {
        Ok(on_read!(self, CASES_SINCE, query_scalar::<Instant>[campaign.0, since], fetch_all)?)
    }

    /// What waits to go out.
    pub async fn waiting_to_go_out(&self) -> Result<WaitingRow, StoreError> {
        Ok(on_read!(self, WAITING, query_as::<WaitingRow>[], fetch_one)?)
    }
}
