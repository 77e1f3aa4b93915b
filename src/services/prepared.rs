//! A plan worked out and not written yet: hold-out first, then wishes, then the best set of gifts under all caps.
//!
//! Working it out changes nothing, so the same code answers "what would a new plan change" and "what if". A gift that no
//! round can deliver goes back and its money is offered again; the bound of the first, freest problem stays valid for
//! all that follow. Nothing leaves here before the checker agrees.

use std::collections::{BTreeMap, BTreeSet};

use super::campaigns::{LoadedCampaign, couriers};
use super::desk::{Chosen, Desk, Kept};
use super::pool::{Known, Member, PlanFrom, gather};
use super::{Error, rounds};
use crate::allocation::{self, Answer, Clash, Problem, Stop};
use crate::app::App;
use crate::checker;
use crate::domain::campaign::Campaign;
use crate::domain::delivery::Courier;
use crate::domain::gift::GiftState;
use crate::domain::id::{GiftId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::plan::{NotChosen, Plan, Wish, WishKind};
use crate::rounds::station::StationMaps;
use crate::scoring::{Candidate, Options, hold_out, options};

/// Why a traveller got nothing whom a planner excluded.
pub(super) const EXCLUDED: &str = "wish:excluded";

/// Iterations from the prices of an answer to nearly the same question, before the whole way is gone.
const BEGUN_ITERATIONS: u64 = 2_000;

/// How a plan is worked out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// Whom it may choose from.
    pub(super) from: PlanFrom,
    /// Seed of every random choice.
    pub(super) seed: u64,
    /// Iterations of the optimiser.
    pub(super) iterations: u64,
    /// Whether the hold-out is drawn as if nobody had been drawn before: for a question only, never for a plan.
    pub(super) drawn_anew: bool,
}

/// A plan that waits to be written, with everything it was made from.
pub(super) struct Prepared {
    pub(super) campaign: Campaign,
    pub(super) pool: Vec<Member>,
    pub(super) kept: Vec<Kept>,
    pub(super) pins: BTreeMap<TravellerId, String>,
    /// The plan.
    pub(super) plan: Plan,
    /// The optimiser's answer to its last problem.
    pub(super) answer: Answer,
    /// Everybody in this plan's own draw.
    pub(super) lot: Vec<TravellerId>,
    /// Drafts it takes back.
    pub(super) drafts: Vec<GiftId>,
    /// What is left of the language quotas.
    pub(super) quotas: BTreeMap<Language, u32>,
}

impl Prepared {
    /// Everyone it could choose from, by id.
    pub(super) fn members(&self) -> BTreeMap<TravellerId, &Member> {
        self.pool.iter().map(|member| (member.passenger.id, member)).collect()
    }

    /// How many this plan's own draw holds out.
    pub(super) fn newly_held(&self) -> usize {
        let held: BTreeSet<_> = self.plan.hold_out.iter().collect();
        self.lot.iter().filter(|one| held.contains(one)).count()
    }
}

/// Works a plan out. Each traveller is judged as of now, or of their newest post where that is later (in a rehearsal of a
/// whole day).
pub(super) async fn prepare(app: &App, loaded: &LoadedCampaign, terms: Terms) -> Result<Prepared, Error> {
    prepare_from(app, loaded, terms, None).await
}

