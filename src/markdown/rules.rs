//! What is noticed in any document. The words about each stand with the checks.

use crate::text::Rule;

/// A line that was probably meant as an item.
pub const ALMOST_A_CHECKBOX: Rule = Rule::warning("almost-a-checkbox");
/// An item that is indented, and not far enough to belong to the one above.
pub const NOT_A_CHILD: Rule = Rule::warning("not-a-child");
/// A code block that is never closed and hides items.
pub const UNCLOSED_FENCE: Rule = Rule::warning("unclosed-fence");
/// A box with a character that means nothing.
pub const UNKNOWN_STATUS: Rule = Rule::hint("unknown-status");
/// A place where a merge kept both versions.
pub const BOTH_CHANGED: Rule = Rule::warning("both-changed");
/// Markers that a merge left behind.
pub const CONFLICT_MARKERS: Rule = Rule::error("conflict-markers");
/// A text in another encoding.
pub const NOT_UTF8: Rule = Rule::error("not-utf8");
/// A text with a NUL byte.
pub const NUL_BYTE: Rule = Rule::error("nul-byte");
/// A front matter that is never closed.
pub const FRONT_MATTER_UNCLOSED: Rule = Rule::error("front-matter-unclosed");
/// A front matter that is not YAML.
pub const FRONT_MATTER_INVALID: Rule = Rule::error("front-matter-invalid");
/// A key that stands twice in the front matter.
pub const FRONT_MATTER_DUPLICATE_KEY: Rule = Rule::warning("front-matter-duplicate-key");
