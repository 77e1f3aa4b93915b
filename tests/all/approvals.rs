//! The approvers' queue in a browser: evidence in view, bound to what was shown, back to the author with a reason, together
//! only what is small and alike, and exactly what can be paid however many press at once.

use std::sync::Arc;
use std::time::Instant;

use axum::http::StatusCode;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::approval::TurnDown;
use giftgate::domain::gift::GiftState;
use giftgate::domain::id::{AccountId, GiftId};
use giftgate::domain::refusal::Refusal;
use giftgate::services::approval::{self, Approval};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::{Error, follow_ups};
use giftgate::store::StoreError;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::approval::{stack, stack_of};
use crate::support::client::Answer;
use crate::support::raw;
use crate::support::small::{
    APPROVER, BOOKING_HEADER, PLANNER, approved, balances, campaign, check_ledger, confirmed, gifts, plain, plan,
    propose_all,
};
use crate::support::world::World;

const QUEUE: &str = "/campaigns/schiphol-surprise/approvals";
const FOLLOW_UPS: &str = "/campaigns/schiphol-surprise/follow-ups";

async fn state_of(world: &World, loaded: &LoadedCampaign, id: GiftId) -> GiftState {
    let all = gifts(world, loaded).await;
    all.iter().find(|gift| gift.gift.id == id).expect("the gift").gift.state
}

fn says(answer: &Answer, status: StatusCode, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains(words), "`{words}` is not in: {}", answer.body);
}

async fn proposed(world: &World, n: usize) -> LoadedCampaign {
    let loaded = campaign(world, plain).await;
    confirmed(world, &loaded, n).await;
    plan(world, &loaded, 1).await;
    propose_all(world, &loaded).await;
    loaded
}

#[tokio::test]
async fn an_approver_sees_the_evidence_and_says_yes_with_one_press() {
    let world = World::new().await;
    let loaded = proposed(&world, 2).await;
    let all = gifts(&world, &loaded).await;
    let one = &all[0].gift;
    let mut approver = world.approver().await;
    let page = approver.get(QUEUE).await;
    for words in ["2 gifts wait for a yes", "Handle given to us", &one.content_hash, "Facts used"] {
        says(&page, StatusCode::OK, words);
    }
    assert!(!page.body.contains("Sanne") && !page.body.contains("Joost"), "names stay masked");
    let planner = world.planner().await.get(QUEUE).await;
    says(&planner, StatusCode::OK, "You see how things stand");
    assert!(!planner.body.contains("name=\"content\""));
    let path = format!("{QUEUE}/{}", one.id);
    // A dear gift needs the press of a second approver as well.
    let needed = loaded.campaign.approvers_for(all[0].cost_minor);
    for nth in 1..=needed {
        let done = approver.post(&path, &[("content", &one.content_hash)]).await;
        let word = if nth < needed { "approved_part" } else { "approved" };
        assert_eq!(done.leads_to(), format!("{QUEUE}?done={word}"));
        if nth < needed {
            approver = world.approver().await;
        }
    }
    assert_eq!(state_of(&world, &loaded, one.id).await, GiftState::Approved);
    // A second press, or a colleague who was slower: words on the same page, and nothing twice.
    let again = approver.post(&path, &[("content", &one.content_hash)]).await;
    says(&again, StatusCode::CONFLICT, "no longer in the state");
    says(&again, StatusCode::CONFLICT, "1 gift waits for a yes");
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn what_was_edited_after_it_was_shown_is_read_again_first() {
    let world = World::new().await;
    let loaded = proposed(&world, 1).await;
    let one = gifts(&world, &loaded).await.remove(0).gift;
    let mut approver = world.approver().await;
    raw::execute(&world.app.store, "update gift set content_hash = 'edited'").await.expect("edited");
    let answer = approver.post(&format!("{QUEUE}/{}", one.id), &[("content", &one.content_hash)]).await;
    says(&answer, StatusCode::CONFLICT, "It was edited after you opened it");
    says(&answer, StatusCode::CONFLICT, "value=\"edited\"");
    let no = [("content", one.content_hash.as_str()), ("why", "wrong_gift")];
    let answer = approver.post(&format!("{QUEUE}/{}/turn-down", one.id), &no).await;
    says(&answer, StatusCode::CONFLICT, "It was edited after you opened it");
    assert_eq!(state_of(&world, &loaded, one.id).await, GiftState::Proposed);
    assert!(balances(&world, &loaded).await.iter().all(|(_, reserved, _)| *reserved == 0));
}

#[tokio::test]
async fn whoever_proposes_does_not_decide_whatever_roles_they_have() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 1).await;
    plan(&world, &loaded, 1).await;
    let grants = [Grant::everywhere(Role::Planner), Grant::everywhere(Role::Approver)];
    let mut both = world.member(&grants).await;
    let proposed = both.post("/campaigns/schiphol-surprise/plan/propose", &[("which", "all")]).await;
    assert_eq!(proposed.leads_to(), "/campaigns/schiphol-surprise/plan?done=proposed");
    let one = gifts(&world, &loaded).await.remove(0).gift;
    says(&both.get(QUEUE).await, StatusCode::OK, "You proposed this yourself");
    let content = [("content", one.content_hash.as_str())];
    says(
        &both.post(&format!("{QUEUE}/{}", one.id), &content).await,
        StatusCode::CONFLICT,
        "You proposed this yourself",
    );
    let planner = world.planner().await.post(&format!("{QUEUE}/{}", one.id), &content).await;
    assert_eq!(planner.status, StatusCode::FORBIDDEN);
    assert_eq!(state_of(&world, &loaded, one.id).await, GiftState::Proposed);
}

