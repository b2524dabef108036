use super::language::Language;
use super::title::{Meaning, meaning};
use super::words::WORDS;
use crate::markdown::TitleParts;
use crate::text::{fold_title, one_line};

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
    fn titles(self) -> &'static [&'static str] {
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

/// Which titles mean which role in one notebook: the pair's own first, then the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    own: Vec<OwnTitle>,
    language: Option<Language>,
}

#[derive(Clone, Debug)]
struct OwnTitle {
    title: String,
    folded: String,
    parts: TitleParts,
    role: Role,
}

impl Vocabulary {
    /// Let `title` mean `role`.
    pub fn add(&mut self, title: &str, role: Role) {
        self.own.push(OwnTitle {
            title: one_line(title),
            folded: fold_title(title),
            parts: TitleParts::of(title),
            role,
        });
    }

    /// Let the notebook be in `language`.
    pub fn speak(&mut self, language: Language) {
        self.language = Some(language);
    }

    /// The language of the notebook, where it says one.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The title that a new section of `role` gets where no template has one: the first that is read as this role, the
    /// pair's own ones before ours.
    pub fn title(&self, role: Role) -> &str {
        let own = self.own.iter().filter(|own| own.role == role);
        let own = own.map(|own| own.title.as_str());
        let personal = WORDS.first.get(&self.language.unwrap_or(Language::English));
        let personal = personal.filter(|_| role == Role::Personal).copied();
        let built_in = [role.title()].into_iter().chain(personal);
        let mut titles = own.chain(built_in).chain(role.titles().iter().copied());
        let is_read_so = |title: &&str| self.role(title) == Some(role);
        titles.find(is_read_so).unwrap_or(role.title())
    }

    /// The role of a section with `title`; `None` for a section of the pair's own kind.
    pub fn role(&self, title: &str) -> Option<Role> {
        meaning(self, title, 2, &|| None).role
    }

    /// What `title` means as a heading of `level`. `spoken` says in which language the other headings of its file are.
    pub fn meaning(
        &self,
        title: &str,
        level: usize,
        spoken: &dyn Fn() -> Option<Language>,
    ) -> Meaning {
        meaning(self, title, level, spoken)
    }

    /// The role that the pair gave to the title `folded`.
    pub(super) fn own_role(&self, folded: &str) -> Option<Role> {
        let mut own = self.own.iter().filter(|_| !folded.is_empty());
        own.find(|own| own.folded == folded).map(|own| own.role)
    }

    /// The role that the pair gave to a title which has the same plain form as `parts`: personal, if to one of several, or
    /// if one of the things of which it speaks is called so.
    pub(super) fn own_plain_role(&self, parts: &TitleParts) -> Option<Role> {
        let is_alike = |own: &&OwnTitle| {
            own.parts.words == parts.words
                && (own.parts.asides.is_empty() || own.parts.asides == parts.asides)
        };
        let is_one_of = |own: &OwnTitle| {
            let words = &own.parts.words;
            own.role == Role::Personal && !words.is_empty() && parts.segments.contains(words)
        };
        if self.own.iter().any(is_one_of) {
            return Some(Role::Personal);
        }
        let mut own = self.own.iter().filter(|_| !parts.words.is_empty());
        own.find(is_alike).map(|own| own.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_mean_roles() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("Erfolge", Role::Wins);
        vocabulary.add("Notes", Role::Summary);
        for (title, role) in [
            ("🏆 ERFOLGE!", Some(Role::Wins)),
            ("Wins", Some(Role::Wins)),
            ("🚧 Blockers and Bottlenecks", Some(Role::Blockers)),
            ("Notes", Some(Role::Summary)),
            ("Next Steps", Some(Role::ActionItems)),
            ("Actions later", None),
            ("🏆", None),
        ] {
            assert_eq!(vocabulary.role(title), role, "{title}");
        }
        for role in Role::ALL {
            assert_eq!(Vocabulary::default().role(role.title()), Some(role));
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
    }
}
