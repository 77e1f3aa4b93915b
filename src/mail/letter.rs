//! A letter: blocks from which both its text and its HTML are made, so that the two can't differ.
//!
//! The HTML loads nothing from anywhere: no tracking, no fonts, one small picture that travels inside.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::domain::html::escape;
use crate::domain::language::Language;

/// Our mark, as mail programs show it.
pub(super) const MARK: &[u8] = include_bytes!("mark.png");
/// Its name inside a message.
pub(super) const MARK_ID: &str = "mark@giftgate";

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Words(String),
    /// Labels with what they stand for.
    Facts(Vec<(String, String)>),
    /// What to do next: a word, and where it leads.
    Button(String, String),
    /// A link in small print.
    Link(String, String),
}

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A letter in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in a few words.
    pub subject: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
    /// Why it was sent, in small print.
    pub foot: String,
    /// What goes with it.
    pub files: Vec<File>,
}

impl Letter {
    /// As plain text.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.subject);
        for block in &self.blocks {
            match block {
                Block::Words(words) => text.push_str(words),
                Block::Facts(facts) => {
                    let lines: Vec<_> = facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
                    text.push_str(&lines.join("\n"));
                }
                Block::Button(words, url) | Block::Link(words, url) => {
                    let _ = write!(text, "{words}:\n{url}");
                }
            }
            text.push_str("\n\n");
        }
        // RFC 3676: what follows is no part of the letter.
        let _ = writeln!(text, "-- \n{}", self.foot);
        text
    }

    /// As a page that stands alone, its picture inside.
    pub fn page(&self, language: Language) -> String {
        self.html(language, &format!("data:image/png;base64,{}", STANDARD.encode(MARK)))
    }

    /// As a page; `mark` is the address of the picture.
    pub fn html(&self, language: Language, mark: &str) -> String {
        let mut body = String::new();
        for block in &self.blocks {
            let _ = match block {
                Block::Words(words) => write!(body, "<p style=\"margin:0 0 16px\">{}</p>", escape(words)),
                Block::Facts(facts) => {
                    body.push_str(
                        "<table role=\"presentation\" style=\"border-collapse:collapse;width:100%;margin:0 0 16px\">",
                    );
                    for (label, value) in facts {
                        let _ = write!(
                            body,
                            "<tr><td style=\"padding:8px 12px 8px 0;border-bottom:1px solid #dcdad2;color:#555b63\">{}</td>\
                             <td style=\"padding:8px 0;border-bottom:1px solid #dcdad2;text-align:right\"><b>{}</b></td></tr>",
                            escape(label),
                            escape(value)
                        );
                    }
                    write!(body, "</table>")
                }
                Block::Button(words, url) => write!(
                    body,
                    "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"display:inline-block;padding:13px 22px;background:#ffd21f;\
                     color:#14171b;font-weight:bold;text-decoration:none;border-radius:6px\">{}</a></p>",
                    escape(url),
                    escape(words)
                ),
                Block::Link(words, url) => write!(
                    body,
                    "<p style=\"margin:0 0 16px;font-size:14px\"><a href=\"{}\" style=\"color:#14171b\">{}</a></p>",
                    escape(url),
                    escape(words)
                ),
            };
        }
        let (subject, foot, mark) = (escape(&self.subject), escape(&self.foot), escape(mark));
        format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\"><title>{subject}</title></head>\
             <body style=\"margin:0;padding:24px 12px;background:#f4f3ee;color:#14171b;font:16px/1.5 Helvetica,Arial,sans-serif\">\
             <div style=\"max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #dcdad2;border-radius:6px;padding:28px\">\
             <p style=\"margin:0 0 20px\"><img src=\"{mark}\" width=\"32\" height=\"32\" alt=\"giftgate\"></p>\
             <h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.25\">{subject}</h1>{body}</div>\
             <p style=\"max-width:560px;margin:16px auto 0;color:#555b63;font-size:13px\">{foot}</p></body></html>"
        )
    }
}
