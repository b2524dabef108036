//! A meeting that was read whole.

use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use super::role::Role;
use super::rules;
use super::section::{MeetingSection, role_at};
use super::skimmed::Skimmed;
use super::stated_date::StatedDate;
use super::status::MeetingStatus;
use super::vocabulary::Vocabulary;
use crate::markdown::{Damage, Document, FrontMatter};
use crate::text::{Advice, Diagnostic, LineColumn, TextEdit};

/// One meeting, read whole: what we understand of its file's text, with the document itself. Reading never fails.
///
/// It knows all that a [`Skimmed`] one does, and stands wherever that is enough.
#[derive(Clone, Debug)]
pub struct Meeting {
    skimmed: Skimmed,
    document: Arc<Document>,
    attribute_diagnostics: Vec<Diagnostic>,
}

impl Deref for Meeting {
    type Target = Skimmed;

    fn deref(&self) -> &Skimmed {
        &self.skimmed
    }
}

impl Meeting {
    /// Read all of `source`, a text that is in nobody's series.
    pub fn read(
        date: NaiveDate,
        source: impl Into<Arc<str>>,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let document = Arc::new(Document::new(source));
        Meeting::of_document(date, document, damage, vocabulary)
    }

    /// The meeting of which `skimmed` is a part. Who has a series asks it: it reads each meeting whole once.
    pub(super) fn of_skimmed(skimmed: &Skimmed, vocabulary: &Vocabulary) -> Self {
        let document = skimmed.whole_document();
        Meeting::of_document(skimmed.date(), document, skimmed.damage(), vocabulary)
    }

    /// The meeting on `date` with this `document`.
    fn of_document(
        date: NaiveDate,
        document: Arc<Document>,
        damage: Option<Damage>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let (skimmed, attribute_diagnostics) =
            Skimmed::of_document(date, &document, damage, vocabulary);
        Meeting {
            skimmed,
            document,
            attribute_diagnostics,
        }
    }

    /// What a listing needs of it.
    pub fn skimmed(&self) -> &Skimmed {
        &self.skimmed
    }

    /// The text as Markdown: outline, blocks, lists.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// All sections, in order.
    pub fn sections(&self) -> &[MeetingSection] {
        &self.skimmed.sections
    }

    /// The role of `section`, or of the nearest one around it that has a role. Of a personal section all is personal.
    pub fn role_at(&self, section: usize) -> Option<Role> {
        role_at(self.sections(), section)
    }

    /// Whether `section`, or any section around it, has `role` by its own title. Of a personal section all is personal,
    /// also a part of it with a title that means something by itself.
    pub fn is_within(&self, section: usize, role: Role) -> bool {
        let mut around = Some(section);
        while let Some(section) = around.and_then(|index| self.sections().get(index)) {
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
            .sections()
            .partition_point(|section| section.heading.end <= offset);
        after
            .checked_sub(1)
            .is_some_and(|section| self.is_within(section, Role::Personal))
    }

    /// The first section whose own title means `role`; one within a personal section is personal, whatever its title.
    pub fn section_of_role(&self, role: Role) -> Option<usize> {
        (0..self.sections().len()).find(|section| {
            self.sections()[*section].role == Some(role) && self.role_at(*section) == Some(role)
        })
    }

    /// The place of the byte at `offset`.
    pub fn place(&self, offset: usize) -> LineColumn {
        self.document.place(offset)
    }

    /// Everything noticed in the file, in the order of the text. `participants` says which owners are known.
    pub fn diagnostics(&self, participants: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let mut found = self.document.diagnostics();
        if let Some(damage @ Damage::NotUtf8(_)) = self.damage() {
            found.insert(0, damage.diagnostic()); // the text itself no longer shows it
        }
        found.extend(self.attribute_diagnostics.iter().cloned());
        found.extend(self.front_matter_diagnostics());
        for item in self.items() {
            if let Some(owner) = &item.attributes.owner
                && !participants(&owner.name)
                && item.status().is_open()
            {
                found.push(
                    Diagnostic::new(
                        rules::UNKNOWN_OWNER,
                        owner.span,
                        format!("`@{}` is not a participant of this notebook", owner.name),
                    )
                    .with_help(Advice::new("give it to one of the two with {assign}")),
                );
            }
        }
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.rule));
        found
    }

    fn front_matter_diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(front_matter) = self.front_matter() else {
            return found;
        };
        found.extend(self.date_diagnostic(front_matter));
        if let Some(entry) = front_matter.entry("status")
            && let Some(written) = &entry.value
            && MeetingStatus::from_word(written).is_none()
        {
            found.push(
                Diagnostic::new(
                    rules::UNKNOWN_MEETING_STATUS,
                    entry.raw,
                    format!("`{written}` is no status of a meeting; it counts as `planned`"),
                )
                .with_help(match MeetingStatus::meant(written) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write `planned`, `held`, `moved` or `cancelled`".to_string(),
                }),
            );
        }
        found
    }

    /// What there is to say of `date` in `front_matter`. In the form that we write it, perhaps with a time beside it, it
    /// is nobody's business; nor is a link, which is the name of a note.
    fn date_diagnostic(&self, front_matter: &FrontMatter) -> Option<Diagnostic> {
        let source = self.source();
        let name = self.date().to_string();
        let stated = StatedDate::of(front_matter, source);
        if let Some(stated) = stated.as_ref().filter(|stated| stated.says(self.date())) {
            let written = stated.span.slice(source);
            let edit = TextEdit::replace(source, stated.span, name.clone());
            let message = format!("the front matter writes `{name}` as `{written}`");
            let remark = Diagnostic::new(rules::DATE_FORM, stated.span, message)
                .with_help(format!("write `{name}`"))
                .with_repair(Some(edit));
            return (written != name && !stated.is_link).then_some(remark);
        }
        let of_list = |stated: StatedDate<'_>| stated.span;
        let (span, written) = match front_matter.entry("date")? {
            entry if entry.value.is_some() => (entry.raw, entry.value.as_deref()?),
            _ => {
                let span = stated.map(of_list)?;
                (span, span.slice(source))
            }
        };
        let message =
            format!("the front matter says `{written}`, the file's name `{name}`; the name counts");
        let remark = Diagnostic::new(rules::DATE_DIFFERS, span, message);
        Some(remark.with_help(format!("write `date: {name}`")))
    }
}
