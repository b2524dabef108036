//! Another owner, another date: only the bytes of the attribute change.

use chrono::NaiveDate;

use crate::change::{EditedMeeting, Plan, PlanError, revise_items};
use crate::meeting::{
    ActionItem, AttributeKey, Handle, ListedItem, Meeting, Series, Vocabulary, locate,
};
use crate::text::{Span, TextEdit};

/// What is to be said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// It belongs to this person.
    Owner(Handle),
    /// It is to be done by this day; by none, with `None`.
    Due(Option<NaiveDate>),
}

/// Plan to say `amendment` of `item`, wherever in `series` it stands now.
///
/// # Errors
/// When it is gone, its file can't be changed, or would not say so when read again.
pub fn amend(series: &Series, item: &ListedItem, amendment: &Amendment) -> Result<Plan, PlanError> {
    let gone = || PlanError::ItemGone(item.title.clone());
    let (meeting, index) = locate(series, item).ok_or_else(gone)?;
    let edited = amended(meeting, index, amendment, &series.settings().vocabulary)?;
    Ok(Plan::from(edited))
}

/// `meeting` with `amendment` said of the item at `index`.
///
/// # Errors
/// When the file can't be changed, or would not say so when read again.
pub fn amended(
    meeting: &Meeting,
    index: usize,
    amendment: &Amendment,
    vocabulary: &Vocabulary,
) -> Result<EditedMeeting, PlanError> {
    let edit = edit(meeting.source(), &meeting.items()[index], amendment);
    revise_items(meeting, edit.as_slice(), vocabulary, |at, read| {
        let before = &meeting.items()[at];
        let is_said = match amendment {
            Amendment::Owner(handle) => read.owner().is_some_and(|owner| handle.is(owner)),
            Amendment::Due(due) => read.due() == *due,
        };
        read.status() == before.status() && read.title == before.title && (is_said || at != index)
    })
}

fn edit(source: &str, item: &ActionItem, amendment: &Amendment) -> Option<TextEdit> {
    let line = item.attribute_line;
    match amendment {
        Amendment::Owner(handle) => Some(match &item.attributes.owner {
            Some(owner) if !owner.in_text => {
                TextEdit::replace(source, owner.span, format!("@{handle}"))
            }
            // One who is named in the sentence stays there: who stands behind it comes first.
            _ => TextEdit::insert(
                item.attributes.place_of_owner(source, line),
                format!(" @{handle}"),
            ),
        }),
        Amendment::Due(due) => match (item.attributes.date(AttributeKey::Due), due) {
            (Some(old), Some(date)) => Some(TextEdit::replace(source, old.value, date.to_string())),
            (None, Some(date)) => {
                let place = item.attributes.place_of(source, line, AttributeKey::Due);
                Some(TextEdit::insert(place, format!(" due:{date}")))
            }
            (Some(old), None) => Some(without(source, item, old.span)),
            (None, None) => None,
        },
    }
}

