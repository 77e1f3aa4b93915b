//! Editing a campaign: what is wrong stands beside its field, what it would change is seen before it is saved, nothing that
//! was promised is edited away; it is rehearsed on days that are over.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::campaign::CampaignState;
use giftgate::domain::refusal::Refusal;
use giftgate::formats::campaign::{FieldKind, form_fields};
use giftgate::services::{Error, campaign_edit, campaigns, going_live, past_days, review};

use super::{ROOT, audited, suggested};
use crate::support::small::{APPROVER, PLANNER, approved, campaign, candidates, confirm_all, gift, plain};
use crate::support::world::{CAMPAIGN, World};

const EDIT: &str = "/campaigns/schiphol-surprise/edit";
const SLUG: &str = "schiphol-surprise";

/// Everything a browser sends of the form of a text, with some fields as a person typed them.
fn form(source: &str, base: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("form".to_owned(), "fields".to_owned()),
        ("base".to_owned(), base.to_owned()),
        // As browsers send lines.
        ("source".to_owned(), source.replace('\n', "\r\n")),
    ];
    for field in form_fields(source).expect("TOML") {
        let value = typed.iter().find(|(path, _)| *path == field.path).map_or(field.value.as_str(), |(_, text)| *text);
        match field.kind {
            FieldKind::List if ["languages", "listening.networks"].contains(&field.path.as_str()) => {
                pairs.extend(value.split(", ").map(|word| (field.path.clone(), word.to_owned())));
            }
            FieldKind::Flag if value.is_empty() => {}
            _ => pairs.push((field.path, value.to_owned())),
        }
    }
    pairs.extend(
        typed
            .iter()
            .filter(|(path, _)| path.ends_with(']'))
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    );
    pairs
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn stored(world: &World) -> campaign_edit::Opened {
    campaign_edit::open(&world.app, SLUG).await.expect("the campaign")
}

#[tokio::test]
async fn an_edit_is_seen_before_it_is_saved_and_changes_one_line_of_the_file() {
    let world = World::new().await;
    let loaded = campaign(&world, |_| ()).await;
    let mut anna = world.planner().await;
    let page = anna.get(EDIT).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Edit the campaign") && page.body.contains("value=\"2500.00\""), "{}", page.body);
    let before = stored(&world).await;

    let same = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &[]))).await;
    assert!(same.status == StatusCode::OK && same.body.contains("the file stays as it is"), "{}", same.body);
    let typed = [("caps.campaign", "3000"), ("caps.day", "3000")];
    let told = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &typed))).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert!(told.body.contains("EUR 3000.00") && told.body.contains("Save the file"), "{}", told.body);
    assert_eq!(stored(&world).await.hash, before.hash, "nothing is saved yet");

    let after = CAMPAIGN
        .replace("campaign = \"EUR 2500.00\"", "campaign = \"EUR 3000.00\"")
        .replace("day = \"EUR 2500.00\"", "day = \"EUR 3000.00\"");
    let save = [("base", before.hash.as_str()), ("source", after.as_str())];
    assert_eq!(anna.post(&format!("{EDIT}/save"), &save).await.leads_to(), format!("{EDIT}?done=campaign_saved"));
    let now = stored(&world).await;
    assert_eq!(now.source, after, "comments, order and blanks are as they were");
    let balances = world.app.store.balances(loaded.id).await.expect("balances");
    let money = balances.iter().find(|(cap, _)| cap == "money").expect("money");
    assert_eq!(money.1.limit, 300_000);
    let (action, detail) = audited(&world, &loaded.id.to_string()).await.pop().expect("an entry");
    assert!(action == "campaign.edit" && detail.contains("caps.campaign") && detail.contains(&now.hash), "{detail}");

    let late = anna.post(&format!("{EDIT}/save"), &save).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Somebody saved another edit"), "{}", late.body);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_saved() {
    let world = World::new().await;
    campaign(&world, |_| ()).await;
    let (mut anna, mut bo) = (world.planner().await, world.approver().await);
    let before = stored(&world).await;
    let typed = [("caps.campaign", "lots"), ("hold_out_percent", "70"), ("ends_on", "2025-01-01"), ("name", "")];
    let wrong = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &typed))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for id in ["caps-campaign", "hold-out-percent", "ends-on", "name"] {
        assert!(wrong.body.contains(&format!("aria-describedby=\"{id}-fault\"")), "{id}: {}", wrong.body);
    }
    assert!(wrong.body.contains("value=\"lots\"") && !wrong.body.contains("Save the file"));
    let german = anna.post(&format!("{EDIT}?lang=de"), &borrowed(&form(&before.source, &before.hash, &typed))).await;
    assert!(german.body.contains("Das ist kein Betrag."), "in the reader's language");
    let broken = [("form", "file"), ("base", before.hash.as_str()), ("source", "name = \"half")];
    let broken = anna.post(EDIT, &broken).await;
    assert!(broken.status == StatusCode::UNPROCESSABLE_ENTITY && broken.body.contains("Line 1"), "{}", broken.body);
    let sent = [("base", before.hash.as_str()), ("source", "name = \"half")];
    assert_eq!(anna.post(&format!("{EDIT}/save"), &sent).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stored(&world).await.hash, before.hash);
    assert_eq!(bo.get(EDIT).await.status, StatusCode::FORBIDDEN, "approvers do not edit what they approve");
    let refused = campaign_edit::save(&world.app, SLUG, CAMPAIGN, &before.hash, &APPROVER).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::WrongRole { .. }))));
}

