//! The end of a meeting: what is still missing of its record, and the record with that in it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::add::{Addition, add};
use super::amend::{Amendment, amended};
use super::entries::with_entries;
use super::prepare::blank_agenda;
use crate::change::{EditedMeeting, Plan, PlanError, Template};
use crate::meeting::{
    ActionItem, Handle, Language, Meeting, MeetingStatus, Pair, Role, Series, Vocabulary,
};
use crate::practice::{CONFIRMED_BY, Page, confirming_names};
use crate::text::{EditedText, fold_white_space, one_line};

/// The sections in which a meeting ends, in order: where they belong when neither the agenda nor the template has them.
const IN_ORDER: [Role; 4] = [
    Role::Notes,
    Role::Decisions,
    Role::Summary,
    Role::ActionItems,
];

/// What a record lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// There is no summary.
    pub summary: bool,
    /// There is neither a next step that was agreed on in it nor a word that there are none.
    pub steps: bool,
    /// Next steps that nobody of the two owns, as indexes among the meeting's items.
    pub unowned: Vec<usize>,
    /// Next steps without a date.
    pub undated: Vec<usize>,
}

impl Missing {
    /// Whether nothing is missing.
    pub fn is_nothing(&self) -> bool {
        *self == Missing::default()
    }
}

/// What the record `page` lacks. Of a next step that was carried here nothing is asked: `check` speaks of those.
pub fn missing(page: &Page, pair: &Pair) -> Missing {
    let meeting = page.meeting();
    let is_new = |item: &ActionItem| {
        item.status().is_open() && item.since().is_none_or(|since| since == meeting.due_date())
    };
    let steps = |lacks: &dyn Fn(&ActionItem) -> bool| {
        let items = meeting.items().iter().enumerate();
        items
            .filter(|(_, item)| item.role == Some(Role::ActionItems) && item.parent.is_none())
            .filter(|(_, item)| is_new(item) && lacks(item))
            .map(|(index, _)| index)
            .collect()
    };
    let is_owned = |item: &ActionItem| {
        item.owner()
            .is_some_and(|owner| pair.side_of(owner).is_some())
    };
    Missing {
        summary: !page.speaks_of(Role::Summary),
        // What was carried here was agreed on in another meeting.
        steps: page
            .of(Role::ActionItems)
            .all(|entry| entry.since.is_some()),
        unowned: steps(&|item| !is_owned(item)),
        undated: steps(&|item| item.due().is_none()),
    }
}

/// A promise made at the end of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is promised.
    pub text: String,
    /// By whom.
    pub owner: Handle,
    /// By when.
    pub due: NaiveDate,
}

/// What goes into a record at the end of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// What it came to.
    pub summary: Option<String>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What was promised.
    pub steps: Vec<NextStep>,
    /// Say that nothing was promised.
    pub no_steps: bool,
    /// What is said of next steps that are there already, by their index among the meeting's items.
    pub amendments: Vec<(usize, Amendment)>,
    /// Who confirms it.
    pub by: Option<Handle>,
}

/// What of `closing` stands in `meeting` already.
fn already_there(meeting: &Meeting, closing: &Closing, vocabulary: &Vocabulary) -> Vec<String> {
    let additions = additions(closing, vocabulary).into_iter();
    let known = additions.filter(|addition| stands_there(meeting, addition, vocabulary));
    known
        .map(|addition| words_of(&addition).to_string())
        .collect()
}

fn words_of(addition: &Addition) -> &str {
    match addition {
        Addition::ActionItem { text, .. }
        | Addition::TalkingPoint { text, .. }
        | Addition::Paragraph { text, .. }
        | Addition::Question { text, .. } => text,
    }
}

