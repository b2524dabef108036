//! What the two do to an agenda.

use super::model::{Agenda, MARKS, OWNERS, Place, Prose, Section, item, name, note, word, words};
use crate::dice::Dice;

/// Let both write down the same new item.
pub fn both_add(dice: &mut Dice, ours: &mut Agenda, theirs: &mut Agenda) {
    let shared: Vec<String> = ours
        .sections
        .iter()
        .filter(|section| theirs.section(&section.name) == Some(*section)) // not renamed by one
        .map(|section| section.name.clone())
        .collect();
    if shared.is_empty() {
        return;
    }
    let place = Place::In(shared[dice.roll(shared.len())].clone());
    let new = item(dice, "bothadd".to_string(), place);
    ours.items.push(new.clone());
    theirs.items.push(new);
}

impl Agenda {
    /// The same after a few edits by one of the two, the names of whose new things begin with `letters`.
    pub fn edited(&self, dice: &mut Dice, letters: &str) -> Agenda {
        let mut agenda = self.clone();
        for number in 0..1 + dice.roll(5) {
            agenda.edit(dice, &name(letters, number), self);
        }
        if dice.one_in(8) {
            agenda.rename(dice, letters, self);
        }
        let layout = &mut agenda.layout;
        layout.crlf ^= dice.one_in(25);
        layout.ends ^= dice.one_in(12);
        layout.blanks &= !dice.one_in(3);
        agenda
    }

    fn edit(&mut self, dice: &mut Dice, new_name: &str, base: &Agenda) {
        match dice.roll(20) {
            0..3 => {
                let place = self.any_place(dice);
                let at = dice.roll(self.items.len() + 1);
                self.items
                    .insert(at, item(dice, new_name.to_string(), place));
            }
            3..14 if !self.items.is_empty() => self.edit_item(dice, base),
            14 | 15 => self.edit_prose(dice, new_name, base),
            16 | 17 => self.edit_keys(dice, new_name),
            18 => {
                let named = match dice.one_in(3) {
                    true => "Risks".to_string(), // as the other one may call it
                    false => format!("Topic {new_name}"),
                };
                if self.section(&named).is_none() {
                    let at = dice.roll(self.sections.len() + 1);
                    let title = named.clone();
                    self.sections.insert(at, Section { name: named, title });
                }
            }
            _ if self.sections.len() > 2 && dice.one_in(2) => {
                let section = self.any_section(dice);
                self.remove_section(&section);
            }
            _ => {
                let section = self.sections.remove(dice.roll(self.sections.len()));
                let at = dice.roll(self.sections.len() + 1);
                self.sections.insert(at, section);
            }
        }
    }

    fn edit_item(&mut self, dice: &mut Dice, base: &Agenda) {
        // A few items are on the minds of both.
        let among = if dice.one_in(2) { 2 } else { self.items.len() };
        let at = dice.roll(among.min(self.items.len()));
        let chosen = &mut self.items[at];
        match dice.roll(11) {
            0 | 1 => chosen.mark = MARKS[dice.roll(5)],
            2 | 3 => {
                // Once and again the same word: of an item in wholly other words nobody knows what it was.
                let old = base.item(&chosen.name).map(|item| item.words.clone());
                let reworded = (0..3).find(|at| {
                    old.as_ref()
                        .is_some_and(|old| old[*at] != chosen.words[*at])
                });
                chosen.words[reworded.unwrap_or(dice.roll(3))] = word(dice);
            }
            4 => chosen.owner = (!dice.one_in(4)).then(|| OWNERS[dice.roll(4)].to_string()),
            5 => chosen.due = (!dice.one_in(4)).then(|| 1 + dice.roll(28) as u32),
            6 if !chosen.notes.is_empty() && dice.one_in(3) => {
                chosen.notes.remove(dice.roll(chosen.notes.len()));
            }
            6 => chosen.notes.push(note(dice)),
            7 => {
                let gone = self.subtree(&self.items[at].name);
                self.items.retain(|item| !gone.contains(&item.name));
            }
            8 | 9 => {
                let own = self.subtree(&self.items[at].name);
                let place = self.any_place(dice);
                if !matches!(&place, Place::Below(around) if own.contains(around)) {
                    self.items[at].place = place;
                }
            }
            _ => {
                let item = self.items.remove(at);
                let place = dice.roll(self.items.len() + 1);
                self.items.insert(place, item);
            }
        }
    }

