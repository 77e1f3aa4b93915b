//! Japanese names: kana to Hepburn romaji, and the readings of the most frequent surnames in kanji.
//!
//! A surname is read only where one reading is by far the usual one; given names in kanji have too many readings to guess.

/// Kana become Hepburn letters, other text stays. A long-vowel bar is dropped, as passports do.
pub(super) fn to_romaji(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut doubled = false;
    for letter in text.chars() {
        let kana = hiragana(letter);
        match kana {
            'っ' => doubled = true,
            'ー' => {}
            'ゃ' | 'ゅ' | 'ょ' => palatal(&mut out, kana),
            _ => {
                let small = std::mem::take(&mut doubled);
                let Some(romaji) = syllable(kana) else {
                    out.push(letter);
                    continue;
                };
                if small {
                    out.push(if romaji.starts_with("ch") { 't' } else { romaji.chars().next().unwrap_or('t') });
                }
                out.push_str(romaji);
            }
        }
    }
    out
}

/// Katakana as the hiragana of the same sound.
fn hiragana(letter: char) -> char {
    match letter as u32 {
        code @ 0x30A1..=0x30F6 => char::from_u32(code - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

/// A small ya, yu or yo changes the syllable before it: ki + ya is kya, shi + ya is sha.
fn palatal(out: &mut String, kana: char) {
    let vowel = match kana {
        'ゃ' => "a",
        'ゅ' => "u",
        _ => "o",
    };
    let plain = ["shi", "chi", "ji"].iter().any(|end| out.ends_with(end));
    if out.ends_with('i') {
        out.pop();
        if !plain {
            out.push('y');
        }
    } else {
        out.push('y');
    }
    out.push_str(vowel);
}

fn syllable(kana: char) -> Option<&'static str> {
    const ROWS: [(&str, &str); 16] = [
        ("あいうえお", "a i u e o"),
        ("かきくけこ", "ka ki ku ke ko"),
        ("がぎぐげご", "ga gi gu ge go"),
        ("さしすせそ", "sa shi su se so"),
        ("ざじずぜぞ", "za ji zu ze zo"),
        ("たちつてと", "ta chi tsu te to"),
        ("だぢづでど", "da ji zu de do"),
        ("なにぬねの", "na ni nu ne no"),
        ("はひふへほ", "ha hi fu he ho"),
        ("ばびぶべぼ", "ba bi bu be bo"),
        ("ぱぴぷぺぽ", "pa pi pu pe po"),
        ("まみむめも", "ma mi mu me mo"),
        ("やゆよ", "ya yu yo"),
        ("らりるれろ", "ra ri ru re ro"),
        ("わゐゑをん", "wa i e o n"),
        ("ぁぃぅぇぉゔ", "a i u e o vu"),
    ];
    if !('ぁ'..='ゔ').contains(&kana) {
        return None;
    }
    ROWS.iter().find_map(|(kanas, romaji)| {
        let at = kanas.chars().position(|one| one == kana)?;
        romaji.split(' ').nth(at)
    })
}

/// Frequent Japanese surnames whose kanji have one usual reading (general knowledge; no list was copied).
const SURNAMES: &[(&str, &str)] = &[
    ("佐藤", "sato"),
    ("鈴木", "suzuki"),
    ("高橋", "takahashi"),
    ("田中", "tanaka"),
    ("伊藤", "ito"),
    ("渡辺", "watanabe"),
    ("渡邊", "watanabe"),
    ("渡邉", "watanabe"),
    ("山本", "yamamoto"),
    ("中村", "nakamura"),
    ("小林", "kobayashi"),
    ("加藤", "kato"),
    ("吉田", "yoshida"),
    ("山田", "yamada"),
    ("佐々木", "sasaki"),
    ("山口", "yamaguchi"),
    ("松本", "matsumoto"),
    ("井上", "inoue"),
    ("木村", "kimura"),
    ("林", "hayashi"),
    ("斎藤", "saito"),
    ("斉藤", "saito"),
    ("齋藤", "saito"),
    ("清水", "shimizu"),
    ("山崎", "yamazaki"),
    ("森", "mori"),
    ("池田", "ikeda"),
    ("橋本", "hashimoto"),
    ("阿部", "abe"),
    ("安倍", "abe"),
    ("石川", "ishikawa"),
    ("山下", "yamashita"),
    ("中島", "nakajima"),
    ("石井", "ishii"),
    ("小川", "ogawa"),
    ("前田", "maeda"),
    ("岡田", "okada"),
    ("長谷川", "hasegawa"),
    ("藤田", "fujita"),
    ("後藤", "goto"),
    ("近藤", "kondo"),
    ("村上", "murakami"),
    ("遠藤", "endo"),
    ("青木", "aoki"),
    ("坂本", "sakamoto"),
    ("福田", "fukuda"),
    ("太田", "ota"),
    ("西村", "nishimura"),
    ("藤井", "fujii"),
    ("藤原", "fujiwara"),
    ("岡本", "okamoto"),
    ("三浦", "miura"),
    ("金子", "kaneko"),
    ("中野", "nakano"),
    ("中川", "nakagawa"),
    ("原田", "harada"),
    ("松田", "matsuda"),
    ("竹内", "takeuchi"),
    ("小野", "ono"),
    ("田村", "tamura"),
    ("中山", "nakayama"),
    ("和田", "wada"),
    ("石田", "ishida"),
    ("森田", "morita"),
    ("上田", "ueda"),
    ("原", "hara"),
    ("内田", "uchida"),
    ("柴田", "shibata"),
    ("酒井", "sakai"),
    ("宮崎", "miyazaki"),
    ("横山", "yokoyama"),
    ("高木", "takagi"),
    ("安藤", "ando"),
    ("宮本", "miyamoto"),
    ("大野", "ono"),
    ("小島", "kojima"),
    ("谷口", "taniguchi"),
    ("今井", "imai"),
    ("工藤", "kudo"),
    ("高田", "takada"),
    ("増田", "masuda"),
    ("丸山", "maruyama"),
    ("杉山", "sugiyama"),
    ("村田", "murata"),
    ("大塚", "otsuka"),
    ("新井", "arai"),
    ("小山", "koyama"),
    ("平野", "hirano"),
    ("藤本", "fujimoto"),
    ("河野", "kono"),
    ("上野", "ueno"),
    ("武田", "takeda"),
    ("野口", "noguchi"),
    ("松井", "matsui"),
    ("千葉", "chiba"),
    ("菅原", "sugawara"),
    ("岩崎", "iwasaki"),
    ("久保", "kubo"),
    ("木下", "kinoshita"),
    ("佐野", "sano"),
    ("野村", "nomura"),
    ("松尾", "matsuo"),
    ("市川", "ichikawa"),
    ("菊地", "kikuchi"),
    ("菊池", "kikuchi"),
    ("本田", "honda"),
];

/// The surname a word in kanji begins with, as romaji, and what stands after it.
pub(super) fn surname(word: &str) -> Option<(&'static str, &str)> {
    let starts_in_kanji = word.chars().next().is_some_and(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
    if !starts_in_kanji {
        return None;
    }
    let (kanji, romaji) =
        SURNAMES.iter().filter(|(kanji, _)| word.starts_with(kanji)).max_by_key(|(kanji, _)| kanji.len())?;
    Some((romaji, &word[kanji.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_read_as_hepburn() {
        for (kana, romaji) in [
            ("しょうた", "shouta"),
            ("キョウコ", "kyouko"),
            ("はっとり", "hattori"),
            ("まっちゃ", "matcha"),
            ("ジュン", "jun"),
            ("ローラ", "rora"),
        ] {
            assert_eq!(to_romaji(kana), romaji);
        }
    }

    #[test]
    fn the_longest_surname_in_kanji_wins() {
        assert_eq!(surname("田中由紀"), Some(("tanaka", "由紀")));
        assert_eq!(surname("小林"), Some(("kobayashi", "")));
        assert_eq!(surname("張偉"), None);
        assert_eq!(surname("tanaka"), None);
    }
}
