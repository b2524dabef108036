//! A meeting with edits that a plan makes, read again: what is planned next sees what was planned before.

use std::sync::Arc;

use super::file_change::FileChange;
use super::plan::Plan;
use super::plan_error::PlanError;
use crate::meeting::{Meeting, Vocabulary};
use crate::text::{EditedText, TextEdit};

/// A meeting as edits of its file's text make it, with these edits.
#[derive(Clone, Debug)]
pub struct EditedMeeting {
    text: EditedText,
    meeting: Arc<Meeting>,
}

impl EditedMeeting {
    /// `meeting` as it is.
    pub fn unchanged(meeting: impl Into<Arc<Meeting>>) -> EditedMeeting {
        let meeting = meeting.into();
        EditedMeeting {
            text: EditedText::unchanged(meeting.shared_source()),
            meeting,
        }
    }

    /// `meeting` with `edits`, read again.
    ///
    /// # Errors
    /// When they fit neither the text nor one another: a fault of ours, found before it does harm.
    pub fn of(
        meeting: &Meeting,
        edits: &[TextEdit],
        vocabulary: &Vocabulary,
    ) -> Result<EditedMeeting, PlanError> {
        let text = EditedText::new(meeting.shared_source(), edits);
        let path = meeting.path();
        let text = text.map_err(|cause| PlanError::Edit { path, cause })?;
        let meeting = match text.is_unchanged() {
            true => meeting.clone(),
            false => Meeting::read(meeting.date(), text.after(), None, vocabulary),
        };
        Ok(EditedMeeting {
            text,
            meeting: Arc::new(meeting),
        })
    }

    /// The meeting as it is read with the edits.
    pub fn meeting(&self) -> &Arc<Meeting> {
        &self.meeting
    }

    /// The text of its file, with the edits.
    pub fn text(&self) -> &EditedText {
        &self.text
    }

    /// This one and `later`, one of the meeting that it gives, as one.
    ///
    /// # Errors
    /// When `later` is one of another text: a fault of ours, found before it does harm.
    pub fn then(self, later: EditedMeeting) -> Result<EditedMeeting, PlanError> {
        let path = self.meeting.path();
        let text = self.text.then(later.text.edits());
        Ok(EditedMeeting {
            text: text.map_err(|cause| PlanError::Edit { path, cause })?,
            meeting: later.meeting,
        })
    }
}

impl From<EditedMeeting> for Plan {
    fn from(edited: EditedMeeting) -> Self {
        Plan::from(FileChange::from(edited))
    }
}

impl From<EditedMeeting> for FileChange {
    fn from(edited: EditedMeeting) -> Self {
        FileChange::Edit {
            path: edited.meeting.path().to_string(),
            text: edited.text,
        }
    }
}
