//! One file a capability; each owns its transactions and is the only writer of what it changes. No HTTP, no arguments.
//!
//! A service loads, lets the pure core decide, writes guarded, audits, and commits once.

pub mod accounts;
pub mod alarms;
pub mod approval;
pub mod arrival_offers;
pub mod audit;
mod booked;
pub mod break_glass;
pub mod calibrating;
pub mod campaign_edit;
pub mod campaign_start;
pub mod campaigns;
mod canned;
pub mod care;
pub mod care_watch;
pub mod case_studies;
pub mod closing;
pub mod clues;
pub mod custody;
pub mod delivery;
mod desk;
pub mod drafting;
pub mod exports;
pub mod failures;
pub mod feeds;
pub mod flight_clock;
pub mod flight_news;
pub mod follow_ups;
mod forgetting;
pub mod gate_sync;
pub mod gift_ideas;
pub mod going_live;
pub mod health;
pub mod holding;
pub mod import_folder;
pub mod insight;
pub mod intake;
pub mod kept_streams;
pub mod listening;
pub mod live;
mod live_rows;
pub mod mails;
pub mod measuring;
pub mod meta_news;
pub mod network_access;
pub mod network_costs;
pub mod outcomes;
pub mod passenger_lists;
pub mod passkeys;
pub mod past_days;
pub mod photos;
pub mod planning;
mod pool;
pub mod post_photo;
pub mod post_text;
mod prepared;
pub mod privacy;
pub mod queue;
pub mod rehearsal;
mod renaming;
pub mod repairing;
pub mod replay;
pub mod requests;
pub mod retention;
pub mod reveal;
pub mod review;
mod rivals;
pub mod rounds;
pub mod second_factor;
pub mod sharing;
pub mod sign_in;
pub mod single_sign_on;
pub mod sources;
pub mod stations;
pub mod stopping;
pub mod streams;
pub mod sweep;
pub mod tokens;
pub mod tones;
pub mod trust;
pub mod views;
pub mod webhooks;
pub mod what_if;
pub mod wishes;
pub mod withdrawal;

use crate::domain::id::TravellerId;
use crate::domain::post::Network;
use crate::domain::refusal::Refusal;
use crate::formats::quarantine::FileFault;
use crate::store::StoreError;

/// What a service can answer instead of doing it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not do it, or somebody was faster.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A file can't be read.
    #[error(transparent)]
    File(#[from] FileFault),
    /// What was asked for does not exist.
    #[error("there is no {what} `{name}`")]
    NotFound {
        /// campaign, gift ...
        what: &'static str,
        /// Its name or id.
        name: String,
    },
    /// A campaign file is not right; all faults, one a line.
    #[error("{0}")]
    Campaign(String),
    /// The limits leave no plan.
    #[error("no plan keeps all limits together{}: {limits}; loosen one of them", if *proven { "" } else { " (none was found in the time given)" })]
    Unsatisfiable {
        /// The limits that clash.
        limits: String,
        /// Whether that is proven.
        proven: bool,
    },
    /// What planners pinned leaves no plan.
    #[error("what is pinned can't be kept{}: {}; take a pin back or loosen a limit", if *proven { "" } else { " (no way was found in the time given)" }, limits.join(", "))]
    PinsClash {
        /// The limits or rules that clash with the pins.
        limits: Vec<String>,
        /// Whose pins.
        travellers: Vec<TravellerId>,
        /// Whether that is proven.
        proven: bool,
    },
    /// The machine ended the work in the middle.
    #[error("the work was interrupted; try it again in a moment")]
    Interrupted,
    /// An answer of the core did not pass its independent check; nothing was written.
    #[error("the {what} did not pass its check and was not written: {faults}")]
    Unsound {
        /// plan, rounds ...
        what: &'static str,
        /// What the checker found.
        faults: String,
    },
    /// A local folder can't be written.
    #[error("{path} can't be written: {why}; choose a folder you may write to")]
    Folder {
        /// The path.
        path: String,
        /// What the system said.
        why: String,
    },
    /// A network did not take a post, or a folder can't be written.
    #[error(transparent)]
    Network(#[from] crate::networks::Fault),
    /// A network would not take what is to go out.
    #[error(transparent)]
    Unfit(#[from] crate::networks::Unfit),
    /// A post with the same words may be out, and nothing tells the two apart.
    #[error("a post with the same words may be out; this one waits until that is known")]
    TwinInDoubt,
    /// The post that one of ours answers or quotes is not what it was.
    #[error(
        "the post that it answers is deleted or changed on {0}; edit the text, and it goes out as a post of its own"
    )]
    TargetGone(Network),
    /// The author of a post lets us not quote it, or the server knows no quotes any more.
    #[error("its author lets us not quote it on {0}; edit the text, and it goes out as a post of its own")]
    NoLeave(Network),
    /// A mail could not be written.
    #[error(transparent)]
    Mail(#[from] crate::mail::MailFault),
    /// A list can't be put on paper.
    #[error(transparent)]
    Paper(#[from] crate::formats::delivery_pdf::PaperFault),
    /// A password could not be hashed; the machine has no thread or memory left.
    #[error("a password could not be hashed; try it again in a moment")]
    Hashing,
}

impl Error {
    /// Whether somebody else was faster.
    pub const fn is_stale(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stale))
    }
}
