//! Whose trip a post speaks of: the author's, someone else's, or nobody's (news, adverts, no trip at all).
//!
//! Over half of the Spanish posts with a flight number that were read by hand spoke of one accident in the news, so a
//! designator alone never makes its author a traveller where words of news or of other people stand beside it.

use std::sync::LazyLock;

use regex::Regex;

use super::text::{View, pattern};
use super::token::{Token, TokenKind};

words! {
    /// Whose trip it is.
    TripRole {
        /// The author's own.
        Traveller = "traveller",
        /// Someone else's: family, a friend, a quoted post.
        SomeoneElse = "someone_else",
        /// No one's in particular.
        Nobody = "nobody",
    }
}

static NEWS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:breaking|crash(?:ed|es)?|emergency landing|mayday|hijack\w*|investigat\w+|accident|wreckage|black box|ntsb|live updates?|via @\w+|now hiring|sale ends|fares? from|book now|",
        r"retweet|giveaway|deals? from|tickets? from|ongeluk|neergestort|noodlanding|accidente|siniestro|estrell\w+|aterrizaje de emergencia|ultima hora|tragedia|victimas|",
        r"absturz|abgesturzt|notlandung|eilmeldung|ungluck|crash aerien|atterrissage d'urgence|墜落|事故|緊急着陸|速報)"
    ))
});

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:my|our) (?:mom|mum|mother|dad|father|parents|sister|brother|friend|friends|wife|husband|boyfriend|girlfriend|boss|colleague|coworker|roommate|aunt|uncle|cousin|grandma|grandpa|grandparents|in-laws|bf|gf|best friend)(?:'s)? ",
        r"(?:flight|plane|is|are|was|were|flies|fly|lands?|landed|leaves|left|just|on|arrives?|has|will|flew|got|comes|coming|bag|bags|luggage|and her|and his)|\b(?:picking up|pick up|waiting for|meeting) (?:my|him|her|them|a friend)|\b(?:he|she|they)(?:'s|'re| is| are| was| were)? (?:on|flying|stuck|landing|landed|arriving|delayed)|\bsafe (?:flight|travels|trip) |\bhave a (?:safe|good|great|nice) (?:flight|trip)|",
        r"\bmijn (?:moeder|vader|ouders|zus|broer|vriend|vriendin|vrouw|man|collega|baas|tante|oom|oma|opa|schoonouders) (?:vliegt|vliegen|landt|landen|komt|komen|zit|zitten|is|zijn|vertrekt|vertrekken|gaat|gaan)|\b(?:ophalen van|ga \w+ ophalen|goede reis)\b|",
        r"\bmi (?:madre|padre|mama|papa|hermana|hermano|amiga|amigo|novia|novio|mujer|marido|jefe|tia|tio|prima|primo|abuela|abuelo|pareja) (?:vuela|llega|sale|viaja|aterriza|esta|va|viene|ha|no|lleva)|\bmis (?:padres|amigos|abuelos) (?:vuelan|llegan|salen|viajan|estan)|\b(?:recoger a|buen viaje)\b|",
        r"\bmein(?:e|en|em)? (?:mutter|vater|eltern|schwester|bruder|freund|freundin|frau|mann|chef|chefin|kollege|kollegin|tante|onkel|oma|opa) (?:fliegt|fliegen|landet|landen|kommt|kommen|sitzt|ist|sind|reist)|\b(?:abholen|guten flug|gute reise)\b|",
        r"\b(?:ma|mon) (?:mere|pere|soeur|frere|ami|amie|copain|copine|femme|mari) (?:prend|arrive|part|vole|est|atterrit)|\bbon voyage a\b|",
        r"(?:母|父|両親|姉|兄|妹|弟|友達|友人|彼氏|彼女|妻|夫|旦那|上司|同僚|祖母|祖父)(?:が|の便|の飛行機|の乗)|迎えに"
    ))
});

static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:i|i'm|im|i've|i'll|we|we're|we've|we'll|my flight|our flight|my seat|my bag|my bags|me|us|my|our|off to|heading to|headed to|on my way|here i come|here we come|",
        r"ik|wij|we gaan|mijn|onze|onderweg|op naar|op weg|yo|mi vuelo|nuestro vuelo|voy|vamos|vuelo a|salgo|estoy|estamos|me voy|nos vamos|rumbo a|ich|wir|mein|meine|unser|ab nach|unterwegs|auf dem weg|",
        r"je|j'ai|nous|mon vol|notre vol|direction|en route|vou|vamos|meu voo)\b|私|僕|俺|行ってきます|なう|乗る|乗り|出発|向か|帰る|飛びます|到着"
    ))
});

/// Whose trip it is; `names_trip` says whether a flight, an airport or a carrier is named.
pub(super) fn trip_role(view: &View, tokens: &[Token], names_trip: bool) -> TripRole {
    let text = &view.folded;
    if tokens.iter().any(|token| token.kind == TokenKind::Repost) {
        return if names_trip { TripRole::SomeoneElse } else { TripRole::Nobody };
    }
    if !names_trip {
        return TripRole::Nobody;
    }
    let own = OWN.is_match(text);
    if OTHERS.is_match(text) {
        TripRole::SomeoneElse
    } else if NEWS.is_match(text) && !text.contains("my flight") {
        TripRole::Nobody
    } else if own || !tokens.iter().any(|token| token.kind == TokenKind::Url) {
        TripRole::Traveller
    } else {
        // A link and no first person: a headline or an advert.
        TripRole::Nobody
    }
}
