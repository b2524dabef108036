//! What one looks at before a meeting, on one screen.

use chrono::NaiveDate;

use super::table::{shortened, wrapped};
use super::time::short_age;
use crate::cli::outside::{Shown, style};
use crate::markdown::{CheckboxStatus, unmarked};
use crate::meeting::{ListedItem, Pair, Side, long_date};
use crate::text::counted;
use crate::view::{EarlierPlan, Prep, Promised};

/// Without a terminal: as wide as most are.
const USUAL_WIDTH: usize = 80;
/// So many lines a part has at most where nothing limits the height.
const MOST: usize = 8;
/// So many lines of a part are left, however low the screen is.
const LEAST: usize = 1;

/// A part of the screen: a heading, and what may be cut.
struct ScreenPart {
    heading: Shown,
    lines: Vec<Shown>,
    /// Whether the lines are one text, and not one thing each.
    is_text: bool,
}

/// Everything around `prep` that the screen shows.
pub struct Around<'a> {
    /// The two.
    pub pair: &'a Pair,
    /// Who looks.
    pub me: Side,
    /// The day.
    pub today: NaiveDate,
    /// A question to ask.
    pub question: Option<String>,
}

/// The screen, in at most `height` lines where that is known and possible.
pub fn screen(
    prep: &Prep,
    around: &Around<'_>,
    width: Option<usize>,
    height: Option<usize>,
) -> Vec<Shown> {
    let width = width.unwrap_or(USUAL_WIDTH);
    let parts = parts(prep, around, width);
    let wanted: Vec<usize> = parts.iter().map(|part| part.lines.len()).collect();
    // The prompt below takes a line, the title one, and each part one for its heading.
    let room = height.map(|height| height.saturating_sub(2 + parts.len()));
    let allowed = fitting(&wanted, room);
    let mut shown = vec![title(prep, around, width)];
    for (part, allowed) in parts.into_iter().zip(allowed) {
        shown.push(part.heading);
        let count = part.lines.len();
        let cut = count > allowed;
        let kept = if cut {
            allowed.saturating_sub(1)
        } else {
            count
        };
        shown.extend(part.lines.into_iter().take(kept));
        if cut {
            let more = match part.is_text {
                true => "  …".to_string(),
                false => format!("  … {} more", count - kept),
            };
            shown.push(Shown::new().styled(style::DIM, &more));
        }
    }
    shown
}

/// How many lines each part gets of `wanted`, in all at most `room`: the longest gives way first.
fn fitting(wanted: &[usize], room: Option<usize>) -> Vec<usize> {
    let mut allowed: Vec<usize> = wanted.iter().map(|lines| (*lines).min(MOST)).collect();
    let Some(room) = room else { return allowed };
    while allowed.iter().sum::<usize>() > room {
        let longest = allowed.iter_mut().rev().max_by_key(|lines| **lines);
        match longest {
            Some(lines) if *lines > LEAST => *lines -= 1,
            _ => break,
        }
    }
    allowed
}

fn title(prep: &Prep, around: &Around<'_>, width: usize) -> Shown {
    let days = (prep.date - around.today).num_days();
    let when = match days {
        0 => "today".to_string(),
        1 => "tomorrow".to_string(),
        2.. => format!("in {days} days"),
        _ => format!("{} ago", short_age(prep.date, around.today)),
    };
    let (points, minutes) = prep.points;
    let mut told = vec![when];
    if !prep.has_agenda {
        told.push("no agenda yet".to_string());
    } else if let Some(minutes) = minutes {
        told.push(format!(
            "{} for {minutes} minutes",
            counted(points, "point")
        ));
    }
    let who = around.pair.person(around.me.other()).first_name();
    let head = format!("{who}, {}", long_date(prep.date));
    let room = width.saturating_sub(head.chars().count() + 2);
    let style = if prep.is_too_much() {
        style::WARNING
    } else {
        style::DIM
    };
    Shown::new()
        .styled(style::TITLE, &head)
        .plain("  ")
        .styled(style, &shortened(&told.join(", "), room))
}

