//! Tasks that somebody wrote without a box: lines that begin with `TODO`, rows of a table. Nobody else reads them as items,
//! so nothing lists or carries them.

mod task_line;
mod task_table;

use self::task_line::task_line;
use self::task_table::TaskTable;
use crate::meeting::{Meeting, Pair};
use crate::text::{Diagnostic, Rule, Span, without_line_end};

/// Tasks in a section that are no items.
pub const TASK_WITHOUT_BOX: Rule = Rule::hint("task-without-box");

/// A task that has no box.
struct UnboxedTask {
    /// What shows that it is one.
    span: Span,
    /// The item as Markdown has it.
    item: String,
}

/// What is to be said of the tasks without a box in `meeting`: one diagnostic a section, at the first of them.
pub fn diagnostics(meeting: &Meeting, pair: &Pair) -> Vec<Diagnostic> {
    let mut found: Vec<(usize, Vec<UnboxedTask>)> = Vec::new();
    for task in tasks(meeting, pair) {
        let sections = meeting.sections();
        let section = sections.partition_point(|section| section.heading.start <= task.span.start);
        match found.last_mut().filter(|(of, _)| *of == section) {
            Some((_, tasks)) => tasks.push(task),
            None => found.push((section, vec![task])),
        }
    }
    found.iter().map(|(_, tasks)| told(tasks)).collect()
}

fn told(tasks: &[UnboxedTask]) -> Diagnostic {
    let first = &tasks[0];
    let (message, help) = match tasks.len() {
        1 => (
            "this is a task without a box, so it is never listed and never carried".to_string(),
            format!("to make it an item, write `{}`", first.item),
        ),
        count => (
            format!(
                "{count} lines of this section are tasks without a box, so they are never listed and never carried"
            ),
            format!(
                "to make each an item, write the first as `{}`, and the others likewise",
                first.item
            ),
        ),
    };
    Diagnostic::new(TASK_WITHOUT_BOX, first.span, message).with_help(help)
}

/// The tasks without a box in `meeting`, in order. Code, comments, headings and front matter hold none.
fn tasks(meeting: &Meeting, pair: &Pair) -> Vec<UnboxedTask> {
    let document = meeting.document();
    let source = document.source();
    let mut found = Vec::new();
    let mut verbatim = document.verbatim().iter().peekable();
    let mut headings = document.headings().iter().peekable();
    let mut table: Option<TaskTable> = None;
    let mut above = "";
    let mut at = document.body().start;
    for raw_line in source[at..].split_inclusive(['\n', '\r']) {
        let line = without_line_end(raw_line);
        let end = at + line.len();
        while verbatim.next_if(|code| code.end <= at).is_some() {}
        while headings.next_if(|heading| heading.span.end <= at).is_some() {}
        let is_code = verbatim.peek().is_some_and(|code| code.start < end);
        let is_heading = headings
            .peek()
            .is_some_and(|heading| heading.span.start < end);
        if is_code || is_heading || line.is_empty() {
            // The end of CRLF is a line of its own here.
            if !(line.is_empty() && raw_line == "\n" && source[..at].ends_with('\r')) {
                table = None;
                above = "";
            }
        } else {
            if let Some(begun) = TaskTable::begin(above, line) {
                table = Some(begun);
            } else if let Some(read) = &table {
                match read.row(line, at, pair) {
                    Ok(task) => found.extend(task),
                    Err(()) => table = None,
                }
            }
            if table.is_none() {
                found.extend(task_line(line, at));
            }
            above = line;
        }
        at += raw_line.len();
    }
    found
}

#[cfg(test)]
mod tests;
