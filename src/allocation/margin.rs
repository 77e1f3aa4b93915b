//! Shadow prices in words: what the next units of a limit are worth, and up to where.
//!
//! Invariant: nothing is said beyond the range over which the price holds.

use super::answer::{Answer, Clash};
use super::problem::{LARGEST_SUM, Limit, Problem};

/// What a priced limit is worth at the margin, in whole units of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The limit's name.
    pub limit: String,
    /// Its cap (or its quota, where the price is negative) as it stands.
    pub now: u64,
    /// What one more unit of it adds to the value; negative for a quota, which costs that much a unit.
    pub price: f64,
    /// The price holds from here …
    pub from: u64,
    /// … up to here; `None` if it holds for any more.
    pub to: Option<u64>,
}

impl Margin {
    /// A sentence such as "the next EUR 293.00 are worth 0.021 each, up to EUR 2,930.00". `amount` writes an amount of
    /// the limit, such as money with its currency; `each` is the unit a price is for, such as "a cent".
    pub fn in_words(&self, amount: impl Fn(u64) -> String, each: &str) -> String {
        let price = plain(self.price.abs());
        let less = self.now.saturating_sub(self.from);
        if self.price < 0.0 {
            return match less {
                0 => format!("asking for less than {} adds at most {price} {each}", amount(self.now)),
                _ => {
                    format!("each {each} less adds {price}, down to {}", amount(self.from)).replace("each a ", "each ")
                }
            };
        }
        let last = if less > 0 { format!("; the last {} as much", amount(less)) } else { String::new() };
        match self.to {
            None => format!("whatever comes on top is worth {price} {each}{last}"),
            Some(to) if to <= self.now => format!("more is worth at most {price} {each}{last}"),
            Some(to) => {
                let more = amount(to - self.now);
                format!("the next {more} are worth {price} {each}, up to {}{last}", amount(to))
            }
        }
    }
}

impl Answer {
    /// The priced limits with the range over which each price holds, in the order of the problem.
    pub fn margins(&self, problem: &Problem) -> Vec<Margin> {
        let limits = problem.limits().iter();
        limits.filter_map(|limit| self.margin(limit)).collect()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn margin(&self, limit: &Limit) -> Option<Margin> {
        let price = *self.shadow_prices.get(&limit.name)?;
        let range = self.price_ranges.get(&limit.name)?;
        let now = if price > 0.0 { limit.max? } else { limit.min? };
        // Rounded inwards, off by less than a thousandth of a unit; ranges lie between 0 and 2^53, where casts are exact.
        let from = ((range.from - 1e-3).ceil().max(0.0) as u64).min(now);
        let to = (range.to < LARGEST_SUM as f64).then(|| ((range.to + 1e-3).floor() as u64).max(now));
        Some(Margin { limit: limit.name.clone(), now, price, from, to })
    }
}

/// One sentence for every priced limit, amounts as plain numbers.
pub(super) fn in_words(problem: &Problem, answer: &Answer) -> Vec<String> {
    let margins = answer.margins(problem);
    margins.iter().map(|margin| format!("{}: {}", margin.limit, margin.in_words(grouped, "a unit"))).collect()
}

/// The clash as a sentence.
pub(super) fn clash_in_words(problem: &Problem, clash: &Clash) -> String {
    let bound = |name: &String| {
        let limit = problem.limits().iter().find(|limit| limit.name == *name);
        let sides = limit.map(|limit| match (limit.min, limit.max) {
            (Some(min), Some(max)) => format!("from {} to {}", grouped(min), grouped(max)),
            (Some(min), None) => format!("at least {}", grouped(min)),
            (None, Some(max)) => format!("at most {}", grouped(max)),
            (None, None) => "any".to_owned(),
        });
        format!("`{name}` ({})", sides.unwrap_or_default())
    };
    let limits: Vec<String> = clash.limits.iter().map(bound).collect();
    let pinned = match clash.travellers.len() {
        0 => String::new(),
        1 => format!(" while {} must get something", clash.travellers[0]),
        count @ 2..=5 => {
            format!(
                " while {} and {} must get something",
                clash.travellers[..count - 1].join(", "),
                clash.travellers[count - 1]
            )
        }
        _ => format!(" while {} and others must get something", clash.travellers[..3].join(", ")),
    };
    if !clash.proven {
        return format!("no plan was found in the time given; these may clash: {}{pinned}", limits.join(", "));
    }
    match limits.len() {
        0 => format!("there is no plan{pinned}"),
        1 => format!("no plan keeps {}{pinned}; loosen it or pin fewer", limits[0]),
        _ => format!("no plan keeps {} together{pinned}; loosening any one of them is enough", limits.join(" and ")),
    }
}

/// A whole number with a comma before each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A price with three meaning digits.
fn plain(price: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let digits = (2.0 - price.abs().max(1e-9).log10().floor()).clamp(0.0, 9.0) as usize; // 0 to 9
    let text = format!("{price:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(price: f64, from: u64, to: Option<u64>) -> Margin {
        Margin { limit: "money".into(), now: 243_000, price, from, to }
    }

    #[test]
    fn the_next_euros_are_put_into_words_with_their_range() {
        let euros = |minor: u64| format!("EUR {}.{:02}", grouped(minor / 100), minor % 100);
        let words = margin(0.021_04, 240_000, Some(293_000)).in_words(euros, "a cent");
        assert_eq!(words, "the next EUR 500.00 are worth 0.021 a cent, up to EUR 2,930.00; the last EUR 30.00 as much");
        assert_eq!(margin(3.0, 243_000, None).in_words(grouped, "a unit"), "whatever comes on top is worth 3 a unit");
        let none = margin(0.5, 243_000, Some(243_000)).in_words(grouped, "a unit");
        assert_eq!(none, "more is worth at most 0.5 a unit");
        let quota = Margin { now: 7, from: 2, ..margin(-40.0, 0, None) }.in_words(grouped, "a place");
        assert_eq!(quota, "each place less adds 40, down to 2");
    }
}
