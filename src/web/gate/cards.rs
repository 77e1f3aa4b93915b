//! `/gate/{station}/cards`, `/campaigns/{slug}/cards`: the card that goes with every gift, A6, in the traveller's language: who we are, what we read,
//! why, and a code that leads to its own page, where one tap takes our posts down. It names nobody.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Html;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;

use crate::domain::id::GiftId;
use crate::domain::language::Language;
use crate::domain::station::find_station;
use crate::services::views;
use crate::services::withdrawal::card_token;
use crate::store::view::Names;
use crate::texts::Texts;
use crate::web::chrome::Chrome;
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
    /// The code that leads to the page of this card, as SVG; on a card for any gift, to the objection.
    pub code: String,
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
    /// The address of the objection, which stands below each code.
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
        let address = "https://gifts.example/objection".to_owned();
        let code = code_of(&address).unwrap_or_default();
        let card =
            |language: &Language| Card { language: *language, gift_name: None, words: words(), code: code.clone() };
        let mut cards: Vec<Card> = Language::ALL.iter().map(card).collect();
        cards[0].gift_name = Some(Names::from([(Language::En, "Trail watch".to_owned())]));
        let (place, back) = ("AMS".to_owned(), "/gate/AMS".to_owned());
        vec![Self { place, back, cards, address }]
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
    let gifts = open.into_iter().map(|stop| (stop.gift, stop.language, stop.gift_name)).collect();
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
    gifts: Vec<(GiftId, Language, Names)>,
    headers: &HeaderMap,
    chrome: &Chrome,
) -> Result<Html<String>, Problem> {
    let leads_to = |path: &str| {
        if let Some(accounts) = &web.accounts {
            accounts.address(path, headers)
        } else {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            format!("http://{host}{path}")
        }
    };
    let code = |address: &str| {
        code_of(address).ok_or_else(|| Problem::Failed("the address is too long for a code".to_owned()))
    };
    let words = |language| words(web.engine.locales.texts(language));
    let mut cards = Vec::new();
    for (gift, language, name) in gifts {
        let own = leads_to(&format!("/card/{}", card_token(web.app()?, gift)));
        cards.push(Card { language, gift_name: Some(name), words: words(language), code: code(&own)? });
    }
    let address = leads_to("/objection");
    if cards.is_empty() {
        let code = code(&address)?;
        let card = |language: &Language| Card {
            language: *language,
            gift_name: None,
            words: words(*language),
            code: code.clone(),
        };
        cards = Language::ALL.iter().map(card).collect();
    }
    web.page(&CardsPage { place, back, cards, address }, chrome)
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
