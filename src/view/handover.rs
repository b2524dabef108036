//! What an IC may pass on to a new manager, line by line, and the document of what they agreed to.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::settle::ledger;
use crate::meeting::{
    Cadence, Identity, ItemSelection, ListedItem, Pair, Role, Series, Side, list, weekday_name,
};
use crate::practice::{Entry, Page, Part, Recent, Writers, without_comments};
use crate::text::{counted, one_line, stable_hash};

/// What a line that may be passed on is about, in the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HandoverTopic {
    /// Where the IC wants to go.
    Goals,
    /// What the IC, or nobody yet, is to do.
    Items,
    /// What the manager promised and has not kept yet.
    Promises,
    /// What went well.
    Wins,
    /// How often the two meet, and whether they do.
    Rhythm,
    /// Feedback, both ways.
    Feedback,
}

impl HandoverTopic {
    /// Its name in JSON.
    pub fn word(self) -> &'static str {
        match self {
            HandoverTopic::Goals => "goals",
            HandoverTopic::Items => "items",
            HandoverTopic::Promises => "promises",
            HandoverTopic::Wins => "wins",
            HandoverTopic::Rhythm => "rhythm",
            HandoverTopic::Feedback => "feedback",
        }
    }

    /// Its heading. Those of a role are the role's own, so that the document can be read as a meeting.
    pub fn title(self, pair: &Pair) -> String {
        match self {
            HandoverTopic::Goals => Role::Career.title().to_string(),
            HandoverTopic::Items => Role::ActionItems.title().to_string(),
            HandoverTopic::Promises => format!("What {} promised", pair.manager.first_name()),
            HandoverTopic::Wins => Role::Wins.title().to_string(),
            HandoverTopic::Rhythm => "Rhythm".to_string(),
            HandoverTopic::Feedback => Role::Feedback.title().to_string(),
        }
    }
}

/// A line that may be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is about.
    pub topic: HandoverTopic,
    /// The line as it would stand in the document, without a list marker.
    pub text: String,
    /// The meeting in which it stands.
    pub date: Option<NaiveDate>,
    /// Who wrote it, where anything tells.
    pub author: Option<Side>,
}

impl Passage {
    fn new(topic: HandoverTopic, text: &str, date: Option<NaiveDate>) -> Self {
        Passage {
            topic,
            text: one_line(&without_comments(text, &mut false)),
            date,
            author: None,
        }
    }

    /// Whether it is passed on unless the IC says no. What one of the two said of the other is not, nor are the manager's
    /// own words: they were not written for anyone else.
    pub fn is_offered(&self) -> bool {
        self.topic != HandoverTopic::Feedback && self.author != Some(Side::Manager)
    }

    /// A number that stands for it: the same as long as it says the same.
    pub fn hash(&self) -> u64 {
        stable_hash(&[self.topic.word().as_bytes(), b"\n", self.text.as_bytes()])
    }
}

/// The lines of `series`, whose meetings were read for all items, that may be passed on, seen from `today`, in the order
/// of the document. Wins, goals and feedback are those of `recent`; `writers` says who wrote them.
///
/// Nothing of a personal section is among them, nor anything that once stood in one.
pub fn passages(
    series: &Series,
    recent: &Recent,
    writers: &Writers,
    today: NaiveDate,
) -> Vec<Passage> {
    let pair = &series.settings().pair;
    let mut found: Vec<Passage> = Vec::new();
    let personal = personal_items(series);
    for item in list(series.meetings(), ItemSelection::Open) {
        if !personal.contains(&identity(&item)) {
            found.extend(of_item(&item, pair));
        }
    }
    for page in recent.pages() {
        for entry in page.entries() {
            let Some(passage) = of_entry(page, entry, pair) else {
                continue;
            };
            let author = writers.author(page, entry, pair);
            found.push(Passage { author, ..passage });
        }
    }
    found.extend(rhythm(series, today));
    found.retain(|passage| !passage.text.is_empty());
    // A goal that stands in every agenda is one goal; of its lines the newest is kept.
    let mut seen = BTreeSet::new();
    found.retain(|passage| seen.insert(passage.hash()));
    found.sort_by_key(|passage| passage.topic);
    found
}