#[tokio::test]
async fn a_gift_that_is_turned_down_goes_back_to_its_author_with_the_reason() {
    let world = World::new().await;
    let loaded = proposed(&world, 2).await;
    let all = gifts(&world, &loaded).await;
    let mut approver = world.approver().await;
    for (gift, why) in all.iter().zip(["too_dear", "wrong_person"]) {
        let path = format!("{QUEUE}/{}/turn-down", gift.gift.id);
        assert_eq!(approver.post(&path, &[("content", &gift.gift.content_hash), ("why", "no_such")]).await.status, 400);
        let done = approver.post(&path, &[("content", &gift.gift.content_hash), ("why", why)]).await;
        assert_eq!(done.leads_to(), format!("{QUEUE}?done=turned_down"));
    }
    assert_eq!(state_of(&world, &loaded, all[0].gift.id).await, GiftState::Draft);
    assert_eq!(state_of(&world, &loaded, all[1].gift.id).await, GiftState::Withdrawn);
    let mut planner = world.planner().await;
    says(&planner.get("/campaigns/schiphol-surprise/plan").await, StatusCode::OK, "Turned down before: Too dear");
    // The author may ask again; the approver sees what was said before.
    let id = all[0].gift.id.to_string();
    planner.post("/campaigns/schiphol-surprise/plan/propose", &[("gift", &id)]).await;
    says(&approver.get(QUEUE).await, StatusCode::OK, "Turned down before: Too dear");
    // Who may be somebody else gets nothing, in later plans neither.
    let next = plan(&world, &loaded, 2).await;
    assert!(next.plan.gifts.iter().all(|gift| gift.traveller != all[1].traveller));
}

