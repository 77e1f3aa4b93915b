//! A folder as a network: one JSON file a post, and its picture beside it. The same identity twice is the same files.

use std::io::{self, Write};
use std::path::Path;

use super::{Fault, Frozen, Out, picture};

/// Writes a post. The file appears whole or not at all.
pub(super) fn publish(folder: &Path, frozen: &Frozen) -> Result<Out, Fault> {
    let name = format!("{}.json", frozen.identity);
    let (post, picture) = picture::parts(&frozen.body).unwrap_or((&frozen.body, None));
    // The post comes last: where it is there, all of it is.
    if let Some(picture) = picture {
        write(folder, &picture_name(&frozen.identity), &picture.bytes).map_err(|error| fault(folder, &error))?;
    }
    write(folder, &name, post).map_err(|error| fault(folder, &error))?;
    Ok(Out { address: format!("outbox:{name}"), external_id: name })
}

fn write(folder: &Path, name: &str, body: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(body)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    Ok(())
}

/// A post that is there.
pub(super) fn look(folder: &Path, identity: &str) -> Option<Out> {
    let name = format!("{identity}.json");
    folder.join(&name).exists().then(|| Out { address: format!("outbox:{name}"), external_id: name })
}

/// Removes a post and its picture.
pub(super) fn retract(folder: &Path, identity: &str) -> Result<(), Fault> {
    for name in [picture_name(identity), format!("{identity}.json")] {
        match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(folder, &error)),
            _ => {}
        }
    }
    Ok(())
}

fn picture_name(identity: &str) -> String {
    format!("{identity}.picture")
}

fn fault(folder: &Path, error: &io::Error) -> Fault {
    Fault::Folder { path: folder.display().to_string(), why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::Picture;
    use super::*;

    #[test]
    fn the_same_post_twice_is_one_file_and_retracted_twice_it_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let outbox = folder.path().join("outbox");
        let count = || std::fs::read_dir(&outbox).expect("the folder").count();
        retract(&outbox, "x-1").expect("nothing was there");
        let mut frozen = Frozen { identity: "x-1".to_owned(), body: b"{}".to_vec() };
        let first = publish(&outbox, &frozen).expect("published");
        assert_eq!(publish(&outbox, &frozen).expect("published again"), first);
        assert_eq!(look(&outbox, "x-1"), Some(first));
        assert_eq!(count(), 1);
        retract(&outbox, "x-1").expect("retracted");
        retract(&outbox, "x-1").expect("retracted again");
        assert_eq!(look(&outbox, "x-1"), None);
        assert_eq!(count(), 0);
        let bytes = b"\x89PNG".to_vec();
        let mime = "image/png".to_owned();
        Picture { bytes, mime, alt: "A box".to_owned(), size: (1, 1), url: None }.join(&mut frozen.body);
        publish(&outbox, &frozen).expect("published");
        let read = |name: &str| std::fs::read(outbox.join(name)).expect("a file");
        assert_eq!((read("x-1.json"), read("x-1.picture")), (b"{}".to_vec(), b"\x89PNG".to_vec()));
        retract(&outbox, "x-1").expect("retracted with its picture");
        assert_eq!(count(), 0);
    }
}