/// Take out the attribute at `span` with the blank before it; a line on which nothing else stands goes with it.
fn without(source: &str, item: &ActionItem, span: Span) -> TextEdit {
    let line = item.lines.iter().position(|line| line.contains(span));
    let stands_alone = |line: &Span| line.slice(source).trim().len() == span.slice(source).len();
    if let Some(at) = line.filter(|at| *at > 0 && stands_alone(&item.lines[*at])) {
        let above = item.lines[at - 1];
        let above_end = above.start + above.slice(source).trim_end().len();
        return TextEdit::replace(source, Span::new(above_end, span.end), "");
    }
    let start = line.map_or(span.start, |at| item.lines[at].start);
    let before = &source[start..span.start];
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    TextEdit::replace(source, Span::new(span.start - blanks, span.end), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    fn check(source: &str, amendment: &Amendment, expected: &str) {
        let date = parse_date("2026-11-17").expect("a date");
        let vocabulary = Vocabulary::default();
        let meeting = Meeting::read(date, source.to_string(), None, &vocabulary);
        let amended = amended(&meeting, 0, amendment, &vocabulary).expect("it is amended");
        assert_eq!(amended.meeting().source(), expected);
    }

    #[test]
    fn emphasis_stays_whole_and_a_mark_of_obsidian_last() {
        let due = |text: &str| Amendment::Due(parse_date(text));
        let owner = || Amendment::Owner(Handle::new("dana").expect("a handle"));
        for (source, amendment, expected) in [
            (
                "- [ ] a **@alex**\n",
                due("2026-12-01"),
                "- [ ] a **@alex** due:2026-12-01\n",
            ),
            ("- [ ] **@alex** a\n", owner(), "- [ ] @dana a\n"),
            (
                "- [ ] a **@alex due:2026-11-30**\n",
                due("2026-12-01"),
                "- [ ] a **@alex due:2026-12-01**\n",
            ),
            (
                "- [ ] a **@alex due:2026-11-30**\n",
                due(""),
                "- [ ] a **@alex**\n",
            ),
            ("- [ ] a **due:2026-11-30**\n", due(""), "- [ ] a\n"),
            (
                "- [ ] **a** due:2026-11-30 ^a9504\n",
                due("2026-12-01"),
                "- [ ] **a** due:2026-12-01 ^a9504\n",
            ),
            (
                "- [ ] a ^a9504\n",
                due("2026-12-01"),
                "- [ ] a due:2026-12-01 ^a9504\n",
            ),
            ("- [ ] a @alex ^a9504\n", owner(), "- [ ] a @dana ^a9504\n"),
            ("- [ ] a (@alex) b\n", owner(), "- [ ] a (@alex) b @dana\n"),
        ] {
            check(source, &amendment, expected);
        }
    }

    #[test]
    fn what_leans_on_a_definition_is_read_back_as_it_was() {
        const DEFINITIONS: &str = "
[#12]: https://example.com/12
[1]: https://example.com/1
[The **deck**]: <https://example.com/deck> \"title\"
[shot]: https://example.com/shot.png
";
        for text in [
            "Answer [#12][]",
            "Answer [#12]",
            "Answer [#12][#12]",
            "Answer [it][#12]",
            "Answer [#12][], then [#12]",
            "[#12][]",
            "Answer [ #12 ][]",
            "Answer **[#12][]**",
            "Answer ([#12][])",
            "Read [the **deck**][]",
            "Read [*x*][the **deck**]",
            "Look at ![shot][]",
            "Look at ![shot]",
            "Look at ![it][shot]",
            "Look at [![shot][]][1]",
            "See the note[^1]",
            "See the note[^1][]",
            "Answer [#12][][]",
            "Answer [#13][]",
            "Answer [#12](https://example.com)[]",
        ] {
            for definitions in [DEFINITIONS, ""] {
                let before = format!("- [ ] {text}\n- [ ] b\n{definitions}");
                let due = Amendment::Due(parse_date("2026-12-01"));
                let said = before.replacen('\n', " due:2026-12-01\n", 1);
                check(&before, &due, &said);
                check(&said, &Amendment::Due(None), &before);
                let owner = Amendment::Owner(Handle::new("dana").expect("a handle"));
                check(&before, &owner, &before.replacen('\n', " @dana\n", 1));
            }
        }
    }

    #[test]
    fn only_the_attribute_changes() {
        let due = |text: &str| Amendment::Due(parse_date(text));
        check(
            "- [ ] a @ana since:2026-01-01\r\n",
            &due("2026-12-01"),
            "- [ ] a @ana due:2026-12-01 since:2026-01-01\r\n",
        );
        check(
            "- [ ] a due:2026-01-01. More\n",
            &due("2026-12-01"),
            "- [ ] a due:2026-12-01. More\n",
        );
        check(
            "- [ ] a 📅 2026-01-01 b\n",
            &due("2026-12-01"),
            "- [ ] a 📅 2026-12-01 b\n",
        );
        check(
            "- [ ] a @ana due:2026-01-01\n",
            &Amendment::Due(None),
            "- [ ] a @ana\n",
        );
        let ana = Amendment::Owner(Handle::new("ana").expect("a handle"));
        check(
            "- [ ] ask @bob due:2026-01-01\n",
            &ana,
            "- [ ] ask @ana due:2026-01-01\n",
        );
        check(
            "- [ ] a due:2026-01-01\n",
            &ana,
            "- [ ] a @ana due:2026-01-01\n",
        );
        check("- [ ] a\n  b\n", &ana, "- [ ] a @ana\n  b\n");
    }
}
