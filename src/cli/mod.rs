//! Commands: one file each. Words and formats here are a promise; scripts depend on them.
//!
//! Exit status: 0 done, 1 failed, 2 wrong use or bad input. Messages go to stderr and name place, cause and remedy.

mod bench;
mod campaign;
mod campaign_store;
mod day_files;
mod demo;
mod doctor;
mod effect;
mod erase;
mod evaluate;
mod files;
mod import;
mod link;
mod migrate;
mod parallel;
mod parse;
mod person;
mod readers;
mod records;
mod rehearse;
mod report;
mod roads;
mod run;
mod serve;
mod signals;
mod solve;
mod stage;
mod train;
mod workspace;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::App;
use crate::config::{Effective, Settings};
use crate::rounds::station::StationMaps;
use crate::services;
use crate::services::stations::{self, MapFaults};
use crate::store::StoreError;

/// Plans, delivers and measures surprise campaigns for air travellers.
#[derive(Debug, Parser)]
#[command(name = "giftgate", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What is promised, measured on this machine: demo, import, start, pages
    Bench(bench::BenchArgs),
    /// Campaign files: a new one, all faults at once, what an edit changes, the schema
    #[command(subcommand)]
    Campaign(campaign::CampaignCommand),
    /// A real airport day, end to end, then the web pages
    Demo(demo::DemoArgs),
    /// Effective settings and health, each trouble with its remedy
    Doctor(doctor::DoctorArgs),
    /// The difference between treated and held out, with its interval
    Effect(effect::EffectArgs),
    /// Erases a person who asked for it; with --object they are never matched again
    Erase(erase::EraseArgs),
    /// How right the listen and match steps are on labelled data
    #[command(subcommand)]
    Evaluate(evaluate::EvaluateCommand),
    /// Files into the store, with counts that add up
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// The match step alone: one JSON line a candidate pair
    Link(link::LinkArgs),
    /// Brings the database up to this version
    Migrate(migrate::MigrateArgs),
    /// Boarding passes, passenger name lists and flights as JSON lines
    #[command(subcommand)]
    Parse(parse::ParseCommand),
    /// Everything held about a person who asked for it, as one JSON document; or the register of processing
    Records(records::RecordsArgs),
    /// What a day would come to, from your own files: people, money, proof; writes nothing
    Rehearse(rehearse::RehearseArgs),
    /// A campaign's impression report, as a page, as JSON or as CSV
    Report(report::ReportArgs),
    /// The whole job on your own files, without a server
    Run(run::RunArgs),
    /// Pages and worker in one process
    Serve(serve::ServeArgs),
    /// The listen step alone: posts in, one JSON line of signals a post
    Signals(signals::SignalsArgs),
    /// The two optimisers alone, and a check of their answers
    #[command(subcommand)]
    Solve(solve::SolveCommand),
    /// The trained parts of the listen step, from your own labelled lines
    #[command(subcommand)]
    Train(train::TrainCommand),
    /// Another worker for the same database
    Worker(serve::WorkerArgs),
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
    /// Whoever read the output has seen enough: not a failure.
    ReaderGone,
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

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::failed(with_causes(&error))
    }
}

impl From<services::Error> for Failure {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::File(fault) => fault.into(),
            services::Error::NotFound { .. } => Self::input(format!("{error}; check the name")),
            services::Error::Campaign(_) | services::Error::Unsatisfiable { .. } => Self::input(error),
            _ => Self::failed(with_causes(&error)),
        }
    }
}

/// An error with what caused it.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let why = error.to_string();
        if !text.contains(&why) {
            text = format!("{text}: {why}");
        }
        cause = error.source();
    }
    text
}

/// Runs what needs a store to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::failed(format!("no thread can be started ({error})")))?.block_on(work)
}

/// The app over a database whose schema is this version's.
pub(crate) async fn ready_app(settings: &Settings) -> Result<App, Failure> {
    let app = open_app(settings).await?;
    app.store.check_schema().await?;
    Ok(app)
}

/// The app that the settings name, with the walking maps of its data folder.
pub(crate) async fn open_app(settings: &Settings) -> Result<App, Failure> {
    let own = own_stations(settings).map_err(Failure::input)?;
    Ok(App::build(settings).await?.with_stations(own))
}

/// The walking maps in the data folder of an installation.
pub(crate) fn own_stations(settings: &Settings) -> Result<StationMaps, MapFaults> {
    stations::read_folder(&settings.data_dir.join("stations"))
}

/// The walking maps that a command on files finds: those of the data folder, where its settings can be read.
pub(crate) fn stations_here() -> Result<StationMaps, Failure> {
    match SettingsFlags::default().load() {
        Ok((settings, _)) => own_stations(&settings).map_err(Failure::input),
        Err(_) => Ok(StationMaps::new()),
    }
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
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
        Command::Bench(args) => bench::run(&args),
        Command::Campaign(command) => campaign::run(&command),
        Command::Demo(args) => demo::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Effect(args) => effect::run(&args),
        Command::Erase(args) => erase::run(&args),
        Command::Evaluate(command) => evaluate::run(&command),
        Command::Import(command) => import::run(&command),
        Command::Link(args) => link::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Parse(command) => parse::run(&command),
        Command::Records(args) => records::run(&args),
        Command::Rehearse(args) => rehearse::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Serve(args) => serve::run_server(&args),
        Command::Signals(args) => signals::run(&args),
        Command::Solve(command) => solve::run(&command),
        Command::Train(command) => train::run(&command),
        Command::Worker(args) => serve::run_worker(&args),
    }
}

/// Sends the log to stderr, by the settings' filter.
fn start_log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::new(&settings.log);
    // A second start keeps the first log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
