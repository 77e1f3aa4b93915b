//! Someone at a browser: keeps the cookie, sends forms with their token and where they come from.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::{Actor, Role};
use giftgate::services::accounts::{self, Chosen};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::world::World;

pub const PASSWORD: &str = "a long enough secret";
const ORIGIN: (&str, &str) = ("origin", "http://localhost:8080");

pub struct Client {
    router: Router,
    host: String,
    cookie: Option<String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers["location"].to_str().expect("text")
    }

    /// The code of a problem told as JSON.
    pub fn code(&self) -> String {
        let problem: serde_json::Value = serde_json::from_str(&self.body).expect("a problem");
        problem["code"].as_str().expect("a code").to_owned()
    }
}

impl Client {
    pub fn new(router: Router, host: &str) -> Self {
        Self { router, host: host.to_owned(), cookie: None }
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        form: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("other=1; {cookie}"));
        }
        let encode = |text: &str| {
            let byte = |byte: u8| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            };
            text.bytes().map(byte).collect::<String>()
        };
        let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(Body::from(pairs.join("&"))).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        if let Some(set) = parts.headers.get("set-cookie") {
            let pair = set.to_str().expect("text").split(';').next().expect("a pair").to_owned();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Bytes from one of our pages' scripts.
    pub async fn send_bytes(&mut self, path: &str, headers: &[(&str, &str)], bytes: Vec<u8>) -> Answer {
        let origin = format!("http://{}", self.host);
        let mut request = Request::builder().method(Method::POST).uri(path).header("host", &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.header("origin", origin).header("cookie", self.cookie.clone().unwrap_or_default());
        let request = request.body(Body::from(bytes)).expect("a request");
        let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// An answer whose body goes on, as a browser's `EventSource` gets it.
    pub async fn listen(&self, path: &str) -> axum::response::Response {
        let request = Request::get(path).header("host", &self.host).header("accept", "text/event-stream");
        let request =
            request.header("accept-encoding", "gzip").header("cookie", self.cookie.as_deref().unwrap_or("none=1"));
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], &[]).await
    }

    /// What a program gets.
    pub async fn ask(&mut self, method: Method, path: &str) -> Answer {
        self.send(method, path, &[ORIGIN, ("accept", "application/json")], &[]).await
    }

    /// A form from one of our pages, with the token that stands on it.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let token = self.form_token().await;
        let form: Vec<_> = [("form_token", token.as_str())].iter().chain(form).copied().collect();
        self.post_as_it_is(path, &form).await
    }

    /// A form from one of our pages, without any token.
    pub async fn post_as_it_is(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.host);
        self.send(Method::POST, path, &[("origin", &origin)], form).await
    }

    pub async fn form_token(&mut self) -> String {
        let page = self.get("/account").await;
        let found = page.body.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        found.unwrap_or_default().to_owned()
    }

    pub async fn sign_in(&mut self, email: &str) {
        let answer = self.post_as_it_is("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

impl World {
    /// Somebody without an account.
    pub fn anyone(&self) -> Client {
        Client::new(self.router(), "localhost:8080")
    }

    /// The first admin, made where nobody is there yet.
    pub async fn admin(&self) -> Client {
        let mut client = self.anyone();
        self.first_admin().await;
        client.sign_in("admin@klm.example").await;
        client
    }

    pub async fn planner(&self) -> Client {
        self.member(&[Grant::everywhere(Role::Planner)]).await
    }

    pub async fn approver(&self) -> Client {
        self.member(&[Grant::everywhere(Role::Approver)]).await
    }

    pub async fn marketer(&self) -> Client {
        self.member(&[Grant::everywhere(Role::Marketer)]).await
    }

    /// Gate staff of one station.
    pub async fn gate(&self, station: &str) -> Client {
        self.member(&[Grant { station: Some(station.to_owned()), ..Grant::everywhere(Role::Gate) }]).await
    }

    /// Somebody new who may do this, signed in.
    pub async fn member(&self, grants: &[Grant]) -> Client {
        let by = self.first_admin().await;
        let email = format!("member{}@klm.example", self.app.store.count_accounts().await.expect("a count"));
        let invited = accounts::invite(&self.app, (&email, "Bo Maas"), grants, &by).await.expect("an answer");
        let (id, token) = invited.expect("invited");
        let chosen = accounts::choose_password(&self.app, &token, ("", ""), PASSWORD).await.expect("an answer");
        assert_eq!(chosen, Chosen::Done(id));
        let mut client = self.anyone();
        client.sign_in(&email).await;
        client
    }

    /// The first admin as services know them.
    pub async fn first_admin(&self) -> Actor {
        if let Some(token) = accounts::first_run_token(&self.app).await.expect("an answer") {
            let who = ("admin@klm.example", "Ada Lind");
            accounts::choose_password(&self.app, &token, who, PASSWORD).await.expect("an answer");
        }
        let admin = self.app.store.find_account_by_email("admin@klm.example").await.expect("an answer");
        Actor { id: admin.expect("the first admin").id, role: Role::Admin, simulated: false }
    }
}
