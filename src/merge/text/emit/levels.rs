//! The level of each heading that is written: such that it is read in the section in which it stands.

use std::collections::HashMap;

use super::super::merged_tree::MergedTree;
use super::Emitter;
use crate::merge::three::Revision;

/// How many levels of headings there are in Markdown.
const LEVELS: usize = 6;

/// The headings written so far.
#[derive(Default)]
pub(super) struct Levels {
    /// By section, the number of its heading among all, its level, and the outermost level of those right in it.
    written: HashMap<usize, WrittenHeading>,
    /// The outermost level of those in no other section.
    outermost: Option<usize>,
}

#[derive(Clone, Copy)]
struct WrittenHeading {
    number: usize,
    level: usize,
    /// The outermost level of those right in it.
    within: Option<usize>,
}

impl Levels {
    /// Note a heading that is written now and would be on `level`, `depth` levels below the one around it in its own text;
    /// gives the number of the heading that it stands below, and the level on which it is read so.
    fn add(
        &mut self,
        tree: &MergedTree<'_>,
        part: usize,
        level: usize,
        depth: usize,
    ) -> (Option<usize>, usize) {
        let number = self.written.len();
        let around = self.written.get_mut(&tree.around[part]);
        let (below, outer, within) = match around {
            Some(around) => (Some(around.number), around.level, &mut around.within),
            None => (None, 0, &mut self.outermost),
        };
        let level = match level > outer {
            true => level,
            false => (outer + depth).min(LEVELS).max(outer + 1),
        };
        // Behind a heading on a level further out it would be read as one in that section.
        let level = within.map_or(level, |within| level.min(within));
        // What is in it needs levels, too: where the two together went deeper than there are, the levels left out go.
        let level = level
            .min(LEVELS.saturating_sub(tree.height[part]))
            .max(outer + 1);
        *within = Some(level);
        self.written.insert(
            part,
            WrittenHeading {
                number,
                level,
                within: None,
            },
        );
        (below, level)
    }
}

impl Emitter<'_> {
    /// The lines of a section's heading as a side has it, on the level on which it is read where it stands.
    pub(super) fn heading(&mut self, part: usize, side: Revision) -> String {
        let tree = self.trees[side];
        let Some(node) = self.node(part, side) else {
            return String::new();
        };
        let text = tree.text(node);
        let Some(heading) = tree.heading(node).filter(|heading| heading.level > 0) else {
            return text.to_string();
        };
        let depth = heading.level - tree.level(heading.around);
        let (below, level) = self.levels.add(self.tree, part, heading.level, depth);
        if let Some(headings) = &mut self.done.headings {
            headings.push(below);
        }
        if level == heading.level {
            return text.to_string();
        }
        self.done.absorb(text);
        let text = on_level(text, level);
        // It may read as it did before one of the two put it on another level.
        self.done.keep(&text);
        text
    }
}

/// The lines of a heading on another level.
fn on_level(text: &str, level: usize) -> String {
    let signs = "#".repeat(level);
    let lead = &text[..text.len() - text.trim_start_matches(' ').len()];
    let rest = text.trim_start_matches(' ');
    if rest.starts_with('#') {
        return format!("{lead}{signs}{}", rest.trim_start_matches('#'));
    }
    // An underlined one, perhaps of several lines: there are no more than two levels of those.
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    while lines.pop().is_some_and(str::is_empty) {}
    format!("{signs} {}\n", lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_put_on_another_level() {
        let check = |text: &str, level: usize, expected: &str| {
            assert_eq!(on_level(text, level), expected);
        };
        check("## At home\n", 3, "### At home\n");
        check(" # At home ##\n", 2, " ## At home ##\n");
        check("#\n", 3, "###\n");
        check("At home\n---\n", 3, "### At home\n");
        check("At\nhome\n===\n", 2, "## At home\n");
    }
}
