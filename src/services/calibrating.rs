//! Calibrating: what people decided about matches corrects the weights of the next ones.
//!
//! Decisions of past days only, so that all posts of a day are weighed alike, however often listening starts. Until there are enough of
//! both kinds the model's own probabilities stand. The correction is a line of the evidence: weights still add up.

use super::Error;
use crate::app::App;
use crate::domain::instant::local_day;
use crate::domain::matching::Evidence;
use crate::linkage::{Calibration, Comparison, Settings};

/// The newest decisions count, so many at most: a team, its networks and its routes change.
const NEWEST: u32 = 20_000;

/// Settings of the match step as of today: the usual ones, corrected by what people decided before.
pub async fn settings(app: &App) -> Result<Settings, Error> {
    let today = local_day(app.now(), chrono_tz::UTC).and_time(chrono::NaiveTime::MIN).and_utc();
    let decided = app.store.decided_evidence(today, NEWEST).await?;
    let decisions: Vec<(f64, bool)> =
        decided.iter().filter_map(|(evidence, is_right)| Some((own_weight(evidence)?, *is_right))).collect();
    let calibration = Calibration::learn(&decisions).unwrap_or_default();
    Ok(Settings { calibration, ..Settings::default() })
}

/// Weight of a match before calibration and rivals; `None` for a registered handle, which teaches nothing about names and trips.
fn own_weight(evidence: &[Evidence]) -> Option<f64> {
    let mut sum = 0.0;
    for line in evidence {
        match line.comparison.parse::<Comparison>() {
            Ok(Comparison::RegisteredHandle) if line.weight > 0.0 => return None,
            Ok(comparison) if comparison.is_later() => {}
            _ => sum += line.weight,
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(comparison: &str, weight: f64) -> Evidence {
        Evidence { comparison: comparison.to_owned(), level: "level".to_owned(), weight }
    }

    #[test]
    fn earlier_corrections_and_rivals_are_not_learnt_again() {
        let lines = [line("prior", -20.0), line("name", 18.0), line("calibration", -3.0), line("rival authors", -1.0)];
        assert_eq!(own_weight(&lines), Some(-2.0));
    }

    #[test]
    fn a_registered_handle_teaches_nothing() {
        assert_eq!(own_weight(&[line("prior", -20.0), line("registered handle", 33.0)]), None);
        assert_eq!(own_weight(&[line("prior", -20.0), line("registered handle", -3.5)]), Some(-23.5));
    }
}
