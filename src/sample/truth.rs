//! What a made-up post really is. For tests and evaluation only: nothing that decides may read it.

use std::str::FromStr;

use serde::Serialize;

/// What kind of post it is. The words stand in the first column of the tables of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostKind {
    /// A passenger before departure.
    Trip,
    /// A passenger just after landing.
    Arrival,
    /// Someone who bears a passenger's name and is not aboard.
    Namesake,
    /// Family or a colleague about a passenger's flight.
    Other,
    /// A complaint, by a passenger or not.
    Complaint,
    /// A sensitive matter, by a passenger or not: must be screened out.
    Sensitive,
    /// Advertising.
    Ad,
    /// A joke.
    Joke,
    /// A word that is also a place (Nice, Cali, Bar, KL ...).
    Homonym,
    /// A repeated post of someone else.
    Retweet,
    /// News.
    News,
    /// An automatic account.
    Bot,
    /// A plane spotter.
    Spotter,
    /// Talk of some other trip, past or planned.
    Travel,
    /// Everyday talk.
    Chatter,
}

impl PostKind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 15] = [
        Self::Trip,
        Self::Arrival,
        Self::Namesake,
        Self::Other,
        Self::Complaint,
        Self::Sensitive,
        Self::Ad,
        Self::Joke,
        Self::Homonym,
        Self::Retweet,
        Self::News,
        Self::Bot,
        Self::Spotter,
        Self::Travel,
        Self::Chatter,
    ];
}

impl FromStr for PostKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| format!("{kind:?}").eq_ignore_ascii_case(word))
            .ok_or_else(|| format!("`{word}` is no kind of post"))
    }
}

/// Who wrote a made-up post, and about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Truth {
    /// What kind of post it is.
    pub kind: PostKind,
    /// The author's booking, as an index into the bookings; `None` where the author is not aboard.
    pub booking: Option<usize>,
    /// The passenger it speaks of, or whose name the author shares, where the author is not that passenger.
    pub about: Option<usize>,
    /// Interests and occasions in it; for complaints and sensitive matters, their kind.
    pub tags: Vec<String>,
}
