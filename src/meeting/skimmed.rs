//! A meeting of which only that was read which a listing needs.

use std::cell::OnceCell;
use std::sync::{Arc, LazyLock, OnceLock};

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::action_item::{ActionItem, action_items};
use super::date::parse_date;
use super::language::Language;
use super::path::MeetingPath;
use super::section::{MeetingSection, meeting_sections};
use super::signs::speaks_of_open_items;
use super::status::MeetingStatus;
use super::unheaded::{SectionStart, may_have_unheaded, section_starts};
use super::vocabulary::Vocabulary;
use crate::markdown::{Damage, Document, FrontMatter, Wanted, skim};
use crate::text::{Diagnostic, LineColumn, LineTable};

/// What a listing takes from a meeting's file: its text, the items that were wanted, the headings around them. Reading
/// never fails.
///
/// Of a [`Meeting`](super::Meeting), which was read whole, the same is known and more: it stands wherever this is enough.
/// What only a whole reading gives can't be asked for here; [`Series::whole`](super::Series::whole) has it.
///
/// ```
/// fn headings(meeting: &oneonone::meeting::Meeting) -> usize { meeting.sections().len() }
/// ```
///
/// ```compile_fail
/// fn headings(meeting: &oneonone::meeting::Skimmed) -> usize { meeting.sections().len() }
/// ```
#[derive(Clone, Debug)]
pub struct Skimmed {
    date: NaiveDate,
    source: Arc<str>,
    damage: Option<Damage>,
    /// Which items were read.
    wanted: Wanted,
    /// Read when somebody asks for the first time.
    front_matter: OnceLock<Option<Arc<FrontMatter>>>,
    /// The whole document, from those few files that have to be read whole to know what a title means.
    document: Option<Arc<Document>>,
    moved_from: Option<NaiveDate>,
    pub(super) sections: Vec<MeetingSection>,
    items: Vec<ActionItem>,
}

/// What was read of a file before.
#[derive(Default)]
struct ReadParts {
    front_matter: OnceLock<Option<Arc<FrontMatter>>>,
    document: Option<Arc<Document>>,
}

/// What a glance at a file gives.
#[derive(Clone, Debug)]
pub enum Glance {
    /// It has to do with open items.
    Speaks(Box<Skimmed>),
    /// It has nothing to say of open items, and nothing was kept but the date on which the meeting was first due.
    Silent(NaiveDate),
}

impl Skimmed {
    /// Read the items of `source` that are `wanted`, and the headings around them. Unlike in a whole reading, an item
    /// that is not wanted counts as a list item without a box.
    pub fn read(
        date: NaiveDate,
        source: impl Into<Arc<str>>,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
        wanted: Wanted,
    ) -> Self {
        let source = source.into();
        let known = ReadParts::default();
        Skimmed::read_with(known, date, source, damage, vocabulary, wanted)
    }

    /// The same where parts of the file are known.
    fn read_with(
        known: ReadParts,
        date: NaiveDate,
        source: Arc<str>,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
        wanted: Wanted,
    ) -> Self {
        let ReadParts {
            front_matter,
            document,
        } = known;
        let mut skimmed = skim(&source, wanted);
        if wanted == Wanted::Open {
            for item in &mut skimmed.items {
                // Those that were read only because they stand beside open ones cost time further on.
                item.checkbox = item.checkbox.filter(|checkbox| checkbox.status.is_open());
            }
        }
        // Headings are only of use around items.
        if skimmed.items.iter().all(|item| item.checkbox.is_none()) {
            skimmed.headings.clear();
        }
        let document = document.map_or_else(OnceCell::new, OnceCell::from);
        // Of the whole file, whatever part of it was read: no reading may take for open what another one closes.
        let spoken = || {
            let read = || Arc::new(document_of(&source, &front_matter));
            let document = document.get_or_init(read);
            Language::of_headings(document.headings().iter().map(|h| h.title.as_str()))
        };
        let has_items = skimmed.items.iter().any(|item| item.checkbox.is_some());
        let starts = match has_items && may_have_unheaded(&source, vocabulary, &spoken) {
            true => {
                let read = || Arc::new(document_of(&source, &front_matter));
                section_starts(document.get_or_init(read), vocabulary, &spoken)
            }
            false => skimmed
                .headings
                .into_iter()
                .map(SectionStart::of_heading)
                .collect(),
        };
        let sections = meeting_sections(&starts, source.len(), vocabulary, &spoken);
        let (items, _) = action_items(&source, &skimmed.items, &sections, vocabulary);
        let document = document.into_inner();
        Skimmed {
            date,
            damage,
            wanted,
            moved_from: moved_from(&source, &front_matter, date),
            source,
            front_matter,
            document,
            sections,
            items,
        }
    }

    /// What the whole `document` of the meeting on `date` says of it, and what in it looks like an attribute and is none.
    pub(super) fn of_document(
        date: NaiveDate,
        document: &Arc<Document>,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
    ) -> (Self, Vec<Diagnostic>) {
        let source = document.shared_source();
        let headings = document.headings();
        let spoken = || Language::of_headings(headings.iter().map(|h| h.title.as_str()));
        let starts = section_starts(document, vocabulary, &spoken);
        let sections = meeting_sections(&starts, source.len(), vocabulary, &spoken);
        let (items, diagnostics) = action_items(&source, document.items(), &sections, vocabulary);
        let front_matter = OnceLock::from(document.shared_front_matter());
        let skimmed = Skimmed {
            date,
            damage,
            wanted: Wanted::Any,
            moved_from: moved_from(&source, &front_matter, date),
            source,
            front_matter,
            document: None,
            sections,
            items,
        };
        (skimmed, diagnostics)
    }