/// Whether what `addition` would put in stands there: a step by its words and owner, the rest by its words.
fn stands_there(meeting: &Meeting, addition: &Addition, vocabulary: &Vocabulary) -> bool {
    match addition {
        Addition::ActionItem { text, owner, .. } => {
            // The words may hold attributes of their own, so they are read as they would be written.
            let line = format!("- [ ] {}\n", one_line(text));
            let read = Meeting::read(meeting.date(), line, None, vocabulary);
            let title = read.items().first().map(|item| item.title.as_str());
            meeting.items().iter().any(|item| {
                // What was carried here and has ended may be promised again.
                let counts = item.status().is_open() || item.since().is_none();
                let is_owner = |owner: &Handle| item.owner().is_some_and(|name| owner.is(name));
                counts && Some(item.title.as_str()) == title && owner.as_ref().is_none_or(is_owner)
            })
        }
        Addition::TalkingPoint { text, .. } => is_said(meeting, text, Role::Decisions),
        Addition::Paragraph { text, role } => is_said(meeting, text, *role),
        Addition::Question { .. } => false,
    }
}

/// Whether a line, a list item or a paragraph of the sections of `role` says just `text`.
fn is_said(meeting: &Meeting, text: &str, role: Role) -> bool {
    let wanted = fold_white_space(&one_line(text));
    let is_it = |written: &str| {
        let written = fold_white_space(written);
        let bare = written
            .strip_prefix(['-', '*', '+'])
            .map_or(written.as_str(), str::trim_start);
        [written.as_str(), bare]
            .iter()
            .any(|words| *words == wanted || words.strip_prefix('\\') == Some(wanted.as_str()))
    };
    let sections = meeting.sections().iter().enumerate();
    let mut of_role = sections.filter(|(index, _)| meeting.role_at(*index) == Some(role));
    of_role.any(|(_, section)| {
        let source = meeting.source();
        let own = source
            .get(section.heading.end..section.own.end)
            .unwrap_or_default();
        let unix = own.replace("\r\n", "\n");
        unix.lines().any(is_it) || unix.split("\n\n").any(is_it)
    })
}

/// What there is to say of a meeting that was closed.
#[derive(Clone, Debug)]
pub struct Closed {
    /// The record as it is then.
    pub record: Arc<Meeting>,
    /// What stood there already and is not put in once more: a run that was killed and is made again, or the same words
    /// given twice, double nothing.
    pub known: Vec<String>,
}

/// Plan to put `closing` into the record of the meeting on `date`, which was held then.
///
/// # Errors
/// When there is no such meeting, its file can't be changed, or would not say so when read again.
pub fn close(
    series: &Series,
    template: &Template,
    date: NaiveDate,
    closing: &Closing,
) -> Result<Plan<Closed>, PlanError> {
    let meeting = series.whole(date).ok_or(PlanError::NoMeeting(date))?;
    let blank = blank_agenda(series, template, date)?;
    let vocabulary = &series.settings().vocabulary;
    let known = already_there(meeting, closing, vocabulary);
    let edited = closed(meeting, &blank, vocabulary, closing)?;
    let record = Arc::clone(edited.meeting());
    let plan = Plan::from(edited);
    Ok(plan.map(|()| Closed { record, known }))
}

