//! All addresses of the pages, and what every request passes through.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::api::repeat;
use super::chrome::Chrome;
use super::gate::phone::Phones;
use super::guard;
use super::live::Pulse;
use super::page::Page;
use super::problem::{self, Problem};
use super::rights::enforce;
use super::routes::routes;
use super::session::{Accounts, recognise};
use super::templates::Engine;
use super::views::{Live, Views};
use crate::app::App;
use crate::domain::instant::Instant;

/// A request that takes longer is given up. A stream of events counts until it begins, and then goes on.
const TIMEOUT: Duration = Duration::from_secs(20);
/// No form of ours comes near this many bytes; the largest carries a campaign's file twice.
const LARGEST_FORM: usize = 512 << 10;

/// Tells whether the server can do its work; the text says what is missing.
pub type Ready = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

/// What pages need.
pub struct WebState {
    /// Where read models come from.
    pub views: Views,
    /// Templates, texts, assets.
    pub engine: Arc<Engine>,
    /// The clock.
    pub clock: Box<dyn Fn() -> Instant + Send + Sync>,
    /// Readiness.
    pub ready: Ready,
    /// The host of the public address with its port where it names one, besides the names of this machine.
    pub public_host: Option<String>,
    /// Who may come in; none where everybody at this machine may look.
    pub accounts: Option<Accounts>,
}

/// The state as handlers share it.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

struct Shared {
    state: WebState,
    pulse: Arc<Pulse>,
    phones: Phones,
}

impl Web {
    /// Shares a state.
    pub fn new(state: WebState) -> Self {
        Self(Arc::new(Shared { state, pulse: Arc::default(), phones: Phones::default() }))
    }

    /// What open pages listen to.
    pub fn pulse(&self) -> &Arc<Pulse> {
        &self.0.pulse
    }

    /// What phones at the gates share.
    pub fn phones(&self) -> &Phones {
        &self.0.phones
    }

    /// The accounts; where there are none, their pages are not there.
    pub fn accounts(&self) -> Result<&Accounts, Problem> {
        self.accounts.as_ref().ok_or(Problem::NotFound)
    }

    /// What services work with; samples have none, and nothing can be done there.
    pub fn app(&self) -> Result<&App, Problem> {
        match &self.views {
            Views::App(Live { app, .. }) => Ok(app),
            Views::Samples => Err(Problem::NotAllowed),
        }
    }

    /// A page as an answer.
    pub fn page<P: Page>(&self, page: &P, chrome: &Chrome) -> Result<Html<String>, Problem> {
        Ok(Html(self.engine.render(page, chrome)?))
    }
}

impl Deref for Web {
    type Target = WebState;

    fn deref(&self) -> &WebState {
        &self.0.state
    }
}

/// All pages.
pub fn router(web: Web) -> Router {
    routes()
        .fallback(|| async { Problem::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(web.clone(), repeat::once))
        .layer(from_fn_with_state(web.clone(), enforce))
        .layer(CatchPanicLayer::custom(|_| Problem::Failed("a handler panicked".to_owned()).into_response()))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(from_fn_with_state(web.clone(), guard::host))
        .layer(from_fn_with_state(web.clone(), problem::show))
        .layer(from_fn_with_state(web.clone(), recognise))
        .layer(from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .with_state(web)
}
