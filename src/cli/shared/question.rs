//! What is needed to choose a question for a pair, read from its notebook: also for a screen that shows one.

use chrono::NaiveDate;

use crate::cli::basics::{CliError, Context};
use crate::meeting::{ListedItem, Series};
use crate::notebook::{Notebook, boilerplate, question_bank};
use crate::practice::Recent;
use crate::practice::questions::{
    ASKED_AGAIN_AFTER, Bank, Chosen, Question, Situation, Wish, asked_in, choose, question_in,
};

/// All that a question is chosen from.
pub struct QuestionSources {
    /// The notebook.
    pub notebook: Notebook,
    /// The next meeting.
    pub date: NaiveDate,
    bank: Bank,
    recent: Recent,
    privately: Vec<(NaiveDate, String)>,
}

/// Where a question stands already.
pub enum AskedIn {
    /// In the next agenda, in the section with this title.
    Agenda(String),
    /// In my private note.
    Private,
}

/// Where a question is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the next agenda.
    Agenda,
    /// In my private note beside it.
    Private,
    /// In both.
    Anywhere,
}

impl QuestionSources {
    /// What `series`, the meetings of `notebook`, and my private notes beside them say.
    pub fn read(
        context: &mut Context,
        notebook: Notebook,
        series: &Series,
    ) -> Result<QuestionSources, CliError> {
        let boilerplate = boilerplate(&notebook);
        let recent = Recent::read(series, &boilerplate, context.today, ASKED_AGAIN_AFTER);
        QuestionSources::of(context, notebook, series, recent)
    }

    /// The same where the meetings up to [`ASKED_AGAIN_AFTER`] were read already.
    pub fn of(
        context: &mut Context,
        notebook: Notebook,
        series: &Series,
        recent: Recent,
    ) -> Result<QuestionSources, CliError> {
        let date = context.next_date(series)?;
        let (bank, odd) = question_bank(&notebook)?;
        if let Some(odd) = odd {
            context.ui.warning(&odd);
        }
        let held = recent.held.iter().map(|page| page.date());
        let dates: Vec<NaiveDate> = held.chain([date]).collect();
        Ok(QuestionSources {
            privately: context.private_questions(&notebook, &dates),
            notebook,
            date,
            bank,
            recent,
        })
    }

    /// The question of the bank that stands in the next agenda or in my private note beside it already.
    pub fn asked_in(&self, wish: Wish, place: Where) -> Option<(&Question, AskedIn)> {
        let pair = &self.notebook.settings().pair;
        let questions = self.bank.questions();
        if place != Where::Private
            && let Some(page) = self.recent.agenda.as_ref()
            && page.date() == self.date
            && let Some((at, section)) = asked_in(&self.bank, page, pair, wish)
        {
            return Some((&questions[at], AskedIn::Agenda(section)));
        }
        if place == Where::Agenda {
            return None;
        }
        let beside = self.privately.iter().filter(|(date, _)| *date == self.date);
        let mut found = beside.filter_map(|(_, text)| question_in(&self.bank, text, pair, wish));
        Some((&questions[found.next()?], AskedIn::Private))
    }

    /// The question to ask next; `None` when all that are wanted were asked lately. `open` are all open items.
    pub fn choose(&self, context: &Context, open: &[ListedItem], wish: Wish) -> Option<Chosen> {
        let situation = Situation {
            settings: self.notebook.settings(),
            date: self.date,
            recent: &self.recent,
            open,
            privately: &self.privately,
            today: context.today,
        };
        choose(&self.bank, &situation, wish)
    }
}
