//! `/r/{code}`: short addresses in our posts. They lead where a campaign's file says; clicks are counted, and nothing of who
//! clicked is kept: no cookie, no address.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::services::drafting;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Leads on.
pub async fn follow(
    State(web): State<Web>,
    Path(code): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // What a browser fetches ahead is nobody's click.
    let ahead = ["sec-purpose", "purpose"].iter().any(|name| headers.contains_key(*name));
    let target = drafting::follow(web.app()?, &code, method == Method::GET && !ahead).await?;
    let target = target.ok_or(Problem::NotFound)?;
    let told = [(LOCATION, target.as_str()), (CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "no-referrer")];
    Ok((StatusCode::FOUND, told, ()).into_response())
}
