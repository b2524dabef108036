//! Whether a title that stands in the place of another is the same promise in other words, or another promise.

use super::lexicon::{
    are_contrary, are_related, is_common, is_count_or_day, is_negation, is_small, is_soft, is_verb,
};
use crate::text::common;

/// A word of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, without punctuation around it.
    pub text: String,
    /// Whether it was written with a capital.
    is_capital: bool,
    /// Whether it points somewhere: an address, `#12`, `ABC-123`.
    pub is_reference: bool,
}

impl Word {
    fn is_numeric(&self) -> bool {
        self.text.contains(char::is_numeric)
    }

    /// Whether it says something that another word would change.
    fn is_telling(&self) -> bool {
        !is_small(&self.text) && !self.is_reference
    }
}

/// The words of a title. The address of a link is a word of its own; a text without blanks between its words is taken
/// letter by letter.
pub(super) fn words(title: &str) -> Vec<Word> {
    let title = title.replace("](", "] (").replace("…", " ");
    let mut words = Vec::new();
    for raw in title.split_whitespace() {
        let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '%' | '€' | '$' | '£' | '+');
        let bare = raw.trim_matches(is_edge);
        if bare.is_empty() {
            continue;
        }
        let at = raw.find(bare).unwrap_or(0);
        let before = &raw[..at];
        let is_address = bare.contains("://") || bare.starts_with("www.");
        let is_key = bare.split_once('-').is_some_and(|(project, number)| {
            !project.is_empty()
                && project
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && project.starts_with(|c: char| c.is_ascii_uppercase())
                && !number.is_empty()
                && number.chars().all(|c| c.is_ascii_digit())
        });
        let is_reference =
            is_address || is_key || before.ends_with(['#', '!']) && bare.contains(char::is_numeric);
        let word = |text: &str| Word {
            text: text.to_lowercase(),
            is_capital: text.starts_with(char::is_uppercase) || before.ends_with('@'),
            is_reference,
        };
        if !is_address && bare.chars().any(is_ideograph) {
            words.extend(bare.chars().map(|c| word(c.encode_utf8(&mut [0; 4]))));
        } else {
            words.push(word(bare));
        }
    }
    words
}

/// Whether a letter is one of a script that is written without blanks between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0e7f}')
}

/// The words of `one` of a sort that `other` does not have.
fn only_in(one: &[Word], other: &[Word], is_of_sort: &dyn Fn(&Word) -> bool) -> Vec<Word> {
    let mut others: Vec<&Word> = other.iter().collect();
    let of_sort = one.iter().filter(|word| is_of_sort(word));
    let only = of_sort.filter(|word| {
        let at = others.iter().position(|other| other.text == word.text);
        at.map(|at| others.remove(at)).is_none()
    });
    only.cloned().collect()
}

/// Whether the numbers, references and addresses of two titles tell them apart: one was changed, not only put in or taken
/// away. A small number at the very end is the next of a row.
pub(super) fn numbers_differ(old: &[Word], new: &[Word]) -> bool {
    let is_figure = |word: &Word| word.is_numeric() || word.is_reference;
    let (gone, come) = (only_in(old, new, &is_figure), only_in(new, old, &is_figure));
    if !gone.is_empty() && !come.is_empty() {
        // A reference that was put in says nothing of a number that was taken away.
        let plain = |words: &[Word]| words.iter().any(|word| !word.is_reference);
        let pointing = |words: &[Word]| words.iter().any(|word| word.is_reference);
        return plain(&gone) && plain(&come) || pointing(&gone) && pointing(&come);
    }
    let is_next_of_a_row = |only: &[Word], longer: &[Word], shorter: &[Word]| match only {
        [number] => {
            let is_small = number.text.len() <= 2 && number.text.chars().all(char::is_numeric);
            is_small
                && !number.is_reference
                && longer.len() == shorter.len() + 1
                && longer.last() == Some(number)
        }
        _ => false,
    };
    is_next_of_a_row(&come, new, old) || is_next_of_a_row(&gone, old, new)
}

/// Whether one of two titles is the other with words put in: all words of the shorter one stand in order in the longer one.
pub(super) fn is_extended(one: &[Word], other: &[Word]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut rest = long.iter();
    // Of one word alone the longer one must begin with it.
    (short.len() >= 2 || long.first() == short.first())
        && short.iter().filter(|word| word.is_telling()).count() >= 1
        && short
            .iter()
            .all(|word| rest.any(|other| other.text == word.text))
}

