//! What makes a report believable: complaints by the clock, tones that people check, both groups of the lot, readings put
//! right, figures over all campaigns for those who see all, and size before the launch.

use axum::http::StatusCode;
use chrono::Duration;
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::care::CareKind;
use giftgate::domain::post::Network;
use giftgate::domain::reading::{Method, Reading, Unit};
use giftgate::formats::firehose::Reference;
use giftgate::mail::MailRoom;
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::care::{self, Thread};
use giftgate::services::requests::{Answer, Asked, records};
use giftgate::services::{mails, measuring, retention, tones, views};
use giftgate::signals::{Reader, SentimentLabel};
use giftgate::store::care::OwnPost;
use giftgate::store::view::report::ReportView;
use giftgate::store::view::report_voices::{CareTally, ToneLine, VoiceOf};
use serde_json::json;

use crate::measuring::posted;
use crate::support::raw;
use crate::support::small::{PLANNER, campaign, confirmed, listen, named, plain, plan, post};
use crate::support::world::World;

const CARE: Actor = Actor::simulated(Role::Care);
pub const BAD: &str =
    "@klm worst airline ever, you lost my suitcase and nobody answers the phone, I want my money back";
pub const GOOD: &str = "@klm thank you so much, what a wonderful surprise, I love it!";

async fn view(world: &World, loaded: &LoadedCampaign) -> ReportView {
    views::report(&world.app, &loaded.campaign.slug).await.expect("a report")
}

/// Somebody answers under one of our posts.
pub async fn answered_to(world: &World, loaded: &LoadedCampaign, n: usize, text: &str) {
    let mut own: Vec<OwnPost> = Vec::new();
    for network in Network::ALL {
        own.extend(world.app.store.list_own_posts(*network).await.expect("posts"));
    }
    let own = own.into_iter().find(|one| one.campaign == loaded.id).expect("a post of ours is out");
    let mut answer = post(n);
    answer["id"] = json!(format!("at://answer/{n}"));
    answer["author"]["id"] = json!(format!("did:plc:reader{n}"));
    answer["author"]["handle"] = json!(format!("reader{n}.example"));
    answer["text"] = json!(text);
    let answer = serde_json::from_value(answer).expect("a post");
    let parent = Reference { uri: format!("at://answer/{n}"), cid: "c".to_owned() };
    let thread = Thread { parent, root: None, handle: format!("reader{n}.example"), summoned: true };
    let opened = care::hear(&world.app, &Reader::new(), &own, &answer, &thread).await.expect("heard");
    assert!(opened, "a case");
}

fn complaints(view: &ReportView) -> CareTally {
    *view.voices.care.iter().find(|line| line.kind == CareKind::Complaint).expect("complaints")
}

#[tokio::test]
async fn complaints_are_counted_by_the_clock_and_stay_when_cases_are_forgotten() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    assert!(view(&world, &loaded).await.voices.care.is_empty(), "nobody answered yet");
    for n in 0..3 {
        answered_to(&world, &loaded, n, BAD).await;
    }
    answered_to(&world, &loaded, 9, GOOD).await;
    let fresh = complaints(&view(&world, &loaded).await);
    assert_eq!((fresh.opened, fresh.answers_due, fresh.to_answer), (3, 0, 3), "the hour runs");

    let cases: Vec<_> = world.app.store.list_cases().await.expect("cases");
    let bad: Vec<_> = cases.iter().filter(|case| case.kind == CareKind::Complaint).collect();
    world.advance(30);
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.mark_answered(bad[0].id, world.app.now()).await.expect("answered");
    tx.mark_answered(bad[0].id, world.app.now()).await.expect("a second answer is no first");
    tx.commit().await.expect("kept");
    care::solve(&world.app, bad[0].id, &CARE).await.expect("solved");
    world.advance(60);
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.mark_answered(bad[1].id, world.app.now()).await.expect("answered");
    tx.commit().await.expect("kept");
    let now = complaints(&view(&world, &loaded).await);
    assert_eq!(
        (now.answered_in_hour, now.answers_due, now.to_answer),
        (1, 3, 0),
        "one in time, one late, one not at all"
    );
    assert_eq!((now.solved_in_day, now.solutions_due, now.to_solve), (1, 1, 2), "the day runs for two");
    world.advance(24 * 60);
    care::solve(&world.app, bad[1].id, &CARE).await.expect("solved late");
    let later = complaints(&view(&world, &loaded).await);
    assert_eq!((later.solved_in_day, later.solutions_due, later.to_solve), (1, 3, 0));

    world.advance(31 * 24 * 60);
    retention::purge(&world.app).await.expect("purged");
    assert!(world.app.store.find_case(bad[0].id).await.expect("an answer").is_none(), "the case is gone");
    let kept = complaints(&view(&world, &loaded).await);
    assert_eq!((kept.opened, kept.answered_in_hour, kept.answers_due), (3, 1, 3), "its count is not");
    let figures = views::report_figures(&view(&world, &loaded).await);
    let value = |figure: &str| {
        figures.iter().find(|one| one.figure == figure && one.of == "complaint").map(|one| one.value.clone())
    };
    assert_eq!(value("care.answered_in_hour"), Some(1.into()), "the exports hold what the page shows");
    assert_eq!(value("care.solutions_due"), Some(3.into()));
    world.run_jobs().await;
}

