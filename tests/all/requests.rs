//! Requests of a person: erasure, objection, access. What is erased stays away, what is another person's stays out.

use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::gift::GiftState;
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::jobs::run_until_idle;
use giftgate::networks::Outlet;
use giftgate::services::follow_ups::{draft, queue_due};
use giftgate::services::requests::{Answer, Asked, Receipt, Records, erase, records, register, register_markdown};
use giftgate::services::{approval, exports, views};
use giftgate::store::audit::ChainState;
use giftgate::store::gift::StoredGift;
use serde_json::Value;

use crate::support::desk::{Desk, lines};
use crate::support::raw;
use crate::support::small::{
    APPROVER, PLANNER, approved, booking, bookings, bookings_csv, campaign, candidates, check_ledger, confirm_all,
    confirmed, family, gift, give, given, legs, listen, plain, plan, post,
};
use crate::support::world::World;

fn by_name(n: usize) -> Asked {
    let name = format!("{}/{} MRS", family(n), given(n)).to_uppercase();
    Asked { locator: Some(format!("PNR{n:03}")), name: Some(name), ..Asked::default() }
}

fn by_handle(n: usize) -> Asked {
    Asked { handle: Some((Network::Bluesky, format!("@Anna{n}.example"))), ..Asked::default() }
}

fn by_email(email: &str) -> Asked {
    Asked { email: Some(email.to_owned()), ..Asked::default() }
}

async fn erased(world: &World, asked: &Asked, object: bool) -> Receipt {
    match erase(&world.app, asked, object, &PLANNER).await.expect("erased") {
        Answer::Done(receipt) => receipt,
        Answer::Ambiguous(n) => panic!("{n} people fit"),
    }
}

async fn records_of(world: &World, asked: &Asked) -> Records {
    match records(&world.app, asked, &PLANNER).await.expect("records") {
        Answer::Done(records) => records,
        Answer::Ambiguous(n) => panic!("{n} people fit"),
    }
}

/// The number of the traveller that a gift is for.
async fn number_of(world: &World, gift: &StoredGift) -> usize {
    let passenger = world.app.store.find_passenger(gift.traveller, gift.leg).await.expect("asked").expect("there");
    passenger.booking.record_locator[3..].parse().expect("a number")
}

#[tokio::test]
async fn an_erased_person_leaves_no_key_no_gift_no_money_held_and_never_comes_back() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 3).await;
    let n = number_of(&world, &gifts[1]).await;
    let keys = raw::count(&world.app.store, "person where wrapped_key is not null").await;

    let receipt = erased(&world, &by_name(n), false).await;
    let gone = receipt.destroyed;
    assert_eq!((gone.keys, gone.bookings, gone.legs, gone.accounts, gone.posts, gone.matches), (2, 1, 1, 1, 1, 1));
    assert_eq!((gone.gifts_withdrawn, receipt.kept.gifts, receipt.found), (1, 1, true));
    assert!(receipt.kept.ledger_entries >= 2, "reserved and released");
    assert_eq!(raw::count(&world.app.store, "person where wrapped_key is not null").await, keys - 2);
    let taken = gift(&world, &loaded, &gifts[1]).await;
    assert_eq!((taken.gift.state, taken.withdrawn_why.as_deref()), (GiftState::Withdrawn, Some("erased")));
    assert!(taken.facts.is_empty());
    check_ledger(&world, &loaded).await;
    world.run_jobs().await;
    views::report(&world.app, &loaded.campaign.slug).await.expect("the report still adds up");
    exports::files(&world.app, &loaded).await.expect("exports still work");

    let again = erased(&world, &by_name(n), false).await;
    assert_eq!(
        (again.found, again.destroyed, again.suppressed),
        (false, giftgate::services::requests::Destroyed::default(), 0)
    );
    assert!(!records_of(&world, &by_handle(n)).await.found);
    let matches = candidates(&world, &loaded).await.len();
    for _ in 0..3 {
        let report = bookings(&world, &bookings_csv((0..3).map(booking))).await;
        assert_eq!((report.accepted, report.reasons.get("suppressed")), (0, Some(&1)), "{report:?}");
        listen(&world, &loaded, &(0..3).map(post).collect::<Vec<Value>>()).await;
    }
    assert_eq!(candidates(&world, &loaded).await.len(), matches);
    assert!(matches!(world.app.store.check_audit().await.expect("checked"), ChainState::Whole(_)));
    let words = [family(n), format!("anna{n}.example")];
    assert_eq!(raw::found(&world, &words.each_ref().map(String::as_str)).await, Vec::<String>::new());
    world.run_jobs().await;
}

