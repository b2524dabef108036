use std::cmp::Reverse;

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, Shown, style};
use crate::cli::complete;
use crate::cli::render::json::search::{HitJson, SearchJson};
use crate::meeting::Role;
use crate::notebook::{Notebook, in_parallel};
use crate::sharing::{SyncError, read_texts};
use crate::text::counted;
use crate::view::{Hit, SearchScope, SearchWords, search};

/// Find lines that hold all of the words, the newest meeting first
///
/// Lines in which several words stand as one phrase come before the others. Case, marks of Markdown and typographic signs
/// do not matter, and accents only where you type them. Without any line the exit code is 1.
///
/// Personal sections are left out unless you ask for them with `--section personal`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone search contract panel")]
pub struct SearchArgs {
    /// What to look for
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// Only with this person
    #[arg(long, value_name = "WHO", add = ArgValueCandidates::new(complete::people))]
    with: Option<String>,
    /// Only in sections of this role or title
    #[arg(long, value_name = "SECTION", add = ArgValueCandidates::new(complete::sections))]
    section: Option<String>,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &SearchArgs) -> Result<ExitCode, CliError> {
    let notebooks = context.notebooks(args.with.as_deref())?;
    let scope = match &args.section {
        None => SearchScope::AllButPersonal,
        Some(section) => Role::from_word(section)
            .map_or_else(|| SearchScope::Title(section.clone()), SearchScope::Role),
    };
    let typed = args.words.join(" ");
    if typed.trim().is_empty() {
        return Err(CliError::new("there is nothing to look for")
            .hint("say what: `oneonone search billing`"));
    }
    let hits = found(context, &notebooks, &SearchWords::new(&typed), &scope)?;
    // As grep does.
    let exit_code = ExitCode::reporting(!hits.is_empty());
    let paths: Vec<String> = hits
        .iter()
        .map(|(index, hit)| context.shown_file(&notebooks[*index], &hit.path().to_string()))
        .collect();
    if args.read.json {
        let hits = hits
            .iter()
            .zip(paths)
            .map(|((index, hit), path)| HitJson::new(hit, notebooks[*index].name(), path))
            .collect();
        context.ui.json(&SearchJson { hits })?;
        return Ok(exit_code);
    }
    show(context, &hits, &paths);
    Ok(exit_code)
}

/// Where `words` stand in any of `notebooks`, each with the index of its notebook: first where they stand as one phrase,
/// the newest first.
fn found(
    context: &Context,
    notebooks: &[Notebook],
    words: &SearchWords,
    scope: &SearchScope,
) -> Result<Vec<(usize, Hit)>, CliError> {
    let found = in_parallel(notebooks, |notebook| {
        let (texts, left_out) = read_texts(notebook)?;
        context.note_left_out(notebook, &left_out);
        let vocabulary = &notebook.settings().vocabulary;
        Ok::<_, SyncError>(
            texts
                .iter()
                .flat_map(|text| search(text, vocabulary, words, scope))
                .collect::<Vec<_>>(),
        )
    });
    let mut hits = Vec::new();
    for (index, found) in found.into_iter().enumerate() {
        hits.extend(found?.into_iter().map(|hit| (index, hit)));
    }
    hits.sort_by_key(|(_, hit)| (!hit.is_phrase, Reverse(hit.date), hit.line));
    Ok(hits)
}

fn show(context: &mut Context, hits: &[(usize, Hit)], paths: &[String]) {
    for ((_, hit), path) in hits.iter().zip(paths) {
        let place = format!("{path}:{}", hit.line);
        let mut line = Shown::new().styled(style::DIM, &place);
        if let Some(section) = &hit.section {
            line = line.plain("  ").styled(style::TYPED, section);
        }
        context.ui.line(&line.plain("  ").plain(&hit.text));
    }
    let meetings: std::collections::BTreeSet<_> =
        hits.iter().map(|(index, hit)| (*index, hit.date)).collect();
    let news = format!(
        "{} in {}",
        counted(hits.len(), "line"),
        counted(meetings.len(), "meeting")
    );
    context.ui.status(&Shown::new().styled(style::DIM, &news));
}