/// The document of the `passages` that the IC agreed to pass on to `to`: a heading with the date, below it one for each
/// topic, so that it can be taken in as the first meeting of the new pair.
pub fn document(pair: &Pair, to: &str, today: NaiveDate, passages: &[&Passage]) -> String {
    let (ic, manager) = (one_line(&pair.ic.name), one_line(&pair.manager.name));
    let to = one_line(to);
    let mut text = format!(
        "# Handover: {ic}, from {manager} to {to}\n\n\
         {} agreed to pass these lines on. Everything else stays between {} and {}.\n\n\
         ## {today}\n",
        pair.ic.first_name(),
        pair.ic.first_name(),
        pair.manager.first_name()
    );
    for topic in passages.chunk_by(|a, b| a.topic == b.topic) {
        let Some(first) = topic.first() else { continue };
        text.push_str(&format!("\n### {}\n", one_line(&first.topic.title(pair))));
        for passage in topic {
            text.push_str(&format!("- {}\n", passage.text));
        }
    }
    text
}

/// The items that stand, or stood, in a personal section.
fn personal_items(series: &Series) -> BTreeSet<Identity> {
    let meetings = series.meetings().iter();
    meetings
        .flat_map(|meeting| {
            let items = meeting.items().iter();
            let personal = items.filter(|item| item.role == Some(Role::Personal));
            personal.map(|item| Identity::new(meeting.origin_of(item), &item.title))
        })
        .collect()
}

fn identity(item: &ListedItem) -> Identity {
    Identity::new(item.origin, &item.title)
}

fn of_item(item: &ListedItem, pair: &Pair) -> Option<Passage> {
    let side = item.owner.as_deref().and_then(|owner| pair.side_of(owner));
    let topic = match (item.role, side) {
        (Some(Role::Personal), _) => return None,
        (Some(Role::Feedback), _) => HandoverTopic::Feedback,
        (_, Some(Side::Manager)) => HandoverTopic::Promises,
        (Some(Role::Career), _) => HandoverTopic::Goals,
        _ => HandoverTopic::Items,
    };
    let due = item.due.map(|due| format!("due:{due}"));
    let text = match topic {
        // In the new notebook nobody has the handle of the manager who is leaving.
        HandoverTopic::Promises => {
            let due = item.due.map_or(String::new(), |due| format!(", due {due}"));
            format!("{} (promised {}{due})", item.title, item.origin)
        }
        _ => {
            let owner = item.owner.as_ref().map(|owner| format!("@{owner}"));
            let since = Some(format!("since:{}", item.origin));
            let attributes = [owner, due, since].into_iter().flatten();
            let words: Vec<String> = std::iter::once(item.title.clone())
                .chain(attributes)
                .collect();
            format!("[ ] {}", words.join(" "))
        }
    };
    Some(Passage::new(topic, &text, Some(item.date)))
}

fn of_entry(page: &Page, entry: &Entry, pair: &Pair) -> Option<Passage> {
    // Open boxes are listed as items, and what is done or dropped is no goal any more.
    let topic = match entry.role? {
        Role::Career if entry.status.is_none() => HandoverTopic::Goals,
        Role::Wins => HandoverTopic::Wins,
        Role::Feedback if entry.status.is_none_or(|status| !status.is_open()) => {
            HandoverTopic::Feedback
        }
        _ => return None,
    };
    let text = match topic {
        HandoverTopic::Feedback => {
            let parts: Vec<String> = entry.parts.iter().map(with_label).collect();
            let to = page.feedback_to(entry, pair);
            let to = to.map(|side| format!("For {}, ", pair.person(side).first_name()));
            let (to, date) = (to.unwrap_or_default(), page.date());
            format!("{to}{date}: {}", parts.join("; "))
        }
        HandoverTopic::Wins => format!("{} ({})", with_label(entry.parts.first()?), page.date()),
        _ => with_label(entry.parts.first()?),
    };
    Some(Passage::new(topic, &text, Some(page.date())))
}

