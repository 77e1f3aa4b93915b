//! What templates can call: texts, addresses, and values written as the page's language writes them.

use std::fmt::Write;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use fluent_bundle::{FluentArgs, FluentValue};
use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::html::escape;
use super::locale::{Locales, Texts};
use super::{format, status};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::Currency;
use crate::domain::uri::encode;

/// A window that closes within this time is shown as urgent.
const SOON: TimeDelta = TimeDelta::minutes(10);

/// A function whose answer is HTML of ours.
pub(super) struct Html<F>(pub F);

impl<F> Function<TeraResult<String>> for Html<F>
where
    F: Fn(Kwargs, &State) -> TeraResult<String> + Send + Sync + 'static,
{
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        (self.0)(kwargs, state)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// The page's language.
pub(super) fn language(state: &State) -> TeraResult<Language> {
    let tag = state.get::<String>("lang")?.unwrap_or_default();
    tag.parse().map_err(|_| tera::Error::message("the page has no language"))
}

/// A word argument read into its type.
pub(super) fn parsed<T: std::str::FromStr>(kwargs: &Kwargs, name: &str) -> TeraResult<T> {
    let text = kwargs.must_get::<&str>(name)?;
    text.parse().map_err(|_| tera::Error::message(format!("`{text}` can't be read as {name}")))
}

/// Registers everything.
pub(super) fn register(tera: &mut Tera, locales: &Arc<Locales>, assets: &Arc<Assets>) {
    texts(tera, locales);
    values(tera);
    places(tera, assets);
    tera.register_function("time", Html(|kwargs: Kwargs, state: &State| time(&kwargs, state)));
    tera.register_function("named", |kwargs: Kwargs, state: &State| named(&kwargs, language(state)?));
}

fn texts(tera: &mut Tera, locales: &Arc<Locales>) {
    let with = |locales: &Arc<Locales>| Arc::clone(locales);
    let own = with(locales);
    tera.register_function("t", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let mut args = FluentArgs::new();
        for (name, value) in kwargs.iter() {
            args.set(name.to_string(), argument(value));
        }
        let texts = own.texts(language(state)?);
        texts
            .find(key, Some(&args))
            .ok_or_else(|| tera::Error::message(format!("no text `{key}` in {}", texts.language)))
    });
    let own = with(locales);
    tera.register_function("word", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        Ok(own.texts(language(state)?).word(kwargs.must_get("group")?, kwargs.must_get("of")?))
    });
    let own = with(locales);
    tera.register_function("reason", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        Ok(own.texts(language(state)?).reason(kwargs.must_get("of")?))
    });
    let own = with(locales);
    tera.register_function(
        "chip",
        Html(move |kwargs: Kwargs, state: &State| {
            Ok(status::chip(own.texts(language(state)?), kwargs.must_get("kind")?, kwargs.must_get("of")?))
        }),
    );
    tera.register_function("shape", Html(|kwargs: Kwargs, _: &State| Ok(status::shape(kwargs.must_get("of")?))));
    let own = with(locales);
    tera.register_function(
        "left",
        Html(move |kwargs: Kwargs, state: &State| {
            let (until, now): (Instant, Instant) = (parsed(&kwargs, "until")?, parsed(&kwargs, "now")?);
            Ok(duration(own.texts(language(state)?), (until - now).num_minutes()))
        }),
    );
}

/// A span of minutes with a large figure.
fn duration(texts: Texts<'_>, minutes: i64) -> String {
    let figure = |n: i64| format!("<b>{}</b>", format::whole(n, texts.language));
    let unit = |key| format!("<small>{}</small>", escape(&texts.get(key)));
    match minutes {
        ..=99 => format!("{} {}", figure(minutes.max(0)), unit("unit-min")),
        _ => format!("{} {}", figure((minutes + 30) / 60), unit("unit-hours")),
    }
}

fn argument(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_f64()) {
        (Some(whole), _) => FluentValue::from(whole),
        (_, Some(number)) if value.is_number() => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}

