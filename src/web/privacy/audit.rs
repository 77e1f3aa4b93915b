//! `/audit`: who did what, by actor, action and day, and whether the chain is whole.

use axum::extract::{Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::domain::actor::Role;
use crate::services::audit::{self, AuditPage, ChainState, EntryLine, Wanted};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::{Page, chosen};
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// A page of the log.
#[derive(Debug, Default, Serialize)]
pub struct LogPage {
    /// Entries.
    pub view: AuditPage,
    /// The account that is looked for.
    pub actor: String,
    /// The action that is looked for.
    pub action: String,
    /// The day that is looked for.
    pub day: String,
    /// What a check found: `whole` or `broken`.
    pub chain: Option<&'static str>,
    /// Entries of the whole chain, or the first that does not fit.
    pub chain_at: i64,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    actor: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    before: String,
}

impl Page for LogPage {
    const TEMPLATE: &'static str = "privacy/audit.html";

    fn samples() -> Vec<Self> {
        let entry = |sequence, action: &str, simulated| EntryLine {
            sequence,
            at: samples::now(),
            who: "Ada Lind".to_owned(),
            role: Role::Admin.to_string(),
            simulated,
            action: action.to_owned(),
            subject: "0195625d-6f2f-7a4b-8b0d-5a0c1a3e9f10".to_owned(),
            detail: if simulated { String::new() } else { "{\"grants\":[{\"role\":\"gate\"}]}".to_owned() },
        };
        let view = AuditPage {
            entries: vec![entry(8, "account.invite", false), entry(7, "gift.approve", true)],
            next: Some(7),
            people: vec![("1".to_owned(), "Ada Lind".to_owned())],
            actions: vec!["account.invite".to_owned(), "gift.approve".to_owned()],
        };
        let (actor, action) = ("1".to_owned(), "gift.approve".to_owned());
        vec![
            Self { view, actor, action, day: "2025-03-04".to_owned(), chain: Some("whole"), chain_at: 8 },
            Self { chain: Some("broken"), chain_at: 5, ..Self::default() },
            Self::default(),
        ]
    }
}

/// Shows a page.
pub async fn show(State(web): State<Web>, Query(asked): Query<Asked>, chrome: Chrome) -> Result<Html<String>, Problem> {
    let page = load(&web, asked).await?;
    web.page(&page, &chrome)
}

/// Checks the chain.
pub async fn check(State(web): State<Web>, chrome: Chrome, form: SignedForm) -> Result<Html<String>, Problem> {
    let app = &web.accounts()?.app;
    let roles = [Role::Privacy, Role::Admin];
    let role = roles.into_iter().find(|role| form.member.grants.iter().any(|grant| grant.role == *role));
    let by = role.map_or_else(|| form.member.own_actor(), |role| form.member.actor(role));
    let (chain, chain_at) = match audit::check(app, &by).await? {
        ChainState::Whole(entries) => ("whole", entries),
        ChainState::BrokenAt(entry) => ("broken", entry),
    };
    let page = LogPage { chain: Some(chain), chain_at, ..load(&web, Asked::default()).await? };
    web.page(&page, &chrome)
}

async fn load(web: &Web, asked: Asked) -> Result<LogPage, Problem> {
    let wanted = Wanted {
        actor: chosen(&asked.actor)?,
        action: asked.action.clone(),
        day: chosen(&asked.day)?,
        before: chosen(&asked.before)?,
    };
    let view = audit::search(&web.accounts()?.app, &wanted).await?;
    let Asked { actor, action, day, .. } = asked;
    Ok(LogPage { view, actor, action, day, chain: None, chain_at: 0 })
}
