//! Pages of paper: embedded fonts, text and rules on A4 landscape, as PDF.
//!
//! A run of characters no font has, or that need shaping or another direction, is printed as one [`MISSING`].

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use unicode_normalization::UnicodeNormalization;

use super::paper_font::{Font, OBJECTS, fonts};
use super::paper_tags::{Role, Tags};

/// Width of A4 landscape, points.
pub(super) const WIDTH: f32 = 842.0;
/// Height of A4 landscape, points.
pub(super) const HEIGHT: f32 = 595.0;
/// What stands for characters no font has.
pub(super) const MISSING: char = '◊';

/// Why no paper comes out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// An embedded font can't be used.
    #[error("the font for paper can't be used ({0}); this build of giftgate is broken, the CSV holds the same list")]
    Font(String),
}

/// How letters are printed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Print {
    /// Fonts have one weight; this draws it with an outline.
    pub(super) bold: bool,
    /// 0 black, 1 white.
    pub(super) grey: f32,
    /// Whether white stands around them.
    pub(super) on_white: bool,
}

/// A document being written.
pub(super) struct Paper {
    fonts: Vec<Font>,
    pages: Vec<Content>,
    tags: Tags,
}

impl Paper {
    pub(super) fn new() -> Result<Self, PaperFault> {
        Ok(Self { fonts: fonts()?, pages: Vec::new(), tags: Tags::default() })
    }

    /// Starts a page.
    pub(super) fn page(&mut self) {
        self.pages.push(Content::new());
    }

    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Starts a part of the document for screen readers; `words` stand for what can't be read.
    pub(super) fn open(&mut self, role: Role, words: &str) {
        self.tags.open(role, words);
    }

    /// Ends the part started last.
    pub(super) fn close(&mut self) {
        self.tags.close();
    }

    /// Draws on a page what belongs to one part, or to none.
    pub(super) fn part(&mut self, page: usize, draw: impl FnOnce(&mut Self)) {
        let tagged = !self.tags.is_empty();
        if let (true, Some(content)) = (tagged, self.pages.get_mut(page)) {
            self.tags.begin(page, content);
        }
        draw(self);
        if let (true, Some(content)) = (tagged, self.pages.get_mut(page)) {
            content.end_marked_content();
        }
    }

    /// What stands on a page, to draw on within [`Self::part`].
    pub(super) fn content(&mut self, page: usize) -> Option<&mut Content> {
        self.pages.get_mut(page)
    }

    fn font_of(&self, mark: char) -> Option<usize> {
        self.fonts.iter().position(|font| font.has(mark))
    }

    /// The text as it can be printed.
    pub(super) fn printable(&self, text: &str) -> String {
        let mut printed = String::with_capacity(text.len());
        for mark in text.nfc() {
            if mark.is_whitespace() {
                printed.push(' ');
            } else if self.font_of(mark).is_some() && !needs_shaping(mark) {
                printed.push(mark);
            } else if !mark.is_control() && !super::fields::is_direction_mark(mark) && !printed.ends_with(MISSING) {
                printed.push(MISSING);
            }
        }
        printed
    }