/// The same where an answer to nearly the same question is known: its prices and its plan are where the work begins.
pub(super) async fn prepare_from(
    app: &App,
    loaded: &LoadedCampaign,
    terms: Terms,
    earlier: Option<&Answer>,
) -> Result<Prepared, Error> {
    let (now, seed) = (app.now(), terms.seed);
    let campaign = loaded.campaign.clone();
    let mut known = Known::read(app, loaded.id).await?;
    let is_over = matches!(terms.from, PlanFrom::Held(_));
    if is_over {
        // A day is rehearsed as if nobody had got anything.
        known.gifts.clear();
    }
    let pool = gather(app, loaded, &known, terms.from).await?;
    let kept = kept_gifts(&known);
    let candidates: Vec<_> = pool.iter().map(Member::candidate).collect();
    let mut offers = Vec::with_capacity(pool.len());
    for (index, (member, candidate)) in pool.iter().zip(&candidates).enumerate() {
        let of_one = options(
            std::slice::from_ref(candidate),
            &campaign,
            if is_over { member.known_at } else { now.max(member.known_at) },
        );
        offers.extend(of_one.into_iter().map(|offer| Options { candidate: index, ..offer }));
    }
    let (held, lot) = draw(app, loaded, &known, (&candidates, &offers), terms).await?;
    let wishes = if is_over { Vec::new() } else { app.store.list_wishes(loaded.id).await? };
    let (pins, excluded) = take_wishes(&wishes, &pool, &held, &mut offers)?;

    let couriers = if is_over { couriers(app, &campaign) } else { app.store.list_couriers(loaded.id).await? };
    let now = if is_over { pool.iter().map(|member| member.known_at).min().unwrap_or(now) } else { now };
    let desk =
        Desk { campaign: &campaign, pool: &pool, offers: &offers, kept: &kept, pins: &pins, excluded: &excluded };
    let mut undeliverable: BTreeMap<TravellerId, String> = BTreeMap::new();
    let mut elite_max = desk.elite_max(None);
    let mut quotas = campaign.rules.language_min.clone();
    let mut bound = 0;
    let (problem, answer) = loop {
        let barred = |id: &TravellerId| held.contains(id) || undeliverable.contains_key(id) || excluded.contains(id);
        let problem = desk.problem(barred, elite_max, &quotas)?;
        let (problem, answer) = solve(problem, terms, earlier.cloned()).await?;
        if let Some(clash) = &answer.clash {
            if quotas.is_empty() {
                return Err(unsatisfiable(clash, &pins));
            }
            // Quotas hold "where candidates allow": they give way before anything else does.
            ease(&mut quotas, clash);
            continue;
        }
        // A quota that falls away can make a later turn worth more than the first.
        bound = answer.upper_bound.max(bound);
        let chosen = desk.chosen(&answer);
        let share = desk.elite_max(Some(chosen.len() + kept.len()));
        if share.is_some_and(|share| desk.elite_count(&chosen) > share) && elite_max != share {
            elite_max = share;
            continue;
        }
        let out = undelivered(app.stations(), &desk, &chosen, &couriers, now, seed)?;
        if let Some((traveller, why)) = out.iter().find(|(traveller, _)| pins.contains_key(traveller)) {
            return Err(clash_of([format!("round:{why}")], [*traveller], false));
        }
        if out.is_empty() {
            break (problem, answer);
        }
        // Each turn bars someone new, eases a quota or tightens the elite share, so the turns come to an end.
        undeliverable.extend(out);
    };
    refuse_unsound("plan", &checker::allocation::check(&problem, &answer))?;
    let plan = desk.plan(app, &answer, bound, &held, &undeliverable, seed);
    refuse_unsound("plan", &checker::plan::check(&plan, &campaign, &desk.about()))?;
    let drafts = known.gifts.iter().filter(|gift| gift.gift.state == GiftState::Draft).map(|gift| gift.gift.id);
    let drafts = drafts.collect();
    Ok(Prepared { campaign, pool, kept, pins, plan, answer, lot, drafts, quotas })
}

/// The optimiser works on a thread of its own, so that pages go on meanwhile.
async fn solve(problem: Problem, terms: Terms, earlier: Option<Answer>) -> Result<(Problem, Answer), Error> {
    let work = move || {
        let begun = earlier.and_then(|earlier| {
            let stop = &mut Stop::Iterations(BEGUN_ITERATIONS);
            allocation::what_if(&problem, (&earlier).into(), &[], stop, terms.seed).ok()
        });
        // Proven is proven, wherever the work began; what is not gets the whole way from the start.
        let proven = begun.filter(|answer| answer.clash.is_none() && answer.value == answer.upper_bound);
        let answer =
            proven.unwrap_or_else(|| allocation::solve(&problem, &mut Stop::Iterations(terms.iterations), terms.seed));
        (problem, answer)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Interrupted)
}

