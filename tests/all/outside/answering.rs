//! Follow-up posts that answer or quote the traveller's own post: only with the consent to the handle, approved with the text,
//! and never where that post is gone.

use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::follow_up::{FollowUp, FollowUpState, PostAs};
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::jobs::run_until_idle;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::drafting::draft_approved;
use giftgate::services::follow_ups::queue_due;
use giftgate::services::queue::{self, Job};
use giftgate::services::requests::{self, Answer, Asked};
use giftgate::services::{approval, failures, post_text};
use giftgate::store::follow_up::post_hash;
use giftgate::store::gift::StoredGift;
use serde_json::{Value, json};

use crate::support::nasty::{Nasty, Trick};
use crate::support::raw;
use crate::support::small::{
    APPROVER, PLANNER, approve, booking, bookings, bookings_csv, campaign, confirm_all, gifts, give, legs, listen,
    plain, plan, propose_all,
};
use crate::support::world::World;

/// One traveller whose post may be answered, with an approved gift and a draft.
struct Day {
    world: World,
    loaded: LoadedCampaign,
    gift: StoredGift,
    nasty: Nasty,
    folder: tempfile::TempDir,
}

fn id_on(network: Network) -> &'static str {
    match network {
        Network::Bluesky => "at://did:plc:anna0/app.bsky.feed.post/k0",
        _ => "777",
    }
}

impl Day {
    async fn new(network: Network, way: PostAs) -> Self {
        Self::of(network, way, 7).await
    }

    /// Where Mastodon's server has this version of its API.
    async fn of(network: Network, way: PostAs, api: u64) -> Self {
        let world = World::new().await;
        let loaded = campaign(&world, |campaign| {
            plain(campaign);
            campaign.follow_up.networks = vec![network];
            campaign.follow_up.way = way;
        })
        .await;
        legs(&world).await;
        bookings(&world, &bookings_csv([booking(0).replace("bluesky,", &format!("{network},"))])).await;
        let mut post = crate::support::small::post(0);
        post["id"] = json!(id_on(network));
        post["network"] = json!(network);
        post["url"] = json!("https://bsky.example/anna0/k0");
        post["record"] =
            json!({ "cid": "c0", "root": { "uri": "at://did:plc:root/app.bsky.feed.post/r", "cid": "c1" } });
        listen(&world, &loaded, &[post]).await;
        assert_eq!(confirm_all(&world, &loaded).await, 1);
        plan(&world, &loaded, 7).await;
        propose_all(&world, &loaded).await;
        let gift = gifts(&world, &loaded).await.remove(0);
        approve(&world, &loaded, &gift).await;
        let (nasty, folder) = (Nasty::start().await, tempfile::tempdir().expect("a folder"));
        nasty.inner().api = api;
        nasty.inner().theirs.insert(id_on(network).to_owned(), "c0".to_owned());
        let outlet = nasty.outlet(folder.path().to_owned());
        assert_eq!(draft_approved(&world.app, &loaded, &outlet).await.expect("drafts"), 1);
        Self { world, loaded, gift, nasty, folder }
    }

    async fn post(&self) -> FollowUp {
        self.world.app.store.list_follow_ups(self.loaded.id).await.expect("posts").remove(0)
    }

    async fn approve(&self) {
        approval::approve_post(&self.world.app, &self.post().await, &APPROVER).await.expect("approved");
    }

    /// Handed over with these consents; a day later.
    async fn give(&self, kinds: &[ConsentKind]) {
        let yes =
            |kind: &ConsentKind| ConsentAnswer { kind: *kind, granted: true, language: Language::En, text_version: 1 };
        give(&self.world, &self.loaded, &self.gift, kinds.iter().map(yes).collect()).await;
        self.world.advance(24 * 60);
    }

    async fn run(&self) {
        queue_due(&self.world.app, &self.loaded).await.expect("asked");
        let outlet = self.nasty.outlet(self.folder.path().to_owned());
        run_until_idle(&self.world.app, &outlet).await.expect("jobs run");
    }

    fn out(&self) -> Vec<Value> {
        self.nasty.inner().posts.values().cloned().collect()
    }
}

const BOTH: [ConsentKind; 2] = [ConsentKind::Publication, ConsentKind::Handle];

