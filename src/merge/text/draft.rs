//! A merged text while it is written, and what the one who wrote it knows of it.

use std::collections::HashSet;

use super::boxes::BoxRead;

/// A merged text, or the first part of one, and what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// What to say, with the offset in the text.
    pub remarks: Vec<(usize, &'static str)>,
    /// The boxes that must be read in it, in order.
    pub boxes: Vec<BoxRead>,
    /// Lines, trimmed, and titles of either side that are there in another form, or were deleted by the other side and
    /// only marked as carried by this one.
    pub absorbed: HashSet<String>,
    /// Lines, trimmed, that stay although one side deleted them.
    pub kept: HashSet<String>,
    /// The headings that must be read in it, in order, each with the one that it stands below; nothing where that is not
    /// known.
    pub headings: Option<Vec<Option<usize>>>,
}

impl Draft {
    /// A text of which there is nothing to say.
    pub fn of(text: &str) -> Draft {
        Draft {
            text: text.to_string(),
            ..Draft::default()
        }
    }

    /// Say something of what comes next.
    pub fn remark(&mut self, message: &'static str) {
        self.remarks.push((self.text.len(), message));
    }

    /// Note that the lines of `text` may be there in another form.
    pub fn absorb(&mut self, text: &str) {
        self.absorbed.extend(trimmed(text));
    }

    /// Note that the lines of `text` stay although one side deleted them.
    pub fn keep(&mut self, text: &str) {
        self.kept.extend(trimmed(text));
    }

    /// Let `next` follow.
    pub fn append(&mut self, next: Draft) {
        let above = self.text.len();
        let remarks = next.remarks.into_iter();
        self.remarks
            .extend(remarks.map(|(at, message)| (above + at, message)));
        self.text.push_str(&next.text);
        self.boxes.extend(next.boxes);
        self.absorbed.extend(next.absorbed);
        self.kept.extend(next.kept);
        self.headings = next.headings;
    }
}

fn trimmed(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| line.trim().to_string())
}
