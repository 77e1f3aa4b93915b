//! A campaign as its owner writes it: the file `campaigns/<slug>.toml` has exactly this shape.
//!
//! Reading and linting live in `formats`; this is the meaning. Instants of day are local to the station.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::campaign_care::{CARE_VARIABLES, CannedAnswer, CareRules};
pub use super::campaign_state::CampaignState;
use super::delivery::HandOverPoint;
use super::follow_up::PostAs;
use super::language::Language;
use super::money::{Currency, Money};
use super::post::Network;
use super::posting_rule::PostingRule;

words! {
    /// What the campaign is for.
    Pillar {
        /// Help and make good.
        Service = "service",
        /// Be talked about.
        Brand = "brand",
        /// Sell.
        Commerce = "commerce",
    }
}

words! {
    /// Whom the campaign may listen to.
    ListeningMode {
        /// Travellers who joined the programme with their handle.
        OptIn = "opt_in",
        /// Also people who address the airline.
        Mention = "mention",
        /// Also anyone public, under a signed impact assessment.
        OpenSearch = "open_search",
    }
}

words! {
    /// Figures a target can be set on.
    TargetMetric {
        /// Gifts handed over.
        HandOvers = "hand_overs",
        /// Impressions of our posts.
        Impressions = "impressions",
        /// Share of approved gifts handed over in their window, percent.
        OnTimePercent = "on_time_percent",
        /// Share of complaints answered in an hour, percent.
        AnsweredInHourPercent = "answered_in_hour_percent",
        /// Consents to publication.
        PublicationConsents = "publication_consents",
    }
}

words! {
    /// What engagements are divided by.
    #[derive(Default)]
    Denominator {
        /// How often a post was shown.
        #[default]
        Impressions = "impressions",
        /// How often a video or post was watched.
        Views = "views",
        /// How many people saw a post.
        Reach = "reach",
    }
}

words! {
    /// Where a gift serves the traveller.
    UseOn {
        /// In the airport or on board.
        Flight = "flight",
        /// At the destination.
        Trip = "trip",
        /// Back home.
        Home = "home",
    }
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Name in file names and addresses: lower case letters, digits, hyphens.
    pub slug: String,
    /// Name on pages.
    pub name: String,
    /// What it should achieve, one sentence.
    pub goal: String,
    /// The person or team that answers for it.
    pub owner: String,
    /// What it is for.
    pub pillar: Pillar,
    /// The one currency it counts in.
    pub currency: Currency,
    /// Languages it serves people in.
    pub languages: Vec<Language>,
    /// How its texts should sound.
    pub tone: String,
    /// First day, local to the stations.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Share of eligible travellers held out at random, 0 to 50 percent.
    pub hold_out_percent: u8,
    /// Days in which nobody gets a second gift.
    pub cool_down_days: u16,
    /// What success means; locked when the campaign goes live.
    pub targets: Vec<Target>,
    /// What the engagement rate divides by; locked when the campaign goes live.
    #[serde(default)]
    pub engagement_by: Denominator,
    /// Where it happens.
    pub stations: Vec<StationScope>,
    /// What it may spend.
    pub caps: Caps,
    /// What it can give.
    pub gifts: Vec<GiftIdea>,
    /// Whom and what it excludes.
    #[serde(default)]
    pub rules: Rules,
    /// Whom it may listen to, on which basis.
    pub listening: Listening,
    /// How gifts reach people.
    pub delivery: DeliveryRules,
    /// Who approves what, by amount, in rising order.
    pub approval: Vec<ApprovalTier>,
    /// What is written afterwards.
    pub follow_up: FollowUpRules,
    /// What the care desk begins with.
    #[serde(default, skip_serializing_if = "CareRules::is_empty")]
    pub care: CareRules,
}

impl Campaign {
    /// How many approvers a price needs: the first tier that covers it, the last tier beyond all.
    pub fn approvers_for(&self, cost_minor: i64) -> u8 {
        let tier = self.approval.iter().find(|tier| cost_minor <= tier.up_to.minor).or_else(|| self.approval.last());
        tier.map_or(1, |tier| tier.approvers.max(1))
    }
}

