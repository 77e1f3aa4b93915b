//! Cases of the care desk: a post of ours that people answer to, and what they write.

use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::language::Language;
use giftgate::domain::post::{Author, Network, Post};
use giftgate::formats::firehose::Reference;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::care::{Thread, hear};
use giftgate::services::follow_ups;
use giftgate::signals::Reader;
use giftgate::store::care::OwnPost;
use uuid::Uuid;

use super::small::{approved, give};
use super::world::World;

/// A complaint that names no flight.
pub const COMPLAINT: &str =
    "Shame on you @klm, my suitcase is lost for three days and nobody answers. Worst airline, never again!";
/// Something kind.
pub const KIND: &str = "How nice, what a lovely idea! Who may join this the next time we travel?";

/// A post of ours.
pub async fn own_post(world: &World, loaded: &LoadedCampaign) -> OwnPost {
    let gift = approved(world, loaded, 1).await.remove(0);
    let yes = ConsentAnswer { kind: ConsentKind::Publication, granted: true, language: Language::En, text_version: 1 };
    give(world, loaded, &gift, vec![yes]).await;
    follow_ups::draft(&world.app, loaded).await.expect("a draft");
    let posts = world.app.store.list_follow_ups(loaded.id).await.expect("posts");
    let post = posts.iter().find(|post| post.network == Network::Bluesky).expect("one on Bluesky");
    let external_id = "at://did:plc:us/app.bsky.feed.post/one".to_owned();
    OwnPost { follow_up: post.id, campaign: loaded.id, external_id }
}

/// Number `n` writes under it; gives the case.
pub async fn answered(world: &World, own: &OwnPost, n: usize, text: &str) -> Uuid {
    let id = format!("at://did:plc:reader{n}/app.bsky.feed.post/r{n}");
    let post = Post {
        id: id.clone(),
        network: Network::Bluesky,
        url: None,
        created_at: world.app.now(),
        text: text.to_owned(),
        lang: Some("en".to_owned()),
        author: Author {
            id: Some(format!("did:plc:reader{n}")),
            handle: format!("reader{n}.example"),
            ..Author::default()
        },
        mentions: Vec::new(),
        reply_to: Some(own.external_id.clone()),
        record: None,
        place: None,
        media: Vec::new(),
        deleted: false,
    };
    let parent = Reference { uri: id, cid: "bafyreply".to_owned() };
    let root = Some(Reference { uri: own.external_id.clone(), cid: "bafyown".to_owned() });
    let thread = Thread { parent, root, handle: post.author.handle.clone(), summoned: false };
    assert!(hear(&world.app, &Reader::new(), own, &post, &thread).await.expect("heard"), "a case");
    let cases = world.app.store.list_cases().await.expect("cases");
    cases.iter().max_by_key(|case| (case.opened_at, case.id)).expect("a case").id
}
