//! What an account on a network is asked to listen to, as people write it in the settings or on a page.

/// Longest rule that every access to X takes, characters.
pub const LONGEST_RULE: usize = 512;

/// Timelines of a Mastodon server, parted by commas: `public`, `public/local`, `user` or `hashtag:NAME`. An error is the
/// first that no server has.
pub fn timelines(text: &str) -> Result<Vec<String>, String> {
    parted(text, ',', is_timeline)
}

/// Rules of X's filtered stream, parted by `;`. An error is the first that is longer than [`LONGEST_RULE`].
pub fn rules(text: &str) -> Result<Vec<String>, String> {
    parted(text, ';', |rule| rule.chars().count() <= LONGEST_RULE)
}

fn parted(text: &str, by: char, is_right: fn(&str) -> bool) -> Result<Vec<String>, String> {
    let wishes = text.split(by).map(str::trim).filter(|wish| !wish.is_empty());
    wishes.map(|wish| if is_right(wish) { Ok(wish.to_owned()) } else { Err(wish.to_owned()) }).collect()
}

fn is_timeline(name: &str) -> bool {
    let tag = |tag: &str| !tag.is_empty() && tag.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    matches!(name, "public" | "public/local" | "user") || name.strip_prefix("hashtag:").is_some_and(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_parted_and_the_first_wrong_one_is_named() {
        assert_eq!(timelines(" user , hashtag:klm,"), Ok(vec!["user".to_owned(), "hashtag:klm".to_owned()]));
        for wrong in ["home", "hashtag:", "hashtag:a b"] {
            assert_eq!(timelines(&format!("user,{wrong}, nonsense")), Err(wrong.to_owned()));
        }
        assert_eq!(rules("@KLM -is:retweet; #klm lang:nl ;").map(|rules| rules.len()), Ok(2));
        assert!(rules(&"x".repeat(LONGEST_RULE + 1)).is_err());
        assert_eq!((timelines(""), rules(" ; ")), (Ok(Vec::new()), Ok(Vec::new())));
    }
}
