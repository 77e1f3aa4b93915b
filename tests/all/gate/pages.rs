//! The gate's pages, without script and as a phone's script uses them.

use axum::http::{Method, StatusCode};
use giftgate::domain::gift::GiftState;
use serde_json::{Value, json};

use super::{World, approved, campaign, family, given, plain, raw, state, tell};
use crate::support::client::Client;
use crate::support::small::given as first_name;

fn field(body: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let rest = body.split(&marker).nth(1).unwrap_or_else(|| panic!("no field {name} in {body}"));
    rest.split('"').next().expect("its end").to_owned()
}

async fn batch(client: &mut Client, station: &str, reports: &Value) -> (StatusCode, Value) {
    let answer = client.post(&format!("/gate/{station}/sync"), &[("batch", &reports.to_string())]).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_gift_is_handed_over_in_three_taps_without_script_and_undone() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    let mut gate = world.gate("AMS").await;
    let list = gate.get("/gate/AMS").await.body;
    let page = format!("/gate/AMS/gifts/{}", all[0].gift.id);
    assert!(list.contains(&page) && list.contains(first_name(0)) && !list.contains(&family(0)));
    assert!(list.contains("min walk"), "{list}");

    let desk = gate.get(&page).await.body;
    let taken = gate.post(&format!("{page}/pick-up"), &[("receipt", &field(&desk, "receipt"))]).await;
    assert_eq!(taken.leads_to(), format!("{page}?done=picked_up"));
    let here = gate.get(&page).await.body;
    assert!(here.contains("May we take a photo") && !here.contains("checked=\"checked\""));
    let check = |seat: &'static str| [("family", family(0)), ("seat", seat.to_owned())];
    for (seat, words) in [("1A", "Yes, this is the right person."), ("1B", "No, this gift is not for them.")] {
        let form = check(seat);
        let form: Vec<_> = form.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let verdict = gate.post(&format!("{page}/check"), &form).await;
        assert!(verdict.status == StatusCode::OK && verdict.body.contains(words), "{}", verdict.body);
        assert!(!verdict.body.contains(&family(0)));
    }
    let receipt = field(&here, "receipt");
    let form = [("receipt", receipt.as_str()), ("outcome", "given"), ("consent_photo", "on")];
    for _ in 0..2 {
        let done = gate.post(&format!("{page}/hand-over"), &form).await;
        assert_eq!(done.leads_to(), format!("{page}?done=given"), "sent twice, counted once");
    }
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 1);
    assert_eq!(raw::count(&world.app.store, "consent").await, 3);

    // A colleague who comes later sees who and when, and overwrites nothing.
    let mut other = world.gate("AMS").await;
    let late = [("receipt", "018f0000-0000-7000-8000-000000000001"), ("outcome", "declined")];
    let conflict = other.post(&format!("{page}/hand-over"), &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.body.contains("Someone else was first") && conflict.body.contains("By B."), "{}", conflict.body);
    assert!(!conflict.body.contains("name=\"hand_over\""), "only who did it can undo it");
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::HandedOver);

    let ended = gate.get(&page).await.body;
    let undo = [("hand_over", field(&ended, "hand_over")), ("receipt", field(&ended, "receipt"))];
    let undo: Vec<_> = undo.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let undone = gate.post(&format!("{page}/undo"), &undo).await;
    assert_eq!(undone.leads_to(), format!("{page}?done=taken_back"));
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::PickedUp);
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 0);
    let none = [("receipt", "018f0000-0000-7000-8000-000000000002"), ("outcome", "not_found"), ("reason", "no_show")];
    assert!(gate.post(&format!("{page}/hand-over"), &none).await.leads_to().ends_with("not_found"));
    assert!(gate.get(&page).await.body.contains("Did not come to the gate"));
    let back = gate.post(&format!("{page}/back"), &[]).await;
    assert!(back.leads_to().ends_with("brought_back"));
}

