//! Readings in every odd form, the report that is made of them, and all that hangs on it: closing, links, case studies, themes.

use chrono::Duration;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::{CampaignState, Target, TargetMetric};
use giftgate::domain::consent::{ConsentAnswer, ConsentKind};
use giftgate::domain::id::ReadingId;
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::domain::reading::{Method, Reading, Unit};
use giftgate::effect;
use giftgate::services::campaigns::{self, LoadedCampaign};
use giftgate::services::closing::{self, ReportSetting};
use giftgate::services::sharing::{self, SharePurpose};
use giftgate::services::{case_studies, insight, measuring, views};
use giftgate::store::view::case_study::CaseText;
use rand::RngExt;

use crate::support::small::{PLANNER, approved, campaign, give, listen, plain, post};
use crate::support::world::World;

fn reading(world: &World, post: &str, minutes: i64, value: u64) -> Reading {
    Reading {
        post: post.to_owned(),
        network: Network::X,
        unit: Unit::Impressions,
        value,
        field: "count".to_owned(),
        definition: "1".to_owned(),
        read_at: world.app.now() + Duration::minutes(minutes),
        method: Method::Measured,
        coverage_percent: 100,
    }
}

/// What the store keeps is what the core makes of all readings that count.
async fn whole(world: &World, loaded: &LoadedCampaign) {
    let readings = world.app.store.list_readings(loaded.id).await.expect("readings");
    let figures = effect::figures(&readings);
    assert_eq!(world.app.store.reading_totals(loaded.id).await.expect("totals"), figures.totals);
    let sum: u64 = figures.parts.iter().map(|part| part.value).sum();
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    assert_eq!(view.figures.iter().map(|one| one.value).sum::<u64>(), sum, "parts make the whole");
    let days: i64 = view.parts.days.iter().map(|line| line.change).sum();
    let lines = world.app.store.reading_growth(loaded.id).await.expect("growth");
    assert_eq!(days, lines.iter().map(|line| line.of.value.cast_signed()).sum::<i64>(), "days make the whole");
    assert_eq!(view.parts.notes, figures.notes);
}

#[tokio::test]
async fn readings_in_any_order_give_the_same_figures_and_one_set_aside_counts_nowhere() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let mut all: Vec<Reading> =
        (0..30).map(|n| reading(&world, &format!("p{}", n % 4), n * 37, 100 + n.unsigned_abs() * 7)).collect();
    all.push(Reading { definition: "2".to_owned(), ..reading(&world, "p1", 2_000, 50) });
    all.push(reading(&world, "p2", 3_000, 3));
    for place in (1..all.len()).rev() {
        let other = world.app.rng().random_range(0..=place);
        all.swap(place, other);
    }
    assert_eq!(measuring::add_readings(&world.app, &loaded, &all).await.expect("added"), 32);
    assert_eq!(
        measuring::add_readings(&world.app, &loaded, &all).await.expect("again"),
        0,
        "the same ones are no news"
    );
    whole(&world, &loaded).await;
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    let definitions: Vec<_> = view.series.iter().map(|line| line.definition.as_str()).collect();
    assert_eq!(definitions, ["1", "2"], "another definition is another line");

    // The reading that fell was a slip: a person sets it aside.
    let mut tx = world.app.store.begin().await.expect("a transaction");
    let like = tx.readings_like(loaded.id, &reading(&world, "p2", 0, 0)).await.expect("readings");
    drop(tx);
    let wrong: ReadingId = like.last().expect("the last").0;
    measuring::set_aside(&world.app, &loaded, wrong, &PLANNER).await.expect("set aside");
    assert!(measuring::set_aside(&world.app, &loaded, wrong, &PLANNER).await.is_err(), "once is enough");
    whole(&world, &loaded).await;
}

