//! Mails about what waits for the team: approvals, answers of the care desk among them, and cases whose deadline is near.
//! Each mail gathers all there is, and is written once for its occasion.

use chrono::Duration;

use super::due::{Reader, write, zone_of_campaign};
use crate::app::App;
use crate::domain::account::Place;
use crate::domain::actor::Role;
use crate::domain::care::{told_until, told_with};
use crate::domain::instant::Instant;
use crate::mail::Contents;
use crate::mail::contents::{CareLine, WaitingLine};
use crate::services::Error;
use crate::services::campaigns::{self, LoadedCampaign};

/// Approvals that wait are told again after so many hours.
const WAITING_HOURS: i64 = 4;
/// Minutes before the first window closes at which approvers are told again, whatever they were told before.
const REMINDERS: [i64; 3] = [30, 60, 90];
/// Minutes before the first case is to be answered at which approvers are told of answers that wait.
const ANSWER_REMINDERS: [i64; 2] = [20, 60];
/// Cases to be answered within so many seconds are told together, so that a storm is no mail a case.
const ANSWERS_TOGETHER: i64 = 30 * 60;
/// A deadline that passed longer ago, while no worker ran, is told by the page alone.
const STALE: Duration = Duration::hours(1);

/// The mark of an instant that was passed last; none while it is far, or over.
fn mark(at: Instant, now: Instant, marks: &[i64]) -> Option<i64> {
    let near = |minutes: &i64| at - now <= Duration::minutes(*minutes);
    marks.iter().copied().find(near).filter(|_| at > now)
}

/// Tells approvers what waits for them.
pub(super) async fn waiting(app: &App, readers: &[Reader], live: &[LoadedCampaign]) -> Result<usize, Error> {
    let now = app.now();
    let all = app.store.waiting_for_approval().await?;
    let mut written = 0;
    for reader in readers {
        let mut lines = Vec::new();
        for waiting in &all {
            let Some(own) = live.iter().find(|own| own.id == waiting.campaign) else { continue };
            if !reader.may(&[Role::Approver], Some((Place::Campaign, &own.campaign.slug))) {
                continue;
            }
            let here = |at: Option<Instant>| at.map(|at| (at, zone_of_campaign(own)));
            lines.push(WaitingLine {
                slug: own.campaign.slug.clone(),
                campaign: own.campaign.name.clone(),
                gifts: waiting.gifts,
                posts: waiting.posts,
                answers: waiting.answers,
                closes_at: here(waiting.closes_at),
                answer_by: here(waiting.answer_by),
            });
        }
        for once in occasions(&lines, now) {
            let contents = Contents::Waiting { lines: lines.clone() };
            // One mail tells all of it; what else is an occasion comes with the next look.
            if write(app, reader, &contents, &once).await? > 0 {
                written += 1;
                break;
            }
        }
    }
    Ok(written)
}

/// What a mail about these lines is due for, the most urgent first.
fn occasions(lines: &[WaitingLine], now: Instant) -> Vec<String> {
    let ahead = |at: Option<Instant>| at.filter(|at| *at > now);
    let answers = lines.iter().filter_map(|line| ahead(line.answer_by.map(|(at, _)| at))).min();
    let windows = lines.iter().filter_map(|line| ahead(line.closes_at.map(|(at, _)| at))).min();
    let of_answers = answers.and_then(|at| {
        let left = mark(at, now, &ANSWER_REMINDERS)?;
        Some(format!("answers-{}-{left}", at.timestamp() / ANSWERS_TOGETHER))
    });
    let of_windows = windows.and_then(|at| Some(format!("{}-{}", at.timestamp(), mark(at, now, &REMINDERS)?)));
    // An answer with time left has marks of its own.
    let slow = |line: &WaitingLine| {
        line.gifts + line.posts > 0 || (line.answers > 0 && ahead(line.answer_by.map(|(at, _)| at)).is_none())
    };
    let slot = || format!("slot-{}", now.timestamp() / (WAITING_HOURS * 3600));
    let of_rest = of_windows.or_else(|| lines.iter().any(slow).then(slot));
    of_answers.into_iter().chain(of_rest).collect()
}

/// Tells care of cases that nobody has answered and whose deadline is near: one mail for all of them, and another one only
/// when the next quarter of an hour has some.
pub(super) async fn care(app: &App, readers: &[Reader]) -> Result<usize, Error> {
    let now = app.now();
    let due = app.store.cases_due(told_until(now), now).await?;
    let Some(newest) = due.iter().map(|line| line.last_at).max().filter(|at| now - *at < STALE) else { return Ok(0) };
    let known = campaigns::list_all(app).await?;
    let line = |of: &crate::store::care_desk::DueCases| {
        let own = known.iter().find(|own| own.id == of.campaign)?;
        Some(CareLine {
            campaign: own.campaign.name.clone(),
            complaints: of.complaints,
            replies: of.replies,
            late: of.late,
            waiting: of.waiting,
            answer_by: (of.first_at, zone_of_campaign(own)),
        })
    };
    let contents = Contents::Care { lines: due.iter().filter_map(line).collect() };
    let once = told_with(newest).to_string();
    let mut written = 0;
    for reader in readers.iter().filter(|reader| reader.may(&[Role::Care], None)) {
        written += write(app, reader, &contents, &once).await?;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn answers_are_told_together_and_never_wait_for_the_slow_round() {
        let now: Instant = "2025-03-04T12:05:00Z".parse().expect("an instant");
        let line = |answers, left: Option<i64>, gifts| WaitingLine {
            slug: "a".to_owned(),
            campaign: "A".to_owned(),
            gifts,
            posts: 0,
            answers,
            closes_at: None,
            answer_by: left.map(|left| (now + Duration::minutes(left), Tz::UTC)),
        };
        let one = occasions(&[line(1, Some(40), 0)], now);
        assert_eq!(one.len(), 1, "{one:?}");
        assert_eq!(one, occasions(&[line(9, Some(50), 0)], now), "the same half hour");
        assert_ne!(one, occasions(&[line(1, Some(19), 0)], now), "again shortly before");
        assert_eq!(occasions(&[line(1, Some(40), 3)], now).len(), 2, "gifts have their own occasion");
        assert_eq!(occasions(&[line(1, Some(-5), 0)], now).len(), 1, "one that is late waits with the others");
        assert_eq!(occasions(&[], now), Vec::<String>::new());
    }
}
