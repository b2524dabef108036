//! From what was typed to what is meant: WHO, DATE, WHEN, REF.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::markdown::Wanted;
use crate::meeting::{
    ListedItem, Meeting, MeetingStatus, Series, Side, Skimmed, Which, list, list_some, next_date,
    parse_past, parse_when, references, spelled, weekday_date,
};
use crate::notebook::{LoadError, Notebook, Threads, in_parallel, notebook_around};
use crate::sharing::{SyncError, read_open_items, read_series};
use crate::text::{counted, nearest, normalized};

impl Context {
    /// The one notebook that `who` means; without it the only one in reach.
    pub fn notebook(&mut self, who: Option<&str>) -> Result<Notebook, CliError> {
        let mut notebooks = self.notebooks(who)?;
        if notebooks.len() > 1 {
            // Two folders may have one name; then only their paths tell them apart.
            let mut names: Vec<String> = notebooks
                .iter()
                .map(|notebook| notebook.name().to_string())
                .collect();
            names.sort();
            if names.windows(2).any(|pair| pair[0] == pair[1]) {
                names = notebooks
                    .iter()
                    .map(|notebook| self.shown_path(notebook.root()))
                    .collect();
            }
            return Err(CliError::new(format!(
                "there are {} notebooks here: {}",
                names.len(),
                names.join(", ")
            ))
            .hint(format!(
                "say which one, for instance `{}`, or go into its folder",
                names[0]
            )));
        }
        let notebook = notebooks.pop().ok_or_else(|| self.no_notebook())?;
        let stands_in_it = notebook_around(&self.folder).is_some();
        self.named = (!stands_in_it && self.notebooks_in_reach().len() > 1)
            .then(|| notebook.name().to_string());
        Ok(notebook)
    }

