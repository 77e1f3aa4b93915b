//! Flight numbers without their carrier in front: after a flight word, right after the carrier, with a hash, before a
//! route, as the subject of a delay, in a list. The carrier is one the post names elsewhere.
//!
//! A bare number is believed only where the words beside it speak of a flight and nothing beside it says otherwise.

use std::sync::LazyLock;

use regex::Regex;

use super::carriers::CarrierMention;
use super::flights::{
    Belief, Candidate, FLIGHT_NEAR, NOT_BEFORE, Schedule, UNIT, closed_after, flight_number, head_of, open_before,
    pattern, window, year,
};
use super::places::Places;
use super::text::{View, after, before};

pattern!(
    WORD,
    r"(?:\bflights?|\bflt|\bfl(?:igt|ght|igth|ihgt)|\bvluchten|\bvlucht(?:nummer)?|\bvuelos?|\bfl[uü]ge?|\bflug(?:nummer|nr)?|\bvol|\bvoos?|フライト|便名?)",
    r"(?:\s*(?:number|numero|no|nr|num|n°|nº|#|:|\.|,|is|was|nummer|de|met)){0,3}\s*[#(]{0,2}\s*(?P<number>[0-9]{1,4})"
);
pattern!(JAPANESE, r"(?P<number>[0-9]{2,4})\s?便");
pattern!(NUMBER, r"#?\s?(?P<number>[0-9]{2,4})");
pattern!(HASH, r"#\s?(?P<number>[0-9]{2,4})");
pattern!(TRAILING, r"\b(?P<number>[0-9]{3,4})\s+(?:flight|flt|crew)\b");
pattern!(
    CREWED,
    r"\b(?:pilots?|captain|crew|crews|passengers|folks|attendants?|status|update|info|news|a/c|aircraft|plane|equipment|catering|maintenance)\s(?:of|on|for|aboard)\s(?P<number>[0-9]{3,4})\b"
);
pattern!(
    SURELY_ON,
    r"\b(?:(?:i am|i'm|im|we are|we're|he's|she's|they're|seats?|look|looking) (?:now |currently )?(?:on|at)|checking on)\s(?P<number>[0-9]{3,4})\b|\bel (?P<numero>[0-9]{3,4}) (?:de (?:manana|hoy|ayer|las|esta)|con destino)\b|\b(?:it was|it is|it\'s|its|yes|number|that\'s)\s#?(?P<answer>[0-9]{3,4})[\s.!?,]*$|\b(?:is|are|was|were) (?P<asked>[0-9]{3,4})(?:,? (?:and|&|&amp;) [0-9]{3,4})? (?:on time|delayed|late|cancel|still|going to (?:leave|take|make))"
);
pattern!(PAIRED, r"\b(?P<from>[a-z]{3})\s?(?:-|->|>|&gt;|/|to|2)\s?(?P<to>[a-z]{3}),?\s#?(?P<number>[0-9]{2,4})\b");
pattern!(CLOCK_BEFORE, r"(?:\bat|@|\bby|\buntil|\btill|\baround)\s?$");
pattern!(
    SUBJECT,
    r"\b(?P<number>[0-9]{3,4})\s(?:is|was|has been|been|got|gets|will be|being|still|now)\s(?:\w+\s){0,2}?(?:delayed|late|cancell?ed|on time|oversold|overbooked|grounded|diverted|boarding|sitting|stuck|landed)\b"
);
pattern!(
    SAID,
    r"\b(?:on|it was|it is|it's|aboard|crew of|yes|delayed|cancelled|take|took|hold|help|boarded|waiting for|waiting on|plane|miss|missing|make|making|catch|catching|caught|connection|connecting)\s(?P<number>[0-9]{3,4})\b"
);
pattern!(
    ROUTED,
    r"(?P<number>[0-9]{3,4}),?\s(?:(?:from|to|out of|into|at)\s(?P<place>[a-z]{3})\b|(?:out of|inbound from|outbound to)\s[a-z]|(?P<pair>[a-z]{3})\s?(?:->|-|>|&gt;|/|to|2)\s?[a-z]{3}\b)"
);
pattern!(SUBJECT_AFTER, r"^\s(?:is|was|has|been|got|gets|will|being|still|now)\b");
pattern!(
    SAID_OF_A_FLIGHT,
    r"^\s(?:from|out of|into|to [a-z]{3}|on time|delayed|cancel|connecting|sitting|(?:is|was|got|gets|has been|will be) (?:\w+ )?(?:delayed|late|cancel|on time|still|oversold|overbooked|grounded|diverted|boarding|sitting|stuck|landed)|[a-z]{3}\s?(?:-|->|to|2)\s?[a-z]{3}\b)"
);
pattern!(LETTER, r"\b(?P<letter>[a-z])\s?(?P<number>[0-9]{3,4})");
pattern!(
    LIST,
    r"^\s?(?:,(?:\s?(?:and|&))?|&(?:amp;)?|\+|/|;|\band\b|\bor\b|\boder\b|\bthen\b|\by\b|\be\b|\ben\b|\bund\b|\bet\b|と|・)\s?(?:(?:flight|flt|vlucht|vuelo|flug|vol|on|to)\s)?#?(?P<number>[0-9]{2,4})"
);
pattern!(ANY, r"[0-9]{3,4}");
pattern!(BELONGS, r"^[0-9]+[a-z ,/>-]{0,24}\b(?:on|with|by|de|von|van|met|mit|con|da|do|d')\s$");
pattern!(CROWD, r"^\s(?:people|passengers?|pax)\b");
pattern!(AIRCRAFT, r"^(?:7[0-8]7|a?3(?:00|10|18|19|20|21|30|40|50|80))$");
/// Every bare number that may be a flight.
pub(super) fn find(
    view: &View,
    places: &Places,
    mentions: &[CarrierMention],
    schedule: Option<&Schedule>,
    found: &mut Vec<Candidate>,
) {
    after_words(&view.folded, mentions, schedule, found);
    after_carriers(&view.folded, mentions, found);
    loose_numbers(view, places, mentions, found);
    lists(&view.folded, found);
    if schedule.is_some() {
        anywhere(&view.folded, mentions, found);
    }
}

