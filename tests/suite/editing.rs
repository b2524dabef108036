//! Changes to single items on random documents: only the bytes that are meant change, and all else is read as before.

use oneonone::change::{EditedMeeting, PlanError};
use oneonone::markdown::{CheckboxStatus, Damage, rules};
use oneonone::meeting::{AttributeKey, Handle, Meeting, Vocabulary};
use oneonone::plan::{self, Addition, Amendment, Verdict, add, reschedule};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};

use super::laws::cases;
use super::memory::{Memory, TEMPLATE, date, settings};
use super::random_notebook::{document, is_ragged, with_words};

fn read(text: &str) -> Meeting {
    Meeting::read(
        date("2026-11-24"),
        text.to_string(),
        None,
        &Vocabulary::default(),
    )
}

/// The text that `edited` of `before` gives, which its edits make of that of the file.
fn text_after(
    before: &Meeting,
    edited: Result<EditedMeeting, PlanError>,
) -> Result<String, TestCaseError> {
    match edited {
        Ok(edited) => {
            prop_assert_eq!(edited.text().before(), before.source());
            prop_assert_eq!(&edited.text().after(), edited.meeting().source());
            Ok(edited.text().after())
        }
        Err(error) => Err(TestCaseError::fail(format!(
            "{error}\n{:?}",
            before.source()
        ))),
    }
}

/// `verdict` on the item at `index` of `meeting`.
fn tick(meeting: &Meeting, index: usize, verdict: &Verdict) -> Result<EditedMeeting, PlanError> {
    plan::ticked(meeting, &[index], verdict, &Vocabulary::default())
}

/// `amendment` of the item at `index` of `meeting`.
fn amend(
    meeting: &Meeting,
    index: usize,
    amendment: &Amendment,
) -> Result<EditedMeeting, PlanError> {
    plan::amended(meeting, index, amendment, &Vocabulary::default())
}

/// What `before` has between the bytes that it has in common with `after` at both ends.
fn difference<'a>(before: &'a str, after: &str) -> &'a str {
    let same = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(same).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = length(&mut before.chars().zip(after.chars()));
    let (a, b) = (&before[start..], &after[start..]);
    let end = length(&mut a.chars().rev().zip(b.chars().rev()));
    &a[..a.len() - end]
}

/// Status and title of every item.
fn told(meeting: &Meeting) -> Vec<(CheckboxStatus, String)> {
    meeting
        .items()
        .iter()
        .map(|item| (item.status(), item.title.clone()))
        .collect()
}

fn done_is_one_byte(text: &str) -> TestCaseResult {
    let before = read(text);
    for (index, item) in before.items().iter().enumerate() {
        let ticked = text_after(&before, tick(&before, index, &Verdict::Done))?;
        let mark = item.checkbox.mark;
        if item.status() == CheckboxStatus::Done {
            prop_assert_eq!(ticked, text);
            continue;
        }
        prop_assert_eq!(&ticked[..mark.start], &text[..mark.start]);
        prop_assert_eq!(&ticked[mark.start..=mark.start], "x");
        prop_assert_eq!(&ticked[mark.start + 1..], &text[mark.end..]);
        let mut expected = told(&before);
        expected[index].0 = CheckboxStatus::Done;
        let after = read(&ticked);
        prop_assert_eq!(told(&after), expected);
        // An open item that says when it was done loses that when it is opened again.
        if item.checkbox.mark.slice(text) == " " && item.date(AttributeKey::Done).is_none() {
            let back = text_after(&after, tick(&after, index, &Verdict::Open))?;
            prop_assert_eq!(back, text);
        }
    }
    Ok(())
}

fn dropping_adds_a_note_and_reopening_keeps_it(text: &str) -> TestCaseResult {
    let before = read(text);
    for (index, item) in before.items().iter().enumerate() {
        if item.status() == CheckboxStatus::Dropped {
            continue;
        }
        let verdict = Verdict::Dropped("no need".to_string());
        let dropped = text_after(&before, tick(&before, index, &verdict))?;
        let after = read(&dropped);
        prop_assert_eq!(after.items()[index].status(), CheckboxStatus::Dropped);
        let document = after.document();
        let list_item = after.items()[index].list_item;
        let list = document.items();
        let notes: Vec<_> = list
            .iter()
            .filter(|note| {
                note.lines
                    .first()
                    .is_some_and(|line| line.slice(&dropped) == "Dropped: no need")
            })
            .collect();
        prop_assert_eq!(notes.len(), 1, "one note\n{}\n->\n{}", text, dropped);
        prop_assert_eq!(
            notes[0].parent,
            Some(list_item),
            "the note is the item's\n{}\n->\n{}",
            text,
            dropped
        );
        prop_assert_eq!(
            list.len(),
            before.document().items().len() + 1,
            "{}\n->\n{}",
            text,
            dropped
        );
        let reopened = text_after(&after, tick(&after, index, &Verdict::Open))?;
        let mut expected = text.to_string();
        expected.replace_range(item.checkbox.mark.start..item.checkbox.mark.end, " ");
        // An item that says when it was done loses that as well.
        if item.date(AttributeKey::Done).is_none() {
            // A blank line that keeps the note apart from text below stays, and so does a note into which text runs.
            let is_ours = |line: &str| line.is_empty() || line.contains("Dropped: no need");
            let lines = |text: &str| -> Vec<String> {
                text.lines()
                    .filter(|line| !is_ours(line))
                    .map(str::to_string)
                    .collect()
            };
            prop_assert_eq!(lines(&reopened), lines(&expected));
        }
        prop_assert_eq!(reopened.ends_with('\n'), text.ends_with('\n'));
    }
    Ok(())
}