#[tokio::test]
async fn a_traveller_who_wants_none_of_this_is_kept_out_from_that_moment() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let mut gate = world.gate("AMS").await;
    let page = format!("/gate/AMS/gifts/{}", all[0].gift.id);
    let shown = gate.get(&page).await.body;
    assert!(shown.contains("This person does not want this") && !shown.contains(&family(0)));
    let path = format!("{page}/objection");
    let unsure = gate.post(&path, &[]).await;
    assert!(
        unsure.status == StatusCode::UNPROCESSABLE_ENTITY && unsure.body.contains("Tick this box"),
        "{}",
        unsure.body
    );
    assert_eq!(raw::count(&world.app.store, "suppression").await, 0);
    let done = gate.post(&path, &[("sure", "on")]).await;
    assert_eq!(done.leads_to(), format!("{page}?done=objection_logged"));
    assert!(gate.get(done.leads_to()).await.body.contains("The objection is logged"));
    for kind in ["passenger", "account"] {
        let of_kind = format!("suppression where kind = '{kind}' and reason = 'objection'");
        assert!(raw::count(&world.app.store, &of_kind).await > 0, "{kind}");
    }
    gate.post(&path, &[("sure", "on")]).await.leads_to();
    assert_eq!(raw::count(&world.app.store, "privacy_request where channel = 'desk'").await, 1, "once");
    let by_gate = "audit_entry where actor_role = 'gate' and action in ('request.add', 'objection.again')";
    assert_eq!(raw::count(&world.app.store, by_gate).await, 2, "who heard it is on record");
    // The gift itself ends as the courier says; nobody else's is touched.
    assert_eq!(state(&world, &loaded, &all[0]).await, GiftState::Approved);
    let foreign = world.gate("RTM").await.post(&path.replace("AMS", "RTM"), &[("sure", "on")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    world.run_jobs().await;
}

#[tokio::test]
async fn names_are_shown_around_the_flight_only_and_nothing_is_given_at_other_times() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 1).await;
    let mut gate = world.gate("AMS").await;
    let page = format!("/gate/AMS/gifts/{}", all[0].gift.id);
    let desk = gate.get(&page).await.body;
    let taken = gate.post(&format!("{page}/pick-up"), &[("receipt", &field(&desk, "receipt"))]).await;
    assert!(taken.leads_to().ends_with("picked_up"));
    world.advance(7 * 60);
    let mut gate = world.gate("AMS").await;
    let late = gate.get(&page).await.body;
    assert!(late.contains("Name not shown now") && !late.contains(first_name(0)) && !late.contains("value=\"given\""));
    assert!(!gate.get("/gate/AMS").await.body.contains(first_name(0)));
    let receipt = field(&late, "receipt");
    let given = gate.post(&format!("{page}/hand-over"), &[("receipt", &receipt), ("outcome", "given")]).await;
    assert!(given.status == StatusCode::CONFLICT && given.body.contains("six hours before"), "{}", given.body);
    // How it ended can still be told.
    let missed = gate.post(&format!("{page}/hand-over"), &[("receipt", &receipt), ("outcome", "not_found")]).await;
    assert!(missed.leads_to().ends_with("not_found"), "{}", missed.body);
}

