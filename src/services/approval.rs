//! Approving gifts and posts: four eyes, bound to what was shown, and never past a cap.
//!
//! The reservation of every cap and the approval are one transaction: either all of it happens or nothing.

use std::collections::BTreeMap;

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::desk::gift_uses;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::campaign::CampaignState;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CampaignId, FollowUpId, GiftId, mint};
use crate::domain::instant::{Instant, local_day};
use crate::domain::ledger::{Balance, EntryKind};
use crate::domain::refusal::Refusal;
use crate::domain::station::zone_of;
use crate::store::campaign::NewEntry;
use crate::store::gift::StoredGift;
use crate::store::{StoreError, Tx};

/// A planner asks for approval of a gift.
pub async fn propose(app: &App, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find(&mut tx, gift).await?;
    stored.gift.propose(by)?;
    tx.save_proposal(gift, by, now).await?;
    tx.audit(by, "gift.propose", &gift.to_string(), json!({ "content": stored.gift.content_hash }), now).await?;
    Ok(tx.commit().await?)
}

/// Where a gift stands after an approver's yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Approved; its cost is reserved.
    Complete,
    /// This many more approvers are needed for its price.
    NeedsMore(i64),
}

/// An approver says yes to exactly the content they were shown. The campaign's tiers say how many a price needs.
pub async fn approve(
    app: &App,
    loaded: &LoadedCampaign,
    gift: GiftId,
    content_hash: &str,
    by: &Actor,
) -> Result<Approval, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, gift).await?;
    expect_live(&mut tx, loaded).await?;
    stored.gift.approve(by, content_hash, now)?;
    let needed = i64::from(loaded.campaign.approvers_for(stored.cost_minor));
    let have = tx.add_approval(gift, content_hash, by, now).await?;
    let detail = json!({ "content": content_hash, "have": have, "needed": needed });
    let outcome = if have < needed {
        Approval::NeedsMore(needed - have)
    } else {
        tx.save_approval(gift, content_hash, by, now).await?;
        reserve(app, &mut tx, loaded, &stored, by, now).await?;
        Approval::Complete
    };
    tx.audit(by, "gift.approve", &gift.to_string(), detail, now).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// A person approves the text of a follow-up post.
pub async fn approve_post(app: &App, post: &FollowUp, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut post = post.clone();
    post.approve(by)?;
    let mut tx = app.store.begin().await?;
    tx.save_post_approval(post.id, by, now).await?;
    audit_post(&mut tx, post.id, by, now).await?;
    Ok(tx.commit().await?)
}

async fn audit_post(tx: &mut Tx, id: FollowUpId, by: &Actor, now: Instant) -> Result<(), Error> {
    Ok(tx.audit(by, "post.approve", &id.to_string(), json!({}), now).await?)
}

async fn find(tx: &mut Tx, gift: GiftId) -> Result<StoredGift, Error> {
    let stored = tx.find_gift(gift).await?;
    stored.ok_or_else(|| Error::NotFound { what: "gift", name: gift.to_string() })
}

/// A gift of this campaign; another campaign's money and state have no say in it.
pub(super) async fn find_of(tx: &mut Tx, loaded: &LoadedCampaign, gift: GiftId) -> Result<StoredGift, Error> {
    if !tx.is_gift_of(gift, loaded.id).await? {
        return Err(Error::NotFound { what: "gift", name: gift.to_string() });
    }
    find(tx, gift).await
}

/// Refuses where the campaign is not live now; the state it was loaded with may be minutes old.
pub(super) async fn expect_live(tx: &mut Tx, loaded: &LoadedCampaign) -> Result<(), Error> {
    match tx.campaign_state(loaded.id).await?.unwrap_or(loaded.state) {
        CampaignState::Live => Ok(()),
        state => Err(Refusal::Stopped { state: state.as_str() }.into()),
    }
}

/// Reserves every cap that a gift counts against, on the day its window opens now.
async fn reserve(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    stored: &StoredGift,
    by: &Actor,
    now: Instant,
) -> Result<(), Error> {
    let campaign = &loaded.campaign;
    let Some(idea) = campaign.gifts.iter().find(|idea| idea.slug == stored.idea) else {
        return Err(Error::NotFound { what: "gift idea", name: stored.idea.clone() });
    };
    let kept: BTreeMap<String, Balance> = tx.lock_balances(loaded.id).await?.into_iter().collect();
    let at = stored.gift.window.map_or(now, |window| window.opens_at);
    let day = local_day(at, zone_of(&stored.station));
    for (cap, amount) in gift_uses(campaign, idea, &stored.station, day) {
        let Some(balance) = kept.get(&cap).filter(|_| amount > 0) else { continue };
        let id = mint(now, &mut *app.rng());
        let entry =
            NewEntry { id, campaign: loaded.id, cap: &cap, kind: EntryKind::Reserve, amount, gift: stored.gift.id };
        if !tx.book(&entry, by, now).await? {
            return Err(Refusal::OverCap { left: balance.left(), cap, needed: amount }.into());
        }
    }
    Ok(())
}

/// Commits or releases everything that was reserved for a gift, whatever happened to its flight since.
pub(super) async fn settle(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    gift: GiftId,
    kind: EntryKind,
    by: &Actor,
) -> Result<(), Error> {
    let now = app.now();
    tx.lock_balances(campaign).await?;
    for (cap, amount) in tx.reserved_for(gift).await? {
        let id = mint(now, &mut *app.rng());
        if !tx.book(&NewEntry { id, campaign, cap: &cap, kind, amount, gift }, by, now).await? {
            return Err(StoreError::Stale.into());
        }
    }
    Ok(())
}
