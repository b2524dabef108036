//! What html5ever's tree is asked for.

use std::rc::Rc;

use html5ever::{Attribute, LocalName, QualName, ns};
use markup5ever_rcdom::{Node, NodeData};

/// The name of the element `node`.
pub fn tag(node: &Node) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

/// The attribute `name` among `attributes`.
pub fn attribute_in(attributes: &[Attribute], name: &str) -> Option<String> {
    let found = attributes
        .iter()
        .find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.to_string())
}

/// The attribute `name` of `node`.
pub fn attribute(node: &Node, name: &str) -> Option<String> {
    match &node.data {
        NodeData::Element { attrs, .. } => attribute_in(&attrs.borrow(), name),
        _ => None,
    }
}

/// Give `node` the attribute `name`.
pub fn set_attribute(node: &Node, name: &str, value: &str) {
    let NodeData::Element { attrs, .. } = &node.data else {
        return;
    };
    let mut attrs = attrs.borrow_mut();
    attrs.retain(|attribute| &*attribute.name.local != name);
    attrs.push(Attribute {
        name: QualName::new(None, ns!(), LocalName::from(name)),
        value: value.into(),
    });
}

/// Whether `node` has the class `class`.
pub fn has_class(node: &Node, class: &str) -> bool {
    attribute(node, "class")
        .is_some_and(|classes| classes.split_whitespace().any(|own| own == class))
}

/// The node around `node`.
pub fn parent(node: &Node) -> Option<Rc<Node>> {
    let weak = node.parent.take();
    let found = weak.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(weak);
    found
}

/// Put `child`, which stands nowhere, at the end of `node`.
pub fn append(node: &Rc<Node>, child: Rc<Node>) {
    child.parent.set(Some(Rc::downgrade(node)));
    node.children.borrow_mut().push(child);
}

/// Take `node` out of the tree.
pub fn remove(node: &Rc<Node>) {
    if let Some(parent) = parent(node) {
        parent
            .children
            .borrow_mut()
            .retain(|child| !Rc::ptr_eq(child, node));
    }
    node.parent.set(None);
}

/// `node` and all below it that `enters` lets in, in the order of the text. Nothing here recurses.
pub fn below(node: &Rc<Node>, enters: impl Fn(&Node) -> bool) -> Vec<Rc<Node>> {
    let mut found = Vec::new();
    let mut left = vec![Rc::clone(node)];
    while let Some(node) = left.pop() {
        let children = node.children.borrow();
        left.extend(
            children
                .iter()
                .rev()
                .filter(|child| enters(child))
                .map(Rc::clone),
        );
        drop(children);
        found.push(node);
    }
    found
}

/// The text below `node`.
pub fn text(node: &Rc<Node>) -> String {
    let mut text = String::new();
    for node in below(node, |_| true) {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}
