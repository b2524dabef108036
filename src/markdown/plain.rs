//! The one plain form of a text, in its two strengths: [`plain`], by which two titles are the same, and [`findable`], by
//! which words are found. Of both the first half is [`unmarked`]: the words as a reader of the rendered page sees them.
//!
//! Nothing in a file is ever changed by it. What of a text is a mark and what a sign of it is decided by the parser that
//! reads the files, and not by a copy of its rules.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::text::{fold_for_search, fold_signs, fold_white_space, is_without_width};

/// `text`, the words of one paragraph, as identity needs it: [`unmarked`], with typographic quotes, dashes, hyphens and
/// blanks in their plain form, without signs of no width, composed, on one line; `[label][]` is `[label]`. Case, accents
/// and all letters stay.
///
/// A text without any of these comes back as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    let folded = match unmarked(text) {
        Cow::Borrowed(text) => fold_signs(text),
        Cow::Owned(text) => Cow::Owned(fold_signs(&text).into_owned()),
    };
    match with_labels_once(&folded) {
        Some(text) => Cow::Owned(text),
        None => folded,
    }
}

/// `text` with `[label]` for `[label][]` and `[label][label]`, between which formatters change; `None` where it has none.
///
/// Whether the label is defined makes no difference: an item is the same where its definition stayed behind.
fn with_labels_once(text: &str) -> Option<String> {
    memchr::memmem::find(text.as_bytes(), b"][")?;
    let mut once = String::with_capacity(text.len());
    let mut kept = 0;
    let (mut read, mut in_code) = (0, false);
    for (at, _) in text.match_indices('[') {
        let before = &text[..at];
        // In `a[i][]` and in code it is no link.
        let is_word = |c: char| c.is_alphanumeric() || "[]_`\\".contains(c);
        in_code ^= memchr::memchr_iter(b'`', &text.as_bytes()[read..at]).count() % 2 == 1;
        read = at;
        if at < kept || before.ends_with(is_word) || in_code {
            continue;
        }
        let inner = |rest: &'_ str| {
            rest[1..]
                .find([']', '['])
                .filter(|n| rest[1 + n..].starts_with(']'))
        };
        let label = |part: &str| fold_white_space(part).to_lowercase();
        let Some(length) = inner(&text[at..]) else {
            continue;
        };
        let name = label(&text[at + 1..at + 1 + length]);
        let end = at + length + 2;
        let mut after = end;
        while text[after..].starts_with('[')
            && let Some(length) = inner(&text[after..])
            && (length == 0 || label(&text[after + 1..after + 1 + length]) == name)
        {
            after += length + 2;
        }
        if after > end && !name.is_empty() && !text[after..].starts_with('(') {
            once.push_str(&text[kept..end]);
            kept = after;
        }
    }
    once.push_str(&text[kept..]);
    (kept > 0).then_some(once)
}

/// `text` as it is looked for: [`plain`], and case and width do not matter. Accents stay:
/// [`without_accents`](crate::text::without_accents) takes them away.
pub fn findable(text: &str) -> String {
    fold_for_search(&plain(text))
}

/// `text`, the words of one paragraph, as one reads them: escapes and entities resolved; marks of emphasis,
/// strikethrough and highlight gone, but for what stands in code or in an address. The marks of code and of links stay.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if !may_hold_marks(text) {
        return Cow::Borrowed(text);
    }
    // In front of it stands a word, so that nothing at its start is the marker of a block.
    let source = format!("{STAND_IN}{text}");
    let read = Reading::of(&source);
    let unmarked = read.assembled(&source);
    match unmarked.strip_prefix(STAND_IN) {
        Some(unmarked) if unmarked == text => Cow::Borrowed(text),
        Some(unmarked) => Cow::Owned(unmarked.trim().to_string()),
        None => Cow::Borrowed(text),
    }
}

const STAND_IN: &str = "x ";

/// Whether anything in `text` may be a mark. Most titles hold none of these signs, and are not parsed.
fn may_hold_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'*', b'_', b'\\', bytes).is_some()
        || memchr::memchr(b'&', bytes).is_some()
        || memchr::memmem::find(bytes, b"~~").is_some()
        || memchr::memmem::find(bytes, b"==").is_some()
}

/// What the parser says of a text.
#[derive(Default)]
struct Reading {
    /// Parts of the source and what is said there instead, in order, none within another.
    replaced: Vec<(Range<usize>, String)>,
    /// Parts that are words.
    words: Vec<Range<usize>>,
    /// The pairs of marks around emphasis and strikethrough.
    pairs: Vec<[Range<usize>; 2]>,
}

