//! Three texts woven into one, piece by piece: what stayed, what one side changed, and what the caller makes of the rest.

use std::ops::Range;

use super::diff3::{Piece, holds};

/// The texts that `pieces` cut into lines or words: what one side changed is taken from it, and where both changed
/// something and one holds what the other put in, that one; else `decide` says, from where on in the base and for what
/// there is of the three. Nothing where it has no answer. `keys` are the lines or words without the blanks around them.
pub(super) fn woven<T: AsRef<str>>(
    pieces: Vec<Piece>,
    [b, o, t]: [&[T]; 3],
    keys: &[Vec<String>; 3],
    mut decide: impl FnMut(usize, [&[T]; 3]) -> Option<String>,
) -> Option<String> {
    let mut result = String::new();
    let (mut our_at, mut their_at) = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Same(range) => {
                // Where one side wraps the text otherwise, its line ends stay.
                for at in range {
                    let texts = (b[at].as_ref(), o[our_at].as_ref(), t[their_at].as_ref());
                    result.push_str(blanks_of_the_changed(texts.0, texts.1, texts.2));
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
                // They may still differ in the blanks around them.
                result.push_str(&joined(&o[ours]).min(joined(&t[theirs])));
            }
            Piece::Conflict { base, ours, theirs } => {
                our_at = ours.end;
                their_at = theirs.end;
                let texts = [&b[base.clone()], &o[ours.clone()], &t[theirs.clone()]];
                let merged = match which_holds(keys, [base.clone(), ours, theirs]) {
                    Some(side) => Some(joined(texts[side])),
                    None => decide(base.start, texts),
                };
                result.push_str(&merged?);
            }
        }
    }
    Some(result)
}

/// The side that holds what the other one put in, by its place among the three, if one alone does.
fn which_holds(keys: &[Vec<String>; 3], [base, ours, theirs]: [Range<usize>; 3]) -> Option<usize> {
    let (was, we, they) = (&keys[0][base], &keys[1][ours], &keys[2][theirs]);
    match (holds(was, we, they), holds(was, they, we)) {
        (true, false) => Some(1),
        (false, true) => Some(2),
        _ => None,
    }
}

fn joined<T: AsRef<str>>(texts: &[T]) -> String {
    texts.iter().map(AsRef::as_ref).collect()
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
fn with_blanks<T: AsRef<str>>(new: &[T], base: &[T], other: &[T]) -> String {
    if new.len() != base.len() {
        return joined(new);
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
    fn blanks_around() {
        assert_eq!(blanks(" a  "), (" ", "  "));
        assert_eq!(blanks("  "), ("  ", ""));
        assert_eq!(with_blanks(&["x  "], &["a  "], &["a"]), "x");
        assert_eq!(with_blanks(&[" x"], &[" a"], &["\na"]), "\nx");
        assert_eq!(with_blanks(&["x "], &["a"], &["a  "]), "x ");
    }
}