    /// The notebooks that `who` means; without it all in reach. Never none. One that can't be opened is said and left
    /// out, as long as there is another.
    pub fn notebooks(&mut self, who: Option<&str>) -> Result<Vec<Notebook>, CliError> {
        let Some(who) = who else {
            let (opened, failed) = self.open_all()?;
            self.warn_of(&failed);
            return Ok(opened);
        };
        // A folder by its name or path comes before anyone called so, and needs no look at the others.
        let by_path = self.folder.join(who);
        if notebook_around(&by_path).is_some_and(|notebook| notebook == by_path) {
            return Ok(vec![Notebook::open(&by_path)?]);
        }
        let mut names = Vec::new();
        for further in [false, true] {
            let paths = if further {
                self.notebooks_further_away()
            } else {
                self.notebooks_in_reach()
            };
            let opened = paths
                .iter()
                .filter_map(|path| Notebook::open(path).ok())
                .collect();
            let matching = self.matching(opened, who, &mut names);
            if !matching.is_empty() {
                return Ok(matching);
            }
            let named_so = |path: &&PathBuf| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy() == who)
            };
            if let Some(broken) = paths.iter().find(named_so) {
                return Ok(vec![Notebook::open(broken)?]);
            }
        }
        Err(if names.is_empty() {
            self.no_notebook()
        } else {
            nobody(who, &names)
        })
    }

    /// Open every notebook in reach; those that can't be opened come back with the reason. At least one could.
    pub fn open_all(&self) -> Result<(Vec<Notebook>, Vec<LoadError>), CliError> {
        let paths: Vec<PathBuf> = self.notebooks_in_reach();
        let mut opened = Vec::new();
        let mut failed = Vec::new();
        for result in in_parallel(&paths, |path| Notebook::open(path)) {
            match result {
                Ok(notebook) => opened.push(notebook),
                Err(error) => failed.push(error),
            }
        }
        match (opened.is_empty(), failed.pop()) {
            (true, Some(error)) => Err(error.into()),
            (true, None) => Err(self.no_notebook()),
            (false, last) => {
                failed.extend(last);
                Ok((opened, failed))
            }
        }
    }

    /// Say which notebooks could not be opened.
    pub fn warn_of(&mut self, failed: &[LoadError]) {
        for error in failed {
            let error = error.to_string();
            let folder = format!("{}/", self.outside.folder.display());
            self.ui.warning(&format!(
                "left out: {}",
                error.strip_prefix(&folder).unwrap_or(&error)
            ));
        }
    }

    /// That there is none.
    pub fn no_notebook(&self) -> CliError {
        CliError::new(format!("no notebook found in `{}`, below it or around it", self.folder.display()))
            .hint("start one with `oneonone init`, look at an example with `oneonone demo`, or go elsewhere with `-C DIR`")
    }

    /// Those of `candidates` that `who` means: an exact name before the beginning of one.
    fn matching(
        &self,
        candidates: Vec<Notebook>,
        who: &str,
        names: &mut Vec<String>,
    ) -> Vec<Notebook> {
        let wanted = normalized(who.strip_prefix('@').unwrap_or(who)).to_lowercase();
        let mut exact = Vec::new();
        let mut begins = Vec::new();
        for notebook in candidates {
            let own = self.names_of(&notebook);
            let is = |name: &String| name.to_lowercase() == wanted;
            let begins_so = |name: &String| {
                let name = name.to_lowercase();
                name.starts_with(&wanted) || name.split(' ').any(|word| word.starts_with(&wanted))
            };
            if own.iter().any(is) {
                exact.push(notebook);
            } else if own.iter().any(begins_so) && !wanted.is_empty() {
                begins.push(notebook);
            }
            names.extend(own);
        }
        if exact.is_empty() { begins } else { exact }
    }

    /// The names by which a notebook is called: its folder, and the people in it but for the user.
    fn names_of(&self, notebook: &Notebook) -> Vec<String> {
        let pair = &notebook.settings().pair;
        let me = self.me(notebook);
        let mut names = vec![notebook.name().to_string()];
        // The manager of ten notebooks is no name for any of them.
        let sides = match me {
            Some(me) => vec![me.other()],
            None => vec![Side::Ic],
        };
        for side in sides {
            let person = pair.person(side);
            names.push(person.handle.to_string());
            names.push(normalized(&person.name));
        }
        names
    }

    /// `WHO` and `DATE` from two optional words: with one notebook in reach the first may be the date.
    pub fn who_and_date<'a>(
        &self,
        who: Option<&'a str>,
        date: Option<&'a str>,
    ) -> (Option<&'a str>, Option<&'a str>) {
        match (who, date) {
            (Some(word), None)
                if parse_when(word, self.today, None).is_some()
                    || matches!(word, "last" | "next") =>
            {
                (None, Some(word))
            }
            other => other,
        }
    }

    /// The meeting that `date` means in `series`; without it the agenda that is next, else the newest meeting.
    pub fn meeting<'a>(
        &self,
        series: &'a Series,
        date: Option<&str>,
    ) -> Result<&'a Skimmed, CliError> {
        let Some(text) = date else {
            let planned = series
                .meetings()
                .iter()
                .find(|m| m.date() >= self.today && m.status() == MeetingStatus::Planned);
            return planned.or(series.meetings().last()).ok_or_else(|| {
                CliError::new("there is no meeting yet")
                    .hint("make the first agenda with `oneonone new{who}`")
            });
        };
        let date = match text {
            "last" => series.last_held(self.today).map(Skimmed::date),
            "next" => next_date(series, self.today),
            text => Some(self.when(text, series)?),
        };
        let date = date.ok_or_else(|| CliError::new("no meeting has been held yet"))?;
        if series.meeting(date).is_none() && date >= self.today {
            return Err(CliError::new(format!(
                "there is no agenda for {} yet",
                weekday_date(date)
            ))
            .hint(format!("make it with `oneonone new{{who}} --date {date}`")));
        }
        series.meeting(date).ok_or_else(|| no_meeting(series, date))
    }

    /// The same meeting, read whole.
    pub fn whole_meeting<'a>(
        &self,
        series: &'a Series,
        date: Option<&str>,
    ) -> Result<&'a Meeting, CliError> {
        let meeting = self.meeting(series, date)?;
        let whole = series.whole(meeting.date());
        whole
            .map(Arc::as_ref)
            .ok_or_else(|| no_meeting(series, meeting.date()))
    }

    /// The day that `text` means.
    pub fn when(&self, text: &str, series: &Series) -> Result<NaiveDate, CliError> {
        parse_when(text, self.today, next_date(series, self.today)).ok_or_else(|| {
            CliError::new(format!("`{text}` is no day that oneonone knows"))
                .hint("write `2026-12-01`, `tomorrow`, `fri`, `next week`, `+2w`, `end of month`, or `next` for the next meeting")
        })
    }

    /// The day that `text` means, looking back.
    pub fn past(&self, text: &str) -> Result<NaiveDate, CliError> {
        parse_past(text, self.today).ok_or_else(|| {
            CliError::new(format!("`{text}` is no day that oneonone knows")).hint(
                "write `2026-11-03`, `yesterday`, `mon`, `2w` for two weeks ago, or `last month`",
            )
        })
    }

    /// All meetings of `notebook` with their open items.
    pub fn series(&self, notebook: &Notebook) -> Result<Series, CliError> {
        let (series, _) = read_series(notebook, Wanted::Open, Threads::Many)?;
        self.note_left_out(notebook, series.left_out());
        Ok(series)
    }

    /// All meetings of `notebook` with all items.
    pub fn whole_series(&self, notebook: &Notebook) -> Result<Series, CliError> {
        let (series, _) = read_series(notebook, Wanted::Any, Threads::Many)?;
        self.note_left_out(notebook, series.left_out());
        Ok(series)
    }

    /// The items of all `notebooks`, with the index of each one's notebook.
    pub fn items(&self, notebooks: &[Notebook], which: Which) -> Result<NumberedItems, CliError> {
        Ok(self.items_and_series(notebooks, which, false)?.0)
    }

    /// The items of all `notebooks`, and if they are to be kept and there is only one notebook, its meetings: many would
    /// fill the memory.
    fn items_and_series(
        &self,
        notebooks: &[Notebook],
        which: Which,
        keep: bool,
    ) -> Result<(NumberedItems, Option<Series>), CliError> {
        let is_single = notebooks.len() == 1;
        let keep = keep && is_single;
        let threads = if is_single {
            Threads::Many
        } else {
            Threads::One
        };
        let lists = in_parallel(notebooks, |notebook| {
            if which == Which::Open && !keep {
                let open = read_open_items(notebook, threads)?;
                self.note_left_out(notebook, &open.left_out);
                return Ok((list_some(&open.meetings, &open.due_dates, which), None));
            }
            let (series, _) = read_series(notebook, which.wanted(), threads)?;
            self.note_left_out(notebook, series.left_out());
            Ok::<_, SyncError>((list(series.meetings(), which), keep.then_some(series)))
        });
        let mut items = Vec::new();
        let mut kept = None;
        for (index, result) in lists.into_iter().enumerate() {
            let (list, series) = result?;
            items.extend(list.into_iter().map(|item| (index, item)));
            kept = series;
        }
        Ok((items, kept))
    }

    /// The one item that `reference` means: a short reference, `file:line`, or words.
    ///
    /// Those of the kind `first` are looked at before the others.
    pub fn item(
        &self,
        notebooks: &[Notebook],
        reference: &str,
        first: Which,
    ) -> Result<Found, CliError> {
        let mut near = Vec::new();
        for which in [first, Which::All] {
            let (items, series) = self.items_and_series(notebooks, which, true)?;
            let matching = matching_items(&items, notebooks, reference);
            match matching.as_slice() {
                [] => near = items,
                [index] => {
                    let (notebook, item) = items[*index].clone();
                    return Ok(Found {
                        notebook,
                        item,
                        series,
                    });
                }
                // Those that were not asked for are no candidates, but it helps to know that they are there.
                several if which != first => {
                    let known = counted(several.len(), "item");
                    return Err(CliError::new(format!(
                        "no {} item is meant by `{reference}`",
                        first.word()
                    ))
                    .hint(format!(
                        "{known} of another state would fit; see them with `oneonone items --all`"
                    )));
                }
                several => return Err(ambiguous(&items, several, notebooks, reference)),
            }
        }
        let error = CliError::new(format!("no item is meant by `{reference}`"));
        let error = self.left_out.iter().fold(error, |error, why| {
            error.hint(format!(
                "{why}: it was not looked at; go into its folder if it is meant"
            ))
        });
        let titles: Vec<String> = near
            .iter()
            .map(|(_, item)| item.title.to_lowercase())
            .collect();
        let words = titles
            .iter()
            .flat_map(|title| title.split(|c: char| !c.is_alphanumeric()));
        let guess = nearest(reference, words.filter(|word| word.chars().count() > 2));
        Err(match guess {
            Some(word) => error.hint(format!("did you mean `{word}`?")),
            None => error.hint("see all with `oneonone items`; use the letters in front, `file:line`, or words of the item"),
        })
    }
}