#[tokio::test]
async fn a_no_makes_earlier_yeses_void() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 1, "instant-camera").await;
    let (mut first, mut second) = (world.approver().await, world.approver().await);
    let path = format!("{QUEUE}/{}", ids[0]);
    let shown = [("content", "shown")];
    assert_eq!(first.post(&path, &shown).await.leads_to(), format!("{QUEUE}?done=approved_part"));
    let page = first.get(QUEUE).await;
    says(&page, StatusCode::OK, "1 of 2 approvals");
    says(&page, StatusCode::OK, "You said yes");
    let no = [("content", "shown"), ("why", "too_dear")];
    second.post(&format!("{path}/turn-down"), &no).await;
    approval::propose(&world.app, ids[0], &PLANNER).await.expect("proposed again");
    assert_eq!(second.post(&path, &shown).await.leads_to(), format!("{QUEUE}?done=approved_part"));
    assert_eq!(first.post(&path, &shown).await.leads_to(), format!("{QUEUE}?done=approved"));
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn small_gifts_of_one_kind_are_approved_together_or_not_at_all() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 5, "stroopwafels").await;
    let mut approver = world.approver().await;
    let together = format!("{QUEUE}/together");
    says(&approver.get(QUEUE).await, StatusCode::OK, "Approve 5 × Fresh stroopwafels together");
    let page = approver.get(&format!("{together}?idea=stroopwafels")).await;
    says(&page, StatusCode::OK, "Approve these 5");
    let pairs: Vec<String> = ids.iter().map(|id| format!("{id} shown")).collect();
    assert!(pairs.iter().all(|pair| page.body.contains(pair)), "exactly what is approved is listed");
    let mut form: Vec<(&str, &str)> = pairs.iter().map(|pair| ("gift", pair.as_str())).collect();
    form.push(("idea", "stroopwafels"));
    // One of them was approved by a colleague meanwhile: none of the list is.
    approval::approve(&world.app, &loaded, ids[2], "shown", &APPROVER).await.expect("a colleague");
    let answer = approver.post(&together, &form).await;
    says(&answer, StatusCode::CONFLICT, "Approve these 4");
    let all = gifts(&world, &loaded).await;
    assert_eq!(all.iter().filter(|gift| gift.gift.state == GiftState::Approved).count(), 1);
    form.remove(2);
    assert_eq!(approver.post(&together, &form).await.leads_to(), format!("{QUEUE}?done=approved_together"));
    let all = gifts(&world, &loaded).await;
    assert!(all.iter().all(|gift| gift.gift.state == GiftState::Approved));
    check_ledger(&world, &loaded).await;
}

#[tokio::test]
async fn what_is_dear_mixed_or_too_much_is_not_approved_together() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 22, "stroopwafels").await;
    let shown = |ids: &[GiftId]| ids.iter().map(|id| (*id, "shown".to_owned())).collect::<Vec<_>>();
    let refused = async |ids: &[GiftId]| {
        let answer = approval::approve_together(&world.app, &loaded, &shown(ids), &APPROVER).await;
        assert!(matches!(answer, Err(Error::Refused(Refusal::NotTogether(_)))), "{answer:?}");
    };
    refused(&ids[..21]).await;
    refused(&[]).await;
    let store = &world.app.store;
    raw::execute(store, "update gift set idea = 'novel', cost_minor = 1694 where score = 1").await.expect("dear");
    refused(&ids[..2]).await;
    raw::execute(store, "update gift set idea = 'stroopwafels', cost_minor = 436").await.expect("small again");
    raw::execute(store, "update candidate set probability = 0.98").await.expect("less sure");
    refused(&ids[..2]).await;
    assert!(balances(&world, &loaded).await.iter().all(|(_, reserved, _)| *reserved == 0));
}

#[tokio::test]
async fn the_nearer_the_gate_closes_the_louder_it_gets() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let ids = stack(&world, &loaded, 1, "stroopwafels").await;
    // The window closes three hours from now.
    for (minutes, mark) in [(91, "approval--90"), (30, "approval--60"), (30, "approval--30")] {
        world.advance(minutes);
        // A session ends after half an hour without a request.
        let mut approver = world.approver().await;
        says(&approver.get(QUEUE).await, StatusCode::OK, mark);
        let board = approver.get("/campaigns/schiphol-surprise").await;
        says(&board, StatusCode::OK, "1 gift still waits for approval");
    }
    world.advance(30);
    let mut approver = world.approver().await;
    says(&approver.get(QUEUE).await, StatusCode::OK, "The time for this hand-over is over");
    let late = approver.post(&format!("{QUEUE}/{}", ids[0]), &[("content", "shown")]).await;
    says(&late, StatusCode::CONFLICT, "The gate closes before the gift can be there");
    let board = approver.get("/campaigns/schiphol-surprise").await;
    assert!(!board.body.contains("still waits for approval"));
}

