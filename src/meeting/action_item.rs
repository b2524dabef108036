//! An action item: who promised what, and how it stands.

use chrono::NaiveDate;

use super::attribute_reader::read_attributes;
use super::attributes::{AttributeKey, Attributes};
use super::role::Role;
use super::section::{MeetingSection, role_at};
use crate::markdown::{Checkbox, CheckboxStatus, ListItem};
use crate::text::{Diagnostic, Span, fold_white_space};

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
    ) -> (Self, Vec<Diagnostic>) {
        let (attributes, diagnostics) = read_attributes(source, &item.lines, &item.plain);
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
        let (mut item, of_item) = ActionItem::read(source, index, list_item, checkbox);
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
            text.push_str(source.get(at..span.start).unwrap_or_default().trim_end());
            at = span.end;
        }
        text.push_str(source.get(at..line.end).unwrap_or_default());
        text.push(' ');
    }
    fold_white_space(&text)
}
