//! The house rules as a test: which folder may see which, what the core never touches, and what every file keeps to.
//!
//! Sources are read as text, so a rule holds for code that a platform leaves out as well.

#[path = "house/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use sources::{Source, code_without_tests, named_rooms, room_of, sources, tracked};

/// The pure core in the order of the steps; a room sees the rooms before it.
const CORE: [&str; 10] =
    ["domain", "signals", "linkage", "scoring", "allocation", "rounds", "effect", "checker", "sample", "evaluation"];

/// What the other rooms see beside themselves; `core` stands for all of it.
const EDGES: [(&str, &[&str]); 12] = [
    ("config", &["domain"]),
    ("texts", &["core"]),
    ("formats", &["core"]),
    ("mail", &["core", "texts"]),
    ("networks", &["core"]),
    ("store", &["core"]),
    ("app", &["core", "config", "mail", "store"]),
    ("services", &["core", "texts", "formats", "mail", "networks", "store", "app"]),
    ("jobs", &["core", "networks", "store", "app", "services"]),
    ("web", &["core", "texts", "formats", "store", "app", "services"]),
    ("cli", &["core", "config", "texts", "formats", "mail", "networks", "store", "app", "services", "jobs", "web"]),
    ("main", &["cli"]),
];

/// A file longer than this holds more than one idea.
const MOST_LINES: usize = 450;

fn may_see(room: &str) -> BTreeSet<&'static str> {
    let earlier = CORE.iter().position(|name| *name == room);
    let listed = EDGES.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, seen)| seen);
    let core = if listed.contains(&"core") { CORE.len() } else { earlier.unwrap_or(0) };
    CORE[..core].iter().chain(listed).copied().collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn rust() -> Vec<Source> {
    sources("src").into_iter().filter(|source| source.has_ending("rs")).collect()
}

