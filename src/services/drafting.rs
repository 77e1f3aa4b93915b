//! Drafts of follow-up posts from a campaign's templates, and the short addresses in them.
//!
//! Invariant: a short address leads where the campaign's file says, never where a request does.

use super::Error;
use super::campaigns::LoadedCampaign;
use crate::app::App;
use crate::domain::campaign::FollowUpRules;
use crate::domain::flight::Flight;
use crate::domain::follow_up::{FollowUp, FollowUpState, May, PostAs, Target};
use crate::domain::gift::GiftState;
use crate::domain::id::{FollowUpId, GiftId, LegId, MatchId, PersonId};
use crate::domain::post::Network;
use crate::domain::posting_rule::earliest_of;
use crate::domain::station::find_station;
use crate::formats::follow_up_text::{TemplateValues, render_template};
use crate::networks::Outlet;
use crate::store::gift::StoredGift;

/// Letters of a code, as of a card's; ten of them are 50 bits.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CODE_LENGTH: usize = 10;

/// A draft with the traveller it tells of, and the short address in it: its code and where that leads.
struct Drafted {
    post: FollowUp,
    person: PersonId,
    link: Option<(String, String)>,
}

/// Drafts one post a gift for those that have none, on the network the traveller wrote on where the campaign uses it.
pub async fn draft(app: &App, loaded: &LoadedCampaign) -> Result<usize, Error> {
    draft_for(app, loaded, None).await
}

/// The same for gifts that somebody approved of. The networks say which of them know quotes; one that can't be asked is asked
/// again the next time.
pub async fn draft_approved(app: &App, loaded: &LoadedCampaign, outlet: &Outlet) -> Result<usize, Error> {
    draft_for(app, loaded, Some(outlet)).await
}

async fn draft_for(app: &App, loaded: &LoadedCampaign, outlet: Option<&Outlet>) -> Result<usize, Error> {
    let now = app.now();
    let have: Vec<GiftId> = app.store.list_follow_ups(loaded.id).await?.iter().map(|post| post.gift).collect();
    let flights: Vec<(LegId, Flight)> = app.store.list_flights().await?;
    let networks = app.store.candidate_networks(loaded.id).await?;
    let (mut drafts, mut quotes) = (0, None);
    for gift in app.store.list_gifts(loaded.id).await? {
        if have.contains(&gift.gift.id)
            || matches!(gift.gift.state, GiftState::Withdrawn | GiftState::Missed | GiftState::Declined)
            || (outlet.is_some() && matches!(gift.gift.state, GiftState::Draft | GiftState::Proposed))
        {
            continue;
        }
        let Some((_, flight)) = flights.iter().find(|(id, _)| *id == gift.leg) else { continue };
        let wrote_on = networks.get(&gift.candidate).copied();
        if let (None, Some(outlet)) = (quotes, outlet.filter(|_| matters(&loaded.campaign.follow_up, wrote_on))) {
            let Ok(known) = outlet.knows_quotes(Network::Mastodon, now).await else { continue };
            quotes = Some(known);
        }
        let may_quote = quotes.unwrap_or_default();
        let drafted = draft_one(app, loaded, &gift, flight, (wrote_on, may_quote)).await?;
        let Some(Drafted { post, person, link }) = drafted else { continue };
        let mut tx = app.store.begin().await?;
        if app.store.add_follow_up(&mut tx, loaded.id, &post, person, now).await? {
            if let Some((code, target)) = link {
                tx.add_short_link(&code, post.id, &target, now).await?;
            }
            drafts += 1;
        }
        tx.commit().await?;
    }
    Ok(drafts)
}

/// Whether a server has to say whether it knows quotes.
fn matters(rules: &FollowUpRules, wrote_on: Option<Network>) -> bool {
    let there = wrote_on == Some(Network::Mastodon) && rules.networks.contains(&Network::Mastodon);
    rules.way == PostAs::Quote && there
}

