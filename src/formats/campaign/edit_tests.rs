//! Editing a campaign file by its form.

use super::*;
use crate::formats::campaign::{Known, campaign_diff, campaign_template, read_campaign};

fn sent(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn lines_that_differ(before: &str, after: &str) -> Vec<(String, String)> {
    assert_eq!(before.lines().count(), after.lines().count());
    let pairs = before.lines().zip(after.lines()).filter(|(old, new)| old != new);
    pairs.map(|(old, new)| (old.to_owned(), new.to_owned())).collect()
}

#[test]
fn only_the_line_that_was_edited_changes_and_its_comment_stays() {
    let before = campaign_template("small");
    let fields = form_fields(&before).expect("TOML");
    let same: BTreeMap<_, _> = fields.iter().map(|field| (field.path.clone(), field.value.clone())).collect();
    assert_eq!(edited(&before, &same), before, "a form sent as it was changes nothing");
    let paths =
        ["rules.skip_open_complaint", "rules.only_may_leave", "engagement_by", "follow_up.link_tags", "follow_up.as"];
    let shown = paths.map(|path| same[path].as_str());
    assert_eq!(shown, ["true", "", "impressions", "", "post"], "what holds where nothing is said");

    let after =
        edited(&before, &sent(&[("caps.campaign", "840"), ("gifts[1].stock", "12"), ("languages", "en, nl, de")]));
    assert_eq!(
        lines_that_differ(&before, &after),
        [
            (
                "languages = [\"en\", \"nl\"]            # en, nl, es, de, ja".to_owned(),
                "languages = [\"en\", \"nl\", \"de\"]            # en, nl, es, de, ja".to_owned()
            ),
            (
                "campaign = \"EUR 500.00\"             # the only cap that must be set".to_owned(),
                "campaign = \"EUR 840.00\"             # the only cap that must be set".to_owned()
            ),
            ("stock = 10".to_owned(), "stock = 12".to_owned()),
        ]
    );
}

#[test]
fn what_a_field_can_t_hold_is_told_under_its_own_path() {
    let before = campaign_template("small");
    let wrong = [("caps.campaign", "a lot"), ("hold_out_percent", "ten"), ("starts_on", "soon"), ("pillar", "fun")];
    let faults = read_campaign(&edited(&before, &sent(&wrong)), &Known::default()).expect_err("faults");
    let told: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
    assert_eq!(
        told,
        [
            ("pillar", "unknown_word"),
            ("starts_on", "bad_date"),
            ("hold_out_percent", "wrong_type"),
            ("caps.campaign", "bad_money")
        ]
    );
}

#[test]
fn optional_fields_come_and_go_and_tables_are_made_for_them() {
    let before = campaign_template("small").replace("[rules]\nmax_facts", "[other]\nmax_facts");
    let after = edited(&before, &sent(&[("caps.day", "99,50"), ("caps.gifts", ""), ("rules.elite_percent_max", "20")]));
    assert!(after.contains("day = \"EUR 99.50\"") && !after.contains("\ngifts = 40"), "{after}");
    assert!(after.contains("[rules]") && after.contains("elite_percent_max = 20"), "{after}");
    assert_eq!(edited(&before, &sent(&[("rules.elite_percent_max", ""), ("caps.day", " ")])), before);
    let unticked = edited(&before, &sent(&[("rules.skip_open_complaint", "")]));
    assert!(unticked.contains("skip_open_complaint = false"), "{unticked}");
}

#[test]
fn how_posts_stand_to_what_travellers_wrote_is_one_line_of_the_file() {
    let before = campaign_template("small");
    let mut way = before.clone();
    for word in ["reply", "quote", "post"] {
        way = edited(&way, &sent(&[("follow_up.as", word)]));
        let campaign = read_campaign(&way, &Known::default()).expect("valid");
        assert_eq!((campaign.follow_up.way.as_str(), way.matches("\nas = ").count()), (word, 1), "{way}");
    }
    assert_eq!(before.lines().count() + 1, way.lines().count());
    let faults = read_campaign(&edited(&before, &sent(&[("follow_up.as", "shout")])), &Known::default());
    let told: Vec<_> = faults.expect_err("faults").into_iter().map(|fault| (fault.path, fault.code)).collect();
    assert_eq!(told, [("follow_up.as".to_owned(), "unknown_word")]);
}

#[test]
fn a_gift_is_added_and_another_taken_out() {
    let before = campaign_template("small");
    let new = [("slug", "novel"), ("name.en", "A novel"), ("cost", "12.5"), ("stock", "9"), ("use_on", "flight")];
    let mut form = sent(&[("gifts[0]", "remove"), ("slug", "other"), ("gifts[7].stock", "1")]);
    form.extend(new.map(|(key, text)| (format!("gifts[2].{key}"), text.to_owned())));
    let after = edited(&before, &form);
    let known = Known::default();
    let (old, new) = (read_campaign(&before, &known).expect("valid"), read_campaign(&after, &known).expect("valid"));
    let effects: Vec<_> = campaign_diff(&old, &new).into_iter().map(|change| change.effect).collect();
    assert_eq!(effects, ["note is no longer given", "new gift novel: 9 pieces at EUR 12.50"]);
    assert!(after.contains("# interests of the listen step"));
}

#[test]
fn no_text_makes_the_editor_fall() {
    for source in ["", "gifts = 3", "gifts = [1, 2]", "caps = 4\n[[stations]]", "[caps", "name = 1\ncaps = {}\n"] {
        let mut form = sent(&[("gifts[0]", "remove"), ("gifts[1]", "remove"), ("gifts[0].slug", "x")]);
        form.extend(SINGLE.map(|(path, ..)| (path.to_owned(), "x".to_owned())));
        let after = edited(source, &form);
        assert!(read_campaign(&after, &Known::default()).is_err());
    }
}