/// One target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The figure.
    pub metric: TargetMetric,
    /// The value to reach.
    pub value: u64,
}

/// A station and where at it gifts are handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StationScope {
    /// IATA code.
    pub iata: String,
    /// At departure gates, arrival gates or both.
    pub hand_over: Vec<HandOverPoint>,
    /// The station's share of the money, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Money>,
}

/// Upper limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// Money of the whole campaign.
    pub campaign: Money,
    /// Money of one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Money>,
    /// Most that one gift may cost, tax included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<Money>,
    /// Most that one person may get in a cool-down period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Money>,
    /// Number of gifts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gifts: Option<u32>,
    /// Money for calls of networks that ask for some (X). Without it they are neither listened to nor posted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_calls: Option<Money>,
    /// Minutes of staff, preparation and hand-over together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_minutes: Option<u32>,
}

/// A gift idea of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiftIdea {
    /// Name in files.
    pub slug: String,
    /// Name on pages, per language; English at least.
    pub name: BTreeMap<Language, String>,
    /// Price without tax.
    pub cost: Money,
    /// Tax on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Money>,
    /// Pieces there are.
    pub stock: u32,
    /// Minutes from approval until it lies at the desk.
    #[serde(default)]
    pub lead_minutes: u32,
    /// Weight in grams.
    #[serde(default)]
    pub weight_grams: u32,
    /// Longest side in centimetres.
    #[serde(default)]
    pub size_cm: u32,
    /// Liquid in millilitres; over 100 ml it can't be carried through security.
    #[serde(default)]
    pub liquid_ml: u32,
    /// Youngest age it may be given to.
    #[serde(default)]
    pub min_age: u8,
    /// What it contains, for customs and diets: `alcohol`, `meat`, `dairy`, `nuts`, `plants` ...
    #[serde(default)]
    pub contains: BTreeSet<String>,
    /// Interests it serves (tags of the listen step).
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// Occasions it serves.
    #[serde(default)]
    pub occasions: BTreeSet<String>,
    /// Where it serves the traveller.
    pub use_on: UseOn,
    /// Staff minutes to buy, wrap and bring it.
    #[serde(default)]
    pub effort_minutes: u32,
    /// How much it delights whoever gets it, 0 to 100, the planner's judgement.
    #[serde(default)]
    pub benefit: u32,
}

impl GiftIdea {
    /// Price with tax, minor units of the campaign's currency.
    pub fn full_cost_minor(&self) -> i64 {
        self.cost.minor.saturating_add(self.tax.map_or(0, |tax| tax.minor))
    }

    /// Whether it is just a note: for everybody, without a price.
    pub fn is_note(&self) -> bool {
        self.full_cost_minor() == 0 && self.tags.is_empty() && self.occasions.is_empty()
    }

    /// The name in a language, English where it is missing.
    pub fn name_in(&self, language: Language) -> &str {
        self.name.get(&language).or_else(|| self.name.get(&Language::En)).map_or(&self.slug, String::as_str)
    }
}

/// Whom and what the campaign excludes. The limits of tact are part of the product: a file can only tighten them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Facts from posts behind one gift, at most 2.
    pub max_facts: u8,
    /// Oldest fact in days, at most 14, unless the post addressed us.
    pub max_fact_age_days: u8,
    /// Destinations (IATA) that get nothing.
    pub exclude_destinations: BTreeSet<String>,
    /// Contents forbidden by destination country or station: `"JP" = ["meat", "plants"]`.
    pub forbidden_contents: BTreeMap<String, BTreeSet<String>>,
    /// Whether people with an open complaint are left to the care team.
    pub skip_open_complaint: bool,
    /// Whether the campaign is for travellers who may leave the airline: with a tier, and with a complaint written after a
    /// flight of theirs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_may_leave: bool,
    /// At most this share of gifts to elite tiers, percent.
    pub elite_percent_max: Option<u8>,
    /// At least this many gifts per language, where candidates allow.
    pub language_min: BTreeMap<Language, u32>,
    /// What the bands in the bookings' `value_band` rest on, in words: which model, over which time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_model: Option<String>,
    /// The discount rate of that model, percent a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_discount_percent: Option<u8>,
    /// Points of each band in a score, at most 100; none, as by default, weighs nobody by value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub value_points: BTreeMap<String, u8>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            max_facts: 2,
            max_fact_age_days: 14,
            exclude_destinations: BTreeSet::new(),
            forbidden_contents: BTreeMap::new(),
            skip_open_complaint: true,
            only_may_leave: false,
            elite_percent_max: None,
            language_min: BTreeMap::new(),
            value_model: None,
            value_discount_percent: None,
            value_points: BTreeMap::new(),
        }
    }
}