/// `meeting` as the record of a meeting that was held, with `closing` in it, read back from its text. `template` is
/// what the template gives for its date: it says where a missing section belongs.
///
/// # Errors
/// When the file can't be changed, or would not say so when read again.
pub fn closed(
    meeting: &Arc<Meeting>,
    template: &Meeting,
    vocabulary: &Vocabulary,
    closing: &Closing,
) -> Result<EditedMeeting, PlanError> {
    let path = meeting.path();
    if let Some(damage) = meeting.damage() {
        return Err(PlanError::Damaged { path, damage });
    }
    let mut record = EditedMeeting::unchanged(Arc::clone(meeting));
    for (item, amendment) in &closing.amendments {
        let amended = amended(record.meeting(), *item, amendment, vocabulary)?;
        record = record.then(amended)?;
    }
    for addition in additions(closing, vocabulary) {
        let so_far = record.meeting();
        if stands_there(so_far, &addition, vocabulary) {
            continue;
        }
        let added = match add(so_far, template, vocabulary, &addition) {
            Err(PlanError::NoSection(_)) => {
                let heading = |role| format!("## {}\n\n", vocabulary.title(role));
                let text: String = IN_ORDER.into_iter().map(heading).collect();
                let in_order = Meeting::read(meeting.date(), text, None, vocabulary);
                add(so_far, &in_order, vocabulary, &addition)
            }
            added => added,
        };
        record = record.then(added?.agenda)?;
    }
    let mut entries = Vec::new();
    if meeting.status() != MeetingStatus::Held {
        entries.push(("status", MeetingStatus::Held.word().to_string()));
    }
    if let Some(by) = &closing.by {
        let mut names = confirming_names(meeting).unwrap_or_default();
        if !names.iter().any(|name| by.is(name)) {
            names.push(by.to_string());
            entries.push((CONFIRMED_BY, names.join(" ")));
        }
    }
    if entries.is_empty() {
        return Ok(record);
    }
    let so_far = record.meeting();
    let text = EditedText::unchanged(so_far.shared_source());
    let text = with_entries(path, text, so_far.front_matter(), &entries)?;
    let held = EditedMeeting::of(so_far, text.edits(), vocabulary)?;
    record.then(held)
}

