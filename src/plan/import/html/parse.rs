//! Reading HTML within limits. The parser and all that walks its tree take time and stack by its depth, so that is looked
//! at while it grows.

use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Node, NodeData, RcDom};

use super::HtmlError;

/// The longest document that is read.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How deep elements may stand in each other.
pub const MAX_DEPTH: usize = 100;
/// How many nodes there may be.
const MAX_NODES: usize = 2_000_000;
/// How many elements may stand in one that are no blocks: neighbours of one kind are joined, each by a copy.
const MAX_INLINE: usize = 20_000;
/// How much is read between two looks at the depth.
const CHUNK: usize = 4 * 1024;
/// After how many of these the nodes are counted.
const COUNTED: usize = 4;

/// The tree of `html`.
pub fn parse(html: &str) -> Result<Rc<Node>, HtmlError> {
    if html.len() > MAX_BYTES {
        return Err(HtmlError::TooLong);
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(RcDom::default(), options);
    let mut rest = html;
    for count in 1.. {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK));
        if chunk.is_empty() {
            break;
        }
        parser.process(StrTendril::from(chunk));
        rest = after;
        let document = &parser.tokenizer.sink.sink.document;
        if last_depth(document) > MAX_DEPTH {
            return Err(HtmlError::TooDeep);
        }
        if count % COUNTED == 0 {
            measure(document)?;
        }
    }
    let document = parser.finish().document;
    measure(&document)?;
    Ok(document)
}

/// How deep the last node of all stands; no deeper than one more than is allowed.
fn last_depth(document: &Rc<Node>) -> usize {
    let mut node = Rc::clone(document);
    for depth in 0..=MAX_DEPTH {
        let inside = match &node.data {
            NodeData::Element {
                template_contents, ..
            } => template_contents.borrow().clone(),
            _ => None,
        };
        let last = node.children.borrow().last().map(Rc::clone);
        match inside.or(last) {
            Some(next) => node = next,
            None => return depth,
        }
    }
    MAX_DEPTH + 1
}

/// See to it that nothing below `document` is too deep or too much.
fn measure(document: &Rc<Node>) -> Result<(), HtmlError> {
    let mut left = vec![(Rc::clone(document), 0)];
    let mut nodes = 0;
    while let Some((node, depth)) = left.pop() {
        let children = node.children.borrow();
        nodes += 1;
        if depth > MAX_DEPTH {
            return Err(HtmlError::TooDeep);
        }
        if nodes > MAX_NODES || children.len() > MAX_INLINE && inline(&children) > MAX_INLINE {
            return Err(HtmlError::TooMany);
        }
        left.extend(children.iter().map(|child| (Rc::clone(child), depth + 1)));
    }
    Ok(())
}

/// How many of `nodes` are elements that are joined with their neighbours.
fn inline(nodes: &[Rc<Node>]) -> usize {
    let blocks = [
        "p", "div", "li", "ul", "ol", "table", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "br",
    ];
    let is_inline = |node: &&Rc<Node>| {
        let tag = super::node::tag(node);
        !tag.is_empty() && !blocks.contains(&tag)
    };
    nodes.iter().filter(is_inline).count()
}
