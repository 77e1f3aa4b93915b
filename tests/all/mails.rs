//! Mails of an installation: who gets which, once, in whose language; what becomes of one that may have arrived; travellers
//! who wish to hear of their story and those who do not any more.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::language::Language;
use giftgate::domain::mail::{MailKind, MailServer, MailSettings, MailState, MailWay, Security};
use giftgate::domain::post::Network;
use giftgate::jobs;
use giftgate::mail::MailRoom;
use giftgate::networks::Outlet;
use giftgate::services::follow_ups::{draft, queue_due};
use giftgate::services::mails;
use giftgate::services::requests::{Answer, Asked, card_code, erase, records};
use giftgate::services::{accounts, approval};

use crate::support::client::{Client, PASSWORD};
use crate::support::raw;
use crate::support::small::{self, APPROVER, approved, campaign, confirmed, gifts, give, plain, propose_all};
use crate::support::world::World;

mod care;
mod shift_list;

async fn world() -> World {
    World::with_mail(MailRoom::in_memory("https://gifts.example").expect("a mail room")).await
}

/// One that gives its mails to a server nobody answers at.
async fn unreachable() -> World {
    let (host, security) = ("127.0.0.1".to_owned(), Security::Plain);
    let way = MailWay::Server(MailServer { host, port: 1, security, login: None, ca_file: None });
    let settings = MailSettings { way, chosen: true, from: "gifts@klm.example".to_owned() };
    let room = MailRoom::open(&settings, std::path::Path::new("unused"), "https://gifts.example");
    World::with_mail(room.expect("a mail room")).await
}

impl World {
    /// Mails that went out since this was asked last: address, subject, message.
    fn mails(&self) -> Vec<(String, String, String)> {
        let room = self.app.mail().expect("a mail room");
        let all = std::mem::take(&mut *room.taken().expect("it keeps them in memory"));
        let read = |mail: giftgate::mail::Frozen| {
            // Quoted-printable breaks long lines.
            let text = String::from_utf8(mail.bytes).expect("ASCII").replace("=\r\n", "");
            let line = text.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject").to_owned();
            (mail.to, line, text)
        };
        all.into_iter().map(read).collect()
    }

    async fn write_mails(&self) -> usize {
        let written = mails::write_due(&self.app).await.expect("written");
        self.run_jobs().await;
        written
    }
}

