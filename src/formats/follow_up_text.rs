//! Follow-up templates: a small, safe part of Tera, and how long a text is on each network.
//!
//! A template may put in the declared variables, trim or change their case, and ask whether one is empty. No include,
//! no loop, no function, no assignment: what it makes is never longer than template and values together.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::campaign::{CARE_VARIABLES, TEMPLATE_VARIABLES};
use crate::domain::post::Network;

/// Longest template, characters.
const TEMPLATE_LIMIT: usize = 4_000;
/// Longest value put in, characters.
const VALUE_LIMIT: usize = 500;
/// Filters a template may use.
const FILTERS: [&str; 5] = ["upper", "lower", "capitalize", "title", "trim"];

/// What a template puts in: one field per variable of [`TEMPLATE_VARIABLES`].
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TemplateValues<'a> {
    /// The traveller's first name.
    pub first_name: &'a str,
    /// The gift in the language of the text.
    pub gift: &'a str,
    /// The city of the destination.
    pub city: &'a str,
    /// The campaign's name.
    pub campaign: &'a str,
    /// The post's short address; empty where the campaign leads nowhere.
    pub link: &'a str,
}

/// Why a template is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// A variable that there is not.
    #[error("the template uses `{0}`, which there is not")]
    UnknownVariable(String, &'static [&'static str]),
    /// More of Tera than is allowed.
    #[error("the template uses `{0}`, which is not allowed in texts")]
    NotAllowed(String),
    /// Tera does not understand it.
    #[error("the template can't be read: {0}")]
    Syntax(String),
    /// Too long.
    #[error("{what} is longer than {limit} characters")]
    TooLong {
        /// The template or a value.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl TemplateFault {
    /// A stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownVariable(..) => "template_variable",
            Self::NotAllowed(_) => "template_not_allowed",
            Self::Syntax(_) => "template_syntax",
            Self::TooLong { .. } => "template_too_long",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        match self {
            Self::UnknownVariable(name, known) => {
                format!("{} (between double braces)", super::campaign::suggest(name, known))
            }
            Self::NotAllowed(_) => {
                format!("use only {{{{ variable }}}}, the filters {} and {{% if variable %}}", FILTERS.join(", "))
            }
            Self::Syntax(_) => "check that every {{ has its }} and every {% if %} its {% endif %}".to_owned(),
            Self::TooLong { .. } => "make it shorter".to_owned(),
        }
    }
}

/// Checks that a follow-up template keeps to the safe part of Tera.
pub fn check_template(template: &str) -> Result<(), TemplateFault> {
    check_with(template, &TEMPLATE_VARIABLES)
}

/// Checks that a template keeps to the safe part of Tera and to these variables.
fn check_with(template: &str, known: &'static [&'static str]) -> Result<(), TemplateFault> {
    if template.chars().nth(TEMPLATE_LIMIT).is_some() {
        return Err(TemplateFault::TooLong { what: "the template", limit: TEMPLATE_LIMIT });
    }
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        rest = &rest[start..];
        let opens = rest.as_bytes().get(1).copied().unwrap_or_default();
        let close = match opens {
            b'{' => "}}",
            b'%' => "%}",
            b'#' => "#}",
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let inside = &rest[2..];
        let end = inside.find(close);
        let end = end.ok_or_else(|| TemplateFault::Syntax(format!("`{}` is never closed", &rest[..2])))?;
        let code = &inside[..end];
        let code = code.strip_prefix('-').unwrap_or(code);
        let code = code.strip_suffix('-').unwrap_or(code).trim();
        match opens {
            b'{' => check_expression(code, known)?,
            b'%' => check_statement(code, known)?,
            _ => {}
        }
        rest = &inside[end + 2..];
    }
    // A second opinion, and the one on the nesting of if and endif.
    let sample: BTreeMap<&str, &str> = known.iter().map(|name| (*name, "")).collect();
    rendered(template, &sample).map(|_| ())
}

/// Checks an answer of the care desk in the same way.
pub fn check_care_text(template: &str) -> Result<(), TemplateFault> {
    check_with(template, &CARE_VARIABLES)
}

