//! What waits for people of the team: approvals, and cases of the care desk. Counts, times and links: never what somebody
//! wrote, nor who.

use chrono_tz::Tz;

use super::contents::moment;
use super::letter::{Block, File};
use crate::domain::instant::Instant;
use crate::texts::{Texts, count, format};

/// Gifts, posts and answers of a campaign that wait for a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLine {
    /// The campaign's address part.
    pub slug: String,
    /// Its name.
    pub campaign: String,
    /// Gifts.
    pub gifts: u64,
    /// Posts.
    pub posts: u64,
    /// Answers of the care desk.
    pub answers: u64,
    /// When the first window closes, and where.
    pub closes_at: Option<(Instant, Tz)>,
    /// When the first case with such an answer is to be answered, and where.
    pub answer_by: Option<(Instant, Tz)>,
}

/// Cases of a campaign that nobody has answered and whose deadline is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareLine {
    /// The campaign's name.
    pub campaign: String,
    /// Complaints.
    pub complaints: u64,
    /// Other replies.
    pub replies: u64,
    /// How many of both are past it.
    pub late: u64,
    /// How many of both have an answer that waits for approval.
    pub waiting: u64,
    /// The first deadline, and where.
    pub answer_by: (Instant, Tz),
}

type Parts = (String, Vec<Block>, Vec<File>);

/// A label with each number above zero.
fn numbers(texts: &Texts<'_>, labels: &[(&str, u64)]) -> Vec<(String, String)> {
    let some = labels.iter().filter(|(_, number)| *number > 0);
    some.map(|(label, number)| {
        (texts.get(label), format::whole((*number).try_into().unwrap_or(i64::MAX), texts.language))
    })
    .collect()
}

/// What waits for approvers.
pub(super) fn waiting(texts: &Texts<'_>, base: &str, lines: &[WaitingLine]) -> Parts {
    let all = lines.iter().map(|line| line.gifts + line.posts + line.answers).sum();
    let mut blocks = vec![Block::Words(texts.get("mail-waiting-words"))];
    for line in lines {
        let mut facts = vec![(texts.get("mail-campaign"), line.campaign.clone())];
        facts.extend(numbers(
            texts,
            &[
                ("mail-waiting-gifts", line.gifts),
                ("mail-waiting-posts", line.posts),
                ("mail-waiting-answers", line.answers),
            ],
        ));
        for (label, at) in [("mail-waiting-closes", line.closes_at), ("mail-waiting-answer-by", line.answer_by)] {
            facts.extend(at.map(|(at, zone)| (texts.get(label), moment(at, zone, texts.language))));
        }
        blocks.push(Block::Facts(facts));
        if line.gifts + line.posts > 0 {
            blocks.push(Block::Button(texts.get("mail-waiting-button"), format!("{base}/campaigns/{}", line.slug)));
        }
    }
    if lines.iter().any(|line| line.answers > 0) {
        blocks.push(Block::Button(texts.get("mail-waiting-answers-button"), format!("{base}/care")));
    }
    (texts.with("mail-waiting-subject", &[("n", count(all))]), blocks, Vec::new())
}

/// What waits for care.
pub(super) fn care(texts: &Texts<'_>, base: &str, lines: &[CareLine]) -> Parts {
    let all = lines.iter().map(|line| line.complaints + line.replies).sum();
    let mut blocks = vec![Block::Words(texts.get("mail-care-words"))];
    for line in lines {
        let mut facts = vec![(texts.get("mail-campaign"), line.campaign.clone())];
        facts.extend(numbers(
            texts,
            &[
                ("mail-care-complaints", line.complaints),
                ("mail-care-replies", line.replies),
                ("mail-care-waiting", line.waiting),
                ("mail-care-late", line.late),
            ],
        ));
        let (at, zone) = line.answer_by;
        facts.push((texts.get("mail-care-answer-by"), moment(at, zone, texts.language)));
        blocks.push(Block::Facts(facts));
    }
    blocks.push(Block::Button(texts.get("mail-care-button"), format!("{base}/care")));
    (texts.with("mail-care-subject", &[("n", count(all))]), blocks, Vec::new())
}
