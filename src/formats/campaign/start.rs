//! The first file of a new campaign: one of the examples, or the small one, with the few things that have to differ.
//!
//! Comments and order stay. What the example has for other stations goes, for nobody there would know of it.

use chrono::NaiveDate;
use toml_edit::{DocumentMut, Item, Value};

use super::campaign_template;

words! {
    /// What a new campaign starts from.
    Example {
        /// A note and one gift at one station.
        Small = "small",
        /// A morning of small surprises, after the model of November 2010.
        Schiphol = "schiphol-surprise",
        /// Many small things over three weeks.
        Winter = "winter-escape",
        /// Something nice for those whose bags are late.
        Luggage = "lost-luggage-recovery",
    }
}

/// What has to be said of a new campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Name in addresses.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Where gifts are handed over (IATA).
    pub station: String,
    /// What it should achieve; none keeps the example's.
    pub goal: Option<String>,
}

impl Example {
    /// Its text.
    fn text(self) -> String {
        match self {
            Self::Small => campaign_template("small"),
            Self::Schiphol => include_str!("../../../campaigns/schiphol-surprise.toml").to_owned(),
            Self::Winter => include_str!("../../../campaigns/winter-escape.toml").to_owned(),
            Self::Luggage => include_str!("../../../campaigns/lost-luggage-recovery.toml").to_owned(),
        }
    }
}

/// The file of a new campaign. It is for the one reader of campaign files to say whether it will do.
pub fn started(example: Example, start: &Start) -> String {
    let text = example.text();
    let Ok(mut file) = text.parse::<DocumentMut>() else { return text };
    let texts = [("slug", Some(&start.slug)), ("name", Some(&start.name)), ("goal", start.goal.as_ref())];
    for (key, value) in texts {
        if let Some(value) = value {
            put(file.get_mut(key), value.as_str());
        }
    }
    for (key, day) in [("starts_on", start.starts_on), ("ends_on", start.ends_on)] {
        if let Ok(day) = day.to_string().parse::<Value>() {
            put(file.get_mut(key), day);
        }
    }
    let mut first = None;
    if let Some(stations) = file.get_mut("stations").and_then(Item::as_array_of_tables_mut) {
        while stations.len() > 1 {
            stations.remove(stations.len() - 1);
        }
        let iata = stations.get_mut(0).and_then(|station| station.get_mut("iata"));
        first = iata.as_deref().and_then(Item::as_str).map(str::to_owned);
        put(iata, start.station.as_str());
    }
    let couriers = file.get_mut("delivery").and_then(|delivery| delivery.get_mut("couriers"));
    if let Some(couriers) = couriers.and_then(Item::as_array_of_tables_mut) {
        couriers.retain(|courier| courier.get("station").and_then(Item::as_str) == first.as_deref());
        for courier in couriers.iter_mut() {
            put(courier.get_mut("station"), start.station.as_str());
            // Another station has other places.
            if first.as_deref() != Some(start.station.as_str()) {
                courier.remove("start_desk");
            }
        }
    }
    file.to_string()
}

/// Puts a value where another one stands; what surrounds that one stays.
fn put(item: Option<&mut Item>, value: impl Into<Value>) {
    if let Some(old) = item.and_then(Item::as_value_mut) {
        let decor = old.decor().clone();
        *old = value.into();
        *old.decor_mut() = decor;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, read_campaign};
    use super::*;

    #[test]
    fn every_example_is_a_good_start_at_any_station() {
        let day = |text: &str| text.parse().expect("a day");
        for example in Example::ALL {
            let start = Start {
                slug: "spring-2026".to_owned(),
                name: "Spring \"26".to_owned(),
                starts_on: day("2026-04-01"),
                ends_on: day("2026-04-03"),
                station: "MAD".to_owned(),
                goal: (example == &Example::Winter).then(|| "Boots for hikers".to_owned()),
            };
            let text = started(*example, &start);
            let campaign = read_campaign(&text, &Known::default());
            let campaign = campaign.unwrap_or_else(|faults| panic!("{example}: {faults:?}"));
            assert_eq!(campaign.goal == "Boots for hikers", start.goal.is_some());
            assert_eq!((campaign.slug, campaign.name), (start.slug, start.name));
            assert_eq!((campaign.starts_on, campaign.ends_on), (start.starts_on, start.ends_on));
            assert_eq!(campaign.stations.iter().map(|one| one.iata.as_str()).collect::<Vec<_>>(), ["MAD"]);
            assert!(!campaign.delivery.couriers.is_empty());
            assert!(campaign.delivery.couriers.iter().all(|one| one.station == "MAD"), "{example}");
            assert!(text.contains('#'), "its comments stay");
        }
    }
}
