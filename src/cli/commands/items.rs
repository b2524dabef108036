use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose};
use crate::cli::complete;
use crate::cli::render::items::{Row, listing};
use crate::cli::render::json::items::{ItemJson, ItemsJson};
use crate::meeting::{ItemSelection, ListedItem, Role, Side, references};
use crate::notebook::Notebook;
use crate::text::{counted, fold_title, nearest, normalized};

/// List action items over all notebooks in reach, each once, the oldest promise first
///
/// In front of each stands its short reference, by which `done`, `drop`, `assign`, `due` and `thread` know it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone items alex --overdue")]
pub struct ItemsArgs {
    #[command(flatten)]
    whose: Whose,
    /// Only those of this person
    #[arg(long, value_name = "HANDLE", conflicts_with_all = ["mine", "theirs"], add = ArgValueCandidates::new(complete::handles))]
    owner: Option<String>,
    /// Only what I promised
    #[arg(long, conflicts_with = "theirs")]
    mine: bool,
    /// Only what the others promised
    #[arg(long)]
    theirs: bool,
    /// Open ones (this is the default)
    #[arg(long, group = "which")]
    open: bool,
    /// Those that are done
    #[arg(long, group = "which")]
    done: bool,
    /// Those that were dropped
    #[arg(long, group = "which")]
    dropped: bool,
    /// All, whatever became of them
    #[arg(long, group = "which")]
    all: bool,
    /// Only those whose day is past
    #[arg(long)]
    overdue: bool,
    /// Only those first written on this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only those in sections of this role or title
    #[arg(long, value_name = "SECTION", add = ArgValueCandidates::new(complete::sections))]
    section: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &ItemsArgs) -> Result<ExitCode, CliError> {
    let (notebooks, failed) = match &args.whose.who {
        Some(who) => (context.notebooks(Some(who))?, Vec::new()),
        None => context.open_all()?,
    };
    let which = match args {
        _ if args.done => ItemSelection::Done,
        _ if args.dropped => ItemSelection::Dropped,
        _ if args.all => ItemSelection::All,
        _ => ItemSelection::Open,
    };
    let mut items = context.items(&notebooks, which)?;
    let hashes: Vec<u64> = items.iter().map(|(_, item)| item.hash).collect();
    let names = references(&hashes);
    let filter = ItemFilter::new(context, args, &notebooks)?;
    filter.refuse_unknown(&items, &notebooks)?;
    let mut numbered: Vec<(usize, ListedItem, String)> = items
        .drain(..)
        .zip(names)
        .map(|((notebook, item), name)| (notebook, item, name))
        .collect();
    numbered.retain(|(notebook, item, _)| filter.admits(*notebook, item));
    numbered.sort_by(|(_, a, _), (_, b, _)| {
        (a.origin, a.date, a.line).cmp(&(b.origin, b.date, b.line))
    });
    show(context, args, &notebooks, &numbered)?;
    context.warn_of(&failed);
    Ok(ExitCode::reporting(failed.is_empty()))
}

fn show(
    context: &mut Context,
    args: &ItemsArgs,
    notebooks: &[Notebook],
    items: &[(usize, ListedItem, String)],
) -> Result<(), CliError> {
    let path = |notebook: usize, item: &ListedItem| {
        context.shown_file(&notebooks[notebook], &item.path().to_string())
    };
    if args.read.json {
        let items = items
            .iter()
            .map(|(notebook, item, name)| {
                ItemJson::new(
                    item,
                    name,
                    notebooks[*notebook].name(),
                    path(*notebook, item),
                    context.today,
                )
            })
            .collect();
        return context.ui.json(&ItemsJson { items });
    }
    let rows: Vec<Row<'_>> = items
        .iter()
        .map(|(notebook, item, name)| Row {
            item,
            reference: name,
            place: format!("{}:{}", path(*notebook, item), item.line),
        })
        .collect();
    for line in listing(&rows, context.today, context.ui.width()) {
        context.ui.line(&line);
    }
    let overdue = items
        .iter()
        .filter(|(_, item, _)| item.is_overdue(context.today))
        .count();
    let mut news = counted(items.len(), "item");
    if overdue > 0 {
        news.push_str(&format!(", {overdue} overdue"));
    }
    context
        .ui
        .status(&Shown::new().styled(crate::cli::outside::style::DIM, &news));
    Ok(())
}

