//! `/gate/{station}/gifts/{id}`: one gift, from the desk to the traveller, in three taps. Works without script; with it the
//! same forms are queued on the phone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::consent::{ConsentAnswer, ConsentKind, TEXT_VERSION};
use crate::domain::gate::{CheckedBy, NotFoundReason};
use crate::domain::gift::{GiftState, HandOverOutcome};
use crate::domain::id::{GiftId, mint};
use crate::services::delivery::bring_back;
use crate::services::gate_sync::{Answer, Report, Told, sync};
use crate::services::views::{self, fits};
use crate::services::{Error, campaigns};
use crate::store::view::phone::GateGiftView;
use crate::texts::Texts;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::{DeskForm, Fields};
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::session::Visitor;

/// What is asked at the gate.
pub const ASKED: [ConsentKind; 3] = [ConsentKind::Photo, ConsentKind::Publication, ConsentKind::Handle];

/// A question to the traveller.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// What is asked.
    pub kind: ConsentKind,
    /// The question in the traveller's language.
    pub words: String,
}

/// What was found when somebody's name and seat were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// This gift is for them.
    Right,
    /// It is not.
    Wrong,
}

/// One gift.
#[derive(Debug, Serialize)]
pub struct GiftPage {
    /// What it shows.
    pub view: GateGiftView,
    /// Questions in the traveller's language.
    pub questions: Vec<Question>,
    /// Why nobody may be met.
    pub reasons: &'static [NotFoundReason],
    /// Receipt of what is done next, so that a form sent twice counts once.
    pub receipt: Uuid,
    /// What the check said.
    pub verdict: Option<Verdict>,
    /// Somebody else was first.
    pub overtaken: bool,
    /// Whether an objection was sent without the tick that it is certain.
    pub unconfirmed: bool,
}

/// The consent questions in a language.
pub fn questions(texts: Texts<'_>) -> Vec<Question> {
    let ask = |kind: &ConsentKind| Question { kind: *kind, words: texts.word("consent-ask", kind.as_str()) };
    ASKED.iter().map(ask).collect()
}

impl Page for GiftPage {
    const TEMPLATE: &'static str = "gate/gift.html";

    fn samples() -> Vec<Self> {
        let page = |view: GateGiftView| {
            let asked = ["¿Podemos hacer una foto?", "¿Podemos publicarlo?", "¿Con su nombre de usuario?"];
            let questions =
                ASKED.iter().zip(asked).map(|(kind, words)| Question { kind: *kind, words: words.to_owned() });
            let questions = questions.collect();
            let receipt = Uuid::from_u128(99);
            Self {
                view,
                questions,
                reasons: NotFoundReason::ALL,
                receipt,
                verdict: None,
                overtaken: false,
                unconfirmed: false,
            }
        };
        let [carried, waiting, given, missed, unnamed] = samples::deliveries::gate_gifts();
        vec![
            Self { verdict: Some(Verdict::Right), ..page(carried.clone()) },
            Self { verdict: Some(Verdict::Wrong), ..page(carried) },
            page(waiting),
            Self { overtaken: true, ..page(given) },
            Self { unconfirmed: true, ..page(missed) },
            page(unnamed),
        ]
    }
}

pub(super) struct Asked<'a> {
    pub(super) web: &'a Web,
    pub(super) chrome: &'a Chrome,
    pub(super) station: &'a str,
    pub(super) gift: GiftId,
    pub(super) by: Actor,
}

impl Asked<'_> {
    async fn page(&self, verdict: Option<Verdict>, overtaken: bool) -> Result<Html<String>, Problem> {
        self.web.page(&self.load(verdict, overtaken).await?, self.chrome)
    }

    async fn load(&self, verdict: Option<Verdict>, overtaken: bool) -> Result<GiftPage, Problem> {
        let app = self.web.app()?;
        let view = views::gate_gift(app, self.station, self.gift, &self.by).await?;
        let questions = questions(self.web.engine.locales.texts(view.stop.language));
        let receipt = mint(app.now(), &mut *app.rng());
        let reasons = NotFoundReason::ALL;
        Ok(GiftPage { view, questions, reasons, receipt, verdict, overtaken, unconfirmed: false })
    }

    /// The page again, because an objection was sent without the tick that it is certain.
    pub(super) async fn unconfirmed(&self) -> Result<Response, Problem> {
        let page = GiftPage { unconfirmed: true, ..self.load(None, false).await? };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.web.page(&page, self.chrome)?).into_response())
    }

    pub(super) fn here(&self, done: &str) -> Response {
        let address = format!("/gate/{}/gifts/{}?done={done}", self.station, self.gift);
        Redirect::to(&self.chrome.to(&address)).into_response()
    }

    /// Sends one report the way a phone does; what it leads to is a page.
    async fn tell(&self, receipt: &str, told: Told, done: &str) -> Result<Response, Problem> {
        let app = self.web.app()?;
        let receipt = receipt.parse().map_err(|_| Problem::BadRequest)?;
        let report = Report { receipt, gift: self.gift, device_at: app.now(), told };
        let answers = sync(app, self.station, std::slice::from_ref(&report), &self.by).await?;
        match answers.into_iter().next() {
            Some(Answer::Accepted | Answer::Duplicate) => Ok(self.here(done)),
            Some(Answer::Conflict { .. }) => Ok((StatusCode::CONFLICT, self.page(None, true).await?).into_response()),
            Some(Answer::Refused { code }) => Err(refusal(&code)),
            None => Err(Problem::BadRequest),
        }
    }

    /// Away from the flight nobody is named, so nobody is given anything.
    pub(super) async fn expect_named(&self) -> Result<(), Problem> {
        let view = views::gate_gift(self.web.app()?, self.station, self.gift, &self.by).await?;
        if view.stop.named { Ok(()) } else { Err(Problem::Refused("not_now")) }
    }
}

