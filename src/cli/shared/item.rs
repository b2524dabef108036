//! Which item is meant, by REF: a short reference, `file:line`, or words.

use crate::change::PlanError;
use crate::cli::basics::{CliError, Context};
use crate::markdown::{Searched, unmarked};
use crate::meeting::{ItemSelection, ListedItem, Series, list, list_some, meant, references};
use crate::notebook::{Notebook, Threads, in_parallel};
use crate::sharing::{SyncError, read_open_items, read_series};
use crate::text::{counted, nearest};

impl Context {
    /// The items of all `notebooks`, with the index of each one's notebook.
    pub fn items(
        &self,
        notebooks: &[Notebook],
        which: ItemSelection,
    ) -> Result<NumberedItems, CliError> {
        Ok(self.items_and_series(notebooks, which, false)?.0)
    }

    /// The items of all `notebooks`, and if they are to be kept and there is only one notebook, its meetings: many would
    /// fill the memory.
    fn items_and_series(
        &self,
        notebooks: &[Notebook],
        which: ItemSelection,
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
            if which == ItemSelection::Open && !keep {
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
        first: ItemSelection,
    ) -> Result<ChosenItem, CliError> {
        let mut near = Vec::new();
        let mut kept: Option<Series> = None;
        for which in [first, ItemSelection::All] {
            // What is at hand already is not read from the files again.
            let (items, series) = match kept.take().map(Series::with_all_items) {
                Some(series) => {
                    let items = list(series.meetings(), which).into_iter();
                    (items.map(|item| (0, item)).collect(), Some(series))
                }
                None => self.items_and_series(notebooks, which, true)?,
            };
            let in_folders: Vec<_> = items
                .iter()
                .map(|(notebook, item)| (notebooks[*notebook].root(), item))
                .collect();
            let matching = meant(&in_folders, reference);
            match matching.as_slice() {
                [] => (near, kept) = (items, series),
                [index] => {
                    let (notebook, item) = items[*index].clone();
                    return Ok(ChosenItem {
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
        let titles: Vec<Searched> = near
            .iter()
            .map(|(_, item)| Searched::new(&item.title))
            .collect();
        let words = titles.iter().flat_map(Searched::words);
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
pub struct ChosenItem {
    /// The index of its notebook.
    pub notebook: usize,
    /// The item.
    pub item: ListedItem,
    /// The notebook's meetings, if they are at hand.
    series: Option<Series>,
}

impl ChosenItem {
    /// The meetings of the item's notebook with all their items.
    pub fn series_with_all_items(
        &mut self,
        context: &Context,
        notebook: &Notebook,
    ) -> Result<Series, CliError> {
        Ok(self.series(context, notebook)?.with_all_items())
    }

    /// The meetings of the item's notebook, with their open items at least.
    pub fn series(&mut self, context: &Context, notebook: &Notebook) -> Result<Series, CliError> {
        match self.series.take() {
            Some(series) => Ok(series),
            None => context.series_with_all_items(notebook),
        }
    }
}

/// What is said when a change of items of `notebook` can't be planned.
pub fn refused(notebook: &Notebook, error: PlanError) -> CliError {
    match error {
        PlanError::ItemGone(title) => {
            let name = notebook.name();
            CliError::new(format!("`{}` is no longer in `{name}`", unmarked(&title)))
                .hint("see `oneonone items`")
        }
        error => error.into(),
    }
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
            unmarked(&item.title),
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
