//! `/gate/{station}/list.pdf`: the list for a pocket, in the reader's language as far as the paper's font goes.

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::list::Asked;
use crate::domain::flight::is_station_code;
use crate::domain::language::Language;
use crate::formats::delivery_list::DeliveryRow;
use crate::formats::delivery_pdf::delivery_pdf;
use crate::formats::delivery_words::{DeliveryWords, PAPER_COLUMNS};
use crate::services::views::delivery_row;
use crate::store::view::deliveries::GateView;
use crate::texts::{Locales, Texts, text};
use crate::web::chrome::Chrome;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Headings, in the order of the columns.
const HEADINGS: [&str; PAPER_COLUMNS] = [
    "gate-paper-time",
    "gate-paper-window",
    "col-flight",
    "col-gate",
    "gate-paper-walk",
    "check-seat",
    "gate-paper-first-name",
    "col-gift",
    "gate-paper-where",
    "gate-paper-in",
    "gate-paper-greeting",
];

/// The list on paper, walking minutes from where the reader stands.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Response, Problem> {
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let view = web.views.gate(&station, &asked.at).await?.ok_or(Problem::NotFound)?;
    let bytes = paper(&view, &web.engine.locales, chrome.language)?;
    let name = format!("inline; filename=\"{station}-{}.pdf\"", view.day);
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn paper(view: &GateView, locales: &Locales, reader: Language) -> Result<Vec<u8>, Problem> {
    // The paper's font has no Japanese letters: it says so, in English.
    let printed = if reader == Language::Ja { Language::En } else { reader };
    let texts = locales.texts(printed);
    let aside = if reader == printed { String::new() } else { texts.get("gate-paper-no-japanese") };
    let rows: Vec<DeliveryRow> = view.open.iter().map(|stop| delivery_row(stop, view.zone, printed)).collect();
    let standing = view.places.iter().find(|place| place.key == view.standing);
    let standing = standing.map_or_else(String::new, |place| match &place.pier {
        Some(pier) => texts.with("pier", &[("pier", text(pier))]),
        None => texts.word("place", &place.key),
    });
    let title = format!("{} · {} · {}: {standing}", view.station, view.day, texts.get("standing"));
    delivery_pdf(&title, &rows, &DeliveryWords { aside, ..words(texts) }).map_err(|fault| Problem::failed(&fault))
}

fn words(texts: Texts<'_>) -> DeliveryWords {
    let slot = |key: &str, names: &[&'static str]| {
        let slots: Vec<_> = names.iter().map(|name| (*name, text(format!("{{{name}}}")))).collect();
        texts.with(key, &slots)
    };
    DeliveryWords {
        language: texts.language.to_string(),
        headings: HEADINGS.map(|key| texts.get(key)),
        no_window: texts.get("gate-paper-no-window"),
        minutes: format!("{{n}} {}", texts.get("unit-min")),
        pier: slot("pier", &["pier"]),
        at_desk: texts.get("gift-at-desk"),
        with: slot("gift-with", &["who"]),
        carried: texts.get("gift-carried"),
        nothing: texts.get("gate-quiet-title"),
        page: slot("gate-paper-page", &["page", "count"]),
        foot: format!("{} {}", texts.get("gate-paper-foot"), texts.get("walk-estimates")),
        aside: String::new(),
        missing: texts.get("gate-paper-missing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples;

    #[test]
    fn the_paper_speaks_the_readers_language_as_far_as_its_font_goes() {
        let locales = Locales::load().expect("locales");
        for language in Language::ALL {
            let words = words(locales.texts(*language));
            let mut all: Vec<&String> = words.headings.iter().collect();
            all.extend([&words.no_window, &words.page, &words.foot, &words.missing, &words.with, &words.pier]);
            assert!(all.iter().all(|text| !text.starts_with("gate-paper")), "{language}: {all:?}");
            assert!(words.page.contains("{page}") && words.page.contains("{count}") && words.with.contains("{who}"));
            let bytes = paper(&samples::deliveries::gate(), &locales, *language).expect("paper");
            assert!(bytes.starts_with(b"%PDF-"));
            let tag = format!("({})", if *language == Language::Ja { Language::En } else { *language });
            assert!(bytes.windows(tag.len()).any(|part| part == tag.as_bytes()), "{language}");
        }
    }
}
