//! The form of a campaign's file: fields in groups, each with what is wrong with it beside it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::campaign::{Campaign, Denominator, ListeningMode, Pillar, UseOn};
use crate::domain::follow_up::PostAs;
use crate::domain::language::Language;
use crate::domain::post::Network;
use crate::formats::campaign::{Change, Fault, FieldKind, FormField, form_fields};
use crate::store::view::Names;
use crate::web::csrf::Fields;

/// Groups in the order of the page; the head of a path names its group, what is none of these belongs to the first.
const GROUPS: [&str; 11] = [
    "frame",
    "caps",
    "gifts",
    "targets",
    "stations",
    "rules",
    "listening",
    "delivery",
    "approval",
    "follow_up",
    "care",
];

/// A field as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Name in the form: its path in the file.
    pub name: String,
    /// Id on the page.
    pub id: String,
    /// Key of its label.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What stands in it.
    pub value: String,
    /// Words that stand in it, where it is a list.
    pub chosen: Vec<String>,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Words to choose from.
    pub options: Vec<&'static str>,
    /// Which group of texts names them.
    pub words: &'static str,
    /// What is wrong with it.
    pub faults: Vec<FaultView>,
}

/// What is wrong, for a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaultView {
    /// A code that has words in every language.
    pub code: &'static str,
    /// The key.
    pub path: String,
    /// Line of the file; 1 for the file as a whole.
    pub line: usize,
    /// The cause, in English.
    pub message: String,
    /// The remedy, in English.
    pub remedy: String,
    /// Id of the field that it stands beside.
    pub field: Option<String>,
}

/// Fields that belong together: all of a group, or one entry of a list.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// What names the entry; empty for a gift to come.
    pub name: Option<String>,
    /// The gift's names.
    pub gift: Option<Names>,
    /// The name of the box that takes it out.
    pub remove: Option<String>,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A part of the form.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Which.
    pub id: &'static str,
    /// How many faults stand in it.
    pub faults: usize,
    /// Its entries.
    pub entries: Vec<EntryView>,
}

/// One change, for a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// Key of its label.
    pub label: String,
    /// Which entry of a list.
    pub of: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// What that does, in English.
    pub effect: String,
}