/// The token of a link in a message.
fn token(mail: &str, before: &str) -> String {
    let rest = mail.split(before).nth(1).unwrap_or_else(|| panic!("{before} is not in {mail}"));
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

#[tokio::test]
async fn an_invitation_goes_out_by_mail_in_the_language_of_whoever_invites() {
    let world = world().await;
    let mut admin = world.admin().await;
    let saved = admin.post("/account/language", &[("language", "nl")]).await;
    assert_eq!(saved.leads_to(), "/account?done=language_saved");
    let form = [("email", "bo@klm.example"), ("name", "Bo Maas"), ("gate", "on"), ("stations", "AMS")];
    let page = admin.post("/accounts", &form).await;
    assert!(page.body.contains("A mail with the same link is on its way"), "{}", page.body);
    world.run_jobs().await;
    let mails = world.mails();
    let (to, subject, text) = &mails[0];
    assert_eq!((mails.len(), to.as_str(), subject.as_str()), (1, "bo@klm.example", "Uw account bij giftgate"));
    let link = format!("/welcome/{}", token(text, "https://gifts.example/welcome/"));
    let mut bo = world.anyone();
    let chosen = bo.post_as_it_is(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    bo.sign_in("bo@klm.example").await;
    // What was in it is gone with it; that there was one stays.
    let empty = "mail where state = 'sent' and sealed is null and wrapped_key is null and kind = 'invitation'";
    assert_eq!(raw::count(&world.app.store, empty).await, 1);
    assert_eq!(admin.post("/account/language", &[("language", "fr")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_forgotten_password_is_renewed_by_mail_and_nobody_learns_who_has_an_account() {
    let world = world().await;
    let mut member = world.planner().await;
    world.run_jobs().await;
    world.mails();
    let mut anyone = world.anyone();
    assert!(anyone.get("/sign-in").await.body.contains("/sign-in/forgotten"));
    let mut ask = async |email: &str| anyone.post_as_it_is("/sign-in/forgotten", &[("email", email)]).await;
    let (known, unknown) = (ask("Member1@klm.example").await, ask("nobody@klm.example").await);
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body), "the answer is the same");
    let jobs = raw::count(&world.app.store, "job where kind = 'mail_reset'").await;
    assert_eq!((jobs, raw::count(&world.app.store, "mail").await), (2, 1), "and so is what it costs");
    world.run_jobs().await;
    let mails = world.mails();
    assert_eq!((mails.len(), mails[0].0.as_str()), (1, "member1@klm.example"));
    let link = format!("/welcome/{}", token(&mails[0].2, "https://gifts.example/welcome/"));
    let other = "another long enough secret";
    let mut fresh = world.anyone();
    assert_eq!(
        fresh.post_as_it_is(&link, &[("password", other), ("again", other)]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(member.get("/account").await.status, StatusCode::SEE_OTHER, "earlier sessions have ended");
    for _ in 0..2 {
        ask("member1@klm.example").await;
    }
    assert_eq!(ask("member1@klm.example").await.status, StatusCode::TOO_MANY_REQUESTS);
    world.run_jobs().await;
    assert!(raw::found(&world, &["nobody@klm.example"]).await.is_empty(), "who asks stands nowhere in clear");
}

#[tokio::test]
async fn without_mail_there_is_no_way_back_in_by_it() {
    let world = World::new().await;
    let mut anyone = world.anyone();
    world.first_admin().await;
    assert!(anyone.get("/sign-in").await.body.contains("An admin can make you a new link"));
    assert_eq!(anyone.get("/sign-in/forgotten").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anyone.get("/story").await.status, StatusCode::NOT_FOUND);
    let mut admin = world.admin().await;
    assert!(admin.get("/admin/mails").await.body.contains("Switched off"));
    assert_eq!(mails::write_due(&world.app).await.expect("written"), 0);
}

#[tokio::test]
async fn approvers_hear_once_in_four_hours_and_again_before_a_window_closes() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let only = |slug: &str| Grant { campaign: Some(slug.to_owned()), ..Grant::everywhere(Role::Approver) };
    let slug = loaded.campaign.slug.clone();
    world.member(&[only(&slug)]).await;
    world.planner().await;
    confirmed(&world, &loaded, 3).await;
    small::plan(&world, &loaded, 1).await;
    world.run_jobs().await;
    world.mails();
    assert_eq!(world.write_mails().await, 0, "nothing is proposed yet");
    propose_all(&world, &loaded).await;
    world.run_jobs().await;
    assert_eq!(world.write_mails().await, 1, "to the approver, not to the planner or the admin");
    let mails = world.mails();
    assert_eq!(mails[0].0, "member1@klm.example");
    assert!(mails[0].1.contains("3 approvals wait"), "{}", mails[0].1);
    assert_eq!(world.write_mails().await, 0, "once");
    let closes_at =
        gifts(&world, &loaded).await.iter().filter_map(|gift| gift.gift.window).map(|window| window.closes_at).min();
    let closes_at = closes_at.expect("a window");
    for (before, wanted) in [(89, 1), (85, 0), (59, 1), (29, 1), (5, 0)] {
        world.app.set_now(closes_at - Duration::minutes(before));
        assert_eq!(world.write_mails().await, wanted, "{before} minutes before");
    }
}

#[tokio::test]
async fn admins_hear_of_failed_work_when_more_of_it_failed() {
    let world = world().await;
    world.first_admin().await;
    let fail = async || {
        let job =
            giftgate::services::queue::Job::PlanRounds { campaign: "no-such".to_owned(), station: "AMS".to_owned() };
        let mut tx = world.app.store.begin().await.expect("a transaction");
        giftgate::services::queue::enqueue(&world.app, &mut tx, &job, world.app.now()).await.expect("queued");
        tx.commit().await.expect("committed");
        for _ in 0..9 {
            world.run_jobs().await;
            world.advance(25);
        }
    };
    fail().await;
    assert_eq!((world.write_mails().await, world.write_mails().await), (1, 0));
    fail().await;
    assert_eq!(world.write_mails().await, 1);
    let mails = world.mails();
    assert!(mails[1].1.contains("2 pieces of work failed"), "{}", mails[1].1);
    assert!(mails[1].2.contains("there is no campaign `no-such`"), "{}", mails[1].2);
}

#[tokio::test]
async fn on_mondays_a_week_goes_out_and_each_day_a_station_its_list_without_a_name() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    world.marketer().await;
    world.gate("AMS").await;
    world.gate("JFK").await;
    approved(&world, &loaded, 3).await;
    world.run_jobs().await;
    world.mails();
    let (morning, monday) = ("2025-03-04T06:30:00Z", "2025-03-10T06:30:00Z");
    world.app.set_now(morning.parse().expect("an instant"));
    assert_eq!((world.write_mails().await, world.write_mails().await), (1, 0));
    let mails = world.mails();
    assert_eq!(mails[0].0, "member2@klm.example");
    let text = &mails[0].2;
    assert!(text.contains("AMS") && text.contains("/gate/AMS") && text.contains("AMS-2025-03-04.csv"), "{text}");
    for n in 1..=3 {
        assert!(
            !text.contains(small::given(n)) && !text.contains(small::family(n).as_str()),
            "nobody is named: {text}"
        );
    }
    world.app.set_now(monday.parse().expect("an instant"));
    world.write_mails().await;
    let weeks: Vec<_> = world.mails().into_iter().filter(|mail| mail.1.contains("figures of the week")).collect();
    assert_eq!((weeks.len(), weeks[0].0.as_str()), (1, "member1@klm.example"));
    world.advance(60);
    assert_eq!(world.write_mails().await, 0, "once a week");
}

#[tokio::test]
async fn a_server_that_is_away_is_waited_for_and_a_closed_account_gets_nothing() {
    let world = unreachable().await;
    let by = world.first_admin().await;
    let grants = [Grant::everywhere(Role::Planner)];
    let invited = accounts::invite(&world.app, ("bo@klm.example", "Bo"), &grants, &by).await.expect("an answer");
    let (id, _) = invited.expect("invited");
    for _ in 0..12 {
        world.run_jobs().await;
        world.advance(7);
    }
    let waiting = "mail where state = 'queued' and attempts > 8 and sealed is not null";
    assert_eq!(raw::count(&world.app.store, waiting).await, 1, "an hour later it still waits");
    assert_eq!(raw::count(&world.app.store, "job where state = 'dead'").await, 0);
    accounts::disable(&world.app, id, &by).await.expect("disabled");
    world.run_jobs().await;
    assert_eq!(raw::count(&world.app.store, "mail where state = 'dropped' and sealed is null").await, 1);
}

/// Puts a mail into a state as a worker that died would have left it.
async fn leave_in(world: &World, kind: &str, state: &str) {
    let sql = format!("update mail set state = '{state}', attempts = 1 where kind = '{kind}'");
    raw::execute(&world.app.store, &sql).await.expect("set");
}

async fn wish(
    world: &World,
    gift: giftgate::domain::id::GiftId,
    email: &str,
) -> giftgate::services::mails::wishes::Wished {
    let code = card_code(&world.app, gift);
    mails::wishes::ask(&world.app, &code, email, Language::De, "1.2.3.4").await.expect("an answer")
}

#[tokio::test]
async fn a_traveller_s_mail_is_never_repeated_blindly_and_a_person_decides() {
    let world = world().await;
    let mut admin = world.admin().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    wish(&world, all[0].gift.id, "anna@mail.example").await;
    leave_in(&world, "confirm", "sending").await;
    world.run_jobs().await;
    assert!(world.mails().is_empty(), "it may have arrived, so it does not go out again");
    let page = admin.get("/admin/mails").await;
    assert!(page.body.contains("uncertain") && page.body.contains("a•••@•••.example"), "{}", page.body);
    assert!(!page.body.contains("anna@mail"), "an admin sees no traveller");
    assert!(admin.get("/admin/health").await.body.contains("1 waits for you"));
    let id = page.body.split("action=\"/admin/mails/").nth(1).and_then(|rest| rest.split('/').next()).expect("an id");
    let again = format!("/admin/mails/{id}/again");
    assert_eq!(admin.post(&again, &[]).await.leads_to(), "/admin/mails?done=mail_again");
    assert_eq!(admin.post(&again, &[]).await.status, StatusCode::CONFLICT, "it is on its way");
    world.run_jobs().await;
    assert_eq!(world.mails().len(), 1);
    assert_eq!(raw::count(&world.app.store, "mail where state = 'sent' and sealed is null").await, 1);
}

#[tokio::test]
async fn a_mail_to_staff_goes_out_again_after_a_worker_died() {
    let world = world().await;
    let by = world.first_admin().await;
    let grants = [Grant::everywhere(Role::Planner)];
    accounts::invite(&world.app, ("bo@klm.example", "Bo"), &grants, &by).await.expect("an answer").expect("invited");
    leave_in(&world, "invitation", "sending").await;
    world.run_jobs().await;
    assert_eq!(world.mails().len(), 1);
    let counts = world.app.store.count_mails(world.app.now() - Duration::days(1)).await.expect("counts");
    assert_eq!(counts, [(MailState::Sent, 1)]);
}

fn publication() -> ConsentAnswer {
    ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 }
}

#[tokio::test]
async fn who_wishes_it_hears_once_that_their_story_is_out() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    for gift in &all {
        give(&world, &loaded, gift, vec![publication()]).await;
    }
    let mut anyone = world.anyone();
    let code = card_code(&world.app, all[0].gift.id);
    let mut ask = async |card: &str| {
        let answer = anyone.post_as_it_is("/story", &[("card", card), ("email", "anna@mail.example")]).await;
        (answer.status, answer.body)
    };
    assert_eq!(ask(&code).await, ask("0000000000").await, "the answer is the same");
    world.run_jobs().await;
    let mails = world.mails();
    assert_eq!((mails.len(), mails[0].0.as_str()), (1, "anna@mail.example"));
    assert!(mails[0].2.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let link = format!("/story/{}", token(&mails[0].2, "https://gifts.example/story/"));
    let mut anna = world.anyone();
    assert!(anna.get(&link).await.body.contains("Yes, write to me once"));
    assert_eq!(
        raw::count(&world.app.store, "mail_wish where confirmed_at is not null").await,
        0,
        "looking confirms nothing"
    );
    assert!(anna.post_as_it_is(&link, &[]).await.body.contains("Thank you"));
    assert!(anna.post_as_it_is(&link, &[]).await.body.contains("holds no longer"));
    assert_eq!(world.write_mails().await, 0, "nothing is out yet");

    assert_eq!(draft(&world.app, &loaded).await.expect("drafts"), 2);
    for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
        approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
    }
    world.advance(24 * 60);
    queue_due(&world.app, &loaded).await.expect("queued");
    world.run_jobs().await;
    assert_eq!((world.write_mails().await, world.write_mails().await), (1, 0), "once");
    let mails = world.mails();
    assert_eq!((mails.len(), mails[0].0.as_str(), mails[0].1.as_str()), (1, "anna@mail.example", "Your story is out"));
    assert_eq!(raw::count(&world.app.store, "mail_wish").await, 0, "the address is forgotten");
    assert!(raw::found(&world, &["anna@mail.example"]).await.is_empty());
}

#[tokio::test]
async fn one_click_from_a_mail_program_forgets_the_address() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    wish(&world, all[0].gift.id, "anna@mail.example").await;
    world.run_jobs().await;
    let mail = world.mails().remove(0).2;
    let path = format!("/unsubscribe/{}", token(&mail, "List-Unsubscribe: <https://gifts.example/unsubscribe/"));
    // A mail program has neither our cookie nor a page of ours it comes from.
    let mut program = Client::new(world.router(), "localhost:8080");
    assert!(program.get(&path).await.body.contains("Forget my address"));
    assert_eq!(raw::count(&world.app.store, "mail_wish").await, 1, "looking ends nothing");
    let form = [("List-Unsubscribe", "One-Click")];
    let done = program.send(Method::POST, &path, &[], &form).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert_eq!(raw::count(&world.app.store, "mail_wish").await, 0);
    assert_eq!(program.send(Method::POST, &path, &[], &form).await.status, StatusCode::OK, "and again");
    world.run_jobs().await;
}

#[tokio::test]
async fn a_wish_stands_in_the_access_file_and_goes_with_the_person() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    wish(&world, all[0].gift.id, "anna@mail.example").await;
    let asked = Asked { handle: Some((Network::Bluesky, "anna0.example".to_owned())), ..Asked::default() };
    let Answer::Done(file) = records(&world.app, &asked, &Actor::OPERATOR).await.expect("an answer") else {
        panic!("one person")
    };
    assert_eq!(file.mail_wishes.entries[0].address, "anna@mail.example");
    let Answer::Done(_) = erase(&world.app, &asked, false, &Actor::OPERATOR).await.expect("an answer") else {
        panic!("one person")
    };
    let left = async |what: &str| raw::count(&world.app.store, what).await;
    assert_eq!((left("mail_wish").await, left("mail where person_id is not null").await), (0, 0));
    world.run_jobs().await;
    assert!(world.mails().is_empty(), "what was not away yet never goes");
}

