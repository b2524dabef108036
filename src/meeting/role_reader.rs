//! Which role a title has, by the tables of all languages: with what people put beside it without meaning another thing,
//! of which days it is, whose it is, how much of it.

use super::days::is_month;
use super::language::Language;
use super::role::Role;
use super::role_titles::TITLES;
use super::words::{WORDS, touches};
use crate::text::fold_for_search;

/// No phrase that says of which days something is has more words.
const LONGEST_PHRASE: usize = 6;

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

    /// Whether `title`, which is `words` when it is folded, is another word than the title of a role from which only its
    /// accents tell it: an English `Resume` is no French `Résumé`. Where the file is in that language, they were left out.
    pub fn is_another_word(&self, words: &str, title: &str) -> bool {
        let is_digits = |c: char| c.is_ascii_digit() || c == ' ';
        let Some((accented, of)) = TITLES.accented.get(words.trim_matches(is_digits)) else {
            return false;
        };
        let speaks = self.language.or_else(self.spoken);
        speaks != Some(*of) && !fold_for_search(title).contains(accented.as_str())
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
        // `Decisions and next steps`: what a meeting comes to, and its boxes are for somebody to do.
        let is_outcome = |piece: &TitlePiece| *piece == TitlePiece::Role(Role::Decisions);
        if pieces.contains(&TitlePiece::Role(Role::ActionItems)) {
            pieces.retain(|piece| !is_outcome(piece));
        }
        let role = pieces.iter().find_map(|piece| match piece {
            TitlePiece::Role(role) => Some(*role),
            _ => None,
        })?;
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
            None if let Some(role) = self.said_twice(words) => TitlePiece::Role(role),
            None if TITLES.beside.contains(words) => TitlePiece::Beside,
            None => TitlePiece::Unknown,
        }
    }

    /// The role of two titles of one role, put together: `Tasks to do`, `Aufgaben zu erledigen`. `Growth skills` are no
    /// career for that.
    fn said_twice(&self, words: &str) -> Option<Role> {
        let is_touching = touches(words);
        let gaps = words.char_indices().skip(1);
        let mut gaps = gaps.filter(|(_, c)| is_touching || *c == ' ');
        gaps.find_map(|(at, _)| {
            let role = self.with_title(&words[..at])?;
            let again = self.with_title(words[at..].trim_start())?;
            (role == again && role != Role::Career).then_some(role)
        })
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
        let is_of = |known: &String| *known == name || is_declined(known, &name);
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

/// Whether `word` is `name` in another case: `Danas` in German, `Dany` and `Alexowi` in Polish.
fn is_declined(name: &str, word: &str) -> bool {
    let endings: &[&str] = match name.strip_suffix('a') {
        Some(_) => &["as", "y", "i", "ie", "e"],
        None => &["s", "a", "owi", "em", "iem"],
    };
    let stem = name.strip_suffix('a').unwrap_or(name);
    let ending = word.strip_prefix(stem).filter(|_| stem.len() > 1);
    ending.is_some_and(|ending| endings.contains(&ending))
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
        [word] => TITLES.when.contains(*word) || is_month(word),
        words => TITLES.when.contains(&words.join(" ")) || is_span(words),
    }
}

/// Whether `words` are a span of time, with what may stand beside the number: `the next 3 weeks`.
fn is_span(words: &[&str]) -> bool {
    let Some((unit, before)) = words.split_last() else {
        return false;
    };
    // A single letter is a unit only where it touches its number.
    if unit.len() < 2 || !TITLES.units.contains(*unit) {
        return false;
    }
    let is_number =
        |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || TITLES.counts.contains(word);
    let may_stand = |word: &str| is_number(word) || is_small(word) || TITLES.lead.contains(word);
    before.iter().any(|word| is_number(word)) && before.iter().all(|word| may_stand(word))
}

/// Whether `word` stands before a name or a day and says nothing of its own.
fn is_small(word: &str) -> bool {
    WORDS.small.contains(word) || WORDS.light.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

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
