//! What each kind of mail says: typed values in, a letter in one language out. The words stand in `locales/*/mail.ftl`.
//!
//! Mails name as little as they can: lists of hand-overs carry no traveller, reports carry counts, and what is more stands
//! behind a link that needs a sign-in.

use chrono::NaiveDate;
use chrono_tz::Tz;

pub use super::desk::{CareLine, WaitingLine};
use super::desk::{care, waiting};
use super::letter::{Block, File, Letter};
use super::shift_list::ShiftList;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::mail::MailKind;
use crate::domain::money::Currency;
use crate::domain::shift_list::{ChangeKind, ListChange};
use crate::texts::{Texts, count, format, text};

/// Work that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureLine {
    /// Its kind of work.
    pub kind: String,
    /// Why.
    pub why: String,
}

/// A campaign's figures so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// The campaign's address part.
    pub slug: String,
    /// Its name.
    pub campaign: String,
    /// The day it is written on.
    pub day: NaiveDate,
    /// Posts read, gifts approved, gifts handed over, posts published.
    pub counts: [u64; 4],
    /// Money spent, in minor units.
    pub spent: (i64, Currency),
    /// Targets met, of how many.
    pub targets: (u64, u64),
    /// Complaints answered in an hour, of those that can be judged.
    pub answered: (u64, u64),
}

/// One line of a station's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryLine {
    /// When its window opens and closes.
    pub window: Option<(Instant, Instant)>,
    /// Flight.
    pub flight: String,
    /// Gate, where it is known.
    pub gate: String,
    /// Gifts there.
    pub gifts: u64,
}

/// What changed on a list since it was told last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListNews {
    /// When that was.
    pub since: Instant,
    /// What changed.
    pub changes: Vec<ListChange>,
}

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// Somebody gets an account.
    Invitation {
        /// Their name.
        name: String,
        /// Where a password is chosen.
        path: String,
        /// How long the link holds.
        until: Instant,
    },
    /// A way back in.
    Reset {
        /// Their name.
        name: String,
        /// Where a password is chosen.
        path: String,
        /// How long the link holds.
        until: Instant,
    },
    /// A passkey was added to an account.
    Passkey {
        /// Whose.
        name: String,
        /// When.
        at: Instant,
    },
    /// Gifts or posts wait for an approver.
    Waiting {
        /// Campaign by campaign.
        lines: Vec<WaitingLine>,
    },
    /// Work was given up.
    Failure {
        /// What.
        lines: Vec<FailureLine>,
        /// How many in all.
        all: u64,
    },
    /// A campaign's week.
    Weekly(Week),
    /// A live campaign says nothing.
    Silent {
        /// The campaign's address part.
        slug: String,
        /// Its name.
        campaign: String,
        /// Days since its last post or answer.
        days: u64,
    },
    /// What a station hands over on a day.
    Deliveries {
        /// The station (IATA).
        station: String,
        /// Its zone.
        zone: Tz,
        /// The day there.
        day: NaiveDate,
        /// Flight by flight.
        lines: Vec<DeliveryLine>,
        /// What changed, where the day was told before.
        news: Option<ListNews>,
        /// The list as PDF.
        paper: Vec<u8>,
    },
    /// Is this address the traveller's?
    Confirm {
        /// Where they say so.
        path: String,
    },
    /// A traveller's story is out.
    Story {
        /// Where it stands.
        address: String,
        /// Where mails of this kind are ended.
        unsubscribe: String,
    },
    /// A rise of complaints stopped a campaign's posts.
    Spike {
        /// The campaign's address part.
        slug: String,
        /// Its name.
        campaign: String,
        /// Complaints in the hour before.
        complaints: u64,
        /// When the newest was written, and where.
        at: (Instant, Tz),
    },
    /// A secret is about to end.
    Expiry {
        /// What it is for.
        name: String,
        /// Its last day.
        day: NaiveDate,
        /// Whole days left.
        days: i64,
    },
    /// Cases of the care desk are about to pass their deadline.
    Care {
        /// Campaign by campaign.
        lines: Vec<CareLine>,
    },
}