    /// Read the open items of a file with these bytes, and keep nothing of one that has nothing to say of open items:
    /// over many files that saves most of the time and memory. For listings only: damage is not looked for.
    pub fn glance(date: NaiveDate, bytes: &[u8], vocabulary: &Vocabulary) -> Glance {
        if !speaks_of_open_items(bytes) {
            return Glance::Silent(due_date_of(bytes, date));
        }
        let source = String::from_utf8_lossy(bytes);
        let skimmed = Skimmed::read(date, source, None, vocabulary, Wanted::Open);
        Glance::Speaks(Box::new(skimmed))
    }

    /// Whether all items were read, and not the open ones alone.
    pub(super) fn has_all_items(&self) -> bool {
        self.wanted == Wanted::Any
    }

    /// The same meeting read for all items.
    pub(super) fn with_all_items(&self, vocabulary: &Vocabulary) -> Self {
        let known = ReadParts {
            front_matter: self.front_matter.clone(),
            document: self.document.clone(),
        };
        Skimmed::read_with(
            known,
            self.date,
            Arc::clone(&self.source),
            self.damage,
            vocabulary,
            Wanted::Any,
        )
    }

    /// The whole document, which may have been read already.
    pub(super) fn whole_document(&self) -> Arc<Document> {
        match &self.document {
            Some(document) => Arc::clone(document),
            None => Arc::new(document_of(&self.source, &self.front_matter)),
        }
    }

    /// The date, which is the name of the file.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Where its file is.
    pub fn path(&self) -> MeetingPath {
        MeetingPath::new(self.date)
    }

    /// The file's text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same, to be held beside it.
    pub fn shared_source(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// Why the file must not be changed, if so.
    pub fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// The action items that were read, in order.
    pub fn items(&self) -> &[ActionItem] {
        &self.items
    }

    /// The sections around `item`, one of its items, the innermost first.
    pub fn sections_around(&self, item: &ActionItem) -> impl Iterator<Item = &MeetingSection> {
        let section = |at: Option<usize>| self.sections.get(at?);
        std::iter::successors(section(item.section), move |inner| section(inner.parent))
    }

    /// The front matter, read once.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        read_once(&self.source, &self.front_matter).map(Arc::as_ref)
    }

    /// What the front matter says of the meeting; planned where it says nothing.
    pub fn status(&self) -> MeetingStatus {
        self.front_matter()
            .and_then(|front_matter| MeetingStatus::from_word(front_matter.get("status")?))
            .unwrap_or(MeetingStatus::Planned)
    }

    /// The date on which the meeting was first due, if it was moved.
    pub fn moved_from(&self) -> Option<NaiveDate> {
        self.moved_from
    }

    /// The date on which the meeting was first due: it never changes, however often the meeting is moved.
    pub fn due_date(&self) -> NaiveDate {
        self.moved_from.unwrap_or(self.date)
    }

    /// Where `item`, which stands in this meeting, was first written: its `since:`, or the day on which this meeting
    /// was first due.
    pub fn origin_of(&self, item: &ActionItem) -> NaiveDate {
        item.since().unwrap_or(self.due_date())
    }

    /// The place of the byte at `offset`.
    pub fn place(&self, offset: usize) -> LineColumn {
        LineTable::new(&self.source).place(&self.source, offset)
    }
}

/// The front matter of `source`, read if nobody read it before.
fn read_once<'f>(
    source: &str,
    front_matter: &'f OnceLock<Option<Arc<FrontMatter>>>,
) -> Option<&'f Arc<FrontMatter>> {
    let read = front_matter.get_or_init(|| FrontMatter::read(source).map(Arc::new));
    read.as_ref()
}

/// The document of `source`; its front matter is not read again.
fn document_of(source: &Arc<str>, front_matter: &OnceLock<Option<Arc<FrontMatter>>>) -> Document {
    let front_matter = read_once(source, front_matter).cloned();
    Document::with_front_matter(Arc::clone(source), front_matter)
}

/// The date on which the meeting on `date`, whose file has these bytes, was first due.
pub(super) fn due_date_of(bytes: &[u8], date: NaiveDate) -> NaiveDate {
    if !mentions_a_move(bytes) {
        return date;
    }
    let source = String::from_utf8_lossy(bytes);
    moved_from(&source, &OnceLock::new(), date).unwrap_or(date)
}

/// `moved_from` of the meeting on `date`, for which only the few files that have it are looked into; a meeting that was
/// moved back is not moved.
fn moved_from(
    source: &str,
    front_matter: &OnceLock<Option<Arc<FrontMatter>>>,
    date: NaiveDate,
) -> Option<NaiveDate> {
    if !mentions_a_move(source.as_bytes()) {
        return None;
    }
    let written = read_once(source, front_matter)?.get("moved_from")?;
    parse_date(written).filter(|from| *from != date)
}

/// Made once: over many small files making it would cost more than the search.
static MOVED_FROM: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("moved_from"));

/// Whether front matter at the start of `bytes` may say that the meeting was moved.
fn mentions_a_move(bytes: &[u8]) -> bool {
    // Nobody's front matter is longer.
    let head = &bytes[..bytes.len().min(4 * 1024)];
    MOVED_FROM.find(head).is_some()
}
