//! "Just a note": an idea for everybody, without a price. Where a campaign's file has none, this one can be added to it.

use serde::Deserialize;

use crate::domain::campaign::{Campaign, GiftIdea};
use crate::domain::money::Money;

/// How it stands in a file, but for its slug and currency.
const TEXT: &str = r#"
[[gifts]]
slug = "SLUG"
name.en = "A hand-written note"
name.nl = "Een handgeschreven kaartje"
name.es = "Una nota escrita a mano"
name.de = "Ein handgeschriebener Gruß"
name.ja = "手書きのカード"
cost = "COST"
stock = 200
lead_minutes = 5
weight_grams = 10
size_cm = 15
use_on = "flight"
effort_minutes = 5
benefit = 35
"#;

/// The note of a campaign that declares none.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardNote {
    /// The idea.
    pub idea: GiftIdea,
    /// What its file gets for it, at the end.
    pub text: String,
}

#[derive(Deserialize)]
struct Gifts {
    gifts: Vec<GiftIdea>,
}

/// The note for a campaign; none where one of its ideas is just a note already.
pub fn standard_note(campaign: &Campaign) -> Option<StandardNote> {
    if campaign.gifts.iter().any(GiftIdea::is_note) {
        return None;
    }
    let is_taken = |slug: &str| campaign.gifts.iter().any(|idea| idea.slug == slug);
    let slug = ["just-a-note", "hand-written-note"].into_iter().find(|slug| !is_taken(slug))?;
    let cost = Money::new(0, campaign.currency).to_string();
    let text = TEXT.replace("SLUG", slug).replace("COST", &cost);
    let idea = toml::from_str::<Gifts>(&text).ok()?.gifts.pop()?;
    Some(StandardNote { idea, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::campaign::{Known, read_campaign};

    const FILE: &str = include_str!("../../../campaigns/winter-escape.toml");

    #[test]
    fn a_file_without_a_note_takes_one_and_then_has_it() {
        let campaign = read_campaign(FILE, &Known::default()).expect("a campaign");
        let note = standard_note(&campaign).expect("it has none");
        assert!(note.idea.is_note() && note.idea.cost.currency == campaign.currency);
        assert_eq!(note.idea.name.len(), 5, "in every language");
        let with = read_campaign(&format!("{FILE}{}", note.text), &Known::default()).expect("still a campaign");
        assert_eq!(with.gifts.last(), Some(&note.idea));
        assert_eq!(standard_note(&with), None);
        let taken = Campaign { gifts: vec![GiftIdea { benefit: 90, ..campaign.gifts[0].clone() }], ..campaign };
        let taken =
            Campaign { gifts: vec![GiftIdea { slug: "just-a-note".into(), ..taken.gifts[0].clone() }], ..taken };
        assert_eq!(standard_note(&taken).expect("another name").idea.slug, "hand-written-note");
    }
}
