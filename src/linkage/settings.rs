//! What a campaign may set of the match step, with safe defaults.

use super::calibration::Calibration;
use super::levels::Parameters;

/// Settings of the match step.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Share of authors who are on the manifest, among those who name a flight, a place or a check-in. It makes the prior.
    /// 0.02 suits a feed of travel posts; `learn` estimates it from a batch.
    pub on_board: f64,
    /// Share of authors who bear or borrow the name of a passenger without being one, however rare the name: namesakes,
    /// relatives, impostors. It bounds what name and handle are worth: never more than log2(passengers / namesakes).
    pub namesakes: f64,
    /// Relatives who write of a passenger's flight, for each passenger who posts. They bear the surname and know the trip, so only the
    /// given name and who travels tell them apart.
    pub relatives: f64,
    /// Least probability of a suggestion.
    pub suggest_from: f64,
    /// Least probability worth a person's look.
    pub verify_from: f64,
    /// A suggestion must be so many times as likely as the next passenger.
    pub clear_by: f64,
    /// Candidates below this probability are left out, unless they are ambiguous.
    pub keep_from: f64,
    /// Bits that name and handle must bring to a suggestion.
    pub least_who_bits: f64,
    /// Bits that flight, route, place and a named day must bring to a suggestion.
    pub least_trip_bits: f64,
    /// m and u of every level.
    pub parameters: Parameters,
    /// Correction learnt from decisions of people; none at first.
    pub calibration: Calibration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            on_board: 0.02,
            namesakes: 0.01,
            relatives: 0.5,
            suggest_from: 0.99,
            verify_from: 0.80,
            clear_by: 20.0,
            keep_from: 0.001,
            least_who_bits: 6.0,
            least_trip_bits: 5.0,
            parameters: Parameters::default(),
            calibration: Calibration::AsIs,
        }
    }
}
