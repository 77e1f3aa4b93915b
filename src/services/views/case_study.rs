//! Case studies for their authors and for everybody.

use super::report::report_of;
use super::{catalogue, head_of};
use crate::app::App;
use crate::domain::language::Language;
use crate::services::{Error, campaigns, case_studies};
use crate::store::case_study::CaseQuote;
use crate::store::view::case_study::{AskableLine, CaseText, CaseView, PublicCase, QuoteLine};
use crate::store::view::names_of;

fn quote(one: CaseQuote) -> QuoteLine {
    QuoteLine { id: one.id, text: one.text, first_name: one.first_name }
}

/// The editor of a campaign's case study. Before the first save it holds a draft from the campaign's own words; `outline`
/// makes its paragraphs of the report.
pub async fn case_editor(
    app: &App,
    slug: &str,
    outline: impl FnOnce(&crate::store::view::report::ReportView) -> String,
) -> Result<CaseView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    let case = app.store.find_case_study(loaded.id).await?;
    let names = catalogue(&loaded.campaign);
    let askable = app.store.quotable_gifts(loaded.id).await?;
    let line = |one: crate::store::case_study::Askable| AskableLine {
        gift: one.gift.0,
        idea: names_of(&names, &one.idea),
        named: one.first_name.is_some(),
    };
    let (text, state, content_hash, published_at) = if let Some(case) = case {
        (
            CaseText {
                title: case.title,
                story: case.story,
                slug: case.slug,
                language: case.language.parse().unwrap_or(Language::En),
            },
            Some(case.state),
            case.content_hash,
            case.published_at,
        )
    } else {
        let view = report_of(app, &loaded).await?;
        let text = CaseText {
            title: loaded.campaign.name.clone(),
            story: outline(&view),
            slug: loaded.campaign.slug.clone(),
            language: Language::En,
        };
        (text, None, String::new(), None)
    };
    Ok(CaseView {
        head: head_of(&loaded),
        text,
        state,
        content_hash,
        published_at,
        quotes: app.store.case_quotes(loaded.id).await?.into_iter().map(quote).collect(),
        askable: askable.into_iter().map(line).collect(),
    })
}

/// The public case study of an address; nothing where there is none, or it was taken back.
pub async fn public_case(app: &App, slug: &str) -> Result<Option<PublicCase>, Error> {
    let Some((case, figures, quotes)) = case_studies::read_public(app, slug).await? else { return Ok(None) };
    let paragraphs = case.story.split("\n\n").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(Some(PublicCase {
        paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
        title: case.title,
        slug: case.slug,
        language: case.language.parse().unwrap_or(Language::En),
        published_at: case.published_at,
        quotes: quotes.into_iter().map(quote).collect(),
        figures,
    }))
}
