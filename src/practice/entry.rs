//! What people wrote in a meeting, thing by thing: each point of a list with its notes, each paragraph.

use chrono::NaiveDate;

use super::boilerplate::Boilerplate;
use super::label::Label;
use crate::markdown::{BlockKind, CheckboxStatus, Document, ListItem};
use crate::meeting::{AttributeKey, Meeting, Role, read_attributes};
use crate::text::{Span, fold_white_space};

/// One thing that somebody wrote: a list item with all below it, or a block of another kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From the start of its first line to the end of its last.
    pub span: Span,
    /// Index of the section in which it stands, among the meeting's sections.
    pub section: Option<usize>,
    /// The role of that section, or of the nearest one around it that has a role.
    pub role: Option<Role>,
    /// What its box says; `None` without a box.
    pub status: Option<CheckboxStatus>,
    /// Whether it is a point of a numbered list.
    pub is_numbered: bool,
    /// The name behind `@`: of an item its owner, at the start (`@dana: …`) the one who speaks.
    pub name: Option<String>,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
    /// The meeting from which it was carried here.
    pub since: Option<NaiveDate>,
    /// Its own text and its notes, each with its label, in order; what is empty is left out.
    pub parts: Vec<Part>,
}

/// A piece of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is, where it says so.
    pub label: Option<Label>,
    /// The text without label, attributes and comments, on one line.
    pub text: String,
    /// Where it stands: the line's text, label included.
    pub span: Span,
    /// When it is to be done, if it says so.
    pub due: Option<NaiveDate>,
    /// Whether it is the entry's own first line, and not a note below it.
    pub is_own: bool,
}

impl Entry {
    /// Its first words, to name it by.
    pub fn title(&self) -> &str {
        self.parts.first().map_or("", |part| part.text.as_str())
    }

    /// The place to show for it: its first text.
    pub fn place(&self) -> Span {
        self.parts.first().map_or(self.span, |part| part.span)
    }

    /// The first part with `label`.
    pub fn part(&self, label: Label) -> Option<&Part> {
        self.parts.iter().find(|part| part.label == Some(label))
    }

    /// Whether there is a part with `label` that says something.
    pub fn has(&self, label: Label) -> bool {
        self.part(label).is_some()
    }

    /// Whether it is a question for the meeting: then it is not what its section is made for, no blocker and no plan.
    pub fn is_question(&self) -> bool {
        self.parts.first().and_then(|part| part.label) == Some(Label::Question)
    }

    /// Whether it was carried on, ended, or is otherwise no longer spoken of here.
    pub fn is_over(&self) -> bool {
        self.status.is_some_and(|status| !status.is_open())
    }

    /// All its words, on one line.
    pub fn words(&self) -> String {
        let texts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        texts.join(" ")
    }
}

/// The entries of `meeting`, in order. Comments, empty points, labels that nobody filled in and lines that stand so in
/// a template are none.
pub fn entries(meeting: &Meeting, boilerplate: &Boilerplate) -> Vec<Entry> {
    let document = meeting.document();
    let reader = EntryReader {
        meeting,
        source: meeting.source(),
        document,
        boilerplate,
    };
    let mut found: Vec<Entry> = Vec::new();
    for block in document.blocks() {
        match block.kind {
            BlockKind::Heading | BlockKind::Rule => {}
            BlockKind::List => {
                for index in reader.points(block.span) {
                    reader.add(&mut found, reader.point(index));
                }
            }
            BlockKind::Paragraph => {
                for piece in reader.between_headings(block.span) {
                    reader.add(&mut found, reader.block(piece));
                }
            }
            BlockKind::Code | BlockKind::Html | BlockKind::Quote => {
                reader.add(&mut found, reader.block(block.span));
            }
        }
    }
    found
}

struct EntryReader<'a> {
    meeting: &'a Meeting,
    source: &'a str,
    document: &'a Document,
    boilerplate: &'a Boilerplate,
}

