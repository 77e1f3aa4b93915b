//! One read for all who ask at the same moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Reads by key. Whoever asks while one is under way shares the next one, so nobody gets what was read before they asked.
#[derive(Debug)]
pub struct SharedReads<T>(Mutex<BTreeMap<String, Arc<Turns<T>>>>);

/// Reads of one key: one at a time, and the one that has not begun.
#[derive(Debug)]
struct Turns<T> {
    running: tokio::sync::Mutex<()>,
    next: Mutex<Arc<OnceLock<Arc<T>>>>,
}

impl<T> Default for SharedReads<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Default for Turns<T> {
    fn default() -> Self {
        Self { running: tokio::sync::Mutex::default(), next: Mutex::default() }
    }
}

impl<T> SharedReads<T> {
    /// What `read` gives, or what another one's gave that began after this call. An error is only for who did the reading.
    pub async fn read<E>(&self, key: &str, read: impl Future<Output = Result<T, E>>) -> Result<Arc<T>, E> {
        let turns = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Keys come from outside: those nobody waits for are forgotten.
            all.retain(|_, turns| Arc::strong_count(turns) > 1);
            Arc::clone(all.entry(key.to_owned()).or_default())
        };
        let lock = || turns.next.lock().unwrap_or_else(PoisonError::into_inner);
        let own = Arc::clone(&lock());
        let _turn = turns.running.lock().await;
        if let Some(done) = own.get() {
            return Ok(Arc::clone(done));
        }
        // Who asks from here on waits for the one after this.
        *lock() = Arc::default();
        let value = Arc::new(read.await?);
        Ok(Arc::clone(own.get_or_init(|| value)))
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn many_at_once_are_read_twice_and_nobody_gets_what_is_older_than_their_question() {
        let (shared, reads) = (Arc::new(SharedReads::default()), Arc::new(AtomicUsize::new(0)));
        let ask = || {
            let (shared, reads) = (Arc::clone(&shared), Arc::clone(&reads));
            tokio::spawn(async move {
                let asked = reads.load(Ordering::SeqCst);
                let read = async {
                    let n = reads.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, Infallible>(n)
                };
                let Ok(got) = shared.read("AMS", read).await;
                assert!(*got >= asked, "{got} is older than {asked}");
            })
        };
        let all: Vec<_> = (0..50).map(|_| ask()).collect();
        for one in all {
            one.await.expect("an answer");
        }
        assert_eq!(reads.load(Ordering::SeqCst), 2);
        ask().await.expect("an answer");
        assert_eq!(reads.load(Ordering::SeqCst), 3, "nothing is kept for later");
    }

    #[tokio::test]
    async fn a_read_that_fails_is_done_by_the_next_who_asked() {
        let shared = SharedReads::default();
        let failed = shared.read("AMS", async { Err::<u8, _>("away") });
        let other = shared.read("AMS", async { Ok::<_, &str>(7) });
        let (failed, other) = tokio::join!(failed, other);
        assert_eq!((failed.map(|n| *n), other.map(|n| *n)), (Err("away"), Ok(7)));
    }
}
