//! Care cases and their answers. Posts, threads and answers are sealed with the author's key: erasing them closes all of it.

use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::approval::SendBack;
use crate::domain::care::{AnswerStanding, AnswerState, CareKind, CareState, Claim, Deadlines};
use crate::domain::id::{AccountId, AuthorId, CampaignId, FollowUpId, PersonId, PostId};
use crate::domain::instant::Instant;
use crate::domain::post::Network;

macro_rules! cases {
    ($rest:literal) => {
        concat!(
            "select c.id, c.campaign_id, c.follow_up_id, c.post_id, c.kind, c.state, c.opened_at, c.answer_by, c.solve_by, \
             c.answered_at, c.solved_at, c.claimed_by, c.claimed_until, p.network, p.language from care_case c \
             join post p on p.id = c.post_id ",
            $rest
        )
    };
}

macro_rules! answers {
    ($rest:literal) => {
        concat!(
            "select r.id, r.case_id, r.sealed, r.content_hash, r.state, r.written_by, r.approved_by, r.identity, r.sealed_body, \
             r.address, r.created_at, r.sent_back_why, p.network, a.person_id, n.wrapped_key from care_answer r \
             join care_case c on c.id = r.case_id join post p on p.id = c.post_id join author a on a.id = p.author_id \
             join person n on n.id = a.person_id ",
            $rest
        )
    };
}

statements! {
    OURS = "select f.id, f.campaign_id, o.external_id from follow_up f join outbox o on o.follow_up_id = f.id \
            where f.network = $1 and o.external_id is not null order by f.id, o.id";
    ADD = "insert into care_case (id, campaign_id, follow_up_id, post_id, kind, state, sealed_thread, opened_at, answer_by, solve_by) \
           values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9) on conflict (post_id) do nothing";
    LIST = cases!("where c.state <> 'solved' order by case when c.state = 'open' then c.answer_by else c.solve_by end, c.id limit 500");
    PAGE = cases!("where c.state <> 'solved' and (case when c.state = 'open' then c.answer_by else c.solve_by end > $1 \
                   or (case when c.state = 'open' then c.answer_by else c.solve_by end = $1 and c.id > $2)) \
                   order by case when c.state = 'open' then c.answer_by else c.solve_by end, c.id limit $3");
    FIND = cases!("where c.id = $1");
    LOCK = cases!("where c.id = $1"),
        postgres: cases!("where c.id = $1 for update of c");
    THREAD = "select c.sealed_thread, a.person_id, n.wrapped_key from care_case c join post p on p.id = c.post_id \
              join author a on a.id = p.author_id join person n on n.id = a.person_id where c.id = $1 and n.wrapped_key is not null";
    KEY = "select a.person_id, n.wrapped_key from author a join person n on n.id = a.person_id \
           where a.id = $1 and n.wrapped_key is not null";
    CLAIM = "update care_case set claimed_by = $2, claimed_until = $3 where id = $1 and state <> 'solved'";
    GIVE_BACK = "update care_case set claimed_by = null, claimed_until = null where id = $1 and claimed_by = $2";
    ANSWERED = "update care_case set state = 'answered', answered_at = $2 where id = $1 and state = 'open'";
    SOLVE = "update care_case set state = 'solved', solved_at = $2, claimed_by = null, claimed_until = null \
             where id = $1 and state <> 'solved'";
    OVERDUE = "select count(*) from care_case where campaign_id = $1 and kind = 'complaint' and ((state = 'open' and answer_by < $2) \
               or (state = 'answered' and solve_by < $2))";
    PURGE = "delete from care_case where state = 'solved' and solved_at < $1";
    ADD_ANSWER = "insert into care_answer (id, case_id, sealed, content_hash, state, written_by, created_at, changed_at) \
                  values ($1, $2, $3, $4, 'draft', $5, $6, $6)";
    LIST_ANSWERS = answers!("where r.case_id = $1 and n.wrapped_key is not null order by r.created_at, r.id");
    FIND_ANSWER = answers!("where r.id = $1 and n.wrapped_key is not null");
    APPROVE = "update care_answer set state = 'approved', approved_by = $2, approved_simulated = $3, identity = $4, sealed_body = $5, \
               changed_at = $6 where id = $1 and state = 'draft' and content_hash = $7 and sent_back_why is null";
    MOVE_ANSWER = "update care_answer set state = $3, changed_at = $4 where id = $1 and state = $2";
    ANSWER_OUT = "update care_answer set state = 'published', external_id = $2, address = $3, changed_at = $4 \
                  where id = $1 and state in ('approved', 'uncertain')";
    KNOWN = "select r.external_id from care_answer r join care_case c on c.id = r.case_id join post p on p.id = c.post_id \
             where p.network = $1 and r.external_id is not null order by r.id";
    ANSWERS_OF_AUTHOR = "select r.identity, r.external_id from care_answer r join care_case c on c.id = r.case_id \
                         join post p on p.id = c.post_id where p.author_id = $1 and r.identity is not null order by r.id";
    RELEASE = "insert into care_release (campaign_id, said_by, said_at) values ($1, $2, $3) \
               on conflict (campaign_id, said_by) do update set said_at = excluded.said_at";
    RELEASES = "select count(*) from care_release where campaign_id = $1 and said_at >= $2";
}