impl Contents {
    /// Its kind.
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::Invitation { .. } => MailKind::Invitation,
            Self::Reset { .. } => MailKind::Reset,
            Self::Passkey { .. } => MailKind::Passkey,
            Self::Waiting { .. } => MailKind::Waiting,
            Self::Failure { .. } => MailKind::Failure,
            Self::Weekly(_) => MailKind::Weekly,
            Self::Silent { .. } => MailKind::Silent,
            Self::Deliveries { .. } => MailKind::Deliveries,
            Self::Confirm { .. } => MailKind::Confirm,
            Self::Story { .. } => MailKind::Story,
            Self::Spike { .. } => MailKind::Spike,
            Self::Expiry { .. } => MailKind::Expiry,
            Self::Care { .. } => MailKind::Care,
        }
    }

    /// The letter that says it; `base` is where our links begin.
    pub(super) fn letter(&self, texts: &Texts<'_>, base: &str) -> Letter {
        let (subject, blocks, files) = match self {
            Self::Invitation { name, path, until } | Self::Reset { name, path, until } => {
                (self.words(texts, "subject", &[]), self.way_in(texts, name, &format!("{base}{path}"), *until), vec![])
            }
            Self::Passkey { name, at } => {
                let at = moment(*at, Tz::UTC, texts.language);
                let blocks = vec![
                    Block::Words(texts.with("mail-hello", &[("name", text(&**name))])),
                    Block::Words(self.words(texts, "words", &[("at", text(at))])),
                    Block::Button(self.words(texts, "button", &[]), format!("{base}/account/passkeys")),
                    Block::Words(self.words(texts, "else", &[])),
                ];
                (self.words(texts, "subject", &[]), blocks, vec![])
            }
            Self::Waiting { lines } => waiting(texts, base, lines),
            Self::Care { lines } => care(texts, base, lines),
            Self::Failure { lines, all } => self.failure(texts, base, lines, *all),
            Self::Weekly(week) => self.week(texts, base, week),
            Self::Silent { slug, campaign, days } => {
                let args = [("campaign", text(&**campaign)), ("n", count(*days))];
                let blocks = vec![
                    Block::Words(self.words(texts, "words", &args)),
                    Block::Button(self.words(texts, "button", &[]), format!("{base}/campaigns/{slug}/report")),
                ];
                (self.words(texts, "subject", &args), blocks, vec![])
            }
            Self::Deliveries { station, zone, day, lines, news, paper } => {
                let list = ShiftList { station, zone: *zone, day: *day, lines, news: news.as_ref(), paper };
                list.letter(texts, base)
            }
            Self::Confirm { path } => {
                let blocks = vec![
                    Block::Words(self.words(texts, "words", &[])),
                    Block::Button(self.words(texts, "button", &[]), format!("{base}{path}")),
                    Block::Words(self.words(texts, "else", &[])),
                ];
                (self.words(texts, "subject", &[]), blocks, vec![])
            }
            Self::Story { address, unsubscribe } => {
                let blocks = vec![
                    Block::Words(self.words(texts, "words", &[])),
                    Block::Button(self.words(texts, "button", &[]), address.clone()),
                    Block::Link(self.words(texts, "withdraw", &[]), format!("{base}/objection")),
                    Block::Link(texts.get("mail-unsubscribe"), unsubscribe.clone()),
                ];
                (self.words(texts, "subject", &[]), blocks, vec![])
            }
            Self::Spike { slug, campaign, complaints, at: (at, zone) } => {
                let until = moment(*at, *zone, texts.language);
                let blocks = vec![
                    Block::Words(self.words(texts, "words", &[("n", count(*complaints)), ("at", text(until))])),
                    Block::Words(self.words(texts, "next", &[])),
                    Block::Button(self.words(texts, "button", &[]), format!("{base}/campaigns/{slug}/follow-ups")),
                ];
                (self.words(texts, "subject", &[("campaign", text(&**campaign))]), blocks, vec![])
            }
            Self::Expiry { name, day, days } => {
                let day = format::day(*day, texts.language);
                let blocks = vec![
                    Block::Words(self.words(texts, "words", &[("name", text(&**name)), ("day", text(day))])),
                    Block::Button(self.words(texts, "button", &[]), format!("{base}/admin/health")),
                ];
                let days = count(u64::try_from(*days).unwrap_or(0));
                (self.words(texts, "subject", &[("name", text(&**name)), ("n", days)]), blocks, vec![])
            }
        };
        let foot = match self {
            Self::Confirm { .. } => texts.get("mail-foot-once"),
            Self::Story { .. } => texts.get("mail-foot-traveller"),
            _ => texts.with("mail-foot-staff", &[("place", text(base))]),
        };
        Letter { subject, blocks, foot, files }
    }

    fn words(&self, texts: &Texts<'_>, part: &str, args: &[(&str, crate::texts::Arg)]) -> String {
        texts.with(&format!("mail-{}-{part}", self.kind()), args)
    }

    fn way_in(&self, texts: &Texts<'_>, name: &str, url: &str, until: Instant) -> Vec<Block> {
        let until = moment(until, Tz::UTC, texts.language);
        vec![
            Block::Words(texts.with("mail-hello", &[("name", text(name))])),
            Block::Words(self.words(texts, "words", &[("until", text(until))])),
            Block::Button(self.words(texts, "button", &[]), url.to_owned()),
            Block::Words(self.words(texts, "else", &[])),
        ]
    }

    fn failure(
        &self,
        texts: &Texts<'_>,
        base: &str,
        lines: &[FailureLine],
        all: u64,
    ) -> (String, Vec<Block>, Vec<File>) {
        let facts = lines.iter().map(|line| (texts.word("job", &line.kind), line.why.clone())).collect();
        let blocks = vec![
            Block::Words(self.words(texts, "words", &[])),
            Block::Facts(facts),
            Block::Button(self.words(texts, "button", &[]), format!("{base}/admin/failures")),
        ];
        (self.words(texts, "subject", &[("n", count(all))]), blocks, vec![])
    }

    fn week(&self, texts: &Texts<'_>, base: &str, week: &Week) -> (String, Vec<Block>, Vec<File>) {
        let labels = ["posts", "approved", "delivered", "published"].map(|part| self.words(texts, part, &[]));
        let numbers = week.counts.map(|number| format::whole(number.try_into().unwrap_or(i64::MAX), texts.language));
        let (minor, currency) = week.spent;
        let spent = (self.words(texts, "spent", &[]), format::money(minor, currency, texts.language));
        // Nothing was asked, or nobody complained: then there is no share to tell.
        let parts = [("targets", week.targets), ("answered", week.answered)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|(_, (_, all))| *all > 0)
            .map(|(part, (n, all))| (self.words(texts, part, &[]), format!("{n} / {all}")))
            .collect();
        let facts: Vec<_> = labels.iter().cloned().zip(numbers).chain([spent.clone()]).chain(parts.clone()).collect();
        let plain = labels.into_iter().zip(week.counts.map(|number| number.to_string()));
        let plain = plain.chain([(spent.0, format::plain_money(minor, currency))]).chain(parts);
        let mut csv = String::new();
        for (label, value) in plain {
            csv.push_str(&csv_line(&[&label, &value]));
        }
        let file = File { name: format!("{}-{}.csv", week.slug, week.day), kind: CSV, bytes: csv.into_bytes() };
        let blocks = vec![
            Block::Words(self.words(texts, "words", &[("day", text(format::day(week.day, texts.language)))])),
            Block::Facts(facts),
            Block::Button(self.words(texts, "button", &[]), format!("{base}/campaigns/{}/report", week.slug)),
        ];
        (self.words(texts, "subject", &[("campaign", text(&*week.campaign))]), blocks, vec![file])
    }

    /// One mail of each kind, to look at.
    pub fn sample(kind: MailKind, now: Instant) -> Self {
        let zone = chrono_tz::Europe::Amsterdam;
        let hours = chrono::Duration::hours;
        let (name, path, until) = ("Ada Lind".to_owned(), "/welcome/0123456789".to_owned(), now + hours(24));
        let slug = || "schiphol-surprise".to_owned();
        let campaign = || "Schiphol Surprise".to_owned();
        match kind {
            MailKind::Invitation => Self::Invitation { name, path, until },
            MailKind::Reset => Self::Reset { name, path, until },
            MailKind::Passkey => Self::Passkey { name, at: now },
            MailKind::Waiting => {
                let (closes_at, answer_by) = (Some((now + hours(2), zone)), Some((now + hours(1), zone)));
                let line = WaitingLine {
                    slug: slug(),
                    campaign: campaign(),
                    gifts: 12,
                    posts: 3,
                    answers: 2,
                    closes_at,
                    answer_by,
                };
                Self::Waiting { lines: vec![line] }
            }
            MailKind::Failure => {
                let line = |kind: &str, why: &str| FailureLine { kind: kind.to_owned(), why: why.to_owned() };
                let lines = vec![
                    line("publish", "the network did not answer"),
                    line("plan_rounds", "there is no station `XXX`"),
                ];
                Self::Failure { lines, all: 2 }
            }
            MailKind::Weekly => Self::Weekly(Week {
                slug: slug(),
                campaign: campaign(),
                day: now.date_naive(),
                counts: [18_240, 61, 48, 31],
                spent: (184_350, Currency::EUR),
                targets: (2, 4),
                answered: (12, 13),
            }),
            MailKind::Silent => Self::Silent { slug: slug(), campaign: campaign(), days: 4 },
            MailKind::Deliveries => {
                let line = |hour: i64, flight: &str, gate: &str, gifts| DeliveryLine {
                    window: Some((now + hours(hour), now + hours(hour + 1))),
                    flight: flight.to_owned(),
                    gate: gate.to_owned(),
                    gifts,
                };
                let lines = vec![line(1, "KL1001", "D7", 3), line(2, "KL0643", "E18", 1), line(4, "KL0855", "", 2)];
                let change = |flight: &str, what| ListChange { flight: flight.to_owned(), what };
                let moved = ((now + hours(1), now + hours(2)), (now + hours(2), now + hours(3)));
                let changes = vec![
                    change("KL0643", ChangeKind::Gate(Some("E7".to_owned()), Some("E18".to_owned()))),
                    change("KL0855", ChangeKind::Came(2)),
                    change("KL0855", ChangeKind::Window(moved.0, moved.1)),
                ];
                let news = Some(ListNews { since: now - hours(2), changes });
                let (station, day) = ("AMS".to_owned(), now.date_naive());
                Self::Deliveries { station, zone, day, lines, news, paper: Vec::new() }
            }
            MailKind::Confirm => Self::Confirm { path: "/story/0123456789".to_owned() },
            MailKind::Story => Self::Story {
                address: "https://bsky.app/profile/klm.example/post/3k".to_owned(),
                unsubscribe: "https://gifts.example/unsubscribe/0123456789".to_owned(),
            },
            MailKind::Spike => {
                Self::Spike { slug: slug(), campaign: campaign(), complaints: 7, at: (now - hours(1), zone) }
            }
            MailKind::Care => {
                let answer_by = (now + chrono::Duration::minutes(18), zone);
                let line = CareLine { campaign: campaign(), complaints: 2, replies: 5, late: 1, waiting: 1, answer_by };
                Self::Care { lines: vec![line] }
            }
            MailKind::Expiry => Self::Expiry { name: "meta".to_owned(), day: (now + hours(160)).date_naive(), days: 6 },
        }
    }
}

pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// A line of a CSV file (RFC 4180) that no spreadsheet takes for a formula.
pub(super) fn csv_line(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        let live = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let safe = if live { format!("'{cell}") } else { (*cell).to_owned() };
        if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
    };
    format!("{}\r\n", cells.iter().map(cell).collect::<Vec<_>>().join(","))
}

/// Day and time at a place.
pub(super) fn moment(at: Instant, zone: Tz, language: Language) -> String {
    let day = format::day(at.with_timezone(&zone).date_naive(), language);
    format!("{day}, {} {}", format::clock(at, zone), format::zone_name(at, zone))
}
