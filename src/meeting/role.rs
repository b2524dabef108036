//! What a section is for.

/// What a section is for, whatever its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// What went well.
    Wins,
    /// What stands in the way.
    Blockers,
    /// What matters most.
    Priorities,
    /// What comes next.
    Plans,
    /// Where the IC wants to go.
    Career,
    /// Feedback, both ways.
    Feedback,
    /// Life outside work; never shown anywhere but in the meeting itself.
    Personal,
    /// What was said.
    Notes,
    /// What was decided.
    Decisions,
    /// What it came to.
    Summary,
    /// What was promised.
    ActionItems,
}

impl Role {
    /// All roles, in the order in which an agenda has them.
    pub const ALL: [Role; 11] = [
        Role::Wins,
        Role::Blockers,
        Role::Priorities,
        Role::Plans,
        Role::Career,
        Role::Feedback,
        Role::Personal,
        Role::Notes,
        Role::Decisions,
        Role::Summary,
        Role::ActionItems,
    ];

    /// The role's name in `oneonone.yaml`, on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Role::Wins => "wins",
            Role::Blockers => "blockers",
            Role::Priorities => "priorities",
            Role::Plans => "plans",
            Role::Career => "career",
            Role::Feedback => "feedback",
            Role::Personal => "personal",
            Role::Notes => "notes",
            Role::Decisions => "decisions",
            Role::Summary => "summary",
            Role::ActionItems => "action-items",
        }
    }

    /// The role with this name.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The title that a section of this role gets when we have to make one and no template has it.
    pub fn title(self) -> &'static str {
        match self {
            Role::Wins => "Wins",
            Role::Blockers => "Blockers",
            Role::Priorities => "Priorities",
            Role::Plans => "Plans",
            Role::Career => "Career",
            Role::Feedback => "Feedback",
            Role::Personal => "Personal",
            Role::Notes => "Notes",
            Role::Decisions => "Decisions",
            Role::Summary => "Summary",
            Role::ActionItems => "Action items",
        }
    }

    /// The role that has `folded` among its titles; a personal section is known in other ways.
    pub(super) fn with_title(folded: &str) -> Option<Role> {
        let mut all = Role::ALL.into_iter();
        all.find(|role| role.titles().contains(&folded))
    }

    /// Titles, folded, that mean this role in English without any configuration.
    pub(super) fn titles(self) -> &'static [&'static str] {
        match self {
            Role::Wins => &[
                "wins",
                "win",
                "recent wins",
                "wins and achievements",
                "wins achievements",
                "achievements",
                "highlights",
                "celebrations",
            ],
            Role::Blockers => &[
                "blockers",
                "blocker",
                "blockers and bottlenecks",
                "blockers bottlenecks",
                "bottlenecks",
                "challenges",
                "blockers and challenges",
                "roadblocks",
            ],
            Role::Priorities => &[
                "priorities",
                "priority",
                "top priorities",
                "current priorities",
            ],
            Role::Plans => &[
                "plans",
                "plan",
                "next week",
                "plans for next week",
                "plans for the week",
                "plans for the following week",
                "plans for the coming week",
                "plans for the next two weeks",
            ],
            Role::Career => &[
                "career",
                "career development",
                "growth",
                "career and growth",
                "career growth",
                "development",
            ],
            Role::Feedback => &["feedback", "feedback both ways"],
            // In ten languages, and so that doubt closes it: the words are in `templates/words`.
            Role::Personal => &[],
            Role::Notes => &["notes", "meeting notes", "discussion"],
            Role::Decisions => &["decisions", "decision", "decided"],
            Role::Summary => &["summary", "recap"],
            Role::ActionItems => &[
                "action items",
                "action item",
                "actions",
                "next steps",
                "todo",
                "todos",
                "to do",
                "follow ups",
                "follow up",
            ],
        }
    }
}
