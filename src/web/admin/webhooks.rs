//! `/admin/webhooks`: addresses that are told of events, what they were told last, and the way to add, try and end one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::actor::Role;
use crate::services::webhooks::{self, DeliveryState, EventKind, HookShown, ToldEvent};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// What an address can be told of; a test is told by its button.
const CHOICE: [EventKind; 6] = [
    EventKind::GiftApproved,
    EventKind::HandOverRecorded,
    EventKind::FollowUpPublished,
    EventKind::CampaignClosed,
    EventKind::CampaignSilent,
    EventKind::ComplaintSpike,
];

/// The page.
#[derive(Debug, Serialize)]
pub struct WebhooksPage {
    /// Addresses.
    pub hooks: Vec<HookShown>,
    /// What they can be told of.
    pub choice: [EventKind; 6],
    /// A secret that was just made; shown once.
    pub secret: Option<String>,
    /// Why an address was not added.
    pub fault: Option<&'static str>,
    /// The address that was sent.
    pub url: String,
}

impl WebhooksPage {
    const fn new(hooks: Vec<HookShown>) -> Self {
        Self { hooks, choice: CHOICE, secret: None, fault: None, url: String::new() }
    }
}

impl Page for WebhooksPage {
    const TEMPLATE: &'static str = "admin/webhooks.html";

    fn samples() -> Vec<Self> {
        let told = |event, state, answer: Option<i64>, why: Option<&str>| ToldEvent {
            id: Uuid::from_u128(9),
            event,
            state,
            attempts: 2,
            answer,
            why: why.map(str::to_owned),
            created_at: samples::now(),
            changed_at: samples::now(),
        };
        let hook = |number: u128, ended: Option<&str>| HookShown {
            id: Uuid::from_u128(number),
            url: "https://hooks.example/giftgate".to_owned(),
            events: CHOICE.to_vec(),
            made_at: samples::now(),
            ended_at: ended.map(|_| samples::now()),
            ended_why: ended.map(str::to_owned),
            told: vec![
                told(EventKind::GiftApproved, DeliveryState::Taken, Some(204), None),
                told(EventKind::WebhookTest, DeliveryState::Queued, None, Some("no answer")),
                told(EventKind::CampaignClosed, DeliveryState::GivenUp, Some(500), Some("not taken")),
            ],
        };
        let none = Self::new(Vec::new());
        let all = || vec![hook(1, None), hook(2, Some("gone")), hook(3, Some("by_hand"))];
        let fresh = Self { secret: Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()), ..Self::new(all()) };
        let faults = ["unreadable", "not_encrypted", "with_login", "private", "no_events", "too_many"];
        let faulty = faults.map(|fault| Self {
            fault: Some(fault),
            url: "http://127.0.0.1/".to_owned(),
            ..Self::new(Vec::new())
        });
        [none, fresh].into_iter().chain(faulty).collect()
    }
}

/// Shows the addresses.
pub async fn list(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let hooks = webhooks::desk(&web.accounts()?.app).await?;
    web.page(&WebhooksPage::new(hooks), &chrome)
}

/// Adds one; its secret is shown once.
pub async fn add(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Response, Problem> {
    let app = &web.accounts()?.app;
    let events: Vec<EventKind> = form.fields.all("event").filter_map(|word| word.parse().ok()).collect();
    let url = form.fields.get("url");
    let made = webhooks::add(app, url, &events, &form.member.actor(Role::Admin)).await?;
    let page = WebhooksPage::new(webhooks::desk(app).await?);
    Ok(match made {
        Ok(secret) => web.page(&WebhooksPage { secret: Some(secret), ..page }, &chrome)?.into_response(),
        Err(fault) => {
            let page = WebhooksPage { fault: Some(fault.code()), url: url.chars().take(500).collect(), ..page };
            (StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response()
        }
    })
}

/// Tries one.
pub async fn test(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Redirect, Problem> {
    webhooks::test(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/webhooks?done=hook_tried")))
}

/// Ends one.
pub async fn end(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Redirect, Problem> {
    webhooks::end(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/webhooks?done=hook_ended")))
}
