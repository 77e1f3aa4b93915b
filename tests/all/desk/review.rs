//! Candidates: taken by one, decided once, taken back while nothing rests on them; names stay masked.

use axum::http::{Method, StatusCode};
use giftgate::domain::id::MatchId;
use giftgate::domain::matching::MatchState;
use giftgate::domain::refusal::Refusal;
use giftgate::domain::review::{promise, urgency};
use giftgate::services::{Error, review, views};
use giftgate::store::view::candidates::CandidateFilter;

use super::{ROOT, audited, one, suggested};
use crate::support::raw;
use crate::support::small::{
    PLANNER, booking, bookings, bookings_csv, candidates, confirm_all, family, gifts, given, listen, named, plain,
    plan, post,
};
use crate::support::world::World;

/// The id in an address such as `/campaigns/x/candidates/ID?…`.
fn id_in(address: &str) -> MatchId {
    let rest = address.split("/candidates/").nth(1).expect("a candidate");
    rest.split('?').next().expect("its end").parse().expect("an id")
}

#[tokio::test]
async fn a_reviewer_takes_one_decides_and_is_led_to_the_next() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    let (mut anna, mut bo) = (world.planner().await, world.approver().await);
    let queue = anna.get(&format!("{ROOT}/candidates?state=suggested")).await;
    assert!(queue.body.contains("Review the first one") && queue.body.contains("Gate closes"), "{}", queue.body);
    let first = id_in(anna.post(&format!("{ROOT}/candidates/next"), &[]).await.leads_to());
    let own = anna.get(&format!("{ROOT}/candidates/{first}")).await.body;
    assert!(own.contains("With you") && own.contains("data-key=\"confirm\"") && own.contains("What would flip it"));

    // A colleague sees whose it is, can decide nothing, and gets the one after.
    world.advance(2);
    let seen = bo.get(&format!("{ROOT}/candidates/{first}")).await.body;
    assert!(seen.contains("Taken by a colleague 2 minutes ago") && !seen.contains("data-key=\"confirm\""), "{seen}");
    for verb in ["take", "confirm", "reject"] {
        let form = [("why", "wrong_person")];
        let late = bo.post(&format!("{ROOT}/candidates/{first}/{verb}"), &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{verb}");
        assert!(late.body.contains("A colleague was faster") && late.body.contains("Take the next one"), "{verb}");
    }
    let other = id_in(bo.post(&format!("{ROOT}/candidates/next"), &[]).await.leads_to());
    assert_ne!(other, first);

    let done = anna.post(&format!("{ROOT}/candidates/{first}/confirm"), &[]).await;
    let next = id_in(done.leads_to());
    assert!(next != first && next != other && done.leads_to().contains(&format!("done=confirmed&last={first}")));
    assert_eq!(one(&world, &loaded, first).await.state, MatchState::Confirmed);
    let reached = async || {
        let funnel = world.app.store.figures(loaded.id).await.expect("figures").funnel;
        (funnel.matched, funnel.confirmed)
    };
    assert_eq!(reached().await, (6, 1));
    let page = anna.get(done.leads_to()).await.body;
    assert!(page.contains("Take the last decision back") && page.contains(&format!("/candidates/{first}/reopen")));
    let again = bo.post(&format!("{ROOT}/candidates/{first}/confirm"), &[]).await;
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("Somebody decided already"), "{}", again.body);

    let back = anna.post(&format!("{ROOT}/candidates/{first}/reopen"), &[]).await;
    assert_eq!(id_in(back.leads_to()), first);
    assert_eq!(one(&world, &loaded, first).await.state, MatchState::Suggested);
    assert_eq!(reached().await, (6, 0), "what was taken back is not counted");
    let view = views::candidate(&world.app, "schiphol-surprise", first).await.expect("a candidate");
    assert_eq!(view.decision, None, "what was taken back is decided by nobody");
    let verbs: Vec<_> = audited(&world, &first.to_string()).await.into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs, ["match.take", "match.confirm", "match.reopen", "match.take"]);
}

