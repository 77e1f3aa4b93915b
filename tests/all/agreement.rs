//! What the screen says and what files say are the same figures: made-up worlds, each looked at in every form a report has.

use std::collections::BTreeSet;

use chrono::{Duration, SecondsFormat};
use giftgate::domain::instant::Instant;
use giftgate::domain::language::Language;
use giftgate::domain::post::Network;
use giftgate::domain::reading::{Method, Reading, Unit};
use giftgate::services::campaigns::LoadedCampaign;
use giftgate::services::{measuring, views};
use giftgate::store::view::report::ReportView;
use giftgate::texts::{Locales, format};
use giftgate::web::templates::Engine;
use giftgate::web::{ReportForm, write_report};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::support::opened::{first_sheet, pdf_texts};
use crate::support::small::{approved, campaign, give, plain};
use crate::support::world::World;

/// Made-up worlds that are looked at.
const WORLDS: u64 = 6;

/// Gifts given, and readings of any network, unit, size, definition and method; some worlds have none.
async fn made_up(world: &World, seed: u64) -> LoadedCampaign {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let loaded = campaign(world, plain).await;
    let gifts = approved(world, &loaded, rng.random_range(1..=5)).await;
    for gift in gifts.iter().take(rng.random_range(0..=gifts.len())) {
        give(world, &loaded, gift, Vec::new()).await;
    }
    let readings: Vec<Reading> = (0..rng.random_range(0..40_i64))
        .map(|n| {
            let network = Network::ALL[rng.random_range(0..Network::ALL.len())];
            let unit = Unit::ALL[rng.random_range(0..Unit::ALL.len())];
            Reading {
                post: format!("p{}", rng.random_range(0..6)),
                network,
                unit,
                value: 10_u64.pow(rng.random_range(0..9)) * rng.random_range(0..10),
                field: format!("{unit}_count"),
                definition: format!("2025-0{}", rng.random_range(1..3)),
                read_at: world.app.now() + Duration::minutes(n * rng.random_range(1..90)),
                method: Method::ALL[rng.random_range(0..Method::ALL.len())],
                coverage_percent: rng.random_range(1..=100),
            }
        })
        .collect();
    measuring::add_readings(&world.app, &loaded, &readings).await.expect("added");
    loaded
}

/// Words side by side; spaces that keep a figure together are spaces.
fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    cells.into_iter().map(spaced).collect()
}

fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Lines of figures with their numbers as they are written shortest.
fn shortest(mut lines: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for line in &mut lines {
        for column in [2, 7] {
            if let Ok(number) = line[column].parse::<f64>() {
                line[column] = number.to_string();
            }
        }
    }
    lines
}

/// The lines of figures, instants to the second.
fn of_json(figures: &[Value]) -> Vec<Vec<String>> {
    let cell = |one: &Value, key: &str| match &one[key] {
        Value::Null => String::new(),
        Value::String(text) if key == "read_at" => {
            let at: Instant = text.parse().expect("an instant");
            at.to_rfc3339_opts(SecondsFormat::Secs, true)
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let keys = ["figure", "of", "value", "unit", "source", "definition", "method", "coverage_percent", "read_at"];
    figures.iter().map(|one| keys.iter().map(|key| cell(one, key)).collect()).collect()
}

fn of_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    // A cell that a spreadsheet could take for a formula has an apostrophe before it.
    let cell = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    reader.records().map(|row| row.expect("a row").iter().map(cell).collect()).collect()
}

fn of_workbook(bytes: &[u8]) -> Vec<Vec<String>> {
    // Day 25,569 of a workbook is 1 January 1970.
    let begin: Instant = "1970-01-01T00:00:00Z".parse().expect("an instant");
    let instant = |days: &str| {
        let days: f64 = days.parse().expect("days since 1900");
        let since = std::time::Duration::from_secs_f64(((days - 25_569.0) * 86_400.0).round());
        (begin + since).to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    let row = |mut cells: Vec<String>| {
        cells[8] = instant(&cells[8]);
        cells
    };
    first_sheet(bytes).into_iter().skip(1).map(row).collect()
}

/// Cells of the tables of a page, row by row, as words.
fn rows_of(page: &str) -> Vec<Vec<String>> {
    let text = |html: &str| {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or("", |(_, after)| after));
        }
        let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&nbsp;", " ");
        spaced(text.replace("&amp;", "&").trim())
    };
    let cells = |row: &str| -> Vec<String> {
        let row = row.split("</tr>").next().unwrap_or_default().replace("<th", "<td");
        row.split("<td").skip(1).map(|cell| text(&format!("<td{cell}"))).collect()
    };
    // Below it stand the times of day, which no file has.
    let main = page.split("</main>").next().unwrap_or_default();
    main.split("<tr").skip(1).map(cells).collect()
}

