//! `/campaigns/{slug}/case`: the case study as its authors see it: draft, quotes, publish, withdraw.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;

use super::acting::{actor, load};
use crate::domain::id::GiftId;
use crate::domain::language::Language;
use crate::services::case_studies::{self, CaseFault};
use crate::services::views;
use crate::store::view::case_study::{CaseText, CaseView};
use crate::store::view::report::ReportView;
use crate::texts::Texts;
use crate::texts::format;
use crate::web::chrome::Chrome;
use crate::web::csrf::{DeskForm, Fields};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The editor.
#[derive(Debug, Serialize)]
pub struct CasePage {
    /// What it shows.
    pub view: CaseView,
    /// Languages it can be written in.
    pub languages: &'static [Language],
    /// What is wrong.
    pub fault: Option<CaseFault>,
}

impl Page for CasePage {
    const TEMPLATE: &'static str = "report/case.html";

    fn samples() -> Vec<Self> {
        let page = |view, fault| Self { view, languages: Language::ALL, fault };
        let mut all: Vec<Self> = samples::report::cases().into_iter().map(|view| page(view, None)).collect();
        let first = samples::report::cases().into_iter().next();
        all.extend(CaseFault::ALL.iter().filter_map(|fault| Some(page(first.clone()?, Some(*fault)))));
        all
    }
}

/// A first draft from the figures: plain sentences, each of which a number of the report stands behind.
fn outline(view: &ReportView, texts: Texts<'_>) -> String {
    let language = texts.language;
    let money = |minor| format::money(minor, view.head.currency, language);
    let number = |value: u64| format::number(value as f64, 0, language);
    let mut paragraphs = vec![format!("{}.", view.head.goal.trim_end_matches('.'))];
    let given = [
        ("n", number(view.funnel.delivered).into()),
        ("posts", number(view.funnel.posts).into()),
        ("money", money(view.parts.cost.total_minor).into()),
    ];
    paragraphs.push(texts.with("case-draft-given", &given));
    let effect = match &view.hold_out.uplift {
        Some(found) if found.detectable => texts.with(
            "case-draft-effect",
            &[
                ("size", format::percent(found.difference, 1, language).into()),
                ("low", format::percent(found.low, 1, language).into()),
                ("high", format::percent(found.high, 1, language).into()),
            ],
        ),
        _ => texts.get("case-draft-no-effect"),
    };
    paragraphs.push(effect);
    paragraphs.join("\n\n")
}

/// Shows the editor.
pub async fn show(State(web): State<Web>, Path(slug): Path<String>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let view = view(&web, &slug, &chrome).await?;
    web.page(&CasePage { view, languages: Language::ALL, fault: None }, &chrome)
}

async fn view(web: &Web, slug: &str, chrome: &Chrome) -> Result<CaseView, Problem> {
    let texts = web.engine.locales.texts(chrome.language);
    Ok(views::case_editor(web.app()?, slug, |view| outline(view, texts)).await?)
}

fn sent(fields: &Fields) -> CaseText {
    CaseText {
        title: fields.get("title").to_owned(),
        story: fields.get("story").to_owned(),
        slug: fields.get("slug").trim().to_owned(),
        language: fields.get("language").parse().unwrap_or(Language::En),
    }
}

/// Saves, publishes, withdraws, quotes.
pub async fn act(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&doer, Some(&slug));
    match fields.get("do") {
        "save" => {
            let text = sent(&fields);
            if let Err(fault) = case_studies::save(app, &loaded, &text, &by).await? {
                let view = CaseView { text, ..view(&web, &slug, &chrome).await? };
                let page = web.page(&CasePage { view, languages: Language::ALL, fault: Some(fault) }, &chrome)?;
                return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
        }
        "publish" => case_studies::publish(app, &loaded, fields.get("shown"), &by).await?,
        "withdraw" => case_studies::withdraw(app, &loaded, &by).await?,
        "quote" => {
            let gift = fields.get("gift").parse().map(GiftId).map_err(|_| Problem::BadRequest)?;
            case_studies::quote(app, &loaded, gift, fields.get("text"), fields.has("named"), &by).await?;
        }
        "drop_quote" => {
            let id = fields.get("id").parse().map_err(|_| Problem::BadRequest)?;
            case_studies::drop_quote(app, &loaded, id, &by).await?;
        }
        _ => return Err(Problem::BadRequest),
    }
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/case?done=saved"))).into_response())
}