fn amending_changes_the_attribute_alone(text: &str) -> TestCaseResult {
    let before = read(text);
    let owner = Handle::new("zoe").expect("a handle");
    let day = date("2027-01-02");
    for (index, item) in before.items().iter().enumerate() {
        for amendment in [
            Amendment::Owner(owner.clone()),
            Amendment::Due(Some(day)),
            Amendment::Due(None),
        ] {
            let changes = amend(&before, index, &amendment);
            // A second date of the same key would count then, and a backslash would join two lines.
            let is_tied = ["due:", "📅", "->"]
                .iter()
                .any(|mark| item.title.contains(mark))
                || text.contains('\\');
            if amendment == Amendment::Due(None) && is_tied {
                continue;
            }
            let amended = text_after(&before, changes)?;
            let gone = difference(text, &amended);
            let (old, written) = match &amendment {
                Amendment::Owner(_) => (
                    item.attributes.owner.as_ref().map(|owner| owner.span),
                    "@zoe".to_string(),
                ),
                Amendment::Due(Some(day)) => (
                    item.attributes.date(AttributeKey::Due).map(|due| due.value),
                    format!("due:{day}"),
                ),
                Amendment::Due(None) => (
                    item.attributes.date(AttributeKey::Due).map(|due| due.span),
                    String::new(),
                ),
            };
            match old {
                Some(old) => prop_assert!(
                    // A line of its own goes with its line end and the mark of its quote.
                    old.slice(text)
                        .contains(gone.trim_matches(|c: char| c.is_whitespace() || c == '>')),
                    "{gone:?} of {text:?}"
                ),
                None if written.is_empty() => prop_assert_eq!(&amended, text),
                None => {
                    let without = amended.replacen(&format!(" {written}"), "", 1);
                    prop_assert_eq!(&without, text, "{:?}", amended);
                }
            }
            let after = read(&amended);
            prop_assert_eq!(told(&after), told(&before));
            let again = text_after(&after, amend(&after, index, &amendment))?;
            prop_assert_eq!(&again, &amended, "a second time");
        }
    }
    Ok(())
}

fn adding_is_one_line(text: &str) -> TestCaseResult {
    let before = read(text);
    let additions = [
        Addition::ActionItem {
            text: "added # words".to_string(),
            owner: None,
            due: None,
        },
        Addition::TalkingPoint {
            text: "added * words".to_string(),
            section: "career".to_string(),
        },
    ];
    for addition in additions {
        let vocabulary = settings().vocabulary;
        let template = Meeting::read(before.date(), TEMPLATE, None, &vocabulary);
        let (after, section) = match add(&before, &template, &vocabulary, &addition) {
            Ok(added) => (added.agenda.text().after(), added.section),
            Err(error) => return Err(TestCaseError::fail(format!("{error} in {text:?}"))),
        };
        let bare = |text: &'_ str| text.trim_start_matches('\u{feff}').to_string();
        let (before_text, after_text) = (bare(text), bare(&after));
        let mut old = before_text.split('\n').map(str::trim_end).peekable();
        let mut new = Vec::new();
        for line in after_text.split('\n').map(str::trim_end) {
            if old.next_if_eq(&line).is_none() && !line.is_empty() {
                new.push(line);
            }
        }
        prop_assert!(old.all(str::is_empty), "{text:?} -> {after:?}");
        new.retain(|line| line.trim_start_matches('#').trim() != section);
        prop_assert_eq!(new.len(), 1, "{:?} -> {:?}", text, after);
        prop_assert!(new[0].contains("added"), "{text:?} -> {after:?}");
        if !text.trim_start_matches('\u{feff}').is_empty() {
            prop_assert_eq!(
                after.ends_with('\n'),
                text.ends_with('\n'),
                "{:?} -> {:?}",
                text,
                after
            );
        }
        let mut rest = told(&read(&after));
        rest.retain(|(_, title)| title != "added # words");
        prop_assert_eq!(rest, told(&before));
    }
    Ok(())
}

