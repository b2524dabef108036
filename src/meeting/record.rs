use std::cell::OnceCell;
use std::fmt;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::action_item::ActionItem;
use super::date::parse_date;
use super::language::Language;
use super::reading::speaks_of_open_items;
use super::role::{Role, Vocabulary};
use crate::markdown::{
    Damage, Document, FrontMatter, Heading, ListItem, Section, Wanted, sections, skim,
};
use crate::text::{Diagnostic, LineColumn, LineTable, Severity, Span};

/// Where a meeting's file is in its notebook: always `meetings/YYYY-MM-DD.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingPath(NaiveDate);

impl MeetingPath {
    /// The path of the meeting on `date`.
    pub fn new(date: NaiveDate) -> Self {
        MeetingPath(date)
    }

    /// The path of the file called `name`, if it is exactly a date with `.md`.
    pub fn from_file_name(name: &str) -> Option<Self> {
        parse_date(name.strip_suffix(".md")?).map(MeetingPath)
    }

    /// The date.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for MeetingPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "meetings/{}.md", self.0)
    }
}

/// What the front matter's `status` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingStatus {
    /// Still to come, or not closed yet.
    Planned,
    /// It took place.
    Held,
    /// It did not take place on this date, but on another.
    Moved,
    /// It did not take place.
    Cancelled,
}

impl MeetingStatus {
    const WORDS: [(&'static str, MeetingStatus); 4] = [
        ("planned", MeetingStatus::Planned),
        ("held", MeetingStatus::Held),
        ("moved", MeetingStatus::Moved),
        ("cancelled", MeetingStatus::Cancelled),
    ];

    /// The status with this name.
    pub fn from_word(word: &str) -> Option<Self> {
        MeetingStatus::WORDS
            .into_iter()
            .find(|(known, _)| *known == word)
            .map(|(_, status)| status)
    }

    /// Its name in the front matter.
    pub fn word(self) -> &'static str {
        match self {
            MeetingStatus::Planned => "planned",
            MeetingStatus::Held => "held",
            MeetingStatus::Moved => "moved",
            MeetingStatus::Cancelled => "cancelled",
        }
    }
}

/// A section of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingSection {
    /// The section around it.
    pub parent: Option<usize>,
    /// The heading's text.
    pub title: String,
    /// What the title means by itself.
    pub role: Option<Role>,
    /// Whether a single word of the title decided that, and may have said something else.
    pub by_word: bool,
    /// The heading.
    pub heading: Span,
    /// From the heading to the next one, whatever its level.
    pub own: Span,
    /// From the heading to the end of all below it.
    pub whole: Span,
    /// Level of the heading, 1 to 6.
    pub level: usize,
}

/// One meeting: its file's text and what we understand of it. Reading never fails.
#[derive(Clone, Debug)]
pub struct Meeting {
    date: NaiveDate,
    source: String,
    damage: Option<Damage>,
    moved_from: Option<NaiveDate>,
    sections: Vec<MeetingSection>,
    items: Vec<ActionItem>,
    attribute_diagnostics: Vec<Diagnostic>,
}

impl Meeting {
    /// Read the items of `source` that are `wanted`, and the headings around them. Unlike in a whole reading, an item
    /// that is not wanted counts as a list item without a box.
    pub fn skim(
        date: NaiveDate,
        source: String,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
        wanted: Wanted,
    ) -> Self {
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
        Meeting::from_parts(
            date,
            source,
            damage,
            vocabulary,
            &skimmed.headings,
            &skimmed.items,
        )
    }

    /// Read the open items of a file with these bytes, and keep nothing of one that has nothing to say of open items:
    /// over many files that saves most of the time and memory. For listings only: damage is not looked for.
    pub fn glance(date: NaiveDate, bytes: &[u8], vocabulary: &Vocabulary) -> Self {
        if speaks_of_open_items(bytes) {
            let source = String::from_utf8_lossy(bytes).into_owned();
            return Meeting::skim(date, source, None, vocabulary, Wanted::Open);
        }
        Meeting {
            date,
            source: String::new(),
            damage: None,
            moved_from: moved_from_in(bytes, date),
            sections: Vec::new(),
            items: Vec::new(),
            attribute_diagnostics: Vec::new(),
        }
    }

