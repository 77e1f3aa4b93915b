//! The languages giftgate serves people in.

words! {
    /// A language giftgate writes and shows pages in (ISO 639-1). Other languages are recognised, not served.
    Language {
        /// English, also where nothing better is known.
        En = "en",
        /// Dutch.
        Nl = "nl",
        /// Spanish.
        Es = "es",
        /// German.
        De = "de",
        /// Japanese.
        Ja = "ja",
    }
}

impl Language {
    /// The served language of a tag such as `nl-BE`, if there is one.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        primary.parse().ok()
    }
}