    /// Width of a printable text, points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |mark| self.font_of(mark).map_or(0.0, |font| self.fonts[font].advance(mark));
        text.chars().map(|mark| advance(mark) * size).sum()
    }

    /// Fills a rectangle in grey (0 black, 1 white) on a page.
    pub(super) fn fill(&mut self, page: usize, [x, y, width, height]: [f32; 4], grey: f32) {
        let tagged = !self.tags.is_empty();
        let Some(page) = self.pages.get_mut(page) else { return };
        if tagged {
            page.begin_marked_content(Name(b"Artifact"));
        }
        page.save_state().set_fill_gray(grey).rect(x, y, width, height).fill_nonzero().restore_state();
        if tagged {
            page.end_marked_content();
        }
    }

    /// Prints a printable text on a page as a part of its own, its baseline at y.
    pub(super) fn text(&mut self, page: usize, at: (f32, f32), size: f32, bold: bool, text: &str) {
        self.part(page, |paper| paper.print(page, at, size, Print { bold, ..Print::default() }, text));
    }

    /// Prints a printable text within a part.
    pub(super) fn print(&mut self, page: usize, (x, y): (f32, f32), size: f32, look: Print, text: &str) {
        let mut runs: Vec<(usize, Vec<u8>)> = Vec::new();
        for mark in text.chars() {
            let Some(font) = self.font_of(mark) else { continue };
            let Some(code) = self.fonts[font].code(mark) else { continue };
            match runs.last_mut() {
                Some((last, codes)) if *last == font => codes.extend(code),
                _ => runs.push((font, code.to_vec())),
            }
        }
        let Some(page) = self.pages.get_mut(page) else { return };
        page.save_state().set_fill_gray(look.grey);
        // White around letters is drawn first, as a wide outline of the same letters.
        let outlines = [(look.on_white, 1.0, size / 4.0), (look.bold, look.grey, size / 30.0)];
        for (wide, (drawn, grey, width)) in [true, false].into_iter().zip(outlines) {
            if wide && !drawn {
                continue;
            }
            if drawn {
                page.set_stroke_gray(grey).set_line_width(width);
            }
            page.set_text_rendering_mode(match (wide, drawn) {
                (true, _) => TextRenderingMode::Stroke,
                (false, true) => TextRenderingMode::FillStroke,
                (false, false) => TextRenderingMode::Fill,
            });
            page.begin_text().next_line(x, y);
            for (font, codes) in &runs {
                page.set_font(self.fonts[*font].name, size).show(Str(codes));
            }
            page.end_text();
        }
        page.restore_state();
    }

    /// The document's bytes.
    pub(super) fn finish(self, title: &str, language: &str) -> Result<Vec<u8>, PaperFault> {
        let mut pdf = Pdf::new();
        let (catalog, tree, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
        let used: Vec<(i32, &Font)> = (0..)
            .zip(self.fonts.iter().filter(|font| font.is_used()))
            .map(|(index, font)| (4 + index * OBJECTS, font))
            .collect();
        let after = used.last().map_or(4, |(first, _)| first + OBJECTS);
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        let page_ref = |index: i32| Ref::new(after + 2 * index);
        let mut root = pdf.catalog(catalog);
        root.pages(tree).lang(TextStr(language));
        root.viewer_preferences().display_doc_title(true);
        if !self.tags.is_empty() {
            root.mark_info().marked(true);
            root.pair(Name(b"StructTreeRoot"), page_ref(count));
        }
        root.finish();
        pdf.document_info(info).title(TextStr(title)).creator(TextStr("giftgate"));
        pdf.pages(tree).kids((0..count).map(page_ref)).count(count);
        for (index, content) in (0..count).zip(self.pages) {
            let (id, stream) = (page_ref(index), Ref::new(after + 2 * index + 1));
            let mut page = pdf.page(id);
            page.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(stream);
            if !self.tags.is_empty() {
                page.struct_parents(index);
            }
            let mut resources = page.resources();
            let mut named = resources.fonts();
            for (first, font) in &used {
                named.pair(font.name, Ref::new(*first));
            }
            named.finish();
            resources.finish();
            page.finish();
            pdf.stream(stream, &compress_to_vec_zlib(&content.finish(), 6)).filter(Filter::FlateDecode);
        }
        for (first, font) in used {
            font.write(&mut pdf, first)?;
        }
        if !self.tags.is_empty() {
            self.tags.write(&mut pdf, after + 2 * count, page_ref);
        }
        Ok(pdf.finish())
    }
}

/// Scripts that glyph after glyph from left to right would misprint: combining marks, Hebrew, Arabic and the like.
const fn needs_shaping(mark: char) -> bool {
    matches!(mark as u32, 0x0300..=0x036F | 0x0590..=0x08FF | 0x3099..=0x309A | 0xE000..=0xF8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}
