//! `/campaigns/{slug}/report/{file}`: the report as a file, `report.pdf`, `report.xlsx`, `report.csv` ...

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::forms::{ReportForm, write_report};
use super::show::seen_by;
use crate::web::chrome::Chrome;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;

/// Sends the file.
pub async fn show(
    State(web): State<Web>,
    Path((slug, file)): Path<(String, String)>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Response, Problem> {
    let form =
        file.strip_prefix("report.").and_then(|form| form.parse::<ReportForm>().ok()).ok_or(Problem::NotFound)?;
    let view = seen_by(web.views.report(&slug).await?.ok_or(Problem::NotFound)?, &visitor);
    let (own, language) = (web.clone(), chrome.language);
    // A large workbook takes its time; other pages must not wait for it.
    let written = tokio::task::spawn_blocking(move || write_report(&own.engine, &view, form, language)).await;
    let bytes = written.map_err(|error| Problem::failed(&error))?.map_err(|error| Problem::failed(&error))?;
    // A slug is letters, digits and dashes.
    let name =
        HeaderValue::from_str(&format!("attachment; filename=\"{slug}-{file}\"")).map_err(|_| Problem::NotFound)?;
    let kind = HeaderValue::from_static(form.media_type());
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