#[test]
fn every_folder_sees_only_what_its_place_allows() {
    let known: BTreeSet<&str> = CORE.into_iter().chain(EDGES.iter().map(|(room, _)| *room)).collect();
    let mut faults = Vec::new();
    for source in rust().iter().filter(|source| source.path != "src/lib.rs") {
        let room = room_of(&source.path);
        if !known.contains(room) {
            faults.push(format!("{}: the room `{room}` has no place in tests/house.rs", source.path));
            continue;
        }
        let allowed = may_see(room);
        for (line, seen) in named_rooms(source) {
            if seen != room && !allowed.contains(seen.as_str()) {
                faults.push(format!("{}:{line}: {room} may not see {seen}", source.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn the_checker_knows_no_solver() {
    let solver_words = ["solve(", "solve::", "replan", "Stop::", "branch", "simplex", "search::"];
    let mut faults = Vec::new();
    for source in rust().iter().filter(|source| room_of(&source.path) == "checker") {
        for (line, text) in code_without_tests(source) {
            faults.extend(
                solver_words
                    .iter()
                    .filter(|word| text.contains(**word))
                    .map(|word| format!("{}:{line}: `{word}`", source.path)),
            );
        }
        let wire_only = ["domain", "allocation", "rounds", "checker"];
        let others = named_rooms(source).into_iter().filter(|(_, seen)| !wire_only.contains(&seen.as_str()));
        faults.extend(others.map(|(line, seen)| format!("{}:{line}: the checker may not see {seen}", source.path)));
    }
    none(&faults);
}

#[test]
fn web_reads_the_store_through_its_views_only() {
    let mut faults = Vec::new();
    for source in rust().iter().filter(|source| room_of(&source.path) == "web") {
        for (line, text) in code_without_tests(source) {
            if text.contains("crate::store::") && !text.contains("crate::store::view") {
                faults.push(format!("{}:{line}: {}", source.path, text.trim()));
            }
        }
    }
    none(&faults);
}

#[test]
fn the_core_knows_no_clock_no_files_no_network_and_never_waits() {
    let forbidden = [
        "async ",
        ".await",
        "tokio",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Utc::now",
        "Instant::now",
        "rand::rng",
        "rand::random",
        "println!",
        "tracing::",
    ];
    let mut faults = Vec::new();
    for source in rust().iter().filter(|source| CORE.contains(&room_of(&source.path))) {
        for (line, text) in code_without_tests(source) {
            // The one place that works on several threads: its answer is the same on any number of them, as a test shows.
            let may_share_work = source.path == "src/allocation/look.rs";
            let found =
                forbidden.iter().filter(|word| text.contains(**word) && !(may_share_work && **word == "std::thread"));
            faults.extend(found.map(|word| format!("{}:{line}: {}", source.path, word.trim())));
        }
    }
    none(&faults);
}

#[test]
fn a_library_of_the_edge_is_known_by_one_room() {
    let owners: [(&str, &[&str]); 7] = [
        ("sqlx::", &["store"]),
        ("axum::", &["web", "cli"]),
        ("tera::", &["web", "formats"]),
        ("fluent_bundle::", &["texts", "web"]),
        ("lettre::", &["mail"]),
        ("clap::", &["cli"]),
        ("pdf_writer::", &["formats"]),
    ];
    let mut faults = Vec::new();
    for source in rust() {
        for (line, text) in code_without_tests(&source) {
            for (library, rooms) in &owners {
                if text.contains(library) && !rooms.contains(&room_of(&source.path)) {
                    faults.push(format!("{}:{line}: {library} belongs to {}", source.path, rooms.join(" and ")));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn every_file_says_first_what_it_is_for_in_at_most_eight_lines() {
    let mut faults = Vec::new();
    for source in tracked().iter().filter(|source| source.has_ending("rs")) {
        let lines = source.text.lines().take_while(|line| line.starts_with("//!")).count();
        // The crate's own page is the map of all rooms and longer.
        if lines == 0 || (lines > 8 && source.path != "src/lib.rs") {
            faults.push(format!("{}: {lines} lines of //!", source.path));
        }
    }
    none(&faults);
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let endings = ["rs", "js", "mjs", "css", "html"];
    let written = |source: &&Source| endings.iter().any(|ending| source.has_ending(ending));
    let long = |source: &Source| {
        let lines = source.text.lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines, {MOST_LINES} at most", source.path))
    };
    none(&tracked().iter().filter(written).filter_map(long).collect::<Vec<_>>());
}

#[test]
fn nothing_unfinished_is_left_behind() {
    let marks = [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("db", "g!("), concat!("FIX", "ME")];
    let mut faults = Vec::new();
    for source in tracked().iter().filter(|source| source.has_ending("rs") || source.has_ending("html")) {
        let found = marks.iter().filter(|mark| source.text.contains(**mark));
        faults.extend(found.map(|mark| format!("{}: {mark}", source.path)));
    }
    none(&faults);
}

#[test]
fn no_file_names_a_place_of_one_machine_or_a_package_registry() {
    let places = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("registry.", "npmjs"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
        concat!("files.", "pythonhosted"),
    ];
    let mut faults = Vec::new();
    for source in tracked() {
        let found = places.iter().filter(|place| source.text.contains(**place));
        faults.extend(found.map(|place| format!("{}: {place}", source.path)));
        let registry = concat!("registry+https://git", "hub.com/rust-lang/crates.io-index");
        let other = |line: &&str| line.contains("registry+") && !line.contains(registry);
        if source.path == "Cargo.lock" {
            faults.extend(source.text.lines().filter(other).map(|line| format!("Cargo.lock: {line}")));
        }
    }
    none(&faults);
}

#[test]
fn both_databases_have_the_same_migrations_in_order() {
    let names = |engine: &str| -> Vec<String> {
        let folder = format!("migrations/{engine}/");
        sources(&folder).iter().filter_map(|source| Some(source.path.strip_prefix(&folder)?.to_owned())).collect()
    };
    let sqlite = names("sqlite");
    assert_eq!(sqlite, names("postgres"));
    assert!(!sqlite.is_empty());
    for (name, number) in sqlite.iter().zip(1..) {
        assert!(name.starts_with(&format!("{number:04}_")), "{name} should be number {number}");
    }
}

#[test]
fn every_template_is_used_and_compiles() {
    let started = giftgate::web::templates::Engine::load();
    assert!(started.is_ok(), "{}", started.err().map(|error| error.to_string()).unwrap_or_default());
}

#[test]
fn every_static_file_is_named_somewhere() {
    let mut users = sources("templates");
    users.extend(sources("src/web"));
    let files = sources("static");
    for asset in &files {
        let file = asset.path.rsplit('/').next().unwrap_or_default();
        let (name, _) = file.split_once('.').expect("a name");
        let quoted = [format!("\"{name}\""), format!("{name}.")];
        let import = format!("from \"./{file}\"");
        let used = users.iter().any(|source| quoted.iter().any(|name| source.text.contains(name)));
        assert!(used || files.iter().any(|other| other.text.contains(&import)), "{} is used by no page", asset.path);
    }
}

/// Every text of a language, with the values it takes.
fn texts(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources(&format!("locales/{language}")) {
        let mut key = String::new();
        for line in source.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((start, _)) = line.split_once('=')
                && start.starts_with(|first: char| first.is_ascii_alphabetic())
            {
                let file = source.path.rsplit('/').next().unwrap_or_default();
                key = format!("{file}: {}", start.trim());
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{language}/{key} stands twice");
            }
            let values = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect::<String>()
            });
            found.entry(key.clone()).or_default().extend(values);
        }
    }
    found
}

#[test]
fn every_language_has_every_text_with_the_same_values() {
    let english = texts("en");
    assert!(english.len() > 100);
    for language in ["nl", "es", "de", "ja"] {
        let other = texts(language);
        let keys = |texts: &BTreeMap<String, _>| texts.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = keys(&english).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(differing.is_empty(), "{language} and en differ in {differing:?}");
        for (key, values) in &english {
            assert_eq!(&other[key], values, "{language}/{key} takes other values");
        }
    }
}

#[test]
fn every_campaign_in_the_repository_is_valid() {
    let campaigns: Vec<_> = sources("campaigns")
        .into_iter()
        .filter(|source| source.has_ending("toml") && source.path.matches('/').count() == 1)
        .map(|source| source.path)
        .collect();
    assert!(!campaigns.is_empty());
    giftgate(&["campaign", "check"].into_iter().chain(campaigns.iter().map(String::as_str)).collect::<Vec<_>>());
}

#[test]
fn the_campaign_schema_in_the_repository_is_current() {
    let printed = giftgate(&["campaign", "schema"]);
    let stored = sources("campaigns").into_iter().find(|source| source.path == "campaigns/campaign.schema.json");
    assert!(stored.is_some_and(|stored| stored.text == printed), "write what `giftgate campaign schema` prints");
}

/// Runs the binary in the repository; gives what it printed.
fn giftgate(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_giftgate"));
    let said = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().output().expect("it runs");
    assert!(said.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).expect("UTF-8")
}

#[test]
fn every_setting_stands_in_the_list_of_settings() {
    let source = std::fs::read_to_string("src/config.rs").expect("the settings");
    let keys = source.split("const KEYS").nth(1).and_then(|rest| rest.split("];").next()).expect("the keys");
    let keys: Vec<&str> = keys.split('"').skip(1).step_by(2).collect();
    assert!(keys.len() > 20, "{keys:?}");
    let list = std::fs::read_to_string("docs/settings.md").expect("the list");
    let missing = keys.iter().filter(|key| !list.contains(&format!("`{key}`")));
    none(&missing.map(|key| format!("docs/settings.md: no line for `{key}`")).collect::<Vec<_>>());
}

#[test]
fn every_dependency_is_used() {
    let manifest: toml::Table = std::fs::read_to_string(sources::root().join("Cargo.toml"))
        .expect("the manifest")
        .parse()
        .expect("the manifest is TOML");
    let code: Vec<_> = tracked().into_iter().filter(|source| source.has_ending("rs")).collect();
    for section in ["dependencies", "dev-dependencies"] {
        for name in manifest[section].as_table().expect("a section").keys() {
            let word = name.replace('-', "_") + "::";
            let used = code.iter().any(|source| source.text.contains(&word));
            assert!(used, "{name} stands in [{section}] and is used nowhere");
        }
    }
}
