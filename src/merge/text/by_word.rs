//! Running text of three word by word.

use super::diff3::three_way_of_words;
use super::weave::woven;

/// The text with the changes of both, where they changed different words; nothing where they changed the same ones.
pub(super) fn by_word(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (b, o, t) = (words(base), words(ours), words(theirs));
    let keys = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| word.trim().to_string()).collect()
    };
    let keys = [keys(&b), keys(&o), keys(&t)];
    let pieces = three_way_of_words(&keys[0], &keys[1], &keys[2], |_| true);
    let mut result = woven(pieces, [&b, &o, &t], &keys, |_, _| None)?;
    if base.ends_with('\n') && !result.ends_with('\n') {
        result.push('\n');
    }
    Some(result)
}

/// Words with the blanks in front of each, line ends among them; what follows the last word belongs to it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if in_word && c.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        in_word = !c.is_whitespace();
    }
    if start < text.len() {
        match words.last_mut() {
            Some(last) if !in_word => *last = &text[start - last.len()..],
            _ => words.push(&text[start..]),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cover_the_text() {
        for text in ["", " ", "a", " a b\n  c \n", "日本 語\n"] {
            assert_eq!(words(text).concat(), text);
        }
        assert_eq!(words(" a b\n"), [" a", " b\n"]);
    }
}
