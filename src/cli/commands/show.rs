use clap::Args;

use crate::cli::basics::{CliError, Context, ExitCode, ReadFlags, WhichMeeting};
use crate::cli::outside::show_in_pager;
use crate::cli::render::agenda;
use crate::cli::render::json::Day;
use crate::cli::render::json::items::ItemJson;
use crate::cli::render::json::show::{MeetingJson, SectionJson};
use crate::meeting::{ItemSelection, Meeting, Series, Skimmed, list_some, references};
use crate::notebook::Notebook;

/// Show a meeting
///
/// Without a date it is the next agenda, else the newest meeting. Behind each carried item stands how old it is.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  oneonone show alex last")]
pub struct ShowArgs {
    #[command(flatten)]
    which: WhichMeeting,
    /// Print the file alone, without the ages of its items
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    read: ReadFlags,
}

pub fn run(context: &mut Context, args: &ShowArgs) -> Result<ExitCode, CliError> {
    let which = context.who_and_date(&args.which)?;
    let (who, date) = (which.who.as_deref(), which.date.as_deref());
    let notebook = context.notebook(who)?;
    let series = context.series_with_all_items(&notebook)?;
    let meeting = context.whole_meeting(&series, date)?;
    if args.read.json {
        show_json(context, &notebook, &series, meeting)?;
        return Ok(ExitCode::Done);
    }
    show(context, &series, meeting, args.plain);
    // Only on the screen: what is piped or redirected goes on to somebody.
    if !args.plain && context.outside.stdout_is_terminal {
        context.show_private_note(&notebook, meeting.date());
    }
    show_in_pager(&mut context.ui, &context.outside)?;
    Ok(ExitCode::Done)
}

/// Add the text of `meeting` to the answer.
pub fn show(context: &mut Context, series: &Series, meeting: &Meeting, plain: bool) {
    if plain {
        for line in meeting.source().lines() {
            context.ui.plain_line(line);
        }
        return;
    }
    for line in agenda::readable(series, meeting, context.today) {
        context.ui.line(&line);
    }
}

fn show_json(
    context: &mut Context,
    notebook: &Notebook,
    series: &Series,
    meeting: &Meeting,
) -> Result<(), CliError> {
    let mut dates: Vec<_> = series.meetings().iter().map(Skimmed::due_date).collect();
    dates.sort_unstable();
    let items = list_some(
        std::slice::from_ref(meeting.skimmed()),
        &dates,
        ItemSelection::All,
    );
    let names = references(&items.iter().map(|item| item.hash).collect::<Vec<_>>());
    let path = context.shown_file(notebook, &meeting.path().to_string());
    let answer = MeetingJson {
        notebook: notebook.name(),
        date: Day(meeting.date()),
        path: path.clone(),
        status: meeting.status().word(),
        moved_from: meeting.moved_from().map(Day),
        sections: SectionJson::all(meeting),
        items: items
            .iter()
            .zip(&names)
            .map(|(item, name)| {
                ItemJson::new(item, name, notebook.name(), path.clone(), context.today)
            })
            .collect(),
        text: meeting.source(),
        private: context.private_note(notebook, meeting.date()),
    };
    context.ui.json(&answer)
}
