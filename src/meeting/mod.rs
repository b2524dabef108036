//! Floor 3: the words of a one-on-one. Knows neither files nor git nor the clock.

mod action_item;
mod attribute_reader;
mod attributes;
mod cadence;
mod check_settings;
mod copies;
mod date;
mod days;
mod identity;
mod kind;
mod language;
mod limits;
mod listing;
mod meeting_text;
mod path;
mod person;
mod reference;
mod role;
mod role_reader;
mod role_titles;
pub mod rules;
mod schedule;
mod section;
mod series;
mod signs;
mod skimmed;
mod stated_date;
mod status;
#[cfg(test)]
mod testing;
mod title;
mod unheaded;
mod vocabulary;
mod whole;
mod words;

pub use action_item::ActionItem;
pub use attribute_reader::{lenient_date, read_attributes};
pub use attributes::{AttributeKey, Attributes, Name};
pub use cadence::{Cadence, Every, WeekOfMonth, week_number};
pub use check_settings::{CheckSetting, CheckSettings, Limit, Unit};
pub use copies::{complete_copies, may_hold_copies, may_hold_title};
pub use date::{long_date, parse_date, weekday_date, written_date, written_day};
pub use days::{
    DateMeaning, DayFinder, DayOrder, FoundDate, MonthDay, Seen, UnreadDay, day_ahead, day_back,
    find_date, is_month, is_weekday, order_in, weekday, weekday_name, weekday_of,
};
pub use identity::{Identity, ItemCopy, item_copies};
pub use kind::PairKind;
pub use language::Language;
pub use limits::{AGED, MOVE_WITHIN_DAYS};
pub use listing::{ItemSelection, ListedItem, list, list_some, locate};
pub use meeting_text::MeetingText;
pub use path::MeetingPath;
pub use person::{Handle, Pair, Person, Side};
pub use reference::{meant, references, spelled};
pub use role::Role;
pub use schedule::{agenda_before, next_date};
pub use section::MeetingSection;
pub use series::{LeftOut, Series, Settings};
pub use skimmed::{Glance, Skimmed};
pub use stated_date::StatedDate;
pub use status::MeetingStatus;
#[cfg(test)]
pub use testing::{settings_for_tests, text_for_tests};
pub use vocabulary::Vocabulary;
pub use whole::Meeting;
pub use words::touches;