#[tokio::test]
async fn a_lease_ends_by_time_by_release_and_by_a_decision() {
    let world = World::new().await;
    let loaded = suggested(&world, 3).await;
    let id = candidates(&world, &loaded).await[0].id;
    let (mut anna, mut bo) = (world.planner().await, world.planner().await);
    let path = |verb: &str| format!("{ROOT}/candidates/{id}/{verb}");
    anna.post(&path("take"), &[]).await.leads_to();
    world.advance(9);
    assert_eq!(bo.post(&path("take"), &[]).await.status, StatusCode::CONFLICT);
    world.advance(1);
    bo.post(&path("take"), &[]).await.leads_to();
    assert_eq!(anna.post(&path("confirm"), &[]).await.status, StatusCode::CONFLICT, "it is Bo's now");
    // Giving back what one does not have changes nothing.
    anna.post(&path("release"), &[]).await.leads_to();
    assert_eq!(anna.post(&path("take"), &[]).await.status, StatusCode::CONFLICT);
    bo.post(&path("release"), &[]).await.leads_to();
    anna.post(&path("take"), &[]).await.leads_to();
    anna.post(&path("reject"), &[("why", "not_travelling")]).await.leads_to();
    assert_eq!(raw::count(&world.app.store, "candidate where taken_by is not null and state = 'rejected'").await, 0);
}

#[tokio::test]
async fn a_rejection_needs_a_reason_from_the_list() {
    let world = World::new().await;
    let loaded = suggested(&world, 3).await;
    let id = candidates(&world, &loaded).await[0].id;
    let mut anna = world.planner().await;
    let path = format!("{ROOT}/candidates/{id}/reject");
    for wrong in [&[][..], &[("why", "")], &[("why", "she is ill")]] {
        assert_eq!(anna.post(&path, wrong).await.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    assert_eq!(one(&world, &loaded, id).await.state, MatchState::Suggested);
    anna.post(&path, &[("why", "too_little")]).await.leads_to();
    assert_eq!(one(&world, &loaded, id).await.state, MatchState::Rejected);
    let (verb, detail) = audited(&world, &id.to_string()).await.pop().expect("an entry");
    assert_eq!((verb.as_str(), detail.as_str()), ("match.reject", r#"{"why":"too_little"}"#));
    let page = anna.get(&format!("{ROOT}/candidates/{id}")).await.body;
    assert!(page.contains("too little evidence") && page.contains("Take this decision back"));
    let forged = raw::execute(&world.app.store, "update candidate set rejected_why = 'free text'").await;
    assert!(forged.is_err(), "the database knows the list too");
}

#[tokio::test]
async fn a_decision_that_a_gift_rests_on_stands() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    confirm_all(&world, &loaded).await;
    plan(&world, &loaded, 7).await;
    let gift = gifts(&world, &loaded).await.remove(0);
    let refused = review::reopen(&world.app, gift.candidate, &PLANNER).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::HasGift))), "{refused:?}");
    let mut anna = world.planner().await;
    let late = anna.post(&format!("{ROOT}/candidates/{}/reopen", gift.candidate), &[]).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("A gift rests on it"));
    assert_eq!(one(&world, &loaded, gift.candidate).await.state, MatchState::Confirmed);
}

