//! Diagnostics as SARIF 2.1.0, the form in which checks of code are exchanged.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};

use super::json::CheckedDiagnostic;
use crate::cli::deeds;
use crate::practice::checks::{Check, all};
use crate::text::Severity;

/// The log of one run that found `diagnostics`.
pub fn log(diagnostics: &[CheckedDiagnostic]) -> Value {
    let is_used = |check: &&Check| {
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.rule == check.rule)
    };
    let rules: Vec<Value> = all().filter(is_used).map(rule).collect();
    let results: Vec<Value> = diagnostics.iter().map(result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(check: &Check) -> Value {
    json!({
        "id": check.rule.code(),
        "shortDescription": { "text": check.speaks },
        "fullDescription": { "text": check.why },
        "help": { "text": deeds::advice(check.instead) },
    })
}

fn result(diagnostic: &CheckedDiagnostic) -> Value {
    let level = match diagnostic.rule.severity() {
        Severity::Hint => "note",
        severity => severity.word(),
    };
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(&diagnostic.path) } });
    if diagnostic.line > 0 {
        place["region"] = json!({
            "startLine": diagnostic.line,
            "startColumn": diagnostic.column,
        });
    }
    json!({
        "ruleId": diagnostic.rule.code(),
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": place }],
    })
}

/// A path as a relative URI: what has a meaning there is written as `%XX` (RFC 3986, section 2.1).
fn uri(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                written.push(char::from(byte));
            }
            _ => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("zoë x/meetings/a.md"), "zo%C3%AB%20x/meetings/a.md");
    }
}
