//! Children of this same binary: started in a temporary folder without the caller's settings, watched, and stopped by
//! process id when dropped. What they print goes into files, so that no pipe can fill up and stall them.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant as Stopwatch};

use tempfile::TempDir;

use super::super::Failure;

/// Time between two looks at a child's memory.
const WATCH: Duration = Duration::from_millis(5);
/// Time between two looks at what a server printed; part of the error of the start's figure.
const LOOK: Duration = Duration::from_millis(1);
/// How a server tells its address.
const ADDRESS: &str = "http://";

/// Where children run.
pub(super) struct Bench {
    binary: PathBuf,
    folder: TempDir,
}

/// What a finished child took.
pub(super) struct Finished {
    /// From start to end, in seconds.
    pub(super) seconds: f64,
    /// Most resident memory, in MB of 10^6 bytes; `None` where the system does not tell.
    pub(super) megabytes: Option<f64>,
    /// What it printed.
    pub(super) printed: String,
}

impl Bench {
    /// A fresh temporary folder for children of this binary.
    pub(super) fn new() -> Result<Self, Failure> {
        let binary = std::env::current_exe()
            .map_err(|error| Failure::failed(format!("this program's own file can't be found: {error}")))?;
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::failed(format!("no temporary folder: {error}; set TMPDIR to one you may write to"))
        })?;
        Ok(Self { binary, folder })
    }

    /// The temporary folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command to its end; one that fails is a failure here, with what it said.
    pub(super) fn run(&self, words: &[&str]) -> Result<Finished, Failure> {
        let mut running = self.start(words)?;
        let mut megabytes = None;
        let status = loop {
            megabytes = running.megabytes().or(megabytes);
            match running.ended()? {
                Some(status) => break status,
                None => sleep(WATCH),
            }
        };
        let seconds = running.seconds();
        if !status.success() {
            return Err(running.failure(status));
        }
        Ok(Finished { seconds, megabytes, printed: running.printed() })
    }

    /// Starts a command.
    pub(super) fn start(&self, words: &[&str]) -> Result<Running, Failure> {
        let cannot = |error: std::io::Error| {
            Failure::failed(format!("giftgate {} can't be started: {error}; is the disk full?", words.join(" ")))
        };
        // Temporary files of the child go where ours go, so that even one that is killed leaves nothing behind.
        let own_temporary = self.folder().join("temporary");
        std::fs::create_dir_all(&own_temporary).map_err(cannot)?;
        let (printed, said) = (self.folder().join("stdout"), self.folder().join("stderr"));
        let mut command = Command::new(&self.binary);
        command.args(words).current_dir(self.folder()).env("TMPDIR", own_temporary).stdin(Stdio::null());
        for name in std::env::vars_os().map(|(name, _)| name).filter(is_setting) {
            command.env_remove(name);
        }
        command.stdout(File::create(&printed).map_err(cannot)?).stderr(File::create(&said).map_err(cannot)?);
        let watch = Stopwatch::now();
        let child = command.spawn().map_err(cannot)?;
        Ok(Running { child, words: words.join(" "), printed, said, watch })
    }
}

fn is_setting(name: &OsString) -> bool {
    name.to_str().is_some_and(|name| name.starts_with("GIFTGATE_"))
}

/// A child under way; dropped, it is stopped.
pub(super) struct Running {
    child: Child,
    words: String,
    printed: PathBuf,
    said: PathBuf,
    watch: Stopwatch,
}

impl Running {
    /// Seconds since it was started.
    pub(super) fn seconds(&self) -> f64 {
        self.watch.elapsed().as_secs_f64()
    }

    /// Waits for the address a server listens on, such as `127.0.0.1:40123`.
    pub(super) fn address(&mut self, patience: Duration) -> Result<String, Failure> {
        loop {
            let printed = self.printed();
            let told = printed.lines().filter(|line| line.starts_with("Pages")).find_map(|line| {
                let (_, rest) = line.split_once(ADDRESS)?;
                rest.split_once('/').map(|(address, _)| address.to_owned())
            });
            if let Some(address) = told {
                return Ok(address);
            }
            self.still_waiting("its address", patience)?;
        }
    }

    /// Waits a moment longer, unless the child ended or patience did.
    pub(super) fn still_waiting(&mut self, what: &str, patience: Duration) -> Result<(), Failure> {
        if let Some(status) = self.ended()? {
            return Err(self.failure(status));
        }
        if self.watch.elapsed() > patience {
            let (words, seconds) = (&self.words, patience.as_secs());
            return Err(Failure::failed(format!("giftgate {words}: {what} did not come within {seconds} s; {REMEDY}")));
        }
        sleep(LOOK);
        Ok(())
    }

    /// Most resident memory so far, in MB of 10^6 bytes.
    pub(super) fn megabytes(&self) -> Option<f64> {
        high_water_mark(&std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?)
    }

    /// Processor seconds so far.
    pub(super) fn processor_seconds(&self) -> Option<f64> {
        processor_seconds(&std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?)
    }

    fn ended(&mut self) -> Result<Option<ExitStatus>, Failure> {
        let words = &self.words;
        self.child.try_wait().map_err(|error| Failure::failed(format!("giftgate {words} can't be watched: {error}")))
    }

    fn printed(&self) -> String {
        std::fs::read_to_string(&self.printed).unwrap_or_default()
    }

    fn failure(&self, status: ExitStatus) -> Failure {
        let said = std::fs::read_to_string(&self.said).unwrap_or_default();
        let last = said.trim().lines().last().unwrap_or("it said nothing");
        Failure::failed(format!("giftgate {} failed ({status}): {last}", self.words))
    }
}

const REMEDY: &str = "try it again on a machine that is less busy";

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already needs no stopping.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this system tells the memory of processes.
pub(super) fn memory_is_known() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|status| high_water_mark(&status).is_some())
}

/// `VmHWM` of `/proc/PID/status`, told in units of 1024 bytes, in MB of 10^6 bytes.
pub(super) fn high_water_mark(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

/// Processor seconds of this program so far.
pub(super) fn own_processor_seconds() -> Option<f64> {
    processor_seconds(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

/// Time in the program and in the system for it, of `/proc/PID/stat`, told in hundredths of a second.
fn processor_seconds(stat: &str) -> Option<f64> {
    // The name of the program stands in brackets and may hold anything.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut ticks = rest.split(' ').skip(11).map_while(|ticks| ticks.parse::<u64>().ok());
    let ticks = ticks.next()? + ticks.next()?;
    Some(ticks as f64 / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_that_of_program_and_system() {
        let stat = "77 (a (b) c) S 1 77 77 0 -1 4194304 900 0 3 0 150 25 7 9 20 0 8 0 3000 1000 200";
        assert_eq!(processor_seconds(stat).map(|found| found.to_string()).as_deref(), Some("1.75"));
        assert!(processor_seconds("77 (a) S 1").is_none());
    }

    #[test]
    fn the_high_water_mark_is_read_in_megabytes() {
        let status = "Name:\tgiftgate\nVmPeak:\t  900000 kB\nVmHWM:\t  250000 kB\n";
        assert_eq!(high_water_mark(status).map(|found| found.to_string()).as_deref(), Some("256"));
        assert!(high_water_mark("Name:\tgiftgate\n").is_none());
    }
}