#[tokio::test]
async fn who_must_never_be_contacted_does_not_come_back() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    confirm_all(&world, &loaded).await;
    plan(&world, &loaded, 7).await;
    let gift = gifts(&world, &loaded).await.remove(0);
    let id = gift.candidate;
    let mut anna = world.planner().await;
    let path = format!("{ROOT}/candidates/{id}/never-contact");
    assert_eq!(anna.post(&path, &[]).await.status, StatusCode::BAD_REQUEST, "not without being sure");
    let done = anna.post(&path, &[("sure", "yes")]).await;
    assert!(done.leads_to().contains("done=barred") && done.leads_to().contains("state=suggested"));
    assert_eq!(one(&world, &loaded, id).await.state, MatchState::Withdrawn);
    assert_eq!(raw::count(&world.app.store, "gift where state = 'withdrawn' and withdrawn_why = 'rejected'").await, 1);
    let listed = raw::count(&world.app.store, "suppression where reason = 'rejected'").await;
    assert!(listed >= 4, "account, handle, passenger, address: {listed}");
    assert!(matches!(review::reopen(&world.app, id, &PLANNER).await, Err(Error::Refused(_))));
    world.run_jobs().await;

    // The same feeds again: the other five are known, the sixth stays out.
    bookings(&world, &bookings_csv((0..6).map(booking))).await;
    let report = listen(&world, &loaded, &(0..6).map(post).collect::<Vec<_>>()).await;
    assert_eq!((report.suggested, report.ambiguous), (0, 0), "{report:?}");
    let open = candidates(&world, &loaded).await.into_iter().filter(|one| one.state == MatchState::Confirmed).count();
    assert_eq!(open, 5);
}

#[tokio::test]
async fn the_queue_is_in_order_page_by_page_and_under_every_filter() {
    let world = World::new().await;
    let loaded = suggested(&world, 60).await;
    let app = &world.app;
    let now = app.now();
    let closes = |leg: giftgate::domain::id::LegId,
                  flights: &[(giftgate::domain::id::LegId, giftgate::domain::flight::Flight)]| {
        flights.iter().find(|(id, _)| *id == leg).and_then(|(_, flight)| flight.gate_closes_at).expect("a closure")
    };
    let flights = app.store.list_flights().await.expect("flights");
    let mut expected: Vec<_> = candidates(&world, &loaded)
        .await
        .into_iter()
        .map(|one| {
            let facts = one.facts.as_array().map_or(0, Vec::len);
            (urgency(promise(one.probability, facts), closes(one.leg, &flights), now), one.id)
        })
        .collect();
    expected.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
    let mut filter = CandidateFilter { state: Some(MatchState::Suggested), ..CandidateFilter::default() };
    let mut seen = Vec::new();
    loop {
        let page = views::candidates(app, "schiphol-surprise", &filter).await.expect("a page");
        assert_eq!(page.total, 60);
        seen.extend(page.lines.iter().map(|line| line.id));
        // The clock goes on between two pages; the order stays the one it began with.
        world.advance(7);
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    assert_eq!(seen, expected);

    let of = async |filter: CandidateFilter| {
        let filter = CandidateFilter { state: Some(MatchState::Suggested), ..filter };
        let page = views::candidates(app, "schiphol-surprise", &filter).await.expect("a page");
        assert_eq!(page.total, page.lines.len() as u64);
        page.lines
    };
    let flight = of(CandidateFilter { flight: Some("KL1351".to_owned()), ..CandidateFilter::default() }).await;
    assert!(flight.len() == 20 && flight.iter().all(|line| line.leg.to_string().starts_with("KL1351/")));
    let station = of(CandidateFilter { station: Some("CDG".to_owned()), ..CandidateFilter::default() }).await;
    assert!(station.len() == 20 && station.iter().all(|line| line.leg.destination == "CDG"));
    assert!(of(CandidateFilter { language: Some("ja".to_owned()), ..CandidateFilter::default() }).await.is_empty());
    let taken = review::take(app, expected[3], &PLANNER).await.expect("taken");
    let mine = of(CandidateFilter { mine: Some(PLANNER.id), ..CandidateFilter::default() }).await;
    assert_eq!(mine.iter().map(|line| (line.id, line.taken)).collect::<Vec<_>>(), [(expected[3], Some(taken))]);
    let confirmed = CandidateFilter { flight: Some("KL1351".to_owned()), ..CandidateFilter::default() };
    assert_eq!(views::candidates(app, "schiphol-surprise", &confirmed).await.expect("a page").total, 20);
}

#[tokio::test]
async fn two_who_take_the_next_at_once_get_two() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    let (one, two) = (PLANNER, crate::support::small::APPROVER);
    let filter = CandidateFilter::default();
    let (first, second) = tokio::join!(
        review::take_next(&world.app, &loaded, &filter, None, &one),
        review::take_next(&world.app, &loaded, &filter, None, &two)
    );
    let (first, second) = (first.expect("an answer"), second.expect("an answer"));
    assert!(first.is_some() && second.is_some() && first != second, "{first:?} {second:?}");
}