fn moving_changes_the_front_matter_alone(text: &str) -> TestCaseResult {
    let mut memory = Memory::new(&[]);
    memory.files.insert(date("2026-11-24"), text.to_string());
    let Ok(changes) = reschedule(
        &memory.series(),
        &memory.template(),
        date("2026-11-24"),
        date("2026-11-26"),
        false,
    ) else {
        return Ok(()); // it was held, or its front matter is no YAML
    };
    let after = memory.after(&changes);
    let moved = &after.files[&date("2026-11-26")];
    let meeting = Meeting::read(
        date("2026-11-26"),
        moved.clone(),
        None,
        &Vocabulary::default(),
    );
    let front_matter = meeting.front_matter();
    let value = |key: &str| {
        front_matter
            .as_ref()
            .and_then(|found| found.get(key).map(str::to_string))
    };
    prop_assert_eq!(value("date"), Some("2026-11-26".to_string()));
    let first = read(text)
        .moved_from()
        .unwrap_or(date("2026-11-24"))
        .to_string();
    prop_assert_eq!(value("moved_from"), Some(first));
    let old = read(text);
    let body = &text[old.document().body().start..];
    prop_assert!(moved.ends_with(body), "{text:?} -> {moved:?}");
    if let Some(front_matter) = old.front_matter() {
        for entry in &front_matter.entries {
            prop_assert!(
                entry.key == "moved_from" || value(&entry.key) == entry.value,
                "{text:?}"
            );
        }
    }
    prop_assert_eq!(moved.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    Ok(())
}

/// Whether `text` may be changed, and there is a place for a line in it: not below a fence that nobody closed.
fn is_sound(text: &str) -> bool {
    let found = read(text).diagnostics(|_| true);
    Damage::of(text).is_none()
        && !found
            .iter()
            .any(|found| found.rule == rules::UNCLOSED_FENCE)
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn done(text in document()) {
        let text = with_words(&text, &mut 0);
        if is_sound(&text) {
            done_is_one_byte(&text)?;
        }
    }

    #[test]
    fn dropped(text in document()) {
        let text = with_words(&text, &mut 0);
        if is_sound(&text) && !is_ragged(&text) {
            dropping_adds_a_note_and_reopening_keeps_it(&text)?;
        }
    }

    #[test]
    fn amended(text in document()) {
        let text = with_words(&text, &mut 0);
        if is_sound(&text) {
            amending_changes_the_attribute_alone(&text)?;
        }
    }

    #[test]
    fn added(text in document()) {
        let text = with_words(&text, &mut 0);
        if is_sound(&text) {
            adding_is_one_line(&text)?;
        }
    }

    #[test]
    fn moved(text in document()) {
        let text = with_words(&text, &mut 0);
        if is_sound(&text) {
            moving_changes_the_front_matter_alone(&text)?;
        }
    }
}

#[test]
fn the_reason_of_a_drop_is_a_note_of_the_item_and_of_nothing_else() {
    // A quote without a blank behind its mark; a fence that nobody closed.
    dropping_adds_a_note_and_reopening_keeps_it(">- [ ] a").expect("quote");
    dropping_adds_a_note_and_reopening_keeps_it("- [ ] a\n  ```\n  code\n").expect("fence");
}

#[test]
fn a_date_can_be_taken_away_wherever_it_stands() {
    for text in [
        "- [ ] a due:2026-12-01.\n",
        "- [ ] a (due:2026-12-01) b\n",
        "- [ ] a\n  due:2026-12-01\n  b\n",
    ] {
        let before = read(text);
        let changes = amend(&before, 0, &Amendment::Due(None));
        let after = text_after(&before, changes).unwrap_or_else(|error| panic!("{error}"));
        let item = read(&after)
            .items()
            .first()
            .cloned()
            .unwrap_or_else(|| panic!("gone: {after:?}"));
        assert_ne!(after, text);
        assert_eq!(
            item.title.starts_with('a'),
            before.items()[0].title.starts_with('a')
        );
    }
}

#[test]
fn what_is_added_keeps_apart_from_the_text_below() {
    adding_is_one_line("## Action items\n- [ ] a\n  ```\n  code\n  ```\ntext").expect("text below");
    adding_is_one_line("## Action items\n- \ntext\n").expect("text below an empty bullet");
    adding_is_one_line("## Career\nAction items\n------\n").expect("a heading underlined");
    adding_is_one_line("## Wins\n- [ ] a\n # Later\n").expect("a heading further right");
    adding_is_one_line("## Action items\n[foo]: http://x\n").expect("a definition");
}
