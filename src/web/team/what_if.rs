//! `/campaigns/{slug}/plan/what-if`: the plan there would be under other limits. All of it stands in the address; nothing is
//! stored.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::replan::PlanFigures;
use crate::domain::campaign::Campaign;
use crate::domain::money::{Currency, Money};
use crate::services::views::{self, Changes, ClashShown};
use crate::services::what_if::{Question, WhatIf, what_if};
use crate::store::view::{CampaignHead, CapUnit, Names};
use crate::web::chrome::Chrome;
use crate::web::page::Page;
use crate::web::problem::Problem;
use crate::web::router::Web;
use crate::web::samples;

/// More money than any campaign has, whole units.
const MOST_MONEY: i64 = 100_000_000;
/// More gifts, pieces or minutes than any campaign has.
const MOST_PIECES: u32 = 1_000_000;
/// The largest share a campaign file may hold out, percent.
const MOST_PERCENT: u8 = 50;

/// One limit that can be otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// Name in the address.
    pub name: String,
    /// Name of the cap; `hold_out` for the share held out.
    pub cap: String,
    /// The gift's names, for a stock.
    pub gift: Option<Names>,
    /// What it counts: `money`, `pieces`, `minutes`, `percent`.
    pub unit: &'static str,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<&'static str>,
}

/// What one more of a cap would add.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorthLine {
    /// The cap.
    pub cap: String,
    /// The gift's names, for a stock.
    pub gift: Option<Names>,
    /// What it counts.
    pub unit: CapUnit,
    /// Points for one more: a whole unit of money, a piece, a minute.
    pub points: f64,
    /// Up to which limit, minor units of money.
    pub until: Option<i64>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// As things are.
    pub now: PlanFigures,
    /// As asked.
    pub then: PlanFigures,
    /// Who comes in, who goes out.
    pub changes: Changes,
    /// What more would buy.
    pub worth: Vec<WorthLine>,
}

/// The page's head and fields.
#[derive(Debug, Serialize)]
pub struct WhatIfView {
    /// Head.
    pub head: CampaignHead,
    /// Caps and the hold-out.
    pub fields: Vec<Field>,
    /// Stocks.
    pub stocks: Vec<Field>,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct WhatIfPage {
    /// What it shows.
    pub view: WhatIfView,
    /// The answer, where one was asked for.
    pub told: Option<Told>,
    /// Why there is no plan.
    pub clash: Option<ClashShown>,
}

impl Page for WhatIfPage {
    const TEMPLATE: &'static str = "team/what_if.html";

    fn samples() -> Vec<Self> {
        let field = |name: &str, cap: &str, unit, value: &str, fault, gift| Field {
            name: name.to_owned(),
            cap: cap.to_owned(),
            gift,
            unit,
            value: value.to_owned(),
            fault,
        };
        let queue = samples::approvals::queue();
        let names = queue.gifts.first().map(|line| line.gift.clone());
        let view = |fault| WhatIfView {
            head: queue.head.clone(),
            fields: vec![
                field("money", "money", "money", "2500.00", fault, None),
                field("gifts", "gifts", "pieces", "40", None, None),
                field("team_minutes", "team_minutes", "minutes", "1800", None, None),
                field("station-AMS", "station:AMS", "money", "", None, None),
                field("hold_out", "hold_out", "percent", "20", None, None),
            ],
            stocks: vec![field("stock-trail-watch", "stock:trail-watch", "pieces", "5", fault, names.clone())],
        };
        let figures = |value| PlanFigures {
            gifts: 40,
            cost_minor: 98_000,
            value,
            upper_bound: 20_010,
            gap: 0.0005,
            held_out: 12,
        };
        let worth = |cap: &str, unit, points, until, gift| WorthLine { cap: cap.to_owned(), gift, unit, points, until };
        let told = Told {
            now: figures(19_000),
            then: figures(20_000),
            changes: samples::approvals::changes(),
            worth: vec![
                worth("money", CapUnit::Money, 12.5, Some(300_000), None),
                worth("stock:trail-watch", CapUnit::Pieces, 210.0, Some(7), names.clone()),
                worth("team_minutes", CapUnit::Minutes, 0.4, None, None),
            ],
        };
        let still = Told { changes: Changes::default(), worth: Vec::new(), ..told.clone() };
        let clash = Some(samples::approvals::clash());
        vec![
            Self { view: view(None), told: Some(told), clash: None },
            Self { view: view(None), told: Some(still), clash: None },
            Self { view: view(Some("number")), told: None, clash: None },
            Self { view: view(Some("too_large")), told: None, clash },
        ]
    }
}

/// A question as it is read from an address, field by field.
struct Reader<'a> {
    currency: Currency,
    asked: &'a [(String, String)],
    is_asked: bool,
    is_wrong: bool,
}

