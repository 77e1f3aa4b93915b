//! Text that has to fit a width on paper: broken between words, and between Japanese characters; cut with `…` where it
//! must be. Japanese breaks keep the plain rules (JIS X 4051): no closing mark begins a line, no opening one ends it.

use super::paper::Paper;

/// At most two lines of a text.
pub(super) fn wrapped(paper: &Paper, text: &str, width: f32, size: f32) -> Vec<String> {
    broken(paper, text, width, size, 2)
}

/// The lines of a text, `most` at most; what is beyond them is cut with `…`.
pub(super) fn broken(paper: &Paper, text: &str, width: f32, size: f32, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while lines.len() + 1 < most {
        let Some(end) = end_of_line(paper, rest, width, size) else { break };
        let (line, next) = rest.split_at(end);
        lines.push(line.trim_end().to_owned());
        rest = next.trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(cut(paper, rest, width, size));
    }
    lines
}

/// Where the first line ends of a text that is too wide for it: at the last place it may break, or in the middle of a word
/// that has none. A letter at least goes on each line.
fn end_of_line(paper: &Paper, text: &str, width: f32, size: f32) -> Option<usize> {
    let (mut used, mut end, mut fits) = (0.0, 0, 0);
    let mut marks = text.char_indices().peekable();
    while let Some((at, mark)) = marks.next() {
        used += paper.width(mark.encode_utf8(&mut [0; 4]), size);
        // A space at the end of a line takes no room.
        if used > width && mark != ' ' {
            let first = text.chars().next().map_or(0, char::len_utf8);
            return Some(if end == 0 { fits.max(first) } else { end });
        }
        fits = at + mark.len_utf8();
        if marks.peek().is_some_and(|(_, next)| may_break(mark, *next)) {
            end = fits;
        }
    }
    None
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before == ' ' && after != ' ';
    }
    (is_japanese(before) || is_japanese(after)) && !NOT_FIRST.contains(after) && !NOT_LAST.contains(before)
}

/// Marks that begin no line: what closes, ends, lengthens or repeats, and small kana.
const NOT_FIRST: &str = "、。，．・：；？！゛゜ヽヾゝゞ々〻ー’”）〕］｝〉》」』】〙〗〟｠ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;?!)]}%°℃％‐–〜…‥";
/// Marks that end no line: what opens, and signs of money before their figure.
const NOT_LAST: &str = "‘“（〔［｛〈《「『【〘〖〝｟｢([{¥￥€$＄£#№";

/// Kana, kanji and full-width forms: scripts that are written without spaces.
const fn is_japanese(mark: char) -> bool {
    matches!(mark as u32, 0x2E80..=0x2FDF | 0x3000..=0x30FF | 0x31F0..=0x31FF | 0x3200..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// The text, cut with `…` where it is too wide.
pub(super) fn cut(paper: &Paper, text: &str, width: f32, size: f32) -> String {
    if paper.width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = width - paper.width("…", size);
    for mark in text.chars() {
        room -= paper.width(mark.encode_utf8(&mut [0; 4]), size);
        if room < 0.0 {
            break;
        }
        kept.push(mark);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paper() -> Paper {
        Paper::new().expect("fonts")
    }

    #[test]
    fn japanese_breaks_between_characters_but_never_before_what_closes() {
        let paper = paper();
        // Five characters of ten points fit; the sixth is a full stop and takes the one before it along.
        let lines = broken(&paper, "搭乗券をご確認。時刻は「現地」です。", 60.0, 10.0, 9);
        assert_eq!(lines, ["搭乗券をご確", "認。時刻は", "「現地」で", "す。"]);
        assert_eq!(broken(&paper, "搭乗券をご確。時", 60.0, 10.0, 9), ["搭乗券をご", "確。時"]);
        assert_eq!(broken(&paper, "オートパーティー", 30.0, 10.0, 9), ["オート", "パー", "ティー"]);
    }

    #[test]
    fn words_stay_whole_where_they_can_and_no_text_is_lost() {
        let paper = paper();
        let text = "Goede reis, Sanne, en veel plezier in Venetië met de wandelschoenen!";
        let lines = broken(&paper, text, 90.0, 9.5, 20);
        assert!(lines.len() > 2 && lines.iter().all(|line| paper.width(line, 9.5) <= 90.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        let cut = wrapped(&paper, text, 90.0, 9.5);
        assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_character_stands_on_one_line(text in "[a-z 、。「」ー々ぁ-んァ-ヶ一-十A-Z0-9%]{0,120}") {
            let paper = paper();
            let text = paper.printable(&text);
            let lines = broken(&paper, &text, 70.0, 9.5, usize::MAX);
            let plain = |text: &str| text.chars().filter(|mark| *mark != ' ').collect::<String>();
            prop_assert_eq!(plain(&lines.concat()), plain(&text));
            for line in &lines {
                prop_assert!(paper.width(line, 9.5) <= 70.0 || line.chars().count() <= 1, "{}", line);
            }
        }
    }
}
