//! "Never contact": a reviewer keeps an author and a traveller out for good, on the same list an objection writes.
//!
//! Open gifts go back with their money, all matches of both are withdrawn. What was handed over and agreed to stays.

use serde_json::json;

use super::erase::{campaigns_under_way, sides, withdraw_gifts};
use super::subject::Subject;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::MatchId;
use crate::services::Error;

/// Why gifts were withdrawn, and why the entries stand on the list.
const WHY: &str = "rejected";

/// What "never contact" did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Barred {
    /// Keyed hashes put on the suppression list.
    pub suppressed: u64,
    /// Matches withdrawn.
    pub matches: u64,
    /// Gifts withdrawn.
    pub gifts: u64,
}

/// Bars the author and the traveller of a match.
pub async fn never_contact(app: &App, id: MatchId, by: &Actor) -> Result<Barred, Error> {
    let now = app.now();
    let slugs = campaigns_under_way(app).await?;
    let mut tx = app.store.begin().await?;
    let candidate = tx.find_candidate(id).await?;
    let candidate = candidate.ok_or_else(|| Error::NotFound { what: "match", name: id.to_string() })?;
    let mut state = candidate.state;
    state.bar(by)?;
    let subject = Subject {
        travellers: app.store.known_traveller(candidate.traveller).await?.into_iter().collect(),
        authors: app.store.known_author(candidate.author).await?.into_iter().collect(),
    };
    let listed = tx.suppressed().await?;
    let mut suppressed = 0;
    let entries: std::collections::BTreeMap<_, _> =
        subject.bookings(app).into_iter().chain(subject.contacts(app)).map(|(kind, one)| (one, kind)).collect();
    for (fingerprint, kind) in entries.into_iter().filter(|(one, _)| !listed.contains(one)) {
        tx.suppress(&fingerprint, kind, WHY, now).await?;
        suppressed += 1;
    }
    let gifts = withdraw_gifts(app, &mut tx, &subject, &slugs, WHY, by, now).await?;
    let mut matches = 0;
    for side in sides(&subject) {
        matches += tx.withdraw_matches_of(side, now).await?;
    }
    for gift in &gifts {
        tx.audit(by, "gift.withdraw", &gift.to_string(), json!({ "why": WHY }), now);
    }
    let barred = Barred { suppressed, matches, gifts: gifts.len() as u64 };
    let detail = json!({ "suppressed": suppressed, "matches": matches, "gifts": barred.gifts });
    tx.audit(by, "match.never_contact", &id.to_string(), detail, now);
    tx.commit().await?;
    Ok(barred)
}