/// A campaign with a gift given, its post out, and everything agreed to.
pub async fn posted(world: &World) -> (LoadedCampaign, giftgate::domain::id::GiftId) {
    let loaded = campaign(world, plain).await;
    let gifts = approved(world, &loaded, 3).await;
    let yes = |kind| ConsentAnswer { kind, granted: true, language: Language::En, text_version: 1 };
    give(world, &loaded, &gifts[0], ConsentKind::ALL.iter().map(|kind| yes(*kind)).collect()).await;
    give(world, &loaded, &gifts[1], Vec::new()).await;
    giftgate::services::follow_ups::draft(&world.app, &loaded).await.expect("drafts");
    world.advance(24 * 60);
    for one in world.app.store.list_follow_ups(loaded.id).await.expect("posts") {
        let _ = giftgate::services::approval::approve_post(&world.app, &one, &Actor::simulated(Role::Approver)).await;
    }
    giftgate::services::follow_ups::queue_due(&world.app, &loaded).await.expect("queued");
    world.run_jobs().await;
    (loaded, gifts[0].gift.id)
}

#[tokio::test]
async fn readings_are_due_by_age_and_an_export_of_our_posts_fills_them() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let out =
        world.app.store.list_published(loaded.id, giftgate::domain::instant::Instant::UNIX_EPOCH).await.expect("posts");
    assert!(!out.is_empty(), "something went out");
    world.advance(61);
    assert_eq!(measuring::note_due(&world.app, &loaded).await.expect("due"), out.len() as u64);
    let due = world.app.store.list_due_readings(loaded.id).await.expect("due");
    assert!(due.iter().all(|one| one.age_hours == 1));
    let machines = measuring::due_for_programs(&world.app, &loaded).await.expect("due");
    let known = measuring::read_by_program(&world.app).await.expect("asked");
    assert!(machines.iter().all(|one| known.contains(&one.network) && !one.by_hand));

    let csv = format!(
        "post;views;what\n{};1 204;x\nhttps://x.com/other/1;5;x\n{};1.5;x\nhalf",
        out[0].address, out[0].address
    );
    let id = measuring::preview(&world.app, &loaded, "t.csv", csv.into_bytes(), &PLANNER).await.expect("a table");
    let (preview, mut mapping) =
        measuring::look(&world.app, &loaded, id, giftgate::formats::platform_exports::guess).await.expect("a look");
    assert!(preview.found.readings.is_empty(), "nobody said which network it is of");
    mapping.network = Some(out[0].network);
    let (preview, mapping) = measuring::look(&world.app, &loaded, id, |_| mapping).await.expect("a look");
    assert_eq!((preview.found.readings.len(), preview.found.faults.len()), (1, 3), "{:?}", preview.found.faults);
    assert_eq!(measuring::take(&world.app, &loaded, id, mapping.clone(), &PLANNER).await.expect("taken"), 1);
    assert!(measuring::take(&world.app, &loaded, id, mapping, &PLANNER).await.is_err(), "a file is taken once");
    let left = world.app.store.list_due_readings(loaded.id).await.expect("due");
    assert_eq!(left.len(), out.len() - 1, "what was read is not due");
    assert_eq!(world.app.store.list_attachments(loaded.id).await.expect("files")[0].readings, 1);
    world.advance(30 * 24 * 60);
    measuring::note_due(&world.app, &loaded).await.expect("due");
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    assert!(view.parts.schedule.missed > 0 && view.parts.schedule.read >= 1);
    assert!(view.parts.silent_days.is_some_and(|days| days >= 30), "nobody spoke for a month");
    world.run_jobs().await;
}