fn values(tera: &mut Tera) {
    tera.register_function("soon", |kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        let (until, now): (Instant, Instant) = (parsed(&kwargs, "until")?, parsed(&kwargs, "now")?);
        Ok(until >= now && until - now <= SOON)
    });
    tera.register_function("money", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let currency: Currency = parsed(&kwargs, "currency")?;
        Ok(format::money(kwargs.must_get("minor")?, currency, language(state)?))
    });
    tera.register_function("num", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let decimals = kwargs.get::<usize>("decimals")?.unwrap_or(0);
        Ok(format::number(kwargs.must_get::<f64>("of")?, decimals, language(state)?))
    });
    tera.register_function("percent", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let decimals = kwargs.get::<usize>("decimals")?.unwrap_or(0);
        Ok(format::percent(kwargs.must_get::<f64>("of")?, decimals, language(state)?))
    });
    tera.register_function("prob", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        Ok(format::probability(kwargs.must_get::<f64>("of")?, language(state)?))
    });
    tera.register_function("bits", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        Ok(format::bits(kwargs.must_get::<f64>("of")?, language(state)?))
    });
    tera.register_function("day", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let day: NaiveDate = parsed(&kwargs, "of")?;
        let short = kwargs.get::<bool>("short")?.unwrap_or(false);
        Ok(if short { format::short_day(day, language(state)?) } else { format::day(day, language(state)?) })
    });
    tera.register_function("zone", |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::zone_name(parsed(&kwargs, "at")?, parsed(&kwargs, "zone")?))
    });
}

/// A time of day at a station, with the zone and UTC in its title; `day=true` adds the day.
fn time(kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let (at, zone): (Instant, Tz) = (parsed(kwargs, "at")?, parsed(kwargs, "zone")?);
    let language = language(state)?;
    let zone_name = format::zone_name(at, zone);
    let title = format!("{} {zone_name} · {}", format::clock(at, zone), format::utc(at));
    let mut words = escape(&format::clock(at, zone));
    if kwargs.get::<bool>("day")?.unwrap_or(false) {
        let day = format::short_day(at.with_timezone(&zone).date_naive(), language);
        words = format!("{} {words}", escape(&day));
    }
    if kwargs.get::<bool>("zoned")?.unwrap_or(false) {
        words = format!("{words} <small>{}</small>", escape(&zone_name));
    }
    let stamp = at.format("%Y-%m-%dT%H:%M:%SZ");
    Ok(format!(r#"<time datetime="{stamp}" title="{}">{words}</time>"#, escape(&title)))
}

/// A gift's name in the page's language, English where it has none.
fn named(kwargs: &Kwargs, language: Language) -> TeraResult<String> {
    let names = kwargs.must_get::<&Value>("of")?;
    let name = |language: Language| names.get_from_path(language.as_str()).and_then(Value::as_str);
    Ok(name(language).or_else(|| name(Language::En)).unwrap_or_default().to_owned())
}

/// A script with all it imports, so that nothing is asked for one after the other. The page itself comes first: it works
/// without any script.
fn script(assets: &Assets, name: &str) -> TeraResult<String> {
    let missing = || tera::Error::message(format!("static/{name} is missing"));
    let mut tags = format!(
        r#"<script type="module" src="{}" fetchpriority="low"></script>"#,
        assets.address(name).ok_or_else(missing)?
    );
    for import in assets.imports(name) {
        let _ = write!(tags, r#"<link rel="modulepreload" href="{import}" fetchpriority="low">"#);
    }
    Ok(tags)
}

fn places(tera: &mut Tera, assets: &Arc<Assets>) {
    let own = Arc::clone(assets);
    tera.register_function(
        "script",
        Html(move |kwargs: Kwargs, _: &State| script(&own, kwargs.must_get::<&str>("name")?)),
    );
    let assets = Arc::clone(assets);
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let name = kwargs.must_get::<&str>("name")?;
        assets.address(name).ok_or_else(|| tera::Error::message(format!("static/{name} is missing")))
    });
    tera.register_function("link", |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let chrome = state.get::<Value>("chrome")?.unwrap_or_else(Value::undefined);
        let kept = chrome.get_from_path("language_kept").and_then(Value::as_bool).unwrap_or(false);
        let mut address = kwargs.must_get::<&str>("path")?.to_owned();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in kwargs.iter() {
            let (name, value) = (name.to_string(), value.to_string());
            if name != "path" && name != "hash" && !value.is_empty() && value != "null" {
                pairs.push((name, encode(&value)));
            }
        }
        pairs.sort();
        if kept {
            pairs.push(("lang".to_owned(), language(state)?.to_string()));
        }
        for (place, (name, value)) in pairs.iter().enumerate() {
            let sign = if place == 0 { '?' } else { '&' };
            address = format!("{address}{sign}{name}={value}");
        }
        if let Some(hash) = kwargs.get::<&str>("hash")? {
            address = format!("{address}#{hash}");
        }
        Ok(address)
    });
}
