use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::change::{self, Template};
use crate::cli::basics::{CliError, Context, ExitCode, Shown, WriteFlags, style};
use crate::cli::deeds;
use crate::cli::shared::people::{Typed, told_apart, typed_person};
use crate::cli::shared::repository::{RepositoryChoice, RepositoryRequest, refuse_misplaced};
use crate::git::has_remote;
use crate::markdown::yaml_scalar;
use crate::meeting::{Language, MeetingPath, PairKind, weekday, weekday_name};
use crate::notebook::{
    ApplyError, CONFIGURATION_FILE, ConfigProblem, Notebook, apply, has_below, is_there,
    make_files, parse_configuration,
};
use crate::plan::{complete_attributes, init};
use crate::text::{fold_white_space, shell_quoted};

/// Start a notebook: the one-on-ones of one manager and one IC, or of two peers
///
/// Writes `oneonone.yaml`, `.gitattributes`, `.gitignore` and an empty `meetings/`, and makes the folder a git
/// repository. One that it lies in is used where that is empty or holds notebooks only; `--in-repository` takes any
/// other, and the notes go where that one is pushed. At a terminal it asks for what is missing. Run again it adds what
/// is missing and changes nothing.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  oneonone init alex --manager \"Dana Ng <dana@example.com>\" --ic \"Alex Kim <alex@example.com>\" \\\n    --every week --on tuesday --at 10:00"
)]
pub struct InitArgs {
    /// The folder; made if it is not there [default: the one you are in]
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// What the two are to one another: it decides about the template, and about which checks speak
    #[arg(long, value_name = "KIND", default_value = PairKind::Manager.word(), value_parser = PossibleValuesParser::new(PairKind::ALL.map(PairKind::word)))]
    kind: String,
    /// The manager; of two peers the first
    #[arg(long, visible_alias = "first", value_name = "NAME <MAIL>")]
    manager: Option<String>,
    /// The individual contributor; of two peers the second
    #[arg(long, visible_alias = "second", value_name = "NAME <MAIL>")]
    ic: Option<String>,
    /// How often they meet: `week`, `2 weeks`, `3 weeks`, `month`, `last tuesday`
    #[arg(long, value_name = "RHYTHM")]
    every: Option<String>,
    /// On which day
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// At what time
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// In which time zone, for instance `Europe/Berlin`
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// How many minutes a meeting takes
    #[arg(long, value_name = "MINUTES", default_value = "30")]
    duration: u32,
    /// The template of new agendas [default: `weekly`, or that of the kind]
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// The language in which the two write, such as `de`: of new agendas, of what is put into them, and of the recap
    /// [default: English]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Don't make the folder a git repository
    #[arg(long)]
    no_git: bool,
    /// Share it through the repository around the folder, also where that holds other things
    #[arg(long, conflicts_with = "no_git")]
    in_repository: bool,
    #[command(flatten)]
    write: WriteFlags,
}

pub fn run(context: &mut Context, args: &InitArgs) -> Result<ExitCode, CliError> {
    let folder = match &args.folder {
        Some(folder) => context.folder.join(folder),
        None => context.folder.clone(),
    };
    let known = known(&folder)?;
    refuse_misplaced(context, &folder, "oneonone init DIR")?;
    let plan = RepositoryRequest {
        folder: &folder,
        is_new: known.is_none(),
        in_repository: args.in_repository,
    };
    let repository = match args.no_git {
        true => None,
        false => Some(RepositoryChoice::find(context, plan)?),
    };
    let files = missing_files(context, args, plan)?;
    if args.write.dry_run {
        let completed = known.as_ref().map(attributes_completed).transpose()?;
        context.show_plan(&completed.unwrap_or_default().then(files));
        return Ok(ExitCode::Done);
    }
    let notebook = write(context, plan, &files)?;
    if let Some(repository) = &repository {
        repository.take(context, plan)?;
    }
    let mut own: Vec<String> = vec![CONFIGURATION_FILE.to_string()];
    own.push(MeetingPath::new(context.today).to_string()); // any date will do
    context.warn_of_excluded_files(&notebook, &own);
    hint_at_next(context, args, &folder);
    let shown = context.shown_path(&folder);
    context.ui.plain_line(&shown);
    Ok(ExitCode::Done)
}

/// The notebook in `folder`, if it is one already.
fn known(folder: &Path) -> Result<Option<Notebook>, CliError> {
    let has_configuration = is_there(&folder.join(CONFIGURATION_FILE));
    match Notebook::open(folder) {
        Ok(notebook) => Ok(Some(notebook)),
        Err(error) if has_configuration => Err(error.into()),
        Err(_)
            if folder
                .file_name()
                .is_some_and(|name| name.to_str().is_none()) =>
        {
            Err(ApplyError::NotUtf8(folder.to_path_buf()).into())
        }
        Err(_) => Ok(None),
    }
}

