use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, Whose, style};
use crate::cli::outside::show_in_pager;
use crate::cli::render::handover::{by_the_manager, listing};
use crate::cli::render::json::handover::{HandoverJson, PassageJson};
use crate::cli::shared::people::{Typed, typed_person};
use crate::meeting::{Pair, Side, references, spelled};
use crate::notebook::{Existing, Notebook, boilerplate, is_there, refuse_reserved, write_files};
use crate::practice::Recent;
use crate::text::{counted, printable, shell_quoted};
use crate::view::handover::{Passage, document, passages};

/// How many held meetings back wins, goals and feedback are gathered: a quarter of weekly ones.
const LOOK_BACK: usize = 12;
/// How many letters name a line at least.
const SHORTEST: usize = 3;

/// Pass on to a new manager what the IC agrees to
///
/// Goals, open items, promises, wins and the rhythm, as a Markdown document that the new pair can begin with. At a
/// terminal the IC says yes or no to each line; elsewhere the lines are named. Feedback and what the manager wrote are
/// left out unless the IC says yes to them line by line, and nothing of a personal section or a private note is ever
/// offered.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  oneonone handover alex --to \"Kim Lee <kim@example.com>\" --output for-kim.md"
)]
pub struct HandoverArgs {
    #[command(flatten)]
    whose: Whose,
    /// To whom
    #[arg(long, value_name = "NAME <MAIL>", required_unless_present_any = ["list", "json"])]
    to: Option<String>,
    /// Write the document into this new file instead of printing it
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Show the lines that can be passed on with the letters that name them, and pass on nothing
    #[arg(long, conflicts_with_all = ["all", "include", "output"])]
    list: bool,
    /// Pass on these lines, named by their letters
    #[arg(long, value_name = "LINE", num_args = 1.., value_delimiter = ',')]
    include: Vec<String>,
    /// Pass on all lines but feedback and what the manager wrote
    #[arg(long)]
    all: bool,
    /// Print the document, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &HandoverArgs) -> Result<ExitCode, CliError> {
    let notebook = context.notebook(args.whose.who.as_deref())?;
    let pair = &notebook.settings().pair;
    let is_named = args.all || !args.include.is_empty();
    let only_lists = args.list || args.read.json && !is_named;
    if !only_lists {
        require_ic(context, &notebook)?;
    }
    let lines = gather(context, &notebook)?;
    let hashes: Vec<u64> = lines.iter().map(Passage::hash).collect();
    let letters = references(&hashes);
    if only_lists {
        return show(context, &notebook, &lines, &letters, args.read.json);
    }
    let to = typed_person(args.to.as_deref().unwrap_or_default(), "to")?;
    if let Some(file) = &args.output {
        require_new(context, file)?;
    }
    if lines.is_empty() {
        return Err(CliError::new("there is nothing to pass on yet"));
    }
    let chosen: Vec<bool> = if is_named {
        named(args, &lines)?
    } else if context.ui.is_interactive() {
        asked(context, pair, &lines)?
    } else {
        let message = "nobody is here to say which lines to pass on";
        return Err(CliError::new(message).hint(format!(
            "see them with `oneonone handover {} --list`, then name them with `--include`, or add `--all`",
            notebook.name()
        )));
    };
    let kept = lines.iter().zip(&chosen).filter(|(_, chosen)| **chosen);
    let kept: Vec<&Passage> = kept.map(|(line, _)| line).collect();
    if kept.is_empty() {
        return Err(CliError::new("no line was chosen; nothing was passed on"));
    }
    let text = document(pair, &to.name, context.today, &kept);
    if args.read.json {
        let json = json(&notebook, &lines, &letters, &chosen, Some(&text));
        context.ui.json(&json)?;
    } else if args.output.is_none() || args.dry_run {
        for line in text.lines() {
            context.ui.plain_line(line);
        }
    }
    if let Some(file) = args.output.as_ref().filter(|_| !args.dry_run) {
        write(context, file, &printable(&text))?;
    }
    let passed = counted(kept.len(), "line");
    let news = match lines.len() - kept.len() {
        0 => format!("{passed} to pass on"),
        left => format!("{passed} to pass on, {left} left out"),
    };
    context.ui.status(&Shown::new().styled(style::DIM, &news));
    context.ui.hint(&start(pair, &to));
    Ok(ExitCode::Done)
}

/// The lines that may be passed on.
fn gather(context: &Context, notebook: &Notebook) -> Result<Vec<Passage>, CliError> {
    let series = context.series_with_all_items(notebook)?;
    let boilerplate = boilerplate(notebook);
    let recent = Recent::read(&series, &boilerplate, context.today, LOOK_BACK);
    let writers = context.writers(notebook, &recent);
    Ok(passages(&series, &recent, &writers, context.today))
}

/// It is the IC's to say what is passed on: nobody else can agree for them.
fn require_ic(context: &Context, notebook: &Notebook) -> Result<(), CliError> {
    let pair = &notebook.settings().pair;
    let ic = pair.ic.first_name();
    match context.me(notebook) {
        Some(Side::Ic) => Ok(()),
        Some(Side::Manager) => Err(CliError::new(format!(
            "only {ic} can agree to what is passed on about {ic}"
        ))
        .hint(format!(
            "let {ic} run this, in their own clone; `oneonone handover {} --list` shows what there is",
            notebook.name()
        ))),
        None => Err(CliError::new(format!(
            "it is not known which of the two in `{}` you are, and only {ic} can agree to this",
            notebook.name()
        ))
        .hint("set git's `user.email`, or `me: HANDLE` in your own configuration")),
    }
}