impl Reading {
    fn of(source: &str) -> Self {
        let mut read = Reading::default();
        let options = Options::ENABLE_STRIKETHROUGH;
        let mut in_address = 0..0;
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            let length = match &event {
                Event::Start(Tag::Emphasis) => 1,
                Event::Start(Tag::Strong) => 2,
                Event::Start(Tag::Strikethrough) if source[range.clone()].starts_with("~~") => 2,
                Event::Start(Tag::Link {
                    link_type: LinkType::Autolink | LinkType::Email,
                    ..
                }) => {
                    in_address = range;
                    continue;
                }
                Event::Text(said) if range.start >= in_address.end => {
                    read.text(source, said, range);
                    continue;
                }
                _ => continue,
            };
            if range.start >= in_address.end {
                let open = range.start..range.start + length;
                read.pairs.push([open, range.end - length..range.end]);
            }
        }
        let addresses = addresses(source);
        read.pairs.retain(|pair| is_mark(source, pair, &addresses));
        read.highlights(source, &addresses);
        read
    }

    fn text(&mut self, source: &str, said: &str, range: Range<usize>) {
        let is_escape = range.start > 0
            && source.as_bytes()[range.start - 1] == b'\\'
            && self.words.last().is_none_or(|last| last.end < range.start);
        if is_escape {
            self.replaced
                .push((range.start - 1..range.start, String::new()));
        }
        if &source[range.clone()] != said {
            self.replaced.push((range.clone(), said.to_string()));
        } else {
            // What is escaped is no mark.
            let escaped = match is_escape {
                true => said.chars().next().map_or(0, char::len_utf8),
                false => 0,
            };
            let words = range.start + escaped..range.end;
            self.blank_breaks(source, &words);
            self.words.push(words);
            return;
        }
        self.words.push(range.end..range.end);
    }

    /// A backslash before a blank, in words that came from several lines, broke the line there.
    fn blank_breaks(&mut self, source: &str, range: &Range<usize>) {
        for (at, _) in source[range.clone()].match_indices("\\ ") {
            let at = range.start + at;
            // One behind letters and a colon is the root of a drive.
            if at > 0 && source.as_bytes()[at - 1] != b':' {
                self.replaced.push((at..at + 1, String::new()));
            }
        }
    }

    /// `==` around words, which the parser does not know.
    fn highlights(&mut self, source: &str, addresses: &[Range<usize>]) {
        let mut open: Option<Range<usize>> = None;
        let before = |at: usize| source[..at].chars().next_back();
        let after = |at: usize| source[at..].chars().next();
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '=');
        for words in &self.words {
            for (at, mark) in source[words.clone()].match_indices("==") {
                let mark = words.start + at..words.start + at + mark.len();
                let (left, right) = (before(mark.start), after(mark.end));
                if let Some(begin) = &open
                    && !is_blank(left)
                    && left != Some('=')
                    && !is_word(right)
                {
                    let pair = [begin.clone(), mark];
                    if is_mark(source, &pair, addresses) {
                        self.pairs.push(pair);
                    }
                    open = None;
                } else if !is_blank(right) && right != Some('=') && !is_word(left) {
                    open = Some(mark);
                }
            }
        }
    }

    /// The source with all of that in it.
    fn assembled(self, source: &str) -> String {
        let mut replaced = self.replaced;
        let marks = self.pairs.into_iter().flatten();
        replaced.extend(marks.map(|mark| (mark, String::new())));
        replaced.sort_by_key(|(range, _)| range.start);
        let mut text = String::with_capacity(source.len());
        let mut at = 0;
        for (range, said) in replaced {
            if range.start >= at {
                text.push_str(&source[at..range.start]);
                text.push_str(&said);
                at = range.end;
            }
        }
        text.push_str(&source[at..]);
        text
    }
}

/// The addresses and wiki links that stand in `source` as words.
fn addresses(source: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in source.match_indices("://") {
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let scheme = source[..at].trim_end_matches(is_scheme).len();
        let rest = &source[at..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ')'))
            .map_or(source.len(), |length| at + length);
        if scheme < at && found.last().is_none_or(|last| last.end <= scheme) {
            found.push(scheme..end);
        }
    }
    // A wiki link is one of a note, whether its brackets are escaped or not.
    for (at, _) in source.match_indices("[[") {
        let rest = &source[at..];
        let ends = ["]]", "]\\]"].into_iter().filter_map(|end| rest.find(end));
        if let Some(length) = ends.min() {
            found.push(at..at + length);
        }
    }
    found
}

