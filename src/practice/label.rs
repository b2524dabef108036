//! The words in front of a note that say what it is: `Proposed:`, `Ask:`, `Situation:`.

/// What a note is, by the word in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// When and where it was; begins a piece of feedback.
    Situation,
    /// What somebody did.
    Behavior,
    /// What came of it.
    Impact,
    /// What to do instead, or again.
    Suggest,
    /// A way out of something that is in the way.
    Proposed,
    /// What is wanted of the other.
    Ask,
    /// What became of an ask or of feedback.
    Answer,
    /// Thanks for something that somebody did.
    Thanks,
    /// Why an item was dropped.
    Dropped,
    /// A question for the meeting; what is said to it stands in notes below.
    Question,
}

impl Label {
    /// Each label with the words that mean it, the one that we write first.
    const WORDS: [(Label, &'static [&'static str]); 10] = [
        (Label::Situation, &["Situation"]),
        (Label::Behavior, &["Behavior", "Behaviour"]),
        (Label::Impact, &["Impact"]),
        (Label::Suggest, &["Suggest", "Suggestion", "Suggested"]),
        (Label::Proposed, &["Proposed", "Proposal", "Propose"]),
        (Label::Ask, &["Ask", "Asking"]),
        (Label::Answer, &["Answer", "Answered"]),
        (
            Label::Thanks,
            &["Thanks", "Thank you", "Kudos", "Recognition"],
        ),
        (Label::Dropped, &["Dropped"]),
        (Label::Question, &["Question"]),
    ];

    /// The word that we write, without the colon.
    pub fn word(self) -> &'static str {
        let known = Label::WORDS.iter().find(|(label, _)| *label == self);
        known.map_or("", |(_, words)| words[0])
    }

    /// The label at the start of `text`, and the text behind it. Case and emphasis around the word don't matter.
    pub fn at_start_of(text: &str) -> Option<(Label, &str)> {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let (word, rest) = text.split_once(':')?;
        let word = word.trim_end_matches(['*', '_', ' ']);
        let (label, _) = Label::WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|known| known.eq_ignore_ascii_case(word)))?;
        Some((
            *label,
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')),
        ))
    }

    /// Whether an entry that begins with it goes on with what stands above: nobody begins with an answer.
    pub(super) fn continues(self) -> bool {
        !matches!(
            self,
            Label::Situation | Label::Ask | Label::Thanks | Label::Question
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_words_with_a_colon() {
        for (text, expected) in [
            (
                "Proposed: shard them",
                Some((Label::Proposed, "shard them")),
            ),
            ("**Behaviour:** late", Some((Label::Behavior, "late"))),
            ("_Ask_: who?", Some((Label::Ask, "who?"))),
            ("ANSWER:", Some((Label::Answer, ""))),
            ("thank you: Zoë", Some((Label::Thanks, "Zoë"))),
            (
                "Question: What is slow?",
                Some((Label::Question, "What is slow?")),
            ),
            ("Ask the team: now", None),
            ("Impact", None),
        ] {
            assert_eq!(Label::at_start_of(text), expected, "{text}");
        }
        for (label, words) in Label::WORDS {
            assert_eq!(label.word(), words[0]);
        }
    }
}
