//! What makes the gate pages work without signal: the service worker, the manifest, a shell without persons, the list for
//! the phone's own store, and the place its queue is sent to.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::gift::{Question, questions};
use crate::app::App;
use crate::domain::actor::Role;
use crate::domain::consent::{ConsentKind, TEXT_VERSION};
use crate::domain::flight::{FlightState, is_station_code};
use crate::domain::gate::NotFoundReason;
use crate::domain::gift::GiftState;
use crate::domain::id::GiftId;
use crate::domain::language::Language;
use crate::rounds::station::StationMaps;
use crate::services::Error;
use crate::services::gate_sync::{self, Answer, LARGEST_BATCH, Queue, Report, by_gift};
use crate::services::stations;
use crate::services::views::phone_list;
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::session::Visitor;
use crate::web::shared_read::SharedReads;
use crate::web::shared_work::SharedWork;

/// The server's clock, so that a phone can tell how far its own is off.
const NOW: HeaderName = HeaderName::from_static("giftgate-now");
/// What the pages at the gate are made of.
const SHELL: [&str; 4] = ["phone.css", "mark.svg", "gate.js", "gate-shell.js"];
/// Kept too once a phone has asked for it.
const SCANNER: [&str; 2] = ["scanner.js", "scanner.wasm"];

/// Consent questions in one language.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// The language they are asked in.
    pub language: Language,
    /// The questions.
    pub questions: Vec<Question>,
}

/// The pages' frame without any person, kept on the phone; it fills itself from the phone's own list.
#[derive(Debug, Serialize)]
pub struct ShellPage {
    /// Questions in every language.
    pub asked: Vec<Asked>,
    /// Version of the questions.
    pub consent_text: u16,
    /// Why nobody may be met.
    pub reasons: &'static [NotFoundReason],
    /// Places somebody can stand at, of all stations.
    pub places: BTreeSet<String>,
    /// States a flight can be in.
    pub flight_states: &'static [FlightState],
    /// States a gift can be in.
    pub gift_states: &'static [GiftState],
}

impl Page for ShellPage {
    const TEMPLATE: &'static str = "gate/shell.html";

    fn samples() -> Vec<Self> {
        let question = || Question { kind: ConsentKind::Photo, words: "¿Podemos hacer una foto?".to_owned() };
        let ask = |language: &Language| Asked { language: *language, questions: vec![question()] };
        let places = ["desk", "lounge 2"].map(str::to_owned).into();
        vec![Self::new(Language::ALL.iter().map(ask).collect(), places)]
    }
}

impl ShellPage {
    const fn new(asked: Vec<Asked>, places: BTreeSet<String>) -> Self {
        let (flight_states, gift_states) = (FlightState::ALL, GiftState::ALL);
        let reasons = NotFoundReason::ALL;
        Self { asked, consent_text: TEXT_VERSION, reasons, places, flight_states, gift_states }
    }
}

/// The shell in the language of the page that asks. It names nobody, not even who is signed in.
pub async fn shell(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let ask =
        |language: &Language| Asked { language: *language, questions: questions(web.engine.locales.texts(*language)) };
    let none = StationMaps::new();
    let maps = web.app().map_or(&none, App::stations);
    let page = ShellPage::new(Language::ALL.iter().map(ask).collect(), stations::places(maps)?);
    let plain = Chrome::new("/gate", &format!("lang={}", chrome.language), "");
    web.page(&page, &Chrome { sees: chrome.sees, may: chrome.may, ..plain })
}

/// The service worker. Its text changes with any file of the shell, so that a phone takes the new ones.
pub async fn worker(State(web): State<Web>) -> Result<Response, Problem> {
    let assets = &web.engine.assets;
    let files: Vec<_> = SHELL.iter().filter_map(|name| assets.address(name)).collect();
    let source = assets.address("gate-worker.js").and_then(|address| {
        let served = address.strip_prefix("/static/")?.to_owned();
        assets.find(&served).map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned())
    });
    let source = source.ok_or(Problem::NotFound)?;
    let scanner: Vec<_> = SCANNER.iter().filter_map(|name| assets.address(name)).collect();
    let text = format!("const SHELL = {};\nconst SCANNER = {};\n{source}", json!(files), json!(scanner));
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("service-worker-allowed"), "/gate"),
    ];
    Ok((headers, text).into_response())
}

