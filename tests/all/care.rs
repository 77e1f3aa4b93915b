//! The care desk's own pages: an approver sends an answer back with a reason, its author writes it anew, and nobody approves
//! what they wrote.

use axum::http::StatusCode;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::approval::SendBack;
use giftgate::services::care;

use crate::support::cases::{COMPLAINT, answered, own_post};
use crate::support::small::{APPROVER, campaign, plain, written};
use crate::support::world::{CAMPAIGN, World};

const CARE: Actor = Actor::simulated(Role::Care);

#[tokio::test]
async fn an_answer_sent_back_is_edited_by_its_author_and_approved_by_another() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let own = own_post(&world, &loaded).await;
    let case = answered(&world, &own, 1, COMPLAINT).await;
    let path = format!("/care/{case}");
    let mut author = world.member(&[Grant::everywhere(Role::Care), Grant::everywhere(Role::Approver)]).await;
    let mut approver = world.approver().await;
    let saved = author.post(&format!("{path}/answer"), &[("text", "Not our fault.")]).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=saved"));
    let answer = care::show(&world.app, case).await.expect("the case").answers.remove(0);
    let (id, first) = (answer.id.to_string(), answer.content_hash.clone());
    let form = [("answer", id.as_str()), ("content", first.as_str())];
    let back = [form[0], form[1], ("why", "wrong_tone")];

    assert!(approver.get(&path).await.body.contains("Wrong tone"), "the approver can choose a reason");
    let refused = approver.post(&format!("{path}/send-back"), &[form[0], form[1], ("why", "rude")]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(author.post(&format!("{path}/send-back"), &back).await.status, StatusCode::CONFLICT, "it is their own");
    assert_eq!(approver.post(&format!("{path}/send-back"), &back).await.leads_to(), format!("{path}?done=saved"));
    assert_eq!(approver.post(&format!("{path}/send-back"), &back).await.status, StatusCode::CONFLICT, "once");
    assert_eq!(approver.post(&format!("{path}/approve"), &form).await.status, StatusCode::CONFLICT);
    let page = author.get(&path).await.body;
    assert!(page.contains("Sent back: Wrong tone") && page.contains("Edit the answer"), "{page}");
    assert!(author.get("/care").await.body.contains("answer sent back"));

    let mut colleague = world.member(&[Grant::everywhere(Role::Care)]).await;
    let edit = [form[0], form[1], ("text", "We are sorry. We look for it.")];
    world.advance(20);
    assert!(!colleague.get(&path).await.body.contains("Edit the answer"));
    assert_eq!(colleague.post(&format!("{path}/edit"), &edit).await.status, StatusCode::CONFLICT, "it is not theirs");
    assert_eq!(author.post(&format!("{path}/edit"), &edit).await.leads_to(), format!("{path}?done=saved"));
    assert_eq!(author.post(&format!("{path}/edit"), &edit).await.status, StatusCode::CONFLICT, "over another text");
    let second = care::show(&world.app, case).await.expect("the case").answers.remove(0);
    assert_eq!((second.sent_back, second.text.as_str()), (None, "We are sorry. We look for it."));
    let now = [form[0], ("content", second.content_hash.as_str())];
    assert_eq!(approver.post(&format!("{path}/approve"), &form).await.status, StatusCode::CONFLICT, "the old text");
    assert_eq!(author.post(&format!("{path}/approve"), &now).await.status, StatusCode::CONFLICT, "four eyes");
    assert_eq!(approver.post(&format!("{path}/approve"), &now).await.leads_to(), format!("{path}?done=saved"));
    let again = [form[0], now[1], ("text", "Something else.")];
    assert_eq!(author.post(&format!("{path}/edit"), &again).await.status, StatusCode::CONFLICT, "it is on its way");
    world.run_jobs().await;
}

#[tokio::test]
async fn two_approvers_who_decide_at_once_decide_once() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let own = own_post(&world, &loaded).await;
    let case = answered(&world, &own, 1, COMPLAINT).await;
    let id = care::write_answer(&world.app, case, "We are sorry.", &CARE).await.expect("written");
    let hash = world.app.store.find_answer(id).await.expect("asked").expect("an answer").content_hash;
    let (yes, back) = tokio::join!(
        care::approve_answer(&world.app, id, &hash, &APPROVER),
        care::send_answer_back(&world.app, id, &hash, SendBack::WrongFacts, &APPROVER)
    );
    assert!(yes.is_ok() != back.is_ok(), "{yes:?} {back:?}");
    world.run_jobs().await;
}

#[tokio::test]
async fn a_campaign_has_answers_of_its_own_to_begin_with_and_the_usual_ones_stay() {
    let own = [
        ("en", "Your bag is on its way."),
        ("nl", "Uw koffer komt eraan."),
        ("es", "Su maleta va."),
        ("de", "Kommt."),
        ("ja", "届きます。"),
    ]
    .map(|(language, text)| format!("text.{language} = \"{text}\"\n"));
    let of = |slug: &str| format!("[[care.answers]]\nslug = \"{slug}\"\nname.en = \"Bags\"\n{}", own.concat());
    let world = World::new().await;
    let loaded = written(&world, &format!("{CAMPAIGN}\n{}{}", of("bags"), of("sorry")), plain).await;
    let post = own_post(&world, &loaded).await;
    let case = answered(&world, &post, 1, COMPLAINT).await;
    let mut care = world.member(&[Grant::everywhere(Role::Care)]).await;
    let page = care.get(&format!("/care/{case}?begin=bags")).await.body;
    assert!(page.contains(">Bags</a>") && page.contains(">Your bag is on its way.</textarea>"), "{page}");
    assert!(page.contains("begin=sorry") && page.contains("begin=thanks"), "{page}");
    assert!(!page.contains(">We are sorry</a>"), "the campaign's own stands in its place");
    let usual = care.get(&format!("/care/{case}?begin=thanks")).await.body;
    assert!(usual.contains(">Thank you for your kind words!</textarea>"), "{usual}");
}
