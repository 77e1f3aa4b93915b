//! The repository's files as the house test reads them, and what their code names.

use std::path::{Path, PathBuf};

/// A text file of the repository.
pub(crate) struct Source {
    /// Where it is, from the root, with `/`.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn has_ending(&self, ending: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == ending)
    }

    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs"))
    }
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file that is not ignored, in order of its path.
pub(crate) fn tracked() -> Vec<Source> {
    let ignored = std::fs::read_to_string(root().join(".gitignore")).expect("there is a .gitignore");
    let mut found = Vec::new();
    walk(&root(), &ignored, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The files below a folder.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let folder = format!("{}/", folder.trim_end_matches('/'));
    tracked().into_iter().filter(|source| source.path.starts_with(&folder)).collect()
}

fn walk(folder: &Path, ignored: &str, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let relative = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        let is_ignored = |line: &str| match (line.strip_prefix('/'), line.strip_prefix('*')) {
            (Some(place), _) => relative == place,
            (_, Some(ending)) => relative.ends_with(ending),
            _ => false,
        };
        if relative == ".git" || ignored.lines().any(is_ignored) {
            continue;
        }
        if path.is_dir() {
            walk(&path, ignored, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push(Source { path: relative, text });
        }
    }
}

/// The folder or root file of `src` that a file belongs to.
pub(crate) fn room_of(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The numbered lines that are neither comments nor tests. Tests stand last in a file.
pub(crate) fn code_without_tests(source: &Source) -> Vec<(usize, &str)> {
    if source.is_test() {
        return Vec::new();
    }
    let lines: Vec<_> = source.text.lines().collect();
    let is_test_module =
        |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{');
    let end = lines.windows(2).position(is_test_module).unwrap_or(lines.len());
    let numbered = (1..).zip(lines).take(end);
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

/// The rooms that the code of a file names, by `crate::room`, `crate::{room, …}` or a chain of `super::` that leaves its
/// own room, each with its line.
pub(crate) fn named_rooms(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let levels = depth(&source.path);
    for (line, text) in code_without_tests(source) {
        for rest in text.split("crate::").skip(1) {
            // `pub(crate)` and `$crate` never lead here; a group may hold several rooms.
            let names: Vec<_> = match rest.strip_prefix('{') {
                Some(group) => outer_parts(group),
                None => vec![rest],
            };
            found.extend(names.into_iter().map(first_word).filter(|name| !name.is_empty()).map(|name| (line, name)));
        }
        let above = "super::".repeat(levels);
        if let Some((_, rest)) = text.split_once(&above) {
            found.push((line, first_word(rest)));
        }
    }
    found
}

/// How many `super` lead from a file's module to the crate.
fn depth(path: &str) -> usize {
    let parts: Vec<_> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    parts.iter().filter(|part| **part != "mod").count()
}

/// `a::b, c::{d, e}}` → `a::b`, `c::{d, e}`.
fn outer_parts(group: &str) -> Vec<&str> {
    let mut level = 0;
    let outer = group.split(move |letter| {
        level += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        level < 0 || (level == 0 && letter == ',')
    });
    outer.map(str::trim).collect()
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}
