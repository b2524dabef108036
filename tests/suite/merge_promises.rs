//! One promise in other words, and another promise in its place, by the hundred: a tick, a date or a note lands on the
//! promise that was meant, and never on another one.
//!
//! `ONEONONE_SEED` asks for other sentences.

use oneonone::meeting::Vocabulary;
use oneonone::merge::{Merged, Names, Three, merge};

use crate::dice::Dice;
use crate::surroundings;

const PAIRS: usize = 500;
/// Of a hundred rewordings this many may be taken for another promise: then both stand there, and it is said.
const DOUBLED_OF_A_HUNDRED: usize = 2;

/// What is promised in one language: pairs of verbs that say the same, words for how, things, people, ends.
struct Speech {
    verbs: &'static [(&'static str, &'static str)],
    how: &'static [(&'static str, &'static str)],
    things: &'static [&'static str],
    people: &'static [&'static str],
    ends: &'static [&'static str],
    no: (&'static str, &'static str),
    write: fn(&Parts) -> String,
}

/// A promise in parts.
#[derive(Clone)]
struct Parts {
    verb: &'static str,
    how: &'static str,
    thing: String,
    person: &'static str,
    end: String,
    before: String,
}

const ENGLISH: Speech = Speech {
    verbs: &[
        ("Fix", "Repair"),
        ("Write", "Draft"),
        ("Review", "Check"),
        ("Prepare", "Set up"),
        ("Send", "Forward"),
        ("Discuss", "Talk over"),
        ("Update", "Refresh"),
        ("Plan", "Outline"),
        ("Book", "Reserve"),
        ("Finish", "Complete"),
        ("Look into", "Investigate"),
        ("Collect", "Gather"),
    ],
    how: &[
        ("", ""),
        ("", "short"),
        ("short", "brief"),
        ("", "detailed"),
        ("first rough", "first short"),
        ("broken", "failing"),
        ("new", "new"),
        ("complete", "full"),
    ],
    things: &[
        "import test",
        "export test",
        "quarterly report",
        "onboarding checklist",
        "parking permits",
        "hiring plan",
        "greenhouse sensors",
        "release notes",
        "login page",
        "payroll spreadsheet",
        "incident timeline",
        "budget",
        "coffee order",
        "salary bands",
        "retry logic",
        "customer interviews",
        "office keys",
        "rate limiter",
    ],
    people: &[
        "Dana",
        "Alex",
        "Priya",
        "the finance team",
        "the platform team",
        "the board",
        "Mr Okafor",
        "legal",
    ],
    ends: &[
        "",
        "",
        "before the offsite",
        "once the freeze ends",
        "and share the result",
        "in the shared folder",
    ],
    no: ("Don't", "Do not"),
    write: |parts| {
        let Parts {
            verb,
            how,
            thing,
            person,
            end,
            before,
        } = parts;
        format!("{before} {verb} the {how} {thing} for {person} {end}")
    },
};

const GERMAN: Speech = Speech {
    verbs: &[
        ("schreiben", "verfassen"),
        ("prüfen", "kontrollieren"),
        ("vorbereiten", "erarbeiten"),
        ("besprechen", "klären"),
        ("verschicken", "weiterleiten"),
        ("reparieren", "beheben"),
    ],
    how: &[
        ("", ""),
        ("neuen", "neuen"),
        ("", "kurz"),
        ("kurz", "schnell"),
    ],
    things: &[
        "Bericht",
        "Urlaubsplan",
        "Vertrag",
        "Dienstwagen",
        "Entwurf",
        "Messestand",
        "Kostenplan",
        "Importtest",
    ],
    people: &[
        "Dana",
        "Jörg",
        "Frau Schmidt",
        "Einkauf",
        "Vertrieb",
        "Betriebsrat",
    ],
    ends: &["", ""],
    no: ("Nicht", "Keinesfalls nicht"),
    write: |parts| {
        let Parts {
            verb,
            how,
            thing,
            person,
            end,
            before,
        } = parts;
        format!("{before} den {how} {thing} für {person} {verb} {end}")
    },
};

const SPANISH: Speech = Speech {
    verbs: &[
        ("Revisar", "Comprobar"),
        ("Preparar", "Redactar"),
        ("Enviar", "Mandar"),
        ("Arreglar", "Reparar"),
    ],
    how: &[("", "")],
    things: &[
        "informe anual",
        "contrato",
        "calendario",
        "prueba de carga",
        "presupuesto",
        "servidor nuevo",
    ],
    people: &[
        "Dana",
        "Íñigo",
        "el equipo de ventas",
        "la dirección",
        "recursos humanos",
    ],
    ends: &["", "para la reunión grande"],
    no: ("No", "Nunca"),
    write: |parts| {
        let Parts {
            verb,
            how,
            thing,
            person,
            end,
            before,
        } = parts;
        format!("{before} {verb} el {thing} {how} con {person} {end}")
    },
};

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reference, a number, an address, a day: what says more of a promise.
fn more(dice: &mut Dice) -> String {
    let number = 100 + dice.roll(9000);
    match dice.roll(9) {
        0 => format!("(#{number})"),
        1 => format!("OPS-{number}"),
        2 => format!("https://example.com/t/{number}"),
        3 => format!("v1.{}", dice.roll(20)),
        4 => format!("({}.12.)", 1 + dice.roll(28)),
        5 => format!("at {}:30", 9 + dice.roll(9)),
        6 => format!("({number} €)"),
        7 => format!("{}%", 10 + dice.roll(80)),
        _ => format!("[notes](https://example.com/{number})"),
    }
}