#[tokio::test]
async fn a_phone_gets_its_list_once_and_sends_its_queue_as_often_as_it_likes() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    let all = approved(&world, &loaded, 2).await;
    let mut gate = world.gate("AMS").await;
    let first = gate.ask(Method::GET, "/gate/AMS/list.json").await;
    assert!(first.status == StatusCode::OK && first.headers["content-type"] == "application/json");
    assert!(first.headers.contains_key("giftgate-now") && first.headers["cache-control"] == "no-store");
    let tag = first.headers["etag"].to_str().expect("text").to_owned();
    let same = gate.send(Method::GET, "/gate/AMS/list.json", &[("if-none-match", &tag)], &[]).await;
    assert!(same.status == StatusCode::NOT_MODIFIED && same.body.is_empty());
    let list: Value = serde_json::from_str(&first.body).expect("JSON");
    assert_eq!(list["list"]["cards"].as_array().map(Vec::len), Some(2));
    assert_eq!(list["form_token"].as_str(), Some(gate.form_token().await.as_str()));
    assert!(!first.body.contains(&family(0)) && !first.body.contains("coffee"), "no family name and no post");

    let reports = json!([
        tell(&world, all[0].gift.id, super::Told::PickUp), tell(&world, all[0].gift.id, given()),
        { "receipt": "not one", "kind": "from next year" }, tell(&world, all[1].gift.id, given()),
    ]);
    let words = |body: &Value| -> Vec<String> {
        let answers = body["answers"].as_array().expect("answers");
        answers.iter().map(|one| one["answer"].as_str().expect("a word").to_owned()).collect()
    };
    let (status, body) = batch(&mut gate, "AMS", &reports).await;
    assert_eq!(
        (status, words(&body)),
        (StatusCode::OK, ["accepted", "accepted", "refused", "accepted"].map(str::to_owned).to_vec())
    );
    let (_, body) = batch(&mut gate, "AMS", &reports).await;
    assert_eq!(words(&body), ["duplicate", "duplicate", "refused", "duplicate"].map(str::to_owned).to_vec());
    assert_eq!(raw::count(&world.app.store, "hand_over").await, 2);
    let changed = gate.send(Method::GET, "/gate/AMS/list.json", &[("if-none-match", &tag)], &[]).await;
    assert_eq!(changed.status, StatusCode::OK);

    // Someone else's phone is told who was first; one of another station gets nothing at all.
    let late = json!([tell(&world, all[0].gift.id, given())]);
    let mut other = world.gate("AMS").await;
    let (_, body) = batch(&mut other, "AMS", &late).await;
    assert_eq!(
        (body["answers"][0]["answer"].as_str(), body["answers"][0]["who"].as_str()),
        (Some("conflict"), Some("B"))
    );
    let mut foreign = world.gate("JFK").await;
    assert_eq!(batch(&mut foreign, "AMS", &late).await.0, StatusCode::NOT_FOUND);
    assert_eq!(foreign.ask(Method::GET, "/gate/AMS/list.json").await.code(), "not_found");
    let token = [("batch", "[]"), ("form_token", "wrong")];
    assert_eq!(gate.post_as_it_is("/gate/AMS/sync", &token).await.status, StatusCode::FORBIDDEN);
    let many = Value::Array(vec![late[0].clone(); 51]);
    assert_eq!(batch(&mut gate, "AMS", &many).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_shell_and_the_worker_name_nobody_and_a_revoked_phone_gets_nothing() {
    let world = World::new().await;
    let loaded = campaign(&world, plain).await;
    approved(&world, &loaded, 2).await;
    let mut gate = world.gate("AMS").await;
    let shell = gate.get("/gate/shell?lang=nl").await;
    assert_eq!(shell.status, StatusCode::OK);
    assert!(
        !shell.body.contains("Bo Maas")
            && !shell.body.contains(first_name(0))
            && !shell.body.contains("form_token\" value=\"0")
    );
    assert!(shell.body.contains("lang=\"nl\""));
    let worker = gate.get("/gate/worker.js").await;
    assert_eq!(worker.headers["service-worker-allowed"], "/gate");
    assert!(worker.body.starts_with("const SHELL = [\"/static/phone."));
    let files: Vec<String> =
        serde_json::from_str(worker.body.split(['=', ';']).nth(1).expect("a list").trim()).expect("JSON");
    for file in files {
        let served = gate.get(&file).await;
        assert_eq!(served.status, StatusCode::OK, "{file}");
        // What a module imports is served under the name it asks for.
        for import in served.body.split("from \"./").skip(1) {
            let import = format!("/static/{}", import.split('"').next().expect("its end"));
            assert_eq!(gate.get(&import).await.status, StatusCode::OK, "{file} imports {import}");
        }
    }
    assert!(gate.get("/gate/app.webmanifest").await.body.contains("\"scope\":\"/gate\""));
    let cards = gate.get("/gate/AMS/cards").await.body;
    assert!(
        cards.contains("<svg") && cards.contains("http://localhost:8080/objection") && !cards.contains(first_name(0))
    );
    assert!(gate.get("/gate/JFK/cards").await.status == StatusCode::NOT_FOUND, "another station");
    let rounds = gate.get("/gate/AMS/rounds").await;
    assert!(rounds.status == StatusCode::OK && !rounds.body.contains(first_name(0)));
    let paper = gate.send(Method::GET, "/gate/AMS/rounds", &[], &[]).await;
    assert_eq!(paper.status, StatusCode::OK);

    gate.post("/sign-out", &[]).await;
    let answer = gate.ask(Method::GET, "/gate/AMS/list.json").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "sign_in"));
    assert_eq!(gate.ask(Method::POST, "/gate/AMS/sync").await.status, StatusCode::UNAUTHORIZED);
}
