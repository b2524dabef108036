//! The words in front of a note that say what it is: `Proposed:`, `Ask:`, `Situation:`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::meeting::Language;
use crate::text::fold_words;

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

/// What each word in front of a note means, in all languages, as [`fold_words`] has it.
static LABELS: LazyLock<HashMap<String, Label>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    for language in Language::ALL {
        for label in Label::ALL {
            for word in language.listed(label.key()) {
                labels.insert(fold_words(word), label);
            }
        }
    }
    labels
});

/// No label is longer, in bytes.
const LONGEST: usize = 64;

impl Label {
    /// All of them.
    pub const ALL: [Label; 10] = [
        Label::Situation,
        Label::Behavior,
        Label::Impact,
        Label::Suggest,
        Label::Proposed,
        Label::Ask,
        Label::Answer,
        Label::Thanks,
        Label::Dropped,
        Label::Question,
    ];

    /// The key of its words in the files of languages.
    fn key(self) -> &'static str {
        match self {
            Label::Situation => "situation",
            Label::Behavior => "behavior",
            Label::Impact => "impact",
            Label::Suggest => "suggest",
            Label::Proposed => "proposed",
            Label::Ask => "ask",
            Label::Answer => "answer",
            Label::Thanks => "thanks",
            Label::Dropped => "dropped",
            Label::Question => "question",
        }
    }

    /// The word that we write in English, without the colon; in JSON the label's name.
    pub fn word(self) -> &'static str {
        self.word_in(None)
    }

    /// The word that we write in a notebook of this `language`, which is English where it says none.
    pub fn word_in(self, language: Option<Language>) -> &'static str {
        let words = language.unwrap_or(Language::English).listed(self.key());
        words.first().copied().unwrap_or_default()
    }

    /// The label at the start of `text`, in any language, and the text behind it. Case, accents and emphasis around the
    /// word don't matter.
    pub fn at_start_of(text: &str) -> Option<(Label, &str)> {
        let (word, rest) = text.split_once([':', '：'])?;
        if word.len() > LONGEST {
            return None;
        }
        let label = LABELS.get(&fold_words(word))?;
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
        Some((*label, rest.trim_start_matches(is_blank)))
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
            ("Vorschlag: aufteilen", Some((Label::Proposed, "aufteilen"))),
            ("**Demande :** un accès", Some((Label::Ask, "un accès"))),
            ("Petición: acceso", Some((Label::Ask, "acceso"))),
            (
                "お願い：権限をください",
                Some((Label::Ask, "権限をください")),
            ),
            ("答复：好的", Some((Label::Answer, "好的"))),
            ("Ask the team: now", None),
            ("Bitte nicht vergessen: morgen", None),
            ("问题：构建太慢", None),
            ("Impact", None),
        ] {
            assert_eq!(Label::at_start_of(text), expected, "{text}");
        }
    }

    #[test]
    fn each_language_has_a_word_for_each_label_and_none_has_two_meanings() {
        let mut known: HashMap<String, Label> = HashMap::new();
        for language in Language::ALL {
            for label in Label::ALL {
                let written = label.word_in(Some(language));
                let read = Label::at_start_of(&format!("{written}: x")).map(|(label, _)| label);
                assert_eq!(read, Some(label), "{language:?} {label:?}");
                for word in language.listed(label.key()) {
                    let other = *known.entry(fold_words(word)).or_insert(label);
                    assert_eq!(other, label, "{word} of {language:?}");
                    assert!(word.len() <= LONGEST, "{word}");
                }
            }
        }
    }
}
