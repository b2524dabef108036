//! An action item: who promised what, and how it stands.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::attribute_reader::read_attributes;
use super::attributes::{AttributeKey, Attributes};
use super::role::Role;
use super::section::{MeetingSection, role_at};
use super::vocabulary::Vocabulary;
use crate::markdown::{Checkbox, CheckboxStatus, ListItem};
use crate::text::{Diagnostic, Span, fold_white_space, fold_words};

/// Marks of emphasis.
const MARKS: [char; 4] = ['*', '_', '~', '='];

/// Something that someone promised: a task list item as the two people mean it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionItem {
    /// Its index among all list items of the document.
    pub list_item: usize,
    /// The nearest action item around it, as an index among the meeting's action items.
    pub parent: Option<usize>,
    /// The box that says how it stands, and where it is.
    pub checkbox: Checkbox,
    /// The text of its first paragraph without attributes, on one line, composed (NFC).
    pub title: String,
    /// The lines of its first paragraph.
    pub lines: Vec<Span>,
    /// The line at whose end attributes are written: the first, or the last where something runs over its end or the
    /// box stands alone on it.
    pub attribute_line: Span,
    /// Start of its first line.
    pub line_start: usize,
    /// Just after its last line, with all that is below it.
    pub end: usize,
    /// Owner, dates, priority.
    pub attributes: Attributes,
    /// Index of the section in which it stands, among the meeting's sections.
    pub section: Option<usize>,
    /// The role of that section, or of the nearest one around it that has a role.
    pub role: Option<Role>,
}

impl ActionItem {
    /// Read one list item with a checkbox; what looks like an attribute and is none comes back beside it.
    fn read(
        source: &str,
        index: usize,
        item: &ListItem,
        checkbox: Checkbox,
        vocabulary: &Vocabulary,
    ) -> (Self, Vec<Diagnostic>) {
        let (mut attributes, diagnostics) = read_attributes(source, &item.lines, &item.plain);
        // Where nobody is known it may be anyone.
        if !vocabulary.names().is_empty() {
            attributes.own_in_text(|name| vocabulary.names().contains(&fold_words(name)));
        }
        let title = title(source, &item.lines, &attributes);
        let action_item = ActionItem {
            list_item: index,
            parent: None,
            checkbox,
            title,
            lines: item.lines.clone(),
            attribute_line: match (item.lines.first(), item.lines.last()) {
                (Some(first), _) if !item.runs_over && !first.is_empty() => *first,
                (_, Some(last)) => *last,
                _ => Span::at(checkbox.span.end),
            },
            line_start: item.line_start,
            end: item.end,
            attributes,
            section: None,
            role: None,
        };
        (action_item, diagnostics)
    }

    /// What its checkbox says.
    pub fn status(&self) -> CheckboxStatus {
        self.checkbox.status
    }

    /// The owner's name as written, composed.
    pub fn owner(&self) -> Option<&str> {
        self.attributes
            .owner
            .as_ref()
            .map(|name| name.name.as_str())
    }

    /// When it is to be done.
    pub fn due(&self) -> Option<NaiveDate> {
        self.date(AttributeKey::Due)
    }

    /// The date that `since:` gives.
    pub fn since(&self) -> Option<NaiveDate> {
        self.date(AttributeKey::Since)
    }

    /// The date of `key`.
    pub fn date(&self, key: AttributeKey) -> Option<NaiveDate> {
        self.attributes.date(key).map(|date| date.date)
    }
}

/// The action items among `list_items` of `source`, each with the one around it and its section; what looks like an
/// attribute and is none comes back beside them.
pub(super) fn action_items(
    source: &str,
    list_items: &[ListItem],
    sections: &[MeetingSection],
    vocabulary: &Vocabulary,
) -> (Vec<ActionItem>, Vec<Diagnostic>) {
    let mut items: Vec<ActionItem> = Vec::new();
    let mut diagnostics = Vec::new();
    // The action item that a list item is, or that is around it; parents come first.
    let mut nearest: Vec<Option<usize>> = Vec::with_capacity(list_items.len());
    for (index, list_item) in list_items.iter().enumerate() {
        let around = list_item.parent.and_then(|parent| nearest[parent]);
        let Some(checkbox) = list_item.checkbox else {
            nearest.push(around);
            continue;
        };
        let (mut item, of_item) = ActionItem::read(source, index, list_item, checkbox, vocabulary);
        diagnostics.extend(of_item);
        item.parent = around;
        let after = sections.partition_point(|section| section.heading.start <= item.line_start);
        item.section = after.checked_sub(1);
        item.role = item.section.and_then(|section| role_at(sections, section));
        nearest.push(Some(items.len()));
        items.push(item);
    }
    (items, diagnostics)
}

