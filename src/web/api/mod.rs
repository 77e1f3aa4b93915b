//! `/api/v1`: what the pages show and do, for programs. A token says who asks; its scopes and the account's roles say what
//! is allowed. Shapes here are a promise and are filled from the same read models and services as the pages.

pub mod accounts;
pub mod approvals;
pub mod audit;
pub mod campaigns;
pub mod candidates;
pub mod care;
pub mod deliveries;
pub mod document;
mod examples;
pub mod files;
pub mod gifts;
mod input;
pub mod intake;
pub mod measures;
pub mod operations;
mod output;
pub mod plans;
pub mod posts;
pub mod privacy;
pub mod reference;
pub mod repeat;
pub mod reports;
mod shapes;
pub mod stopping;
pub mod together;
pub mod what_if;
pub mod wishes;

/// What every address of the API begins with.
pub const BASE: &str = "/api/v1";

/// Whether a path is one of the API's, so that a token counts and problems are told as JSON.
pub fn is_api(path: &str) -> bool {
    path.strip_prefix(BASE).is_some_and(|rest| rest.starts_with('/'))
}
