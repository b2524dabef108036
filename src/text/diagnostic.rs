//! A remark on a place in a text.

use super::{Help, Rule, Span, TextEdit};

/// Something noticed in a text: collected while reading, shown with its place, never a reason to stop reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is an instance of.
    pub rule: Rule,
    /// The bytes it is about.
    pub span: Span,
    /// What is there, as one sentence without a full stop.
    pub message: String,
    /// What to write instead, where we know.
    pub help: Option<Help>,
    /// The change that makes it right, where there is one right form. Whether other things are read otherwise then is
    /// for whoever makes it to see.
    pub repair: Option<TextEdit>,
}

impl Diagnostic {
    /// A diagnostic of `rule` about `span`.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            span,
            message: message.into(),
            help: None,
            repair: None,
        }
    }

    /// The same diagnostic with a line that says what to write instead.
    pub fn with_help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same diagnostic with the change, if any, that makes it right.
    pub fn with_repair(mut self, repair: Option<TextEdit>) -> Self {
        self.repair = repair;
        self
    }
}
