//! A piece of feedback into the next agenda: one situation, what somebody did in it, what came of that.

use super::add::{Added, adds_only};
use crate::change::{Agenda, AgendaPlace, Arrival, NewItem, PlanError};
use crate::meeting::{Language, Meeting, Pair, Role, Side, Vocabulary};
use crate::practice::{Label, named_in};
use crate::text::one_line;

/// A piece of feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Whom it is for.
    pub to: Side,
    /// When and where it was.
    pub situation: String,
    /// What they did.
    pub behavior: String,
    /// What came of it.
    pub impact: String,
    /// What would help, or should stay; may be missing.
    pub suggest: Option<String>,
}

impl Feedback {
    /// Its parts in order, each with its label; what is empty is left out.
    fn parts(&self) -> Vec<(Label, String)> {
        let suggest = self.suggest.as_deref().unwrap_or_default();
        let parts = [
            (Label::Situation, self.situation.as_str()),
            (Label::Behavior, &self.behavior),
            (Label::Impact, &self.impact),
            (Label::Suggest, suggest),
        ];
        let parts = parts.map(|(label, text)| (label, one_line(text)));
        parts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }
}

/// The agenda `meeting` with `feedback` below `Feedback`, `For NAME`, and the titles of these two. Either section is made
/// if it is missing.
///
/// `template` is what the template gives for its date: it says where a missing section belongs.
///
/// # Errors
/// When a part is empty that must not be, or the text would not be read back as that.
pub fn give_feedback(
    meeting: &Meeting,
    template: &Meeting,
    pair: &Pair,
    vocabulary: &Vocabulary,
    feedback: &Feedback,
) -> Result<Added, PlanError> {
    let path = meeting.path();
    if let Some(damage) = meeting.document().damage() {
        return Err(PlanError::Damaged { path, damage });
    }
    let parts = feedback.parts();
    let is_whole = [Label::Situation, Label::Behavior, Label::Impact]
        .iter()
        .all(|label| parts.iter().any(|(other, _)| other == label));
    if !is_whole {
        return Err(PlanError::NoText);
    }
    let points: Vec<String> = parts
        .iter()
        .map(|(label, text)| format!("{}: {text}", label.word_in(vocabulary.language())))
        .collect();
    let indents = std::iter::once("").chain(std::iter::repeat("  "));
    let lines = points.iter().zip(indents);
    let item = NewItem {
        lines: lines
            .map(|(point, indent)| format!("{indent}- {point}"))
            .collect(),
        marker: "-".to_string(),
    };
    let agenda = Agenda::new(meeting, template, vocabulary);
    let (edits, section) = match section_for(&agenda, pair, feedback.to) {
        Some(section) => {
            let place = AgendaPlace::Section(section);
            let edits = agenda.edits(&place, &[Arrival { item, first: false }]);
            (edits, agenda.title(&place))
        }
        None => {
            let language = vocabulary.language().unwrap_or(Language::English);
            let name = one_line(pair.person(feedback.to).first_name());
            let title = language.phrase("for-whom").replace("{name}", &name);
            let (edit, outer) = agenda.new_below(Role::Feedback, &title, &[item]);
            (vec![edit], format!("{outer}, {title}"))
        }
    };
    let after = agenda.edited(&edits)?;
    let added: Vec<(bool, String)> = points.into_iter().map(|point| (false, point)).collect();
    if !adds_only(meeting, after.meeting(), &added, 2) {
        let wanted = format!("`{}`", added[0].1);
        return Err(PlanError::NotReadBack { path, wanted });
    }
    Ok(Added {
        agenda: after,
        section,
    })
}

