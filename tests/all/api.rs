//! The API for programs: tokens with scopes, one answer for one key, changes bound to what was seen, problems as RFC 9457
//! says, and nothing that the account itself may not do.

#[path = "api/care.rs"]
mod care;
#[path = "api/decisions.rs"]
mod decisions;
#[path = "api/files.rs"]
mod files;
#[path = "api/intake.rs"]
mod intake;
#[path = "api/keeping.rs"]
mod keeping;
#[path = "api/measures.rs"]
mod measures;
#[path = "api/tokens.rs"]
mod tokens;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use giftgate::domain::account::Grant;
use giftgate::domain::actor::Role;
use giftgate::domain::id::AccountId;
use giftgate::domain::token::Scope;
use giftgate::services::{accounts, tokens as tokens_of};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::support::world::World;

pub const CAMPAIGN: &str = "/api/v1/campaigns/schiphol-surprise";

/// A program with a token.
pub struct Program {
    router: Router,
    token: String,
}

pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Told {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.json);
        self
    }

    /// The code of a problem, which is one as RFC 9457 says.
    pub fn code(&self) -> &str {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.json);
        assert_eq!(self.json["status"], self.status.as_u16());
        assert!(self.json["title"].is_string() && self.json["type"] == "about:blank");
        self.json["code"].as_str().expect("a code")
    }
}

/// Asks as whoever has this token.
pub async fn ask(
    router: &Router,
    token: &str,
    (method, path): (Method, &str),
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Told {
    let mut request = Request::builder().method(method).uri(path).header("host", "localhost:8080");
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let answer = router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") };
    Told { status: parts.status, headers: parts.headers, json }
}

/// A token of somebody new in a role, with every scope the role has a use for; and whose it is.
pub async fn token_of(world: &World, grants: &[Grant]) -> (String, AccountId) {
    let by = world.first_admin().await;
    let email = format!("program{}@klm.example", world.app.store.count_accounts().await.expect("a count"));
    let invited = accounts::invite(&world.app, (&email, "Bo Maas"), grants, &by).await.expect("an answer");
    let (account, _) = invited.expect("invited");
    let scopes = Scope::of(grants);
    let made = tokens_of::make(&world.app, (account, grants), "test", &scopes, 30, &by).await;
    (made.expect("an answer").expect("a token"), account)
}

impl Program {
    pub async fn of(world: &World, role: Role) -> Self {
        let (token, _) = token_of(world, &[Grant::everywhere(role)]).await;
        Self { router: world.router(), token }
    }

    pub async fn get(&self, path: &str) -> Told {
        ask(&self.router, &self.token, (Method::GET, path), &[], None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Told {
        ask(&self.router, &self.token, (Method::POST, path), &[], Some(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Told {
        ask(&self.router, &self.token, (method, path), headers, body).await
    }
}
