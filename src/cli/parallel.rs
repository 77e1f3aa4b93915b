//! The same work on many things, spread over the processor's cores. The order of the answers is that of the things.

use std::num::NonZero;
use std::thread;

/// Things that are worked on together.
pub(super) const BATCH: usize = 4096;

/// Answers in the order of the things.
pub(super) fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(threads).max(1);
    let mut answers: Vec<Option<R>> = things.iter().map(|_| None).collect();
    thread::scope(|scope| {
        for (things, answers) in things.chunks(share).zip(answers.chunks_mut(share)) {
            let work = &work;
            scope.spawn(move || {
                for (thing, answer) in things.iter().zip(answers) {
                    *answer = Some(work(thing));
                }
            });
        }
    });
    answers.into_iter().flatten().collect()
}
