//! `giftgate campaign add` and `campaign live`: a campaign file into the store, and its start.

use std::path::PathBuf;

use clap::Args;

use super::campaign::read_known_campaign;
use super::{Failure, SettingsFlags, block_on, files, own_stations, ready_app};
use crate::domain::actor::Actor;
use crate::domain::campaign::CampaignState;
use crate::services::{Error, campaigns};
use crate::store::StoreError;

/// A campaign for the store.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The campaign file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    settings: SettingsFlags,
}

/// A campaign of the store.
#[derive(Debug, Args)]
pub(super) struct StoredArgs {
    /// The campaign's slug
    slug: String,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn add(args: &AddArgs) -> Result<(), Failure> {
    let source = files::read_bytes(&args.file)?;
    let (settings, _) = args.settings.load()?;
    let own = own_stations(&settings).map_err(Failure::input)?;
    let campaign = read_known_campaign(&files::name_of(&args.file), &source, &own)?;
    let source = String::from_utf8_lossy(&source).into_owned();
    block_on(async {
        let app = ready_app(&settings).await?;
        match campaigns::add(&app, &source, &Actor::OPERATOR).await {
            Ok(_) => {
                println!(
                    "{} is in the store as a draft; `giftgate campaign live {}` starts it",
                    campaign.name, campaign.slug
                );
                Ok(())
            }
            Err(Error::Store(StoreError::Taken)) => Err(Failure::input(format!(
                "there is a campaign `{}` already; give this one another slug",
                campaign.slug
            ))),
            Err(error) => Err(error.into()),
        }
    })
}

/// Moves a campaign on and says what that means.
pub(super) fn move_to(args: &StoredArgs, to: CampaignState) -> Result<(), Failure> {
    let (settings, _) = args.settings.load()?;
    block_on(async {
        let app = ready_app(&settings).await?;
        let mut loaded = campaigns::load(&app, &args.slug).await?;
        campaigns::move_to(&app, &mut loaded, to, &Actor::OPERATOR).await.map_err(|error| match error {
            Error::Refused(why) => Failure::input(format!("`{}`: {why}", args.slug)),
            other => other.into(),
        })?;
        let meaning = match to {
            CampaignState::Live => "live; its targets are locked",
            CampaignState::Paused => "paused; nothing is approved, picked up or posted until it is live again",
            CampaignState::CoolDown => "cooling down; no new gifts, posts and answers go on",
            _ => to.as_str(),
        };
        println!("{} is {meaning}", loaded.campaign.name);
        Ok(())
    })
}