#[tokio::test]
async fn a_post_is_approved_as_it_was_shown_and_an_edit_voids_it() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 1).await;
    follow_ups::draft(&world.app, &loaded).await.expect("drafted");
    let post = world.app.store.list_follow_ups(loaded.id).await.expect("posts").remove(0);
    let path = format!("{FOLLOW_UPS}/{}", post.id);
    let (mut planner, mut approver) = (world.planner().await, world.approver().await);
    let hash = async |client: &mut crate::support::client::Client| {
        let page = client.get(FOLLOW_UPS).await.body;
        page.split("name=\"content\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    says(&approver.get(FOLLOW_UPS).await, StatusCode::OK, "of 300 characters on Bluesky");
    says(&approver.get(QUEUE).await, StatusCode::OK, "1 post waits");
    let first = hash(&mut approver).await.expect("a hash");
    let yes = approver.post(&format!("{path}/approve"), &[("content", &first)]).await;
    assert_eq!(yes.leads_to(), format!("{FOLLOW_UPS}?done=post_approved"));
    // A planner writes it anew: the approval is void, and the old hash good for nothing.
    says(&planner.get(&path).await, StatusCode::OK, "An edit voids the approval");
    let long = "x".repeat(301);
    for (text, words) in [
        ("{{ seat }}", "uses a variable there is not"),
        ("{% include \"x\" %}", "Only plain text"),
        (long.as_str(), "too long for this network"),
        ("  ", "Write a text"),
    ] {
        let answer = planner.post(&path, &[("content", &first), ("text", text)]).await;
        says(&answer, StatusCode::UNPROCESSABLE_ENTITY, words);
    }
    let text = "Have a good trip to {{ city }}, {{ first_name }}!";
    let saved = planner.post(&path, &[("content", &first), ("text", text)]).await;
    assert_eq!(saved.leads_to(), format!("{FOLLOW_UPS}?done=saved"));
    let edited = world.app.store.list_follow_ups(loaded.id).await.expect("posts").remove(0);
    assert_eq!(edited.text, "Have a good trip to Oslo, Sanne!");
    assert_eq!(edited.state.as_str(), "draft");
    let old = approver.post(&format!("{path}/approve"), &[("content", &first)]).await;
    says(&old, StatusCode::CONFLICT, "It was edited after you opened it");
    let lost = planner.post(&path, &[("content", &first), ("text", "Over it")]).await;
    says(&lost, StatusCode::CONFLICT, "It was edited after you opened it");
    // Back to its author with a reason; then nothing happens before it is edited.
    let second = hash(&mut approver).await.expect("a hash");
    let back = [("content", second.as_str()), ("why", "wrong_tone"), ("from", "approvals")];
    let done = approver.post(&format!("{path}/send-back"), &back).await;
    assert_eq!(done.leads_to(), format!("{QUEUE}?done=post_back"));
    says(&planner.get(FOLLOW_UPS).await, StatusCode::OK, "Sent back: Wrong tone");
    let waits = approver.post(&format!("{path}/approve"), &[("content", &second)]).await;
    says(&waits, StatusCode::CONFLICT, "no longer in the state");
    planner.post(&path, &[("content", &second), ("text", "Have a good trip!")]).await;
    let third = hash(&mut approver).await.expect("a hash");
    approver.post(&format!("{path}/approve"), &[("content", &third)]).await;
    let posts = world.app.store.list_follow_ups(loaded.id).await.expect("posts");
    assert_eq!((posts[0].text.as_str(), posts[0].state.as_str()), ("Have a good trip!", "approved"));
}

#[tokio::test]
async fn the_table_keeps_an_author_from_approving_their_own_text() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 1).await;
    follow_ups::draft(&world.app, &loaded).await.expect("drafted");
    let store = &world.app.store;
    let same = "update follow_up set edited_by = id, approved_by = id";
    assert!(raw::execute(store, same).await.is_err());
}

