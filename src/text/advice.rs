//! Advice that names what may be done, and leaves it to a face what to type.

use std::fmt;

use super::Rule;

/// Something that this program does for whoever follows an advice. What to type or to press for it is up to the face that
/// shows the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Put a line into an agenda.
    Add,
    /// Put a line below Career.
    AddCareer,
    /// Put a line below Feedback.
    AddFeedback,
    /// Put a line below Wins.
    AddWin,
    /// Give an item to somebody.
    Assign,
    /// The same, where it stands among other things to do and a face may be short.
    AssignInShort,
    /// Carry open items on.
    Carry,
    /// See what is worth a word.
    Check,
    /// The same of one meeting.
    CheckFile,
    /// End a meeting.
    Close,
    /// Let an item go.
    Drop,
    /// The same in short.
    DropInShort,
    /// Give an item a day.
    Due,
    /// Read about one check.
    ExplainCheck,
    /// The same of this one.
    Explain(Rule),
    /// See all checks.
    ExplainChecks,
    /// Repair what has one right form.
    Fix,
    /// Move a meeting.
    Move,
    /// Make an agenda.
    New,
    /// Make the agenda of a day.
    NewOn,
    /// Say that an agenda was read.
    Read,
    /// Share with the other one.
    Sync,
}

impl Deed {
    /// All of them, with the name that each has in an [`Advice`].
    pub const ALL: [(Deed, &str); 21] = [
        (Deed::Add, "add"),
        (Deed::AddCareer, "add-career"),
        (Deed::AddFeedback, "add-feedback"),
        (Deed::AddWin, "add-win"),
        (Deed::Assign, "assign"),
        (Deed::AssignInShort, "assign-in-short"),
        (Deed::Carry, "carry"),
        (Deed::Check, "check"),
        (Deed::CheckFile, "check-file"),
        (Deed::Close, "close"),
        (Deed::Drop, "drop"),
        (Deed::DropInShort, "drop-in-short"),
        (Deed::Due, "due"),
        (Deed::ExplainCheck, "explain-check"),
        (Deed::ExplainChecks, "explain-checks"),
        (Deed::Fix, "fix"),
        (Deed::Move, "move"),
        (Deed::New, "new"),
        (Deed::NewOn, "new-on"),
        (Deed::Read, "read"),
        (Deed::Sync, "sync"),
    ];
}

/// Words that say what to do, in which a deed of this program stands by its name in braces.
///
/// ```
/// use oneonone::text::{Advice, Deed};
/// const ADVICE: Advice = Advice::new("give it to one of the two with {assign}");
/// let spelled = ADVICE.spelled(&|deed| if deed == Deed::Assign { "F5".into() } else { String::new() });
/// assert_eq!(spelled, "give it to one of the two with F5");
/// ```
///
/// One that is misspelt does not compile.
///
/// ```compile_fail,E0080
/// use oneonone::text::Advice;
/// const ADVICE: Advice = Advice::new("give it to one of the two with {asign}");
/// assert_eq!(ADVICE.spelled(&|_| String::new()), "");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Advice(&'static str);

impl Advice {
    /// The advice that `words` give.
    ///
    /// # Panics
    /// When a name in braces is no deed, or a brace stands alone: while a constant is compiled, as all advice is.
    pub const fn new(words: &'static str) -> Self {
        let bytes = words.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            assert!(bytes[at] != b'}', "a brace is closed that was not opened");
            if bytes[at] == b'{' {
                at = end_of_name(bytes, at + 1);
            }
            at += 1;
        }
        Advice(words)
    }

    /// Whether it says nothing.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The words, with each deed as `spell` says that it is done.
    pub fn spelled(self, spell: &dyn Fn(Deed) -> String) -> String {
        let mut spelled = String::new();
        let mut rest = self.0;
        while let Some((before, after)) = rest.split_once('{') {
            spelled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let deed = Deed::ALL.iter().find(|(_, known)| *known == name);
            spelled.extend(deed.map(|(deed, _)| spell(*deed)));
            rest = after;
        }
        spelled + rest
    }
}

impl fmt::Debug for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where the name of a deed ends that begins at `start`.
const fn end_of_name(bytes: &[u8], start: usize) -> usize {
    let mut number = 0;
    while number < Deed::ALL.len() {
        let name = Deed::ALL[number].1.as_bytes();
        let mut length = 0;
        while length < name.len()
            && start + length < bytes.len()
            && bytes[start + length] == name[length]
        {
            length += 1;
        }
        let end = start + length;
        if length == name.len() && end < bytes.len() && bytes[end] == b'}' {
            return end;
        }
        number += 1;
    }
    panic!("what stands in braces is no deed")
}

/// What to do about something: words that were made for it, or an advice that is always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// Words that name no deed; what users wrote may stand in them.
    Words(String),
    /// Words that may name deeds.
    Advice(Advice),
    /// What the page about a check says.
    Explained(Rule),
}

impl Help {
    /// The words, with each deed as `spell` says that it is done.
    pub fn spelled(&self, spell: &dyn Fn(Deed) -> String) -> String {
        match self {
            Help::Words(words) => words.clone(),
            Help::Advice(advice) => advice.spelled(spell),
            Help::Explained(rule) => {
                let page = spell(Deed::Explain(*rule));
                format!("{page} says what to do")
            }
        }
    }
}

impl From<&str> for Help {
    fn from(words: &str) -> Self {
        Help::Words(words.to_string())
    }
}

impl From<String> for Help {
    fn from(words: String) -> Self {
        Help::Words(words)
    }
}

impl From<Advice> for Help {
    fn from(advice: Advice) -> Self {
        Help::Advice(advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_spelled_and_words_are_not_touched() {
        let spell = |deed| format!("<{deed:?}>");
        let advice = Advice::new("{move} it, or {add-win}; then {add}");
        assert_eq!(advice.spelled(&spell), "<Move> it, or <AddWin>; then <Add>");
        assert_eq!(Advice::new("plain").spelled(&spell), "plain");
        let of_users = Help::from("write `{move}`");
        assert_eq!(of_users.spelled(&spell), "write `{move}`");
    }

    #[test]
    fn each_deed_has_a_name_of_its_own() {
        for (number, (deed, name)) in Deed::ALL.iter().enumerate() {
            for (other, known) in &Deed::ALL[..number] {
                assert!(deed != other && name != known, "{name}");
            }
        }
    }
}
