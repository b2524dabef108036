//! HTML, as services for shared documents export it, as Markdown that is imported like any other.
//!
//! The parser is html5ever, which reads what browsers read, and htmd writes the Markdown. What is ours stands between them:
//! limits before anything recurses, and the forms in which the services keep boxes, levels of lists and bold words.

mod node;
mod parse;
mod shape;
mod write;

use std::path::Path;

/// Why HTML is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HtmlError {
    /// It is too long.
    #[error("is longer than {} MiB", parse::MAX_BYTES / 1024 / 1024)]
    TooLong,
    /// Its elements stand in each other too deep.
    #[error("has elements more than {} deep in each other", parse::MAX_DEPTH)]
    TooDeep,
    /// It has too many elements, or too many beside each other without a paragraph.
    #[error("has more elements than a document that people wrote")]
    TooMany,
}

/// Whether the file at `path` that holds `text` is HTML: by its ending, or by its first words.
pub fn is_html(path: &Path, text: &str) -> bool {
    let ends = |end: &str| {
        path.extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(end))
    };
    let begins = |word: &str| {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    ["html", "htm", "xhtml"].into_iter().any(ends)
        || ["<!doctype html", "<html"].into_iter().any(begins)
}

/// `html` as Markdown: headings, lists with their boxes, tables, links and emphasis; scripts, styles and pictures that are
/// part of the file are left out.
///
/// # Errors
/// When it is too long or too deep to have been written by people.
pub fn markdown_of(html: &str) -> Result<String, HtmlError> {
    let document = parse::parse(html)?;
    shape::shape(&document);
    Ok(write::write(&document))
}
