//! Measure: what the campaign's posts and gifts did, what they cost, and whether an effect can be told from chance.
//!
//! Pure. Every figure keeps its source, definition, time and method; different units are never added up; what can't be
//! known is `None` or "not measured", never 0.

mod chance;
mod costs;
mod figures;
mod growth;
pub mod keyness;
mod normal;
mod pooled;
mod proportions;
mod returns;
pub mod rise;
pub mod schedule;
pub mod spike;
mod student;
mod targets;
mod uplift;
pub mod yardstick;

pub use chance::fisher_exact;
pub use costs::{Costs, GiftCost, PerThousand, costs, per_thousand};
pub use figures::{Figures, Note, Part, Total, figures};
pub use growth::{Steps, growth, hour_end};
pub use pooled::{Pooled, Study, pooled};
pub use proportions::{Share, held_out_beside, minimum_detectable_rise, newcombe, treated_needed, wilson};
pub use returns::{Returns, returns};
pub use targets::{TargetResult, Verdict, against};
pub use uplift::{EffectAnswer, EffectFault, EffectInput, Group, effect};
