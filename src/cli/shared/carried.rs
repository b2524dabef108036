//! What a carry did, in words.

use crate::cli::basics::{Context, style};
use crate::cli::render::items::mention;
use crate::cli::render::table::{Cell, lines};
use crate::cli::render::time;
use crate::markdown::unmarked;
use crate::meeting::{AGED, MeetingPath, weekday_date};
use crate::plan::by_hand::UnclearReason;
use crate::plan::{CarriedItem, CarryNews, LeftReason};
use crate::text::counted;

/// Say what a carry did: what was carried, what was not and why, and what the two have to look at.
pub fn tell_carried(context: &mut Context, carried: &CarryNews) {
    if !carried.items.is_empty() {
        tell_items(context, &carried.items);
    }
    if let Some(earlier) = carried.waits_for {
        let earlier = weekday_date(earlier);
        context.ui.news(&format!(
            "what is open waits for the agenda of {earlier}, which comes before; `carry` takes along what is left of it then"
        ));
    }
    tell_copies(context, carried);
    if !carried.marked.is_empty() && carried.items.is_empty() && carried.by_hand.is_empty() {
        let news = format!(
            "marked {} whose copy is in a later agenda",
            counted(carried.marked.len(), "item")
        );
        context.ui.news(&news);
    }
    for item in &carried.left {
        let why = match item.reason {
            LeftReason::Damaged => "its file can't be changed; `oneonone check` says why",
            LeftReason::Tied => {
                "it would be read differently elsewhere; copy it by hand, and mark it with `[>]`"
            }
        };
        context.ui.warning(&format!(
            "`{}` stays in `{}`: {why}",
            unmarked(&item.title),
            item.path
        ));
    }
}

/// Each item with its age and how often it has been carried.
fn tell_items(context: &mut Context, items: &[CarriedItem]) {
    context
        .ui
        .news(&format!("carried {}:", counted(items.len(), "open item")));
    let today = context.today;
    let is_aged = |item: &&CarriedItem| item.times >= AGED;
    let row = |item: &CarriedItem| {
        let style = style::when(is_aged(&item), style::WARNING);
        vec![
            Cell::new(" ", style::NONE),
            Cell::new(unmarked(&item.title), style::NONE),
            Cell::new(mention(item.owner.as_deref()), style::NONE),
            Cell::new(time::age(item.origin, today), style),
            Cell::new(time::carried(item.times), style),
        ]
    };
    let rows: Vec<Vec<Cell>> = items.iter().map(row).collect();
    for line in lines(&rows, 1, context.ui.width()) {
        context.ui.status(&line);
    }
    let aged = items.iter().filter(is_aged).count();
    if aged > 0 {
        context.ui.hint(&format!(
            "{} carried {AGED} times or more, on top of {} section: do it, split it, hand it over (`assign`) or let it go (`drop`)",
            counted(aged, "item"),
            if aged == 1 { "its" } else { "their" }
        ));
    }
}

/// What stands in the agenda in the same words already, put there by hand.
fn tell_copies(context: &mut Context, carried: &CarryNews) {
    for copy in &carried.by_hand {
        let place = format!("{}:{}", MeetingPath::new(copy.date), copy.line);
        context.ui.news(&format!(
            "`{}` was copied by hand in `{place}`: it is the one of {}, and is not carried again",
            unmarked(&copy.title),
            copy.origin
        ));
    }
    for item in &carried.unclear {
        let place = format!("{}:{}", MeetingPath::new(item.date), item.line);
        let why = match item.reason {
            UnclearReason::Several => {
                "and there are several in the same words; all are kept: remove what is there twice"
            }
            UnclearReason::OtherOwner => {
                "with another owner; both are kept: if they are the same, remove one"
            }
            UnclearReason::Ended => {
                "and has ended there; it was carried even so: if it is the same, tick it with `oneonone done`"
            }
        };
        context.ui.warning(&format!(
            "`{}` stands in `{place}`, too, {why}",
            unmarked(&item.title)
        ));
    }
}
