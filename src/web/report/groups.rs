//! Lines of a report by unit: different units never share an axis.

use serde::Serialize;

use crate::domain::reading::Unit;
use crate::store::view::report::{ReportView, Series};

/// The lines of one unit.
#[derive(Debug, Serialize)]
pub struct LineGroup {
    /// The unit.
    pub unit: Unit,
    /// Its lines.
    pub series: Vec<Series>,
}

/// The lines of every unit that has some.
pub(super) fn groups(view: &ReportView) -> Vec<LineGroup> {
    let of = |unit: &Unit| {
        let series: Vec<Series> = view.series.iter().filter(|line| line.unit == *unit).cloned().collect();
        (!series.is_empty()).then_some(LineGroup { unit: *unit, series })
    };
    Unit::ALL.iter().filter_map(of).collect()
}