#[tokio::test]
async fn a_campaign_closes_with_its_report_only_and_its_targets_stay_on_record() {
    let world = World::new().await;
    let mut loaded = campaign(&world, plain).await;
    let marketer = Actor::simulated(Role::Marketer);
    let target = Target { metric: TargetMetric::HandOvers, value: 7 };
    assert!(
        closing::edit_target(&world.app, &loaded, target.clone(), "storm", &marketer).await.is_err(),
        "planners only"
    );
    assert!(
        closing::edit_target(&world.app, &loaded, target.clone(), "  ", &PLANNER).await.is_err(),
        "a reason is needed"
    );
    closing::edit_target(&world.app, &loaded, target.clone(), "storm", &PLANNER).await.expect("changed");
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    let line = view.targets.iter().find(|line| line.metric == target.metric).expect("the target");
    assert_eq!((line.wanted, view.parts.edits[0].was, view.parts.edits.len()), (7, Some(36), 1));
    let locked = world.app.store.locked_targets(loaded.id).await.expect("locked");
    assert!(locked.iter().any(|(own, _)| own.metric == target.metric && own.value == 36), "the first word stands");

    assert!(closing::close(&world.app, &mut loaded, &PLANNER).await.is_err(), "it is live");
    campaigns::move_to(&world.app, &mut loaded, CampaignState::CoolDown, &PLANNER).await.expect("cooling down");
    campaigns::move_to(&world.app, &mut loaded, CampaignState::Closed, &PLANNER).await.expect("closed");
    let closing_report = world.app.store.closing(loaded.id).await.expect("an answer").expect("a report");
    let figures = world.app.store.closing_figures(loaded.id).await.expect("an answer").expect("figures");
    assert!(figures.contains("funnel.delivered") && closing_report.content_hash.len() == 64);
    assert!(closing::edit_target(&world.app, &loaded, target, "late", &PLANNER).await.is_err(), "it is closed");
}

#[tokio::test]
async fn a_return_needs_a_margin_and_costs_come_in_full() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let plain_view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    let setting = ReportSetting {
        margin_minor: Some(8_000),
        staff_hour_minor: Some(3_000),
        wrapping_minor: Some(200),
        credits_minor: Some(5_000),
        ..ReportSetting::default()
    };
    closing::save_setting(&world.app, &loaded, &setting, &PLANNER).await.expect("saved");
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    let cost = view.parts.cost;
    assert_eq!(cost.gifts_minor + cost.tax_minor, plain_view.spent_minor);
    assert_eq!((cost.wrapping_minor, cost.credits_minor), (Some(400), Some(5_000)));
    assert_eq!(cost.staff_minor, Some((cost.staff_minutes * 3_000 + 30) / 60));
    assert_eq!(cost.total_minor, view.spent_minor + 400 + 5_000 + cost.staff_minor.unwrap_or_default());
    assert!(view.parts.returns.is_none(), "no booking was seen");
    assert_eq!(view.parts.earned_minor, None, "off unless asked for");
    let proof = view.parts.reach_of_proof;
    assert_eq!((proof.gifts, proof.planned, proof.shows), (3, false, None), "three gifts show nothing");
}

#[tokio::test]
async fn before_its_launch_a_campaign_says_what_it_could_show() {
    let world = World::new().await;
    let loaded = campaigns::add(&world.app, crate::support::world::CAMPAIGN, &PLANNER).await.expect("added");
    let proof = views::report(&world.app, &loaded.campaign.slug).await.expect("a report").parts.reach_of_proof;
    assert!(proof.planned && proof.gifts > 0 && proof.hold_out_percent > 0);
    let shown = proof.shows.expect("something would show");
    let needed = proof.needed_for_five.expect("a number");
    assert!(shown > 0.05 && needed > proof.gifts, "{proof:?}");
}

