//! Plans and their gifts, the hold-out that was drawn before, and everyone a plan left out.
//!
//! Invariant: every change of a gift's state names the state it starts from; if that is gone, it is `Stale`.

use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::gift::{Gift, GiftState, ScoreParts};
use crate::domain::id::{AccountId, CampaignId, GiftId, LegId, MatchId, PlanId, TravellerId};
use crate::domain::instant::{Instant, TimeWindow};
use crate::domain::plan::{CapUse, NotChosen};

/// Gifts, narrowed by what follows.
macro_rules! gifts {
    ($narrowed:literal) => {
        concat!(
            "select id, candidate_id, traveller_id, leg_id, station, hand_over_point, idea, cost_minor, score, parts, facts, \
             language, content_hash, state, window_opens_at, window_closes_at, proposed_by, withdrawn_why from gift where ",
            $narrowed
        )
    };
}

statements! {
    ADD_HOLD_OUT = "insert into hold_out (campaign_id, traveller_id, stratum, seed, drawn_at) values ($1, $2, $3, $4, $5) \
                    on conflict (campaign_id, traveller_id) do nothing";
    LIST_HOLD_OUT = "select traveller_id from hold_out where campaign_id = $1 order by traveller_id";
    ADD_PLAN = "insert into plan (id, campaign_id, value, upper_bound, gap, seed, caps, shadow_prices, created_at) \
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LATEST_PLAN = "select id, value, upper_bound, gap, seed, caps, shadow_prices from plan where campaign_id = $1 \
                   order by created_at desc, id desc limit 1";
    ADD = "insert into gift (id, plan_id, campaign_id, candidate_id, traveller_id, leg_id, station, hand_over_point, idea, \
           cost_minor, score, parts, facts, language, content_hash, state, window_opens_at, window_closes_at, changed_at) \
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    LIST = gifts!("campaign_id = $1 order by id");
    OF_TRAVELLER = gifts!("campaign_id = $1 and traveller_id = $2 order by id");
    FIND = gifts!("id = $1"), postgres: gifts!("id = $1 for update");
    OPEN_ON_LEG = gifts!("campaign_id = $1 and leg_id = $2 and state in ('draft', 'proposed', 'approved', 'picked_up') order by id"),
        postgres: gifts!("campaign_id = $1 and leg_id = $2 and state in ('draft', 'proposed', 'approved', 'picked_up') \
                  order by id for update");
    OPEN_OF = gifts!("state in ('draft', 'proposed', 'approved', 'picked_up') and (traveller_id = $1 \
              or candidate_id in (select id from candidate where author_id = $1)) order by id"),
        postgres: gifts!("state in ('draft', 'proposed', 'approved', 'picked_up') and (traveller_id = $1 \
                  or candidate_id in (select id from candidate where author_id = $1)) order by id for update");
    CAMPAIGN_OF = "select campaign_id from gift where id = $1";
    OVERDUE = "select id from gift where campaign_id = $1 and state in ('draft', 'proposed', 'approved') and window_closes_at < $2 \
               order by id";
    IS_OF = "select count(*) from gift where id = $1 and campaign_id = $2";
    ADD_APPROVAL = "insert into approval (gift_id, approver_id, content_hash, simulated, approved_at) values ($1, $2, $3, $4, $5) \
                    on conflict (gift_id, content_hash, approver_id) do nothing";
    COUNT_APPROVALS = "select count(*) from approval where gift_id = $1 and content_hash = $2";
    KEEP = "update gift set plan_id = $2 where campaign_id = $1 and state in ('proposed', 'approved', 'picked_up', 'handed_over')";
    PROPOSE = "update gift set state = 'proposed', proposed_by = $2, changed_at = $3 where id = $1 and state = 'draft'";
    APPROVE = "update gift set state = 'approved', approved_by = $2, approved_simulated = $3, approved_at = $4, changed_at = $4 \
               where id = $1 and state = 'proposed' and content_hash = $5";
    MOVE = "update gift set state = $3, withdrawn_why = $4, changed_at = $5 where id = $1 and state = $2";
    SET_WINDOW = "update gift set window_opens_at = $2, window_closes_at = $3, changed_at = $4 where id = $1";
    LIST_ALL_NOT_CHOSEN = "select n.traveller_id, n.why from not_chosen n join plan p on p.id = n.plan_id where p.campaign_id = $1 \
                           order by n.traveller_id, p.created_at, p.id";
    LIST_NOT_CHOSEN = "select traveller_id, why from not_chosen where plan_id = $1 order by traveller_id";
}

