//! What the title of a section means. What may be personal is closed wherever that is in doubt.
//!
//! The order: the pair's own titles; titles that are known whole; a first or last word that is a form of personal or
//! private, unless it describes a thing of the work. `docs/format.md` tells it to people.

use std::collections::HashSet;

use super::language::Language;
use super::role::{Role, Vocabulary};
use super::words::{WORDS, Words, touches};
use crate::markdown::TitleParts;
use crate::text::fold_title;

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

/// The meaning of `title`, the text of a heading of `level`. `spoken` says in which language the file is, where it shows;
/// it is asked only where the title itself leaves it open.
pub(super) fn meaning(
    vocabulary: &Vocabulary,
    title: &str,
    level: usize,
    spoken: &dyn Fn() -> Option<Language>,
) -> Meaning {
    let folded = fold_title(title);
    if let Some(role) = vocabulary.own_role(&folded) {
        return Meaning::of(role);
    }
    if let Some(role) = Role::with_title(&folded) {
        return Meaning::of(role);
    }
    let reader = Reader {
        words: &WORDS,
        language: vocabulary.language(),
        spoken,
    };
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
            Said::Personal => Meaning::of(Role::Personal),
            _ => Meaning::CLOSED,
        };
    }
    if let Some(role) = vocabulary.own_plain_role(&parts) {
        return Meaning::of(role);
    }
    if let Some(role) = Role::with_title(&parts.words).filter(|_| !is_page_title) {
        return Meaning::of(role);
    }
    if is_page_title {
        return Meaning::default();
    }
    let segments: Vec<Said> = parts
        .segments
        .iter()
        .flat_map(|segment| reader.split(segment))
        .map(|segment| reader.said(&segment))
        .collect();
    if segments.contains(&Said::Personal) {
        return Meaning::of(Role::Personal);
    }
    if segments.contains(&Said::Closed) {
        return Meaning::CLOSED;
    }
    // `Next steps / Action items` is one thing, said twice.
    match segments.split_first() {
        Some((Said::Role(role), others)) if others.iter().all(|said| said == &segments[0]) => {
            Meaning::of(*role)
        }
        _ => Meaning::default(),
    }
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
enum Said {
    /// It is called so.
    Role(Role),
    /// It is called so, and is personal.
    Personal,
    /// A word makes it personal.
    Closed,
    /// Nothing that is known.
    Nothing,
}

struct Reader<'a> {
    words: &'a Words,
    /// The notebook's language.
    language: Option<Language>,
    /// The language that the file shows.
    spoken: &'a dyn Fn() -> Option<Language>,
}

impl Reader<'_> {
    /// Whether the whole title `words` is one of what is personal.
    fn is_title(&self, words: &str) -> bool {
        let all: Vec<&str> = words.split(' ').collect();
        [&all[..], self.without_light(&all)].iter().any(|words| {
            let words = words.join(" ");
            let is_known = self.words.titles.contains(&words) || self.words.alone.contains(&words);
            is_known && !self.words.staff.contains_key(&words)
        })
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
            || matches!(self.said(aside), Said::Personal | Said::Closed)
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

    fn said(&self, segment: &str) -> Said {
        if let Some(role) = Role::with_title(segment).filter(|role| *role != Role::Personal) {
            return Said::Role(role);
        }
        if self.words.titles.contains(segment) && !self.words.staff.contains_key(segment) {
            return Said::Personal;
        }
        let all: Vec<&str> = segment.split(' ').collect();
        let words = self.without_light(&all);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Said::Nothing;
        };
        if words.len() > 1 && self.words.titles.contains(&words.join(" ")) {
            return Said::Personal;
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
    fn before_what(&self, described: &[&str]) -> Said {
        if described.is_empty() {
            return Said::Personal;
        }
        // `Personal notes about the beta` are notes.
        let is_described = |word: &&&str| !self.words.small.contains(**word);
        let count = described.iter().take_while(is_described).count();
        match &described[..count] {
            [] => Said::Closed,
            [nearest, .., last] => self.of_thing(nearest, last),
            [only] => self.of_thing(only, only),
        }
    }

    /// What it says of what is called by these two words, or by one of them.
    fn of_thing(&self, nearest: &str, last: &str) -> Said {
        let is_one = |words: &HashSet<String>| words.contains(nearest) || words.contains(last);
        if is_one(&self.words.career) {
            Said::Role(Role::Career)
        } else if is_one(&self.words.work) {
            Said::Nothing
        } else {
            Said::Closed
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
    fn said_touching(&self, words: &[&str]) -> Said {
        let text = words.concat();
        if !touches(&text) {
            return Said::Nothing;
        }
        let mut text = text.as_str();
        while let Some(rest) = without_start(text, &self.words.light) {
            text = rest;
        }
        if self.words.titles.contains(text) {
            return Said::Personal;
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
                return Said::Closed;
            }
        }
        Said::Nothing
    }

    fn of_touching(&self, rest: &str) -> Said {
        if rest.is_empty() {
            return Said::Personal;
        }
        let is_of = |words: &HashSet<String>| {
            let mut touching = words.iter().filter(|word| touches(word));
            words.contains(rest)
                || touching
                    .any(|word| rest.starts_with(word.as_str()) || rest.ends_with(word.as_str()))
        };
        if is_of(&self.words.career) {
            return Said::Role(Role::Career);
        }
        match is_of(&self.words.work) {
            true => Said::Nothing,
            false => Said::Closed,
        }
    }
}

/// `text` without the longest of `words` with which it begins.
fn without_start<'t>(text: &'t str, words: &HashSet<String>) -> Option<&'t str> {
    let touching = words.iter().filter(|word| touches(word));
    let starts = touching.filter_map(|word| text.strip_prefix(word.as_str()));
    starts.min_by_key(|rest| rest.len())
}
