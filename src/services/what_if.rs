//! What if: the plan there would be under other caps, stocks or another hold-out. A question; nothing is stored.

use std::collections::BTreeMap;

use tokio::sync::Semaphore;

use super::Error;
use super::campaigns::LoadedCampaign;
use super::planning::{Change, Figures, changes, given, next_seed};
use super::pool::PlanFrom;
use super::prepared::{Prepared, Terms, prepare, prepare_from};
use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::id::TravellerId;
use crate::domain::money::Money;

/// Iterations of the optimiser: less than for a plan, for an answer while one waits.
const ITERATIONS: u64 = 30_000;

/// Each works out two plans; more at once only wait for each other.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What shall be otherwise; what is not named stays as the campaign has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Money of the campaign, minor units.
    pub money: Option<i64>,
    /// Money a day.
    pub day: Option<i64>,
    /// Number of gifts.
    pub gifts: Option<u32>,
    /// Staff minutes.
    pub team_minutes: Option<u32>,
    /// Money by station.
    pub stations: BTreeMap<String, i64>,
    /// Pieces by gift idea.
    pub stock: BTreeMap<String, u32>,
    /// Share held out, percent.
    pub hold_out_percent: Option<u8>,
}

impl Question {
    /// The campaign as it would be.
    fn applied_to(&self, campaign: &Campaign) -> Campaign {
        let mut then = campaign.clone();
        let money = |minor| Money::new(minor, campaign.currency);
        if let Some(minor) = self.money {
            then.caps.campaign = money(minor);
        }
        if let Some(minor) = self.day {
            then.caps.day = Some(money(minor));
        }
        then.caps.gifts = self.gifts.or(then.caps.gifts);
        then.caps.team_minutes = self.team_minutes.or(then.caps.team_minutes);
        then.hold_out_percent = self.hold_out_percent.unwrap_or(then.hold_out_percent);
        for scope in &mut then.stations {
            if let Some(minor) = self.stations.get(&scope.iata) {
                scope.budget = Some(money(*minor));
            }
        }
        for idea in &mut then.gifts {
            idea.stock = self.stock.get(&idea.slug).copied().unwrap_or(idea.stock);
        }
        then
    }
}

/// What one more unit of a cap would add.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// The cap.
    pub cap: String,
    /// Points for one more unit: minor units of money, pieces, minutes.
    pub points: f64,
    /// Lowest and highest limit for which that holds, where known.
    pub holds: Option<(f64, f64)>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The best plan as things are.
    pub now: Figures,
    /// The best plan as asked.
    pub then: Figures,
    /// Who would get something else.
    pub changes: Vec<Change>,
    /// What more of each cap would add to it, dearest first.
    pub worth: Vec<Worth>,
}

/// Works out the plan there would be. `Unsatisfiable` and `PinsClash` say why there is none.
pub async fn what_if(app: &App, loaded: &LoadedCampaign, asked: &Question) -> Result<WhatIf, Error> {
    if_edited(app, loaded, asked.applied_to(&loaded.campaign)).await
}

/// The same for a campaign whose file says something else.
pub async fn if_edited(app: &App, loaded: &LoadedCampaign, campaign: Campaign) -> Result<WhatIf, Error> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| Error::Interrupted)?;
    let seed = next_seed(app, loaded).await?;
    // A share can only be compared with another one where both draw from everybody.
    let drawn_anew = campaign.hold_out_percent != loaded.campaign.hold_out_percent;
    let terms = Terms { from: PlanFrom::Confirmed, seed, iterations: ITERATIONS, drawn_anew };
    let now = prepare(app, loaded, terms).await?;
    let then = if campaign == loaded.campaign {
        None
    } else {
        // Other limits for the same people: prices and plan of the first answer are kept.
        let earlier = (!drawn_anew).then_some(&now.answer);
        Some(prepare_from(app, &LoadedCampaign { campaign, ..loaded.clone() }, terms, earlier).await?)
    };
    let then = then.as_ref().unwrap_or(&now);
    let (before, after): (BTreeMap<TravellerId, String>, _) = (given(&now.plan), given(&then.plan));
    Ok(WhatIf {
        now: Figures::of(&now.plan),
        then: Figures::of(&then.plan),
        changes: changes(&before, &after),
        worth: worth(then),
    })
}

fn worth(then: &Prepared) -> Vec<Worth> {
    let answer = &then.answer;
    let one = |(cap, points): (&String, &f64)| Worth {
        cap: cap.clone(),
        points: *points,
        holds: answer.price_ranges.get(cap).map(|range| (range.from, range.to)),
    };
    let mut lines: Vec<Worth> = answer.shadow_prices.iter().map(one).collect();
    lines.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| a.cap.cmp(&b.cap)));
    lines
}
