//! Sections within sections, on thousands of random documents: what one wrote below a heading stands below that heading
//! in the end, whatever both did to the headings around it.
//!
//! Of each section and line it is known who put it where; two sections of one title in different places are two. So of
//! each line one knows below which headings it may stand: those that a side gave it, each as a side called it and where a
//! side put it. What stands in a personal section never stands outside, unless a side took it out and the other left it
//! alone. `ONEONONE_TRIPLES` and `ONEONONE_SEED` ask for more and others, as for the other laws.

use std::collections::{BTreeMap, BTreeSet};

use oneonone::markdown::Document;
use oneonone::meeting::{Role, Vocabulary};
use oneonone::merge::{Names, Three, merge};

use crate::dice::Dice;
use crate::surroundings;

/// How many stories are tried.
const STORIES: usize = 600;
/// Few titles, so that many sections have the same one.
const TITLES: [&str; 9] = [
    "At home",
    "Planning",
    "Notes",
    "For Dana",
    "For Alex",
    "Personal",
    "Project north",
    "Project south",
    "Later",
];
const OTHER_TITLES: [&str; 6] = [
    "Home",
    "Plan",
    "For Bo",
    "Remarks",
    "Privat",
    "Project west",
];
const ROOT: usize = 0;

#[derive(Clone, Debug, PartialEq)]
struct Section {
    title: String,
    around: usize,
    /// How many levels deeper what is in it stands.
    step: usize,
    lines: Vec<Line>,
    within: Vec<usize>,
    is_underlined: bool,
    /// Whether it was renamed or reworded: one who does both leaves nothing to know it by.
    is_spent: bool,
}

/// A line, known by its word.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    word: String,
    mark: Option<char>,
    more: &'static str,
}

/// A document: sections by number; the root has what is in no section.
#[derive(Clone, Debug)]
struct Outline {
    has_page_title: bool,
    sections: BTreeMap<usize, Section>,
    next: usize,
    /// What is written by one who made it, in letters that no other has.
    letter: &'static str,
    words: usize,
    /// Titles that were taken away or moved: the same title put in again would be a riddle, not a law.
    spent: BTreeSet<String>,
}

fn letters(number: usize) -> String {
    let digits = number.to_string().into_bytes();
    digits
        .iter()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}

impl Outline {
    fn new(dice: &mut Dice) -> Outline {
        let root = Section {
            title: String::new(),
            around: ROOT,
            step: 1,
            lines: Vec::new(),
            within: Vec::new(),
            is_underlined: false,
            is_spent: false,
        };
        let mut outline = Outline {
            has_page_title: !dice.one_in(4),
            sections: BTreeMap::from([(ROOT, root)]),
            next: 1,
            letter: "base",
            words: 0,
            spent: BTreeSet::new(),
        };
        for _ in 0..3 + dice.roll(6) {
            outline.put_in(dice);
        }
        outline
    }

    fn depth(&self, mut section: usize) -> usize {
        let mut depth = 0;
        while section != ROOT {
            section = self.sections[&section].around;
            depth += 1;
        }
        depth
    }

    fn any(&self, dice: &mut Dice) -> usize {
        let all: Vec<usize> = self.sections.keys().copied().collect();
        all[dice.roll(all.len())]
    }

    fn line(&mut self, dice: &mut Dice) -> Line {
        self.words += 1;
        Line {
            word: format!("{}{}word", self.letter, letters(self.words)),
            mark: (!dice.one_in(3)).then_some(' '),
            more: "",
        }
    }

    /// Whether something new has the title of what was taken away or moved: is it the same one? Nobody can tell.
    fn is_riddle(&self, base: &Outline) -> bool {
        let new = self
            .sections
            .iter()
            .filter(|(number, _)| !base.sections.contains_key(number));
        let mut titles = new.map(|(_, section)| &section.title);
        titles.any(|title| self.spent.contains(title))
    }

