//! `/admin/networks`: the accounts that posts go out from. Secrets are set and rotated here, and never shown again.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Serialize;

use crate::domain::actor::Role;
use crate::domain::post::Network;
use crate::services::network_access::{
    self, ACCOUNTS, AccessFault, AccessFrom, AccessLine, Key, KeyKind, KeyLine, Values, keys_of,
};
use crate::web::chrome::Chrome;
use crate::web::csrf::SignedForm;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// What was wrong with values.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct WrongValue {
    /// Of which network.
    pub network: Network,
    /// Which value.
    pub name: &'static str,
    /// Why.
    pub fault: AccessFault,
}

/// The accounts.
#[derive(Debug, Default, Serialize)]
pub struct NetworksPage {
    /// They.
    pub accounts: Vec<AccessLine>,
    /// What was wrong.
    pub wrong: Option<WrongValue>,
}

impl Page for NetworksPage {
    const TEMPLATE: &'static str = "admin/networks.html";

    fn samples() -> Vec<Self> {
        let now = samples::now();
        let line = |(network, keys): &(Network, &'static [Key]), from: AccessFrom, works: bool| {
            let is_kept = from == AccessFrom::Kept;
            let key = |key: &Key| KeyLine {
                name: key.name,
                kind: key.kind,
                set_at: is_kept.then_some(now - Duration::days(30)),
                shown: match key.kind {
                    KeyKind::Secret => None,
                    KeyKind::Address | KeyKind::Name => is_kept.then(|| "https://social.example".to_owned()),
                    KeyKind::Wish => is_kept.then(|| "user, hashtag:klm".to_owned()),
                    KeyKind::Switch => is_kept.then(|| "yes".to_owned()),
                },
                usual: key.usual,
            };
            AccessLine {
                network: *network,
                from,
                keys: keys.iter().map(key).collect(),
                used_at: (from != AccessFrom::Nowhere).then(|| now - Duration::minutes(4)),
                failed_at: (!works).then_some(now),
                fault: (!works).then(|| "bluesky can't be reached (503); it is tried again".to_owned()),
                checked_at: is_kept.then_some(now),
            }
        };
        let all = |from, works| ACCOUNTS.iter().map(|one| line(one, from, works)).collect();
        let faults = AccessFault::ALL.iter().map(|fault| Self {
            accounts: all(AccessFrom::Nowhere, true),
            wrong: Some(WrongValue { network: Network::Bluesky, name: "service", fault: *fault }),
        });
        let plain = [(AccessFrom::Nowhere, true), (AccessFrom::Settings, true), (AccessFrom::Kept, true)];
        let plain = plain.into_iter().chain([(AccessFrom::Kept, false), (AccessFrom::Settings, false)]);
        let plain = plain.map(|(from, works)| Self { accounts: all(from, works), wrong: None });
        plain.chain(faults).collect()
    }
}

fn network(name: &str) -> Result<Network, Problem> {
    name.parse().ok().filter(|network| keys_of(*network).is_some()).ok_or(Problem::NotFound)
}

async fn page(web: &Web, wrong: Option<WrongValue>) -> Result<NetworksPage, Problem> {
    let accounts = web.accounts()?;
    let named: &BTreeSet<Network> = &accounts.named_networks;
    Ok(NetworksPage { accounts: network_access::list(&accounts.app, named).await?, wrong })
}

/// Shows them.
pub async fn list(State(web): State<Web>, chrome: Chrome) -> Result<Html<String>, Problem> {
    web.page(&page(&web, None).await?, &chrome)
}

/// Keeps values.
pub async fn set(
    State(web): State<Web>,
    Path(name): Path<String>,
    chrome: Chrome,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, Problem> {
    let network = network(&name)?;
    let keys = keys_of(network).unwrap_or_default();
    let sent: Values = keys.iter().map(|key| (key.name.to_owned(), fields.get(key.name).to_owned())).collect();
    match network_access::set(&web.accounts()?.app, network, &sent, &member.actor(Role::Admin)).await? {
        Ok(()) => Ok(Redirect::to(&chrome.to("/admin/networks?done=network_set")).into_response()),
        Err((fault, name)) => {
            let page = page(&web, Some(WrongValue { network, name, fault })).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response())
        }
    }
}

/// Tries an account.
pub async fn try_out(
    State(web): State<Web>,
    Path(name): Path<String>,
    chrome: Chrome,
    SignedForm { member, .. }: SignedForm,
) -> Result<Response, Problem> {
    let opened = network_access::try_out(&web.accounts()?.app, network(&name)?, &member.actor(Role::Admin)).await?;
    let done = if opened { "network_opens" } else { "network_shut" };
    Ok(Redirect::to(&chrome.to(&format!("/admin/networks?done={done}"))).into_response())
}

/// Forgets an account.
pub async fn remove(
    State(web): State<Web>,
    Path(name): Path<String>,
    chrome: Chrome,
    SignedForm { member, .. }: SignedForm,
) -> Result<Response, Problem> {
    network_access::remove(&web.accounts()?.app, network(&name)?, &member.actor(Role::Admin)).await?;
    Ok(Redirect::to(&chrome.to("/admin/networks?done=network_removed")).into_response())
}