#[tokio::test]
async fn what_an_erased_person_was_given_still_counts_in_later_plans() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 2).await;
    give(&world, &loaded, &gifts[0], Vec::new()).await;
    let n = number_of(&world, &gifts[0]).await;
    erased(&world, &by_name(n), false).await;
    let later = plan(&world, &loaded, 1).await.plan;
    assert!(later.gifts.iter().any(|line| line.id == gifts[0].gift.id), "its money is spent");
}

#[tokio::test]
async fn our_posts_about_an_erased_person_come_down_and_drafts_are_dropped() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 2).await;
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    give(&world, &loaded, &gifts[0], vec![yes]).await;
    let numbers = [number_of(&world, &gifts[0]).await, number_of(&world, &gifts[1]).await];
    draft(&world.app, &loaded).await.expect("drafts");
    for post in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
        approval::approve_post(&world.app, &post, &APPROVER).await.expect("approved");
    }
    world.advance(24 * 60);
    assert_eq!(queue_due(&world.app, &loaded).await.expect("queued"), 1);
    let folder = tempfile::tempdir().expect("a folder");
    let outlet = Outlet::Folder(folder.path().to_owned());
    let out = || std::fs::read_dir(folder.path()).expect("the folder").count();
    run_until_idle(&world.app, &outlet).await.expect("jobs run");
    assert_eq!(out(), 1);

    let records = records_of(&world, &by_handle(numbers[0])).await;
    assert_eq!((records.follow_ups.entries.len(), records.consents.entries.len()), (1, 1));
    let gone = erased(&world, &by_handle(numbers[0]), true).await.destroyed;
    assert_eq!((gone.follow_ups_retracted, gone.consents, gone.gifts_withdrawn), (1, 1, 0));
    run_until_idle(&world.app, &outlet).await.expect("jobs run");
    assert_eq!(out(), 0, "it is down");
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    assert_eq!((view.funnel.delivered, view.funnel.posted), (1, 1), "counts stay");

    let gone = erased(&world, &by_name(numbers[1]), false).await.destroyed;
    assert_eq!((gone.follow_ups_dropped, gone.follow_ups_retracted), (1, 0));
    assert_eq!(raw::count(&world.app.store, "follow_up").await, 1);
    check_ledger(&world, &loaded).await;
    run_until_idle(&world.app, &outlet).await.expect("jobs run");
}

#[tokio::test]
async fn an_objection_counts_also_where_nothing_is_stored_yet() {
    let world = World::new().await;
    legs(&world).await;
    let asked = [by_email(" Anna0@mail.example"), by_handle(1), by_name(2)];
    assert!(!erased(&world, &asked[0], false).await.found);
    for one in &asked {
        let receipt = erased(&world, one, true).await;
        assert!(!receipt.found && receipt.suppressed >= 1);
        assert_eq!(erased(&world, one, true).await.suppressed, 0, "once");
        assert!(!records_of(&world, one).await.suppression.entries.is_empty());
    }
    let report = bookings(&world, &bookings_csv((0..4).map(booking))).await;
    assert_eq!((report.accepted, report.reasons.get("suppressed")), (1, Some(&3)), "{report:?}");
}

#[tokio::test]
async fn several_people_who_fit_are_told_as_a_number_and_left_alone() {
    let world = World::new().await;
    legs(&world).await;
    let shared = |n| booking(n).replace(&format!("anna{n}@mail.example"), "home@mail.example");
    bookings(&world, &bookings_csv([shared(0), shared(1)])).await;
    let asked = by_email("home@mail.example");
    assert!(matches!(erase(&world.app, &asked, true, &PLANNER).await.expect("asked"), Answer::Ambiguous(2)));
    assert!(matches!(records(&world.app, &asked, &PLANNER).await.expect("asked"), Answer::Ambiguous(2)));
    assert_eq!(raw::count(&world.app.store, "traveller").await, 2);
    assert_eq!(raw::count(&world.app.store, "suppression").await, 0);
    let narrowed = Asked { name: by_name(1).name, ..asked.clone() };
    assert_eq!(erased(&world, &narrowed, false).await.destroyed.bookings, 1);
    assert!(records_of(&world, &asked).await.found, "the other one stays");
    assert!(records_of(&world, &by_name(0)).await.found);
}

