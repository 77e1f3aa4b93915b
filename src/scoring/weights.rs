//! The points of a score and the limits of a hand-over, each with its reason. Changing a number here changes every
//! plan; nothing else holds one.
//!
//! The scale is a judgement, not an estimate: what the traveller wrote about comes first, use on this very trip second,
//! and how sure we are only breaks ties. That order is KLM Surprise's own: useful, personal, now.

/// Relevance: the first interest the gift serves. The largest part, because a gift that fits is the whole point.
pub const FIRST_INTEREST: i64 = 260;
/// Relevance: a second interest it serves. Less than the first, because fitting twice delights less than twice.
pub const SECOND_INTEREST: i64 = 140;
/// Occasion: a birthday, a honeymoon. More than a second interest, because it is about today.
pub const OCCASION: i64 = 200;

/// Freshness of a fact, percent of its points, on the day it was said or when it addressed us.
pub const FRESH_PERCENT: i64 = 100;
/// Freshness at the oldest age tact allows; in between it falls evenly. Old news still counts, but feels watched.
pub const STALE_PERCENT: i64 = 60;

/// A gift with up to this many tags counts as made for its interests.
pub const NARROW_TAGS: usize = 3;
/// A gift with up to this many tags counts as fairly specific.
pub const BROAD_TAGS: usize = 6;
/// Percent of relevance for a fairly specific gift: what fits many fits each a little less.
pub const BROAD_PERCENT: i64 = 85;
/// Percent of relevance for a gift that serves nearly everybody.
pub const CATCH_ALL_PERCENT: i64 = 70;

/// Use on this trip: serves at the destination of an outward trip. It is used for days.
pub const USE_AWAY: i64 = 220;
/// Use on this trip: serves at the gate or on board. It is used for hours.
pub const USE_ON_BOARD: i64 = 180;
/// Use on this trip: serves on board, but the leg is shorter than [`SHORT_LEG_MINUTES`].
pub const USE_ON_SHORT_LEG: i64 = 90;
/// Use on this trip: serves at home and the traveller is flying home.
pub const USE_AT_HOME_SOON: i64 = 120;
/// Use on this trip: serves somewhere else than where the traveller is going. It has to be carried about.
pub const USE_ELSEWHERE: i64 = 40;
/// A leg under this many minutes leaves hardly time to use anything on board.
pub const SHORT_LEG_MINUTES: i64 = 75;

/// Effort against benefit: points for a benefit of 100 at no cost and no effort.
pub const EFFORT_BENEFIT: i64 = 120;
/// Burden of a gift at the dearest price the campaign allows. Price and minutes at most halve the points, because the
/// plan's caps already weigh them against other people's gifts; here they only prefer the lighter of two equals.
pub const BURDEN_OF_PRICE: i64 = 50;
/// Burden of a gift that takes [`FULL_EFFORT_MINUTES`] of staff time.
pub const BURDEN_OF_MINUTES: i64 = 50;
/// Staff minutes that count as the full effort.
pub const FULL_EFFORT_MINUTES: i64 = 60;

/// Feasibility: room in the hand-over window of [`FULL_SLACK_MINUTES`] or more.
pub const SLACK: i64 = 80;
/// Minutes of room that a round of several gates needs to be planned freely.
pub const FULL_SLACK_MINUTES: i64 = 20;
/// Feasibility: the gate is known; a late gate makes couriers run.
pub const GATE_KNOWN: i64 = 20;

/// Confidence: points by the least probability of the match. A person confirmed it already, so the steps are small.
pub const CONFIDENCE: [(f64, i64); 5] = [(0.999, 60), (0.99, 50), (0.95, 35), (0.9, 20), (0.5, 5)];

/// Most points of a value band, whatever a campaign's file says: less than the second thing a gift fits, so that nobody gets
/// a gift because they pay.
pub const VALUE_MOST: i64 = 100;

/// A gift for everybody (no tags, no occasions: just a note) counts one part in this many, so that it never keeps a
/// fitting gift from anyone, and still beats giving nothing.
pub const FOR_EVERYBODY_DIVISOR: i64 = 4;

/// Hard limit of tact: facts from posts behind one gift.
pub const MAX_FACTS: u8 = 2;
/// Hard limit of tact: oldest fact in days, unless it addressed us.
pub const MAX_FACT_AGE_DAYS: u8 = 14;

/// Millilitres that pass a security check in one container: Commission Implementing Regulation (EU) 2015/1998, annex,
/// 4.1.3 (liquids, aerosols and gels); the same figure in ICAO's guidance that most states follow.
pub const LIQUID_ML: u32 = 100;
/// Grams of a gift that can be carried on at the gate: 8 kg is the usual allowance of one piece of hand luggage.
pub const CABIN_GRAMS: u32 = 8_000;
/// Centimetres of the longest side that can be carried on at the gate (55 cm, the usual size of hand luggage).
pub const CABIN_SIZE_CM: u32 = 55;
/// Years that the passenger type ADT proves: an adult fare starts at the twelfth birthday.
pub const ADULT_FARE_AGE: u8 = 12;
