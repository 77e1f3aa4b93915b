//! `delivery-list.pdf`: the delivery list for paper. A4 landscape, the header on every page, pages numbered.
//!
//! A text too long for its column goes on in a second line and then ends in `…`. A run of characters no font has
//! is printed as `◊`; the foot of the page says so and points to where everything stands.

use super::delivery_list::{DeliveryRow, GiftPlace};
use super::delivery_words::{DeliveryWords, PAPER_COLUMNS};
pub use super::paper::PaperFault;
use super::paper::{HEIGHT, MISSING, Paper, WIDTH};
use super::paper_text::{cut, wrapped};
use crate::domain::instant::TimeWindow;

const MARGIN: f32 = 30.0;
const SIZE: f32 = 9.5;
const SMALL: f32 = 8.5;
const LINE: f32 = 12.0;
const TOP: f32 = HEIGHT - 78.0;
const BOTTOM: f32 = 44.0;
/// Width of the page between the margins.
const SPAN: f32 = WIDTH - 2.0 * MARGIN;

/// Width of each column; together they fill the page.
const COLUMNS: [f32; PAPER_COLUMNS] = [36.0, 70.0, 84.0, 42.0, 38.0, 36.0, 72.0, 132.0, 74.0, 24.0, 174.0];

/// The list on paper, in the order given; `title` stands on every page.
pub fn delivery_pdf(title: &str, rows: &[DeliveryRow], words: &DeliveryWords) -> Result<Vec<u8>, PaperFault> {
    let mut paper = Paper::new()?;
    let title = paper.printable(title);
    let mut y = start_page(&mut paper, &title, words);
    let mut missing = false;
    for (index, row) in rows.iter().enumerate() {
        let cells = cells(row, words).map(|cell| paper.printable(&cell));
        missing |= cells.iter().any(|cell| cell.contains(MISSING));
        let mut lines: [Vec<String>; PAPER_COLUMNS] = Default::default();
        for ((lines, cell), width) in lines.iter_mut().zip(&cells).zip(COLUMNS) {
            *lines = wrapped(&paper, cell, width - 6.0, SIZE);
        }
        let height = if lines.iter().any(|lines| lines.len() > 1) { 2.0 * LINE } else { LINE } + 5.0;
        if y - height < BOTTOM {
            y = start_page(&mut paper, &title, words);
        }
        let page = paper.page_count() - 1;
        if index % 2 == 1 {
            paper.fill(page, [MARGIN, y - height, SPAN, height], 0.94);
        }
        let mut x = MARGIN + 3.0;
        for (lines, width) in lines.iter().zip(COLUMNS) {
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
        let nothing = paper.printable(&words.nothing);
        paper.text(0, (MARGIN + 3.0, y - LINE), SIZE, false, &nothing);
    }
    number_pages(&mut paper, words, missing);
    paper.finish(&title, &words.language)
}

/// Starts a page with title and header; gives where rows start.
fn start_page(paper: &mut Paper, title: &str, words: &DeliveryWords) -> f32 {
    paper.page();
    let page = paper.page_count() - 1;
    let title = cut(paper, title, SPAN, 15.0);
    paper.text(page, (MARGIN, HEIGHT - 46.0), 15.0, true, &title);
    paper.fill(page, [MARGIN, TOP - 3.0, SPAN, 17.0], 0.82);
    let mut x = MARGIN + 3.0;
    for (heading, width) in words.headings.iter().zip(COLUMNS) {
        let heading = cut(paper, &paper.printable(heading), width - 4.0, SIZE);
        paper.text(page, (x, TOP + 2.0), SIZE, true, &heading);
        x += width;
    }
    TOP - 5.0
}

fn number_pages(paper: &mut Paper, words: &DeliveryWords, missing: bool) {
    let count = paper.page_count();
    let aside = if missing { words.missing.as_str() } else { "" };
    for page in 0..count {
        let number = words.page.replace("{page}", &(page + 1).to_string()).replace("{count}", &count.to_string());
        let number = paper.printable(&number);
        let x = WIDTH - MARGIN - paper.width(&number, SMALL);
        paper.text(page, (x, 28.0), SMALL, false, &number);
        paper.fill(page, [MARGIN, 38.0, SPAN, 0.5], 0.5);
        for (y, text, room) in [(28.0, words.foot.as_str(), x - MARGIN - 12.0), (17.0, aside, SPAN)] {
            let text = cut(paper, &paper.printable(text), room, SMALL);
            paper.text(page, (MARGIN, y), SMALL, false, &text);
        }
    }
}

fn cells(row: &DeliveryRow, words: &DeliveryWords) -> [String; PAPER_COLUMNS] {
    let clock = |at| row.local(at).format("%H:%M").to_string();
    // The day stands in the title; of the leg, staff need designator and route.
    let mut parts = row.leg.split('/');
    let flight = match (parts.next(), parts.nth(1)) {
        (Some(designator), Some(route)) => format!("{designator} {route}"),
        _ => row.leg.clone(),
    };
    let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    let gate = match (&row.gate, &row.pier) {
        (None, Some(pier)) => words.pier.replace("{pier}", pier),
        (gate, _) => known(gate),
    };
    let window = |window: TimeWindow| format!("{}–{}", clock(window.opens_at), clock(window.closes_at));
    [
        row.planned_at.map(clock).unwrap_or_default(),
        row.window.map_or_else(|| words.no_window.clone(), window),
        flight,
        gate,
        row.walk_minutes.map_or_else(String::new, |minutes| words.minutes.replace("{n}", &minutes.to_string())),
        known(&row.seat),
        row.first_name.clone(),
        row.gift.clone(),
        whereabouts(row, words),
        row.language.clone(),
        row.greeting.clone(),
    ]
}

fn whereabouts(row: &DeliveryRow, words: &DeliveryWords) -> String {
    match (row.lies, row.courier.as_str()) {
        (None, courier) => courier.to_owned(),
        (Some(GiftPlace::Desk), "") => words.at_desk.clone(),
        (Some(GiftPlace::Desk), courier) => format!("{}, {courier}", words.at_desk),
        (Some(GiftPlace::Carried), "") => words.carried.clone(),
        (Some(GiftPlace::Carried), courier) => words.with.replace("{who}", courier),
    }
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
        let bytes =
            delivery_pdf("Schiphol Surprise · AMS · 2025-03-04", &rows, &DeliveryWords::english()).expect("paper");
        assert!(bytes.starts_with(b"%PDF-"));
        assert!((5..=8).contains(&page_count(&bytes)), "{}", page_count(&bytes));
        assert_eq!(
            bytes,
            delivery_pdf("Schiphol Surprise · AMS · 2025-03-04", &rows, &DeliveryWords::english()).expect("paper")
        );
        if let Some(file) = std::env::var_os("GIFTGATE_WRITE_PDF") {
            std::fs::write(file, &bytes).expect("the file can be written");
        }
        assert!(delivery_pdf("Empty", &[], &DeliveryWords::english()).is_ok());
    }

    #[test]
    fn letters_the_font_lacks_are_replaced_in_a_stated_way() {
        let paper = Paper::new().expect("a font");
        assert_eq!(paper.printable("김민준 Ðåvîß e\u{301}\u{301}"), "◊ Ðåvîß é◊");
        assert_eq!(paper.printable("張偉 髙﨑さん ｶﾞｲﾄﾞ １２"), "張偉 髙﨑さん ｶﾞｲﾄﾞ １２");
        assert_eq!(paper.printable("\u{202E}Ann\tLee שלום"), "Ann Lee ◊");
    }

    #[test]
    fn columns_fill_the_page() {
        let sum: f32 = COLUMNS.iter().sum();
        assert!((sum - SPAN).abs() < 0.5, "{sum}");
    }

    #[test]
    fn a_gift_without_a_window_keeps_its_line_and_every_line_says_where_its_gift_is() {
        let words = DeliveryWords::english();
        let unknown = DeliveryRow { planned_at: None, window: None, walk_minutes: None, ..row("Ann", "") };
        assert_eq!(cells(&unknown, &words)[..2], ["", "time not known"]);
        let lies = |lies, courier: &str| {
            let row = DeliveryRow { lies, courier: courier.to_owned(), ..row("Ann", "") };
            cells(&row, &words)[8].clone()
        };
        assert_eq!(lies(Some(GiftPlace::Desk), "courier 1"), "At the desk, courier 1");
        assert_eq!(lies(Some(GiftPlace::Desk), ""), "At the desk");
        assert_eq!(lies(Some(GiftPlace::Carried), "courier 1"), "With courier 1");
        assert_eq!(
            (lies(Some(GiftPlace::Carried), ""), lies(None, "courier 1")),
            ("Carried".into(), "courier 1".into())
        );
        assert_eq!(cells(&row("Ann", ""), &words)[4], "9 min");
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
            prop_assert!(delivery_pdf(&name, &[row(&name, &name)], &DeliveryWords::english()).is_ok());
        }
    }
}
