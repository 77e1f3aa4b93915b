//! The impression report on paper: titled tables, some with a picture at their left, on A4 landscape, pages numbered, headings
//! repeated over page breaks.
//!
//! Texts come in the reader's language from whoever calls. What no font has is printed as `◊`, and the foot says so.

use super::drawing::Picture;
pub use super::paper::PaperFault;
use super::paper::{HEIGHT, MISSING, Paper, WIDTH};
use super::paper_picture::{self, Frame};
use super::paper_tags::Role;
use super::paper_text::{broken, cut};

const MARGIN: f32 = 36.0;
const SPAN: f32 = WIDTH - 2.0 * MARGIN;
const SIZE: f32 = 9.5;
const LINE: f32 = 12.0;
const HEADING: f32 = 13.0;
const SMALL: f32 = 8.5;
const TOP: f32 = HEIGHT - 74.0;
const BOTTOM: f32 = 48.0;
/// Lines of a cell before it is cut; a row stays on one page.
const CELL_LINES: usize = 12;
/// Width of a picture; its table stands at its right.
const PICTURE: f32 = 360.0;
const GAP: f32 = 20.0;
/// Height of a picture at most.
const PICTURE_HEIGHT: f32 = 360.0;

/// A report as paper shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperReport {
    /// Title, on every page.
    pub title: String,
    /// What stands below it: when it was made.
    pub subtitle: String,
    /// Its tables, in order.
    pub sections: Vec<PaperSection>,
    /// What every page says at its foot.
    pub foot: String,
    /// What the foot says where letters are missing.
    pub foot_missing: String,
    /// Language of the texts, as a tag.
    pub language: String,
}

/// A table with its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperSection {
    /// Heading.
    pub heading: String,
    /// A sentence below it; empty where there is none.
    pub words: String,
    /// The same as its table, drawn beside it.
    pub picture: Option<Picture>,
    /// Heading, share of the width and side of each column.
    pub columns: Vec<PaperColumn>,
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperColumn {
    /// Heading.
    pub heading: String,
    /// Share of the table's width, 0 to 1.
    pub share: f32,
    /// Whether cells stand at the right, as figures do.
    pub right: bool,
}

/// Where the next line goes.
struct Pen {
    paper: Paper,
    title: String,
    y: f32,
    /// Left end and width of the table that is being written.
    region: (f32, f32),
    missing: bool,
}

/// Where a table stands that has the width of the page.
const WHOLE: (f32, f32) = (MARGIN, SPAN);

impl Pen {
    fn page(&self) -> usize {
        self.paper.page_count() - 1
    }

    fn start_page(&mut self) {
        self.paper.page();
        let title = cut(&self.paper, &self.title, SPAN, 15.0);
        self.paper.text(self.page(), (MARGIN, HEIGHT - 46.0), 15.0, true, &title);
        self.y = TOP;
        self.region = WHOLE;
    }

    fn printable(&mut self, text: &str) -> String {
        let text = self.paper.printable(text);
        self.missing |= text.contains(MISSING);
        text
    }

    /// A paragraph or heading over the whole width.
    fn line(&mut self, role: Role, text: &str, size: f32, bold: bool) {
        let text = self.printable(text);
        if text.is_empty() {
            return;
        }
        self.paper.open(role, "");
        for line in broken(&self.paper, &text, SPAN, size, usize::MAX) {
            if self.y - size - 3.0 < BOTTOM {
                // The title of the next page is no part of a paragraph.
                self.paper.close();
                self.start_page();
                self.paper.open(role, "");
            }
            self.y -= size + 3.0;
            self.paper.text(self.page(), (MARGIN, self.y), size, bold, &line);
        }
        self.paper.close();
    }

    fn row(&mut self, columns: &[PaperColumn], cells: &[Vec<String>], role: Option<Role>) {
        let (mut x, span) = self.region;
        let bold = role != Some(Role::Cell);
        if role.is_some() {
            self.paper.open(Role::Row, "");
        }
        for (column, lines) in columns.iter().zip(cells) {
            let width = column.share * span;
            if let Some(role) = role {
                self.paper.open(role, "");
            }
            let mut baseline = self.y - LINE + 1.0;
            for line in lines {
                let indent = if column.right { width - 6.0 - self.paper.width(line, SIZE) } else { 3.0 };
                self.paper.text(self.page(), (x + indent.max(3.0), baseline), SIZE, bold, line);
                baseline -= LINE;
            }
            if role.is_some() {
                self.paper.close();
            }
            x += width;
        }
        if role.is_some() {
            self.paper.close();
        }
    }

