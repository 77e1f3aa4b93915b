//! What people decide beside the yes to a gift: why it was turned down, and what they wish of the next plan.
//!
//! Invariant: one pin a traveller; wishes about somebody forgotten go with them.

use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::actor::Actor;
use crate::domain::approval::TurnDown;
use crate::domain::id::{CampaignId, GiftId, PlanId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::plan::{NotChosen, Wish, WishKind};

statements! {
    ADD_TURN_DOWN = "insert into turn_down (gift_id, content_hash, why, approver_id, simulated, turned_down_at) \
                     values ($1, $2, $3, $4, $5, $6)";
    CLEAR_APPROVALS = "delete from approval where gift_id = $1";
    LIST_WISHES = "select traveller_id, idea, kind from plan_wish where campaign_id = $1 order by traveller_id, idea";
    SET_WISH = "insert into plan_wish (campaign_id, traveller_id, idea, kind, account_id, simulated, made_at) \
                values ($1, $2, $3, $4, $5, $6, $7) on conflict (campaign_id, traveller_id, idea) \
                do update set kind = excluded.kind, account_id = excluded.account_id, simulated = excluded.simulated, \
                made_at = excluded.made_at";
    DROP_PINS = "delete from plan_wish where campaign_id = $1 and traveller_id = $2 and kind = 'pin'";
    DROP_WISH = "delete from plan_wish where campaign_id = $1 and traveller_id = $2 and idea = $3";
    DROP_WISHES_OF = "delete from plan_wish where traveller_id = $1";
    LATEST_PLAN = "select id from plan where campaign_id = $1 order by created_at desc, id desc limit 1";
    OPEN_OF = "select id from gift where campaign_id = $1 and traveller_id = $2 and state = 'draft' order by id";
    DRAFTS_OF = "select id from gift where campaign_id = $1 and state = 'draft' order by id";
    WHY_OF = "select n.traveller_id, n.why from not_chosen n join plan p on p.id = n.plan_id where p.campaign_id = $1 \
              and n.traveller_id = $2 order by p.created_at, p.id";
    IS_HELD = "select count(*) from hold_out where campaign_id = $1 and traveller_id = $2";
}

row! {
    struct WhyRow { traveller_id: Uuid, why: Json<Vec<String>> }
}

row! {
    struct WishRow { traveller_id: Uuid, idea: String, kind: String }
}

impl Store {
    /// What planners wish of the next plan of a campaign.
    pub async fn list_wishes(&self, campaign: CampaignId) -> Result<Vec<Wish>, StoreError> {
        let rows = on_read!(self, LIST_WISHES, query_as::<WishRow>[campaign.0], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "wish" };
        let wish = |row: WishRow| {
            let kind: WishKind = row.kind.parse().map_err(bad)?;
            Ok(Wish {
                traveller: TravellerId(row.traveller_id),
                kind,
                idea: Some(row.idea).filter(|idea| !idea.is_empty()),
            })
        };
        rows.into_iter().map(wish).collect()
    }

    /// Why plans of a campaign left a traveller out.
    pub async fn why_not(&self, campaign: CampaignId, traveller: TravellerId) -> Result<Vec<NotChosen>, StoreError> {
        let rows = on_read!(self, WHY_OF, query_as::<WhyRow>[campaign.0, traveller.0], fetch_all)?;
        Ok(rows.into_iter().map(|row| NotChosen { traveller: TravellerId(row.traveller_id), why: row.why.0 }).collect())
    }

    /// Drafts of a campaign.
    pub async fn list_drafts(&self, campaign: CampaignId) -> Result<Vec<GiftId>, StoreError> {
        let ids = on_read!(self, DRAFTS_OF, query_scalar::<Uuid>[campaign.0], fetch_all)?;
        Ok(ids.into_iter().map(GiftId).collect())
    }
}

impl Tx {
    /// Notes an approver's no to exactly this content.
    pub async fn add_turn_down(
        &mut self,
        gift: GiftId,
        content_hash: &str,
        why: TurnDown,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        in_tx!(self, ADD_TURN_DOWN, query[gift.0, content_hash, why.as_str(), by.id.0, by.simulated, now], execute)?;
        Ok(())
    }

    /// Forgets the approvals a gift had; it starts anew.
    pub async fn clear_approvals(&mut self, gift: GiftId) -> Result<(), StoreError> {
        in_tx!(self, CLEAR_APPROVALS, query[gift.0], execute)?;
        Ok(())
    }

    /// Writes a wish; a new pin replaces the one before.
    pub async fn set_wish(
        &mut self,
        campaign: CampaignId,
        wish: &Wish,
        by: &Actor,
        now: Instant,
    ) -> Result<(), StoreError> {
        if wish.kind == WishKind::Pin {
            in_tx!(self, DROP_PINS, query[campaign.0, wish.traveller.0], execute)?;
        }
        in_tx!(self, SET_WISH, query[campaign.0, wish.traveller.0, wish.idea.as_deref().unwrap_or(""), wish.kind.as_str(),
            by.id.0, by.simulated, now], execute)?;
        Ok(())
    }

    /// Takes a wish back; `false` where there was none.
    pub async fn drop_wish(
        &mut self,
        campaign: CampaignId,
        traveller: TravellerId,
        idea: Option<&str>,
    ) -> Result<bool, StoreError> {
        let idea = idea.unwrap_or("");
        Ok(in_tx!(self, DROP_WISH, query[campaign.0, traveller.0, idea], execute)? > 0)
    }

    /// Forgets every wish about a traveller.
    pub async fn drop_wishes_of(&mut self, traveller: TravellerId) -> Result<(), StoreError> {
        in_tx!(self, DROP_WISHES_OF, query[traveller.0], execute)?;
        Ok(())
    }

    /// The newest plan of a campaign.
    pub async fn latest_plan_id(&mut self, campaign: CampaignId) -> Result<Option<PlanId>, StoreError> {
        Ok(in_tx!(self, LATEST_PLAN, query_scalar::<Uuid>[campaign.0], fetch_optional)?.map(PlanId))
    }

    /// The drafts a traveller has in a campaign.
    pub async fn drafts_of(&mut self, campaign: CampaignId, traveller: TravellerId) -> Result<Vec<GiftId>, StoreError> {
        let ids = in_tx!(self, OPEN_OF, query_scalar::<Uuid>[campaign.0, traveller.0], fetch_all)?;
        Ok(ids.into_iter().map(GiftId).collect())
    }

    /// Whether the lot held a traveller out of a campaign.
    pub async fn is_held_out(&mut self, campaign: CampaignId, traveller: TravellerId) -> Result<bool, StoreError> {
        Ok(in_tx!(self, IS_HELD, query_scalar::<i64>[campaign.0, traveller.0], fetch_one)? > 0)
    }
}
