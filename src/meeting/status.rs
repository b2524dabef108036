//! Whether a meeting is planned, held or cancelled.

use crate::text::nearest;

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

    /// The status with this name, in either spelling of English; case makes no difference.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        if word == "canceled" {
            return Some(MeetingStatus::Cancelled);
        }
        let mut words = MeetingStatus::WORDS.into_iter();
        let found = words.find(|(known, _)| *known == word);
        found.map(|(_, status)| status)
    }

    /// The name that was probably meant by `word`, which is none.
    pub fn meant(word: &str) -> Option<&'static str> {
        let known = MeetingStatus::WORDS.iter().map(|(known, _)| *known);
        nearest(&word.to_lowercase(), known)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_known_in_either_spelling() {
        for word in [
            "cancelled",
            "canceled",
            "Cancelled",
            "CANCELED",
            " cancelled ",
        ] {
            let status = MeetingStatus::from_word(word);
            assert_eq!(status, Some(MeetingStatus::Cancelled), "{word}");
        }
        assert_eq!(MeetingStatus::from_word("Held"), Some(MeetingStatus::Held));
        assert_eq!(
            MeetingStatus::from_word("PLANNED"),
            Some(MeetingStatus::Planned)
        );
        for (word, meant) in [
            ("cancled", Some("cancelled")),
            ("Hold", Some("held")),
            ("done", None),
        ] {
            assert_eq!(MeetingStatus::from_word(word), None, "{word}");
            assert_eq!(MeetingStatus::meant(word), meant, "{word}");
        }
    }
}
