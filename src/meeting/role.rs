//! What a section is for.

use std::sync::LazyLock;

use super::language::Language;
use crate::text::{fold_title, word_lists};

/// The titles of roles in English, folded, read once.
static TITLES: LazyLock<Vec<(String, Role)>> = LazyLock::new(|| {
    let lists = word_lists(Language::English.words());
    let of_roles = lists.filter_map(|(key, titles)| Some((Role::from_word(key)?, titles)));
    of_roles
        .flat_map(|(role, titles)| {
            titles
                .into_iter()
                .map(move |title| (fold_title(title), role))
        })
        .collect()
});

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
        let known = TITLES.iter().find(|(title, _)| title == folded);
        known.map(|(_, role)| *role)
    }

    /// Titles, folded, that mean this role in English without any configuration. None of them is personal: that is known in
    /// ten languages, and so that doubt closes it.
    pub(super) fn titles(self) -> impl Iterator<Item = &'static str> {
        let own = TITLES.iter().filter(move |(_, role)| *role == self);
        own.map(|(title, _)| title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_titles() {
        for role in Role::ALL {
            let titles: Vec<&str> = role.titles().collect();
            assert_eq!(titles.is_empty(), role == Role::Personal, "{role:?}");
            for title in titles {
                assert_eq!(Role::with_title(title), Some(role), "{title}");
            }
        }
    }
}
