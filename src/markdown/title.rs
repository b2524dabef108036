//! What a title says, without what exporters and people put around it: numbers, anchors, tags, notes in brackets, emoji.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::text::{fold_words, is_invisible};

/// The parts of a title, each as [`fold_words`] has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TitleParts {
    /// The plain form: all that is said outside of brackets and tags, without a number before or behind it.
    pub words: String,
    /// The same, cut where a sign stands between two things: `Wins / Personal` has two.
    pub segments: Vec<String>,
    /// What stands in brackets, in braces or in tags.
    pub asides: Vec<String>,
}

impl TitleParts {
    /// The parts of `title`, the text of a heading. Where all of it is in brackets or tags, that is what it says.
    pub fn of(title: &str) -> Self {
        let text: String = title
            .chars()
            .map(|c| if is_number_sign(c) { ' ' } else { c })
            .filter(|c| !is_invisible(*c))
            .nfkc()
            .collect();
        let text = without_html(&text);
        let text = without_shortcodes(&text);
        let (mut main, mut asides) = split_asides(&text);
        if !has_words(&main) && !asides.is_empty() {
            main = asides.join(" ");
            asides.clear();
        }
        let main = without_leading_number(without_block_id(&main));
        let segments = main
            .split(is_separator)
            .flat_map(|part| part.split(" -"))
            .flat_map(|part| part.split("- "))
            .map(|part| without_numbers(&fold_words(part)))
            .filter(|part| part.contains(char::is_alphabetic))
            .collect();
        TitleParts {
            words: without_numbers(&fold_words(main)),
            segments,
            asides: asides.iter().map(|aside| fold_words(aside)).collect(),
        }
    }
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `①`, `⑴`, `㈠` and their like, which only count.
fn is_number_sign(c: char) -> bool {
    matches!(
        c,
        '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
            | '\u{3220}'..='\u{3229}' | '\u{3280}'..='\u{3289}'
    )
}

/// What stands between two things of which a title speaks.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '/' | '\\'
            | '|'
            | '·'
            | '•'
            | '・'
            | '–'
            | '—'
            | '―'
            | ':'
            | ';'
            | ','
            | '&'
            | '+'
            | '→'
            | '、'
            | '。'
            | '!'
            | '?'
            | '.'
            | '~'
            | '='
            | '*'
    )
}

/// `text` without comments and tags.
fn without_html(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        let end = match after.starts_with("!--") {
            true => after.find("-->").map(|at| at + 3),
            false => after
                .starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                .then(|| after.find('>').map(|at| at + 1))
                .flatten(),
        };
        kept.push(' ');
        rest = &after[end.unwrap_or(0)..];
    }
    kept.push_str(rest);
    kept
}

/// `text` without `:house:` and its like.
fn without_shortcodes(text: &str) -> String {
    let is_name = |name: &str| {
        name.contains(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+')
            })
    };
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(':') {
        let after = &rest[start + 1..];
        let name = after.find(':').filter(|end| is_name(&after[..*end]));
        let end = match name {
            Some(end) => {
                kept.push_str(&rest[..start]);
                kept.push(' ');
                start + end + 2
            }
            None => {
                kept.push_str(&rest[..=start]);
                start + 1
            }
        };
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// `text` without what stands in brackets and tags, and that. Of a wiki link with two halves the shown one counts; a
/// bracket that nobody closed goes on to the end.
fn split_asides(text: &str) -> (String, Vec<String>) {
    let mut main = String::with_capacity(text.len());
    let mut asides: Vec<String> = Vec::new();
    let mut open = 0_usize;
    let mut in_tag = false;
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '(' | '[' | '{' | '「' | '『' | '【' | '〔' | '《' | '〈' => {
                if open == 0 {
                    asides.push(String::new());
                }
                (open, in_tag) = (open + 1, false);
            }
            ')' | ']' | '}' | '」' | '』' | '】' | '〕' | '》' | '〉' => {
                // One that closes nothing stands behind a number: `a)`.
                main.push(if open == 0 { c } else { ' ' });
                open = open.saturating_sub(1);
            }
            '#' if open == 0
                && before.is_whitespace()
                && rest.peek().is_some_and(|next| next.is_alphabetic()) =>
            {
                asides.push(String::new());
                in_tag = true;
            }
            _ if c.is_whitespace() && open == 0 => {
                in_tag = false;
                main.push(' ');
            }
            _ if open > 0 || in_tag => {
                if let Some(aside) = asides.last_mut() {
                    match c {
                        '|' if open > 0 => aside.clear(),
                        _ => aside.push(c),
                    }
                }
            }
            _ => main.push(c),
        }
        before = c;
    }
    (main, asides)
}

/// `text` without a mark such as `^a1` at its end, by which other notes and footnotes name it.
fn without_block_id(text: &str) -> &str {
    let text = text.trim_end();
    match text.rsplit_once('^') {
        Some((before, id))
            if has_words(before) && id.chars().all(|c| c.is_alphanumeric() || c == '-') =>
        {
            before
        }
        _ => text,
    }
}

