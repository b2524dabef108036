//! A line that says by its first word that it is a task: `- TODO: send the deck`, `1. TODO Alex: ask`, `À faire : …`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::UnboxedTask;
use crate::practice::nothing::{is_word_for_nothing, of_all};
use crate::text::{Span, fold_words};

/// Words that mark a task, in capitals as GitLab's people, Logseq and Org write them, with the box that says the same.
const SIGNS: [(&str, &str); 4] = [
    ("TODO", "[ ]"),
    ("DOTO", "[ ]"),
    ("DOING", "[/]"),
    ("DONE", "[x]"),
];
/// Signs before a point of a list; Markdown's own are the first three.
const BULLETS: [char; 8] = ['-', '*', '+', '•', '–', '—', '◦', '·'];
/// Marks of emphasis.
const MARKS: [char; 4] = ['*', '_', '=', '~'];

static LABELS: LazyLock<HashSet<String>> = LazyLock::new(|| of_all("todo-labels"));
static NOUNS: LazyLock<HashSet<String>> = LazyLock::new(|| of_all("todo-nouns"));

/// The task in `line`, which begins at `at` and is no code and no heading; `None` where it is none, or has a box.
pub(super) fn task_line(line: &str, at: usize) -> Option<UnboxedTask> {
    // Most lines have neither a colon nor one of the words.
    let may_be_one =
        line.contains([':', '：']) || SIGNS.iter().any(|(sign, _)| line.contains(sign));
    if !may_be_one {
        return None;
    }
    let content = line.trim_start_matches([' ', '\t', '>']);
    let text = behind_markers(content);
    let is_point = text.len() < content.len();
    let bare = text.trim_start_matches(|c: char| {
        MARKS.contains(&c) || c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric()
    });
    let labelled = || labelled(bare).map(|(length, task)| (length, "[ ]", task));
    let (length, checkbox, task) = signed(bare, is_point).or_else(labelled)?;
    let start = at + line.len() - bare.len();
    Some(UnboxedTask {
        span: Span::new(start, start + length),
        item: format!("- {checkbox} {task}"),
    })
}

/// `content` without the markers of the points in which it stands.
fn behind_markers(content: &str) -> &str {
    let mut rest = content;
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = match digits.len() < rest.len() {
            true => digits.strip_prefix(['.', ')']),
            false => rest.strip_prefix(BULLETS),
        };
        match after.filter(|after| after.starts_with(char::is_whitespace)) {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// What `text` says behind one of the signs, with the length of that and its box.
fn signed(text: &str, is_point: bool) -> Option<(usize, &'static str, &str)> {
    let (bracket, inner) = match text.chars().next()? {
        '[' => (Some(']'), &text[1..]),
        '(' => (Some(')'), &text[1..]),
        '#' => (None, &text[1..]),
        _ => (None, text),
    };
    let (sign, checkbox) = SIGNS.iter().find(|(sign, _)| inner.starts_with(sign))?;
    let mut after = &inner[sign.len()..];
    if let Some(bracket) = bracket {
        // `[TODO](address)` and `[TODO]: address` are links.
        after = after.strip_prefix(bracket)?;
        if after.starts_with(['(', '[']) || bracket == ']' && after.starts_with(':') {
            return None;
        }
    }
    // `TODO(alex): …` as in code.
    if let Some((name, behind)) = after.strip_prefix('(').and_then(|n| n.split_once("):")) {
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        return is_name.then(|| behind.trim()).and_then(|task| {
            let length = text.len() - behind.len();
            is_task(task).then_some((length, *checkbox, task))
        });
    }
    let length = text.len() - after.len();
    if !after.starts_with([':', '：', ' ', '\t']) && !after.starts_with(MARKS) {
        return None;
    }
    let (task, has_sign) = behind_sign(after);
    let is_certain = has_sign || is_point && is_sentence(task);
    (is_certain && is_task(task)).then_some((length, *checkbox, task))
}

/// What `text` says behind one of the labels and a colon, with the length of the label.
fn labelled(text: &str) -> Option<(usize, &str)> {
    /// No label is longer.
    const LONGEST: usize = 40;
    let colon = text.find([':', '：']).filter(|colon| *colon <= LONGEST)?;
    let label = text[..colon].trim_end_matches(MARKS).trim_end();
    let (task, _) = behind_sign(&text[colon..]);
    let is_address = text[colon..].starts_with("://");
    let is_label = || LABELS.contains(&fold_words(label));
    (!label.starts_with(['[', '"', '`', '#']) && !is_address && is_task(task) && is_label())
        .then_some((label.len(), task))
}

/// `text` behind marks of emphasis, a colon or a dash, and whether one of these two stood there.
fn behind_sign(text: &str) -> (&str, bool) {
    let rest = text.trim_start_matches(MARKS).trim_start();
    let after = rest.strip_prefix([':', '：']);
    let dash = || {
        let after = rest.strip_prefix(['-', '–', '—'])?;
        after.starts_with(' ').then_some(after)
    };
    match after.or_else(dash) {
        Some(after) => {
            let text = after.trim_start_matches(|c: char| c.is_whitespace());
            // `**TODO:** send it`
            let closed = text.trim_start_matches(MARKS);
            let is_closing = closed.len() < text.len() && after.len() == text.len();
            (if is_closing { closed } else { text }.trim(), true)
        }
        None => (rest.trim(), false),
    }
}

fn is_task(text: &str) -> bool {
    text.contains(char::is_alphanumeric) && !is_word_for_nothing(text)
}

/// Whether `text` behind a word in capitals says what is to be done, and not more of that word: `TODO list`.
fn is_sentence(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next();
    let first = first.unwrap_or_default().to_lowercase();
    let is_shouted = !text.contains(|c: char| c.is_alphabetic() && !c.is_uppercase());
    !NOUNS.contains(&first)
        && !is_shouted
        && text.starts_with(|c: char| c.is_alphanumeric() || "@*_[\"'“„«".contains(c))
}