impl EntryReader<'_> {
    /// Take up `entry`, or add it to the one before when its label says that it goes on with that.
    fn add(&self, found: &mut Vec<Entry>, entry: Entry) {
        let Some(first) = entry.parts.first() else {
            return;
        };
        let continues = entry.status.is_none() && first.label.is_some_and(Label::continues);
        match found.last_mut() {
            Some(before) if continues && before.section == entry.section => {
                before.span.end = entry.span.end;
                let parts = entry.parts.into_iter();
                before.parts.extend(parts.map(|part| Part {
                    is_own: false,
                    ..part
                }));
            }
            _ => found.push(entry),
        }
    }

    /// The list items at the top of the list that covers `list`, and those right below a point that stands for a heading.
    fn points(&self, list: Span) -> impl Iterator<Item = usize> {
        let items = self.document.items();
        let first = items.partition_point(|item| item.line_start < list.start);
        (first..items.len())
            .take_while(move |index| items[*index].line_start < list.end)
            .filter(move |index| {
                let item = &items[*index];
                let mut around = item.parent.into_iter();
                let is_at_top = around.all(|parent| self.is_heading(&items[parent]));
                is_at_top && item.quote_depth == 0 && !self.is_heading(item)
            })
    }

    /// Whether `item` stands for a heading.
    fn is_heading(&self, item: &ListItem) -> bool {
        let mut sections = self.meeting.sections().iter();
        sections.any(|section| section.point == Some(item.line_start))
    }

    /// What of a paragraph is left between lines that stand for headings.
    fn between_headings(&self, paragraph: Span) -> Vec<Span> {
        let sections = self.meeting.sections().iter();
        let lines = sections.filter(|section| !section.has_heading && section.point.is_none());
        let lines = lines.filter(|section| paragraph.start <= section.heading.start + 3);
        let mut pieces = Vec::new();
        let mut at = paragraph.start;
        for line in lines.take_while(|section| section.heading.start < paragraph.end) {
            pieces.push(Span::new(at, line.heading.start.max(at)));
            at = line.heading.end.min(paragraph.end).max(at);
        }
        pieces.push(Span::new(at, paragraph.end));
        pieces.retain(|piece| !piece.slice(self.source).trim().is_empty());
        pieces
    }

    /// The entry that the list item `index` makes with all below it.
    fn point(&self, index: usize) -> Entry {
        let items = self.document.items();
        let item = &items[index];
        let mut entry = self.empty(Span::new(item.line_start, item.end));
        entry.status = item.checkbox.map(|checkbox| checkbox.status);
        entry.is_numbered = item
            .marker
            .slice(self.source)
            .starts_with(|c: char| c.is_ascii_digit());
        let (attributes, _) = read_attributes(self.source, &item.lines, &item.plain);
        entry.name = attributes.owner.as_ref().map(|owner| owner.name.clone());
        entry.due = attributes.date(AttributeKey::Due).map(|date| date.date);
        entry.since = attributes.date(AttributeKey::Since).map(|date| date.date);
        self.read_parts(item, true, &mut entry.parts);
        let below = items[index + 1..]
            .iter()
            .take_while(|below| below.line_start < item.end);
        let is_personal = self.meeting.is_personal(item.line_start);
        for note in below.filter(|note| is_personal == self.meeting.is_personal(note.line_start)) {
            self.read_parts(note, false, &mut entry.parts);
        }
        entry
    }

    /// The entry that a block other than a list makes.
    fn block(&self, span: Span) -> Entry {
        let mut entry = self.empty(span);
        let mut lines = Vec::new();
        let mut at = span.start;
        for line in span.slice(self.source).split_inclusive('\n') {
            lines.push(Span::new(at, at + line.trim_end().len()));
            at += line.len();
        }
        self.read_lines(&lines, true, None, &mut entry.parts);
        entry
    }

    fn empty(&self, span: Span) -> Entry {
        let sections = self.meeting.sections();
        let after = sections.partition_point(|section| section.heading.start <= span.start);
        let section = after.checked_sub(1);
        Entry {
            span,
            section,
            role: section.and_then(|section| self.meeting.role_at(section)),
            status: None,
            is_numbered: false,
            name: None,
            due: None,
            since: None,
            parts: Vec::new(),
        }
    }

    fn read_parts(&self, item: &ListItem, is_own: bool, parts: &mut Vec<Part>) {
        let (attributes, _) = read_attributes(self.source, &item.lines, &item.plain);
        let due = attributes.date(AttributeKey::Due).map(|date| date.date);
        let first_new = parts.len();
        self.read_lines(&item.lines, is_own, due, parts);
        for part in &mut parts[first_new..] {
            for span in attributes.spans().filter(|span| part.span.contains(*span)) {
                part.text = fold_white_space(&part.text.replace(span.slice(self.source), ""));
            }
            part.text = part.text.trim_start_matches(": ").to_string(); // what is left of `@dana: …`
        }
        let kept: Vec<Part> = parts
            .drain(first_new..)
            .filter(|part| !part.text.is_empty())
            .collect();
        parts.extend(kept);
    }

    /// Read a paragraph's lines. A line that begins with a label begins a part of its own.
    fn read_lines(
        &self,
        lines: &[Span],
        is_own: bool,
        due: Option<NaiveDate>,
        parts: &mut Vec<Part>,
    ) {
        let mut read: Vec<Part> = Vec::new();
        let mut comment = false;
        for line in lines {
            let text = without_comments(line.slice(self.source), &mut comment);
            let text = text.trim_start_matches(['>', ' ', '\t']).trim_end();
            if text.is_empty() || self.boilerplate.has(text) {
                continue;
            }
            let (label, rest) = match Label::at_start_of(text) {
                Some((label, rest)) => (Some(label), rest),
                None => (None, text),
            };
            match read.last_mut() {
                Some(part) if label.is_none() => {
                    part.text = format!("{} {}", part.text, rest).trim_start().to_string();
                    part.span.end = line.end;
                }
                _ => read.push(Part {
                    label,
                    text: rest.to_string(),
                    span: *line,
                    due,
                    is_own: is_own && read.is_empty(),
                }),
            }
        }
        for mut part in read {
            part.text = fold_white_space(&part.text);
            if !part.text.is_empty() && !is_bare_label(&part.text) {
                parts.push(part);
            }
        }
    }
}

