//! Approving gifts and posts: four eyes, bound to what was shown, and never past a cap.
//!
//! The reservation of every cap and the approval are one transaction: either all of it happens or nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::campaigns::LoadedCampaign;
use super::desk::gift_uses;
use super::post_text::longest;
use super::webhooks::EventKind;
use super::{Error, webhooks};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::approval::{SendBack, Together, TurnDown, may_be_approved_together};
use crate::domain::campaign::CampaignState;
use crate::domain::follow_up::FollowUp;
use crate::domain::gift::GiftState;
use crate::domain::id::{CampaignId, FollowUpId, GiftId, mint};
use crate::domain::instant::{Instant, local_day};
use crate::domain::ledger::{Balance, EntryKind};
use crate::domain::refusal::Refusal;
use crate::domain::station::zone_of;
use crate::formats::follow_up_text::length_on;
use crate::store::campaign::NewEntry;
use crate::store::follow_up::post_hash;
use crate::store::gift::StoredGift;
use crate::store::{StoreError, Tx};

/// A planner asks for approval of a gift.
pub async fn propose(app: &App, gift: GiftId, by: &Actor) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find(&mut tx, gift).await?;
    stored.gift.propose(by)?;
    tx.save_proposal(gift, by, now).await?;
    tx.audit(by, "gift.propose", &gift.to_string(), json!({ "content": stored.gift.content_hash }), now);
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
    let outcome = say_yes(app, &mut tx, loaded, &stored, by, now).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Notes a yes that the rules allow; the last one that a price needs reserves its money.
async fn say_yes(
    app: &App,
    tx: &mut Tx,
    loaded: &LoadedCampaign,
    stored: &StoredGift,
    by: &Actor,
    now: Instant,
) -> Result<Approval, Error> {
    let (gift, content_hash) = (stored.gift.id, stored.gift.content_hash.as_str());
    let needed = i64::from(loaded.campaign.approvers_for(stored.cost_minor));
    let have = tx.add_approval(gift, content_hash, by, now).await?;
    let detail = json!({ "content": content_hash, "have": have, "needed": needed });
    let outcome = if have < needed {
        Approval::NeedsMore(needed - have)
    } else {
        tx.save_approval(gift, content_hash, by, now).await?;
        reserve(app, tx, loaded, stored, by, now).await?;
        let data = json!({ "campaign": loaded.campaign.slug, "gift": gift, "idea": stored.idea, "station": stored.station,
            "cost_minor": stored.cost_minor, "currency": loaded.campaign.currency });
        webhooks::tell(app, tx, EventKind::GiftApproved, &format!("{gift}/{content_hash}"), &data).await?;
        Approval::Complete
    };
    tx.audit(by, "gift.approve", &gift.to_string(), detail, now);
    Ok(outcome)
}

/// An approver says yes to a list of one small gift idea for one reason, all of it or nothing.
pub async fn approve_together(
    app: &App,
    loaded: &LoadedCampaign,
    shown: &[(GiftId, String)],
    by: &Actor,
) -> Result<usize, Error> {
    let now = app.now();
    // Everybody takes gifts in one order and money last, so nobody waits for others in a circle.
    let shown: BTreeMap<GiftId, &str> = shown.iter().map(|(id, hash)| (*id, hash.as_str())).collect();
    let mut tx = app.store.begin().await?;
    let mut gifts = Vec::with_capacity(shown.len());
    for (id, hash) in &shown {
        let mut stored = find_of(&mut tx, loaded, *id).await?;
        stored.gift.approve(by, hash, now)?;
        let found = tx.find_candidate(stored.candidate).await?;
        gifts.push((stored, found.map_or(0.0, |candidate| candidate.probability)));
    }
    expect_live(&mut tx, loaded).await?;
    let line = |(stored, probability): &(StoredGift, f64)| {
        let StoredGift { idea, facts, cost_minor, .. } = stored;
        (idea.clone(), facts.clone(), *cost_minor, *probability)
    };
    let lines: Vec<_> = gifts.iter().map(line).collect();
    let together = lines.iter().map(|(idea, facts, cost_minor, probability)| Together {
        idea,
        facts,
        cost_minor: *cost_minor,
        probability: *probability,
    });
    may_be_approved_together(&together.collect::<Vec<_>>(), &loaded.campaign)?;
    for (stored, _) in &gifts {
        say_yes(app, &mut tx, loaded, stored, by, now).await?;
    }
    tx.commit().await?;
    Ok(gifts.len())
}