/// The paragraph without its attributes and the blanks before them.
fn title(source: &str, lines: &[Span], attributes: &Attributes) -> String {
    let mut text = String::new();
    for line in lines {
        let mut at = line.start;
        for span in attributes.spans().filter(|span| line.contains(*span)) {
            // The blank before it goes with it: what follows stands as it would without.
            let before = source.get(at..span.start).unwrap_or_default();
            text.push_str(before.trim_end());
            at = span.end;
            // Behind a mark that opens emphasis it is the blank after it.
            if before.ends_with(MARKS) {
                let rest = source.get(at..line.end).unwrap_or_default();
                at += rest.len() - rest.trim_start().len();
            }
        }
        text.push_str(source.get(at..line.end).unwrap_or_default());
        text.push(' ');
    }
    let begins = attributes.spans().next().zip(lines.first());
    let before = begins.and_then(|(span, line)| source.get(line.start..span.start));
    let title = match before.is_some_and(|text| text.trim_matches(MARKS).is_empty()) {
        true => fold_white_space(&without_separator(&text)),
        false => fold_white_space(&text),
    };
    match &attributes.owner {
        // Who wrote nothing else meant the name.
        Some(owner) if title.is_empty() => format!("@{}", owner.name),
        _ => title,
    }
}

/// `text` without what stood between it and the attribute before: `@alex: send it`, `**@alex** – send it`.
fn without_separator(text: &str) -> Cow<'_, str> {
    let text = text.trim_start();
    let words = text.trim_start_matches(MARKS);
    let marks = &text[..text.len() - words.len()];
    let sign = |c: char| matches!(c, ':' | ',' | ';' | '-' | '–' | '—');
    match words.strip_prefix(sign) {
        Some(rest) if rest.starts_with(char::is_whitespace) => {
            Cow::Owned(format!("{marks}{}", rest.trim_start()))
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::meeting::{Meeting, Vocabulary, parse_date, settings_for_tests};

    /// An item of Dana and Alex with this text: its owner, the day on which it is due, and its title.
    #[track_caller]
    fn check(text: &str, expected: (&str, &str, &str)) {
        check_with(text, expected, &settings_for_tests().vocabulary);
    }

    #[track_caller]
    fn check_with(text: &str, (owner, due, title): (&str, &str, &str), vocabulary: &Vocabulary) {
        let date = parse_date("2026-11-24").expect("a date");
        let source = format!("- [ ] {text}\n");
        let meeting = Meeting::read(date, source, None, vocabulary);
        let [item] = meeting.items() else {
            panic!("not one item: {text}");
        };
        let due_is = item.due().map_or(String::new(), |due| due.to_string());
        let found = (
            item.owner().unwrap_or_default(),
            due_is.as_str(),
            item.title.as_str(),
        );
        assert_eq!(found, (owner, due, title), "{text}");
    }

    fn pair() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let settings = settings_for_tests();
        vocabulary.know(&settings.pair.manager);
        vocabulary.know(&settings.pair.ic);
        vocabulary
    }

    #[test]
    fn emphasis_hides_no_attribute() {
        for text in [
            "**@alex** send the deck",
            "*@alex* send the deck",
            "_@alex_ send the deck",
            "__@alex__ send the deck",
            "***@alex*** send the deck",
            "~~@alex~~ send the deck",
            "==@alex== send the deck",
            "send the deck **@alex**",
            "send the deck _@alex_",
            "**[owner:: alex]** send the deck",
        ] {
            check(text, ("alex", "", "send the deck"));
        }
        for text in [
            "send the deck **due:2026-12-01**",
            "**due:2026-12-01** send the deck",
            "send the deck *📅 2026-12-01*",
            "send the deck ~~due:2026-12-01~~ ",
        ] {
            check(text, ("", "2026-12-01", "send the deck"));
        }
        for text in [
            "**@alex due:2026-12-01** send the deck",
            "send the deck **@alex due:2026-12-01**",
            "send the deck *@alex* **due:2026-12-01**",
            "**@alex** send the deck *due:2026-12-01*",
        ] {
            check(text, ("alex", "2026-12-01", "send the deck"));
        }
        check(
            "**@alex to send the deck**",
            ("alex", "", "**to send the deck**"),
        );
        check("**send the deck @alex**", ("alex", "", "**send the deck**"));
        check(
            "send **the** deck **@alex**",
            ("alex", "", "send **the** deck"),
        );
        check("**@alex:** send the deck", ("alex", "", "send the deck"));
        // Marks that are none, and code.
        check("a*@alex b", ("", "", "a*@alex b"));
        check("2*@alex*3", ("", "", "2*@alex*3"));
        check("`**@alex**` is text", ("", "", "`**@alex**` is text"));
    }

    #[test]
    fn what_stands_between_a_name_and_the_words_goes_with_it() {
        for text in [
            "@alex: send it",
            "**@alex**: send it",
            "**@alex:** send it",
            "_@alex_: send it",
            "***@alex***: send it",
            "~~@alex~~: send it",
            "==@alex==: send it",
            "**@alex** : send it",
            "@alex, send it",
            "@alex - send it",
            "**@alex** – send it",
            "[owner:: alex]: send it",
        ] {
            check(text, ("alex", "", "send it"));
        }
        check("@alex:", ("alex", "", "@alex"));
        check(
            "**@alex, @dana**: send it",
            ("alex", "", "**@dana**: send it"),
        );
        check(
            "@alex due:2026-12-01: send it",
            ("alex", "2026-12-01", "send it"),
        );
        check("due:2026-12-01: send it", ("", "2026-12-01", "send it"));
        // A sign that belongs to the words.
        check("@alex -5 degrees", ("alex", "", "-5 degrees"));
        check("@alex :house: sale", ("alex", "", ":house: sale"));
        check("@alex --dry-run first", ("alex", "", "--dry-run first"));
        check("send it: @alex", ("alex", "", "send it:"));
        check(": send it @alex", ("alex", "", ": send it"));
        check("**Alex:** send it", ("", "", "**Alex:** send it"));
    }

    #[test]
    fn a_name_that_is_a_link_is_one_in_the_sentence() {
        let check = |text, owner| check_with(text, (owner, "", text), &pair());
        check("Ask [@alex](mailto:alex@example.com) about it", "alex");
        check("Ask [@alex](mailto:a@example.com), then go", "alex");
        check("[@dana](mailto:dana@example.com) sends it", "dana");
        check("Ask **[@dana](mailto:dana@example.com)**", "dana");
        check("Ask ([@dana](mailto:dana@example.com))", "dana");
        check("Ask [@bo](mailto:bo@example.com), not me", "");
        // Another address, more than a name, an image, code, an address in the text.
        check("Read [@alex](https://example.com/@alex)", "");
        check("Read [@alex and more](mailto:a@example.com)", "");
        check("Read [mail @alex](https://example.com)", "");
        check("See ![@alex](mailto:a.png)", "");
        check("See `[@alex](mailto:a@example.com)`", "");
        check("See \\[@alex](mailto:a@example.com)", "");
        check("See [@alex.kim@example.com](mailto:a@example.com)", "");
        check_with(
            "[@dana](mailto:d@example.com) asks for it @alex",
            ("alex", "", "[@dana](mailto:d@example.com) asks for it"),
            &pair(),
        );
    }

    #[test]
    fn who_is_named_in_the_sentence_is_part_of_it() {
        let check = |text, expected| check_with(text, expected, &pair());
        check(
            "Create a README (@dana)",
            ("dana", "", "Create a README (@dana)"),
        );
        check("Ask @dana, and wait", ("dana", "", "Ask @dana, and wait"));
        check(
            "Talk to @dana about it",
            ("dana", "", "Talk to @dana about it"),
        );
        check("Tell @dana.", ("dana", "", "Tell @dana."));
        check(
            "Review (with @dana) due:2026-12-01",
            ("dana", "2026-12-01", "Review (with @dana)"),
        );
        // Somebody else is text there.
        check("Jeff, @bo and others", ("", "", "Jeff, @bo and others"));
        check(
            "Ask @bo, then @alex, then me",
            ("alex", "", "Ask @bo, then @alex, then me"),
        );
        check("Mail @support (urgent)", ("", "", "Mail @support (urgent)"));
        // At the start and at the end it is the owner's place.
        check("@alx send it", ("alx", "", "send it"));
        check(
            "send it @alx due:2026-12-01",
            ("alx", "2026-12-01", "send it"),
        );
        check("Ask @dana for it @alex", ("alex", "", "Ask @dana for it"));
        check("@alex ask @dana", ("alex", "", "ask @dana"));
        check("send it @alex due: fri", ("alex", "", "send it due: fri"));
        check(
            "send it @bo due:2026-12-1",
            ("bo", "", "send it due:2026-12-1"),
        );
        // An item that is nothing but a name.
        check("@bo", ("bo", "", "@bo"));
        check("**@dana** due:2026-12-01", ("dana", "2026-12-01", "@dana"));
    }

    #[test]
    fn a_mark_of_obsidian_stays_last() {
        check("send it @alex ^a95049", ("alex", "", "send it"));
        check(
            "send it due:2026-12-01 ^send-it",
            ("", "2026-12-01", "send it"),
        );
        check("send it ^a95049 ", ("", "", "send it"));
        for text in [
            "3 ^2",
            "a^b12",
            "^a95049",
            "`x ^a95049`",
            "see ^a95049 there",
        ] {
            check(text, ("", "", text));
        }
    }

    #[test]
    fn a_day_is_read_also_with_a_capital_or_a_time() {
        for text in [
            "a Due:2026-12-01",
            "a DUE:2026-12-01",
            "a [Due:: 2026-12-01]",
            "a [due:: 2026-12-01 10:00]",
            "a [due:: 2026-12-01T10:00]",
            "a @due(2026-12-01 10:00)",
            "a @due(2026-12-01T10:00)",
            "a 📅 2026-12-01T09:00",
            "a due:2026-12-01T09:00:00Z",
        ] {
            check(text, ("", "2026-12-01", "a"));
        }
        for text in [
            "a overdue:2026-12-01",
            "a due:2026-12-01T",
            "a due:2026-12-01Tx",
        ] {
            check(text, ("", "", text));
        }
    }
}
