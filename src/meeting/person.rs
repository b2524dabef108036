//! The two people, and how they are named.

use std::fmt;

use unicode_normalization::char::is_combining_mark;

use crate::text::normalized;

/// Whether `c` may begin a handle.
pub(super) fn begins_handle(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Whether `c` may stand inside a handle.
pub(super) fn continues_handle(c: char) -> bool {
    begins_handle(c) || matches!(c, '-' | '.')
}

/// The short name of a person in items: `dana` in `@dana`. Composed (NFC); compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle(String);

/// Why a text is no handle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a handle: letters, digits, `_`, `-` and `.` make one, and it can't begin or end with `.`"
)]
pub struct HandleError(String);

impl Handle {
    /// A handle from what was written, with or without `@`.
    ///
    /// # Errors
    /// When it has a character that would end it inside an item.
    pub fn new(text: &str) -> Result<Self, HandleError> {
        let name = normalized(text.strip_prefix('@').unwrap_or(text));
        let fits = name.chars().next().is_some_and(begins_handle)
            && name.chars().all(continues_handle)
            && !name.ends_with('.')
            && name.chars().count() <= 64;
        if fits {
            Ok(Handle(name))
        } else {
            Err(HandleError(text.to_string()))
        }
    }

    /// The handle without `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `name`, as written in an item, means this handle.
    pub fn is(&self, name: &str) -> bool {
        self.0 == name || normalized(name).to_lowercase() == self.0.to_lowercase()
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One of the two people of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Short name in items.
    pub handle: Handle,
    /// Name in full.
    pub name: String,
    /// E-mail address, by which git's identity is recognised; may be missing.
    pub email: Option<String>,
}

impl Person {
    /// The name by which one would call the person: the first word.
    pub fn first_name(&self) -> &str {
        self.name
            .split_whitespace()
            .next()
            .unwrap_or(self.handle.as_str())
    }
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The manager.
    Manager,
    /// The individual contributor.
    Ic,
}

impl Side {
    /// The one across the table.
    pub fn other(self) -> Side {
        match self {
            Side::Manager => Side::Ic,
            Side::Ic => Side::Manager,
        }
    }
}

/// The two people of a notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The manager.
    pub manager: Person,
    /// The individual contributor.
    pub ic: Person,
}

impl Pair {
    /// The person on `side`.
    pub fn person(&self, side: Side) -> &Person {
        match side {
            Side::Manager => &self.manager,
            Side::Ic => &self.ic,
        }
    }

    /// The side of the participant whose handle `name` is.
    pub fn side_of(&self, name: &str) -> Option<Side> {
        [Side::Manager, Side::Ic]
            .into_iter()
            .find(|side| self.person(*side).handle.is(name))
    }

    /// The side of the participant with this e-mail address.
    pub fn side_of_email(&self, email: &str) -> Option<Side> {
        [Side::Manager, Side::Ic].into_iter().find(|side| {
            self.person(*side)
                .email
                .as_ref()
                .is_some_and(|own| own.eq_ignore_ascii_case(email))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles() {
        for good in ["dana", "@dana", "josé-álvarez", "王小明", "d_1.x"] {
            assert!(Handle::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "@",
            ".x",
            "x.",
            "a b",
            "a/b",
            "a\x1b",
            "-a",
            &"x".repeat(65),
        ] {
            assert!(Handle::new(bad).is_err(), "{bad:?}");
        }
        let jose = Handle::new("Jose\u{301}").expect("a handle");
        assert!(jose.is("josé") && jose.is("JOSÉ") && !jose.is("jose"));
    }
}