#[tokio::test]
async fn a_link_shows_no_small_group_and_ends() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let token = sharing::share(&world.app, &loaded, SharePurpose::Report, 2, &PLANNER).await.expect("a link");
    let view = sharing::shared_report(&world.app, &token).await.expect("an answer").expect("a report");
    assert!(view.by_language.is_empty() && view.parts.fairness.is_empty() && view.parts.destinations.is_empty());
    let mut stranger = world.anyone();
    assert_eq!(stranger.get(&format!("/shared/{token}")).await.status.as_u16(), 200);
    assert_eq!(stranger.get(&format!("/shared/{token}/calendar.ics")).await.status.as_u16(), 404, "another purpose");
    let calendar = sharing::share(&world.app, &loaded, SharePurpose::Calendar, 2, &PLANNER).await.expect("a link");
    let ics = stranger.get(&format!("/shared/{calendar}/calendar.ics")).await;
    assert!(ics.body.starts_with("BEGIN:VCALENDAR\r\n") && ics.body.contains("SUMMARY:"), "{}", ics.body);
    assert!(!ics.body.contains("Qbran"), "no name of a traveller");
    let links = world.app.store.list_share_links(loaded.id, world.app.now()).await.expect("links");
    let shared = links.iter().find(|link| link.purpose == SharePurpose::Calendar).expect("the calendar");
    sharing::revoke(&world.app, &loaded, shared.id, &PLANNER).await.expect("ended");
    assert_eq!(stranger.get(&format!("/shared/{calendar}/calendar.ics")).await.status.as_u16(), 404);
    world.advance(2 * 24 * 60 + 1);
    assert_eq!(stranger.get(&format!("/shared/{token}")).await.status.as_u16(), 404, "its time is over");
    assert_eq!(stranger.get("/shared/none").await.status.as_u16(), 404);
}

#[tokio::test]
async fn a_case_study_is_published_as_shown_and_quotes_only_whom_it_may() {
    let world = World::new().await;
    let (loaded, agreed) = posted(&world).await;
    let text = CaseText {
        title: "Forty <b>gifts</b>".to_owned(),
        story: "It began.\n\nIt ended.".to_owned(),
        slug: "forty".to_owned(),
        language: Language::En,
    };
    let mut stranger = world.anyone();
    assert_eq!(stranger.get("/cases/forty").await.status.as_u16(), 404);
    assert_eq!(case_studies::save(&world.app, &loaded, &text, &PLANNER).await.expect("an answer"), Ok(()));
    let bad = CaseText { slug: "../x".to_owned(), ..text.clone() };
    assert!(case_studies::save(&world.app, &loaded, &bad, &PLANNER).await.expect("an answer").is_err());
    let case = world.app.store.find_case_study(loaded.id).await.expect("an answer").expect("a draft");
    assert!(case_studies::publish(&world.app, &loaded, "other", &PLANNER).await.is_err(), "not what was shown");
    case_studies::publish(&world.app, &loaded, &case.content_hash, &PLANNER).await.expect("published");
    let all = world.app.store.list_gifts(loaded.id).await.expect("gifts");
    let silent = all.iter().find(|gift| gift.gift.id != agreed).expect("another").gift.id;
    assert!(
        case_studies::quote(&world.app, &loaded, silent, "hello", true, &PLANNER).await.is_err(),
        "they did not agree"
    );
    case_studies::quote(&world.app, &loaded, agreed, "What a day!", true, &PLANNER).await.expect("they agreed");
    let page = stranger.get("/cases/forty").await;
    assert!(page.body.contains("What a day!") && page.body.contains("&lt;b&gt;"), "{}", page.body);
    let pdf = stranger.send(axum::http::Method::HEAD, "/cases/forty/case.pdf", &[], &[]).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");

    // Consent withdrawn: the quote goes by itself.
    let sql = "update consent set withdrawn_at = given_at where kind = 'reuse'";
    crate::support::raw::execute(&world.app.store, sql).await.expect("withdrawn");
    assert!(!stranger.get("/cases/forty").await.body.contains("What a day!"));
    case_studies::withdraw(&world.app, &loaded, &PLANNER).await.expect("withdrawn");
    assert_eq!(stranger.get("/cases/forty").await.status.as_u16(), 404);
    world.run_jobs().await;
}

