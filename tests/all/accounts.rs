//! Accounts: links that hold once, passwords, sessions that end, roles, and the last admin.

mod controls;
mod factor;
mod pages;
mod passkeys;
mod walk;

use giftgate::domain::account::{Browser, Grant, PasswordFault};
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::id::AccountId;
use giftgate::domain::refusal::Refusal;
use giftgate::services::accounts::{self, AccountFault, Chosen};
use giftgate::services::sign_in::{self, Member, SignIn, Visit};
use giftgate::services::{Error, retention};
use giftgate::store::audit::ChainState;

use crate::support::raw;
use crate::support::world::World;

const PASSWORD: &str = "a long enough secret";
const HERE: Visit<'_> =
    Visit { address: "203.0.113.7", browser: Browser::Firefox, token: None, factor_required: false };

/// The first admin, by the link of the first run.
async fn first_admin(world: &World) -> Actor {
    let token = accounts::first_run_token(&world.app).await.expect("asked").expect("nobody is there yet");
    let chosen = accounts::choose_password(&world.app, &token, ("ada@klm.example", "Ada"), PASSWORD).await;
    let Ok(Chosen::Done(id)) = chosen else { panic!("{chosen:?}") };
    Actor { id, role: Role::Admin, simulated: false }
}

/// Someone with roles and a password.
async fn colleague(world: &World, admin: &Actor, email: &str, grants: &[Grant]) -> AccountId {
    let (id, token) =
        accounts::invite(&world.app, (email, "Bo"), grants, admin).await.expect("asked").expect("invited");
    let chosen = accounts::choose_password(&world.app, &token, ("", ""), PASSWORD).await.expect("asked");
    assert_eq!(chosen, Chosen::Done(id));
    id
}

async fn enter(world: &World, email: &str, password: &str) -> SignIn {
    sign_in::sign_in(&world.app, email, password, HERE).await.expect("an answer")
}

async fn entered(world: &World, email: &str) -> (String, Member) {
    match enter(world, email, PASSWORD).await {
        SignIn::Done(token, member) => (token, member),
        other => panic!("{other:?}"),
    }
}

async fn is_in(world: &World, token: &str) -> bool {
    sign_in::recognise(&world.app, token).await.expect("an answer").is_some()
}

#[tokio::test]
async fn the_first_run_link_makes_one_admin_and_works_once() {
    let world = World::new().await;
    let app = &world.app;
    let old = accounts::first_run_token(app).await.expect("asked").expect("a token");
    let token = accounts::first_run_token(app).await.expect("asked").expect("another");
    let choose = async |token: &str, email: &str, password: &str| {
        accounts::choose_password(app, token, (email, "Ada Lind"), password).await.expect("an answer")
    };
    assert_eq!(choose(&old, "ada@klm.example", PASSWORD).await, Chosen::Dead, "a later start made a new one");
    assert_eq!(choose(&token, "ada", PASSWORD).await, Chosen::Account(AccountFault::Email));
    assert_eq!(choose(&token, "ada@klm.example", "short").await, Chosen::Password(PasswordFault::TooShort));
    assert!(matches!(choose(&token, " Ada@KLM.example", PASSWORD).await, Chosen::Done(_)));
    assert_eq!(choose(&token, "eve@klm.example", PASSWORD).await, Chosen::Dead);
    assert!(accounts::first_run_token(app).await.expect("asked").is_none());
    let (_, member) = entered(&world, "ADA@klm.example ").await;
    assert_eq!(member.grants, [Grant::everywhere(Role::Admin)]);
    let unsealed = raw::count(&app.store, "account where cast(sealed as text) like '%klm%'").await;
    assert_eq!(unsealed, 0, "an e-mail address stands in clear");
}

#[tokio::test]
async fn a_first_run_link_is_dead_after_a_day() {
    let world = World::new().await;
    let token = accounts::first_run_token(&world.app).await.expect("asked").expect("a token");
    world.advance(24 * 60);
    assert_eq!(accounts::find_invited(&world.app, &token).await.expect("asked"), None);
    let chosen = accounts::choose_password(&world.app, &token, ("ada@klm.example", "Ada"), PASSWORD).await;
    assert_eq!(chosen.expect("asked"), Chosen::Dead);
}

