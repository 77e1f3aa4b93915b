//! Asking what became of stored posts on networks whose streams tell of no deletion, four times a day.

use super::Error;
use super::forgetting::forget_by_id;
use crate::app::App;
use crate::domain::post::Network;
use crate::networks::Outlet;

/// Hours between two sweeps.
pub const EVERY_HOURS: i64 = 6;

/// Forgets posts that are deleted, hidden or edited where they were written, with everything that hangs on them; gives how many.
pub async fn sweep(app: &App, outlet: &Outlet) -> Result<u64, Error> {
    let mut forgotten = 0;
    for network in Network::ALL.iter().copied().filter(|network| outlet.has_to_ask(*network)) {
        let stored = app.store.list_ids_of_network(network).await?;
        if stored.is_empty() {
            continue;
        }
        let ids: Vec<&str> = stored.iter().map(String::as_str).collect();
        // A list that is asked for again within the same hours is the same list.
        let name = format!("giftgate-{}", app.now().timestamp() / (EVERY_HOURS * 3600));
        for gone in outlet.gone(network, &ids, &name, app.now()).await? {
            forgotten += u64::from(forget_by_id(app, network, &gone).await?);
        }
    }
    Ok(forgotten)
}
