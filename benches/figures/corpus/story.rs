//! One person's notebook over the years.

use std::path::Path;
use std::{fs, io};

use chrono::{Days, NaiveDate};

use super::Corpus;
use super::item::{Item, State};
use super::people::Person;
use super::random::Random;
use super::truth::Truth;
use super::writer::Writer;

const SEED: u64 = 1;

/// Writes the notebook below `workspace` and says what is in it.
pub fn write(corpus: &Corpus, index: usize, workspace: &Path) -> io::Result<Truth> {
    let person = Person::new(index);
    let mut random = Random::new(SEED, index as u64);
    let mut truth = Truth::default();
    let notebook = workspace.join(&person.handle);
    let folder = notebook.join("meetings");
    fs::create_dir_all(&folder)?;
    fs::write(notebook.join("oneonone.yaml"), person.settings())?;
    let last = person.last_meeting(super::END);
    let mut carried = Vec::new();
    for week in (0..corpus.weeks).rev() {
        let day = last - Days::new(7 * week as u64);
        let data = meeting(
            corpus,
            &person,
            &mut random,
            &mut truth,
            day,
            week == 0,
            &mut carried,
        );
        let name = format!("{day}.md");
        truth.add_file(&format!("{}/{name}", person.handle), &data);
        fs::write(folder.join(name), data)?;
    }
    if corpus.agenda {
        fs::write(
            folder.join(format!("{}.md", last + Days::new(7))),
            agenda(&person, last + Days::new(7)),
        )?;
    }
    if index == 0 {
        (truth.first_open, truth.first_quoted) = (truth.open, truth.quoted);
    }
    Ok(truth)
}

/// One file. `carried` are the copies that this meeting starts with, and afterwards those for the next one.
fn meeting(
    corpus: &Corpus,
    person: &Person,
    random: &mut Random,
    truth: &mut Truth,
    day: NaiveDate,
    last: bool,
    carried: &mut Vec<Item>,
) -> Vec<u8> {
    let crlf = person.crlf || random.chance(0.01);
    let bom = crlf && random.chance(0.10);
    let mut writer = Writer {
        random,
        truth,
        person,
        day,
        settled: corpus.forgotten == 0.0,
        lines: Vec::new(),
    };
    let mut items = std::mem::take(carried);
    for _ in 0..writer.random.pick(&[1, 2, 2, 3, 3, 4, 5]) {
        let new = writer.new_item(&items);
        items.push(new);
    }
    let mut decided = Vec::new();
    for item in items {
        let state = item.fate(writer.random, last, corpus.forgotten);
        if state == State::Carried {
            carried.push(item.copy_from(day));
        }
        decided.push((state, item));
    }
    writer.page(decided, last);
    let text = writer.lines.join("\n") + "\n";
    truth.naive += text.lines().filter(|line| looks_open(line)).count() as u64;
    let text = if crlf {
        text.replace('\n', "\r\n")
    } else {
        text
    };
    [if bom { "\u{feff}" } else { "" }, &text]
        .concat()
        .into_bytes()
}

/// What the regular expression of the comparison finds: `^\s*([-*+]|\d+[.)]) \[ \]`.
fn looks_open(line: &str) -> bool {
    let line = line.trim_start();
    let rest = match line.strip_prefix(['-', '*', '+']) {
        Some(rest) => Some(rest),
        None => {
            let behind = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
            behind
                .strip_prefix(['.', ')'])
                .filter(|_| behind.len() < line.len())
        }
    };
    rest.is_some_and(|rest| rest.starts_with(" [ ]"))
}

/// The next meeting as a person would prepare it by hand: nothing carried yet.
fn agenda(person: &Person, day: NaiveDate) -> String {
    let (manager, handle, name, boss) = (
        person.manager_handle,
        &person.handle,
        &person.name,
        person.manager,
    );
    let title = format!("# 1:1 {name} and {boss}, {}", day.format("%A %-d %B %Y"));
    let front = format!(
        "---\ndate: {day}\nmanager: {manager}\nic: {handle}\nstatus: planned\nduration: 30\n---\n"
    );
    let sections = [
        "Wins",
        "Blockers",
        "Plans",
        "Career",
        "Feedback",
        "Personal",
        "Notes",
        "Summary",
        "Action items",
    ];
    let sections: String = sections
        .iter()
        .map(|section| format!("\n## {section}\n"))
        .collect();
    format!("{front}\n{title}\n{sections}")
}
