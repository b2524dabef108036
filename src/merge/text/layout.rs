//! How a whole text is laid out: its line ends, its last one, and the mark at its beginning.

use crate::merge::three::Three;
use crate::text::NewlineStyle;

/// How the lines of a whole text end, and whether the last one does; and whether it begins with a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    newline: NewlineStyle,
    ends_line: bool,
    byte_order_mark: bool,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl Layout {
    /// How a text is laid out whose layout the sides may have changed.
    pub fn merged(layouts: Three<Layout>) -> Layout {
        fn changed<T: PartialEq>(three: Three<T>) -> T {
            three.resolved().unwrap_or_else(|conflict| conflict.ours)
        }
        Layout {
            newline: changed(layouts.map(|layout| layout.newline)),
            ends_line: changed(layouts.map(|layout| layout.ends_line)),
            byte_order_mark: changed(layouts.map(|layout| layout.byte_order_mark)),
        }
    }

    /// `text` so laid out.
    pub fn imposed_on(self, mut text: String) -> String {
        if !self.ends_line && text.ends_with('\n') {
            text.pop();
        }
        if self.byte_order_mark {
            text.insert(0, BYTE_ORDER_MARK);
        }
        match self.newline {
            NewlineStyle::Lf => text,
            NewlineStyle::CrLf => self.newline.imposed_on(&text.replace("\r\n", "\n")),
        }
    }
}

/// A text with `\n` only, where all its lines ended alike, with a last line end and without a byte order mark; and how it
/// was.
pub(super) struct LaidOut {
    /// The text.
    pub text: String,
    /// How it was.
    pub layout: Layout,
}

impl LaidOut {
    /// `source`, taken apart.
    pub fn of(source: &str) -> LaidOut {
        let without = source.strip_prefix(BYTE_ORDER_MARK);
        let (byte_order_mark, source) = (without.is_some(), without.unwrap_or(source));
        let all = source.matches('\n').count();
        let with_return = source.matches("\r\n").count();
        let is_crlf = all > 0 && all == with_return && source.matches('\r').count() == all;
        let mut text = match is_crlf {
            true => source.replace("\r\n", "\n"),
            false => source.to_string(),
        };
        let ends_line = text.is_empty() || text.ends_with('\n');
        if !ends_line {
            text.push('\n');
        }
        LaidOut {
            text,
            layout: Layout {
                newline: if is_crlf {
                    NewlineStyle::CrLf
                } else {
                    NewlineStyle::Lf
                },
                ends_line,
                byte_order_mark,
            },
        }
    }
}
