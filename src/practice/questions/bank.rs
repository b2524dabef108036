//! The questions that may be asked.

use std::collections::BTreeSet;

use super::topic::{Depth, Topic};
use crate::markdown::{Document, sections};
use crate::meeting::{Pair, Side};
use crate::text::{fold_title, one_line, printable};

/// A question that fills a screen is none, in characters.
const LONGEST: usize = 300;
/// More questions than this of one's own nobody asks in a working life.
const MOST_OWN: usize = 500;

/// One question of the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// How close it comes.
    pub depth: Depth,
    /// As it stands in the bank: `{manager}` and `{ic}` mean the two.
    pub text: String,
}

impl Question {
    /// The question as it is put to `pair`.
    pub fn put_to(&self, pair: &Pair) -> String {
        let name = |side: Side| one_line(pair.person(side).first_name());
        self.text
            .replace("{manager}", &name(Side::Manager))
            .replace("{ic}", &name(Side::Ic))
    }
}

/// All questions that may be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    questions: Vec<Question>,
}

impl Bank {
    /// The questions that come with the program.
    pub fn built_in() -> Bank {
        Bank::read(include_str!("../../../templates/questions.md"), usize::MAX).0
    }

    /// This bank with the pair's own questions in `text`, which may be anybody's; and how many of them were left out,
    /// because they are too long or too many, or hold what has no place in a question.
    pub fn with_own(mut self, text: &str) -> (Bank, usize) {
        let (own, left_out) = Bank::read(text, MOST_OWN);
        let mut known: BTreeSet<String> = self.questions.iter().map(|q| key(&q.text)).collect();
        let new = own.questions.into_iter();
        self.questions
            .extend(new.filter(|question| known.insert(key(&question.text))));
        (self, left_out)
    }

    /// The questions in order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The points of the lists in `text`, at most `most`: a heading names their topic, one below it their depth.
    fn read(text: &str, most: usize) -> (Bank, usize) {
        let document = Document::new(text.to_string());
        let headings = sections(document.headings(), text.len());
        let mut bank = Bank::default();
        let mut left_out = 0;
        let points = document.items().iter();
        for point in points.filter(|item| item.parent.is_none() && item.checkbox.is_none()) {
            let lines: Vec<&str> = point.lines.iter().map(|line| line.slice(text)).collect();
            let lines = lines.join("\n");
            let words = one_line(&lines);
            if words.is_empty() {
                continue;
            }
            if !is_fit(&lines, &words) || bank.questions.len() >= most {
                left_out += 1;
                continue;
            }
            let after = headings.partition_point(|h| h.heading.start <= point.line_start);
            let mut at = after.checked_sub(1);
            let (mut topic, mut depth) = (None, None);
            while let Some(heading) = at.and_then(|at| headings.get(at)) {
                depth = depth.or_else(|| Depth::from_word(&fold_title(&heading.title)));
                topic = topic.or_else(|| Topic::of_title(&heading.title));
                at = heading.parent;
            }
            bank.questions.push(Question {
                topic: topic.unwrap_or(Topic::Own),
                depth: depth.unwrap_or(Depth::Middle),
                text: words,
            });
        }
        (bank, left_out)
    }
}

/// Whether `lines`, a question of somebody's, may be shown and put into an agenda as `words`.
fn is_fit(lines: &str, words: &str) -> bool {
    let is_clean = printable(lines) == lines;
    is_clean && !words.contains("<!--") && words.chars().count() <= LONGEST
}

