//! `/admin/mails`: how mails leave, those somebody has to decide on, and what each kind looks like.

use axum::extract::State;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::actor::Role;
use crate::domain::id::MailId;
use crate::domain::mail::{MailKind, MailState};
use crate::services::mails::{self, MailDesk, MailLine, Preview};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A mail is a page of its own with styles inside; nothing else may load or run in it.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/// The mail desk.
#[derive(Debug, Serialize)]
pub struct MailsPage {
    /// It.
    pub desk: MailDesk,
    /// The kinds there are.
    pub kinds: &'static [MailKind],
}

impl Page for MailsPage {
    const TEMPLATE: &'static str = "admin/mails.html";

    fn samples() -> Vec<Self> {
        let line = |number: u128, kind, state| MailLine {
            id: MailId(Uuid::from_u128(number)),
            kind,
            state,
            why: "the mail server answers 550".to_owned(),
            attempts: 3,
            created_at: samples::now(),
            to: "a•••@•••.example".to_owned(),
        };
        let page = |way, unsettled, counts| Self {
            desk: MailDesk { way, from: "gifts@klm.example".to_owned(), counts, unsettled },
            kinds: MailKind::ALL,
        };
        let unsettled =
            vec![line(1, MailKind::Story, MailState::Uncertain), line(2, MailKind::Invitation, MailState::Refused)];
        let mut all = vec![page("server", unsettled, MailState::ALL.iter().map(|state| (*state, 3)).collect())];
        all.extend(["folder", "memory", "off"].map(|way| page(way, vec![], vec![])));
        all
    }
}

/// What a kind of mail looks like.
#[derive(Debug, Serialize)]
pub struct PreviewPage {
    /// The kind.
    pub kind: MailKind,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// The names of the files that go with it.
    pub files: Vec<String>,
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "admin/mail.html";

    fn samples() -> Vec<Self> {
        let page = |kind, files| Self {
            kind,
            subject: "Schiphol Surprise: figures of the week".to_owned(),
            text: "Posts read: 18,240\n\n-- \nSent by giftgate".to_owned(),
            files,
        };
        vec![page(MailKind::Weekly, vec!["schiphol-surprise.csv".to_owned()]), page(MailKind::Reset, vec![])]
    }
}

/// Shows the desk.
pub async fn list(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let desk = mails::desk(&web.accounts()?.app).await?;
    web.page(&MailsPage { desk, kinds: MailKind::ALL }, &chrome)
}

/// Shows what a kind of mail says.
pub async fn preview(State(web): State<Web>, At(kind): At<MailKind>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let Preview { subject, text, files, .. } = written(&web, kind, &chrome)?;
    web.page(&PreviewPage { kind, subject, text, files }, &chrome)
}

/// The mail as a mail program shows it.
pub async fn page(State(web): State<Web>, At(kind): At<MailKind>, chrome: Chrome) -> Result<Response, Problem> {
    let Preview { page, .. } = written(&web, kind, &chrome)?;
    Ok(([(CONTENT_SECURITY_POLICY, ALONE)], Html(page)).into_response())
}

fn written(web: &Web, kind: MailKind, chrome: &Chrome) -> Result<Preview, Problem> {
    mails::preview(&web.accounts()?.app, kind, chrome.language).ok_or(Problem::NotFound)
}

/// Sends one again.
pub async fn again(
    State(web): State<Web>,
    At(id): At<MailId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    mails::send_again(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/mails?done=mail_again")).into_response())
}

/// Lets one be.
pub async fn let_be(
    State(web): State<Web>,
    At(id): At<MailId>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    mails::let_be(&web.accounts()?.app, id, &form.member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/mails?done=mail_dropped")).into_response())
}
