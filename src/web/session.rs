//! Who asks: nobody known, or a member by the session cookie. Looked up once a request.
//!
//! The cookie is `__Host-` with Secure where people come by https; plain http on loopback has a name of its own, for
//! browsers refuse the prefix there.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, USER_AGENT};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

use super::api::is_api;
use super::problem::Problem;
use super::rights::may_see;
use super::router::Web;
use super::routes::find_row;
use crate::app::App;
use crate::domain::account::{Browser, HALFWAY, Place, browser_of};
use crate::domain::actor::{Actor, Role};
use crate::domain::post::Network;
use crate::services::sign_in::{self, Halfway, Member, Visit};
use crate::services::single_sign_on::SingleSignOn;
use crate::services::tokens::{self, Program};
use crate::services::{Error, accounts};

/// What pages with accounts need.
#[derive(Debug)]
pub struct Accounts {
    /// The services' app.
    pub app: Arc<App>,
    /// Address people reach the server at, without a slash at its end; none where it is this machine.
    pub public_url: Option<String>,
    /// Whether everyone but gate staff needs a second factor.
    pub factor_required: bool,
    /// The airline's identity provider, where one is set up.
    pub provider: Option<SingleSignOn>,
    /// Networks whose accounts the settings of the server name.
    pub named_networks: BTreeSet<Network>,
    someone: AtomicBool,
}

impl Accounts {
    /// Accounts of an app.
    pub fn new(app: Arc<App>, public_url: Option<&str>) -> Self {
        let public_url = public_url.map(|url| url.trim_end_matches('/').to_owned());
        Self {
            app,
            public_url,
            factor_required: false,
            provider: None,
            named_networks: BTreeSet::new(),
            someone: AtomicBool::new(false),
        }
    }

    /// The same where a second factor is asked for, and people may come through an identity provider.
    #[must_use]
    pub fn with_entry(self, factor_required: bool, provider: Option<SingleSignOn>) -> Self {
        Self { factor_required, provider, ..self }
    }

    fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    const fn cookie_name(secure: bool) -> &'static str {
        if secure { "__Host-giftgate" } else { "giftgate" }
    }

    /// The header value that keeps a token in the browser.
    pub fn keep(&self, token: &str) -> String {
        self.cookie(token, "")
    }

    /// The header value that makes the browser forget it.
    pub fn forget(&self) -> String {
        self.cookie("", "; Max-Age=0")
    }

    fn cookie(&self, token: &str, more: &str) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = Self::cookie_name(self.is_secure());
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{more}")
    }

    /// The token that the browser kept.
    pub fn token<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        find_cookie(headers, Self::cookie_name(self.is_secure()))
    }

    /// The header value that keeps the token of someone who is sent to the identity provider.
    pub fn keep_departure(&self, token: &str) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let (name, seconds) = (self.departure_name(), HALFWAY.num_seconds());
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
    }

    /// That token, when they come back.
    pub fn departure<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        find_cookie(headers, self.departure_name())
    }

    fn departure_name(&self) -> &'static str {
        if self.is_secure() { "__Host-giftgate-way" } else { "giftgate-way" }
    }

    /// Whoever lacks a second factor only.
    pub async fn halfway(&self, headers: &HeaderMap) -> Result<Option<Halfway>, Error> {
        match self.token(headers) {
            Some(token) => sign_in::find_halfway(&self.app, token).await,
            None => Ok(None),
        }
    }

    /// From where a request comes, as services ask.
    pub fn visit<'a>(&self, peer: &'a Peer, headers: &'a HeaderMap) -> Visit<'a> {
        let (token, factor_required) = (self.token(headers), self.factor_required);
        Visit { address: &peer.address, browser: peer.browser, token, factor_required }
    }

    /// The full address of a path, for links that leave the page.
    pub fn address(&self, path: &str, headers: &HeaderMap) -> String {
        let host = || headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or("localhost");
        self.public_url.as_ref().map_or_else(|| format!("http://{}{path}", host()), |url| format!("{url}{path}"))
    }

    async fn is_first_run(&self) -> Result<bool, Error> {
        if self.someone.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let first_run = accounts::is_first_run(&self.app).await?;
        self.someone.store(!first_run, Ordering::Relaxed);
        Ok(first_run)
    }
}

