//! The register of processing (GDPR Art. 30), from what this installation really does: its retention and its networks.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use crate::app::App;
use crate::domain::instant::Instant;
use crate::services::outcomes::KEPT_DAYS;
use crate::services::retention::{JOB_DAYS, MAIL_DAYS, PEOPLE_HOURS, QUARANTINE_DAYS, WISH_DAYS};
use crate::services::{Error, campaigns};

/// What personal data is used for.
pub(super) const PURPOSES: [&str; 5] = [
    "recognising that a booked traveller wrote a public post, so that a gift can be chosen for this trip",
    "handing a gift over: first name, seat and time, to gate staff only",
    "a post about the gift, where the traveller agreed to it at hand-over",
    "answering what gifts changed, by comparing counts with travellers held out at random",
    "keeping who objected out, by keyed hashes",
];

/// How long what is kept, in words.
pub(super) fn retention() -> Vec<String> {
    vec![
        "posts that fit nobody who is booked: not stored; sensitive ones: not stored, only counted".to_owned(),
        format!(
            "people without a gift, their bookings, accounts, posts and matches: {PEOPLE_HOURS} hours after their last leg left"
        ),
        "people with a gift: until they ask for erasure, or the campaign's records are closed".to_owned(),
        format!(
            "wishes to hear by mail of a story: until it is out or {WISH_DAYS} days; mails: what they say until they are out, that there was one {MAIL_DAYS} days"
        ),
        format!("lines of files that could not be read (file, line, field, reason; no values): {QUARANTINE_DAYS} days"),
        format!(
            "which group of a lot somebody was in, their later bookings, and the tone of their later posts about us, by keyed hash: {KEPT_DAYS} days"
        ),
        format!("done jobs (ids only): {JOB_DAYS} days"),
        "the suppression list, as keyed hashes: as long as giftgate is used".to_owned(),
        "ledger and audit log (ids, counts and codes; no names): as long as accounts must be kept".to_owned(),
    ]
}

/// The register.
#[derive(Debug, Clone, Serialize)]
pub struct Register {
    /// When it was made.
    pub made_at: Instant,
    /// What personal data is used for.
    pub purposes: [&'static str; 5],
    /// Whose data.
    pub people: [&'static str; 2],
    /// Which data.
    pub data: [&'static str; 6],
    /// On what ground.
    pub bases: [&'static str; 4],
    /// Who gets to see it.
    pub recipients: [&'static str; 3],
    /// Networks that posts are read from, by the campaigns in the store.
    pub networks_read: Vec<String>,
    /// Networks that follow-up posts are meant for.
    pub networks_written: Vec<String>,
    /// Campaigns and how they may listen.
    pub campaigns: Vec<RegisteredCampaign>,
    /// How long what is kept.
    pub retention: Vec<String>,
    /// How it is protected.
    pub measures: [&'static str; 5],
}

/// A campaign of the register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisteredCampaign {
    /// Its slug.
    pub slug: String,
    /// Its state.
    pub state: String,
    /// Listening mode.
    pub listening: String,
    /// The day its impact assessment was signed, where it needs one.
    pub assessment_signed_on: Option<String>,
}

/// The register of this installation.
pub async fn register(app: &App) -> Result<Register, Error> {
    let (mut read, mut written, mut listed) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for stored in app.store.list_campaigns().await? {
        let loaded = campaigns::understand(&stored)?;
        let campaign = &loaded.campaign;
        read.extend(campaign.listening.networks.iter().map(ToString::to_string));
        written.extend(campaign.follow_up.networks.iter().map(ToString::to_string));
        let assessment = campaign.listening.assessment.as_ref();
        listed.push(RegisteredCampaign {
            slug: campaign.slug.clone(),
            state: loaded.state.to_string(),
            listening: campaign.listening.mode.to_string(),
            assessment_signed_on: assessment.map(|one| one.signed_on.to_string()),
        });
    }
    Ok(Register {
        made_at: app.now(),
        purposes: PURPOSES,
        people: ["passengers of bookings", "authors of public posts that fit a booked passenger"],
        data: [
            "bookings: locator, names, legs, seat, cabin, tier, language, home town and country, handle and address where given",
            "accounts: handle, name, bio, place and number of followers as the network shows them",
            "posts: text, address, time, and what was read from the text (flight, place, day, interest, occasion)",
            "matches: evidence in bits, probability, lawful basis, decision",
            "gifts: idea, cost, parts of the score, at most two facts, hand-over",
            "consents: photo, publication, handle, reuse; text version, language, time",
        ],
        bases: [
            "opted_in: the traveller joined the programme (consent, Art. 6(1)(a))",
            "gave_handle: the traveller gave the handle with the booking (legitimate interest, Art. 6(1)(f))",
            "mentioned_us: the post addressed the airline (legitimate interest, Art. 6(1)(f))",
            "open_search: only under a signed, dated impact assessment, 90 days (legitimate interest, Art. 6(1)(f))",
        ],
        recipients: [
            "planners and approvers of the campaign: posts, evidence, masked names",
            "gate staff of the station: first name, seat, gift, a line of greeting",
            "networks: follow-up posts that the traveller agreed to and a person approved",
        ],
        networks_read: read.into_iter().collect(),
        networks_written: written.into_iter().collect(),
        campaigns: listed,
        retention: retention(),
        measures: [
            "what names a person is sealed with a key of the person's own (AES-256-GCM), wrapped by a master key outside the database",
            "erasure destroys the person's key; a receipt remains",
            "sensitive posts are screened out in memory, before anything is stored",
            "four eyes for every gift; each decision in an audit log that is a hash chain",
            "no cross-network joining, no pictures read, no links of posts followed",
        ],
    })
}

/// A section of the register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterSection {
    /// Its title.
    pub title: &'static str,
    /// What stands in it; empty where there is nothing.
    pub items: Vec<String>,
}

/// The register section by section.
pub fn register_sections(register: &Register) -> Vec<RegisterSection> {
    let lines = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    let campaign = |one: &RegisteredCampaign| {
        let signed = one.assessment_signed_on.as_ref().map(|day| format!(", assessment signed on {day}"));
        format!("{} ({}): listens by {}{}", one.slug, one.state, one.listening, signed.unwrap_or_default())
    };
    let sections = [
        ("Purposes", lines(&register.purposes)),
        ("Whose data", lines(&register.people)),
        ("Which data", lines(&register.data)),
        ("Lawful bases", lines(&register.bases)),
        ("Recipients", lines(&register.recipients)),
        ("Networks read", register.networks_read.clone()),
        ("Networks written to", register.networks_written.clone()),
        ("Campaigns", register.campaigns.iter().map(campaign).collect()),
        ("Retention", register.retention.clone()),
        ("Protection", lines(&register.measures)),
    ];
    sections.into_iter().map(|(title, items)| RegisterSection { title, items }).collect()
}

/// The register as Markdown.
pub fn register_markdown(register: &Register) -> String {
    let mut text = format!(
        "# Register of processing (GDPR Art. 30)\n\nAs of {}.\n",
        register.made_at.format("%Y-%m-%d %H:%M UTC")
    );
    for RegisterSection { title, items } in register_sections(register) {
        let _ = write!(text, "\n## {title}\n\n");
        if items.is_empty() {
            text.push_str("- none\n");
        }
        for item in items {
            let _ = writeln!(text, "- {item}");
        }
    }
    text
}
