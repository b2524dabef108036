//! The titles of roles in all languages, and what people put beside them without meaning another thing: of which days it
//! is, whose it is, how much of it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::language::Language;
use super::role::Role;
use super::words::{WORDS, touches};
use crate::text::{fold_words, word_lists};

/// The words of all languages about roles, as [`fold_words`] has them; `templates/words/en.txt` says what each is.
#[derive(Debug, Default)]
pub(super) struct RoleTitles {
    titles: HashMap<String, Vec<(Role, Language)>>,
    /// The title that we write, in each language.
    first: HashMap<(Role, Language), &'static str>,
    lead: HashSet<String>,
    when: HashSet<String>,
    tail: HashSet<String>,
    beside: HashSet<String>,
    /// Words by which one of the two is meant, as by a name.
    who: HashSet<String>,
    filler: HashSet<String>,
    /// Titles of several words without those that may be missing.
    short: HashMap<String, Vec<(Role, Language)>>,
}

/// All titles, read once.
pub(super) static TITLES: LazyLock<RoleTitles> = LazyLock::new(RoleTitles::read);

/// No phrase that says of which days something is has more words.
const LONGEST_PHRASE: usize = 6;

impl RoleTitles {
    fn read() -> RoleTitles {
        let mut read = RoleTitles::default();
        for language in Language::ALL {
            let lists: Vec<(&str, Vec<&'static str>)> = word_lists(language.words()).collect();
            let ands = lists.iter().filter(|(key, _)| *key == "and");
            let ands: Vec<String> = ands
                .flat_map(|(_, words)| words.iter().map(|word| fold_words(word)))
                .collect();
            for (key, listed) in lists {
                let set = match key {
                    "lead" => &mut read.lead,
                    "when" => &mut read.when,
                    "tail" => &mut read.tail,
                    "beside" => &mut read.beside,
                    "who" => &mut read.who,
                    "filler" => &mut read.filler,
                    _ => {
                        if let Some(role) = Role::from_word(key) {
                            read.first.insert((role, language), listed[0]);
                            for title in listed {
                                read.add(title, &ands, role, language);
                            }
                        }
                        continue;
                    }
                };
                set.extend(listed.into_iter().map(fold_words));
            }
        }
        let mut short: HashMap<String, Vec<(Role, Language)>> = HashMap::new();
        for (title, known) in &read.titles {
            if let Some(words) = read.shortened(title) {
                short.entry(words).or_default().extend(known);
            }
        }
        read.short = short;
        read
    }

    /// `title` without the words that may be missing; `None` where less than two are left.
    fn shortened(&self, title: &str) -> Option<String> {
        let may_be_missing =
            |word: &&str| self.filler.contains(*word) || WORDS.light.contains(*word);
        let words: Vec<&str> = title
            .split(' ')
            .filter(|word| !may_be_missing(word))
            .collect();
        (words.len() > 1).then(|| words.join(" "))
    }

    fn add(&mut self, title: &str, ands: &[String], role: Role, language: Language) {
        let folded = fold_words(title);
        // A sign may stand for the word between two things, and two letters for one with dots on it.
        let words = folded
            .split(' ')
            .filter(|word| !ands.contains(&(*word).to_string()));
        let mut forms = vec![words.collect::<Vec<_>>().join(" ")];
        if language == Language::German {
            let spelled = title.to_lowercase().replace('ä', "ae").replace('ö', "oe");
            forms.push(fold_words(&spelled.replace('ü', "ue")));
        }
        forms.push(folded);
        for form in forms {
            let known = self.titles.entry(form).or_default();
            if !known.contains(&(role, language)) {
                known.push((role, language));
            }
        }
    }

    /// The title that a new section of `role` gets in `language`.
    pub fn first(&self, role: Role, language: Language) -> Option<&'static str> {
        self.first.get(&(role, language)).copied()
    }

    /// Whether `words` are a title in any language.
    pub fn has(&self, words: &str) -> bool {
        self.titles.contains_key(words)
    }

    /// Whether `words` are a title in English.
    pub fn is_english(&self, words: &str) -> bool {
        let known = self.titles.get(words);
        known.is_some_and(|known| known.iter().any(|(_, of)| *of == Language::English))
    }
}

/// What one thing of which a title speaks says of the role of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TitlePiece {
    Role(Role),
    /// Nothing but of which days it is, or whose.
    Neutral,
    /// Something that people put beside a section of any role.
    Beside,
    Unknown,
}

/// Reads titles of roles for one notebook.
pub(super) struct RoleReader<'a> {
    /// The notebook's language.
    pub language: Option<Language>,
    /// The language that the file shows.
    pub spoken: &'a dyn Fn() -> Option<Language>,
    /// The names of the two, as [`fold_words`] has them.
    pub names: &'a [String],
    /// Whether something is what one of the two wants to become, by its words.
    pub is_career: &'a dyn Fn(&str) -> bool,
}

