//! A box that is written with other signs than Markdown's: as a document service, a phone or a word processor makes it.

use crate::text::{Span, is_invisible};

/// Signs that people and programs put before a point of a list where Markdown has `-`.
const BULLETS: [char; 20] = [
    '–', '—', '―', '−', '‐', '‑', '－', '•', '‣', '◦', '⁃', '∙', '·', '●', '○', '▪', '▫', '■',
    '・', '∗',
];
/// Pictures of a box that is empty.
const EMPTY: [char; 8] = ['☐', '□', '▢', '⬜', '❏', '❑', '◻', '🔲'];
/// Pictures of a box that is ticked, and of nothing else.
const TICKED: [char; 2] = ['☑', '🗹'];

/// A line that is an item when its signs are folded to plain ones.
pub(super) struct OddBox {
    /// Where what is folded begins, in bytes from the start of the line.
    start: usize,
    /// Where the text of the item begins.
    text: usize,
    /// What Markdown has instead of all between.
    plain: String,
}

/// The mark of the box with which `text`, a cell of a table, begins, and what stands behind it; `None` where it begins with
/// none, also not in other signs than Markdown's.
pub fn box_before(text: &str) -> Option<(char, &str)> {
    let rest = Rest { line: text, at: 0 };
    let (mark, after) = bracket(rest).or_else(|| picture(rest))?;
    let behind = after.past_blanks();
    let stands_apart = behind.at > after.at || behind.text().is_empty();
    stands_apart.then_some((mark, behind.text()))
}

/// What is still to be read of a line.
#[derive(Clone, Copy)]
struct Rest<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn text(self) -> &'a str {
        &self.line[self.at..]
    }

    fn next(self) -> Option<char> {
        self.text().chars().next()
    }

    /// Past blanks of any kind, and signs that nobody sees.
    fn past_blanks(mut self) -> Rest<'a> {
        while let Some(c) = self
            .next()
            .filter(|c| c.is_whitespace() || is_invisible(*c))
        {
            self.at += c.len_utf8();
        }
        self
    }

    /// Past one of `signs`.
    fn past(mut self, signs: &[char]) -> Option<Rest<'a>> {
        let c = self.next().filter(|c| signs.contains(c))?;
        self.at += c.len_utf8();
        Some(self)
    }

    fn past_all(mut self, signs: &[char]) -> Rest<'a> {
        while let Some(after) = self.past(signs) {
            self = after;
        }
        self
    }
}

impl OddBox {
    /// The box at the start of `line`, which is no item; `None` where it is none with plain signs either.
    pub fn read(line: &str) -> Option<OddBox> {
        // The quote in which it stands stays.
        let quoted = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let first = Rest { line, at: quoted };
        let content = first.past_blanks();
        let (marker, after) = marker(content);
        let after = after.past_blanks();
        let (mark, after) = bracket(after).or_else(|| picture(after))?;
        let text = after.past_blanks();
        // A link or a word goes on right behind a bracket.
        let stands_apart = text.at > after.at || after.next().is_some_and(|c| c >= '\u{2e80}');
        let is_word = |c: char| c.is_alphanumeric() || "\"'“‘„«@*_`#".contains(c);
        if !stands_apart || !text.text().contains(char::is_alphanumeric) {
            return None;
        }
        if text
            .next()
            .is_some_and(|c| !is_word(c) && c.is_ascii_punctuation() && c != '(' && c != '[')
        {
            return None;
        }
        let start = match first
            .text()
            .starts_with(|c: char| c.is_whitespace() || is_invisible(c))
        {
            true => first.at,
            false => content.at,
        };
        Some(OddBox {
            start,
            text: text.at,
            plain: format!("{} [{mark}] ", marker.unwrap_or("-")),
        })
    }

    /// What is folded, in a line that begins at `at`.
    pub fn span(&self, at: usize) -> Span {
        Span::new(at + self.start, at + self.text)
    }

    /// What Markdown has instead.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The item as Markdown has it.
    pub fn item(&self, line: &str) -> String {
        format!("{}{}", self.plain, line[self.text..].trim_end())
    }
}