/// Items, each with the index of its notebook.
type NumberedItems = Vec<(usize, ListedItem)>;

/// An item that was meant.
pub struct Found {
    /// The index of its notebook.
    pub notebook: usize,
    /// The item.
    pub item: ListedItem,
    /// The notebook's meetings, if they are at hand.
    series: Option<Series>,
}

impl Found {
    /// The meetings of the item's notebook.
    pub fn series(&mut self, context: &Context, notebook: &Notebook) -> Result<Series, CliError> {
        match self.series.take() {
            Some(series) => Ok(series),
            None => context.whole_series(notebook),
        }
    }
}

fn no_meeting(series: &Series, date: NaiveDate) -> CliError {
    let nearest = series
        .meetings()
        .iter()
        .min_by_key(|meeting| (meeting.date() - date).num_days().abs());
    let error = CliError::new(format!("there is no meeting on {}", weekday_date(date)));
    match nearest {
        Some(meeting) => error.hint(format!(
            "the nearest one is on {}",
            weekday_date(meeting.date())
        )),
        None => error.hint(format!("make it with `oneonone new{{who}} --date {date}`")),
    }
}

fn nobody(who: &str, names: &[String]) -> CliError {
    let error = CliError::new(format!("there is no notebook for `{who}`"));
    match nearest(who, names.iter().map(String::as_str)) {
        Some(name) => error.hint(format!("did you mean `{name}`?")),
        None => {
            let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
            known.sort_unstable();
            known.dedup();
            known.truncate(12);
            error.hint(format!("known are {}", known.join(", ")))
        }
    }
}

