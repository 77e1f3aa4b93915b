//! The fonts of paper, embedded: Ubuntu Light (Ubuntu Font Licence, from the crate `epaint_default_fonts`) for Latin, Greek
//! and Cyrillic, Noto Sans JP Light (SIL Open Font License, cut by `fonts/subset.py`) for Japanese.
//!
//! A file holds only the glyphs it shows, and of each the character, so that its text can be copied and searched.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use super::paper::PaperFault;

/// Objects of a PDF that one font takes.
pub(super) const OBJECTS: i32 = 5;

/// Names within a page, and within the file, and bytes. A character is taken from the first font that has it.
const FONTS: [(&[u8], &[u8], &[u8]); 2] = [
    (b"F", b"GIFTGA+Ubuntu-Light", epaint_default_fonts::UBUNTU_LIGHT),
    (b"J", b"GIFTGB+NotoSansJP-Light", include_bytes!("fonts/japanese.ttf")),
];

/// A font and what was used of it.
pub(super) struct Font {
    /// Its name within pages.
    pub(super) name: Name<'static>,
    file_name: Name<'static>,
    bytes: &'static [u8],
    face: Face<'static>,
    glyphs: GlyphRemapper,
    /// Text of each glyph used.
    texts: BTreeMap<u16, char>,
}

/// All fonts, in the order in which they are asked for a character.
pub(super) fn fonts() -> Result<Vec<Font>, PaperFault> {
    let font = |(name, file_name, bytes): (&'static [u8], &'static [u8], &'static [u8])| {
        let face = Face::parse(bytes, 0).map_err(|error| PaperFault::Font(error.to_string()))?;
        let (name, file_name) = (Name(name), Name(file_name));
        Ok(Font { name, file_name, bytes, face, glyphs: GlyphRemapper::new(), texts: BTreeMap::new() })
    };
    FONTS.into_iter().map(font).collect()
}

impl Font {
    pub(super) fn has(&self, mark: char) -> bool {
        self.face.glyph_index(mark).is_some()
    }

    pub(super) fn is_used(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Width of a character, in widths of an em.
    pub(super) fn advance(&self, mark: char) -> f32 {
        let advance = self.face.glyph_index(mark).and_then(|glyph| self.face.glyph_hor_advance(glyph)).unwrap_or(0);
        f32::from(advance) / f32::from(self.face.units_per_em())
    }

    /// The code a character has in the file, from now on.
    pub(super) fn code(&mut self, mark: char) -> Option<[u8; 2]> {
        let code = self.glyphs.remap(self.face.glyph_index(mark)?.0);
        self.texts.entry(code).or_insert(mark);
        Some(code.to_be_bytes())
    }

    /// Writes the glyphs used, as objects from `first` on; that one is what pages refer to.
    pub(super) fn write(&self, pdf: &mut Pdf, first: i32) -> Result<(), PaperFault> {
        let object = |index| Ref::new(first + index);
        let (font, cid_font, descriptor, cmap, file) = (object(0), object(1), object(2), object(3), object(4));
        let (face, name) = (&self.face, self.file_name);
        let scale = |units: i16| f32::from(units) * 1000.0 / f32::from(face.units_per_em());
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_font)
            .to_unicode(cmap);
        let mut cid = pdf.cid_font(cid_font);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let advance = |old: u16| face.glyph_hor_advance(ttf_parser::GlyphId(old)).unwrap_or(0);
        let units = f32::from(face.units_per_em());
        let widths = self.glyphs.remapped_gids().map(|old| f32::from(advance(old)) * 1000.0 / units);
        cid.widths().consecutive(0, widths);
        cid.finish();
        let bounds = face.global_bounding_box();
        let bounds = Rect::new(scale(bounds.x_min), scale(bounds.y_min), scale(bounds.x_max), scale(bounds.y_max));
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(bounds)
            .italic_angle(0.0)
            .ascent(scale(face.ascender()))
            .descent(scale(face.descender()))
            .cap_height(scale(face.capital_height().unwrap_or(700)))
            .stem_v(60.0)
            .font_file2(file);
        let mut unicode = UnicodeCmap::new(Name(b"Custom"), system);
        for (&code, &mark) in &self.texts {
            unicode.pair(code, mark);
        }
        pdf.stream(cmap, &unicode.finish());
        let subset =
            subsetter::subset(self.bytes, 0, &self.glyphs).map_err(|error| PaperFault::Font(error.to_string()))?;
        let packed = compress_to_vec_zlib(&subset, 6);
        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        Ok(())
    }
}
