//! All that is noticed in a document while it is read.

use super::document::{Damage, Document};
use super::{both_changed, near_miss};
use crate::text::Diagnostic;

impl Document {
    /// Everything noticed while reading, in the order of the text.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> =
            self.damage().map(Damage::diagnostic).into_iter().collect();
        if let Some(front_matter) = self.front_matter() {
            found.extend(front_matter.diagnostics(self.source()));
        }
        found.extend(near_miss::diagnostics(self, self.unclosed_fences()));
        found.extend(both_changed::diagnostics(self));
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.rule));
        found
    }
}