/// The plan to make the files that a notebook in the folder of `plan` lacks.
fn missing_files(
    context: &mut Context,
    args: &InitArgs,
    plan: RepositoryRequest<'_>,
) -> Result<change::Plan, CliError> {
    let configuration = match plan.is_new {
        true => Some((CONFIGURATION_FILE, configuration(context, args)?)),
        false => None,
    };
    // What a killed run left is nothing of the user's.
    let is_of_users = |name: &str| !name.starts_with(".oneonone-");
    let has_meetings = has_below(&plan.folder.join("meetings"), is_of_users);
    let is_there = |path: &str| {
        is_there(&plan.folder.join(path)) || has_meetings && path.starts_with("meetings/")
    };
    Ok(init(is_there, configuration))
}

/// Write `files`, and say what was made.
fn write(
    context: &mut Context,
    plan: RepositoryRequest<'_>,
    files: &change::Plan,
) -> Result<Notebook, CliError> {
    let written = make_files(plan.folder, files)?;
    let notebook = Notebook::open(plan.folder)?;
    let completed = attributes_completed(&notebook)?;
    apply(notebook.root(), &completed)?;
    let shown = context.shown_path(plan.folder);
    let there = Shown::new()
        .plain("notebook ")
        .styled(style::TITLE, &shown)
        .plain(" is there already; ");
    let news = match (plan.is_new, written) {
        (true, _) => Shown::new()
            .plain("made notebook ")
            .styled(style::TITLE, &shown),
        (false, 0) if completed.is_empty() => there.plain("nothing was missing"),
        (false, _) => {
            let mut names: Vec<&str> = files.files().collect();
            names.extend((!completed.is_empty()).then_some("a line in .gitattributes"));
            there.plain("added ").plain(&names.join(", "))
        }
    };
    context.ui.status(&news);
    Ok(notebook)
}

fn hint_at_next(context: &mut Context, args: &InitArgs, folder: &Path) {
    let who = args
        .folder
        .as_ref()
        .and_then(|folder| folder.file_name())
        .map(|name| format!(" {}", shell_quoted(&name.to_string_lossy())));
    context.ui.hint(&format!(
        "make the first agenda with `oneonone new{}`",
        who.unwrap_or_default()
    ));
    if !args.no_git && !has_remote(folder) {
        context
            .ui
            .hint("share it with `git remote add origin URL` in that folder, then `oneonone sync`");
    }
}

/// The plan to say how meetings are merged, where a `.gitattributes` was there before and lacks it.
fn attributes_completed(notebook: &Notebook) -> Result<change::Plan, CliError> {
    let text = notebook.bytes(".gitattributes")?.map(String::from_utf8);
    Ok(match text {
        Some(Ok(text)) => complete_attributes(&text),
        _ => change::Plan::default(),
    })
}

/// The text of `oneonone.yaml`, from the arguments and, at a terminal, from answers.
fn configuration(context: &mut Context, args: &InitArgs) -> Result<String, CliError> {
    let kind = PairKind::from_word(&args.kind).unwrap_or_default();
    let [first, second] = asked_for(kind);
    let manager = person(context, args.manager.as_deref(), &first)?;
    let ic = person(context, args.ic.as_deref(), &second)?;
    let people = told_apart(manager, ic);
    let template = template(args, kind)?;
    let language = args.language.as_deref().map(language).transpose()?;
    let cadence = cadence(context, args)?;
    let mut text = String::from("format: 1\n");
    if kind != PairKind::default() {
        text.push_str(&format!("kind: {}\n", kind.word()));
    }
    for (key, person) in [("manager", &people.0), ("ic", &people.1)] {
        text.push_str(&format!(
            "{key}:\n  handle: {}\n  name: {}\n",
            yaml_scalar(person.handle.as_str()),
            yaml_scalar(&person.name)
        ));
        if let Some(email) = &person.email {
            text.push_str(&format!("  email: {}\n", yaml_scalar(email)));
        }
    }
    text.push_str(&cadence);
    text.push_str(&format!("template: {}\n", yaml_scalar(template)));
    if let Some(language) = language {
        text.push_str(&format!("language: {}\n", yaml_scalar(language.code())));
    }
    // What we write must be what we read.
    match parse_configuration(&text) {
        Ok(_) => Ok(text),
        Err(ConfigProblem { message, help, .. }) => {
            let error = CliError::new(message);
            Err(match &help {
                Some(help) => error.hint(deeds::help(help)),
                None => error,
            })
        }
    }
}

/// The template that is named, else that of the kind; the pair has none of its own yet.
fn template(args: &InitArgs, kind: PairKind) -> Result<&str, CliError> {
    let template = args.template.as_deref().unwrap_or(kind.template());
    if Template::built_in(template, None).is_some() {
        return Ok(template);
    }
    let known: Vec<&str> = Template::built_in_names().collect();
    Err(
        CliError::new(format!("there is no template `{template}`")).hint(format!(
            "built in are {}; one of your own comes later, as a file in `templates/`",
            known.join(", ")
        )),
    )
}

