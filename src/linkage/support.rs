//! What supports a match without naming person or trip: language, home, who travels, mention of the airline.

use std::collections::HashMap;

use super::clues::{Clues, TripRole};
use super::fold;
use super::levels::{Comparison, Level, Parameters};
use super::lines::Lines;
use crate::domain::traveller::Booking;

/// How frequent languages, towns and countries are among the passengers.
#[derive(Debug, Default)]
pub(super) struct Backgrounds {
    languages: HashMap<String, u32>,
    with_language: u32,
    towns: HashMap<String, u32>,
    countries: HashMap<String, u32>,
    with_town: u32,
}

/// A passenger's background, folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Background {
    language: Option<String>,
    town: Option<String>,
    country: Option<String>,
}

impl Background {
    /// Reads a booking.
    pub(super) fn read(booking: &Booking) -> Self {
        let folded = |text: &Option<String>| text.as_deref().map(fold::squeeze).filter(|text| !text.is_empty());
        Self {
            language: booking.language.as_deref().map(primary).filter(|tag| !tag.is_empty()),
            town: folded(&booking.home_city),
            country: folded(&booking.home_country),
        }
    }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// A name tells the country, and with it the language and where the home may be: beside a name that agrees a town is worth
/// no more than three bits, country and language nothing, a third language half.
const MOST_BESIDE_A_NAME: f64 = 3.0;

/// What an author's profile says of a home: towns of passengers and countries.
#[derive(Debug, Default)]
pub(super) struct Home {
    towns: Vec<String>,
    countries: Vec<&'static str>,
}

impl Backgrounds {
    /// Counts a passenger.
    pub(super) fn count(&mut self, background: &Background) {
        if let Some(language) = &background.language {
            *self.languages.entry(language.clone()).or_default() += 1;
            self.with_language += 1;
        }
        if let Some(town) = &background.town {
            *self.towns.entry(town.clone()).or_default() += 1;
            self.with_town += 1;
        }
        if let Some(country) = &background.country {
            *self.countries.entry(country.clone()).or_default() += 1;
        }
    }

    /// Reads the place an author gives.
    pub(super) fn home_of(&self, location: &str) -> Home {
        let words = fold::words(location);
        let mut home = Home::default();
        for start in 0..words.len() {
            let mut run = String::new();
            for word in words.iter().skip(start).take(3) {
                run.push_str(word);
                if self.towns.contains_key(&run) {
                    home.towns.push(run.clone());
                }
                home.countries.extend(country(&run));
            }
        }
        home.countries.extend(
            flag(location).as_deref().and_then(|code| COUNTRIES.iter().find(|one| one.0 == code)).map(|one| one.0),
        );
        home
    }

    /// Writes the lines of role, mention, language and home.
    pub(super) fn compare(
        &self,
        clues: &Clues<'_>,
        home: &Home,
        background: &Background,
        name_agrees: bool,
        parameters: &Parameters,
        lines: &mut Lines,
    ) {
        let role = match clues.travels {
            TripRole::Traveller => Some(Level::AuthorTravels),
            TripRole::SomeoneElse => Some(Level::SomeoneElseTravels),
            TripRole::Nobody => Some(Level::NobodyTravels),
            TripRole::Unknown => None,
        };
        if let Some(level) = role {
            lines.add(Comparison::Role, level, parameters.bits(level));
        }
        if clues.mentions_us {
            lines.add(Comparison::Mention, Level::MentionsUs, parameters.bits(Level::MentionsUs));
        }
        self.language(clues, background, name_agrees, parameters, lines);
        self.home(home, background, name_agrees, parameters, lines);
    }

    fn language(
        &self,
        clues: &Clues<'_>,
        background: &Background,
        name_agrees: bool,
        parameters: &Parameters,
        lines: &mut Lines,
    ) {
        let (Some(written), Some(booked)) = (clues.language, &background.language) else { return };
        let written = primary(written);
        if name_agrees && (written == *booked || written == "en") {
            lines.add(Comparison::Language, Level::Implied, 0.0);
        } else if written == *booked {
            let count = self.languages.get(booked).copied().unwrap_or(0);
            let share = (f64::from(count) + 2.0) / (f64::from(self.with_language) + 10.0);
            lines.add(
                Comparison::Language,
                Level::SameLanguage,
                parameters.bits(Level::SameLanguage) - share.min(1.0).log2(),
            );
        } else {
            let level = if written == "en" { Level::EnglishInstead } else { Level::OtherLanguage };
            let part = if name_agrees { 0.5 } else { 1.0 };
            lines.add(Comparison::Language, level, part * parameters.bits(level));
        }
    }

