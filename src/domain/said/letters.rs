//! From letters to sounds, by the rules of the language that a name is from.

use super::Sound::{
    self, A, Ai, Au, B, Ch, D, Dj, E, Ei, F, G, H, I, J, K, L, LongA, LongE, LongI, LongO, LongU, LongY, M, N, Nj, O,
    Oe, Oi, OpenI, OpenU, P, R, S, Sh, T, Ts, U, V, W, WeakE, X, Y, Z,
};
use crate::domain::language::Language;

/// Longest first within a language.
type Rules = &'static [(&'static str, &'static [Sound])];

const DUTCH: Rules = &[
    ("sch", &[S, X]),
    ("aa", &[LongA]),
    ("ee", &[LongE]),
    ("oo", &[LongO]),
    ("uu", &[LongY]),
    ("ij", &[Ei]),
    ("ei", &[Ei]),
    ("ui", &[Au]),
    ("oe", &[LongU]),
    ("eu", &[Oe]),
    ("ou", &[Au]),
    ("au", &[Au]),
    ("ie", &[LongI]),
    ("sj", &[Sh]),
    ("tj", &[Ch]),
    ("ch", &[X]),
    ("ck", &[K]),
    ("ce", &[S, E]),
    ("ci", &[S, OpenI]),
    ("ph", &[F]),
    ("qu", &[K, V]),
    ("th", &[T]),
    ("c", &[K]),
    ("j", &[J]),
    ("g", &[X]),
    ("w", &[V]),
    ("v", &[F]),
    ("x", &[K, S]),
    ("a", &[A]),
    ("e", &[E]),
    ("i", &[OpenI]),
    ("o", &[O]),
    ("u", &[OpenU]),
    ("y", &[I]),
];

const GERMAN: Rules = &[
    ("tsch", &[Ch]),
    ("sch", &[Sh]),
    ("ei", &[Ai]),
    ("ai", &[Ai]),
    ("ie", &[LongI]),
    ("eu", &[Oi]),
    ("äu", &[Oi]),
    ("au", &[Au]),
    ("ch", &[X]),
    ("ck", &[K]),
    ("ph", &[F]),
    ("qu", &[K, V]),
    ("th", &[T]),
    ("tz", &[Ts]),
    ("c", &[K]),
    ("j", &[J]),
    ("w", &[V]),
    ("v", &[F]),
    ("x", &[K, S]),
    ("z", &[Ts]),
    ("ä", &[E]),
    ("ö", &[Oe]),
    ("ü", &[Y]),
    ("ß", &[S]),
    ("a", &[A]),
    ("e", &[E]),
    ("i", &[I]),
    ("o", &[O]),
    ("u", &[U]),
    ("y", &[Y]),
];

const SPANISH: Rules = &[
    ("gue", &[G, E]),
    ("gui", &[G, I]),
    ("que", &[K, E]),
    ("qui", &[K, I]),
    ("ge", &[H, E]),
    ("gé", &[H, E]),
    ("gi", &[H, I]),
    ("ce", &[S, E]),
    ("cé", &[S, E]),
    ("ci", &[S, I]),
    ("ch", &[Ch]),
    ("ll", &[J]),
    ("ñ", &[Nj]),
    ("j", &[H]),
    ("h", &[]),
    ("v", &[B]),
    ("x", &[K, S]),
    ("z", &[S]),
    ("c", &[K]),
    ("á", &[A]),
    ("é", &[E]),
    ("í", &[I]),
    ("ó", &[O]),
    ("ú", &[U]),
    ("a", &[A]),
    ("e", &[E]),
    ("i", &[I]),
    ("o", &[O]),
    ("u", &[U]),
    ("y", &[I]),
];

const JAPANESE: Rules = &[
    ("ou", &[LongO]),
    ("oo", &[LongO]),
    ("uu", &[LongU]),
    ("aa", &[LongA]),
    ("ei", &[LongE]),
    ("ā", &[LongA]),
    ("ō", &[LongO]),
    ("ū", &[LongU]),
    ("sh", &[Sh]),
    ("ch", &[Ch]),
    ("ts", &[Ts]),
    ("j", &[Dj]),
    ("y", &[J]),
    ("w", &[W]),
    ("a", &[A]),
    ("i", &[I]),
    ("u", &[U]),
    ("e", &[E]),
    ("o", &[O]),
];

/// Letters that are said alike in all of them, where no rule says otherwise.
const PLAIN: &[(char, Sound)] = &[
    ('b', B),
    ('d', D),
    ('f', F),
    ('g', G),
    ('h', H),
    ('k', K),
    ('l', L),
    ('m', M),
    ('n', N),
    ('p', P),
    ('r', R),
    ('s', S),
    ('t', T),
    ('z', Z),
];

/// The sounds of a name in small letters; none where a letter is in no rule. English is spelled too freely for rules.
pub(super) fn sounds_of(name: &str, language: Language) -> Option<Vec<Sound>> {
    let rules = match language {
        Language::Nl => DUTCH,
        Language::De => GERMAN,
        Language::Es => SPANISH,
        Language::Ja => JAPANESE,
        Language::En => return None,
    };
    let mut sounds: Vec<Sound> = Vec::new();
    let mut rest = name;
    while let Some(letter) = rest.chars().next() {
        if let Some((from, to)) = rules.iter().find(|(from, _)| rest.starts_with(from)) {
            rest = &rest[from.len()..];
            // An e at the end is not said in full.
            let weak = *from == "e" && rest.is_empty() && matches!(language, Language::Nl | Language::De);
            let to = if weak && !sounds.is_empty() { &[WeakE] } else { *to };
            if to.first().is_none_or(|first| first.is_vowel() || sounds.last() != Some(first)) {
                sounds.extend(to);
            }
        } else {
            let (_, sound) = PLAIN.iter().find(|(plain, _)| *plain == letter)?;
            rest = &rest[letter.len_utf8()..];
            // Two of the same are one sound.
            if sounds.last() != Some(sound) {
                sounds.push(*sound);
            }
        }
    }
    Some(sounds)
}