/// By what a question is known again: its words, whatever their case and the signs around them. Names behind `@` and
/// words such as `due:2026-12-01` are left out, because an entry takes them for something else.
pub(super) fn key(text: &str) -> String {
    let is_said = |word: &&str| !word.starts_with('@') && !word.trim_end_matches(':').contains(':');
    let words: Vec<&str> = text.split_whitespace().filter(is_said).collect();
    fold_title(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bank_is_whole() {
        let bank = Bank::built_in();
        assert!(bank.questions().len() >= 150, "{}", bank.questions().len());
        for topic in Topic::ALL.into_iter().filter(|topic| *topic != Topic::Own) {
            for depth in Depth::ALL {
                let is_such =
                    |question: &&Question| question.topic == topic && question.depth == depth;
                let count = bank.questions().iter().filter(is_such).count();
                assert!(count >= 3, "{} {}", topic.word(), depth.word());
            }
        }
        assert!(bank.questions().iter().all(|q| q.topic != Topic::Own));
    }

    #[test]
    fn each_is_one_open_question_in_plain_words() {
        const JARGON: [&str; 12] = [
            "leverage",
            "synergy",
            "bandwidth",
            "align",
            "stakeholder",
            "deliverable",
            "impactful",
            "circle back",
            "learnings",
            "empower",
            "ownership",
            "proactive",
        ];
        const CLOSED: [&str; 13] = [
            "is ", "do ", "does ", "did ", "are ", "have ", "has ", "can ", "could ", "would ",
            "will ", "was ", "should ",
        ];
        for question in Bank::built_in().questions() {
            let text = question.text.to_lowercase();
            assert!(
                text.ends_with('?') && text.matches('?').count() == 1,
                "{text}"
            );
            assert!(text.chars().count() <= 100, "longer than a line: {text}");
            assert!(!JARGON.iter().any(|word| text.contains(word)), "{text}");
            assert!(!CLOSED.iter().any(|word| text.starts_with(word)), "{text}");
        }
    }

    /// Words that say nothing of what a question is about.
    fn is_content(word: &str) -> bool {
        const COMMON: [&str; 58] = [
            "what", "which", "when", "where", "who", "whom", "whose", "how", "would", "could",
            "should", "have", "that", "this", "with", "from", "your", "you", "does", "like",
            "been", "were", "will", "than", "them", "they", "their", "there", "about", "into",
            "most", "more", "much", "last", "lately", "still", "here", "our", "the", "and", "for",
            "not", "are", "did", "has", "was", "what's", "somebody", "anybody", "nobody", "people",
            "manager", "could", "other", "only", "next", "moment", "since",
        ];
        word.chars().count() > 2 && !COMMON.contains(&word)
    }

    #[test]
    fn none_is_like_another() {
        let bank = Bank::built_in();
        let words = |text: &str| -> BTreeSet<String> {
            let folded = fold_title(text);
            let content = folded.split(' ').filter(|word| is_content(word));
            content.map(str::to_string).collect()
        };
        let all: Vec<_> = bank
            .questions()
            .iter()
            .map(|q| (&q.text, words(&q.text)))
            .collect();
        for (at, (text, own)) in all.iter().enumerate() {
            for (other_text, other) in &all[at + 1..] {
                let common = own.intersection(other).count();
                let all = own.union(other).count();
                assert!(common < 2 || common * 2 < all, "{text}\n{other_text}");
            }
        }
    }

    #[test]
    fn a_pair_adds_its_own() {
        let own = "# Ours\n\n- A rule of ours?\n\n## 🏆 Wins\n- Anything to ring the bell\n  for?\n### Deep\n\
                   - what did SOMEBODY thank you for?\n1. And why?\n- [ ] no question\n- \n";
        let (bank, left_out) = Bank::default().with_own(own);
        let told: Vec<String> = bank
            .questions()
            .iter()
            .map(|q| format!("{} {}: {}", q.topic.word(), q.depth.word(), q.text))
            .collect();
        assert_eq!(
            told,
            [
                "own middle: A rule of ours?",
                "wins middle: Anything to ring the bell for?",
                "wins deep: what did SOMEBODY thank you for?",
                "wins deep: And why?",
            ]
        );
        assert_eq!(left_out, 0);
        // One that is there already is not there twice.
        let built_in = Bank::built_in().questions().len();
        assert_eq!(
            Bank::built_in().with_own(own).0.questions().len(),
            built_in + 3
        );
    }

    #[test]
    fn what_could_do_harm_is_left_out() {
        let long = format!("- {}?\n", "x".repeat(400));
        let many = "- Why?\n".repeat(600);
        for (text, expected) in [
            ("- \u{1b}[31mred?\n- a \u{202e}b?\n- a <!-- c?\n", 3),
            (long.as_str(), 1),
            (many.as_str(), 100),
        ] {
            let (_, left_out) = Bank::default().with_own(text);
            assert_eq!(left_out, expected, "{:?}", &text[..20.min(text.len())]);
        }
    }

    #[test]
    fn names_are_put_in() {
        let person = |name: &str| crate::meeting::Person {
            handle: crate::meeting::Handle::new(&name.to_lowercase()[..4]).expect("a handle"),
            name: name.to_string(),
            email: None,
        };
        let pair = Pair {
            manager: person("Dana Ng"),
            ic: person("Alex Kim"),
        };
        let question = Question {
            topic: Topic::Manager,
            depth: Depth::Light,
            text: "What does {manager} owe {ic}?".to_string(),
        };
        assert_eq!(question.put_to(&pair), "What does Dana owe Alex?");
    }
}
