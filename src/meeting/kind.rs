//! What the two of a notebook are to one another.

/// What the two of a notebook are to one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairKind {
    /// A manager, and somebody who works for them.
    #[default]
    Manager,
    /// A manager's manager, and somebody two steps below.
    SkipLevel,
    /// Two of whom neither manages the other. Which of them stands under `manager:` and which under `ic:` means nothing.
    Peer,
}

impl PairKind {
    /// All kinds.
    pub const ALL: [PairKind; 3] = [PairKind::Manager, PairKind::SkipLevel, PairKind::Peer];

    /// The kind's name in `oneonone.yaml` and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            PairKind::Manager => "manager",
            PairKind::SkipLevel => "skip-level",
            PairKind::Peer => "peer",
        }
    }

    /// The kind with this name.
    pub fn from_word(word: &str) -> Option<PairKind> {
        PairKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The template of a new agenda where the pair names none.
    pub fn template(self) -> &'static str {
        match self {
            PairKind::Manager => "weekly",
            PairKind::SkipLevel => "skip-level",
            PairKind::Peer => "peer",
        }
    }

    /// Whether one of the two manages the other, at whatever distance, and owes them what a manager owes.
    pub fn has_manager(self) -> bool {
        self != PairKind::Peer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names() {
        for kind in PairKind::ALL {
            assert_eq!(PairKind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(PairKind::from_word("boss"), None);
        assert_eq!(PairKind::default(), PairKind::Manager);
    }
}
