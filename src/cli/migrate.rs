//! `giftgate migrate`: brings the database up to this version; makes database and master key where there are none.

use clap::Args;
use serde_json::json;

use super::files::Output;
use super::{Failure, SettingsFlags, block_on};
use crate::app::App;

/// Which database.
#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    #[command(flatten)]
    settings: SettingsFlags,
    /// The outcome as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &MigrateArgs) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    let (changes, version, engine) = block_on(async {
        let app = App::build(&settings).await?;
        let changes = app.store.migrate().await?;
        let version = app.store.schema_version().await?;
        app.store.close().await;
        Ok((changes, version, app.store.engine()))
    })?;
    let mut output = Output::new();
    if args.json {
        output.json(&json!({ "engine": engine, "schema": version, "changes": changes }))?;
    } else {
        let what = match changes {
            0 => "it was up to date".to_owned(),
            1 => "1 change was made".to_owned(),
            many => format!("{many} changes were made"),
        };
        output.line(&format!("{engine}: schema {version}; {what}"))?;
    }
    output.close()
}
