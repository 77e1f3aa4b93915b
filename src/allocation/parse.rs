//! JSON in and out, streamed: options go straight into the builder, so that millions of them need no tree in memory.
//!
//! All faults of a well-formed file are reported at once; unknown keys are dropped; nothing here panics on any input.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Deserialize, Serialize, Serializer};

use super::problem::{Builder, InputFault, Limit, OptionView, Problem};

impl Problem {
    /// Reads a problem from JSON (FORMATS.md "giftgate solve allocation"), or gives every fault with its place.
    pub fn parse(json: &str) -> Result<Self, Vec<InputFault>> {
        let mut builder = Builder::default();
        let mut reader = serde_json::Deserializer::from_str(json);
        let read = File(&mut builder).deserialize(&mut reader).and_then(|()| reader.end());
        if let Err(error) = read {
            let place = format!("line {}, column {}", error.line(), error.column());
            let text = error.to_string();
            let cause = text.split(" at line ").next().unwrap_or_default();
            return Err(vec![InputFault { code: "malformed", place, message: format!("can't be read: {cause}") }]);
        }
        builder.build()
    }
}

/// A whole number, or what stood there instead.
enum Whole {
    Number(u64),
    Negative,
    Fraction,
    TooLarge,
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Whole;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Whole, E> {
                Ok(Whole::Number(number))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Whole, E> {
                Ok(u64::try_from(number).map_or(Whole::Negative, Whole::Number))
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Whole, E> {
                Ok(match number {
                    n if n < 0.0 => Whole::Negative,
                    n if n >= 18_446_744_073_709_551_615.0 => Whole::TooLarge,
                    _ => Whole::Fraction,
                })
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

impl Whole {
    /// The number if it is at most `most`; else notes the fault and gives 0.
    fn take(self, builder: &mut Builder, most: u64, place: impl FnOnce(&Builder) -> String) -> u64 {
        let (code, message) = match self {
            Self::Number(number) if number <= most => return number,
            Self::Number(_) | Self::TooLarge => ("too_large", format!("is more than {most}; use a coarser unit")),
            Self::Negative => ("negative", "is negative; give a whole number from 0".to_owned()),
            Self::Fraction => ("not_whole", "is not a whole number; give one, in minor units for money".to_owned()),
        };
        let place = place(builder);
        builder.fault(code, place, message);
        0
    }
}

/// Declares a seed that visits a JSON object (or list) with the builder at hand.
macro_rules! seed {
    ($name:ident, $method:ident, $access:ident, $what:literal, |$this:ident, $map:ident| $body:block) => {
        impl<'de> DeserializeSeed<'de> for $name<'_> {
            type Value = ();
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_any(self)
            }
        }
        impl<'de> Visitor<'de> for $name<'_> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($what)
            }
            fn $method<A: $access<'de>>(self, mut $map: A) -> Result<(), A::Error> {
                let $this = self;
                $body
            }
        }
    };
}

