//! Writing one item that both sides have: what its merge gave, what is in it, and what is to be noted below it.

use super::super::head::Head;
use super::super::item::{Note, is_note, merge_heads};
use super::super::second_version::both_changed;
use super::super::sides::{BASE, OURS, THEIRS};
use super::super::tree::{columns, shifted};
use super::super::written::Written;
use super::{Emitter, Place};

impl Emitter<'_> {
    /// Write an item that both sides have, with what is in it.
    pub(super) fn item(
        &mut self,
        class: usize,
        container: usize,
        column: usize,
        ours: usize,
        theirs: usize,
    ) -> Place {
        let trees = self.trees;
        let written = |side: usize, node: usize| {
            let tree = trees[side];
            tree.head(node).map(|head: &Head| Written { tree, head })
        };
        let base = self.node(class, BASE).and_then(|node| written(BASE, node));
        let (Some(we), Some(they)) = (written(OURS, ours), written(THEIRS, theirs)) else {
            return self.verbatim(class, column, OURS, ours);
        };
        let names = self.names;
        let merged = merge_heads(base, we, they, names);
        let start = self.done.text.len();
        self.done
            .remarks
            .extend(merged.remarks.iter().map(|remark| (start, *remark)));
        if self.is_ended_over_open_child(class) {
            self.done
                .remarks
                .push((start, "one ended it, the other put something open below it"));
        }
        self.absorb(class);
        let (place, by) = self.placed(class, container, column, &merged.lines);
        let text = self.numbered(shifted(&merged.lines, by));
        self.push(class, &text);
        let last_child = self.children(class, place.content);
        for note in &merged.notes {
            let column = last_child.unwrap_or(place.content);
            let indent = indent_as_in(&self.done.text[start..], column);
            self.note(class, note, &indent);
        }
        if let Some((second, name)) = merged.second {
            if self.is_loose(container) {
                self.done.text.push('\n');
            }
            let (second_place, by) = self.placed(class, container, column, &second);
            let second = shifted(&second, by);
            self.push(class, &second);
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
    fn is_ended_over_open_child(&self, class: usize) -> bool {
        let status = |class: usize, side: usize| {
            let head = self.trees[side].head(self.node(class, side)?)?;
            head.checkbox.map(|checkbox| checkbox.status)
        };
        let is_open =
            |class: usize, side: usize| status(class, side).is_some_and(|status| status.is_open());
        [(OURS, THEIRS), (THEIRS, OURS)]
            .into_iter()
            .any(|(side, other)| {
                let ends = is_open(class, BASE)
                    && status(class, side).is_some_and(|status| status.is_ended());
                let opened = |child: &usize| {
                    is_open(*child, other) && !is_open(*child, BASE) && !is_open(*child, side)
                };
                ends && self.plan.children[class].iter().any(opened)
            })
    }

    /// What an attribute said on the other side, unless it is noted there already.
    fn note(&mut self, class: usize, note: &Note, indent: &str) {
        let is_there = self.sides(class).any(|(side, node)| {
            let tree = self.trees[side];
            tree.node(node)
                .children
                .iter()
                .any(|child| is_note(tree.text(*child).trim(), note))
        });
        if is_there {
            return;
        }
        let name = note
            .name
            .as_ref()
            .map_or(String::new(), |name| format!(" ({name})"));
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
