//! What if: the plan there would be under other caps, stocks or another hold-out. A question; nothing is stored.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::campaigns::unit_of;
use super::input::Body;
use super::plans::{ChangeShown, FiguresShown, changes_shown, no_plan};
use crate::services::campaigns;
use crate::services::views;
use crate::services::what_if::{Question, WhatIf, what_if};
use crate::store::view::CapUnit;
use crate::web::problem::Problem;
use crate::web::router::Web;

/// Most money, minor units.
const MOST_MINOR: i64 = 10_000_000_000;
/// Most pieces, gifts or minutes.
const MOST: u32 = 1_000_000;
/// The largest share a campaign file may hold out, percent.
const MOST_PERCENT: u8 = 50;
/// Longest name of a gift idea.
const LONGEST_NAME: usize = 80;
/// Most stations or stocks named.
const MOST_NAMED: usize = 200;

/// Another stock of a gift idea.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherStock {
    /// Name of the idea; unknown ones change nothing.
    #[schema(max_length = 80)]
    pub idea: String,
    /// Pieces.
    #[schema(maximum = 1_000_000)]
    pub pieces: u32,
}

/// Another budget of a station.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherBudget {
    /// Its IATA code; unknown ones change nothing.
    #[schema(max_length = 3)]
    pub station: String,
    /// Minor units.
    #[schema(minimum = 0, maximum = 10_000_000_000i64)]
    pub money_minor: i64,
}

/// What shall be otherwise; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhatIfAsked {
    /// Money of the campaign, minor units.
    #[schema(minimum = 0, maximum = 10_000_000_000i64)]
    pub money_minor: Option<i64>,
    /// Money a day.
    #[schema(minimum = 0, maximum = 10_000_000_000i64)]
    pub day_minor: Option<i64>,
    /// Gifts.
    #[schema(maximum = 1_000_000)]
    pub gifts: Option<u32>,
    /// Minutes of the team.
    #[schema(maximum = 1_000_000)]
    pub team_minutes: Option<u32>,
    /// Share held out, percent.
    #[schema(maximum = 50)]
    pub hold_out_percent: Option<u8>,
    /// Stocks.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub stock: Vec<OtherStock>,
    /// Budgets of stations.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub stations: Vec<OtherBudget>,
}

/// What one more unit of a cap would add.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorthShown {
    /// The cap.
    pub cap: String,
    /// What it counts: `money` (minor units), `pieces`, `minutes`.
    pub unit: &'static str,
    /// Points for one more.
    pub points: f64,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhatIfTold {
    /// The best plan as things are.
    pub now: FiguresShown,
    /// The best plan as asked.
    pub then: FiguresShown,
    /// Who would get something else.
    pub changes: Vec<ChangeShown>,
    /// What more of each cap would add, dearest first.
    pub worth: Vec<WorthShown>,
}

impl WhatIfAsked {
    fn question(self) -> Result<Question, Problem> {
        let money = |name: &str, minor: i64| match minor {
            0..=MOST_MINOR => Ok(minor),
            _ => Err(Problem::Invalid(format!("`{name}` is not within 0 and {MOST_MINOR}"))),
        };
        let number = |name: &str, number: u32| match number {
            0..=MOST => Ok(number),
            _ => Err(Problem::Invalid(format!("`{name}` is more than {MOST}"))),
        };
        if self.stock.len() > MOST_NAMED || self.stations.len() > MOST_NAMED {
            return Err(Problem::Invalid(format!("more than {MOST_NAMED} stocks or stations are named")));
        }
        if self.hold_out_percent.is_some_and(|percent| percent > MOST_PERCENT) {
            return Err(Problem::Invalid(format!("`hold_out_percent` is more than {MOST_PERCENT}")));
        }
        let too_long = |text: &str, most: usize| text.chars().count() > most;
        if self.stock.iter().any(|one| too_long(&one.idea, LONGEST_NAME))
            || self.stations.iter().any(|one| too_long(&one.station, 3))
        {
            return Err(Problem::Invalid("an `idea` or a `station` is longer than any name".to_owned()));
        }
        let stock = self.stock.into_iter().map(|one| Ok((one.idea, number("pieces", one.pieces)?)));
        let stations = self.stations.into_iter().map(|one| Ok((one.station, money("money_minor", one.money_minor)?)));
        Ok(Question {
            money: self.money_minor.map(|minor| money("money_minor", minor)).transpose()?,
            day: self.day_minor.map(|minor| money("day_minor", minor)).transpose()?,
            gifts: self.gifts.map(|gifts| number("gifts", gifts)).transpose()?,
            team_minutes: self.team_minutes.map(|minutes| number("team_minutes", minutes)).transpose()?,
            stations: stations.collect::<Result<_, Problem>>()?,
            stock: stock.collect::<Result<_, Problem>>()?,
            hold_out_percent: self.hold_out_percent,
        })
    }
}

/// Ask what the plan would be under other limits
#[utoipa::path(post, path = "/api/v1/campaigns/{slug}/plan/what-if", tag = "plans",
    params(("slug" = String, Path, description = "The campaign")), request_body = WhatIfAsked,
    responses((status = 200, description = "Both plans and the difference", body = WhatIfTold)))]
pub async fn ask(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Body(asked): Body<WhatIfAsked>,
) -> Result<Json<WhatIfTold>, Problem> {
    let app = web.app()?;
    let loaded = campaigns::load(app, &slug).await?;
    let WhatIf { now, then, changes, worth } = what_if(app, &loaded, &asked.question()?).await.map_err(no_plan)?;
    let changes = views::changes(app, &loaded, &changes).await?;
    let line = |one: crate::services::what_if::Worth| WorthShown {
        unit: unit_of(CapUnit::of(&one.cap)),
        points: one.points,
        cap: one.cap,
    };
    Ok(Json(WhatIfTold {
        now: now.into(),
        then: then.into(),
        changes: changes_shown(&changes),
        worth: worth.into_iter().map(line).collect(),
    }))
}
