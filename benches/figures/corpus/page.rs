//! One meeting from its front matter to its last action item.

use super::item::{Item, State};
use super::special;
use super::words::{BLOCKER, FEEDBACK, PERSONAL, PLAN, SENTENCE, TAG, WIN};
use super::writer::Writer;

/// What was decided about an item in this meeting.
pub type Decided = (State, Item);

impl Writer<'_> {
    /// Writes the whole page.
    pub fn page(&mut self, mut decided: Vec<Decided>, last: bool) {
        self.front_matter(last);
        let (person, day) = (self.person, self.day);
        self.line("");
        self.line(format!(
            "# 1:1 {} and {}, {}",
            person.name,
            person.manager,
            day.format("%A %-d %B %Y")
        ));
        // Some items live in the section they came from, the rest under "Action items".
        let share = self.random.fraction();
        let spare = decided.len() > 1;
        let planned = if share < 0.15 && spare {
            decided.pop()
        } else {
            None
        };
        let career = if (0.15..0.27).contains(&share) && spare {
            decided.pop()
        } else {
            None
        };
        self.wins_and_blockers();
        self.plans(planned);
        self.career(career);
        self.feedback_and_personal();
        // The notes come last, because they fill the page up to its size.
        let before = std::mem::take(&mut self.lines);
        self.ending(&decided);
        let after = std::mem::take(&mut self.lines);
        self.notes(Writer::size(&before) + Writer::size(&after));
        let notes = std::mem::replace(&mut self.lines, before);
        self.lines.extend(notes);
        self.lines.extend(after);
    }

    fn front_matter(&mut self, last: bool) {
        let (person, day) = (self.person, self.day);
        self.line("---");
        self.line(format!("date: {day}"));
        self.line(format!("manager: {}", person.manager_handle));
        self.line(format!("ic: {}", person.handle));
        if last {
            self.line("status: planned");
        } else if self.random.chance(0.04) {
            self.line("status: moved");
            self.line(format!("moved_from: {}", day.pred_opt().unwrap_or(day)));
        } else {
            self.line("status: held");
        }
        let duration = self.random.pick(&[25, 30, 30, 30, 45, 60]);
        self.line(format!("duration: {duration}"));
        if self.random.chance(0.6) {
            let mood = self
                .random
                .pick(&["1", "2", "3", "4", "4", "5", "🙂", "no"]);
            self.line(format!("mood: {mood}"));
        }
        let (share, one, two) = (
            self.random.fraction(),
            self.random.pick(TAG),
            self.random.pick(TAG),
        );
        if share < 0.4 {
            self.line(format!("tags: [{one}, {two}]"));
        } else if share < 0.5 {
            self.line("tags: []");
        } else if share < 0.6 {
            self.line(format!("tags:\n  - {one}\n  - {two}"));
        }
        if self.random.chance(0.02) {
            self.line("reminder: |");
            self.fake(&["  - [ ] anything left from last time?"]);
        }
        self.line("---");
    }

    fn wins_and_blockers(&mut self) {
        self.heading("Wins");
        if self.random.chance(0.5) {
            self.line("<!-- What went well since last time, however small? -->");
        }
        let marker = if self.random.chance(0.3) { "*" } else { "-" };
        for _ in 0..self.random.pick(&[1, 2, 2, 3]) {
            self.entry(&format!("{marker} "), WIN);
            if self.random.chance(0.3) {
                self.entry(&format!("  {marker} "), WIN);
                if self.random.chance(0.2) {
                    self.entry(&format!("    {marker} "), PLAN);
                }
            }
        }
        self.heading("Blockers");
        if self.random.chance(0.2) {
            return self.line("None this week.");
        }
        for _ in 0..self.random.pick(&[1, 1, 2]) {
            self.entry("- ", BLOCKER);
            if self.random.chance(0.3) {
                self.entry("  - Proposed: ", PLAN);
            }
        }
    }

    fn plans(&mut self, item: Option<Decided>) {
        self.heading("Plans");
        for number in 1..=self.random.pick(&[1, 2, 3]) {
            self.entry(&format!("{number}. "), PLAN);
        }
        if let Some((state, item)) = item {
            self.line("\nAgreed:\n");
            let marker = self.random.pick(&["1. ", "1) "]);
            self.item("", marker, state, &item);
        }
    }

    fn career(&mut self, item: Option<Decided>) {
        self.heading("Career");
        let count = self.random.pick(&[1, 1, 2]);
        self.sentences(count);
        if let Some((state, item)) = item {
            self.line("");
            let marker = self.random.pick(&["* ", "+ "]);
            self.item("", marker, state, &item);
        }
    }

    fn feedback_and_personal(&mut self) {
        self.heading("Feedback");
        self.entry("", FEEDBACK);
        if self.random.chance(0.03) && !self.settled {
            let mut item = self.new_item(&[]);
            item.title += " (said in the thread)"; // never the title of another item of this meeting
            let line = item.line(State::Open, self.random, self.day);
            self.line(format!("\n> - {line}"));
            self.truth.quoted += 1;
        }
        self.heading("Personal");
        self.entry("", PERSONAL);
    }

    /// Paragraphs, and now and then one of the blocks that need a real parser.
    fn notes(&mut self, have: usize) {
        self.heading("Notes");
        let want = 2250 + self.random.below(1400);
        let mut specials = special::choose(self.random);
        loop {
            let used = have + Writer::size(&self.lines);
            if specials.is_empty() || (used < want && self.random.chance(0.6)) {
                if self.random.chance(0.12) {
                    self.entry("> ", SENTENCE);
                } else {
                    let count = if used + 500 < want {
                        self.random.pick(&[1, 2, 3])
                    } else {
                        1
                    };
                    self.sentences(count);
                }
            } else if let Some(kind) = specials.pop() {
                self.special(kind);
            }
            if specials.is_empty() && have + Writer::size(&self.lines) >= want {
                break;
            }
            self.line("");
        }
    }

    fn ending(&mut self, decided: &[Decided]) {
        self.heading("Summary");
        self.sentences(1);
        self.heading("Action items");
        if decided.is_empty() {
            return self.line("None.");
        }
        let marker = self.random.pick(&["-", "-", "-", "-", "*", "1.", "+"]);
        let mut items = decided.iter().enumerate().peekable();
        while let Some((index, (state, item))) = items.next() {
            let gap = if self.random.chance(0.01) { "  " } else { " " };
            let ordered = marker == "1.";
            let mark = if ordered {
                format!("{}.{gap}", index + 1)
            } else {
                format!("{marker}{gap}")
            };
            self.item("", &mark, *state, item);
            let indent = " ".repeat(mark.len());
            self.below_an_item(&indent);
            // An open child of a carried parent would have gone with it.
            let fits = |child: &Decided| !(*state == State::Carried && child.0 == State::Open);
            if items.peek().is_some_and(|(_, child)| fits(child)) && self.random.chance(0.18) {
                let (_, (state, item)) = items.next().expect("it was there when we peeked");
                self.item(&indent, if ordered { "- " } else { &mark }, *state, item);
            }
        }
    }

    fn below_an_item(&mut self, indent: &str) {
        let share = self.random.fraction();
        if share < 0.02 {
            let fake = format!("{indent}- [ ] echo not an item");
            self.line(format!("\n{indent}```sh"));
            self.fake(&[&fake]);
            self.line(format!("{indent}```"));
        } else if share < 0.04 {
            self.entry(&format!("{indent}- "), PLAN);
        }
    }

    fn entry(&mut self, marker: &str, table: &[&str]) {
        let text = self.text(table);
        self.line(format!("{marker}{text}"));
    }
}
