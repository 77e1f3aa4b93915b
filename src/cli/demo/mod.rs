//! `giftgate demo`: a real airport day, end to end, on a throw-away database. People and posts are made up, decisions are
//! simulated and labelled so, and nothing leaves the machine.

mod accounts;
mod day;
mod people;
mod replay;
mod summary;

use std::path::PathBuf;
use std::time::Instant as Stopwatch;

use clap::Args;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::run::write_results;
use super::stage::Stage;
use super::workspace::Workspace;
use super::{Failure, SettingsFlags, block_on, serve};
use crate::domain::actor::{Actor, Role};
use crate::domain::campaign::CampaignState;
use crate::domain::instant::Instant;
use crate::networks::Outlet;
use crate::services::listening::Listener;
use crate::services::{campaigns, intake};

/// How the demo runs.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Stop after the summary
    #[arg(long)]
    no_serve: bool,
    /// Stop the demo's clock at this time of its morning (HH:MM at Schiphol), with gifts still to hand over
    #[arg(long, value_name = "HH:MM", value_parser = day::shift_time)]
    until: Option<Instant>,
    /// Also write what `giftgate run` writes, and keep the outbox there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Seed of the made-up day and of every random choice
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// Make accounts, write them as JSON, and let nobody in without one
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run(args: &DemoArgs) -> Result<(), Failure> {
    args.run()
}

impl DemoArgs {
    fn run(&self) -> Result<(), Failure> {
        let (settings, effective) = self.settings.load()?;
        let own_database = effective.iter().any(|one| one.key == "database_url" && one.from != "default");
        block_on(async {
            let watch = Stopwatch::now();
            let workspace = if own_database {
                Workspace::on(&settings, day::start(), self.seed).await?
            } else {
                Workspace::new(day::start(), self.seed).await?
            };
            let outbox = self.out.clone().unwrap_or_else(|| workspace.folder().to_owned()).join("outbox");
            let outlet = Outlet::Folder(outbox);
            let story = Box::pin(self.live_the_day(&workspace, &outlet)).await?;
            if let Some(out) = &self.out {
                let loaded = campaigns::load(&workspace.app, day::CAMPAIGN).await?;
                write_results(&workspace.app, &loaded, out).await?;
            }
            summary::print(&workspace.app, &story, &outlet, watch.elapsed()).await?;
            if self.no_serve {
                return Ok(());
            }
            let whom = match &self.accounts {
                Some(file) => {
                    accounts::write(&workspace.app, file).await?;
                    serve::For::Players
                }
                None => serve::For::Onlookers,
            };
            Box::pin(serve::serve(workspace.app, &settings, whom)).await
        })
    }

    async fn live_the_day(&self, workspace: &Workspace, outlet: &Outlet) -> Result<replay::Story, Failure> {
        let app = &workspace.app;
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let planner = Actor::simulated(Role::Planner);
        let mut loaded = campaigns::add(app, day::CAMPAIGN_FILE, &planner).await?;
        campaigns::move_to(app, &mut loaded, CampaignState::Live, &planner).await?;

        let stage = Stage::begin("flights", 0);
        let events = day::events()?;
        let (early, later): (Vec<_>, Vec<_>) =
            events.into_iter().partition(|event| event.known_at.is_none_or(|at| at <= app.now()));
        intake::import_events(app, early).await?;
        stage.end();
        let made_up = day::make_up(&mut rng)?;
        let stage = Stage::begin("bookings", made_up.bookings.len() as u64);
        let rows = day::booking_rows(&made_up.bookings)?;
        intake::import_bookings(app, "bookings.csv", rows, |done| stage.at(done)).await?;
        stage.end();
        let listener = Listener::new(app, &loaded).await?;
        let replay = replay::Replay {
            app,
            loaded,
            listener,
            outlet,
            rng,
            later,
            posts: made_up.posts,
            seed: self.seed,
            until: self.until,
        };
        Box::pin(replay.run()).await
    }
}
