//! `/welcome/{token}`: whoever was sent the link chooses a password; at the first run they also say who they are.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use crate::services::accounts::{self, Chosen, Invited, LinkPurpose};
use crate::web::chrome::Chrome;
use crate::web::csrf::OpenForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// The form, or that the link holds no longer.
#[derive(Debug, Serialize)]
pub struct WelcomePage {
    /// What the link is for; none where it holds no longer.
    pub purpose: Option<LinkPurpose>,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// The field that is not right: `email`, `name` or `password`.
    pub field: &'static str,
    /// What is wrong with it.
    pub fault: &'static str,
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "account/welcome.html";

    fn samples() -> Vec<Self> {
        let of = |purpose, field, fault| {
            let (email, name) = match purpose {
                Some(LinkPurpose::FirstRun) | None => (String::new(), String::new()),
                _ => ("ada@klm.example".to_owned(), "Ada Lind".to_owned()),
            };
            Self { purpose, email, name, field, fault }
        };
        let mut samples = vec![of(None, "", "")];
        samples.extend(LinkPurpose::ALL.iter().map(|purpose| of(Some(*purpose), "", "")));
        let first = Some(LinkPurpose::FirstRun);
        samples.extend([of(first, "email", "email"), of(first, "name", "name")]);
        for fault in ["too_short", "too_long", "own_name", "too_plain", "differs"] {
            samples.push(of(Some(LinkPurpose::Reset), "password", fault));
        }
        samples
    }
}

/// Shows the form; that uses nothing up.
pub async fn show(State(web): State<Web>, Path(token): Path<String>, chrome: Chrome) -> Result<Response, Problem> {
    answer(&web, &chrome, &token, ("", ""), ("", "")).await
}

/// Takes the password.
pub async fn save(
    State(web): State<Web>,
    Path(token): Path<String>,
    chrome: Chrome,
    OpenForm(fields): OpenForm,
) -> Result<Response, Problem> {
    let who = (fields.get("email"), fields.get("name"));
    if fields.get("password") != fields.get("again") {
        return answer(&web, &chrome, &token, who, ("password", "differs")).await;
    }
    let app = &web.accounts()?.app;
    match accounts::choose_password(app, &token, who, fields.get("password")).await? {
        Chosen::Done(_) => Ok(Redirect::to(&chrome.to("/sign-in?done=password")).into_response()),
        Chosen::Dead => answer(&web, &chrome, &token, who, ("", "")).await,
        Chosen::Password(fault) => answer(&web, &chrome, &token, who, ("password", fault.as_str())).await,
        Chosen::Account(fault) => answer(&web, &chrome, &token, who, (fault.as_str(), fault.as_str())).await,
    }
}

async fn answer(
    web: &Web,
    chrome: &Chrome,
    token: &str,
    (email, name): (&str, &str),
    (field, fault): (&'static str, &'static str),
) -> Result<Response, Problem> {
    let invited = accounts::find_invited(&web.accounts()?.app, token).await?;
    let (status, page) = match invited {
        None => {
            let page = WelcomePage { purpose: None, email: String::new(), name: String::new(), field, fault };
            (StatusCode::GONE, page)
        }
        Some(Invited { purpose, email: known, name: known_name }) => {
            let first = purpose == LinkPurpose::FirstRun;
            let (email, name) = if first { (email.to_owned(), name.to_owned()) } else { (known, known_name) };
            let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            (status, WelcomePage { purpose: Some(purpose), email, name, field, fault })
        }
    };
    Ok((status, web.page(&page, chrome)?).into_response())
}