/// Whether `new`, which stands in the place of `old`, is another promise: about something else, by or for someone else, in
/// another number, or the contrary. That most words are the same says nothing then.
pub(super) fn is_another_promise(old: &str, new: &str) -> bool {
    let (old, new) = (words(old), words(new));
    let says_no = |words: &[Word]| words.iter().filter(|word| is_negation(&word.text)).count();
    let counts = |word: &Word| is_count_or_day(&word.text);
    let counts_otherwise =
        !only_in(&old, &new, &counts).is_empty() && !only_in(&new, &old, &counts).is_empty();
    if says_no(&old) != says_no(&new) || numbers_differ(&old, &new) || counts_otherwise {
        return true;
    }
    let texts =
        |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.text.clone()).collect() };
    let kept = common(&texts(&old), &texts(&new));
    let is_known = |word: &Word| {
        is_verb(&word.text) || is_soft(&word.text) || is_small(&word.text) || is_common(&word.text)
    };
    // A title that begins with what it is about, as in `parser: no trailing comma`, is about that in other words, too.
    let is_subject = |word: &Word| {
        let is_plain = !word.is_capital && !word.is_numeric() && !is_known(word);
        is_plain && word.text.len() >= 5 && !is_infinitive(&word.text)
    };
    let has_subject = kept.first() == Some(&(0, 0)) && is_subject(&old[0]);
    let mut from = (0, 0);
    let ends = [(old.len(), new.len())];
    for (i, j) in kept.iter().copied().chain(ends) {
        let (gone, come) = (&old[from.0..i], &new[from.1..j]);
        let is_first =
            from.0 == 0 || from.1 == 0 || old[..from.0].iter().all(|word| !word.is_telling());
        let is_last = i == old.len() && j == new.len();
        if replaces_what(gone, come, is_first, is_last, has_subject, &is_known) {
            return true;
        }
        from = (i + 1, j + 1);
    }
    false
}

/// Whether `come`, in the place of `gone`, says something else.
fn replaces_what(
    gone: &[Word],
    come: &[Word],
    is_first: bool,
    is_last: bool,
    has_subject: bool,
    is_known: &dyn Fn(&Word) -> bool,
) -> bool {
    let contrary = gone.iter().any(|one| {
        come.iter()
            .any(|other| are_contrary(&one.text, &other.text))
    });
    if contrary {
        return true;
    }
    let telling = |words: &[Word]| -> Vec<Word> {
        let telling = words
            .iter()
            .filter(|word| word.is_telling() && !is_soft(&word.text));
        telling.cloned().collect()
    };
    let (mut gone, mut come) = (telling(gone), telling(come));
    gone.retain(|one| {
        let related = come
            .iter()
            .position(|other| are_related(&one.text, &other.text));
        related
            .inspect(|at| {
                come.remove(*at);
            })
            .is_none()
    });
    if gone.is_empty() || come.is_empty() {
        return false;
    }
    // What one does may be said with another word: the first one, or in some languages the last.
    let is_deed = |words: &[Word]| match words {
        [word] => {
            is_verb(&word.text)
                || !word.is_capital && is_infinitive(&word.text)
                || is_first && is_infinitive(&word.text)
        }
        _ => false,
    };
    if (is_first || is_last) && is_deed(&gone) && is_deed(&come) {
        return false;
    }
    if is_first
        && gone.len() == 1
        && come.len() == 1
        && (is_verb(&gone[0].text) || is_verb(&come[0].text))
    {
        return false;
    }
    let names = |words: &[Word]| words.iter().any(|word| word.is_capital);
    if names(&gone) && names(&come) && !is_first {
        return true;
    }
    let is_ideographic = gone
        .iter()
        .chain(&come)
        .any(|word| word.text.chars().any(is_ideograph));
    let knows_one = gone.iter().chain(&come).any(is_known);
    is_ideographic || knows_one || !has_subject
}

/// Whether a word has the form of a verb where verbs have one.
fn is_infinitive(word: &str) -> bool {
    const ENDS: [&str; 6] = ["en", "ern", "eln", "er", "ir", "ar"];
    word.chars().count() >= 4 && ENDS.iter().any(|end| word.ends_with(end))
}
