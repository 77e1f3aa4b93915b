//! `giftgate report`: a campaign's impression report as a file: the page's figures, no others.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use clap::Args;

use super::files::write_or_print;
use super::{Failure, SettingsFlags, block_on, ready_app};
use crate::domain::language::Language;
use crate::services::{Error, views};
use crate::web::templates::Engine;
use crate::web::{ReportForm, write_report};

/// Which report.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The campaign's slug
    slug: String,
    /// The form of the report: html (one page that needs no server), pdf, xlsx, csv or json
    #[arg(long, default_value = "html", value_name = "FORMAT")]
    format: ReportForm,
    /// Language of the page and the PDF: en, nl, es, de or ja; figures have none
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: Language,
    /// File for the report [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run(args: &ReportArgs) -> Result<(), Failure> {
    if matches!(args.format, ReportForm::Pdf | ReportForm::Xlsx) && args.out.is_none() && stdout().is_terminal() {
        return Err(Failure::input(format!("a {} is no text for a terminal; name a file with --out", args.format)));
    }
    let (settings, _) = args.settings.load()?;
    let view = block_on(async {
        let app = ready_app(&settings).await?;
        views::report(&app, &args.slug).await.map_err(|error| match error {
            Error::NotFound { name, .. } => Failure::input(format!(
                "there is no campaign `{name}`; check the name, or put it into the store with `giftgate campaign add FILE`"
            )),
            other => other.into(),
        })
    })?;
    let engine = Engine::load().map_err(Failure::failed)?;
    let bytes = write_report(&engine, &view, args.format, args.lang).map_err(Failure::failed)?;
    write_or_print(args.out.as_deref(), &bytes)
}
