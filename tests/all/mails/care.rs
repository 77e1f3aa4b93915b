//! Mails of the care desk: deadlines that come near are told to care, answers that wait to approvers, many in one mail.

use chrono::Duration;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::approval::SendBack;
use giftgate::domain::mail::{MailSettings, MailWay};
use giftgate::mail::MailRoom;
use giftgate::services::{care, mails};

use super::{World, campaign, plain, raw, small, world};
use crate::support::cases::{COMPLAINT, KIND, answered, own_post};

const CARE: Actor = Actor::simulated(Role::Care);

/// The mails about the desk that went out since this was asked last.
async fn told(world: &World) -> Vec<(String, String, String)> {
    world.write_mails().await;
    world.mails().into_iter().filter(|(_, _, text)| text.contains("https://gifts.example/care")).collect()
}

#[tokio::test]
async fn care_hears_of_a_storm_in_one_mail_and_never_what_was_written_nor_by_whom() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let own = own_post(&world, &loaded).await;
    world.member(&[Grant::everywhere(Role::Care)]).await;
    world.planner().await;
    told(&world).await;
    for n in 0..40 {
        answered(&world, &own, n, if n % 2 == 0 { COMPLAINT } else { KIND }).await;
    }
    world.advance(20);
    let late = answered(&world, &own, 40, KIND).await;
    assert_eq!(told(&world).await.len(), 0, "there is time");
    let mut all = Vec::new();
    for _ in 0..13 {
        world.advance(5);
        // Two workers look at the same time.
        let (one, other) = tokio::join!(mails::write_due(&world.app), mails::write_due(&world.app));
        one.expect("written");
        other.expect("written");
        all.extend(told(&world).await);
    }
    assert_eq!(all.len(), 2, "one for each quarter of an hour with a deadline: {all:?}");
    let (to, subject, text) = &all[0];
    assert_eq!(to, "member1@klm.example");
    assert!(subject.contains("cases have to be answered now"), "{subject}");
    assert!(text.contains("Schiphol Surprise") && text.contains("Complaints: 20"), "{text}");
    for secret in ["suitcase", "lovely", "reader1", "did:plc"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let case = care::show(&world.app, late).await.expect("the case").case;
    assert!(world.app.now() > case.deadlines.answer_by, "the last one is over now, and nobody hears of it again");
    world.advance(30);
    assert_eq!(told(&world).await.len(), 0);
}

#[tokio::test]
async fn who_answers_in_time_is_not_reminded() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    let own = own_post(&world, &loaded).await;
    world.member(&[Grant::everywhere(Role::Care)]).await;
    told(&world).await;
    let case = answered(&world, &own, 1, KIND).await;
    care::solve(&world.app, case, &CARE).await.expect("solved");
    world.advance(45);
    assert_eq!(told(&world).await.len(), 0);
}

#[tokio::test]
async fn approvers_hear_of_answers_that_wait_and_not_of_those_they_sent_back() {
    let world = world().await;
    let loaded = campaign(&world, plain).await;
    small::named(&world, "another", plain).await;
    let own = own_post(&world, &loaded).await;
    raw::execute(&world.app.store, "update follow_up set state = 'published'").await.expect("out");
    let only = Grant { campaign: Some(loaded.campaign.slug.clone()), ..Grant::everywhere(Role::Approver) };
    let other = Grant { campaign: Some("another".to_owned()), ..Grant::everywhere(Role::Approver) };
    world.member(&[only]).await;
    world.member(&[other]).await;
    told(&world).await;
    let mut answers = Vec::new();
    for n in 0..5 {
        let case = answered(&world, &own, n, KIND).await;
        answers.push(care::write_answer(&world.app, case, "Everybody who signs up.", &CARE).await.expect("written"));
    }
    let first = told(&world).await;
    assert_eq!(first.len(), 1, "one for all of them: {first:?}");
    assert_eq!(first[0].0, "member1@klm.example");
    assert!(first[0].1.contains("5 approvals wait") && first[0].2.contains("Answers of the care desk: 5"), "{first:?}");
    assert!(!first[0].2.contains("signs up") && !first[0].2.contains("lovely"));
    assert_eq!(told(&world).await.len(), 0, "once");
    let hash = world.app.store.find_answer(answers[0]).await.expect("asked").expect("an answer").content_hash;
    for answer in &answers {
        care::send_answer_back(&world.app, *answer, &hash, SendBack::WrongTone, &small::APPROVER).await.expect("back");
    }
    world.advance(41);
    assert_eq!(told(&world).await.len(), 0, "those wait for their author");
    care::edit_answer(&world.app, answers[0], &hash, "All who sign up.", &CARE).await.expect("edited");
    let again = told(&world).await;
    assert_eq!(again.len(), 1, "{again:?}");
    assert!(again[0].1.contains("One approval waits"), "{again:?}");
}

#[tokio::test]
async fn mails_of_the_desk_reach_a_folder_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = MailSettings { way: MailWay::Folder, chosen: true, from: "gifts@klm.example".to_owned() };
    let room = MailRoom::open(&settings, folder.path(), "https://gifts.example").expect("a mail room");
    let world = World::with_mail(room).await;
    let loaded = campaign(&world, plain).await;
    let own = own_post(&world, &loaded).await;
    let member = world.member(&[Grant::everywhere(Role::Care)]).await;
    drop(member);
    answered(&world, &own, 1, COMPLAINT).await;
    world.app.set_now(world.app.now() + Duration::minutes(45));
    mails::write_due(&world.app).await.expect("written");
    world.run_jobs().await;
    let files = std::fs::read_dir(folder.path()).expect("a folder").flatten();
    let texts = files.map(|file| std::fs::read_to_string(file.path()).expect("a mail")).collect::<Vec<_>>();
    let own = texts.iter().filter(|text| text.contains("One case has to be answered now")).count();
    assert_eq!(own, 1, "{texts:?}");
}