/// Bookings of `n` people on one leg.
fn crowd(n: usize) -> String {
    (0..n).fold(format!("{BOOKING_HEADER}\n"), |csv, n| {
        let (row, seat) = (n % 90 + 1, ["A", "B", "C", "D", "E", "F"][n / 90 % 6]);
        csv + &format!("Q{n:05},Anna,Qbran,KL,1401,2025-03-04,AMS,CDG,{row}{seat},economy,en,NL,,,,\n")
    })
}

/// `people` approvers with `requests` each on `units` pieces; gives how long each request took, in milliseconds.
async fn rush(people: usize, requests: usize, units: u32, proposed: usize) -> Vec<f64> {
    let world = Arc::new(World::new().await);
    let change = |campaign: &mut giftgate::domain::campaign::Campaign| {
        plain(campaign);
        campaign.caps.campaign.minor = 10_000_000;
        campaign.caps.day = Some(campaign.caps.campaign);
        (campaign.caps.gifts, campaign.caps.team_minutes) = (Some(1_000_000), Some(1_000_000));
        for idea in campaign.gifts.iter_mut().filter(|idea| idea.slug == "stroopwafels") {
            idea.stock = units;
        }
    };
    let loaded = campaign(&world, change).await;
    let ids = Arc::new(stack_of(&world, &loaded, &crowd(proposed), "stroopwafels").await);
    assert_eq!(ids.len(), proposed);
    let mut tasks = JoinSet::new();
    for person in 0..people {
        let (world, ids, loaded) = (Arc::clone(&world), Arc::clone(&ids), loaded.clone());
        tasks.spawn(async move {
            let by = Actor { id: AccountId(Uuid::from_u128(0xabc0_0000 + person as u128)), ..APPROVER };
            let (mut yes, mut took) = (0_usize, Vec::new());
            for turn in 0..requests {
                let gift = ids[(person * 17 + turn * 31) % ids.len()];
                let began = Instant::now();
                match approval::approve(&world.app, &loaded, gift, "shown", &by).await {
                    Ok(Approval::Complete) => yes += 1,
                    Err(
                        Error::Refused(Refusal::OverCap { .. } | Refusal::WrongState { .. })
                        | Error::Store(StoreError::Stale),
                    ) => (),
                    other => panic!("{other:?}"),
                }
                took.push(began.elapsed().as_secs_f64() * 1000.0);
            }
            (yes, took)
        });
    }
    let (mut yes, mut took) = (0, Vec::new());
    for (approved, times) in tasks.join_all().await {
        yes += approved;
        took.extend(times);
    }
    assert_eq!(yes, units as usize, "exactly what there is");
    let stored = gifts(&world, &loaded).await;
    assert_eq!(stored.iter().filter(|gift| gift.gift.state == GiftState::Approved).count(), units as usize);
    check_ledger(&world, &loaded).await;
    took.sort_by(f64::total_cmp);
    took
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_people_at_once_approve_exactly_the_pieces_there_are() {
    let took = rush(64, 6, 40, 90).await;
    assert_eq!(took.len(), 64 * 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "the full count takes minutes in debug: cargo test --release --test all -- --ignored thousand_pieces"]
async fn sixty_four_people_with_200_requests_each_approve_exactly_a_thousand_pieces() {
    let took = rush(64, 200, 1_000, 1_300).await;
    let at = |share: usize| took[took.len() * share / 100];
    println!("{} requests: median {:.0} ms, p99 {:.0} ms", took.len(), at(50), at(99));
    assert!(at(99) <= 2_000.0, "p99 {:.0} ms", at(99));
}

#[tokio::test]
async fn reasons_that_end_it_and_reasons_that_do_not_are_told_apart() {
    let ends: Vec<_> = TurnDown::ALL.iter().filter(|why| why.is_final()).map(|why| why.as_str()).collect();
    assert_eq!(ends, ["wrong_person", "not_tactful", "too_late"]);
}
