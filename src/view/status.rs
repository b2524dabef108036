//! How a pair stands, in one line.

use chrono::NaiveDate;

use crate::meeting::{ItemSelection, ListedItem, Role, Series, Side, Skimmed, list, next_date};
use crate::practice::{Boilerplate, Page};

/// How many held meetings a topic may be passed over before it counts as neglected.
const NEGLECTED_AFTER: usize = 4;

/// The open promises of one side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many are open.
    pub open: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// When the oldest was first written.
    pub oldest: Option<NaiveDate>,
}

/// How a pair stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairStatus {
    /// The last meeting that was held.
    pub last_held: Option<NaiveDate>,
    /// The date of the next agenda.
    pub next: Option<NaiveDate>,
    /// Whether that agenda is there.
    pub agenda_ready: bool,
    /// What the manager promised.
    pub manager: Promises,
    /// What the IC promised.
    pub ic: Promises,
    /// Open items without an owner, or with one who is not of the pair.
    pub unowned: usize,
    /// Topics with nothing in them in the last held meetings, with how many meetings that is.
    pub neglected: Vec<(Role, usize)>,
    /// Days since the last held meeting beyond the rhythm of the pair; zero when all is well.
    pub days_late: i64,
    /// Files that can't be changed.
    pub damaged: usize,
}

impl PairStatus {
    /// What makes one pair worse off than another: overdue promises, then lateness, then age.
    pub fn urgency(&self, today: NaiveDate) -> (usize, i64, usize, i64) {
        let age =
            |oldest: Option<NaiveDate>| oldest.map_or(0, |oldest| (today - oldest).num_days());
        (
            self.manager.overdue + self.ic.overdue,
            self.days_late,
            self.neglected.len(),
            age(self.manager.oldest).max(age(self.ic.oldest)),
        )
    }
}

/// Why a pair needs one of the two today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueReason {
    /// So many of one's own promises are past their day.
    Overdue(usize),
    /// The meeting is today.
    MeetingToday,
    /// The meeting is today or tomorrow, and has no agenda.
    NoAgenda,
    /// The rhythm of the pair is exceeded by so many days.
    Late(i64),
}

impl PairStatus {
    /// Why the pair needs the one on side `me` on `today`; nothing when all can wait.
    pub fn due(&self, me: Side, today: NaiveDate) -> Vec<DueReason> {
        let mine = match me {
            Side::Manager => &self.manager,
            Side::Ic => &self.ic,
        };
        let mut reasons = Vec::new();
        if mine.overdue > 0 {
            reasons.push(DueReason::Overdue(mine.overdue));
        }
        let days = self.next.map(|next| (next - today).num_days());
        if days == Some(0) {
            reasons.push(DueReason::MeetingToday);
        }
        if days.is_some_and(|days| (0..=1).contains(&days)) && !self.agenda_ready {
            reasons.push(DueReason::NoAgenda);
        }
        if self.days_late > 0 {
            reasons.push(DueReason::Late(self.days_late));
        }
        reasons
    }
}

/// How the pair of `series` stands on `today`. Lines of `boilerplate` say nothing, and nothing of personal sections is
/// looked at.
pub fn status(series: &Series, boilerplate: &Boilerplate, today: NaiveDate) -> PairStatus {
    let open = list(series.meetings(), ItemSelection::Open);
    let pair = &series.settings().pair;
    let side = |item: &ListedItem| item.owner.as_deref().and_then(|owner| pair.side_of(owner));
    let promises = |wanted: Side| {
        let own: Vec<&ListedItem> = open
            .iter()
            .filter(|item| side(item) == Some(wanted))
            .collect();
        Promises {
            open: own.len(),
            overdue: own.iter().filter(|item| item.is_overdue(today)).count(),
            oldest: own.iter().map(|item| item.origin).min(),
        }
    };
    let last_held = series.last_held(today).map(Skimmed::date);
    let next = next_date(series, today);
    let rhythm = series
        .settings()
        .cadence
        .as_ref()
        .map(|cadence| cadence.days());
    let days_late = match (last_held, rhythm) {
        (Some(last), Some(rhythm)) => ((today - last).num_days() - rhythm).max(0),
        _ => 0,
    };
    PairStatus {
        last_held,
        next,
        agenda_ready: next.is_some_and(|next| series.meeting(next).is_some()),
        manager: promises(Side::Manager),
        ic: promises(Side::Ic),
        unowned: open.iter().filter(|item| side(item).is_none()).count(),
        neglected: neglected(series, boilerplate, today),
        days_late,
        damaged: series
            .meetings()
            .iter()
            .filter(|meeting| meeting.damage().is_some())
            .count(),
    }
}

/// Career and feedback, when the last held meetings had nothing on them. The search ends at twelve meetings.
fn neglected(series: &Series, boilerplate: &Boilerplate, today: NaiveDate) -> Vec<(Role, usize)> {
    const ENOUGH: usize = 12;
    let held = series.held(today).take(ENOUGH);
    // Peers owe one another no talk about career; then that has been spoken of.
    let has_manager = series.settings().kind.has_manager();
    let mut silent = [(Role::Career, 0, !has_manager), (Role::Feedback, 0, false)];
    for meeting in held {
        if silent.iter().all(|(_, _, spoke)| *spoke) {
            break;
        }
        let Some(page) = Page::of_series(series, meeting.date(), boilerplate) else {
            continue;
        };
        for (role, meetings, spoke) in &mut silent {
            if *spoke {
                continue;
            }
            *spoke = page.speaks_of(*role);
            *meetings += usize::from(!*spoke);
        }
    }
    silent
        .into_iter()
        .filter(|(_, meetings, _)| *meetings >= NEGLECTED_AFTER)
        .map(|(role, meetings, _)| (role, meetings))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, parse_date, settings_for_tests};

    /// What has been passed over in four meetings with this text.
    fn passed_over(source: &str) -> Vec<Role> {
        let settings = settings_for_tests();
        let meetings = ["10-27", "11-03", "11-10", "11-17"].map(|day| {
            let date = parse_date(&format!("2026-{day}")).expect("a date");
            Meeting::read(date, source.to_string(), None, &settings.vocabulary)
        });
        let series = Series::of_whole(settings.clone(), meetings.to_vec());
        let boilerplate = Boilerplate::of(["## Career\n- What did you learn?\n"]);
        let today = parse_date("2026-11-18").expect("a date");
        let status = status(&series, &boilerplate, today);
        status.neglected.into_iter().map(|(role, _)| role).collect()
    }

    #[test]
    fn what_a_template_says_and_what_is_personal_is_passed_over() {
        let both = [Role::Career, Role::Feedback];
        assert_eq!(passed_over(""), both);
        assert_eq!(
            passed_over("## Career\n- What did you learn?\n## Feedback\n<!-- x -->\n"),
            both
        );
        assert_eq!(passed_over("## Personal\n### Career\n- leaving\n"), both);
        assert_eq!(passed_over("## Career\n- A book\n"), [Role::Feedback]);
        assert_eq!(
            passed_over("## Career\n- A book\n## Feedback\nThanks\n"),
            []
        );
    }
}
