//! Gift ideas for one person: every idea with its score or what forbids it, and proposing one of them directly.
//!
//! Just a note is always among them, whatever the campaign's file says. The lot goes first here as well: whoever was never
//! drawn is drawn at the first proposal, and stays held out if the lot says so.

use std::collections::BTreeSet;

use serde_json::json;

use super::campaigns::LoadedCampaign;
use super::planning::{drafted, draw_seed, stratum_of};
use super::pool::{Known, Member, REPLACED, gather_one, is_free_again};
use super::prepared::drawn_before;
use super::{Error, campaign_edit, campaigns, outcomes, rounds};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::GiftIdea;
use crate::domain::gift::GiftState;
use crate::domain::id::{GiftId, MatchId, PlanId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::matching::MatchState;
use crate::domain::plan::PlannedGift;
use crate::domain::refusal::Refusal;
use crate::formats::campaign::standard_note;
use crate::scoring::{Options, Scored, hold_out, options};
use crate::store::candidate::Candidate;
use crate::store::gift::{StoredGift, StoredPlan};

/// What could be given to the traveller of a match.
pub(super) struct Ideas {
    /// The match.
    pub(super) found: Candidate,
    /// The traveller as a plan sees them; none where the flight or the post is gone, or nothing is handed over there.
    pub(super) member: Option<Member>,
    /// Scores and what forbids the rest.
    pub(super) offer: Option<Options>,
    /// The instant they hold at.
    pub(super) at: Instant,
    /// Gifts of the traveller in this campaign.
    pub(super) gifts: Vec<StoredGift>,
    /// Whether the lot held them out.
    pub(super) held_out: bool,
    /// The note, where the campaign's file has none: it is an idea for everybody all the same.
    pub(super) note: Option<GiftIdea>,
}

/// Reads and scores everything for one traveller.
pub(super) async fn ideas(app: &App, loaded: &LoadedCampaign, id: MatchId) -> Result<Ideas, Error> {
    let found = app.store.find_match(loaded.id, id).await?;
    let found = found.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })?;
    let known = Known::of(app, loaded.id, found.traveller).await?;
    let member = gather_one(app, loaded, &known, &found).await?;
    let note = standard_note(&loaded.campaign).map(|note| note.idea);
    let mut campaign = loaded.campaign.clone();
    campaign.gifts.extend(note.clone());
    let at = member.as_ref().map_or_else(|| app.now(), |member| app.now().max(member.known_at));
    let scored = |member: &Member| options(&[member.candidate()], &campaign, at).into_iter().next();
    let offer = member.as_ref().and_then(scored);
    let held_out = app.store.list_hold_out(loaded.id).await?.contains(&found.traveller);
    Ok(Ideas { found, member, offer, at, gifts: known.gifts, held_out, note })
}

/// The same as [`propose`], and the note can be proposed where the campaign's file has none: it is written there first,
/// as any edit of it, so that stock, plan and pages know it.
pub async fn propose_any(
    app: &App,
    loaded: &LoadedCampaign,
    about: MatchId,
    slug: &str,
    by: &Actor,
) -> Result<GiftId, Error> {
    let Some(note) = standard_note(&loaded.campaign).filter(|note| note.idea.slug == slug) else {
        return propose(app, loaded, about, slug, by).await;
    };
    // For somebody who gets nothing no file is changed.
    let ideas = ideas(app, loaded, about).await?;
    expect_open(&ideas, by)?;
    scored(ideas.offer.as_ref(), slug)?;
    let opened = campaign_edit::open(app, &loaded.campaign.slug).await?;
    let source = format!("{}\n{}", opened.source.trim_end(), note.text);
    let faults = campaign_edit::save(app, &loaded.campaign.slug, &source, &opened.hash, by).await?;
    if !faults.is_empty() {
        return Err(Error::Campaign(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    }
    let with_note = campaigns::load(app, &loaded.campaign.slug).await?;
    propose(app, &with_note, about, slug, by).await
}

/// Whether a planner may propose something now: the match is confirmed, and neither the lot nor a gift speaks against it.
fn expect_open(ideas: &Ideas, by: &Actor) -> Result<(), Error> {
    if by.role != Role::Planner {
        let refusal = Refusal::WrongRole { role: by.role.as_str(), action: "propose a gift", who: "a planner" };
        return Err(refusal.into());
    }
    if ideas.found.state != MatchState::Confirmed {
        let state = ideas.found.state.as_str();
        return Err(Refusal::WrongState { thing: "match", state, wanted: "confirmed", action: "given a gift" }.into());
    }
    if ideas.held_out {
        return Err(Refusal::HeldOut.into());
    }
    if ideas.gifts.iter().any(|gift| !is_free_again(gift)) {
        return Err(Refusal::HasOne.into());
    }
    Ok(())
}

/// The score of an idea for the traveller; refuses with what forbids it.
fn scored<'a>(offer: Option<&'a Options>, slug: &str) -> Result<&'a Scored, Refusal> {
    let Some(offer) = offer else { return Err(Refusal::Forbidden("rule:station")) };
    let found = offer.gifts.iter().find(|(own, _)| own == slug).map(|(_, scored)| scored);
    found.ok_or_else(|| Refusal::Forbidden(offer.codes().first().copied().unwrap_or("rule:stock")))
}

