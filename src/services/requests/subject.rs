//! Who a request is about: bookings and accounts that what was typed names, and those that are the same person's by a
//! person's confirmation or by the handle they gave.
//!
//! Everything sealed is opened and compared. Two people who fit are ambiguous, never a guess.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::likeness::{name_key, passenger_fingerprint, same_given, same_name};
use super::{Answer, NOBODY, People};
use crate::app::App;
use crate::domain::id::{AuthorId, TravellerId};
use crate::domain::post::Network;
use crate::formats::names::Name;
use crate::services::Error;
use crate::store::person::SuppressionKind;
use crate::store::sealing::FingerprintOf;
use crate::store::subject::{KnownAuthor, KnownTraveller};

/// Rows opened at a time.
const PAGE: i64 = 1000;

/// How a person is named in a request: by booking, handle or address. A name narrows the other two.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Asked {
    /// Record locator; goes with the name.
    pub locator: Option<String>,
    /// Name as airlines write it: `DE VRIES/SANNE`.
    pub name: Option<String>,
    /// Network and handle.
    pub handle: Option<(Network, String)>,
    /// E-mail address.
    pub email: Option<String>,
}

impl Asked {
    fn names(&self) -> Option<Name> {
        self.name.as_deref().map(Name::from_airline)
    }

    fn fits(&self, traveller: &KnownTraveller, name: Option<&Name>) -> bool {
        let same = |name: &Name| is_called(name, traveller);
        let by_locator =
            || self.locator.as_ref().is_some_and(|one| one.eq_ignore_ascii_case(&traveller.record_locator));
        let by_handle = || {
            let given = traveller.social.as_ref();
            let asked = self.handle.as_ref().zip(given);
            asked.is_some_and(|((network, handle), own)| *network == own.network && same_handle(handle, &own.handle))
        };
        let by_email = || {
            let asked = self.email.as_ref().zip(traveller.email.as_ref());
            asked.is_some_and(|(asked, own)| asked.trim().to_lowercase() == own.trim().to_lowercase())
        };
        name.is_none_or(same) && ((name.is_some() && by_locator()) || by_handle() || by_email())
    }

    fn is_account(&self, author: &KnownAuthor) -> bool {
        self.handle.as_ref().is_some_and(|(network, handle)| {
            let own = &author.author;
            *network == author.network && (same_handle(handle, &own.handle) || own.id.as_ref() == Some(handle))
        })
    }

    /// What was typed as entries of the suppression list.
    pub(super) fn fingerprints(&self, app: &App) -> Vec<(SuppressionKind, Vec<u8>)> {
        let keys = app.store.keys();
        let mut all = Vec::new();
        if let Some((locator, name)) = self.locator.as_ref().zip(self.names()) {
            let fingerprint = passenger_fingerprint(app, locator, &name.family, &name.given);
            all.push((SuppressionKind::Passenger, fingerprint));
        }
        if let Some((network, handle)) = &self.handle {
            all.push((SuppressionKind::Account, app.store.handle_fingerprint(*network, handle)));
            let as_id = keys.fingerprint(FingerprintOf::Account, &[network.as_str(), handle]);
            all.push((SuppressionKind::Account, as_id));
        }
        if let Some(email) = &self.email {
            all.push((SuppressionKind::Email, keys.fingerprint(FingerprintOf::Email, &[&email.trim().to_lowercase()])));
        }
        all
    }
}

/// Whether a passenger is called so. A family name alone is enough; if it fits several people, they are ambiguous.
fn is_called(name: &Name, traveller: &KnownTraveller) -> bool {
    let given = name.given.is_empty() || same_given(&name.given, &traveller.given_name);
    same_name(&name.family, &traveller.family_name) && given
}

fn same_handle(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches('@').to_lowercase();
    plain(one) == plain(other)
}

/// One person's bookings and accounts.
#[derive(Debug, Default)]
pub(super) struct Subject {
    pub(super) travellers: Vec<KnownTraveller>,
    pub(super) authors: Vec<KnownAuthor>,
}

