use super::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file can't be changed, or a part of it can't be read.
    Error,
    /// Something is probably not what the writer meant.
    Warning,
    /// Worth knowing; nothing is wrong with the file.
    Hint,
}

/// Something noticed in a text: collected while reading, shown with its place, never a reason to stop reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name in kebab case, for instance `almost-a-checkbox`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The bytes it is about.
    pub span: Span,
    /// What is there, as one sentence without a full stop.
    pub message: String,
    /// What to write instead, where we know.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of `severity` about `span`.
    pub fn new(
        severity: Severity,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Diagnostic {
            code,
            severity,
            span,
            message: message.into(),
            help: None,
        }
    }

    /// The same diagnostic with a line that says what to write instead.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