fn additions(closing: &Closing, vocabulary: &Vocabulary) -> Vec<Addition> {
    let mut additions = Vec::new();
    additions.extend(closing.summary.iter().map(|text| Addition::Paragraph {
        text: text.clone(),
        role: Role::Summary,
    }));
    additions.extend(closing.decisions.iter().map(|text| Addition::TalkingPoint {
        text: text.clone(),
        section: Role::Decisions.word().to_string(),
    }));
    additions.extend(closing.steps.iter().map(|step| Addition::ActionItem {
        text: step.text.clone(),
        owner: Some(step.owner.clone()),
        due: Some(step.due),
    }));
    if closing.no_steps {
        let language = vocabulary.language().unwrap_or(Language::English);
        additions.push(Addition::Paragraph {
            text: language.phrase("no-steps"),
            role: Role::ActionItems,
        });
    }
    additions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    const TEMPLATE: &str = "# 1:1\n\n## Notes\n\n## Decisions\n\n## Summary\n<!-- two sentences -->\n\n## Action items\n";

    fn handle(name: &str) -> Handle {
        Handle::new(name).expect("a handle")
    }

    fn record_of(meeting: Meeting, template: &Meeting, closing: &Closing) -> String {
        let closed = closed(
            &Arc::new(meeting),
            template,
            &Vocabulary::default(),
            closing,
        );
        let closed = closed.expect("it is closed");
        assert_eq!(closed.text().after(), closed.meeting().source());
        closed.meeting().source().to_string()
    }

    fn closed_text(source: &str, closing: &Closing) -> String {
        let vocabulary = Vocabulary::default();
        let date = parse_date("2026-11-24").expect("a date");
        let meeting = Meeting::read(date, source.to_string(), None, &vocabulary);
        let template = Meeting::read(date, TEMPLATE, None, &vocabulary);
        record_of(meeting, &template, closing)
    }

    #[test]
    fn a_record_has_all_that_was_said_at_the_end() {
        let source = format!("---\nstatus: planned\n---\n{TEMPLATE}- [ ] Call @dana\n");
        let closing = Closing {
            summary: Some("- not a list: we move on".to_string()),
            decisions: vec!["One CSV a month".to_string()],
            steps: vec![NextStep {
                text: "Write to Marta".to_string(),
                owner: handle("alex"),
                due: parse_date("2026-12-01").expect("a date"),
            }],
            amendments: vec![(0, Amendment::Due(parse_date("2026-11-27")))],
            by: Some(handle("dana")),
            ..Closing::default()
        };
        let expected = "---\nstatus: held\nconfirmed_by: dana\n---\n# 1:1\n\n## Notes\n\n## Decisions\n- One CSV a month\n\n## Summary\n<!-- two sentences -->\n\\- not a list: we move on\n\n## Action items\n- [ ] Call @dana due:2026-11-27\n- [ ] Write to Marta @alex due:2026-12-01\n";
        let after = closed_text(&source, &closing);
        assert_eq!(after, expected);
        // The other confirms; nothing else changes.
        let second = Closing {
            by: Some(handle("alex")),
            ..Closing::default()
        };
        let confirmed = closed_text(&after, &second);
        assert_eq!(
            confirmed,
            expected.replace("confirmed_by: dana", "confirmed_by: dana alex")
        );
        assert_eq!(closed_text(&confirmed, &second), confirmed);
    }

    #[test]
    fn a_carried_promise_is_no_next_step() {
        let check = |steps: &str, expected: Missing| {
            let vocabulary = Vocabulary::default();
            let date = parse_date("2026-11-24").expect("a date");
            let source = format!("## Summary\nAll well\n## Action items\n{steps}");
            let settings = crate::meeting::settings_for_tests();
            let meeting = Meeting::read(date, source, None, &vocabulary);
            let page = Page::read(meeting, &Default::default());
            assert_eq!(missing(&page, &settings.pair), expected, "{steps}");
        };
        let no_steps = Missing {
            steps: true,
            ..Missing::default()
        };
        check("", no_steps.clone());
        check("- [ ] Call since:2026-11-17\n", no_steps);
        check("None\n", Missing::default());
        check("- [ ] Call @dana due:2026-12-01\n", Missing::default());
        check("- [x] Call\n", Missing::default());
        let incomplete = Missing {
            unowned: vec![0, 1],
            undated: vec![1],
            ..Missing::default()
        };
        check("- [ ] Call @zoe due:2026-12-01\n- [ ] Write\n", incomplete);
    }

    #[test]
    fn a_section_that_is_missing_is_made_in_its_place() {
        let closing = Closing {
            summary: Some("All well".to_string()),
            decisions: vec!["One CSV".to_string()],
            ..Closing::default()
        };
        let vocabulary = Vocabulary::default();
        let date = parse_date("2026-11-24").expect("a date");
        let source = "---\nstatus: held\n---\n# 1:1\n\n## Wins\n- a\n\n## Action items\n- [ ] b\n";
        let meeting = Meeting::read(date, source.to_string(), None, &vocabulary);
        let template = Meeting::read(date, "# 1:1\n", None, &vocabulary);
        let after = record_of(meeting, &template, &closing);
        let sections = "## Wins\n- a\n\n## Decisions\n- One CSV\n\n## Summary\nAll well\n\n## Action items\n- [ ] b\n";
        assert_eq!(
            after,
            format!("---\nstatus: held\n---\n# 1:1\n\n{sections}")
        );
    }

    #[test]
    fn what_is_personal_is_no_place_for_it() {
        let closing = Closing {
            summary: Some("All well".to_string()),
            decisions: vec!["One CSV".to_string()],
            no_steps: true,
            ..Closing::default()
        };
        let vocabulary = Vocabulary::default();
        let date = parse_date("2026-11-24").expect("a date");
        let source = "---\nstatus: held\n---\n## Personal\n### Summary\na\n### Decisions\n- b\n### Action items\n- c\n\n## Notes\n";
        let meeting = Meeting::read(date, source.to_string(), None, &vocabulary);
        let template = Meeting::read(date, "# 1:1\n", None, &vocabulary);
        let after = record_of(meeting, &template, &closing);
        let sections =
            "\n## Decisions\n- One CSV\n\n## Summary\nAll well\n\n## Action items\nNone\n";
        assert_eq!(after, format!("{source}{sections}"));
    }

    #[test]
    fn that_there_are_no_steps_is_said() {
        let closing = Closing {
            no_steps: true,
            ..Closing::default()
        };
        let after = closed_text("## Action items\n", &closing);
        assert_eq!(after, "---\nstatus: held\n---\n\n## Action items\nNone\n");
    }
}
