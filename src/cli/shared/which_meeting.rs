//! Which of the words behind a command is WHO and which are the day: people are called May, Jan, Sam and Mon.

use crate::cli::basics::{CliError, Context, WhichMeeting};
use crate::meeting::{Seen, UnreadDay, day_ahead, parse_date};

/// Whose notebook and which day, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhoAndDate {
    /// `WHO`.
    pub who: Option<String>,
    /// `DATE`, in one text.
    pub date: Option<String>,
}

impl Context {
    /// Tell apart `WHO` and `DATE`, each of which can be left out, and of which a date can be several words.
    ///
    /// Who is called just so comes before a day, and a day before who is called something that begins so.
    ///
    /// # Errors
    /// When the words are both and nobody is there to say which.
    pub fn who_and_date(&mut self, words: &WhichMeeting) -> Result<WhoAndDate, CliError> {
        let Some(first) = &words.who else {
            return Ok(WhoAndDate::default());
        };
        let rest = (!words.date.is_empty()).then(|| words.date.join(" "));
        let whole = match &rest {
            Some(rest) => format!("{first} {rest}"),
            None => first.clone(),
        };
        let split = WhoAndDate {
            who: Some(first.clone()),
            date: rest,
        };
        let day = WhoAndDate {
            who: None,
            date: Some(whole.clone()),
        };
        // With the sign it is a person.
        if first.starts_with('@') || !self.is_day(&whole) {
            return Ok(split);
        }
        let rest_is_day = split.date.as_ref().is_none_or(|rest| self.is_day(rest));
        if !rest_is_day || !self.is_somebody(first) {
            return Ok(day);
        }
        // Nobody writes the day of the week before a date in numbers.
        if split.date.as_deref().and_then(parse_date).is_some() {
            return Ok(split);
        }
        self.ask_person_or_day(first, &whole, split, day)
    }

    /// Ask whether `whole` is a day, or its first word somebody's name.
    fn ask_person_or_day(
        &mut self,
        name: &str,
        whole: &str,
        split: WhoAndDate,
        day: WhoAndDate,
    ) -> Result<WhoAndDate, CliError> {
        let either = || {
            let behind = whole.strip_prefix(name).unwrap_or_default();
            CliError::new(format!("`{whole}` is a day, and `{name}` somebody's name")).hint(
                format!("write `@{name}{behind}` for the person, or the day as `2026-12-01`"),
            )
        };
        if !self.ui.is_interactive() {
            return Err(either());
        }
        let question = format!("Is `{name}` the person or the day? [person/day]");
        loop {
            let answer = self.ui.ask(&question, None).ok_or_else(either)?;
            let answer = answer.to_lowercase();
            match answer.as_str() {
                "" => return Err(either()),
                answer if "person".starts_with(answer) => return Ok(split),
                answer if "day".starts_with(answer) => return Ok(day),
                _ => self
                    .ui
                    .hint("write `person` or `day`, or nothing to leave it"),
            }
        }
    }

    /// Whether `text` is a day, as one names a meeting: in English, or in the language of a notebook in reach.
    fn is_day(&self, text: &str) -> bool {
        let is_read = |seen: Seen| !matches!(day_ahead(text, seen), Err(UnreadDay::Unknown));
        if matches!(text, "last" | "next") || is_read(Seen::on(self.today)) {
            return true;
        }
        let (notebooks, _) = self.open_all().unwrap_or_default();
        notebooks
            .iter()
            .any(|notebook| is_read(notebook.settings().seen(self.today, None)))
    }
}