/// Whether `text` is one word with a colon, such as a template leaves to be filled in.
fn is_bare_label(text: &str) -> bool {
    let word = text.strip_suffix([':', '：']);
    word.is_some_and(|word| !word.trim_end().contains(' '))
}

/// `line` without comments; `inside` says whether one is open where the line begins, and afterwards where it ends.
pub fn without_comments(line: &str, inside: &mut bool) -> String {
    let mut kept = String::new();
    let mut rest = line;
    loop {
        if *inside {
            match rest.split_once("-->") {
                Some((_, after)) => (rest, *inside) = (after, false),
                None => return kept,
            }
        }
        match rest.split_once("<!--") {
            Some((before, after)) => {
                kept.push_str(before);
                (rest, *inside) = (after, true);
            }
            None => {
                kept.push_str(rest);
                return kept;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Vocabulary, parse_date};

    /// Each entry on a line: its role, then each part with its label.
    fn check(source: &str, expected: &[&str]) {
        let date = parse_date("2026-11-24").expect("a date");
        let meeting = Meeting::read(date, source.to_string(), None, &Vocabulary::default());
        let boilerplate = Boilerplate::of(["- What is new?\n"]);
        let told: Vec<String> = entries(&meeting, &boilerplate)
            .iter()
            .map(|entry| {
                let parts = entry.parts.iter().map(|part| match part.label {
                    Some(label) => format!("{}={}", label.word(), part.text),
                    None => part.text.clone(),
                });
                let role = entry.role.map_or("-", Role::word);
                format!("{role}: {}", parts.collect::<Vec<_>>().join(" | "))
            })
            .collect();
        assert_eq!(told, expected, "{source}");
    }

    #[test]
    fn what_a_template_leaves_is_nothing() {
        check(
            "# 1:1\n## Wins\n<!-- What\nwent well? -->\n- \n- [ ]\n- What is new?\n- Situation:\n  - Behavior:\n\
             - <!-- here -->\n1. \n---\n## Plans\n",
            &[],
        );
    }

    #[test]
    fn points_have_notes_with_labels() {
        check(
            "## Blockers\n- CI takes 40 minutes\n  - Proposed: shard it\n    over four\n  - seen on Monday\n\
             - Ask: who can grant it?\n",
            &[
                "blockers: CI takes 40 minutes | Proposed=shard it over four | seen on Monday",
                "blockers: Ask=who can grant it?",
            ],
        );
        check(
            "## Career\n- [ ] Read chapter 3 @alex due:2026-12-01 since:2026-11-03\n- @dana: you could lead it\n",
            &["career: Read chapter 3", "career: you could lead it"],
        );
    }

    #[test]
    fn feedback_is_one_entry_however_it_is_written() {
        let expected = ["feedback: Situation=Monday | Behavior=sent a day ahead | Impact=prepared"];
        for written in [
            "- Situation: Monday\n  - Behavior: sent a day ahead\n  - Impact: prepared\n",
            "- Situation: Monday\n- Behavior: sent a day ahead\n- Impact: prepared\n",
            "Situation: Monday\nBehavior: sent a day ahead\nImpact: prepared\n",
            "**Situation:** Monday\n\n**Behavior:** sent a\nday ahead\n\n**Impact:** prepared\n",
            "- Situation: Monday\n  Behavior: sent a day ahead\n  Impact: prepared\n",
            "> Situation: Monday\n> Behavior: sent a day ahead\n> Impact: prepared\n",
        ] {
            check(&format!("## Feedback\n### For Dana\n{written}"), &expected);
        }
    }

    #[test]
    fn what_stands_below_a_line_or_a_point_that_is_a_heading_is_an_entry_of_its_own() {
        check(
            "- 🏆 Wins and achievements:\n  - Shipped it\n    - in time\n  - Fixed it\n- Team\n  - Kim\n",
            &[
                "wins: Shipped it | in time",
                "wins: Fixed it",
                "-: Team | Kim",
            ],
        );
        check(
            "Hello\n**Wins**\nShipped\n\n**Next steps**\n- [ ] Call Marta\n",
            &["-: Hello", "wins: Shipped", "action-items: Call Marta"],
        );
        check(
            "## Notes\n- Kim asked\n  - Personal:\n    - quorvex\n",
            &["notes: Kim asked", "personal: quorvex"],
        );
    }

    #[test]
    fn text_of_other_kinds_counts() {
        check(
            "Hello\n## Notes\nOne\ntwo\n\n```\ncode\n```\n<b>x</b>\n",
            &[
                "-: Hello",
                "notes: One two",
                "notes: ``` code ```",
                "notes: <b>x</b>",
            ],
        );
    }
}
