//! Running text of three word by word.

use super::diff3::three_way_of_words;
use super::weave::woven;
use crate::merge::three::Three;

/// The text with the changes of both, where they changed different words; nothing where they changed the same ones.
pub(super) fn by_word(texts: Three<&str>) -> Option<String> {
    let words = texts.map(words);
    let keys = words
        .as_ref()
        .map(|words| words.iter().map(|word| word.trim()).collect::<Vec<_>>());
    let keys = keys.as_ref().map(Vec::as_slice);
    let hunks = three_way_of_words(keys, |_| true);
    let mut result = woven(hunks, words.as_ref().map(Vec::as_slice), keys, |_, _| None)?;
    if texts.base.ends_with('\n') && !result.ends_with('\n') {
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