/// A part of a title that may be left out; how it ends or begins.
#[derive(Clone, Copy)]
struct Cut {
    at: usize,
    /// Whether only small words and names are cut off, which change no meaning.
    is_light: bool,
}

impl RoleReader<'_> {
    /// The role of a section with this whole title; none where it is one of two roles and nothing decides.
    pub fn with_title(&self, words: &str) -> Option<Role> {
        self.decided(TITLES.titles.get(words)?)
    }

    /// The role of a section with this title, in which words may be missing or more than there are usually.
    fn with_short(&self, words: &str) -> Option<Role> {
        self.decided(TITLES.short.get(&TITLES.shortened(words)?)?)
    }

    /// Which of the roles that are `known` it is, if there is no doubt.
    fn decided(&self, known: &[(Role, Language)]) -> Option<Role> {
        let first = known.first().map(|(role, _)| *role)?;
        if known.iter().all(|(role, _)| *role == first) {
            return Some(first);
        }
        let in_language = |language: Option<Language>| {
            let language = language?;
            let of = known.iter().find(|(_, of)| *of == language);
            of.map(|(role, _)| *role)
        };
        in_language(self.language)
            .or_else(|| in_language(Some(Language::English)))
            .or_else(|| in_language((self.spoken)()))
    }

    /// The role of a title with these `words` and `segments`, if all of what it speaks is of this role.
    pub fn of_parts(&self, words: &str, segments: &[String]) -> Option<Role> {
        if let Some(role) = self.around(words) {
            return Some(role);
        }
        let mut pieces: Vec<TitlePiece> = Vec::new();
        for segment in segments {
            match self.piece(segment) {
                TitlePiece::Unknown => pieces.extend(self.joined(segment)),
                piece => pieces.push(piece),
            }
        }
        pieces.retain(|piece| *piece != TitlePiece::Neutral);
        let Some(TitlePiece::Role(role)) = pieces.first().copied() else {
            return None;
        };
        let is_alike =
            |piece: &TitlePiece| [TitlePiece::Role(role), TitlePiece::Beside].contains(piece);
        pieces.iter().all(is_alike).then_some(role)
    }

    /// What is left of `words` without the names of the two at its ends, as in `Alex's news` and `news for Alex`: with
    /// and without the small words in front of a name.
    pub fn without_names(&self, words: &str) -> Vec<String> {
        let all: Vec<&str> = words.split(' ').collect();
        let front = self.own_name_at_start(&all).unwrap_or(0);
        let rest = &all[front..];
        let name = longest(rest.len(), |count| {
            self.is_own_name(&rest[rest.len() - count..])
        });
        let rest = &rest[..rest.len() - name.unwrap_or(0)];
        let is_small = |word: &&&str| name.is_some() && WORDS.small.contains(**word);
        let small = rest.iter().rev().take_while(is_small).count();
        let ends = (rest.len() - small..=rest.len()).rev();
        ends.map(|end| rest[..end].join(" ")).collect()
    }

    /// What the things say that are joined in `segment` by words such as "and".
    fn joined(&self, segment: &str) -> Vec<TitlePiece> {
        if touches(segment) {
            return self.joined_touching(segment);
        }
        let words: Vec<&str> = segment.split(' ').collect();
        let parts = words.split(|word| WORDS.and.contains(*word));
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(|part| self.piece(&part.join(" "))).collect()
    }

    fn joined_touching(&self, segment: &str) -> Vec<TitlePiece> {
        let halves = WORDS.and.iter().filter(|and| touches(and));
        let halves = halves.filter_map(|and| segment.split_once(and.as_str()));
        let pieces = halves.map(|(one, other)| vec![self.piece(one), self.piece(other)]);
        let mut known = pieces.filter(|pieces| !pieces.contains(&TitlePiece::Unknown));
        known.next().unwrap_or_else(|| vec![TitlePiece::Unknown])
    }

    fn piece(&self, words: &str) -> TitlePiece {
        let all: Vec<&str> = words.split(' ').collect();
        // `next week` is a title of plans, but beside another one it only says when.
        if TITLES.when.contains(words) || self.is_neutral(&all) {
            return TitlePiece::Neutral;
        }
        match self.around(words) {
            Some(role) => TitlePiece::Role(role),
            None if (self.is_career)(words) => TitlePiece::Role(Role::Career),
            None if TITLES.beside.contains(words) => TitlePiece::Beside,
            None => TitlePiece::Unknown,
        }
    }

    /// The role of `words`, a title with what may stand around it.
    fn around(&self, words: &str) -> Option<Role> {
        if let Some(role) = self.with_title(words) {
            return Some(role);
        }
        if touches(words) {
            return self.around_touching(words);
        }
        let words: Vec<&str> = words.split(' ').collect();
        let (fronts, backs) = (self.fronts(&words), self.backs(&words));
        let mut cuts: Vec<(Cut, Cut)> = Vec::new();
        for front in &fronts {
            cuts.extend(backs.iter().map(|back| (*front, *back)));
        }
        cuts.retain(|(front, back)| front.at < back.at);
        cuts.sort_by_key(|(front, back)| front.at + words.len() - back.at);
        let known = |title: &str| self.with_title(title).or_else(|| self.with_short(title));
        let cut = cuts.into_iter().find_map(|(front, back)| {
            let title = &words[front.at..back.at];
            let role = known(&title.join(" "))?;
            // `Weekly growth` is a figure, and nobody's career.
            let is_sure = role != Role::Career || title.len() > 1;
            (is_sure || front.is_light && back.is_light).then_some(role)
        });
        // `Was ist diese Woche gut gelaufen?`
        cut.or_else(|| known(&without_when_within(&words)?).filter(|role| *role != Role::Career))
    }

    /// Where a title can begin in `words`.
    fn fronts(&self, words: &[&str]) -> Vec<Cut> {
        let mut cut = Cut {
            at: 0,
            is_light: true,
        };
        let mut cuts = vec![cut];
        while cut.at < words.len() {
            let rest = &words[cut.at..];
            let length = self.name_at_start(rest).or_else(|| {
                let is_light = WORDS.light.contains(rest[0]);
                is_light.then_some(1)
            });
            let heavy = || {
                let when = longest(rest.len(), |count| is_when(&rest[..count]));
                let is_number = rest[0].bytes().all(|byte| byte.is_ascii_digit());
                let is_lead = is_number || TITLES.lead.contains(rest[0]);
                when.or_else(|| is_lead.then_some(1))
            };
            match length {
                Some(length) => cut.at += length,
                None => {
                    let Some(length) = heavy() else { break };
                    cut.at += length;
                    cut.is_light = false;
                }
            }
            // The `s` of `this week's`.
            cut.at += usize::from(words.get(cut.at) == Some(&"s"));
            cuts.push(cut);
        }
        cuts
    }

    /// Where a title can end in `words`.
    fn backs(&self, words: &[&str]) -> Vec<Cut> {
        let mut cut = Cut {
            at: words.len(),
            is_light: true,
        };
        let mut cuts = vec![cut];
        // What was a number behind them is gone: `notes from our 1:1`.
        let is_light = |word: &&&str| is_small(word);
        let dangling = words.iter().rev().take_while(is_light).count();
        if dangling > 0 && dangling < words.len() {
            cuts.push(Cut {
                at: words.len() - dangling,
                is_light: true,
            });
        }
        while cut.at > 0 {
            let rest = &words[..cut.at];
            let ends = |count: usize| &rest[rest.len() - count..];
            let name = longest(rest.len(), |count| self.is_name(ends(count)));
            let when = || longest(rest.len(), |count| is_when(ends(count)));
            let tail = || TITLES.tail.contains(ends(1)[0]).then_some(1);
            let (length, has_small) = match name.or_else(when) {
                Some(length) => (length, true),
                None => {
                    let Some(length) = tail() else { break };
                    (length, false)
                }
            };
            cut.at -= length;
            cut.is_light &= name.is_some();
            cuts.push(cut);
            // `for Alex`, `of the week`; but not `your week`.
            let mut before = cut.at;
            while has_small && before > 0 && is_small(words[before - 1]) {
                before -= 1;
                if WORDS.small.contains(words[before]) {
                    cut.at = before;
                    cuts.push(cut);
                }
            }
        }
        cuts
    }

    /// Whether all of `words` only say of which days something is, or whose.
    fn is_neutral(&self, words: &[&str]) -> bool {
        let (mut at, mut says) = (0, false);
        while at < words.len() {
            let rest = &words[at..];
            let when = longest(rest.len(), |count| is_when(&rest[..count]));
            match self.name_at_start(rest).or(when) {
                Some(length) => (at, says) = (at + length, true),
                None if is_small(rest[0]) => at += 1,
                None => return false,
            }
        }
        says
    }

    /// How many of `words` are a name at their start, perhaps with the `s` of `Alex's`.
    fn name_at_start(&self, words: &[&str]) -> Option<usize> {
        let length = longest(words.len(), |count| self.is_name(&words[..count]))?;
        Some(length + usize::from(words.get(length) == Some(&"s")))
    }

    /// The same for the names of the two alone, and not for words such as `us`.
    fn own_name_at_start(&self, words: &[&str]) -> Option<usize> {
        let length = longest(words.len(), |count| self.is_own_name(&words[..count]))?;
        Some(length + usize::from(words.get(length) == Some(&"s")))
    }

    fn is_name(&self, words: &[&str]) -> bool {
        self.is_own_name(words) || TITLES.who.contains(&words.join(" "))
    }

    fn is_own_name(&self, words: &[&str]) -> bool {
        let name = words.join(" ");
        let is_of = |known: &String| {
            *known == name || name.strip_suffix('s') == Some(known) // `Danas`, as in German
        };
        self.names.iter().any(is_of)
    }

    /// The same as [`around`](Self::around) in a script in which words touch.
    fn around_touching(&self, words: &str) -> Option<Role> {
        let text: String = words.split(' ').collect();
        let sets = [&TITLES.lead, &TITLES.when, &WORDS.light, &WORDS.small];
        let starts = |text: &str| -> Option<usize> {
            let words = sets.into_iter().flatten().filter(|word| touches(word));
            let known = words.chain(self.names.iter());
            known
                .filter(|word| text.starts_with(word.as_str()))
                .map(String::len)
                .max()
        };
        let ends = |text: &str| -> Option<usize> {
            let words = TITLES.tail.iter().filter(|word| touches(word));
            let known = words.chain(self.names.iter()).chain(&TITLES.when);
            known
                .filter(|word| text.ends_with(word.as_str()))
                .map(String::len)
                .max()
        };
        let mut front = text.as_str();
        loop {
            let mut title = front;
            loop {
                if let Some(role) = self.with_title(title) {
                    return Some(role);
                }
                let Some(length) = ends(title) else { break };
                title = &title[..title.len() - length];
            }
            front = &front[starts(front)?..];
        }
    }
}

