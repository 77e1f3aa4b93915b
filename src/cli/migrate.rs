//! `giftgate migrate`: brings the database up to this version; makes database and master key where there are none.

use clap::Args;
use serde::Serialize;

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

/// What was done.
#[derive(Serialize)]
struct Migrated {
    engine: &'static str,
    schema: i64,
    changes: usize,
}

pub(super) fn run(args: &MigrateArgs) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    let done = block_on(async {
        let app = App::build(&settings).await?;
        let changes = app.store.migrate().await?;
        let schema = app.store.schema_version().await?;
        app.store.close().await;
        Ok(Migrated { engine: app.store.engine(), schema, changes })
    })?;
    let mut output = Output::new();
    if args.json {
        output.json(&done)?;
    } else {
        let what = match done.changes {
            0 => "it was up to date".to_owned(),
            1 => "1 change was made".to_owned(),
            many => format!("{many} changes were made"),
        };
        output.line(&format!("{}: schema {}; {what}", done.engine, done.schema))?;
    }
    output.close()
}