row! {
    struct OursRow { id: Uuid, campaign_id: Uuid, external_id: String }
}

row! {
    struct CaseRow {
        id: Uuid,
        campaign_id: Uuid,
        follow_up_id: Uuid,
        post_id: Uuid,
        kind: String,
        state: String,
        opened_at: Instant,
        answer_by: Instant,
        solve_by: Instant,
        answered_at: Option<Instant>,
        solved_at: Option<Instant>,
        claimed_by: Option<Uuid>,
        claimed_until: Option<Instant>,
        network: String,
        language: String,
    }
}

row! {
    struct ThreadRow { sealed_thread: Vec<u8>, person_id: Uuid, wrapped_key: Vec<u8> }
}

row! {
    struct AnswerRow {
        id: Uuid,
        case_id: Uuid,
        sealed: Vec<u8>,
        content_hash: String,
        state: String,
        written_by: Uuid,
        approved_by: Option<Uuid>,
        identity: Option<String>,
        sealed_body: Option<Vec<u8>>,
        address: Option<String>,
        created_at: Instant,
        sent_back_why: Option<String>,
        network: String,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
    }
}

row! {
    struct KeyRow { person_id: Uuid, wrapped_key: Vec<u8> }
}

row! {
    struct EffectRow { identity: String, external_id: Option<String> }
}

/// A post of ours that people may answer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPost {
    /// The follow-up post.
    pub follow_up: FollowUpId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// What the network calls it.
    pub external_id: String,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: Uuid,
    /// The campaign.
    pub campaign: CampaignId,
    /// Our post that was answered.
    pub follow_up: FollowUpId,
    /// What was answered.
    pub post: PostId,
    /// What it is about.
    pub kind: CareKind,
    /// State.
    pub state: CareState,
    /// When it opened.
    pub opened_at: Instant,
    /// Its deadlines.
    pub deadlines: Deadlines,
    /// When it was answered first.
    pub answered_at: Option<Instant>,
    /// When it was solved.
    pub solved_at: Option<Instant>,
    /// Whose it is for now.
    pub claim: Option<Claim>,
    /// The network.
    pub network: Network,
    /// The language found, ISO 639-1 or `und`.
    pub language: String,
}

/// A case about to open.
#[derive(Debug)]
pub struct NewCase<'a> {
    /// Its id.
    pub id: Uuid,
    /// Our post that was answered.
    pub own: &'a OwnPost,
    /// The stored post.
    pub post: PostId,
    /// Who wrote it.
    pub author: AuthorId,
    /// What it is about.
    pub kind: CareKind,
    /// What an answer has to name, in the network's words.
    pub thread: &'a [u8],
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case: Uuid,
    /// Its text.
    pub text: String,
    /// Hash of it.
    pub content_hash: String,
    /// State.
    pub state: AnswerState,
    /// Who wrote it.
    pub written_by: AccountId,
    /// Who approved it.
    pub approved_by: Option<AccountId>,
    /// Its unique name and its bytes, once it is approved.
    pub frozen: Option<(String, Vec<u8>)>,
    /// Where people find it.
    pub address: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// Why it was sent back to its author.
    pub sent_back: Option<SendBack>,
    /// The network.
    pub network: Network,
}

impl Answer {
    /// As far as decisions on it need it.
    pub fn standing(&self) -> AnswerStanding<'_> {
        let Self { state, written_by, content_hash, sent_back, .. } = self;
        AnswerStanding { state: *state, written_by: *written_by, content_hash, sent_back: *sent_back }
    }
}

fn case(row: CaseRow) -> Result<Case, StoreError> {
    let bad = |what| StoreError::BadRow { what };
    let claim = row.claimed_by.zip(row.claimed_until);
    Ok(Case {
        id: row.id,
        campaign: CampaignId(row.campaign_id),
        follow_up: FollowUpId(row.follow_up_id),
        post: PostId(row.post_id),
        kind: row.kind.parse().map_err(|_| bad("kind of case"))?,
        state: row.state.parse().map_err(|_| bad("case state"))?,
        opened_at: row.opened_at,
        deadlines: Deadlines { answer_by: row.answer_by, solve_by: row.solve_by },
        answered_at: row.answered_at,
        solved_at: row.solved_at,
        claim: claim.map(|(by, until)| Claim { by: AccountId(by), until }),
        network: row.network.parse().map_err(|_| bad("network"))?,
        language: row.language,
    })
}

