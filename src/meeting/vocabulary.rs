//! The titles of one pair, and its language.

use super::language::Language;
use super::person::Person;
use super::role::Role;
use crate::markdown::TitleParts;
use crate::text::{fold_title, fold_words, one_line};

/// Which titles mean which role in one notebook: the pair's own first, then the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vocabulary {
    own: Vec<OwnTitle>,
    language: Option<Language>,
    /// The names of the two, as [`fold_words`] has them.
    names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// Let `person` be one of the two: their name beside a title, as in `Alex's wins`, changes nothing.
    pub fn know(&mut self, person: &Person) {
        let last = person.name.rsplit(' ').next().unwrap_or_default();
        let names = [
            person.handle.as_str(),
            person.first_name(),
            last,
            &person.name,
        ];
        let names = names.map(fold_words).into_iter();
        self.names.extend(names.filter(|name| !name.is_empty()));
    }

    /// The names of the two.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The language of the notebook, where it says one.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The titles that the pair gave to `role`.
    pub(super) fn own_titles(&self, role: Role) -> impl Iterator<Item = &str> {
        let own = self.own.iter().filter(move |own| own.role == role);
        own.map(|own| own.title.as_str())
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
