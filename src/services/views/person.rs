//! A traveller on one page, from the same records that an access request gathers, cut to a campaign and masked.

use std::collections::BTreeSet;
use std::str::FromStr;

use uuid::Uuid;

use super::{catalogue, crm, head_of};
use crate::app::App;
use crate::domain::id::{GiftId, MatchId, TravellerId};
use crate::domain::matching::MatchState;
use crate::domain::station::zone_of;
use crate::services::{Error, campaigns};
use crate::store::StoreError;
use crate::store::follow_up_records::FollowUpRecord;
use crate::store::records::{BookingRecord, ConsentRecord, GiftRecord, MatchRecord, PostRecord};
use crate::store::view::person::{
    BookingShown, ConsentShown, FollowUpShown, GiftShown, LegShown, MatchedPost, PersonView,
};
use crate::store::view::{Catalogue, MaskedName, names_of};

/// A traveller who is matched in a campaign.
pub async fn person(app: &App, slug: &str, id: TravellerId) -> Result<PersonView, Error> {
    let loaded = campaigns::load(app, slug).await?;
    if !app.store.is_matched_in(loaded.id, id).await? {
        return Err(Error::NotFound { what: "traveller", name: id.to_string() });
    }
    let store = &app.store;
    let booking = store.booking_record(id).await?;
    let masked = |booking: &BookingRecord| MaskedName::of(&booking.given_name, &booking.family_name);
    let traveller = booking.as_ref().map_or_else(|| MaskedName::of("", ""), masked);
    let all = store.gift_records(id).await?;
    let here: BTreeSet<Uuid> = all.iter().filter(|gift| gift.campaign == slug).map(|gift| gift.id).collect();
    let names = catalogue(&loaded.campaign);
    let (posts, cases) = (posts(app, slug, id).await?, crm::cases(app, slug, id).await?);
    let value = booking.as_ref().and_then(|booking| crm::value(booking, &loaded.campaign));
    let leaving = booking.as_ref().and_then(|booking| crm::leaving(booking, &posts, &cases));
    let own = all.iter().filter(|gift| here.contains(&gift.id));
    let consents = store.consent_records(id).await?;
    let follow_ups = store.follow_up_records(id).await?;
    Ok(PersonView {
        head: head_of(&loaded),
        id,
        traveller,
        booking: booking.map(booking_shown),
        posts,
        cases,
        value,
        leaving,
        gifts: own.map(|gift| gift_shown(gift, &names)).collect::<Result<_, _>>()?,
        gifts_elsewhere: (all.len() - here.len()) as u64,
        consents: consents
            .iter()
            .filter(|one| here.contains(&one.gift_id))
            .map(consent_shown)
            .collect::<Result<_, _>>()?,
        follow_ups: follow_ups
            .iter()
            .filter(|one| here.contains(&one.gift_id))
            .map(follow_up_shown)
            .collect::<Result<_, _>>()?,
    })
}

fn word<T: FromStr>(text: &str, what: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::BadRow { what })
}

/// The first letter of a locator, so that two bookings can be told apart and none can be looked up.
fn masked_locator(locator: &str) -> String {
    locator.chars().take(1).chain("•••••".chars()).collect()
}

fn booking_shown(booking: BookingRecord) -> BookingShown {
    let leg = |leg: crate::store::records::LegRecord| {
        let origin = leg.leg.rsplit('/').next().and_then(|pair| pair.split('-').next()).unwrap_or_default();
        LegShown { zone: zone_of(origin), departs_at: leg.departs_at, cabin: leg.cabin, leg: leg.leg }
    };
    BookingShown {
        locator: masked_locator(&booking.record_locator),
        language: booking.language,
        home_country: booking.home_country,
        tier: booking.loyalty_tier,
        has_email: booking.email.is_some(),
        gave_handle_on: booking.social.map(|social| social.network),
        booked_at: booking.booked_at,
        imported_at: booking.imported_at,
        legs: booking.legs.into_iter().map(leg).collect(),
    }
}

async fn posts(app: &App, slug: &str, id: TravellerId) -> Result<Vec<MatchedPost>, Error> {
    let matches = app.store.match_records(id.0).await?;
    let mut shown = Vec::new();
    for one in matches.into_iter().filter(|one| one.campaign == slug) {
        let state: MatchState = word(&one.state, "match state")?;
        if matches!(state, MatchState::Rejected | MatchState::Withdrawn) {
            continue;
        }
        let account = app.store.account_record(one.author).await?;
        let posts = app.store.post_records(one.author).await?;
        let Some(post) = posts.into_iter().find(|post| Some(post.id) == one.post) else { continue };
        let handle = account.map(|account| account.account.handle).unwrap_or_default();
        shown.push(matched_post(&one, post, handle, state)?);
    }
    Ok(shown)
}

fn matched_post(
    one: &MatchRecord,
    post: PostRecord,
    handle: String,
    state: MatchState,
) -> Result<MatchedPost, StoreError> {
    Ok(MatchedPost {
        id: MatchId(one.id),
        state,
        probability: one.probability,
        basis: word(&one.basis, "basis")?,
        made_at: one.made_at,
        network: word(&post.network, "network")?,
        handle,
        text: post.text,
        language: post.language,
        complaint: post.complaint,
        written_at: post.written_at,
        received_at: post.received_at,
    })
}

fn gift_shown(gift: &GiftRecord, names: &Catalogue) -> Result<GiftShown, StoreError> {
    Ok(GiftShown {
        id: GiftId(gift.id),
        gift: names_of(names, &gift.idea),
        station: gift.station.clone(),
        state: word(&gift.state, "gift state")?,
        withdrawn_why: gift.withdrawn_why.clone(),
        cost_minor: gift.cost_minor,
        approved_at: gift.approved_at,
        outcome: gift.outcome.as_deref().map(|outcome| word(outcome, "outcome")).transpose()?,
        happened_at: gift.happened_at,
        changed_at: gift.changed_at,
    })
}

fn consent_shown(one: &ConsentRecord) -> Result<ConsentShown, StoreError> {
    Ok(ConsentShown {
        kind: word(&one.kind, "consent")?,
        granted: one.granted,
        language: one.language.clone(),
        text_version: one.text_version,
        given_at: one.given_at,
        withdrawn_at: one.withdrawn_at,
    })
}

fn follow_up_shown(one: &FollowUpRecord) -> Result<FollowUpShown, StoreError> {
    Ok(FollowUpShown {
        network: word(&one.network, "network")?,
        state: word(&one.state, "post state")?,
        earliest_at: one.earliest_at,
        published_at: one.published_at,
    })
}