row! {
    #[derive(Debug)]
    struct GiftRow {
        id: Uuid,
        candidate_id: Uuid,
        traveller_id: Uuid,
        leg_id: Uuid,
        station: String,
        hand_over_point: String,
        idea: String,
        cost_minor: i64,
        score: i64,
        parts: Json<ScoreParts>,
        facts: Json<Vec<String>>,
        language: String,
        content_hash: String,
        state: String,
        window_opens_at: Option<Instant>,
        window_closes_at: Option<Instant>,
        proposed_by: Option<Uuid>,
        withdrawn_why: Option<String>,
    }
}

row! {
    struct PlanRow {
        id: Uuid,
        value: i64,
        upper_bound: i64,
        gap: f64,
        seed: i64,
        caps: Json<Vec<CapUse>>,
        shadow_prices: Json<Value>,
    }
}

row! {
    struct NotChosenRow { traveller_id: Uuid, why: Json<Vec<String>> }
}

/// A gift as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredGift {
    /// What decisions need.
    pub gift: Gift,
    /// The confirmed match it rests on.
    pub candidate: MatchId,
    /// Who gets it.
    pub traveller: TravellerId,
    /// On which leg.
    pub leg: LegId,
    /// At which station.
    pub station: String,
    /// At departure or arrival.
    pub point: crate::domain::delivery::HandOverPoint,
    /// Slug of the idea.
    pub idea: String,
    /// Full cost, minor units.
    pub cost_minor: i64,
    /// Sum of the parts.
    pub score: i64,
    /// Parts of the score.
    pub parts: ScoreParts,
    /// Facts behind it.
    pub facts: Vec<String>,
    /// Language to address the traveller in.
    pub language: crate::domain::language::Language,
    /// Why it was withdrawn.
    pub withdrawn_why: Option<String>,
}

/// The head of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPlan {
    /// Its id.
    pub id: PlanId,
    /// Sum of the scores.
    pub value: i64,
    /// Proven bound.
    pub upper_bound: i64,
    /// Gap.
    pub gap: f64,
    /// Seed.
    pub seed: u64,
    /// Caps and their use.
    pub caps: Vec<CapUse>,
    /// What one more unit of each cap is worth, points.
    pub shadow_prices: Value,
}

impl GiftRow {
    fn into_stored(self) -> Result<StoredGift, StoreError> {
        let bad = |what| StoreError::BadRow { what };
        let window =
            self.window_opens_at.zip(self.window_closes_at).and_then(|(opens, closes)| TimeWindow::new(opens, closes));
        let gift = Gift {
            id: GiftId(self.id),
            state: self.state.parse().map_err(|_| bad("gift state"))?,
            proposed_by: self.proposed_by.map(AccountId),
            content_hash: self.content_hash,
            window,
        };
        Ok(StoredGift {
            gift,
            candidate: MatchId(self.candidate_id),
            traveller: TravellerId(self.traveller_id),
            leg: LegId(self.leg_id),
            station: self.station,
            point: self.hand_over_point.parse().map_err(|_| bad("hand-over point"))?,
            idea: self.idea,
            cost_minor: self.cost_minor,
            score: self.score,
            parts: self.parts.0,
            facts: self.facts.0,
            language: self.language.parse().map_err(|_| bad("language"))?,
            withdrawn_why: self.withdrawn_why,
        })
    }
}

impl Store {
    /// All gifts of a campaign.
    pub async fn list_gifts(&self, campaign: CampaignId) -> Result<Vec<StoredGift>, StoreError> {
        let rows = on_read!(self, LIST, query_as::<GiftRow>[campaign.0], fetch_all)?;
        rows.into_iter().map(GiftRow::into_stored).collect()
    }

