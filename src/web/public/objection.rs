//! `/objection`: anybody says that they do not want to be matched, without signing in. Whatever is sent, the answer is the
//! same: nobody learns here who is known.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::domain::post::Network;
use crate::services::requests::{Asked, Objected, object_publicly};
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::privacy::{NETWORKS, PersonFault, PersonForm};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Peer;

/// Letters that are read of a card's code.
const MOST_OF_A_CARD: usize = 40;

/// The form, and the answer to it.
#[derive(Debug, Default, Serialize)]
pub struct ObjectionPage {
    /// What was sent, where it is not complete.
    pub form: PersonForm,
    /// Code of a gift's card as it was sent.
    pub card: String,
    /// Whether the code was scanned: nothing else is asked for then.
    pub by_card: bool,
    /// What is missing.
    pub fault: Option<PersonFault>,
    /// Networks that a handle can be on.
    pub networks: &'static [Network],
    /// Whether it is taken.
    pub taken: bool,
    /// Minutes until there is another try.
    pub minutes: Option<i64>,
}

impl Page for ObjectionPage {
    const TEMPLATE: &'static str = "public/objection.html";

    fn samples() -> Vec<Self> {
        let page = || Self { networks: NETWORKS, ..Self::default() };
        let form = PersonForm { handle: "@anna".to_owned(), network: "bluesky".to_owned(), ..PersonForm::default() };
        let faults = PersonFault::ALL.iter().map(|fault| Self { form: form.clone(), fault: Some(*fault), ..page() });
        let scanned = Self { card: "63ex0-pr499".to_owned(), by_card: true, ..page() };
        faults.chain([page(), scanned, Self { taken: true, ..page() }, Self { minutes: Some(7), ..page() }]).collect()
    }
}

/// What the code on a card carries.
#[derive(Debug, Default, Deserialize)]
pub struct Scanned {
    /// The card's code.
    #[serde(default)]
    pub card: String,
}

impl Scanned {
    /// The code, as far as it can be one.
    pub fn code(&self) -> String {
        self.card.trim().chars().take(MOST_OF_A_CARD).collect()
    }
}

/// Shows the form.
pub async fn show(
    State(web): State<Web>,
    Query(scanned): Query<Scanned>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let card = scanned.code();
    let by_card = !card.is_empty();
    web.page(&ObjectionPage { card, by_card, networks: NETWORKS, ..ObjectionPage::default() }, &chrome)
}

/// Takes the objection.
pub async fn object(
    State(web): State<Web>,
    chrome: Chrome,
    peer: Peer,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let (form, card) =
        (PersonForm::sent(&fields), fields.get("card").trim().chars().take(MOST_OF_A_CARD).collect::<String>());
    let asked = match form.asked() {
        Ok(asked) => asked,
        Err(PersonFault::Nobody) if !card.is_empty() => Asked::default(),
        Err(fault) => {
            let page = ObjectionPage { form, card, fault: Some(fault), networks: NETWORKS, ..ObjectionPage::default() };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response());
        }
    };
    let (status, page) = match object_publicly(web.app()?, &asked, &card, &peer.address).await? {
        Objected::Taken => (StatusCode::OK, ObjectionPage { taken: true, ..ObjectionPage::default() }),
        Objected::TooOften(minutes) => {
            let page = ObjectionPage { form, card, minutes: Some(minutes), ..ObjectionPage::default() };
            (StatusCode::TOO_MANY_REQUESTS, page)
        }
    };
    Ok((status, web.page(&ObjectionPage { networks: NETWORKS, ..page }, &chrome)?).into_response())
}
