//! Our own style sheets, scripts and pictures. Their names carry a hash of their content, so they may be kept a year.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::script_pack::{PackFault, pack};
use super::templates::StartError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The style sheets in the order they build on each other; served as one `app.css`.
const STYLES: [&str; 15] = [
    "tokens",
    "base",
    "parts",
    "forms",
    "charts",
    "report",
    "team",
    "plan",
    "desk",
    "edit",
    "api",
    "gate",
    "gate-gift",
    "access",
    "print",
];
/// Those of them that a phone at the gate needs; served as `phone.css`, about half as large: a pier's signal is thin.
const PHONE_STYLES: [&str; 7] = ["tokens", "base", "parts", "forms", "gate", "gate-gift", "print"];

/// The script of the pages at the gate goes out as one file with all it imports; who imports it gets those from there too, for
/// of each there is one on a page.
const PACKED: &str = "gate.js";

/// A file to serve.
pub struct Asset {
    /// Content.
    pub bytes: Vec<u8>,
    /// Media type.
    pub media_type: &'static str,
    packed: OnceLock<Option<Vec<u8>>>,
}

impl Asset {
    /// The content as gzip, as small as it gets: packed at the first request for it, and once.
    pub fn packed(&self) -> Option<&[u8]> {
        let pack = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&self.bytes).ok()?;
            encoder.finish().ok()
        };
        self.packed.get_or_init(pack).as_deref()
    }
}

/// All files, by the name they are served under.
pub struct Assets {
    served: BTreeMap<String, Asset>,
    names: BTreeMap<String, String>,
    imports: BTreeMap<String, Vec<String>>,
    css: String,
}

impl Assets {
    /// Reads and names all files.
    pub fn load() -> Result<Self, StartError> {
        let css = sheet(&STYLES)?;
        let mut assets = Self { served: BTreeMap::new(), names: BTreeMap::new(), imports: BTreeMap::new(), css };
        assets.add("app.css", assets.css.clone().into_bytes());
        assets.add("phone.css", sheet(&PHONE_STYLES)?.into_bytes());
        for path in Files::iter().filter(|path| !path.starts_with("css/")) {
            assets.add_with_imports(&path)?;
        }
        Ok(assets)
    }

    /// The address of a file.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|served| format!("/static/{served}"))
    }

    /// The addresses of all files that a script imports, and of those they import, each once.
    pub fn imports(&self, name: &str) -> Vec<String> {
        let mut found: Vec<&str> = self.imports_of(name).collect();
        let mut at = 0;
        while let Some(import) = found.get(at) {
            let more: Vec<&str> = self.imports_of(import).filter(|one| !found.contains(one)).collect();
            found.extend(more);
            at += 1;
        }
        found.into_iter().filter_map(|import| self.address(import)).collect()
    }

    fn imports_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.imports.get(name).into_iter().flatten().map(String::as_str)
    }

    /// The file of a served name.
    pub fn find(&self, served: &str) -> Option<&Asset> {
        self.served.get(served)
    }

    /// All style rules, for files that carry their own.
    pub fn css(&self) -> &str {
        &self.css
    }

    /// Adds a file after those it imports, whose names in it become those they are served under.
    fn add_with_imports(&mut self, path: &str) -> Result<(), StartError> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if self.names.contains_key(name) {
            return Ok(());
        }
        let bytes = read(path)?;
        if !path.starts_with("js/") {
            self.add(name, bytes);
            return Ok(());
        }
        let text = |name: &str| read(&format!("js/{name}")).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if name == PACKED {
            let packed = pack(name, &text).map_err(|fault| match fault {
                PackFault::Missing(fault) => fault,
                PackFault::Line(what) | PackFault::Twice(what) => StartError::Script(what),
            })?;
            self.imports.insert(name.to_owned(), Vec::new());
            self.add(name, packed.into_bytes());
            return Ok(());
        }
        let mut text = text(name)?;
        let mut imports = imports(&text);
        let from_pack = if imports.iter().any(|import| import == PACKED) { parts(PACKED)? } else { Vec::new() };
        for import in &imports {
            let whole = if from_pack.contains(import) { PACKED } else { import };
            self.add_with_imports(&format!("js/{whole}"))?;
            let served = self.names.get(whole).cloned().ok_or_else(|| StartError::Asset(import.clone()))?;
            text = text.replace(&format!("from \"./{import}\""), &format!("from \"./{served}\""));
        }
        imports.retain(|import| !from_pack.contains(import));
        self.imports.insert(name.to_owned(), imports);
        self.add(name, text.into_bytes());
        Ok(())
    }

    /// Adds what reads bar codes in browsers that can't: script and program of the npm package `zxing-wasm`, which stays a
    /// package of its own. Without the folder, or with another one in its place, phones use what their browser has.
    pub fn add_scanner(&mut self, folder: &Path) {
        let read = |path: &str| std::fs::read(folder.join(path)).ok();
        if let (Some(script), Some(program)) =
            (read("dist/iife/reader/index.js"), read("dist/reader/zxing_reader.wasm"))
        {
            self.add("scanner.js", script);
            self.add("scanner.wasm", program);
        }
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = hex::encode(&Sha256::digest(&bytes)[..6]);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let served = format!("{stem}.{hash}.{ending}");
        self.names.insert(name.to_owned(), served.clone());
        self.served.insert(served, Asset { bytes, media_type: media_type(ending), packed: OnceLock::new() });
    }
}

/// The files that a script imports.
fn imports(text: &str) -> Vec<String> {
    let rests = text.split("from \"./").skip(1);
    rests.filter_map(|rest| rest.split_once('"').map(|(import, _)| import.to_owned())).collect()
}

/// All files that a script imports, and that those import.
fn parts(name: &str) -> Result<Vec<String>, StartError> {
    let (mut found, mut at) = (imports(&String::from_utf8_lossy(&read(&format!("js/{name}"))?)), 0);
    while let Some(part) = found.get(at) {
        let more = imports(&String::from_utf8_lossy(&read(&format!("js/{part}"))?));
        found.extend(more.into_iter().filter(|one| !found.contains(one)).collect::<Vec<_>>());
        at += 1;
    }
    Ok(found)
}

fn sheet(styles: &[&str]) -> Result<String, StartError> {
    let mut css = String::new();
    for style in styles {
        css.push_str(&String::from_utf8_lossy(&read(&format!("css/{style}.css"))?));
    }
    Ok(css)
}

fn read(path: &str) -> Result<Vec<u8>, StartError> {
    Files::get(path).map(|file| file.data.into_owned()).ok_or_else(|| StartError::Asset(path.to_owned()))
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
