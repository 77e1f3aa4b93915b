//! Text that has to fit a width on paper: broken between words where there are any, cut with `…` where it must be.

use super::paper::Paper;

/// At most two lines of a text, broken between words where there are any.
pub(super) fn wrapped(paper: &Paper, text: &str, width: f32, size: f32) -> Vec<String> {
    let text = text.trim();
    if paper.width(text, size) <= width {
        return vec![text.to_owned()];
    }
    let mut end = 0;
    for (at, _) in text.match_indices(' ') {
        if paper.width(&text[..at], size) > width {
            break;
        }
        end = at;
    }
    if end == 0 {
        let fits = |end: &usize| text.is_char_boundary(*end) && paper.width(&text[..*end], size) <= width;
        // Long words are cut where they stop fitting; a letter at least goes on each line.
        let first = text.chars().next().map_or(0, char::len_utf8);
        end = (first..text.len().min(400))
            .take_while(|end| !text.is_char_boundary(*end) || fits(end))
            .last()
            .unwrap_or(first);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
    }
    let (first, second) = text.split_at(end);
    vec![first.to_owned(), cut(paper, second.trim(), width, size)]
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
