//! Passenger lists into the store: PNL messages say who is booked on a leg, ADL messages who is added, taken off, changed.
//!
//! Invariant: nobody a list names is lost. The same message again changes nothing, nor does an older one that comes late. A
//! file is one transaction; who is added again in the file that takes them off keeps seat, match and gift.

mod leg;
mod off;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use self::leg::{Leg, Outcome, Place};
use super::Error;
use super::intake::{Intake, IntakeReport, Legs, import_bookings, is_suppressed};
use crate::app::App;
use crate::domain::id::LegId;
use crate::domain::passenger_list::Told;
use crate::formats::booking_files::BookingFile;
use crate::formats::pnl::{PnlAction, PnlMessage, PnlMessages, PnlPassenger, Telegram};
use crate::formats::quarantine::Row;
use crate::store::Tx;
use crate::store::sealing::FingerprintOf;

pub(super) use self::leg::mark_key;

/// Days that it stays known which messages were taken in; lists are sent from about a month before a flight.
pub(super) const MESSAGE_DAYS: i64 = 60;

/// Takes a file of bookings in, whichever of both kinds it is. `progress` hears of the lines done so far.
pub async fn import_file<R: std::io::BufRead>(
    app: &App,
    file: &str,
    bookings: BookingFile<R>,
    progress: impl FnMut(u64),
) -> Result<IntakeReport, Error> {
    match bookings {
        BookingFile::Rows(rows) => import_bookings(app, file, *rows, progress).await,
        BookingFile::Lists(messages) => import_lists(app, file, messages, progress).await,
    }
}

/// Takes messages in. Gives the counts, with what is odd by line.
pub async fn import_lists(
    app: &App,
    file: &str,
    messages: PnlMessages,
    mut progress: impl FnMut(u64),
) -> Result<IntakeReport, Error> {
    let mut intake = Intake::new(app);
    intake.report.unknown_fields = messages.intake.counts.unknown_fields;
    for warning in &messages.warnings {
        intake.warn(warning.line, &warning.message);
    }
    let (telegrams, others) = messages.by_message();
    for row in others {
        intake.row::<()>(row);
    }
    let mut tx = app.store.begin().await?;
    let mut lists = Lists { app, file, legs: Legs::new(tx.list_flights().await?), open: BTreeMap::new() };
    for telegram in telegrams {
        lists.take(&mut tx, telegram, &mut intake).await?;
        progress(intake.report.lines);
    }
    for leg in lists.open.values_mut() {
        let (taken_off, changed) = leg.store(app, &mut tx).await?;
        intake.report.taken_off += taken_off;
        intake.report.changed += changed;
    }
    off::follow(app, &mut tx, lists.open.values()).await?;
    intake.store_aside(&mut tx).await?;
    tx.commit().await?;
    Ok(intake.report)
}

/// The legs that a file speaks of, as they are after the messages so far.
struct Lists<'a> {
    app: &'a App,
    file: &'a str,
    legs: Legs,
    open: BTreeMap<LegId, Leg>,
}

impl Lists<'_> {
    /// Follows a message. Deletions come before additions, whatever their order: who changes class is told as both.
    async fn take(&mut self, tx: &mut Tx, telegram: Telegram, intake: &mut Intake<'_>) -> Result<(), Error> {
        let suppressed = tx.suppressed().await?;
        for leg in self.open.values_mut() {
            leg.begin_message();
        }
        let mut elements = Vec::new();
        let mut complete = true;
        let mut fresh = Vec::new();
        for (message, names) in telegram.parts {
            let fingerprint = message_fingerprint(self.app, &message);
            if fresh.contains(&fingerprint) || tx.has_list_message(&fingerprint).await? {
                for (line, _) in names {
                    intake.row(Row::<()>::Duplicate { line });
                }
                continue;
            }
            fresh.push(fingerprint);
            let mut places = Places::default();
            for (line, passenger) in names {
                let place = places.next(&message, &passenger);
                elements.push((line, passenger, Told { amends: message.amends, sent_at: message.sent_at }, place));
            }
        }
        let turn = |action| match action {
            PnlAction::Delete => 0,
            PnlAction::List | PnlAction::Add => 1,
            PnlAction::Change => 2,
        };
        elements.sort_by_key(|(_, passenger, ..)| turn(passenger.action));
        for (line, passenger, told, place) in elements {
            intake.row(Row::Accepted { line, value: () });
            let Some(id) = self.legs.find(&passenger.leg) else {
                complete = false;
                intake.set_aside(self.file, line, "flight_number", "unknown_flight");
                continue;
            };
            let leg = match self.open.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Leg::load(self.app, tx, id).await?),
            };
            let booking = passenger.booking();
            let keeps_out = passenger.action != PnlAction::Delete
                && is_suppressed(self.app, &suppressed, &leg::passenger_key(self.app, &passenger, &place), &booking);
            if keeps_out {
                intake.set_aside(self.file, line, "row", "suppressed");
                continue;
            }
            match leg.follow(self.app, &passenger, told, &place) {
                Outcome::Taken => intake.taken(true),
                Outcome::Known => intake.taken(false),
                Outcome::AddedByChange => {
                    intake.taken(true);
                    intake.warn(
                        line,
                        "CHG names somebody who was not on the flight, who is added; ask for the list again",
                    );
                }
                Outcome::SeveralChanged => {
                    intake.taken(false);
                    let remedy = "nobody is changed; ask for the message with record locator";
                    intake.warn(line, &format!("CHG fits several passengers of the flight; {remedy}"));
                }
                Outcome::NobodyOff => {
                    intake.set_aside(self.file, line, "name", "unknown_passenger");
                    let remedy = "import the list (PNL) that this message amends, or check flight and day";
                    intake.warn(line, &format!("DEL names somebody who is not on the flight; {remedy}"));
                }
                Outcome::SeveralOff => {
                    intake.set_aside(self.file, line, "name", "several_fit");
                    let remedy = "nobody is taken off; ask for the message with record locator";
                    intake.warn(line, &format!("DEL fits several passengers of the flight; {remedy}"));
                }
            }
        }
        // A message whose flights come later is taken in again then.
        for fingerprint in fresh.iter().filter(|_| complete) {
            tx.add_list_message(fingerprint, self.app.now()).await?;
        }
        Ok(())
    }
}

fn message_fingerprint(app: &App, message: &PnlMessage) -> Vec<u8> {
    let sent_at = message.sent_at.map(|at| at.to_rfc3339()).unwrap_or_default();
    app.store.keys().fingerprint(FingerprintOf::Passenger, &["message", &message.digest, &sent_at])
}

/// Which of several of one name a passenger is: what tells those apart whom nothing else does.
#[derive(Default)]
struct Places(BTreeMap<(PnlAction, String, String, String, String), usize>);

impl Places {
    fn next(&mut self, message: &PnlMessage, passenger: &PnlPassenger) -> Place {
        let key = (
            passenger.action,
            passenger.leg.to_string(),
            passenger.record_locator.clone().unwrap_or_default(),
            passenger.family_name.to_lowercase(),
            passenger.given_name.to_lowercase(),
        );
        let nth = self.0.entry(key).or_default();
        *nth += 1;
        let part =
            if message.amends { message.digest.chars().take(12).collect() } else { format!("part {}", message.part) };
        Place { part, nth: *nth }
    }
}
