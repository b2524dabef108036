//! Diagnostics as the annotations that GitHub shows beside a change: one line each, a "workflow command".
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::json::CheckedDiagnostic;
use crate::text::Severity;

/// `diagnostic` as a workflow command.
pub fn line(diagnostic: &CheckedDiagnostic) -> String {
    let kind = match diagnostic.rule.severity() {
        Severity::Hint => "notice",
        severity => severity.word(),
    };
    let mut place = format!("file={}", property(&diagnostic.path));
    if diagnostic.line > 0 {
        place.push_str(&format!(
            ",line={},col={}",
            diagnostic.line, diagnostic.column
        ));
    }
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    format!(
        "::{kind} {place},title={}::{}",
        property(diagnostic.rule.code()),
        data(&message)
    )
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which a comma or colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Rule;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        let diagnostic = CheckedDiagnostic {
            path: "a,b/meetings/2026-11-24.md".to_string(),
            line: 3,
            column: 7,
            rule: Rule::hint("plan-vague"),
            message: "50 %\n::error::x".to_string(),
            help: Some("do: this, that".to_string()),
            source: None,
        };
        assert_eq!(
            line(&diagnostic),
            "::notice file=a%2Cb/meetings/2026-11-24.md,line=3,col=7,title=plan-vague::50 %25%0A::error::x%0Ado: this, that"
        );
        let whole = CheckedDiagnostic {
            line: 0,
            column: 0,
            rule: Rule::warning("plan-vague"),
            help: None,
            message: "m".to_string(),
            ..diagnostic
        };
        assert_eq!(
            line(&whole),
            "::warning file=a%2Cb/meetings/2026-11-24.md,title=plan-vague::m"
        );
    }
}