/// Renders an answer of the care desk.
pub fn render_care_text(template: &str, campaign: &str, link: &str) -> Result<String, TemplateFault> {
    if [campaign, link].iter().any(|value| value.chars().nth(VALUE_LIMIT).is_some()) {
        return Err(TemplateFault::TooLong { what: "a value", limit: VALUE_LIMIT });
    }
    check_care_text(template)?;
    rendered(template, &BTreeMap::from([("campaign", campaign), ("link", link)])).map(|text| text.trim().to_owned())
}

/// Renders a follow-up text. Values go in as they are (the text is no HTML).
pub fn render_template(template: &str, values: &TemplateValues<'_>) -> Result<String, TemplateFault> {
    for value in [values.first_name, values.gift, values.city, values.campaign, values.link] {
        if value.chars().nth(VALUE_LIMIT).is_some() {
            return Err(TemplateFault::TooLong { what: "a value", limit: VALUE_LIMIT });
        }
    }
    check_template(template)?;
    rendered(template, values).map(|text| text.trim().to_owned())
}

fn rendered(template: &str, values: &impl Serialize) -> Result<String, TemplateFault> {
    let fault = |error: tera::Error| TemplateFault::Syntax(first_line(&error.to_string()));
    let context = Context::from_serialize(values).map_err(fault)?;
    Tera::one_off(template, &context, false).map_err(fault)
}

fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("unknown cause").to_owned()
}

fn check_expression(code: &str, known: &'static [&'static str]) -> Result<(), TemplateFault> {
    let mut parts = code.split('|').map(str::trim);
    check_variable(parts.next().unwrap_or_default(), known)?;
    match parts.find(|filter| !FILTERS.contains(filter)) {
        Some(filter) => Err(TemplateFault::NotAllowed(short(filter))),
        None => Ok(()),
    }
}

fn check_statement(code: &str, known: &'static [&'static str]) -> Result<(), TemplateFault> {
    let words: Vec<_> = code.split_whitespace().collect();
    match words.as_slice() {
        ["else" | "endif"] => Ok(()),
        ["if" | "elif", variable] | ["if" | "elif", "not", variable] => check_variable(variable, known),
        [] => Err(TemplateFault::Syntax("`{% %}` is empty".to_owned())),
        _ => Err(TemplateFault::NotAllowed(short(code))),
    }
}

fn check_variable(name: &str, known: &'static [&'static str]) -> Result<(), TemplateFault> {
    if known.contains(&name) {
        return Ok(());
    }
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Err(if plain { TemplateFault::UnknownVariable(short(name), known) } else { TemplateFault::NotAllowed(short(name)) })
}

fn short(code: &str) -> String {
    code.chars().take(40).map(|mark| if mark.is_control() { ' ' } else { mark }).collect()
}

/// The accounts that a text names with an @, without it and in lower case: whoever is named so is told of it by the network.
pub fn mentions(text: &str) -> Vec<String> {
    let of_name = |mark: char| mark.is_alphanumeric() || matches!(mark, '_' | '.' | '-' | '@');
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        // Networks read a full-width sign the same way.
        let rest = &text[at + mark.len_utf8()..];
        if matches!(mark, '@' | '＠') && !before.is_alphanumeric() && !rest.starts_with(['@', '＠']) {
            let name: String = rest.chars().take_while(|mark| of_name(*mark)).collect();
            let name = name.trim_end_matches(['.', '-', '@']).to_lowercase();
            if !name.is_empty() {
                found.push(name);
            }
        }
        before = mark;
    }
    found
}

/// The longest text a network takes, in its own way of counting.
pub const fn longest_on(network: Network) -> Option<usize> {
    match network {
        Network::Bluesky => Some(300),
        Network::X => Some(280),
        Network::Mastodon | Network::Threads => Some(500),
        Network::Instagram => Some(2_200),
        Network::Facebook | Network::Webhook => None,
    }
}

