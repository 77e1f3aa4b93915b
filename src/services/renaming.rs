//! Accounts that are called otherwise now: whoever is known gets their new handle, as Bluesky's own directory confirms it.

use std::collections::BTreeSet;

use serde_json::json;

use super::Error;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::post::Network;
use crate::networks::AppView;

/// What stands in place of a handle that does not lead back to its account.
const UNPROVEN: &str = "handle.invalid";

/// Looks up what these accounts are called now, as far as something of them is stored, and writes it down.
pub(super) async fn rename_known(app: &App, appview: &AppView, renamed: &BTreeSet<String>) -> Result<(), Error> {
    let mut known = Vec::new();
    for account in renamed {
        if app.store.knows_account(Network::Bluesky, account).await? {
            known.push(account.clone());
        }
    }
    if known.is_empty() {
        return Ok(());
    }
    let faces = appview.profiles(&known).await?;
    let mut tx = app.store.begin().await?;
    for face in faces.iter().filter(|face| face.handle != UNPROVEN) {
        if let Some(author) = app.store.rename_author(&mut tx, Network::Bluesky, face.account(), &face.handle).await? {
            tx.audit(&Actor::SYSTEM, "author.rename", &author.to_string(), json!({}), app.now());
        }
    }
    Ok(tx.commit().await?)
}