async fn draft_one(
    app: &App,
    loaded: &LoadedCampaign,
    gift: &StoredGift,
    flight: &Flight,
    (wrote_on, may_quote): (Option<Network>, bool),
) -> Result<Option<Drafted>, Error> {
    let campaign = &loaded.campaign;
    let rules = &campaign.follow_up;
    let network =
        wrote_on.filter(|network| rules.networks.contains(network)).or_else(|| rules.networks.first().copied());
    let (Some(network), Some(template)) = (network, rules.templates.get(&gift.language)) else { return Ok(None) };
    let Some(passenger) = app.store.find_passenger(gift.traveller, gift.leg).await? else { return Ok(None) };
    let idea = campaign.gifts.iter().find(|idea| idea.slug == gift.idea);
    let link = target(rules, &campaign.slug, network).map(|target| (new_code(app), target));
    let address = link.as_ref().map(|(code, _)| address_of(app, code)).unwrap_or_default();
    let values = TemplateValues {
        first_name: passenger.booking.first_name(),
        gift: idea.map_or(gift.idea.as_str(), |idea| idea.name_in(gift.language)),
        city: find_station(&flight.leg.destination).map_or(flight.leg.destination.as_str(), |station| station.city),
        campaign: &campaign.name,
        link: &address,
    };
    let text = render_template(template, &values).map_err(|fault| Error::Campaign(fault.to_string()))?;
    // Only the network that they wrote on has their post.
    let target = match wrote_on.filter(|wrote_on| *wrote_on == network) {
        Some(network) => target_of(app, (rules.way, may_quote), network, gift.candidate).await?,
        None => None,
    };
    // A flight that does not take place holds the post when it is queued; the plan stands in until then.
    let planned = || flight.scheduled_departure_at;
    let earliest = earliest_of(flight, rules.hours_after_arrival, rules.posting_rule());
    let post = FollowUp {
        id: FollowUpId::mint(app.now(), &mut *app.rng()),
        gift: gift.gift.id,
        network,
        language: gift.language,
        text,
        photo: None,
        target,
        state: FollowUpState::Draft,
        earliest_at: earliest.unwrap_or_else(planned),
    };
    Ok(Some(Drafted { post, person: passenger.person, link }))
}

/// The traveller's post that the follow-up post answers or quotes, where campaign and network let it.
async fn target_of(
    app: &App,
    (way, quote): (PostAs, bool),
    network: Network,
    candidate: MatchId,
) -> Result<Option<Target>, Error> {
    if way.is_own() {
        return Ok(None);
    }
    let Some(candidate) = app.store.begin().await?.find_candidate(candidate).await? else { return Ok(None) };
    let Some(post) = app.store.find_post(candidate.post).await? else { return Ok(None) };
    let may = May { answer: post.addressed_us, quote };
    Ok(Target::of(way, network, &post.external_id, post.record, may))
}

/// The whole short address of a code.
pub(super) fn address_of(app: &App, code: &str) -> String {
    format!("{}/r/{code}", app.outside().address)
}

fn new_code(app: &App) -> String {
    let bytes = app.store.keys().random::<CODE_LENGTH>();
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// Where a campaign's posts on a network lead; nothing of whom they tell of.
fn target(rules: &FollowUpRules, slug: &str, network: Network) -> Option<String> {
    let link = rules.link.as_ref()?;
    if !rules.link_tags {
        return Some(link.clone());
    }
    let (page, part) =
        link.split_once('#').map_or((link.as_str(), String::new()), |(page, part)| (page, format!("#{part}")));
    let joined = if page.contains('?') { '&' } else { '?' };
    Some(format!("{page}{joined}utm_source={network}&utm_medium=social&utm_campaign={slug}{part}"))
}

/// Where a short address leads, for whoever follows it; none where there is no such code. `counts`: whether that is a click.
pub async fn follow(app: &App, code: &str, counts: bool) -> Result<Option<String>, Error> {
    let letters = |code: &str| code.len() == CODE_LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
    if !letters(code) {
        return Ok(None);
    }
    let target = app.store.find_short_link(code).await?;
    if counts && target.is_some() {
        let mut tx = app.store.begin().await?;
        tx.count_click(code).await?;
        tx.commit().await?;
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn tags_name_network_and_campaign_and_only_where_the_campaign_says_so() {
        let rules = |link: Option<&str>, link_tags| FollowUpRules {
            networks: Vec::new(),
            hours_after_arrival: 3,
            when: None,
            link: link.map(str::to_owned),
            link_tags,
            way: PostAs::Post,
            templates: BTreeMap::new(),
        };
        let target = |link, tags| target(&rules(link, tags), "surprise", Network::Bluesky);
        assert_eq!(target(None, true), None);
        assert_eq!(
            target(Some("https://klm.example/x?a=1#top"), false).as_deref(),
            Some("https://klm.example/x?a=1#top")
        );
        let tags = "utm_source=bluesky&utm_medium=social&utm_campaign=surprise";
        assert_eq!(target(Some("https://klm.example/x"), true), Some(format!("https://klm.example/x?{tags}")));
        assert_eq!(
            target(Some("https://klm.example/x?a=1#top"), true),
            Some(format!("https://klm.example/x?a=1&{tags}#top"))
        );
    }
}
