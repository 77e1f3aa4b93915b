//! Drawings, made on the server as SVG that fits any width. A page always says the same in words or a table beside it.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult};

use super::functions::{Html, language};
use super::html::Drawing;
use super::locale::{Locales, Texts};

mod curve;
pub mod flight_clock;
pub(in crate::web) mod lines;
pub(in crate::web) mod pictures;
pub mod round_lane;
pub mod score;
pub mod waterfall;

/// How a picture is drawn from what a template names.
type Draw = fn(&Kwargs, Texts<'_>) -> TeraResult<String>;

/// Registers all drawings.
pub(super) fn register(tera: &mut Tera, locales: &Arc<Locales>) {
    tera.register_function("bar", Html(|kwargs: Kwargs, _: &State| Ok(bar(kwargs.must_get("share")?))));
    tera.register_function(
        "log_bar",
        Html(|kwargs: Kwargs, _: &State| Ok(bar(logarithmic(kwargs.must_get("of")?, kwargs.must_get("most")?)))),
    );
    tera.register_function(
        "cap_bar",
        Html(|kwargs: Kwargs, _: &State| {
            let (limit, committed) = (kwargs.must_get::<f64>("limit")?, kwargs.must_get::<f64>("committed")?);
            Ok(cap_bar(limit, committed, kwargs.get::<f64>("reserved")?.unwrap_or(0.0)))
        }),
    );
    tera.register_function("curve", Html(|kwargs: Kwargs, _: &State| curve::chart(&kwargs)));
    tera.register_function("score_bar", Html(|kwargs: Kwargs, _: &State| score::bar(&kwargs)));
    tera.register_function("waterfall_bar", Html(|kwargs: Kwargs, _: &State| waterfall::bar(&kwargs)));
    tera.register_function("time_axis", Html(|kwargs: Kwargs, _: &State| flight_clock::axis(&kwargs)));
    let own = Arc::clone(locales);
    tera.register_function(
        "time_lane",
        Html(move |kwargs: Kwargs, state: &State| flight_clock::lane(&kwargs, own.texts(language(state)?))),
    );
    tera.register_function("line_key", Html(|kwargs: Kwargs, _: &State| lines::key(&kwargs)));
    let drawings: [(&'static str, Draw); 7] = [
        ("lines", lines::chart),
        ("budget", pictures::budget),
        ("forest", pictures::forest),
        ("heat_map", pictures::heat),
        ("destinations", pictures::map),
        ("calibration", pictures::calibration),
        ("funnel", pictures::funnel),
    ];
    for (name, draw) in drawings {
        let own = Arc::clone(locales);
        tera.register_function(
            name,
            Html(move |kwargs: Kwargs, state: &State| draw(&kwargs, own.texts(language(state)?))),
        );
    }
    let own = Arc::clone(locales);
    tera.register_function(
        "round_lane",
        Html(move |kwargs: Kwargs, state: &State| round_lane::lane(&kwargs, own.texts(language(state)?))),
    );
}

/// One bar on a track.
fn bar(share: f64) -> String {
    let mut drawing = Drawing::decorative("bar", 12.0);
    drawing.bar("bar-track", 0.0, 1.0, 0.0, 12.0).bar("bar-fill", 0.0, share, 0.0, 12.0);
    drawing.finish()
}

/// A count as a share on a logarithmic scale: 0 stays 0, the most is 1.
fn logarithmic(count: f64, most: f64) -> f64 {
    if most <= 0.0 { 0.0 } else { (count.max(0.0) + 1.0).ln() / (most + 1.0).ln() }
}

/// What is committed, what is reserved, what is free. The track with its tenths is the drawing's background.
fn cap_bar(limit: f64, committed: f64, reserved: f64) -> String {
    let whole = if limit > 0.0 { limit } else { 1.0 };
    let (spent, promised) = (committed / whole, (committed + reserved) / whole);
    let mut drawing = Drawing::decorative("cap-bar", 20.0);
    if promised > spent {
        drawing.bar("cap-reserved", spent, promised, 0.0, 20.0);
    }
    drawing.bar("cap-committed", 0.0, spent, 0.0, 20.0).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logarithmic_bar_keeps_order_and_ends() {
        assert!(logarithmic(0.0, 1000.0) < f64::EPSILON);
        assert!((logarithmic(1000.0, 1000.0) - 1.0).abs() < 1e-12);
        assert!(logarithmic(10.0, 1000.0) < logarithmic(11.0, 1000.0));
        assert!(logarithmic(5.0, 0.0) < f64::EPSILON);
    }
}
