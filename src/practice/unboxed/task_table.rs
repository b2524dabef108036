//! A table of tasks: `| Task | Owner | Status |`, or one with boxes in its cells.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::UnboxedTask;
use crate::markdown::box_before;
use crate::meeting::{Pair, Side, parse_date};
use crate::practice::nothing::{is_word_for_nothing, of_all};
use crate::text::{Span, fold_words};

/// The heads of columns, in all languages.
struct Heads {
    task: HashSet<String>,
    thing: HashSet<String>,
    who: HashSet<String>,
    when: HashSet<String>,
    state: HashSet<String>,
}

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads {
    task: of_all("task-columns"),
    thing: of_all("thing-columns"),
    who: of_all("who-columns"),
    when: of_all("when-columns"),
    state: of_all("state-columns"),
});

/// A table whose head was read.
#[derive(Default)]
pub(super) struct TaskTable {
    /// Where the tasks stand; `None` where the head does not say that it is one of tasks.
    task: Option<usize>,
    who: Option<usize>,
    when: Option<usize>,
}

impl TaskTable {
    /// The table of which `head` and `rule` are the first two lines.
    pub fn begin(head: &str, rule: &str) -> Option<TaskTable> {
        let is_rule = |cell: &TaskCell<'_>| {
            let dashes = cell.text.trim_start_matches(':').trim_end_matches(':');
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        };
        if !rule.contains("-") || !rule.contains('|') || !head.contains('|') {
            return None;
        }
        if !cells(rule).iter().all(is_rule) {
            return None;
        }
        let heads: Vec<String> = cells(head)
            .iter()
            .map(|cell| fold_words(cell.text))
            .collect();
        let column = |words: &HashSet<String>| heads.iter().position(|head| words.contains(head));
        let (who, when) = (column(&HEADS.who), column(&HEADS.when));
        let state = column(&HEADS.state);
        let is_other = |task: &usize| {
            [who, when, state]
                .iter()
                .any(|at| at.is_some_and(|at| at != *task))
        };
        let says_all = who.is_some() && (when.is_some() || state.is_some());
        let task = column(&HEADS.task)
            .filter(is_other)
            .or_else(|| column(&HEADS.thing).filter(|_| says_all));
        Some(TaskTable { task, who, when })
    }

    /// The task in `line`, a row that begins at `at`, if there is one.
    ///
    /// # Errors
    /// Where the line is no row, so that the table is over.
    pub fn row(&self, line: &str, at: usize, pair: &Pair) -> Result<Option<UnboxedTask>, ()> {
        if !line.contains('|') {
            return Err(());
        }
        let cells = cells(line);
        let is_ticked = |cell: &TaskCell<'_>| box_before(cell.text).map(|(mark, _)| mark);
        let mark = cells.iter().find_map(is_ticked);
        let says = |cell: &&TaskCell<'_>| {
            let text = without_box(cell.text);
            text.contains(char::is_alphanumeric) && !is_word_for_nothing(text)
        };
        let task = match self.task {
            Some(task) => cells.get(task).filter(says),
            // The words behind the box, or those of the row.
            None if mark.is_some() => {
                let boxed = cells.iter().filter(|cell| is_ticked(cell).is_some());
                boxed.clone().find(says).or_else(|| cells.iter().find(says))
            }
            None => None,
        };
        Ok(task.map(|cell| {
            let said = |column: Option<usize>| column.and_then(|column| cells.get(column));
            let who = said(self.who).and_then(|cell| handle(cell.text, pair));
            let when = said(self.when).and_then(|cell| parse_date(cell.text));
            let mut item = format!("- [{}] {}", mark.unwrap_or(' '), without_box(cell.text));
            if let Some(who) = who {
                item += &format!(" @{who}");
            }
            if let Some(when) = when {
                item += &format!(" due:{when}");
            }
            let start = at + cell.start;
            UnboxedTask {
                span: Span::new(start, start + cell.text.len()),
                item,
            }
        }))
    }
}

/// A cell of a row, and where its text begins in the line.
struct TaskCell<'a> {
    start: usize,
    text: &'a str,
}

/// The cells of `row`: between pipes that are not escaped, those at its ends left aside.
fn cells(row: &str) -> Vec<TaskCell<'_>> {
    let lead = row.len() - row.trim_start_matches([' ', '\t', '>']).len();
    let inner = row[lead..].trim_end();
    let first = lead + usize::from(inner.starts_with('|'));
    let end = lead + inner.len();
    let mut found = Vec::new();
    let mut start = first;
    let mut escaped = false;
    let mut push = |start: usize, end: usize| {
        let text = &row[start..end];
        let blanks = text.len() - text.trim_start().len();
        found.push(TaskCell {
            start: start + blanks,
            text: text.trim(),
        });
    };
    for (at, byte) in row.bytes().enumerate().take(end).skip(first) {
        match byte {
            b'|' if !escaped => {
                push(start, at);
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < end {
        push(start, end);
    }
    found
}

fn without_box(text: &str) -> &str {
    box_before(text).map_or(text, |(_, after)| after)
}

/// The handle of the one of the two whom `text` names.
fn handle<'p>(text: &str, pair: &'p Pair) -> Option<&'p str> {
    let name = fold_words(text);
    let mut sides = [Side::Manager, Side::Ic].into_iter();
    let found = sides.find(|side| {
        let person = pair.person(*side);
        let called = [
            person.handle.as_str(),
            person.first_name(),
            person.name.as_str(),
        ];
        called.iter().any(|called| fold_words(called) == name)
    })?;
    Some(pair.person(found).handle.as_str())
}
