//! The lines in which words stand.

use chrono::NaiveDate;

use crate::markdown::{Searched, Sought, may_break_words};
use crate::meeting::{Meeting, MeetingPath, MeetingText, Role, Vocabulary};
use crate::text::{LineTable, fold_title, without_line_end};

/// A line that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The meeting.
    pub date: NaiveDate,
    /// The line, from 1.
    pub line: usize,
    /// The title of the section in which it stands.
    pub section: Option<String>,
    /// The line itself.
    pub text: String,
    /// Whether the words stand in it beside each other and in the order in which they were given.
    pub is_phrase: bool,
}

impl Hit {
    /// The file in which it stands.
    pub fn path(&self) -> MeetingPath {
        MeetingPath::new(self.date)
    }
}

/// The sections that are looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchScope {
    /// Everywhere but in personal sections.
    AllButPersonal,
    /// In sections of this role only; personal ones must be asked for by name.
    Role(Role),
    /// In sections with this title only.
    Title(String),
}

/// What is looked for in lines.
#[derive(Clone, Debug)]
pub struct SearchWords {
    plain: Sought,
    /// As typed: what stands in code has no plain form, and marks may be looked for.
    verbatim: Sought,
    /// A run of letters and digits without which no line is looked at more closely.
    run: Option<String>,
}

impl SearchWords {
    /// `typed` as it came from the user.
    pub fn new(typed: &str) -> Self {
        let is_ascii = typed.is_ascii() && !typed.contains(['\\', '&']);
        let runs = typed.split(|c: char| !c.is_ascii_alphanumeric());
        let longest = runs.max_by_key(|run| run.len());
        SearchWords {
            plain: Sought::new(typed),
            verbatim: Sought::verbatim(typed),
            run: longest
                .filter(|run| is_ascii && !run.is_empty())
                .map(str::to_ascii_lowercase),
        }
    }

    /// Whether all of them are in `line`; `Some(true)` where they stand in it as one phrase.
    fn in_line(&self, line: &str) -> Option<bool> {
        // Most lines are decided by this.
        if let Some(run) = &self.run
            && line.is_ascii()
            && !line.to_ascii_lowercase().contains(run)
            && !may_break_words(line.as_bytes())
        {
            return None;
        }
        let (plain, verbatim) = (Searched::new(line.trim()), Searched::verbatim(line.trim()));
        if !self.plain.is_in(&plain) && !self.verbatim.is_in(&verbatim) {
            return None;
        }
        Some(self.plain.is_phrase_in(&plain) || self.verbatim.is_phrase_in(&verbatim))
    }
}

/// The lines of one meeting that hold all `words`, however they are written.
pub fn search(
    text: &MeetingText,
    vocabulary: &Vocabulary,
    words: &SearchWords,
    scope: &SearchScope,
) -> Vec<Hit> {
    let found_in = |line: &str| words.in_line(line);
    if words.plain.is_empty() || !text.source.lines().any(|line| found_in(line).is_some()) {
        return Vec::new();
    }
    let meeting = Meeting::read(text.date, text.source.clone(), text.damage, vocabulary);
    let lines = LineTable::new(meeting.source());
    let body = meeting.document().body();
    let mut hits = Vec::new();
    for index in 0..lines.count() {
        let start = lines.start_of(index);
        let line = without_line_end(&meeting.source()[start..lines.end_of(index)]);
        if start < body.start {
            continue;
        }
        let Some(is_phrase) = found_in(line) else {
            continue;
        };
        let after = meeting
            .sections()
            .partition_point(|section| section.heading.start <= start);
        let section = after.checked_sub(1);
        let role = section.and_then(|section| meeting.role_at(section));
        let title = section.map(|section| meeting.sections()[section].title.clone());
        let is_personal = section.is_some_and(|section| meeting.is_within(section, Role::Personal));
        let in_scope = match scope {
            SearchScope::AllButPersonal => !is_personal,
            SearchScope::Role(Role::Personal) => is_personal,
            SearchScope::Role(wanted) => !is_personal && role == Some(*wanted),
            SearchScope::Title(wanted) => title
                .as_ref()
                .is_some_and(|title| fold_title(title) == fold_title(wanted)),
        };
        if in_scope {
            hits.push(Hit {
                date: text.date,
                line: index + 1,
                section: title,
                text: line.trim().to_string(),
                is_phrase,
            });
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::parse_date;

    /// The lines in which `scope` finds an `x`.
    fn found(source: &str, scope: &SearchScope) -> Vec<usize> {
        let text = MeetingText {
            date: parse_date("2026-11-24").expect("a date"),
            source: source.to_string(),
            damage: None,
        };
        let hits = search(&text, &Vocabulary::default(), &SearchWords::new("x"), scope);
        hits.iter().map(|hit| hit.line).collect()
    }

    #[test]
    fn all_of_a_personal_section_is_personal() {
        let source = "## Personal\nx\n### Notes\nx\n### Else\nx\n## Notes\nx\n";
        assert_eq!(found(source, &SearchScope::AllButPersonal), [8]);
        assert_eq!(found(source, &SearchScope::Role(Role::Personal)), [2, 4, 6]);
        assert_eq!(found(source, &SearchScope::Role(Role::Notes)), [8]);
        let titled = SearchScope::Title("Notes".to_string());
        assert_eq!(found(source, &titled), [4, 8]);
    }

    /// The lines in which `typed` is found, and whether as one phrase.
    fn lines(source: &str, typed: &str) -> Vec<(usize, bool)> {
        let text = MeetingText {
            date: parse_date("2026-11-24").expect("a date"),
            source: source.to_string(),
            damage: None,
        };
        let words = SearchWords::new(typed);
        let vocabulary = Vocabulary::default();
        let hits = search(&text, &vocabulary, &words, &SearchScope::AllButPersonal);
        hits.iter().map(|hit| (hit.line, hit.is_phrase)).collect()
    }

    #[test]
    fn lines_are_found_however_they_are_written() {
        let source = "- [ ] Don’t ship time\\_zone\n* R&amp;D: **Straße** in İstanbul\n";
        for (typed, line) in [
            ("don't", 1),
            ("TIME_ZONE", 1),
            ("don’t  ship", 1),
            ("time\\_zone", 1),
            ("r&d", 2),
            ("strasse", 2),
            ("istanbul", 2),
            ("İSTANBUL straße", 2),
        ] {
            let found = lines(source, typed);
            assert_eq!(
                found.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
                [line],
                "{typed}"
            );
        }
        // In code the marks are what is said.
        let code = "```\nlet x = \"a\\_b\" + __c__;\n```\n";
        assert_eq!(lines(code, "a\\_b"), [(2, false)]);
        assert_eq!(lines(code, "__c__"), [(2, false)]);
        assert_eq!(lines("un**believ**able\n", "unbelievable"), [(1, false)]);
    }

    #[test]
    fn a_phrase_is_told_apart_from_words() {
        let source = "the release plan\nplan the release\na **release** plan\n";
        assert_eq!(
            lines(source, "release plan"),
            [(1, true), (2, false), (3, true)]
        );
    }
}
