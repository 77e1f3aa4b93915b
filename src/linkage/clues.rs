//! What the match step is told: the clues of one post, and the passengers of a manifest.
//!
//! Both are narrow on purpose. Linkage sees no text, no bio and no picture; what is not here can't count.

use chrono::NaiveDate;

use crate::domain::flight::Designator;
use crate::domain::id::TravellerId;
use crate::domain::instant::Instant;
use crate::domain::post::{Author, Network};
use crate::domain::traveller::Booking;

/// The role a place plays in a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// The trip starts there.
    Origin,
    /// The trip goes there.
    Destination,
    /// The author is there.
    At,
    /// It is named, no more.
    Mentioned,
}

/// Who travels, as the post tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TripRole {
    /// The author.
    Traveller,
    /// Somebody the author writes about.
    SomeoneElse,
    /// Nobody: news, advertising, plane spotting.
    Nobody,
    /// The post doesn't say.
    #[default]
    Unknown,
}

/// The clues of one post.
#[derive(Debug, Clone)]
pub struct Clues<'a> {
    /// The network's identifier of the post.
    pub post_id: &'a str,
    /// Where it was published; a registered handle counts on its own network only.
    pub network: Network,
    /// Who wrote it.
    pub author: &'a Author,
    /// When it was written.
    pub written_at: Instant,
    /// ISO 639-1 code of its language, where that is known.
    pub language: Option<&'a str>,
    /// Flight designators it names.
    pub flights: Vec<Designator>,
    /// Stations (IATA codes) it names, each with its role.
    pub airports: Vec<(String, PlaceRole)>,
    /// Days of travel it names, local to the station of departure.
    pub days: Vec<NaiveDate>,
    /// Who travels.
    pub travels: TripRole,
    /// Station of a check-in.
    pub place_iata: Option<&'a str>,
    /// Whether it mentions or answers the airline's own account.
    pub mentions_us: bool,
}

impl<'a> Clues<'a> {
    /// A post that tells nothing but who wrote it, where and when.
    pub fn new(post_id: &'a str, network: Network, author: &'a Author, written_at: Instant) -> Self {
        Self {
            post_id,
            network,
            author,
            written_at,
            language: None,
            flights: Vec::new(),
            airports: Vec::new(),
            days: Vec::new(),
            travels: TripRole::Unknown,
            place_iata: None,
            mentions_us: false,
        }
    }
}

/// One passenger on one leg, as the caller knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestEntry {
    /// The caller's key of the passenger; legs of one traveller carry the same.
    pub traveller: TravellerId,
    /// The booking; `booking.leg` names the flight.
    pub booking: Booking,
}