/// What the flags ask for.
struct ItemFilter {
    /// Per notebook: whether a name is one that is asked for.
    owners: Option<Owners>,
    overdue_on: Option<chrono::NaiveDate>,
    since: Option<chrono::NaiveDate>,
    section: Option<String>,
}

enum Owners {
    Named(String),
    /// Per notebook the handle of the user, and whether it is theirs or the others' items that count.
    Sides(Vec<(String, bool)>),
}

impl ItemFilter {
    fn new(
        context: &Context,
        args: &ItemsArgs,
        notebooks: &[Notebook],
    ) -> Result<ItemFilter, CliError> {
        let owners = match &args.owner {
            Some(owner) => Some(Owners::Named(owner.trim_start_matches('@').to_string())),
            None if args.mine || args.theirs => Some(Owners::Sides(
                notebooks
                    .iter()
                    .map(|notebook| Ok((me(context, notebook)?, args.mine)))
                    .collect::<Result<_, CliError>>()?,
            )),
            None => None,
        };
        let since = match &args.since {
            None => None,
            Some(text) => Some(context.past(text)?),
        };
        Ok(ItemFilter {
            owners,
            overdue_on: args.overdue.then_some(context.today),
            since,
            section: args.section.clone(),
        })
    }

    /// A name or section that nothing has was probably mistyped.
    fn refuse_unknown(
        &self,
        items: &[(usize, ListedItem)],
        notebooks: &[Notebook],
    ) -> Result<(), CliError> {
        let guess = |error: CliError, typed: &str, known: &[&str]| match nearest(
            typed,
            known.iter().copied(),
        ) {
            Some(word) => error.hint(format!("did you mean `{word}`?")),
            None => error.hint(format!("known are {}", known.join(", "))),
        };
        if let Some(Owners::Named(name)) = &self.owners {
            let pairs = notebooks.iter().map(|notebook| &notebook.settings().pair);
            let mut known: Vec<&str> = pairs
                .flat_map(|pair| [pair.manager.handle.as_str(), pair.ic.handle.as_str()])
                .collect();
            known.sort_unstable();
            known.dedup();
            let is_known = known.iter().any(|handle| same_name(handle, name));
            if !is_known && !items.iter().any(|(_, item)| is_owner(item, name)) {
                return Err(guess(
                    CliError::new(format!("nobody here is called `{name}`")),
                    name,
                    &known,
                ));
            }
        }
        if let Some(section) = &self.section
            && Role::from_word(section).is_none()
            && !items.iter().any(|(_, item)| is_in_section(item, section))
        {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
            return Err(guess(
                CliError::new(format!("no item stands in a section `{section}`")),
                section,
                &known,
            ));
        }
        Ok(())
    }

    fn admits(&self, notebook: usize, item: &ListedItem) -> bool {
        let by_owner = match &self.owners {
            None => true,
            Some(Owners::Named(name)) => is_owner(item, name),
            Some(Owners::Sides(sides)) => {
                let (me, mine) = &sides[notebook];
                item.owner.is_some() && is_owner(item, me) == *mine
            }
        };
        by_owner
            && self
                .section
                .as_ref()
                .is_none_or(|wanted| is_in_section(item, wanted))
            && self.overdue_on.is_none_or(|today| item.is_overdue(today))
            && self.since.is_none_or(|since| item.origin >= since)
    }
}

fn is_owner(item: &ListedItem, name: &str) -> bool {
    item.owner
        .as_deref()
        .is_some_and(|owner| same_name(owner, name))
}

/// Whether two names are one: composed or not, in any case.
fn same_name(a: &str, b: &str) -> bool {
    normalized(a).to_lowercase() == normalized(b).to_lowercase()
}

fn is_in_section(item: &ListedItem, wanted: &str) -> bool {
    match Role::from_word(wanted) {
        Some(role) => item.role == Some(role),
        None => item
            .section
            .as_ref()
            .is_some_and(|title| fold_title(title) == fold_title(wanted)),
    }
}

fn me(context: &Context, notebook: &Notebook) -> Result<String, CliError> {
    let side: Option<Side> = context.me(notebook);
    side.map(|side| notebook.settings().pair.person(side).handle.as_str().to_lowercase()).ok_or_else(|| {
        CliError::new(format!("it is not known which of the two in `{}` you are", notebook.name()))
            .hint("set git's `user.email`, or `me: HANDLE` in your own configuration, or use `--owner HANDLE`")
    })
}
