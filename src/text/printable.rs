use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal could take `c` as an order, or show the text in an order other than it has.
fn is_dangerous(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // C0 with DEL, C1; marks and overrides of writing direction (as in "Trojan Source", CVE-2021-42574);
        // line and paragraph separators.
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => true,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => true,
        _ => false,
    }
}

/// `text` as it may be shown on a terminal: line feed and tab stay, every other control becomes visible.
///
/// Files come from another person; none of their bytes may move our cursor or set a window title.
pub fn printable(text: &str) -> Cow<'_, str> {
    // \r\n is only a line end, and very common: it is no news to anyone.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_plain) || !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\0'..='\x1f' if is_dangerous(c) => {
                // The Unicode control pictures stand in the same order as the controls.
                shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?'));
            }
            '\x7f' => shown.push('\u{2421}'),
            _ if is_dangerous(c) => {
                let _ = write!(shown, "<U+{:04X}>", c as u32);
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
            let _ = write!(escaped, "\\u{:04x}", c as u32);
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
        assert!(matches!(printable("grüße 👋🏽\t日本"), Cow::Borrowed(_)));
        assert_eq!(escape_json("\"\u{9b}\""), "\"\\u009b\"");
    }
}