    /// Read all of `source`.
    pub fn read(
        date: NaiveDate,
        source: String,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
    ) -> Self {
        Meeting::read_with_document(date, source, damage, vocabulary).0
    }

    /// The same, with the document of which it was made.
    fn read_with_document(
        date: NaiveDate,
        source: String,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
    ) -> (Self, Document) {
        let document = Document::new(source.clone());
        let meeting = Meeting::from_parts(
            date,
            source,
            damage,
            vocabulary,
            document.headings(),
            document.items(),
        );
        (meeting, document)
    }

    /// The same meeting read for other boxes.
    pub(super) fn read_again(&self, vocabulary: &Vocabulary, wanted: Wanted) -> Self {
        Meeting::skim(
            self.date,
            self.source.clone(),
            self.damage,
            vocabulary,
            wanted,
        )
    }

    /// The same meeting read whole.
    pub fn read_whole(&self, vocabulary: &Vocabulary) -> Self {
        self.whole_with_document(vocabulary).0
    }

    /// The same meeting read whole, with its document, for those who need both: reading is what takes time.
    pub fn whole_with_document(&self, vocabulary: &Vocabulary) -> (Self, Document) {
        Meeting::read_with_document(self.date, self.source.clone(), self.damage, vocabulary)
    }

    fn from_parts(
        date: NaiveDate,
        source: String,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
        headings: &[Heading],
        list_items: &[ListItem],
    ) -> Self {
        let sections = meeting_sections(headings, &source, vocabulary);
        let mut items: Vec<ActionItem> = Vec::new();
        let mut attribute_diagnostics = Vec::new();
        // The action item that a list item is, or that is around it; parents come first.
        let mut nearest: Vec<Option<usize>> = Vec::with_capacity(list_items.len());
        for (index, list_item) in list_items.iter().enumerate() {
            let around = list_item.parent.and_then(|parent| nearest[parent]);
            let Some(checkbox) = list_item.checkbox else {
                nearest.push(around);
                continue;
            };
            let (mut item, diagnostics) = ActionItem::read(&source, index, list_item, checkbox);
            attribute_diagnostics.extend(diagnostics);
            item.parent = around;
            let after =
                sections.partition_point(|section| section.heading.start <= item.line_start);
            item.section = after.checked_sub(1);
            item.role = item.section.and_then(|section| role_at(&sections, section));
            nearest.push(Some(items.len()));
            items.push(item);
        }
        let moved_from = moved_from_in(source.as_bytes(), date);
        Meeting {
            date,
            source,
            damage,
            moved_from,
            sections,
            items,
            attribute_diagnostics,
        }
    }

    /// The date, which is the name of the file.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Where its file is.
    pub fn path(&self) -> MeetingPath {
        MeetingPath(self.date)
    }

    /// The file's text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Why the file must not be changed, if so.
    pub fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// The action items that were read, in order.
    pub fn items(&self) -> &[ActionItem] {
        &self.items
    }

    /// The sections that were read, in order.
    pub fn sections(&self) -> &[MeetingSection] {
        &self.sections
    }

    /// The whole document, read anew.
    pub fn document(&self) -> Document {
        Document::new(self.source.clone())
    }

