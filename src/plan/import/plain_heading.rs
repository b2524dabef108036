//! Whether a heading with a date says nothing but that there was a meeting on that day.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::meeting::{FoundDate, Language, Pair, Person, is_weekday};
use crate::text::fold_words;

/// The words that may stand beside the date, and the days of the week, in all languages.
static WORDS: LazyLock<HeadingWords> = LazyLock::new(HeadingWords::read);

struct HeadingWords {
    beside: HashSet<String>,
    weekdays: Vec<String>,
}

impl HeadingWords {
    fn read() -> HeadingWords {
        let words_of = |key: &str| -> Vec<String> {
            let listed = Language::ALL
                .into_iter()
                .flat_map(|language| language.listed(key));
            let folded = listed.map(fold_words).collect::<Vec<_>>().join(" ");
            folded.split(' ').map(str::to_string).collect()
        };
        HeadingWords {
            beside: words_of("meets").into_iter().collect(),
            weekdays: [words_of("date-weekdays"), words_of("weekdays")].concat(),
        }
    }

    /// Whether `word` is a day of the week, or begins like one with two letters or more, or with one sign of Chinese.
    fn is_weekday(&self, word: &str) -> bool {
        let begins = |day: &String| word.len() > 1 && day.starts_with(word);
        is_weekday(word) || self.weekdays.iter().any(begins)
    }
}

/// Whether `title`, in which `found` is the date, is that date and words of a meeting: `Date:`, `Check-in`, `Session 12`,
/// days of the week, numbers, the names of the pair.
pub(super) fn is_plain(title: &str, found: &FoundDate, pair: &Pair) -> bool {
    let rest = [&title[..found.start], &title[found.end..]].join(" ");
    let rest = fold_words(&without_addresses(&rest));
    let name = |person: &Person| {
        let email = person.email.as_deref().unwrap_or_default();
        fold_words(&format!("{} {} {email}", person.name, person.handle))
    };
    let names = [name(&pair.manager), name(&pair.ic)].join(" ");
    rest.split(' ').all(|word| {
        // Of `Dana's` and of `3rd` a short end is left; `2nd` has one behind its number.
        let number = word.trim_start_matches(|c: char| c.is_numeric());
        word.is_empty()
            || ["", "s", "st", "nd", "rd", "th", "h", "am", "pm"].contains(&number)
            || WORDS.beside.contains(word)
            || WORDS.is_weekday(word)
            || names.split(' ').any(|name| name == word)
    })
}

/// `title` without the addresses of its links, and without an anchor such as `{#h.x1}`, which nobody reads.
fn without_addresses(title: &str) -> String {
    let mut left = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((at, close)) = ["](", "{#"]
        .iter()
        .zip([')', '}'])
        .filter_map(|(open, close)| Some((rest.find(open)?, close)))
        .min()
    {
        left.push_str(&rest[..at]);
        left.push(' ');
        let inner = &rest[at + 2..];
        rest = inner.find(close).map_or("", |end| &inner[end + 1..]);
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{find_date, settings_for_tests};

    fn check(title: &str, expected: bool) {
        let pair = settings_for_tests().pair;
        let found = find_date(title).expect("a date");
        assert_eq!(is_plain(title, &found, &pair), expected, "{title}");
    }

    #[test]
    fn a_date_and_words_of_a_meeting() {
        for title in [
            "Date: 18th February 2020",
            "Check-in 3 Nov 2026",
            "Session 12 - 3 Nov 2026",
            "Session #12 — 3 Nov 2026, 10:30am",
            "Datum: 3. November 2026",
            "1:1 — 2026-11-03",
            "1-on-1 2026-11-03",
            "Weekly sync 2026-11-03",
            "**Nov 3, 2026** {#nov-3,-2026}",
            "[Nov 3, 2026](https://calendar.example.com/r/eventedit?x=launch) | 1:1",
            "[Dana Ng](mailto:dana@example.com) / Alex, 2026-11-03",
            "Jour fixe vom 03.11.2026 (KW 45)",
            "Di 03.11.2026",
            "会议 4 - 2026年11月3日（周二）",
            "2026年11月3日 星期二",
            "2026年11月3日(火)",
            "Point hebdo du 3 novembre 2026",
            "Reunión semanal, 3 de noviembre de 2026",
            "Reunião de 03.11.2026",
            "Riunione del 03.11.2026",
            "Overleg van 03.11.2026",
            "Spotkanie 03.11.2026 r.",
            "定例ミーティング 2026/11/03 (火)",
            "一对一会议 2026-11-03 (星期二)",
            "Dana's 1:1 with Alex, 2026-11-03",
            "2nd session, 2026-11-03",
            "🗓 2026-11-03",
        ] {
            check(title, true);
        }
        for title in [
            "Launch on 3 Nov 2026",
            "Decision of 2026-01-04: stay",
            "Goals until 2026-12-31",
            "Version 1.2 of 2026-11-03",
            "Entscheidung vom 03.11.2026",
            "Offsite 2026-11-03",
            "Feedback 2026-11-03",
            "Objectifs pour le 03.11.2026",
            "打ち上げ 2026/11/03",
        ] {
            check(title, false);
        }
    }
}