#[tokio::test]
async fn a_target_on_answers_is_held_against_the_clock() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let reached = async || {
        let view = view(&world, &loaded).await;
        let metric = giftgate::domain::campaign::TargetMetric::AnsweredInHourPercent;
        view.targets.iter().find(|line| line.metric == metric).map(|line| line.reached)
    };
    if reached().await.is_none() {
        let metric = giftgate::domain::campaign::TargetMetric::AnsweredInHourPercent;
        let target = giftgate::domain::campaign::Target { metric, value: 90 };
        giftgate::services::closing::edit_target(&world.app, &loaded, target, "asked for", &PLANNER)
            .await
            .expect("set");
    }
    assert_eq!(reached().await, Some(None), "nobody complained: nothing is known, and it is not 0");
    answered_to(&world, &loaded, 1, BAD).await;
    world.advance(61);
    assert_eq!(reached().await, Some(Some(0)), "an hour without an answer");
    world.run_jobs().await;
}

fn tone(view: &ReportView, of: VoiceOf) -> ToneLine {
    let none = ToneLine { of, negative: 0, neutral: 0, positive: 0, checked: 0 };
    view.voices.tones.iter().find(|line| line.of == of).copied().unwrap_or(none)
}

#[tokio::test]
async fn both_groups_of_a_lot_are_heard_before_and_after_and_people_check_the_tone() {
    let world = World::new().await;
    let loaded = campaign(&world, |campaign| {
        plain(campaign);
        campaign.hold_out_percent = 40;
    })
    .await;
    confirmed(&world, &loaded, 10).await;
    plan(&world, &loaded, 7).await;
    let held = world.app.store.list_hold_out(loaded.id).await.expect("a lot").len() as u64;
    assert!(held > 0 && held < 10);
    let before = view(&world, &loaded).await;
    let (offered, out) = (tone(&before, VoiceOf::OfferedBefore), tone(&before, VoiceOf::HeldOutBefore));
    assert_eq!((offered.posts(), out.posts(), offered.checked + out.checked), (10 - held, held, 0));
    assert!(before.voices.later.is_empty(), "nobody wrote since");

    // Everybody writes again: the first five complain.
    world.advance(60);
    let again: Vec<_> = (0..10)
        .map(|n| {
            let mut one = post(n);
            one["id"] = json!(format!("at://later/{n}"));
            one["text"] = json!(if n < 5 { BAD } else { GOOD });
            one["created_at"] = json!("2025-03-04T03:30:00Z");
            one
        })
        .collect();
    listen(&world, &loaded, &again).await;
    listen(&world, &loaded, &again).await;
    let after = view(&world, &loaded).await;
    let posts = tone(&after, VoiceOf::OfferedAfter).posts() + tone(&after, VoiceOf::HeldOutAfter).posts();
    assert_eq!(posts, 10, "each post once");
    let complained = &after.voices.later[0];
    assert_eq!(complained.offered_did + complained.held_out_did, 5);
    assert_eq!((complained.offered, complained.held_out), (10 - held, held), "as the lot put them");
    assert!(complained.uplift.low < complained.uplift.high);
    let uplift = complained.offered_did as f64 / complained.offered as f64
        - complained.held_out_did as f64 / complained.held_out as f64;
    assert!((complained.uplift.difference - uplift).abs() < 1e-12);

    // A person says that a machine was wrong.
    let candidate = world.app.store.list_candidates(loaded.id).await.expect("candidates").remove(0);
    tones::say_of_match(&world.app, candidate.id, SentimentLabel::Negative, &PLANNER).await.expect("said");
    tones::say_of_match(&world.app, candidate.id, SentimentLabel::Negative, &PLANNER).await.expect("said again");
    let told = view(&world, &loaded).await;
    let (offered, out) = (tone(&told, VoiceOf::OfferedBefore), tone(&told, VoiceOf::HeldOutBefore));
    assert_eq!((offered.posts() + out.posts(), offered.checked + out.checked), (10, 1));
    assert!(offered.negative + out.negative >= 1);

    // A deleted post counts no more, and neither does who is erased.
    let mut gone = again[9].clone();
    gone["deleted"] = json!(true);
    listen(&world, &loaded, &[gone]).await;
    assert_eq!(raw::count(&world.app.store, "later_post").await, 9);
    let asked = Asked { handle: Some((Network::Bluesky, "anna0.example".to_owned())), ..Asked::default() };
    giftgate::services::requests::erase(&world.app, &asked, false, &PLANNER).await.expect("erased");
    assert_eq!(raw::count(&world.app.store, "watched_account").await, 9);
    assert_eq!(raw::count(&world.app.store, "later_post").await, 8);
    world.advance(211 * 24 * 60);
    retention::purge(&world.app).await.expect("purged");
    assert_eq!(raw::count(&world.app.store, "watched_account").await, 0, "kept as long as the lot");
    world.run_jobs().await;
}

