//! Editing a campaign that is in the store: everything wrong with an edit at once, what it changes, and saving it.
//!
//! The file stays the source: what is saved is its text, whole. Nothing that was promised can be edited away: limits stay
//! above what they hold already, and a live campaign keeps its targets and never widens whom it listens to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::campaigns::{LoadedCampaign, caps, couriers, understand};
use super::{Error, planning, rounds, stations};
use crate::app::App;
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::{Campaign, CampaignState, ListeningMode};
use crate::domain::delivery::Courier;
use crate::domain::gift::GiftState;
use crate::domain::ledger::Balance;
use crate::domain::refusal::Refusal;
use crate::formats::campaign::{Change, Fault, Known, campaign_diff, read_campaign_bytes};
use crate::rounds::station::StationMaps;
use crate::signals::{interest_tags, occasion_tags};
use crate::store::sealing::content_hash;

/// An edit, judged.
#[derive(Debug)]
pub struct Judged {
    /// The campaign as it would be; none while something is wrong.
    pub campaign: Option<Campaign>,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<Fault>,
    /// What changes, in the order of the file.
    pub changes: Vec<Change>,
}

/// A campaign with its file as it is stored.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The campaign.
    pub loaded: LoadedCampaign,
    /// Its file.
    pub source: String,
    /// SHA-256 of it.
    pub hash: String,
}

/// The campaign with its file as it is stored.
pub async fn open(app: &App, slug: &str) -> Result<Opened, Error> {
    let missing = || Error::NotFound { what: "campaign", name: slug.to_owned() };
    let stored = app.store.find_campaign(slug).await?.ok_or_else(missing)?;
    Ok(Opened { loaded: understand(&stored)?, source: stored.source, hash: stored.source_hash })
}

/// Judges a text as the new file of a campaign.
pub async fn judge(app: &App, loaded: &LoadedCampaign, source: &str) -> Result<Judged, Error> {
    let campaign = match read(app.stations(), source.as_bytes()) {
        Ok(campaign) => campaign,
        Err(faults) => return Ok(Judged { campaign: None, faults, changes: Vec::new() }),
    };
    let balances = app.store.balances(loaded.id).await?;
    let mut faults = forbidden(&loaded.campaign, &campaign, loaded.state);
    faults.extend(below_promised(&campaign, &balances));
    faults.extend(ideas_missed(app, loaded, &campaign).await?);
    faults.extend(couriers_missed(app, loaded, &campaign).await?);
    let changes = campaign_diff(&loaded.campaign, &campaign);
    Ok(Judged { campaign: faults.is_empty().then_some(campaign), faults, changes })
}

/// Saves a text as the new file of a campaign, where the stored one is still the one it was made from. Gives what is wrong
/// with it; then nothing was saved.
pub async fn save(app: &App, slug: &str, source: &str, base: &str, by: &Actor) -> Result<Vec<Fault>, Error> {
    if by.role != Role::Planner {
        let refusal = Refusal::WrongRole { role: by.role.as_str(), action: "edit a campaign", who: "a planner" };
        return Err(refusal.into());
    }
    let loaded = open(app, slug).await?.loaded;
    if loaded.state == CampaignState::Closed {
        let (state, wanted) = (loaded.state.as_str(), "not closed yet");
        return Err(Refusal::WrongState { thing: "campaign", state, wanted, action: "edited" }.into());
    }
    let judged = judge(app, &loaded, source).await?;
    let Some(campaign) = judged.campaign else { return Ok(judged.faults) };
    let now = app.now();
    let hash = content_hash(&[source]);
    let (missing, gone) = shifts(app, &loaded, &campaign).await?;
    let mut tx = app.store.begin().await?;
    // What was promised is read again under lock: a gift may have been approved since.
    let balances = tx.lock_balances(loaded.id).await?;
    let faults = below_promised(&campaign, &balances);
    if !faults.is_empty() {
        return Ok(faults);
    }
    tx.save_source(loaded.id, base, &campaign, (source, &hash), now).await?;
    let limits: BTreeMap<String, i64> = caps(&campaign).into_iter().collect();
    for (cap, limit) in &limits {
        tx.set_limit(loaded.id, cap, *limit).await?;
    }
    for (cap, _) in balances.iter().filter(|(cap, _)| !limits.contains_key(cap)) {
        tx.lift_limit(loaded.id, cap).await?;
    }
    for courier in &gone {
        tx.remove_courier(courier.id).await?;
    }
    for courier in &missing {
        tx.add_courier(loaded.id, courier).await?;
        tx.set_shift(loaded.id, courier).await?;
    }
    let paths: Vec<_> = judged.changes.iter().map(|change| change.path.as_str()).collect();
    let detail = json!({ "from": base, "to": hash, "changed": paths });
    tx.audit(by, "campaign.edit", &loaded.id.to_string(), detail, now);
    tx.commit().await?;
    let loaded = LoadedCampaign { campaign, ..loaded };
    if loaded.state == CampaignState::Live {
        let seed = planning::draw_seed(app);
        for scope in &loaded.campaign.stations {
            rounds::replan_station(app, &loaded, &scope.iata, seed).await?;
        }
    }
    Ok(Vec::new())
}