impl Reader<'_> {
    /// A field with what the campaign has in it, or what was asked; and the value, where one was asked.
    fn field<T: Copy + PartialEq>(
        &mut self,
        (name, cap, unit): (&str, &str, &'static str),
        own: Option<(T, String)>,
        read: impl Fn(&str, Currency) -> Result<T, &'static str>,
    ) -> (Field, Option<T>) {
        let own_text = own.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
        let given = self.asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
        self.is_asked |= given.is_some();
        let value = given.filter(|text| !text.is_empty());
        let read = value.as_deref().map(|text| read(text, self.currency));
        let fault = read.as_ref().and_then(|read| read.as_ref().err().copied());
        self.is_wrong |= fault.is_some();
        let asked = read.and_then(Result::ok).filter(|asked| own.is_none_or(|(own, _)| own != *asked));
        // A text that is no number is short enough to be shown again.
        let value = value.unwrap_or(own_text).chars().take(40).collect();
        let field = Field { name: name.to_owned(), cap: cap.to_owned(), gift: None, unit, value, fault };
        (field, asked)
    }
}

fn money(text: &str, currency: Currency) -> Result<i64, &'static str> {
    let money: Money = format!("{currency} {}", text.replace(',', ".")).parse().map_err(|_| "number")?;
    let most = MOST_MONEY * 10_i64.pow(currency.digits());
    match money.minor {
        minor if minor < 0 => Err("number"),
        minor if minor > most => Err("too_large"),
        minor => Ok(minor),
    }
}

fn whole(text: &str, most: u32) -> Result<u32, &'static str> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("number");
    }
    text.parse().ok().filter(|value| *value <= most).ok_or("too_large")
}

/// The fields of a campaign, what is asked, whether anything is asked and whether it can be read.
fn read(campaign: &Campaign, asked: &[(String, String)]) -> (Vec<Field>, Vec<Field>, Question, bool, bool) {
    let mut reader = Reader { currency: campaign.currency, asked, is_asked: false, is_wrong: false };
    let mut question = Question::default();
    let mut fields = Vec::new();
    let own = |money: Money| (money.minor, money.amount());
    let pieces = |text: &str, _| whole(text, MOST_PIECES);
    let caps = &campaign.caps;
    let (field, value) = reader.field(("money", "money", "money"), Some(own(caps.campaign)), money);
    question.money = value;
    fields.push(field);
    let (mut field, value) = reader.field(("day", "day", "money"), caps.day.map(own), money);
    "each_day".clone_into(&mut field.cap);
    question.day = value;
    fields.push(field);
    for scope in &campaign.stations {
        let (name, cap) = (format!("station-{}", scope.iata), format!("station:{}", scope.iata));
        let (field, value) = reader.field((&name, &cap, "money"), scope.budget.map(own), money);
        question.stations.extend(value.map(|value| (scope.iata.clone(), value)));
        fields.push(field);
    }
    let count = |own: Option<u32>| own.map(|own| (own, own.to_string()));
    let (field, value) = reader.field(("gifts", "gifts", "pieces"), count(caps.gifts), pieces);
    question.gifts = value;
    fields.push(field);
    let (field, value) = reader.field(("team_minutes", "team_minutes", "minutes"), count(caps.team_minutes), pieces);
    question.team_minutes = value;
    fields.push(field);
    let share = campaign.hold_out_percent;
    let percent = |text: &str, _| whole(text, u32::from(MOST_PERCENT)).map(|value| u8::try_from(value).unwrap_or(0));
    let (field, value) = reader.field(("hold_out", "hold_out", "percent"), Some((share, share.to_string())), percent);
    question.hold_out_percent = value;
    fields.push(field);
    let mut stocks = Vec::new();
    for idea in &campaign.gifts {
        let (name, cap) = (format!("stock-{}", idea.slug), format!("stock:{}", idea.slug));
        let (field, value) = reader.field((&name, &cap, "pieces"), count(Some(idea.stock)), pieces);
        question.stock.extend(value.map(|value| (idea.slug.clone(), value)));
        stocks.push(Field { gift: Some(idea.name.clone()), ..field });
    }
    (fields, stocks, question, reader.is_asked, reader.is_wrong)
}

