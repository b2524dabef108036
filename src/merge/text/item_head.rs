//! The first paragraph of a list item as words and attributes.

use chrono::NaiveDate;

use crate::markdown::plain;
use crate::markdown::{Checkbox, ListItem};
use crate::meeting::{AttributeKey, Attributes, read_attributes};
use crate::text::{Span, fold_white_space, normalized};

/// Something that is said of an item beside its words, in the order in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    Owner,
    Priority,
    Due,
    Since,
    Done,
    From,
    Dropped,
}

impl Field {
    /// All fields.
    pub const ALL: [Field; 7] = [
        Field::Owner,
        Field::Priority,
        Field::Due,
        Field::Since,
        Field::Done,
        Field::From,
        Field::Dropped,
    ];

    fn of(key: AttributeKey) -> Field {
        match key {
            AttributeKey::Due => Field::Due,
            AttributeKey::Since => Field::Since,
            AttributeKey::Done => Field::Done,
            AttributeKey::From => Field::From,
            AttributeKey::Dropped => Field::Dropped,
        }
    }
}

/// What a field says, comparable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    /// A name, in small letters, composed.
    Name(String),
    /// 1 to 3.
    Level(u8),
    /// A day.
    Day(NaiveDate),
}

/// A word or an attribute, with the white space in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The white space, line ends included.
    pub glue: Span,
    /// The word or attribute itself.
    pub text: Span,
    /// Which field it says something of, if it is an attribute.
    pub field: Option<Field>,
}

/// The lines of a list item up to the end of its first paragraph.
#[derive(Clone, Debug)]
pub(super) struct ItemHead {
    /// All of it, whole lines.
    pub span: Span,
    /// The list marker.
    pub marker: Span,
    /// Its box.
    pub checkbox: Option<Checkbox>,
    /// What follows the box, or the marker.
    pub tokens: Vec<Token>,
    /// What its attributes say.
    pub values: Vec<(Field, Value)>,
    /// Its words without attributes, one blank between, composed.
    pub title: String,
    /// The plain form of that, by which it is known again after a formatter.
    pub plain: String,
    /// Whether it means what it does only as a whole: code or another item begins on its first line.
    pub is_opaque: bool,
}

impl ItemHead {
    /// The head of `item` in `source`, whose lines end at `end`.
    pub fn read(source: &str, item: &ListItem, end: usize, is_opaque: bool) -> ItemHead {
        let (attributes, _) = read_attributes(source, &item.lines, &item.plain);
        let fields = fields(&attributes);
        let values = fields
            .iter()
            .map(|(_, field, value)| (*field, value.clone()));
        let mut values: Vec<(Field, Value)> = values.collect();
        values.sort();
        let mut head = ItemHead {
            span: Span::new(item.line_start, end),
            marker: item.marker,
            checkbox: item.checkbox,
            tokens: Vec::new(),
            values,
            title: String::new(),
            plain: String::new(),
            is_opaque,
        };
        if !is_opaque {
            head.tokens = tokens(source, item, &fields);
        }
        let words: Vec<&str> = match is_opaque {
            true => vec![head.span.slice(source)],
            false => {
                let words = head.tokens.iter().filter(|token| token.field.is_none());
                words.map(|token| token.text.slice(source)).collect()
            }
        };
        head.title = fold_white_space(&words.join(" "));
        head.plain = plain(&head.title).into_owned();
        head
    }

    /// What `field` says.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.values
            .iter()
            .find(|(own, _)| *own == field)
            .map(|(_, value)| value)
    }

    /// The token that says it.
    pub fn token(&self, field: Field) -> Option<&Token> {
        self.tokens.iter().find(|token| token.field == Some(field))
    }

    /// The mark in its box as written.
    pub fn mark<'a>(&self, source: &'a str) -> Option<&'a str> {
        self.checkbox.map(|checkbox| checkbox.mark.slice(source))
    }

    /// Where the first token would begin, and the end of the last one.
    pub fn text(&self) -> Span {
        let start = self
            .checkbox
            .map_or(self.marker.end, |checkbox| checkbox.span.end);
        Span::new(
            start,
            self.tokens.last().map_or(start, |last| last.text.end),
        )
    }

    /// What is compared: the box, the words, and what the attributes say, however they are laid out.
    pub fn key(&self, source: &str) -> String {
        let mark = self.mark(source).unwrap_or("none").to_lowercase();
        format!("{mark}\n{}\n{:?}", self.title, self.values)
    }
}

/// Where the attributes stand, which field each is, and what it says.
fn fields(attributes: &Attributes) -> Vec<(Span, Field, Value)> {
    let owner = attributes
        .owner
        .iter()
        .filter(|name| !name.in_text)
        .map(|name| {
            let value = Value::Name(normalized(&name.name).to_lowercase());
            (name.span, Field::Owner, value)
        });
    let priority = attributes.priority.iter();
    let priority = priority.map(|(level, span)| (*span, Field::Priority, Value::Level(*level)));
    let dates = attributes.dates.iter();
    let dates = dates.map(|date| (date.span, Field::of(date.key), Value::Day(date.date)));
    let mut fields: Vec<_> = owner.chain(priority).chain(dates).collect();
    fields.sort();
    fields
}

fn tokens(source: &str, item: &ListItem, fields: &[(Span, Field, Value)]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut done = item
        .checkbox
        .map_or(item.marker.end, |checkbox| checkbox.span.end);
    for line in &item.lines {
        let mut at = line.start.max(done);
        while at < line.end {
            let rest = &source[at..line.end];
            let blanks = rest.len() - rest.trim_start().len();
            if blanks > 0 {
                at += blanks;
                continue;
            }
            let field = fields.iter().find(|(span, ..)| span.start == at);
            let end = match field {
                Some((span, ..)) => span.end.min(line.end),
                None => {
                    let word = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
                    let inside = fields.iter().map(|(span, ..)| span.start);
                    inside
                        .filter(|start| *start > at)
                        .min()
                        .map_or(word, |start| word.min(start))
                }
            };
            tokens.push(Token {
                glue: Span::new(done, at),
                text: Span::new(at, end),
                field: field.map(|(_, field, _)| *field),
            });
            done = end;
            at = end;
        }
    }
    tokens
}
