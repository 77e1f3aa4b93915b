//! Whether something changed that open pages show: the head of the audit log, signing in and accounts left aside.

use super::Error;
use crate::app::App;

/// The number of the newest entry. A page that was made at this number shows all of it.
pub async fn version(app: &App) -> Result<i64, Error> {
    Ok(app.store.audit_head().await?)
}

/// The newest entry after `seen` that pages show; moves `seen` on.
pub async fn newer(app: &App, seen: &mut i64) -> Result<Option<i64>, Error> {
    let head = app.store.audit_head().await?;
    if head <= *seen {
        return Ok(None);
    }
    let newest = app.store.newest_shown(*seen).await?;
    *seen = newest.unwrap_or(head).max(head);
    Ok(newest)
}