    /// The cells of a row, broken into lines of the table's columns, and how many lines the longest has.
    fn cells<'a>(
        &mut self,
        columns: &[PaperColumn],
        cells: impl Iterator<Item = &'a String>,
        most: usize,
    ) -> (Vec<Vec<String>>, usize) {
        let span = self.region.1;
        let broken = columns.iter().zip(cells).map(|(column, cell)| {
            let cell = self.printable(cell);
            broken(&self.paper, &cell, column.share * span - 6.0, SIZE, most)
        });
        let cells: Vec<Vec<String>> = broken.collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        (cells, lines)
    }

    /// The headings of a table; `role` is none where they are told again on the next page.
    fn header(&mut self, columns: &[PaperColumn], role: Option<Role>) {
        let (cells, lines) = self.cells(columns, columns.iter().map(|column| &column.heading), 2);
        let (left, span) = self.region;
        let height = lines as f32 * LINE + 3.0;
        self.paper.fill(self.page(), [left, self.y - height, span, height], 0.86);
        self.row(columns, &cells, role);
        self.y -= height + 2.0;
    }

    fn section(&mut self, section: &PaperSection) {
        let picture = section.picture.as_ref();
        let (scale, height) = picture.map_or((1.0, 0.0), |picture| paper_picture::size(picture, PICTURE_HEIGHT));
        // A heading never stands alone at the foot of a page, and a picture never without its heading.
        if self.y < BOTTOM + 90.0_f32.max(height + 60.0) {
            self.start_page();
        }
        self.y -= 10.0;
        self.line(Role::Heading, &section.heading, HEADING, true);
        self.line(Role::Paragraph, &section.words, SIZE, false);
        self.y -= 4.0;
        if let Some(picture) = picture {
            if self.y - height < BOTTOM {
                self.start_page();
            }
            self.picture(picture, scale);
        }
        let (page, below) = (self.page(), self.y - height - 6.0);
        if !section.rows.is_empty() {
            self.table(section);
        }
        if picture.is_some() && self.page() == page {
            self.y = self.y.min(below);
        }
        self.region = WHOLE;
    }

    /// Draws a picture at the left; what is written next stands at its right.
    fn picture(&mut self, picture: &Picture, scale: f32) {
        let (page, frame) = (self.page(), Frame { left: MARGIN, top: self.y, width: PICTURE, scale });
        self.paper.open(Role::Picture, &picture.label);
        self.paper.part(page, |paper| paper_picture::draw(paper, page, frame, picture));
        self.paper.close();
        self.region = (MARGIN + PICTURE + GAP, SPAN - PICTURE - GAP);
    }

    fn table(&mut self, section: &PaperSection) {
        let columns = &section.columns;
        self.paper.open(Role::Table, "");
        self.header(columns, Some(Role::HeadCell));
        for row in &section.rows {
            let (mut cells, mut lines) = self.cells(columns, row.iter(), CELL_LINES);
            if self.y - lines as f32 * LINE - 4.0 < BOTTOM {
                self.start_page();
                self.header(columns, None);
                // The next page has no picture beside the table.
                (cells, lines) = self.cells(columns, row.iter(), CELL_LINES);
            }
            self.row(columns, &cells, Some(Role::Cell));
            self.y -= lines as f32 * LINE + 4.0;
            let (left, span) = self.region;
            self.paper.fill(self.page(), [left, self.y, span, 0.4], 0.7);
        }
        self.paper.close();
    }
}

/// The report on paper.
pub fn report_pdf(report: &PaperReport) -> Result<Vec<u8>, PaperFault> {
    let paper = Paper::new()?;
    let title = paper.printable(&report.title);
    let mut pen = Pen { missing: title.contains(MISSING), paper, title, y: TOP, region: WHOLE };
    pen.paper.open(Role::Document, "");
    pen.paper.open(Role::Title, "");
    pen.start_page();
    pen.paper.close();
    pen.y += 8.0;
    pen.line(Role::Paragraph, &report.subtitle, SIZE, false);
    for section in &report.sections {
        pen.section(section);
    }
    let foot =
        if pen.missing { format!("{} {MISSING}: {}", report.foot, report.foot_missing) } else { report.foot.clone() };
    let foot = pen.paper.printable(&foot);
    let count = pen.paper.page_count();
    for page in 0..count {
        let number = format!("{} / {count}", page + 1);
        let x = WIDTH - MARGIN - pen.paper.width(&number, SMALL);
        let words = cut(&pen.paper, &foot, SPAN - 60.0, SMALL);
        pen.paper.fill(page, [MARGIN, 38.0, SPAN, 0.5], 0.5);
        pen.paper.text(page, (MARGIN, 26.0), SMALL, false, &words);
        pen.paper.text(page, (x, 26.0), SMALL, false, &number);
    }
    pen.paper.finish(&pen.title, &report.language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(rows: usize, cell: &str) -> PaperReport {
        let column = |heading: &str, share, right| PaperColumn { heading: heading.to_owned(), share, right };
        PaperReport {
            title: "Spring".to_owned(),
            subtitle: "made today".to_owned(),
            sections: vec![PaperSection {
                heading: "Figures".to_owned(),
                words: String::new(),
                picture: None,
                columns: vec![column("Unit", 0.7, false), column("Figure", 0.3, true)],
                rows: vec![vec![cell.to_owned(), "1,204".to_owned()]; rows],
            }],
            foot: "Different units are never added together.".to_owned(),
            foot_missing: "not in this font".to_owned(),
            language: "en".to_owned(),
        }
    }

    #[test]
    fn a_long_table_goes_on_over_pages_and_comes_out_the_same_each_time() {
        let count = |bytes: &[u8]| bytes.windows(12).filter(|window| window == b"/Type /Page\n").count();
        let (short, long) = (report_pdf(&report(1, "impressions")), report_pdf(&report(120, "impressions")));
        let (short, long) = (short.expect("paper"), long.expect("paper"));
        assert!(short.starts_with(b"%PDF-"));
        assert_eq!((count(&short), count(&long)), (1, 5));
        assert_eq!(long, report_pdf(&report(120, "impressions")).expect("paper"));
    }

    #[test]
    fn any_cell_fits_its_column() {
        for cell in [
            "",
            "張偉",
            &"搭乗券をご確認ください。".repeat(90),
            "김민준",
            &"x".repeat(5_000),
            "\u{202E}=cmd()",
            "a\u{301}".repeat(900).as_str(),
        ] {
            assert!(report_pdf(&report(2, cell)).is_ok());
        }
    }
}
