//! Small pieces of HTML and SVG made in code. Every text that enters goes through [`escape`].

use std::fmt::Write;

pub(super) use crate::domain::html::escape;

/// A drawing whose horizontal places are shares of its width, so that it fits any screen while text keeps its size.
pub(super) struct Drawing {
    height: f64,
    class: &'static str,
    label: Option<String>,
    marks: String,
}

impl Drawing {
    /// A decorative drawing: the page says the same in words beside it.
    pub(super) fn decorative(class: &'static str, height: f64) -> Self {
        Self { height, class, label: None, marks: String::new() }
    }

    /// A drawing that speaks for itself.
    pub(super) fn labelled(class: &'static str, height: f64, label: &str) -> Self {
        Self { height, class, label: Some(escape(label)), marks: String::new() }
    }

    /// A bar from one share of the width to another.
    pub(super) fn bar(&mut self, class: &str, from: f64, to: f64, top: f64, height: f64) -> &mut Self {
        let (x, width) = (percent(from), percent((to - from).max(0.0)));
        let _ = write!(self.marks, r#"<rect class="{class}" x="{x}" y="{top}" width="{width}" height="{height}"/>"#);
        self
    }

    /// An upright line.
    pub(super) fn line(&mut self, class: &str, at: f64, top: f64, bottom: f64) -> &mut Self {
        let x = percent(at);
        let _ = write!(self.marks, r#"<line class="{class}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>"#);
        self
    }

    /// A level line.
    pub(super) fn level(&mut self, class: &str, from: f64, to: f64, at: f64) -> &mut Self {
        let (from, to) = (percent(from), percent(to));
        let _ = write!(self.marks, r#"<line class="{class}" x1="{from}" x2="{to}" y1="{at}" y2="{at}"/>"#);
        self
    }

    /// A shape drawn around the origin, moved to a place. `path` is written in code, never taken from data.
    pub(super) fn shape(&mut self, class: &str, at: f64, y: f64, path: &str) -> &mut Self {
        let x = percent(at);
        let _ =
            write!(self.marks, r#"<svg x="{x}" y="{y}" overflow="visible"><path class="{class}" d="{path}"/></svg>"#);
        self
    }

    /// Keeps another drawing in this one, unseen, for [`Self::repeat`] anywhere below it on the page. `name` is written
    /// in code, never taken from data.
    pub(super) fn define(&mut self, name: &str, drawing: &Self) -> &mut Self {
        let _ = write!(self.marks, r#"<symbol id="{name}">{}</symbol>"#, drawing.marks);
        self
    }

    /// What [`Self::define`] kept under this name, over the whole drawing.
    pub(super) fn repeat(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.marks, r##"<use href="#{name}"/>"##);
        self
    }

    /// Text whose anchor is set by its class.
    pub(super) fn text(&mut self, class: &str, at: f64, y: f64, text: &str) -> &mut Self {
        let (x, text) = (percent(at), escape(text));
        let _ = write!(self.marks, r#"<text class="{class}" x="{x}" y="{y}">{text}</text>"#);
        self
    }

    /// Lines through points given as shares of the box, top first.
    pub(super) fn path_through(&mut self, class: &str, points: &[(f64, f64)], top: f64, height: f64) -> &mut Self {
        let list = points.iter().map(|(x, y)| format!("{:.2},{:.2}", x * 100.0, y * 100.0)).collect::<Vec<_>>();
        let list = list.join(" ");
        let _ = write!(
            self.marks,
            r#"<svg y="{top}" width="100%" height="{height}" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible"><polyline class="{class}" points="{list}"/></svg>"#
        );
        self
    }

    /// A dot of a given half width.
    pub(super) fn dot(&mut self, class: &str, at: f64, y: f64, radius: f64) -> &mut Self {
        let x = percent(at);
        let _ = write!(self.marks, r#"<circle class="{class}" cx="{x}" cy="{y:.1}" r="{radius:.1}"/>"#);
        self
    }

    /// A place that says its value when it is pointed at: shown by the browser, and sooner by our own script.
    pub(super) fn spot(&mut self, (from, to): (f64, f64), (top, height): (f64, f64), text: &str) -> &mut Self {
        let (x, width, text) = (percent(from), percent((to - from).max(0.0)), escape(text));
        let _ = write!(
            self.marks,
            r#"<rect class="spot" x="{x}" y="{top:.1}" width="{width}" height="{height:.1}" data-tip="{text}"><title>{text}</title></rect>"#
        );
        self
    }

    /// The element.
    pub(super) fn finish(&self) -> String {
        let Self { height, class, label, marks } = self;
        let speech = match label {
            Some(label) => format!(r#"role="img" aria-label="{label}""#),
            None => r#"aria-hidden="true""#.to_owned(),
        };
        format!(r#"<svg class="{class}" width="100%" height="{height}" {speech} focusable="false">{marks}</svg>"#)
    }
}

/// A share of the width, kept inside the drawing.
fn percent(share: f64) -> String {
    format!("{:.2}%", if share.is_finite() { share.clamp(0.0, 1.0) * 100.0 } else { 0.0 })
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