/// Reads a file against everything that an installation with these walking maps knows; gives all faults at once.
pub fn read(own: &StationMaps, file: &[u8]) -> Result<Campaign, Vec<Fault>> {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    let (stations, tags, occasions) = (stations::known(own), set(interest_tags()), set(occasion_tags()));
    let places = stations::places_by_station(own).ok();
    let known =
        Known { stations: Some(&stations), tags: Some(&tags), occasions: Some(&occasions), places: places.as_ref() };
    read_campaign_bytes(file, &known)
}

fn fault(path: impl Into<String>, code: &'static str, message: impl Into<String>, remedy: &str) -> Fault {
    Fault { line: 1, column: 1, path: path.into(), code, message: message.into(), remedy: remedy.to_owned() }
}

/// What a campaign's state keeps from being edited.
fn forbidden(old: &Campaign, new: &Campaign, state: CampaignState) -> Vec<Fault> {
    let mut faults = Vec::new();
    if old.slug != new.slug {
        faults.push(fault(
            "slug",
            "fixed",
            "addresses and files carry this name",
            "make a new campaign of another name",
        ));
    }
    if old.currency != new.currency {
        faults.push(fault(
            "currency",
            "fixed",
            "its ledger counts in one currency",
            "make a new campaign for another one",
        ));
    }
    if matches!(state, CampaignState::Draft | CampaignState::Rehearsal) {
        return faults;
    }
    if old.targets != new.targets {
        let message = "targets were locked when the campaign went live";
        faults.push(fault(
            "targets",
            "targets_locked",
            message,
            "leave them as they are; the report tells how far it came",
        ));
    }
    if old.engagement_by != new.engagement_by {
        let message = "what the engagement rate divides by was locked when the campaign went live";
        faults.push(fault(
            "engagement_by",
            "denominator_locked",
            message,
            "leave it as it is; the report tells the other rates beside it",
        ));
    }
    let width = |mode| match mode {
        ListeningMode::OptIn => 0,
        ListeningMode::Mention => 1,
        ListeningMode::OpenSearch => 2,
    };
    if width(new.listening.mode) > width(old.listening.mode) {
        let message = "a campaign under way can't listen to more people than it was started for";
        faults.push(fault("listening.mode", "wider_basis", message, "start a new campaign on a signed basis"));
    }
    faults
}

/// Limits below what they hold already.
fn below_promised(new: &Campaign, balances: &[(String, Balance)]) -> Vec<Fault> {
    let limits: BTreeMap<String, i64> = caps(new).into_iter().collect();
    let mut faults = Vec::new();
    for (cap, balance) in balances {
        let used = balance.reserved + balance.committed;
        if limits.get(cap).is_some_and(|limit| *limit < used) {
            let shown = if is_money(cap) {
                crate::domain::money::Money::new(used, new.currency).to_string()
            } else {
                used.to_string()
            };
            let message = format!("{shown} of it are promised or spent already");
            faults.push(fault(path_of(new, cap), "below_promised", message, "allow at least that much"));
        }
    }
    // A day's cap is one field for all days.
    faults.dedup_by(|one, other| one.path == other.path);
    faults
}

fn is_money(cap: &str) -> bool {
    cap == "money" || cap.starts_with("day:") || cap.starts_with("station:")
}

/// Where a cap stands in the file.
fn path_of(campaign: &Campaign, cap: &str) -> String {
    let (kind, what) = cap.split_once(':').unwrap_or((cap, ""));
    match kind {
        "money" => "caps.campaign".to_owned(),
        "day" => "caps.day".to_owned(),
        "station" => {
            let place = campaign.stations.iter().position(|scope| scope.iata == what).unwrap_or_default();
            format!("stations[{place}].budget")
        }
        "stock" => {
            let place = campaign.gifts.iter().position(|idea| idea.slug == what).unwrap_or_default();
            format!("gifts[{place}].stock")
        }
        other => format!("caps.{other}"),
    }
}

type Key = (String, String, chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>);

fn key(courier: &Courier) -> Key {
    (courier.station.clone(), courier.name.clone(), courier.shift.opens_at, courier.shift.closes_at)
}

/// Shifts that an edit adds or whose load it changes, and shifts that it takes away and that are not over yet.
async fn shifts(app: &App, loaded: &LoadedCampaign, new: &Campaign) -> Result<(Vec<Courier>, Vec<Courier>), Error> {
    let wanted = couriers(app, new);
    let known = app.store.list_couriers(loaded.id).await?;
    let now = app.now();
    let keys: BTreeSet<Key> = wanted.iter().map(key).collect();
    let gone = known.iter().filter(|one| one.shift.closes_at > now && !keys.contains(&key(one))).cloned().collect();
    let set: BTreeMap<Key, _> = known.iter().map(|one| (key(one), (one.capacity, &one.start_desk))).collect();
    let missing =
        wanted.into_iter().filter(|one| set.get(&key(one)) != Some(&(one.capacity, &one.start_desk))).collect();
    Ok((missing, gone))
}

