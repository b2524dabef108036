//! What services for shared documents say in their own way, said in one: `data-box` for a box, `data-bold` for bold
//! words, lists in lists, and addresses without the detour by which clicks are counted.

use std::collections::HashMap;
use std::rc::Rc;

use markup5ever_rcdom::{Node, NodeData};

use super::node::{append, attribute, below, has_class, parent, remove, set_attribute, tag, text};

/// The attribute that says what stands in the box of an item: a blank or `x`.
pub const BOX: &str = "data-box";
/// The attribute of bold words.
pub const BOLD: &str = "data-bold";

/// The deepest level of a list.
const MAX_LEVEL: usize = 12;

/// Say in `document` what its service says in a way of its own.
pub fn shape(document: &Rc<Node>) {
    let styles = Styles::of(document);
    for node in below(document, |_| true) {
        nest_lists(&node);
    }
    for node in below(document, |_| true) {
        match tag(&node) {
            "" => without_hard_blanks(&node),
            "a" => straighten_link(&node),
            "li" | "ac:task" => mark_box(&node, &styles),
            "p" | "div" => mark_line(&node),
            "span" if styles.is_bold(&node) && !is_bold_anyway(&node) => {
                set_attribute(&node, BOLD, "");
            }
            _ => {}
        }
    }
}

/// What the classes of a document stand for.
struct Styles {
    /// The declarations of each class, and of `class > li:before` under `class:before`.
    classes: HashMap<String, String>,
}

impl Styles {
    fn of(document: &Rc<Node>) -> Styles {
        let mut classes: HashMap<String, String> = HashMap::new();
        for node in below(document, |_| true)
            .iter()
            .filter(|node| tag(node) == "style")
        {
            for rule in text(node).split('}') {
                let Some((selectors, declarations)) = rule.rsplit_once('{') else {
                    continue;
                };
                for selector in selectors.split(',') {
                    let selector = selector.rsplit([';', '}', '/']).next().unwrap_or_default();
                    let selector = selector.replace('>', " > ");
                    let words: Vec<&str> = selector.split_whitespace().collect();
                    let name = match words.as_slice() {
                        [one] => one.strip_prefix('.').map(str::to_string),
                        [list, ">", "li:before"] | [list, "li:before"] => {
                            list.rsplit('.').next().map(|list| format!("{list}:before"))
                        }
                        _ => None,
                    };
                    if let Some(name) = name {
                        classes.entry(name).or_default().push_str(declarations);
                    }
                }
            }
        }
        Styles { classes }
    }

    /// Whether the words in `node` are bold, by its classes or its own style.
    fn is_bold(&self, node: &Node) -> bool {
        let own = attribute(node, "style").unwrap_or_default();
        let classes = attribute(node, "class").unwrap_or_default();
        let of_class = |class: &str| {
            self.classes
                .get(class)
                .is_some_and(|style| says_bold(style))
        };
        says_bold(&own) || classes.split_whitespace().any(of_class)
    }

    /// The box that the style of the list `list` puts before its items.
    fn box_before(&self, list: &Node) -> Option<char> {
        let classes = attribute(list, "class")?;
        let mut classes = classes.split_whitespace();
        classes.find_map(|class| {
            let style = self.classes.get(&format!("{class}:before"))?;
            let holds = |signs: &[&str]| signs.iter().any(|sign| style.contains(sign));
            match () {
                () if holds(&["☐", "\\2610", "\\002610", "\\25a1", "\\0025a1"]) => Some(' '),
                () if holds(&["☑", "☒", "\\2611", "\\002611", "\\2612", "\\002612"]) => {
                    Some('x')
                }
                () => None,
            }
        })
    }
}

/// Whether `style` says that words are bold.
fn says_bold(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let weights = [
        "font-weight:700",
        "font-weight:bold",
        "font-weight:600",
        "font-weight:800",
    ];
    weights.iter().any(|weight| style.contains(weight))
}

/// Whether `node` stands where words are bold by themselves.
fn is_bold_anyway(node: &Node) -> bool {
    std::iter::successors(parent(node), |node| parent(node)).any(|around| {
        ["h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong"].contains(&tag(&around))
            || attribute(&around, BOLD).is_some()
    })
}

/// No-break blanks, which stand where somebody typed two, as blanks.
fn without_hard_blanks(node: &Node) {
    if let NodeData::Text { contents } = &node.data {
        let plain = contents
            .borrow()
            .contains('\u{a0}')
            .then(|| contents.borrow().replace('\u{a0}', " "));
        if let Some(plain) = plain {
            *contents.borrow_mut() = plain.into();
        }
    }
}

/// `https://www.google.com/url?q=ADDRESS&…` is ADDRESS.
fn straighten_link(node: &Node) {
    let Some(address) = attribute(node, "href") else {
        return;
    };
    let query = ["https://www.google.com/url?", "http://www.google.com/url?"]
        .iter()
        .find_map(|start| address.strip_prefix(start));
    let target = query.and_then(|query| {
        let mut parts = query.split('&');
        parts.find_map(|part| {
            part.strip_prefix("q=")
                .or_else(|| part.strip_prefix("url="))
        })
    });
    if let Some(target) = target {
        set_attribute(node, "href", &decoded(target));
    }
}