#[tokio::test]
async fn a_reply_names_the_post_and_its_thread_and_a_quote_the_post() {
    for (network, way) in [
        (Network::Bluesky, PostAs::Reply),
        (Network::Bluesky, PostAs::Quote),
        (Network::Bluesky, PostAs::Post),
        (Network::Mastodon, PostAs::Reply),
        (Network::Mastodon, PostAs::Quote),
    ] {
        let day = Day::new(network, way).await;
        day.approve().await;
        day.give(&BOTH).await;
        day.run().await;
        let out = day.out();
        assert_eq!((out.len(), day.post().await.state), (1, FollowUpState::Published), "{network} {way}");
        let own = json!({ "uri": id_on(network), "cid": "c0" });
        match (network, way) {
            (Network::Bluesky, PostAs::Reply) => {
                let root = json!({ "uri": "at://did:plc:root/app.bsky.feed.post/r", "cid": "c1" });
                assert_eq!(out[0]["reply"], json!({ "root": root, "parent": own }));
            }
            (Network::Bluesky, PostAs::Quote) => {
                assert_eq!(out[0]["embed"], json!({ "$type": "app.bsky.embed.record", "record": own }));
            }
            (Network::Mastodon, PostAs::Reply) => assert_eq!(out[0]["in_reply_to_id"], "777"),
            (Network::Mastodon, PostAs::Quote) => assert_eq!(out[0]["quoted"], "777"),
            _ => assert!(out[0]["reply"].is_null() && out[0]["embed"].is_null() && out[0]["in_reply_to_id"].is_null()),
        }
    }
}

#[tokio::test]
async fn what_is_answered_is_part_of_what_is_approved() {
    let day = Day::new(Network::Bluesky, PostAs::Reply).await;
    let post = day.post().await;
    let mut others = vec![post.clone(), post.clone(), post.clone(), post.clone()];
    let target = |post: &mut FollowUp| post.target.clone().expect("a target");
    others[0].target = None;
    let mut quote = target(&mut others[1]);
    quote.way = PostAs::Quote;
    others[1].target = Some(quote);
    let mut edited = target(&mut others[2]);
    edited.post.cid = "c9".to_owned();
    others[2].target = Some(edited);
    let mut moved = target(&mut others[3]);
    moved.root = None;
    others[3].target = Some(moved);
    for other in others {
        assert_ne!(post_hash(&other), post_hash(&post));
    }
    // The address of what somebody wrote is sealed like their name.
    assert_eq!(
        raw::count(&day.world.app.store, "follow_up where answers = 'reply' and target_sealed is not null").await,
        1
    );
    assert_eq!(raw::found(&day.world, &["did:plc:anna0/app.bsky.feed.post/k0"]).await, Vec::<String>::new());
}

#[tokio::test]
async fn without_the_consent_to_the_handle_the_post_is_one_of_its_own_and_approved_anew() {
    let day = Day::new(Network::Bluesky, PostAs::Reply).await;
    day.approve().await;
    day.give(&[ConsentKind::Publication]).await;
    day.run().await;
    let post = day.post().await;
    assert_eq!((post.state, &post.target, day.out().len()), (FollowUpState::Draft, &None, 0));
    day.approve().await;
    day.run().await;
    let out = day.out();
    assert_eq!((out.len(), out[0]["reply"].is_null()), (1, true));
}

#[tokio::test]
async fn a_post_whose_target_is_gone_does_not_go_out_and_the_failure_inbox_says_so() {
    for (network, cid) in [(Network::Bluesky, None), (Network::Bluesky, Some("c9")), (Network::Mastodon, None)] {
        let day = Day::new(network, PostAs::Reply).await;
        day.approve().await;
        day.give(&BOTH).await;
        {
            let mut inner = day.nasty.inner();
            inner.theirs.remove(id_on(network));
            inner.theirs.extend(cid.map(|cid| (id_on(network).to_owned(), cid.to_owned())));
        }
        day.run().await;
        let app = &day.world.app;
        assert_eq!((day.post().await.state, day.out().len()), (FollowUpState::Failed, 0), "{network}");
        let (failed, _) = failures::list(app, None).await.expect("the inbox");
        assert!(failed.len() == 1 && failed[0].why.contains("deleted or changed"), "{failed:?}");
        // A person may send it as a post of its own.
        let post = day.post().await;
        let written =
            post_text::edit(app, &day.loaded, post.id, &post_hash(&post), "Have a good trip!", &PLANNER).await;
        written.expect("an answer").expect("it is short");
        day.approve().await;
        day.run().await;
        assert_eq!((day.post().await.state, day.out().len()), (FollowUpState::Published, 1), "{network}");
        let admin = Actor::simulated(Role::Admin);
        failures::drop_with_reason(app, failed[0].id, "sent on its own", &admin).await.expect("dropped");
    }
}

#[tokio::test]
async fn a_deletion_that_was_heard_of_is_enough() {
    let day = Day::new(Network::Bluesky, PostAs::Quote).await;
    day.approve().await;
    day.give(&BOTH).await;
    queue_due(&day.world.app, &day.loaded).await.expect("queued");
    let gone = json!({ "id": id_on(Network::Bluesky), "network": "bluesky", "created_at": "2025-03-04T02:30:00Z", "deleted": true,
        "author": { "id": "did:plc:anna0", "handle": "anna0.example" } });
    listen(&day.world, &day.loaded, &[gone]).await;
    day.run().await;
    assert_eq!((day.post().await.state, day.out().len()), (FollowUpState::Failed, 0));
}

