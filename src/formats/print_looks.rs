//! How marks look in ink: greys, dashes and sizes that tell apart without colour what colours tell apart on screen.

/// A line in ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// 0 black, 1 white.
    pub(super) grey: f32,
    /// Pixels.
    pub(super) width: f32,
    /// Dash and gap, pixels; none for a whole line.
    pub(super) dash: &'static [f32],
}

/// Area and outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub(super) fill: Option<f32>,
    pub(super) stroke: Option<Stroke>,
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Letters in ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letters {
    /// Pixels.
    pub(super) size: f32,
    /// 0 black, 1 white; none: black or white, whichever shows on the bar below.
    pub(super) grey: Option<f32>,
    pub(super) bold: bool,
    pub(super) anchor: Anchor,
    /// Whether white stands around the letters.
    pub(super) on_white: bool,
}

const fn area(grey: f32) -> Ink {
    Ink { fill: Some(grey), stroke: None }
}

const fn line(grey: f32, width: f32, dash: &'static [f32]) -> Ink {
    Ink { fill: None, stroke: Some(Stroke { grey, width, dash }) }
}

const fn outlined(fill: f32, width: f32) -> Ink {
    Ink { fill: Some(fill), stroke: Some(Stroke { grey: 0.0, width, dash: &[] }) }
}

/// The ink of a class of areas and lines; none for one that no picture on paper has.
pub(super) fn ink(class: &str) -> Option<Ink> {
    Some(match class {
        "money-step" | "heat heat-2" => area(0.72),
        "money-sum" | "funnel-bar" => area(0.3),
        "funnel-bar funnel-bar--end" => outlined(0.86, 0.8),
        "heat heat-1" => area(0.9),
        "heat heat-3" => area(0.4),
        "heat heat-4" => area(0.12),
        "map-sea" => area(0.96),
        "growth-base" => line(0.35, 1.0, &[]),
        "growth-grid" | "map-grid" => line(0.84, 0.8, &[]),
        "money-join" => line(0.5, 1.0, &[2.0, 2.0]),
        "forest-zero" | "line-break" => line(0.4, 1.2, &[3.0, 3.0]),
        "forest-line" => line(0.0, 1.8, &[]),
        "forest-all" => outlined(0.75, 1.4),
        "forest-dot" => area(0.0),
        "line-0" => line(0.0, 2.2, &[]),
        "line-1" => line(0.3, 2.2, &[8.0, 4.0]),
        "line-2" => line(0.3, 2.2, &[2.0, 4.0]),
        "line-3" => line(0.45, 2.2, &[12.0, 3.0, 2.0, 3.0]),
        "curve-3" => line(0.4, 1.6, &[2.0, 4.0]),
        "line-mark" | "growth-dot" => outlined(1.0, 1.8),
        "map-dot" => outlined(0.66, 1.4),
        _ => return None,
    })
}

/// The look of a class of texts; none for one that no picture on paper has.
pub(super) fn letters(class: &str) -> Option<Letters> {
    let look = |size, anchor| Letters { size, grey: Some(0.0), bold: false, anchor, on_white: false };
    let faint = |size, anchor| Letters { grey: Some(0.3), ..look(size, anchor) };
    let bold = |letters| Letters { bold: true, ..letters };
    Some(match class {
        "curve-mark" => faint(11.0, Anchor::Start),
        "curve-axis" => faint(13.0, Anchor::Middle),
        "growth-from" => faint(13.0, Anchor::Start),
        "growth-to" => faint(13.0, Anchor::End),
        "line-break-words" => look(12.0, Anchor::Start),
        "line-break-words line-break-words--end" => look(12.0, Anchor::End),
        "picture-words" => look(13.0, Anchor::Start),
        "picture-value" => look(13.0, Anchor::End),
        "picture-words picture-words--sum" => bold(look(13.0, Anchor::Start)),
        "picture-value picture-words--sum" => bold(look(13.0, Anchor::End)),
        "heat-n heat-n-1" | "heat-n heat-n-2" | "heat-n heat-n-3" | "heat-n heat-n-4" => {
            Letters { grey: None, ..look(12.0, Anchor::Middle) }
        }
        "heat-hour" => faint(12.0, Anchor::Start),
        "map-degree" => faint(10.0, Anchor::Start),
        "map-name" => bold(look(12.0, Anchor::Start)),
        "map-name map-name--end" => bold(look(12.0, Anchor::End)),
        "funnel-words" => Letters { grey: None, ..bold(look(13.0, Anchor::Middle)) },
        "funnel-words funnel-words--out" => Letters { on_white: true, ..bold(look(13.0, Anchor::Middle)) },
        _ => return None,
    })
}