#[tokio::test]
async fn an_answer_that_a_person_checks_moves_its_tone_and_stands_in_the_access_file() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    answered_to(&world, &loaded, 4, GOOD).await;
    assert_eq!(tone(&view(&world, &loaded).await, VoiceOf::Answers).positive, 1);
    let case = world.app.store.list_cases().await.expect("cases").remove(0);
    let mut care = world.member(&[Grant::everywhere(Role::Care)]).await;
    let page = care.get(&format!("/care/{}", case.id)).await.body;
    assert!(page.contains(&format!("/care/{}/tone", case.id)), "{page}");
    care.post(&format!("/care/{}/tone", case.id), &[("tone", "neutral")]).await.leads_to();
    let line = tone(&view(&world, &loaded).await, VoiceOf::Answers);
    assert_eq!((line.positive, line.neutral, line.checked), (0, 1, 1));
    let asked = Asked { handle: Some((Network::Bluesky, "reader4.example".to_owned())), ..Asked::default() };
    let Answer::Done(records) = records(&world.app, &asked, &PLANNER).await.expect("records") else {
        panic!("one person")
    };
    let text = serde_json::to_value(&records).expect("JSON")["care_cases"].to_string();
    assert!(text.contains("\"opened_at\"") && text.contains(&loaded.campaign.slug), "{text}");
    world.run_jobs().await;
}

#[tokio::test]
async fn care_logs_that_an_author_wants_none_of_this() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    answered_to(&world, &loaded, 4, GOOD).await;
    let case = world.app.store.list_cases().await.expect("cases").remove(0);
    let mut care = world.member(&[Grant::everywhere(Role::Care)]).await;
    let path = format!("/care/{}/objection", case.id);
    let unsure = care.post(&path, &[]).await;
    assert!(unsure.status == StatusCode::UNPROCESSABLE_ENTITY && unsure.body.contains("Tick this box"));
    assert_eq!(raw::count(&world.app.store, "suppression").await, 0);
    let done = care.post(&path, &[("sure", "on")]).await;
    assert_eq!(done.leads_to(), format!("/care/{}?done=objection_logged", case.id));
    assert!(raw::count(&world.app.store, "suppression where kind = 'account' and reason = 'objection'").await > 0);
    care.post(&path, &[("sure", "on")]).await.leads_to();
    assert_eq!(raw::count(&world.app.store, "privacy_request where channel = 'desk'").await, 1, "once");
    assert_eq!(
        raw::count(&world.app.store, "audit_entry where action = 'request.add' and actor_role = 'care'").await,
        1
    );
    let nobody = format!("/care/{}/objection", uuid::Uuid::from_u128(7));
    assert_eq!(care.post(&nobody, &[("sure", "on")]).await.status, StatusCode::NOT_FOUND);
    world.run_jobs().await;
}