#[tokio::test]
async fn a_quote_on_mastodon_wants_a_server_that_knows_quotes_and_its_authors_leave() {
    let old = Day::of(Network::Mastodon, PostAs::Quote, 6).await;
    assert_eq!(old.post().await.target, None, "an older server: a post of its own from the first draft on");
    for (leave, goes) in [("manual", true), ("denied", false), ("unknown", false)] {
        let day = Day::new(Network::Mastodon, PostAs::Quote).await;
        day.nasty.inner().leave = Some(leave);
        day.approve().await;
        day.give(&BOTH).await;
        day.run().await;
        let out = day.out();
        if goes {
            assert_eq!((day.post().await.state, out.len()), (FollowUpState::Published, 1));
            assert_eq!(out[0]["quoted"], "777");
            continue;
        }
        assert_eq!((day.post().await.state, out.len()), (FollowUpState::Failed, 0), "{leave}");
        let (failed, _) = failures::list(&day.world.app, None).await.expect("the inbox");
        assert!(failed.len() == 1 && failed[0].why.contains("lets us not quote it"), "{failed:?}");
        let admin = Actor::simulated(Role::Admin);
        failures::drop_with_reason(&day.world.app, failed[0].id, "sent on its own", &admin).await.expect("dropped");
    }
}

#[tokio::test]
async fn a_quote_that_went_out_unheard_is_found_again_by_our_own_words() {
    let day = Day::new(Network::Mastodon, PostAs::Quote).await;
    day.nasty.inner().forgets_keys = true;
    day.nasty.play(&[Trick::Drop]);
    day.approve().await;
    day.give(&BOTH).await;
    for _ in 0..3 {
        day.run().await;
        day.world.advance(1);
    }
    let ever = { day.nasty.inner().ever.len() };
    assert_eq!((day.post().await.state, ever), (FollowUpState::Published, 1));
}

#[tokio::test]
async fn posts_are_drafted_by_the_worker_once_their_gift_is_approved() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    legs(&world).await;
    bookings(&world, &bookings_csv([booking(0)])).await;
    listen(&world, &loaded, &[crate::support::small::post(0)]).await;
    assert_eq!(confirm_all(&world, &loaded).await, 1);
    plan(&world, &loaded, 7).await;
    let minute = async || {
        let mut tx = world.app.store.begin().await.expect("begun");
        queue::enqueue(&world.app, &mut tx, &Job::QueuePosts, world.app.now()).await.expect("queued");
        tx.commit().await.expect("committed");
        world.run_jobs().await;
        world.app.store.list_follow_ups(loaded.id).await.expect("posts").len()
    };
    assert_eq!(minute().await, 0, "a plan promises nothing yet");
    propose_all(&world, &loaded).await;
    assert_eq!(minute().await, 0);
    let gift = gifts(&world, &loaded).await.remove(0);
    approve(&world, &loaded, &gift).await;
    assert_eq!((minute().await, minute().await), (1, 1), "once");
}

#[tokio::test]
async fn who_asks_is_told_which_post_ours_answered_and_what_went_out() {
    for way in [PostAs::Reply, PostAs::Quote] {
        let day = Day::new(Network::Bluesky, way).await;
        day.approve().await;
        day.give(&BOTH).await;
        day.run().await;
        let asked = Asked { handle: Some((Network::Bluesky, "anna0.example".to_owned())), ..Asked::default() };
        let Answer::Done(told) = requests::records(&day.world.app, &asked, &PLANNER).await.expect("asked") else {
            panic!("one person fits");
        };
        let told = serde_json::to_value(&told).expect("JSON");
        let one = &told["follow_ups"]["entries"][0];
        let (answers, sent) = (&one["answers"], &one["sent"][0]);
        assert_eq!((&answers["way"], &answers["id"]), (&json!(way), &json!(id_on(Network::Bluesky))));
        assert_eq!(
            (&answers["address"], &answers["content_hash"]),
            (&json!("https://bsky.example/anna0/k0"), &json!("c0"))
        );
        assert!(answers["source"].as_str().is_some_and(|source| source.contains("published by the account")));
        assert_eq!(sent["content"]["text"], one["text"]);
        let named = if way == PostAs::Reply {
            &sent["content"]["reply"]["parent"]
        } else {
            &sent["content"]["embed"]["record"]
        };
        assert_eq!(named["uri"], answers["id"]);
        assert_eq!((&sent["state"], &sent["with_photo"]), (&json!("done"), &json!(false)));
        assert!(sent["external_id"].is_string() && sent["sent_at"].is_string() && sent["source"].is_string(), "{sent}");
        assert!(!told.to_string().contains("did:plc:root"), "the thread began with another person's post");
        // Once they are forgotten nothing of it is left.
        requests::erase(&day.world.app, &asked, false, &PLANNER).await.expect("erased");
        day.run().await;
        let words = ["did:plc:anna0/app.bsky.feed.post/k0", "bsky.example/anna0"];
        assert_eq!(raw::found(&day.world, &words).await, Vec::<String>::new());
    }
}