    fn edit_prose(&mut self, dice: &mut Dice, new_name: &str, base: &Agenda) {
        if self.prose.is_empty() || dice.one_in(3) {
            let section = self.any_section(dice);
            // In the place of one that went nobody knows whether it is the same in other words.
            let is_gone =
                |old: &&Prose| old.section == section && self.paragraph(&old.name).is_none();
            if base.prose.iter().any(|old| is_gone(&old)) {
                return;
            }
            self.prose.push(Prose {
                name: format!("pr{new_name}"),
                words: words(dice),
                section,
            });
            return;
        }
        let at = dice.roll(self.prose.len());
        let old = base.paragraph(&self.prose[at].name);
        // Text that is elsewhere in other words is new text.
        let is_moved = old.is_some_and(|old| old.section != self.prose[at].section);
        let is_reworded = old.is_some_and(|old| old.words != self.prose[at].words);
        match dice.roll(4) {
            0 => {
                let section = self.prose[at].section.clone();
                let is_new = |prose: &Prose| {
                    prose.section == section && base.paragraph(&prose.name).is_none()
                };
                if !self.prose.iter().any(is_new) {
                    self.prose.remove(at);
                }
            }
            1 if !is_reworded => self.prose[at].section = self.any_section(dice),
            _ if !is_moved => self.prose[at].words[dice.roll(3)] = word(dice),
            _ => {}
        }
    }

    fn edit_keys(&mut self, dice: &mut Dice, new_name: &str) {
        let mut set =
            |key: &str, value: String| match self.keys.iter_mut().find(|(other, _)| other == key) {
                Some((_, old)) => *old = value,
                None => self.keys.push((key.to_string(), value)),
            };
        match dice.roll(6) {
            0 => set(
                "status",
                ["held", "cancelled", "moved", "planned"][dice.roll(4)].to_string(),
            ),
            1 => set(
                "duration",
                ["15", "30", "45", "60"][dice.roll(4)].to_string(),
            ),
            2 => set(
                "read_by",
                ["[alex, dana]", "[dana, bo]", "[]", "[alex]"][dice.roll(4)].to_string(),
            ),
            3 => set("mood", (1 + dice.roll(5)).to_string()),
            4 => self.keys.retain(|(key, _)| key != "duration"),
            _ => set(&format!("key_{new_name}"), word(dice)),
        }
    }

    fn remove_section(&mut self, section: &str) {
        let roots = self.row(&Place::In(section.to_string()));
        let roots: Vec<String> = roots.iter().map(|item| item.name.clone()).collect();
        for root in roots {
            let gone = self.subtree(&root);
            self.items.retain(|item| !gone.contains(&item.name));
        }
        self.prose.retain(|prose| prose.section != section);
        self.sections.retain(|other| other.name != section);
    }

    /// Give a section another title, if what is below it still tells which one it is.
    fn rename(&mut self, dice: &mut Dice, letters: &str, base: &Agenda) {
        let section = self.any_section(dice);
        if base.section(&section).is_none() {
            return;
        }
        let content = |agenda: &Agenda| -> Vec<String> {
            let row = agenda.row(&Place::In(section.clone()));
            let items = row.iter().map(|item| item.title());
            let prose = agenda
                .prose
                .iter()
                .filter(|prose| prose.section == section)
                .map(Prose::text);
            items.chain(prose).collect()
        };
        let (before, now) = (content(base), content(self));
        let shared = now.iter().filter(|line| before.contains(line)).count();
        if shared > 0 && shared * 2 >= before.len().max(now.len()) {
            for other in &mut self.sections {
                if other.name == section {
                    other.title = format!("Renamed {letters} {section}");
                }
            }
        }
    }
}
