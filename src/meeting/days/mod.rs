//! Days as people write them: the one reader of them, for what is typed, what stands in a note, and what is imported.
//!
//! It knows the months, the days of the week and a few words more in every language that has a file in `templates/words`.
//! What is stored is always a day of ten characters; what was understood is always shown.

mod found;
mod names;
mod order;
mod scan;
mod when;

pub use found::{DateMeaning, DayOrder, FoundDate, MonthDay};
pub use names::{is_month, is_weekday, weekday, weekday_name, weekday_of};
pub use order::order_in;
pub use scan::{DayFinder, find_date};
pub use when::{Seen, UnreadDay, day_ahead, day_back};