/// How long a text is on a network: graphemes on Bluesky, weighted characters on X, characters elsewhere.
/// X counts characters outside the listed ranges twice and any address as 23 (its published counting rules, v3).
pub fn length_on(network: Network, text: &str) -> usize {
    match network {
        Network::Bluesky => text.graphemes(true).count(),
        Network::X => text.split_inclusive(char::is_whitespace).map(x_weight).sum(),
        _ => text.chars().count(),
    }
}

fn x_weight(word: &str) -> usize {
    let trimmed = word.trim_end();
    if trimmed.starts_with("https://") || trimmed.starts_with("http://") {
        return 23 + (word.chars().count() - trimmed.chars().count());
    }
    let light = |mark: char| matches!(mark as u32, 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247);
    word.chars().map(|mark| if light(mark) { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALUES: TemplateValues<'_> = TemplateValues {
        first_name: "Sanne",
        gift: "trail watch",
        city: "Venice",
        campaign: "Surprise {{ gift }}",
        link: "",
    };

    #[test]
    fn declared_variables_go_in_as_they_are() {
        let text =
            render_template("Enjoy {{ city }}, {{first_name|upper}}! {% if gift %}<{{ gift }}>{% endif %}", &VALUES);
        assert_eq!(text.as_deref(), Ok("Enjoy Venice, SANNE! <trail watch>"));
        assert_eq!(render_template("{{ campaign }}", &VALUES).as_deref(), Ok("Surprise {{ gift }}"));
    }

    #[test]
    fn the_values_are_the_declared_variables() {
        let value = serde_json::to_value(VALUES).expect("plain data");
        let mut names: Vec<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
        let mut declared = TEMPLATE_VARIABLES;
        names.sort_unstable();
        declared.sort_unstable();
        assert_eq!(names, declared);
    }

    #[test]
    fn tricks_are_refused_by_name() {
        for (template, code) in [
            ("{% include \"/etc/passwd\" %}", "template_not_allowed"),
            ("{% extends \"base\" %}", "template_not_allowed"),
            ("{% for x in range(end=99999999) %}x{% endfor %}", "template_not_allowed"),
            ("{% set x = 1 %}", "template_not_allowed"),
            ("{%- macro x() -%}{% endmacro %}", "template_not_allowed"),
            ("{{ get_env(name=\"HOME\") }}", "template_not_allowed"),
            ("{{ [x for x in gift] }}", "template_not_allowed"),
            ("{{ gift ~ gift }}", "template_not_allowed"),
            ("{{ gift | replace(from=\"a\", to=\"aaaa\") }}", "template_not_allowed"),
            ("{{ __tera_context }}", "template_variable"),
            ("{{ handle }}", "template_variable"),
            ("{{ gift ", "template_syntax"),
            ("{% if gift %}", "template_syntax"),
            ("{% raw %}{{ x }}{% endraw %}", "template_not_allowed"),
            ("{% %}", "template_syntax"),
        ] {
            let fault = check_template(template).expect_err(template);
            assert_eq!(fault.code(), code, "{template}: {fault}");
        }
        assert_eq!(check_template(&"x".repeat(5_000)).map_err(|fault| fault.code()), Err("template_too_long"));
    }

    #[test]
    fn networks_count_in_their_own_ways() {
        let family = "👨‍👩‍👧";
        assert_eq!(length_on(Network::Bluesky, family), 1);
        assert_eq!(
            length_on(Network::X, "旅行 https://example.org/a-long-address-of-any-length ok"),
            4 + 1 + 23 + 1 + 2
        );
        assert_eq!(length_on(Network::Mastodon, "旅行"), 2);
    }

    #[test]
    fn accounts_that_a_text_names_are_found() {
        assert_eq!(
            mentions("Bye @Anna.example, hi ＠jo_1! (@klm) a@b.example @ @@x"),
            ["anna.example", "jo_1", "klm", "x"]
        );
        assert_eq!(mentions("No one: mail us at gifts@klm.example"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_template_makes_more_than_it_is_given(template in "(\\{\\{|\\}\\}|\\{%|%\\}|if|endif| |gift|city|\\||upper|-|#|\\PC){0,24}") {
            if let Ok(text) = render_template(&template, &VALUES) {
                prop_assert!(text.len() <= template.len() * 4 + 40 * template.len());
            }
        }
    }
}
