//! Any bytes as a team's own files: a trained model, a language table, labelled posts.

#![no_main]

use giftgate::signals::{Labelled, LinearModel, ModelKind, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for kind in ModelKind::ALL {
        if let Ok(model) = LinearModel::from_bytes(bytes, *kind) {
            assert_eq!(LinearModel::from_bytes(&model.to_bytes(), *kind).as_ref(), Ok(&model));
        }
        let _ = Labelled::read(&String::from_utf8_lossy(bytes), *kind);
    }
    // Building a reader takes long, so only what begins as a table does is tried.
    if bytes.starts_with(b"gglang1\n") {
        let _ = Reader::new().with_language_table(bytes);
    }
});
