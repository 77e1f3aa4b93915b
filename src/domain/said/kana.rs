//! From sounds to katakana, in the usual way of writing foreign names.

use super::Sound::{
    self, A, Ai, Au, B, Ch, D, Dj, E, Ei, F, G, H, I, J, K, L, LongA, LongE, LongI, LongO, LongU, LongY, M, N, Nj, O,
    Oe, Oi, OpenI, P, R, S, Sh, T, Ts, V, W, WeakE, X, Y, Z,
};

/// With each of a, i, u, e and o, and without a vowel.
const fn row(consonant: Option<Sound>) -> ([&'static str; 5], &'static str) {
    match consonant {
        Some(B) => (["バ", "ビ", "ブ", "ベ", "ボ"], "ブ"),
        Some(D) => (["ダ", "ディ", "ドゥ", "デ", "ド"], "ド"),
        Some(F) => (["ファ", "フィ", "フ", "フェ", "フォ"], "フ"),
        Some(G) => (["ガ", "ギ", "グ", "ゲ", "ゴ"], "グ"),
        Some(H | X) => (["ハ", "ヒ", "フ", "ヘ", "ホ"], "フ"),
        Some(J) => (["ヤ", "イ", "ユ", "イェ", "ヨ"], "イ"),
        Some(K) => (["カ", "キ", "ク", "ケ", "コ"], "ク"),
        Some(L | R) => (["ラ", "リ", "ル", "レ", "ロ"], "ル"),
        Some(M) => (["マ", "ミ", "ム", "メ", "モ"], "ム"),
        Some(N) => (["ナ", "ニ", "ヌ", "ネ", "ノ"], "ン"),
        Some(Nj) => (["ニャ", "ニ", "ニュ", "ニェ", "ニョ"], "ニュ"),
        Some(P) => (["パ", "ピ", "プ", "ペ", "ポ"], "プ"),
        Some(S) => (["サ", "シ", "ス", "セ", "ソ"], "ス"),
        Some(T) => (["タ", "ティ", "トゥ", "テ", "ト"], "ト"),
        Some(Ts) => (["ツァ", "ツィ", "ツ", "ツェ", "ツォ"], "ツ"),
        Some(V) => (["ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ"], "ヴ"),
        Some(W) => (["ワ", "ウィ", "ウ", "ウェ", "ウォ"], "ウ"),
        Some(Z) => (["ザ", "ジ", "ズ", "ゼ", "ゾ"], "ズ"),
        Some(Sh) => (["シャ", "シ", "シュ", "シェ", "ショ"], "シュ"),
        Some(Ch) => (["チャ", "チ", "チュ", "チェ", "チョ"], "チ"),
        Some(Dj) => (["ジャ", "ジ", "ジュ", "ジェ", "ジョ"], "ジ"),
        _ => (["ア", "イ", "ウ", "エ", "オ"], ""),
    }
}

/// A vowel's place in the row and what follows it.
const fn vowel(sound: Sound) -> (usize, &'static str) {
    match sound {
        A => (0, ""),
        LongA => (0, "ー"),
        Ai => (0, "イ"),
        Au => (0, "ウ"),
        I | OpenI => (1, ""),
        LongI => (1, "ー"),
        LongU => (2, "ー"),
        E | WeakE => (3, ""),
        LongE | Oe => (3, "ー"),
        Ei => (3, "イ"),
        O => (4, ""),
        LongO => (4, "ー"),
        Oi => (4, "イ"),
        _ => (2, ""),
    }
}

/// The sounds in katakana.
pub(super) fn spell(sounds: &[Sound]) -> String {
    let mut text = String::new();
    let mut consonant = None;
    for sound in sounds {
        let (syllables, alone) = row(consonant);
        if !sound.is_vowel() {
            text.push_str(alone);
            consonant = Some(*sound);
            continue;
        }
        if matches!(sound, Y | LongY) {
            text.push_str(&with_small_yu(consonant, syllables[1]));
            text.push_str(if *sound == LongY { "ー" } else { "" });
        } else {
            let (place, after) = vowel(*sound);
            text.push_str(syllables[place]);
            text.push_str(after);
        }
        consonant = None;
    }
    text.push_str(row(consonant).1);
    text
}

/// ü: the i of the row with a small yu in place of a small i.
fn with_small_yu(consonant: Option<Sound>, i: &str) -> String {
    match consonant {
        None | Some(J) => "ユ".to_owned(),
        _ => format!("{}ュ", i.trim_end_matches('ィ')),
    }
}