/// Asks and answers.
pub async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    chrome: Chrome,
) -> Result<Response, Problem> {
    let app = web.app()?;
    let (loaded, head) = views::campaign(app, &slug).await?;
    let (fields, stocks, question, is_asked, is_wrong) = read(&loaded.campaign, &asked);
    let mut page = WhatIfPage { view: WhatIfView { head, fields, stocks }, told: None, clash: None };
    if is_wrong {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&page, &chrome)?).into_response());
    }
    if is_asked {
        match what_if(app, &loaded, &question).await {
            Ok(WhatIf { now, then, changes, worth }) => {
                let scale = 10_f64.powi(i32::try_from(loaded.campaign.currency.digits()).unwrap_or(2));
                let names = |cap: &str| {
                    let slug = cap.strip_prefix("stock:")?;
                    loaded.campaign.gifts.iter().find(|idea| idea.slug == slug).map(|idea| idea.name.clone())
                };
                let line = |one: crate::services::what_if::Worth| {
                    let unit = CapUnit::of(&one.cap);
                    let points = if unit == CapUnit::Money { one.points * scale } else { one.points };
                    let until =
                        one.holds.filter(|(_, to)| *to < 1e15).and_then(|(_, to)| format!("{to:.0}").parse().ok());
                    WorthLine { gift: names(&one.cap), unit, points, until, cap: one.cap }
                };
                // A quota or the share of the elite is a rule, nothing that could be bought.
                let bought = |one: &crate::services::what_if::Worth| {
                    one.points > 0.0 && !one.cap.starts_with("language:") && one.cap != "elite"
                };
                page.told = Some(Told {
                    now: now.into(),
                    then: then.into(),
                    changes: views::changes(app, &loaded, &changes).await?,
                    worth: worth.into_iter().filter(bought).map(line).collect(),
                });
            }
            Err(error) => page.clash = Some(views::clash(app, &loaded, error).await?),
        }
    }
    Ok(web.page(&page, &chrome)?.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_either_decimal_sign_and_absurd_ones_are_not() {
        let euro = |text| money(text, Currency::EUR);
        assert_eq!((euro("2500"), euro("2500,5"), euro("0.01")), (Ok(250_000), Ok(250_050), Ok(1)));
        assert_eq!(
            (euro("-1"), euro("1e9"), euro("abc"), euro("1.234")),
            (Err("number"), Err("number"), Err("number"), Err("number"))
        );
        assert_eq!(euro("100000001"), Err("too_large"));
        assert_eq!(
            (whole("12", 50), whole("51", 50), whole("-1", 50), whole("9999999999999", 50)),
            (Ok(12), Err("too_large"), Err("number"), Err("too_large"))
        );
    }
}