/// The same sort of thing with another number in it.
fn other_number(dice: &mut Dice) -> (String, String) {
    let number = 2 + dice.roll(400);
    let next = number + 1 + dice.roll(9);
    let form = dice.roll(9);
    let write = |number: usize| match form {
        0 => format!("(#{number})"),
        1 => format!("OPS-{number}"),
        2 => format!("https://example.com/t/{number}"),
        3 => format!("v1.{number}"),
        4 => format!("by {}.12.", 1 + number % 28),
        5 => format!("at {}:{}", 8 + number % 12, 10 + number % 50),
        6 => format!("{number} €"),
        7 => format!("{number}%"),
        _ => format!("part {number}"),
    };
    match write(number) == write(next) {
        true => (write(number), write(number + 1)),
        false => (write(number), write(next)),
    }
}

struct Teller {
    dice: Dice,
}

impl Teller {
    fn speech(&mut self) -> &'static Speech {
        [&ENGLISH, &ENGLISH, &ENGLISH, &GERMAN, &SPANISH][self.dice.roll(5)]
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.dice.roll(from.len())]
    }

    fn other<T: Copy + PartialEq>(&mut self, from: &[T], than: T) -> T {
        loop {
            let other = self.pick(from);
            if other != than {
                return other;
            }
        }
    }

    /// A promise in two wordings.
    fn reworded(&mut self) -> (String, String) {
        let speech = self.speech();
        let (verb, same_verb) = self.pick(speech.verbs);
        let (how, same_how) = self.pick(speech.how);
        let old = Parts {
            verb,
            how,
            thing: self.pick(speech.things).to_string(),
            person: self.pick(speech.people),
            end: self.pick(speech.ends).to_string(),
            before: String::new(),
        };
        let mut new = old.clone();
        match self.dice.roll(5) {
            0 => new.verb = same_verb,
            1 => new.how = same_how,
            2 => new.end = format!("{} {}", old.end, more(&mut self.dice)),
            3 => new.thing = format!("{} {}", old.thing, more(&mut self.dice)),
            _ => {
                let end = self.pick(&["today", "with care", "as agreed", "again", "please"]);
                new.end = format!("{} {end}", old.end);
            }
        }
        if self.dice.one_in(4) {
            new.end = format!("{} {}", new.end, more(&mut self.dice));
        }
        let both = (tidy(&(speech.write)(&old)), tidy(&(speech.write)(&new)));
        match self.dice.one_in(3) {
            true => (both.1, both.0),
            false => both,
        }
    }

    /// Two promises that are much alike.
    fn different(&mut self) -> (String, String) {
        let speech = self.speech();
        let (verb, same_verb) = self.pick(speech.verbs);
        let (how, _) = self.pick(speech.how);
        let old = Parts {
            verb,
            how,
            thing: self.pick(speech.things).to_string(),
            person: self.pick(speech.people),
            end: self.pick(speech.ends).to_string(),
            before: String::new(),
        };
        let (mut old, mut new) = (old.clone(), old);
        match self.dice.roll(5) {
            0 => {
                let (one, other) = other_number(&mut self.dice);
                match self.dice.one_in(2) {
                    true => {
                        old.end = format!("{} {one}", old.end);
                        new.end = format!("{} {other}", new.end);
                    }
                    false => {
                        old.thing = format!("{} {one}", old.thing);
                        new.thing = format!("{} {other}", new.thing);
                    }
                }
                if self.dice.one_in(3) {
                    new.verb = same_verb;
                }
            }
            1 => {
                new.thing = self
                    .other(speech.things, thing(speech, &old.thing))
                    .to_string()
            }
            2 => new.person = self.other(speech.people, old.person),
            3 => {
                let no = [speech.no.0, speech.no.1][self.dice.roll(2)];
                new.before = no.to_string();
            }
            _ => {
                let twins = self.pick(&[
                    ("internal", "external"),
                    ("old", "new"),
                    ("first", "second"),
                    ("Monday", "Thursday"),
                    ("north", "south"),
                    ("two", "three"),
                    ("frontend", "backend"),
                    ("public", "private"),
                ]);
                old.thing = format!("{} {}", twins.0, old.thing);
                new.thing = format!("{} {}", twins.1, new.thing);
            }
        }
        let both = (tidy(&(speech.write)(&old)), tidy(&(speech.write)(&new)));
        match self.dice.one_in(2) {
            true => (both.1, both.0),
            false => both,
        }
    }
}