/// "flight 1023", "vlucht 1023", "1023便": the carrier is the nearest named one, or the only one that flies the number.
fn after_words(text: &str, mentions: &[CarrierMention], schedule: Option<&Schedule>, found: &mut Vec<Candidate>) {
    for (pattern, needs_unit_check) in [(&*WORD, true), (&*JAPANESE, false)] {
        for parts in pattern.captures_iter(text) {
            let Some(digits) = parts.name("number") else { continue };
            let Some(number) = flight_number(digits.as_str()) else { continue };
            let (start, end) = (digits.start(), digits.end());
            let crowd = digits.len() >= 3 && CROWD.is_match(&text[end..]);
            if needs_unit_check && (!closed_after(text, end) || UNIT.is_match(&text[end..]) && !crowd) {
                continue;
            }
            let carrier = nearest(mentions, text, start).map(str::to_owned);
            let single = digits.len() < 2;
            let address = text[end..].starts_with('.') && after(text, end + 1).is_some_and(char::is_alphabetic);
            let belief = if single || address { Belief::Doubtful } else { Belief::Likely };
            let guessed = schedule.and_then(|schedule| schedule.only_carrier(number)).map(str::to_owned);
            for carrier in carrier.into_iter().chain(guessed) {
                found.push(Candidate { carrier, number, start, end, belief });
            }
        }
    }
}

