//! Texts of other people, made fit for a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal could take `c` as an order, or something that shows text could show it in another order than it
/// has, or on other lines.
///
/// What is only not seen is no order: joiners, and the marks of direction that stand for one letter (U+200E, U+200F,
/// U+061C), are needed to write Persian, Hindi or Hebrew, and `check` names what differs by them alone.
fn is_dangerous(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // C0 with DEL, C1; line and paragraph separators.
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' => true,
        // Embeddings, overrides and isolates of the direction (as in "Trojan Source", CVE-2021-42574), and the old marks
        // beside them that change how what follows is shown.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        // Annotations, of which a part is not shown.
        '\u{fff9}'..='\u{fffb}' => true,
        _ => is_tag(c),
    }
}

/// Letters that nobody sees, with which a whole sentence can be hidden. Flags of countries within a country are written
/// with them.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// The emoji that tags may follow: a black flag.
const FLAG: char = '\u{1f3f4}';

/// `text` as it may be shown on a terminal, and in all that is made for somebody else to look at: line feed and tab stay,
/// every other control becomes visible.
///
/// Files come from another person; none of their bytes may move our cursor or set a window title.
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, ["<", ">"])
}

/// A finished HTML page in which no control is left: the same form as [`printable`], in HTML's own spelling.
///
/// Markup of ours has none, so they can only stand in what people wrote.
pub fn printable_html(page: &str) -> Cow<'_, str> {
    shown(page, ["&lt;", "&gt;"])
}

/// `text` with every control in a form that can be seen; `brackets` stand around the number of one that has no picture.
fn shown<'t>(text: &'t str, [open, close]: [&str; 2]) -> Cow<'t, str> {
    // \r\n is only a line end, and very common: it is no news to anyone.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_plain) || !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    let mut in_flag = false;
    while let Some(c) = rest.next() {
        in_flag = c == FLAG || in_flag && is_tag(c);
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\0'..='\x1f' if is_dangerous(c) => {
                // The Unicode control pictures stand in the same order as the controls.
                shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?'));
            }
            '\x7f' => shown.push('\u{2421}'),
            _ if is_dangerous(c) && !in_flag => {
                let _ = write!(shown, "{open}U+{:04X}{close}", c as u32);
            }
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `json`, a finished JSON text, with the characters escaped that JSON allows raw but a terminal might obey.
///
/// They can only stand inside strings, where `\u` escapes mean the same.
pub fn escape_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_dangerous) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_dangerous(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_order_reaches_the_terminal() {
        assert_eq!(printable("\x1b]0;x\x07\u{9b}31m"), "␛]0;x␇<U+009B>31m");
        assert_eq!(printable("a\r\nb\rc"), "a\nb␍c");
        assert_eq!(printable("\u{202e}txt.exe"), "<U+202E>txt.exe");
        assert_eq!(
            printable("a\u{2028}b\u{2066}c\u{206e}d\u{fff9}"),
            "a<U+2028>b<U+2066>c<U+206E>d<U+FFF9>"
        );
        assert!(matches!(printable("grüße 👋🏽\t日本"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        for text in [
            "می\u{200c}خواهم",
            "क\u{200d}ष",
            "\u{200f}שלום\u{200e}",
            "👩\u{200d}👧",
            "❤\u{fe0f}",
            wales,
        ] {
            assert_eq!(printable(text), text);
            assert_eq!(printable_html(text), text);
        }
        assert_eq!(printable("a\u{e0041}"), "a<U+E0041>");
        assert_eq!(
            printable(&format!("{wales}a\u{e0041}")),
            format!("{wales}a<U+E0041>")
        );
    }

    #[test]
    fn a_page_stays_a_page() {
        assert_eq!(
            printable_html("<p title=\"\u{202e}\">\u{1b}a</p>\n"),
            "<p title=\"&lt;U+202E&gt;\">␛a</p>\n"
        );
    }

    #[test]
    fn json_keeps_all() {
        for (text, expected) in [
            ("\u{9b}", "\"\\u009b\""),
            ("\u{202e}\u{e0041}", "\"\\u202e\\udb40\\udc41\""),
            ("\u{200f}", "\"\u{200f}\""),
        ] {
            let json = serde_json::to_string(text).expect("JSON");
            assert_eq!(escape_json(&json), expected);
            let read: String = serde_json::from_str(expected).expect("JSON");
            assert_eq!(read, text);
        }
    }
}
