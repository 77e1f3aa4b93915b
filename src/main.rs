//! The giftgate command.

use std::process::ExitCode;

fn main() -> ExitCode {
    giftgate::cli::main()
}