/// The language with this code.
fn language(code: &str) -> Result<Language, CliError> {
    Language::from_code(code).ok_or_else(|| {
        let error = CliError::new(format!("`{code}` is no language that is known here"));
        let known = Language::ALL.map(Language::code).join(", ");
        error.hint(match Language::meant(code) {
            Some(meant) => format!("did you mean `--language {}`?", meant.code()),
            None => format!("known are {known}; without `--language` it is English"),
        })
    })
}

/// What is said of the key `cadence`.
fn cadence(context: &mut Context, args: &InitArgs) -> Result<String, CliError> {
    let every = answer(
        context,
        args.every.as_deref(),
        "How often do you meet (week, 2 weeks, 3 weeks, month)",
        "week",
    );
    let says_its_day = every.split_whitespace().any(|word| weekday(word).is_some());
    let day = match says_its_day && args.on.is_none() {
        true => None,
        false => {
            let day = answer(context, args.on.as_deref(), "On which day", "tuesday");
            let wrong = || CliError::new(format!("`{day}` is no day of the week"));
            Some(weekday(&day).ok_or_else(|| wrong().hint("write it as `--on tuesday`"))?)
        }
    };
    let time = match args.at.as_deref() {
        None if !context.ui.is_interactive() => None,
        at => Some(time_of_day(&answer(context, at, "At what time", "10:00"))?),
    };
    let mut text = format!("cadence:\n  every: {}\n", scalar_of_rhythm(&every));
    if let Some(day) = day {
        let day = weekday_name(day).to_lowercase();
        text.push_str(&format!("  day: {}\n", yaml_scalar(&day)));
    }
    if let Some(time) = time {
        text.push_str(&format!("  time: {}\n", yaml_scalar(&time)));
    }
    if let Some(zone) = &args.time_zone {
        text.push_str(&format!("  time_zone: {}\n", yaml_scalar(zone)));
    }
    text.push_str(&format!("  duration: {}\n", args.duration));
    Ok(text)
}

/// `9` and `9:30` as `09:00` and `09:30`.
fn time_of_day(text: &str) -> Result<String, CliError> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
    let number = |text: &str, below: u32| text.parse::<u32>().ok().filter(|number| *number < below);
    match (number(hour, 24), number(minute, 60)) {
        (Some(hour), Some(minute)) => Ok(format!("{hour:02}:{minute:02}")),
        _ => {
            Err(CliError::new(format!("`{text}` is no time of day"))
                .hint("write it as `--at 10:00`"))
        }
    }
}

/// `2 weeks` is as plain to every reader as `week`.
fn scalar_of_rhythm(every: &str) -> String {
    let is_plain =
        every.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') && every.contains("week");
    if is_plain {
        fold_white_space(every)
    } else {
        yaml_scalar(every)
    }
}

fn answer(context: &mut Context, given: Option<&str>, question: &str, default: &str) -> String {
    match given {
        Some(given) => given.to_string(),
        None if context.ui.is_interactive() => context
            .ui
            .ask(question, Some(default))
            .unwrap_or_else(|| default.to_string()),
        None => default.to_string(),
    }
}

/// How one of the two is asked for.
struct AskedFor {
    /// The flag that names them.
    flag: &'static str,
    /// Who they are.
    who: &'static str,
    /// The question at a terminal.
    question: &'static str,
}

/// How the two are asked for who are `kind` to one another.
fn asked_for(kind: PairKind) -> [AskedFor; 2] {
    let asked_for = |flag, who, question| AskedFor {
        flag,
        who,
        question,
    };
    let ic = asked_for("ic", "the ic", "The IC's name and mail");
    match kind {
        PairKind::Manager => [
            asked_for("manager", "the manager", "The manager's name and mail"),
            ic,
        ],
        PairKind::SkipLevel => [
            asked_for(
                "manager",
                "the manager's manager",
                "The manager's manager, name and mail",
            ),
            ic,
        ],
        PairKind::Peer => [
            asked_for(
                "first",
                "the first of the two",
                "The first of you, name and mail",
            ),
            asked_for(
                "second",
                "the second of the two",
                "The second of you, name and mail",
            ),
        ],
    }
}

fn person(
    context: &mut Context,
    given: Option<&str>,
    asked_for: &AskedFor,
) -> Result<Typed, CliError> {
    let AskedFor {
        flag,
        who,
        question,
    } = asked_for;
    if let Some(given) = given {
        return typed_person(given, flag);
    }
    if !context.ui.is_interactive() {
        return Err(CliError::new(format!("who is {who}?"))
            .hint(format!("add `--{flag} \"Full Name <name@example.com>\"`; at a terminal what is missing is asked for")));
    }
    loop {
        let Some(answer) = context.ui.ask(question, None) else {
            return Err(CliError::new("no answer; nothing was written"));
        };
        match typed_person(&answer, flag) {
            Ok(person) => return Ok(person),
            Err(error) => context.ui.error(&error),
        }
    }
}
