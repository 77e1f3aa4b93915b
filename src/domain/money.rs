//! Money: whole minor units and an ISO 4217 currency. Never a floating-point number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 currency code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many digits stand behind the decimal point (ISO 4217 table A.1, the currencies that differ from 2).
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

/// Why a text is no money or no currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The currency is not three capital letters.
    #[error("`{0}` is not a currency; write three capital letters of ISO 4217, such as EUR")]
    Currency(String),
    /// The amount can't be read.
    #[error("`{0}` is not an amount; write it like \"EUR 49.00\"")]
    Amount(String),
    /// Two currencies in one sum.
    #[error("{0} and {1} can't be added; a campaign counts in one currency")]
    Mixed(Currency, Currency),
    /// The sum leaves the range of 64 bits.
    #[error("the amount is too large")]
    TooLarge,
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(MoneyError::Currency(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in minor units (cents for EUR, yen for JPY).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units; may be negative in differences, never in prices.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum, refused where currencies differ or the sum is out of range.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// The amount without its currency, such as `49.00`.
    pub fn amount(self) -> String {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(digits);
        let sign = if self.minor < 0 { "-" } else { "" };
        let units = self.minor.unsigned_abs();
        match digits {
            0 => format!("{sign}{units}"),
            _ => format!("{sign}{}.{:0width$}", units / scale, units % scale, width = digits as usize),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.currency, self.amount()))
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `EUR 49.00`, `EUR 49` or `JPY 4900`; never more decimals than the currency has.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || MoneyError::Amount(text.to_owned());
        let (currency, amount) = text.trim().split_once(' ').ok_or_else(fault)?;
        let currency: Currency = currency.parse()?;
        let digits = currency.digits() as usize;
        let (sign, amount) = match amount.trim().strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount.trim()),
        };
        let (units, fraction) = amount.split_once('.').unwrap_or((amount, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if units.is_empty() || !all_digits(units) || !all_digits(fraction) || fraction.len() > digits {
            return Err(fault());
        }
        let minor: i64 = format!("{units}{fraction:0<digits$}").parse().map_err(|_| MoneyError::TooLarge)?;
        Ok(Self { minor: sign * minor, currency })
    }
}

macro_rules! serde_as_text {
    ($type:ty, $name:literal, $pattern:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

serde_as_text!(Currency, "Currency", "^[A-Z]{3}$");
serde_as_text!(Money, "Money", "^[A-Z]{3} -?[0-9]+(\\.[0-9]+)?$");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_it_prints() {
        for text in ["EUR 49.00", "EUR 0.05", "JPY 4900", "KWD 1.250", "EUR -3.10"] {
            assert_eq!(text.parse::<Money>().map(|money| money.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("EUR 49".parse(), Ok(Money::new(4900, Currency::EUR)));
    }

    #[test]
    fn more_decimals_than_the_currency_has_are_refused() {
        for text in ["EUR 1.005", "JPY 1.5", "EUR", "EUR 1,50", "49.00", "eur 1", "EUR 99999999999999999999"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let yen = Money::new(1, "JPY".parse().expect("a currency"));
        assert!(matches!(Money::new(1, Currency::EUR).plus(yen), Err(MoneyError::Mixed(..))));
        assert_eq!(Money::new(i64::MAX, Currency::EUR).plus(Money::new(1, Currency::EUR)), Err(MoneyError::TooLarge));
    }
}
