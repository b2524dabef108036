//! Writing one item that both sides have: what its merge gave, what is in it, and what is to be noted below it.

use super::super::item::{is_note, merge_heads};
use super::super::item_text::ItemText;
use super::super::merged_lines::ValueNote;
use super::super::second_version::both_changed;
use super::super::tree::{columns, shifted};
use super::{Columns, Emitter};
use crate::merge::three::{Base, Revision, Three};

impl Emitter<'_> {
    /// Write an item that both sides have, with what is in it.
    pub(super) fn item(&mut self, part: usize, container: usize, column: usize) -> Columns {
        let trees = self.trees;
        let items = Three::of(|revision| ItemText::of(trees[revision], self.node(part, revision)?));
        let (Some(ours), Some(theirs)) = (items.ours, items.theirs) else {
            return Columns::at(column);
        };
        let merged = merge_heads(Three::new(items.base, ours, theirs), self.names);
        let start = self.done.text.len();
        merged
            .remarks
            .iter()
            .for_each(|remark| self.done.remark(remark));
        if self.is_ended_over_open_child(part) {
            let said = "one ended it, the other put something open below it";
            self.done.remark(said);
        }
        self.absorb(part);
        let (place, by) = self.placed(part, container, column, &merged.lines);
        let text = self.numbered(shifted(&merged.lines, by));
        self.push(part, &text);
        let last_child = self.children(part, place.content);
        for note in &merged.notes {
            let column = last_child.unwrap_or(place.content);
            let indent = indent_as_in(&self.done.text[start..], column);
            self.note(part, note, &indent);
        }
        if let Some((second, name)) = merged.second {
            if self.is_loose(container) {
                self.done.text.push('\n');
            }
            let (second_place, by) = self.placed(part, container, column, &second);
            let second = shifted(&second, by);
            self.push(part, &second);
            let indent = indent_as_in(&second, second_place.content);
            self.comment(&both_changed(name), &indent);
        }
        place
    }

    /// Add a line with a comment.
    pub(super) fn comment(&mut self, comment: &str, indent: &str) {
        let line = format!("{indent}{comment}\n");
        self.done.text.push_str(&line);
    }

    /// Whether one side ended an item below which the other put, or opened, an open one.
    fn is_ended_over_open_child(&self, part: usize) -> bool {
        let status = |part: usize, revision: Revision| {
            let head = self.trees[revision].head(self.node(part, revision)?)?;
            head.checkbox.map(|checkbox| checkbox.status)
        };
        let is_open =
            |part, revision| status(part, revision).is_some_and(|status| status.is_open());
        Revision::SIDES.into_iter().any(|side| {
            let ends =
                is_open(part, Base) && status(part, side).is_some_and(|status| status.is_ended());
            let opened = |child: &usize| {
                is_open(*child, side.other()) && !is_open(*child, Base) && !is_open(*child, side)
            };
            ends && self.tree.children[part].iter().any(opened)
        })
    }

    /// What an attribute said on the other side, unless it is noted there already.
    fn note(&mut self, part: usize, note: &ValueNote, indent: &str) {
        let is_there = self.sides(part).any(|(tree, node)| {
            let mut children = tree.node(node).children.iter();
            children.any(|child| is_note(tree.text(*child).trim(), note))
        });
        if is_there {
            return;
        }
        let name = note.name.as_ref();
        let name = name.map_or(String::new(), |name| format!(" ({name})"));
        let line = format!("{indent}- {}{name}\n", note.text);
        self.done.text.push_str(&line);
    }
}

/// Blanks up to `column`, in tabs as the line of `lines` has them that begins there or nearest before it.
pub(super) fn indent_as_in(lines: &str, column: usize) -> String {
    let said = lines.lines().filter(|line| !line.trim().is_empty());
    let leads = said.map(|line| {
        let rest = line.trim_start_matches([' ', '\t']);
        &line[..line.len() - rest.len()]
    });
    let lead = leads
        .filter(|lead| columns(lead) <= column)
        .max_by_key(|lead| columns(lead))
        .unwrap_or_default();
    format!("{lead}{}", " ".repeat(column - columns(lead)))
}