/// `text` without `IV.`, `a)` and their like before it.
fn without_leading_number(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some(end) = text.find(['.', ')']) {
        let (number, rest) = (&text[..end], &text[end + 1..]);
        let is_roman = number.len() <= 6
            && number
                .chars()
                .all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c'));
        let is_letter = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_number = !number.is_empty() && (is_roman || is_letter);
        if !is_number || !rest.starts_with(char::is_whitespace) || !has_words(rest) {
            break;
        }
        text = rest.trim_start();
    }
    text
}

/// Words that say of the number before them how long something takes.
const MINUTES: [&str; 9] = [
    "min", "mins", "minute", "minutes", "minuten", "minuti", "minutos", "minut", "m",
];

/// `words`, folded, without numbers and lengths of time before and behind them; all, where there is nothing else.
fn without_numbers(words: &str) -> String {
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let mut rest: Vec<&str> = words.split(' ').collect();
    let says = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
    if !words.contains(says) {
        return words.to_string();
    }
    loop {
        rest = match rest.as_slice() {
            [number, unit, tail @ ..]
                if is_number(number) && MINUTES.contains(unit) && !tail.is_empty() =>
            {
                tail.to_vec()
            }
            [head @ .., number, unit]
                if is_number(number) && MINUTES.contains(unit) && !head.is_empty() =>
            {
                head.to_vec()
            }
            [number, tail @ ..] if is_number(number) && !tail.is_empty() => tail.to_vec(),
            [head @ .., number] if is_number(number) && !head.is_empty() => head.to_vec(),
            _ => break,
        };
    }
    // In scripts without blanks a number touches what it counts.
    let first = rest.first().copied().unwrap_or_default();
    let bare = first.trim_start_matches(|c: char| c.is_ascii_digit());
    if bare.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic() && !is_combining_mark(c)) {
        rest[0] = bare;
    }
    rest.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, words: &str) {
        assert_eq!(TitleParts::of(title).words, words, "{title:?}");
    }

    #[test]
    fn what_stands_around_a_title_is_no_part_of_it() {
        for title in [
            "Personal",
            "PERSONAL:",
            "7. Personal",
            "7) Personal",
            "(7) Personal",
            "1.2.3 Personal",
            "7 – Personal",
            "#7 Personal",
            "IV. Personal",
            "a) Personal",
            "① Personal",
            "7\u{fe0f}\u{20e3} Personal",
            "Personal {#personal}",
            "Personal {: .x #y}",
            "Personal #private",
            "#together Personal #a/b",
            ":house: Personal",
            ":house_with_garden:Personal :+1:",
            "Personal (just us)",
            "(optional) Personal [if you like]",
            "Personal (never closed",
            "[Personal]",
            "[[Personal]]",
            "[[notes/p|Personal]]",
            "#personal",
            "Personal[^1]",
            "Personal^1",
            "Personal ^a95049",
            "Personal (2)",
            "Personal 2/3",
            "Personal - 5 min",
            "5 min: Personal",
            "Personal -- 10:35",
            "Personal <!-- ours -->",
            "<b>Personal</b>",
            "**Personal** ==",
            "\u{feff}Per\u{200b}sonal\u{200d}",
            "Ｐｅｒｓｏｎａｌ（２）",
            "🏡 Personal 🎉",
            "~~Personal~~",
            "— Personal —",
        ] {
            check(title, "personal");
        }
        for (title, words) in [
            ("7个人", "个人"),
            ("一、个人", "一 个人"),
            ("1on1", "1on1"),
            ("2026-11-24", "2026 11 24"),
            ("I think", "i think"),
            ("Q: what", "q what"),
            ("", ""),
            ("🏆", ""),
            ("a < b", "a b"),
        ] {
            check(title, words);
        }
    }

    #[test]
    fn a_title_can_say_more_than_one_thing() {
        let parts = TitleParts::of("Wins / family & friends – 2: Per-sonal (home, only) #private");
        assert_eq!(parts.segments, ["wins", "family", "friends", "per sonal"]);
        assert_eq!(parts.asides, ["home only", "private"]);
    }

    #[test]
    fn a_number_keeps_the_mark_that_stands_on_it() {
        check("0\u{113e1}", "0\u{113e1}");
        check("3\u{93e} x", "3\u{93e} x");
        check("0\\\u{1cf00}", "0 \u{1cf00}");
        check("3日", "日");
    }

    proptest::proptest! {
        #[test]
        fn the_plain_form_of_a_plain_form_is_the_same(title in "[ a-c#:.()\\[\\]{}^<>|/0-9min-]{0,16}|\\PC{0,16}") {
            let words = TitleParts::of(&title).words;
            proptest::prop_assert_eq!(&TitleParts::of(&words).words, &words);
        }
    }
}