impl Store {
    /// Our posts of a network that people may answer to.
    pub async fn list_own_posts(&self, network: Network) -> Result<Vec<OwnPost>, StoreError> {
        let rows = on_read!(self, OURS, query_as::<OursRow>[network.as_str()], fetch_all)?;
        let own = |row: OursRow| {
            let OursRow { id, campaign_id, external_id } = row;
            OwnPost { follow_up: FollowUpId(id), campaign: CampaignId(campaign_id), external_id }
        };
        Ok(rows.into_iter().map(own).collect())
    }

    /// Opens a case; `false` where the answer has one already.
    pub async fn add_case(&self, tx: &mut Tx, new: &NewCase<'_>, now: Instant) -> Result<bool, StoreError> {
        let row = in_tx!(tx, KEY, query_as::<KeyRow>[new.author.0], fetch_optional)?;
        let Some(KeyRow { person_id, wrapped_key }) = row else { return Ok(false) };
        let key = self.keys.unwrap(PersonId(person_id), &wrapped_key)?;
        let sealed = self.keys.seal(&key, new.thread);
        let deadlines = Deadlines::from_opening(now);
        let touched = in_tx!(tx, ADD, query[new.id, new.own.campaign.0, new.own.follow_up.0, new.post.0, new.kind.as_str(), sealed,
            now, deadlines.answer_by, deadlines.solve_by], execute)?;
        Ok(touched == 1)
    }

    /// What is not solved, the least time left first.
    pub async fn list_cases(&self) -> Result<Vec<Case>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<CaseRow>[], fetch_all)?;
        rows.into_iter().map(case).collect()
    }

    /// The same behind a deadline and an id.
    pub async fn page_of_cases(&self, after: (Instant, Uuid), limit: i64) -> Result<Vec<Case>, StoreError> {
        let rows = on_read!(self, PAGE, query_as::<CaseRow>[after.0, after.1, limit], fetch_all)?;
        rows.into_iter().map(case).collect()
    }

    /// One case.
    pub async fn find_case(&self, id: Uuid) -> Result<Option<Case>, StoreError> {
        on_read!(self, FIND, query_as::<CaseRow>[id], fetch_optional)?.map(case).transpose()
    }

    /// What an answer to a case has to name.
    pub async fn find_thread(&self, case: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let row = on_read!(self, THREAD, query_as::<ThreadRow>[case], fetch_optional)?;
        row.map(|row| self.open_sealed(row.person_id, &row.wrapped_key, &row.sealed_thread)).transpose()
    }

    /// The answers to a case, the oldest first.
    pub async fn list_answers(&self, case: Uuid) -> Result<Vec<Answer>, StoreError> {
        let rows = on_read!(self, LIST_ANSWERS, query_as::<AnswerRow>[case], fetch_all)?;
        rows.into_iter().map(|row| self.open_answer(row)).collect()
    }

    /// One answer; none once the person it is to is erased.
    pub async fn find_answer(&self, id: Uuid) -> Result<Option<Answer>, StoreError> {
        let row = on_read!(self, FIND_ANSWER, query_as::<AnswerRow>[id], fetch_optional)?;
        row.map(|row| self.open_answer(row)).transpose()
    }

    fn open_answer(&self, row: AnswerRow) -> Result<Answer, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let open = |sealed: &[u8]| self.open_sealed(row.person_id, &row.wrapped_key, sealed);
        let body = row.sealed_body.as_deref().map(open).transpose()?;
        Ok(Answer {
            id: row.id,
            case: row.case_id,
            text: String::from_utf8(open(&row.sealed)?).map_err(|_| bad("answer"))?,
            state: row.state.parse().map_err(|_| bad("answer state"))?,
            network: row.network.parse().map_err(|_| bad("network"))?,
            content_hash: row.content_hash,
            written_by: AccountId(row.written_by),
            approved_by: row.approved_by.map(AccountId),
            frozen: row.identity.zip(body),
            address: row.address,
            created_at: row.created_at,
            sent_back: row.sent_back_why.map(|why| why.parse().map_err(|_| bad("reason"))).transpose()?,
        })
    }

    /// Adds an answer to a case, sealed for whom it answers.
    pub async fn add_answer(
        &self,
        tx: &mut Tx,
        id: Uuid,
        (case, text): (Uuid, &str),
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let Some(row) = in_tx!(tx, THREAD, query_as::<ThreadRow>[case], fetch_optional)? else {
            return Err(StoreError::Unsealing);
        };
        let key = self.keys.unwrap(PersonId(row.person_id), &row.wrapped_key)?;
        let sealed = self.keys.seal(&key, text.as_bytes());
        in_tx!(tx, ADD_ANSWER, query[id, case, sealed, super::sealing::content_hash(&[text]), by.id.0, now], execute)?;
        Ok(())
    }

    /// Writes an approval with name and bytes as they will go out.
    pub async fn save_answer_approval(
        &self,
        tx: &mut Tx,
        answer: &Answer,
        (identity, body): (&str, &[u8]),
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        let Some(row) = in_tx!(tx, THREAD, query_as::<ThreadRow>[answer.case], fetch_optional)? else {
            return Err(StoreError::Unsealing);
        };
        let key = self.keys.unwrap(PersonId(row.person_id), &row.wrapped_key)?;
        let sealed = self.keys.seal(&key, body);
        super::one_row(
            in_tx!(tx, APPROVE, query[answer.id, by.id.0, by.simulated, identity, sealed, now, &answer.content_hash], execute)?,
        )
    }

    /// What a network calls our answers.
    pub async fn list_known_answers(&self, network: Network) -> Result<Vec<String>, StoreError> {
        Ok(on_read!(self, KNOWN, query_scalar::<String>[network.as_str()], fetch_all)?)
    }
}

