//! Running text of three word by word, and the blanks between.

use super::diff3::{Piece, holds, three_way_of_words};

/// The text with the changes of both, where they changed different words; nothing where they changed the same ones.
pub(super) fn by_word(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (b, o, t) = (words(base), words(ours), words(theirs));
    let keys = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| word.trim().to_string()).collect()
    };
    let mut result = String::new();
    let (mut our_at, mut their_at) = (0, 0);
    let (base_keys, our_keys, their_keys) = (keys(&b), keys(&o), keys(&t));
    for piece in three_way_of_words(&base_keys, &our_keys, &their_keys, |_| true) {
        match piece {
            Piece::Same(range) => {
                // Where one side wraps the text otherwise, its line ends stay.
                for at in range {
                    result.push_str(blanks_of_the_changed(b[at], o[our_at], t[their_at]));
                    our_at += 1;
                    their_at += 1;
                }
            }
            Piece::Ours(before, range) => {
                let theirs = &t[their_at..their_at + before.len()];
                their_at += before.len();
                our_at = range.end;
                result.push_str(&with_blanks(&o[range], &b[before], theirs));
            }
            Piece::Theirs(before, range) => {
                let ours = &o[our_at..our_at + before.len()];
                our_at += before.len();
                their_at = range.end;
                result.push_str(&with_blanks(&t[range], &b[before], ours));
            }
            Piece::Alike(_, ours, theirs) => {
                our_at = ours.end;
                their_at = theirs.end;
                result.push_str(&o[ours].concat().min(t[theirs].concat()));
            }
            Piece::Conflict { base, ours, theirs } => {
                our_at = ours.end;
                their_at = theirs.end;
                let (was, we, they) = (
                    &base_keys[base],
                    &our_keys[ours.clone()],
                    &their_keys[theirs.clone()],
                );
                match (holds(was, we, they), holds(was, they, we)) {
                    (true, false) => result.push_str(&o[ours].concat()),
                    (false, true) => result.push_str(&t[theirs].concat()),
                    _ => return None,
                }
            }
        }
    }
    if base.ends_with('\n') && !result.ends_with('\n') {
        result.push('\n');
    }
    Some(result)
}

/// Words with the blanks in front of each, line ends among them; what follows the last word belongs to it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if in_word && c.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        in_word = !c.is_whitespace();
    }
    if start < text.len() {
        match words.last_mut() {
            Some(last) if !in_word => *last = &text[start - last.len()..],
            _ => words.push(&text[start..]),
        }
    }
    words
}

/// Of three lines or words that differ in the blanks around them only, the one that was changed.
pub(super) fn blanks_of_the_changed<'a>(base: &'a str, ours: &'a str, theirs: &'a str) -> &'a str {
    if ours == base {
        theirs
    } else if theirs == base {
        ours
    } else {
        ours.min(theirs)
    }
}

/// Reworded lines or words. Where each stands for one of the base, the blanks around it are those of the other side, if
/// only that one changed them.
pub(super) fn with_blanks<T: AsRef<str>>(new: &[T], base: &[T], other: &[T]) -> String {
    let all = |texts: &[T]| texts.iter().map(AsRef::as_ref).collect();
    if new.len() != base.len() {
        return all(new);
    }
    let each = new.iter().zip(base).zip(other);
    let chosen = each.map(|((new, base), other)| {
        let (new, base, other) = (new.as_ref(), base.as_ref(), other.as_ref());
        let (before, after) = blanks(other);
        let (new_before, new_after) = blanks(new);
        let (was_before, was_after) = blanks(base);
        let choose = |new, was, other| if new == was { other } else { new };
        format!(
            "{}{}{}",
            choose(new_before, was_before, before),
            new.trim(),
            choose(new_after, was_after, after)
        )
    });
    chosen.collect()
}

/// The blanks before a text and those behind it.
fn blanks(text: &str) -> (&str, &str) {
    let start = text.len() - text.trim_start().len();
    (&text[..start], &text[text.trim_end().len().max(start)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cover_the_text() {
        for text in ["", " ", "a", " a b\n  c \n", "日本 語\n"] {
            assert_eq!(words(text).concat(), text);
        }
        assert_eq!(words(" a b\n"), [" a", " b\n"]);
    }

    #[test]
    fn blanks_around() {
        assert_eq!(blanks(" a  "), (" ", "  "));
        assert_eq!(blanks("  "), ("  ", ""));
        assert_eq!(with_blanks(&["x  "], &["a  "], &["a"]), "x");
        assert_eq!(with_blanks(&[" x"], &[" a"], &["\na"]), "\nx");
        assert_eq!(with_blanks(&["x "], &["a"], &["a  "]), "x ");
    }
}
