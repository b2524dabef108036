use std::collections::BTreeSet;

use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::text::quoted;
use crate::meeting::{Limit, Meeting, Role, Vocabulary};
use crate::text::{Advice, LineTable, Rule, Span, fold_title};

/// A line that is there to be the heading of a personal section, and that Markdown takes for something else.
pub const CHECK: Check = Check {
    speaks: "a line is called as a personal section is, stands out as a heading does, and makes no section: quoted, below a box, with nothing below it",
    why: "A heading makes a section, and so does a bold line, or a point with more below it. What stands below any other line is no more personal than the text around it: it is found by a search, exported and told in reports.",
    instead: Advice::new(
        "Make it a heading, on a line of its own that begins with `##`; what stands in a list below it goes to the margin.",
    ),
    ..Check::practice(Rule::warning("personal-no-heading"), Stage::Pair, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let vocabulary = &context.series.settings().vocabulary;
    let mut told = BTreeSet::new();
    let mut said = Vec::new();
    for page in std::iter::once(context.page).chain(context.before) {
        for (span, title) in unheaded(page.meeting(), vocabulary) {
            if told.insert(fold_title(&title)) {
                said.push(say(context, page, span, &title));
            }
        }
    }
    said
}

fn say(context: &CheckContext<'_>, page: &Page, span: Span, title: &str) -> Finding {
    let message = format!(
        "{} is no heading, so what stands below it is not personal",
        quoted(title)
    );
    context.say_of(page, span, message).with_help(format!(
        "write `## {title}` on a line of its own, and what is personal below it"
    ))
}

/// The lines of `meeting` that are called as a personal section is, stand out as a heading does, and are none; each with
/// what it is called. Those within a personal section, in code and in comments don't count.
fn unheaded(meeting: &Meeting, vocabulary: &Vocabulary) -> Vec<(Span, String)> {
    let source = meeting.source();
    let lines = LineTable::new(source);
    let document = meeting.document();
    let mut found = Vec::new();
    for index in 0..lines.count() {
        let span = Span::new(lines.start_of(index), lines.end_of(index));
        let line = span.slice(source);
        let next = match index + 1 < lines.count() {
            true => Span::new(lines.start_of(index + 1), lines.end_of(index + 1)).slice(source),
            false => "",
        };
        let Some(title) = standing_out(line, indentation(line) < indentation(next)) else {
            continue;
        };
        let meaning = vocabulary.meaning(&title, 2, &|| None);
        if meaning.role != Some(Role::Personal) || meaning.by_word {
            continue;
        }
        let is_text = document.body().contains(span)
            && !document.verbatim().iter().any(|code| code.contains(span));
        let is_heading = |span: Span| {
            let mut headings = document.headings().iter();
            let mut lines = meeting.sections().iter().map(|section| section.heading);
            let is_in = |heading: Span| heading.start < span.end && span.start < heading.end;
            headings.any(|heading| is_in(heading.span)) || lines.any(is_in)
        };
        if is_text && !is_heading(span) && !meeting.is_personal(span.start) {
            let content = span.slice(source).trim_end();
            found.push((Span::new(span.start, span.start + content.len()), title));
        }
    }
    found
}

/// What `line` is called, if it is short and stands out: all of it bold or emphasised, with a colon at its end, with a
/// `#` in front, or a point of nothing but a name that has something `below` it.
fn standing_out(line: &str, below: bool) -> Option<String> {
    const LONGEST: usize = 80;
    let text = line.trim();
    if text.len() > LONGEST {
        return None;
    }
    let inner = without_leads(text);
    let is_point = inner.len() < text.len() && !text.starts_with('>');
    let marked = inner.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let is_strong =
        marked.starts_with(is_mark) && marked.trim_end_matches([':', '：', ' ']).ends_with(is_mark);
    let ends_so = inner.trim_end_matches(is_mark).ends_with([':', '：']);
    let is_named = is_point && below && !inner.ends_with(['?', '？', '.', '!']);
    if !(is_strong || ends_so || inner.starts_with('#') || is_named) || inner.starts_with('[') {
        return None;
    }
    let title = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (!title.is_empty()).then(|| title.to_string())
}

fn indentation(line: &str) -> usize {
    match line.trim_start_matches(['>', ' ', '\t']) {
        rest if rest.trim().is_empty() => 0,
        rest => line.len() - rest.len(),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// `text` without the marks of quotes and list items at its start.
fn without_leads(text: &str) -> &str {
    let mut rest = text;
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = rest
            .strip_prefix('>')
            .or_else(|| rest.strip_prefix(['-', '*', '+']).filter(is_gap))
            .or_else(|| {
                let counted = digits.len() < rest.len();
                digits
                    .strip_prefix(['.', ')'])
                    .filter(|after| counted && is_gap(after))
            });
        match after {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

fn is_gap(after: &&str) -> bool {
    after.starts_with([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn what_looks_like_a_heading_and_is_none() {
        for (text, title) in [
            ("- **Personal**\n", "Personal"),
            ("Personal:\n\na\n", "Personal"),
            ("#Personal\n- a\n", "Personal"),
            ("####### Personal\n", "Personal"),
            ("> **Personal**\n> a\n", "Personal"),
            ("> ## Personal\n> a\n", "Personal"),
            ("> - **Persönliches**\n", "Persönliches"),
            ("- [ ] x\n  - Personal:\n    - a\n", "Personal"),
            ("- [ ] x\n  - Vie privée :\n    - a\n", "Vie privée"),
            ("- [ ] x\n  - **個人的なこと**\n", "個人的なこと"),
        ] {
            let said = format!("`{title}` is no heading, so what stands below it is not personal");
            says(&CHECK, Case::agenda(text), &[&said]);
            says(&CHECK, Case::agenda("## Wins\n").after(text), &[&said]);
            let within = format!("## Wins\n{text}");
            says(&CHECK, Case::record(&within).after(text), &[&said]);
        }
    }

    #[test]
    fn what_is_a_heading_or_no_name() {
        for text in [
            "## Personal\n- a\n",
            "**Personal**\n- a\n",
            "*Private notes*\n\na\n",
            "- Personal:\n  - a\n",
            "- x\n  - Personal:\n    - a\n",
            "Personal\n---\n- a\n",
            "## Personal\n**Personal**\n- Private:\n",
            "```\n**Personal**\n```\n",
            "<!--\n**Personal**\n-->\n",
            "**Personal development**\n- a\n",
            "- Personal development:\n  - a\n",
            "- Private beta:\n  - a\n",
            "**Personal shopper**\n",
            "- Private box:\n",
            "It got personal.\n",
            "Personal\n",
            "- How are you?\n  - well\n",
            "- Personal\n- a\n",
            "- The talk was **personal**\n",
            "- [ ] Personal\n",
        ] {
            silent(&CHECK, Case::agenda(text));
        }
    }
}