/// The section of the agenda for feedback to `side`: below `Feedback`, with their name.
fn section_for(agenda: &Agenda, pair: &Pair, side: Side) -> Option<usize> {
    let meeting = agenda.meeting();
    let sections = meeting.sections().iter().enumerate();
    let is_theirs = |(at, title): &(usize, &str)| {
        meeting.role_at(*at) == Some(Role::Feedback) && named_in(title, pair) == Some(side)
    };
    let mut titles = sections.map(|(at, section)| (at, section.title.as_str()));
    titles.find(is_theirs).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Handle, Person, parse_date};

    const TEMPLATE: &str =
        "## Wins\n\n## Feedback\n\n### For Dana\n\n### For Alex\n\n## Notes\n\n## Action items\n";

    fn given(to: Side, agenda: &str, parts: [&str; 4]) -> Result<(String, String), PlanError> {
        let person = |handle: &str, name: &str| Person {
            handle: Handle::new(handle).expect("a handle"),
            name: name.to_string(),
            email: None,
        };
        let pair = Pair {
            manager: person("dana", "Dana Ng"),
            ic: person("alex", "Alex Kim"),
        };
        let [situation, behavior, impact, suggest] = parts.map(str::to_string);
        let feedback = Feedback {
            to,
            situation,
            behavior,
            impact,
            suggest: (!suggest.is_empty()).then_some(suggest),
        };
        let date = parse_date("2026-11-24").expect("a date");
        let vocabulary = Vocabulary::default();
        let read = |text: &str| Meeting::read(date, text, None, &vocabulary);
        let added = give_feedback(
            &read(agenda),
            &read(TEMPLATE),
            &pair,
            &vocabulary,
            &feedback,
        )?;
        Ok((added.agenda.text().after(), added.section))
    }

    fn check(to: Side, agenda: &str, expected: &str, titles: &str) {
        let (after, place) = given(to, agenda, ["s", "b", "i", ""]).expect("an agenda");
        assert_eq!(after, expected);
        assert_eq!(place, titles);
        let (whole, _) = given(to, agenda, ["s", "b", "i", "g"]).expect("an agenda");
        assert_eq!(
            whole,
            expected.replace("Impact: i\n", "Impact: i\n  - Suggest: g\n")
        );
    }

    const ENTRY: &str = "- Situation: s\n  - Behavior: b\n  - Impact: i\n";

    #[test]
    fn it_goes_below_the_name_of_who_gets_it() {
        check(
            Side::Ic,
            TEMPLATE,
            &TEMPLATE.replace("For Alex\n", &format!("For Alex\n{ENTRY}")),
            "For Alex",
        );
        check(
            Side::Manager,
            "## Feedback\n### For Dana Ng\n- Situation: a\n  - Behavior: b\n",
            &format!("## Feedback\n### For Dana Ng\n- Situation: a\n  - Behavior: b\n{ENTRY}"),
            "For Dana Ng",
        );
    }

    #[test]
    fn what_is_missing_is_made() {
        check(
            Side::Manager,
            "## Feedback\n### For Alex\n- x\n\n## Notes\n",
            &format!("## Feedback\n### For Alex\n- x\n\n### For Dana\n{ENTRY}\n## Notes\n"),
            "Feedback, For Dana",
        );
        check(
            Side::Ic,
            "## Wins\n- w\n\n## Notes\n",
            &format!("## Wins\n- w\n\n## Feedback\n\n### For Alex\n{ENTRY}\n## Notes\n"),
            "Feedback, For Alex",
        );
        check(
            Side::Ic,
            "",
            &format!("## Feedback\n\n### For Alex\n{ENTRY}"),
            "Feedback, For Alex",
        );
    }

    #[test]
    fn all_three_parts_are_needed_and_read_back() {
        for parts in [
            ["", "b", "i", ""],
            ["s", " ", "i", ""],
            ["s", "b", "\n", "g"],
        ] {
            assert_eq!(given(Side::Ic, TEMPLATE, parts), Err(PlanError::NoText));
        }
        let text =
            given(Side::Ic, TEMPLATE, ["a\nb", "# `x", "- [ ] y @dana", "*"]).expect("an agenda");
        let lines =
            "- Situation: a b\n  - Behavior: # `x\n  - Impact: - [ ] y @dana\n  - Suggest: *\n";
        assert!(text.0.contains(lines), "{}", text.0);
        let unclosed = "## Feedback\n### For Alex\n```\n";
        assert!(
            given(Side::Ic, unclosed, ["s", "b", "i", ""])
                .is_ok_and(|(text, _)| text.ends_with("```\n"))
        );
        assert!(matches!(
            given(
                Side::Ic,
                "<<<<<<< a\n=======\n>>>>>>> b\n",
                ["s", "b", "i", ""]
            ),
            Err(PlanError::Damaged { .. })
        ));
    }
}
