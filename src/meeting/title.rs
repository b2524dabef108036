//! What the title of a section means. What may be personal is closed wherever that is in doubt.
//!
//! The order: the pair's own titles; titles that are known whole; a first or last word that is a form of personal or
//! private, unless it describes a thing of the work. `docs/format.md` tells it to people.

use std::collections::HashSet;

use super::language::Language;
use super::role::Role;
use super::role_reader::RoleReader;
use super::role_titles::TITLES;
use super::vocabulary::Vocabulary;
use super::words::{PersonalWords, WORDS, touches};
use crate::markdown::TitleParts;
use crate::text::{fold_title, fold_words};

/// What a title means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The role of the section; none for one of the pair's own kind.
    pub role: Option<Role>,
    /// Whether a single word decided it, and may have said something else.
    pub by_word: bool,
}

impl Meaning {
    fn of(role: Role) -> Meaning {
        Meaning {
            role: Some(role),
            by_word: false,
        }
    }

    const CLOSED: Meaning = Meaning {
        role: Some(Role::Personal),
        by_word: true,
    };
}

impl Vocabulary {
    /// The title that a new section of `role` gets where no template has one: the first that is read as this role, the
    /// pair's own ones before those of the notebook's language, and these before English.
    pub fn title(&self, role: Role) -> &str {
        let in_language = |language| match role {
            Role::Personal => WORDS.first.get(&language).copied(),
            role => TITLES.first(role, language),
        };
        let languages = self.language().into_iter().chain([Language::English]);
        let mut titles = self
            .own_titles(role)
            .chain(languages.filter_map(in_language));
        let is_read_so = |title: &&str| self.role(title) == Some(role);
        titles.find(is_read_so).unwrap_or(role.title())
    }

    /// The role of a section with `title`; `None` for a section of the pair's own kind.
    pub fn role(&self, title: &str) -> Option<Role> {
        meaning(self, title, 2, &|| None).role
    }

    /// The role of which `title` is a title word for word, as the pair or anybody calls it.
    pub(super) fn exact_role(&self, title: &str) -> Option<Role> {
        if let Some(role) = self.own_role(&fold_title(title)) {
            return Some(role);
        }
        let words = fold_words(title);
        let is_personal = WORDS.titles.contains(&words) || WORDS.alone.contains(&words);
        match is_personal || TITLES.has(&words) {
            true => self.role(title),
            false => None,
        }
    }

    /// What `title` means as a heading of `level`. `spoken` says in which language the other headings of its file are.
    pub fn meaning(
        &self,
        title: &str,
        level: usize,
        spoken: &dyn Fn() -> Option<Language>,
    ) -> Meaning {
        meaning(self, title, level, spoken)
    }
}

/// The meaning of `title`, the text of a heading of `level`. `spoken` says in which language the file is, where it shows;
/// it is asked only where the title itself leaves it open.
fn meaning(
    vocabulary: &Vocabulary,
    title: &str,
    level: usize,
    spoken: &dyn Fn() -> Option<Language>,
) -> Meaning {
    let folded = fold_title(title);
    if let Some(role) = vocabulary.own_role(&folded) {
        return Meaning::of(role);
    }
    let reader = TitleReader {
        words: &WORDS,
        language: vocabulary.language(),
        spoken,
    };
    let roles = RoleReader {
        language: vocabulary.language(),
        spoken,
        names: vocabulary.names(),
        is_career: &|words| reader.said(words) == PartMeaning::Career,
    };
    if TITLES.is_english(&folded)
        && let Some(role) = roles.with_title(&folded)
    {
        return Meaning::of(role);
    }
    let parts = TitleParts::of(title);
    let is_page_title = level == 1 && names_a_meeting(&parts, &folded);
    if reader.is_title(&parts.words) && vocabulary.own_plain_role(&parts).is_none() {
        return Meaning::of(Role::Personal);
    }
    if !is_page_title
        && parts
            .asides
            .iter()
            .any(|aside| reader.closes_as_aside(aside))
    {
        // What is called so anyway is in no doubt.
        return match reader.said(&parts.words) {
            PartMeaning::Personal => Meaning::of(Role::Personal),
            _ => Meaning::CLOSED,
        };
    }
    if let Some(role) = vocabulary.own_plain_role(&parts) {
        return Meaning::of(role);
    }
    if is_page_title {
        return Meaning::default();
    }
    if TITLES.is_english(&parts.words)
        && let Some(role) = roles.with_title(&parts.words)
    {
        return Meaning::of(role);
    }
    let segments: Vec<PartMeaning> = parts
        .segments
        .iter()
        .flat_map(|segment| {
            let mut pieces = reader.split(segment);
            pieces.push(segment.clone());
            pieces.extend(roles.without_names(segment));
            pieces
        })
        .map(|segment| reader.said(&segment))
        .collect();
    if segments.contains(&PartMeaning::Personal) {
        return Meaning::of(Role::Personal);
    }
    if segments.contains(&PartMeaning::Closed) {
        return Meaning::CLOSED;
    }
    if roles.is_another_word(&parts.words, title) {
        return Meaning::default();
    }
    // `Next steps / Action items` is one thing, said twice.
    let role = roles.of_parts(&parts.words, &parts.segments);
    role.map_or_else(Meaning::default, Meaning::of)
}

