//! `/privacy`: requests with their clocks, who to look up, campaigns to stop, what they rest on, and what is kept how long.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;
use uuid::Uuid;

use super::{NETWORKS, PersonFault, PersonForm};
use crate::domain::actor::Role;
use crate::domain::campaign::{CampaignState, ListeningMode};
use crate::domain::post::Network;
use crate::domain::privacy::{Channel, Kept, Outcome, RequestKind, due_at};
use crate::services::privacy::{self, BasisLine, Desk, RequestLine, RetentionLine, SignatureLine};
use crate::services::stopping::StopLine;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// The desk.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    /// What is on it.
    pub desk: Desk,
    /// Who was asked for, where that names nobody.
    pub form: PersonForm,
    /// Why it names nobody.
    pub fault: Option<PersonFault>,
    /// Networks that a handle can be on.
    pub networks: &'static [Network],
    /// What can be asked.
    pub kinds: &'static [RequestKind],
}

impl DeskPage {
    pub(super) async fn load(web: &Web) -> Result<Self, Problem> {
        let desk = privacy::desk(&web.accounts()?.app).await?;
        Ok(Self { desk, form: PersonForm::default(), fault: None, networks: NETWORKS, kinds: RequestKind::ALL })
    }

    /// The desk again, with what is wrong about who was asked for.
    pub(super) async fn refused(
        web: &Web,
        chrome: &Chrome,
        form: PersonForm,
        fault: PersonFault,
    ) -> Result<Response, Problem> {
        let page = Self { form, fault: Some(fault), ..Self::load(web).await? };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, chrome)?).into_response())
    }
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "privacy/desk.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let request = |number: u128, kind, outcome: Option<Outcome>, days: i64| {
            let received_at = now - Duration::days(days);
            RequestLine {
                id: Uuid::from_u128(number),
                kind,
                channel: if number.is_multiple_of(2) { Channel::Desk } else { Channel::Public },
                received_at,
                due_at: due_at(received_at),
                days_left: 31 - days,
                closed_at: outcome.map(|_| now),
                outcome,
                receipt: outcome.map(|_| Uuid::from_u128(99)),
            }
        };
        let basis = |mode, in_file: bool, holds: Option<bool>| BasisLine {
            slug: samples::SLUG.to_owned(),
            name: "Schiphol surprise".to_owned(),
            state: CampaignState::Live,
            mode,
            in_file: in_file.then(|| ("P. Officer".to_owned(), now.date_naive())),
            signature: holds.map(|holds| SignatureLine {
                id: Uuid::from_u128(7),
                by: "Priya".to_owned(),
                signed_at: now,
                expires_at: now + Duration::days(90),
                holds,
                changed: !holds,
            }),
            covered: holds.unwrap_or(in_file),
        };
        let line = |class: &Kept, late: bool| RetentionLine {
            class: *class,
            oldest: late.then_some(now),
            goes_at: late.then_some(now + Duration::hours(24)),
            late,
        };
        let open =
            RequestKind::ALL.iter().zip(1..).map(|(kind, n)| request(n, *kind, None, 16 * i64::from(n == 3) * 2));
        let closed = Outcome::ALL.iter().zip(11..).map(|(one, n)| request(n, RequestKind::Access, Some(*one), 4));
        let full = Desk {
            open: open.chain([request(4, RequestKind::Access, None, 24)]).collect(),
            closed: closed.collect(),
            stops: samples::review::stops()
                .into_iter()
                .filter(|stop| matches!(stop.state, CampaignState::Live | CampaignState::Paused))
                .map(|stop| StopLine { slug: samples::SLUG.to_owned(), name: "Schiphol surprise".to_owned(), stop })
                .collect(),
            bases: vec![
                basis(ListeningMode::OptIn, false, None),
                basis(ListeningMode::Mention, false, Some(true)),
                basis(ListeningMode::OpenSearch, true, Some(false)),
                basis(ListeningMode::OpenSearch, true, None),
            ],
            retention: Kept::ALL
                .iter()
                .zip([true, false, true, false])
                .map(|(class, late)| line(class, late))
                .collect(),
        };
        let empty = Desk { open: vec![], closed: vec![], stops: vec![], bases: vec![], retention: vec![] };
        let page = |desk: &Desk, fault| Self {
            desk: desk.clone(),
            form: PersonForm { handle: "anna".to_owned(), ..PersonForm::default() },
            fault,
            networks: NETWORKS,
            kinds: RequestKind::ALL,
        };
        let faults = PersonFault::ALL.iter().map(|fault| page(&empty, Some(*fault)));
        faults.chain([page(&full, None)]).collect()
    }
}

/// Shows it.
pub async fn show(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.page(&DeskPage::load(&web).await?, &chrome)
}

/// Writes a request down.
pub async fn note(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let kind = fields.get("kind").parse().map_err(|_| Problem::BadRequest)?;
    let form = PersonForm::sent(&fields);
    let asked = match form.asked() {
        Ok(asked) => asked,
        Err(fault) => return DeskPage::refused(&web, &chrome, form, fault).await,
    };
    privacy::note(&web.accounts()?.app, kind, &asked, &member.actor(Role::Privacy)).await?;
    Ok(Redirect::to(&chrome.to("/privacy?done=request_noted")).into_response())
}

/// Closes a request that leads nowhere.
pub async fn close(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let outcome: Outcome = fields.get("outcome").parse().map_err(|_| Problem::BadRequest)?;
    privacy::close(&web.accounts()?.app, id, outcome, None, &member.actor(Role::Privacy)).await?;
    Ok(Redirect::to(&chrome.to("/privacy?done=request_closed")).into_response())
}