fn parts(prep: &Prep, around: &Around<'_>, width: usize) -> Vec<ScreenPart> {
    let name = around.pair.person(around.me.other()).first_name();
    let mut parts = vec![
        promised("You promised", &prep.mine, around.today, width),
        promised(
            &format!("{name} promised"),
            &prep.theirs,
            around.today,
            width,
        ),
    ];
    let mut push = |heading: &str, lines: Vec<Shown>, is_text: bool| {
        if !lines.is_empty() {
            parts.push(ScreenPart {
                heading: Shown::new().styled(style::TITLE, heading),
                lines,
                is_text,
            });
        }
    };
    let lines = |texts: &[String]| texts.iter().map(|text| line(text, width)).collect();
    let text = |text: &str| -> Vec<Shown> {
        let wrapped = wrapped(&unmarked(text), width.saturating_sub(2).max(10)).into_iter();
        wrapped.map(|part| line(&part, width)).collect()
    };
    let unowned: Vec<String> = prep.unowned.iter().map(|item| item.title.clone()).collect();
    push("Nobody's", lines(&unowned), false);
    if let Some((date, summary)) = prep.summary.as_ref().filter(|(_, said)| !said.is_empty()) {
        let last = format!("Last time, {}", date.format("%-d %B"));
        push(&last, text(&summary.join(" ")), true);
    }
    let plans: Vec<String> = prep.plan.iter().map(planned).collect();
    push("Planned then", lines(&plans), false);
    push("Owed an answer", lines(&prep.owed), false);
    push("Left out lately", lines(&prep.left_out), false);
    push(
        "May wait, below the line",
        lines(&prep.below_the_line),
        false,
    );
    if let Some(fresh) = &prep.fresh {
        let new = format!("New from {name} since you last looked");
        push(&new, lines(fresh), false);
    }
    let one_sided = |(mine, theirs): &(usize, usize)| is_one_sided(*mine, *theirs, around.me);
    if let Some((mine, theirs)) = prep.share.filter(one_sided) {
        let told = format!("lately {mine} points by you, {theirs} by {name}");
        push("Who fills the agenda", lines(&[told]), false);
    }
    if let Some(question) = &around.question {
        push("To ask", text(question), true);
    }
    parts
}

/// Whether the manager wrote more than half: it is the IC's meeting.
fn is_one_sided(mine: usize, theirs: usize, me: Side) -> bool {
    match me {
        Side::Manager => mine > theirs,
        Side::Ic => theirs > mine,
    }
}

fn promised(heading: &str, promised: &Promised, today: NaiveDate, width: usize) -> ScreenPart {
    let mut told = match promised.open.len() {
        0 => "nothing open".to_string(),
        count => format!("{count} open"),
    };
    if promised.all > 0 {
        let kept = format!(", lately {} of {} kept", promised.kept, promised.all);
        told.push_str(&kept);
    }
    ScreenPart {
        heading: Shown::new()
            .styled(style::TITLE, heading)
            .plain("  ")
            .styled(style::DIM, &told),
        lines: promised
            .open
            .iter()
            .map(|item| promise(item, today, width))
            .collect(),
        is_text: false,
    }
}

fn promise(item: &ListedItem, today: NaiveDate, width: usize) -> Shown {
    let times = match item.times {
        0 => String::new(),
        times => format!("×{times}"),
    };
    let due = item
        .due
        .map_or(String::new(), |due| due.format("%-d %b").to_string());
    let lead = format!("  {:>4} {times:<4}", short_age(item.origin, today));
    let is_overdue = item.is_overdue(today);
    let room = width.saturating_sub(lead.chars().count() + due.chars().count() + 2);
    let mut line = Shown::new()
        .styled(style::DIM, &lead)
        .plain(&shortened(&unmarked(&item.title), room));
    if !due.is_empty() {
        let style = if is_overdue { style::BAD } else { style::DIM };
        line.push_styled(style, &format!("  {due}"));
    }
    line
}

fn planned(planned: &EarlierPlan) -> String {
    let state = match planned.status {
        None => "",
        Some(CheckboxStatus::Done) => "done: ",
        Some(CheckboxStatus::Dropped) => "dropped: ",
        Some(_) => "open: ",
    };
    format!("{state}{}", planned.title)
}

fn line(text: &str, width: usize) -> Shown {
    let room = width.saturating_sub(2);
    Shown::new()
        .plain("  ")
        .plain(&shortened(&unmarked(text), room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_gives_way_first() {
        assert_eq!(fitting(&[3, 9, 2], None), [3, 8, 2]);
        assert_eq!(fitting(&[3, 9, 2], Some(9)), [3, 4, 2]);
        assert_eq!(fitting(&[3, 9, 2], Some(6)), [2, 2, 2]);
        assert_eq!(fitting(&[3, 9, 2], Some(0)), [1, 1, 1]);
        assert_eq!(fitting(&[0, 0], Some(0)), [0, 0]);
    }
}
