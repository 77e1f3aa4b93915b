//! Who may see what: the roles of an account and where they count, what a password has to be, how long a session lasts.
//!
//! Nothing is allowed that no grant allows. A grant for one station or campaign says nothing about others.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::actor::Role;
use super::instant::Instant;

/// A session ends after this long without a request.
pub const IDLE: Duration = Duration::minutes(30);
/// A session ends after this long, whatever happens in it.
pub const LONGEST: Duration = Duration::hours(12);
/// A sign-in that lacks its second factor waits this long for it.
pub const HALFWAY: Duration = Duration::minutes(10);
/// Fewest characters of a password (NIST SP 800-63B asks for 8; stations' phones have no second factor, so we ask for more).
pub const SHORTEST_PASSWORD: usize = 12;
/// Most characters of a password; more would only cost time.
pub const LONGEST_PASSWORD: usize = 128;

/// A role, everywhere or in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    /// What one may do.
    pub role: Role,
    /// Only at this station (IATA).
    pub station: Option<String>,
    /// Only in the campaign of this slug.
    pub campaign: Option<String>,
}

impl Grant {
    /// A role without bounds.
    pub const fn everywhere(role: Role) -> Self {
        Self { role, station: None, campaign: None }
    }

    /// What kind of place can narrow a role.
    pub const fn narrowed_by(role: Role) -> Option<Place> {
        match role {
            Role::Gate => Some(Place::Station),
            Role::Planner | Role::Approver | Role::Marketer => Some(Place::Campaign),
            Role::Care | Role::Privacy | Role::Admin | Role::System => None,
        }
    }

    fn covers(&self, place: Option<(Place, &str)>) -> bool {
        match place {
            None => true,
            Some((Place::Station, name)) => {
                self.campaign.is_none() && self.station.as_deref().is_none_or(|own| own == name)
            }
            Some((Place::Campaign, name)) => {
                self.station.is_none() && self.campaign.as_deref().is_none_or(|own| own == name)
            }
        }
    }
}

/// What an address is about, as far as rights go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One station.
    Station,
    /// One campaign.
    Campaign,
}

/// Whether an account may see an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Allowed,
    /// It has none of the roles.
    WrongRole,
    /// It has the role, but for another place: as if it did not exist.
    Foreign,
}

/// What grants say about roles at a place.
pub fn judge(grants: &[Grant], roles: &[Role], place: Option<(Place, &str)>) -> Verdict {
    let mut with_role = grants.iter().filter(|grant| roles.contains(&grant.role)).peekable();
    if with_role.peek().is_none() {
        Verdict::WrongRole
    } else if with_role.any(|grant| grant.covers(place)) {
        Verdict::Allowed
    } else {
        Verdict::Foreign
    }
}

words! {
    /// How far a sign-in has come.
    Stage {
        /// All the way.
        Open = "open",
        /// The password was right; the second factor is asked for.
        Factor = "factor",
        /// The password was right; a second factor has to be set up first.
        SetUp = "set_up",
    }
}

/// How far a right password leads. Phones at a station are shared and carry no second factor; all others need one where
/// the installation asks for it.
pub fn stage_after_password(grants: &[Grant], has_factor: bool, required: bool) -> Stage {
    match () {
        () if has_factor => Stage::Factor,
        () if required && grants.iter().any(|grant| grant.role != Role::Gate) => Stage::SetUp,
        () => Stage::Open,
    }
}

words! {
    /// Why a password is not taken.
    PasswordFault {
        /// Fewer than [`SHORTEST_PASSWORD`] characters.
        TooShort = "too_short",
        /// More than [`LONGEST_PASSWORD`] characters.
        TooLong = "too_long",
        /// It is the own e-mail address or name.
        OwnName = "own_name",
        /// One character over and over, or the digits in order.
        TooPlain = "too_plain",
    }
}

/// Whether a password will do. No rules of composition: length is what counts (NIST SP 800-63B, 5.1.1.2).
pub fn check_password(password: &str, email: &str, name: &str) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(PasswordFault::TooShort);
    }
    if length > LONGEST_PASSWORD {
        return Err(PasswordFault::TooLong);
    }
    let plain = |text: &str| text.trim().to_lowercase();
    if [email, name].into_iter().any(|own| plain(own) == plain(password)) {
        return Err(PasswordFault::OwnName);
    }
    let first = password.chars().next();
    let same = password.chars().all(|letter| Some(letter) == first);
    if same || "12345678901234567890".starts_with(password) {
        return Err(PasswordFault::TooPlain);
    }
    Ok(())
}

/// An e-mail address in the one form it is kept in: trimmed, lower case. `None` where it can't be one.
pub fn plain_email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.split_once('@')?;
    let printable = |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let fits = printable(local) && printable(domain) && !domain.contains('@') && text.len() <= 254;
    fits.then_some(text)
}

