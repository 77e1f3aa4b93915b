//! `/gate/{station}/cards`, `/campaigns/{slug}/cards`: the card that goes with every gift, A6, in the traveller's language: who we are, what we read,
//! why, and a code that leads to the objection. It names nobody.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Html;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;

use crate::domain::language::Language;
use crate::domain::station::find_station;
use crate::services::views;
use crate::store::view::Names;
use crate::web::chrome::Chrome;
use crate::web::locale::Texts;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// One card.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The language it is written in.
    pub language: Language,
    /// Names of the gift; none on a card for any gift.
    pub gift_name: Option<Names>,
    /// Its texts, in that language.
    pub words: CardWords,
}

/// The texts of a card.
#[derive(Debug, Clone, Serialize)]
pub struct CardWords {
    title: String,
    who: String,
    read: String,
    why: String,
    object: String,
}

/// The cards.
#[derive(Debug, Serialize)]
pub struct CardsPage {
    /// What they are for: a station or a campaign.
    pub place: String,
    /// The page to go back to.
    pub back: String,
    /// The cards.
    pub cards: Vec<Card>,
    /// The code that leads to the objection, as SVG.
    pub code: String,
    /// The address that stands below it.
    pub address: String,
}

impl Page for CardsPage {
    const TEMPLATE: &'static str = "gate/cards.html";

    fn samples() -> Vec<Self> {
        let words = || CardWords {
            title: "A small surprise".to_owned(),
            who: "We are your airline.".to_owned(),
            read: "We read a public post.".to_owned(),
            why: "To make a trip nicer.".to_owned(),
            object: "You can object.".to_owned(),
        };
        let card = |language: &Language| Card { language: *language, gift_name: None, words: words() };
        let mut cards: Vec<Card> = Language::ALL.iter().map(card).collect();
        cards[0].gift_name = Some(Names::from([(Language::En, "Trail watch".to_owned())]));
        let address = "https://gifts.example/objection".to_owned();
        let (place, back) = ("AMS".to_owned(), "/gate/AMS".to_owned());
        vec![Self { place, back, cards, code: code_of(&address).unwrap_or_default(), address }]
    }
}

fn words(texts: Texts<'_>) -> CardWords {
    CardWords {
        title: texts.get("card-title"),
        who: texts.get("card-who"),
        read: texts.get("card-read"),
        why: texts.get("card-why"),
        object: texts.get("card-object"),
    }
}

/// A QR code as SVG without a fixed size; an address too long for one gives none.
fn code_of(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let drawn = code.render::<svg::Color<'_>>().quiet_zone(true).dark_color(svg::Color("#000")).build();
    // The XML head has no place within a page.
    drawn.find("<svg").map(|at| drawn[at..].to_owned())
}

/// Shows a card for each gift of the day that is not over, in its traveller's language; without gifts, one a language.
pub async fn show(
    State(web): State<Web>,
    Path(station): Path<String>,
    headers: HeaderMap,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    find_station(&station).ok_or(Problem::NotFound)?;
    let open = views::gate(web.app()?, &station).await?.open;
    let gifts = open.into_iter().map(|stop| (stop.language, stop.gift_name)).collect();
    let back = format!("/gate/{station}");
    page(&web, (station, back), gifts, &headers, &chrome)
}

/// The same for every gift of a campaign's plan.
pub async fn of_campaign(
    State(web): State<Web>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let (name, gifts) = views::gift_cards(web.app()?, &slug).await?;
    page(&web, (name, format!("/campaigns/{slug}/plan")), gifts, &headers, &chrome)
}

fn page(
    web: &Web,
    (place, back): (String, String),
    gifts: Vec<(Language, Names)>,
    headers: &HeaderMap,
    chrome: &Chrome,
) -> Result<Html<String>, Problem> {
    let card = |language: Language, gift_name| {
        let words = words(web.engine.locales.texts(language));
        Card { language, gift_name, words }
    };
    let mut cards: Vec<Card> = gifts.into_iter().map(|(language, name)| card(language, Some(name))).collect();
    if cards.is_empty() {
        cards = Language::ALL.iter().map(|language| card(*language, None)).collect();
    }
    let address = if let Some(accounts) = &web.accounts {
        accounts.address("/objection", headers)
    } else {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("http://{host}/objection")
    };
    let code = code_of(&address).ok_or_else(|| Problem::Failed("the address is too long for a code".to_owned()))?;
    web.page(&CardsPage { place, back, cards, code, address }, chrome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_without_a_document_head_or_script() {
        let drawn = code_of("https://gifts.example/objection").expect("a code");
        assert!(drawn.starts_with("<svg") && drawn.ends_with("</svg>") && !drawn.contains("script"));
        assert!(code_of(&"x".repeat(5000)).is_none());
    }
}
