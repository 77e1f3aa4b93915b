//! One piece of work for all who wait for their turn at the same thing.

use std::collections::BTreeMap;
use std::mem::take;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// Work by key, one piece of it at a time. Whoever comes while one is under way is done with all others who wait, in the order
/// they came, by the first of them.
#[derive(Debug)]
pub struct SharedWork<K, Q, A>(Mutex<BTreeMap<K, Arc<Line<Q, A>>>>);

/// Those who wait for one key, each with where their answer goes.
#[derive(Debug)]
struct Line<Q, A> {
    running: tokio::sync::Mutex<()>,
    waiting: Mutex<Vec<(Q, oneshot::Sender<A>)>>,
}

impl<K, Q, A> Default for SharedWork<K, Q, A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Q, A> Default for Line<Q, A> {
    fn default() -> Self {
        Self { running: tokio::sync::Mutex::default(), waiting: Mutex::default() }
    }
}

impl<K: Ord, Q: Clone, A> SharedWork<K, Q, A> {
    /// The answer to a question. `work` gets all that wait, this one among them, and answers each at its place; somebody else's
    /// may have done it by then. An error, or a leaving, is only for who did the work: the others ask again, so work must be
    /// such that it can be done twice.
    pub async fn ask<E, F>(&self, key: K, question: Q, work: impl Fn(Vec<Q>) -> F) -> Result<A, E>
    where
        F: Future<Output = Result<Vec<A>, E>>,
    {
        let line = {
            let mut all = lock(&self.0);
            // Keys come from outside: those nobody waits for are forgotten.
            all.retain(|_, line| Arc::strong_count(line) > 1);
            Arc::clone(all.entry(key).or_default())
        };
        loop {
            let (tell, mut told) = oneshot::channel();
            lock(&line.waiting).push((question.clone(), tell));
            let _turn = tokio::select! {
                biased;
                answer = &mut told => match answer {
                    Ok(answer) => return Ok(answer),
                    Err(_) => continue,
                },
                turn = line.running.lock() => turn,
            };
            match told.try_recv() {
                Ok(answer) => return Ok(answer),
                Err(TryRecvError::Closed) => continue,
                Err(TryRecvError::Empty) => {}
            }
            let (questions, tells): (Vec<_>, Vec<_>) = take(&mut *lock(&line.waiting)).into_iter().unzip();
            for (answer, tell) in work(questions).await?.into_iter().zip(tells) {
                // Who left needs no answer.
                let _ = tell.send(answer);
            }
            if let Ok(own) = told.try_recv() {
                return Ok(own);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn those_who_come_during_work_are_done_together_and_in_order() {
        let (shared, works) = (Arc::new(SharedWork::default()), Arc::new(AtomicUsize::new(0)));
        let ask = |key: &'static str, n: usize| {
            let (shared, works) = (Arc::clone(&shared), Arc::clone(&works));
            tokio::spawn(async move {
                let work = |all: Vec<usize>| {
                    works.fetch_add(1, Ordering::SeqCst);
                    async move {
                        tokio::task::yield_now().await;
                        assert!(all.is_sorted(), "{all:?}");
                        Ok::<_, Infallible>(all.into_iter().map(|n| n * 2).collect())
                    }
                };
                let Ok(got) = shared.ask(key, n, work).await;
                assert_eq!(got, n * 2);
            })
        };
        let all: Vec<_> = (0..50).map(|n| ask("one", n)).collect();
        for one in all {
            one.await.expect("an answer");
        }
        assert_eq!(works.load(Ordering::SeqCst), 2);
        ask("other", 7).await.expect("an answer");
        assert_eq!(works.load(Ordering::SeqCst), 3, "nothing is kept for later");
    }

    #[tokio::test]
    async fn what_failed_for_one_is_done_by_the_next() {
        let shared = SharedWork::default();
        let failed = shared.ask(1, 'a', async |_: Vec<char>| Err::<Vec<char>, _>("away"));
        let other = shared.ask(1, 'b', async |all: Vec<char>| Ok::<_, &str>(all));
        let left = shared.ask(1, 'c', async |_: Vec<char>| std::future::pending::<Result<_, &str>>().await);
        let last = shared.ask(1, 'd', async |all: Vec<char>| Ok::<_, &str>(all));
        let left = tokio::time::timeout(std::time::Duration::from_millis(50), left);
        assert_eq!(tokio::join!(failed, other), (Err("away"), Ok('b')));
        let (left, last) = tokio::join!(left, last);
        assert!(left.is_err(), "somebody who never ends is given up");
        assert_eq!(last, Ok('d'));
    }
}