/// Whether `pair` marks words. Within an address it is a part of that, and one between letters that touch, as in
/// `2*3*4`, is a sign of its own to everybody but a parser.
fn is_mark(source: &str, pair: &[Range<usize>; 2], addresses: &[Range<usize>]) -> bool {
    let [open, close] = pair;
    let is_within = |address: &Range<usize>| {
        address.contains(&open.start)
            || address.start < close.start
                && source[close.end..address.end.max(close.end)]
                    .contains(|c: char| c.is_alphanumeric() || c == '/')
    };
    if addresses.iter().any(is_within) {
        return false;
    }
    let is_letter = |at: usize| source.as_bytes()[at].is_ascii_alphanumeric();
    let touches = |mark: &Range<usize>| {
        mark.len() == 1
            && mark.start > 0
            && mark.end < source.len()
            && is_letter(mark.start - 1)
            && is_letter(mark.end)
    };
    !touches(open) && !touches(close)
}

/// Whether `source` may hold the words of a plain form in pieces: with a mark, an entity or a sign of no width within a
/// word. Quick, and never wrong when it says no.
pub fn may_break_words(source: &[u8]) -> bool {
    let behind_letter = |at: usize| at > 0 && source[at - 1].is_ascii_alphanumeric();
    memchr::memchr_iter(b'*', source).any(behind_letter)
        || memchr::memmem::find_iter(source, b"~~").any(behind_letter)
        || memchr::memchr_iter(b'&', source)
            // `&#97;` and `&fjlig;`: the only ones that stand for letters of ASCII.
            .any(|at| matches!(source.get(at + 1), Some(b'#' | b'f')))
        || (!source.is_ascii()
            && String::from_utf8_lossy(source)
                .chars()
                .any(is_without_width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(plain(text), *expected, "{text}");
        }
    }

    #[test]
    fn marks_of_emphasis_are_gone() {
        check(&[
            ("**Send** the _deck_", "Send the deck"),
            ("*a* _a_ __a__ ***a***", "a a a a"),
            ("~~old~~ new", "old new"),
            ("==Read== this", "Read this"),
            ("this is ==very **bold**==", "this is very bold"),
            ("これは**重要**です", "これは重要です"),
            ("un**believ**able", "unbelievable"),
            ("_see https://x.org/a_b_", "see https://x.org/a_b"),
            (
                "[the **deck**](https://x.org/_a_)",
                "[the deck](https://x.org/_a_)",
            ),
            ("**Fix:** `a_b`", "Fix: `a_b`"),
            ("*[ ]* x", "[ ] x"),
        ]);
    }

    #[test]
    fn what_is_no_mark_stays() {
        check(&[
            ("2*3*4", "2*3*4"),
            ("a * b * c", "a * b * c"),
            (
                "snake_case_name and a__b__.py",
                "snake_case_name and a__b__.py",
            ),
            ("`**kwargs` and `_x_`", "`**kwargs` and `_x_`"),
            ("~/x~ and ~a~", "~/x~ and ~a~"),
            ("https://x.org/_a_/b_c", "https://x.org/_a_/b_c"),
            ("<https://x.org/*a*>", "<https://x.org/*a*>"),
            ("[[_a_|b]]", "[[_a_|b]]"),
            ("\\[[_a_|b]\\] _c_", "[[_a_|b]] c"),
            ("[[a\\_b|c]]", "[[a_b|c]]"),
            ("if a == b and c == d", "if a == b and c == d"),
            ("a==b==c === d", "a==b==c === d"),
            ("R&D, AT&T", "R&D, AT&T"),
            ("C:\\temp and C:\\ is full", "C:\\temp and C:\\ is full"),
            ("* a", "* a"),
            ("# 12 is _done", "# 12 is _done"),
            ("1. a", "1. a"),
            ("a -- b", "a -- b"),
            ("it's \"so\"", "it's \"so\""),
            ("2² ½ Ａ ﬁ", "2² ½ Ａ ﬁ"),
            ("❤\u{fe0f} 👩\u{200d}💻", "❤\u{fe0f} 👩\u{200d}💻"),
        ]);
    }

    #[test]
    fn escapes_and_entities_are_what_they_say() {
        check(&[
            ("time\\_zone", "time_zone"),
            ("\\- \\[ \\] a\\!", "- [ ] a!"),
            ("2\\*3\\*4 \\*a\\*", "2*3*4 *a*"),
            ("R&amp;D &lt;b&gt; &#95;", "R&D <b> _"),
            ("a&nbsp;b&#8217;s", "a b's"),
            ("\\\\server\\share", "\\server\\share"),
            ("`a\\_b`", "`a\\_b`"),
            ("[a\\_b](c\\_d)", "[a_b](c\\_d)"),
            ("a\\ b", "a b"),
            ("https://x.org/a\\_b?c&amp;d", "https://x.org/a_b?c&d"),
            ("\\==a\\==", "==a=="),
            ("\\~\\~a\\~\\~", "~~a~~"),
        ]);
    }

    #[test]
    fn a_label_that_is_said_twice_is_said_once() {
        check(&[
            ("Answer [#12][]", "Answer [#12]"),
            ("Answer [#12][#12]", "Answer [#12]"),
            ("[The deck][the  deck], now", "[The deck], now"),
            ("[the **bold** plan][]", "[the bold plan]"),
            ("[a\\_b][] and [a_b]", "[a_b] and [a_b]"),
            ("\\[#12\\]\\[\\]", "[#12]"),
            ("![shot][] (see [it][])", "![shot] (see [it])"),
            ("[don’t][don't] [x][][]", "[don't] [x]"),
            // Another label, an address, a place in a row, code, a task, a wiki link.
            ("[the deck][1]", "[the deck][1]"),
            ("[C++][c]", "[C++][c]"),
            ("[x][](u)", "[x][](u)"),
            ("read a[i][] and b[0][0]", "read a[i][] and b[0][0]"),
            ("`[x][]` and `a [x][]`", "`[x][]` and `a [x][]`"),
            ("[][] [ ][]", "[][] [ ][]"),
            ("[[x]][]", "[[x]][]"),
            ("[#12] []", "[#12] []"),
        ]);
    }

    #[test]
    fn typographic_signs_are_plain() {
        check(&[
            ("don’t “say” ‘so’", "don't \"say\" 'so'"),
            ("„Plan“ «plan»", "\"Plan\" \"plan\""),
            ("a – b — c\u{2011}d \u{2212}1", "a - b - c-d -1"),
            ("a\u{a0}b\u{202f}c  d", "a b c d"),
            ("wri\u{200b}te\u{ad} \u{feff}it\u{2060}", "write it"),
            ("Jose\u{301}", "José"),
        ]);
    }

    #[test]
    fn words_are_found_in_another_case_and_width() {
        for (one, other) in [
            ("don’t", "DON'T"),
            ("time\\_zone", "Time_Zone"),
            ("R&amp;D", "r&d"),
            ("Straße", "STRASSE"),
            ("ẞ", "ss"),
            ("İstanbul", "istanbul"),
            ("ＡＰＩ", "api"),
            ("ΟΔΟΣ", "οδος"),
            ("ﬁx", "FIX"),
            ("①", "1"),
            ("ｶﾞ", "ガ"),
        ] {
            assert_eq!(findable(one), findable(other), "{one} {other}");
        }
        assert_ne!(findable("Überblick"), findable("Uberblick"));
    }

    /// `text` with a backslash before every sign that may be a mark.
    fn escaped(text: &str) -> String {
        let mut escaped = String::new();
        for c in text.chars() {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]

        /// The plain form is what a text says: written so that it says just that, it is the same again.
        #[test]
        fn what_is_plain_stays_so(text in "[ab1 *_~=&\\\\`<>\\[\\]()!#;/:’–“\u{a0}\u{200b}é]{0,24}") {
            let form = plain(&text).into_owned();
            let again = escaped(&form);
            proptest::prop_assert_eq!(plain(&again), form.as_str());
        }

        #[test]
        fn any_text_has_one(text in "\\PC{0,24}") {
            let text = fold_white_space(&text);
            let form = plain(&text).into_owned();
            let again = escaped(&form);
            proptest::prop_assert_eq!(plain(&again), form.as_str());
            let found = fold_for_search(&form);
            proptest::prop_assert_eq!(findable(&again), found.as_str());
            proptest::prop_assert_eq!(fold_for_search(&found), found.as_str());
        }

        /// What has no such sign keeps every bit, by which its reference is made.
        #[test]
        fn what_has_no_odd_sign_is_itself(text in "[a-zA-Z0-9éß日 .,:;!?'\"()#@/+-]{0,24}") {
            let text = fold_white_space(&text);
            proptest::prop_assert_eq!(plain(&text), text.as_str());
        }

        /// A word of the plain form stands in the text, or the text says that it may not.
        #[test]
        fn words_are_whole_where_nothing_breaks_them(text in "[abZf *_~=&#1;\\\\`’\u{200b}é]{0,24}") {
            let form = plain(&text).into_owned();
            let mut words = form.split(|c: char| !c.is_ascii_alphanumeric() || c == 'K');
            let is_whole = words.all(|word| text.contains(word));
            proptest::prop_assert!(is_whole || may_break_words(text.as_bytes()), "{text:?} {form:?}");
        }
    }
}
