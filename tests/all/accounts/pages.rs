//! Accounts as people meet them: pages, cookies, forms from elsewhere.

use axum::http::{Method, StatusCode};
use giftgate::services::accounts;

use crate::support::client::{Client, PASSWORD};
use crate::support::world::{World, pages};

/// The path of the link on a page.
fn link_on(body: &str) -> String {
    let rest = body.split("/welcome/").nth(1).expect("a link");
    format!("/welcome/{}", rest.split('"').next().expect("its end"))
}

#[tokio::test]
async fn before_the_first_admin_there_is_nothing_but_a_notice() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut client = world.anyone();
    for path in ["/", "/gate/AMS", "/campaigns/schiphol-surprise", "/accounts", "/account"] {
        assert!(client.get(path).await.leads_to().starts_with("/sign-in"), "{path}");
    }
    let notice = client.get("/sign-in").await;
    assert!(notice.body.contains("Nobody has an account yet") && !notice.body.contains("<form class"));
    assert_eq!(client.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(client.get("/readyz").await.status, StatusCode::OK);

    let token = accounts::first_run_token(&world.app).await.expect("asked").expect("a token");
    let path = format!("/welcome/{token}");
    for _ in 0..3 {
        let page = client.get(&path).await;
        assert!(
            page.status == StatusCode::OK && page.body.contains("Become the first admin"),
            "looking uses nothing up"
        );
    }
    let form = |again: &'static str| {
        [("email", "admin@klm.example"), ("name", "Ada"), ("password", PASSWORD), ("again", again)]
    };
    let differs = client.post_as_it_is(&path, &form("something else")).await;
    assert!(differs.status == StatusCode::UNPROCESSABLE_ENTITY && differs.body.contains("The two are not the same"));
    assert!(differs.body.contains("admin@klm.example") && !differs.body.contains(PASSWORD));
    assert_eq!(client.post_as_it_is(&path, &form(PASSWORD)).await.leads_to(), "/sign-in?done=password");
    for dead in [client.get(&path).await, client.post_as_it_is(&path, &form(PASSWORD)).await] {
        assert!(dead.status == StatusCode::GONE && dead.body.contains("This link holds no longer"));
    }
    client.sign_in("admin@klm.example").await;
    assert_eq!(client.get("/accounts").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_sign_in_leads_back_and_a_sign_out_ends_it() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut planner = world.planner().await;
    let mut again = world.anyone();
    let there = again.get("/campaigns/schiphol-surprise/plan?lang=de").await;
    assert_eq!(there.leads_to(), "/sign-in?lang=de&next=%2Fcampaigns%2Fschiphol-surprise%2Fplan%3Flang%3Dde");
    let next = "/campaigns/schiphol-surprise/plan?lang=de";
    let form = [("email", "member1@klm.example"), ("password", PASSWORD), ("next", next)];
    let entered = again.post_as_it_is("/sign-in", &form).await;
    assert_eq!(entered.leads_to(), next);
    let cookie = entered.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("giftgate=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    assert_eq!(again.get(next).await.status, StatusCode::OK);
    let page = planner.get("/").await;
    assert!(page.body.contains("Bo Maas") && !page.body.contains("href=\"/gate\""), "{}", page.body);
    assert_eq!(planner.post("/sign-out", &[]).await.leads_to(), "/sign-in?done=out");
    assert!(planner.get("/").await.leads_to().starts_with("/sign-in"));
    assert_eq!(again.get("/").await.status, StatusCode::OK, "the other session stays");
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let world = World::new().await;
    world.first_admin().await;
    let mut client = Client::new(pages(&world.app, Some("https://gifts.example")), "gifts.example");
    let form = [("email", "admin@klm.example"), ("password", PASSWORD)];
    let entered = client.send(Method::POST, "/sign-in", &[("origin", "https://gifts.example")], &form).await;
    let cookie = entered.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("__Host-giftgate=") && cookie.contains("; Path=/;"), "{cookie}");
    assert!(cookie.contains("; Secure") && cookie.contains("; HttpOnly") && !cookie.contains("Domain"), "{cookie}");
    assert_eq!(client.get("/accounts").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let world = World::new().await;
    world.first_admin().await;
    let mut client = world.anyone();
    let mut page = async |email: &str| {
        let answer = client.post_as_it_is("/sign-in", &[("email", email), ("password", "a wrong password")]).await;
        (answer.status, answer.body.replace(email, ""), answer.headers.contains_key("set-cookie"))
    };
    let wrong = page("admin@klm.example").await;
    assert_eq!(wrong, page("nobody@klm.example").await);
    assert!(wrong.0 == StatusCode::UNPROCESSABLE_ENTITY && !wrong.2);
    for _ in 0..9 {
        page("admin@klm.example").await;
    }
    let (status, body, _) = page("admin@klm.example").await;
    assert!(status == StatusCode::TOO_MANY_REQUESTS && body.contains("Too many tries"));
}

#[tokio::test]
async fn a_form_from_elsewhere_or_without_its_token_changes_nothing() {
    let world = World::new().await;
    let mut admin = world.admin().await;
    let token = admin.form_token().await;
    let form = [("form_token", token.as_str()), ("email", "eve@klm.example"), ("name", "Eve"), ("admin", "on")];
    let own = ("origin", "http://localhost:8080");
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[own, ("sec-fetch-site", "same-site")],
    ] {
        let answer = admin.send(Method::POST, "/accounts", headers, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for forged in [&form[1..], &[&[("form_token", "0000")][..], &form[1..]].concat()] {
        let answer = admin.send(Method::POST, "/accounts", &[own], forged).await;
        assert!(answer.status == StatusCode::FORBIDDEN && answer.body.contains("This form was not taken"));
    }
    let mut other = world.admin().await;
    let foreign_token = other.send(Method::POST, "/accounts", &[own], &form).await;
    assert_eq!(foreign_token.status, StatusCode::FORBIDDEN, "a token of another session");
    for headers in [&[("origin", "https://evil.example")][..], &[]] {
        let sign_in = [("email", "admin@klm.example"), ("password", PASSWORD)];
        let answer = world.anyone().send(Method::POST, "/sign-in", headers, &sign_in).await;
        assert!(answer.status == StatusCode::FORBIDDEN && !answer.headers.contains_key("set-cookie"));
    }
    assert_eq!(world.app.store.count_accounts().await.expect("a count"), 1);
    assert_eq!(admin.send(Method::POST, "/accounts", &[own], &form).await.status, StatusCode::OK);
    assert_eq!(world.app.store.count_accounts().await.expect("a count"), 2);
}

#[tokio::test]
async fn an_admin_invites_changes_and_disables_people() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut admin = world.admin().await;
    let who = [("email", "Bo@klm.example"), ("name", "Bo <b>Maas</b>"), ("gate", "on"), ("stations", "ams")];
    let wrong = admin.post("/accounts", &[&who[..3], &[("stations", "AMS XX")]].concat()).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("One of these stations is unknown")
    );
    assert!(wrong.body.contains("value=\"AMS XX\"") && wrong.body.contains("name=\"gate\" checked"));
    let invited = admin.post("/accounts", &who).await;
    assert!(invited.status == StatusCode::OK && invited.body.contains("value=\"http://localhost:8080/welcome/"));
    assert!(!admin.get("/accounts").await.body.contains("/welcome/"), "the link is shown once");
    let link = link_on(&invited.body);
    let mut bo = world.anyone();
    assert!(bo.get(&link).await.body.contains("bo@klm.example"));
    let set = bo.post_as_it_is(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.leads_to(), "/sign-in?done=password");
    let entered = bo.post_as_it_is("/sign-in", &[("email", "bo@klm.example"), ("password", PASSWORD)]).await;
    assert_eq!(entered.leads_to(), "/gate");
    assert_eq!(bo.get("/gate/AMS").await.status, StatusCode::OK);
    assert_eq!(bo.get("/campaigns/schiphol-surprise").await.status, StatusCode::FORBIDDEN);

    let bo_id = world.app.store.find_account_by_email("bo@klm.example").await.expect("asked").expect("Bo").id;
    let root = format!("/accounts/{bo_id}");
    assert!(admin.get(&root).await.body.contains("Bo &lt;b&gt;Maas&lt;"), "a name is text");
    assert_eq!(admin.post(&root, &[("planner", "on")]).await.leads_to(), root);
    assert_eq!(bo.get("/gate/AMS").await.status, StatusCode::FORBIDDEN, "roles hold from the next request on");
    assert_eq!(bo.get("/campaigns/schiphol-surprise").await.status, StatusCode::OK);
    assert_eq!(admin.post(&format!("{root}/disable"), &[]).await.leads_to(), root);
    assert!(bo.get("/").await.leads_to().starts_with("/sign-in"), "out at once");
    assert_eq!(admin.post(&format!("{root}/disable"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(admin.post(&format!("{root}/enable"), &[]).await.leads_to(), root);
    let link = link_on(&admin.post(&format!("{root}/link"), &[]).await.body);
    assert!(world.anyone().get(&link).await.body.contains("Choose a new password"));

    let own = world.first_admin().await.id;
    for (path, form) in [(format!("/accounts/{own}/disable"), &[][..]), (format!("/accounts/{own}"), &[("gate", "on")])]
    {
        let refused = admin.post(&path, form).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.body.contains("This is the last admin"), "{path}");
    }
}

#[tokio::test]
async fn one_ends_the_own_sessions_from_the_own_page() {
    let world = World::new().await;
    let mut desk = world.planner().await;
    let mut phone = world.anyone();
    phone.sign_in("member1@klm.example").await;
    let page = desk.get("/account").await.body;
    assert!(page.contains("this one") && page.contains("End all others"));
    let path =
        page.split("/account/sessions/").skip(1).find_map(|rest| rest.split_once("/end\"")).expect("a session").0;
    assert_eq!(desk.post(&format!("/account/sessions/{path}/end"), &[]).await.leads_to(), "/account");
    assert!(phone.get("/account").await.leads_to().starts_with("/sign-in"));
    assert_eq!(desk.post(&format!("/account/sessions/{path}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    phone.sign_in("member1@klm.example").await;
    assert_eq!(desk.post("/account/sessions/end-others", &[]).await.leads_to(), "/account");
    assert!(phone.get("/account").await.leads_to().starts_with("/sign-in"));
    assert_eq!(desk.get("/account").await.status, StatusCode::OK);
    world.advance(31);
    assert!(desk.get("/account").await.leads_to().starts_with("/sign-in"), "idle");
}

#[tokio::test]
async fn an_admin_ends_all_sessions_of_somebody() {
    let world = World::new().await;
    let mut planner = world.planner().await;
    let mut admin = world.admin().await;
    let id = world.app.store.find_account_by_email("member1@klm.example").await.expect("an answer").expect("it").id;
    assert!(admin.get(&format!("/accounts/{id}")).await.body.contains("Signed in now: 1"));
    let ended = admin.post(&format!("/accounts/{id}/sessions/end"), &[]).await;
    assert_eq!(ended.leads_to(), format!("/accounts/{id}?done=sessions_ended"));
    assert_eq!(planner.get("/account").await.status, StatusCode::SEE_OTHER, "they sign in again");
    planner.sign_in("member1@klm.example").await;
}
