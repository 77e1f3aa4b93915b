//! `/privacy/person`: what is held about somebody, masked; the file of everything; erasure with its receipt. All by forms:
//! no address ever names a person.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uuid::Uuid;

use super::PersonForm;
use super::desk::DeskPage;
use crate::domain::actor::{Actor, Role};
use crate::domain::privacy::{Outcome, RequestKind};
use crate::services::privacy;
use crate::services::requests::{Answer, Asked, Destroyed, Kept, Receipt, Summary, erase, look_up, readable, records};
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::{Fields, SignedForm};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// Somebody, masked, and what can be done.
#[derive(Debug, Default, Serialize)]
pub struct PersonPage {
    /// Who was asked for.
    pub form: PersonForm,
    /// The request that this is about, and what it asks.
    pub request: Option<(Uuid, RequestKind)>,
    /// What is held; none where several people fit or it was erased.
    pub summary: Option<Summary>,
    /// How many people fit, where there are several.
    pub ambiguous: Option<usize>,
    /// What was erased, with the receipt.
    pub receipt: Option<Receipt>,
    /// The same, kind by kind, where there is any.
    pub destroyed: Vec<(&'static str, u64)>,
    /// Whether the erasure was asked for without the box that confirms it.
    pub unconfirmed: bool,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "privacy/person.html";

    fn samples() -> Vec<Self> {
        let form = PersonForm {
            locator: "X7Y2ZQ".to_owned(),
            family: "de Vries".to_owned(),
            given: "Sanne".to_owned(),
            ..PersonForm::default()
        };
        let held = Summary {
            found: true,
            bookings: vec!["••2ZQ · S••• d•••".to_owned()],
            accounts: vec!["bluesky sa•••".to_owned()],
            posts: 2,
            matches: 1,
            gifts: 1,
            follow_ups: 1,
            suppressed: true,
            ..Summary::default()
        };
        let request = Some((Uuid::from_u128(3), RequestKind::Erasure));
        let all = Destroyed {
            keys: 2,
            bookings: 1,
            legs: 2,
            accounts: 1,
            posts: 2,
            matches: 1,
            gifts_withdrawn: 1,
            consents: 4,
            follow_ups_dropped: 1,
            follow_ups_retracted: 1,
        };
        let receipt = |found, objection, destroyed| Receipt {
            request: Uuid::from_u128(4),
            at: samples::now(),
            found,
            objection,
            destroyed,
            kept: Kept { gifts: 1, ledger_entries: 6 },
            suppressed: 3,
        };
        let page = || Self { form: form.clone(), ..Self::default() };
        vec![
            Self { summary: Some(held.clone()), request, ..page() },
            Self { summary: Some(held), unconfirmed: true, ..page() },
            Self { summary: Some(Summary::default()), request, ..page() },
            Self { ambiguous: Some(2), ..page() },
            Self { destroyed: kinds(&all), receipt: Some(receipt(true, true, all)), ..page() },
            Self { receipt: Some(receipt(false, false, Destroyed::default())), ..page() },
        ]
    }
}

/// Looks somebody up.
pub async fn show(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let form = PersonForm::sent(&fields);
    match form.asked() {
        Ok(asked) => looked_up(&web, &chrome, (asked, None), &member.actor(Role::Privacy), false).await,
        Err(fault) => DeskPage::refused(&web, &chrome, form, fault).await,
    }
}

/// Looks up whoever a request is about.
pub async fn open(
    State(web): State<Web>,
    At(id): At<Uuid>,
    chrome: Chrome,
    form: SignedForm,
) -> Result<Response, Problem> {
    let by = form.member.actor(Role::Privacy);
    let (request, asked) = privacy::open(&web.accounts()?.app, id, &by).await?;
    looked_up(&web, &chrome, (asked, Some((id, request.kind))), &by, false).await
}

/// Hands out everything that is held, for machines or for people.
pub async fn file(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let (app, by) = (&web.accounts()?.app, member.actor(Role::Privacy));
    let (asked, request) = sent(&fields)?;
    let records = match Box::pin(records(app, &asked, &by)).await? {
        Answer::Done(records) => records,
        Answer::Ambiguous(_) => return looked_up(&web, &chrome, (asked, request), &by, false).await,
    };
    let (bytes, kind, ending) = if fields.get("form") == "text" {
        (readable(&records).into_bytes(), "text/plain; charset=utf-8", "txt")
    } else {
        let bytes = serde_json::to_vec_pretty(&records).map_err(|error| Problem::failed(&error))?;
        (bytes, "application/json", "json")
    };
    let outcome = if records.found { Outcome::Done } else { Outcome::NothingHeld };
    answered(&web, request, RequestKind::Access, outcome, records.request, &by).await?;
    let name = format!("attachment; filename=\"access-{}.{ending}\"", records.request);
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// Erases somebody; the receipt is shown.
pub async fn remove(
    State(web): State<Web>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let (app, by) = (&web.accounts()?.app, member.actor(Role::Privacy));
    let (asked, request) = sent(&fields)?;
    if !fields.has("sure") {
        return looked_up(&web, &chrome, (asked, request), &by, true).await;
    }
    let object = fields.get("how") == "object";
    let receipt = match Box::pin(erase(app, &asked, object, &by)).await? {
        Answer::Done(receipt) => receipt,
        Answer::Ambiguous(_) => return looked_up(&web, &chrome, (asked, request), &by, false).await,
    };
    let outcome = if receipt.found || object { Outcome::Done } else { Outcome::NothingHeld };
    let kind = if object { RequestKind::Objection } else { RequestKind::Erasure };
    answered(&web, request, kind, outcome, receipt.request, &by).await?;
    let (form, destroyed) = (PersonForm::of(&asked), kinds(&receipt.destroyed));
    let page = PersonPage { form, destroyed, receipt: Some(receipt), ..PersonPage::default() };
    Ok(web.page(&page, &chrome)?.into_response())
}

async fn looked_up(
    web: &Web,
    chrome: &Chrome,
    (asked, request): (Asked, Option<(Uuid, RequestKind)>),
    by: &Actor,
    unconfirmed: bool,
) -> Result<Response, Problem> {
    let (summary, ambiguous) = match look_up(&web.accounts()?.app, &asked, by).await? {
        Answer::Done(summary) => (Some(summary), None),
        Answer::Ambiguous(people) => (None, Some(people)),
    };
    let page =
        PersonPage { form: PersonForm::of(&asked), request, summary, ambiguous, unconfirmed, ..PersonPage::default() };
    let status = if unconfirmed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, web.page(&page, chrome)?).into_response())
}