fn thing(speech: &Speech, name: &str) -> &'static str {
    let mut things = speech.things.iter();
    things
        .find(|thing| **thing == name)
        .copied()
        .unwrap_or_default()
}

/// What one does to an item, beside what the other does to its words.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Tick,
    Date,
    Note,
}

/// An agenda around one item.
struct Page {
    above: String,
    below: String,
    attributes: &'static str,
}

impl Page {
    fn new(dice: &mut Dice) -> Page {
        const OTHERS: [&str; 5] = [
            "- [ ] Water the plants @alex\n",
            "- [ ] Ask Jo about the conference @dana since:2026-11-03\n",
            "- [x] Close the old ledger\n",
            "- lunch was fine\n",
            "",
        ];
        let others = |dice: &mut Dice| -> String {
            (0..dice.roll(3)).map(|_| OTHERS[dice.roll(5)]).collect()
        };
        Page {
            above: format!("## Action items\n{}", others(dice)),
            below: format!("{}\n## Notes\nA word.\n", others(dice)),
            attributes: ["", " @dana", " @alex since:2026-11-03", " since:2026-11-10"]
                [dice.roll(4)],
        }
    }

    fn with(&self, items: &str) -> String {
        format!("{}{items}{}", self.above, self.below)
    }

    fn plain(&self, title: &str) -> String {
        format!("- [ ] {title}{}\n", self.attributes)
    }

    fn done(&self, title: &str, deed: Deed) -> String {
        let attributes = self.attributes;
        match deed {
            Deed::Tick => format!("- [x] {title}{attributes}\n"),
            Deed::Note => format!("- [ ] {title}{attributes}\n  - spoke about it\n"),
            Deed::Date => match attributes.split_once("since") {
                Some((owner, day)) => format!("- [ ] {title}{owner}due:2026-12-08 since{day}\n"),
                None => format!("- [ ] {title}{attributes} due:2026-12-08\n"),
            },
        }
    }
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    let names = Names::default();
    let merged = merge(
        Three::new(base, ours, theirs),
        &names,
        &Vocabulary::default(),
    )
    .expect("merged");
    let swapped = merge(
        Three::new(base, theirs, ours),
        &names,
        &Vocabulary::default(),
    )
    .expect("merged");
    assert_eq!(merged, swapped, "swapped it differs");
    merged
}

fn first_seed() -> u64 {
    let seed = surroundings::asked("ONEONONE_SEED");
    seed.and_then(|seed| seed.parse().ok()).unwrap_or(1) * 1_000_000
}

fn deed(dice: &mut Dice) -> Deed {
    [Deed::Tick, Deed::Date, Deed::Note][dice.roll(3)]
}

#[test]
fn one_promise_in_other_words_stays_one() {
    let mut doubled = Vec::new();
    for seed in first_seed()..first_seed() + PAIRS as u64 {
        let mut teller = Teller { dice: Dice(seed) };
        let (old, new) = teller.reworded();
        if old == new {
            continue;
        }
        let page = Page::new(&mut teller.dice);
        let deed = deed(&mut teller.dice);
        let base = page.with(&page.plain(&old));
        let ours = page.with(&page.done(&old, deed));
        let theirs = page.with(&page.plain(&new));
        let text = merged(&base, &ours, &theirs).text;
        if text != page.with(&page.done(&new, deed)) {
            doubled.push(format!("{seed} {deed:?}: {old} | {new}"));
        }
    }
    assert!(
        doubled.len() * 100 <= PAIRS * DOUBLED_OF_A_HUNDRED,
        "{} of {PAIRS} are doubled:\n{}",
        doubled.len(),
        doubled.join("\n")
    );
}

#[test]
fn another_promise_in_its_place_is_another() {
    let mut joined = Vec::new();
    for seed in first_seed()..first_seed() + PAIRS as u64 {
        let mut teller = Teller { dice: Dice(seed) };
        let (old, new) = teller.different();
        if old == new {
            continue;
        }
        let page = Page::new(&mut teller.dice);
        let deed = deed(&mut teller.dice);
        let base = page.with(&page.plain(&old));
        let ours = page.with(&page.done(&old, deed));
        let theirs = page.with(&page.plain(&new));
        let Merged { text, remarks } = merged(&base, &ours, &theirs);
        let both = text.contains(&page.done(&old, deed)) && text.contains(&page.plain(&new));
        let is_short = text.len()
            == base.len() + page.done(&old, deed).len() + page.plain(&new).len()
                - page.plain(&old).len();
        if !both || !is_short || remarks.is_empty() {
            joined.push(format!("{seed} {deed:?}: {old} | {new}\n{text}"));
        }
    }
    assert!(
        joined.is_empty(),
        "{} of {PAIRS} are joined:\n{}",
        joined.len(),
        joined.join("\n")
    );
}
