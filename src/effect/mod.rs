//! Measure: what the campaign's posts and gifts did, what they cost, and whether an effect can be told from chance.
//!
//! Pure. Every figure keeps its source, definition, time and method; different units are never added up; what can't be
//! known is `None` or "not measured", never 0.

mod costs;
mod figures;
mod normal;
mod proportions;
mod targets;
mod uplift;
pub mod yardstick;

pub use costs::{Costs, GiftCost, PerThousand, costs, per_thousand};
pub use figures::{Figures, Note, Part, Total, figures};
pub use proportions::{Share, minimum_detectable_rise, newcombe, wilson};
pub use targets::{TargetResult, Verdict, against};
pub use uplift::{EffectAnswer, EffectFault, EffectInput, Group, effect};
