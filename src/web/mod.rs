//! Pages: server-rendered, in five languages, usable without scripts and on a phone.
//!
//! A handler asks for one read model and names one page; [`templates`] renders it. Texts and formats come from
//! [`crate::texts`], drawings are made in [`charts`]. No personal data enters an address or a log line.

pub mod account;
pub mod admin;
pub mod api;
pub mod assets;
pub mod at;
pub mod care;
pub mod charts;
pub mod chrome;
pub mod csrf;
mod functions;
pub mod gate;
pub mod guard;
pub mod hooks;
mod html;
pub mod live;
pub mod page;
pub mod privacy;
pub mod problem;
pub mod public;
pub mod report;
pub mod rights;
pub mod router;
pub mod routes;
pub mod samples;
pub mod script_pack;
pub mod session;
pub mod shared_read;
pub mod shared_work;
mod status;
pub mod team;
pub mod templates;
pub mod upload;
mod views;

#[cfg(test)]
mod tests;

use crate::texts::{self as locale, format};

pub use report::forms::{ReportForm, write_report};
pub use router::{Ready, Web, WebState, router};
pub use session::Accounts;
pub use views::Views;
