//! Three texts woven into one, hunk by hunk: what stayed, what one side changed, and what the caller makes of the rest.

use super::diff3::{Hunk, side_that_holds, slices};
use crate::merge::three::{Pick, Three};

/// The texts, lines or words, that `hunks` cut up: what one side changed is taken from it, and where both changed something
/// and one holds what the other put in, that one; else `decide` says, from where on in the base and for what there is of
/// the three. Nothing where it has no answer. `keys` are the lines or words without the blanks around them.
pub(super) fn woven<T: AsRef<str>>(
    hunks: Vec<Hunk>,
    texts: Three<&[T]>,
    keys: Three<&[&str]>,
    mut decide: impl FnMut(usize, Three<&[T]>) -> Option<String>,
) -> Option<String> {
    let mut result = String::new();
    for hunk in hunks {
        let (there, keyed) = (slices(texts, &hunk), slices(keys, &hunk));
        match keyed.pick() {
            // Where one side wraps the text otherwise, its line ends stay.
            Pick::Same if keyed.base == keyed.ours => {
                for at in 0..there.base.len() {
                    result.push_str(there.map(|row| row[at].as_ref()).resolved_or_lesser());
                }
            }
            // They may still differ in the blanks around them.
            Pick::Same => result.push_str(&joined(there.ours).min(joined(there.theirs))),
            Pick::Ours => result.push_str(&with_blanks(there.ours, there.base, there.theirs)),
            Pick::Theirs => result.push_str(&with_blanks(there.theirs, there.base, there.ours)),
            Pick::Conflict => {
                let merged = match side_that_holds(keyed) {
                    Some(side) => Some(joined(there[side])),
                    None => decide(hunk.base.start, there),
                };
                result.push_str(&merged?);
            }
        }
    }
    Some(result)
}

fn joined<T: AsRef<str>>(texts: &[T]) -> String {
    texts.iter().map(AsRef::as_ref).collect()
}

/// Of a line in three texts the one that was changed, where one alone changed it in more than blanks at its end, or both
/// alike.
pub(super) fn settled_line(lines: Three<&str>) -> Option<&str> {
    match lines.map(str::trim_end).pick() {
        Pick::Same => Some(lines.resolved_or_lesser()),
        Pick::Ours => Some(lines.ours),
        Pick::Theirs => Some(lines.theirs),
        Pick::Conflict => None,
    }
}

/// Reworded lines or words. Where each stands for one of the base, the blanks around it are those of the other side, if
/// only that one changed them.
fn with_blanks<T: AsRef<str>>(new: &[T], base: &[T], other: &[T]) -> String {
    if new.len() != base.len() {
        return joined(new);
    }
    let each = new.iter().zip(base).zip(other);
    let chosen = each.map(|((new, base), other)| {
        let around = Three::new(base, new, other).map(|text| blanks(text.as_ref()));
        let (before, after) = (
            around.map(|(before, _)| before),
            around.map(|(_, after)| after),
        );
        let before = before.resolved().unwrap_or(around.ours.0);
        let after = after.resolved().unwrap_or(around.ours.1);
        format!("{before}{}{after}", new.as_ref().trim())
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
    fn blanks_around() {
        assert_eq!(blanks(" a  "), (" ", "  "));
        assert_eq!(blanks("  "), ("  ", ""));
        assert_eq!(with_blanks(&["x  "], &["a  "], &["a"]), "x");
        assert_eq!(with_blanks(&[" x"], &[" a"], &["\na"]), "\nx");
        assert_eq!(with_blanks(&["x "], &["a"], &["a  "]), "x ");
    }
}
