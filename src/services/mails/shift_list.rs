//! The list of a station's day, mailed to its gate staff: in the morning, and again when it changed materially.
//!
//! Invariant: what was told is noted in the transaction that writes the mails, so nobody is told twice or of half a change.
//! Neither mail nor paper names a traveller: mailboxes keep what the list forgets.

use std::collections::BTreeMap;

use chrono::{Duration, Timelike};
use chrono_tz::Tz;

use super::due::{Reader, key_of, write};
use super::queue_to;
use crate::app::App;
use crate::domain::account::Place;
use crate::domain::actor::Role;
use crate::domain::gift::GiftState;
use crate::domain::id::AccountId;
use crate::domain::instant::{Instant, local_day};
use crate::domain::language::Language;
use crate::domain::mail::MailKind;
use crate::domain::shift_list::{Listed, ListedGift, changes};
use crate::domain::station::zone_of;
use crate::formats::delivery_list::DeliveryRow;
use crate::formats::delivery_pdf::delivery_pdf;
use crate::mail::Contents;
use crate::mail::contents::{DeliveryLine, ListNews};
use crate::services::views::{delivery_row, delivery_words, greeting};
use crate::services::{Error, views};
use crate::store::StoreError;
use crate::store::view::deliveries::{GateStop, GateView};
use crate::texts::Texts;

/// The hours, local to a station, in which its day is written.
const DAY_HOURS: std::ops::Range<u32> = 4..23;
/// Changes within this time after a mail go together into the next one.
const QUIET_MINUTES: i64 = 15;

/// Writes what is due to the shifts of all stations; gives how many mails.
pub(super) async fn write_lists(app: &App, readers: &[Reader]) -> Result<usize, Error> {
    let now = app.now();
    let mut written = 0;
    for station in app.store.gate_stations().await? {
        let to: Vec<_> =
            readers.iter().filter(|reader| reader.may(&[Role::Gate], Some((Place::Station, &station)))).collect();
        if to.is_empty() || !DAY_HOURS.contains(&now.with_timezone(&zone_of(&station)).hour()) {
            continue;
        }
        written += match write_list(app, &station, &to).await {
            // Another worker tells it.
            Err(Error::Store(StoreError::Stale)) => 0,
            other => other?,
        };
    }
    Ok(written)
}

async fn write_list(app: &App, station: &str, to: &[&Reader]) -> Result<usize, Error> {
    let (now, zone) = (app.now(), zone_of(station));
    let day = local_day(now, zone);
    let mut view = views::gate(app, station).await?;
    // A night shift's list goes on beyond midnight; the mail is of one day, or it would come again with each hour.
    view.open.retain(|stop| stop.window.is_none_or(|window| local_day(window.opens_at, zone) <= day));
    let listed = listed(&view);
    let told = app.store.find_told_list(station, day).await?;
    let (number, news) = match &told {
        None if lines_of(&view).is_empty() => return Ok(0),
        None => (None, Vec::new()),
        Some(told) => {
            let news = changes(&told.gifts, &listed, now);
            if news.is_empty() || now - told.told_at < Duration::minutes(QUIET_MINUTES) {
                return late_comers(app, to, &view, station).await;
            }
            (Some(told.number), news)
        }
    };
    let news = told.map(|told| ListNews { since: told.told_at, changes: news });
    let letters = letters(app, to, &view, news.as_ref()).await?;
    let once = number.map_or_else(|| format!("{station}-{day}"), |number| format!("{station}-{day}-{}", number + 1));
    let mut written = 0;
    let mut tx = app.store.begin().await?;
    tx.tell_list((station, day), number, &listed, now).await?;
    for reader in to {
        let key = key_of(MailKind::Deliveries, reader, &once);
        let Some(contents) = letters.get(&reader.id) else { continue };
        written += usize::from(queue_to(app, &mut tx, (reader.id, &reader.address), contents, Some(&key)).await?);
    }
    tx.commit().await?;
    Ok(written)
}

