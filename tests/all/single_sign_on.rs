//! Signing in through a real identity provider (npm oidc-provider): roles by groups, linking from inside, and every way
//! back that must lead nowhere. The test does the browser's part over HTTP.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use axum::http::StatusCode;
use giftgate::app::system_now;
use giftgate::domain::sign_on::{SignOnSettings, read_grant};
use giftgate::services::single_sign_on::SingleSignOn;
use giftgate::web::Accounts;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};

use crate::support::client::{Answer, Client, PASSWORD};
use crate::support::raw;
use crate::support::world::{World, pages_behind};

const BACK: &str = "http://localhost:8080/sign-in/provider/back";
const SECRET: &str = "a secret of the test, long enough for everybody";

struct Provider {
    process: Child,
    issuer: String,
    // Kept open, for the provider writes to it now and then.
    _said: BufReader<ChildStdout>,
}

impl Provider {
    fn start() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers");
        let mut command = Command::new("node");
        command.args(["oidc.mjs", BACK]).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("node is installed");
        let mut said = BufReader::new(process.stdout.take().expect("a pipe"));
        let lines = said.by_ref().lines();
        let ready = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
        Self { process, issuer: ready.expect("the provider starts; run `npm ci` in tests/peers"), _said: said }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An installation that lets the provider's people in.
struct Desk {
    world: World,
    provider: Provider,
}

impl Desk {
    async fn new() -> Self {
        let world = World::new().await;
        // The provider's tokens tell the time it really is.
        world.app.set_now(system_now());
        world.live_campaign().await;
        world.first_admin().await;
        Self { world, provider: Provider::start() }
    }

    fn client(&self) -> Client {
        let groups = [
            ("plan", vec!["planner@schiphol-surprise", "planner@no-such-campaign"]),
            ("gate", vec!["gate@AMS"]),
            ("lost", vec!["planner@no-such-campaign"]),
        ];
        let grants = |texts: Vec<&str>| texts.into_iter().map(|text| read_grant(text).expect("a grant")).collect();
        let groups: BTreeMap<_, _> = groups.into_iter().map(|(group, all)| (group.to_owned(), grants(all))).collect();
        let settings = SignOnSettings {
            issuer: self.provider.issuer.clone(),
            client_id: "giftgate".to_owned(),
            client_secret_file: None,
            groups_claim: "groups".to_owned(),
            groups,
        };
        let provider = SingleSignOn::new(settings, Some(format!("{SECRET}\n"))).expect("a client");
        let accounts = Accounts::new(Arc::clone(&self.world.app), None).with_entry(true, Some(provider));
        Client::new(pages_behind(&self.world.app, None, accounts), "localhost:8080")
    }

    /// Goes to the provider, says who one is, and gives the address that leads back.
    async fn say_who(&self, client: &mut Client, login: &str, path: &str) -> String {
        let there = client.get(path).await.leads_to().to_owned();
        assert!(there.starts_with(&self.provider.issuer), "{there}");
        for part in ["code_challenge=", "code_challenge_method=S256", "nonce=", "state=", "scope=openid+email+profile"]
        {
            assert!(there.contains(part), "{part} is not in {there}");
        }
        browse(&there, login).await
    }