/// Whom the campaign may listen to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listening {
    /// The widest basis it may use.
    pub mode: ListeningMode,
    /// Networks it reads.
    pub networks: Vec<Network>,
    /// Our own handles; a post that names one addresses us.
    #[serde(default)]
    pub mentions: BTreeSet<String>,
    /// The signed impact assessment that open search needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
}

/// A dated data protection impact assessment; it covers 90 days from its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The privacy officer who signed.
    pub signed_by: String,
    /// When.
    pub signed_on: NaiveDate,
}

impl Assessment {
    /// Days it stays valid.
    pub const VALID_DAYS: i64 = 90;

    /// Whether it covers a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        (0..=Self::VALID_DAYS).contains(&(day - self.signed_on).num_days())
    }
}

/// How gifts reach people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryRules {
    /// Minutes one hand-over takes.
    #[serde(default = "three")]
    pub service_minutes: u32,
    /// Minutes before gate closure by which a hand-over must be over.
    #[serde(default)]
    pub before_closure_minutes: u32,
    /// Minutes after arrival at the gate when an arrival hand-over may start.
    #[serde(default = "three")]
    pub arrival_opens_minutes: u32,
    /// Minutes after arrival at the gate when it must be over.
    #[serde(default = "twenty")]
    pub arrival_closes_minutes: u32,
    /// Who carries.
    pub couriers: Vec<CourierShift>,
}

const fn three() -> u32 {
    3
}

const fn twenty() -> u32 {
    20
}

/// A courier's shift, the same on each day of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourierShift {
    /// Name or number on lists.
    pub name: String,
    /// Station.
    pub station: String,
    /// Start, local time.
    pub from: NaiveTime,
    /// End, local time; before `from` means after midnight.
    pub to: NaiveTime,
    /// Gifts carried at once.
    pub capacity: u32,
    /// Named place of the station's walking map where rounds begin and end and gifts are fetched; without one, the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_desk: Option<String>,
}

/// How many people approve a gift up to an amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalTier {
    /// Up to this price, tax included.
    pub up_to: Money,
    /// This many approvers, besides the proposer.
    pub approvers: u8,
}

/// What is written afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpRules {
    /// Networks it posts on.
    pub networks: Vec<Network>,
    /// Hours after arrival before anything is posted, at least 3.
    pub hours_after_arrival: u32,
    /// When a post goes out, as a rule about the landing: `landing + 3 h`, `next day 10:00 station time`. Never before
    /// `hours_after_arrival` are over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Where `{{ link }}` leads, by a short address of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether network and campaign are added to that address (`utm_source`, `utm_medium`, `utm_campaign`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub link_tags: bool,
    /// Whether it is a post of its own (default), a reply to the traveller's post or a quote of it. Both need their consent to the handle.
    #[serde(default = "own_post", rename = "as", skip_serializing_if = "PostAs::is_own")]
    pub way: PostAs,
    /// One template per language (Tera; variables: `first_name`, `gift`, `city`, `campaign`, `link`).
    pub templates: BTreeMap<Language, String>,
}

const fn own_post() -> PostAs {
    PostAs::Post
}

impl FollowUpRules {
    /// The rule of `when`; none where there is none, or it can't be read (a file with such a rule is refused).
    pub fn posting_rule(&self) -> Option<PostingRule> {
        self.when.as_deref().and_then(|rule| rule.parse().ok())
    }
}

/// Variables a follow-up template may use.
pub const TEMPLATE_VARIABLES: [&str; 5] = ["first_name", "gift", "city", "campaign", "link"];
