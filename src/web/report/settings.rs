//! `/campaigns/{slug}/report/settings`: what the report needs to know, targets and their edits, retired figures, links.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::acting::{actor, load};
use crate::domain::campaign::{Target, TargetMetric};
use crate::domain::post::Network;
use crate::domain::reading::Unit;
use crate::services::closing;
use crate::services::measuring;
use crate::services::sharing::{self, SharePurpose};
use crate::store::view::settings::SettingsView;
use crate::web::chrome::Chrome;
use crate::web::csrf::{DeskForm, Fields};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The page.
#[derive(Debug, Serialize)]
pub struct SettingsPage {
    /// What it shows.
    pub view: SettingsView,
    /// Figures a target can be set on.
    pub metrics: &'static [TargetMetric],
    /// Networks.
    pub networks: &'static [Network],
    /// Units.
    pub units: &'static [Unit],
    /// A link that was just made; shown once.
    pub fresh_link: Option<String>,
}

impl SettingsPage {
    const fn new(view: SettingsView, fresh_link: Option<String>) -> Self {
        Self { view, metrics: TargetMetric::ALL, networks: Network::ALL, units: Unit::ALL, fresh_link }
    }
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "report/settings.html";

    fn samples() -> Vec<Self> {
        let link = Some("https://gifts.example/shared/0123".to_owned());
        vec![Self::new(samples::report::settings(), link), Self::new(samples::report::bare_settings(), None)]
    }
}

/// Shows the page.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let view = web.views.settings(&slug).await?.ok_or(Problem::NotFound)?;
    web.page(&SettingsPage::new(view, None), &chrome)
}

/// An amount in whole units with up to two decimals, as minor units; none where the field is empty or can't be read.
fn minor(fields: &Fields, name: &str, digits: u32) -> Option<i64> {
    let text = fields.get(name).trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok()).flatten();
    let whole = number(whole)?;
    let digits_wanted = usize::try_from(digits).ok()?;
    let padded = format!("{part:0<digits_wanted$}");
    let part = if part.is_empty() { 0 } else { number(padded.get(..digits_wanted)?)? };
    whole.checked_mul(10_i64.checked_pow(digits)?)?.checked_add(part)
}

/// Saves what a form says.
pub async fn save(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    headers: HeaderMap,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&doer, Some(&slug));
    match fields.get("what") {
        "costs" => {
            let digits = loaded.campaign.currency.digits();
            let amount = |name| minor(&fields, name, digits);
            let setting = closing::ReportSetting {
                margin_minor: amount("margin"),
                staff_hour_minor: amount("staff"),
                wrapping_minor: amount("wrapping"),
                credits_minor: amount("credits"),
                base_percent: fields.get("base").trim().parse().ok().filter(|percent| (0..=99).contains(percent)),
                earned_mille_minor: amount("earned"),
            };
            closing::save_setting(app, &loaded, &setting, &by).await?;
        }
        "retire" => {
            let (network, unit) = (fields.get("network").parse(), fields.get("unit").parse());
            let (network, unit) = network.ok().zip(unit.ok()).ok_or(Problem::BadRequest)?;
            let since = fields.get("since");
            let since = if since.is_empty() { None } else { Some(since.parse().map_err(|_| Problem::BadRequest)?) };
            let field: String = fields.get("field").trim().chars().take(200).collect();
            measuring::retire(app, (network, unit, &field), since, &by).await?;
        }
        "share" => {
            let purpose: SharePurpose = fields.get("purpose").parse().map_err(|_| Problem::BadRequest)?;
            let days = fields.get("days").trim().parse().map_err(|_| Problem::BadRequest)?;
            let token = sharing::share(app, &loaded, purpose, days, &by).await?;
            let path = match purpose {
                SharePurpose::Report => format!("/shared/{token}"),
                SharePurpose::Calendar => format!("/shared/{token}/calendar.ics"),
            };
            let address = match web.accounts.as_ref() {
                Some(accounts) => accounts.address(&path, &headers),
                None => path,
            };
            let view = web.views.settings(&slug).await?.ok_or(Problem::NotFound)?;
            return Ok(web.page(&SettingsPage::new(view, Some(address)), &chrome)?.into_response());
        }
        "revoke" => {
            let id = fields.get("id").parse().map_err(|_| Problem::BadRequest)?;
            sharing::revoke(app, &loaded, id, &by).await?;
        }
        _ => return Err(Problem::BadRequest),
    }
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/settings?done=saved"))).into_response())
}

/// Changes a locked target.
pub async fn save_target(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Redirect, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let metric = fields.get("metric").parse().map_err(|_| Problem::BadRequest)?;
    let value = fields.get("value").trim().parse().map_err(|_| Problem::BadRequest)?;
    if value > 1_000_000_000_000_u64 {
        return Err(Problem::BadRequest);
    }
    let by = actor(&doer, Some(&slug));
    closing::edit_target(app, &loaded, Target { metric, value }, fields.get("why"), &by).await?;
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/settings?done=saved"))))
}

/// Closes the campaign with its report.
pub async fn close(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, .. }: DeskForm,
) -> Result<Redirect, Problem> {
    let app = web.app()?;
    let mut loaded = load(app, &slug).await?;
    closing::close(app, &mut loaded, &actor(&doer, Some(&slug))).await?;
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report?done=closed"))))
}
