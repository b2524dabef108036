//! The questions of a notebook: those of the program and the pair's own.

use super::load::{LoadError, Notebook};
use crate::practice::questions::Bank;

/// The pair's own questions.
const FILE: &str = "questions.md";
/// Longer than any list that two people read; in bytes.
const MAX_LENGTH: usize = 64 * 1024;

/// The questions that come with the program and those of the pair's own `questions.md`, and what is odd about that
/// file, as a sentence.
///
/// # Errors
/// When the file is there and can't be read.
pub fn question_bank(notebook: &Notebook) -> Result<(Bank, Option<String>), LoadError> {
    let bank = Bank::built_in();
    let Some(bytes) = notebook.bytes(FILE)? else {
        return Ok((bank, None));
    };
    if bytes.len() > MAX_LENGTH {
        let odd = format!(
            "`{FILE}` is left out: it is longer than {} KiB",
            MAX_LENGTH / 1024
        );
        return Ok((bank, Some(odd)));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok((bank, Some(format!("`{FILE}` is left out: it is not UTF-8"))));
    };
    let (bank, left_out) = bank.with_own(&text);
    let odd = match left_out {
        0 => None,
        1 => Some(format!(
            "one question of `{FILE}` is left out: too long, one too many, or with characters that can't be shown"
        )),
        _ => Some(format!(
            "{left_out} questions of `{FILE}` are left out: too long, too many, or with characters that can't be shown"
        )),
    };
    Ok((bank, odd))
}