/// `text` with its `%2F` read; as it is where that gives no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    let read = String::from_utf8(bytes).ok();
    // A line end or a blank would end the address.
    read.filter(|read| !read.contains(|c: char| c.is_whitespace() || c.is_control()))
        .unwrap_or_else(|| text.to_string())
}

fn is_list(node: &Node) -> bool {
    matches!(tag(node), "ul" | "ol")
}

/// The level of a list that stands beside those above and below it, from 0: `lst-kix_x-1`, or `aria-level` of its items.
fn level(list: &Rc<Node>) -> Option<usize> {
    let classes = attribute(list, "class").unwrap_or_default();
    let of_class = |class: &str| {
        class
            .strip_prefix("lst-kix")?
            .rsplit_once('-')?
            .1
            .parse()
            .ok()
    };
    let of_class = classes.split_whitespace().find_map(of_class);
    let items = list.children.borrow();
    let first = items.iter().find(|item| tag(item) == "li");
    let of_item = || {
        let level = first.and_then(|item| {
            attribute(item, "data-aria-level").or_else(|| attribute(item, "aria-level"))
        })?;
        level.parse::<usize>().ok()?.checked_sub(1)
    };
    of_class
        .or_else(of_item)
        .filter(|level| *level <= MAX_LEVEL)
}

/// Whether `one` and `next`, of one level, are parts of the same list.
fn is_same(one: &Node, next: &Node) -> bool {
    let name = |list: &Node| {
        let classes = attribute(list, "class").unwrap_or_default();
        let mut classes = classes.split_whitespace();
        let own = classes.find(|class| class.starts_with("lst-kix"));
        own.map(str::to_string)
    };
    tag(one) == tag(next) && name(one) == name(next)
}

/// Put the lists among the children of `node` that belong to an item above them into that item.
fn nest_lists(node: &Rc<Node>) {
    if !node.children.borrow().iter().any(|child| is_list(child)) {
        return;
    }
    let children: Vec<Rc<Node>> = node.children.borrow_mut().drain(..).collect();
    // Lists that are open, the innermost last.
    let mut open: Vec<(usize, Rc<Node>)> = Vec::new();
    for child in children {
        let is_blank = matches!(&child.data, NodeData::Text { contents } if contents.borrow().trim().is_empty());
        if !is_list(&child) {
            if !is_blank {
                open.clear();
            }
            append(node, child);
            continue;
        }
        if is_list(node) {
            // In a list without an item of its own.
            let last = node
                .children
                .borrow()
                .iter()
                .rev()
                .find(|item| tag(item) == "li")
                .map(Rc::clone);
            append(&last.unwrap_or_else(|| Rc::clone(node)), child);
            continue;
        }
        let Some(level) = level(&child) else {
            open.clear();
            append(node, child);
            continue;
        };
        while open.last().is_some_and(|(above, _)| *above > level) {
            open.pop();
        }
        match open.last().map(|(above, list)| (*above, Rc::clone(list))) {
            Some((above, list)) if above == level && is_same(&list, &child) => {
                let items: Vec<Rc<Node>> = child.children.borrow_mut().drain(..).collect();
                for item in items {
                    append(&list, item);
                }
            }
            Some((above, list)) if above < level => {
                let items = list.children.borrow();
                let last = items
                    .iter()
                    .rev()
                    .find(|item| tag(item) == "li")
                    .map(Rc::clone);
                drop(items);
                append(&last.unwrap_or(list), Rc::clone(&child));
                open.push((level, child));
            }
            Some(_) | None => {
                open.pop();
                append(node, Rc::clone(&child));
                open.push((level, child));
            }
        }
    }
}

/// The mark for a box that `is_checked`.
fn mark(is_checked: bool) -> char {
    if is_checked { 'x' } else { ' ' }
}

/// Mark the box of the item `item`, and take out what stood for it.
fn mark_box(item: &Rc<Node>, styles: &Styles) {
    let found = own_box(item, styles).or_else(|| box_inside(item));
    // A sign in front of the words says the same once more, or is all there is.
    let sign = first_words(item).and_then(|words| take_sign(&words, true));
    if let Some(mark) = found.or(sign) {
        set_attribute(item, BOX, &mark.to_string());
    }
}