    async fn enter(&self, client: &mut Client, login: &str) -> Answer {
        let back = self.say_who(client, login, "/sign-in/provider?next=%2Fgate%2FAMS").await;
        client.get(&path_of(&back)).await
    }
}

fn path_of(address: &str) -> String {
    address.strip_prefix("http://localhost:8080").expect("our own address").to_owned()
}

/// What a browser does between the two sites: keeps cookies, follows, and fills in the provider's forms.
async fn browse(start: &str, login: &str) -> String {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let (mut cookies, mut at, mut form) = (BTreeMap::<String, String>::new(), start.to_owned(), None);
    for _ in 0..20 {
        if at.starts_with(BACK) {
            return at;
        }
        let jar = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = match form.take() {
            Some(fields) => http.post(&at).form::<Vec<(&str, String)>>(&fields),
            None => http.get(&at),
        };
        let answer = request.header(COOKIE, jar).send().await.expect("the provider answers");
        for set in answer.headers().get_all(SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a name and a value");
            cookies.insert(name.to_owned(), value.to_owned());
        }
        if let Some(location) = answer.headers().get(LOCATION) {
            let here = reqwest::Url::parse(&at).expect("an address");
            at = here.join(location.to_str().expect("text")).expect("an address").to_string();
            continue;
        }
        let text = answer.text().await.expect("a page");
        let prompt = if text.contains("value=\"login\"") { "login" } else { "consent" };
        assert!(text.contains(&format!("value=\"{prompt}\"")), "{text}");
        form = Some(vec![("prompt", prompt.to_owned()), ("login", login.to_owned()), ("password", "x".to_owned())]);
    }
    panic!("the provider leads nowhere")
}

fn told(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains(words), "{}", answer.body);
    let kept = answer.headers.get("set-cookie").map(|value| value.to_str().expect("text"));
    assert!(kept.is_none(), "{kept:?}");
}

#[tokio::test]
#[ignore = "needs the npm packages of tests/peers; ./check installs them and runs it"]
async fn groups_of_the_provider_become_roles_and_follow_it() {
    let desk = Desk::new().await;
    let mut gate = desk.client();
    assert!(gate.get("/sign-in").await.body.contains("/sign-in/provider"));
    assert_eq!(desk.enter(&mut gate, "gate.7").await.leads_to(), "/gate/AMS");
    assert_eq!(gate.get("/gate/AMS").await.status, StatusCode::OK);
    let page = gate.get("/account").await.body;
    assert!(page.contains("Person gate.7") && page.contains("AMS"), "{page}");
    assert_eq!(gate.get("/gate/RTM").await.status, StatusCode::NOT_FOUND, "the role is for one station");

    let mut planner = desk.client();
    desk.enter(&mut planner, "plan.1").await;
    assert_eq!(planner.get("/campaigns/schiphol-surprise/plan").await.status, StatusCode::OK);
    assert_eq!(planner.get("/gate/AMS").await.status, StatusCode::FORBIDDEN);
    let accounts = raw::count(&desk.world.app.store, "account").await;
    desk.enter(&mut desk.client(), "plan.1").await;
    assert_eq!(raw::count(&desk.world.app.store, "account").await, accounts, "the same person is the same account");
    // An admin takes the role away; the next sign-in brings back what the group says.
    raw::execute(&desk.world.app.store, "delete from account_role where role = 'planner'").await.expect("deleted");
    assert_eq!(planner.get("/campaigns/schiphol-surprise/plan").await.status, StatusCode::FORBIDDEN);
    desk.enter(&mut planner, "plan.1").await;
    assert_eq!(planner.get("/campaigns/schiphol-surprise/plan").await.status, StatusCode::OK);

    told(&desk.enter(&mut desk.client(), "nobody.1").await, "no role here");
    told(&desk.enter(&mut desk.client(), "lost.1").await, "no role here");
    told(&desk.enter(&mut desk.client(), "nomail+gate.1").await, "tells no e-mail address");
    assert_eq!(raw::count(&desk.world.app.store, "account").await, accounts);
    let id = desk.world.app.store.find_account_by_email("gate.7@airline.example").await.expect("asked").expect("it").id;
    let admin = desk.world.first_admin().await;
    giftgate::services::accounts::disable(&desk.world.app, id, &admin).await.expect("disabled");
    told(&desk.enter(&mut desk.client(), "gate.7").await, "This account is disabled");
}