    /// Put a new section somewhere, mostly with a line in it.
    fn put_in(&mut self, dice: &mut Dice) {
        let around = self.any(dice);
        let title = TITLES[dice.roll(TITLES.len())];
        let is_there = |within: &[usize]| within.iter().any(|s| self.sections[s].title == title);
        // Two of one title in one section come only now and then.
        let is_odd = is_there(&self.sections[&around].within) && !dice.one_in(12);
        if self.depth(around) >= 3 || is_odd || self.spent.contains(title) {
            return;
        }
        let lines = match dice.one_in(5) {
            true => Vec::new(),
            false => vec![self.line(dice)],
        };
        let number = self.next;
        self.next += 1;
        self.sections.insert(
            number,
            Section {
                title: title.to_string(),
                around,
                step: 1 + usize::from(dice.one_in(5)),
                lines,
                within: Vec::new(),
                is_underlined: dice.one_in(5),
                is_spent: false,
            },
        );
        let row = &mut self.sections.get_mut(&around).expect("a section").within;
        row.insert(dice.roll(row.len() + 1), number);
    }

    fn inside(&self, section: usize) -> Vec<usize> {
        let mut inside = vec![section];
        let mut at = 0;
        while let Some(next) = inside.get(at) {
            inside.extend(&self.sections[next].within);
            at += 1;
        }
        inside
    }

    fn take_out(&mut self, section: usize) {
        let around = self.sections[&section].around;
        let row = &mut self.sections.get_mut(&around).expect("a section").within;
        row.retain(|other| *other != section);
    }

    /// The same after a few changes by one of the two.
    fn edited(&self, dice: &mut Dice, letter: &'static str, first: usize) -> Outline {
        let mut outline = self.clone();
        (outline.letter, outline.next, outline.words) = (letter, first, 0);
        for _ in 0..1 + dice.roll(4) {
            outline.edit(dice);
        }
        outline
    }

    fn edit(&mut self, dice: &mut Dice) {
        let chosen = self.any(dice);
        let is_root = chosen == ROOT;
        match dice.roll(14) {
            0..4 => self.put_in(dice),
            4..7 => {
                let line = self.line(dice);
                let lines = &mut self.sections.get_mut(&chosen).expect("a section").lines;
                lines.insert(dice.roll(lines.len() + 1), line);
            }
            7 | 8 if !self.sections[&chosen].is_spent => {
                let section = self.sections.get_mut(&chosen).expect("a section");
                section.is_spent = true;
                let lines = &mut section.lines;
                if let Some(line) = lines.first_mut() {
                    match line.mark {
                        Some(_) if dice.one_in(2) => line.mark = Some('x'),
                        _ => line.more = " and then some",
                    }
                }
            }
            9 if !is_root && !self.sections[&chosen].is_spent => {
                let title = OTHER_TITLES[dice.roll(OTHER_TITLES.len())];
                let section = self.sections.get_mut(&chosen).expect("a section");
                section.is_spent = true;
                let old = std::mem::replace(&mut section.title, title.to_string());
                self.spent.insert(old);
            }
            10 if !is_root => {
                let target = self.any(dice);
                let inside = self.inside(chosen);
                let deepest = inside.iter().map(|s| self.depth(*s)).max().unwrap_or(0);
                let height = deepest - self.depth(chosen);
                if inside.contains(&target) || self.depth(target) + height >= 4 {
                    return;
                }
                self.spent.insert(self.sections[&chosen].title.clone());
                self.take_out(chosen);
                self.sections.get_mut(&chosen).expect("a section").around = target;
                let row = &mut self.sections.get_mut(&target).expect("a section").within;
                row.insert(dice.roll(row.len() + 1), chosen);
            }
            11 if !is_root => {
                for section in self.inside(chosen) {
                    self.spent.insert(self.sections[&section].title.clone());
                }
                self.take_out(chosen);
                for section in self.inside(chosen) {
                    self.sections.remove(&section);
                }
            }
            12 if !is_root => {
                let section = self.sections.get_mut(&chosen).expect("a section");
                section.step = 3 - section.step;
            }
            13 if !is_root => {
                let section = self.sections.get_mut(&chosen).expect("a section");
                section.is_underlined = !section.is_underlined;
            }
            _ => {}
        }
    }