/// A person's name for an account; `None` where it is empty or too long for a page.
pub fn plain_name(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=80).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// Whether a session is still open.
pub fn session_is_open(last_seen_at: Instant, expires_at: Instant, now: Instant) -> bool {
    now < expires_at && now < last_seen_at + IDLE
}

words! {
    /// The family of a browser, so that people tell their sessions apart; nothing finer is kept.
    Browser {
        /// Mozilla Firefox.
        Firefox = "firefox",
        /// Microsoft Edge.
        Edge = "edge",
        /// Chrome, Chromium and what builds on it.
        Chrome = "chrome",
        /// Safari.
        Safari = "safari",
        /// Anything else.
        Other = "other",
    }
}

/// The family that a `User-Agent` names.
pub fn browser_of(user_agent: &str) -> Browser {
    let names = [
        ("Firefox/", Browser::Firefox),
        ("FxiOS/", Browser::Firefox),
        ("Edg", Browser::Edge),
        ("Chrom", Browser::Chrome),
        ("CriOS/", Browser::Chrome),
        ("Safari/", Browser::Safari),
    ];
    names.into_iter().find(|(name, _)| user_agent.contains(name)).map_or(Browser::Other, |(_, family)| family)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(role: Role, station: Option<&str>, campaign: Option<&str>) -> Grant {
        Grant { role, station: station.map(str::to_owned), campaign: campaign.map(str::to_owned) }
    }

    #[test]
    fn a_grant_for_one_place_says_nothing_about_another() {
        let gate = [grant(Role::Gate, Some("AMS"), None)];
        assert_eq!(judge(&gate, &[Role::Gate], Some((Place::Station, "AMS"))), Verdict::Allowed);
        assert_eq!(judge(&gate, &[Role::Gate], Some((Place::Station, "JFK"))), Verdict::Foreign);
        assert_eq!(judge(&gate, &[Role::Planner], None), Verdict::WrongRole);
        let planner = [grant(Role::Planner, None, Some("spring")), Grant::everywhere(Role::Marketer)];
        assert_eq!(judge(&planner, &[Role::Planner], Some((Place::Campaign, "winter"))), Verdict::Foreign);
        assert_eq!(
            judge(&planner, &[Role::Planner, Role::Marketer], Some((Place::Campaign, "winter"))),
            Verdict::Allowed
        );
        assert_eq!(judge(&[], &[Role::Admin], None), Verdict::WrongRole);
        assert_eq!(judge(&planner, &[], None), Verdict::WrongRole);
    }

    #[test]
    fn a_password_is_long_and_not_ones_own_name() {
        let check = |password: &str| check_password(password, "anna.maria@klm.example", "Anna Maria Smit");
        assert_eq!(check("elevenchars"), Err(PasswordFault::TooShort));
        assert_eq!(check(&"ab".repeat(65)), Err(PasswordFault::TooLong));
        assert_eq!(check("Anna Maria SMIT"), Err(PasswordFault::OwnName));
        assert_eq!(check("anna.maria@klm.example"), Err(PasswordFault::OwnName));
        assert_eq!(check("aaaaaaaaaaaaa"), Err(PasswordFault::TooPlain));
        assert_eq!(check("123456789012"), Err(PasswordFault::TooPlain));
        assert_eq!(check("ギフトゲートの長い合言葉"), Ok(()));
    }

    #[test]
    fn an_email_is_kept_in_one_form() {
        assert_eq!(plain_email(" Anna@KLM.example ").as_deref(), Some("anna@klm.example"));
        for wrong in ["", "anna", "@klm", "anna@", "an na@klm", "a@b@c", "a@b\nc"] {
            assert_eq!(plain_email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_second_factor_is_for_all_but_station_phones() {
        let (gate, both) = ([grant(Role::Gate, Some("AMS"), None)], [Role::Gate, Role::Planner].map(Grant::everywhere));
        assert_eq!(stage_after_password(&gate, false, true), Stage::Open);
        assert_eq!(stage_after_password(&gate, true, false), Stage::Factor);
        assert_eq!(stage_after_password(&both, false, true), Stage::SetUp);
        assert_eq!(stage_after_password(&both, false, false), Stage::Open);
    }

    #[test]
    fn a_session_ends_by_idleness_and_by_age() {
        let now: Instant = "2025-03-04T08:00:00Z".parse().expect("an instant");
        let minutes = Duration::minutes;
        assert!(session_is_open(now - minutes(29), now + minutes(1), now));
        assert!(!session_is_open(now - minutes(30), now + minutes(1), now));
        assert!(!session_is_open(now, now, now));
    }

    #[test]
    fn browsers_are_told_apart_by_family() {
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
        assert_eq!(browser_of(edge), Browser::Edge);
        assert_eq!(browser_of("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/128.0"), Browser::Firefox);
        assert_eq!(browser_of("curl/8"), Browser::Other);
    }
}
