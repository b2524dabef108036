//! Words of people who have nothing to say: `none`, `n/a`, `Keine.`, `特になし`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::meeting::Language;
use crate::text::fold_words;

/// The words of all languages under `key`, as [`fold_words`] has them.
pub(super) fn of_all(key: &str) -> HashSet<String> {
    let words = Language::ALL
        .into_iter()
        .flat_map(|language| language.listed(key));
    words.map(fold_words).collect()
}

static NOTHING: LazyLock<HashSet<String>> = LazyLock::new(|| of_all("nothing"));
static BEGINNINGS: LazyLock<HashSet<String>> = LazyLock::new(|| of_all("nothing-begins"));

/// Whether all of `text` is a word for nothing, in any language.
pub fn is_word_for_nothing(text: &str) -> bool {
    NOTHING.contains(&fold_words(text))
}

/// Whether `text` says only that there is nothing to say: a word for nothing, or a few words that begin with one.
pub fn says_nothing(text: &str) -> bool {
    /// Who says more says something.
    const MOST_WORDS: usize = 4;
    let folded = fold_words(text);
    if folded.is_empty() || NOTHING.contains(&folded) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= MOST_WORDS && BEGINNINGS.contains(words[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_in_few_words() {
        for nothing in [
            "none",
            "Nothing this week.",
            "—",
            "n/a",
            "No feedback yet",
            "no",
            "Keine",
            "Nichts diese Woche",
            "Rien de spécial.",
            "RAS",
            "Nada nuevo",
            "Sem novidades",
            "niente da segnalare",
            "Geen.",
            "Nic nowego!",
            "特になし。",
            "暂无",
        ] {
            assert!(says_nothing(nothing), "{nothing}");
        }
        for something in [
            "No agenda came before the meeting",
            "nothing that you said on Monday reached the team",
            "todo lists helped",
            "Keine Tests liefen am Montag",
            "Rien ne bloque sauf la revue de Dana",
        ] {
            assert!(!says_nothing(something), "{something}");
        }
    }
}
