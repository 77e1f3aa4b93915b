//! What waits for approval, page by page, and what the plan page shows beside the plan.

use chrono::{DateTime, NaiveDate};
use sqlx::types::Json;
use uuid::Uuid;

use super::approvals::{ApprovalLine, Draw, Named, PlanDesk, WishLine};
use super::legs::leg_key;
use super::{Catalogue, count, cut_page, names_of, page_limit, read_after};
use crate::domain::approval::Reminder;
use crate::domain::gift::ScoreParts;
use crate::domain::id::{AccountId, CampaignId, GiftId, MatchId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::matching::Evidence;
use crate::domain::station::zone_of;
use crate::store::{Store, StoreError};

/// Most wishes and changes that a page names.
const MOST: i64 = 200;
/// Pieces of evidence in view.
const PIECES: usize = 3;

statements! {
    QUEUE = "select g.id, g.candidate_id, g.content_hash, g.language, g.station, g.window_closes_at, g.idea, g.cost_minor, g.parts, \
             g.facts, g.proposed_by, c.probability, c.evidence, c.basis, t.person_id, p.wrapped_key, t.sealed, l.carrier, l.flight_number, \
             l.departure_on, l.origin, l.destination, \
             (select count(*) from approval a where a.gift_id = g.id and a.content_hash = g.content_hash) as have, \
             (select count(*) from approval a where a.gift_id = g.id and a.content_hash = g.content_hash and a.approver_id = $5) as mine, \
             (select d.why from turn_down d where d.content_hash = g.content_hash order by d.turned_down_at desc limit 1) as turned_down \
             from gift g join candidate c on c.id = g.candidate_id join traveller t on t.id = g.traveller_id \
             join person p on p.id = t.person_id join flight_leg l on l.id = g.leg_id where g.campaign_id = $1 and g.state = 'proposed' \
             and g.window_closes_at >= $2 and (g.window_closes_at > $2 or g.id > $3) order by g.window_closes_at, g.id limit $4";
    WAITING = "select count(*) as total, count(window_closes_at) as with_window, \
               count(case when window_closes_at > $2 and window_closes_at <= $3 then 1 end) as urgent \
               from gift where campaign_id = $1 and state = 'proposed'";
    URGENT = "select window_closes_at from gift where campaign_id = $1 and state = 'proposed' and window_closes_at > $2 \
              and window_closes_at <= $3 order by window_closes_at, id";
    WISHES = "select w.idea, w.kind, c.id as candidate_id, t.person_id, p.wrapped_key, t.sealed, l.carrier, l.flight_number, \
              l.departure_on, l.origin, l.destination from plan_wish w join traveller t on t.id = w.traveller_id \
              join person p on p.id = t.person_id join candidate c on c.id = (select b.id from candidate b \
              where b.traveller_id = w.traveller_id and b.campaign_id = w.campaign_id order by case when b.state = 'confirmed' then 0 \
              else 1 end, b.probability desc, b.id limit 1) join flight_leg l on l.id = c.leg_id \
              where w.campaign_id = $1 order by w.kind desc, w.made_at, w.traveller_id, w.idea limit $2";
    DRAFTS = "select count(*) from gift where campaign_id = $1 and state = 'draft'";
    DRAW = "select count(*) as n, min(drawn_at) as first_at, max(drawn_at) as last_at from hold_out where campaign_id = $1";
    NAMED = "select t.id as traveller_id, t.person_id, p.wrapped_key, t.sealed, c.id as candidate_id, l.carrier, l.flight_number, \
             l.departure_on, l.origin, l.destination from traveller t join person p on p.id = t.person_id \
             join candidate c on c.id = (select b.id from candidate b where b.traveller_id = t.id and b.campaign_id = $2 \
             order by case when b.state = 'confirmed' then 0 else 1 end, b.probability desc, b.id limit 1) \
             join flight_leg l on l.id = c.leg_id where t.id in (select unhex(value) from json_each($1)) order by t.id limit $3",
        postgres: "select t.id as traveller_id, t.person_id, p.wrapped_key, t.sealed, c.id as candidate_id, l.carrier, l.flight_number, \
             l.departure_on, l.origin, l.destination from traveller t join person p on p.id = t.person_id \
             join candidate c on c.id = (select b.id from candidate b where b.traveller_id = t.id and b.campaign_id = $2 \
             order by case when b.state = 'confirmed' then 0 else 1 end, b.probability desc, b.id limit 1) \
             join flight_leg l on l.id = c.leg_id where t.id in (select cast(jsonb_array_elements_text($1) as uuid)) \
             order by t.id limit $3";
}

row! {
    struct QueueRow {
        id: Uuid,
        candidate_id: Uuid,
        content_hash: String,
        language: String,
        station: String,
        window_closes_at: Instant,
        idea: String,
        cost_minor: i64,
        parts: Json<ScoreParts>,
        facts: Json<Vec<String>>,
        proposed_by: Option<Uuid>,
        probability: f64,
        evidence: Json<Vec<Evidence>>,
        basis: String,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
        have: i64,
        mine: i64,
        turned_down: Option<String>,
    }
}

row! {
    struct WaitingRow { total: i64, with_window: i64, urgent: i64 }
}

row! {
    struct WishRow {
        idea: String,
        kind: String,
        candidate_id: Uuid,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
    }
}

row! {
    struct DrawRow { n: i64, first_at: Option<Instant>, last_at: Option<Instant> }
}

row! {
    struct NamedRow {
        traveller_id: Uuid,
        person_id: Uuid,
        wrapped_key: Option<Vec<u8>>,
        sealed: Vec<u8>,
        candidate_id: Uuid,
        carrier: String,
        flight_number: i64,
        departure_on: NaiveDate,
        origin: String,
        destination: String,
    }
}

/// How many gifts wait for approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// In all.
    pub total: u64,
    /// Without a window to be handed over in.
    pub without_window: u64,
    /// With at most 90 minutes left.
    pub urgent: u64,
}