impl Tx {
    /// One case, which nobody else changes until the transaction ends.
    pub async fn lock_case(&mut self, id: Uuid) -> Result<Option<Case>, StoreError> {
        in_tx!(self, LOCK, query_as::<CaseRow>[id], fetch_optional)?.map(case).transpose()
    }

    /// Gives a case to somebody for a while.
    pub async fn claim_case(&mut self, id: Uuid, claim: Claim) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, CLAIM, query[id, claim.by.0, claim.until], execute)?)
    }

    /// Takes a case from whoever has it; `Stale` where that is somebody else by now.
    pub async fn give_case_back(&mut self, id: Uuid, from: AccountId) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, GIVE_BACK, query[id, from.0], execute)?)
    }

    /// A case was answered; one that was before stays as it is.
    pub async fn mark_answered(&mut self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        if in_tx!(self, ANSWERED, query[id, now], execute)? == 1 {
            self.count_case_answered(id).await?;
        }
        Ok(())
    }

    /// A case is solved.
    pub async fn solve_case(&mut self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SOLVE, query[id, now], execute)?)?;
        self.count_case_solved(id).await
    }

    /// Complaints of a campaign that are past the deadline that counts.
    pub async fn count_overdue_complaints(&mut self, campaign: CampaignId, now: Instant) -> Result<i64, StoreError> {
        Ok(in_tx!(self, OVERDUE, query_scalar::<i64>[campaign.0, now], fetch_one)?)
    }

    /// Forgets cases solved before an instant.
    pub async fn purge_cases(&mut self, before: Instant) -> Result<u64, StoreError> {
        Ok(in_tx!(self, PURGE, query[before], execute)?)
    }

    /// Moves an answer from one state to another.
    pub async fn move_answer(
        &mut self,
        id: Uuid,
        from: AnswerState,
        to: AnswerState,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, MOVE_ANSWER, query[id, from.as_str(), to.as_str(), now], execute)?)
    }

    /// An answer is out.
    pub async fn mark_answer_out(
        &mut self,
        id: Uuid,
        external_id: &str,
        address: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, ANSWER_OUT, query[id, external_id, address, now], execute)?)
    }

    /// The names of our answers to an author, and what the network calls them.
    pub async fn answers_to(&mut self, author: Uuid) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let rows = in_tx!(self, ANSWERS_OF_AUTHOR, query_as::<EffectRow>[author], fetch_all)?;
        Ok(rows.into_iter().map(|EffectRow { identity, external_id }| (identity, external_id)).collect())
    }

    /// Somebody says that posts of a campaign may go out although complaints wait.
    pub async fn add_release(&mut self, campaign: CampaignId, by: &Actor, now: Instant) -> Result<(), StoreError> {
        in_tx!(self, RELEASE, query[campaign.0, by.id.0, now], execute)?;
        Ok(())
    }

    /// How many people said so since an instant.
    pub async fn count_releases(&mut self, campaign: CampaignId, since: Instant) -> Result<i64, StoreError> {
        Ok(in_tx!(self, RELEASES, query_scalar::<i64>[campaign.0, since], fetch_one)?)
    }
}
