//! An agenda as a person has it in mind, what the two do to it, and how it is written down.

use crate::dice::Dice;

const SECTIONS: [&str; 6] = [
    "Wins",
    "Blockers",
    "Plans",
    "Career",
    "Notes",
    "Action items",
];
const MARKS: [char; 5] = [' ', 'x', '-', '>', '/'];
const OWNERS: [&str; 4] = ["dana", "alex", "bo", "cleo"];

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
    pub section: usize,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    pub name: String,
    pub words: [String; 3],
    pub section: usize,
}

/// An agenda.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    pub items: Vec<Item>,
    pub prose: Vec<Prose>,
    pub keys: Vec<(String, String)>,
    pub crlf: bool,
}

fn word(dice: &mut Dice) -> String {
    const BEGIN: [&str; 12] = [
        "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re",
    ];
    const END: [&str; 12] = [
        "ner", "lot", "mix", "sal", "ten", "rop", "kin", "vas", "dor", "gel", "fam", "zur",
    ];
    format!(
        "{}{}{}",
        BEGIN[dice.roll(12)],
        BEGIN[dice.roll(12)],
        END[dice.roll(12)]
    )
}

fn words(dice: &mut Dice) -> [String; 3] {
    [word(dice), word(dice), word(dice)]
}

fn item(dice: &mut Dice, name: String) -> Item {
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
        notes: (0..dice.roll(3))
            .map(|at| format!("note {} {at}", word(dice)))
            .collect(),
        section: dice.roll(SECTIONS.len()),
    }
}

impl Agenda {
    /// What both begin with.
    pub fn new(dice: &mut Dice) -> Agenda {
        let items = (0..3 + dice.roll(10)).map(|at| item(dice, format!("nr{at:03}")));
        let items = items.collect();
        let prose = (0..dice.roll(4)).map(|at| Prose {
            name: format!("pr{at:03}"),
            words: words(dice),
            section: dice.roll(SECTIONS.len()),
        });
        Agenda {
            items,
            prose: prose.collect(),
            keys: vec![
                ("date".to_string(), "2026-11-24".to_string()),
                ("status".to_string(), "planned".to_string()),
            ],
            crlf: false,
        }
    }

    /// The same after a few edits by one of the two, whose new things begin with `letter`.
    pub fn edited(&self, dice: &mut Dice, letter: &str) -> Agenda {
        let mut agenda = self.clone();
        for number in 0..1 + dice.roll(5) {
            agenda.edit(dice, &format!("{letter}{number:02}"), self);
        }
        agenda.crlf = dice.one_in(25);
        agenda
    }

    fn edit(&mut self, dice: &mut Dice, new_name: &str, base: &Agenda) {
        let count = self.items.len();
        let deed = dice.roll(14);
        if count == 0 || deed < 2 {
            let place = dice.roll(count + 1);
            self.items.insert(place, item(dice, new_name.to_string()));
            return;
        }
        let at = dice.roll(count);
        let chosen = &mut self.items[at];
        match deed {
            2 | 3 => chosen.mark = MARKS[dice.roll(5)],
            4 | 5 => {
                // Once and again the same word: of an item in wholly other words nobody knows what it was.
                let old = base.item(&chosen.name).map(|item| item.words.clone());
                let reworded = (0..3).find(|at| {
                    old.as_ref()
                        .is_some_and(|old| old[*at] != chosen.words[*at])
                });
                chosen.words[reworded.unwrap_or(dice.roll(3))] = word(dice);
            }
            6 => chosen.owner = Some(OWNERS[dice.roll(4)].to_string()),
            7 => chosen.due = Some(1 + dice.roll(28) as u32),
            8 => chosen.notes.push(format!("note {} {new_name}", word(dice))),
            9 => {
                self.items.remove(at);
            }
            10 => chosen.section = dice.roll(SECTIONS.len()),
            11 => {
                let item = self.items.remove(at);
                let place = dice.roll(count);
                self.items.insert(place, item);
            }
            12 if !self.prose.is_empty() => {
                let at = dice.roll(self.prose.len());
                if dice.one_in(4) {
                    self.prose.remove(at);
                } else {
                    self.prose[at].words[dice.roll(3)] = word(dice);
                }
            }
            12 => self.prose.push(Prose {
                name: format!("pr-{new_name}"),
                words: words(dice),
                section: dice.roll(SECTIONS.len()),
            }),
            _ => self.keys.push((format!("key_{new_name}"), word(dice))),
        }
    }

    /// The agenda as Markdown.
    pub fn written(&self) -> String {
        let mut text = String::from("---\n");
        for (key, value) in &self.keys {
            text.push_str(&format!("{key}: {value}\n"));
        }
        text.push_str("---\n\n# 1:1 Alex and Dana\n");
        for (section, title) in SECTIONS.iter().enumerate() {
            text.push_str(&format!("\n## {title}\n<!-- {title}? -->\n"));
            for item in self.items.iter().filter(|item| item.section == section) {
                text.push_str(&format!("- [{}] {}", item.mark, item.title()));
                text.push_str(
                    &item
                        .owner
                        .as_ref()
                        .map_or(String::new(), |owner| format!(" @{owner}")),
                );
                text.push_str(
                    &item
                        .due
                        .map_or(String::new(), |day| format!(" due:2026-12-{day:02}")),
                );
                text.push_str(
                    &item
                        .since
                        .map_or(String::new(), |day| format!(" since:2026-11-{day:02}")),
                );
                text.push('\n');
                text.extend(item.notes.iter().map(|note| format!("  - {note}\n")));
            }
            for prose in self.prose.iter().filter(|prose| prose.section == section) {
                text.push_str(&format!("\n{}\n", prose.text()));
            }
        }
        if self.crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }

    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    pub fn paragraph(&self, name: &str) -> Option<&Prose> {
        self.prose.iter().find(|prose| prose.name == name)
    }
}

/// The title of a section.
pub fn section_title(section: usize) -> &'static str {
    SECTIONS[section]
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
