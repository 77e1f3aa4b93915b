//! The privacy desk: requests and receipts, the stop switch, what campaigns rest on, what is kept how long, the register,
//! and the audit log. Who is meant is sent in forms, never in an address.

pub mod assessments;
pub mod audit;
pub mod desk;
pub mod person;
pub mod register;
pub mod stop;

use serde::Serialize;

use super::csrf::Fields;
use crate::domain::post::Network;
use crate::services::requests::Asked;

/// Who is meant, as a form says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PersonForm {
    /// Record locator.
    pub locator: String,
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Network of the handle.
    pub network: String,
    /// Handle.
    pub handle: String,
    /// E-mail address.
    pub email: String,
}

words! {
    /// Why a form names nobody.
    PersonFault {
        /// Neither a booking with a name, nor a handle, nor an address.
        Nobody = "nobody",
        /// Letters and digits make a record locator.
        Locator = "locator",
        /// A handle belongs to a network.
        Network = "network",
        /// That is no e-mail address.
        Email = "email",
    }
}

impl PersonForm {
    pub(super) fn sent(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).trim().chars().take(200).collect::<String>();
        Self {
            locator: text("locator").to_uppercase(),
            family: text("family"),
            given: text("given"),
            network: text("network"),
            handle: text("handle"),
            email: text("email"),
        }
    }

    pub(super) fn of(asked: &Asked) -> Self {
        let (family, given) = asked.name.as_deref().map_or(("", ""), |name| name.split_once('/').unwrap_or((name, "")));
        let handle = asked.handle.as_ref();
        Self {
            locator: asked.locator.clone().unwrap_or_default(),
            family: family.to_owned(),
            given: given.to_owned(),
            network: handle.map(|(network, _)| network.to_string()).unwrap_or_default(),
            handle: handle.map(|(_, handle)| handle.clone()).unwrap_or_default(),
            email: asked.email.clone().unwrap_or_default(),
        }
    }

    /// Who is asked for.
    pub(super) fn asked(&self) -> Result<Asked, PersonFault> {
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        if !self.locator.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return Err(PersonFault::Locator);
        }
        if !self.email.is_empty() && crate::domain::account::plain_email(&self.email).is_none() {
            return Err(PersonFault::Email);
        }
        let handle = match (self.handle.as_str(), self.network.parse::<Network>()) {
            ("", _) => None,
            (handle, Ok(network)) => Some((network, handle.to_owned())),
            (_, Err(_)) => return Err(PersonFault::Network),
        };
        // A slash would move letters from one name to the other.
        let name = |text: &str| text.replace('/', " ");
        let named = !self.family.is_empty();
        let asked = Asked {
            locator: given(&self.locator).filter(|_| named),
            name: named.then(|| format!("{}/{}", name(&self.family), name(&self.given))),
            handle,
            email: given(&self.email),
        };
        let somebody = asked.locator.is_some() || asked.handle.is_some() || asked.email.is_some();
        if somebody { Ok(asked) } else { Err(PersonFault::Nobody) }
    }
}

/// Networks that a handle can be on.
pub(super) const NETWORKS: &[Network] = Network::ALL;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_somebody_or_says_what_is_missing() {
        let form = |locator: &str, family: &str, network: &str, handle: &str| PersonForm {
            locator: locator.to_owned(),
            family: family.to_owned(),
            network: network.to_owned(),
            handle: handle.to_owned(),
            ..PersonForm::default()
        };
        let asked = form("X7Y2ZQ", "de/Vries", "", "").asked().expect("somebody");
        assert_eq!(asked.name.as_deref(), Some("de Vries/"));
        assert_eq!(PersonForm::of(&asked).family, "de Vries");
        assert!(form("", "", "bluesky", "anna.example").asked().is_ok());
        assert_eq!(form("", "", "", "anna").asked(), Err(PersonFault::Network));
        assert_eq!(form("X7", "", "", "").asked(), Err(PersonFault::Nobody), "a booking goes with a name");
        assert_eq!(form("", "Vries", "", "").asked(), Err(PersonFault::Nobody), "a name alone is half the world");
        assert_eq!(form("X 7'", "Vries", "", "").asked(), Err(PersonFault::Locator));
    }
}