fn with_label(part: &Part) -> String {
    match part.label {
        Some(label) => format!("{}: {}", label.word(), part.text),
        None => part.text.clone(),
    }
}

/// How often the two meet, and what became of it in the last year.
fn rhythm(series: &Series, today: NaiveDate) -> Vec<Passage> {
    let mut found = Vec::new();
    if let Some(cadence) = &series.settings().cadence {
        found.push(Passage::new(
            HandoverTopic::Rhythm,
            &in_words(cadence),
            None,
        ));
    }
    let since = today.checked_sub_months(Months::new(12));
    let year = ledger(series, today).between(since, None);
    if let Some(first) = year.dates.first() {
        let sums = year.sums();
        let mut parts = vec![format!("{} held", sums.held)];
        let others = [
            (sums.moved, "moved"),
            (sums.cancelled, "cancelled"),
            (sums.missed, "missed"),
        ];
        let others = others.iter().filter(|(count, _)| *count > 0);
        parts.extend(others.map(|(count, word)| format!("{count} {word}")));
        let dates = counted(sums.due, "date");
        let text = format!("{dates} since {}: {}", first.due, parts.join(", "));
        found.push(Passage::new(HandoverTopic::Rhythm, &text, None));
    }
    found
}

fn in_words(cadence: &Cadence) -> String {
    let week = cadence.week.map(|week| format!("the {week} "));
    let mut text = format!(
        "Every {}, on {}{}",
        cadence.every,
        week.unwrap_or_default(),
        weekday_name(cadence.day)
    );
    if let Some((hour, minute)) = cadence.time {
        text.push_str(&format!(" at {hour:02}:{minute:02}"));
    }
    if let Some(zone) = &cadence.time_zone {
        text.push_str(&format!(" ({zone})"));
    }
    if let Some(minutes) = cadence.duration {
        text.push_str(&format!(", {minutes} minutes"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Every, Meeting, Settings, Vocabulary, parse_date, settings_for_tests};
    use crate::practice::Boilerplate;

    fn settings() -> Settings {
        Settings {
            cadence: Some(Cadence {
                every: Every::Weeks(2),
                day: chrono::Weekday::Tue,
                week: None,
                time: Some((9, 5)),
                time_zone: Some("Europe/Berlin".to_string()),
                duration: Some(30),
            }),
            ..settings_for_tests()
        }
    }

    /// What may be passed on of meetings on these days, but for the rhythm.
    fn of(files: &[(&str, &str)]) -> Vec<Passage> {
        let settings = settings();
        let meetings = files.iter().map(|(day, source)| {
            let date = parse_date(day).expect("a date");
            Meeting::read(date, (*source).to_string(), None, &settings.vocabulary)
        });
        let series = Series::of_whole(settings.clone(), meetings);
        let today = parse_date("2026-11-23").expect("a date");
        let recent = Recent::read(&series, &Boilerplate::default(), today, 12);
        passages(&series, &recent, &Writers::default(), today)
    }

    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let told: Vec<String> = of(files)
            .iter()
            .filter(|passage| passage.topic != HandoverTopic::Rhythm)
            .map(|passage| {
                let offered = if passage.is_offered() { "" } else { "not " };
                format!("{offered}{}: {}", passage.topic.word(), passage.text)
            })
            .collect();
        assert_eq!(told, expected, "{files:?}");
    }

    #[test]
    fn items_by_whose_they_are() {
        check(
            &[(
                "2026-11-17",
                "## Action items\n- [ ] Import @alex due:2026-12-01 since:2026-11-03\n- [ ] Runners @Dana due:2026-11-20\n\
                 - [ ] Nobody's\n- [x] Done @alex\n- [ ] Of Sam @sam\n## Career\n- [ ] Chapter 3 @alex\n- [ ] Guild @dana\n",
            )],
            &[
                "goals: [ ] Chapter 3 @alex since:2026-11-17",
                "items: [ ] Import @alex due:2026-12-01 since:2026-11-03",
                "items: [ ] Nobody's since:2026-11-17",
                "items: [ ] Of Sam @sam since:2026-11-17",
                "promises: Runners (promised 2026-11-17, due 2026-11-20)",
                "promises: Guild (promised 2026-11-17)",
            ],
        );
    }

    #[test]
    fn goals_and_wins_once_and_the_managers_words_only_by_name() {
        check(
            &[
                (
                    "2026-11-03",
                    "## Career\n- Lead a team\n## Wins\n- Shipped it\n",
                ),
                (
                    "2026-11-17",
                    "## Career\n- Lead a team\n- @dana: next year, I'd say\n- [x] Talk held\n## Wins\n- Thanks: Zoë\n",
                ),
            ],
            &[
                "goals: Lead a team",
                "not goals: next year, I'd say",
                "wins: Thanks: Zoë (2026-11-17)",
                "wins: Shipped it (2026-11-03)",
            ],
        );
    }

    #[test]
    fn feedback_is_not_offered() {
        check(
            &[(
                "2026-11-17",
                "## Feedback\n### For Alex\n- Situation: planning\n  - Impact: quick\n### For Dana\n- [ ] Send it earlier @dana\n",
            )],
            &[
                "not feedback: [ ] Send it earlier @dana since:2026-11-17",
                "not feedback: For Alex, 2026-11-17: Situation: planning; Impact: quick",
            ],
        );
    }

    #[test]
    fn nothing_personal() {
        check(
            &[
                (
                    "2026-11-03",
                    "## Personal\n- [>] Find a doctor @alex\n- Moving house\n",
                ),
                (
                    "2026-11-10",
                    "## Action items\n- [ ] Find a doctor @alex since:2026-11-03\n## Personal updates\n- [ ] Court @dana\n",
                ),
                (
                    "2026-11-17",
                    "## Career\n### Personal\n- Why I need the money\n- [ ] Loan @alex\n## Wins\n### Personal\n- A boy!\n",
                ),
            ],
            &[],
        );
    }

    #[test]
    fn comments_stay_behind() {
        check(
            &[(
                "2026-11-17",
                "## Action items\n- [ ] Import <!-- or I quit --> files @alex\n## Wins\n- It runs <!-- barely -->\n",
            )],
            &[
                "items: [ ] Import files @alex since:2026-11-17",
                "wins: It runs (2026-11-17)",
            ],
        );
    }

    #[test]
    fn the_document_reads_as_a_meeting() {
        let passages = of(&[(
            "2026-11-17",
            "## Career\n- Lead a team\n## Action items\n- [ ] Import @alex\n- [ ] Runners @dana\n## Wins\n- Shipped it\n",
        )]);
        let all: Vec<&Passage> = passages.iter().collect();
        let today = parse_date("2026-11-23").expect("a date");
        let text = document(&settings().pair, "Kim\nSato", today, &all);
        let expected = "# Handover: Alex Kim, from Dana Ng to Kim Sato\n\n\
            Alex agreed to pass these lines on. Everything else stays between Alex and Dana.\n\n\
            ## 2026-11-23\n\n\
            ### Career\n- Lead a team\n\n\
            ### Action items\n- [ ] Import @alex since:2026-11-17\n\n\
            ### What Dana promised\n- Runners (promised 2026-11-17)\n\n\
            ### Wins\n- Shipped it (2026-11-17)\n\n\
            ### Rhythm\n- Every 2 weeks, on Tuesday at 09:05 (Europe/Berlin), 30 minutes\n\
            - 1 date since 2026-11-17: 1 held\n";
        assert_eq!(text, expected);
        let meeting = Meeting::read(today, text, None, &Vocabulary::default());
        let items: Vec<(&str, Option<Role>)> = meeting
            .items()
            .iter()
            .map(|item| (item.title.as_str(), item.role))
            .collect();
        assert_eq!(items, [("Import", Some(Role::ActionItems))]);
    }

    #[test]
    fn letters_stay_as_long_as_the_line_does() {
        let one = of(&[("2026-11-17", "## Wins\n- Shipped it\n")]);
        let two = of(&[("2026-11-17", "## Wins\n- New\n- Shipped it\n")]);
        assert_eq!(one[0].hash(), two[1].hash());
        assert_ne!(one[0].hash(), two[0].hash());
    }
}
