//! The privacy desk, the public objection, the audit viewer, break-glass and the admin's pages, as people meet them.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::campaign::{Assessment, ListeningMode};
use giftgate::domain::id::JobId;
use giftgate::services::accounts;
use giftgate::services::requests::card_code;

use crate::support::client::{Answer, Client};
use crate::support::raw;
use crate::support::small::{
    self, approved, booking, bookings, bookings_csv, campaign, candidates, confirmed, family, gifts, given, listen,
    plain, post,
};
use crate::support::world::World;

async fn officer(world: &World) -> Client {
    world.member(&[Grant::everywhere(Role::Privacy)]).await
}

/// A second admin, signed in.
async fn second_admin(world: &World) -> Client {
    world.member(&[Grant::everywhere(Role::Admin)]).await
}

fn between<'a>(body: &'a str, before: &str, after: &str) -> &'a str {
    body.split(before).nth(1).and_then(|rest| rest.split(after).next()).unwrap_or_else(|| panic!("{before}: {body}"))
}

async fn audited(world: &World, action: &str) -> i64 {
    raw::count(&world.app.store, &format!("audit_entry where action = '{action}'")).await
}

fn shows(answer: &Answer, words: &str) {
    assert!(answer.body.contains(words), "`{words}` is not in: {}", answer.body);
}

#[tokio::test]
async fn somebody_is_looked_up_masked_and_gets_their_file() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 3).await;
    let mut desk = officer(&world).await;
    let family = family(1);
    let who = [("locator", "pnr001"), ("family", family.as_str())];
    let page = desk.post("/privacy/person", &who).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    shows(&page, "••001 · J••• Q•••");
    shows(&page, "bluesky an•••");
    assert!(!page.body.contains("anna1.example") && !page.body.contains(given(1)), "{}", page.body);
    assert_eq!((audited(&world, "person.look_up").await, audited(&world, "person.reveal").await), (1, 0));
    let json = desk.post("/privacy/person/file", &[&who[..], &[("form", "json")]].concat()).await;
    assert_eq!(json.headers["content-type"], "application/json");
    assert!(json.headers["content-disposition"].to_str().expect("text").starts_with("attachment; filename=\"access-"));
    let read: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
    assert!(read["found"] == true && json.body.contains("anna1.example") && !json.body.contains("anna2.example"));
    let text = desk.post("/privacy/person/file", &[&who[..], &[("form", "text")]].concat()).await;
    shows(&text, "BOOKINGS");
    shows(&text, "anna1.example");
    assert_eq!(audited(&world, "person.reveal").await, 2);
    let nobody = desk.post("/privacy/person", &[("network", "bluesky"), ("handle", "stranger.example")]).await;
    shows(&nobody, "Nothing is held");
    let unclear = desk.post("/privacy/person", &[("family", family.as_str())]).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    shows(&unclear, "Give a record locator with a name");
    // Who is meant never stands in an address: there is nothing to read by one.
    let by_address = format!("/privacy/person?locator=PNR001&family={family}");
    assert_eq!(desk.get(&by_address).await.status, StatusCode::METHOD_NOT_ALLOWED);
    world.run_jobs().await;
}