/// "@united 4348", "Delta 1234", "KLM vlucht 1023".
fn after_carriers(text: &str, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    for mention in mentions.iter().filter(|mention| mention.end > 0) {
        let rest = &text[mention.end..];
        let gap = rest.len() - rest.trim_start_matches([' ', ',', '.', ':', '-', '!', '?', '(']).len();
        let Some(parts) =
            NUMBER.captures(&rest[gap..]).filter(|parts| parts.get(0).is_some_and(|all| all.start() == 0))
        else {
            continue;
        };
        let Some(digits) = parts.name("number") else { continue };
        let (start, end) = (mention.end + gap + digits.start(), mention.end + gap + digits.end());
        let hash = text[..start].trim_end().ends_with('#');
        let good = digits.len() >= 3 || hash;
        let bad = gap == 0 && !hash || AIRCRAFT.is_match(digits.as_str()) || year(digits.as_str()) && !hash;
        let round = !hash && digits.as_str().ends_with("00");
        if let Some(number) = flight_number(digits.as_str())
            && closed_after(text, end)
            && !UNIT.is_match(&text[end..])
        {
            let belief = if good && !bad && !round { Belief::Likely } else { Belief::Doubtful };
            found.push(Candidate { carrier: mention.code.clone(), number, start, end, belief });
        }
    }
}

/// "#384" after a route, "4348 flight", "F623" where the carrier is named elsewhere.
fn loose_numbers(view: &View, places: &Places, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    let text = &view.folded;
    let Some(first) = mentions.first() else { return };
    let longest = text.as_bytes().split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len).max().unwrap_or_default();
    let (hash, long) = (text.contains('#'), longest >= 3);
    // With what the text must hold at least for the pattern to be worth trying.
    let shapes = [
        (&*HASH, false, hash),
        (&*TRAILING, false, long),
        (&*CREWED, false, long),
        (&*SURELY_ON, false, long),
        (&*PAIRED, false, longest >= 2),
        (&*SUBJECT, true, long),
        (&*SAID, true, long),
        (&*ROUTED, false, long),
    ];
    for (pattern, said, _) in shapes.into_iter().filter(|(_, _, worth)| *worth) {
        for parts in pattern.captures_iter(text) {
            let Some(digits) =
                parts.name("number").or_else(|| ["numero", "answer", "asked"].iter().find_map(|name| parts.name(name)))
            else {
                continue;
            };
            let (start, end) = (digits.start(), digits.end());
            let Some(number) = flight_number(digits.as_str()) else { continue };
            if !closed_after(text, end) || UNIT.is_match(&text[end..]) || AIRCRAFT.is_match(digits.as_str()) {
                continue;
            }
            let time = is_time(number) && CLOCK_BEFORE.is_match(head_of(text, start));
            if time
                || NOT_BEFORE.is_match(head_of(text, start))
                || before(text, start).is_some_and(|letter| matches!(letter, ':' | '.' | '/'))
            {
                continue;
            }
            // 533 to TPA: the place must be a code, "533 to the" is none.
            let mut named = ["place", "pair", "from", "to"].iter().filter_map(|name| parts.name(name));
            let code = |place: regex::Match<'_>| {
                let iata = place.as_str().to_uppercase();
                view.all_capitals(place.start(), place.end()) || places.is_busy(&iata) && !places.is_low_word(&iata)
            };
            if named.any(|place| !code(place)) || !open_before(text, start) {
                continue;
            }
            let plain = digits.len() >= 3 && !year(digits.as_str()) && digits.as_str() != "500";
            // "on 1230" may be a time; what follows, or a number that is none, makes it a flight.
            let tail = SAID_OF_A_FLIGHT.is_match(&text[end..]);
            let flight = tail && !(SUBJECT_AFTER.is_match(&text[end..]) && is_clock(number))
                || digits.len() == 4 && !is_clock(number) && !number.is_multiple_of(50) && number >= 1000
                || digits.len() == 3 && !is_time(number) && !number.is_multiple_of(10);
            let belief = if plain && (flight || !said) { Belief::Likely } else { Belief::Doubtful };
            let carrier = nearest(mentions, text, start).unwrap_or(&first.code).to_owned();
            found.push(Candidate { carrier, number, start, end, belief });
        }
    }
    for parts in LETTER.captures_iter(text) {
        let (Some(letter), Some(digits)) = (parts.name("letter"), parts.name("number")) else { continue };
        let Some(number) = flight_number(digits.as_str()) else { continue };
        let carrier = mentions.iter().find(|mention| mention.code.to_lowercase().starts_with(letter.as_str()));
        let aircraft = AIRCRAFT.is_match(digits.as_str());
        if let (Some(carrier), false, true) = (carrier, aircraft, closed_after(text, digits.end())) {
            let belief =
                if NOT_BEFORE.is_match(head_of(text, letter.start())) { Belief::Doubtful } else { Belief::Likely };
            found.push(Candidate {
                carrier: carrier.code.clone(),
                number,
                start: letter.start(),
                end: digits.end(),
                belief,
            });
        }
    }
}