/// Closes the request that was worked on, where what was done is what it asks. An objection also erases.
async fn answered(
    web: &Web,
    request: Option<(Uuid, RequestKind)>,
    done: RequestKind,
    outcome: Outcome,
    receipt: Uuid,
    by: &Actor,
) -> Result<(), Problem> {
    let Some((id, asked)) = request else { return Ok(()) };
    if asked == done || (asked == RequestKind::Erasure && done == RequestKind::Objection) {
        privacy::close(&web.accounts()?.app, id, outcome, Some(receipt), by).await?;
    }
    Ok(())
}

/// Who a form that came from the page is about; it always names somebody.
fn sent(fields: &Fields) -> Result<(Asked, Option<(Uuid, RequestKind)>), Problem> {
    let asked = PersonForm::sent(fields).asked().map_err(|_| Problem::BadRequest)?;
    let id = fields.get("request").parse().ok();
    Ok((asked, id.zip(fields.get("kind").parse().ok())))
}

/// What was destroyed, without what was not there.
fn kinds(all: &Destroyed) -> Vec<(&'static str, u64)> {
    let all = [
        ("keys", all.keys),
        ("bookings", all.bookings),
        ("legs", all.legs),
        ("accounts", all.accounts),
        ("posts", all.posts),
        ("matches", all.matches),
        ("gifts", all.gifts_withdrawn),
        ("consents", all.consents),
        ("dropped", all.follow_ups_dropped),
        ("retracted", all.follow_ups_retracted),
    ];
    all.into_iter().filter(|(_, n)| *n > 0).collect()
}
