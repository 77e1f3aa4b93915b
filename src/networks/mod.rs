//! Where posts go. Networks themselves come later; until then everything stays on this machine, in a folder.
//!
//! Publishing the same identity twice leaves one file with the same bytes.

pub mod flight_api;

use std::io::{self, Write};
use std::path::PathBuf;

/// A place that posts go to.
#[derive(Debug, Clone)]
pub enum Outlet {
    /// One JSON file a post, in a folder.
    Folder(PathBuf),
}

impl Outlet {
    /// Puts a post out and gives its address. The file appears whole or not at all.
    pub fn publish(&self, identity: &str, body: &[u8]) -> io::Result<String> {
        match self {
            Self::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                let name = format!("{identity}.json");
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                file.write_all(body)?;
                file.as_file().sync_all()?;
                file.persist(folder.join(&name)).map_err(|error| error.error)?;
                Ok(format!("outbox:{name}"))
            }
        }
    }

    /// Takes what was published under an identity down; what is not there any more is down already.
    pub fn retract(&self, identity: &str) -> io::Result<()> {
        match self {
            Self::Folder(folder) => match std::fs::remove_file(folder.join(format!("{identity}.json"))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        }
    }

    /// The place in words, for messages.
    pub fn place(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_post_twice_is_one_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let outlet = Outlet::Folder(folder.path().join("outbox"));
        let first = outlet.publish("bluesky-1", b"{}").expect("published");
        assert_eq!(outlet.publish("bluesky-1", b"{}").expect("published again"), first);
        assert_eq!(std::fs::read_dir(folder.path().join("outbox")).expect("the folder").count(), 1);
    }

    #[test]
    fn what_is_retracted_twice_is_gone_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let outlet = Outlet::Folder(folder.path().join("outbox"));
        outlet.retract("bluesky-1").expect("nothing was there");
        outlet.publish("bluesky-1", b"{}").expect("published");
        outlet.retract("bluesky-1").expect("retracted");
        outlet.retract("bluesky-1").expect("retracted again");
        assert_eq!(std::fs::read_dir(folder.path().join("outbox")).expect("the folder").count(), 0);
    }
}
