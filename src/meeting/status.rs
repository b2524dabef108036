//! Whether a meeting is planned, held or cancelled.

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
