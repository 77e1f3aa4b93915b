//! How a person is named on the command line: by booking and name, by handle, or by address.

use clap::Args;

use super::Failure;
use crate::services::requests::Asked;

/// Who a request is about.
#[derive(Debug, Args)]
pub(super) struct PersonArgs {
    /// Record locator of a booking; goes with --name
    #[arg(long, value_name = "LOCATOR", requires = "name", conflicts_with_all = ["handle", "email"])]
    locator: Option<String>,
    /// Name as on the booking; beside a handle or an address it narrows those who fit
    #[arg(long, value_name = "FAMILY/GIVEN")]
    name: Option<String>,
    /// Account on a network, such as bluesky:sanne.example
    #[arg(long, value_name = "NETWORK:HANDLE", conflicts_with = "email")]
    handle: Option<String>,
    /// E-mail address of a booking
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

impl PersonArgs {
    /// Whether nobody is named.
    pub(super) const fn is_empty(&self) -> bool {
        self.locator.is_none() && self.name.is_none() && self.handle.is_none() && self.email.is_none()
    }

    /// Who is asked for.
    pub(super) fn asked(&self) -> Result<Asked, Failure> {
        if self.locator.is_none() && self.handle.is_none() && self.email.is_none() {
            return Err(Failure::input(
                "nobody is named; give --locator LOCATOR and --name FAMILY/GIVEN, --handle NETWORK:HANDLE or --email ADDRESS",
            ));
        }
        let blank = |text: &str| text.trim().is_empty();
        if let Some(name) = &self.name
            && name.split_once('/').is_none_or(|(family, given)| blank(family) || blank(given))
        {
            return Err(Failure::input("--name: write family and given name with a slash, such as \"DE VRIES/SANNE\""));
        }
        if self
            .locator
            .as_deref()
            .is_some_and(|locator| !locator.chars().all(|letter| letter.is_ascii_alphanumeric()) || blank(locator))
        {
            return Err(Failure::input("--locator: write the letters and digits of the booking, such as X7Y2ZQ"));
        }
        if self.email.as_deref().is_some_and(|email| !email.contains('@')) {
            return Err(Failure::input("--email: write an address such as sanne@mail.example"));
        }
        let handle = self.handle.as_deref().map(|text| {
            let (network, handle) = text.split_once(':').filter(|(_, handle)| !blank(handle)).ok_or_else(|| {
                Failure::input("--handle: write network and handle with a colon, such as bluesky:sanne.example")
            })?;
            let network = network.parse().map_err(|unknown| Failure::input(format!("--handle: {unknown}")))?;
            Ok::<_, Failure>((network, handle.trim().to_owned()))
        });
        Ok(Asked {
            locator: self.locator.as_deref().map(|locator| locator.trim().to_uppercase()),
            name: self.name.clone(),
            handle: handle.transpose()?,
            email: self.email.clone(),
        })
    }

    /// What was typed, for an answer to the one who typed it.
    pub(super) fn typed(&self) -> String {
        let parts = [&self.locator, &self.handle, &self.email, &self.name];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Several people fit.
    pub(super) fn ambiguous(&self, people: usize, done: &str) -> Failure {
        let remedy = match (&self.locator, &self.name) {
            (Some(_), _) => {
                "one booking has the name twice; ask the airline which of them, and give --handle or --email"
            }
            (None, None) => "add --name FAMILY/GIVEN",
            (None, Some(_)) => "give --locator and --name of one booking",
        };
        Failure::input(format!("{people} people fit {}; {done}; {remedy}", self.typed()))
    }
}
