//! What is noticed in a document because it is a meeting. The words about each stand with the checks.

use crate::text::Rule;

/// A key of an item that wants a day and has something else.
pub const NOT_A_DATE: Rule = Rule::warning("not-a-date");
/// An item that belongs to neither of the two.
pub const UNKNOWN_OWNER: Rule = Rule::hint("unknown-owner");
/// A date in the front matter that is not that of the file's name.
pub const DATE_DIFFERS: Rule = Rule::warning("date-differs");
/// The date of the file's name, in the front matter in a form of its own.
pub const DATE_FORM: Rule = Rule::hint("date-form");
/// A status in the front matter that no meeting has.
pub const UNKNOWN_MEETING_STATUS: Rule = Rule::warning("unknown-meeting-status");
