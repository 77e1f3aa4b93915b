//! Approving: four eyes, bound to what was shown, and never a cent past a cap, however many press the button at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::gift::{Gift, GiftState, ScoreParts};
use giftgate::domain::id::{AccountId, AuthorId, GiftId, MatchId, PersonId, PlanId, PostId, mint};
use giftgate::domain::instant::TimeWindow;
use giftgate::domain::language::Language;
use giftgate::domain::matching::{Basis, MatchState};
use giftgate::domain::refusal::Refusal;
use giftgate::formats::posts::read_post;
use giftgate::services::approval::{self, Approval};
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::{Error, delivery};
use giftgate::store::StoreError;
use giftgate::store::audit::ChainState;
use giftgate::store::candidate::Candidate;
use giftgate::store::gift::{StoredGift, StoredPlan};
use giftgate::store::post::NewPost;
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::raw;
use crate::support::small::{
    APPROVER, GATE, PLANNER, SECOND_APPROVER, approve, balances, booking, bookings, bookings_csv, campaign,
    check_ledger, confirmed, gift, gifts, legs, named, plain, plan, post, propose_all, with_money,
};
use crate::support::world::World;

/// Two travellers with a proposed gift each.
async fn proposed(world: &World) -> (LoadedCampaign, Vec<StoredGift>) {
    let loaded = campaign(world, plain).await;
    confirmed(world, &loaded, 2).await;
    plan(world, &loaded, 1).await;
    propose_all(world, &loaded).await;
    let all = gifts(world, &loaded).await;
    assert_eq!(all.len(), 2);
    (loaded, all)
}

/// `n` proposed gifts of an idea past all planning, one traveller each.
pub async fn stack(world: &World, loaded: &LoadedCampaign, n: usize, slug: &str) -> Vec<GiftId> {
    let ids = stack_of(world, loaded, &bookings_csv((0..n).map(booking)), slug).await;
    assert_eq!(ids.len(), n);
    ids
}

/// One proposed gift of an idea for everybody of a bookings file.
pub async fn stack_of(world: &World, loaded: &LoadedCampaign, csv: &str, slug: &str) -> Vec<GiftId> {
    legs(world).await;
    bookings(world, csv).await;
    let (app, now) = (&world.app, world.app.now());
    let manifest = app.store.manifest(now, now + chrono::Duration::days(1)).await.expect("passengers");
    let idea = loaded.campaign.gifts.iter().find(|idea| idea.slug == slug).expect("the idea");
    let post = read_post(post(0).to_string().as_bytes()).expect("a post");
    let mut tx = app.store.begin().await.expect("a transaction");
    let new = NewPost {
        id: PostId(id(world)),
        post: &post,
        language: "en",
        signals: json!({}),
        addressed_us: true,
        complaint: false,
    };
    let fresh = (PersonId(id(world)), AuthorId(id(world)));
    let (post, author) = app.store.add_post(&mut tx, &new, fresh, now).await.expect("stored").expect("new");
    let head = StoredPlan {
        id: PlanId(id(world)),
        value: 0,
        upper_bound: 0,
        gap: 0.0,
        seed: 1,
        caps: Vec::new(),
        shadow_prices: json!({}),
    };
    tx.add_plan(loaded.id, &head, &[], now).await.expect("a plan");
    let mut ids = Vec::new();
    for passenger in manifest {
        let candidate = Candidate {
            id: MatchId(id(world)),
            post,
            author,
            traveller: passenger.id,
            leg: passenger.leg_id,
            probability: 1.0,
            weight: 20.0,
            evidence: Vec::new(),
            facts: json!([]),
            basis: Basis::OptedIn,
            state: MatchState::Confirmed,
        };
        assert!(tx.add_candidate(loaded.id, &candidate, now).await.expect("a candidate"));
        let gift = Gift {
            id: GiftId(id(world)),
            state: GiftState::Draft,
            proposed_by: None,
            content_hash: "shown".to_owned(),
            window: TimeWindow::new(now + chrono::Duration::hours(2), now + chrono::Duration::hours(3)),
        };
        ids.push(gift.id);
        let stored = StoredGift {
            gift,
            candidate: candidate.id,
            traveller: passenger.id,
            leg: passenger.leg_id,
            station: "AMS".to_owned(),
            point: "departure".parse().expect("a point"),
            idea: slug.to_owned(),
            cost_minor: idea.full_cost_minor(),
            score: 1,
            parts: ScoreParts { relevance: 1, ..ScoreParts::default() },
            facts: Vec::new(),
            language: Language::En,
            withdrawn_why: None,
        };
        tx.add_gift(loaded.id, head.id, &stored, now).await.expect("a gift");
        tx.save_proposal(stored.gift.id, &PLANNER, now).await.expect("proposed");
    }
    tx.commit().await.expect("committed");
    ids
}

