//! Floor 3: the words of a one-on-one. Knows neither files nor git nor the clock.

mod action_item;
mod attribute_reader;
mod attributes;
mod cadence;
mod check_settings;
mod copies;
mod date;
mod identity;
mod kind;
mod language;
mod limits;
mod listing;
mod path;
mod person;
mod role;
pub mod rules;
mod schedule;
mod section;
mod series;
mod signs;
mod skimmed;
mod status;
#[cfg(test)]
mod testing;
mod title;
mod vocabulary;
mod when;
mod whole;
mod words;

pub use action_item::ActionItem;
pub use attribute_reader::{lenient_date, read_attributes};
pub use attributes::{AttributeKey, Attributes, DateAttribute, Name};
pub use cadence::{Cadence, Every, on_or_after, week_number};
pub use check_settings::{CheckSetting, CheckSettings, Limit, Unit};
pub use copies::{MeetingText, complete_copies, may_hold_copies, may_hold_title};
pub use date::{long_date, parse_date, weekday_date};
pub use identity::{Identity, ItemCopy, item_copies};
pub use kind::PairKind;
pub use language::Language;
pub use limits::{AGED, MOVE_WITHIN_DAYS};
pub use listing::{ItemSelection, ListedItem, list, list_some, references, spelled};
pub use path::MeetingPath;
pub use person::{Handle, HandleError, Pair, Person, Side};
pub use role::Role;
pub use schedule::next_date;
pub use section::MeetingSection;
pub use series::{LeftOut, Series, Settings};
pub use skimmed::{Glance, Skimmed};
pub use status::MeetingStatus;
#[cfg(test)]
pub use testing::settings_for_tests;
pub use title::Meaning;
pub use vocabulary::Vocabulary;
pub use when::{parse_past, parse_when, weekday};
pub use whole::Meeting;