    fn home(
        &self,
        home: &Home,
        background: &Background,
        name_agrees: bool,
        parameters: &Parameters,
        lines: &mut Lines,
    ) {
        let Some(town) = &background.town else { return };
        let share = |counts: &HashMap<String, u32>, key: &str, least: f64| {
            let count = counts.get(key).copied().unwrap_or(0).saturating_sub(1);
            (f64::from(count) + 100.0 * least) / (f64::from(self.with_town) + 100.0)
        };
        if home.towns.contains(town) {
            let bits = parameters.bits(Level::SameTown) - share(&self.towns, town, 0.005).log2();
            lines.add(Comparison::Home, Level::SameTown, if name_agrees { bits.min(MOST_BESIDE_A_NAME) } else { bits });
        } else if let Some(country) = background.country.as_deref().filter(|code| home.countries.contains(code)) {
            if home.towns.is_empty() && name_agrees {
                lines.add(Comparison::Home, Level::Implied, 0.0);
            } else if home.towns.is_empty() {
                let bits = parameters.bits(Level::SameCountry) - share(&self.countries, country, 0.05).min(1.0).log2();
                lines.add(Comparison::Home, Level::SameCountry, bits);
            }
        } else if !home.towns.is_empty() || !home.countries.is_empty() {
            lines.add(Comparison::Home, Level::OtherTown, parameters.bits(Level::OtherTown));
        }
    }
}

/// The country of a flag emoji (two regional indicators), ISO 3166-1 alpha-2 in lower case.
fn flag(text: &str) -> Option<String> {
    let indicator = |letter: char| {
        let code = (letter as u32).checked_sub(0x1F1E6).filter(|code| *code < 26)?;
        u8::try_from(code).ok().map(|code| char::from(b'a' + code))
    };
    let letters: Vec<Option<char>> = text.chars().take(100).map(indicator).collect();
    letters.windows(2).find_map(|pair| Some([pair[0]?, pair[1]?].iter().collect()))
}

/// Countries as people write them: code, then names in en, nl, es, de and romaji, folded.
const COUNTRIES: &[(&str, &str)] = &[
    ("nl", "netherlands thenetherlands nederland holland paisesbajos niederlande oranda"),
    ("be", "belgium belgie belgica belgien"),
    ("de", "germany duitsland alemania deutschland doitsu"),
    ("at", "austria oostenrijk osterreich"),
    ("ch", "switzerland zwitserland suiza schweiz"),
    ("es", "spain spanje espana spanien supein"),
    ("mx", "mexico mexiko"),
    ("ar", "argentina argentinie argentinien"),
    ("co", "colombia kolumbien"),
    ("cl", "chile chili"),
    ("pe", "peru"),
    ("jp", "japan japon nihon nippon"),
    (
        "gb",
        "uk unitedkingdom england scotland wales greatbritain grootbrittannie engeland reinounido inglaterra grossbritannien",
    ),
    ("ie", "ireland ierland irlanda irland"),
    ("us", "usa us unitedstates verenigdestaten estadosunidos amerika"),
    ("ca", "canada kanada"),
    ("au", "australia australie australien"),
    ("fr", "france frankrijk francia frankreich"),
    ("it", "italy italie italia italien"),
    ("pt", "portugal"),
    ("dk", "denmark denemarken dinamarca danemark danmark"),
    ("se", "sweden zweden suecia schweden sverige"),
    ("no", "norway noorwegen noruega norwegen norge"),
    ("fi", "finland finlandia finnland suomi"),
    ("pl", "poland polen polonia polska"),
    ("br", "brazil brazilie brasil brasilien"),
    ("in", "india indien"),
    ("cn", "china"),
    ("za", "southafrica zuidafrika sudafrica sudafrika"),
    ("tr", "turkey turkije turquia turkei turkiye"),
];

fn country(run: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(_, names)| names.split(' ').any(|name| name == run)).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_names_towns_and_countries() {
        let mut known = Backgrounds::default();
        known.count(&Background { town: Some("denhaag".into()), ..Background::default() });
        let home = known.home_of("Den Haag, Nederland 🇳🇱");
        assert_eq!(home.towns, ["denhaag"]);
        assert_eq!(home.countries, ["nl", "nl"]);
        assert_eq!(flag("🇯"), None);
    }
}
