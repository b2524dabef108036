//! What `check` does: the checks of the practice over the pair, those of the files over each meeting that is meant.

use chrono::{Days, NaiveDate};

use super::super::boilerplate::Boilerplate;
use super::super::recent::Recent;
use super::super::unboxed;
use super::super::writers::Writers;
use super::day_meant::day_meant;
use super::placed::Placed;
use super::run::{look_back, on_pair};
use crate::meeting::{ItemSelection, Meeting, MeetingPath, Series, Skimmed, list};

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All files; the practice in the next agenda and the last held meeting.
    Notebook,
    /// The meeting on this date alone, as it was then.
    Meeting(NaiveDate),
}

/// A notebook that is checked.
#[derive(Clone, Debug)]
pub struct CheckInput<'a> {
    /// The notebook's meetings, read for every box.
    pub series: &'a Series,
    /// What was noticed in its settings.
    pub settings: Vec<Placed>,
    /// What was noticed among its meetings and is none, or can't be read.
    pub unread: Vec<Placed>,
    /// The meetings at which the practice is looked at: [`Scope::recent`].
    pub recent: &'a Recent,
    /// Who wrote the lines of those.
    pub writers: &'a Writers,
    /// The day that counts as today.
    pub today: NaiveDate,
}

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked at, the settings apart.
    pub files: usize,
    /// What was found: in the settings, among the files that are no meetings, then by meeting and place.
    pub found: Vec<Placed>,
}

impl Scope {
    /// The day from which it is looked, where today is `today`: a meeting of the past is seen from the day after.
    fn seen_from(self, today: NaiveDate) -> NaiveDate {
        match self {
            Scope::Meeting(date) if date < today => {
                date.checked_add_days(Days::new(1)).unwrap_or(date)
            }
            _ => today,
        }
    }

    fn holds(self, path: &str) -> bool {
        match self {
            Scope::Notebook => true,
            Scope::Meeting(date) => MeetingPath::new(date).to_string() == path,
        }
    }

    /// The meetings at which the practice is looked at; none that can be read only in part, because what seems to be
    /// missing there may well be there.
    pub fn recent(self, series: &Series, boilerplate: &Boilerplate, today: NaiveDate) -> Recent {
        let count = look_back(series.settings());
        let today = self.seen_from(today);
        let recent = match self {
            Scope::Notebook => Some(Recent::read(series, boilerplate, today, count)),
            Scope::Meeting(date) => Recent::around(series, boilerplate, date, today, count),
        };
        let mut recent = recent.unwrap_or_default();
        recent.leave_out_damaged();
        recent
    }

    /// Check what is meant of a notebook. What the pair switched off is left out.
    ///
    /// `each` gives what a function says of each date, in the order of the dates; it may ask for several at once.
    pub fn check(
        self,
        input: CheckInput<'_>,
        each: impl FnOnce(&[NaiveDate], &(dyn Fn(&NaiveDate) -> Vec<Placed> + Sync)) -> Vec<Vec<Placed>>,
    ) -> Checked {
        let series = input.series;
        let today = self.seen_from(input.today);
        let open = list(series.meetings(), ItemSelection::Open);
        // First, so that the meetings that are read whole for it need not be read again.
        let practice: Vec<(NaiveDate, Placed)> =
            on_pair(series, input.recent, &open, input.writers, today)
                .into_iter()
                .filter_map(|finding| {
                    let meeting = series.whole(finding.date)?;
                    Some((
                        finding.date,
                        Placed::in_meeting(meeting, finding.diagnostic),
                    ))
                })
                .collect();
        let is_meant = |date: &NaiveDate| self == Scope::Notebook || self == Scope::Meeting(*date);
        let dates = series.meetings().iter().map(Skimmed::date);
        let meant: Vec<NaiveDate> = dates.filter(is_meant).collect();
        let of_files = each(&meant, &|date| {
            let look = |meeting: &Meeting| on_file(meeting, series);
            series.look_at_whole(*date, look).unwrap_or_default()
        });
        let is_of_scope = |placed: &Placed| self.holds(&placed.path);
        let mut found: Vec<Placed> = input.settings.into_iter().filter(is_of_scope).collect();
        let unread: Vec<Placed> = input.unread.into_iter().filter(is_of_scope).collect();
        let files = unread.len() + meant.len();
        let checks = &series.settings().checks;
        found.extend(unread);
        found.retain(|placed| !checks.is_off(placed.diagnostic.rule));
        for (date, mut of_meeting) in meant.iter().zip(of_files) {
            let own = practice.iter().filter(|(of, _)| of == date);
            of_meeting.extend(own.map(|(_, placed)| placed.clone()));
            of_meeting.sort_by_key(|placed| placed.place);
            found.extend(of_meeting);
        }
        Checked { files, found }
    }
}

