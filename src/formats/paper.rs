//! Pages of paper: one embedded font, text and rules on A4 landscape, as PDF.
//!
//! The font (Ubuntu Light, Ubuntu Font Licence, from the crate `epaint_default_fonts`) has Latin, Greek and Cyrillic.
//! A run of characters it can't show, or that need shaping or another direction, is printed as one [`MISSING`].

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;
use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization;

/// Width of A4 landscape, points.
pub(super) const WIDTH: f32 = 842.0;
/// Height of A4 landscape, points.
pub(super) const HEIGHT: f32 = 595.0;
/// What stands for characters the font can't show.
pub(super) const MISSING: char = '◊';

const FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

/// Why no paper comes out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// The embedded font can't be used.
    #[error("the font for paper can't be used ({0}); this build of giftgate is broken, the CSV holds the same list")]
    Font(String),
}

/// A document being written.
pub(super) struct Paper {
    face: Face<'static>,
    glyphs: GlyphRemapper,
    /// Text of each glyph used, for copying and searching.
    texts: BTreeMap<u16, char>,
    pages: Vec<Content>,
}

impl Paper {
    pub(super) fn new() -> Result<Self, PaperFault> {
        let face = Face::parse(FONT, 0).map_err(|error| PaperFault::Font(error.to_string()))?;
        Ok(Self { face, glyphs: GlyphRemapper::new(), texts: BTreeMap::new(), pages: Vec::new() })
    }

    /// Starts a page.
    pub(super) fn page(&mut self) {
        self.pages.push(Content::new());
    }

    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The text as it can be printed.
    pub(super) fn printable(&self, text: &str) -> String {
        let mut printed = String::with_capacity(text.len());
        for mark in text.nfc() {
            if mark.is_whitespace() {
                printed.push(' ');
            } else if self.face.glyph_index(mark).is_some() && !needs_shaping(mark) {
                printed.push(mark);
            } else if !mark.is_control() && !super::fields::is_direction_mark(mark) && !printed.ends_with(MISSING) {
                printed.push(MISSING);
            }
        }
        printed
    }

    /// Width of a printable text, points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let units = f32::from(self.face.units_per_em());
        text.chars().map(|mark| f32::from(self.advance(mark)) * size / units).sum()
    }

    fn advance(&self, mark: char) -> u16 {
        self.face.glyph_index(mark).and_then(|glyph| self.face.glyph_hor_advance(glyph)).unwrap_or(0)
    }

    /// Fills a rectangle in grey (0 black, 1 white) on a page.
    pub(super) fn fill(&mut self, page: usize, [x, y, width, height]: [f32; 4], grey: f32) {
        if let Some(page) = self.pages.get_mut(page) {
            page.save_state().set_fill_gray(grey).rect(x, y, width, height).fill_nonzero().restore_state();
        }
    }

    /// Prints a printable text on a page, its baseline at y. The font has one weight; `bold` draws it with an outline.
    pub(super) fn text(&mut self, page: usize, (x, y): (f32, f32), size: f32, bold: bool, text: &str) {
        let mut codes = Vec::with_capacity(text.len() * 2);
        for mark in text.chars() {
            let Some(glyph) = self.face.glyph_index(mark) else { continue };
            let code = self.glyphs.remap(glyph.0);
            self.texts.entry(code).or_insert(mark);
            codes.extend(code.to_be_bytes());
        }
        let Some(page) = self.pages.get_mut(page) else { return };
        page.save_state();
        if bold {
            page.set_line_width(size / 30.0);
            page.set_text_rendering_mode(pdf_writer::types::TextRenderingMode::FillStroke);
        }
        page.begin_text().set_font(Name(b"F"), size).next_line(x, y).show(Str(&codes)).end_text();
        page.restore_state();
    }

    /// The document's bytes.
    pub(super) fn finish(self, title: &str, language: &str) -> Result<Vec<u8>, PaperFault> {
        let mut pdf = Pdf::new();
        let (catalog, tree, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
        let (font, cid_font, descriptor, cmap, file) =
            (Ref::new(4), Ref::new(5), Ref::new(6), Ref::new(7), Ref::new(8));
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        let page_ref = |index: i32| Ref::new(9 + 2 * index);
        let mut root = pdf.catalog(catalog);
        root.pages(tree).lang(TextStr(language));
        root.viewer_preferences().display_doc_title(true);
        root.finish();
        pdf.document_info(info).title(TextStr(title)).creator(TextStr("giftgate"));
        pdf.pages(tree).kids((0..count).map(page_ref)).count(count);
        for (index, content) in (0..count).zip(self.pages) {
            let (id, stream) = (page_ref(index), Ref::new(10 + 2 * index));
            let mut page = pdf.page(id);
            page.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(stream);
            page.resources().fonts().pair(Name(b"F"), font);
            page.finish();
            pdf.stream(stream, &compress_to_vec_zlib(&content.finish(), 6)).filter(Filter::FlateDecode);
        }

        let face = &self.face;
        let scale = |units: i16| f32::from(units) * 1000.0 / f32::from(face.units_per_em());
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        let name = Name(b"GIFTGA+Ubuntu-Light");
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
        let subset = subsetter::subset(FONT, 0, &self.glyphs).map_err(|error| PaperFault::Font(error.to_string()))?;
        let packed = compress_to_vec_zlib(&subset, 6);
        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        Ok(pdf.finish())
    }
}

/// Scripts that glyph after glyph from left to right would misprint: combining marks, Hebrew, Arabic and the like.
const fn needs_shaping(mark: char) -> bool {
    matches!(mark as u32, 0x0300..=0x036F | 0x0590..=0x08FF | 0xE000..=0xF8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}