/// The box that the attributes of `item`, of its list or of the document's style say.
fn own_box(item: &Rc<Node>, styles: &Styles) -> Option<char> {
    let checked = attribute(item, "aria-checked").or_else(|| attribute(item, "data-checked"));
    if let Some(checked) = checked {
        return Some(mark(checked == "true"));
    }
    let is_ended = ["checked", "done", "complete", "completed", "is-checked"]
        .iter()
        .any(|class| has_class(item, class));
    if attribute(item, "data-inline-task-id").is_some() {
        return Some(mark(is_ended));
    }
    let list = parent(item)?;
    let classes = attribute(&list, "class").unwrap_or_default();
    if classes.contains("taskdone") {
        return Some('x');
    }
    let of_tasks = [
        "task-list",
        "tasklist",
        "listtype-task",
        "to-do-list",
        "todo-list",
        "checklist",
        "check-list",
    ];
    if of_tasks.iter().any(|of| classes.contains(of)) && !holds_box(item) {
        return Some(mark(is_ended));
    }
    styles.box_before(&list)
}

/// What stands in `item` itself and not in a list in it.
fn own_nodes(item: &Rc<Node>) -> Vec<Rc<Node>> {
    below(item, |node| !is_list(node) && tag(node) != "ac:task-list")
}

/// What `node` says of a box, if it is one.
fn box_of(node: &Rc<Node>) -> Option<char> {
    let is = |name: &str, value: &str| attribute(node, name).as_deref() == Some(value);
    match tag(node) {
        "input" if is("type", "checkbox") => Some(mark(attribute(node, "checked").is_some())),
        "ac:task-status" => Some(mark(text(node).trim() == "complete")),
        "img" => {
            let alt = attribute(node, "alt")?.to_lowercase();
            let is_box = alt.contains("checkbox") || alt == "checked" || alt == "unchecked";
            is_box.then(|| mark(!alt.contains("unchecked")))
        }
        _ if is("role", "checkbox") => Some(mark(is("aria-checked", "true"))),
        _ if has_class(node, "checkbox-on") => Some('x'),
        _ if has_class(node, "checkbox-off") => Some(' '),
        _ => None,
    }
}

fn holds_box(item: &Rc<Node>) -> bool {
    own_nodes(item)
        .iter()
        .skip(1)
        .any(|node| box_of(node).is_some())
}

/// The first box in `item`, which is taken out where it holds no words.
fn box_inside(item: &Rc<Node>) -> Option<char> {
    let nodes = own_nodes(item);
    let (node, mark) = nodes
        .iter()
        .skip(1)
        .find_map(|node| Some((node, box_of(node)?)))?;
    if tag(node) == "ac:task-status" || text(node).trim().is_empty() {
        remove(node);
    }
    Some(mark)
}

/// The first words in `item`.
fn first_words(item: &Rc<Node>) -> Option<Rc<Node>> {
    let is_words = |node: &Rc<Node>| matches!(&node.data, NodeData::Text { contents } if !contents.borrow().trim().is_empty());
    own_nodes(item).into_iter().find(is_words)
}

/// Take a box that is written as words out of the start of `words`: `☐`, `[x]`; outside of a list also `- [ ]`.
fn take_sign(words: &Rc<Node>, in_list: bool) -> Option<char> {
    let NodeData::Text { contents } = &words.data else {
        return None;
    };
    let written = contents.borrow().to_string();
    let blank = |c: char| c.is_whitespace() || c == '\u{a0}';
    let mut start = written.trim_start_matches(blank);
    if !in_list && let Some(rest) = start.strip_prefix(['-', '*', '•', '–']) {
        start = rest.trim_start_matches(blank);
    }
    let signs = [
        ("☐", ' '),
        ("☑", 'x'),
        ("☒", 'x'),
        ("[ ]", ' '),
        ("[\u{a0}]", ' '),
        ("[]", ' '),
        ("[x]", 'x'),
        ("[X]", 'x'),
    ];
    let in_lists = [("□", ' '), ("◻", ' '), ("⬜", ' '), ("✔", 'x')];
    let more = if in_list { in_lists.as_slice() } else { &[] };
    let (rest, mark) = signs
        .iter()
        .chain(more)
        .find_map(|(sign, mark)| Some((start.strip_prefix(sign)?, *mark)))?;
    let rest = rest.trim_start_matches(['\u{fe0f}', '\u{fe0e}']);
    // `[x](address)` and `[]()` are none.
    if !(rest.is_empty() || rest.starts_with(blank)) {
        return None;
    }
    let rest = rest.trim_start_matches(blank).to_string();
    *contents.borrow_mut() = rest.into();
    Some(mark)
}

/// A paragraph that begins with a box is an item.
fn mark_line(node: &Rc<Node>) {
    let is_inside = std::iter::successors(parent(node), |node| parent(node))
        .any(|around| matches!(tag(&around), "li" | "ac:task" | "pre" | "code"));
    let holds_blocks = || {
        let inner = below(node, |_| true);
        inner
            .iter()
            .skip(1)
            .any(|node| matches!(tag(node), "p" | "div" | "ul" | "ol" | "table"))
    };
    if is_inside || holds_blocks() {
        return;
    }
    if let Some(mark) = first_words(node).and_then(|words| take_sign(&words, false)) {
        set_attribute(node, BOX, &mark.to_string());
    }
}
