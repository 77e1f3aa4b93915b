//! A folder of a test's own in which the real binary runs, with a clean environment, and what it said.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const FLIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/campaigns/demo/flights.csv");
pub const SURPRISE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/campaigns/schiphol-surprise.toml");
pub struct Desk(TempDir);

/// What a command said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Done, and what it printed.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// Bad input, said in words that hold all of these.
    pub fn bad_input(&self, words: &[&str]) {
        self.refused(2, words);
    }

    pub fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in: {}", self.err);
        }
    }
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.0.path().join(name), text).expect("a file");
        self
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_giftgate"));
        let words = line.split_whitespace().map(|word| match word {
            "FLIGHTS" => FLIGHTS,
            "SURPRISE" => SURPRISE,
            word => word,
        });
        command.args(words).current_dir(self.path()).env_clear().stdin(Stdio::null());
        command
    }

    pub fn run(&self, line: &str) -> Said {
        Said::of(self.command(line).output().expect("the binary runs"))
    }

    pub fn pipe(&self, line: &str, text: &str) -> Said {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), text.as_bytes()).expect("written");
        Said::of(child.wait_with_output().expect("it ends"))
    }
}

pub fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}