#[tokio::test]
async fn nobody_learns_from_an_answer_whether_an_account_exists() {
    let world = World::new().await;
    let admin = first_admin(&world).await;
    let grants = [Grant::everywhere(Role::Planner)];
    accounts::invite(&world.app, ("new@klm.example", "Nina"), &grants, &admin).await.expect("asked").expect("invited");
    let gone = colleague(&world, &admin, "gone@klm.example", &grants).await;
    accounts::disable(&world.app, gone, &admin).await.expect("disabled");
    for (email, password) in [
        ("ada@klm.example", "a wrong password"),
        ("nobody@klm.example", PASSWORD),
        ("new@klm.example", ""),
        ("gone@klm.example", PASSWORD),
        ("no address at all", PASSWORD),
        ("ada@klm.example", &"x".repeat(100_000)),
    ] {
        assert!(matches!(enter(&world, email, password).await, SignIn::Wrong), "{email}");
    }
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours() {
    let world = World::new().await;
    first_admin(&world).await;
    let (token, _) = entered(&world, "ada@klm.example").await;
    world.advance(29);
    assert!(is_in(&world, &token).await);
    world.advance(30);
    assert!(!is_in(&world, &token).await, "idle");
    let (token, _) = entered(&world, "ada@klm.example").await;
    for _ in 0..35 {
        world.advance(20);
        assert!(is_in(&world, &token).await);
    }
    world.advance(20);
    assert!(!is_in(&world, &token).await, "twelve hours");
    retention::purge(&world.app).await.expect("purged");
    assert_eq!(raw::count(&world.app.store, "session").await, 0);
}

#[tokio::test]
async fn a_sign_in_takes_a_fresh_token_and_ends_the_session_before() {
    let world = World::new().await;
    first_admin(&world).await;
    let (first, _) = entered(&world, "ada@klm.example").await;
    let from = Visit { token: Some(&first), ..HERE };
    let SignIn::Done(second, _) = sign_in::sign_in(&world.app, "ada@klm.example", PASSWORD, from).await.expect("in")
    else {
        panic!("signed in")
    };
    assert!(first != second && !is_in(&world, &first).await && is_in(&world, &second).await);
    assert!(!is_in(&world, "a token that an attacker planted").await);
}

#[tokio::test]
async fn one_sees_and_ends_the_own_sessions_only() {
    let world = World::new().await;
    let admin = first_admin(&world).await;
    colleague(&world, &admin, "bo@klm.example", &[Grant::everywhere(Role::Planner)]).await;
    let (phone, on_phone) = entered(&world, "bo@klm.example").await;
    let (desk, at_desk) = entered(&world, "bo@klm.example").await;
    let (other, someone) = entered(&world, "ada@klm.example").await;
    let lines = sign_in::list_sessions(&world.app, &at_desk).await.expect("a list");
    assert_eq!((lines.len(), lines.iter().filter(|line| line.current).count()), (2, 1));
    let foreign = sign_in::end_session(&world.app, &at_desk, someone.session).await;
    assert!(matches!(foreign, Err(Error::NotFound { what: "session", .. })));
    sign_in::end_session(&world.app, &at_desk, on_phone.session).await.expect("ended");
    assert!(!is_in(&world, &phone).await && is_in(&world, &desk).await && is_in(&world, &other).await);
    let (phone, _) = entered(&world, "bo@klm.example").await;
    assert_eq!(sign_in::end_other_sessions(&world.app, &at_desk).await.expect("ended"), 1);
    assert!(!is_in(&world, &phone).await && is_in(&world, &desk).await && is_in(&world, &other).await);
    sign_in::sign_out(&world.app, &at_desk).await.expect("out");
    assert!(!is_in(&world, &desk).await);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_a_new_password_ends_all_sessions() {
    let world = World::new().await;
    let app = &world.app;
    let admin = first_admin(&world).await;
    let bo = colleague(&world, &admin, "bo@klm.example", &[Grant::everywhere(Role::Planner)]).await;
    let (token, _) = entered(&world, "bo@klm.example").await;
    let link = accounts::renew_link(app, bo, &admin).await.expect("a link");
    accounts::disable(app, bo, &admin).await.expect("disabled");
    assert!(!is_in(&world, &token).await);
    assert_eq!(accounts::find_invited(app, &link).await.expect("asked"), None);
    assert!(accounts::renew_link(app, bo, &admin).await.is_err());
    accounts::enable(app, bo, &admin).await.expect("enabled");
    let (token, _) = entered(&world, "bo@klm.example").await;
    let link = accounts::renew_link(app, bo, &admin).await.expect("a link");
    let chosen = accounts::choose_password(app, &link, ("", ""), "another long secret").await.expect("asked");
    assert_eq!(chosen, Chosen::Done(bo));
    assert!(!is_in(&world, &token).await);
    assert!(matches!(enter(&world, "bo@klm.example", PASSWORD).await, SignIn::Wrong));
    assert!(matches!(enter(&world, "bo@klm.example", "another long secret").await, SignIn::Done(..)));
}

#[tokio::test]
async fn ten_wrong_tries_are_enough_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    first_admin(&world).await;
    for _ in 0..10 {
        assert!(matches!(enter(&world, "ada@klm.example", "a wrong password").await, SignIn::Wrong));
    }
    let SignIn::TooOften(minutes) = enter(&world, "ada@klm.example", PASSWORD).await else { panic!("let in") };
    assert!((1..=15).contains(&minutes), "{minutes}");
    world.advance(minutes);
    assert!(matches!(enter(&world, "ada@klm.example", PASSWORD).await, SignIn::Done(..)));
    for _ in 0..20 {
        assert!(!matches!(enter(&world, "ada@klm.example", PASSWORD).await, SignIn::Wrong));
    }
}

#[tokio::test]
async fn the_last_admin_stays_and_only_admins_change_accounts() {
    let world = World::new().await;
    let app = &world.app;
    let admin = first_admin(&world).await;
    let planner = [Grant::everywhere(Role::Planner)];
    assert!(matches!(accounts::disable(app, admin.id, &admin).await, Err(Error::Refused(Refusal::LastAdmin))));
    let lowered = accounts::set_grants(app, admin.id, &planner, &admin).await;
    assert!(matches!(lowered, Err(Error::Refused(Refusal::LastAdmin))));
    let both = [Grant::everywhere(Role::Admin), Grant::everywhere(Role::Planner)];
    let (cy, link) = accounts::invite(app, ("cy@klm.example", "Cy"), &both, &admin).await.expect("asked").expect("in");
    let refused = accounts::disable(app, admin.id, &admin).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::LastAdmin))), "one without a password does not count");
    accounts::choose_password(app, &link, ("", ""), PASSWORD).await.expect("chosen");
    accounts::disable(app, admin.id, &admin).await.expect("there is another now");
    let cy_as = |role| Actor { id: cy, role, simulated: false };
    assert!(matches!(accounts::disable(app, cy, &cy_as(Role::Admin)).await, Err(Error::Refused(Refusal::LastAdmin))));
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Admin) {
        let refused = accounts::invite(app, ("x@klm.example", "X"), &planner, &cy_as(role)).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::WrongRole { .. }))), "{role}");
    }
    assert!(matches!(app.store.check_audit().await, Ok(ChainState::Whole(entries)) if entries >= 5));
}

