//! Commands: one file each. Words and formats here are a promise; scripts depend on them.
//!
//! Exit status: 0 done, 1 failed, 2 wrong use or bad input. Messages go to stderr and name place, cause and remedy.

mod demo;
mod run;
mod serve;
mod stage;
mod workspace;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{Effective, Settings};

/// Plans, delivers and measures surprise campaigns for air travellers.
#[derive(Debug, Parser)]
#[command(name = "giftgate", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Run(run::Run),
    Serve(serve::Serve),
    Worker(serve::Worker),
}

/// Settings that every command with a store takes; see `giftgate doctor`.
#[derive(Debug, Args, Default)]
pub struct SettingsFlags {
    /// `sqlite://FILE` or `postgres://USER@HOST/NAME` [default: a SQLite file in the data directory]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Folder for the database and the master key [default: giftgate-data]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<String>,
    /// Address to listen on; port 0 picks a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Address people reach the server at, where it differs
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// File with the master key [default: master.key in the data directory]
    #[arg(long, value_name = "FILE")]
    master_key_file: Option<String>,
    /// Filter of the log, such as info or giftgate=debug
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
}

impl SettingsFlags {
    /// The effective settings, and where each came from.
    pub fn load(&self) -> Result<(Settings, Vec<Effective>), Failure> {
        let given = [
            ("database_url", &self.database_url),
            ("data_dir", &self.data_dir),
            ("listen", &self.listen),
            ("public_url", &self.public_url),
            ("master_key_file", &self.master_key_file),
            ("log", &self.log),
        ];
        let flags: BTreeMap<&'static str, String> =
            given.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))).collect();
        Settings::load(&PathBuf::from("."), &flags).map_err(Failure::input)
    }
}

/// Why a command did not do it.
#[derive(Debug)]
pub enum Failure {
    /// Wrong use or bad input: exit status 2.
    Input(String),
    /// It failed: exit status 1.
    Failed(String),
}

impl Failure {
    /// Bad input, in words.
    pub fn input(why: impl fmt::Display) -> Self {
        Self::Input(why.to_string())
    }

    /// It failed, in words.
    pub fn failed(why: impl fmt::Display) -> Self {
        Self::Failed(why.to_string())
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(why)) => {
            eprintln!("giftgate: {why}");
            ExitCode::from(1)
        }
        Err(Failure::Input(why)) => {
            eprintln!("giftgate: {why}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Demo(demo) => demo.run(),
        Command::Run(run) => run.run(),
        Command::Serve(serve) => serve.run(),
        Command::Worker(worker) => worker.run(),
    }
}

/// Runs a command's asynchronous part to its end.
fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
    runtime.block_on(work)
}

/// Sends the log to stderr, by the settings' filter.
fn start_log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::new(&settings.log);
    // A second start keeps the first log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
