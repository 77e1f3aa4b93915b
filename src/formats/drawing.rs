//! What a drawing consists of, before it is SVG on a page or ink on paper: both are made from the same marks.
//!
//! Horizontal places are shares of the drawing's width, all else is in CSS pixels from the top; a class names the look.

/// A mark of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle between two shares of the width.
    Bar {
        /// Its look.
        class: String,
        /// Left and right end, shares.
        across: (f64, f64),
        /// Top and height.
        down: (f64, f64),
    },
    /// A straight line.
    Line {
        /// Its look.
        class: String,
        /// Left and right end, shares.
        across: (f64, f64),
        /// Upper and lower end.
        down: (f64, f64),
    },
    /// A shape around a place.
    Shape {
        /// Its look.
        class: String,
        /// Where its origin lies: a share, and pixels.
        at: (f64, f64),
        /// Its outline as SVG path data in pixels, written in code.
        path: String,
    },
    /// Text.
    Text {
        /// Its look, which also says whether its place is its start, middle or end.
        class: String,
        /// Where it stands: a share, and its baseline.
        at: (f64, f64),
        /// What it says.
        text: String,
    },
    /// Lines through points.
    Path {
        /// Their look.
        class: String,
        /// The points as shares of the box, top first.
        points: Vec<(f64, f64)>,
        /// Top and height of the box.
        down: (f64, f64),
    },
    /// A circle.
    Dot {
        /// Its look.
        class: String,
        /// Its middle: a share, and pixels.
        at: (f64, f64),
        /// Half its width.
        radius: f64,
    },
    /// A place that says its value when it is pointed at; nothing on paper.
    Spot {
        /// Left and right end, shares.
        across: (f64, f64),
        /// Top and height.
        down: (f64, f64),
        /// What it says.
        text: String,
    },
    /// Marks kept unseen under a name, for [`Mark::Repeat`]; nothing on paper.
    Kept {
        /// The name, written in code.
        name: String,
        /// What is kept.
        marks: Vec<Mark>,
    },
    /// What was kept under this name, once more; nothing on paper.
    Repeat(String),
}

/// A picture for paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What it shows, in words, for those who can't see it.
    pub label: String,
    /// Height, pixels.
    pub height: f64,
    /// Its marks, lowest first.
    pub marks: Vec<Mark>,
    /// Which line is which: look of the line, path of its mark, name.
    pub keys: Vec<(String, String, String)>,
}

/// A share of the width, kept inside the drawing.
pub fn share(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
}
