//! Limits by which more than one room goes.

/// From this many carries on an item stands first, so that the pair decides about it.
pub const AGED: usize = 3;

/// How far a meeting may be moved, in days from the day on which it was first due.
pub const MOVE_WITHIN_DAYS: i64 = 7;