    fn written(&self) -> String {
        let mut text = String::from("---\ndate: 2026-11-24\n---\n\n");
        if self.has_page_title {
            text.push_str("# 1:1 Alex and Dana\n");
        }
        let outer = usize::from(self.has_page_title);
        self.write(&mut text, ROOT, outer);
        text
    }

    fn write(&self, text: &mut String, number: usize, level: usize) {
        let section = &self.sections[&number];
        if number != ROOT {
            let title = &section.title;
            match (section.is_underlined, level) {
                (true, 1) => text.push_str(&format!("\n{title}\n===\n")),
                (true, 2) => text.push_str(&format!("\n{title}\n---\n")),
                _ => text.push_str(&format!("\n{} {title}\n", "#".repeat(level))),
            }
        }
        for line in &section.lines {
            match line.mark {
                Some(mark) => text.push_str(&format!("- [{mark}] {}{}\n", line.word, line.more)),
                None => text.push_str(&format!("\n{} was said here{}\n", line.word, line.more)),
            }
        }
        // Six levels are all there are.
        let step = if number == ROOT || level > 3 {
            1
        } else {
            section.step
        };
        for within in &section.within {
            self.write(text, *within, level + step);
        }
    }

    fn line_of(&self, word: &str) -> Option<(usize, &Line)> {
        self.sections.iter().find_map(|(number, section)| {
            let line = section.lines.iter().find(|line| line.word == word)?;
            Some((*number, line))
        })
    }

    fn is_personal(&self, mut section: usize) -> bool {
        let vocabulary = Vocabulary::default();
        while section != ROOT {
            let this = &self.sections[&section];
            if vocabulary.role(&this.title) == Some(Role::Personal) {
                return true;
            }
            section = this.around;
        }
        false
    }

    fn all_words(&self) -> BTreeSet<String> {
        let lines = self.sections.values().flat_map(|section| &section.lines);
        lines.map(|line| line.word.clone()).collect()
    }
}

/// Below which headings, from the outside to the inside, each word stands in a text; more than once where it does.
fn chains(text: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let document = Document::new(text.to_string());
    let mut around: Vec<(usize, String)> = Vec::new();
    let mut found: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut note = |start: usize, end: usize, around: &[(usize, String)]| {
        let words = text[start..end].split_whitespace();
        for word in words.filter(|word| word.ends_with("word")) {
            let chain = around.iter().map(|(_, title)| title.clone());
            let chain = chain.filter(|title| !title.starts_with("1:1"));
            found
                .entry(word.to_string())
                .or_default()
                .push(chain.collect());
        }
    };
    let headings = document.headings();
    let first = headings
        .first()
        .map_or(text.len(), |heading| heading.span.start);
    note(0, first, &[]);
    for (at, heading) in headings.iter().enumerate() {
        around.retain(|(level, _)| *level < heading.level);
        around.push((heading.level, heading.title.trim().to_string()));
        let end = headings
            .get(at + 1)
            .map_or(text.len(), |next| next.span.start);
        note(heading.span.start, end, &around);
    }
    found
}

/// All chains of headings below which a section may stand: each as one of the sides calls it, where one of them has it.
fn allowed(sides: &[&Outline], section: usize, depth: usize) -> BTreeSet<Vec<String>> {
    if section == ROOT {
        return BTreeSet::from([Vec::new()]);
    }
    let mut chains = BTreeSet::new();
    let there: Vec<&Section> = sides
        .iter()
        .filter_map(|side| side.sections.get(&section))
        .collect();
    if depth > 8 {
        return chains;
    }
    for around in there.iter().map(|section| section.around) {
        for outer in allowed(sides, around, depth + 1) {
            for title in there.iter().map(|section| &section.title) {
                let mut chain = outer.clone();
                chain.push(title.clone());
                chains.insert(chain);
            }
        }
    }
    chains
}

