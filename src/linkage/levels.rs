//! Comparisons as data: each level with the m- and u-probability that make its weight.
//!
//! Weight in bits = log2(m / (u × looseness × chance)) (Fellegi & Sunter 1969; term frequencies after Winkler 2000).
//! `m`: share of true pairs at this level. `u`: share of authors *not on the manifest* whose post has this shape.
//! `chance`: how often a name, flight or place like this one agrees by accident, counted from the manifest (`lexicon.rs`, `trip.rs`).
//! Shares of flight, route, date and place are among posts that name as much; those of the others add up over their levels.
//! The first figures are reasoned, not measured, and stand beside their reason; `estimation.rs` learns better ones.

use std::sync::LazyLock;

words! {
    /// What is compared. The prior, the competition and the rivals are lines of their own, so that the weights add up.
    Comparison {
        /// Chance that an author is this passenger before anything is known of either.
        Prior = "prior",
        /// The handle the passenger gave the airline.
        RegisteredHandle = "registered handle",
        /// The name shown beside the handle.
        Name = "name",
        /// How much of the handle the passenger's name explains, beyond the name shown.
        Handle = "handle",
        /// Flight designators.
        Flight = "flight",
        /// Stations.
        Route = "route",
        /// Days named, or the time of the post.
        Date = "date",
        /// Check-in.
        Place = "place",
        /// Who travels.
        Role = "trip role",
        /// Mention of the airline.
        Mention = "mention",
        /// Language of post and booking.
        Language = "language",
        /// Home town or country.
        Home = "home town",
        /// Family of the passenger, who bear the surname and know the flight (never positive).
        Family = "family",
        /// Correction learnt from decisions of people.
        Calibration = "calibration",
        /// Other passengers who fit this author too (never positive).
        Competition = "competition",
        /// Other authors who fit this passenger too (never positive).
        RivalAuthors = "rival authors",
    }
}

/// Families of evidence: a suggestion needs two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Who the author is.
    Who,
    /// Which trip the post is about.
    Trip,
    /// Neither: supports, but never counts as a family.
    Support,
}

impl Level {
    /// Whether the level tells more than the surname, which a whole family bears: a given name or its initial.
    pub(super) fn tells_given_name(self) -> bool {
        use Level::{
            Close, ExactCommon, ExactRare, GivenInitial, GivenOnly, HandleFull, HandleGiven, HandleGivenInitial,
            HandleInitialSurname, InitialSurname, Nickname, NicknameOnly, OneMore, OtherSurname, Respelled,
            SecondGiven, Swapped, WithoutParticle,
        };
        matches!(
            self,
            ExactRare
                | ExactCommon
                | Swapped
                | Respelled
                | WithoutParticle
                | OneMore
                | SecondGiven
                | Nickname
                | Close
                | InitialSurname
                | GivenInitial
                | GivenOnly
                | NicknameOnly
                | OtherSurname
                | HandleFull
                | HandleInitialSurname
                | HandleGivenInitial
                | HandleGiven
        )
    }

    /// Whether the level speaks against the leg: another flight, route, day or airport.
    pub(super) fn contradicts(self) -> bool {
        matches!(self, Self::OtherFlight | Self::FlightOtherDay | Self::OtherRoute | Self::OtherDay | Self::Elsewhere)
    }
}

impl Comparison {
    /// Whether the line comes after the evidence: calibration and rivals.
    pub fn is_later(self) -> bool {
        matches!(self, Self::Calibration | Self::Competition | Self::RivalAuthors)
    }

    /// The family the comparison belongs to. The date alone is no trip: half an airport posts on the same day.
    pub fn family(self) -> Family {
        match self {
            Self::RegisteredHandle | Self::Name | Self::Handle => Family::Who,
            Self::Flight | Self::Route | Self::Place => Family::Trip,
            _ => Family::Support,
        }
    }
}