fn id(world: &World) -> Uuid {
    mint(world.app.now(), &mut *world.app.rng())
}

fn refusal(result: Result<Approval, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?} is no refusal"),
    }
}

#[tokio::test]
async fn nobody_approves_what_they_proposed_neither_by_the_service_nor_past_it() {
    let world = World::new().await;
    let (loaded, all) = proposed(&world).await;
    let (app, one) = (&world.app, &all[0]);
    let both = Actor { role: Role::Approver, ..PLANNER };
    let hash = &one.gift.content_hash;
    assert_eq!(refusal(approval::approve(app, &loaded, one.gift.id, hash, &both).await), Refusal::OwnProposal);
    let planner = approval::approve(app, &loaded, one.gift.id, hash, &PLANNER).await;
    assert!(matches!(refusal(planner), Refusal::WrongRole { .. }));
    let mut tx = app.store.begin().await.expect("a transaction");
    let past = tx.save_approval(one.gift.id, hash, &both, app.now()).await;
    assert!(matches!(past, Err(StoreError::Db(_))), "the table has its own four eyes: {past:?}");
    drop(tx);
    let update = "update gift set approved_by = proposed_by where proposed_by is not null";
    assert!(raw::execute(&app.store, update).await.is_err());
    assert_eq!(gift(&world, &loaded, one).await.gift.state, GiftState::Proposed);
    assert!(balances(&world, &loaded).await.iter().all(|(_, reserved, _)| *reserved == 0));
}

