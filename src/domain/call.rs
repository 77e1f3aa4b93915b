//! What calls of a network cost, by kind. X publishes its prices in dollars; they count as the campaign's currency unless the
//! settings say other ones.

use std::collections::BTreeMap;

words! {
    /// Kinds of calls that cost.
    Call {
        /// A post that is read.
        Read = "read",
        /// A post of our own that is read.
        OwnRead = "own_read",
        /// An account that is read.
        User = "user",
        /// A post that is written.
        Create = "create",
        /// The same with a link in it.
        CreateWithLink = "create_with_link",
        /// A post that is taken down.
        Delete = "delete",
    }
}

/// Prices, in millionths of the currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices(BTreeMap<Call, u64>);

impl Default for Prices {
    /// What X asks per resource or request (docs.x.com, getting started, pricing; 2026).
    fn default() -> Self {
        Self(BTreeMap::from([
            (Call::Read, 5_000),
            (Call::OwnRead, 1_000),
            (Call::User, 10_000),
            (Call::Create, 15_000),
            (Call::CreateWithLink, 200_000),
            (Call::Delete, 10_000),
        ]))
    }
}

impl Prices {
    /// The price of a kind.
    pub fn of(&self, call: Call) -> u64 {
        self.0.get(&call).copied().unwrap_or_default()
    }

    /// Reads `read=0.005 create=0.015`; what is not named keeps its price. An error is the part that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut prices = Self::default();
        for part in text.split([' ', ',']).filter(|part| !part.is_empty()) {
            let one = part.split_once('=').and_then(|(call, price)| Some((call.parse().ok()?, micros(price)?)));
            let (call, price) = one.ok_or_else(|| part.to_owned())?;
            prices.0.insert(call, price);
        }
        Ok(prices)
    }
}

/// `0.005` as millionths; never rounded.
fn micros(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 6 || ![whole, part].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    whole.parse::<u64>().ok()?.checked_mul(1_000_000)?.checked_add(format!("{part:0<6}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_without_rounding() {
        let prices = Prices::read("read=0.0042, create=2").expect("prices");
        assert_eq!((prices.of(Call::Read), prices.of(Call::Create)), (4_200, 2_000_000));
        assert_eq!(prices.of(Call::User), Prices::default().of(Call::User));
        for wrong in ["read", "like=1", "read=-1", "read=0.00000001", "read=1e3", "read=99999999999999999999"] {
            assert_eq!(Prices::read(wrong), Err(wrong.to_owned()));
        }
    }
}
