//! What the delivery list says on paper beside its rows. English unless whoever calls has it in the reader's language.

/// Columns of the paper.
pub const PAPER_COLUMNS: usize = 11;

/// Texts of the paper. `{who}`, `{n}`, `{page}` and `{count}` stand for what is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryWords {
    /// Their language, as a tag.
    pub language: String,
    /// Heading of each column.
    pub headings: [String; PAPER_COLUMNS],
    /// Instead of a window that nobody knows.
    pub no_window: String,
    /// Walking minutes: `{n}`.
    pub minutes: String,
    /// A pier where no gate is known: `{pier}`.
    pub pier: String,
    /// A gift that lies at the desk.
    pub at_desk: String,
    /// A gift that is with `{who}`.
    pub with: String,
    /// A gift that is with somebody.
    pub carried: String,
    /// Instead of rows.
    pub nothing: String,
    /// Number of the page: `{page}` of `{count}`.
    pub page: String,
    /// At the foot of every page.
    pub foot: String,
    /// Where to find letters that the paper can't show.
    pub missing: String,
}

impl DeliveryWords {
    /// The English words, for files of a whole campaign.
    pub fn english() -> Self {
        let headings =
            ["Time", "Window", "Flight", "Gate", "Walk", "Seat", "First name", "Gift", "Where, who", "In", "Greeting"];
        let text = str::to_owned;
        Self {
            language: text("en"),
            headings: headings.map(text),
            no_window: text("time not known"),
            minutes: text("{n} min"),
            pier: text("pier {pier}"),
            at_desk: text("At the desk"),
            with: text("With {who}"),
            carried: text("Carried"),
            nothing: text("Nothing to hand over."),
            page: text("Page {page} of {count}"),
            foot: text("Check the boarding pass. Times are local. No photo, no post without a yes."),
            missing: text("◊ stands for letters this paper can't show; delivery-list.csv has them."),
        }
    }
}
