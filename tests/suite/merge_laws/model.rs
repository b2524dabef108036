//! An agenda as a person has it in mind.

use crate::dice::Dice;

/// The headings that every agenda begins with.
const SECTIONS: [&str; 6] = [
    "Wins",
    "Blockers",
    "Plans",
    "Career",
    "Notes",
    "Action items",
];
pub const MARKS: [char; 5] = [' ', 'x', '-', '>', '/'];
pub const OWNERS: [&str; 4] = ["dana", "alex", "bo", "cleo"];

const BEGIN: [&str; 12] = [
    "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re",
];
const END: [&str; 12] = [
    "ner", "lot", "mix", "sal", "ten", "rop", "kin", "vas", "dor", "gel", "fam", "zur",
];

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the section of this name, below no other item.
    In(String),
    /// Below the item of this name.
    Below(String),
}

/// A promise. `name` is a word that no edit takes out, so that one knows which is which.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub mark: char,
    pub words: [String; 3],
    pub owner: Option<String>,
    pub due: Option<u32>,
    pub since: Option<u32>,
    pub notes: Vec<String>,
    pub place: Place,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    pub name: String,
    pub words: [String; 3],
    pub section: String,
}

/// A heading. Its name stays when it is renamed.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub name: String,
    pub title: String,
}

/// How lists are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Style {
    Dashes,
    Stars,
    Tabs,
    Numbers,
}

/// What editors do to all lines of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    pub crlf: bool,
    /// Whether the last line ends.
    pub ends: bool,
    /// Whether a blank is left behind each item.
    pub blanks: bool,
}

/// An agenda. Items below one item, or in one section, stand in the order of the list.
#[derive(Clone, Debug)]
pub struct Agenda {
    pub keys: Vec<(String, String)>,
    pub sections: Vec<Section>,
    pub items: Vec<Item>,
    pub prose: Vec<Prose>,
    pub style: Style,
    pub layout: Layout,
}

pub fn word(dice: &mut Dice) -> String {
    let (begin, middle) = (BEGIN[dice.roll(12)], BEGIN[dice.roll(12)]);
    format!("{begin}{middle}{}", END[dice.roll(12)])
}

pub fn words(dice: &mut Dice) -> [String; 3] {
    [word(dice), word(dice), word(dice)]
}

/// A name without digits: that two titles have other numbers in them would tell them apart too easily.
pub fn name(kind: &str, number: usize) -> String {
    format!("{kind}{}{}", BEGIN[number / 12], BEGIN[number % 12])
}

pub fn item(dice: &mut Dice, name: String, place: Place) -> Item {
    Item {
        name,
        mark: if dice.one_in(4) {
            MARKS[dice.roll(5)]
        } else {
            ' '
        },
        words: words(dice),
        owner: (!dice.one_in(3)).then(|| OWNERS[dice.roll(2)].to_string()),
        due: dice.one_in(2).then(|| 1 + dice.roll(28) as u32),
        since: dice.one_in(2).then(|| 1 + dice.roll(20) as u32),
        notes: (0..dice.roll(3)).map(|_| note(dice)).collect(),
        place,
    }
}

pub fn note(dice: &mut Dice) -> String {
    format!("note {}{} {}", word(dice), word(dice), word(dice))
}

impl Agenda {
    /// What both begin with.
    pub fn new(dice: &mut Dice) -> Agenda {
        let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
        let mut agenda = Agenda {
            keys: vec![
                pair("date", "2026-11-24"),
                pair("status", "planned"),
                pair("duration", "30"),
                pair("read_by", "[dana]"),
            ],
            sections: SECTIONS
                .map(|title| Section {
                    name: title.to_string(),
                    title: title.to_string(),
                })
                .to_vec(),
            items: Vec::new(),
            prose: Vec::new(),
            style: [Style::Dashes, Style::Stars, Style::Tabs, Style::Numbers][dice.roll(4)],
            layout: Layout {
                crlf: dice.one_in(12),
                ends: !dice.one_in(12),
                blanks: dice.one_in(6),
            },
        };
        for number in 0..3 + dice.roll(10) {
            let place = agenda.any_place(dice);
            agenda.items.push(item(dice, name("nr", number), place));
        }
        for number in 0..dice.roll(4) {
            let section = agenda.any_section(dice);
            agenda.prose.push(Prose {
                name: name("pr", number),
                words: words(dice),
                section,
            });
        }
        agenda
    }

    pub fn any_section(&self, dice: &mut Dice) -> String {
        self.sections[dice.roll(self.sections.len())].name.clone()
    }

    /// A place for an item: mostly in a section, now and then below another one.
    pub fn any_place(&self, dice: &mut Dice) -> Place {
        if !self.items.is_empty() && dice.one_in(3) {
            Place::Below(self.items[dice.roll(self.items.len())].name.clone())
        } else {
            Place::In(self.any_section(dice))
        }
    }

    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    pub fn paragraph(&self, name: &str) -> Option<&Prose> {
        self.prose.iter().find(|prose| prose.name == name)
    }

    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    pub fn key(&self, key: &str) -> Option<&str> {
        let pair = self.keys.iter().find(|(other, _)| other == key);
        pair.map(|(_, value)| value.as_str())
    }

    /// The items that stand there, in order.
    pub fn row<'a>(&'a self, place: &Place) -> Vec<&'a Item> {
        self.items
            .iter()
            .filter(|item| item.place == *place)
            .collect()
    }

    /// An item and all that is below it.
    pub fn subtree(&self, name: &str) -> Vec<String> {
        let mut names = vec![name.to_string()];
        let mut at = 0;
        while let Some(around) = names.get(at) {
            let below = self.row(&Place::Below(around.clone()));
            names.extend(below.iter().map(|item| item.name.clone()));
            at += 1;
        }
        names
    }
}

fn sentence(name: &str, words: &[String; 3]) -> String {
    format!("{name} {} of the {} into {}", words[0], words[1], words[2])
}

impl Item {
    pub fn title(&self) -> String {
        sentence(&self.name, &self.words)
    }
}

impl Prose {
    pub fn text(&self) -> String {
        sentence(&self.name, &self.words)
    }
}
