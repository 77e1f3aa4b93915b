//! The photo of a hand-over in its post: described by one approver, approved by another, out only while its traveller agrees.

use axum::http::StatusCode;
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState};
use giftgate::domain::id::mint;
use giftgate::domain::language::Language;
use giftgate::services::approval;
use giftgate::services::follow_ups::draft;
use giftgate::services::photos::{PhotoAnswer, add_photo};
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use serde_json::Value;

use super::Told;
use crate::support::raw;
use crate::support::small::{APPROVER, GATE, approved, campaign, give, plain};
use crate::support::world::World;

const ROOT: &str = "/campaigns/schiphol-surprise/follow-ups";

/// A gift that was handed over with a yes to both, its photo, and its approved post.
async fn with_photo(text_version: u16) -> Told {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 1).await;
    let yes = |kind| ConsentAnswer { kind, granted: true, language: Language::En, text_version };
    give(&world, &loaded, &gifts[0], vec![yes(ConsentKind::Photo), yes(ConsentKind::Publication)]).await;
    let mut jpeg = Vec::new();
    RgbImage::new(40, 30).write_with_encoder(JpegEncoder::new(&mut jpeg)).expect("encoded");
    let receipt = mint(world.app.now(), &mut *world.app.rng());
    let kept = add_photo(&world.app, "AMS", gifts[0].gift.id, receipt, jpeg, &GATE).await.expect("an answer");
    assert_eq!(kept, PhotoAnswer::Kept);
    draft(&world.app, &loaded).await.expect("drafts");
    let told = Told { world, loaded, gifts };
    for post in told.posts().await {
        approval::approve_post(&told.world.app, &post, &APPROVER).await.expect("approved");
    }
    told
}

async fn post(told: &Told) -> FollowUp {
    told.posts().await.remove(0)
}

fn files(told: &Told) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(told.world.outbox()) else { return Vec::new() };
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_photo_goes_out_with_its_post_once_two_approvers_had_a_say() {
    let told = with_photo(2).await;
    let path = format!("{ROOT}/{}/photo", post(&told).await.id);
    assert_eq!(told.world.planner().await.get(&path).await.status, StatusCode::FORBIDDEN, "planners see no photos");
    let mut desk = told.world.approver().await;
    assert!(desk.get(ROOT).await.body.contains("Add the photo"));
    let seen = giftgate::store::follow_up::post_hash(&post(&told).await);
    let empty = desk.post(&path, &[("content", &seen), ("description", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Write what is to be seen"), "{}", empty.body);
    let said = [("content", seen.as_str()), ("description", "A person holds a tin")];
    assert_eq!(desk.post(&path, &said).await.leads_to(), format!("{ROOT}?done=photo_changed"));
    assert_eq!(desk.post(&path, &said).await.status, StatusCode::CONFLICT, "it is not what they saw any more");
    let changed = post(&told).await;
    assert_eq!(changed.state, FollowUpState::Draft, "the approval was of a post without it");
    assert!(raw::found(&told.world, &["holds a tin"]).await.is_empty(), "sealed in the database");
    let look = desk.get(&format!("{ROOT}/{}/look", changed.id)).await.body;
    assert!(
        look.contains("With a photo") && look.contains("<img src=\"/campaigns/schiphol-surprise/photos/"),
        "{look}"
    );
    let look = told.world.planner().await.get(&format!("{ROOT}/{}/look", changed.id)).await.body;
    assert!(look.contains("A person holds a tin") && !look.contains("/photos/"), "{look}");
    let hash = giftgate::store::follow_up::post_hash(&changed);
    let own = desk.post(&format!("{ROOT}/{}/approve", changed.id), &[("content", &hash)]).await;
    assert_eq!(own.status, StatusCode::CONFLICT, "nobody approves of what they wrote");
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 0);
    approval::approve_post(&told.world.app, &changed, &APPROVER).await.expect("approved");
    assert_eq!(told.queue().await, 1);
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Published]);
    let out = files(&told);
    let endings: Vec<_> = out.iter().filter_map(|name| name.rsplit_once('.')).map(|(_, ending)| ending).collect();
    assert_eq!(endings, ["json", "picture"]);
    let body: Value =
        serde_json::from_slice(&std::fs::read(told.world.outbox().join(&out[0])).expect("a file")).expect("JSON");
    assert_eq!(body["embed"]["images"][0]["alt"], "A person holds a tin");
    giftgate::services::withdrawal::withdraw(&told.world.app, told.gifts[0].gift.id, &APPROVER)
        .await
        .expect("taken back");
    told.world.run_jobs().await;
    assert_eq!(files(&told), Vec::<String>::new(), "both come down");
}

#[tokio::test]
async fn a_post_waits_where_the_yes_to_its_photo_was_taken_back() {
    let told = with_photo(2).await;
    let path = format!("{ROOT}/{}/photo", post(&told).await.id);
    let mut desk = told.world.approver().await;
    let seen = giftgate::store::follow_up::post_hash(&post(&told).await);
    desk.post(&path, &[("content", &seen), ("description", "A person holds a tin")]).await.leads_to();
    let changed = post(&told).await;
    approval::approve_post(&told.world.app, &changed, &APPROVER).await.expect("approved");
    told.world.advance(24 * 60);
    assert_eq!(told.queue().await, 1);
    raw::execute(&told.world.app.store, "update consent set withdrawn_at = given_at where kind = 'photo'")
        .await
        .expect("withdrawn");
    told.world.run_jobs().await;
    assert_eq!(told.states().await, [FollowUpState::Held], "the worker looked once more");
    assert_eq!(told.queue().await, 0);
    let mut desk = told.world.approver().await;
    let list = desk.get(ROOT).await.body;
    assert!(list.contains("The photo is not there any more"), "{list}");
    let seen = giftgate::store::follow_up::post_hash(&post(&told).await);
    desk.post(&path, &[("content", &seen), ("photo", "off")]).await.leads_to();
    approval::approve_post(&told.world.app, &post(&told).await, &APPROVER).await.expect("approved");
    assert_eq!(told.queue().await, 1);
    told.world.run_jobs().await;
    assert_eq!((told.states().await, files(&told).len()), (vec![FollowUpState::Published], 1));
}

#[tokio::test]
async fn who_was_asked_for_a_photo_only_is_not_shown() {
    let told = with_photo(1).await;
    let mut desk = told.world.approver().await;
    assert!(!desk.get(ROOT).await.body.contains("Add the photo"));
    let post = post(&told).await;
    let path = format!("{ROOT}/{}/photo", post.id);
    assert!(desk.get(&path).await.body.contains("There is no photo that may be shown"));
    let seen = giftgate::store::follow_up::post_hash(&post);
    let answer = desk.post(&path, &[("content", &seen), ("description", "A person holds a tin")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
