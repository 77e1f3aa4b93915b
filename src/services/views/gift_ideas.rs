//! Gift ideas for one person as a page shows them: every idea, its score or what forbids it, and what is left of it.

use std::collections::{BTreeMap, BTreeSet};

use super::gate::walk_from_desk;
use super::{catalogue, head_of};
use crate::app::App;
use crate::domain::campaign::GiftIdea;
use crate::domain::delivery::HandOverPoint;
use crate::domain::id::MatchId;
use crate::domain::ledger::Balance;
use crate::domain::risk::Risk;
use crate::domain::station::zone_of;
use crate::scoring::{Around, Options, Scored, Violation, risk};
use crate::services::gift_ideas::{Ideas, ideas};
use crate::services::pool::{Member, is_free_again};
use crate::services::{Error, campaigns};
use crate::store::view::approvals::{GiftIdeasView, IdeaLine};
use crate::store::view::{MaskedName, names_of};

/// Every gift idea for the traveller of a match.
pub async fn gift_ideas(app: &App, slug: &str, id: MatchId) -> Result<GiftIdeasView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let Ideas { found, member, offer, at, gifts, held_out, note } = ideas(app, &loaded, id).await?;
    let balances: BTreeMap<String, Balance> = app.store.balances(loaded.id).await?.into_iter().collect();
    let names = catalogue(&loaded.campaign);
    let walk_minutes = match &member {
        Some(member) => walk_of(app, member)?,
        None => None,
    };
    let candidate = member.as_ref().map(Member::candidate);
    let line = |idea: &GiftIdea| {
        let stock = i64::from(idea.stock);
        let left = balances.get(&format!("stock:{}", idea.slug)).map_or(stock, |balance| balance.left());
        let judge = |scored: &Scored| {
            let around = Around { walk_minutes, left };
            candidate.as_ref().map(|candidate| risk(candidate, idea, &loaded.campaign, scored, around, at))
        };
        line_of(idea, offer.as_ref(), left, judge)
    };
    let mut lines: Vec<IdeaLine> = loaded.campaign.gifts.iter().map(line).collect();
    lines.extend(note.as_ref().map(|note| IdeaLine { to_add: true, ..line(note) }));
    lines.sort_by_key(|line| {
        let score = line.parts.map_or(-1, crate::domain::gift::ScoreParts::total);
        (!line.forbidden.is_empty(), std::cmp::Reverse(score), line.slug.clone())
    });
    let head = head_of(&loaded);
    let member = member.as_ref();
    let codes = |violations: &[Violation]| violations.iter().map(|one| one.code().to_owned()).collect::<BTreeSet<_>>();
    let person = offer.as_ref().map(|offer| codes(&offer.person)).unwrap_or_default();
    let facts: BTreeSet<String> = member.iter().flat_map(|member| &member.facts).map(|fact| fact.tag.clone()).collect();
    let has = gifts.iter().find(|gift| !is_free_again(gift));
    Ok(GiftIdeasView {
        id,
        state: found.state,
        probability: found.probability,
        traveller: member
            .map(|one| MaskedName::of(&one.passenger.booking.given_name, &one.passenger.booking.family_name)),
        leg: member.map(|member| member.flight.leg.clone()),
        closes_at: member.and_then(|member| member.window).map(|window| window.closes_at),
        zone: member.map_or(head.zone, |member| zone_of(member.station())),
        facts: facts.into_iter().collect(),
        person: person.into_iter().collect(),
        held_out,
        has: has.map(|gift| (names_of(&names, &gift.idea), gift.gift.state)),
        ideas: lines,
        head,
    })
}

/// Walking minutes from the desk to where the traveller is met: the gate, where it is known.
fn walk_of(app: &App, member: &Member) -> Result<Option<i64>, Error> {
    let (gate, pier) = match member.point {
        HandOverPoint::Departure => (member.flight.gate.as_deref(), member.flight.pier.as_deref()),
        HandOverPoint::Arrival => (None, None),
    };
    walk_from_desk(app, member.station(), gate, pier)
}

fn line_of(idea: &GiftIdea, offer: Option<&Options>, left: i64, judge: impl Fn(&Scored) -> Option<Risk>) -> IdeaLine {
    let scored = offer.and_then(|offer| offer.gifts.iter().find(|(slug, _)| *slug == idea.slug)).map(|(_, one)| one);
    let refused = offer.and_then(|offer| offer.refused.iter().find(|refused| refused.gift == idea.slug));
    let codes: BTreeSet<String> =
        refused.iter().flat_map(|refused| &refused.violations).map(|one| one.code().to_owned()).collect();
    let mut forbidden: Vec<String> = codes.into_iter().collect();
    if left <= 0 {
        forbidden.push("rule:stock".to_owned());
        forbidden.dedup();
    }
    IdeaLine {
        slug: idea.slug.clone(),
        gift: idea.name.clone(),
        cost_minor: idea.full_cost_minor(),
        effort_minutes: idea.effort_minutes,
        left,
        stock: i64::from(idea.stock),
        parts: scored.map(|scored| scored.parts),
        risk: scored.filter(|_| left > 0).and_then(judge),
        facts: scored.map(|scored| scored.facts.clone()).unwrap_or_default(),
        forbidden,
        is_note: idea.is_note(),
        to_add: false,
    }
}