fn bad(what: &'static str) -> StoreError {
    StoreError::BadRow { what }
}

impl Store {
    /// One page of proposed gifts by time left, as an approver sees them. How many approvals each needs is for the
    /// campaign to say; here it is 1.
    pub async fn approval_lines(
        &self,
        campaign: CampaignId,
        catalogue: &Catalogue,
        visitor: AccountId,
        after: Option<&str>,
        now: Instant,
    ) -> Result<(Vec<ApprovalLine>, Option<String>), StoreError> {
        let after = read_after::<i64>(after);
        let after = after.and_then(|(micros, id)| Some((DateTime::from_timestamp_micros(micros)?, id)));
        let (from, id) = after.unwrap_or((DateTime::UNIX_EPOCH, Uuid::nil()));
        let mut rows =
            on_read!(self, QUEUE, query_as::<QueueRow>[campaign.0, from, id, page_limit(), visitor.0], fetch_all)?;
        let next = cut_page(&mut rows, |row| format!("{}_{}", row.window_closes_at.timestamp_micros(), row.id));
        let line = |row| self.approval_line(row, catalogue, visitor, now);
        Ok((rows.into_iter().map(line).collect::<Result<_, _>>()?, next))
    }

    fn approval_line(
        &self,
        row: QueueRow,
        catalogue: &Catalogue,
        visitor: AccountId,
        now: Instant,
    ) -> Result<ApprovalLine, StoreError> {
        let mut evidence = row.evidence.0;
        evidence.retain(|piece| piece.comparison != "prior");
        evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        evidence.truncate(PIECES);
        Ok(ApprovalLine {
            id: GiftId(row.id),
            from_match: MatchId(row.candidate_id),
            content_hash: row.content_hash,
            traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
            language: row.language.parse().map_err(|_| bad("language"))?,
            leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            zone: zone_of(&row.station),
            station: row.station,
            closes_at: row.window_closes_at,
            reminder: Reminder::of(row.window_closes_at, now),
            gift: names_of(catalogue, &row.idea),
            idea: row.idea,
            cost_minor: row.cost_minor,
            parts: row.parts.0,
            facts: row.facts.0,
            probability: row.probability,
            evidence,
            basis: row.basis.parse().map_err(|_| bad("basis"))?,
            have: count(row.have),
            needed: 1,
            is_own: row.proposed_by == Some(visitor.0),
            said_yes: row.mine > 0,
            turned_down: row.turned_down.map(|why| why.parse().map_err(|_| bad("reason"))).transpose()?,
        })
    }

    /// How many gifts of a campaign wait for approval.
    pub async fn waiting(&self, campaign: CampaignId, now: Instant) -> Result<Waiting, StoreError> {
        let soon = now + chrono::Duration::minutes(90);
        let row = on_read!(self, WAITING, query_as::<WaitingRow>[campaign.0, now, soon], fetch_one)?;
        let without_window = count(row.total - row.with_window);
        Ok(Waiting { total: count(row.total), without_window, urgent: count(row.urgent) })
    }

    /// When the windows of gifts close that wait for approval and have at most 90 minutes left.
    pub async fn closing_soon(&self, campaign: CampaignId, now: Instant) -> Result<Vec<Instant>, StoreError> {
        let soon = now + chrono::Duration::minutes(90);
        Ok(on_read!(self, URGENT, query_scalar::<Instant>[campaign.0, now, soon], fetch_all)?)
    }

    /// What the plan page shows beside the plan.
    pub async fn plan_desk(&self, campaign: CampaignId, catalogue: &Catalogue) -> Result<PlanDesk, StoreError> {
        let rows = on_read!(self, WISHES, query_as::<WishRow>[campaign.0, MOST], fetch_all)?;
        let line = |row: WishRow| {
            let idea = Some(row.idea).filter(|idea| !idea.is_empty());
            Ok(WishLine {
                from_match: MatchId(row.candidate_id),
                traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
                leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
                kind: row.kind.parse().map_err(|_| bad("wish"))?,
                gift: idea.as_ref().map(|idea| names_of(catalogue, idea)),
                idea,
            })
        };
        let draw = on_read!(self, DRAW, query_as::<DrawRow>[campaign.0], fetch_one)?;
        let dates = draw.first_at.zip(draw.last_at);
        Ok(PlanDesk {
            wishes: rows.into_iter().map(line).collect::<Result<_, StoreError>>()?,
            drafts: count(on_read!(self, DRAFTS, query_scalar::<i64>[campaign.0], fetch_one)?),
            draw: dates.map(|(first_at, last_at)| Draw { held_out: count(draw.n), first_at, last_at }),
        })
    }

    /// Names, masked, for the first travellers of a list; whoever was forgotten has none.
    pub async fn named(&self, campaign: CampaignId, travellers: &[TravellerId]) -> Result<Vec<Named>, StoreError> {
        let ids: Vec<String> = travellers.iter().take(200).map(|one| one.0.simple().to_string()).collect();
        let rows = on_read!(self, NAMED, query_as::<NamedRow>[Json(&ids), campaign.0, MOST], fetch_all)?;
        let named = |row: NamedRow| {
            Ok(Named {
                traveller: TravellerId(row.traveller_id),
                name: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
                from_match: MatchId(row.candidate_id),
                leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            })
        };
        rows.into_iter().map(named).collect()
    }
}