#[tokio::test]
async fn an_edit_says_how_many_people_and_how_much_money_it_moves() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    confirm_all(&world, &loaded).await;
    let mut anna = world.planner().await;
    let before = stored(&world).await;
    let nobody = [("rules.exclude_destinations", "OSL PRG CDG")];
    let told = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &nobody))).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert!(told.body.contains("fewer get a gift") && told.body.contains(" less</b>"), "{}", told.body);
    assert!(
        told.body.contains("Destinations that get nothing") && told.body.contains("CDG, OSL, PRG"),
        "{}",
        told.body
    );
}

#[tokio::test]
async fn posts_are_made_replies_by_the_form_which_says_what_consent_that_wants() {
    let world = World::new().await;
    campaign(&world, |_| ()).await;
    let mut anna = world.planner().await;
    let page = anna.get(EDIT).await.body;
    for part in ["id=\"follow-up-as\"", "<option value=\"post\" selected>", "Naming the account", "A quote of it"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let before = stored(&world).await;
    let typed = [("follow_up.as", "reply")];
    let told = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &typed))).await;
    assert!(
        told.status == StatusCode::OK && told.body.contains("How they stand to the traveller’s post"),
        "{}",
        told.body
    );
    let after = giftgate::formats::campaign::edited(
        &before.source,
        &typed.map(|(path, word)| (path.to_owned(), word.to_owned())).into_iter().collect(),
    );
    let save = [("base", before.hash.as_str()), ("source", after.as_str())];
    assert_eq!(anna.post(&format!("{EDIT}/save"), &save).await.leads_to(), format!("{EDIT}?done=campaign_saved"));
    assert_eq!(stored(&world).await.loaded.campaign.follow_up.way.as_str(), "reply");
}

#[tokio::test]
async fn what_was_promised_is_not_edited_away() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 3).await;
    let idea = gift(&world, &loaded, &all[0]).await.idea;
    let place = loaded.campaign.gifts.iter().position(|one| one.slug == idea).expect("a gift idea");
    let before = stored(&world).await;
    let mut anna = world.planner().await;
    let (stock, entry) = (format!("gifts[{place}].stock"), format!("gifts[{place}]"));
    let wrong = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &[(&stock, "0")]))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("More than this is promised or spent already"), "{}", wrong.body);
    let taken_out = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &[(&entry, "remove")]))).await;
    assert_eq!(taken_out.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken_out.body.contains("People were promised this gift or have it"), "{}", taken_out.body);
    let unused = loaded.campaign.gifts.iter().position(|one| !all.iter().any(|own| own.idea == one.slug));
    let entry = format!("gifts[{}]", unused.expect("an idea that nobody got"));
    let taken_out = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &[(&entry, "remove")]))).await;
    assert_eq!(taken_out.status, StatusCode::OK, "{}", taken_out.body);
    let target = anna.post(EDIT, &borrowed(&form(&before.source, &before.hash, &[("targets[0].value", "10")]))).await;
    assert!(target.body.contains("Targets are locked since the campaign is live"), "{}", target.body);
}

