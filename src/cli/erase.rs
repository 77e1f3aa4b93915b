//! `giftgate erase`: erasure and objection (GDPR Art. 17 and 21), with a receipt that names nobody.

use clap::Args;

use super::files::Output;
use super::person::PersonArgs;
use super::{Failure, SettingsFlags, block_on, ready_app};
use crate::domain::actor::Actor;
use crate::services::requests::{Answer, Receipt, erase};

/// Whom to erase.
#[derive(Debug, Args)]
pub(super) struct EraseArgs {
    #[command(flatten)]
    person: PersonArgs,
    /// The person objects: never match this account, address or booking again
    #[arg(long)]
    object: bool,
    /// Print the receipt as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: SettingsFlags,
}

pub(super) fn run(args: &EraseArgs) -> Result<(), Failure> {
    let asked = args.person.asked()?;
    let (settings, _) = args.settings.load()?;
    let answer = block_on(async {
        let app = ready_app(&settings).await?;
        Ok(Box::pin(erase(&app, &asked, args.object, &Actor::OPERATOR)).await?)
    })?;
    let receipt = match answer {
        Answer::Done(receipt) => receipt,
        Answer::Ambiguous(people) => return Err(args.person.ambiguous(people, "nothing was changed")),
    };
    let mut output = Output::new();
    if args.json {
        output.json(&receipt)?;
    } else {
        for line in lines(&receipt, &args.person.typed()) {
            output.line(&line)?;
        }
    }
    output.close()
}

/// The receipt for people.
fn lines(receipt: &Receipt, typed: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if receipt.found {
        let (gone, kept) = (&receipt.destroyed, &receipt.kept);
        lines.push(format!("erased    what was stored about {typed}"));
        for (n, what) in [
            (gone.keys, "data keys destroyed; what was sealed with them opens nowhere any more"),
            (gone.bookings, "passengers of bookings"),
            (gone.legs, "legs"),
            (gone.accounts, "accounts"),
            (gone.posts, "posts"),
            (gone.matches, "matches"),
            (gone.gifts_withdrawn, "gifts withdrawn, their money released"),
            (gone.consents, "consents withdrawn"),
            (gone.follow_ups_dropped, "follow-up posts dropped"),
            (gone.follow_ups_retracted, "follow-up posts retracted; the worker takes them down"),
        ] {
            if n > 0 {
                lines.push(format!("  {n:>6}  {what}"));
            }
        }
        lines
            .push(format!("kept      {} gifts and {} ledger entries, without a name", kept.gifts, kept.ledger_entries));
    } else {
        lines.push(format!("nothing is stored about {typed}"));
    }
    if receipt.objection {
        lines.push(format!(
            "objection on the list as keyed hashes, {} of them new: never matched again",
            receipt.suppressed
        ));
    }
    lines.push(format!("receipt   {}, {}", receipt.request, receipt.at.format("%Y-%m-%d %H:%M:%S UTC")));
    lines
}
