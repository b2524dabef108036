//! The words of one item from three.

use std::cmp::Ordering;

use super::diff3::{side_that_holds, slices, three_way_of_words};
use super::item_head::{Field, Token};
use super::item_text::{ItemText, ItemTexts};
use crate::merge::three::{Base, Ours, Pick, Theirs, Three};
use crate::text::{Span, normalized};

/// The words of an item.
pub(super) enum Words<'a> {
    /// Those of one side.
    Of(ItemText<'a>),
    /// Words of both, as lines laid out like those of this side.
    Mixed(String, ItemText<'a>),
    /// Both changed the same ones.
    Both,
}

/// Whose words an item gets.
pub(super) fn words(items: ItemTexts<'_>) -> Words<'_> {
    let Three { base, ours, theirs } = items;
    // By what follows the box: two that differ in their boxes only are laid out alike.
    let sort = |side: ItemText<'_>| {
        (
            side.slice(side.head.text()).to_string(),
            side.text().to_string(),
        )
    };
    let lesser = match sort(ours) <= sort(theirs) {
        true => ours,
        false => theirs,
    };
    match items.each(|item| item.head.title.as_str()).pick() {
        Pick::Same => {
            // One that is as it was gives way; else the attributes stand where the side has them that has more of them.
            let was = base.map(layout);
            let rank = |side: ItemText<'_>| (was != Some(layout(side)), side.head.values.len());
            match rank(ours).cmp(&rank(theirs)) {
                Ordering::Greater => Words::Of(ours),
                Ordering::Less => Words::Of(theirs),
                Ordering::Equal => Words::Of(lesser),
            }
        }
        Pick::Ours => Words::Of(ours),
        Pick::Theirs => Words::Of(theirs),
        Pick::Conflict => {
            // A formatter changes no words.
            let said = items.each(|item| item.head.plain.as_str()).pick();
            if said == Pick::Same {
                return Words::Of(lesser);
            }
            let mixed = base.and_then(|base| mixed(Three::new(base, ours, theirs), lesser));
            match (mixed, said) {
                (Some(text), _) => Words::Mixed(text, lesser),
                (None, Pick::Ours) => Words::Of(ours),
                (None, Pick::Theirs) => Words::Of(theirs),
                (None, _) => Words::Both,
            }
        }
    }
}

/// What stands where in an item, without what its attributes say.
fn layout(item: ItemText<'_>) -> Vec<(&str, Result<&str, Field>)> {
    let told = |token: &Token| match token.field {
        Some(field) => Err(field),
        None => Ok(item.slice(token.text)),
    };
    let tokens = item.head.tokens.iter();
    tokens
        .map(|token| (item.slice(token.glue), told(token)))
        .collect()
}

/// A word or an attribute of an item, and where it stands.
type TokenIn<'a> = (ItemText<'a>, &'a Token);

/// The lines of `like` with the words of both sides, where they changed different ones.
fn mixed<'a>(items: Three<ItemText<'a>>, like: ItemText<'a>) -> Option<String> {
    let all = |item: ItemText<'a>| item.head.tokens.iter().map(|token| (item, token)).collect();
    let rows: Three<Vec<TokenIn<'a>>> = items.map(all);
    // With the attributes among the words; where that fails, without them.
    mixed_row(rows.clone())
        .or_else(|| {
            let plain =
                |row: Vec<TokenIn<'a>>| row.into_iter().filter(|(_, token)| token.field.is_none());
            mixed_row(rows.map(|row| plain(row).collect()))
        })
        .map(|chosen| laid_out(chosen, like))
}

/// One row of words from three.
fn mixed_row(rows: Three<Vec<TokenIn<'_>>>) -> Option<Vec<TokenIn<'_>>> {
    let keys = rows.as_ref().map(|row| {
        let keys = row.iter().map(|(item, token)| match token.field {
            Some(field) => format!("\n{field:?}"),
            None => normalized(item.slice(token.text)),
        });
        keys.collect::<Vec<_>>()
    });
    let keys = keys.as_ref().map(Vec::as_slice);
    let is_word = |key: &String| !key.starts_with('\n');
    let mut chosen = Vec::new();
    for hunk in three_way_of_words(keys, is_word) {
        let keyed = slices(keys, &hunk);
        let there = slices(rows.as_ref().map(Vec::as_slice), &hunk);
        let side = match keyed.pick() {
            Pick::Same if keyed.base == keyed.ours => Base,
            // Written composed by one and decomposed by the other it is the same word.
            Pick::Same => there.map(written).side_or_lesser(),
            Pick::Ours => Ours,
            Pick::Theirs => Theirs,
            Pick::Conflict => side_that_holds(keyed)?,
        };
        chosen.extend_from_slice(there[side]);
    }
    Some(chosen)
}

fn written<'a>(row: &[TokenIn<'a>]) -> Vec<&'a str> {
    row.iter()
        .map(|(item, token)| item.slice(token.text))
        .collect()
}

/// The lines of `like` with the words `chosen`; the attributes at their end in the usual order, if they are of both sides.
fn laid_out(mut chosen: Vec<TokenIn<'_>>, like: ItemText<'_>) -> String {
    let run = chosen
        .iter()
        .rev()
        .take_while(|(_, token)| token.field.is_some());
    let attributes = chosen.len() - run.count();
    let is_mixed = |pair: &[TokenIn<'_>]| !std::ptr::eq(pair[0].0.head, pair[1].0.head);
    if chosen[attributes..].windows(2).any(is_mixed) {
        chosen[attributes..].sort_by_key(|(_, token)| token.field);
    }
    let text = like.head.text();
    let mut lines = like
        .slice(Span::new(like.head.span.start, text.start))
        .to_string();
    for (index, (side, token)) in chosen.iter().enumerate() {
        let glue = side.slice(token.glue);
        let needs_blank = index == 0 || !follows_closely(&chosen, index);
        lines.push_str(if glue.is_empty() && needs_blank {
            " "
        } else {
            glue
        });
        lines.push_str(side.slice(token.text));
    }
    lines.push_str(like.slice(Span::new(text.end, like.head.span.end)));
    lines
}

/// Whether the token at `index` stood right behind the one before it, with no blank between.
fn follows_closely(tokens: &[TokenIn<'_>], index: usize) -> bool {
    let ((side, token), (other, before)) = (&tokens[index], &tokens[index - 1]);
    std::ptr::eq(side.head, other.head) && before.text.end == token.text.start
}
