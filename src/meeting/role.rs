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
}