fn show(
    context: &mut Context,
    notebook: &Notebook,
    lines: &[Passage],
    letters: &[String],
    as_json: bool,
) -> Result<ExitCode, CliError> {
    if as_json {
        let none = vec![false; lines.len()];
        context
            .ui
            .json(&json(notebook, lines, letters, &none, None))?;
        return Ok(ExitCode::Done);
    }
    let pair = &notebook.settings().pair;
    for line in listing(lines, letters, pair, context.ui.width()) {
        context.ui.line(&line);
    }
    show_in_pager(&mut context.ui, &context.outside)?;
    let count = counted(lines.len(), "line");
    let news = format!("{count}; `--all` takes those with +, the others have to be named");
    context.ui.status(&Shown::new().styled(style::DIM, &news));
    Ok(ExitCode::Done)
}

fn json<'a>(
    notebook: &'a Notebook,
    lines: &'a [Passage],
    letters: &'a [String],
    chosen: &[bool],
    document: Option<&'a str>,
) -> HandoverJson<'a> {
    let lines = lines.iter().zip(letters).zip(chosen);
    HandoverJson {
        notebook: notebook.name(),
        lines: lines
            .map(|((line, letters), chosen)| PassageJson::new(line, letters, *chosen))
            .collect(),
        document,
    }
}

/// Which lines are named by `--all` and `--include`.
fn named(args: &HandoverArgs, lines: &[Passage]) -> Result<Vec<bool>, CliError> {
    let mut chosen: Vec<bool> = lines
        .iter()
        .map(|line| args.all && line.is_offered())
        .collect();
    for name in &args.include {
        let is_meant = |line: &&Passage| {
            name.len() >= SHORTEST && spelled(line.hash()).starts_with(name.as_str())
        };
        let places: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| is_meant(line))
            .map(|(at, _)| at)
            .collect();
        match places.as_slice() {
            [at] => chosen[*at] = true,
            [] => {
                return Err(CliError::new(format!("no line is named by `{name}`"))
                    .hint("use the letters in front of the lines that `--list` shows"));
            }
            several => {
                let lines = counted(several.len(), "line");
                return Err(CliError::new(format!("`{name}` may mean {lines}"))
                    .hint("use more letters of those that `--list` shows"));
            }
        }
    }
    Ok(chosen)
}

/// Let the IC say yes or no to each line.
fn asked(context: &mut Context, pair: &Pair, lines: &[Passage]) -> Result<Vec<bool>, CliError> {
    let mut chosen = Vec::new();
    let mut topic = None;
    for line in lines {
        if topic != Some(line.topic) {
            topic = Some(line.topic);
            let title = line.topic.title(pair);
            context
                .ui
                .status(&Shown::new().styled(style::TYPED, &title));
        }
        let author = by_the_manager(line, pair);
        let author = author.map_or(String::new(), |author| format!(" ({author})"));
        let question = format!("{}{author}, pass on", line.text);
        let usual = if line.is_offered() { "y" } else { "n" };
        let answer = loop {
            let Some(answer) = context.ui.ask(&question, Some(usual)) else {
                return Err(CliError::new("no answer; nothing was passed on"));
            };
            match answer.to_lowercase().as_str() {
                "y" | "yes" => break true,
                "n" | "no" => break false,
                _ => {}
            }
        };
        chosen.push(answer);
    }
    Ok(chosen)
}

/// Refuse a file that is there before anything is asked.
fn require_new(context: &Context, file: &Path) -> Result<(), CliError> {
    let path = context.folder.join(file);
    refuse_reserved(&path, context.notes_folder().as_deref())?;
    if is_there(&path) {
        return Err(taken(file));
    }
    Ok(())
}

fn taken(file: &Path) -> CliError {
    CliError::new(format!("`{}` is there already", file.display()))
        .hint("name another file with `--output`")
}

fn write(context: &mut Context, file: &Path, text: &str) -> Result<(), CliError> {
    let path = context.folder.join(file);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(CliError::new(format!("`{}` is no file", file.display())));
    };
    let name = name.to_string_lossy().into_owned();
    refuse_reserved(&path, context.notes_folder().as_deref())?; // time has passed
    if write_files(folder, [(name.as_str(), text)], Existing::Keep)? == 0 {
        return Err(taken(file));
    }
    let shown = context.shown_path(&path);
    context.ui.plain_line(&shown);
    Ok(())
}

/// How the new pair begins.
fn start(pair: &Pair, to: &Typed) -> String {
    let person = |name: &str, email: &Option<String>| {
        let email = email.as_ref();
        shell_quoted(&email.map_or(name.to_string(), |email| format!("{name} <{email}>")))
    };
    format!(
        "the new pair begins in a folder of its own: `oneonone init NAME --manager {} --ic {}`",
        person(&to.name, &to.email),
        person(&pair.ic.name, &pair.ic.email)
    )
}
