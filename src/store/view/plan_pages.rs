//! A campaign's newest plan, its gifts and those who got nothing, page by page.
//!
//! Whoever was forgotten since is counted among those who got nothing, but has no line.

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use super::board::ReasonCount;
use super::legs::leg_key;
use super::plan::{CapUsed, NotChosenLine, PlanLine, PlanShown, PlanView};
use super::{CampaignHead, CapUnit, Catalogue, Decision, count, cut_page, names_of, page_limit, read_after};
use crate::domain::actor::Role;
use crate::domain::gift::ScoreParts;
use crate::domain::id::{CampaignId, GiftId, MatchId, PlanId};
use crate::domain::instant::Instant;
use crate::domain::plan::CapUse;
use crate::store::{Store, StoreError};

statements! {
    NEWEST = "select p.id, p.value, p.upper_bound, p.gap, p.seed, p.caps, p.created_at, \
              (select count(*) from gift g where g.plan_id = p.id) as gifts, \
              (select cast(coalesce(sum(g.cost_minor), 0) as bigint) from gift g where g.plan_id = p.id) as cost_minor \
              from plan p where p.campaign_id = $1 order by p.created_at desc, p.id desc limit 1";
    GIFTS = "select g.id, g.candidate_id, g.idea, g.cost_minor, g.score, g.parts, g.facts, g.language, g.state, g.approved_simulated, \
             g.approved_at, (select d.why from turn_down d where d.content_hash = g.content_hash \
             order by d.turned_down_at desc limit 1) as turned_down, t.person_id, p.wrapped_key, t.sealed, l.carrier, l.flight_number, l.departure_on, l.origin, l.destination \
             from gift g join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id \
             join flight_leg l on l.id = g.leg_id where g.plan_id = $1 and g.score <= $2 and (g.score < $2 or g.id > $3) \
             order by g.score desc, g.id limit $4";
    WHY = "select why, count(*) as n from not_chosen where plan_id = $1 group by why order by n desc, why";
    NOT_CHOSEN = "select n.traveller_id, c.id as candidate_id, n.why, t.person_id, p.wrapped_key, t.sealed, l.carrier, l.flight_number, l.departure_on, \
                  l.origin, l.destination from not_chosen n join traveller t on t.id = n.traveller_id join person p on p.id = t.person_id \
                  join candidate c on c.id = (select b.id from candidate b where b.traveller_id = n.traveller_id and b.campaign_id = $2 \
                  order by case when b.state = 'confirmed' then 0 else 1 end, b.probability desc, b.id limit 1) \
                  join flight_leg l on l.id = c.leg_id where n.plan_id = $1 and n.traveller_id > $3 order by n.traveller_id limit $4";
}

row! {
    struct PlanRow {
        id: Uuid,
        value: i64,
        upper_bound: i64,
        gap: f64,
        seed: i64,
        caps: Json<Vec<CapUse>>,
        created_at: Instant,
        gifts: i64,
        cost_minor: i64,
    }
}

