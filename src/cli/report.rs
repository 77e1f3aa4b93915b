//! `giftgate report`: a campaign's impression report as a file: the page's figures, no others.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::files::write_or_print;
use super::{Failure, SettingsFlags, block_on, ready_app};
use crate::domain::language::Language;
use crate::formats::report_figures::write_report_csv;
use crate::services::{Error, views};
use crate::web::render_report_html;

/// The form of a report.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One page that needs no server and no network
    Html,
    /// Every figure with unit, source, definition and time
    Json,
    /// The same, a line each
    Csv,
}

/// Which report.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The campaign's slug
    slug: String,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Language of the page: en, nl, es, de or ja; figures have none
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: Language,
    /// File for the report [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run(args: &ReportArgs) -> Result<(), Failure> {
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
    let bytes = match args.format {
        Format::Html => render_report_html(&view, args.lang).map_err(Failure::failed)?.into_bytes(),
        Format::Json => {
            let figures = views::report_figures(&view);
            let report =
                json!({ "campaign": view.head, "made_at": view.made_at, "figures": figures, "series": view.series });
            let mut bytes = serde_json::to_vec_pretty(&report).map_err(Failure::failed)?;
            bytes.push(b'\n');
            bytes
        }
        Format::Csv => {
            let mut bytes = Vec::new();
            write_report_csv(&mut bytes, &views::report_figures(&view)).map_err(Failure::failed)?;
            bytes
        }
    };
    write_or_print(args.out.as_deref(), &bytes)
}
