//! A campaign's follow-up posts page by page, opened, with what each still needs.
//!
//! A post whose traveller was erased can't be read by anyone and has no line.

use std::collections::BTreeMap;

use chrono::DateTime;
use sqlx::types::Json;
use uuid::Uuid;

use super::follow_ups::{FollowUpCount, FollowUpFilter, FollowUpLine, FollowUpsView};
use super::{CampaignHead, Decision, count, cut_page, page_limit, read_after};
use crate::domain::consent::PHOTO_SHOWN_SINCE;
use crate::domain::follow_up::{FollowUpState, Need};
use crate::domain::id::{AccountId, CampaignId, FollowUpId, GiftId};
use crate::domain::instant::Instant;
use crate::store::{Store, StoreError};

/// One page of posts, narrowed further by what follows.
macro_rules! page {
    ($narrowed:literal) => {
        concat!(
            "select f.id, f.gift_id, f.network, f.language, f.sealed, f.state, f.earliest_at, f.published_at, f.address, \
             f.content_hash, f.edited_by, f.sent_back_why, f.fault, f.photo_sealed, f.answers, (select max(q.text_version) from gift_photo h \
             join consent q on q.gift_id = h.gift_id where h.gift_id = f.gift_id and q.kind = 'photo' and q.granted \
             and q.withdrawn_at is null) as photo_asked, \
             t.person_id, p.wrapped_key, (select count(*) from consent k where k.gift_id = f.gift_id \
             and k.kind = 'publication' and k.granted and k.withdrawn_at is null) as granted, \
             (select count(*) from flight_leg l where l.id = g.leg_id and l.state = 'CNX') as cancelled, \
             (select s.clicks from short_link s where s.follow_up_id = f.id) as clicks \
             from follow_up f join gift g on g.id = f.gift_id join traveller t on t.id = g.traveller_id \
             join person p on p.id = t.person_id where f.campaign_id = $1 and p.wrapped_key is not null \
             and f.earliest_at >= $2 and (f.earliest_at > $2 or f.id > $3)",
            $narrowed,
            " order by f.earliest_at, f.id limit $4"
        )
    };
}

statements! {
    PAGE = page!("");
    PAGE_IN_STATE = page!(" and f.state = $5");
    COUNTS = "select state, count(*) as n from follow_up where campaign_id = $1 group by state order by state";
    REFUSED = "select count(*) as n, max(changed_at) as at from follow_up where campaign_id = $1 and state = 'failed'";
    APPROVALS = "select subject, actor_role, simulated, happened_at from audit_entry where action = 'post.approve' \
                 and subject in (select value from json_each($1)) order by sequence",
        postgres: "select subject, actor_role, simulated, happened_at from audit_entry where action = 'post.approve' \
                 and subject in (select jsonb_array_elements_text($1)) order by sequence";
}

row! {
    struct LineRow {
        id: Uuid,
        gift_id: Uuid,
        network: String,
        language: String,
        sealed: Vec<u8>,
        state: String,
        earliest_at: Instant,
        published_at: Option<Instant>,
        address: Option<String>,
        content_hash: String,
        edited_by: Option<Uuid>,
        sent_back_why: Option<String>,
        fault: Option<String>,
        photo_sealed: Option<Vec<u8>>,
        answers: Option<String>,
        photo_asked: Option<i64>,
        person_id: Uuid,
        wrapped_key: Vec<u8>,
        granted: i64,
        cancelled: i64,
        clicks: Option<i64>,
    }
}

row! {
    struct CountRow { state: String, n: i64 }
}

row! {
    struct RefusedRow { n: i64, at: Option<Instant> }
}

row! {
    struct ApprovalRow { subject: String, actor_role: String, simulated: bool, happened_at: Instant }
}

fn bad(what: &'static str) -> StoreError {
    StoreError::BadRow { what }
}