row! {
    struct GiftRow {
        id: Uuid,
        candidate_id: Uuid,
        idea: String,
        cost_minor: i64,
        score: i64,
        parts: Json<ScoreParts>,
        facts: Json<Vec<String>>,
        language: String,
        state: String,
        approved_simulated: Option<bool>,
        approved_at: Option<Instant>,
        turned_down: Option<String>,
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
    struct WhyRow { why: Json<Vec<String>>, n: i64 }
}

row! {
    struct NotChosenRow {
        traveller_id: Uuid,
        candidate_id: Uuid,
        why: Json<Vec<String>>,
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

impl Store {
    /// The newest plan of a campaign: one page of its gifts and one of those who got nothing.
    pub async fn plan_view(
        &self,
        campaign: CampaignId,
        head: CampaignHead,
        catalogue: &Catalogue,
        after: Option<&str>,
        others_after: Option<&str>,
    ) -> Result<PlanView, StoreError> {
        let Some(plan) = on_read!(self, NEWEST, query_as::<PlanRow>[campaign.0], fetch_optional)? else {
            return Ok(PlanView { head, plan: None });
        };
        let (gifts, gifts_next) = self.plan_lines(plan.id, catalogue, after).await?;
        let (not_chosen, not_chosen_next) = self.not_chosen_lines(campaign, plan.id, others_after).await?;
        let whys = on_read!(self, WHY, query_as::<WhyRow>[plan.id], fetch_all)?;
        let not_chosen_why = by_first_reason(&whys);
        let held_out = not_chosen_why.iter().find(|line| line.reason == "hold_out");
        let plan = PlanShown {
            id: PlanId(plan.id),
            made_at: plan.created_at,
            seed: plan.seed.cast_unsigned(),
            value: plan.value,
            upper_bound: plan.upper_bound,
            gap: plan.gap,
            cost_minor: plan.cost_minor,
            hold_out: held_out.map_or(0, |line| line.count),
            caps: plan.caps.0.into_iter().map(|cap| cap_used(cap, catalogue)).collect(),
            gifts_total: count(plan.gifts),
            gifts,
            gifts_next,
            not_chosen_total: not_chosen_why.iter().map(|line| line.count).sum(),
            not_chosen_why,
            not_chosen,
            not_chosen_next,
        };
        Ok(PlanView { head, plan: Some(plan) })
    }

    async fn plan_lines(
        &self,
        plan: Uuid,
        catalogue: &Catalogue,
        after: Option<&str>,
    ) -> Result<(Vec<PlanLine>, Option<String>), StoreError> {
        let (score, id) = read_after::<i64>(after).unwrap_or((i64::MAX, Uuid::nil()));
        let mut rows = on_read!(self, GIFTS, query_as::<GiftRow>[plan, score, id, page_limit()], fetch_all)?;
        let next = cut_page(&mut rows, |row| format!("{}_{}", row.score, row.id));
        let lines = rows.into_iter().map(|row| self.plan_line(row, catalogue)).collect::<Result<_, _>>()?;
        Ok((lines, next))
    }

    fn plan_line(&self, row: GiftRow, catalogue: &Catalogue) -> Result<PlanLine, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        // Only an approver approves; the domain sees to that.
        let approval = row.approved_at.zip(row.approved_simulated);
        let approval = approval.map(|(at, simulated)| Decision { role: Role::Approver, simulated, at });
        Ok(PlanLine {
            id: GiftId(row.id),
            from_match: MatchId(row.candidate_id),
            traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
            language: row.language.parse().map_err(|_| bad("language"))?,
            leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
            gift: names_of(catalogue, &row.idea),
            cost_minor: row.cost_minor,
            parts: row.parts.0,
            facts: row.facts.0,
            state: row.state.parse().map_err(|_| bad("gift state"))?,
            approval,
            turned_down: row.turned_down.map(|why| why.parse().map_err(|_| bad("reason"))).transpose()?,
            idea: row.idea,
        })
    }

    async fn not_chosen_lines(
        &self,
        campaign: CampaignId,
        plan: Uuid,
        after: Option<&str>,
    ) -> Result<(Vec<NotChosenLine>, Option<String>), StoreError> {
        let after = after.and_then(|id| id.parse().ok()).unwrap_or(Uuid::nil());
        let mut rows =
            on_read!(self, NOT_CHOSEN, query_as::<NotChosenRow>[plan, campaign.0, after, page_limit()], fetch_all)?;
        let next = cut_page(&mut rows, |row| row.traveller_id.to_string());
        let line = |row: NotChosenRow| {
            Ok(NotChosenLine {
                from_match: MatchId(row.candidate_id),
                traveller: self.masked(row.person_id, row.wrapped_key.as_deref(), &row.sealed)?,
                leg: leg_key((row.carrier, row.flight_number), row.departure_on, (row.origin, row.destination))?,
                why: row.why.0,
            })
        };
        Ok((rows.into_iter().map(line).collect::<Result<_, StoreError>>()?, next))
    }
}

fn cap_used(cap: CapUse, catalogue: &Catalogue) -> CapUsed {
    let gift = cap.cap.strip_prefix("stock:").map(|idea| names_of(catalogue, idea));
    CapUsed { unit: CapUnit::of(&cap.cap), gift, limit: cap.limit, used: cap.used, cap: cap.cap }
}

/// Counts by the first reason of each list, most first; a list without a reason counts as `outbid`.
fn by_first_reason(whys: &[WhyRow]) -> Vec<ReasonCount> {
    let mut counts: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for row in whys {
        *counts.entry(row.why.0.first().map_or("outbid", String::as_str)).or_default() += count(row.n);
    }
    let mut lines: Vec<_> =
        counts.into_iter().map(|(reason, count)| ReasonCount { reason: reason.to_owned(), count }).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    lines
}
