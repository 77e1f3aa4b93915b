//! Pages as a visitor gets them, in process.

mod answers;
mod rendering;
mod serving;

use super::samples;
use super::templates::Engine;
use super::views::Views;
use super::{Web, WebState};

/// A web room over the samples, its clock stopped.
fn sample_web() -> Web {
    Web::new(WebState {
        views: Views::Samples,
        engine: Engine::load().expect("the pages start"),
        clock: Box::new(samples::now),
        ready: Box::new(|| Box::pin(async { Err("the samples are no database".to_owned()) })),
        public_host: Some("gifts.example".to_owned()),
        accounts: None,
    })
}