/// What the page and the paper have to say, as neighbouring words: what is counted, and how many.
fn told(view: &ReportView, locales: &Locales, language: Language) -> Vec<Vec<String>> {
    let texts = locales.texts(language);
    let whole = |value: u64| format::whole(value.try_into().expect("a count"), language);
    let money = |minor| format::money(minor, view.head.currency, language);
    let mut told = Vec::new();
    for one in &view.figures {
        let (network, unit) = (texts.word("network", one.network.as_str()), texts.word("unit", one.unit.as_str()));
        told.push(line([network.as_str(), unit.as_str(), &whole(one.value)]));
    }
    let funnel = &view.funnel;
    let steps = [
        ("posts", funnel.posts),
        ("matched", funnel.matched),
        ("approved", funnel.approved),
        ("delivered", funnel.delivered),
    ];
    for (step, count) in steps {
        told.push(line([texts.word("funnel", step).as_str(), &whole(count)]));
    }
    for one in &view.costs {
        let name = one.gift.get(&language).or_else(|| one.gift.get(&Language::En)).expect("a name");
        told.push(line([name.as_str(), &whole(one.pieces), &money(one.cost_minor)]));
    }
    if view.parts.cost.total_minor != 0 {
        told.push(line([texts.get("cost-total").as_str(), &money(view.parts.cost.total_minor)]));
    }
    let ends = view.parts.endings;
    if ends.given + ends.declined + ends.not_found > 0 {
        for (word, count) in [("given", ends.given), ("in_window", ends.in_window), ("photo", ends.photo)] {
            told.push(line([texts.word("ending", word).as_str(), &whole(count)]));
        }
    }
    told
}

#[tokio::test]
async fn page_csv_workbook_json_and_paper_tell_the_same_figures() {
    let (engine, locales) = (Engine::load().expect("an engine"), Locales::load().expect("locales"));
    let mut seen = BTreeSet::new();
    for seed in 0..WORLDS {
        let world = World::new().await;
        let loaded = made_up(&world, seed).await;
        let slug = &loaded.campaign.slug;
        let language = Language::ALL[usize::try_from(seed).expect("small") % Language::ALL.len()];
        let view = views::report(&world.app, slug).await.expect("a report");
        let file = |form| write_report(&engine, &view, form, language).expect("a file");

        let json: Value = serde_json::from_slice(&file(ReportForm::Json)).expect("JSON");
        let figures = shortest(of_json(json["figures"].as_array().expect("figures")));
        assert_eq!(shortest(of_csv(&file(ReportForm::Csv))), figures, "CSV, world {seed}");
        assert_eq!(shortest(of_workbook(&file(ReportForm::Xlsx))), figures, "workbook, world {seed}");

        let mut planner = world.planner().await;
        let page = planner.get(&format!("/campaigns/{slug}/report?lang={language}")).await.body;
        let own = rows_of(&page);
        assert_eq!(own, rows_of(&String::from_utf8(file(ReportForm::Html)).expect("UTF-8")), "the page as a file");
        let paper = pdf_texts(&file(ReportForm::Pdf));
        let has = |value: &str| figures.iter().any(|row| row[2] == value);
        for one in &view.figures {
            assert!(has(&one.value.to_string()), "{one:?}");
        }
        for words in told(&view, &locales, language) {
            let in_row = |row: &Vec<String>| {
                let mut cells = row.iter().filter(|cell| !cell.is_empty());
                words.iter().all(|word| cells.any(|cell| cell == word || cell.starts_with(&format!("{word} "))))
            };
            assert!(own.iter().any(in_row), "page in {language}, world {seed}: {words:?}\n{own:#?}");
            let printed = paper.windows(words.len()).any(|texts| texts == words.as_slice());
            assert!(printed, "paper in {language}, world {seed}: {words:?}\n{paper:#?}");
            seen.insert(words[0].clone());
        }
        world.run_jobs().await;
    }
    assert!(seen.len() > 20, "the worlds are too much alike: {seen:?}");
}