#[tokio::test]
async fn a_campaign_is_rehearsed_on_a_day_that_is_held_and_contacts_nobody() {
    let world = World::new().await;
    let loaded = suggested(&world, 6).await;
    let all = candidates(&world, &loaded).await;
    for one in &all[..4] {
        review::confirm(&world.app, one.id, &PLANNER).await.expect("confirmed");
    }
    review::reject(&world.app, all[4].id, &PLANNER).await.expect("rejected");
    let days = past_days::rehearse(&world.app, &loaded.campaign, std::slice::from_ref(&loaded)).await.expect("a day");
    assert_eq!(days.len(), 1);
    let day = &days[0];
    assert_eq!((day.people, day.confirmed, day.rejected), (6, 4, 1));
    assert!(day.gifts > 0 && day.cost_minor >= 0 && day.gifts + day.held_out <= 6, "{day:?}");
    assert!((day.precision().expect("decided") - 0.8).abs() < 1e-9);
    assert!(world.app.store.list_gifts(loaded.id).await.expect("gifts").is_empty(), "nothing is written");
    let again = past_days::rehearse(&world.app, &loaded.campaign, std::slice::from_ref(&loaded)).await.expect("a day");
    assert_eq!(again, days, "it gives the same figures each time");

    let mut anna = world.planner().await;
    let page = anna.post(&format!("{EDIT}/rehearse"), &[]).await;
    assert!(page.status == StatusCode::OK && page.body.contains("4 of 5 decided"), "{}", page.body);
    let nobody = CAMPAIGN.replace("[rules]\n", "[rules]\nexclude_destinations = [\"OSL\", \"PRG\", \"CDG\"]\n");
    let edited = anna.post(&format!("{EDIT}/rehearse"), &[("source", &nobody)]).await;
    assert!(edited.status == StatusCode::OK && edited.body.contains("Back to the edit"), "{}", edited.body);
    let shown = anna.send(Method::GET, &format!("{EDIT}/rehearse"), &[], &[]).await;
    assert!(shown.status == StatusCode::OK && shown.body.contains("4 of 5 decided"), "the stored file, without a form");
}

#[tokio::test]
async fn a_campaign_goes_live_only_on_a_basis_that_was_signed_for_its_file() {
    let world = World::new().await;
    let loaded = campaigns::add(&world.app, CAMPAIGN, &PLANNER).await.expect("a draft");
    let mut anna = world.planner().await;
    let page = anna.get(EDIT).await.body;
    assert!(
        page.contains("Before it goes live") && page.contains("not signed yet") && !page.contains("Go live<"),
        "{page}"
    );
    let early = anna.post(&format!("{ROOT}/go-live"), &[]).await;
    assert!(early.status == StatusCode::CONFLICT && early.body.contains("its basis is not signed"), "{}", early.body);

    let mut petra = world.member(&[Grant::everywhere(Role::Privacy)]).await;
    petra.post("/privacy/assessments", &[("campaign", SLUG)]).await.leads_to();
    assert!(anna.get(EDIT).await.body.contains("signed for this file"));
    let before = stored(&world).await;
    let after = CAMPAIGN.replace("cool_down_days = 365", "cool_down_days = 300");
    let faults = campaign_edit::save(&world.app, SLUG, &after, &before.hash, &PLANNER).await.expect("saved");
    assert_eq!(faults, []);
    assert!(anna.get(EDIT).await.body.contains("edited after it was signed"));
    let stale = going_live::go_live(&world.app, SLUG, &PLANNER).await;
    assert!(matches!(stale, Err(Error::Refused(Refusal::NoBasis))));
    petra.post("/privacy/assessments", &[("campaign", SLUG)]).await.leads_to();
    let refused = going_live::go_live(&world.app, SLUG, &APPROVER).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::WrongRole { .. }))));
    assert_eq!(anna.post(&format!("{ROOT}/go-live"), &[]).await.leads_to(), format!("{ROOT}?done=live"));
    assert_eq!(stored(&world).await.loaded.state, CampaignState::Live);
    assert_eq!(audited(&world, &loaded.id.to_string()).await.pop().expect("an entry").0, "campaign.move");
    assert!(!anna.get(EDIT).await.body.contains("Before it goes live"));
}
