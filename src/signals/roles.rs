//! What part a place plays in a trip, from the words right before and after it.
//!
//! Words are read per language where the same letters mean different things ("a" in Spanish, "van" in Dutch).

use std::sync::LazyLock;

use regex::Regex;

use super::language::LanguageGuess;
use super::text::pattern;

words! {
    /// What part a place plays in a post.
    PlaceRole {
        /// The trip starts there.
        Origin = "origin",
        /// The trip goes there.
        Destination = "destination",
        /// The author is there.
        At = "at",
        /// It is named, no more.
        Mentioned = "mentioned",
    }
}

/// Words between the preposition and the place that change nothing.
const FILLER: &str = r"(?:the |el |la |le |o |den |het |beautiful |sunny |good old |[@#])*$";

macro_rules! before_place {
    ($name:ident, $words:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| pattern(&format!("(?:^|[^\\w])(?:{})[ :]+{FILLER}|(?:{})$", $words, $words)));
    };
}

before_place!(
    ORIGIN,
    "from|out of|leaving|departing|depart|departs|ex|left|vanaf|vanuit|desde|saliendo de|salgo de|vuelo de|vuelvo de|von|ab|depuis|au depart de|vol de|partant de|saindo de|voo de|frm|start in|starte in|vertrek van|weg van|origin"
);
before_place!(
    DESTINATION,
    "to|towards|into|bound for|leave for|leaving for|heading for|headed for|off to|flight for|flying for|left for|visit|visiting|naar|richting|hacia|hasta|rumbo a|con destino a|con destino|destino|vuelo a|viajo a|voy a|vamos a|nach|richting|ins|vers|vol pour|pour|para|direction|destination|hello|hallo|hola|bonjour|til|till|2|->|→|➡|✈|>|arriving in|arrive in|arriving at|land in|landing in|landing at|back in"
);
before_place!(
    AT,
    "at|@|in|inside|stuck in|stuck at|landed in|op|bij|bei|am|auf|em|checked in at|now in|aeropuerto de|airport"
);
before_place!(EN_DESTINATION, "for");
before_place!(IBERIAN_DESTINATION, "a|al|ao");
before_place!(FRENCH_DESTINATION, "a|au|aux");
before_place!(ROMANCE_AT, "en");
before_place!(DUTCH_ORIGIN, "van|uit");
before_place!(GERMAN_ORIGIN, "aus");
before_place!(ROMANCE_ORIGIN, "de|do|da|del");

static SUFFIX_ORIGIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:国際)?(?:空港)?(?:から|発|を出発|を出て|出発)"));
static SUFFIX_DESTINATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:国際)?(?:空港)?(?:へ|行き|行く|行って|まで|着|に(?:行|向|飛|出発|旅行|帰)|旅行|の旅|に到着予定)")
});
static SUFFIX_AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:国際)?(?:空港)?(?:で|にて|なう|にいる|にいます|に到着|到着|に着い|のゲート|のラウンジ)")
});

/// The role of a place between `head` and `tail`, both folded.
pub(super) fn role(head: &str, tail: &str, guess: &LanguageGuess) -> PlaceRole {
    let head = last_bytes(head, 48);
    let is = |code: &str| guess.code == code;
    let iberian = is("es") || is("pt");
    if SUFFIX_ORIGIN.is_match(tail) {
        PlaceRole::Origin
    } else if SUFFIX_DESTINATION.is_match(tail) {
        PlaceRole::Destination
    } else if SUFFIX_AT.is_match(tail) {
        PlaceRole::At
    } else if ENDS_FOR_DESTINATION.is_match(head) {
        PlaceRole::Destination
    } else if ORIGIN.is_match(head)
        || (is("nl") && DUTCH_ORIGIN.is_match(head))
        || (is("de") && GERMAN_ORIGIN.is_match(head))
    {
        PlaceRole::Origin
    } else if DESTINATION.is_match(head)
        || (is("en") || is("und")) && EN_DESTINATION.is_match(head)
        || iberian && IBERIAN_DESTINATION.is_match(head)
        || is("fr") && FRENCH_DESTINATION.is_match(head)
    {
        PlaceRole::Destination
    } else if AT.is_match(head) || (iberian || is("fr")) && ROMANCE_AT.is_match(head) {
        PlaceRole::At
    } else if (iberian || is("fr")) && ROMANCE_ORIGIN.is_match(head) && MOVES.is_match(head) {
        PlaceRole::Origin
    } else {
        PlaceRole::Mentioned
    }
}

static ENDS_FOR_DESTINATION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:leaving|left|departing|depart|leave|departs) (?:now |today |tomorrow )?for $"));
static MOVES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:vuel|vol|voo|sal|ven|lleg|vien|reven|rentr|part|regres|retour|vuelta)"));

fn last_bytes(text: &str, limit: usize) -> &str {
    let from = text.len().saturating_sub(limit);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[from..]
}