fn matching_items(
    items: &[(usize, ListedItem)],
    notebooks: &[Notebook],
    reference: &str,
) -> Vec<usize> {
    let all = |is: &dyn Fn(&(usize, ListedItem)) -> bool| -> Vec<usize> {
        items
            .iter()
            .enumerate()
            .filter(|(_, item)| is(item))
            .map(|(index, _)| index)
            .collect()
    };
    if let Some((path, line)) = file_and_line(reference) {
        return all(&|(notebook, item)| {
            let full = notebooks[*notebook].root().join(item.path().to_string());
            item.line == line && full.ends_with(path)
        });
    }
    let letters = reference.to_lowercase();
    if letters.len() >= 3
        && letters
            .bytes()
            .all(|byte| b"bcdfghjkmnpqrstv".contains(&byte))
    {
        let found = all(&|(_, item)| spelled(item.hash).starts_with(&letters));
        if !found.is_empty() {
            return found;
        }
    }
    let wanted = normalized(reference).to_lowercase();
    let exact = all(&|(_, item)| item.title.to_lowercase() == wanted);
    if exact.len() == 1 {
        return exact;
    }
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    // A word means the beginning of one: `run` finds `runners`, and `ci` does not find `decide`.
    all(&|(_, item)| {
        let title = item.title.to_lowercase();
        let of_title: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
        words.iter().all(|word| {
            of_title.iter().any(|other| other.starts_with(word))
                || word.contains(|c: char| !c.is_alphanumeric()) && title.contains(word)
        })
    })
}

/// `meetings/2026-11-24.md:14` or `…:14:7`.
fn file_and_line(reference: &str) -> Option<(&str, usize)> {
    let (rest, last) = reference.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    match rest
        .rsplit_once(':')
        .and_then(|(path, line)| Some((path, line.parse::<usize>().ok()?)))
    {
        Some((path, line)) => Some((path, line)),
        None => Some((rest, last)),
    }
    .filter(|(path, _)| path.ends_with(".md"))
    .map(|(path, line)| (path.trim_start_matches("./"), line))
}

fn ambiguous(
    items: &[(usize, ListedItem)],
    several: &[usize],
    notebooks: &[Notebook],
    reference: &str,
) -> CliError {
    const SHOWN: usize = 8;
    let hashes: Vec<u64> = items.iter().map(|(_, item)| item.hash).collect();
    let names = references(&hashes);
    let mut error = CliError::new(format!("`{reference}` may mean {} items", several.len()));
    for index in several.iter().take(SHOWN) {
        let (notebook, item) = &items[*index];
        error = error.at(format!(
            "{}  {}  ({}/{}:{})",
            names[*index],
            item.title,
            notebooks[*notebook].name(),
            item.path(),
            item.line
        ));
    }
    if several.len() > SHOWN {
        error = error.at(format!("… and {} more", several.len() - SHOWN));
    }
    error.hint("use the letters in front, or more of the words; nothing was changed")
}
