//! The tree as Markdown, by htmd, with handlers for what it writes otherwise than it is needed here.

use std::rc::Rc;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use markup5ever_rcdom::Node;

use super::node::{attribute, attribute_in, below, tag, text};
use super::shape::{BOLD, BOX};

/// `document` as Markdown.
pub fn write(document: &Rc<Node>) -> String {
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let written = HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec![
            "head",
            "title",
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "iframe",
            "object",
            "input",
            "button",
            "ac:task-id",
            "ac:task-uuid",
            "ac:task-status",
        ])
        .add_handler(vec!["img"], picture)
        .add_handler(vec!["li"], item)
        .add_handler(vec!["ac:task"], task)
        .add_handler(vec!["ac:task-list"], block)
        .add_handler(vec!["p", "div"], line)
        .add_handler(vec!["h1", "h2", "h3", "h4", "h5", "h6"], heading)
        .add_handler(vec!["span"], bold_span)
        .add_handler(vec!["b", "strong"], bold)
        .add_handler(vec!["table"], table)
        .add_handler(vec!["pre"], code)
        .add_handler(vec!["a"], link)
        .build()
        .tree_to_markdown(document);
    format!("{}\n", written.trim_end())
}

/// A picture, but for one that is part of the file.
fn picture(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let address = attribute_in(element.attrs, "src")?;
    let is_inside = address
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("data:");
    (!is_inside).then(|| handlers.fallback(element)).flatten()
}

/// An item with its box.
fn item(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let mark = attribute_in(element.attrs, BOX);
    let written = handlers.fallback(element)?;
    let Some(mark) = mark else {
        return Some(written);
    };
    let body = written.content.trim_start_matches('\n');
    let above = &written.content[..written.content.len() - body.len()];
    let (marker, rest) = body
        .strip_prefix("- ")
        .map_or(("", body), |rest| ("- ", rest));
    Some(format!("{above}{marker}[{mark}] {rest}").into())
}

/// `content` behind the box `mark`, as an item.
fn as_item(mark: &str, content: &str) -> String {
    let lines: Vec<&str> = content.trim().lines().collect();
    format!("- [{mark}] {}", lines.join("\n  "))
}

fn task(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let mark = attribute_in(element.attrs, BOX).unwrap_or_else(|| " ".to_string());
    let content = handlers.walk_children(element.node).content;
    Some(format!("\n{}\n", as_item(&mark, &content)).into())
}

fn block(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    Some(format!("\n\n{}\n\n", content.trim_matches('\n')).into())
}

/// A paragraph, which may be an item.
fn line(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let Some(mark) = attribute_in(element.attrs, BOX) else {
        return handlers.fallback(element);
    };
    let content = handlers.walk_children(element.node).content;
    Some(format!("\n\n{}\n\n", as_item(&mark, &content)).into())
}

/// A heading on one line.
fn heading(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let content = handlers.fallback(element)?.content;
    let lines: Vec<&str> = content
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let written = lines.join(" ");
    let is_empty = written.trim_matches(['#', ' ', '*']).is_empty();
    (!is_empty).then(|| format!("\n\n{written}\n\n").into())
}

fn bold_span(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    if attribute_in(element.attrs, BOLD).is_none() {
        return handlers.fallback(element);
    }
    let content = handlers.walk_children(element.node).content;
    let words = content.trim();
    if words.is_empty() || words.contains('\n') {
        return Some(content.into());
    }
    Some(content.replacen(words, &format!("**{words}**"), 1).into())
}

/// Bold words; not those that their own style makes plain, as in what is copied from Google Docs.
fn bold(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let style = attribute_in(element.attrs, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    if style.contains("font-weight:normal") || style.contains("font-weight:400") {
        return Some(handlers.walk_children(element.node));
    }
    handlers.fallback(element)
}

/// A link; one without words, as an anchor is that a heading is linked by, is nothing to read.
fn link(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let written = handlers.walk_children(element.node).content;
    match written.trim().is_empty() {
        true => Some(written.into()),
        false => handlers.fallback(element),
    }
}

/// What is set as it was typed, as code, whether it is called so or not.
fn code(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let has_code = below(element.node, |_| true)
        .iter()
        .any(|node| tag(node) == "code");
    if has_code {
        return handlers.fallback(element);
    }
    let written = text(element.node);
    let longest = written.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let code = written.trim_matches('\n');
    Some(format!("\n\n{fence}\n{code}\n{fence}\n\n").into())
}

/// A table, with its first row as the head. One that only puts things beside or below each other, or holds boxes, which
/// are none within a table, is written as what it holds.
fn table(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let inner = below(element.node, |node| tag(node) != "table");
    let rows: Vec<Vec<Rc<Node>>> = inner
        .iter()
        .filter(|node| tag(node) == "tr")
        .map(|row| {
            let cells = row.children.borrow();
            cells
                .iter()
                .filter(|cell| matches!(tag(cell), "td" | "th"))
                .map(Rc::clone)
                .collect()
        })
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let has_box = below(element.node, |_| true)
        .iter()
        .any(|node| attribute(node, BOX).is_some());
    let caption = inner.iter().filter(|node| tag(node) == "caption");
    let caption: String = caption
        .map(|node| handlers.walk_children(node).content.trim().to_string() + "\n\n")
        .collect();
    if width < 2 || has_box {
        let cells = rows.iter().flatten().map(|cell| {
            handlers
                .walk_children(cell)
                .content
                .trim_matches('\n')
                .to_string()
        });
        let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        return Some(format!("\n\n{caption}{}\n\n", cells.join("\n\n")).into());
    }
    let mut lines = Vec::new();
    for row in &rows {
        let mut cells: Vec<String> = row
            .iter()
            .map(|cell| as_cell(&handlers.walk_children(cell).content))
            .collect();
        cells.resize(width, String::new());
        lines.push(format!("| {} |", cells.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    Some(format!("\n\n{caption}{}\n\n", lines.join("\n")).into())
}

/// `content` on one line, with nothing that would end its cell.
fn as_cell(content: &str) -> String {
    let lines: Vec<&str> = content
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("<br>").replace("\\|", "|").replace('|', "\\|")
}
