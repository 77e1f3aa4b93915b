//! How people type: no capitals, a slip of the fingers, an opener, a closing hashtag. Slots are left alone.

use rand::RngExt;

use super::draw::{chance, pick};
use crate::domain::language::Language;

const OPENERS: [[&str; 8]; 5] = [
    ["ok so", "right,", "update:", "morning all!", "honestly,", "ugh.", "psa:", "hi."],
    ["zo,", "oké:", "update:", "goeiemorgen!", "pff.", "nou,", "mededeling:", "hoi."],
    ["a ver,", "bueno,", "buenos días!", "uf.", "noticia:", "pues nada,", "hola.", "jajaja"],
    ["so,", "na gut.", "moin!", "ehrlich,", "puh.", "nachricht:", "hallo.", "also"],
    ["おはよう。", "そういえば、", "えーと、", "はぁ…", "報告：", "さて、", "ふう。", "今日も。"],
];

const CLOSERS: [[&str; 9]; 5] = [
    ["lol", "😂", "🙃", "… anyway", "#mood", "☕", "(that's all)", "✨", "🤷"],
    ["haha", "😂", "🙃", "… enfin", "#herkenbaar", "☕", "(dat was het)", "✨", "🤷"],
    ["jaja", "😂", "🙃", "… en fin", "#asíestamos", "☕", "(eso es todo)", "✨", "🤷"],
    ["haha", "😂", "🙃", "… naja", "#läuft", "☕", "(das wars)", "✨", "🤷"],
    ["笑", "😂", "🙃", "まあいっか", "#つぶやき", "☕", "以上", "✨", "〜"],
];

const TRAVEL_TAGS: [[&str; 6]; 5] = [
    ["#travel", "#avgeek", "#wanderlust", "#flying", "#letsgo", "#ontheroad"],
    ["#reizen", "#vakantie", "#opreis", "#schiphol", "#vliegen", "#zinin"],
    ["#viajar", "#vacaciones", "#deviaje", "#volando", "#vamos", "#aeropuerto"],
    ["#reisen", "#urlaub", "#fernweh", "#fliegen", "#unterwegs", "#losgehts"],
    ["#旅行", "#旅", "#飛行機", "#空港", "#旅の記録", "#わくわく"],
];

fn of<'a, const N: usize>(table: &'a [[&'a str; N]; 5], language: Language, rng: &mut impl RngExt) -> &'a str {
    let row = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
    pick::<&str>(&table[row], rng)
}

/// The line in someone's own voice, for everyday talk.
pub(super) fn talk(line: &str, language: Language, rng: &mut impl RngExt) -> String {
    let mut text = casual(line, rng);
    if chance(22, rng) {
        let gap = if language == Language::Ja { "" } else { " " };
        text = format!("{}{gap}{text}", of(&OPENERS, language, rng));
    }
    if chance(32, rng) {
        text = format!("{text} {}", of(&CLOSERS, language, rng));
    }
    text
}

/// The line in someone's own voice, for travellers.
pub(super) fn journey(line: &str, language: Language, rng: &mut impl RngExt) -> String {
    let text = casual(line, rng);
    if chance(22, rng) { format!("{text} {}", of(&TRAVEL_TAGS, language, rng)) } else { text }
}

fn casual(line: &str, rng: &mut impl RngExt) -> String {
    let mut text = line.to_owned();
    if chance(14, rng) {
        text = text.to_lowercase();
    }
    if chance(10, rng) {
        text.truncate(text.trim_end_matches(['.', '!']).len());
    }
    if chance(8, rng) { slip(&text, rng) } else { text }
}

/// Swaps two neighbouring letters inside one longer word that is no slot, mention or hashtag.
fn slip(text: &str, rng: &mut impl RngExt) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|at| words[*at].len() >= 6 && words[*at].bytes().all(|byte| byte.is_ascii_lowercase()))
        .collect();
    if !long.is_empty() {
        let at = *pick(&long, rng);
        let place = rng.random_range(1..words[at].len() - 2);
        let mut letters: Vec<char> = words[at].chars().collect();
        letters.swap(place, place + 1);
        words[at] = letters.into_iter().collect();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn no_voice_spoils_a_slot() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(9);
        for _ in 0..500 {
            let text = journey("{Day} leaving {airport} for something wonderful in {to}!", Language::En, &mut rng);
            assert!(text.contains("{airport}") && text.contains("{to}"), "{text}");
        }
    }
}
