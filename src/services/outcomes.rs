//! What came of it: who of the two groups of a lot books again within half a year. Counted as they were drawn
//! (intention to treat): everybody who could have had a gift against everybody held out, whoever got one in the end.
//!
//! People are known by a keyed hash of the airline's own traveller key. Travellers without such a key are not counted.

use std::collections::HashMap;

use chrono::Duration;

use super::Error;
use crate::app::App;
use crate::domain::id::CampaignId;
use crate::domain::instant::Instant;
use crate::domain::traveller::Booking;
use crate::store::Tx;
use crate::store::sealing::FingerprintOf;

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
    booking: &Booking,
    held_out: bool,
    stratum: &str,
) -> Result<(), Error> {
    let Some(own_key) = &booking.traveller_ref else { return Ok(()) };
    Ok(tx.assign(campaign, &subject_of(app, own_key), held_out, stratum, app.now()).await?)
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
