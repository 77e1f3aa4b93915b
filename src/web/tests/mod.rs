//! Pages as a visitor gets them, in process.

mod answers;
mod rendering;
mod serving;

use std::sync::{Arc, LazyLock};

use super::samples;
use super::templates::Engine;
use super::views::Views;
use super::{Web, WebState};

/// Templates and texts, read once for all tests.
fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::load().expect("the pages start")));
    Arc::clone(&ENGINE)
}

/// A web room over the samples, its clock stopped.
fn sample_web() -> Web {
    Web::new(WebState {
        views: Views::Samples,
        engine: engine(),
        clock: Box::new(samples::now),
        ready: Box::new(|| Box::pin(async { Err("the samples are no database".to_owned()) })),
        public_host: Some("gifts.example".to_owned()),
        accounts: None,
    })
}
