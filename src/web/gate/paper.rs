//! `/gate/{station}/list.pdf`: the list for a pocket, in the reader's language.

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::list::Asked;
use crate::domain::language::Language;
use crate::formats::delivery_list::DeliveryRow;
use crate::formats::delivery_pdf::delivery_pdf;
use crate::services::views::{delivery_row, delivery_words};
use crate::store::view::deliveries::GateView;
use crate::texts::{Locales, text};
use crate::web::chrome::Chrome;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// The list on paper, walking minutes from where the reader stands.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Response, Problem> {
    let view = asked.view(&web, &station).await?;
    let bytes = paper(&view, &web.engine.locales, chrome.language)?;
    let name = format!("inline; filename=\"{station}-{}.pdf\"", view.day);
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn paper(view: &GateView, locales: &Locales, reader: Language) -> Result<Vec<u8>, Problem> {
    let texts = locales.texts(reader);
    let rows: Vec<DeliveryRow> = view.open.iter().map(|stop| delivery_row(stop, view.zone, reader)).collect();
    let standing = view.places.iter().find(|place| place.key == view.standing);
    let standing = standing.map_or_else(String::new, |place| match &place.pier {
        Some(pier) => texts.with("pier", &[("pier", text(pier))]),
        None => texts.word("place", &place.key),
    });
    let round = view.round.as_ref().map_or_else(String::new, |name| format!(" · {name}"));
    let title = format!("{} · {} · {}: {standing}{round}", view.station, view.day, texts.get("standing"));
    delivery_pdf(&title, &rows, &delivery_words(texts)).map_err(|fault| Problem::failed(&fault))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples;

    #[test]
    fn the_paper_speaks_the_readers_language() {
        let locales = Locales::load().expect("locales");
        for language in Language::ALL {
            let bytes = paper(&samples::deliveries::gate(), &locales, *language).expect("paper");
            assert!(bytes.starts_with(b"%PDF-"));
            let tag = format!("({language})");
            assert!(bytes.windows(tag.len()).any(|part| part == tag.as_bytes()), "{language}");
        }
    }
}