fn fault(base: &Outline, ours: &Outline, theirs: &Outline, merged: &str) -> Option<String> {
    let found = chains(merged);
    let vocabulary = Vocabulary::default();
    let sides = [ours, theirs];
    for word in ours.all_words().union(&theirs.all_words()) {
        let states = sides.map(|side| side.line_of(word));
        let was = base.line_of(word);
        let stands = found.get(word).map_or(&[][..], Vec::as_slice);
        // Deleted by one, and left alone by the other.
        let may_go = was.is_some() && states.iter().any(Option::is_none);
        if stands.len() > 1 || stands.is_empty() && !may_go {
            return Some(format!("{word} stands there {} times", stands.len()));
        }
        let Some(chain) = stands.first() else {
            continue;
        };
        let mut may = BTreeSet::new();
        for (section, _) in states.iter().flatten() {
            may.extend(allowed(&sides, *section, 0));
        }
        if !may.contains(chain) {
            return Some(format!("{word} stands below {chain:?}, not one of {may:?}"));
        }
        let is_inside = chain
            .iter()
            .any(|title| vocabulary.role(title) == Some(Role::Personal));
        let personal = [0, 1].map(|side| {
            let (section, line) = states[side]?;
            let is_changed = was.is_none_or(|(_, old)| old != line);
            Some((sides[side].is_personal(section), is_changed))
        });
        let must_be_inside = match personal {
            [Some((true, _)), Some((true, _))] => true,
            [Some((true, is_changed)), Some((false, _))]
            | [Some((false, _)), Some((true, is_changed))] => is_changed,
            [Some((true, _)), None] | [None, Some((true, _))] => true,
            _ => false,
        };
        if must_be_inside && !is_inside {
            return Some(format!("{word} was personal and stands below {chain:?}"));
        }
    }
    None
}

#[test]
fn what_was_written_below_a_heading_stays_below_it() {
    let setting = |name: &str| surroundings::asked(name)?.parse::<usize>().ok();
    let first = setting("ONEONONE_SEED").unwrap_or(1) as u64 * 1_000_000;
    let count = setting("ONEONONE_TRIPLES").unwrap_or(STORIES);
    let mut faults = Vec::new();
    let mut refusals = Vec::new();
    let mut meetings = 0;
    for seed in first..first + count as u64 {
        let mut dice = Dice(seed);
        let base = Outline::new(&mut dice);
        let ours = base.edited(&mut dice, "our", 1000);
        let theirs = base.edited(&mut dice, "their", 2000);
        if ours.is_riddle(&base) || theirs.is_riddle(&base) {
            continue;
        }
        let [b, o, t] = [&base, &ours, &theirs].map(Outline::written);
        meetings += usize::from(o != b && t != b && o != t);
        let merged = |ours: &str, theirs: &str| {
            merge(
                Three::new(&b, ours, theirs),
                &Names::default(),
                &Vocabulary::default(),
            )
            .map(|merged| merged.text)
            .map_err(|refused| refused.to_string())
        };
        let result = merged(&o, &t);
        let said = match &result {
            // Nothing is written then, and `sync` says so: no harm, but no answer either.
            Err(refused) => {
                refusals.push(format!("{seed}: {refused}"));
                None
            }
            Ok(text) if merged(&t, &o).as_ref() != Ok(text) => {
                Some("swapped it differs".to_string())
            }
            Ok(text) => fault(&base, &ours, &theirs, text),
        };
        if let Some(said) = said {
            faults.push((seed, said, [b, o, t, result.unwrap_or_default()]));
        }
    }
    assert!(refusals.len() * 300 <= count, "refused: {refusals:?}");
    assert!(
        meetings * 2 > count,
        "both changed something in {meetings} only"
    );
    if let Some((seed, _, [b, o, t, m])) = faults.first() {
        let told = faults
            .iter()
            .map(|(seed, said, _)| format!("\n{seed}: {said}"));
        panic!(
            "{} of {count} are wrong:{}\n\nseed {seed}\n--- base\n{b}\n--- ours\n{o}\n--- theirs\n{t}\n--- merged\n{m}",
            faults.len(),
            told.collect::<String>(),
        );
    }
}
