//! Text for the terminal, with its styles.

use std::fmt::Write as _;

use anstyle::Style;

use crate::text::printable;

/// Text that may be shown: every part of it went through [`printable`], so no byte of anyone's file can move the
/// cursor. The only other bytes in it are our own styles, which are taken out again where there is no colour.
#[derive(Clone, Debug, Default)]
pub struct Shown(String);

impl Shown {
    /// No text.
    pub fn new() -> Self {
        Shown::default()
    }

    /// Add `text` as it is.
    pub fn plain(mut self, text: &str) -> Self {
        self.push(text);
        self
    }

    /// Add `text` in `style`.
    pub fn styled(mut self, style: Style, text: &str) -> Self {
        self.push_styled(style, text);
        self
    }

    /// Add `text` as it is.
    pub fn push(&mut self, text: &str) {
        self.0.push_str(&printable(text));
    }

    /// Add `text` in `style`.
    pub fn push_styled(&mut self, style: Style, text: &str) {
        let _ = write!(self.0, "{style}{}{style:#}", printable(text));
    }

    /// Add other text that may be shown.
    pub fn push_shown(&mut self, other: &Shown) {
        self.0.push_str(&other.0);
    }

    /// The text, with its styles.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Styles with a meaning, so that a colour means one thing everywhere.
pub mod style {
    use anstyle::{AnsiColor, Style};

    /// What is past its day, and errors.
    pub const BAD: Style = AnsiColor::Red.on_default().bold();
    /// What asks for attention.
    pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
    /// What is done.
    pub const GOOD: Style = AnsiColor::Green.on_default();
    /// What can be typed: references, commands.
    pub const TYPED: Style = AnsiColor::Cyan.on_default();
    /// What is beside the point.
    pub const DIM: Style = Style::new().dimmed();
    /// Headings.
    pub const TITLE: Style = Style::new().bold();
    /// No style.
    pub const NONE: Style = Style::new();

    /// `style` where `is_so`, else none.
    pub fn when(is_so: bool, style: Style) -> Style {
        if is_so { style } else { NONE }
    }
}
