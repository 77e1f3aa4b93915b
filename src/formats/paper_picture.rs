//! A picture in ink: the marks of a drawing, from the same numbers as on the page, as vectors.

use pdf_writer::Content;

use super::drawing::{Mark, Picture, share};
use super::paper::{Paper, Print};
use super::paper_text::cut;
use super::print_looks::{Anchor, Ink, Letters, ink, letters};

/// Points a pixel takes, unless a picture is too high for its page.
const SCALE: f32 = 0.72;
/// Height of the line of keys below a picture, pixels.
const KEYS: f32 = 24.0;
/// Length of a key's line, pixels.
const KEY_LINE: f32 = 34.0;
/// How far the handles of a quarter circle reach, in its radius.
const HANDLE: f32 = 0.5523;

/// Paper is measured in fewer digits than drawings are.
#[expect(clippy::cast_possible_truncation, reason = "places on a page, a few hundred points at most")]
const fn narrow(value: f64) -> f32 {
    value as f32
}

/// Where a picture stands and how large it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f32,
    /// Its upper edge.
    pub(super) top: f32,
    pub(super) width: f32,
    /// Points a pixel takes.
    pub(super) scale: f32,
}

impl Frame {
    fn x(self, value: f64) -> f32 {
        self.left + narrow(share(value)) * self.width
    }

    fn y(self, pixels: f64) -> f32 {
        self.top - narrow(pixels) * self.scale
    }
}

/// Points a pixel of a picture takes and the picture's height, where there is room for so much.
pub(super) fn size(picture: &Picture, room: f32) -> (f32, f32) {
    let pixels = narrow(picture.height) + if picture.keys.is_empty() { 0.0 } else { KEYS };
    let scale = SCALE.min(room / pixels.max(1.0));
    (scale, pixels * scale)
}

/// The look of a class. What has none stays white on paper, which tests find out.
fn known<T>(look: Option<T>, class: &str) -> Option<T> {
    debug_assert!(look.is_some(), "no look in ink for `{class}`");
    look
}

/// Draws a picture on a page.
pub(super) fn draw(paper: &mut Paper, page: usize, frame: Frame, picture: &Picture) {
    // What lies below the letters that come next.
    let mut below = 1.0;
    for mark in &picture.marks {
        match mark {
            Mark::Text { class, at, text } => {
                if let Some(look) = known(letters(class), class) {
                    write(paper, page, frame, (frame.x(at.0), frame.y(at.1)), look, below, text);
                }
            }
            Mark::Spot { .. } | Mark::Kept { .. } | Mark::Repeat(_) => {}
            Mark::Bar { class, across, down } => {
                let Some(look) = known(ink(class), class) else { continue };
                below = look.fill.unwrap_or(1.0);
                let (left, right) = (frame.x(across.0), frame.x(across.1));
                let height = narrow(down.1) * frame.scale;
                let low = frame.y(down.0) - height;
                inked(paper, page, frame, look, |content| {
                    content.rect(left, low, (right - left).max(0.0), height);
                });
            }
            Mark::Line { class, across, down } => {
                let Some(look) = known(ink(class), class) else { continue };
                let (from, to) = ((frame.x(across.0), frame.y(down.0)), (frame.x(across.1), frame.y(down.1)));
                inked(paper, page, frame, look, |content| {
                    content.move_to(from.0, from.1).line_to(to.0, to.1);
                });
            }
            Mark::Path { class, points, down } => {
                let Some(look) = known(ink(class), class) else { continue };
                let place = |point: &(f64, f64)| (frame.x(point.0), frame.y(down.0 + share(point.1) * down.1));
                inked(paper, page, frame, look, |content| {
                    for (index, point) in points.iter().map(place).enumerate() {
                        if index == 0 {
                            content.move_to(point.0, point.1);
                        } else {
                            content.line_to(point.0, point.1);
                        }
                    }
                });
            }
            Mark::Dot { class, at, radius } => {
                let Some(look) = known(ink(class), class) else { continue };
                let (x, y, r) = (frame.x(at.0), frame.y(at.1), narrow(*radius) * frame.scale);
                inked(paper, page, frame, look, |content| {
                    content.move_to(x - r, y);
                    half_circle(content, (x - r, y), 2.0 * r);
                    half_circle(content, (x + r, y), -2.0 * r);
                    content.close_path();
                });
            }
            Mark::Shape { class, at, path } => {
                let Some(look) = known(ink(class), class) else { continue };
                let origin = (frame.x(at.0), frame.y(at.1));
                inked(paper, page, frame, look, |content| outline(content, path, origin, frame.scale));
            }
        }
    }
    keys(paper, page, frame, picture);
}

/// Which line is which, in a row below the picture.
fn keys(paper: &mut Paper, page: usize, frame: Frame, picture: &Picture) {
    let y = frame.y(picture.height) - 10.0 * frame.scale;
    let mut x = frame.left;
    for (class, path, name) in &picture.keys {
        let Some((line, mark)) = ink(class).zip(ink("line-mark")) else { continue };
        let end = x + KEY_LINE * frame.scale;
        inked(paper, page, frame, line, |content| {
            content.move_to(x, y).line_to(end, y);
        });
        inked(paper, page, frame, mark, |content| outline(content, path, (end - 5.0 * frame.scale, y), frame.scale));
        let size = 13.0 * frame.scale;
        let name = paper.printable(name);
        paper.print(page, (end + 5.0, y - size * 0.35), size, Print::default(), &name);
        x = end + 18.0 + paper.width(&name, size);
    }
}