#[tokio::test]
async fn records_hold_all_of_a_person_and_nothing_of_another() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    confirmed(&world, &loaded, 3).await;
    plan(&world, &loaded, 7).await;
    for asked in [by_name(0), by_handle(0), by_email("ANNA0@mail.example")] {
        let records = records_of(&world, &asked).await;
        let text = serde_json::to_string(&records).expect("JSON");
        for own in
            [family(0).as_str(), given(0), "anna0.example", "anna0@mail.example", "KL1197", "a good coffee", "1A"]
        {
            assert!(text.contains(own), "{own} is missing in {text}");
        }
        for other in [family(1).as_str(), "anna1", family(2).as_str(), "anna2", "KL1351"] {
            assert!(!text.contains(other), "{other} is another's: {text}");
        }
        assert_eq!((records.matches.entries.len(), records.gifts.entries.len()), (1, 1));
        assert!(text.contains("\"evidence\":[{") && text.contains("24 hours") && text.contains("imported_at"));
    }
    let audit = world.app.store.list_audit(0, 1000).await.expect("entries");
    let reveals: Vec<_> = audit.iter().filter(|entry| entry.action == "person.reveal").collect();
    assert_eq!(reveals.len(), 3);
    assert!(reveals.iter().all(|entry| !entry.detail.contains("anna") && !entry.detail.contains("PNR")));
    let register = register(&world.app).await.expect("a register");
    assert!(register.networks_read.contains(&"bluesky".to_owned()));
    assert!(register_markdown(&register).contains("schiphol-surprise (live)"));
}

#[tokio::test]
async fn a_match_that_nobody_confirmed_reveals_no_post() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    let anonymous = booking(0).replace("bluesky,anna0.example,2025-01-01T00:00:00Z", ",,");
    bookings(&world, &bookings_csv([anonymous, booking(1), booking(2)])).await;
    listen(&world, &loaded, &[post(0)]).await;
    assert_eq!(candidates(&world, &loaded).await.len(), 1);
    let text = serde_json::to_string(&records_of(&world, &by_name(0)).await).expect("JSON");
    assert!(text.contains("\"post\":null") && !text.contains("anna0.example") && !text.contains("coffee"), "{text}");
    let of_account = serde_json::to_string(&records_of(&world, &by_handle(0)).await).expect("JSON");
    assert!(of_account.contains("\"leg\":null") && !of_account.contains("PNR000"), "{of_account}");
    assert_eq!(confirm_all(&world, &loaded).await, 1);
    let text = serde_json::to_string(&records_of(&world, &by_name(0)).await).expect("JSON");
    assert!(text.contains("anna0.example") && text.contains("coffee"), "{text}");
}

#[test]
fn a_person_is_revealed_and_erased_from_the_command_line() {
    let bookings = "record_locator,traveller_id,given_name,family_name,carrier,flight_number,departure_date,origin,\
        destination,social_network,social_handle,opted_in_at\n\
        X7Y2ZQ,T1,Sanne,de Vries,SQ,324,2025-03-04,SIN,AMS,bluesky,sanne.example,2025-01-01T00:00:00Z\n";
    let desk = Desk::new().with("b.csv", bookings);
    desk.run("erase --email a@mail.example").refused(1, &["giftgate migrate"]);
    desk.run("migrate").done();
    desk.run("import flights FLIGHTS").done();
    desk.run("import bookings b.csv").done();
    for command in ["erase", "records"] {
        desk.run(command).bad_input(&["nobody is named", "--locator"]);
        desk.run(&format!("{command} --locator X7Y2ZQ")).bad_input(&["--name"]);
        desk.run(&format!("{command} --locator X7Y2ZQ --name Sanne")).bad_input(&["slash", "DE VRIES/SANNE"]);
        desk.run(&format!("{command} --handle sanne")).bad_input(&["--handle", "bluesky:sanne.example"]);
        desk.run(&format!("{command} --handle myspace:sanne")).bad_input(&["myspace", "bluesky, mastodon"]);
        desk.run(&format!("{command} --email sanne")).bad_input(&["--email"]);
    }
    let said = desk.run("erase --email nobody@mail.example").done();
    assert!(said.starts_with("nothing is stored about nobody@mail.example\n"), "{said}");

    desk.run("records --locator x7y2zq --name DEVRIES/SANNEMRS --out sanne.json").done();
    let path = desk.path().join("sanne.json");
    let held: Value = serde_json::from_slice(&std::fs::read(&path).expect("written")).expect("JSON");
    assert_eq!(held["bookings"]["entries"][0]["given_name"], "Sanne");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    let register = desk.run("records --register --format markdown").done();
    assert!(register.contains("# Register of processing") && register.contains("24 hours"), "{register}");

    let said = desk.run("erase --handle bluesky:sanne.example --object --json");
    assert!(!said.err.to_lowercase().contains("sanne"), "{}", said.err);
    let said = said.done();
    assert!(!said.to_lowercase().contains("sanne") && !said.contains("X7Y2ZQ"), "a receipt names nobody: {said}");
    let receipt = &lines(&said)[0];
    assert_eq!((&receipt["destroyed"]["keys"], &receipt["destroyed"]["bookings"]), (&1.into(), &1.into()));
    assert!(
        desk.run("erase --handle bluesky:sanne.example")
            .done()
            .contains("nothing is stored about bluesky:sanne.example")
    );
    desk.run("import bookings b.csv").bad_input(&["every line was set aside"]);
}
