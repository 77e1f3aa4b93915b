//! Campaign files: the good ones are good, and the bad ones are told everything at once.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::money::Money;

fn example() -> String {
    campaign_template("small-surprise")
}

fn codes(text: &str) -> Vec<(usize, String, &'static str)> {
    let known = Known::default();
    let faults = read_campaign(text, &known).expect_err("faults");
    faults.into_iter().map(|fault| (fault.line, fault.path, fault.code)).collect()
}

/// The code of the only fault after an edit of the example.
fn edited(from: &str, to: &str) -> (String, &'static str) {
    let text = example();
    assert!(text.contains(from), "{from}");
    let codes = codes(&text.replacen(from, to, 1));
    assert_eq!(codes.len(), 1, "{codes:?}");
    (codes[0].1.clone(), codes[0].2)
}

fn repository(name: &str) -> String {
    let file = format!("{}/campaigns/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(file).expect("the campaign is in the repository")
}

#[test]
fn the_campaigns_of_the_repository_have_no_fault() {
    let stations: BTreeSet<_> = ["AMS", "JFK", "MAD"].map(str::to_owned).into();
    let known = Known { stations: Some(&stations), ..Known::default() };
    for slug in ["schiphol-surprise", "lost-luggage-recovery", "winter-escape"] {
        match read_campaign(&repository(slug), &known) {
            Ok(campaign) => assert_eq!(campaign.slug, slug),
            Err(faults) => panic!("{slug}: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        }
    }
}

#[test]
fn the_example_is_valid_and_reads_back_as_it_prints() {
    let campaign = read_campaign(&example(), &Known::default()).expect("valid");
    let text = toml::to_string(&campaign).expect("a campaign is plain data");
    assert_eq!(read_campaign(&text, &Known::default()).as_ref(), Ok(&campaign));
}

#[test]
fn all_faults_are_told_at_once_with_line_and_remedy() {
    let text = example()
        .replace("pillar = \"brand\"", "pilar = \"brand\"")
        .replace("currency = \"EUR\"", "")
        .replace("hold_out_percent = 20", "hold_out_percent = \"20\"")
        .replace("ends_on = 2025-03-04", "ends_on = 2025-03-03")
        .replace("use_on = \"trip\"", "use_on = \"tripp\"")
        .replace("cost = \"EUR 12.00\"", "cost = \"USD 12.00\"")
        .replace("networks = [\"bluesky\"]\nhours", "networks = [\"bluesky\", \"twitter\"]\nhours")
        .replace("{{ city }} found", "{{ town }} found");
    let faults = read_campaign(&text, &Known::default()).expect_err("faults");
    let told: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
    assert_eq!(
        told,
        [
            ("currency", "missing_key"),
            ("pilar", "unknown_key"),
            ("ends_on", "days_reversed"),
            ("hold_out_percent", "wrong_type"),
            ("gifts[1].use_on", "unknown_word"),
            ("follow_up.networks[1]", "unknown_word"),
            ("follow_up.templates.en", "template_variable"),
        ]
    );
    assert_eq!(faults[1].remedy, "did you mean `pillar`?");
    assert_eq!((faults[4].line, faults[4].column), (61, 1));
    assert_eq!(faults[4].remedy, "did you mean `trip`?");
    assert!(faults.iter().all(|fault| fault.line > 0 && !fault.message.is_empty() && !fault.remedy.is_empty()));
}

#[test]
fn each_rule_is_held() {
    let is = |path: &str, code| (path.to_owned(), code);
    assert_eq!(edited("slug = \"small-surprise\"", "slug = \"Small Surprise\""), is("slug", "bad_slug"));
    assert_eq!(edited("hold_out_percent = 20", "hold_out_percent = 51"), is("hold_out_percent", "out_of_range"));
    assert_eq!(edited("max_facts = 2", "max_facts = 3"), is("rules.max_facts", "out_of_range"));
    assert_eq!(
        edited("max_fact_age_days = 14", "max_fact_age_days = 15"),
        is("rules.max_fact_age_days", "out_of_range")
    );
    assert_eq!(
        edited("hours_after_arrival = 3", "hours_after_arrival = 2"),
        is("follow_up.hours_after_arrival", "out_of_range")
    );
    assert_eq!(edited("tax = \"EUR 1.08\"", "tax = \"USD 1.08\""), is("gifts[1].tax", "mixed_currency"));
    assert_eq!(edited("tax = \"EUR 1.08\"", "tax = \"EUR -1.08\""), is("gifts[1].tax", "amount_too_small"));
    assert_eq!(edited("tax = \"EUR 1.08\"", "tax = \"EUR 1.085\""), is("gifts[1].tax", "bad_money"));
    assert_eq!(edited("gift = \"EUR 50.00\"", "person = \"EUR 13.07\""), is("caps.person", "cap_below_cheapest"));
    assert_eq!(edited("gift = \"EUR 50.00\"", "day = \"EUR 501.00\""), is("caps.day", "cap_without_effect"));
    assert_eq!(edited("# budget = \"EUR 500.00\"", "budget = \"EUR 500.01\""), is("stations", "budgets_over_cap"));
    assert_eq!(edited("up_to = \"EUR 50.00\"", "up_to = \"EUR 13.00\""), is("approval", "tiers_too_low"));
    assert_eq!(edited("approvers = 1", "approvers = 0"), is("approval[0].approvers", "out_of_range"));
    assert_eq!(
        edited("approvers = 1", "approvers = 1\n[[approval]]\nup_to = \"EUR 20.00\"\napprovers = 2"),
        is("approval[1].up_to", "tiers_not_rising")
    );
    assert_eq!(edited("slug = \"walking-map\"", "slug = \"note\""), is("gifts[1].slug", "twice"));
    assert_eq!(edited("contains = []", "contains = [\"alcohol\"]"), is("gifts[1].min_age", "alcohol_for_minors"));
    assert_eq!(edited("contains = []", "contains = [\"alchol\"]"), is("gifts[1].contains", "unknown_content"));
    assert_eq!(edited("name.nl = \"Een wandelkaart\"", "name.pl = \"Mapa\""), is("gifts[1].name.pl", "unknown_word"));
    assert_eq!(edited("name.en = \"A walking map\"", ""), is("gifts[1].name", "no_english_name"));
    assert_eq!(edited("stock = 10\n", "stock = 4294967295\n"), is("gifts[1].stock", "out_of_range"));
    assert_eq!(edited("stock = 10\n", "stock = 99999999999999999999\n"), is("gifts[1].stock", "out_of_range"));
    assert_eq!(edited("stock = 10\n", "stock = 1e3\n"), is("gifts[1].stock", "wrong_type"));
    assert_eq!(
        edited("languages = [\"en\", \"nl\"]", "languages = [\"en\", \"nl\", \"de\"]"),
        is("follow_up.templates", "no_template")
    );
    assert_eq!(
        edited("networks = [\"bluesky\"]\nmentions", "networks = []\nmentions"),
        is("listening.networks", "no_network")
    );
    assert_eq!(edited("mode = \"opt_in\" ", "mode = \"mention\""), is("listening.mentions", "no_mentions"));
    assert_eq!(edited("mode = \"opt_in\" ", "mode = \"open_search\""), is("listening.mode", "no_assessment"));
    assert_eq!(edited("mentions = []", "mentions = [\"@klm\"]"), is("listening.mentions", "bad_handle"));
    assert_eq!(edited("to = \"13:00\"", "to = 05:00"), is("delivery.couriers[0].to", "empty_shift"));
    assert_eq!(edited("to = \"13:00\"", "to = \"25:00\""), is("delivery.couriers[0].to", "bad_time"));
    assert_eq!(edited("starts_on = 2025-03-04", "starts_on = \"2025-02-30\""), is("starts_on", "bad_date"));
    assert_eq!(edited("JP = [", "JAPAN = ["), is("rules.forbidden_contents.JAPAN", "bad_place"));
    assert_eq!(edited("gifts = 40", "gifts = 20"), is("targets[0].value", "target_over_cap"));
    assert_eq!(edited("A hand-written note", "A note\\u0000"), is("gifts[0].name.en", "bad_text"));
    assert_eq!(
        edited("Have a good trip!", &"Have a good trip! ".repeat(20)),
        is("follow_up.templates.en", "template_too_long")
    );
    assert_eq!(edited("Have a good trip!", "{% include 'x' %}"), is("follow_up.templates.en", "template_not_allowed"));
}

#[test]
fn x_is_for_people_who_joined() {
    let text = example().replace(
        "networks = [\"bluesky\"]\nmentions = []",
        "networks = [\"bluesky\", \"x\"]\nmentions = [\"klm.example\"]",
    );
    assert!(read_campaign(&text, &Known::default()).is_ok());
    let text = text.replace("mode = \"opt_in\"", "mode = \"mention\"");
    assert_eq!(codes(&text).iter().map(|code| code.2).collect::<Vec<_>>(), ["x_needs_opt_in"]);
}

#[test]
fn open_search_needs_an_assessment_of_the_last_90_days() {
    let signed = |day: &str| {
        let assessment =
            format!("\n[listening.assessment]\nsigned_by = \"P. Officer\"\nsigned_on = {day}\n\n[delivery]");
        example().replace("mode = \"opt_in\"", "mode = \"open_search\"").replace("\n[delivery]", &assessment)
    };
    assert!(read_campaign(&signed("2024-12-04"), &Known::default()).is_ok());
    for day in ["2024-12-03", "2025-03-05"] {
        assert!(codes(&signed(day)).iter().all(|code| code.2 == "assessment_expired"), "{day}");
    }
}

#[test]
fn unknown_stations_tags_and_occasions_get_a_suggestion() {
    let (stations, tags): (BTreeSet<_>, BTreeSet<_>) = ([("AMD".to_owned())].into(), [("biking".to_owned())].into());
    let known = Known { stations: Some(&stations), tags: Some(&tags), occasions: Some(&tags), ..Known::default() };
    let faults = read_campaign(&example(), &known).expect_err("faults");
    let told: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code, fault.remedy.as_str())).collect();
    assert_eq!(told.len(), 2);
    assert_eq!((told[0].0, told[0].1), ("stations[0].iata", "unknown_station"));
    assert_eq!(told[1], ("gifts[1].tags", "unknown_tag", "did you mean `biking`?"));
}

#[test]
fn a_start_desk_that_the_walking_map_lacks_gets_a_suggestion() {
    let places = [("AMS".to_owned(), ["desk", "lounge 2"].map(str::to_owned).into())].into();
    let known = Known { places: Some(&places), ..Known::default() };
    let with =
        |desk: &str| example().replacen("to = \"13:00\"", &format!("to = \"13:00\"\nstart_desk = \"{desk}\""), 1);
    let campaign = read_campaign(&with("lounge 2"), &known).expect("a place of the map");
    assert_eq!(campaign.delivery.couriers[0].start_desk.as_deref(), Some("lounge 2"));
    let told = |desk: &str| {
        let faults = read_campaign(&with(desk), &known).expect_err("a fault");
        faults.into_iter().map(|fault| (fault.path, fault.code, fault.remedy)).collect::<Vec<_>>()
    };
    let fault = |remedy: &str| vec![("delivery.couriers[0].start_desk".to_owned(), "unknown_desk", remedy.to_owned())];
    assert_eq!(told("lounge 3"), fault("did you mean `lounge 2`?"));
    assert_eq!(told("the far end"), fault("write one of: desk, lounge 2"));
    assert_eq!(told(""), fault("write one of: desk, lounge 2"));
}

#[test]
fn broken_toml_names_every_broken_line() {
    let text = example().replace("name = \"A small", "name = A small").replace("gifts = 40", "gifts = = 40");
    let lines: Vec<_> = codes(&text).into_iter().filter(|code| code.2 == "syntax").map(|code| code.0).collect();
    assert!(lines.contains(&6) && lines.contains(&35), "{lines:?}");
    assert_eq!(codes("a = 1\na = 2\n").iter().filter(|code| code.2 == "syntax").count(), 1);
}

#[test]
fn absurd_files_end_in_faults() {
    assert!(codes(&format!("x = {}{}", "[".repeat(5_000), "]".repeat(5_000))).len() < 300);
    assert!(codes(&(0..5_000).map(|n| format!("k{n} = 1")).collect::<Vec<_>>().join("\n")).len() <= 200);
    assert_eq!(codes(&"x".repeat(2 << 20))[0].2, "too_large");
    assert_eq!(read_campaign_bytes(b"slug = \"a\"\nname = \"\xFF\"", &Known::default()).expect_err("bytes")[0].line, 2);
    assert!(codes("").iter().all(|code| code.2 == "missing_key"));
}

#[test]
fn an_edit_is_told_in_words() {
    let old = read_campaign(&example(), &Known::default()).expect("valid");
    let mut new = old.clone();
    new.caps.campaign = Money::new(84_000, old.currency);
    new.caps.gifts = Some(52);
    new.gifts[1].stock = 15;
    new.gifts.swap(0, 1);
    new.delivery.couriers[0].capacity = 10;
    let changes = campaign_diff(&old, &new);
    let effects: Vec<_> = changes.iter().map(|change| change.effect.as_str()).collect();
    let wanted = ["budget +EUR 340.00", "number of gifts +12", "stock of walking-map +5", "AMS courier 1 carries -2"];
    assert_eq!(effects, wanted);
    assert_eq!(changes[2].path, "gifts.walking-map.stock");
    new.gifts.pop();
    assert!(campaign_diff(&old, &new).iter().any(|change| change.effect == "note is no longer given"));
    assert!(campaign_diff(&old, &old).is_empty());
}

proptest! {
    #[test]
    fn a_corrupted_campaign_never_panics(at in 0_usize..6_000, with in "(\\PC|\n|\"|\\[|=|-9|\\{\\{){1,3}") {
        let mut text = example();
        let at = (0..=at % text.len()).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.insert_str(at, &with);
        if let Err(faults) = read_campaign(&text, &Known::default()) {
            prop_assert!(!faults.is_empty());
        }
    }
}

const CARE: &str = "
[[care.answers]]
slug = \"bags\"
name.en = \"Bags\"
text.en = \"Your bag is on its way. {{ campaign }}\"
text.nl = \"Uw koffer komt eraan. {{ campaign }}\"
";

#[test]
fn answers_of_the_care_desk_are_checked_like_templates() {
    let with = |from: &str, to: &str| {
        assert!(CARE.contains(from), "{from}");
        format!("{}{}", example(), CARE.replacen(from, to, 1))
    };
    let campaign = read_campaign(&with("Bags", "Bags"), &Known::default()).expect("it has no fault");
    assert_eq!(campaign.care.answers[0].slug, "bags");
    let long = "x".repeat(300);
    for (from, to, path, code) in [
        ("{{ campaign }}", "{{ first_name }}", "text.en", "template_variable"),
        ("{{ campaign }}", "{% include 'x' %}", "text.en", "template_not_allowed"),
        ("{{ campaign }}", "{{ link }}", "text.en", "posting_link"),
        ("{{ campaign }}", "@zoe.example", "text.en", "posting_mention"),
        ("{{ campaign }}", long.as_str(), "text.en", "template_too_long"),
        ("name.en", "name.nl", "name", "no_english_name"),
        ("slug = \"bags\"", "slug = \"My bags\"", "slug", "bad_slug"),
        ("text.nl = \"Uw koffer komt eraan. {{ campaign }}\"", "", "text", "no_template"),
    ] {
        let found = codes(&with(from, to));
        let found: Vec<_> = found.iter().map(|(_, path, code)| (path.as_str(), *code)).collect();
        assert_eq!(found, [(format!("care.answers[0].{path}").as_str(), code)], "{to}");
    }
    let twice = codes(&format!("{}{CARE}{CARE}", example()));
    assert_eq!(
        twice.iter().map(|one| (one.1.as_str(), one.2)).collect::<Vec<_>>(),
        [("care.answers[1].slug", "twice")]
    );
}

#[test]
fn the_form_holds_answers_of_the_care_desk_and_networks() {
    let text = format!("{}{CARE}", example());
    let path = "care.answers[0].text.nl".to_owned();
    assert!(form_fields(&text).expect("TOML").iter().any(|field| field.path == path));
    let sent = [
        (path, "Uw koffer is gevonden.".to_owned()),
        ("follow_up.networks".to_owned(), "mastodon, threads".to_owned()),
    ];
    let campaign = read_campaign(&super::edited(&text, &sent.into()), &Known::default()).expect("still good");
    assert_eq!(campaign.care.answers[0].text[&crate::domain::language::Language::Nl], "Uw koffer is gevonden.");
    assert_eq!(campaign.follow_up.networks.len(), 2);
}

#[test]
fn a_network_that_wants_a_public_picture_gets_no_follow_ups() {
    let text =
        example().replacen("networks = [\"bluesky\"]\nhours", "networks = [\"bluesky\", \"instagram\"]\nhours", 1);
    let faults = read_campaign(&text, &Known::default()).expect_err("a fault");
    assert_eq!((faults[0].path.as_str(), faults[0].code), ("follow_up.networks[1]", "network_needs_picture"));
    assert!(faults[0].message.contains("instagram") && faults[0].remedy.contains("take instagram out"), "{faults:?}");
    assert!(faults[0].line > 1 && faults.len() == 1);
}
