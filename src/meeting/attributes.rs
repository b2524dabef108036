//! `@owner`, `due:2026-12-01` and their like in an item's first paragraph, as values, and where another one goes.

use chrono::NaiveDate;

use crate::text::Span;

/// What an attribute's date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeKey {
    /// When it is to be done.
    Due,
    /// The meeting in which it was first written.
    Since,
    /// When it was done.
    Done,
    /// Where it came from.
    From,
    /// When it was dropped; read from other tools only.
    Dropped,
}

impl AttributeKey {
    /// The keys that we write, in the order in which they stand at the end of a line.
    pub(super) const WRITTEN: [(AttributeKey, &'static str); 4] = [
        (AttributeKey::Due, "due"),
        (AttributeKey::Since, "since"),
        (AttributeKey::Done, "done"),
        (AttributeKey::From, "from"),
    ];

    /// Names that Dataview and others use for the same.
    pub(super) const FOREIGN: [(&'static str, AttributeKey); 8] = [
        ("due", AttributeKey::Due),
        ("since", AttributeKey::Since),
        ("created", AttributeKey::Since),
        ("done", AttributeKey::Done),
        ("completion", AttributeKey::Done),
        ("completed", AttributeKey::Done),
        ("cancelled", AttributeKey::Dropped),
        ("from", AttributeKey::From),
    ];

    /// The word in front of the date, as we write it; `None` for what is only read.
    pub fn word(self) -> Option<&'static str> {
        let known = AttributeKey::WRITTEN.iter().find(|(key, _)| *key == self);
        known.map(|(_, word)| *word)
    }

    /// The key that is written as `word`.
    pub fn from_word(word: &str) -> Option<AttributeKey> {
        let known = AttributeKey::WRITTEN
            .into_iter()
            .find(|(_, known)| *known == word)?;
        Some(known.0)
    }

    /// Place in the order owner, `p`, `due`, `since`, `done`, `from`.
    pub(super) fn rank(self) -> usize {
        match self {
            AttributeKey::Due => 2,
            AttributeKey::Since => 3,
            AttributeKey::Done => 4,
            AttributeKey::From => 5,
            AttributeKey::Dropped => 6,
        }
    }
}

/// Place of the owner in the order of attributes.
pub(super) const OWNER_RANK: usize = 0;
/// Place of a mark such as `^a95049`, by which other notes of Obsidian name the item: it must stand last.
pub(super) const BLOCK_ID_RANK: usize = usize::MAX - 1;
/// Place of the marks of emphasis around several attributes: none is written outside of them.
pub(super) const MARKS_RANK: usize = usize::MAX;
/// Place of the priority.
pub(super) const PRIORITY_RANK: usize = 1;

/// A name behind `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, composed (NFC), without `@`.
    pub name: String,
    /// All of it, `@` included, with the emphasis around it alone.
    pub span: Span,
    /// Whether it is a word of the sentence, and so a part of the title.
    pub in_text: bool,
}

/// A date with what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateAttribute {
    /// What the date says.
    pub key: AttributeKey,
    /// The day that is named.
    pub date: NaiveDate,
    /// All of it, for instance `due:2026-12-01` or `📅 2026-12-01`.
    pub span: Span,
    /// The ten bytes of the date.
    pub value: Span,
}

/// All that is said about an item in its first paragraph beside its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Who promised it.
    pub owner: Option<Name>,
    /// Other names in the text.
    pub mentions: Vec<Name>,
    /// The first date of each key.
    pub dates: Vec<DateAttribute>,
    /// Priority, 1 to 3, and where it stands.
    pub priority: Option<(u8, Span)>,
    /// Where each attribute stands, with its place in the order of writing; in the order of the text.
    pub(super) spans: Vec<(Span, usize)>,
}

impl Attributes {
    /// The date of `key`.
    pub fn date(&self, key: AttributeKey) -> Option<&DateAttribute> {
        self.dates.iter().find(|date| date.key == key)
    }

    /// Where in `source` an attribute of rank `rank` goes: behind those of `line` that come before it in the order
    /// owner, `p`, `due`, `since`, `done`, `from`, when they stand together at the end of the line.
    fn place(&self, source: &str, line: Span, rank: usize) -> usize {
        let text_end = line.start + line.slice(source).trim_end().len();
        let mut place = text_end;
        let mut run_start = text_end;
        for (span, other) in self.spans.iter().rev() {
            if span.start < line.start || span.end > text_end {
                continue;
            }
            let between = source.get(span.end..run_start).unwrap_or("?");
            if !between.chars().all(char::is_whitespace) {
                break;
            }
            run_start = span.start;
            if *other <= rank {
                break;
            }
            // Before this one, and before the blank in front of it; but not where no text is left to stand behind.
            let before = source[line.start..span.start].trim_end().len();
            if before == 0 {
                break;
            }
            place = line.start + before;
        }
        place
    }

    /// Where in `source` the owner goes.
    pub fn place_of_owner(&self, source: &str, line: Span) -> usize {
        self.place(source, line, OWNER_RANK)
    }

    /// Where in `source` the date of `key` goes.
    pub fn place_of(&self, source: &str, line: Span, key: AttributeKey) -> usize {
        self.place(source, line, key.rank())
    }

    /// Let the attribute that stands at `span` reach over `wide`.
    pub(super) fn widen(&mut self, span: Span, wide: Span) {
        let dates = self.dates.iter_mut().map(|date| &mut date.span);
        let owner = self.owner.iter_mut().map(|owner| &mut owner.span);
        let priority = self.priority.iter_mut().map(|(_, span)| span);
        let spans = self.spans.iter_mut().map(|(span, _)| span);
        for place in dates.chain(owner).chain(priority).chain(spans) {
            if *place == span {
                *place = wide;
            }
        }
    }

    /// Of the names in the sentence let the first own the item that `knows`, if the owner is one of them; none, where it
    /// knows none.
    pub(super) fn own_in_text(&mut self, knows: impl Fn(&str) -> bool) {
        let Some(owner) = self.owner.take_if(|owner| owner.in_text) else {
            return;
        };
        self.mentions.insert(0, owner);
        let known = self.mentions.iter().position(|name| knows(&name.name));
        self.owner = known.map(|at| self.mentions.remove(at));
    }

    /// The spans of all attributes, in the order of the text.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.spans.iter().map(|(span, _)| *span)
    }
}