    /// The front matter.
    pub fn front_matter(&self) -> Option<FrontMatter> {
        FrontMatter::read(&self.source)
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

    /// The role of `section`, or of the nearest one around it that has a role. Of a personal section all is personal.
    pub fn role_at(&self, section: usize) -> Option<Role> {
        role_at(&self.sections, section)
    }

    /// Whether `section`, or any section around it, has `role` by its own title. Of a personal section all is personal,
    /// also a part of it with a title that means something by itself.
    pub fn is_within(&self, section: usize, role: Role) -> bool {
        let mut around = Some(section);
        while let Some(section) = around.and_then(|index| self.sections.get(index)) {
            if section.role == Some(role) {
                return true;
            }
            around = section.parent;
        }
        false
    }

    /// Whether the byte at `offset` stands below a heading of a personal section.
    pub fn is_personal(&self, offset: usize) -> bool {
        let after = self
            .sections
            .partition_point(|section| section.heading.end <= offset);
        after
            .checked_sub(1)
            .is_some_and(|section| self.is_within(section, Role::Personal))
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

    /// Everything noticed in the file, in the order of the text. `participants` says which owners are known.
    pub fn diagnostics(&self, participants: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        self.diagnostics_in(&self.document(), participants)
    }

    /// The same where the `document` of this meeting is at hand.
    pub fn diagnostics_in(
        &self,
        document: &Document,
        participants: impl Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        let mut found = document.diagnostics();
        if let Some(damage @ Damage::NotUtf8(_)) = self.damage {
            found.insert(0, damage.diagnostic()); // the text itself no longer shows it
        }
        found.extend(self.attribute_diagnostics.iter().cloned());
        found.extend(self.front_matter_diagnostics());
        for item in &self.items {
            if let Some(owner) = &item.attributes.owner
                && !participants(&owner.name)
                && item.status().is_open()
            {
                found.push(
                    Diagnostic::new(
                        Severity::Hint,
                        "unknown-owner",
                        owner.span,
                        format!("`@{}` is not a participant of this notebook", owner.name),
                    )
                    .with_help("give it to one of the two with `oneonone assign`"),
                );
            }
        }
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
        found
    }

    fn front_matter_diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(front_matter) = self.front_matter() else {
            return found;
        };
        if let Some(entry) = front_matter.entry("date")
            && let Some(written) = &entry.value
            && *written != self.date.to_string()
        {
            found.push(
                Diagnostic::new(
                    Severity::Warning,
                    "date-differs",
                    entry.raw,
                    format!(
                        "the front matter says `{written}`, the file's name `{}`; the name counts",
                        self.date
                    ),
                )
                .with_help(format!("write `date: {}`", self.date)),
            );
        }
        if let Some(entry) = front_matter.entry("status")
            && let Some(written) = &entry.value
            && MeetingStatus::from_word(written).is_none()
        {
            found.push(
                Diagnostic::new(
                    Severity::Warning,
                    "unknown-meeting-status",
                    entry.raw,
                    format!("`{written}` is no status of a meeting; it counts as `planned`"),
                )
                .with_help("write `planned`, `held`, `moved` or `cancelled`"),
            );
        }
        found
    }

    /// The first section whose own title means `role`; one within a personal section is personal, whatever its title.
    pub fn section_of_role(&self, role: Role) -> Option<usize> {
        (0..self.sections.len()).find(|section| {
            self.sections[*section].role == Some(role) && self.role_at(*section) == Some(role)
        })
    }
}

fn meeting_sections(
    headings: &[Heading],
    source: &str,
    vocabulary: &Vocabulary,
) -> Vec<MeetingSection> {
    // Of the whole file, whatever part of it was read: no reading may take for open what another one closes.
    let spoken = OnceCell::new();
    let spoken = || {
        *spoken.get_or_init(|| {
            let document = Document::new(source.to_string());
            Language::of_headings(document.headings().iter().map(|h| h.title.as_str()))
        })
    };
    let read = |section: Section| {
        let meaning = vocabulary.meaning(&section.title, section.level, &spoken);
        MeetingSection {
            parent: section.parent,
            role: meaning.role,
            by_word: meaning.by_word,
            title: section.title,
            heading: section.heading,
            own: section.own,
            whole: section.whole,
            level: section.level,
        }
    };
    sections(headings, source.len())
        .into_iter()
        .map(read)
        .collect()
}

fn role_at(sections: &[MeetingSection], section: usize) -> Option<Role> {
    let mut nearest = None;
    let mut around = Some(section);
    while let Some(section) = around.and_then(|index| sections.get(index)) {
        // What is below a personal heading is nobody else's, whatever its own heading says.
        if section.role == Some(Role::Personal) {
            return section.role;
        }
        nearest = nearest.or(section.role);
        around = section.parent;
    }
    nearest
}

/// Made once: over many small files making it would cost more than the search.
static MOVED_FROM: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("moved_from"));

/// `moved_from`, read only from the few files that have it; a meeting that was moved back is not moved.
fn moved_from_in(bytes: &[u8], date: NaiveDate) -> Option<NaiveDate> {
    // Nobody's front matter is longer.
    let head = &bytes[..bytes.len().min(4 * 1024)];
    MOVED_FROM.find(head)?;
    let text = String::from_utf8_lossy(head);
    parse_date(FrontMatter::read(&text)?.get("moved_from")?).filter(|from| *from != date)
}