/// Puts a path on the page, in its ink.
fn inked(paper: &mut Paper, page: usize, frame: Frame, look: Ink, path: impl FnOnce(&mut Content)) {
    let Some(content) = paper.content(page) else { return };
    content.save_state();
    if let Some(grey) = look.fill {
        content.set_fill_gray(grey);
    }
    if let Some(stroke) = look.stroke {
        content.set_stroke_gray(stroke.grey).set_line_width(stroke.width * frame.scale);
        content.set_line_join(pdf_writer::types::LineJoinStyle::RoundJoin);
        if !stroke.dash.is_empty() {
            content.set_dash_pattern(stroke.dash.iter().map(|length| length * frame.scale), 0.0);
        }
    }
    path(content);
    match (look.fill, look.stroke) {
        (Some(_), Some(_)) => content.fill_nonzero_and_stroke(),
        (Some(_), None) => content.fill_nonzero(),
        (None, Some(_)) => content.stroke(),
        (None, None) => content.end_path(),
    };
    content.restore_state();
}

fn write(paper: &mut Paper, page: usize, frame: Frame, (x, y): (f32, f32), look: Letters, below: f32, text: &str) {
    let size = look.size * frame.scale;
    let text = cut(paper, &paper.printable(text), frame.width, size);
    let width = paper.width(&text, size);
    let x = match look.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    // Nothing leaves the picture.
    let x = x.clamp(frame.left, (frame.left + frame.width - width).max(frame.left));
    let grey = look.grey.unwrap_or(if below < 0.55 { 1.0 } else { 0.0 });
    paper.print(page, (x, y), size, Print { bold: look.bold, grey, on_white: look.on_white }, &text);
}

/// The outline of an SVG path of the few commands that shapes are written in: `M m l h v z`, and `a` for half circles.
fn outline(content: &mut Content, path: &str, origin: (f32, f32), scale: f32) {
    let (mut x, mut y) = (0.0, 0.0);
    let place = |x: f32, y: f32| (origin.0 + x * scale, origin.1 - y * scale);
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let arguments = &rest[command.len_utf8()..];
        let end = arguments.find(|mark: char| mark.is_ascii_alphabetic()).unwrap_or(arguments.len());
        let numbers = numbers(&arguments[..end]);
        rest = &arguments[end..];
        match (command, numbers.as_slice()) {
            ('M', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
            ('m' | 'l', [by_x, by_y]) => (x, y) = (x + by_x, y + by_y),
            ('h', [by]) => x += by,
            ('v', [by]) => y += by,
            ('a', [_, _, _, _, _, by, _]) => {
                half_circle(content, place(x, y), by * scale);
                x += by;
                continue;
            }
            _ => {
                content.close_path();
                continue;
            }
        }
        let (to_x, to_y) = place(x, y);
        if matches!(command, 'M' | 'm') {
            content.move_to(to_x, to_y);
        } else {
            content.line_to(to_x, to_y);
        }
    }
}

/// The numbers of a path, parted by spaces or by a minus.
fn numbers(text: &str) -> Vec<f32> {
    let spaced = text.replace('-', " -").replace(',', " ");
    spaced.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// Half a circle from where the path stands, over the top to the right, or below to the left.
fn half_circle(content: &mut Content, (x, y): (f32, f32), across: f32) {
    let r = across / 2.0;
    content.cubic_to(x, y + HANDLE * r, x + r - HANDLE * r, y + r, x + r, y + r);
    content.cubic_to(x + r + HANDLE * r, y + r, x + across, y + HANDLE * r, x + across, y);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_of_every_command_is_drawn_where_it_stands() {
        let mut content = Content::new();
        outline(&mut content, "M-4 0a4 4 0 1 1 8 0a4 4 0 1 1 -8 0", (100.0, 50.0), 1.0);
        outline(&mut content, "M0 -5l5 9h-10z", (0.0, 0.0), 2.0);
        let written = String::from_utf8(content.finish().to_vec()).expect("operators");
        // Over the top to the right, then below and back.
        assert!(written.starts_with("96 50 m"), "{written}");
        assert!(
            written.contains("100 54 c") && written.contains("104 50 c") && written.contains("96 50 c"),
            "{written}"
        );
        // SVG counts down from the top, PDF up from the foot.
        assert!(written.contains("0 10 m") && written.contains("10 -8 l") && written.contains("-10 -8 l"), "{written}");
    }

    #[test]
    fn a_picture_too_high_is_drawn_smaller() {
        let picture = |height| Picture { label: String::new(), height, marks: Vec::new(), keys: Vec::new() };
        let (scale, height) = size(&picture(100.0), 360.0);
        assert!((scale - SCALE).abs() < 1e-6 && (height - 72.0).abs() < 1e-3);
        let (scale, height) = size(&picture(2_000.0), 360.0);
        assert!(scale < SCALE && (height - 360.0).abs() < 1e-3);
    }
}