impl Store {
    /// One page of a campaign's follow-up posts.
    pub async fn follow_ups_view(
        &self,
        campaign: CampaignId,
        head: CampaignHead,
        filter: &FollowUpFilter,
    ) -> Result<FollowUpsView, StoreError> {
        let after = read_after::<i64>(filter.after.as_deref());
        let after = after.and_then(|(micros, id)| Some((DateTime::from_timestamp_micros(micros)?, id)));
        let (from, id) = after.unwrap_or((DateTime::UNIX_EPOCH, Uuid::nil()));
        let mut rows = if let Some(state) = filter.state {
            on_read!(self, PAGE_IN_STATE, query_as::<LineRow>[campaign.0, from, id, page_limit(), state.as_str()], fetch_all)?
        } else {
            on_read!(self, PAGE, query_as::<LineRow>[campaign.0, from, id, page_limit()], fetch_all)?
        };
        let next = cut_page(&mut rows, |row| format!("{}_{}", row.earliest_at.timestamp_micros(), row.id));
        let approvals = self.post_approvals(&rows).await?;
        let counts = on_read!(self, COUNTS, query_as::<CountRow>[campaign.0], fetch_all)?;
        let of =
            |state: FollowUpState| counts.iter().find(|row| row.state == state.as_str()).map_or(0, |row| count(row.n));
        Ok(FollowUpsView {
            head,
            filter: filter.clone(),
            counts: FollowUpState::ALL.iter().map(|state| FollowUpCount { state: *state, count: of(*state) }).collect(),
            lines: rows.into_iter().map(|row| self.follow_up_line(row, &approvals)).collect::<Result<_, _>>()?,
            next,
            kept: None,
            on_hold: false,
        })
    }

    /// How many posts networks refused for good and nobody has changed since, and when the last one was.
    pub async fn refused_posts(&self, campaign: CampaignId) -> Result<Option<(u64, Instant)>, StoreError> {
        let row = on_read!(self, REFUSED, query_as::<RefusedRow>[campaign.0], fetch_one)?;
        Ok(row.at.map(|at| (count(row.n), at)))
    }

    /// Who approved each of these posts, by the post's id.
    async fn post_approvals(&self, posts: &[LineRow]) -> Result<BTreeMap<String, Decision>, StoreError> {
        let ids: Vec<String> = posts.iter().map(|row| row.id.to_string()).collect();
        let rows = on_read!(self, APPROVALS, query_as::<ApprovalRow>[Json(&ids)], fetch_all)?;
        rows.into_iter()
            .map(|row| {
                let role = row.actor_role.parse().map_err(|_| bad("role"))?;
                Ok((row.subject, Decision { role, simulated: row.simulated, at: row.happened_at }))
            })
            .collect()
    }

    fn follow_up_line(&self, row: LineRow, approvals: &BTreeMap<String, Decision>) -> Result<FollowUpLine, StoreError> {
        let open = |sealed: &[u8]| -> Result<String, StoreError> {
            let text = self.open_sealed(row.person_id, &row.wrapped_key, sealed)?;
            String::from_utf8(text).map_err(|_| bad("post"))
        };
        let state = row.state.parse().map_err(|_| bad("post state"))?;
        Ok(FollowUpLine {
            id: FollowUpId(row.id),
            gift: GiftId(row.gift_id),
            network: row.network.parse().map_err(|_| bad("network"))?,
            language: row.language.parse().map_err(|_| bad("language"))?,
            text: open(&row.sealed)?,
            photo: row.photo_sealed.as_deref().map(open).transpose()?,
            has_photo: row.photo_asked.is_some_and(|version| version >= i64::from(PHOTO_SHOWN_SINCE)),
            answers: row.answers.map(|way| way.parse().map_err(|_| bad("way of a post"))).transpose()?,
            state,
            needs: needs(state, row.granted > 0),
            earliest_at: row.earliest_at,
            approval: approvals.get(&row.id.to_string()).cloned(),
            content_hash: row.content_hash,
            edited_by: row.edited_by.map(AccountId),
            sent_back: row.sent_back_why.map(|why| why.parse().map_err(|_| bad("reason"))).transpose()?,
            fault: row.fault,
            length: None,
            published_at: row.published_at,
            url: row.address,
            disrupted: row.cancelled > 0,
            clicks: row.clicks.map(count),
        })
    }
}

/// What a post still needs from people; nothing once it is on its way.
fn needs(state: FollowUpState, publication_granted: bool) -> Vec<Need> {
    let waits = matches!(state, FollowUpState::Draft | FollowUpState::Approved | FollowUpState::Held);
    let consent = (waits && !publication_granted).then_some(Need::Publication);
    let approval = (state == FollowUpState::Draft).then_some(Need::Approval);
    consent.into_iter().chain(approval).collect()
}