#[tokio::test]
async fn a_name_is_masked_until_somebody_says_why_and_is_written_down() {
    let world = World::new().await;
    let loaded = suggested(&world, 3).await;
    let all = candidates(&world, &loaded).await;
    let id = all[0].id;
    // Author and passenger have the same name here: the display name of the post is the author's own and no secret.
    let passenger = world.app.store.known_traveller(all[0].traveller).await.expect("asked").expect("a passenger");
    let booked = format!("{} {}", passenger.given_name, passenger.family_name);
    let mut bo = world.approver().await;
    let path = format!("{ROOT}/candidates/{id}");
    let shown = |body: &str| body.contains(&format!("<p class=\"booking-name\" role=\"status\">{booked}</p>"));
    assert!(!shown(&bo.get(&path).await.body));
    for wrong in ["", "curious"] {
        let refused = bo.post(&format!("{path}/reveal"), &[("why", wrong)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    let revealed = bo.post(&format!("{path}/reveal"), &[("why", "compare_name")]).await;
    assert!(revealed.status == StatusCode::OK && shown(&revealed.body), "{}", revealed.body);
    assert_eq!(revealed.headers["cache-control"], "no-store");
    assert!(!shown(&bo.get(&path).await.body), "on that answer only");
    let entries = audited(&world, &id.to_string()).await;
    assert_eq!(entries.len(), 1, "refused tries revealed nothing: {entries:?}");
    assert_eq!(entries[0].0, "person.reveal");
    assert!(entries[0].1.contains("compare_name") && !entries[0].1.contains(&passenger.family_name));
    let mut marketer = world.marketer().await;
    let refused = marketer.post(&format!("{path}/reveal"), &[("why", "compare_name")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_candidate_of_another_campaign_is_not_there() {
    let world = World::new().await;
    let loaded = suggested(&world, 3).await;
    named(&world, "another", plain).await;
    let id = candidates(&world, &loaded).await[0].id;
    let traveller = candidates(&world, &loaded).await[0].traveller;
    let mut anna = world.planner().await;
    for verb in ["take", "release", "confirm", "reject", "never-contact", "reopen", "reveal"] {
        let form = [("why", "compare_name"), ("sure", "yes")];
        let answer = anna.post(&format!("/campaigns/another/candidates/{id}/{verb}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{verb}");
    }
    let answer = anna.ask(Method::GET, &format!("/campaigns/another/people/{traveller}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(audited(&world, &id.to_string()).await.len(), 0);
}

#[tokio::test]
async fn a_traveller_fits_on_one_page_and_stays_masked() {
    let world = World::new().await;
    let loaded = crate::support::small::campaign(&world, plain).await;
    let all = crate::support::small::approved(&world, &loaded, 3).await;
    crate::support::small::give(&world, &loaded, &all[0], Vec::new()).await;
    let mut anna = world.planner().await;
    let page = anna.get(&format!("{ROOT}/people/{}", all[0].traveller)).await;
    assert_eq!(page.status, StatusCode::OK);
    for there in ["Posts matched with the booking", "off to", "Handed over", "Noted by gate staff", "bookings file"] {
        assert!(page.body.contains(there), "{there}: {}", page.body);
    }
    let number = (0..3).find(|n| page.body.contains(&format!("anna{n}.example"))).expect("their own handle");
    for hidden in [family(number), format!("PNR{number:03}"), format!("anna{number}@mail.example")] {
        assert!(!page.body.contains(&hidden), "{hidden}");
    }
    assert!(!page.body.contains(given(number)), "{}", given(number));
    world.run_jobs().await;
}