/// A planner proposes one idea for the traveller of a confirmed match, past the plan. A draft of theirs gives way.
pub async fn propose(
    app: &App,
    loaded: &LoadedCampaign,
    about: MatchId,
    slug: &str,
    by: &Actor,
) -> Result<GiftId, Error> {
    let ideas = ideas(app, loaded, about).await?;
    let no_idea = || Error::NotFound { what: "gift idea", name: slug.to_owned() };
    let idea = loaded.campaign.gifts.iter().find(|idea| idea.slug == slug).ok_or_else(no_idea)?;
    expect_open(&ideas, by)?;
    let Ideas { found, member, offer, gifts, .. } = ideas;
    let scored = scored(offer.as_ref(), slug)?;
    let Some(member) = member else { return Err(Refusal::Forbidden("rule:station").into()) };
    let now = app.now();
    let line = PlannedGift {
        id: GiftId::mint(now, &mut *app.rng()),
        from_match: member.from_match,
        traveller: found.traveller,
        leg: member.flight.leg.clone(),
        idea: slug.to_owned(),
        cost_minor: GiftIdea::full_cost_minor(idea),
        parts: scored.parts,
        facts: scored.facts.clone(),
    };
    let is_drawn = cast_lot(app, loaded, &member, &gifts).await?;
    let mut draft = drafted(&line, &member);
    let mut tx = app.store.begin().await?;
    let in_force = tx.latest_plan_id(loaded.id).await?;
    let plan = in_force.unwrap_or_else(|| PlanId::mint(now, &mut *app.rng()));
    if in_force.is_none() {
        tx.add_plan(loaded.id, &empty_plan(plan), &[], now).await?;
    }
    for old in tx.drafts_of(loaded.id, found.traveller).await? {
        tx.move_gift(old, GiftState::Draft, GiftState::Withdrawn, Some(REPLACED), now).await?;
    }
    tx.add_gift(loaded.id, plan, &draft, now).await?;
    if is_drawn {
        let drawn = (found.traveller, &member.passenger.booking);
        outcomes::assign(app, &mut tx, loaded.id, drawn, false, &stratum_of(&member)).await?;
    }
    draft.gift.propose(by)?;
    tx.save_proposal(line.id, by, now).await?;
    let detail = json!({ "content": draft.gift.content_hash, "directly": true });
    tx.audit(by, "gift.propose", &line.id.to_string(), detail, now);
    tx.commit().await?;
    rounds::replan_station(app, loaded, member.station(), draw_seed(app)).await?;
    Ok(line.id)
}

/// Draws a traveller who was never drawn, and tells whether it did; refuses where the lot holds them out, and that stays.
async fn cast_lot(app: &App, loaded: &LoadedCampaign, member: &Member, gifts: &[StoredGift]) -> Result<bool, Error> {
    let traveller = member.passenger.id;
    let drawn: BTreeSet<TravellerId> = drawn_before(&app.store.why_not(loaded.id, traveller).await?);
    if drawn.contains(&traveller) || !gifts.is_empty() {
        return Ok(false);
    }
    let seed = draw_seed(app);
    let held = hold_out(&[member.candidate()], loaded.campaign.hold_out_percent, seed);
    if held.is_empty() {
        return Ok(true);
    }
    let (now, stratum) = (app.now(), stratum_of(member));
    let mut tx = app.store.begin().await?;
    tx.add_hold_out(loaded.id, traveller, &stratum, seed, now).await?;
    outcomes::assign(app, &mut tx, loaded.id, (traveller, &member.passenger.booking), true, &stratum).await?;
    tx.audit(&Actor::SYSTEM, "plan.hold_out", &member.from_match.to_string(), json!({ "seed": seed }), now);
    tx.commit().await?;
    Err(Refusal::HeldOut.into())
}

/// What a gift hangs on that was proposed before any plan was made.
fn empty_plan(id: PlanId) -> StoredPlan {
    StoredPlan { id, value: 0, upper_bound: 0, gap: 0.0, seed: 0, caps: Vec::new(), shadow_prices: json!({}) }
}