/// Whoever joined the shift since gets the list as it is.
async fn late_comers(app: &App, to: &[&Reader], view: &GateView, station: &str) -> Result<usize, Error> {
    let once = format!("{station}-{}", view.day);
    let mut written = 0;
    for reader in to {
        let key = key_of(MailKind::Deliveries, reader, &once);
        if lines_of(view).is_empty() || app.store.has_mail_for(&key).await? {
            continue;
        }
        for contents in letters(app, &[*reader], view, None).await?.values() {
            written += write(app, reader, contents, &once).await?;
        }
    }
    Ok(written)
}

/// The gifts of a day as a shift is told of them.
fn listed(view: &GateView) -> Vec<ListedGift> {
    let state = |stop: &GateStop| match stop.state {
        state if !state.is_final() => Listed::Open,
        GiftState::Withdrawn => Listed::Gone,
        _ => Listed::Ended,
    };
    let gift = |stop: &GateStop| ListedGift {
        gift: stop.gift,
        flight: stop.leg.designator.to_string(),
        gate: stop.gate.clone(),
        window: stop.window.map(|window| (window.opens_at, window.closes_at)),
        state: state(stop),
    };
    let mut all: Vec<_> = view.open.iter().chain(&view.done).map(gift).collect();
    all.sort_by_key(|gift| gift.gift);
    all
}

/// What each reader is told, with the list on paper in their language; the same paper is made once.
async fn letters(
    app: &App,
    to: &[&Reader],
    view: &GateView,
    news: Option<&ListNews>,
) -> Result<BTreeMap<AccountId, Contents>, Error> {
    let Some(room) = app.mail() else { return Ok(BTreeMap::new()) };
    let mut papers: BTreeMap<Language, Vec<u8>> = BTreeMap::new();
    let mut letters = BTreeMap::new();
    for reader in to {
        let language = app.store.language_of(reader.id).await?;
        let paper = match papers.get(&language) {
            Some(made) => made.clone(),
            None => papers.entry(language).or_insert(paper(view, room.texts(language))?).clone(),
        };
        let (station, zone, day) = (view.station.clone(), view.zone, view.day);
        let (lines, news) = (lines_of(view), news.cloned());
        letters.insert(reader.id, Contents::Deliveries { station, zone, day, lines, news, paper });
    }
    Ok(letters)
}

/// Whether a hand-over can still happen.
fn is_ahead(stop: &GateStop, now: Instant) -> bool {
    stop.window.is_none_or(|window| window.closes_at >= now)
}

/// The open hand-overs of a station's day, flight by flight.
fn lines_of(view: &GateView) -> Vec<DeliveryLine> {
    let mut flights: BTreeMap<(String, String), DeliveryLine> = BTreeMap::new();
    for stop in view.open.iter().filter(|stop| is_ahead(stop, view.read_at)) {
        let window = stop.window.map(|window| (window.opens_at, window.closes_at));
        let (flight, gate) = (stop.leg.designator.to_string(), stop.gate.clone().unwrap_or_default());
        let line =
            flights.entry((flight.clone(), gate.clone())).or_insert(DeliveryLine { window, flight, gate, gifts: 0 });
        line.gifts += 1;
        line.window = match (line.window, window) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
    }
    let mut lines: Vec<_> = flights.into_values().collect();
    lines.sort_by(|one, other| {
        let key = |line: &DeliveryLine| (line.window.is_none(), line.window, line.flight.clone(), line.gate.clone());
        key(one).cmp(&key(other))
    });
    lines
}

/// The same list on paper, gift by gift, in the reader's language; the columns of name and seat stay empty for a pen.
fn paper(view: &GateView, texts: Texts<'_>) -> Result<Vec<u8>, Error> {
    let row = |stop: &GateStop| {
        let row = delivery_row(stop, view.zone, texts.language);
        DeliveryRow { seat: None, first_name: String::new(), greeting: greeting(stop.language, ""), ..row }
    };
    let rows: Vec<_> = view.open.iter().filter(|stop| is_ahead(stop, view.read_at)).map(row).collect();
    let title = format!("{} · {} · {}", view.station, view.day, clock(view.read_at, view.zone));
    Ok(delivery_pdf(&title, &rows, &delivery_words(texts))?)
}

fn clock(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}
