//! Lists and plan: pages add up, filters hold, every line is masked.

use std::cmp::Reverse;

use giftgate::domain::actor::Role;
use giftgate::domain::id::MatchId;
use giftgate::domain::language::Language;
use giftgate::domain::matching::MatchState;
use giftgate::services::{review, views};
use giftgate::store::view::PAGE_SIZE;
use giftgate::store::view::candidates::{Band, CandidateFilter};
use giftgate::store::view::plan::PlanLine;

use super::{SLUG, actor, approve_all, gifts, planned};
use crate::support::world::World;

#[tokio::test]
async fn pages_of_candidates_add_up_and_run_from_sure_to_unsure() {
    let world = World::new().await;
    let loaded = world.live_campaign().await;
    world.sample_day(&loaded).await;
    let app = &world.app;
    let all = app.store.list_candidates(loaded.id).await.expect("candidates");
    let mut filter = CandidateFilter::default();
    let mut seen = Vec::new();
    loop {
        let page = views::candidates(app, SLUG, &filter).await.expect("a page");
        assert_eq!(page.total, all.len() as u64);
        assert_eq!(page.counts.iter().map(|line| line.count).sum::<u64>(), page.total);
        assert!(page.lines.len() <= PAGE_SIZE);
        seen.extend(page.lines);
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    let ids: Vec<MatchId> = seen.iter().map(|line| line.id).collect();
    assert_eq!(ids, all.iter().map(|candidate| candidate.id).collect::<Vec<_>>());
    assert!(seen.iter().all(|line| !line.text.is_empty() && line.traveller.as_str().contains('•')));

    let suggested = CandidateFilter { state: Some(MatchState::Suggested), ..CandidateFilter::default() };
    let page = views::candidates(app, SLUG, &suggested).await.expect("a page");
    assert!(page.total > 0 && page.lines.iter().all(|line| line.state == MatchState::Suggested));
    let mut total = 0;
    for band in Band::ALL {
        let filter = CandidateFilter { band: Some(*band), ..CandidateFilter::default() };
        let page = views::candidates(app, SLUG, &filter).await.expect("a page");
        assert!(page.lines.iter().all(|line| Band::of(line.probability) == *band));
        total += page.total;
    }
    assert_eq!(total, all.len() as u64);

    for wrong in ["", "x", "0.5", "0.5_x", "NaN_00000000-0000-0000-0000-000000000000"] {
        let filter = CandidateFilter { after: Some(wrong.to_owned()), ..CandidateFilter::default() };
        views::candidates(app, SLUG, &filter).await.expect("a page whatever the keyset says");
    }
}

#[tokio::test]
async fn a_candidate_shows_its_evidence_its_rivals_and_who_decided() {
    let world = World::new().await;
    let loaded = world.live_campaign().await;
    world.sample_day(&loaded).await;
    let app = &world.app;
    let all = app.store.list_candidates(loaded.id).await.expect("candidates");
    let found = all.iter().find(|candidate| candidate.state == MatchState::Suggested).expect("a suggestion");
    let before = views::candidate(app, SLUG, found.id).await.expect("a candidate");
    assert_eq!(before.decision, None);
    assert_eq!(before.evidence[0].comparison, "prior");
    let sum: f64 = before.evidence.iter().map(|piece| piece.weight).sum();
    assert!((sum - before.weight).abs() < 1e-6);
    world.advance(1);
    review::confirm(app, found.id, &actor(Role::Approver)).await.expect("confirmed");
    let after = views::candidate(app, SLUG, found.id).await.expect("a candidate");
    let decision = after.decision.expect("a decision");
    assert_eq!((decision.role, decision.simulated, decision.at), (Role::Approver, true, app.now()));

    let rival = all.iter().find(|one| all.iter().any(|other| other.post == one.post && other.id != one.id));
    if let Some(one) = rival {
        let view = views::candidate(app, SLUG, one.id).await.expect("a candidate");
        assert!(!view.rivals.is_empty() && view.rivals.iter().all(|rival| rival.id != one.id));
    }
}

#[tokio::test]
async fn a_post_that_was_deleted_shows_neither_text_nor_author() {
    let world = World::new().await;
    let loaded = world.live_campaign().await;
    world.sample_day(&loaded).await;
    let app = &world.app;
    let found = app.store.list_candidates(loaded.id).await.expect("candidates").remove(0);
    let mut tx = app.store.begin().await.expect("a transaction");
    tx.blank_post(found.post).await.expect("blanked");
    tx.withdraw_candidates(found.post, app.now()).await.expect("withdrawn");
    tx.commit().await.expect("committed");
    let view = views::candidate(app, SLUG, found.id).await.expect("a candidate");
    assert_eq!((view.state, view.decision), (MatchState::Withdrawn, None));
    assert_eq!((view.post.text.as_str(), view.post.handle.as_str(), view.post.url), ("", "", None));
    let filter = CandidateFilter { state: Some(MatchState::Withdrawn), ..CandidateFilter::default() };
    let page = views::candidates(app, SLUG, &filter).await.expect("a page");
    assert!(page.lines.iter().all(|line| line.text.is_empty() && line.handle.is_empty()));
    assert!(page.total > 0 && page.total == page.lines.len() as u64);
}

#[tokio::test]
async fn the_plan_page_agrees_with_the_plan() {
    let world = World::new().await;
    let loaded = planned(&world).await;
    let app = &world.app;
    let gifts = gifts(&world, &loaded).await;
    let view = views::plan(app, SLUG, None, None).await.expect("a plan").plan.expect("one was made");
    assert_eq!(view.made_at, app.now());
    assert_eq!(view.gifts_total, gifts.len() as u64);
    assert_eq!(view.cost_minor, gifts.iter().map(|gift| gift.cost_minor).sum::<i64>());
    assert_eq!(view.value, gifts.iter().map(|gift| gift.score).sum::<i64>());
    assert!(view.value <= view.upper_bound);
    let held = app.store.list_hold_out(loaded.id).await.expect("hold-out").len() as u64;
    assert_eq!(view.hold_out, held);
    assert_eq!(view.not_chosen_why.iter().map(|line| line.count).sum::<u64>(), view.not_chosen_total);
    assert!(view.gifts.is_sorted_by_key(|line| Reverse(line.parts.total())));
    assert!(view.gifts.iter().all(|line| line.approval.is_none() && line.gift.contains_key(&Language::En)));
    let money = &view.caps[0];
    assert_eq!((money.cap.as_str(), money.used), ("money", view.cost_minor));

    let mut others = view.not_chosen.len();
    let mut after = view.not_chosen_next;
    while let Some(key) = after {
        let page = views::plan(app, SLUG, None, Some(&key)).await.expect("a page").plan.expect("a plan");
        others += page.not_chosen.len();
        after = page.not_chosen_next;
    }
    assert_eq!(others as u64, view.not_chosen_total);

    approve_all(&world, &loaded).await;
    let view = views::plan(app, SLUG, None, None).await.expect("a plan").plan.expect("one was made");
    let role = |line: &PlanLine| line.approval.as_ref().map(|approval| approval.role);
    assert!(view.gifts.iter().all(|line| role(line) == Some(Role::Approver)));
}