#[tokio::test]
async fn an_objection_counts_at_once_tells_nobody_who_is_known_and_ends_on_the_desk() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 2).await;
    let mut anyone = world.anyone();
    let mut object = async |handle: &str| {
        let form = [("network", "bluesky"), ("handle", handle)];
        let answer = anyone.post_as_it_is("/objection", &form).await;
        (answer.status, answer.body)
    };
    let known = object("anna1.example").await;
    world.advance(1);
    assert_eq!(known, object("nobody.example").await, "the answer is the same");
    assert_eq!(known, object("@ANNA1.example").await, "and the same again");
    assert!(known.0 == StatusCode::OK && known.1.contains("It counts from this moment"), "{}", known.1);
    assert_eq!(raw::count(&world.app.store, "privacy_request").await, 2, "one a person");
    assert_eq!(raw::found(&world, &["nobody.example"]).await, [""; 0], "who asks stands nowhere in clear");

    // A handle on the list keeps the account out from now on.
    bookings(&world, &bookings_csv([booking(5)])).await;
    assert_eq!(object("anna5.example").await.0, StatusCode::OK);
    let before = candidates(&world, &loaded).await.len();
    listen(&world, &loaded, &[post(5)]).await;
    assert_eq!(candidates(&world, &loaded).await.len(), before);

    let mut desk = officer(&world).await;
    let page = desk.get("/privacy").await;
    shows(&page, "from the public page");
    shows(&page, "31 days left");
    let id = between(&page.body, "action=\"/privacy/requests/", "\"").to_owned();
    let opened = desk.post(&format!("/privacy/requests/{id}"), &[]).await;
    shows(&opened, "••001");
    let who = [("network", "bluesky"), ("handle", "anna1.example"), ("request", id.as_str()), ("kind", "objection")];
    let unsure = desk.post("/privacy/person/erase", &[&who[..], &[("how", "object")]].concat()).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(raw::count(&world.app.store, "person where erased_at is not null").await, 0);
    let done = desk.post("/privacy/person/erase", &[&who[..], &[("how", "object"), ("sure", "on")]].concat()).await;
    shows(&done, "Erased");
    let receipt = between(&done.body, "<code>", "<").to_owned();
    let closed = "privacy_request where outcome = 'done' and sealed is null and wrapped_key is null";
    assert_eq!(raw::count(&world.app.store, closed).await, 1);
    shows(&desk.get("/privacy").await, &receipt);
    assert_eq!(
        desk.post(&format!("/privacy/requests/{id}"), &[]).await.status,
        StatusCode::NOT_FOUND,
        "nobody is left"
    );
    let again = desk.post(&format!("/privacy/requests/{id}/close"), &[("outcome", "refused")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    world.run_jobs().await;
}

#[tokio::test]
async fn the_code_on_a_card_is_enough_and_a_wrong_one_changes_nothing() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let mut anyone = world.anyone();
    let wrong = anyone.post_as_it_is("/objection", &[("card", "0000000000")]).await;
    let code = card_code(&world.app, all[0].gift.id);
    let right = anyone.post_as_it_is("/objection", &[("card", &format!("{}-{}", &code[..5], &code[5..]))]).await;
    assert_eq!((wrong.status, &wrong.body), (right.status, &right.body), "the answer is the same");
    assert_eq!(raw::count(&world.app.store, "privacy_request").await, 1);
    assert!(raw::count(&world.app.store, "suppression where kind = 'passenger' and reason = 'objection'").await > 0);
    let missing = anyone.post_as_it_is("/objection", &[]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..8 {
        let answer = anyone.post_as_it_is("/objection", &[("card", "0000000000")]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let often = anyone.post_as_it_is("/objection", &[("card", "0000000000")]).await;
    assert_eq!(often.status, StatusCode::TOO_MANY_REQUESTS);
    let foreign = [("origin", "https://evil.example")];
    let forged = anyone.send(Method::POST, "/objection", &foreign, &[("card", "1")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    world.run_jobs().await;
}

#[tokio::test]
async fn a_request_has_a_month_and_an_officer() {
    let world = World::new().await;
    let mut desk = officer(&world).await;
    let who = [("kind", "access"), ("email", "anna@mail.example")];
    assert_eq!(desk.post("/privacy/requests", &who).await.leads_to(), "/privacy?done=request_noted");
    shows(&desk.get("/privacy").await, "31 days left");
    world.advance(32 * 24 * 60);
    desk.sign_in(&world.member_s_email().await).await;
    shows(&desk.get("/privacy").await, "Overdue");
    let id = between(&desk.get("/privacy").await.body, "action=\"/privacy/requests/", "\"").to_owned();
    let closed = desk.post(&format!("/privacy/requests/{id}/close"), &[("outcome", "refused")]).await;
    assert_eq!(closed.leads_to(), "/privacy?done=request_closed");
    let page = desk.get("/privacy").await;
    shows(&page, "No request is open");
    shows(&page, "refused");
    assert_eq!((audited(&world, "request.add").await, audited(&world, "request.close").await), (1, 1));
}

#[tokio::test]
async fn open_search_ends_with_the_signature_of_the_officer() {
    let world = World::new().await;
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.listening.mode = ListeningMode::OpenSearch;
        let signed_on = "2025-03-01".parse().expect("a day");
        campaign.listening.assessment = Some(Assessment { signed_by: "P. Officer".to_owned(), signed_on });
    })
    .await;
    small::legs(&world).await;
    // Nobody opted in or gave a handle, and the post names nobody of us.
    let strangers = (0..3).map(|n| booking(n).replace(&format!("bluesky,anna{n}.example,2025-01-01T00:00:00Z"), ",,"));
    bookings(&world, &bookings_csv(strangers)).await;
    let open = |n| {
        let mut post = post(n);
        post["mentions"] = serde_json::json!([]);
        post["text"] = post["text"].as_str().expect("text").replace("@klm ", "").into();
        post
    };
    listen(&world, &loaded, &[open(0)]).await;
    assert_eq!(candidates(&world, &loaded).await.len(), 1, "the file's assessment is enough while nobody signed here");
    let mut desk = officer(&world).await;
    let slug = [("campaign", "schiphol-surprise")];
    assert_eq!(desk.post("/privacy/assessments", &slug).await.leads_to(), "/privacy?done=assessment_signed");
    listen(&world, &loaded, &[open(1)]).await;
    assert_eq!(candidates(&world, &loaded).await.len(), 2);
    let id = between(&desk.get("/privacy").await.body, "/privacy/assessments/", "/withdraw").to_owned();
    let withdraw = format!("/privacy/assessments/{id}/withdraw");
    assert_eq!(desk.post(&withdraw, &[]).await.leads_to(), "/privacy?done=assessment_withdrawn");
    assert_eq!(desk.post(&withdraw, &[]).await.status, StatusCode::CONFLICT);
    listen(&world, &loaded, &[open(2)]).await;
    assert_eq!(candidates(&world, &loaded).await.len(), 2, "open search has ended");
    let unknown = desk.post("/privacy/assessments", &[("campaign", "none")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!((audited(&world, "assessment.sign").await, audited(&world, "assessment.withdraw").await), (1, 1));
    world.run_jobs().await;
}

#[tokio::test]
async fn the_audit_log_is_read_by_pages_and_a_forged_entry_is_found() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut desk = officer(&world).await;
    for _ in 0..60 {
        desk.post("/privacy/requests", &[("kind", "access"), ("email", "anna@mail.example")]).await;
    }
    let first = desk.get("/audit?action=request").await;
    assert_eq!(first.body.matches("request.add</b>").count(), 50);
    let next = between(&first.body, "/audit?action=request&amp;before=", "\"").to_owned();
    let second = desk.get(&format!("/audit?action=request&before={next}")).await;
    assert_eq!(second.body.matches("request.add</b>").count(), 10);
    assert!(
        first.body.contains("class=\"pager\"") && !second.body.contains("class=\"pager\""),
        "there is no third page"
    );
    let admin = world.first_admin().await.id;
    let by_admin = desk.get(&format!("/audit?actor={admin}")).await;
    shows(&by_admin, "account.invite</b>");
    assert!(!by_admin.body.contains("request.add</b>"));
    shows(&desk.get("/audit?day=2025-03-04").await, "request.add</b>");
    shows(&desk.get("/audit?day=2025-03-05").await, "No entry fits");
    assert_eq!(desk.get("/audit?day=soon").await.status, StatusCode::BAD_REQUEST);
    shows(&desk.post("/audit/check", &[]).await, "The chain is whole");
    raw::execute(&world.app.store, "update audit_entry set action = 'nothing' where sequence = 5")
        .await
        .expect("forged");
    let mut admin = world.admin().await;
    shows(&admin.post("/audit/check", &[]).await, "The chain is broken at entry 5");
    assert_eq!(audited(&world, "audit.check").await, 2);
    shows(&desk.get("/privacy/register").await, "Lawful bases");
    let file = desk.get("/privacy/register/file").await;
    assert!(file.body.starts_with("# Register of processing"), "{}", file.body);
}

#[tokio::test]
async fn an_admin_sees_travellers_only_by_a_second_person_and_for_an_hour() {
    let world = World::new().await;
    world.live_campaign().await;
    let (mut ada, mut bea) = (world.admin().await, second_admin(&world).await);
    let there = "/campaigns/schiphol-surprise/candidates";
    assert_eq!(ada.get(there).await.status, StatusCode::FORBIDDEN);
    let short = ada.post("/admin/break-glass", &[("role", "planner"), ("reason", "please")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let admin = ada.post("/admin/break-glass", &[("role", "admin"), ("reason", "a traveller calls us")]).await;
    assert_eq!(admin.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("role", "planner"), ("reason", "Nobody of the team is at work and a traveller calls")];
    assert_eq!(ada.post("/admin/break-glass", &form).await.leads_to(), "/admin/break-glass?done=glass_asked");
    assert_eq!(ada.get(there).await.status, StatusCode::FORBIDDEN);
    let id = between(&bea.get("/admin/break-glass").await.body, "action=\"/admin/break-glass/", "/").to_owned();
    let of = |step: &str| format!("/admin/break-glass/{id}/{step}");
    assert_eq!(ada.post(&of("grant"), &[]).await.status, StatusCode::CONFLICT, "nobody grants their own");
    assert_eq!(bea.post(&of("grant"), &[]).await.leads_to(), "/admin/break-glass?done=glass_granted");
    assert_eq!(bea.post(&of("refuse"), &[]).await.status, StatusCode::CONFLICT, "it is decided");
    assert_eq!(ada.get(there).await.status, StatusCode::OK);
    assert_eq!(ada.get("/accounts").await.status, StatusCode::OK);
    assert_eq!((audited(&world, "glass.see").await, audited(&world, "glass.grant").await), (1, 1));
    assert_eq!(bea.get(there).await.status, StatusCode::FORBIDDEN, "it is for one person");
    for _ in 0..3 {
        world.advance(20);
        ada.get("/account").await;
    }
    assert_eq!(ada.get(there).await.status, StatusCode::FORBIDDEN, "an hour is over");

    assert_eq!(ada.post("/admin/break-glass", &form).await.leads_to(), "/admin/break-glass?done=glass_asked");
    let mut desk = officer(&world).await;
    let page = desk.get("/admin/break-glass").await.body;
    assert!(!page.contains("id=\"reason\""), "an officer decides and does not ask");
    let id = between(&page, "action=\"/admin/break-glass/", "/").to_owned();
    desk.post(&format!("/admin/break-glass/{id}/grant"), &[]).await.leads_to();
    assert_eq!(ada.get(there).await.status, StatusCode::OK);
    assert_eq!(desk.post(&format!("/admin/break-glass/{id}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    ada.post(&format!("/admin/break-glass/{id}/end"), &[]).await.leads_to();
    assert_eq!(ada.get(there).await.status, StatusCode::FORBIDDEN, "given back");
    let own = "update break_glass set decided_by = account_id";
    assert!(raw::execute(&world.app.store, own).await.is_err(), "the database keeps four eyes too");
}

#[tokio::test]
async fn what_failed_says_why_and_is_tried_again_or_dropped_with_a_reason() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    shows(&admin.get("/admin/failures").await, "Nothing was given up");
    let app = &world.app;
    let jobs = [0, 1].map(|_| JobId::mint(app.now(), &mut *app.rng()));
    let mut tx = app.store.begin().await.expect("a transaction");
    for id in jobs {
        let payload = serde_json::json!({ "kind": "plan_rounds", "campaign": "none", "station": "AMS" });
        tx.add_job(id, "plan_rounds", &payload, app.now(), None, app.now()).await.expect("a job");
    }
    tx.commit().await.expect("committed");
    for _ in 0..9 {
        world.run_jobs().await;
        world.advance(25);
    }
    admin.sign_in("admin@klm.example").await;
    let page = admin.get("/admin/failures").await;
    shows(&page, "Plan rounds again");
    shows(&page, "there is no campaign `none`");
    shows(&admin.get("/admin/health").await, "2 wait for you");
    let of = |n: usize, step: &str| format!("/admin/failures/{}/{step}", jobs[n]);
    assert_eq!(admin.post(&of(0, "retry"), &[]).await.leads_to(), "/admin/failures?done=job_retried");
    assert_eq!(admin.post(&of(0, "retry"), &[]).await.status, StatusCode::NOT_FOUND, "it waits already");
    let silent = admin.post(&of(1, "drop"), &[("reason", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let dropped = admin.post(&of(1, "drop"), &[("reason", "the campaign is gone")]).await;
    assert_eq!(dropped.leads_to(), "/admin/failures?done=job_dropped");
    assert_eq!((audited(&world, "job.retry").await, audited(&world, "job.drop").await), (1, 1));
    raw::execute(&app.store, "delete from job").await.expect("emptied");
    let health = admin.get("/admin/health").await;
    shows(&health, "schema ");
    shows(&health, "3 walking maps");
    shows(&admin.get("/admin/stations").await, "<svg class=\"walks\"");
}

#[tokio::test]
async fn what_is_kept_too_long_is_seen() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 1).await;
    let mut desk = officer(&world).await;
    assert!(!desk.get("/privacy").await.body.contains("should be gone"));
    world.advance(3 * 24 * 60);
    desk.sign_in(&world.member_s_email().await).await;
    shows(&desk.get("/privacy").await, "should be gone");
    giftgate::services::retention::purge(&world.app).await.expect("purged");
    desk.sign_in(&world.member_s_email().await).await;
    let page = desk.get("/privacy").await;
    assert!(!page.body.contains("should be gone"), "{}", page.body);
    assert_eq!(gifts(&world, &loaded).await.len(), 0);
    world.run_jobs().await;
}

impl World {
    /// The address of the one member beside the admin.
    async fn member_s_email(&self) -> String {
        let all = accounts::list(&self.app).await.expect("accounts");
        let member = all.into_iter().find(|account| account.email.starts_with("member"));
        member.expect("a member").email
    }
}
