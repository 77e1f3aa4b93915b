//! Every address × every role, walked from the table itself, and what must never appear in that table.

use axum::http::{Method, StatusCode};
use giftgate::domain::account::{Grant, Place};
use giftgate::domain::actor::Role;
use giftgate::web::routes::{MATRIX, Row, Who};
use giftgate::web::session::Visitor;

use crate::support::client::Client;
use crate::support::world::World;

const ROLES: [Role; 7] =
    [Role::Planner, Role::Approver, Role::Gate, Role::Marketer, Role::Care, Role::Privacy, Role::Admin];
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// An address of a row that leads somewhere as far as it can.
fn address(row: &Row) -> String {
    let filled = row.path.replace("{slug}", "schiphol-surprise").replace("{station}", "AMS").replace("{id}", NOBODY);
    filled
        .replace("{token}", NOBODY)
        .replace("{name}", "none.css")
        .replace("{file}", "report.csv")
        .replace("{kind}", "weekly")
        .replace("{network}", "bluesky")
        .replace("{case}", "none")
        .replace("{code}", "none")
        .replace("{campaign}", "none")
        .replace("{answer}", NOBODY)
}

fn is_for(row: &Row, role: Role) -> bool {
    match row.who {
        Who::Anyone | Who::Entrance | Who::Holder | Who::Programs | Who::Member => true,
        Who::Roles(roles) | Who::Keepers(roles) => roles.contains(&role),
        // A session opens nothing there; `api/tokens.rs` walks them with tokens.
        Who::Token(..) => false,
    }
}

/// Asks without a form's token: what is allowed fails at the token, what is not never comes so far.
async fn walk(client: &mut Client, name: &str, allowed: impl Fn(&Row) -> bool, barred: (StatusCode, &str)) {
    for row in MATRIX {
        for method in row.methods {
            let verb = method.to_uppercase().parse().unwrap_or(Method::POST);
            let answer = client.ask(verb, &address(row)).await;
            let what = format!("{name}: {method} {}", row.path);
            let open = matches!(row.who, Who::Anyone | Who::Entrance | Who::Holder | Who::Programs);
            let barred = if matches!(row.who, Who::Token(..)) { (StatusCode::UNAUTHORIZED, "token") } else { barred };
            match (allowed(row), *method) {
                (false, _) => assert_eq!((answer.status, answer.code().as_str()), barred, "{what}"),
                (true, "get") => {
                    let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status);
                    assert!(!refused && !answer.status.is_server_error(), "{what}: {}", answer.status);
                    if !["{id}", "{name}", "{kind}"].iter().any(|part| row.path.contains(part)) && !open {
                        assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.body);
                    }
                }
                // Whoever holds a link of a mail ends it, from wherever the form comes.
                (true, _) if row.who == Who::Holder => assert_eq!(answer.status, StatusCode::OK, "{what}"),
                (true, _) if open => assert!(answer.status.is_client_error(), "{what}: {}", answer.status),
                (true, _) => assert_eq!(answer.code(), "foreign_form", "{what}"),
            }
        }
    }
}

#[tokio::test]
async fn every_role_gets_in_where_the_table_says_so_and_nowhere_else() {
    let world = World::new().await;
    world.live_campaign().await;
    for role in ROLES {
        let mut client = world.member(&[Grant::everywhere(role)]).await;
        walk(&mut client, role.as_str(), |row| is_for(row, role), (StatusCode::FORBIDDEN, "forbidden")).await;
    }
    let open = |row: &Row| matches!(row.who, Who::Anyone | Who::Entrance | Who::Holder | Who::Programs);
    walk(&mut world.anyone(), "anyone", open, (StatusCode::UNAUTHORIZED, "sign_in")).await;
}