/// What is noticed in the file of `meeting`, in the order of the text, but for what the pair switched off. `series` has all
/// meetings. Nothing personal is quoted.
pub fn on_file(meeting: &Meeting, series: &Series) -> Vec<Placed> {
    let settings = series.settings();
    let is_known = |name: &str| settings.pair.side_of(name).is_some();
    let mut found = meeting.diagnostics(is_known);
    found.extend(unboxed::diagnostics(meeting, &settings.pair));
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found
        .into_iter()
        .filter(|diagnostic| !settings.checks.is_off(diagnostic.rule))
        .map(|mut diagnostic| {
            if let Some(day) = day_meant(meeting, &diagnostic, series) {
                diagnostic.repair = Some(day.edit);
            }
            Placed::in_meeting(meeting, diagnostic).without_quotes()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::health;
    use super::*;
    use crate::markdown;
    use crate::meeting::{CheckSetting, Settings, parse_date, rules, settings_for_tests};
    use crate::text::{Help, LineColumn, Rule, apply_edits};

    fn date(text: &str) -> NaiveDate {
        parse_date(text).expect("a date")
    }

    fn series(settings: Settings, files: &[(&str, &str)]) -> Series {
        let read = |(day, source): &(&str, &str)| {
            Meeting::read(date(day), *source, None, &settings.vocabulary)
        };
        let meetings: Vec<Meeting> = files.iter().map(read).collect();
        Series::of_whole(settings, meetings)
    }

    /// What is found of `scope` on 25 November 2026, beside a warning about the settings and a file that is no meeting.
    fn checked(series: &Series, scope: Scope) -> Checked {
        let today = date("2026-11-25");
        let recent = scope.recent(series, &Boilerplate::default(), today);
        let line = LineColumn { line: 3, column: 1 };
        let odd = |path, place, rule| Placed::in_file(path, place, rule, "odd", None);
        let input = CheckInput {
            series,
            settings: vec![odd("oneonone.yaml", Some(line), health::UNKNOWN_KEY)],
            unread: vec![odd("meetings/x.md", None, health::STRAY_FILE)],
            recent: &recent,
            writers: &Writers::default(),
            today,
        };
        scope.check(input, |dates, look| dates.iter().map(look).collect())
    }

    fn codes(checked: &Checked) -> Vec<(&str, usize, &str)> {
        let found = checked.found.iter();
        found
            .map(|placed| {
                let line = placed.place.map_or(0, |place| place.line);
                (placed.path.as_str(), line, placed.diagnostic.rule.code())
            })
            .collect()
    }

    const TWO: [(&str, &str); 2] = [
        ("2026-11-17", "---\nstatus: held\n---\n- [] a\n"),
        ("2026-11-24", "---\nstatus: hold\n---\n## Wins\n- [] b\n"),
    ];

    #[test]
    fn all_is_found_in_the_order_of_files_and_places() {
        let checked = checked(&series(settings_for_tests(), &TWO), Scope::Notebook);
        assert_eq!(checked.files, 3);
        let found = codes(&checked);
        assert_eq!(
            found[..3],
            [
                ("oneonone.yaml", 3, "unknown-key"),
                ("meetings/x.md", 0, "stray-file"),
                ("meetings/2026-11-17.md", 4, "almost-a-checkbox"),
            ]
        );
        // The practice speaks of the last held meeting between what the file itself has.
        let (first, last) = (found[3], found[found.len() - 1]);
        assert!(found.len() > 5, "{found:?}");
        assert_eq!(last, ("meetings/2026-11-24.md", 5, "almost-a-checkbox"));
        assert_eq!(first.0, "meetings/2026-11-24.md");
        let lines: Vec<usize> = found[3..].iter().map(|(_, line, _)| *line).collect();
        assert!(lines.is_sorted(), "{found:?}");
    }

    #[test]
    fn of_one_meeting_nothing_else_is_said() {
        let series = series(settings_for_tests(), &TWO);
        let one = checked(&series, Scope::Meeting(date("2026-11-24")));
        assert_eq!(one.files, 1);
        let is_of_it = |(path, ..): &(&str, usize, &str)| *path == "meetings/2026-11-24.md";
        assert!(!one.found.is_empty() && codes(&one).iter().all(is_of_it));
        let none = checked(&series, Scope::Meeting(date("2026-11-23")));
        assert_eq!(none, Checked::default());
    }

    #[test]
    fn what_is_switched_off_is_left_out() {
        let all = codes(&checked(
            &series(settings_for_tests(), &TWO),
            Scope::Notebook,
        ))
        .into_iter()
        .map(|(_, _, code)| code.to_string())
        .collect::<std::collections::BTreeSet<String>>();
        for code in &all {
            let mut settings = settings_for_tests();
            let rule = super::super::check_with(code).expect("a check").rule;
            settings.checks.set(rule, CheckSetting::Off);
            let checked = checked(&series(settings, &TWO), Scope::Notebook);
            let left: std::collections::BTreeSet<String> = codes(&checked)
                .into_iter()
                .map(|(_, _, code)| code.to_string())
                .collect();
            let gone: Vec<&String> = all.difference(&left).collect();
            assert_eq!(gone, [code]);
        }
    }

    /// What is found of `rule` in a meeting on Tuesday 24 November with this text.
    fn only(source: &str, rule: Rule) -> Placed {
        let series = series(settings_for_tests(), &[("2026-11-24", source)]);
        let meeting = series.whole(date("2026-11-24")).expect("the meeting");
        let mut found = on_file(meeting, &series).into_iter();
        found
            .find(|placed| placed.diagnostic.rule == rule)
            .expect("it is found")
    }

    #[test]
    fn nothing_personal_is_quoted() {
        let rule = markdown::rules::ALMOST_A_CHECKBOX;
        let open = only("## Wins\n- [] see a doctor\n", rule);
        assert!(!open.is_personal);
        assert_eq!(
            open.line.map(|line| line.text).as_deref(),
            Some("- [] see a doctor")
        );
        assert!(format!("{:?}", open.diagnostic.help).contains("doctor"));
        let personal = only("## Personal\n- [] see a doctor\n", rule);
        assert!(personal.is_personal && personal.line.is_none());
        assert_eq!(personal.diagnostic.help, Some(Help::Explained(rule)));
        assert!(!personal.diagnostic.message.contains("doctor"));
    }

    #[test]
    fn a_repair_belongs_to_what_is_found() {
        for (source, rule, expected) in [
            (
                "- [] a\n",
                markdown::rules::ALMOST_A_CHECKBOX,
                Some("- [ ] a\n"),
            ),
            (
                "- [ ] a due: fri\n",
                rules::NOT_A_DATE,
                Some("- [ ] a due:2026-11-27\n"),
            ),
            ("- [ ] a due: soon\n", rules::NOT_A_DATE, None),
            ("- [?] a\n", markdown::rules::UNKNOWN_STATUS, None),
        ] {
            let repair = only(source, rule).diagnostic.repair;
            let after = repair.map(|edit| apply_edits(source, &[edit]).expect("it fits"));
            assert_eq!(after.as_deref(), expected, "{source}");
        }
    }
}
