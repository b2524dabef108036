//! A notebook in memory: the texts of its meetings by date, and the same plans as on disk applied to them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use oneonone::change::{FileChange, Plan, PlanError, Template};
use oneonone::markdown::{Wanted, decode};
use oneonone::meeting::{
    Handle, ItemSelection, ListedItem, Meeting, MeetingPath, Pair, Person, Series, Settings,
    Skimmed, Vocabulary, complete_copies, list, parse_date,
};
use oneonone::plan::{CarryNews, prepare};

/// The template of most tests: a title and four sections, short enough to be read in an expectation.
pub const TEMPLATE: &str =
    "# {{ title_date }}\n\n## Wins\n\n## Career\n\n## Notes\n\n## Action items\n";

/// The meetings of one pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Each meeting's text.
    pub files: BTreeMap<NaiveDate, String>,
    /// The template's text.
    pub template: String,
}

/// The date `text`, which must be one.
pub fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap_or_else(|| panic!("`{text}` is no date"))
}

impl Memory {
    /// A notebook with these files: date and text.
    pub fn new(files: &[(&str, &str)]) -> Memory {
        Memory {
            files: files
                .iter()
                .map(|(day, text)| (date(day), (*text).to_string()))
                .collect(),
            template: TEMPLATE.to_string(),
        }
    }

    /// The meetings as the program reads them from disk for a plan: for open items, and what may be copies of them.
    pub fn series(&self) -> Series {
        let meetings = self.skimmed(Wanted::Open).collect();
        let meetings = complete_copies(meetings, &settings().vocabulary);
        Series::new(settings(), meetings)
    }

    fn skimmed(&self, wanted: Wanted) -> impl Iterator<Item = Skimmed> {
        self.read(move |date, text, vocabulary| {
            let (text, damage) = decode(text.into_bytes());
            Skimmed::read(date, text, damage, vocabulary, wanted)
        })
    }

    /// The meetings, each read whole.
    pub fn whole_series(&self) -> Series {
        let meetings = self.read(|date, text, vocabulary| {
            let (text, damage) = decode(text.into_bytes());
            Meeting::read(date, text, damage, vocabulary)
        });
        Series::of_whole(settings(), meetings)
    }

    fn read<M>(
        &self,
        read: impl Fn(NaiveDate, String, &Vocabulary) -> M,
    ) -> impl Iterator<Item = M> {
        let vocabulary = settings().vocabulary;
        let files = self.files.iter();
        files.map(move |(date, text)| read(*date, text.clone(), &vocabulary))
    }

    /// The plan of `oneonone new` for the meeting on `date`; where the agenda is there already this is `carry`.
    pub fn plan(&self, date: NaiveDate) -> Result<Plan<CarryNews>, PlanError> {
        prepare(&self.series(), &self.template(), date)
    }

    /// The template.
    pub fn template(&self) -> Template {
        Template {
            name: "weekly".to_string(),
            origin: "test".to_string(),
            text: self.template.clone(),
        }
    }

    /// The notebook after `plan`, each change of which must find what it was planned for.
    pub fn after<T>(&self, plan: &Plan<T>) -> Memory {
        self.after_some(plan.changes())
    }

    /// The notebook after these changes.
    pub fn after_some(&self, changes: &[FileChange]) -> Memory {
        let mut after = self.clone();
        for change in changes {
            match change {
                FileChange::Create { path, text, .. } => {
                    let old = after.files.insert(date_of(path), text.clone());
                    assert_eq!(old, None, "`{path}` is there already");
                }
                FileChange::Edit { path, text } => {
                    let old = after.files.insert(date_of(path), text.after());
                    assert_eq!(old.as_deref(), Some(text.before()), "`{path}`");
                }
                FileChange::Rename { from, to, text } => {
                    let old = after.files.remove(&date_of(from));
                    assert_eq!(old.as_ref(), Some(text), "`{from}`");
                    let old = after.files.insert(date_of(to), text.clone());
                    assert_eq!(old, None, "`{to}` is there already");
                }
                FileChange::Remove { path, text, .. } => {
                    let old = after.files.remove(&date_of(path));
                    assert_eq!(old.as_ref(), Some(text), "`{path}`");
                }
            }
        }
        after
    }

    /// The items that `oneonone items` lists.
    pub fn list(&self, which: ItemSelection) -> Vec<ListedItem> {
        match which {
            ItemSelection::Open => list(self.series().meetings(), which),
            _ => list(&self.skimmed(which.wanted()).collect::<Vec<_>>(), which),
        }
    }
}

fn date_of(path: &str) -> NaiveDate {
    MeetingPath::from_file_name(path.trim_start_matches("meetings/"))
        .unwrap_or_else(|| panic!("`{path}` is no meeting"))
        .date()
}

/// The settings of every notebook in memory.
pub fn settings() -> Settings {
    let person = |handle: &str, name: &str| Person {
        handle: Handle::new(handle).expect("a handle"),
        name: name.to_string(),
        email: None,
    };
    Settings {
        pair: Pair {
            manager: person("dana", "Dana Ng"),
            ic: person("alex", "Alex Kim"),
        },
        kind: Default::default(),
        date_order: None,
        cadence: None,
        template: "weekly".to_string(),
        vocabulary: Vocabulary::default(),
        checks: Default::default(),
    }
}
