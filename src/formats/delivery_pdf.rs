//! `delivery-list.pdf`: the delivery list for paper. A4 landscape, the header on every page, pages numbered.
//!
//! A text too long for its column goes on in a second line and then ends in `…`. A run of characters the font can't
//! show is printed as `◊`; the foot of the page says so and points to the CSV, which holds everything.

use super::delivery_list::DeliveryRow;
pub use super::paper::PaperFault;
use super::paper::{HEIGHT, MISSING, Paper, WIDTH};
use super::paper_text::{cut, wrapped};

const MARGIN: f32 = 30.0;
const SIZE: f32 = 9.5;
const LINE: f32 = 12.0;
const TOP: f32 = HEIGHT - 78.0;
const BOTTOM: f32 = 44.0;
/// Width of the page between the margins.
const SPAN: f32 = WIDTH - 2.0 * MARGIN;

/// Heading and width of each column; the widths fill the page.
const COLUMNS: [(&str, f32); 10] = [
    ("Time", 36.0),
    ("Window", 70.0),
    ("Flight", 84.0),
    ("Gate", 42.0),
    ("Seat", 34.0),
    ("First name", 92.0),
    ("Gift", 150.0),
    ("Courier", 74.0),
    ("In", 24.0),
    ("Greeting", 176.0),
];

/// The list on paper, in the order given; `title` stands on every page.
pub fn delivery_pdf(title: &str, rows: &[DeliveryRow]) -> Result<Vec<u8>, PaperFault> {
    let mut paper = Paper::new()?;
    let title = paper.printable(title);
    let mut y = start_page(&mut paper, &title);
    let mut missing = false;
    for (index, row) in rows.iter().enumerate() {
        let cells = cells(row).map(|cell| paper.printable(&cell));
        missing |= cells.iter().any(|cell| cell.contains(MISSING));
        let mut lines: [Vec<String>; COLUMNS.len()] = Default::default();
        for ((lines, cell), (_, width)) in lines.iter_mut().zip(&cells).zip(COLUMNS) {
            *lines = wrapped(&paper, cell, width - 6.0, SIZE);
        }
        let height = if lines.iter().any(|lines| lines.len() > 1) { 2.0 * LINE } else { LINE } + 5.0;
        if y - height < BOTTOM {
            y = start_page(&mut paper, &title);
        }
        let page = paper.page_count() - 1;
        if index % 2 == 1 {
            paper.fill(page, [MARGIN, y - height, SPAN, height], 0.94);
        }
        let mut x = MARGIN + 3.0;
        for (lines, (_, width)) in lines.iter().zip(COLUMNS) {
            let mut baseline = y - LINE + 1.0;
            for line in lines {
                paper.text(page, (x, baseline), SIZE, false, line);
                baseline -= LINE;
            }
            x += width;
        }
        y -= height;
    }
    if rows.is_empty() {
        paper.text(0, (MARGIN + 3.0, y - LINE), SIZE, false, "Nothing to hand over.");
    }
    number_pages(&mut paper, missing);
    paper.finish(&title, "en")
}

/// Starts a page with title and header; gives where rows start.
fn start_page(paper: &mut Paper, title: &str) -> f32 {
    paper.page();
    let page = paper.page_count() - 1;
    let title = cut(paper, title, SPAN, 15.0);
    paper.text(page, (MARGIN, HEIGHT - 46.0), 15.0, true, &title);
    paper.fill(page, [MARGIN, TOP - 3.0, SPAN, 17.0], 0.82);
    let mut x = MARGIN + 3.0;
    for (heading, width) in COLUMNS {
        paper.text(page, (x, TOP + 2.0), SIZE, true, heading);
        x += width;
    }
    TOP - 5.0
}

fn number_pages(paper: &mut Paper, missing: bool) {
    let count = paper.page_count();
    for page in 0..count {
        let number = format!("Page {} of {count}", page + 1);
        let x = WIDTH - MARGIN - paper.width(&number, 8.5);
        paper.text(page, (x, 26.0), 8.5, false, &number);
        paper.fill(page, [MARGIN, 38.0, SPAN, 0.5], 0.5);
        let note = "Check the boarding pass. Times are local. No photo, no post without a yes.";
        paper.text(page, (MARGIN, 26.0), 8.5, false, note);
        if missing {
            let note = format!("{MISSING} stands for letters this paper can't show; delivery-list.csv has them.");
            paper.text(page, (MARGIN + 330.0, 26.0), 8.5, false, &note);
        }
    }
}

fn cells(row: &DeliveryRow) -> [String; COLUMNS.len()] {
    let clock = |at| row.local(at).format("%H:%M").to_string();
    // The day stands in the title; of the leg, staff need designator and route.
    let mut parts = row.leg.split('/');
    let flight = match (parts.next(), parts.nth(1)) {
        (Some(designator), Some(route)) => format!("{designator} {route}"),
        _ => row.leg.clone(),
    };
    let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    let gate = match (&row.gate, &row.pier) {
        (None, Some(pier)) => format!("pier {pier}"),
        (gate, _) => known(gate),
    };
    [
        clock(row.planned_at),
        format!("{}–{}", clock(row.window_opens_at), clock(row.window_closes_at)),
        flight,
        gate,
        known(&row.seat),
        row.first_name.clone(),
        row.gift.clone(),
        row.courier.clone(),
        row.language.clone(),
        row.greeting.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::delivery_list::tests::row;

    fn page_count(bytes: &[u8]) -> usize {
        let needle = b"/Type /Page\n";
        bytes.windows(needle.len()).filter(|window| window == needle).count()
    }

    #[test]
    fn a_long_list_goes_on_over_numbered_pages() {
        let rows: Vec<_> = (0..100)
            .map(|_| row("Sanne", "Goede reis, Sanne, en veel plezier in Venetië met de wandelschoenen!"))
            .collect();
        let bytes = delivery_pdf("Schiphol Surprise · AMS · 2025-03-04", &rows).expect("paper");
        assert!(bytes.starts_with(b"%PDF-"));
        assert!((5..=8).contains(&page_count(&bytes)), "{}", page_count(&bytes));
        assert_eq!(bytes, delivery_pdf("Schiphol Surprise · AMS · 2025-03-04", &rows).expect("paper"));
        if let Some(file) = std::env::var_os("GIFTGATE_WRITE_PDF") {
            std::fs::write(file, &bytes).expect("the file can be written");
        }
        assert!(delivery_pdf("Empty", &[]).is_ok());
    }

    #[test]
    fn letters_the_font_lacks_are_replaced_in_a_stated_way() {
        let paper = Paper::new().expect("a font");
        assert_eq!(paper.printable("張偉 Ðåvîß e\u{301}\u{301}"), "◊ Ðåvîß é◊");
        assert_eq!(paper.printable("\u{202E}Ann\tLee שלום"), "Ann Lee ◊");
    }

    #[test]
    fn columns_fill_the_page() {
        let sum: f32 = COLUMNS.iter().map(|(_, width)| width).sum();
        assert!((sum - SPAN).abs() < 0.5, "{sum}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_text_fits_its_column(name in "\\PC{0,80}") {
            let paper = Paper::new().expect("a font");
            let text = paper.printable(&name);
            for line in wrapped(&paper, &text, 60.0, SIZE) {
                prop_assert!(paper.width(&line, SIZE) <= 61.0 || line.chars().count() <= 2, "{line}");
            }
            prop_assert!(delivery_pdf(&name, &[row(&name, &name)]).is_ok());
        }
    }
}