/// Everyone held out, and everybody in this plan's own draw. A lot is cast once: who was not held out in an
/// earlier plan is not drawn again, or the group grows with every plan.
async fn draw(
    app: &App,
    loaded: &LoadedCampaign,
    known: &Known,
    (candidates, offers): (&[Candidate<'_>], &[Options]),
    terms: Terms,
) -> Result<(BTreeSet<TravellerId>, Vec<TravellerId>), Error> {
    let mut held: BTreeSet<TravellerId> = app.store.list_hold_out(loaded.id).await?.into_iter().collect();
    let mut drawn_before = drawn_before(&app.store.list_all_not_chosen(loaded.id).await?);
    drawn_before.extend(known.gifts.iter().map(|gift| gift.traveller));
    // Small draws of later plans must not all start alike, or their share is nobody or everybody.
    let draw_seed = terms.seed.wrapping_add(drawn_before.len() as u64);
    if terms.drawn_anew {
        held.clear();
        drawn_before.clear();
    }
    let eligible = offers.iter().filter(|offer| !offer.gifts.is_empty()).map(|offer| &candidates[offer.candidate]);
    let is_new = |one: &&Candidate<'_>| !held.contains(&one.traveller) && !drawn_before.contains(&one.traveller);
    let new: Vec<_> = eligible.filter(is_new).cloned().collect();
    held.extend(hold_out(&new, loaded.campaign.hold_out_percent, draw_seed));
    Ok((held, new.iter().map(|one| one.traveller).collect()))
}

/// Travellers who were eligible in an earlier plan, and so had their chance to be drawn.
pub(super) fn drawn_before(not_chosen: &[NotChosen]) -> BTreeSet<TravellerId> {
    let by_lot =
        |why: &String| ["cap:", "round:", "wish:"].iter().any(|head| why.starts_with(head)) || why == "hold_out";
    not_chosen.iter().filter(|left| left.why.iter().all(by_lot)).map(|left| left.traveller).collect()
}

type Wishes = (BTreeMap<TravellerId, String>, BTreeSet<TravellerId>);

/// Narrows the offers to what planners wish. A wish about somebody who can't be chosen from any more is left alone; a pin
/// that a rule or the lot forbids clashes.
fn take_wishes(
    wishes: &[Wish],
    pool: &[Member],
    held: &BTreeSet<TravellerId>,
    offers: &mut [Options],
) -> Result<Wishes, Error> {
    let mut pins = BTreeMap::new();
    let mut excluded = BTreeSet::new();
    let place: BTreeMap<TravellerId, usize> =
        offers.iter().enumerate().map(|(at, offer)| (pool[offer.candidate].passenger.id, at)).collect();
    let mut by_kind: Vec<&Wish> = wishes.iter().collect();
    // What is excluded goes first, so that a pin on it is found out.
    by_kind.sort_by_key(|wish| wish.kind == WishKind::Pin);
    for wish in by_kind {
        let traveller = wish.traveller;
        let Some(offer) = place.get(&traveller).map(|at| &mut offers[*at]) else { continue };
        match (wish.kind, &wish.idea) {
            (WishKind::Exclude, None) => {
                excluded.insert(traveller);
            }
            (WishKind::Exclude, Some(idea)) => {
                offer.gifts.retain(|(slug, _)| slug != idea);
                if offer.gifts.is_empty() {
                    excluded.insert(traveller);
                }
            }
            (WishKind::Pin, None) => {}
            (WishKind::Pin, Some(idea)) => {
                if held.contains(&traveller) {
                    return Err(clash_of(["hold_out".to_owned()], [traveller], true));
                }
                if excluded.contains(&traveller) {
                    return Err(clash_of([EXCLUDED.to_owned()], [traveller], true));
                }
                if !offer.gifts.iter().any(|(slug, _)| slug == idea) {
                    let codes = codes_against(offer, idea);
                    return Err(clash_of(codes, [traveller], true));
                }
                offer.gifts.retain(|(slug, _)| slug == idea);
                pins.insert(traveller, idea.clone());
            }
        }
    }
    Ok((pins, excluded))
}

/// Why an offer does not hold a gift idea.
fn codes_against(offer: &Options, idea: &str) -> Vec<String> {
    let of_gift = offer.refused.iter().filter(|refused| refused.gift == idea).flat_map(|refused| &refused.violations);
    let codes: BTreeSet<_> = offer.person.iter().chain(of_gift).map(|violation| violation.code().to_owned()).collect();
    if codes.is_empty() { vec![EXCLUDED.to_owned()] } else { codes.into_iter().collect() }
}

fn clash_of(
    limits: impl IntoIterator<Item = String>,
    travellers: impl IntoIterator<Item = TravellerId>,
    proven: bool,
) -> Error {
    Error::PinsClash { limits: limits.into_iter().collect(), travellers: travellers.into_iter().collect(), proven }
}

fn unsatisfiable(clash: &Clash, pins: &BTreeMap<TravellerId, String>) -> Error {
    let required = clash.travellers.iter().filter_map(|id| id.parse().ok());
    let pinned: Vec<TravellerId> = required.filter(|id| pins.contains_key(id)).collect();
    if pinned.is_empty() {
        return Error::Unsatisfiable { limits: clash.limits.join(", "), proven: clash.proven };
    }
    clash_of(clash.limits.iter().cloned(), pinned, clash.proven)
}

/// Gifts that a plan can't take back: proposed, under way or done. Their travellers come along as far as caps need them.
fn kept_gifts(known: &Known) -> Vec<Kept> {
    let fixed = [GiftState::Proposed, GiftState::Approved, GiftState::PickedUp, GiftState::HandedOver];
    let under_way = known.gifts.iter().filter(|gift| fixed.contains(&gift.gift.state));
    let kept = under_way.filter_map(|gift| {
        let passenger = known.passenger(gift.traveller, gift.leg);
        let is_elite = passenger.is_some_and(|passenger| passenger.booking.is_elite());
        Some(Kept { gift: gift.clone(), is_elite, flight: known.flights.get(&gift.leg)?.clone() })
    });
    kept.collect()
}

/// Lowers the quotas that clash, by a quarter and at least by one.
fn ease(quotas: &mut BTreeMap<Language, u32>, clash: &Clash) {
    let clashes = |language: &Language| clash.limits.iter().any(|limit| *limit == format!("language:{language}"));
    let any = quotas.keys().any(clashes);
    for (language, quota) in quotas.iter_mut() {
        if !any || clashes(language) {
            *quota -= (*quota / 4).max(1).min(*quota);
        }
    }
    quotas.retain(|_, quota| *quota > 0);
}

fn refuse_unsound(what: &'static str, faults: &[checker::Fault]) -> Result<(), Error> {
    if faults.is_empty() {
        return Ok(());
    }
    let faults = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Err(Error::Unsound { what, faults })
}

/// Travellers whose chosen gift no round can bring beside those already promised, with the reason.
fn undelivered(
    own: &StationMaps,
    desk: &Desk<'_>,
    chosen: &[Chosen<'_>],
    couriers: &[Courier],
    now: Instant,
    seed: u64,
) -> Result<BTreeMap<TravellerId, String>, Error> {
    let service = desk.campaign.delivery.service_minutes;
    let mut by_station: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (member, _, scored) in chosen {
        let Some(window) = member.window else { continue };
        let id = member.passenger.id.to_string();
        // A pinned gift goes before what the optimiser chose.
        let extra = if desk.pins.contains_key(&member.passenger.id) { 100_000 } else { 0 };
        let delivery = rounds::delivery(id, &member.flight, window, scored.parts.total() + extra, service);
        by_station.entry(member.station()).or_default().push(delivery);
    }
    for promised in desk.kept.iter().filter(|kept| !kept.gift.gift.state.is_final()) {
        let Some(window) = promised.gift.gift.window.filter(|window| window.closes_at > now) else { continue };
        let id = format!("promised {}", promised.gift.gift.id);
        // What was promised comes before anything new.
        let delivery = rounds::delivery(id, &promised.flight, window, 1_000_000, service);
        by_station.entry(&promised.gift.station).or_default().push(delivery);
    }
    let mut out = BTreeMap::new();
    for (station, deliveries) in by_station {
        for left in rounds::left_out(own, &deliveries, couriers, station, now, seed)? {
            if let Ok(traveller) = left.delivery.parse() {
                out.insert(traveller, left.why);
            }
        }
    }
    Ok(out)
}