/// Whether it is the heading of a whole page: `1:1 Alex and Dana`, or one with a year in it.
fn names_a_meeting(parts: &TitleParts, folded: &str) -> bool {
    let padded = format!(" {folded} ");
    let named = [" 1 1 ", " 1on1 ", " 1 on 1 ", " one on one ", " 121 "];
    let mut words = folded.split(' ');
    named.iter().any(|name| padded.contains(name))
        || words
            .any(|word| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok())
        || parts.words.is_empty()
}

/// What one thing of which a title speaks says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartMeaning {
    /// It is of the work.
    Work,
    /// It is what one wants to become.
    Career,
    /// It is called so, and is personal.
    Personal,
    /// A word makes it personal.
    Closed,
    /// Nothing that is known.
    Nothing,
}

struct TitleReader<'a> {
    words: &'a PersonalWords,
    /// The notebook's language.
    language: Option<Language>,
    /// The language that the file shows.
    spoken: &'a dyn Fn() -> Option<Language>,
}

impl TitleReader<'_> {
    /// Whether the whole title `words` is one of what is personal.
    fn is_title(&self, words: &str) -> bool {
        let all: Vec<&str> = words.split(' ').collect();
        self.is_called(&all, &|words| {
            let is_known = self.words.titles.contains(words) || self.words.alone.contains(words);
            is_known && !self.words.staff.contains_key(words)
        })
    }

    /// Whether `is_known` of `words`, perhaps without light ones at their start.
    fn is_called(&self, words: &[&str], is_known: &dyn Fn(&str) -> bool) -> bool {
        let light = words.len() - self.without_light(words).len();
        (0..=light).any(|from| is_known(&words[from..].join(" ")))
    }

    fn without_light<'w, 't>(&self, words: &'w [&'t str]) -> &'w [&'t str] {
        let is_light = |word: &&&str| self.words.light.contains(**word);
        &words[words.iter().take_while(is_light).count()..]
    }

    /// Whether a note in brackets, or a tag, says that something is personal.
    fn closes_as_aside(&self, aside: &str) -> bool {
        if aside.is_empty() {
            return false;
        }
        self.words.titles.contains(aside)
            || matches!(
                self.said(aside),
                PartMeaning::Personal | PartMeaning::Closed
            )
    }

    /// `segment` cut at words such as "and".
    fn split(&self, segment: &str) -> Vec<String> {
        let words: Vec<&str> = segment.split(' ').collect();
        let parts = words.split(|word| self.words.and.contains(*word));
        parts
            .filter(|part| !part.is_empty())
            .map(|part| part.join(" "))
            .collect()
    }

    fn said(&self, segment: &str) -> PartMeaning {
        if TITLES.is_english(segment) {
            return PartMeaning::Work;
        }
        if self.words.titles.contains(segment) && !self.words.staff.contains_key(segment) {
            return PartMeaning::Personal;
        }
        let all: Vec<&str> = segment.split(' ').collect();
        let words = self.without_light(&all);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return PartMeaning::Nothing;
        };
        let is_title = |words: &str| words.contains(' ') && self.words.titles.contains(words);
        if self.is_called(&all, &is_title) {
            return PartMeaning::Personal;
        }
        let before = |count: usize| &all[..all.len() - count];
        let is_form = |word: &str| self.words.forms.contains(word);
        if is_form(first) && !self.is_staff(first, before(words.len()), words.len() - 1) {
            return self.before_what(&words[1..]);
        }
        if words.len() > 1 && is_form(last) && !self.is_staff(last, before(1), 0) {
            // An adjective behind its noun, which is the word next to it or the one with which all begins.
            return self.of_thing(words[words.len() - 2], words[0]);
        }
        self.said_touching(words)
    }

    /// What a form of personal says that stands before `described`.
    fn before_what(&self, described: &[&str]) -> PartMeaning {
        if described.is_empty() {
            return PartMeaning::Personal;
        }
        // `Personal notes about the beta` are notes.
        let is_described = |word: &&&str| !self.words.small.contains(**word);
        let count = described.iter().take_while(is_described).count();
        match &described[..count] {
            [] => PartMeaning::Closed,
            [nearest, .., last] => self.of_thing(nearest, last),
            [only] => self.of_thing(only, only),
        }
    }

    /// What it says of what is called by these two words, or by one of them.
    fn of_thing(&self, nearest: &str, last: &str) -> PartMeaning {
        let is_one = |words: &HashSet<String>| words.contains(nearest) || words.contains(last);
        if is_one(&self.words.career) {
            PartMeaning::Career
        } else if is_one(&self.words.work) {
            PartMeaning::Nothing
        } else {
            PartMeaning::Closed
        }
    }

    /// Whether `word`, a form of personal, is a noun for staff where it stands: behind `before`, with `after` more words
    /// behind it.
    fn is_staff(&self, word: &str, before: &[&str], after: usize) -> bool {
        let Some(languages) = self.words.staff.get(word) else {
            return false;
        };
        let is_behind = before.last().is_some_and(|last| {
            let pair = ((*last).to_string(), word.to_string());
            self.words.behind.contains(&pair)
        });
        if is_behind {
            return true;
        }
        let stands_behind_a_noun = !before.is_empty() && after == 0;
        if languages.contains(&Language::English) {
            // `Personnel`: staff in English; in French it is personal, also behind a noun.
            let speaks = self.language.or_else(self.spoken);
            return match speaks {
                Some(Language::French) => false,
                None => !stands_behind_a_noun,
                Some(_) => true,
            };
        }
        // `Personal`: staff in German, and in Spanish where it is no adjective, if the notebook is in that language and
        // the headings beside it are not in English.
        let is_noun = match self.language {
            Some(Language::German) => languages.contains(&Language::German),
            Some(Language::Spanish) => {
                languages.contains(&Language::Spanish) && !stands_behind_a_noun
            }
            _ => false,
        };
        is_noun && (self.spoken)() != Some(Language::English)
    }

    /// The same for scripts in which words touch: the title begins or ends with a form of personal.
    fn said_touching(&self, words: &[&str]) -> PartMeaning {
        let text = words.concat();
        if !touches(&text) {
            return PartMeaning::Nothing;
        }
        let mut text = text.as_str();
        while let Some(rest) = without_start(text, &self.words.light) {
            text = rest;
        }
        if self.words.titles.contains(text) {
            return PartMeaning::Personal;
        }
        for form in &self.words.touching {
            if let Some(rest) = text.strip_prefix(form.as_str()) {
                let mut rest = rest;
                while let Some(after) = without_start(rest, &self.words.small) {
                    rest = after;
                }
                return self.of_touching(rest);
            }
            if text.ends_with(form.as_str()) {
                return PartMeaning::Closed;
            }
        }
        PartMeaning::Nothing
    }

    fn of_touching(&self, rest: &str) -> PartMeaning {
        if rest.is_empty() {
            return PartMeaning::Personal;
        }
        let is_of = |words: &HashSet<String>| {
            let mut touching = words.iter().filter(|word| touches(word));
            words.contains(rest)
                || touching
                    .any(|word| rest.starts_with(word.as_str()) || rest.ends_with(word.as_str()))
        };
        if is_of(&self.words.career) {
            return PartMeaning::Career;
        }
        match is_of(&self.words.work) {
            true => PartMeaning::Nothing,
            false => PartMeaning::Closed,
        }
    }
}

/// `text` without the longest of `words` with which it begins.
fn without_start<'t>(text: &'t str, words: &HashSet<String>) -> Option<&'t str> {
    let touching = words.iter().filter(|word| touches(word));
    let starts = touching.filter_map(|word| text.strip_prefix(word.as_str()));
    starts.min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_mean_roles() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("Erfolge", Role::Wins);
        vocabulary.add("Notes", Role::Summary);
        for (title, role) in [
            ("🏆 ERFOLGE!", Some(Role::Wins)),
            ("Wins", Some(Role::Wins)),
            ("🚧 Blockers and Bottlenecks", Some(Role::Blockers)),
            ("Notes", Some(Role::Summary)),
            ("Next Steps", Some(Role::ActionItems)),
            ("Actions later", None),
            ("🏆", None),
        ] {
            assert_eq!(vocabulary.role(title), role, "{title}");
        }
        for role in Role::ALL {
            assert_eq!(Vocabulary::default().role(role.title()), Some(role));
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
    }
}
