//! The second factor: asked for after the password, counted once, limited, and reset by admins only.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use giftgate::domain::account::{Grant, Stage};
use giftgate::domain::actor::Role;
use giftgate::services::second_factor::{self, Checked};
use giftgate::services::sign_in::{self, SignIn, Visit};
use giftgate::web::Accounts;
use totp_rs::{Builder, Secret};

use super::{HERE, PASSWORD, colleague, enter, entered, first_admin, is_in};
use crate::support::client::Client;
use crate::support::raw;
use crate::support::world::{World, pages_behind};

/// What an authenticator with this secret shows now.
pub(super) fn code_of(world: &World, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
    let totp = Builder::new().with_secret(secret).build().expect("a second factor");
    totp.generate(u64::try_from(world.app.now().timestamp()).expect("after 1970")).to_string()
}

/// A client before an installation that asks for a second factor.
fn strict(world: &World) -> Client {
    let accounts = Accounts::new(Arc::clone(&world.app), None).with_entry(true, None);
    Client::new(pages_behind(&world.app, None, accounts), "localhost:8080")
}

fn between<'a>(body: &'a str, before: &str, after: &str) -> &'a str {
    body.split(before).nth(1).and_then(|rest| rest.split(after).next()).expect("it stands on the page")
}

#[tokio::test]
async fn whoever_needs_a_second_factor_sets_it_up_before_anything_else() {
    let world = World::new().await;
    first_admin(&world).await;
    let mut client = strict(&world);
    let form = [("email", "ada@klm.example"), ("password", PASSWORD), ("next", "/accounts?lang=nl")];
    let there = client.post_as_it_is("/sign-in", &form).await;
    assert_eq!(there.leads_to(), "/sign-in/set-up?next=%2Faccounts%3Flang%3Dnl");
    for path in ["/accounts", "/account", "/account/second-factor"] {
        assert!(client.get(path).await.leads_to().starts_with("/sign-in"), "{path}");
        assert_eq!(client.ask(Method::GET, path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(client.get("/sign-in/code").await.leads_to(), "/sign-in/set-up");
    let page = client.get("/sign-in/set-up?next=%2Faccounts").await.body;
    assert!(page.contains("<svg class=\"qr\"") && !page.contains("style="), "{page}");
    let secret = between(&page, "class=\"secret\">", "<").to_owned();
    let wrong = client.post_as_it_is("/sign-in/set-up", &[("code", "000000")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains(&secret), "the secret stays");
    let right = client.post_as_it_is("/sign-in/set-up", &[("code", &code_of(&world, &secret)), ("next", "/x")]).await;
    assert!(right.status == StatusCode::OK && right.body.contains("href=\"/x\""), "{}", right.body);
    assert_eq!(right.body.matches("<li><code>").count(), 10);
    assert_eq!(client.get("/accounts").await.status, StatusCode::OK);
    let own = client.get("/account").await.body;
    assert!(own.contains("10 recovery codes are left") && !own.contains(&secret), "{own}");
    let in_clear = format!("second_factor where cast(sealed as text) like '%{}%'", secret.replace(' ', ""));
    assert_eq!(raw::count(&world.app.store, &in_clear).await, 0);

    // The next sign-in asks for a code, and neither the one that was used nor the one before it counts again.
    let mut again = strict(&world);
    assert_eq!(again.post_as_it_is("/sign-in", &form[..2]).await.leads_to(), "/sign-in/code");
    assert!(again.get("/accounts").await.leads_to().starts_with("/sign-in"));
    let replayed = again.post_as_it_is("/sign-in/code", &[("code", &code_of(&world, &secret))]).await;
    assert!(replayed.status == StatusCode::UNPROCESSABLE_ENTITY && replayed.body.contains("used already"));
    world.advance(1);
    let code = code_of(&world, &secret);
    let entered = again.post_as_it_is("/sign-in/code", &[("code", &code), ("next", "//evil.example")]).await;
    assert_eq!(entered.leads_to(), "/accounts");
    assert_eq!(again.get("/accounts").await.status, StatusCode::OK);

    // New recovery codes and the way to another phone ask for a code.
    let refused = again.post("/account/second-factor/remove", &[("code", &code)]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY, "a used code");
    world.advance(1);
    let renewed = again.post("/account/second-factor/codes", &[("code", &code_of(&world, &secret))]).await;
    let spare = between(&renewed.body, "<li><code>", "<").to_owned();
    let old = between(&right.body, "<li><code>", "<").to_owned();
    let by_old = again.post("/account/second-factor/remove", &[("code", &old)]).await;
    assert_eq!(by_old.status, StatusCode::UNPROCESSABLE_ENTITY, "earlier codes hold no longer");
    let removed = again.post("/account/second-factor/remove", &[("code", &spare.to_uppercase())]).await;
    assert_eq!(removed.leads_to(), "/account?done=factor_removed");
    assert!(again.get("/account/second-factor").await.body.contains("<svg class=\"qr\""));
    let audited = raw::count(&world.app.store, "audit_entry where action = 'session.refuse'").await;
    assert_eq!(audited, 4, "each refused code is on record");
}

#[tokio::test]
async fn phones_at_a_station_need_none_and_admins_reset_what_is_lost() {
    let world = World::new().await;
    let admin = first_admin(&world).await;
    let app = &world.app;
    colleague(&world, &admin, "gate@klm.example", &[Grant::everywhere(Role::Gate)]).await;
    let bo = colleague(&world, &admin, "bo@klm.example", &[Grant::everywhere(Role::Planner)]).await;
    let strictly = Visit { factor_required: true, ..HERE };
    let enter_strictly = async |email: &str| sign_in::sign_in(app, email, PASSWORD, strictly).await.expect("an answer");
    assert!(matches!(enter_strictly("gate@klm.example").await, SignIn::Done(..)));
    let SignIn::Halfway(token, Stage::SetUp) = enter_strictly("bo@klm.example").await else { panic!("let in") };
    assert!(!is_in(&world, &token).await);
    let waiting = sign_in::find_halfway(app, &token).await.expect("asked").expect("halfway");
    let secret = second_factor::offer(app, bo).await.expect("a secret").secret;
    assert!(matches!(second_factor::enter(app, &waiting, &code_of(&world, &secret), HERE).await, Ok(Checked::Wrong)));
    let outcome = second_factor::enter_by_set_up(app, &waiting, &code_of(&world, &secret), HERE).await.expect("asked");
    let Checked::Right((SignIn::Done(session, _), codes)) = outcome else { panic!("{outcome:?}") };
    assert!(is_in(&world, &session).await && codes.len() == 10);
    assert!(second_factor::offer(app, bo).await.is_err(), "one that counts is not offered again");
    // Once it is there it is asked for, whatever the installation asks of others.
    let SignIn::Halfway(token, Stage::Factor) = enter(&world, "bo@klm.example", PASSWORD).await else { panic!() };
    world.advance(10);
    assert!(sign_in::find_halfway(app, &token).await.expect("asked").is_none(), "ten minutes and no longer");

    let as_planner = giftgate::domain::actor::Actor { id: bo, role: Role::Planner, simulated: false };
    assert!(second_factor::reset(app, bo, &as_planner).await.is_err());
    second_factor::reset(app, bo, &admin).await.expect("reset");
    assert!(!is_in(&world, &session).await, "whoever has the lost phone is out");
    assert!(second_factor::reset(app, bo, &admin).await.is_err(), "there is none any more");
    entered(&world, "bo@klm.example").await;
    assert_eq!(raw::count(&app.store, "recovery_code").await, 0);
}

#[tokio::test]
async fn five_wrong_codes_are_enough_for_a_while_and_a_recovery_code_works_once() {
    let world = World::new().await;
    let app = &world.app;
    let admin = first_admin(&world).await;
    let secret = second_factor::offer(app, admin.id).await.expect("a secret").secret;
    let code = code_of(&world, &secret);
    let Checked::Right(codes) = second_factor::confirm(app, admin.id, &code, "").await.expect("asked") else {
        panic!("the first code is right")
    };
    let halfway = async || match enter(&world, "ada@klm.example", PASSWORD).await {
        SignIn::Halfway(token, _) => sign_in::find_halfway(app, &token).await.expect("asked").expect("halfway"),
        other => panic!("{other:?}"),
    };
    let try_code = async |code: &str| second_factor::enter(app, &halfway().await, code, HERE).await.expect("asked");
    assert!(matches!(try_code(&codes[0]).await, Checked::Right(SignIn::Done(..))));
    for _ in 0..5 {
        assert!(matches!(try_code(&codes[0]).await, Checked::Wrong), "a recovery code works once");
    }
    let Checked::TooOften(minutes) = try_code(&codes[1]).await else { panic!("let in") };
    world.advance(minutes);
    assert!(matches!(try_code(&codes[1]).await, Checked::Right(SignIn::Done(..))));
}

#[tokio::test]
async fn refused_sign_ins_are_on_record_without_an_address() {
    let world = World::new().await;
    let admin = first_admin(&world).await;
    for email in ["ada@klm.example", "nobody@klm.example"] {
        assert!(matches!(enter(&world, email, "a wrong password").await, SignIn::Wrong));
    }
    let entries = world.app.store.list_audit(0, 100).await.expect("entries");
    let refused: Vec<_> = entries.iter().filter(|entry| entry.action == "session.refuse").collect();
    let subjects: Vec<_> = refused.iter().map(|entry| entry.subject.as_str()).collect();
    assert_eq!(subjects, [admin.id.to_string().as_str(), ""]);
    for entry in refused {
        let all = format!("{entry:?}");
        assert!(entry.actor_role == "system" && !all.contains("klm.example") && !all.contains("203.0"), "{all}");
    }
}