#[tokio::test]
async fn an_unconfirmed_wish_is_forgotten_after_a_day_and_mails_after_a_month() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    wish(&world, all[0].gift.id, "anna@mail.example").await;
    world.run_jobs().await;
    world.advance(25 * 60);
    giftgate::services::retention::purge(&world.app).await.expect("purged");
    let left = async |what: &str| raw::count(&world.app.store, what).await;
    assert_eq!((left("mail_wish").await, left("mail").await), (0, 1));
    world.advance(31 * 24 * 60);
    giftgate::services::retention::purge(&world.app).await.expect("purged");
    assert_eq!(left("mail").await, 0);
    world.run_jobs().await;
}

#[tokio::test]
async fn an_hour_without_a_server_loses_no_mail_and_sends_none_twice() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let (host, security) = ("127.0.0.1".to_owned(), Security::Plain);
    let way = MailWay::Server(MailServer { host, port, security, login: None, ca_file: None });
    let settings = MailSettings { way, chosen: true, from: "gifts@klm.example".to_owned() };
    let room = MailRoom::open(&settings, std::path::Path::new("unused"), "https://gifts.example").expect("a room");
    let world = World::with_mail(room).await;
    let by = world.first_admin().await;
    let grants = [Grant::everywhere(Role::Planner)];
    for n in 0..30 {
        let email = format!("person{n}@klm.example");
        accounts::invite(&world.app, (&email, "Bo"), &grants, &by).await.expect("an answer").expect("invited");
    }
    let outlet = Outlet::Folder(std::path::PathBuf::from("unused"));
    for _ in 0..6 {
        jobs::run_until_idle(&world.app, &outlet).await.expect("jobs run");
        world.advance(10);
    }
    let server = crate::smtp::Counting::start(port).await;
    for _ in 0..2 {
        jobs::run_until_idle(&world.app, &outlet).await.expect("jobs run");
        world.advance(5);
    }
    jobs::run_until_idle(&world.app, &outlet).await.expect("jobs run");
    assert_eq!(server.took(), 30, "all are out within ten minutes");
    assert_eq!(raw::count(&world.app.store, "mail where state = 'sent'").await, 30);
}

#[tokio::test]
async fn every_kind_of_mail_can_be_looked_at_in_every_language() {
    let world = world().await;
    let mut admin = world.admin().await;
    for kind in MailKind::ALL {
        for language in Language::ALL {
            let path = format!("/admin/mails/kinds/{kind}");
            let page = admin.get(&format!("{path}?lang={language}")).await;
            assert_eq!(page.status, StatusCode::OK, "{kind} {language}: {}", page.body);
            let alone = admin.get(&format!("{path}/page?lang={language}")).await;
            let policy = alone.headers["content-security-policy"].to_str().expect("text");
            assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
            assert!(alone.body.contains(&format!("<html lang=\"{language}\">")));
        }
    }
    assert_eq!(admin.get("/admin/mails/kinds/none").await.status, StatusCode::NOT_FOUND);
}