#[tokio::test]
#[ignore = "needs the npm packages of tests/peers; ./check installs them and runs it"]
async fn an_account_is_linked_from_inside_and_never_by_its_address() {
    let desk = Desk::new().await;
    let app = &desk.world.app;
    let admin = desk.world.first_admin().await;
    let grants = [read_grant("marketer").expect("a grant")];
    // The provider tells this very address for the login `gate.9`.
    let who = ("gate.9@airline.example", "Bo");
    let (bo, token) =
        giftgate::services::accounts::invite(app, who, &grants, &admin).await.expect("asked").expect("invited");
    giftgate::services::accounts::choose_password(app, &token, ("", ""), PASSWORD).await.expect("chosen");
    told(&desk.enter(&mut desk.client(), "gate.9").await, "There is an account with this e-mail address");

    // Inside, the own account is linked with whoever one is at the provider, whatever the address there.
    let mut inside = Client::new(desk.world.router(), "localhost:8080");
    inside.sign_in(who.0).await;
    let mut linking = desk.client();
    linking.take_cookies_of(&inside);
    let foreign = linking.get("/sign-in/provider?link=yes").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "a link begins on a page of ours");
    let there = linking
        .send(axum::http::Method::GET, "/sign-in/provider?link=yes", &[("sec-fetch-site", "same-origin")], &[])
        .await;
    let back = browse(there.leads_to(), "anyone.3").await;
    assert_eq!(linking.get(&path_of(&back)).await.leads_to(), "/account?done=linked");
    let mut again = desk.client();
    assert_eq!(desk.enter(&mut again, "anyone.3").await.leads_to(), "/gate/AMS");
    assert!(again.get("/account").await.body.contains(">Bo<"), "by issuer and subject");
    assert_eq!(app.store.grants_of(bo).await.expect("grants"), grants, "its roles stay ours");
    assert_eq!(again.post("/account/provider/unlink", &[]).await.leads_to(), "/account?done=unlinked");
    told(&desk.enter(&mut desk.client(), "anyone.3").await, "no role here");
}

#[tokio::test]
#[ignore = "needs the npm packages of tests/peers; ./check installs them and runs it"]
async fn a_return_that_was_not_begun_here_leads_nowhere() {
    let desk = Desk::new().await;
    let late = "That took too long";
    let mut client = desk.client();
    let back = path_of(&desk.say_who(&mut client, "gate.7", "/sign-in/provider").await);
    told(&desk.client().get(&back).await, late);
    told(&client.get(&back.replace("state=", "state=0")).await, late);
    told(&client.get(&back).await, late);
    let mut slow = desk.client();
    let back = path_of(&desk.say_who(&mut slow, "gate.7", "/sign-in/provider").await);
    desk.world.advance(10);
    told(&slow.get(&back).await, late);
    desk.world.app.set_now(system_now());
    // A code of another way: its proof key and nonce are not ours.
    let (mut mine, mut other) = (desk.client(), desk.client());
    let own = path_of(&desk.say_who(&mut mine, "gate.7", "/sign-in/provider").await);
    let foreign = path_of(&desk.say_who(&mut other, "gate.8", "/sign-in/provider").await);
    let part = |path: &str, name: &str| {
        let query = path.split_once('?').expect("a query").1.to_owned();
        query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned)).expect("a part")
    };
    let mixed = format!("/sign-in/provider/back?code={}&state={}", part(&foreign, "code"), part(&own, "state"));
    told(&mine.get(&mixed).await, "does not hold");
    let mut declined = desk.client();
    let back = path_of(&desk.say_who(&mut declined, "gate.7", "/sign-in/provider").await);
    let no = format!("/sign-in/provider/back?error=access_denied&state={}", part(&back, "state"));
    told(&declined.get(&no).await, "did not let you through");
    assert_eq!(raw::count(&desk.world.app.store, "session").await, 0);
}

#[tokio::test]
async fn without_a_provider_there_is_no_way_through_one() {
    let world = World::new().await;
    world.first_admin().await;
    let mut client = world.anyone();
    assert!(!client.get("/sign-in").await.body.contains("/sign-in/provider"));
    for path in ["/sign-in/provider", "/sign-in/provider/back?code=x&state=y"] {
        assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