#[tokio::test]
async fn an_edit_voids_what_the_approver_saw() {
    let world = World::new().await;
    let (loaded, all) = proposed(&world).await;
    let (app, one) = (&world.app, &all[0]);
    raw::execute(&app.store, "update gift set content_hash = 'edited'").await.expect("edited");
    let seen = approval::approve(app, &loaded, one.gift.id, &one.gift.content_hash, &APPROVER).await;
    assert_eq!(refusal(seen), Refusal::ContentChanged);
    let edited = gift(&world, &loaded, one).await;
    approve(&world, &loaded, &edited).await;
    assert_eq!(gift(&world, &loaded, one).await.gift.state, GiftState::Approved);
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_dear_gift_needs_two_people_and_an_edit_between_them_starts_anew() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 1, "instant-camera").await;
    let app = &world.app;
    let yes = async |hash: &str, by: Actor| approval::approve(app, &loaded, ids[0], hash, &by).await.expect("a yes");
    assert_eq!(yes("shown", APPROVER).await, Approval::NeedsMore(1));
    assert_eq!(yes("shown", APPROVER).await, Approval::NeedsMore(1), "the same person twice is one person");
    raw::execute(&app.store, "update gift set content_hash = 'edited'").await.expect("edited");
    assert_eq!(yes("edited", SECOND_APPROVER).await, Approval::NeedsMore(1));
    assert!(balances(&world, &loaded).await.iter().all(|(_, reserved, _)| *reserved == 0));
    assert_eq!(yes("edited", APPROVER).await, Approval::Complete);
    let money = balances(&world, &loaded).await.into_iter().find(|(cap, ..)| cap == "money").expect("money");
    assert_eq!(money, ("money".to_owned(), 10_769, 0));
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_stopped_campaign_refuses_even_who_opened_the_page_before() {
    let world = World::new().await;
    let (loaded, all) = proposed(&world).await;
    let app = &world.app;
    approve(&world, &loaded, &all[0]).await;
    let before = balances(&world, &loaded).await;
    let mut paused = loaded.clone();
    campaigns::move_to(app, &mut paused, CampaignState::Paused, &PLANNER).await.expect("paused");
    // `loaded` still says live: it was read before the stop.
    for seen in [&loaded, &paused] {
        let (id, hash) = (all[1].gift.id, &all[1].gift.content_hash);
        let refused = refusal(approval::approve(app, seen, id, hash, &APPROVER).await);
        assert_eq!(refused, Refusal::Stopped { state: "paused" });
        let picked = delivery::pick_up(app, seen, all[0].gift.id, &GATE).await;
        assert!(matches!(picked, Err(Error::Refused(Refusal::Stopped { .. }))), "{picked:?}");
    }
    assert_eq!(balances(&world, &loaded).await, before);
    campaigns::move_to(app, &mut paused, CampaignState::Live, &Actor::OPERATOR).await.expect("live again");
    approve(&world, &paused, &all[1]).await;
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn a_gift_is_approved_with_its_own_campaigns_money_only() {
    let world = World::new().await;
    let (loaded, all) = proposed(&world).await;
    let other = named(&world, "other", plain).await;
    let one = &all[0];
    let app = &world.app;
    let elsewhere = approval::approve(app, &other, one.gift.id, &one.gift.content_hash, &APPROVER).await;
    assert!(matches!(elsewhere, Err(Error::NotFound { what: "gift", .. })), "{elsewhere:?}");
    approve(&world, &loaded, one).await;
    let picked = delivery::pick_up(app, &other, one.gift.id, &GATE).await;
    assert!(matches!(picked, Err(Error::NotFound { .. })), "{picked:?}");
    assert!(balances(&world, &other).await.iter().all(|(_, reserved, _)| *reserved == 0));
}

#[tokio::test]
async fn what_is_over_a_cap_is_refused_with_what_is_left() {
    let world = World::new().await;
    let loaded = campaign(&world, with_money(1000)).await;
    let ids = stack(&world, &loaded, 3, "stroopwafels").await;
    for id in &ids[..2] {
        approval::approve(&world.app, &loaded, *id, "shown", &APPROVER).await.expect("there is money for two");
    }
    let third = refusal(approval::approve(&world.app, &loaded, ids[2], "shown", &APPROVER).await);
    assert_eq!(third, Refusal::OverCap { cap: "money".to_owned(), left: 128, needed: 436 });
    // The refused approval left nothing behind, on no cap.
    let held: BTreeMap<_, _> = balances(&world, &loaded).await.into_iter().map(|(cap, held, _)| (cap, held)).collect();
    assert_eq!((held["money"], held["gifts"], held["stock:stroopwafels"], held["team_minutes"]), (872, 2, 2, 22));
    assert_eq!(raw::count(&world.app.store, "approval").await, 2);
    let past = "update ledger_balance set reserved = max_amount + 1 where cap = 'money'";
    assert!(raw::execute(&world.app.store, past).await.is_err(), "the table refuses it as well");
    check_ledger(&world, &loaded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_approve_at_once_exactly_what_can_be_paid_is_approved() {
    const AFFORDABLE: usize = 7;
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, with_money(436 * 7 + 435)).await;
    let ids = Arc::new(stack(&world, &loaded, 20, "stroopwafels").await);
    let mut tasks = JoinSet::new();
    for task in 0..64_usize {
        let (world, ids, loaded) = (Arc::clone(&world), Arc::clone(&ids), loaded.clone());
        tasks.spawn(async move {
            let by = Actor { id: AccountId(Uuid::from_u128(0xabc0_0000 + task as u128)), ..APPROVER };
            let mut approved = 0;
            for turn in 0..ids.len() {
                let gift = ids[(task + turn) % ids.len()];
                match approval::approve(&world.app, &loaded, gift, "shown", &by).await {
                    Ok(Approval::Complete) => approved += 1,
                    Err(
                        Error::Refused(Refusal::OverCap { .. } | Refusal::WrongState { .. })
                        | Error::Store(StoreError::Stale),
                    ) => (),
                    other => panic!("{other:?}"),
                }
            }
            approved
        });
    }
    let approved: usize = tasks.join_all().await.into_iter().sum();
    assert_eq!(approved, AFFORDABLE);
    let in_store = gifts(&world, &loaded).await.iter().filter(|gift| gift.gift.state == GiftState::Approved).count();
    assert_eq!(in_store, AFFORDABLE);
    check_ledger(&world, &loaded).await;
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_people_who_say_yes_to_a_dear_gift_at_once_are_both_counted() {
    let world = Arc::new(World::new().await);
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 3, "instant-camera").await;
    for gift in ids {
        let mut tasks = JoinSet::new();
        for by in [APPROVER, SECOND_APPROVER] {
            let (world, loaded) = (Arc::clone(&world), loaded.clone());
            tasks.spawn(async move { approval::approve(&world.app, &loaded, gift, "shown", &by).await });
        }
        let outcomes: Vec<_> = tasks.join_all().await.into_iter().map(|one| one.expect("a yes")).collect();
        assert!(outcomes.contains(&Approval::Complete) && outcomes.contains(&Approval::NeedsMore(1)), "{outcomes:?}");
    }
    check_ledger(&world, &loaded).await;
}
