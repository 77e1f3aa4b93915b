//! Complaints and other answers under our posts as counts: they stay when cases are forgotten and people are erased, and tell
//! of nobody. Whatever moves a case moves its count in the same transaction.

use uuid::Uuid;

use super::view::count;
use super::{Store, StoreError, Tx};
use crate::domain::care::CareKind;
use crate::domain::id::{AuthorId, CampaignId};
use crate::domain::instant::Instant;

statements! {
    OPENED = "insert into care_count (campaign_id, kind, opened) values ($1, $2, 1) \
              on conflict (campaign_id, kind) do update set opened = care_count.opened + 1";
    ANSWERED = "update care_count set \
                answered_in_time = answered_in_time + (select count(*) from care_case where id = $1 and answered_at <= answer_by), \
                answered_late = answered_late + (select count(*) from care_case where id = $1 and answered_at > answer_by) \
                where (campaign_id, kind) = (select campaign_id, kind from care_case where id = $1)";
    SOLVED = "update care_count set \
              solved_unanswered = solved_unanswered + (select count(*) from care_case where id = $1 and answered_at is null), \
              solved_in_time = solved_in_time + (select count(*) from care_case where id = $1 and solved_at <= solve_by), \
              solved_late = solved_late + (select count(*) from care_case where id = $1 and solved_at > solve_by) \
              where (campaign_id, kind) = (select campaign_id, kind from care_case where id = $1)";
    COUNTS = "select c.kind, c.opened, c.answered_in_time, c.answered_late, c.solved_unanswered, c.solved_in_time, c.solved_late, \
              (select count(*) from care_case x where x.campaign_id = c.campaign_id and x.kind = c.kind and x.state = 'open' \
              and x.answer_by < $2) as unanswered, \
              (select count(*) from care_case x where x.campaign_id = c.campaign_id and x.kind = c.kind and x.state = 'open' \
              and x.answer_by >= $2) as to_answer, \
              (select count(*) from care_case x where x.campaign_id = c.campaign_id and x.kind = c.kind and x.state <> 'solved' \
              and x.solve_by < $2) as unsolved, \
              (select count(*) from care_case x where x.campaign_id = c.campaign_id and x.kind = c.kind and x.state <> 'solved' \
              and x.solve_by >= $2) as to_solve from care_count c where c.campaign_id = $1 order by c.kind";
    OF_AUTHOR = "select c.id, m.slug as campaign, c.kind, c.state, c.opened_at, c.answered_at, c.solved_at from care_case c \
                 join post p on p.id = c.post_id join campaign m on m.id = c.campaign_id where p.author_id = $1 \
                 order by c.opened_at, c.id";
}

row! {
    struct CountRow {
        kind: String,
        opened: i64,
        answered_in_time: i64,
        answered_late: i64,
        solved_unanswered: i64,
        solved_in_time: i64,
        solved_late: i64,
        unanswered: i64,
        to_answer: i64,
        unsolved: i64,
        to_solve: i64,
    }
}

row! {
    /// A case of the care desk about what somebody wrote.
    #[derive(Debug, Clone)]
    pub struct CaseRow {
        /// Its id.
        pub id: Uuid,
        /// The campaign whose post was answered.
        pub campaign: String,
        /// What it is about.
        pub kind: String,
        /// State.
        pub state: String,
        /// When it opened.
        pub opened_at: Instant,
        /// When it was answered first.
        pub answered_at: Option<Instant>,
        /// When it was solved.
        pub solved_at: Option<Instant>,
    }
}

/// Cases of one kind under a campaign's posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CareCount {
    /// The kind.
    pub kind: CareKind,
    /// All that ever opened.
    pub opened: u64,
    /// Answered within the hour.
    pub answered_in_time: u64,
    /// Of how many that can be said: answered, solved without an answer, or past the hour.
    pub answers_due: u64,
    /// Still within the hour.
    pub to_answer: u64,
    /// Solved within the day.
    pub solved_in_time: u64,
    /// Of how many that can be said: solved, or past the day.
    pub solutions_due: u64,
    /// Still within the day.
    pub to_solve: u64,
}

impl Tx {
    /// A case opened.
    pub async fn count_case(&mut self, campaign: CampaignId, kind: CareKind) -> Result<(), StoreError> {
        in_tx!(self, OPENED, query[campaign.0, kind.as_str()], execute)?;
        Ok(())
    }

    /// A case was answered for the first time.
    pub(super) async fn count_case_answered(&mut self, case: Uuid) -> Result<(), StoreError> {
        in_tx!(self, ANSWERED, query[case], execute)?;
        Ok(())
    }

    /// A case was solved.
    pub(super) async fn count_case_solved(&mut self, case: Uuid) -> Result<(), StoreError> {
        in_tx!(self, SOLVED, query[case], execute)?;
        Ok(())
    }
}

impl Store {
    /// Cases under a campaign's posts, by kind.
    pub async fn care_counts(&self, campaign: CampaignId, now: Instant) -> Result<Vec<CareCount>, StoreError> {
        let rows = on_read!(self, COUNTS, query_as::<CountRow>[campaign.0, now], fetch_all)?;
        let counted = |row: CountRow| {
            Ok(CareCount {
                kind: row.kind.parse().map_err(|_| StoreError::BadRow { what: "kind of case" })?,
                opened: count(row.opened),
                answered_in_time: count(row.answered_in_time),
                answers_due: count(row.answered_in_time + row.answered_late + row.solved_unanswered + row.unanswered),
                to_answer: count(row.to_answer),
                solved_in_time: count(row.solved_in_time),
                solutions_due: count(row.solved_in_time + row.solved_late + row.unsolved),
                to_solve: count(row.to_solve),
            })
        };
        rows.into_iter().map(counted).collect()
    }

    /// Cases about what an account wrote.
    pub async fn cases_of_author(&self, author: AuthorId) -> Result<Vec<CaseRow>, StoreError> {
        Ok(on_read!(self, OF_AUTHOR, query_as::<CaseRow>[author.0], fetch_all)?)
    }
}
