//! One thing in three revisions: what both sides began with, and what each made of it.

use std::ops::{Index, IndexMut};

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Revision {
    /// What both began with.
    Base,
    /// Our side's.
    Ours,
    /// Their side's.
    Theirs,
}

pub(crate) use Revision::{Base, Ours, Theirs};

impl Revision {
    /// All three.
    pub const ALL: [Revision; 3] = [Base, Ours, Theirs];
    /// Those of the two sides.
    pub const SIDES: [Revision; 2] = [Ours, Theirs];

    /// The other side; the base is the base.
    pub fn other(self) -> Revision {
        match self {
            Base => Base,
            Ours => Theirs,
            Theirs => Ours,
        }
    }
}

/// One thing in three revisions; the base may be of another type, such as one that may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Three<T, B = T> {
    /// What both began with.
    pub base: B,
    /// What our side has.
    pub ours: T,
    /// What their side has.
    pub theirs: T,
}

/// Who changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Both sides have the same, changed or not.
    Same,
    /// Our side alone.
    Ours,
    /// Their side alone.
    Theirs,
    /// Both, and not alike.
    Conflict,
}

impl<T, B> Three<T, B> {
    /// These three.
    pub fn new(base: B, ours: T, theirs: T) -> Three<T, B> {
        Three { base, ours, theirs }
    }

    /// The same with the sides swapped.
    pub fn swap(self) -> Three<T, B> {
        Three::new(self.base, self.theirs, self.ours)
    }

    /// The two sides, ours first.
    pub fn sides(self) -> [T; 2] {
        [self.ours, self.theirs]
    }
}

impl<T> Three<T> {
    /// What `make` gives for each revision.
    pub fn of(mut make: impl FnMut(Revision) -> T) -> Three<T> {
        Three::new(make(Base), make(Ours), make(Theirs))
    }

    /// What `change` makes of each.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Three<U> {
        Three::new(change(self.base), change(self.ours), change(self.theirs))
    }

    /// The three by reference.
    pub fn as_ref(&self) -> Three<&T> {
        Three::of(|revision| &self[revision])
    }

    /// Each with that of `other`.
    pub fn zip<U>(self, other: Three<U>) -> Three<(T, U)> {
        Three {
            base: (self.base, other.base),
            ours: (self.ours, other.ours),
            theirs: (self.theirs, other.theirs),
        }
    }

    /// All three, the base first.
    pub fn all(self) -> [T; 3] {
        [self.base, self.ours, self.theirs]
    }
}

impl<T> Three<Option<T>> {
    /// The side that alone has it, and what that has.
    pub fn only_side(self) -> Option<(Revision, T)> {
        match (self.ours, self.theirs) {
            (Some(only), None) => Some((Ours, only)),
            (None, Some(only)) => Some((Theirs, only)),
            _ => None,
        }
    }

    /// The sides that have it, and what each has.
    pub fn in_sides(self) -> impl Iterator<Item = (Revision, T)> {
        let [ours, theirs] = self.sides();
        let ours = ours.map(|ours| (Ours, ours));
        ours.into_iter()
            .chain(theirs.map(|theirs| (Theirs, theirs)))
    }
}

impl<T: PartialEq> Three<T> {
    /// Who changed it: the one place where that is decided.
    pub fn pick(&self) -> Pick {
        if self.ours == self.theirs {
            Pick::Same
        } else if self.theirs == self.base {
            Pick::Ours
        } else if self.ours == self.base {
            Pick::Theirs
        } else {
            Pick::Conflict
        }
    }

    /// What stands without a question: what both have, or what the one has who changed it. Swapping the sides gives the same.
    ///
    /// # Errors
    /// When both changed it, and not alike: the three.
    pub fn resolved(self) -> Result<T, Three<T>> {
        match self.pick() {
            Pick::Same | Pick::Ours => Ok(self.ours),
            Pick::Theirs => Ok(self.theirs),
            Pick::Conflict => Err(self),
        }
    }
}

impl<T: Ord> Three<T> {
    /// What stands, and of a conflict the side that sorts first: for what nobody needs to be asked about.
    pub fn resolved_or_lesser(self) -> T {
        match self.resolved() {
            Ok(stands) => stands,
            Err(Three { ours, theirs, .. }) => ours.min(theirs),
        }
    }

    /// The side of which that is.
    pub fn side_or_lesser(&self) -> Revision {
        match self.pick() {
            Pick::Same | Pick::Ours => Ours,
            Pick::Conflict if self.ours < self.theirs => Ours,
            Pick::Theirs | Pick::Conflict => Theirs,
        }
    }
}

impl<T: Copy> Three<T, Option<T>> {
    /// That of `revision`.
    pub fn get(self, revision: Revision) -> Option<T> {
        match revision {
            Base => self.base,
            Ours => Some(self.ours),
            Theirs => Some(self.theirs),
        }
    }

    /// What `read` finds in each; in the base nothing where there is none.
    pub fn each<U>(self, read: impl Fn(T) -> U) -> Three<Option<U>> {
        Three::of(|revision| self.get(revision).map(&read))
    }
}

impl<T> Index<Revision> for Three<T> {
    type Output = T;

    fn index(&self, revision: Revision) -> &T {
        match revision {
            Base => &self.base,
            Ours => &self.ours,
            Theirs => &self.theirs,
        }
    }
}

impl<T> IndexMut<Revision> for Three<T> {
    fn index_mut(&mut self, revision: Revision) -> &mut T {
        match revision {
            Base => &mut self.base,
            Ours => &mut self.ours,
            Theirs => &mut self.theirs,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_change_stands_and_two_are_a_conflict() {
        let check = |base: u8, ours, theirs, expected| {
            assert_eq!(Three::new(base, ours, theirs).pick(), expected);
        };
        check(1, 1, 1, Pick::Same);
        check(1, 2, 2, Pick::Same);
        check(1, 2, 1, Pick::Ours);
        check(1, 1, 2, Pick::Theirs);
        check(1, 2, 3, Pick::Conflict);
    }

    proptest! {
        /// The law on which the merge stands: whose side is whose does not matter.
        #[test]
        fn swapping_the_sides_gives_the_same(base in 0..3u8, ours in 0..3u8, theirs in 0..3u8) {
            let three = Three::new(base, ours, theirs);
            prop_assert_eq!(three.swap().swap(), three);
            prop_assert_eq!(three.swap().resolved().map_err(Three::swap), three.resolved());
            prop_assert_eq!(three.swap().resolved_or_lesser(), three.resolved_or_lesser());
            for side in Revision::SIDES {
                prop_assert_eq!(three.swap()[side], three[side.other()]);
            }
        }

        /// What one alone did stands; what stands is what a side has.
        #[test]
        fn what_stands_was_written_by_a_side(base in 0..3u8, ours in 0..3u8, theirs in 0..3u8) {
            prop_assert_eq!(Three::new(base, ours, base).resolved(), Ok(ours));
            prop_assert_eq!(Three::new(base, ours, ours).resolved(), Ok(ours));
            let three = Three::new(base, ours, theirs);
            prop_assert!(three.sides().contains(&three.resolved_or_lesser()));
            prop_assert_eq!(three.map(u32::from).pick(), three.pick());
            prop_assert_eq!(three.zip(three).map(|(one, _)| one), three);
            prop_assert_eq!(three.as_ref().map(|value| *value), three);
        }
    }
}
