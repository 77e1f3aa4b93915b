//! `giftgate report`: the page's figures as files, each with unit, source, definition and time.

use giftgate::services::views;
use serde_json::Value;

use crate::support::desk::Desk;
use crate::support::small::{approved, campaign, give, plain};
use crate::support::world::World;

const READINGS: &str = "post,network,unit,value,field,definition,read_at,method\n\
    at://a,bluesky,impressions,1204,=cmd(),2025-01,2025-03-06T09:00:00Z,measured\n\
    at://a,bluesky,impressions,2408,=cmd(),2025-01,2025-03-07T09:00:00Z,measured\n\
    at://b,mastodon,reach,310,+followers,2025-01,2025-03-06T09:00:00Z,estimated\n";

/// A store with the demo's campaign and three readings.
fn measured() -> Desk {
    let desk = Desk::new().with("r.csv", READINGS);
    desk.run("migrate").done();
    desk.run("campaign add SURPRISE").done();
    desk.run("campaign live schiphol-surprise").done();
    desk.run("import readings r.csv --campaign schiphol-surprise").done();
    desk
}

#[test]
fn a_report_is_a_page_json_or_csv_of_the_same_figures() {
    let desk = measured();
    let json: Value = serde_json::from_str(&desk.run("report schiphol-surprise --format json").done()).expect("JSON");
    let figures = json["figures"].as_array().expect("figures");
    let read = figures.iter().find(|one| one["figure"] == "impressions").expect("impressions");
    assert_eq!(
        (&read["value"], &read["of"], &read["definition"]),
        (&2408.into(), &"bluesky".into(), &"2025-01".into())
    );
    assert!(read["source"].as_str().is_some_and(|source| source.contains("=cmd()")), "{read}");
    assert_eq!((&read["read_at"], &read["method"]), (&"2025-03-07T09:00:00Z".into(), &"measured".into()));
    for one in figures {
        for key in ["unit", "source", "definition", "read_at", "method"] {
            assert!(one[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {one}");
        }
    }
    let unknown = figures.iter().find(|one| one["figure"] == "cost_per_hand_over").expect("a cost");
    assert!(unknown["value"].is_null(), "nobody knows it, and it is not 0");

    desk.run("report schiphol-surprise --format csv --out r/x.csv").bad_input(&["r/x.csv", "folder does not exist"]);
    desk.run("report schiphol-surprise --format csv --out report.csv").done();
    let csv = std::fs::read_to_string(desk.path().join("report.csv")).expect("written");
    assert_eq!(csv.lines().count(), 1 + figures.len());
    let live = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@']);
    assert!(!csv.lines().any(|line| line.split(',').any(live)), "{csv}");

    let german = desk.run("report schiphol-surprise --lang de").done();
    assert!(german.starts_with("<!") && german.contains("lang=\"de\"") && german.contains("2.408"));
    assert!(!german.contains("<script src") && !german.contains("href=\"http"));
}

#[test]
fn a_report_is_a_paper_or_a_workbook_too() {
    let desk = measured();
    for (form, magic) in [("pdf", b"%PDF-".as_slice()), ("xlsx", b"PK")] {
        for language in ["en", "ja"] {
            desk.run(&format!("report schiphol-surprise --format {form} --lang {language} --out report.{form}")).done();
            let bytes = std::fs::read(desk.path().join(format!("report.{form}"))).expect("written");
            assert!(bytes.starts_with(magic), "{form}");
        }
    }
}

#[tokio::test]
async fn a_marketer_takes_the_report_home_as_a_file() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 3).await;
    give(&world, &loaded, &gifts[0], Vec::new()).await;
    let slug = &loaded.campaign.slug;
    let mut marketer = world.marketer().await;
    let page = marketer.get(&format!("/campaigns/{slug}/report?lang=de")).await;
    assert!(page.body.contains(&format!("/campaigns/{slug}/report/report.xlsx?lang=de")), "the page offers it");

    let csv = marketer.get(&format!("/campaigns/{slug}/report/report.csv")).await;
    assert_eq!(csv.status.as_u16(), 200);
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(csv.headers["content-disposition"], format!("attachment; filename=\"{slug}-report.csv\""));
    let mut view = views::report(&world.app, slug).await.expect("a report");
    let all = views::report_figures(&view).len();
    view.hide_small_groups();
    let seen = views::report_figures(&view).len();
    assert!(seen < all && csv.body.lines().count() == 1 + seen, "what the page's read model holds, for a marketer");
    for file in ["report.odt", "plan.csv", "report.", "..%2Freport.csv"] {
        assert_eq!(marketer.get(&format!("/campaigns/{slug}/report/{file}")).await.status.as_u16(), 404, "{file}");
    }
    assert_eq!(world.gate("AMS").await.get(&format!("/campaigns/{slug}/report/report.csv")).await.status.as_u16(), 403);
    world.run_jobs().await;
}

#[test]
fn a_report_of_an_unknown_campaign_names_the_remedy() {
    let desk = Desk::new();
    desk.run("report spring").refused(1, &["giftgate migrate"]);
    desk.run("migrate").done();
    desk.run("report spring").bad_input(&["there is no campaign `spring`", "giftgate campaign add FILE"]);
    desk.run("report spring --format odt").bad_input(&["html, pdf, xlsx, csv, json"]);
    desk.run("report spring --lang fr").bad_input(&["en, nl, es, de, ja"]);
}

#[tokio::test]
async fn figures_are_those_of_the_pages_read_model() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let gifts = approved(&world, &loaded, 3).await;
    give(&world, &loaded, &gifts[0], Vec::new()).await;
    let view = views::report(&world.app, &loaded.campaign.slug).await.expect("a report");
    let figures = views::report_figures(&view);
    let value = |figure: &str, of: &str| {
        figures.iter().find(|one| (one.figure.as_str(), one.of.as_str()) == (figure, of)).map(|one| one.value.clone())
    };
    assert_eq!(value("funnel.delivered", ""), Some(1.into()));
    assert_eq!(value("cost", ""), Some(gifts[0].cost_minor.into()));
    assert_eq!(value("hand_overs", "en"), Some(1.into()));
    assert_eq!(value("target_reached", "hand_overs"), Some(1.into()));
    assert_eq!(value("hold_out.treated", ""), Some(3.into()));
    assert_eq!(value("impressions", "bluesky"), None, "nobody read any");
    world.run_jobs().await;
}