/// The marker at `rest`, as Markdown has it, and what is behind it.
fn marker(rest: Rest<'_>) -> (Option<&str>, Rest<'_>) {
    let unescaped = match rest.past(&['\\']) {
        Some(after) if after.text().starts_with(['-', '*', '+']) => after,
        _ => rest,
    };
    let digits = unescaped.past_all(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    if (1..=9).contains(&(digits.at - unescaped.at))
        && let Some(after) = digits.past(&['.', ')'])
    {
        return (Some(&rest.line[unescaped.at..after.at]), after);
    }
    match unescaped.past(&['-', '*', '+']) {
        // `**[ ]**` is emphasis.
        Some(after) if !after.text().starts_with(['*', '-', '+']) => {
            (Some(&rest.line[unescaped.at..after.at]), after)
        }
        _ => (None, rest.past(&BULLETS).unwrap_or(rest)),
    }
}

/// `[ ]` and `[x]` with brackets of any width, escaped or emphasised.
fn bracket(rest: Rest<'_>) -> Option<(char, Rest<'_>)> {
    let opened = rest.past_all(&['*', '_', '\\']).past(&['[', '［', '【'])?;
    let inside = opened.past_blanks();
    let (mark, inside) = match inside.past(&['x', 'X', 'ｘ', 'Ｘ', '✓', '✔']) {
        Some(after) => ('x', after.past_blanks()),
        None => (' ', inside.past_all(&['_']).past_blanks()),
    };
    let closed = inside.past_all(&['\\']).past(&[']', '］', '】'])?;
    let emphasised = rest.text().starts_with(['*', '_']);
    let after = match emphasised {
        true => closed.past_all(&['*', '_']),
        false => closed,
    };
    // Emphasis that goes on with the text would lose its half.
    (!emphasised || after.at > closed.at).then_some((mark, after))
}

/// `☐` and its like.
fn picture(rest: Rest<'_>) -> Option<(char, Rest<'_>)> {
    let ticked = || rest.past(&TICKED).map(|after| ('x', after));
    let (mark, after) = rest
        .past(&EMPTY)
        .map(|after| (' ', after))
        .or_else(ticked)?;
    Some((mark, after.past_all(&['\u{fe0e}', '\u{fe0f}'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `line` as it is after its repair; empty where there is none.
    fn repaired(line: &str) -> String {
        OddBox::read(line).map_or(String::new(), |odd| {
            format!("{}{}{}", &line[..odd.start], odd.plain, &line[odd.text..])
        })
    }

    #[test]
    fn signs_are_folded() {
        for (line, expected) in [
            ("– [ ] a", "- [ ] a"),
            ("— [x] a", "- [x] a"),
            ("• [ ] a", "- [ ] a"),
            ("· [X] a", "- [x] a"),
            ("-\u{a0}[ ] a", "- [ ] a"),
            ("*\u{a0}[\u{a0}]\u{a0}a", "* [ ] a"),
            ("- [\u{200b}] a", "- [ ] a"),
            ("－［　］　a", "- [ ] a"),
            ("・［ｘ］買う", "- [x] 買う"),
            ("\\- [ ] a", "- [ ] a"),
            ("\\* \\[ \\] a", "* [ ] a"),
            ("\\[ \\] a", "- [ ] a"),
            ("1.[ ] a", "1. [ ] a"),
            ("12) ☐ a", "12) [ ] a"),
            ("[] a", "- [ ] a"),
            ("[_] a", "- [ ] a"),
            ("[✓] a", "- [x] a"),
            ("> [ ] a", "> - [ ] a"),
            ("> • [ ] a", "> - [ ] a"),
            ("  – [ ] a", "  - [ ] a"),
            ("- **[ ]** a", "- [ ] a"),
            ("**[ ]** a", "- [ ] a"),
            ("- *[x]* a", "- [x] a"),
            ("☐ a", "- [ ] a"),
            ("☐a", ""),
            ("☐ a", "- [ ] a"),
            ("- ☐ a", "- [ ] a"),
            ("* ☑\u{fe0f} a", "* [x] a"),
            ("□ 買う", "- [ ] 買う"),
            ("⬜ **@alex** a", "- [ ] **@alex** a"),
            ("\u{200b}- [ ] a", "- [ ] a"),
        ] {
            assert_eq!(repaired(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_is_no_box_is_left_in_peace() {
        for line in [
            "– Bonjour",
            "— [1] a source",
            "• [a link](http://example.com)",
            "• [x](http://example.com)",
            "• [[x]] a",
            "– [AS] x",
            "[x]: http://example.com",
            "[ ](u) a",
            "✅ shipped",
            "- ✅ shipped",
            "✔ fine",
            "> [!note] a",
            "☐",
            "– [ ]",
            "é [ ] a",
            "a – [ ] b",
            "2026 [ ] a",
            "[x], then y",
            "** bold ** [ ] a",
            "---",
            "[x][y] z",
            "· and [ ] so",
            "- **[ ] a**",
        ] {
            assert_eq!(repaired(line), "", "{line:?}");
        }
    }
}
