//! `/campaigns/{slug}/report/readings/{id}`: a file of a platform before it is taken, with what it says and what it does not.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use uuid::Uuid;

use super::acting::{actor, load};
use crate::domain::post::Network;
use crate::domain::reading::Reading;
use crate::formats::platform_exports::{ColumnUse, ExportKind, ExportMapping, ExportTable, guess};
use crate::formats::quarantine::Quarantined;
use crate::services::campaigns::LoadedCampaign;
use crate::services::measuring::{self, Preview};
use crate::services::views;
use crate::store::view::CampaignHead;
use crate::web::at::At;
use crate::web::chrome::Chrome;
use crate::web::csrf::{DeskForm, Fields};
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// Lines of a preview.
const SHOWN: usize = 25;

/// A file before it is taken.
#[derive(Debug, Serialize)]
pub struct PreviewPage {
    /// Where it belongs; named as every page of a campaign names it.
    pub view: Headed,
    /// Address of the page.
    pub address: String,
    /// The file.
    pub name: String,
    /// Whether it can be taken.
    pub waiting: bool,
    /// Its columns, each with what it holds and an example.
    pub columns: Vec<ColumnLine>,
    /// What a column can hold.
    pub uses: &'static [ColumnUse],
    /// Networks there are.
    pub networks: &'static [Network],
    /// Whose export it is.
    pub kind: ExportKind,
    /// The network.
    pub network: Option<Network>,
    /// Readings it would give.
    pub total: usize,
    /// The first of them.
    pub readings: Vec<Reading>,
    /// How many things can't be taken.
    pub faults_total: usize,
    /// The first of them.
    pub faults: Vec<Quarantined>,
    /// Rows beyond the limit.
    pub left_out: u64,
}

/// What a campaign's page shows at its head.
#[derive(Debug, Serialize)]
pub struct Headed {
    /// The head.
    pub head: CampaignHead,
}

/// One column.
#[derive(Debug, Serialize)]
pub struct ColumnLine {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: ColumnUse,
    /// What stands in the first row.
    pub example: String,
}

impl PreviewPage {
    fn new(head: CampaignHead, id: Uuid, preview: &Preview, mapping: &ExportMapping) -> Self {
        let example = |place: usize| {
            let cell = preview.table.rows.first().and_then(|(_, cells)| cells.get(place));
            cell.map(|cell| cell.chars().take(60).collect()).unwrap_or_default()
        };
        let columns = preview.table.columns.iter().enumerate().map(|(place, name)| ColumnLine {
            name: name.clone(),
            holds: mapping.columns.get(place).copied().unwrap_or(ColumnUse::Nothing),
            example: example(place),
        });
        let found = &preview.found;
        Self {
            address: format!("/campaigns/{}/report/readings/{id}", head.slug),
            view: Headed { head },
            name: preview.name.clone(),
            waiting: preview.waiting,
            columns: columns.collect(),
            uses: ColumnUse::ALL,
            networks: Network::ALL,
            kind: mapping.kind,
            network: mapping.network,
            total: found.readings.len(),
            readings: found.readings.iter().take(SHOWN).map(|(_, one)| one.clone()).collect(),
            faults_total: found.faults.len(),
            faults: found.faults.iter().take(SHOWN).cloned().collect(),
            left_out: preview.table.left_out,
        }
    }
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "report/preview.html";

    fn samples() -> Vec<Self> {
        use crate::formats::platform_exports::{export_readings, read_export};
        let text = "Post id,Post Link,Impressions,Engagements,Likes\n1,https://x.com/klm/status/1,\"1,204\",41,30\n2,,7,x,1\n3,half";
        let head = samples::report::report().head;
        let page = |waiting| {
            let table = read_export(text.as_bytes(), "content.csv").ok()?;
            let mapping = guess(&table);
            let found = export_readings(&table, &mapping, "content.csv", samples::now(), |name| {
                (!name.is_empty()).then(|| name.to_owned())
            });
            let preview = Preview { name: "content.csv".to_owned(), waiting, table, found, read_at: samples::now() };
            Some(Self::new(head.clone(), Uuid::nil(), &preview, &mapping))
        };
        [page(true), page(false)].into_iter().flatten().collect()
    }
}

async fn page(
    web: &Web,
    loaded: &LoadedCampaign,
    id: Uuid,
    mapping: impl FnOnce(&ExportTable) -> ExportMapping,
) -> Result<PreviewPage, Problem> {
    let (preview, mapping) = measuring::look(web.app()?, loaded, id, mapping).await?;
    Ok(PreviewPage::new(views::head_of(loaded), id, &preview, &mapping))
}

/// Shows a file as it looks.
pub async fn show(
    State(web): State<Web>,
    At((slug, id)): At<(String, Uuid)>,
    chrome: Chrome,
) -> Result<Html<String>, Problem> {
    let loaded = load(web.app()?, &slug).await?;
    let page = page(&web, &loaded, id, guess).await?;
    web.page(&page, &chrome)
}

/// What a person says of the columns.
fn mapping(fields: &Fields, table: &ExportTable) -> ExportMapping {
    let held = |place: usize| fields.get(&format!("column-{place}")).parse().unwrap_or(ColumnUse::Nothing);
    ExportMapping {
        kind: guess(table).kind,
        network: fields.get("network").parse().ok(),
        columns: (0..table.columns.len()).map(held).collect(),
    }
}

/// Looks again under other columns, takes the file, or drops it.
pub async fn act(
    State(web): State<Web>,
    At((slug, id)): At<(String, Uuid)>,
    chrome: Chrome,
    DeskForm { doer, fields }: DeskForm,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let loaded = load(app, &slug).await?;
    let by = actor(&doer, Some(&slug));
    let back = |done: &str| {
        Redirect::to(&chrome.to(&format!("/campaigns/{slug}/report/readings?done={done}"))).into_response()
    };
    match fields.get("do") {
        "take" => {
            let (preview, chosen) = measuring::look(app, &loaded, id, |table| mapping(&fields, table)).await?;
            if preview.found.readings.is_empty() {
                let page = PreviewPage::new(views::head_of(&loaded), id, &preview, &chosen);
                return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response());
            }
            measuring::take(app, &loaded, id, chosen, &by).await?;
            Ok(back("readings"))
        }
        "drop" => {
            measuring::drop_preview(app, &loaded, id).await?;
            Ok(back("dropped"))
        }
        _ => {
            let page = page(&web, &loaded, id, |table| mapping(&fields, table)).await?;
            Ok(web.page(&page, &chrome)?.into_response())
        }
    }
}