/// The largest count of words for which it `holds`.
fn longest(most: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    (1..=most.min(LONGEST_PHRASE))
        .rev()
        .find(|count| holds(*count))
}

/// `words` without those between the first and the last that say of which days it is; `None` where there are none.
fn without_when_within(words: &[&str]) -> Option<String> {
    (1..words.len().saturating_sub(1)).find_map(|from| {
        let most = words.len() - 1 - from;
        let length = longest(most, |count| is_when(&words[from..from + count]))?;
        let rest = [&words[..from], &words[from + length..]].concat();
        (rest.len() > 1).then(|| rest.join(" "))
    })
}

fn is_when(words: &[&str]) -> bool {
    match words {
        [word] => TITLES.when.contains(*word),
        words => TITLES.when.contains(&words.join(" ")),
    }
}

/// Whether `word` stands before a name or a day and says nothing of its own.
fn is_small(word: &str) -> bool {
    WORDS.small.contains(word) || WORDS.light.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_titles_in_each_language() {
        for language in Language::ALL {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Personal) {
                let first = TITLES.first(role, language);
                assert!(first.is_some(), "{role:?} {language:?}");
            }
        }
        for role in Role::ALL {
            let first = TITLES.first(role, Language::English);
            assert_eq!(first.unwrap_or("Personal"), role.title());
        }
    }

    /// The titles of two roles, each with what it means in which language. A new one is to be thought about.
    #[test]
    fn titles_of_two_roles_are_listed() {
        let mut ties: Vec<String> = TITLES
            .titles
            .iter()
            .filter(|(_, known)| known.iter().any(|(role, _)| *role != known[0].0))
            .map(|(title, known)| {
                let known = known
                    .iter()
                    .map(|(role, of)| format!("{} {}", of.code(), role.word()));
                format!("{title}: {}", known.collect::<Vec<_>>().join(", "))
            })
            .collect();
        ties.sort();
        assert_eq!(ties, ["resultados: es summary, pt wins"]);
    }

    #[test]
    fn a_title_of_two_roles_is_read_by_the_language() {
        let read = |language: Option<Language>, spoken: Option<Language>| {
            let spoken = || spoken;
            let reader = RoleReader {
                language,
                spoken: &spoken,
                names: &[],
                is_career: &|_| false,
            };
            reader.of_parts("resultados", &["resultados".to_string()])
        };
        let (spanish, portuguese) = (Some(Language::Spanish), Some(Language::Portuguese));
        assert_eq!(read(spanish, None), Some(Role::Summary));
        assert_eq!(read(spanish, portuguese), Some(Role::Summary));
        assert_eq!(read(None, portuguese), Some(Role::Wins));
        assert_eq!(read(Some(Language::German), portuguese), Some(Role::Wins));
        assert_eq!(read(Some(Language::German), None), None);
        assert_eq!(read(None, Some(Language::English)), None);
    }
}
