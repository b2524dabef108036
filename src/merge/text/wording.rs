//! The words of one item from three.

use std::cmp::Ordering;

use super::diff3::{Piece, holds, three_way_of_words};
use super::head::{Field, Token};
use super::written::Written;
use crate::text::{Span, normalized};

/// The words of an item.
pub(super) enum Words<'a> {
    /// Those of one side.
    Of(Written<'a>),
    /// Words of both, as lines laid out like those of this side.
    Mixed(String, Written<'a>),
    /// Both changed the same ones.
    Both,
}

pub(super) fn words<'a>(
    base: Option<Written<'a>>,
    ours: Written<'a>,
    theirs: Written<'a>,
) -> Words<'a> {
    let title = |side: Written<'a>| side.head.title.as_str();
    // By what follows the box: two that differ in their boxes only are laid out alike.
    let sort = |side: Written<'a>| (side.slice(side.head.text()), side.text());
    let lesser = if sort(ours) <= sort(theirs) {
        ours
    } else {
        theirs
    };
    let was = base.map(title);
    match (Some(title(ours)) == was, Some(title(theirs)) == was) {
        _ if title(ours) == title(theirs) => {
            // One that is as it was gives way; else the attributes stand where the side has them that has more of them.
            let rank = |side: Written<'a>| {
                let is_new = base.map(layout) != Some(layout(side));
                (is_new, side.head.values.len())
            };
            match rank(ours).cmp(&rank(theirs)) {
                Ordering::Greater => Words::Of(ours),
                Ordering::Less => Words::Of(theirs),
                Ordering::Equal => Words::Of(lesser),
            }
        }
        (true, _) => Words::Of(theirs),
        (_, true) => Words::Of(ours),
        _ => base
            .and_then(|base| mixed(base, ours, theirs, lesser))
            .map_or(Words::Both, |text| Words::Mixed(text, lesser)),
    }
}

/// What stands where in an item, without what its attributes say.
fn layout(item: Written<'_>) -> Vec<(&str, Result<&str, Field>)> {
    let told = |token: &Token| match token.field {
        Some(field) => Err(field),
        None => Ok(item.slice(token.text)),
    };
    let tokens = item.head.tokens.iter();
    tokens
        .map(|token| (item.slice(token.glue), told(token)))
        .collect()
}

/// The lines of `like` with the words of both sides, where they changed different ones.
fn mixed<'a>(
    base: Written<'a>,
    ours: Written<'a>,
    theirs: Written<'a>,
    like: Written<'a>,
) -> Option<String> {
    let all = |_: &&Token| true;
    let plain = |token: &&Token| token.field.is_none();
    let rows: [fn(&&Token) -> bool; 2] = [all, plain];
    rows.into_iter().find_map(|filter| {
        let row = |side: Written<'a>| -> (Vec<String>, Vec<(Written<'a>, Token)>) {
            let tokens = side.head.tokens.iter().filter(filter);
            let keyed = tokens.map(|token| {
                let key = match token.field {
                    Some(field) => format!("\n{field:?}"),
                    None => normalized(side.slice(token.text)),
                };
                (key, (side, token.clone()))
            });
            keyed.unzip()
        };
        let ((b, base_tokens), (o, our_tokens), (t, their_tokens)) =
            (row(base), row(ours), row(theirs));
        let mut chosen: Vec<(Written<'a>, Token)> = Vec::new();
        let is_word = |key: &String| !key.starts_with('\n');
        for piece in three_way_of_words(&b, &o, &t, is_word) {
            match piece {
                Piece::Same(range) => chosen.extend_from_slice(&base_tokens[range]),
                Piece::Alike(_, ours, theirs) => {
                    // Written composed by one and decomposed by the other it is the same word.
                    let (one, other) = (&our_tokens[ours], &their_tokens[theirs]);
                    let written = |tokens: &[(Written<'a>, Token)]| {
                        let texts = tokens.iter().map(|(side, token)| side.slice(token.text));
                        texts.map(str::to_string).collect::<Vec<_>>()
                    };
                    let first = if written(one) <= written(other) {
                        one
                    } else {
                        other
                    };
                    chosen.extend_from_slice(first);
                }
                Piece::Ours(_, range) => chosen.extend_from_slice(&our_tokens[range]),
                Piece::Theirs(_, range) => chosen.extend_from_slice(&their_tokens[range]),
                Piece::Conflict { base, ours, theirs } => {
                    let (was, we, they) = (&b[base], &o[ours.clone()], &t[theirs.clone()]);
                    match (holds(was, we, they), holds(was, they, we)) {
                        (true, false) => chosen.extend_from_slice(&our_tokens[ours]),
                        (false, true) => chosen.extend_from_slice(&their_tokens[theirs]),
                        _ => return None,
                    }
                }
            }
        }
        let run = chosen
            .iter()
            .rev()
            .take_while(|(_, token)| token.field.is_some())
            .count();
        let attributes = chosen.len() - run;
        let is_mixed =
            |pair: &[(Written<'_>, Token)]| !std::ptr::eq(pair[0].0.head, pair[1].0.head);
        if chosen[attributes..].windows(2).any(is_mixed) {
            chosen[attributes..].sort_by_key(|(_, token)| token.field);
        }
        let text = like.head.text();
        let mut lines = like
            .slice(Span::new(like.head.span.start, text.start))
            .to_string();
        for (index, (side, token)) in chosen.iter().enumerate() {
            let glue = side.slice(token.glue);
            let needs_blank = index > 0 && glue.is_empty() && !follows_closely(&chosen, index);
            lines.push_str(if needs_blank || index == 0 && glue.is_empty() {
                " "
            } else {
                glue
            });
            lines.push_str(side.slice(token.text));
        }
        lines.push_str(like.slice(Span::new(text.end, like.head.span.end)));
        Some(lines)
    })
}

/// Whether the token at `index` stood right behind the one before it, with no blank between.
fn follows_closely(tokens: &[(Written<'_>, Token)], index: usize) -> bool {
    let ((side, token), (other, before)) = (&tokens[index], &tokens[index - 1]);
    std::ptr::eq(side.head, other.head) && before.text.end == token.text.start
}
