//! Pages: server-rendered, in five languages, usable without scripts and on a phone.
//!
//! A handler asks for one read model and names one page; [`templates`] renders it. Formatting lives in [`mod@format`],
//! texts in [`locale`], drawings in [`charts`]. No personal data enters an address or a log line.

pub mod account;
pub mod assets;
pub mod charts;
pub mod chrome;
pub mod csrf;
pub mod format;
mod functions;
pub mod gate;
pub mod guard;
pub mod hooks;
mod html;
pub mod live;
pub mod locale;
pub mod page;
pub mod problem;
pub mod public;
pub mod report;
pub mod router;
pub mod routes;
pub mod samples;
pub mod session;
mod status;
pub mod team;
pub mod templates;
pub mod views;

#[cfg(test)]
mod tests;

pub use report::forms::{ReportForm, write_report};
pub use router::{Ready, Web, WebState, router};
pub use session::Accounts;
pub use views::Views;
