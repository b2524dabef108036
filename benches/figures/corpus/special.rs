//! The blocks among the notes that trip a naive reader up.

use super::random::Random;
use super::words::{CODE, ITEM, PLAN};
use super::writer::Writer;

const TOPICS: [&str; 4] = ["on-call load", "estimates", "documentation", "mentoring"];
const GROUPS: [&str; 4] = ["Platform", "Support", "Data", "Finance"];

/// A kind of block.
#[derive(Clone, Copy)]
pub enum Special {
    FenceWithFakes,
    Fence,
    Table,
    Comment,
    Indented,
    Link,
    Escaped,
    EmptyBox,
    Span,
    Image,
}

/// How often a meeting has one.
const SHARES: [(Special, f64); 10] = [
    (Special::FenceWithFakes, 0.14),
    (Special::Fence, 0.10),
    (Special::Table, 0.15),
    (Special::Comment, 0.02),
    (Special::Indented, 0.015),
    (Special::Link, 0.01),
    (Special::Escaped, 0.015),
    (Special::EmptyBox, 0.01),
    (Special::Span, 0.02),
    (Special::Image, 0.03),
];

/// The blocks of one meeting.
pub fn choose(random: &mut Random) -> Vec<Special> {
    let mut chosen: Vec<Special> = SHARES
        .iter()
        .filter(|(_, share)| random.chance(*share))
        .map(|(kind, _)| *kind)
        .collect();
    random.shuffle(&mut chosen);
    chosen
}

impl Writer<'_> {
    pub fn special(&mut self, kind: Special) {
        match kind {
            Special::FenceWithFakes => self.fence_with_fakes(),
            Special::Fence => {
                let (info, code, plan) = (
                    self.random.pick(&["sh", "", "text"]),
                    self.random.pick(CODE),
                    self.text(PLAN),
                );
                self.line(format!("```{info}"));
                self.line(format!("$ {code} # {plan}"));
                self.line("```");
            }
            Special::Table => self.table(),
            Special::Comment => {
                self.line("<!--");
                self.fake(&["- [ ] a reminder of the template, not an item"]);
                self.line("-->");
            }
            Special::Indented => {
                self.line("As code:");
                self.line("");
                self.fake(&["    - [ ] indented, so not an item"]);
                self.line("");
                self.line("That was it.");
            }
            Special::Link => {
                self.fake(&["- [ ](https://docs.example.com/empty) is a link without a text"])
            }
            Special::Escaped => self.fake(&["- \\[ ] escaped on purpose", "- [] no blank inside"]),
            Special::EmptyBox => self.fake(&["- [ ]"]),
            Special::Span => self.fake(&["Write `- [ ] like this` to make an item."]),
            Special::Image => {
                let (number, day) = (self.random.below(9), self.day);
                self.line(format!("![whiteboard {number}](img/{day}-{number}.png)"));
            }
        }
    }

    fn fence_with_fakes(&mut self) {
        let share = self.random.fraction();
        let fence = if share < 0.8 {
            "```"
        } else if share < 0.95 {
            "~~~"
        } else {
            "````"
        };
        let info = self.random.pick(&["markdown", "md", "", "text"]);
        let (title, handle, day) = (self.text(ITEM), &self.person.handle, self.day);
        self.lines.push(format!("{fence}{info}"));
        let fake = format!("- [ ] {title} @{handle} due:{day}");
        self.fake(&[&fake]);
        if self.random.chance(0.5) {
            let done = self.text(ITEM);
            self.line(format!("- [x] {done}"));
        }
        if fence == "````" {
            self.line("```");
            self.fake(&["* [ ] still inside the outer fence"]);
            self.line("```");
        }
        self.line(fence);
    }

    fn table(&mut self) {
        self.line("| Topic | Owner | Done |");
        self.line("|---|:-:|--:|");
        for _ in 0..2 + self.random.below(2) {
            let (topic, group) = (self.random.pick(&TOPICS), self.random.pick(&GROUPS));
            let done = self.random.below(101);
            self.line(format!("| {topic} | {group} | {done}% |"));
        }
        if self.random.chance(0.12) {
            let fake = format!("| estimates | @{} | [ ] |", self.person.handle);
            self.fake(&[&fake]);
        }
    }
}