#[tokio::test]
async fn what_belongs_to_another_station_or_campaign_is_not_there() {
    let world = World::new().await;
    world.live_campaign().await;
    let only = |role| Grant { campaign: Some("schiphol-surprise".to_owned()), ..Grant::everywhere(role) };
    for role in [Role::Planner, Role::Approver, Role::Marketer] {
        let mut client = world.member(&[only(role)]).await;
        for row in MATRIX.iter().filter(|row| row.path.contains("{slug}") && is_for(row, role)) {
            let foreign = row.path.replace("{slug}", "winter-escape").replace("{id}", NOBODY);
            assert_eq!(client.ask(Method::GET, &foreign).await.code(), "not_found", "{role} {foreign}");
            // The same place written in another way is no way in, nor a way around.
            let twisted = address(row).replace("schiphol", "%73chiphol");
            assert_eq!(client.ask(Method::GET, &twisted).await.status, StatusCode::NOT_FOUND, "{role} {twisted}");
        }
        assert_eq!(client.get("/campaigns/schiphol-surprise/report").await.status, StatusCode::OK);
        assert!(client.get("/").await.body.contains("schiphol-surprise"));
    }
    let mut gate = world.gate("RTM").await;
    assert_eq!(gate.ask(Method::GET, "/gate/AMS").await.code(), "not_found");
    assert_eq!(gate.get("/gate/RTM").await.status, gate_status(&world, "RTM").await);
    let mut ours = world.gate("AMS").await;
    assert_eq!(ours.get("/gate/AMS").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_marketer_reads_figures_and_an_approver_candidates() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut marketer = world.marketer().await;
    let list = marketer.get("/").await.body;
    assert!(list.contains("href=\"/campaigns/schiphol-surprise/report\"") && !list.contains("href=\"/gate\""));
    let report = marketer.get("/campaigns/schiphol-surprise/report").await;
    assert!(report.status == StatusCode::OK && !report.body.contains("/candidates"), "{}", report.body);
    let refused = marketer.get("/campaigns/schiphol-surprise/candidates").await;
    assert!(refused.status == StatusCode::FORBIDDEN && refused.body.contains("This is not for your role"));
    let candidates = world.approver().await.get("/campaigns/schiphol-surprise/candidates").await;
    assert!(candidates.status == StatusCode::OK && candidates.body.contains("/campaigns/schiphol-surprise/plan"));
}

/// What someone for all stations gets.
async fn gate_status(world: &World, station: &str) -> StatusCode {
    let mut anywhere = world.member(&[Grant::everywhere(Role::Gate)]).await;
    anywhere.get(&format!("/gate/{station}")).await.status
}

#[test]
fn the_table_keeps_what_was_promised() {
    let row = |path: &str| MATRIX.iter().find(|row| row.path == path).expect("a row");
    for row in MATRIX {
        let travellers = row.path.starts_with("/campaigns") || row.path.starts_with("/gate") || row.path == "/";
        let cases = row.path.starts_with("/care");
        assert_eq!(travellers || cases, matches!(row.who, Who::Roles(_)), "{}", row.path);
        let others = ROLES.iter().filter(|role| !matches!(role, Role::Care | Role::Approver));
        assert!(!cases || others.into_iter().all(|role| !is_for(row, *role)), "{}", row.path);
        for role in [Role::Admin, Role::Care, Role::Privacy] {
            assert!(!travellers || !is_for(row, role), "{role} at {}", row.path);
        }
        let staff = row.path.starts_with("/accounts");
        assert!(!staff || ROLES.iter().all(|role| is_for(row, *role) == (*role == Role::Admin)), "{}", row.path);
        assert!(row.methods.iter().all(|method| ["get", "post", "put"].contains(method)), "{}", row.path);
    }
    assert!(!is_for(row("/campaigns/{slug}/candidates"), Role::Marketer));
    assert!(is_for(row("/campaigns/{slug}/report"), Role::Marketer));
    let may_stop: Vec<_> = MATRIX.iter().filter(|row| row.path.ends_with("/{slug}/stop")).collect();
    for role in ROLES {
        let stops = may_stop.iter().any(|row| is_for(row, role));
        assert_eq!(stops, matches!(role, Role::Planner | Role::Approver | Role::Privacy), "{role}");
    }
    for (path, role) in [("/gate/{station}/gifts/{id}/objection", Role::Gate), ("/care/{id}/objection", Role::Care)] {
        assert!(is_for(row(path), role), "{role} logs an objection");
    }
    let gate: Vec<_> = ROLES.iter().filter(|role| is_for(row("/gate/{station}"), **role)).collect();
    assert_eq!(gate, [&Role::Gate]);
    let stranger = Visitor::Stranger { first_run: false };
    assert!(!stranger.sees("/gate/{station}", Some((Place::Station, "AMS"))));
    assert!(!stranger.sees("/no/such/row", None) && !Visitor::Open.sees("/no/such/row", None));
    assert!(!Visitor::Open.sees("/accounts", None) && !Visitor::Open.sees("/sign-in", None));
}

#[test]
fn no_address_comes_to_be_beside_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut faults = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for word in [".route(", ".nest(", ".merge(", ".route_service("] {
                let times = text.matches(word).count();
                let allowed = usize::from(word == ".route(" && path.ends_with("routes.rs"));
                if times != allowed && (times > 0) {
                    faults.push(format!("{}: {word}", path.display()));
                }
            }
            if text.contains("axum::Form") && !path.ends_with("csrf.rs") {
                faults.push(format!("{}: a form without its check", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:?}");
}
