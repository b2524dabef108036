//! A text written down as a value in YAML.

/// `value` as a YAML scalar that readers of YAML 1.1 and of YAML 1.2 take for the same string.
///
/// YAML 1.1 reads a plain `no` as false, `12:30` as 750 and `1:1` as 61; those are quoted. A date may stay plain:
/// both versions give it back as it was written.
pub fn yaml_scalar(value: &str) -> String {
    if is_plain_in_both(value) {
        return value.to_string();
    }
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            // Line separators and the byte-order mark are line breaks or nothing to some YAML readers.
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04X}", c as u32));
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain_in_both(value: &str) -> bool {
    // The words that YAML 1.1 resolves to something other than a string.
    const RESOLVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let lower = value.to_lowercase();
    let is_date = value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let is_count = !value.is_empty()
        && value.len() < 10
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'));
    if is_date || is_count {
        return true;
    }
    let begins_well = value.chars().next().is_some_and(|c| c.is_alphabetic());
    begins_well
        && !RESOLVED.contains(&lower.as_str())
        && !value.ends_with(' ')
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '@' | '+'))
}

#[cfg(test)]
mod tests {
    use super::yaml_scalar;

    #[test]
    fn plain_only_where_both_versions_agree() {
        for plain in [
            "2026-11-24",
            "held",
            "30",
            "Dana Ng",
            "dana@example.com",
            "Europe/Berlin",
        ] {
            assert_eq!(yaml_scalar(plain), plain);
        }
        for (value, quoted) in [
            ("no", "\"no\""),
            ("10:30", "\"10:30\""),
            ("1:1", "\"1:1\""),
            ("012", "\"012\""),
            ("", "\"\""),
            ("@ana", "\"@ana\""),
            ("a: b # c", "\"a: b # c\""),
            ("say \"hi\"\n", "\"say \\\"hi\\\"\\n\""),
            ("1e3", "\"1e3\""),
        ] {
            assert_eq!(yaml_scalar(value), quoted);
            assert_eq!(
                serde_yaml::from_str::<String>(quoted).ok().as_deref(),
                Some(value)
            );
        }
    }
}