    /// All gifts of a traveller in a campaign.
    pub async fn gifts_of(&self, campaign: CampaignId, traveller: TravellerId) -> Result<Vec<StoredGift>, StoreError> {
        let rows = on_read!(self, OF_TRAVELLER, query_as::<GiftRow>[campaign.0, traveller.0], fetch_all)?;
        rows.into_iter().map(GiftRow::into_stored).collect()
    }

    /// Gifts of a campaign that nobody picked up before their window closed.
    pub async fn list_overdue(&self, campaign: CampaignId, now: Instant) -> Result<Vec<GiftId>, StoreError> {
        let ids = on_read!(self, OVERDUE, query_scalar::<Uuid>[campaign.0, now], fetch_all)?;
        Ok(ids.into_iter().map(GiftId).collect())
    }

    /// Travellers held out of a campaign.
    pub async fn list_hold_out(&self, campaign: CampaignId) -> Result<Vec<TravellerId>, StoreError> {
        let ids = on_read!(self, LIST_HOLD_OUT, query_scalar::<Uuid>[campaign.0], fetch_all)?;
        Ok(ids.into_iter().map(TravellerId).collect())
    }

    /// The newest plan of a campaign.
    pub async fn latest_plan(&self, campaign: CampaignId) -> Result<Option<StoredPlan>, StoreError> {
        let row = on_read!(self, LATEST_PLAN, query_as::<PlanRow>[campaign.0], fetch_optional)?;
        Ok(row.map(|row| StoredPlan {
            id: PlanId(row.id),
            value: row.value,
            upper_bound: row.upper_bound,
            gap: row.gap,
            seed: row.seed.cast_unsigned(),
            caps: row.caps.0,
            shadow_prices: row.shadow_prices.0,
        }))
    }

    /// Everyone that any plan of a campaign left out, and why; once for each plan.
    pub async fn list_all_not_chosen(&self, campaign: CampaignId) -> Result<Vec<NotChosen>, StoreError> {
        let rows = on_read!(self, LIST_ALL_NOT_CHOSEN, query_as::<NotChosenRow>[campaign.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| NotChosen { traveller: TravellerId(row.traveller_id), why: row.why.0 }).collect())
    }

    /// Everyone a plan left out, and why.
    pub async fn list_not_chosen(&self, plan: PlanId) -> Result<Vec<NotChosen>, StoreError> {
        let rows = on_read!(self, LIST_NOT_CHOSEN, query_as::<NotChosenRow>[plan.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| NotChosen { traveller: TravellerId(row.traveller_id), why: row.why.0 }).collect())
    }
}

