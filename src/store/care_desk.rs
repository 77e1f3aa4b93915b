//! What waits at the care desk: cases whose deadline is near, answers that wait for approval, and answers that an approver
//! sent back to their author.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::care::Answer;
use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::approval::SendBack;
use crate::domain::id::{CampaignId, PersonId};
use crate::domain::instant::Instant;

statements! {
    DUE = "select c.campaign_id, count(case when c.kind = 'complaint' then 1 end) as complaints, \
           count(case when c.kind <> 'complaint' then 1 end) as replies, count(case when c.answer_by < $1 then 1 end) as late, \
           count(case when exists (select 1 from care_answer r where r.case_id = c.id and r.state = 'draft' \
           and r.sent_back_why is null) then 1 end) as waiting, min(c.answer_by) as first_at, max(c.answer_by) as last_at \
           from care_case c where c.state = 'open' and c.answer_by < $2 and not exists (select 1 from care_answer o \
           where o.case_id = c.id and o.state in ('approved', 'uncertain')) group by c.campaign_id order by c.campaign_id";
    DRAFTS = "select case_id, count(case when sent_back_why is null then 1 end) as waiting, count(sent_back_why) as back \
              from care_answer where state = 'draft' group by case_id order by case_id";
    SEND_BACK = "update care_answer set sent_back_why = $3, changed_at = $4 where id = $1 and state = 'draft' and content_hash = $2 \
                 and sent_back_why is null";
    KEY = "select a.person_id, n.wrapped_key from care_case c join post p on p.id = c.post_id join author a on a.id = p.author_id \
           join person n on n.id = a.person_id where c.id = $1 and n.wrapped_key is not null";
    REWRITE = "update care_answer set sealed = $3, content_hash = $4, sent_back_why = null, changed_at = $5 \
               where id = $1 and state = 'draft' and content_hash = $2";
}

row! {
    struct DueRow {
        campaign_id: Uuid,
        complaints: i64,
        replies: i64,
        late: i64,
        waiting: i64,
        first_at: Instant,
        last_at: Instant,
    }
}

row! {
    struct DraftRow { case_id: Uuid, waiting: i64, back: i64 }
}

row! {
    struct KeyRow { person_id: Uuid, wrapped_key: Vec<u8> }
}

/// Cases of a campaign that nobody has answered and whose deadline is near or over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueCases {
    /// The campaign.
    pub campaign: CampaignId,
    /// Complaints.
    pub complaints: u64,
    /// Other replies.
    pub replies: u64,
    /// How many are past it.
    pub late: u64,
    /// How many have an answer that waits for approval.
    pub waiting: u64,
    /// The first deadline.
    pub first_at: Instant,
    /// The last.
    pub last_at: Instant,
}

/// Answers of a case that are not approved yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseDrafts {
    /// How many wait for an approver.
    pub waiting: u64,
    /// How many were sent back to their author.
    pub back: u64,
}

impl Store {
    /// Cases to be answered before an instant that nobody has answered, campaign by campaign.
    pub async fn cases_due(&self, until: Instant, now: Instant) -> Result<Vec<DueCases>, StoreError> {
        let rows = on_read!(self, DUE, query_as::<DueRow>[now, until], fetch_all)?;
        let due = |row: DueRow| DueCases {
            campaign: CampaignId(row.campaign_id),
            complaints: count(row.complaints),
            replies: count(row.replies),
            late: count(row.late),
            waiting: count(row.waiting),
            first_at: row.first_at,
            last_at: row.last_at,
        };
        Ok(rows.into_iter().map(due).collect())
    }

    /// The cases with an answer that is not approved yet.
    pub async fn cases_with_drafts(&self) -> Result<BTreeMap<Uuid, CaseDrafts>, StoreError> {
        let rows = on_read!(self, DRAFTS, query_as::<DraftRow>[], fetch_all)?;
        let drafts = |row: DraftRow| (row.case_id, CaseDrafts { waiting: count(row.waiting), back: count(row.back) });
        Ok(rows.into_iter().map(drafts).collect())
    }

    /// Writes a new text over an answer, sealed for whom it answers; it waits for approval again.
    pub async fn rewrite_answer(
        &self,
        tx: &mut Tx,
        answer: &Answer,
        (text, hash): (&str, &str),
        now: Instant,
    ) -> Result<(), StoreError> {
        let Some(row) = in_tx!(tx, KEY, query_as::<KeyRow>[answer.case], fetch_optional)? else {
            return Err(StoreError::Unsealing);
        };
        let key = self.keys.unwrap(PersonId(row.person_id), &row.wrapped_key)?;
        let sealed = self.keys.seal(&key, text.as_bytes());
        super::one_row(in_tx!(tx, REWRITE, query[answer.id, &answer.content_hash, sealed, hash, now], execute)?)
    }
}

impl Tx {
    /// Sends an answer back to its author, for a reason.
    pub async fn send_answer_back(&mut self, answer: &Answer, why: SendBack, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SEND_BACK, query[answer.id, &answer.content_hash, why.as_str(), now], execute)?)
    }
}
