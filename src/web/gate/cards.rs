//! `/gate/{station}/cards`, `/campaigns/{slug}/cards`: the card that goes with every gift, A6, in the traveller's language: who we are, what we read,
//! why, and a code that leads to its own page, where one tap takes our posts down. It names nobody; the code in letters lets
//! whoever holds it object, or ask to hear of the story.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Html;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Serialize;

use crate::domain::language::Language;
use crate::domain::station::find_station;
use crate::services::requests::card_code;
use crate::services::views::{self, GiftCard};
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
    /// What it goes with; none on a card for any gift.
    pub gift: Option<CardGift>,
    /// The code that leads to the page of this card, as SVG; on a card for any gift, to the objection.
    pub drawn: String,
    /// Its texts, in that language.
    pub words: CardWords,
}

/// What tells a card from another, without telling whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct CardGift {
    /// Names of the gift.
    pub name: Names,
    /// Flight designator.
    pub flight: String,
    /// The code by which its traveller objects or hears of the story.
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
    code: String,
    story: String,
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
    /// Where people object.
    pub objection: String,
    /// Where they ask to hear of their story; none where no mail goes out.
    pub story: Option<String>,
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
            code: "Code of this card".to_owned(),
            story: "Your story by mail:".to_owned(),
        };
        let objection = "https://gifts.example/objection".to_owned();
        let drawn = code_of(&objection).unwrap_or_default();
        let card = |language: &Language| Card { language: *language, gift: None, drawn: drawn.clone(), words: words() };
        let mut cards: Vec<Card> = Language::ALL.iter().map(card).collect();
        let name = Names::from([(Language::En, "Trail watch".to_owned())]);
        cards[0].gift = Some(CardGift { name, flight: "KL1613".to_owned(), code: "63ex0-pr499".to_owned() });
        let (place, back) = ("AMS".to_owned(), "/gate/AMS".to_owned());
        let story = Some("https://gifts.example/story".to_owned());
        let with_mail = Self { place, back, cards, objection, story };
        let (place, back) = ("Schiphol Surprise".to_owned(), "/campaigns/schiphol-surprise/plan".to_owned());
        let (cards, objection) = (with_mail.cards.clone(), with_mail.objection.clone());
        vec![with_mail, Self { place, back, cards, objection, story: None }]
    }
}

fn words(texts: Texts<'_>) -> CardWords {
    CardWords {
        title: texts.get("card-title"),
        who: texts.get("card-who"),
        read: texts.get("card-read"),
        why: texts.get("card-why"),
        object: texts.get("card-object"),
        code: texts.get("card-code"),
        story: texts.get("card-story"),
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
    let gifts = open.into_iter().map(|stop| GiftCard {
        gift: stop.gift,
        language: stop.language,
        names: stop.gift_name,
        flight: stop.leg.designator.to_string(),
    });
    let back = format!("/gate/{station}");
    page(&web, (station, back), gifts.collect(), &headers, &chrome)
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
    gifts: Vec<GiftCard>,
    headers: &HeaderMap,
    chrome: &Chrome,
) -> Result<Html<String>, Problem> {
    let app = web.app()?;
    let address = |path: &str| {
        if let Some(accounts) = &web.accounts {
            return accounts.address(path, headers);
        }
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("http://{host}{path}")
    };
    let objection = address("/objection");
    let card = |language: Language, gift: Option<CardGift>, leads_to: &str| {
        let words = words(web.engine.locales.texts(language));
        let drawn = code_of(&format!("{leads_to}?lang={language}"));
        let drawn = drawn.ok_or_else(|| Problem::Failed("the address is too long for a code".to_owned()))?;
        Ok(Card { language, gift, drawn, words })
    };
    let own = |gift: GiftCard| {
        let (name, flight, code) = (gift.names, gift.flight, card_code(app, gift.gift));
        // In two halves it is read and typed without a slip.
        let code = format!("{}-{}", &code[..code.len() / 2], &code[code.len() / 2..]);
        let page = address(&format!("/card/{}", card_token(app, gift.gift)));
        card(gift.language, Some(CardGift { name, flight, code }), &page)
    };
    let mut cards = gifts.into_iter().map(own).collect::<Result<Vec<_>, Problem>>()?;
    if cards.is_empty() {
        cards = Language::ALL.iter().map(|language| card(*language, None, &objection)).collect::<Result<_, _>>()?;
    }
    let story = app.mail().map(|_| address("/story"));
    web.page(&CardsPage { place, back, cards, objection, story }, chrome)
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
