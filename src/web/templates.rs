//! The template engine with our functions. Start fails when a template is missing, unused or does not compile.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::{Context, Tera};

use super::assets::Assets;
use super::chrome::Chrome;
use super::locale::Locales;
use super::page::{self, Page};
use super::{charts, functions};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

/// Why the pages can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A locale file is absent or broken.
    #[error(transparent)]
    Locale(#[from] crate::texts::LocaleFault),
    /// A file of `static/` is absent.
    #[error("static/{0} is missing")]
    Asset(String),
    /// Scripts can't go out as one.
    #[error("a script of static/js can't be packed: {0}")]
    Script(String),
    /// A page's template is absent.
    #[error("templates/{0} is missing; a page names it")]
    MissingTemplate(String),
    /// A template no page leads to.
    #[error("templates/{0} is used by no page; remove it or name it in a page")]
    UnusedTemplate(String),
    /// A template does not compile.
    #[error("a template does not compile: {0}")]
    Template(String),
}

/// A page could not be rendered. The text is for the log.
#[derive(Debug, thiserror::Error)]
#[error("{template} could not be rendered: {what}")]
pub struct RenderError {
    template: &'static str,
    what: String,
}

/// Templates, texts and assets, ready to render.
pub struct Engine {
    tera: Tera,
    /// Texts.
    pub locales: Arc<Locales>,
    /// Files to serve.
    pub assets: Arc<Assets>,
}

impl Engine {
    /// Reads and checks everything.
    pub fn load() -> Result<Self, StartError> {
        Self::start(Assets::load()?)
    }

    /// The same with the scanner of boarding passes from a folder of the npm package `zxing-wasm`, where it is one.
    pub fn load_with_scanner(folder: &Path) -> Result<Self, StartError> {
        let mut assets = Assets::load()?;
        assets.add_scanner(folder);
        Self::start(assets)
    }

    fn start(assets: Assets) -> Result<Self, StartError> {
        let locales = Arc::new(Locales::load()?);
        let assets = Arc::new(assets);
        let mut tera = Tera::default();
        functions::register(&mut tera, &locales, &assets);
        charts::register(&mut tera, &locales);
        let sources: Vec<_> =
            Files::iter().filter_map(|name| source(&name).map(|text| (name.into_owned(), text))).collect();
        every_template_is_used(&sources)?;
        tera.add_raw_templates(sources).map_err(|error| StartError::Template(chain(&error)))?;
        Ok(Self { tera, locales, assets })
    }

    /// A page in its surroundings.
    pub fn render<P: Page>(&self, page: &P, chrome: &Chrome) -> Result<String, RenderError> {
        let fault = |error: tera::Error| RenderError { template: P::TEMPLATE, what: chain(&error) };
        let mut context = Context::from_serialize(page).map_err(fault)?;
        context.insert("chrome", chrome);
        context.insert("lang", &chrome.language);
        self.tera.render(P::TEMPLATE, &context).map_err(fault)
    }
}

fn source(name: &str) -> Option<String> {
    Files::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

fn every_template_is_used(sources: &[(String, String)]) -> Result<(), StartError> {
    let present: BTreeSet<&str> = sources.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(missing) = page::TEMPLATES.iter().find(|name| !present.contains(*name)) {
        return Err(StartError::MissingTemplate((*missing).to_owned()));
    }
    let named = |name: &str| {
        let (extends, include) = (format!("extends \"{name}\""), format!("include \"{name}\""));
        sources.iter().any(|(_, text)| text.contains(&extends) || text.contains(&include))
    };
    match present.iter().find(|name| !page::TEMPLATES.contains(*name) && !named(name)) {
        Some(unused) => Err(StartError::UnusedTemplate((*unused).to_owned())),
        None => Ok(()),
    }
}

/// An error with its causes on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
