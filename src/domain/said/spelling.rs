//! From sounds to the letters that a reader says so, parted into syllables by hyphens.

use super::Sound::{
    self, A, Ai, Au, B, Ch, D, Dj, E, Ei, F, G, H, I, J, K, L, LongA, LongE, LongI, LongO, LongU, LongY, M, N, Nj, O,
    Oe, Oi, OpenI, OpenU, P, R, S, Sh, T, Ts, U, V, W, WeakE, X, Y, Z,
};
use crate::domain::language::Language;

/// A sound as read in English, Dutch, German and Spanish.
const fn letters(sound: Sound) -> [&'static str; 4] {
    match sound {
        A => ["ah", "a", "a", "a"],
        LongA => ["ah", "aa", "ah", "a"],
        E => ["eh", "e", "e", "e"],
        LongE => ["ay", "ee", "eh", "e"],
        WeakE => ["uh", "e", "e", "e"],
        I => ["ee", "ie", "i", "i"],
        OpenI => ["ih", "i", "i", "i"],
        LongI => ["ee", "ie", "ie", "i"],
        O => ["oh", "o", "o", "o"],
        LongO => ["oh", "oo", "oh", "o"],
        U | LongU => ["oo", "oe", "u", "u"],
        OpenU => ["uh", "u", "ü", "u"],
        Y | LongY => ["ew", "uu", "ü", "iu"],
        Oe => ["ur", "eu", "ö", "eu"],
        Ei => ["ay", "ei", "äi", "ei"],
        Ai => ["eye", "ai", "ei", "ai"],
        Au => ["ow", "au", "au", "au"],
        Oi => ["oy", "oi", "eu", "oi"],
        B => ["b"; 4],
        D => ["d"; 4],
        F => ["f"; 4],
        G => ["g"; 4],
        H => ["h", "h", "h", "j"],
        J => ["y", "j", "j", "y"],
        K => ["k"; 4],
        L => ["l"; 4],
        M => ["m"; 4],
        N => ["n"; 4],
        Nj => ["ny", "nj", "nj", "ñ"],
        P => ["p"; 4],
        R => ["r"; 4],
        S => ["s", "s", "s", "s"],
        T => ["t"; 4],
        Ts => ["ts", "ts", "z", "ts"],
        V => ["v", "w", "w", "v"],
        W => ["w", "w", "u", "u"],
        X => ["kh", "ch", "ch", "j"],
        Z => ["z", "z", "s", "s"],
        Sh => ["sh", "sj", "sch", "sh"],
        Ch => ["ch", "tsj", "tsch", "ch"],
        Dj => ["j", "dzj", "dsch", "y"],
    }
}

/// The sounds for a reader of a language with Latin letters.
pub(super) fn spell(sounds: &[Sound], reader: Language) -> String {
    let column = match reader {
        Language::Nl => 1,
        Language::De => 2,
        Language::Es => 3,
        Language::En | Language::Ja => 0,
    };
    let mut text = String::new();
    let mut vowels = 0;
    for (at, sound) in sounds.iter().enumerate() {
        let next = sounds.get(at + 1);
        let opens = if sound.is_vowel() {
            at > 0 && sounds[at - 1].is_vowel()
        } else {
            next.is_some_and(|next| next.is_vowel())
        };
        if opens && vowels > 0 {
            text.push('-');
        }
        vowels += usize::from(sound.is_vowel());
        let before_e = matches!(next, Some(E | LongE | WeakE | I | OpenI | LongI | Ei));
        text.push_str(match letters(*sound)[column] {
            "g" if reader == Language::Es && before_e => "gu",
            letters => letters,
        });
    }
    text
}
