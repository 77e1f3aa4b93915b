//! The checks of meaning, in one place to run them; each file beside it checks one concern.
//!
//! A check says which keys it rests on; where one of them holds a placeholder, the check is silent, because the
//! fault there is already told.

use std::collections::BTreeSet;

use super::fault::{Fault, Places};
use super::shape::Shape;
use super::{
    Known, check_care, check_delivery, check_follow_up, check_frame, check_gifts, check_listening, check_money,
};
use crate::domain::campaign::Campaign;

/// The campaign under check.
pub(super) struct Checks<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) known: &'a Known<'a>,
    places: Places,
    patched: BTreeSet<String>,
    faults: Vec<Fault>,
}

/// Runs every check; the faults of shape come first.
pub(super) fn check(campaign: &Campaign, known: &Known<'_>, shape: Shape) -> Vec<Fault> {
    let mut checks = Checks { campaign, known, places: shape.places, patched: shape.patched, faults: shape.faults };
    check_frame::check(&mut checks);
    check_money::check(&mut checks);
    check_gifts::check(&mut checks);
    check_listening::check(&mut checks);
    check_delivery::check(&mut checks);
    check_follow_up::check(&mut checks);
    check_care::check(&mut checks);
    checks.faults
}

impl Checks<'_> {
    /// Reports a fault at the first path; the others are what it rests on too.
    pub(super) fn fault(&mut self, about: &[&str], code: &'static str, message: String, remedy: impl Into<String>) {
        let path = about.first().copied().unwrap_or_default();
        if about.iter().any(|path| self.rests_on_placeholder(path)) {
            return;
        }
        let (line, column) = self.places.of(path);
        self.faults.push(Fault { line, column, path: path.to_owned(), code, message, remedy: remedy.into() });
    }

    /// Reports a number outside its range.
    pub(super) fn range(&mut self, path: &str, value: impl Into<u64>, range: std::ops::RangeInclusive<u64>, why: &str) {
        let value = value.into();
        if !range.contains(&value) {
            let message = format!("{value} is not between {} and {}: {why}", range.start(), range.end());
            self.fault(&[path], "out_of_range", message, format!("write {} to {}", range.start(), range.end()));
        }
    }

    /// Reports a text that is empty or absurdly long.
    pub(super) fn text(&mut self, path: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.fault(&[path], "empty_text", "nothing is written here".to_owned(), "write it");
        } else if text.chars().nth(most).is_some() {
            self.fault(&[path], "text_too_long", format!("longer than {most} characters"), "make it shorter");
        }
    }

    /// Reports what stands in a list twice.
    pub(super) fn twice<T: PartialEq + std::fmt::Display>(&mut self, path: &str, list: &[T]) {
        for (index, item) in list.iter().enumerate() {
            if list[..index].contains(item) {
                let inner = format!("{path}[{index}]");
                self.fault(&[&inner], "twice", format!("`{item}` stands here twice"), "remove one of them");
            }
        }
    }

    /// Reports a slug that can't stand in file names and addresses.
    pub(super) fn slug(&mut self, path: &str, slug: &str) {
        if !is_slug(slug) {
            let message = format!("{} can't stand in file names and addresses", super::fault::quoted(slug));
            let remedy = "write lower case letters, digits and single hyphens, at most 60, such as trail-watch";
            self.fault(&[path], "bad_slug", message, remedy);
        }
    }

    fn rests_on_placeholder(&self, path: &str) -> bool {
        let under = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.patched.iter().any(|patched| under(path, patched) || under(patched, path))
    }
}

/// Whether the text can stand in file names and addresses: lower case letters, digits, single hyphens, at most 60.
pub fn is_slug(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && text.len() <= 60 && text.split('-').all(|part| !part.is_empty())
}
