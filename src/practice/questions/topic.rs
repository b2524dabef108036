//! What a question is about, and how close it comes.

use crate::meeting::Role;
use crate::text::fold_title;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What went well.
    Wins,
    /// The work itself.
    Work,
    /// What stands in the way.
    Blockers,
    /// What matters most, and what doesn't.
    Priorities,
    /// Work for somebody who has room for it.
    NewWork,
    /// The others, and how one works with them.
    Team,
    /// How the two work together.
    Manager,
    /// Where one wants to go.
    Career,
    /// How one is.
    WellBeing,
    /// The end of a meeting.
    Closing,
    /// Two who have not met yet.
    FirstMeeting,
    /// The pair's own questions under headings of their own.
    Own,
}

impl Topic {
    /// All topics, in the order of the bank.
    pub const ALL: [Topic; 12] = [
        Topic::Wins,
        Topic::Work,
        Topic::Blockers,
        Topic::Priorities,
        Topic::NewWork,
        Topic::Team,
        Topic::Manager,
        Topic::Career,
        Topic::WellBeing,
        Topic::Closing,
        Topic::FirstMeeting,
        Topic::Own,
    ];

    /// The topic's name on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Topic::Wins => "wins",
            Topic::Work => "work",
            Topic::Blockers => "blockers",
            Topic::Priorities => "priorities",
            Topic::NewWork => "new-work",
            Topic::Team => "team",
            Topic::Manager => "manager",
            Topic::Career => "career",
            Topic::WellBeing => "well-being",
            Topic::Closing => "closing",
            Topic::FirstMeeting => "first-meeting",
            Topic::Own => "own",
        }
    }

    /// The topic with this name.
    pub fn from_word(word: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.word() == word)
    }

    /// The topic that a heading with `title` names, such as `Well-being` or `🏆 Wins`.
    pub fn of_title(title: &str) -> Option<Topic> {
        let folded = fold_title(title);
        let is_named = |topic: &Topic| fold_title(topic.word()) == folded;
        Topic::ALL.into_iter().find(is_named)
    }

    /// The section in which one speaks of it; `None` for what has none, and goes into Notes.
    pub fn role(self) -> Option<Role> {
        match self {
            Topic::Wins => Some(Role::Wins),
            Topic::Work => Some(Role::Plans),
            Topic::Blockers => Some(Role::Blockers),
            Topic::Priorities => Some(Role::Priorities),
            Topic::Career => Some(Role::Career),
            Topic::WellBeing => Some(Role::Personal),
            Topic::Closing => Some(Role::Summary),
            Topic::NewWork | Topic::Team | Topic::Manager | Topic::FirstMeeting | Topic::Own => {
                None
            }
        }
    }

    /// The section into which a question about it is put. Not into one in which the tool reads each point as a plan, a
    /// summary or a rank, and not into one that leads to another person, such as Feedback.
    pub fn home(self) -> Role {
        match self {
            Topic::Wins | Topic::Blockers | Topic::Career | Topic::WellBeing => {
                self.role().unwrap_or(Role::Notes)
            }
            _ => Role::Notes,
        }
    }
}

/// How close a question comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// Anybody can answer it at once.
    Light,
    /// It takes a moment.
    Middle,
    /// It takes trust.
    Deep,
}

impl Depth {
    /// All depths, the lightest first.
    pub const ALL: [Depth; 3] = [Depth::Light, Depth::Middle, Depth::Deep];

    /// The depth's name on the command line, in headings and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Depth::Light => "light",
            Depth::Middle => "middle",
            Depth::Deep => "deep",
        }
    }

    /// The depth with this name.
    pub fn from_word(word: &str) -> Option<Depth> {
        Depth::ALL.into_iter().find(|depth| depth.word() == word)
    }
}
