//! A heading and what stands below it.

use super::outline::Heading;
use crate::text::Span;

/// A heading with what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The section around it.
    pub parent: Option<usize>,
    /// Level of its heading, 1 to 6.
    pub level: usize,
    /// The heading's text without markup.
    pub title: String,
    /// The heading itself.
    pub heading: Span,
    /// What stands between the heading and the next one, whatever that one's level.
    pub own: Span,
    /// The heading and all below it, sections within included.
    pub whole: Span,
}

/// The sections that `headings`, in order, cut a text into that ends at `end` (bytes).
pub fn sections(headings: &[Heading], end: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut around: Vec<usize> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1).map_or(end, |next| next.span.start);
        while let Some(last) = around.last().copied() {
            if sections[last].level < heading.level {
                break;
            }
            sections[last].whole.end = heading.span.start;
            around.pop();
        }
        sections.push(Section {
            parent: around.last().copied(),
            level: heading.level,
            title: heading.title.trim().to_string(),
            heading: heading.span,
            own: Span::new(heading.span.end.min(next), next),
            whole: Span::new(heading.span.start, end),
        });
        around.push(index);
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_nest_by_level() {
        let heading = |level, start: usize| Heading {
            level,
            span: Span::new(start, start + 5),
            title: format!("h{start}"),
        };
        let found = sections(
            &[
                heading(1, 0),
                heading(2, 10),
                heading(3, 20),
                heading(2, 30),
            ],
            40,
        );
        let parents: Vec<Option<usize>> = found.iter().map(|s| s.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(0)]);
        assert_eq!(found[1].own, Span::new(15, 20));
        assert_eq!(found[1].whole, Span::new(10, 30));
        assert_eq!(found[0].whole, Span::new(0, 40));
    }
}