/// The web app manifest.
pub async fn manifest(State(web): State<Web>, chrome: Chrome) -> Response {
    let texts = web.engine.locales.texts(chrome.language);
    let icon = web.engine.assets.address("mark.svg").unwrap_or_default();
    let body = json!({
        "name": texts.get("gate-app-name"), "short_name": texts.get("gate-app-name"), "id": "/gate", "start_url": "/gate",
        "scope": "/gate", "display": "standalone", "lang": chrome.language, "background_color": "#f4f3ee",
        "theme_color": "#14171b", "icons": [{ "src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }],
    });
    ([(CONTENT_TYPE, "application/manifest+json")], body.to_string()).into_response()
}

/// Of how many gifts queues are taken in at once: what is more waits here and not for the database, so that lists stay quick.
const GIFTS_AT_ONCE: usize = 8;

/// What phones share that get their signal back at the same moment.
#[derive(Debug)]
pub struct Phones {
    lists: SharedReads<List>,
    queues: SharedWork<GiftId, Queue, Result<Vec<Answer>, Error>>,
    turns: Semaphore,
}

/// A station's list as it was read, with the hash of it: all phones get the same.
#[derive(Debug)]
struct List {
    body: Box<RawValue>,
    hash: [u8; 32],
}

impl Default for Phones {
    fn default() -> Self {
        Self { lists: SharedReads::default(), queues: SharedWork::default(), turns: Semaphore::new(GIFTS_AT_ONCE) }
    }
}

#[derive(Serialize)]
struct ListBody<'a> {
    list: &'a RawValue,
    form_token: &'a str,
    /// The script that reads boarding passes and its program, where the installation has them.
    scanner: Option<[String; 2]>,
}

/// A station's list for the phone's store; 304 where it has not changed.
pub async fn list(
    State(web): State<Web>,
    Path(station): Path<String>,
    Query(asked): Query<super::list::Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if !is_station_code(&station) {
        return Err(Problem::NotFound);
    }
    let app = web.app()?;
    let round = asked.round.as_str();
    let read = async {
        let body = to_raw_value(&phone_list(app, &station, round).await?).map_err(|fault| Problem::failed(&fault))?;
        Ok::<_, Problem>(List { hash: Sha256::digest(body.get()).into(), body })
    };
    let list = web.phones().lists.read(&format!("{station} {round}"), read).await?;
    let token = visitor.member().map(|member| member.form_token.clone()).unwrap_or_default();
    let scanner = SCANNER.map(|name| web.engine.assets.address(name));
    let scanner = if let [Some(script), Some(program)] = scanner { Some([script, program]) } else { None };
    let own = serde_json::to_string(&(&token, &scanner)).map_err(|fault| Problem::failed(&fault))?;
    let tag = Sha256::new().chain_update(list.hash).chain_update(own).finalize();
    let tag = format!("\"{}\"", hex::encode(&tag[..12]));
    let body = ListBody { list: &list.body, form_token: &token, scanner };
    let body = serde_json::to_string(&body).map_err(|fault| Problem::failed(&fault))?;
    let now = app.now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let text = |value: &str| HeaderValue::from_str(value).map_err(|_| Problem::BadRequest);
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known == Some(tag.as_str()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "application/json")], body).into_response()
    };
    response.headers_mut().insert(ETAG, text(&tag)?);
    response.headers_mut().insert(NOW, text(&now)?);
    Ok(response)
}

/// Takes in a phone's queue: `batch` is a JSON list of reports; the answers come in its order.
pub async fn take_in(State(web): State<Web>, Path(station): Path<String>, form: DeskForm) -> Result<Response, Problem> {
    let batch: Vec<Value> = serde_json::from_str(form.fields.get("batch")).map_err(|_| Problem::BadRequest)?;
    if batch.len() > LARGEST_BATCH {
        return Err(Problem::BadRequest);
    }
    // One report in a form nobody knows keeps no other from being taken in.
    let read: Vec<Option<Report>> = batch.into_iter().map(|report| serde_json::from_value(report).ok()).collect();
    let reports: Vec<Report> = read.iter().flatten().cloned().collect();
    let (app, by) = (web.app()?, form.doer.actor(Role::Gate));
    let Phones { queues, turns, .. } = web.phones();
    let mut taken: Vec<(usize, Answer)> = Vec::with_capacity(reports.len());
    for (gift, places) in by_gift(&reports) {
        let own = places.iter().map(|at| reports[*at].clone()).collect();
        let queue = Queue { station: station.clone(), reports: own, by };
        let work = |all: Vec<Queue>| async move {
            let _turn = turns.acquire().await;
            gate_sync::take_in(app, gift, &all).await
        };
        let answered: Vec<Answer> = queues.ask(gift, queue, work).await??;
        taken.extend(places.into_iter().zip(answered));
    }
    taken.sort_by_key(|(at, _)| *at);
    let mut taken = taken.into_iter().map(|(_, answer)| answer);
    let unreadable = || Answer::Refused { code: "unreadable".to_owned() };
    let answers: Vec<Answer> =
        read.iter().map(|report| report.as_ref().and_then(|_| taken.next()).unwrap_or_else(unreadable)).collect();
    Ok(Json(json!({ "answers": answers })).into_response())
}
