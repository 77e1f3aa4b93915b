//! What went wrong with a form of the desk, said on the same page: someone was faster, or the rules say no.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::domain::actor::{Actor, Role};
use crate::domain::id::AccountId;
use crate::domain::refusal::Refusal;
use crate::services::Error;
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Which words.
    pub code: &'static str,
    /// A reason code with more, where there is one.
    pub reason: Option<String>,
}

impl Fault {
    /// The fault of an error that a page can say; others are problems.
    pub fn of(error: Error) -> Result<Self, Problem> {
        match error {
            Error::Refused(Refusal::WrongRole { .. }) => Err(Problem::Forbidden),
            Error::Refused(refusal) => {
                let reason = match &refusal {
                    Refusal::OverCap { cap, .. } => Some(format!("cap:{cap}")),
                    Refusal::Forbidden(rule) => Some((*rule).to_owned()),
                    _ => None,
                };
                Ok(Self { code: refusal.code(), reason })
            }
            error if error.is_stale() => Ok(Self { code: "conflict", reason: None }),
            other => Err(Problem::from(other)),
        }
    }
}

/// The page with its fault: nothing was changed.
pub fn refused<P: Page>(web: &Web, page: &P, chrome: &Chrome) -> Result<Response, Problem> {
    Ok((StatusCode::CONFLICT, web.page(page, chrome)?).into_response())
}

/// Under which id a visitor approves.
pub fn approver(visitor: &Visitor) -> AccountId {
    match visitor {
        Visitor::Member(member) => member.actor(Role::Approver).id,
        _ => Actor::simulated(Role::Approver).id,
    }
}