macro_rules! levels {
    ($($comparison:ident { $($(#[$meta:meta])* $level:ident = $word:literal, m $m:literal, u $u:literal, loose $loose:literal;)+ })+) => {
        words! {
            /// The degree of agreement a comparison found; the table of m and u stands beside it in the source.
            Level {
                $($($(#[$meta])* $level = $word,)+)+
                /// Share of authors on board, spread over the passengers of the time.
                Before = "share of authors on board, per passenger",
                /// A relative may have written it.
                Relatives = "a relative may have written it",
                /// Weights ran too high or too low so far.
                Calibrated = "learnt from decisions",
                /// Rivals among the passengers.
                OtherPassengers = "other passengers fit too",
                /// Rivals among the authors.
                OtherAuthors = "other authors fit too",
                /// Nothing to add to what stands above.
                Implied = "already counted",
            }
        }

        /// Every level with its first figures.
        pub const TABLE: &[Row] = &[
            $($(Row { comparison: Comparison::$comparison, level: Level::$level, m: $m, u: $u, looseness: $loose },)+)+
        ];
    };
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The comparison.
    pub comparison: Comparison,
    /// The level.
    pub level: Level,
    /// Share of true pairs at this level.
    pub m: f64,
    /// Share of authors not on the manifest whose post has the shape of this level, agreement apart.
    pub u: f64,
    /// How many times more names agree at this level than exactly.
    pub looseness: f64,
}

levels! {
    RegisteredHandle {
        /// One account of a network of tens of millions; a slip in typing or a recycled handle, far below 1 in 10^9 by chance.
        Agreed = "given, use agreed", m 0.95, u 0.000_000_000_1, loose 1.0;
        /// The same, but without consent: it identifies, it doesn't allow.
        NotAgreed = "given, use not agreed", m 0.95, u 0.000_000_000_1, loose 1.0;
        /// The passenger gave another handle on this network: people have second accounts, seldom.
        OtherHandle = "another handle given", m 0.08, u 0.999, loose 1.0;
    }
    // Shares of shapes: of 100 travel posters about 55 show a full name, 20 a given name, 5 a surname, 15 something else.
    // A family name and a given name come from one language, so they meet 4 × more often than independence says.
    Name {
        /// Given and family name agree; fewer than 1 in 2,000 bear the family name.
        ExactRare = "exact, rare surname", m 0.38, u 0.55, loose 4.0;
        /// Given and family name agree; the family name is frequent.
        ExactCommon = "exact, common surname", m 0.38, u 0.55, loose 4.0;
        /// Family name first; the usual order in Japan and Hungary.
        Swapped = "swapped order", m 0.03, u 0.05, loose 4.0;
        /// Another spelling or romanisation of one name (Müller, Mueller; Sato, Satoh).
        Respelled = "another spelling", m 0.03, u 0.55, loose 6.0;
        /// `Vries` for `de Vries`, or the reverse.
        WithoutParticle = "without particle", m 0.03, u 0.55, loose 5.0;
        /// One of two surnames, or a name more.
        OneMore = "with another name", m 0.05, u 0.55, loose 6.0;
        /// A later given name of the booking is the one in use.
        SecondGiven = "second given name", m 0.02, u 0.55, loose 6.0;
        /// Short form of the given name.
        Nickname = "nickname", m 0.06, u 0.55, loose 8.0;
        /// One letter differs.
        Close = "close spelling", m 0.02, u 0.55, loose 80.0;
        /// `S. de Vries`.
        InitialSurname = "initial and surname", m 0.04, u 0.05, loose 2.0;
        /// `Sanne V.`
        GivenInitial = "given name and surname initial", m 0.04, u 0.05, loose 2.0;
        /// The surname and nothing else.
        SurnameOnly = "surname only", m 0.03, u 0.05, loose 1.0;
        /// The given name and nothing else.
        GivenOnly = "given name only", m 0.13, u 0.20, loose 1.0;
        /// A short form of the given name and nothing else.
        NicknameOnly = "nickname only", m 0.02, u 0.20, loose 3.0;
        /// Same surname, another given name: family, or a namesake.
        OtherGiven = "surname, another given name", m 0.01, u 0.55, loose 1.0;
        /// Same given name, another surname: a maiden or stage name.
        OtherSurname = "given name, another surname", m 0.02, u 0.55, loose 1.0;
        /// A full name, and nothing agrees.
        Different = "different", m 0.02, u 0.55, loose 1.0;
        /// One word that is no name of the passenger: a pseudonym, or another name.
        OtherWord = "another single name", m 0.07, u 0.25, loose 1.0;
    }
    // Half of all handles say nothing of a name; the shapes are as frequent among those not on board.
    Handle {
        /// Given and family name make up the handle.
        HandleFull = "full name", m 0.26, u 0.28, loose 4.0;
        /// Initial and family name.
        HandleInitialSurname = "initial with surname", m 0.10, u 0.11, loose 2.0;
        /// Given name and initial.
        HandleGivenInitial = "given name with initial", m 0.08, u 0.09, loose 2.0;
        /// Family name.
        HandleSurname = "surname", m 0.07, u 0.09, loose 1.5;
        /// Given name.
        HandleGiven = "given name", m 0.10, u 0.14, loose 1.5;
        /// A part only; the rest of the handle stays unexplained.
        HandlePart = "part of the name", m 0.09, u 0.28, loose 4.0;
        /// No part of it.
        HandleUnexplained = "not explained", m 0.28, u 0.95, loose 1.0;
        /// The surname beside a name that is not the passenger's: `lucas.richid` for Laurent Richid. Relatives look so.
        HandleOtherName = "surname, another name", m 0.02, u 0.45, loose 1.0;
    }
    // Given that a post names a flight. Those not on board name any flight in the world; 3 in 10 one of this manifest,
    // and half of them with its day.
    Flight {
        /// The leg's designator (or a codeshare) on the leg's day: whoever names a flight mostly knows its day.
        FlightAndDate = "designator and date", m 0.75, u 0.15, loose 1.0;
        /// The leg's designator; no day named.
        FlightOnly = "designator only", m 0.85, u 0.30, loose 1.0;
        /// The leg's designator, but another day is named.
        FlightOtherDay = "designator on another day", m 0.03, u 0.15, loose 1.0;
        /// Another flight is named: an earlier one, a connection, somebody else's.
        OtherFlight = "another flight", m 0.07, u 0.97, loose 1.0;
    }
    Route {
        /// Both ends.
        BothEnds = "origin and destination", m 0.45, u 0.30, loose 1.0;
        /// Where it goes.
        ToDestination = "destination", m 0.55, u 0.40, loose 1.0;
        /// Where it starts.
        FromOrigin = "origin", m 0.50, u 0.40, loose 1.0;
        /// An end is named, without a role.
        Named = "either end named", m 0.50, u 0.50, loose 2.0;
        /// The trip goes on to the place named.
        Onward = "by connection", m 0.10, u 0.40, loose 1.0;
        /// Another place than the leg's and the trip's.
        OtherRoute = "another route", m 0.12, u 0.90, loose 1.0;
    }
    Date {
        /// A day is named, and it is the leg's.
        SameDay = "same day", m 0.80, u 0.15, loose 1.0;
        /// A day before or after: night flights, "tomorrow" written past midnight.
        NextDay = "a day off", m 0.12, u 0.15, loose 1.0;
        /// Another day.
        OtherDay = "another day", m 0.04, u 0.65, loose 1.0;
        // When no day is named: share of a traveller's posts in that span; u is counted from the departures (`trip.rs`).
        /// From six hours before departure to three hours after arrival.
        Hours = "posted within hours", m 0.45, u 1.0, loose 1.0;
        /// Within a day.
        WithinDay = "posted within a day", m 0.25, u 1.0, loose 1.0;
        /// Within three days.
        WithinThreeDays = "posted within three days", m 0.16, u 1.0, loose 1.0;
        /// Earlier.
        Earlier = "posted earlier", m 0.14, u 1.0, loose 1.0;
    }
    Place {
        /// Checked in at the origin in the eight hours before departure.
        AtOrigin = "at the origin before departure", m 0.60, u 0.40, loose 1.0;
        /// Checked in at the destination within half a day of arrival.
        AtDestination = "at the destination after arrival", m 0.25, u 0.30, loose 1.0;
        /// Checked in at another station while the leg boards or flies.
        Elsewhere = "at another airport meanwhile", m 0.02, u 0.90, loose 1.0;
    }
    Role {
        /// "My flight", "off to".
        AuthorTravels = "the author travels", m 0.90, u 0.55, loose 1.0;
        /// "My sister flies".
        SomeoneElseTravels = "someone else travels", m 0.03, u 0.30, loose 1.0;
        /// News, advertising, spotting. Over half of one set of posts with a flight number were about an accident.
        NobodyTravels = "nobody travels", m 0.02, u 0.35, loose 1.0;
    }
    Mention {
        /// Passengers tag their airline; so do those who complain, praise or watch.
        MentionsUs = "of the airline", m 0.30, u 0.10, loose 1.0;
    }
    Language {
        /// The language of the booking.
        SameLanguage = "same", m 0.72, u 1.0, loose 1.0;
        /// English, though booked in another language: common.
        EnglishInstead = "English instead", m 0.22, u 0.35, loose 1.0;
        /// A third language.
        OtherLanguage = "another language", m 0.06, u 0.50, loose 1.0;
    }
    Home {
        /// The town the author gives is the booking's.
        SameTown = "same town", m 0.55, u 0.60, loose 1.0;
        /// The country is.
        SameCountry = "same country", m 0.20, u 0.30, loose 1.0;
        /// The author gives another town that passengers come from.
        OtherTown = "another town", m 0.25, u 0.60, loose 1.0;
    }
}

/// The weights in use, one a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    m: [f64; Level::ALL.len()],
    u: [f64; Level::ALL.len()],
    bits: [f64; Level::ALL.len()],
}

static DEFAULT: LazyLock<Parameters> = LazyLock::new(|| {
    let mut parameters =
        Parameters { m: [1.0; Level::ALL.len()], u: [1.0; Level::ALL.len()], bits: [0.0; Level::ALL.len()] };
    for row in TABLE {
        parameters.set(row.level, row.m, row.u);
    }
    parameters
});

impl Default for Parameters {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Parameters {
    /// The m-probability in use.
    pub fn m(&self, level: Level) -> f64 {
        self.m[level as usize]
    }

    /// The u-probability in use.
    pub fn u(&self, level: Level) -> f64 {
        self.u[level as usize]
    }

    /// Replaces m and u of a level; both are kept inside (0, 1].
    pub fn set(&mut self, level: Level, m: f64, u: f64) {
        let inside = |share: f64| if share.is_finite() { share.clamp(1e-9, 1.0) } else { 1.0 };
        let looseness = TABLE.iter().find(|row| row.level == level).map_or(1.0, |row| row.looseness);
        self.m[level as usize] = inside(m);
        self.u[level as usize] = inside(u);
        self.bits[level as usize] = (inside(m) / (inside(u) * looseness)).log2();
    }

    /// log2(m / (u × looseness)): the weight before the chance of this very name or flight is added.
    pub(super) fn bits(&self, level: Level) -> f64 {
        self.bits[level as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_a_share_and_stands_once() {
        for row in TABLE {
            assert!(row.m > 0.0 && row.m <= 1.0 && row.u > 0.0 && row.u <= 1.0 && row.looseness >= 1.0, "{row:?}");
            assert_eq!(TABLE.iter().filter(|other| other.level == row.level).count(), 1);
        }
        assert_eq!(TABLE.len() + 6, Level::ALL.len());
    }

    #[test]
    fn shares_of_true_pairs_add_up_to_one_at_most() {
        use Level::ExactCommon;
        for comparison in
            [Comparison::Name, Comparison::Handle, Comparison::Language, Comparison::Home, Comparison::Role]
        {
            let sum: f64 = TABLE
                .iter()
                .filter(|row| row.comparison == comparison && row.level != ExactCommon)
                .map(|row| row.m)
                .sum();
            assert!(sum <= 1.0 + 1e-9, "{comparison}: {sum}");
        }
    }
}
