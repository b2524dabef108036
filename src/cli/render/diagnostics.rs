use super::json::CheckedDiagnostic;
use crate::cli::ui::{Shown, style};
use crate::text::Severity;

/// The severity in one word.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// A diagnostic in a few lines: what, where, what to write.
pub fn lines(diagnostic: &CheckedDiagnostic) -> Vec<Shown> {
    let style = match diagnostic.severity {
        "error" => style::BAD,
        "warning" => style::WARNING,
        _ => style::TYPED,
    };
    let mut shown = vec![
        Shown::new()
            .styled(
                style,
                &format!("{}[{}]", diagnostic.severity, diagnostic.code),
            )
            .plain(": ")
            .plain(&diagnostic.message),
        Shown::new()
            .plain("  ")
            .styled(style::DIM, &place(diagnostic)),
    ];
    if let Some(help) = &diagnostic.help {
        shown.push(Shown::new().plain("  ").plain(help));
    }
    shown
}

fn place(diagnostic: &CheckedDiagnostic) -> String {
    match diagnostic.line {
        0 => diagnostic.path.clone(),
        line => format!("{}:{line}:{}", diagnostic.path, diagnostic.column),
    }
}
