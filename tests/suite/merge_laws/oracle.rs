//! What must come of what the two did, by `docs/sharing.md`, worked out without looking at the merge.

mod fate;
mod front;
mod item;
mod order;
mod page;

use oneonone::meeting::{Meeting, Vocabulary, parse_date};

use super::model::Agenda;

/// The three states of an agenda.
pub struct Story<'a> {
    pub base: &'a Agenda,
    pub ours: &'a Agenda,
    pub theirs: &'a Agenda,
}

impl<'a> Story<'a> {
    fn all(&self) -> [&'a Agenda; 3] {
        [self.base, self.ours, self.theirs]
    }

    /// What the three states have under one name.
    fn states<T: 'a>(&self, find: impl Fn(&'a Agenda) -> Option<T>) -> [Option<T>; 3] {
        self.all().map(find)
    }

    /// All names of one kind of thing, each once.
    fn names(&self, of: impl Fn(&'a Agenda) -> Vec<&'a str>) -> Vec<&'a str> {
        let mut names: Vec<&str> = self.all().into_iter().flat_map(of).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// What is wrong with `merged` as the merge of a story; the first fault, if there is one.
pub fn fault(story: &Story<'_>, merged: &str) -> Option<String> {
    for marker in ["<<<<<<<", "=======", ">>>>>>>"] {
        if merged.lines().any(|line| line.starts_with(marker)) {
            return Some("a conflict marker".to_string());
        }
    }
    let date = parse_date("2026-11-24").expect("a date");
    let read = Meeting::read(date, merged.to_string(), None, &Vocabulary::default());
    let fates = fate::fates(story);
    front::fault(story, &read)
        .or_else(|| page::layout_fault(story, merged))
        .or_else(|| page::sections_fault(story, &fates, &read))
        .or_else(|| page::prose_fault(story, &fates, &read))
        .or_else(|| item::fault(story, &fates, &read))
        .or_else(|| order::fault(story, &fates, &read))
}

/// What is wrong with the lines that the two are told to look at.
pub fn remark_fault(story: &Story<'_>, merged: &str, remarks: &[usize]) -> Option<String> {
    item::remark_fault(story, &fate::fates(story), merged, remarks)
}

/// The one that changed, or both where they changed differently.
fn changed<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Result<T, (T, T)> {
    if ours == theirs || theirs == base {
        Ok(ours.clone())
    } else if ours == base {
        Ok(theirs.clone())
    } else {
        Err((ours.clone(), theirs.clone()))
    }
}

/// Three words of each, merged one by one; nothing where both changed the same one.
fn merged_words(
    base: &[String; 3],
    ours: &[String; 3],
    theirs: &[String; 3],
) -> Option<[String; 3]> {
    let word = |at: usize| changed(&base[at], &ours[at], &theirs[at]).ok();
    Some([word(0)?, word(1)?, word(2)?])
}
