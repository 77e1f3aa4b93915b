//! What is held about somebody, as counts and masked words: enough to know that it is the right person, too little to know
//! who it is. It is on record.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Answer;
use super::subject::{Asked, find};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::id::mint;
use crate::services::Error;

/// What is held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The look; the audit log has it too.
    pub request: Uuid,
    /// Whether anything is.
    pub found: bool,
    /// Bookings, masked: `••NR07 · S••• Q•••`.
    pub bookings: Vec<String>,
    /// Accounts, masked: `bluesky an•••`.
    pub accounts: Vec<String>,
    /// Posts.
    pub posts: usize,
    /// Matches.
    pub matches: usize,
    /// Gifts.
    pub gifts: usize,
    /// Our posts about them.
    pub follow_ups: usize,
    /// Whether what was typed is on the suppression list.
    pub suppressed: bool,
}

/// Looks a person up.
pub async fn look_up(app: &App, asked: &Asked, by: &Actor) -> Result<Answer<Summary>, Error> {
    let subject = match find(app, asked).await? {
        Answer::Done(subject) => subject,
        Answer::Ambiguous(n) => return Ok(Answer::Ambiguous(n)),
    };
    let now = app.now();
    let mut all =
        Summary { request: mint(now, &mut *app.rng()), found: !subject.people().is_empty(), ..Summary::default() };
    for one in &subject.travellers {
        let names = format!("{} {}", head(&one.given_name, 1), head(&one.family_name, 1));
        all.bookings.push(format!("{} · {names}", tail(&one.record_locator, 3)));
        all.gifts += app.store.gift_records(one.id).await?.len();
        all.follow_ups += app.store.follow_up_records(one.id).await?.len();
        all.matches += app.store.match_records(one.id.0).await?.len();
    }
    for one in &subject.authors {
        all.accounts.push(format!("{} {}", one.network, head(&one.author.handle, 2)));
        all.posts += app.store.post_records(one.id).await?.len();
    }
    for (_, fingerprint) in asked.fingerprints(app) {
        all.suppressed |= app.store.find_suppression(&fingerprint).await?.is_some();
    }
    let detail = json!({ "found": all.found, "bookings": all.bookings.len(), "accounts": all.accounts.len() });
    let mut tx = app.store.begin().await?;
    tx.audit(by, "person.look_up", &all.request.to_string(), detail, now);
    tx.commit().await?;
    Ok(Answer::Done(all))
}

fn head(text: &str, letters: usize) -> String {
    text.chars().take(letters).chain("•••".chars()).collect()
}

fn tail(text: &str, letters: usize) -> String {
    let skipped = text.chars().count().saturating_sub(letters);
    "••".chars().chain(text.chars().skip(skipped)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_word_keeps_its_ends_only() {
        assert_eq!((head("Sanne", 1).as_str(), tail("X7Y2ZQ", 3).as_str()), ("S•••", "••2ZQ"));
        assert_eq!((head("", 2).as_str(), tail("AB", 3).as_str()), ("•••", "••AB"));
    }
}
