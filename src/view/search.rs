//! The lines in which words stand.

use chrono::NaiveDate;

use crate::meeting::{Meeting, MeetingPath, MeetingText, Role, Vocabulary};
use crate::text::{LineTable, without_line_end};

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

/// The lines of one meeting that hold all `words`, without regard to case.
pub fn search(
    text: &MeetingText,
    vocabulary: &Vocabulary,
    words: &[String],
    scope: &SearchScope,
) -> Vec<Hit> {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_hit = |line: &str| {
        let line = line.to_lowercase();
        lower.iter().all(|word| line.contains(word.as_str()))
    };
    if lower.is_empty() || !text.source.lines().any(is_hit) {
        return Vec::new();
    }
    let meeting = Meeting::read(text.date, text.source.clone(), text.damage, vocabulary);
    let lines = LineTable::new(meeting.source());
    let body = meeting.document().body();
    let mut hits = Vec::new();
    for index in 0..lines.count() {
        let start = lines.start_of(index);
        let line = without_line_end(&meeting.source()[start..lines.end_of(index)]);
        if start < body.start || !is_hit(line) {
            continue;
        }
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
            SearchScope::Title(wanted) => title.as_ref().is_some_and(|title| {
                crate::text::fold_title(title) == crate::text::fold_title(wanted)
            }),
        };
        if in_scope {
            hits.push(Hit {
                date: text.date,
                line: index + 1,
                section: title,
                text: line.trim().to_string(),
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
        let hits = search(&text, &Vocabulary::default(), &["x".to_string()], scope);
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
}
