//! `/campaigns/{slug}/report/repair`: readings that were wrong are set aside, put back or corrected, and figures that only
//! people can see are typed in.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::acting::{actor, load};
use crate::domain::post::Network;
use crate::domain::reading::{Method, Reading, Unit};
use crate::domain::uri::encode;
use crate::services::repairing::{self, Typed};
use crate::services::{Error, measuring};
use crate::store::view::repair::{PostLine, ReadingLine, RepairView};
use crate::web::chrome::Chrome;
use crate::web::csrf::DeskForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;
use crate::web::upload::UploadForm;

/// The page.
#[derive(Debug, Serialize)]
pub struct RepairPage {
    /// What it shows.
    pub view: RepairView,
    /// Units there are.
    pub units: &'static [Unit],
    /// Whether what was typed in can't be taken.
    pub fault: bool,
}

impl RepairPage {
    const fn new(view: RepairView) -> Self {
        Self { view, units: Unit::ALL, fault: false }
    }
}

impl Page for RepairPage {
    const TEMPLATE: &'static str = "report/repair.html";

    fn samples() -> Vec<Self> {
        let address = || "https://www.instagram.com/p/17".to_owned();
        let line = |number, value, set_aside_at, file: Option<&str>| ReadingLine {
            id: crate::domain::id::ReadingId(uuid::Uuid::from_u128(number)),
            reading: Reading {
                post: address(),
                network: Network::Instagram,
                unit: Unit::Reach,
                value,
                field: "Accounts reached".to_owned(),
                definition: "2025-01".to_owned(),
                read_at: samples::now(),
                method: Method::ByHand,
                coverage_percent: 60,
            },
            set_aside_at,
            file: file.map(str::to_owned),
        };
        let head = samples::report::report().head;
        let post = PostLine {
            post: address(),
            network: "instagram".to_owned(),
            figures: 2,
            notes: 1,
            read_at: samples::now(),
        };
        let none = RepairView { head, post: None, readings: Vec::new(), posts: Vec::new(), own: Vec::new() };
        let all = RepairView { posts: vec![post], own: vec![(Network::Instagram, address())], ..none.clone() };
        let readings = vec![line(1, 2_040, None, Some("screen.png")), line(2, 20_400, Some(samples::now()), None)];
        let one = RepairView { post: Some(address()), readings, ..none.clone() };
        let gone = RepairView { post: Some(address()), ..none.clone() };
        let faulty = Self { fault: true, ..Self::new(all.clone()) };
        [none, all, one, gone].map(Self::new).into_iter().chain([faulty]).collect()
    }
}

/// Which post.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    post: String,
}

impl Asked {
    fn post(&self) -> Option<&str> {
        Some(self.post.as_str()).filter(|post| !post.is_empty())
    }
}

/// Shows the readings of a post, or the posts that have some.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let view = web.views.repair(&slug, asked.post()).await?.ok_or(Problem::NotFound)?;
    web.page(&RepairPage::new(view), &chrome)
}

/// Sets a reading aside, puts it back, or corrects it.
pub async fn act(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Redirect, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&doer, Some(&slug));
    let id = fields.get("id").parse().map_err(|_| Problem::NotFound)?;
    let post = fields.get("post");
    match fields.get("what") {
        "aside" => measuring::set_aside(app, &loaded, id, &by).await?,
        "back" => repairing::put_back(app, &loaded, id, &by).await?,
        "correct" => {
            let value = fields.get("value").trim().parse().map_err(|_| Problem::BadRequest)?;
            repairing::correct(app, &loaded, (post, id), value, &by).await?;
        }
        _ => return Err(Problem::BadRequest),
    }
    let query = format!("post={}", encode(post));
    Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/repair?{query}&done=saved"))))
}

/// Takes a figure that somebody typed in, with its evidence.
pub async fn type_in(
    State(web): State<Web>,
    Path(slug): Path<String>,
    chrome: Chrome,
    form: UploadForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&form.doer, Some(&slug));
    let typed = form.field("unit").parse().ok().zip(form.field("value").trim().parse().ok()).map(|(unit, value)| {
        let (post, field) = (form.field("post").to_owned(), form.field("field").to_owned());
        Typed { post, unit, value, field }
    });
    let taken = match typed {
        Some(typed) => repairing::type_in(app, &loaded, &typed, Some((&form.name, form.bytes)), &by).await,
        None => Err(Error::NotFound { what: "figure", name: String::new() }),
    };
    match taken {
        Ok(_) => {
            Ok(Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/readings?done=readings"))).into_response())
        }
        Err(Error::NotFound { .. } | Error::Refused(_)) => {
            let view = web.views.repair(&slug, None).await?.ok_or(Problem::NotFound)?;
            let page = web.page(&RepairPage { fault: true, ..RepairPage::new(view) }, &chrome)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
