//! Small pieces of HTML and SVG made in code. Every text that goes out goes through [`escape`].

use std::fmt::Write;

pub(super) use crate::domain::html::escape;
use crate::formats::drawing::{Mark, Picture, share};

/// A drawing whose horizontal places are shares of its width, so that it fits any screen while text keeps its size.
pub(super) struct Drawing {
    height: f64,
    class: &'static str,
    label: Option<String>,
    marks: Vec<Mark>,
}

impl Drawing {
    /// A decorative drawing: the page says the same in words beside it.
    pub(super) fn decorative(class: &'static str, height: f64) -> Self {
        Self { height, class, label: None, marks: Vec::new() }
    }

    /// A drawing that speaks for itself.
    pub(super) fn labelled(class: &'static str, height: f64, label: &str) -> Self {
        Self { height, class, label: Some(label.to_owned()), marks: Vec::new() }
    }

    fn add(&mut self, mark: Mark) -> &mut Self {
        self.marks.push(mark);
        self
    }

    /// A bar from one share of the width to another.
    pub(super) fn bar(&mut self, class: &str, from: f64, to: f64, top: f64, height: f64) -> &mut Self {
        self.add(Mark::Bar { class: class.to_owned(), across: (from, to), down: (top, height) })
    }

    /// An upright line.
    pub(super) fn line(&mut self, class: &str, at: f64, top: f64, bottom: f64) -> &mut Self {
        self.add(Mark::Line { class: class.to_owned(), across: (at, at), down: (top, bottom) })
    }

    /// A level line.
    pub(super) fn level(&mut self, class: &str, from: f64, to: f64, at: f64) -> &mut Self {
        self.add(Mark::Line { class: class.to_owned(), across: (from, to), down: (at, at) })
    }

    /// A shape drawn around the origin, moved to a place. `path` is written in code, never taken from data.
    pub(super) fn shape(&mut self, class: &str, at: f64, y: f64, path: &str) -> &mut Self {
        self.add(Mark::Shape { class: class.to_owned(), at: (at, y), path: path.to_owned() })
    }

    /// Keeps another drawing in this one, unseen, for [`Self::repeat`] anywhere below it on the page. `name` is written
    /// in code, never taken from data.
    pub(super) fn define(&mut self, name: &str, drawing: &Self) -> &mut Self {
        self.add(Mark::Kept { name: name.to_owned(), marks: drawing.marks.clone() })
    }

    /// What [`Self::define`] kept under this name, over the whole drawing.
    pub(super) fn repeat(&mut self, name: &str) -> &mut Self {
        self.add(Mark::Repeat(name.to_owned()))
    }

    /// Text whose anchor is set by its class.
    pub(super) fn text(&mut self, class: &str, at: f64, y: f64, text: &str) -> &mut Self {
        self.add(Mark::Text { class: class.to_owned(), at: (at, y), text: text.to_owned() })
    }

    /// Lines through points given as shares of the box, top first.
    pub(super) fn path_through(&mut self, class: &str, points: &[(f64, f64)], top: f64, height: f64) -> &mut Self {
        self.add(Mark::Path { class: class.to_owned(), points: points.to_vec(), down: (top, height) })
    }

    /// A dot of a given half width.
    pub(super) fn dot(&mut self, class: &str, at: f64, y: f64, radius: f64) -> &mut Self {
        self.add(Mark::Dot { class: class.to_owned(), at: (at, y), radius })
    }

    /// A place that says its value when it is pointed at: shown by the browser, and sooner by our own script.
    pub(super) fn spot(&mut self, across: (f64, f64), down: (f64, f64), text: &str) -> &mut Self {
        self.add(Mark::Spot { across, down, text: text.to_owned() })
    }

    /// The same for paper.
    pub(super) fn picture(self) -> Picture {
        let Self { height, label, marks, .. } = self;
        Picture { label: label.unwrap_or_default(), height, marks, keys: Vec::new() }
    }

    /// The element.
    pub(super) fn finish(&self) -> String {
        let Self { height, class, label, marks } = self;
        let speech = match label {
            Some(label) => format!(r#"role="img" aria-label="{}""#, escape(label)),
            None => r#"aria-hidden="true""#.to_owned(),
        };
        let mut written = String::new();
        write_marks(&mut written, marks);
        format!(r#"<svg class="{class}" width="100%" height="{height}" {speech} focusable="false">{written}</svg>"#)
    }
}

fn write_marks(out: &mut String, marks: &[Mark]) {
    for mark in marks {
        // Writing into a string does not fail.
        let _ = write_mark(out, mark);
    }
}

fn write_mark(out: &mut String, mark: &Mark) -> std::fmt::Result {
    match mark {
        Mark::Bar { class, across: (from, to), down: (top, height) } => {
            let (x, width) = (percent(*from), percent((to - from).max(0.0)));
            write!(out, r#"<rect class="{class}" x="{x}" y="{top}" width="{width}" height="{height}"/>"#)
        }
        Mark::Line { class, across: (from, to), down: (top, bottom) } => {
            let (from, to) = (percent(*from), percent(*to));
            write!(out, r#"<line class="{class}" x1="{from}" x2="{to}" y1="{top}" y2="{bottom}"/>"#)
        }
        Mark::Shape { class, at: (x, y), path } => {
            let x = percent(*x);
            write!(out, r#"<svg x="{x}" y="{y}" overflow="visible"><path class="{class}" d="{path}"/></svg>"#)
        }
        Mark::Text { class, at: (x, y), text } => {
            let (x, text) = (percent(*x), escape(text));
            write!(out, r#"<text class="{class}" x="{x}" y="{y}">{text}</text>"#)
        }
        Mark::Path { class, points, down: (top, height) } => {
            let list = points.iter().map(|(x, y)| format!("{:.2},{:.2}", x * 100.0, y * 100.0)).collect::<Vec<_>>();
            let list = list.join(" ");
            write!(
                out,
                r#"<svg y="{top}" width="100%" height="{height}" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible"><polyline class="{class}" points="{list}"/></svg>"#
            )
        }
        Mark::Dot { class, at: (x, y), radius } => {
            let x = percent(*x);
            write!(out, r#"<circle class="{class}" cx="{x}" cy="{y:.1}" r="{radius:.1}"/>"#)
        }
        Mark::Spot { across: (from, to), down: (top, height), text } => {
            let (x, width, text) = (percent(*from), percent((to - from).max(0.0)), escape(text));
            write!(
                out,
                r#"<rect class="spot" x="{x}" y="{top:.1}" width="{width}" height="{height:.1}" data-tip="{text}"><title>{text}</title></rect>"#
            )
        }
        Mark::Kept { name, marks } => {
            write!(out, r#"<symbol id="{name}">"#)?;
            write_marks(out, marks);
            write!(out, "</symbol>")
        }
        Mark::Repeat(name) => write!(out, r##"<use href="#{name}"/>"##),
    }
}

/// A share of the width as CSS has it.
fn percent(value: f64) -> String {
    format!("{:.2}%", share(value) * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        let drawing = Drawing::labelled("chart", 10.0, "\"><script>").finish();
        assert!(!drawing.contains("<script>"), "{drawing}");
    }

    #[test]
    fn a_mark_never_leaves_the_drawing() {
        let mut drawing = Drawing::decorative("chart", 10.0);
        drawing.bar("b", -2.0, 7.0, 0.0, 4.0).line("l", f64::NAN, 0.0, 1.0);
        assert!(drawing.finish().contains(r#"x="0.00%""#));
        assert!(!drawing.finish().contains("NaN"));
    }
}