fn find_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, token)| *own == name && token.len() == 64).map(|(_, token)| token)
}

/// Who asks.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Whoever sits at this machine looks at a demo; there are no accounts.
    Open,
    /// Not signed in.
    Stranger {
        /// Nobody has an account yet.
        first_run: bool,
    },
    /// Signed in.
    Member(Arc<Member>),
    /// A program with a token.
    Program(Arc<Program>),
}

impl Visitor {
    /// The member, where somebody is signed in.
    pub const fn member(&self) -> Option<&Arc<Member>> {
        match self {
            Self::Member(member) => Some(member),
            _ => None,
        }
    }

    /// Who acts when they act in a role. That they have it is for the row of the address to say.
    pub fn actor(&self, role: Role) -> Actor {
        match self {
            Self::Member(member) => member.actor(role),
            Self::Program(program) => program.actor(role),
            Self::Open | Self::Stranger { .. } => Actor::simulated(role),
        }
    }

    /// Whether they may see an address of the table about a place.
    pub fn sees(&self, path: &str, place: Option<(Place, &str)>) -> bool {
        find_row(path).is_some_and(|row| may_see(self, row, place).is_ok())
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let known = parts.extensions.get::<Result<Self, Problem>>().and_then(|found| found.as_ref().ok());
        Ok(known.cloned().unwrap_or(Self::Stranger { first_run: false }))
    }
}

/// Middleware: finds out who asks, for all that follows.
pub async fn recognise(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let visitor = match &web.accounts {
        None => Ok(Visitor::Open),
        Some(accounts) if is_api(request.uri().path()) => {
            program(accounts, request.headers()).await.map_err(|error| Problem::failed(&error))
        }
        Some(accounts) => {
            find(accounts, request.headers(), is_by_itself(&request)).await.map_err(|error| Problem::failed(&error))
        }
    };
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

/// What a page sends along when it refreshes itself.
const REFRESH: &str = "x-giftgate-refresh";

/// Whether a page asks by itself: nobody is at work then, and the session grows older.
fn is_by_itself(request: &Request) -> bool {
    request.headers().contains_key(REFRESH) || request.uri().path().ends_with("/events")
}

async fn find(accounts: &Accounts, headers: &HeaderMap, by_itself: bool) -> Result<Visitor, Error> {
    let Some(token) = accounts.token(headers) else { return stranger(accounts).await };
    let member = if by_itself {
        sign_in::recognise_quietly(&accounts.app, token).await?
    } else {
        sign_in::recognise(&accounts.app, token).await?
    };
    match member {
        Some(member) => Ok(Visitor::Member(Arc::new(member))),
        None => stranger(accounts).await,
    }
}

async fn stranger(accounts: &Accounts) -> Result<Visitor, Error> {
    Ok(Visitor::Stranger { first_run: accounts.is_first_run().await? })
}

/// Programs come with a token, and a cookie says nothing here.
async fn program(accounts: &Accounts, headers: &HeaderMap) -> Result<Visitor, Error> {
    let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = text.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let found = match token {
        Some((_, token)) => tokens::recognise(&accounts.app, token.trim()).await?,
        None => None,
    };
    Ok(found.map_or(Visitor::Stranger { first_run: false }, |program| Visitor::Program(Arc::new(program))))
}

/// From where a request comes, for limits and for telling sessions apart.
#[derive(Debug)]
pub struct Peer {
    /// Address of the other end of the connection; what a header claims does not count.
    pub address: String,
    /// Family of the browser.
    pub browser: Browser,
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self { address: address.unwrap_or_default(), browser: browser_of(agent) })
    }
}
