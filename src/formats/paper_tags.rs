//! What the parts of a page are (PDF 1.7, section 14.8), for screen readers: headings, paragraphs, tables, pictures with
//! words instead. What carries none of it, such as rules and repeated headings, is marked as an artifact.

use pdf_writer::types::StructRole;
use pdf_writer::writers::{StructElement, StructTreeRoot};
use pdf_writer::{Content, Finish, Name, Pdf, Ref, TextStr};

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Document,
    Title,
    Heading,
    Paragraph,
    Picture,
    Table,
    Row,
    HeadCell,
    Cell,
}

impl Role {
    const fn role(self) -> StructRole {
        match self {
            Self::Document => StructRole::Document,
            Self::Title => StructRole::H1,
            Self::Heading => StructRole::H2,
            Self::Paragraph => StructRole::P,
            Self::Picture => StructRole::Figure,
            Self::Table => StructRole::Table,
            Self::Row => StructRole::TR,
            Self::HeadCell => StructRole::TH,
            Self::Cell => StructRole::TD,
        }
    }

    /// Its name in a page; none for what only holds other parts.
    const fn name(self) -> Option<&'static [u8]> {
        match self {
            Self::Document | Self::Table | Self::Row => None,
            Self::Title => Some(b"H1"),
            Self::Heading => Some(b"H2"),
            Self::Paragraph => Some(b"P"),
            Self::Picture => Some(b"Figure"),
            Self::HeadCell => Some(b"TH"),
            Self::Cell => Some(b"TD"),
        }
    }
}

struct Part {
    role: Role,
    words: String,
    parent: Option<usize>,
    children: Vec<usize>,
    /// Page and number there of each piece.
    pieces: Vec<(usize, usize)>,
}

/// The parts of a document, and which one is being written.
#[derive(Default)]
pub(super) struct Tags {
    parts: Vec<Part>,
    open: Vec<usize>,
    /// The part of each numbered piece, page by page.
    pages: Vec<Vec<usize>>,
}

impl Tags {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Starts a part within the one that is being written; `words` stand for what can't be read.
    pub(super) fn open(&mut self, role: Role, words: &str) {
        let (index, parent) = (self.parts.len(), self.open.last().copied());
        if let Some(parent) = parent {
            self.parts[parent].children.push(index);
        }
        self.parts.push(Part { role, words: words.to_owned(), parent, children: Vec::new(), pieces: Vec::new() });
        self.open.push(index);
    }

    /// Ends the part started last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Says in a page what the marks up to `end_marked_content` are.
    pub(super) fn begin(&mut self, page: usize, content: &mut Content) {
        let part = self.open.last().copied();
        let named = part.and_then(|part| Some((part, self.parts[part].role.name()?)));
        let Some((part, name)) = named else {
            content.begin_marked_content(Name(b"Artifact"));
            return;
        };
        if self.pages.len() <= page {
            self.pages.resize(page + 1, Vec::new());
        }
        let piece = self.pages[page].len();
        self.pages[page].push(part);
        self.parts[part].pieces.push((page, piece));
        content.begin_marked_content_with_properties(Name(name)).properties().identify(number(piece));
    }

    /// Writes the tree, as objects from `first` on; that one is its root.
    pub(super) fn write(&self, pdf: &mut Pdf, first: i32, page_ref: impl Fn(i32) -> Ref) {
        let part_ref = |part: usize| Ref::new(first + 1 + number(part));
        let list_ref = |page: usize| Ref::new(first + 1 + number(self.parts.len() + page));
        let mut root = pdf.indirect(Ref::new(first)).start::<StructTreeRoot<'_>>();
        root.child(part_ref(0));
        let mut tree = root.parent_tree();
        let mut lists = tree.nums();
        for page in 0..self.pages.len() {
            lists.insert(number(page), list_ref(page));
        }
        lists.finish();
        tree.finish();
        root.parent_tree_next_key(number(self.pages.len()));
        root.finish();
        for (index, part) in self.parts.iter().enumerate() {
            let mut element = pdf.indirect(part_ref(index)).start::<StructElement<'_>>();
            element.kind(part.role.role()).parent(part.parent.map_or(Ref::new(first), part_ref));
            if !part.words.is_empty() {
                element.alt(TextStr(&part.words));
            }
            let mut children = element.children();
            for (page, piece) in &part.pieces {
                children.marked_content_ref().page(page_ref(number(*page))).marked_content_id(number(*piece));
            }
            for child in &part.children {
                children.struct_element(part_ref(*child));
            }
        }
        for (page, parts) in self.pages.iter().enumerate() {
            pdf.indirect(list_ref(page)).array().items(parts.iter().map(|part| part_ref(*part)));
        }
    }
}

fn number(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
