//! Asking what became of stored posts on networks whose streams tell of no deletion, four times a day.

use serde_json::json;

use super::Error;
use super::listening::forget_stored;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::PostId;
use crate::domain::post::Network;
use crate::networks::Outlet;

/// Hours between two sweeps.
pub const EVERY_HOURS: i64 = 6;

/// Forgets posts that are deleted, hidden or edited where they were written, with everything that hangs on them; gives how many.
pub async fn sweep(app: &App, outlet: &Outlet) -> Result<u64, Error> {
    let mut forgotten = 0;
    for network in Network::ALL.iter().copied().filter(|network| outlet.has_to_ask(*network)) {
        let stored = app.store.list_posts_of_network(network).await?;
        if stored.is_empty() {
            continue;
        }
        let ids: Vec<&str> = stored.iter().map(|(_, id)| id.as_str()).collect();
        // A list that is asked for again within the same hours is the same list.
        let name = format!("giftgate-{}", app.now().timestamp() / (EVERY_HOURS * 3600));
        for gone in outlet.gone(network, &ids, &name, app.now()).await? {
            let found = stored.iter().filter(|(_, id)| *id == gone).map(|(post, _)| *post);
            for post in found {
                forget(app, network, post, &gone).await?;
                forgotten += 1;
            }
        }
    }
    Ok(forgotten)
}

async fn forget(app: &App, network: Network, post: PostId, id: &str) -> Result<(), Error> {
    let now = app.now();
    let fingerprint = app.store.fingerprint_of_post(network, id);
    let mut tx = app.store.begin().await?;
    forget_stored(&mut tx, post, &fingerprint, now).await?;
    tx.audit(&Actor::SYSTEM, "post.forget", &post.to_string(), json!({}), now).await?;
    Ok(tx.commit().await?)
}