impl Subject {
    /// The people they are stored as: a key each.
    pub(super) fn people(&self) -> People {
        let travellers = self.travellers.iter().map(|one| one.person);
        travellers.chain(self.authors.iter().map(|one| one.person)).collect()
    }

    /// The passengers of bookings as entries of the suppression list.
    pub(super) fn bookings(&self, app: &App) -> Vec<(SuppressionKind, Vec<u8>)> {
        let both = |one: &KnownTraveller| {
            let spelled = passenger_fingerprint(app, &one.record_locator, &one.family_name, &one.given_name);
            [one.fingerprint.clone(), spelled]
        };
        self.travellers.iter().flat_map(both).map(|one| (SuppressionKind::Passenger, one)).collect()
    }

    /// The accounts and addresses as entries of the suppression list.
    pub(super) fn contacts(&self, app: &App) -> Vec<(SuppressionKind, Vec<u8>)> {
        let keys = app.store.keys();
        let mut all = Vec::new();
        for one in &self.travellers {
            let given = one.social.as_ref().map(|own| app.store.handle_fingerprint(own.network, &own.handle));
            all.extend(given.map(|one| (SuppressionKind::Account, one)));
            let email =
                one.email.as_ref().map(|email| keys.fingerprint(FingerprintOf::Email, &[&email.to_lowercase()]));
            all.extend(email.map(|one| (SuppressionKind::Email, one)));
        }
        for one in &self.authors {
            let handle = app.store.handle_fingerprint(one.network, &one.author.handle);
            all.extend([one.fingerprint.clone(), handle].map(|one| (SuppressionKind::Account, one)));
        }
        all
    }
}

/// Finds the person; an empty subject where nobody fits.
pub(super) async fn find(app: &App, asked: &Asked) -> Result<Answer<Subject>, Error> {
    let name = asked.names();
    let mut travellers = named_travellers(app, asked, name.as_ref()).await?;
    let mut authors = named_authors(app, asked).await?;
    for author in &authors {
        for one in app.store.travellers_of(author.id).await? {
            if name.as_ref().is_none_or(|name| is_called(name, &one))
                && travellers.iter().all(|known| known.id != one.id)
            {
                travellers.push(one);
            }
        }
    }
    let several = how_many(&travellers).max(authors.len());
    if several > 1 {
        return Ok(Answer::Ambiguous(several));
    }
    for traveller in &travellers {
        for one in app.store.authors_of(traveller.id).await? {
            if authors.iter().all(|known| known.id != one.id) {
                authors.push(one);
            }
        }
    }
    Ok(Answer::Done(Subject { travellers, authors }))
}

/// People among passengers: names differ, or one booking has the name twice.
fn how_many(travellers: &[KnownTraveller]) -> usize {
    let names: BTreeSet<_> = travellers.iter().map(|one| name_key(&one.family_name, &one.given_name)).collect();
    let mut by_booking: BTreeMap<&str, usize> = BTreeMap::new();
    for one in travellers {
        *by_booking.entry(&one.record_locator).or_default() += 1;
    }
    by_booking.into_values().max().unwrap_or(0).max(names.len())
}

async fn named_travellers(app: &App, asked: &Asked, name: Option<&Name>) -> Result<Vec<KnownTraveller>, Error> {
    let (mut found, mut after) = (Vec::new(), TravellerId(NOBODY));
    loop {
        let page = app.store.travellers_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.id;
        found.extend(page.into_iter().filter(|one| asked.fits(one, name)));
    }
}

async fn named_authors(app: &App, asked: &Asked) -> Result<Vec<KnownAuthor>, Error> {
    let (mut found, mut after) = (Vec::new(), AuthorId(NOBODY));
    while asked.handle.is_some() {
        let page = app.store.authors_after(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        found.extend(page.into_iter().filter(|one| asked.is_account(one)));
    }
    Ok(found)
}