impl FaultView {
    /// A fault, beside the field it belongs to where the form has it.
    pub(super) fn of(fault: &Fault, fields: &[FormField]) -> Self {
        let own = fields.iter().map(|field| field.path.as_str());
        // A fault inside a list stands beside the list: `languages[1]` beside `languages`.
        let under = |path: &str| {
            fault.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        Self {
            code: fault.code,
            path: fault.path.clone(),
            line: fault.line,
            message: fault.message.clone(),
            remedy: fault.remedy.clone(),
            field: own.filter(|path| under(path)).max_by_key(|path| path.len()).map(id_of),
        }
    }
}

impl ChangeView {
    /// A change with its label.
    pub fn of(change: &Change) -> Self {
        let parts: Vec<&str> = change.path.split('.').collect();
        let listed = ["gifts", "stations", "targets", "approval"];
        let (label, of) = match parts.as_slice() {
            [list, name, rest @ ..] if listed.contains(list) => {
                (std::iter::once(list).chain(rest).copied().collect::<Vec<_>>().join("-"), Some((*name).to_owned()))
            }
            [
                head @ ("delivery" | "follow_up" | "rules"),
                list @ ("couriers" | "templates" | "language_min"),
                name,
                ..,
            ] => (format!("{head}-{list}"), Some((*name).to_owned())),
            ["care", "answers", name, ..] => ("care-answers".to_owned(), Some((*name).to_owned())),
            _ => (parts.join("-"), None),
        };
        let Change { before, after, effect, .. } = change.clone();
        Self { label, of, before, after, effect }
    }
}

fn id_of(path: &str) -> String {
    path.chars().map(|mark| if mark.is_ascii_alphanumeric() { mark } else { '-' }).collect()
}

/// A path without the places in lists: the key of its label.
fn label_of(path: &str) -> String {
    let plain: Vec<&str> = path.split('.').map(|part| part.split('[').next().unwrap_or(part)).collect();
    match plain.as_slice() {
        ["follow_up", "templates", _] => "follow_up-templates".to_owned(),
        ["care", "answers", "text", _] => "care-answers-text".to_owned(),
        parts => parts.join("-"),
    }
}

fn options_of(path: &str) -> (Vec<&'static str>, &'static str) {
    match path {
        "pillar" => (Pillar::ALL.iter().map(|word| word.as_str()).collect(), "pillar"),
        "engagement_by" => (Denominator::ALL.iter().map(|word| word.as_str()).collect(), "unit"),
        "languages" => (Language::ALL.iter().map(|word| word.as_str()).collect(), "language"),
        "listening.mode" => (ListeningMode::ALL.iter().map(|word| word.as_str()).collect(), "edit-mode"),
        "listening.networks" | "follow_up.networks" => {
            (Network::ALL.iter().map(|word| word.as_str()).collect(), "network")
        }
        "follow_up.as" => (PostAs::ALL.iter().map(|word| word.as_str()).collect(), "edit-as"),
        path if path.ends_with(".use_on") => (UseOn::ALL.iter().map(|word| word.as_str()).collect(), "use-on"),
        _ => (Vec::new(), ""),
    }
}

/// The form of a text, with what is wrong with it; and the faults that stand beside no field.
pub fn form_of(source: &str, faults: &[Fault], campaign: &Campaign) -> (Vec<GroupView>, Vec<FaultView>) {
    let fields = form_fields(source).unwrap_or_default();
    let faults: Vec<FaultView> = faults.iter().map(|fault| FaultView::of(fault, &fields)).collect();
    let mut groups: Vec<GroupView> =
        GROUPS.into_iter().map(|id| GroupView { id, faults: 0, entries: Vec::new() }).collect();
    for field in &fields {
        let head = field.path.split(['.', '[']).next().unwrap_or_default();
        let place = GROUPS.iter().position(|id| *id == head).unwrap_or(0);
        let Some(group) = groups.get_mut(place) else { continue };
        let id = id_of(&field.path);
        let own: Vec<_> = faults.iter().filter(|fault| fault.field.as_ref() == Some(&id)).cloned().collect();
        group.faults += own.len();
        let (options, words) = options_of(&field.path);
        let view = FieldView {
            name: field.path.clone(),
            id,
            label: label_of(&field.path),
            kind: field.kind,
            chosen: if options.is_empty() { Vec::new() } else { words_in(&field.value) },
            value: field.value.clone(),
            optional: field.optional,
            options,
            words,
            faults: own,
        };
        // Texts stand one below the other; entries of other lists are boxes of their own.
        let name = field.entry.clone().filter(|_| head != "follow_up");
        match group.entries.last_mut().filter(|last| last.name == name) {
            Some(entry) => entry.fields.push(view),
            None => group.entries.push(entry_of(head, name, &field.path, view, campaign)),
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    let elsewhere = faults.into_iter().filter(|fault| fault.field.is_none()).collect();
    (groups, elsewhere)
}

fn entry_of(head: &str, name: Option<String>, path: &str, first: FieldView, campaign: &Campaign) -> EntryView {
    let idea = campaign.gifts.iter().find(|idea| head == "gifts" && Some(&idea.slug) == name.as_ref());
    let is_there = head == "gifts" && name.as_ref().is_some_and(|name| !name.is_empty());
    let remove = path.split_once('.').map(|(entry, _)| entry.to_owned()).filter(|_| is_there);
    EntryView { gift: idea.map(|idea| idea.name.clone()), name, remove, fields: vec![first] }
}

fn words_in(value: &str) -> Vec<String> {
    value.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// What a sent form says, field by field; boxes that are not ticked are not sent by browsers.
pub fn sent(source: &str, fields: &Fields) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for field in form_fields(source).unwrap_or_default() {
        let has_boxes =
            field.kind == FieldKind::Flag || (field.kind == FieldKind::List && !options_of(&field.path).0.is_empty());
        if has_boxes {
            // In the order they stand in, so that ticking one more does not move the others.
            let ticked: Vec<&str> = fields.all(&field.path).collect();
            let before = words_in(&field.value);
            let kept = before.iter().map(String::as_str).filter(|word| ticked.contains(word));
            let new = ticked.iter().copied().filter(|word| !before.iter().any(|old| old == word));
            all.insert(field.path.clone(), kept.chain(new).collect::<Vec<_>>().join(", "));
        } else if fields.has(&field.path) {
            all.insert(field.path.clone(), fields.get(&field.path).to_owned());
        }
        let entry = field.path.split_once('.').map(|(entry, _)| entry).filter(|entry| entry.starts_with("gifts["));
        if let Some(entry) = entry.filter(|entry| fields.get(entry) == "remove") {
            all.insert(entry.to_owned(), "remove".to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::campaign::{Known, campaign_template, read_campaign};

    #[test]
    fn every_fault_stands_beside_its_field_or_above_the_form() {
        let source = campaign_template("small");
        let campaign = read_campaign(&source, &Known::default()).expect("valid");
        let wrong =
            source.replace("\"EUR 500.00\"", "\"lots\"").replace("\"nl\"]", "\"fr\"]").replace("\"13:00\"", "\"1 pm\"");
        let faults = read_campaign(&wrong, &Known::default()).expect_err("faults");
        let (groups, elsewhere) = form_of(&wrong, &faults, &campaign);
        let beside: Vec<_> = groups
            .iter()
            .flat_map(|group| group.entries.iter().flat_map(|entry| &entry.fields))
            .flat_map(|field| field.faults.iter().map(|fault| (field.name.as_str(), fault.code)))
            .collect();
        assert_eq!(beside, [("languages", "unknown_word"), ("caps.campaign", "bad_money")]);
        assert_eq!(elsewhere.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["delivery.couriers[0].to"]);
        // It has no answers of its own for the care desk.
        let there: Vec<_> = GROUPS.into_iter().filter(|id| *id != "care").collect();
        assert_eq!(groups.iter().map(|group| group.id).collect::<Vec<_>>(), there);
    }

    #[test]
    fn gifts_are_boxes_of_their_own_and_the_last_one_is_to_come() {
        let source = campaign_template("small");
        let campaign = read_campaign(&source, &Known::default()).expect("valid");
        let (groups, _) = form_of(&source, &[], &campaign);
        let gifts = groups.iter().find(|group| group.id == "gifts").expect("gifts");
        let names: Vec<_> =
            gifts.entries.iter().map(|entry| (entry.name.as_deref(), entry.remove.as_deref())).collect();
        assert_eq!(
            names,
            [(Some("note"), Some("gifts[0]")), (Some("walking-map"), Some("gifts[1]")), (Some(""), None)]
        );
    }
}