/// A string borrowed from the file where it holds no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct File<'b>(&'b mut Builder);
seed!(File, visit_map, MapAccess, "an object with `travellers` and `limits`", |this, map| {
    let (mut travellers, mut limits) = (false, false);
    while let Some(Text(key)) = map.next_key()? {
        match &*key {
            "travellers" if travellers => return Err(A::Error::custom("`travellers` stands twice")),
            "travellers" => {
                travellers = true;
                map.next_value_seed(Travellers(this.0))?;
            }
            "limits" => {
                limits = true;
                map.next_value_seed(Limits(this.0))?;
            }
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    for (found, key) in [(travellers, "travellers"), (limits, "limits")] {
        if !found {
            this.0.fault("missing", key.to_owned(), "is missing; give it, even if empty");
        }
    }
    Ok(())
});

struct Travellers<'b>(&'b mut Builder);
seed!(Travellers, visit_seq, SeqAccess, "a list of travellers", |this, list| {
    while list.next_element_seed(Traveller(this.0))?.is_some() {}
    Ok(())
});

struct Traveller<'b>(&'b mut Builder);
seed!(Traveller, visit_map, MapAccess, "a traveller", |this, map| {
    let (mut id, mut required, mut options) = (String::new(), false, false);
    while let Some(Text(key)) = map.next_key()? {
        match &*key {
            "id" => id = map.next_value::<Text<'de>>()?.0.into_owned(),
            "required" => required = map.next_value()?,
            "options" if options => return Err(A::Error::custom("`options` stands twice")),
            "options" => {
                options = true;
                map.next_value_seed(Options(this.0))?;
            }
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    this.0.traveller(&id, required);
    Ok(())
});

struct Options<'b>(&'b mut Builder);
seed!(Options, visit_seq, SeqAccess, "a list of options", |this, list| {
    let mut uses = Vec::new();
    while list.next_element_seed(OptionSeed(this.0, &mut uses))?.is_some() {}
    Ok(())
});

struct OptionSeed<'b>(&'b mut Builder, &'b mut Vec<(u32, i64)>);
seed!(OptionSeed, visit_map, MapAccess, "an option", |this, map| {
    let (mut gift, mut value) = (None, None);
    this.1.clear();
    while let Some(Text(key)) = map.next_key()? {
        match &*key {
            "gift" => gift = Some(map.next_value::<Text<'de>>()?.0),
            "value" => value = Some(map.next_value::<Whole>()?),
            "uses" => map.next_value_seed(Uses(this.0, this.1))?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    let value = value.unwrap_or_else(|| {
        this.0.fault("missing", this.0.place(".value"), "is missing; give a whole number");
        Whole::Number(0)
    });
    let value = value.take(this.0, u64::from(u32::MAX), |builder| builder.place(".value"));
    let gift = gift.unwrap_or_default();
    if gift.is_empty() {
        this.0.fault("missing", this.0.place(".gift"), "is missing; name the gift");
    }
    this.0.option(&gift, value, this.1);
    Ok(())
});

struct Uses<'b>(&'b mut Builder, &'b mut Vec<(u32, i64)>);
seed!(Uses, visit_map, MapAccess, "an object of limit names and amounts", |this, map| {
    while let Some((Text(name), amount)) = map.next_entry::<Text<'de>, Whole>()? {
        let most = super::problem::LARGEST_SUM;
        let amount = amount.take(this.0, most, |builder| builder.place(&format!(".uses[{name}]")));
        let limit = this.0.limit(&name);
        this.1.push((limit, i64::try_from(amount).unwrap_or(i64::MAX)));
    }
    Ok(())
});

struct Limits<'b>(&'b mut Builder);
seed!(Limits, visit_map, MapAccess, "an object of limits", |this, map| {
    #[derive(Deserialize)]
    struct Bounds {
        min: Option<Whole>,
        max: Option<Whole>,
    }
    while let Some((Text(name), bounds)) = map.next_entry::<Text<'de>, Bounds>()? {
        let mut bound = |key: &str, whole: Option<Whole>| {
            whole.map(|whole| whole.take(this.0, u64::MAX, |_| format!("limits[{name}].{key}")))
        };
        let (min, max) = (bound("min", bounds.min), bound("max", bounds.max));
        this.0.declare(&name, min, max);
    }
    Ok(())
});

/// Serialises a list from an iterator that can be started anew.
struct List<F>(F);
impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

struct TravellerOut<'a>(&'a Problem, usize);
impl Serialize for TravellerOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(problem, row) = *self;
        let mut out = serializer.serialize_struct("Traveller", 3)?;
        out.serialize_field("id", problem.traveller_id(row))?;
        out.serialize_field("required", &problem.is_required(row))?;
        out.serialize_field("options", &List(|| problem.options(row).map(|option| OptionOut(problem, option))))?;
        out.end()
    }
}

struct OptionOut<'a>(&'a Problem, OptionView<'a>);
impl Serialize for OptionOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Option", 3)?;
        out.serialize_field("gift", self.1.gift)?;
        out.serialize_field("value", &self.1.value)?;
        out.serialize_field("uses", &UsesOut(self.0, self.1))?;
        out.end()
    }
}

struct UsesOut<'a>(&'a Problem, OptionView<'a>);
impl Serialize for UsesOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.1.uses().map(|(limit, amount)| (self.0.limits[limit].name.as_str(), amount)))
    }
}

struct LimitsOut<'a>(&'a [Limit]);
impl Serialize for LimitsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Bounds {
            #[serde(skip_serializing_if = "Option::is_none")]
            min: Option<u64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            max: Option<u64>,
        }
        serializer.collect_map(self.0.iter().map(|l| (l.name.as_str(), Bounds { min: l.min, max: l.max })))
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(2))?;
        out.serialize_entry("travellers", &List(|| (0..self.travellers()).map(|row| TravellerOut(self, row))))?;
        out.serialize_entry("limits", &LimitsOut(&self.limits))?;
        out.end()
    }
}