/// An approver says no to exactly the content they were shown; gives the state the gift is in then.
pub async fn turn_down(
    app: &App,
    loaded: &LoadedCampaign,
    gift: GiftId,
    content_hash: &str,
    why: TurnDown,
    by: &Actor,
) -> Result<GiftState, Error> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mut stored = find_of(&mut tx, loaded, gift).await?;
    let from = stored.gift.state;
    stored.gift.turn_down(by, content_hash, why)?;
    tx.move_gift(gift, from, stored.gift.state, Some(why.as_str()), now).await?;
    tx.clear_approvals(gift).await?;
    tx.add_turn_down(gift, content_hash, why, by, now).await?;
    tx.audit(by, "gift.turn_down", &gift.to_string(), json!({ "content": content_hash, "why": why }), now);
    tx.commit().await?;
    Ok(stored.gift.state)
}

/// A planner asks for approval of these drafts of a campaign, all of them or none.
pub async fn propose_all(app: &App, loaded: &LoadedCampaign, gifts: &[GiftId], by: &Actor) -> Result<usize, Error> {
    let now = app.now();
    let gifts: BTreeSet<GiftId> = gifts.iter().copied().collect();
    let mut tx = app.store.begin().await?;
    for gift in &gifts {
        let mut stored = find_of(&mut tx, loaded, *gift).await?;
        stored.gift.propose(by)?;
        tx.save_proposal(*gift, by, now).await?;
        tx.audit(by, "gift.propose", &gift.to_string(), json!({ "content": stored.gift.content_hash }), now);
    }
    tx.commit().await?;
    Ok(gifts.len())
}

/// A planner asks for approval of every draft there is.
pub async fn propose_drafts(app: &App, loaded: &LoadedCampaign, by: &Actor) -> Result<usize, Error> {
    let drafts = app.store.list_drafts(loaded.id).await?;
    propose_all(app, loaded, &drafts, by).await
}

/// A person approves the text of a follow-up post as they have it before them.
pub async fn approve_post(app: &App, post: &FollowUp, by: &Actor) -> Result<(), Error> {
    expect_short(post)?;
    decide_post(app, None, post.id, by, PostDecision::Yes(&post_hash(post))).await
}

/// A text that its network does not take whole goes back to its author: long names may make a template too long.
fn expect_short(post: &FollowUp) -> Result<(), Error> {
    if length_on(post.network, &post.text) <= longest(post.network) {
        return Ok(());
    }
    let state = "longer than its network takes";
    Err(Refusal::WrongState { thing: "post", state, wanted: "short enough", action: "approved" }.into())
}

/// What an approver says of the text with this hash.
#[derive(Debug, Clone, Copy)]
pub enum PostDecision<'a> {
    /// It may go out.
    Yes(&'a str),
    /// Back to its author.
    Back(&'a str, SendBack),
}

/// An approver decides on a post's text; of this campaign, where one is named.
pub async fn decide_post(
    app: &App,
    of: Option<&LoadedCampaign>,
    id: FollowUpId,
    by: &Actor,
    decision: PostDecision<'_>,
) -> Result<(), Error> {
    if let (Some(loaded), PostDecision::Yes(_)) = (of, decision)
        && let Some(post) = app.store.find_follow_up(loaded.id, id).await?
    {
        expect_short(&post)?;
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let found = tx.find_post_text(id).await?;
    let found = found.filter(|(campaign, _)| of.is_none_or(|loaded| loaded.id == *campaign));
    let (_, mut text) = found.ok_or_else(|| Error::NotFound { what: "post", name: id.to_string() })?;
    match decision {
        PostDecision::Yes(hash) => {
            text.approve(by, hash)?;
            tx.save_post_approval(id, hash, by, now).await?;
            tx.audit(by, "post.approve", &id.to_string(), json!({ "content": hash }), now);
        }
        PostDecision::Back(hash, why) => {
            text.send_back(by, hash, why)?;
            tx.save_send_back(id, hash, why, now).await?;
            tx.audit(by, "post.send_back", &id.to_string(), json!({ "content": hash, "why": why }), now);
        }
    }
    Ok(tx.commit().await?)
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