/// "464 & 3574": a number listed after a flight belongs to the same carrier.
fn lists(text: &str, found: &mut Vec<Candidate>) {
    let mut next = 0;
    while let Some(one) = found.get(next) {
        next += 1;
        let tail = &text[one.end..];
        let Some(digits) = LIST.captures(tail).and_then(|parts| parts.name("number")) else { continue };
        let (start, end) = (one.end + digits.start(), one.end + digits.end());
        let Some(number) = flight_number(digits.as_str()) else { continue };
        let plain = one.belief >= Belief::Likely
            && digits.len() >= 3
            && !year(digits.as_str())
            && !AIRCRAFT.is_match(digits.as_str());
        if closed_after(text, end) && !UNIT.is_match(&text[end..]) && found.len() < 64 {
            let belief = if plain { Belief::Likely } else { Belief::Doubtful };
            let carrier = one.carrier.clone();
            found.push(Candidate { carrier, number, start, end, belief });
        }
    }
}

/// With a schedule at hand, any number of three or four digits may be one of its flights: doubtful until it says so.
fn anywhere(text: &str, mentions: &[CarrierMention], found: &mut Vec<Candidate>) {
    for digits in ANY.find_iter(text) {
        let (start, end) = (digits.start(), digits.end());
        let (Some(number), Some(carrier)) = (flight_number(digits.as_str()), nearest(mentions, text, start)) else {
            continue;
        };
        let other = year(digits.as_str()) || AIRCRAFT.is_match(digits.as_str()) || UNIT.is_match(&text[end..]);
        let led = NOT_BEFORE.is_match(head_of(text, start)) || !open_before(text, start) || !closed_after(text, end);
        if !other && !led && FLIGHT_NEAR.is_match(window(text, start, end)) && found.len() < 64 {
            found.push(Candidate { carrier: carrier.to_owned(), number, start, end, belief: Belief::Doubtful });
        }
    }
}

/// The carrier named right after with "on" or "of", else the last before the place, the first after it, or one of the
/// mention list.
fn nearest<'a>(mentions: &'a [CarrierMention], text: &str, at: usize) -> Option<&'a str> {
    let after = mentions.iter().find(|mention| mention.end > 0 && mention.start >= at);
    let said = after.filter(|mention| {
        mention.start <= at + 32 && text.get(at..mention.start).is_some_and(|gap| BELONGS.is_match(gap))
    });
    let before = mentions.iter().rfind(|mention| mention.end > 0 && mention.end <= at);
    said.or(before).or(after).or_else(|| mentions.first()).map(|mention| mention.code.as_str())
}

/// Whether the number could be a time of day on the 24-hour clock.
fn is_time(number: u16) -> bool {
    number / 100 < 24 && number % 100 < 60
}

/// Whether the number reads as a time people say: before one o'clock in the afternoon, on five minutes.
fn is_clock(number: u16) -> bool {
    number / 100 <= 12 && number % 100 < 60 && number.is_multiple_of(5)
}