fn refusal(code: &str) -> Problem {
    let known = ["wrong_state", "stopped", "undo_too_late", "over_cap"];
    match known.into_iter().find(|known| *known == code) {
        Some(code) => Problem::Refused(code),
        None => Problem::NotFound,
    }
}

/// Who looks, as far as taking something back goes.
fn reader(visitor: &Visitor) -> Actor {
    visitor.member().map_or(Actor::simulated(Role::Gate), |member| member.actor(Role::Gate))
}

/// Shows a gift.
pub async fn show(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    visitor: Visitor,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let (web, chrome, station) = (&web, &chrome, station.as_str());
    Asked { web, chrome, station, gift, by: reader(&visitor) }.page(None, false).await
}

/// The courier takes it from the desk.
pub async fn pick_up(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = form.doer.actor(Role::Gate);
    let asked = Asked { web: &web, chrome: &chrome, station: &station, gift, by };
    asked.expect_named().await?;
    asked.tell(form.fields.get("receipt"), Told::PickUp, "picked_up").await
}

/// Compares a typed name and seat with the traveller; neither is kept.
pub async fn check(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Html<String>, Problem> {
    let by = form.doer.actor(Role::Gate);
    let asked = Asked { web: &web, chrome: &chrome, station: &station, gift, by };
    asked.expect_named().await?;
    let (family, seat) = (form.fields.get("family"), form.fields.get("seat"));
    let right = fits(web.app()?, &station, asked.gift, family, seat).await?;
    asked.page(Some(if right { Verdict::Right } else { Verdict::Wrong }), false).await
}

/// The hand-over ended.
pub async fn hand_over(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = form.doer.actor(Role::Gate);
    let asked = Asked { web: &web, chrome: &chrome, station: &station, gift, by };
    let fields = &form.fields;
    let outcome = chosen::<HandOverOutcome>(fields.get("outcome"))?.ok_or(Problem::BadRequest)?;
    if outcome != HandOverOutcome::NotFound {
        asked.expect_named().await?;
    }
    let language = views::gate_gift(web.app()?, &station, asked.gift, &asked.by).await?.stop.language;
    let reason = chosen::<NotFoundReason>(fields.get("reason"))?.filter(|_| outcome == HandOverOutcome::NotFound);
    let checked_by = chosen::<CheckedBy>(fields.get("checked_by"))?;
    let consents = match outcome {
        HandOverOutcome::Given => consents(fields, language),
        HandOverOutcome::Declined | HandOverOutcome::NotFound => Vec::new(),
    };
    asked.tell(fields.get("receipt"), Told::HandOver { outcome, reason, checked_by, consents }, outcome.as_str()).await
}

/// Every question has an answer; what was not ticked is a no.
fn consents(fields: &Fields, language: crate::domain::language::Language) -> Vec<ConsentAnswer> {
    let answer = |kind: &ConsentKind| ConsentAnswer {
        kind: *kind,
        granted: fields.has(&format!("consent_{kind}")),
        language,
        text_version: TEXT_VERSION,
    };
    ASKED.iter().map(answer).collect()
}

/// It was a mistake.
pub async fn undo(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let by = form.doer.actor(Role::Gate);
    let asked = Asked { web: &web, chrome: &chrome, station: &station, gift, by };
    let hand_over = form.fields.get("hand_over").parse().map_err(|_| Problem::BadRequest)?;
    asked.tell(form.fields.get("receipt"), Told::Undo { hand_over }, "taken_back").await
}

/// A gift that was not given is at the desk again.
pub async fn back_at_desk(
    State(web): State<Web>,
    At((station, gift)): At<(String, GiftId)>,
    chrome: Chrome,
    form: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = campaign_of(app, &station, gift).await?;
    bring_back(app, &loaded, gift, &form.doer.actor(Role::Gate)).await?;
    Ok(Redirect::to(&chrome.to(&format!("/gate/{station}/rounds?done=brought_back"))).into_response())
}

async fn campaign_of(app: &App, station: &str, gift: GiftId) -> Result<campaigns::LoadedCampaign, Error> {
    let not_found = || Error::NotFound { what: "gift", name: gift.to_string() };
    let place = app.store.find_gift_place(gift).await?.ok_or_else(not_found)?;
    if place.station != station || place.state == GiftState::Withdrawn {
        return Err(not_found());
    }
    campaigns::load(app, &place.slug).await
}