#[tokio::test]
async fn an_invitation_names_what_is_wrong_with_it() {
    let world = World::new().await;
    let admin = first_admin(&world).await;
    world.live_campaign().await;
    let invite = async |email: &str, name: &str, grants: &[Grant]| {
        accounts::invite(&world.app, (email, name), grants, &admin).await.expect("an answer").err()
    };
    let of = |campaign: &str| [Grant { campaign: Some(campaign.to_owned()), ..Grant::everywhere(Role::Planner) }];
    let planner = [Grant::everywhere(Role::Planner)];
    assert_eq!(invite("bo", "Bo", &planner).await, Some(AccountFault::Email));
    assert_eq!(invite("bo@klm.example", " ", &planner).await, Some(AccountFault::Name));
    assert_eq!(invite("bo@klm.example", "Bo", &[]).await, Some(AccountFault::NoRole));
    assert_eq!(invite("ADA@klm.example", "Bo", &planner).await, Some(AccountFault::Taken));
    assert_eq!(invite("bo@klm.example", "Bo", &of("nope")).await, Some(AccountFault::Campaign));
    assert_eq!(invite("bo@klm.example", "Bo", &of("schiphol-surprise")).await, None);
    let read = |stations, campaigns| accounts::read_grants(&[Role::Gate, Role::Planner], stations, campaigns);
    assert_eq!(read("AMS, XX", ""), Err(AccountFault::Station));
    let grants = read("ams rtm", "spring").expect("grants");
    let places: Vec<_> = grants.iter().map(|grant| (grant.station.as_deref(), grant.campaign.as_deref())).collect();
    assert_eq!(places, [(None, Some("spring")), (Some("AMS"), None), (Some("RTM"), None)]);
}