#[tokio::test]
async fn a_reading_is_set_aside_put_back_corrected_and_typed_in() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let slug = &loaded.campaign.slug;
    let out = world.app.store.list_published(loaded.id, giftgate::domain::instant::Instant::UNIX_EPOCH).await;
    let address = out.expect("posts")[0].address.clone();
    let reading = |minutes: i64, value| Reading {
        post: address.clone(),
        network: Network::Bluesky,
        unit: Unit::Impressions,
        value,
        field: "count".to_owned(),
        definition: "1".to_owned(),
        read_at: world.app.now() + Duration::minutes(minutes),
        method: Method::Measured,
        coverage_percent: 100,
    };
    let readings = [reading(0, 100), reading(60, 900), reading(120, 200)];
    measuring::add_readings(&world.app, &loaded, &readings).await.expect("added");
    let fell = view(&world, &loaded).await;
    assert_eq!((fell.figures[0].value, fell.parts.notes.len()), (200, 1), "it fell: a person should look");

    let mut marketer = world.marketer().await;
    let page = marketer.get(&format!("/campaigns/{slug}/report")).await.body;
    assert!(page.contains(&format!("/campaigns/{slug}/report/repair?post=")), "the note leads there");
    assert_eq!(marketer.get(&format!("/campaigns/{slug}/report/repair")).await.status.as_u16(), 200);
    let all = world.app.store.readings_of_post(loaded.id, &address).await.expect("readings");
    let slip = all.iter().find(|one| one.reading.value == 900).expect("the slip").id.to_string();
    let act = format!("/campaigns/{slug}/report/repair");
    let form = [("post", address.as_str()), ("id", &slip), ("what", "aside")];
    marketer.post(&act, &form).await.leads_to();
    let now = view(&world, &loaded).await;
    assert_eq!((now.figures[0].value, now.parts.notes.len()), (200, 0), "without the slip nothing fell");
    marketer.post(&act, &[("post", address.as_str()), ("id", &slip), ("what", "back")]).await.leads_to();
    assert_eq!(view(&world, &loaded).await.parts.notes.len(), 1, "put back");
    let form = [("post", address.as_str()), ("id", &slip), ("what", "correct"), ("value", "150")];
    marketer.post(&act, &form).await.leads_to();
    let right = view(&world, &loaded).await;
    assert_eq!(right.figures.iter().map(|one| one.value).sum::<u64>(), 200, "the newest still counts");
    assert!(right.parts.notes.is_empty(), "{:?}", right.parts.notes);
    let all = world.app.store.readings_of_post(loaded.id, &address).await.expect("readings");
    assert_eq!(all.iter().filter(|one| one.set_aside_at.is_some()).count(), 1, "nothing is overwritten");
    assert!(all.iter().any(|one| one.reading.value == 150 && one.reading.method == Method::ByHand));

    let bound = "----gg";
    let part = |name: &str, value: &str| {
        format!("--{bound}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let token = marketer.form_token().await;
    let typed = |value: &str| {
        let file = format!(
            "--{bound}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"screen.png\"\r\n\r\nPNG\r\n--{bound}--\r\n"
        );
        let fields = [
            ("form_token", token.as_str()),
            ("post", &address),
            ("unit", "reach"),
            ("value", value),
            ("field", "Reach"),
        ];
        let fields: String = fields.iter().map(|(name, value)| part(name, value)).collect();
        (fields + &file).into_bytes()
    };
    let kind = format!("multipart/form-data; boundary={bound}");
    let headers =
        [("content-type", kind.as_str()), ("origin", "http://localhost:8080"), ("sec-fetch-site", "same-origin")];
    let path = format!("/campaigns/{slug}/report/typed");
    let taken = marketer.send_bytes(&path, &headers, typed("310")).await;
    assert_eq!(taken.status.as_u16(), 303, "{}", taken.body);
    let reach = view(&world, &loaded).await;
    let reach = reach.figures.iter().find(|one| one.unit == Unit::Reach).expect("reach");
    assert_eq!((reach.value, reach.method), (310, Method::ByHand));
    let files = world.app.store.list_attachments(loaded.id).await.expect("files");
    assert_eq!((files[0].name.as_str(), files[0].readings), ("screen.png", 1), "its evidence is kept");
    assert_eq!(marketer.send_bytes(&path, &headers, typed("three")).await.status.as_u16(), 422);
    world.run_jobs().await;
}

/// A campaign of which a later booking was seen in both groups.
async fn with_outcome(world: &World, slug: &str, people: usize) -> LoadedCampaign {
    let loaded = named(world, slug, plain).await;
    let id = match world.app.store.engine() {
        "sqlite" => format!("x'{}'", loaded.id.0.simple()),
        _ => format!("'{}'", loaded.id.0),
    };
    let blob = |n: usize| match world.app.store.engine() {
        "sqlite" => format!("x'{n:08x}'"),
        _ => format!("'\\x{n:08x}'"),
    };
    for n in 0..people {
        let held = if n % 4 == 0 { "true" } else { "false" };
        let sql = format!(
            "insert into assignment (campaign_id, subject, held_out, stratum, assigned_at) \
             values ({id}, {}, {held}, 'en/', '2025-03-04T00:00:00Z')",
            blob(n)
        );
        raw::execute(&world.app.store, &sql).await.expect("assigned");
        if n % 3 == 0 {
            let sql = format!(
                "insert into later_booking (campaign_id, subject, booked_at, seen_at) \
                 values ({id}, {}, '2025-04-04T00:00:00Z', '2025-04-04T00:00:00Z')",
                blob(n)
            );
            raw::execute(&world.app.store, &sql).await.expect("booked");
        }
    }
    loaded
}

#[tokio::test]
async fn figures_over_all_campaigns_are_for_those_who_see_all() {
    let world = World::new().await;
    let own = with_outcome(&world, "spring", 40).await;
    with_outcome(&world, "autumn", 36).await;
    let all = view(&world, &own).await;
    assert!(all.parts.pooled.is_some() && all.parts.forest.len() == 2);
    let mut everywhere = world.marketer().await;
    let grant = Grant { campaign: Some("spring".to_owned()), ..Grant::everywhere(Role::Marketer) };
    let mut one = world.member(&[grant]).await;
    for file in ["report", "report/report.csv", "report/report.json", "report/report.html"] {
        let path = format!("/campaigns/spring/{file}");
        let (wide, narrow) = (everywhere.get(&path).await.body, one.get(&path).await.body);
        // Words of the page and figures of the files.
        let pooled = if file == "report" || file.ends_with("html") { "random effects" } else { "pooled" };
        assert!(wide.contains(pooled), "{file}: {wide}");
        assert!(!narrow.contains(pooled) && !narrow.contains("autumn"), "{file}: {narrow}");
    }
    assert_eq!(one.get("/campaigns/autumn/report/report.csv").await.status.as_u16(), 404);
    let compared = one.get("/campaigns/compare").await.body;
    assert!(compared.contains("spring") && !compared.contains("autumn"));

    // Groups of fewer than ten are not told to marketers.
    let beside = async |sees_people: bool| {
        let found = views::compare(&world.app, |_| true, |_| sees_people).await.expect("a comparison");
        (found.lines.iter().filter(|line| line.uplift.is_some()).count(), found.forest.len())
    };
    assert_eq!((beside(true).await, beside(false).await), ((2, 2), (0, 1)), "nine of autumn were held out");
    let mut planner = world.planner().await;
    let page = planner.get("/campaigns/spring/report").await.body;
    assert!(!page.contains("p = 0") && page.contains("p_value=1"), "a p-value is there on request only");
    let asked = planner.get("/campaigns/spring/report?p_value=1").await.body;
    assert!(asked.contains("p = 0") || asked.contains("p = 1"), "{asked}");
    let json = planner.get("/campaigns/spring/report/report.json").await.body;
    assert!(!json.contains("p_value"), "no export holds one");
}

#[tokio::test]
async fn before_anybody_is_contacted_pages_say_what_the_campaign_could_show() {
    let world = World::new().await;
    let loaded = giftgate::services::campaigns::add(&world.app, crate::support::world::CAMPAIGN, &PLANNER).await;
    let slug = loaded.expect("added").campaign.slug;
    let mut planner = world.planner().await;
    let page = planner.get(&format!("/campaigns/{slug}/edit")).await.body;
    assert!(page.contains("What it could show") && page.contains("for five points"), "{page}");
}

#[tokio::test]
async fn a_week_is_told_once_and_so_is_a_silence() {
    let room = MailRoom::in_memory("https://gifts.example").expect("a mail room");
    let world = World::with_mail(room).await;
    let _marketer = world.marketer().await;
    let (loaded, _) = posted(&world).await;
    answered_to(&world, &loaded, 1, BAD).await;
    mails::write_due(&world.app).await.expect("written");
    world.run_jobs().await;
    let taken = |what: &str| {
        let room = world.app.mail().expect("a mail room");
        let all = std::mem::take(&mut *room.taken().expect("in memory"));
        let texts = all.into_iter().map(|mail| String::from_utf8(mail.bytes).expect("ASCII"));
        texts.filter(|text| text.contains(what)).count()
    };
    taken("");
    // It is a Wednesday; Monday morning is five days on.
    world.advance(5 * 24 * 60 + 4 * 60);
    for _ in 0..3 {
        mails::write_due(&world.app).await.expect("written");
        world.run_jobs().await;
        world.advance(60);
    }
    let room = world.app.mail().expect("a mail room");
    let all = std::mem::take(&mut *room.taken().expect("in memory"));
    let texts: Vec<String> = all.into_iter().map(|mail| String::from_utf8(mail.bytes).expect("ASCII")).collect();
    let with = |what: &str| texts.iter().filter(|text| text.contains(what)).count();
    assert_eq!((with("figures of the week"), with("fallen silent")), (1, 1), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("Complaints answered in an hour")));
}