impl Tx {
    /// Holds a traveller out of a campaign for good.
    pub async fn add_hold_out(
        &mut self,
        campaign: CampaignId,
        traveller: TravellerId,
        stratum: &str,
        seed: u64,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD_HOLD_OUT, query[campaign.0, traveller.0, stratum, seed.cast_signed(), now], execute)?;
        Ok(())
    }

    /// Adds a plan's head and everyone it left out.
    pub async fn add_plan(
        &mut self,
        campaign: CampaignId,
        plan: &StoredPlan,
        not_chosen: &[NotChosen],
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD_PLAN, query[plan.id.0, campaign.0, plan.value, plan.upper_bound, plan.gap, plan.seed.cast_signed(),
            Json(&plan.caps), Json(&plan.shadow_prices), now], execute)?;
        for chunk in not_chosen.chunks(500) {
            bulk!(
                self,
                "insert into not_chosen (plan_id, traveller_id, why)",
                chunk,
                |cell, left_out| {
                    cell.push_bind(plan.id.0).push_bind(left_out.traveller.0).push_bind(Json(&left_out.why));
                },
                ""
            )?;
        }
        Ok(())
    }

    /// Adds a gift; `Taken` where the traveller has one in this campaign.
    pub async fn add_gift(
        &mut self,
        campaign: CampaignId,
        plan: PlanId,
        new: &StoredGift,
        now: Instant,
    ) -> Result<(), StoreError> {
        let StoredGift { gift, .. } = new;
        let (opens, closes) = (gift.window.map(|window| window.opens_at), gift.window.map(|window| window.closes_at));
        let added = in_tx!(self, ADD, query[gift.id.0, plan.0, campaign.0, new.candidate.0, new.traveller.0, new.leg.0, &new.station,
            new.point.as_str(), &new.idea, new.cost_minor, new.score, Json(new.parts), Json(&new.facts), new.language.as_str(),
            &gift.content_hash, gift.state.as_str(), opens, closes, now], execute);
        match added {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Taken),
            other => Ok(other.map(drop)?),
        }
    }

    /// Carries gifts that are under way or done into a new plan.
    pub async fn keep_gifts(&mut self, campaign: CampaignId, plan: PlanId) -> Result<u64, StoreError> {
        Ok(in_tx!(self, KEEP, query[campaign.0, plan.0], execute)?)
    }

    /// One gift; nobody else changes it until the transaction ends.
    pub async fn find_gift(&mut self, id: GiftId) -> Result<Option<StoredGift>, StoreError> {
        let row = in_tx!(self, FIND, query_as::<GiftRow>[id.0], fetch_optional)?;
        row.map(GiftRow::into_stored).transpose()
    }

    /// Whether a gift is of a campaign.
    pub async fn is_gift_of(&mut self, id: GiftId, campaign: CampaignId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, IS_OF, query_scalar::<i64>[id.0, campaign.0], fetch_one)? > 0)
    }

    /// Gifts of a campaign on a leg that are not over; nobody else changes them until the transaction ends.
    pub async fn open_gifts_on(&mut self, campaign: CampaignId, leg: LegId) -> Result<Vec<StoredGift>, StoreError> {
        let rows = in_tx!(self, OPEN_ON_LEG, query_as::<GiftRow>[campaign.0, leg.0], fetch_all)?;
        rows.into_iter().map(GiftRow::into_stored).collect()
    }

    /// Gifts not yet handed over that hang on a traveller or an author, with their campaign, held until the transaction ends.
    pub async fn open_gifts_of(&mut self, side: Uuid) -> Result<Vec<(CampaignId, StoredGift)>, StoreError> {
        let mut gifts = Vec::new();
        for row in in_tx!(self, OPEN_OF, query_as::<GiftRow>[side], fetch_all)? {
            let gift = row.into_stored()?;
            let campaign = in_tx!(self, CAMPAIGN_OF, query_scalar::<Uuid>[gift.gift.id.0], fetch_one)?;
            gifts.push((CampaignId(campaign), gift));
        }
        Ok(gifts)
    }

    /// Writes a proposal.
    pub async fn save_proposal(&mut self, id: GiftId, by: &Actor, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, PROPOSE, query[id.0, by.id.0, now], execute)?)
    }

    /// Notes one approver's yes to exactly this content; gives how many there are now.
    pub async fn add_approval(
        &mut self,
        id: GiftId,
        content_hash: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<i64, StoreError> {
        in_tx!(self, ADD_APPROVAL, query[id.0, by.id.0, content_hash, by.simulated, now], execute)?;
        Ok(in_tx!(self, COUNT_APPROVALS, query_scalar::<i64>[id.0, content_hash], fetch_one)?)
    }

    /// Writes the last approval that was needed.
    pub async fn save_approval(
        &mut self,
        id: GiftId,
        content_hash: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, APPROVE, query[id.0, by.id.0, by.simulated, now, content_hash], execute)?)
    }

    /// Moves a gift from one state to another.
    pub async fn move_gift(
        &mut self,
        id: GiftId,
        from: GiftState,
        to: GiftState,
        why: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, MOVE, query[id.0, from.as_str(), to.as_str(), why, now], execute)?)
    }

    /// Moves a gift's hand-over window with its flight.
    pub async fn set_window(&mut self, id: GiftId, window: Option<TimeWindow>, now: Instant) -> Result<(), StoreError> {
        let (opens, closes) = (window.map(|window| window.opens_at), window.map(|window| window.closes_at));
        super::one_row(in_tx!(self, SET_WINDOW, query[id.0, opens, closes, now], execute)?)
    }
}