#[tokio::test]
async fn themes_are_counted_without_a_word_and_small_ones_stay_hidden() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    crate::support::small::legs(&world).await;
    let posts: Vec<_> = (0..12).map(post).collect();
    listen(&world, &loaded, &posts).await;
    let all = insight::insight(&world.app, true).await.expect("themes");
    let few = insight::insight(&world.app, false).await.expect("themes");
    assert_eq!(all.posts, 12);
    assert!(all.themes.iter().any(|line| line.posts < 10) && few.themes.iter().all(|line| line.posts >= 10));
    assert!(few.hidden > 0 && few.themes.iter().any(|line| line.theme == "interest:hiking"), "{:?}", few.themes);
    let marketer = Actor::simulated(Role::Marketer);
    let idea = insight::IdeaKind::Campaign;
    insight::take_up(&world.app, "interest:hiking", "Boots for hikers", idea, &marketer).await.expect("taken up");
    let ideas = insight::insight(&world.app, false).await.expect("themes").ideas;
    insight::finish(&world.app, ideas[0].id, &marketer).await.expect("done");
    assert!(insight::insight(&world.app, false).await.expect("themes").ideas.is_empty());
}

#[tokio::test]
async fn a_marketer_takes_over_an_export_and_shares_a_link() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let slug = &loaded.campaign.slug;
    let mut marketer = world.marketer().await;
    for page in ["report", "report/readings", "report/settings", "case"] {
        let answer = marketer.get(&format!("/campaigns/{slug}/{page}")).await;
        assert_eq!(answer.status.as_u16(), 200, "{page}: {}", answer.body);
    }
    for page in ["/campaigns/compare", "/campaigns/insight"] {
        assert_eq!(marketer.get(page).await.status.as_u16(), 200, "{page}");
    }
    let settings = format!("/campaigns/{slug}/report/settings");
    let made = marketer.post(&settings, &[("what", "share"), ("purpose", "report"), ("days", "7")]).await;
    assert!(made.body.contains("/shared/"), "{}", made.body);
    let saved = marketer.post(&settings, &[("what", "costs"), ("margin", "80,5"), ("base", "20")]).await;
    assert_eq!(saved.status.as_u16(), 303);
    let setting = world.app.store.report_setting(loaded.id).await.expect("an answer");
    assert_eq!((setting.margin_minor, setting.base_percent, setting.staff_hour_minor), (Some(8_050), Some(20), None));
    let gone = [
        ("what", "retire"),
        ("network", "instagram"),
        ("unit", "impressions"),
        ("field", "impressions"),
        ("since", "2025-04-21"),
    ];
    assert_eq!(marketer.post(&settings, &gone).await.status.as_u16(), 303);
    let report = marketer.get(&format!("/campaigns/{slug}/report")).await.body;
    assert!(report.contains("not available since"), "{report}");
    let targets = format!("/campaigns/{slug}/report/targets");
    let refused = marketer.post(&targets, &[("metric", "hand_overs"), ("value", "1"), ("why", "x")]).await;
    assert_eq!(refused.status.as_u16(), 403, "planners change targets");
    assert_eq!(world.gate("AMS").await.get(&settings).await.status.as_u16(), 403);
}

#[tokio::test]
async fn a_marketer_is_told_of_no_group_of_few_people_on_page_or_file() {
    let world = World::new().await;
    let (loaded, _) = posted(&world).await;
    let address = format!("/campaigns/{}/report", loaded.campaign.slug);
    let (mut planner, mut marketer) = (world.planner().await, world.marketer().await);
    let (all, few) = (planner.get(&address).await.body, marketer.get(&address).await.body);
    assert!(all.contains("id=\"fair\"") && !all.contains("about fewer than ten people"), "{all}");
    assert!(!few.contains("id=\"fair\"") && few.contains("about fewer than ten people"), "{few}");
    for file in ["report.csv", "report.json"] {
        let (all, few) = (
            planner.get(&format!("{address}/{file}")).await.body,
            marketer.get(&format!("{address}/{file}")).await.body,
        );
        assert!(all.contains("fair.confirmed") && !few.contains("fair.confirmed"), "{file}: {few}");
        assert!(few.contains("funnel.delivered"), "what counts all of them stays");
    }
}
