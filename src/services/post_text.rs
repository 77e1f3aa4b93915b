//! Editing the text of a follow-up post: the same few variables as the campaign's templates, and no longer than its network
//! takes. An edit voids whatever was approved.

use serde_json::json;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::drafting::address_of;
use super::follow_ups::names_somebody;
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::consent::ConsentKind;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{FollowUpId, GiftId, PersonId};
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::domain::station::find_station;
use crate::formats::follow_up_text::{TemplateValues, length_on, longest_on, render_template};
use crate::store::follow_up::post_hash;

/// Longest text where the network sets no limit, characters.
const LONGEST: usize = 5_000;

/// A post as its author edits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editable {
    /// The post.
    pub id: FollowUpId,
    /// Where it goes.
    pub network: Network,
    /// Its language.
    pub language: Language,
    /// Its text as it stands.
    pub text: String,
    /// What is to be seen on the photo that goes out with it.
    pub photo: Option<String>,
    /// The gift that the photo is of.
    pub gift: GiftId,
    /// Hash of what is shown.
    pub content_hash: String,
    /// How long it is, as its network counts.
    pub length: usize,
    /// How long it may be.
    pub longest: usize,
    /// Variables and what they put in.
    pub variables: Vec<(&'static str, String)>,
}

/// Why a text is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFault {
    /// `empty`, `too_long`, `mention`, or the code of a template's fault.
    pub code: &'static str,
    /// How long it would be.
    pub length: usize,
}

struct Opened {
    post: FollowUp,
    person: PersonId,
    variables: Vec<(&'static str, String)>,
    /// Whether the traveller agreed that their handle is named.
    may_name: bool,
}

/// How long a text may be on a network.
pub fn longest(network: Network) -> usize {
    longest_on(network).unwrap_or(LONGEST)
}

/// A post to edit.
pub async fn editable(app: &App, loaded: &LoadedCampaign, id: FollowUpId) -> Result<Editable, Error> {
    let Opened { post, variables, .. } = open(app, loaded, id).await?;
    Ok(Editable {
        id,
        network: post.network,
        language: post.language,
        content_hash: post_hash(&post),
        length: length_on(post.network, &post.text),
        longest: longest(post.network),
        gift: post.gift,
        photo: post.photo.map(|photo| photo.description),
        text: post.text,
        variables,
    })
}

/// Writes a planner's text over the one they saw.
pub async fn edit(
    app: &App,
    loaded: &LoadedCampaign,
    id: FollowUpId,
    seen: &str,
    template: &str,
    by: &Actor,
) -> Result<Result<(), TextFault>, Error> {
    let Opened { mut post, person, variables, may_name } = open(app, loaded, id).await?;
    // Browsers send line ends as two characters.
    let text = match rendered(&template.replace("\r\n", "\n"), &variables, post.network) {
        Ok(text) => text,
        Err(fault) => return Ok(Err(fault)),
    };
    if !may_name && names_somebody(&loaded.campaign, &text) {
        return Ok(Err(TextFault { code: "mention", length: length_on(post.network, &text) }));
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let found = tx.find_post_text(id).await?.filter(|(campaign, _)| *campaign == loaded.id);
    let (_, mut standing) = found.ok_or_else(|| missing(id))?;
    let from = standing.state;
    post.text = text;
    post.state = from;
    // What failed may have lost the post it answered: from here on it is a post of its own.
    post.target = post.target.filter(|_| from != FollowUpState::Failed);
    let new = post_hash(&post);
    standing.edit(by, seen, &new)?;
    app.store.save_post(&mut tx, &post, person, seen, by, now).await?;
    tx.audit(by, "post.edit", &id.to_string(), json!({ "content": new, "from": from }), now);
    tx.commit().await?;
    Ok(Ok(()))
}

/// The text a template makes, where it may stand on its network.
fn rendered(template: &str, variables: &[(&'static str, String)], network: Network) -> Result<String, TextFault> {
    let value = |name: &str| variables.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.as_str());
    let values = TemplateValues {
        first_name: value("first_name"),
        gift: value("gift"),
        city: value("city"),
        campaign: value("campaign"),
        link: value("link"),
    };
    let fault = |code, length| TextFault { code, length };
    let text = render_template(template, &values).map_err(|found| fault(found.code(), template.chars().count()))?;
    let length = length_on(network, &text);
    match () {
        () if text.is_empty() => Err(fault("empty", 0)),
        () if text.chars().any(|mark| mark.is_control() && mark != '\n') => Err(fault("template_not_allowed", length)),
        () if length > longest(network) => Err(fault("too_long", length)),
        () => Ok(text),
    }
}

async fn open(app: &App, loaded: &LoadedCampaign, id: FollowUpId) -> Result<Opened, Error> {
    let post = app.store.find_follow_up(loaded.id, id).await?.ok_or_else(|| missing(id))?;
    let mut tx = app.store.begin().await?;
    let gift = tx.find_gift(post.gift).await?.ok_or_else(|| missing(id))?;
    let may_name = tx.consent_granted(post.gift, ConsentKind::Handle).await?;
    drop(tx);
    let link = app.store.short_link_of(id).await?.map(|code| address_of(app, &code)).unwrap_or_default();
    let passenger = app.store.find_passenger(gift.traveller, gift.leg).await?.ok_or_else(|| missing(id))?;
    let destination = &passenger.booking.leg.destination;
    let idea = loaded.campaign.gifts.iter().find(|idea| idea.slug == gift.idea);
    let variables = vec![
        ("first_name", passenger.booking.first_name().to_owned()),
        ("gift", idea.map_or(gift.idea.as_str(), |idea| idea.name_in(post.language)).to_owned()),
        ("city", find_station(destination).map_or(destination.as_str(), |station| station.city).to_owned()),
        ("campaign", loaded.campaign.name.clone()),
        ("link", link),
    ];
    Ok(Opened { post, person: passenger.person, variables, may_name })
}

fn missing(id: FollowUpId) -> Error {
    Error::NotFound { what: "post", name: id.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(template: &str, network: Network) -> Result<String, &'static str> {
        let values = [("first_name", "Sanne".to_owned()), ("gift", "novel".to_owned())];
        rendered(template, &values, network).map_err(|fault| fault.code)
    }

    #[test]
    fn a_text_keeps_to_the_declared_variables_and_the_length_of_its_network() {
        assert_eq!(
            text("Enjoy the {{ gift }}, {{ first_name }}!\n", Network::X).as_deref(),
            Ok("Enjoy the novel, Sanne!")
        );
        assert_eq!(text("Enjoy seat {{ seat }}", Network::X), Err("template_variable"));
        assert_eq!(text("{% include \"x\" %}", Network::X), Err("template_not_allowed"));
        assert_eq!(text(" \n ", Network::X), Err("empty"));
        assert_eq!(text(&"x".repeat(281), Network::X), Err("too_long"));
        assert_eq!(text(&"x".repeat(281), Network::Bluesky).map(|text| text.len()), Ok(281));
        assert_eq!(text("a\u{1b}[2Jb", Network::Bluesky), Err("template_not_allowed"));
    }
}