/// Gift ideas an edit takes away while people were promised them or have them: plans and pages still need them.
async fn ideas_missed(app: &App, loaded: &LoadedCampaign, new: &Campaign) -> Result<Vec<Fault>, Error> {
    let kept: BTreeSet<&str> = new.gifts.iter().map(|idea| idea.slug.as_str()).collect();
    if loaded.campaign.gifts.iter().all(|idea| kept.contains(idea.slug.as_str())) {
        return Ok(Vec::new());
    }
    let gifts = app.store.list_gifts(loaded.id).await?;
    let is_free = |state: GiftState| matches!(state, GiftState::Draft | GiftState::Withdrawn);
    let missed = gifts.iter().filter(|gift| !is_free(gift.gift.state) && !kept.contains(gift.idea.as_str()));
    let names: BTreeSet<&str> = missed.map(|gift| gift.idea.as_str()).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let message = format!("people were promised {} or have it", names.into_iter().collect::<Vec<_>>().join(", "));
    Ok(vec![fault("gifts", "gift_in_use", message, "lower its stock instead: then nobody else gets it")])
}

/// Couriers an edit takes away while they have gifts to bring.
async fn couriers_missed(app: &App, loaded: &LoadedCampaign, new: &Campaign) -> Result<Vec<Fault>, Error> {
    let (_, gone) = shifts(app, loaded, new).await?;
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let busy: BTreeSet<_> = app.store.list_stops(loaded.id).await?.into_iter().map(|stop| stop.courier).collect();
    let names: BTreeSet<_> = gone.iter().filter(|one| busy.contains(&one.id)).map(|one| one.name.as_str()).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let message = format!("{names} still have gifts to bring");
    Ok(vec![fault("delivery.couriers", "courier_in_use", message, "let that shift end, then take it out")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::campaign::{campaign_template, read_campaign};

    fn codes(from: &str, to: &str, state: CampaignState) -> Vec<(String, &'static str)> {
        let old = read_campaign(&campaign_template("small"), &Known::default()).expect("valid");
        let text = campaign_template("small").replace(from, to);
        let new = read_campaign(&text, &Known::default()).expect("valid");
        forbidden(&old, &new, state).into_iter().map(|fault| (fault.path, fault.code)).collect()
    }

    #[test]
    fn a_live_campaign_keeps_its_targets_and_never_listens_to_more_people() {
        let wider = ("mode = \"opt_in\"", "mode = \"mention\"");
        let wide = |state| {
            let text = campaign_template("small").replace("mentions = []", "mentions = [\"klm\"]");
            let old = read_campaign(&text, &Known::default()).expect("valid");
            let new = read_campaign(&text.replace(wider.0, wider.1), &Known::default()).expect("valid");
            let back = forbidden(&new, &old, state);
            assert_eq!(back, Vec::new(), "narrower is always allowed");
            forbidden(&old, &new, state).into_iter().map(|fault| fault.code).collect::<Vec<_>>()
        };
        assert_eq!(wide(CampaignState::Draft), Vec::<&str>::new());
        assert_eq!(wide(CampaignState::Live), ["wider_basis"]);
        let target = ("value = 30", "value = 20");
        assert_eq!(codes(target.0, target.1, CampaignState::Rehearsal), []);
        assert_eq!(codes(target.0, target.1, CampaignState::Paused), [("targets".to_owned(), "targets_locked")]);
        let divided = ("engagement_by = \"impressions\"", "engagement_by = \"reach\"");
        assert_eq!(codes(divided.0, divided.1, CampaignState::Draft), []);
        let locked = [("engagement_by".to_owned(), "denominator_locked")];
        assert_eq!(codes(divided.0, divided.1, CampaignState::Live), locked);
        let renamed = codes("slug = \"small\"", "slug = \"tiny\"", CampaignState::Draft);
        assert_eq!(renamed, [("slug".to_owned(), "fixed")]);
    }

    #[test]
    fn a_limit_below_what_is_promised_is_told_beside_its_field() {
        let campaign = read_campaign(&campaign_template("small"), &Known::default()).expect("valid");
        let balance = |reserved, committed| Balance { limit: 1_000_000, reserved, committed };
        let balances = [
            ("money".to_owned(), balance(40_000, 10_001)),
            ("stock:walking-map".to_owned(), balance(0, 11)),
            ("gifts".to_owned(), balance(40, 0)),
            ("stock:gone".to_owned(), balance(3, 0)),
        ];
        let told: Vec<_> =
            below_promised(&campaign, &balances).into_iter().map(|one| (one.path, one.message)).collect();
        assert_eq!(
            told,
            [
                ("caps.campaign".to_owned(), "EUR 500.01 of it are promised or spent already".to_owned()),
                ("gifts[1].stock".to_owned(), "11 of it are promised or spent already".to_owned()),
            ]
        );
    }
}
