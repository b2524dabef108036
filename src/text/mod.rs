//! Floor 1: strings and positions. Knows neither Markdown nor files nor people.

mod address;
mod advice;
mod common;
mod count;
mod csv;
mod diagnostic;
mod diff;
mod edit;
mod edited_text;
mod fold;
mod invisible;
mod lines;
mod nearest;
mod printable;
mod rule;
mod shell;
mod span;
mod stable_hash;
mod stand_in;
mod word_lists;

pub use address::without_credentials;
pub use advice::{Advice, Deed, Help};
pub use common::{common, count_shared};
pub use count::counted;
pub use csv::csv_row;
pub use diagnostic::Diagnostic;
pub use diff::unified_diff;
pub use edit::{EditError, TextEdit, apply_edits};
pub use edited_text::EditedText;
pub use fold::{
    ascii_slug, fold_for_search, fold_signs, fold_title, fold_white_space, fold_words,
    is_without_width, normalized, one_line, without_accents,
};
pub use invisible::{is_invisible, without_invisible};
pub(crate) use lines::without_line_end;
pub use lines::{LineColumn, LineTable, NewlineStyle};
pub use nearest::nearest;
pub use printable::{escape_json, printable, printable_html};
pub use rule::{Rule, Severity};
pub use shell::{is_plain_word, shell_quoted};
pub use span::Span;
pub use stable_hash::stable_hash;
pub use stand_in::{StandIn, stand_in};
pub use word_lists::word_lists;
