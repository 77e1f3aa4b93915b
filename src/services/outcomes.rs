//! What came of it: who of the two groups of a lot books again, complains or writes kindly within half a year. Counted as they were drawn
//! (intention to treat): everybody who could have had a gift against everybody held out, whoever got one in the end.
//!
//! People are known by a keyed hash of the airline's own traveller key. Travellers without such a key are not counted.

use std::collections::HashMap;

use chrono::Duration;

use super::Error;
use crate::app::App;
use crate::domain::id::{CampaignId, TravellerId};
use crate::domain::instant::Instant;
use crate::domain::post::Post;
use crate::domain::traveller::Booking;
use crate::signals::Signals;
use crate::store::sealing::FingerprintOf;
use crate::store::tone::LaterPost;
use crate::store::{Store, Tx};

/// Days after the lot in which a booking counts.
pub const WINDOW_DAYS: i64 = 180;
/// Days after the lot that groups are kept: the window, and a month to read the last bookings.
pub(super) const KEPT_DAYS: i64 = WINDOW_DAYS + 30;

/// The keyed hash of an airline's own traveller key.
pub(super) fn subject_of(app: &App, traveller_ref: &str) -> Vec<u8> {
    app.store.keys().fingerprint(FingerprintOf::Traveller, &[traveller_ref])
}

/// Notes the group that a lot put somebody into.
pub(super) async fn assign(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    (traveller, booking): (TravellerId, &Booking),
    held_out: bool,
    stratum: &str,
) -> Result<(), Error> {
    tx.watch(campaign, traveller, held_out, app.now()).await?;
    let Some(own_key) = &booking.traveller_ref else { return Ok(()) };
    Ok(tx.assign(campaign, &subject_of(app, own_key), held_out, stratum, app.now()).await?)
}

/// Posts about us of one batch, to be held against the accounts of lots.
pub(super) struct Later {
    watches: bool,
    posts: Vec<LaterPost>,
}

impl Later {
    /// A batch; nothing is gathered where nobody is watched.
    pub(super) async fn new(tx: &mut Tx) -> Result<Self, Error> {
        Ok(Self { watches: tx.watches().await?, posts: Vec::new() })
    }

    /// A post about us.
    pub(super) fn hear(&mut self, store: &Store, post: &Post, signals: &Signals) {
        if self.watches {
            let [account, _] = store.account_fingerprints(post);
            self.posts.push(LaterPost {
                account,
                post: store.post_fingerprint(post),
                tone: signals.sentiment.label,
                complained: signals.complaint.is_likely(),
                written_at: post.created_at,
            });
        }
    }

    /// Notes those of accounts in lots.
    pub(super) async fn store(&self, tx: &mut Tx, now: Instant) -> Result<(), Error> {
        for post in &self.posts {
            tx.add_later_post(post, now - Duration::days(WINDOW_DAYS)).await?;
        }
        Ok(())
    }
}

/// Everybody whose bookings count now.
pub(super) struct Watch(HashMap<Vec<u8>, Vec<(CampaignId, Instant)>>);

impl Watch {
    /// Reads who they are.
    pub(super) async fn new(app: &App) -> Result<Self, Error> {
        let mut watched: HashMap<_, Vec<_>> = HashMap::new();
        for one in app.store.list_watched(app.now() - Duration::days(KEPT_DAYS)).await? {
            watched.entry(one.subject).or_default().push((one.campaign, one.assigned_at));
        }
        Ok(Self(watched))
    }

    /// Notes a booking where it counts for somebody.
    pub(super) async fn see(&self, app: &App, tx: &mut Tx, booking: &Booking) -> Result<(), Error> {
        let (false, Some(own_key), Some(booked_at)) = (self.0.is_empty(), &booking.traveller_ref, booking.booked_at)
        else {
            return Ok(());
        };
        let subject = subject_of(app, own_key);
        for (campaign, assigned_at) in self.0.get(&subject).into_iter().flatten() {
            if booked_at > *assigned_at && booked_at <= *assigned_at + Duration::days(WINDOW_DAYS) {
                tx.see_booking(*campaign, &subject, booked_at, app.now()).await?;
            }
        }
        Ok(())
    }
}
