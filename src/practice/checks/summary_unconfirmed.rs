use super::super::confirmed::confirmed_by;
use super::check::{Check, PrepPart, Stage};
use super::context::{CheckContext, Finding};
use crate::meeting::{Limit, Role, Side};
use crate::text::{Advice, Rule};

/// Whoever wrote some of it has confirmed it; the other needs a line of their own, or their handle in the front matter.
pub const CHECK: Check = Check {
    speaks: "only one of the two wrote the summary, and the other has not confirmed it",
    why: "A summary by one is what one of you heard. Said once more by the other it is what you agreed on.",
    instead: Advice::new(
        "The other adds a line of their own, or runs {close} too: then both handles stand in the front matter, `confirmed_by: dana alex`.",
    ),
    prep: Some(PrepPart::LeftOut),
    ..Check::practice(Rule::hint("summary-unconfirmed"), Stage::Record, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    if !context.page.speaks_of(Role::Summary) {
        return Vec::new();
    }
    let named = confirmed_by(context.page.meeting(), context.pair());
    let Some(written) = written_by(context) else {
        // A line of which nobody knows whose it is may be the other's.
        return match named {
            Some(named) => say(context, &named),
            None => Vec::new(),
        };
    };
    let mut confirmed = named.clone().unwrap_or_default();
    confirmed.extend(&written);
    if confirmed.is_empty() && named.is_none() {
        return Vec::new();
    }
    say(context, &confirmed)
}

fn say(context: &CheckContext<'_>, confirmed: &[Side]) -> Vec<Finding> {
    let missing: Vec<&str> = [Side::Ic, Side::Manager]
        .into_iter()
        .filter(|side| !confirmed.contains(side))
        .map(|side| context.name(side))
        .collect();
    let message = match missing.as_slice() {
        [] => return Vec::new(),
        [one] => format!("{one} has not confirmed the summary"),
        _ => "neither of you has confirmed the summary".to_string(),
    };
    let help = Advice::new("let them run {close} too, or add a line of their own");
    let place = context.page.heading(Role::Summary);
    vec![context.say(place, message).with_help(help)]
}

/// Who wrote the lines of the summary; `None` where that is not known of each.
fn written_by(context: &CheckContext<'_>) -> Option<Vec<Side>> {
    let mut sides = Vec::new();
    for part in context
        .page
        .of(Role::Summary)
        .flat_map(|entry| &entry.parts)
    {
        let first = context.page.place(part.span.start).line;
        let last = context.page.place(part.span.end).line;
        for line in first..=last {
            let written = context.writers.of_line(context.page.date(), line)?;
            sides.extend(written.side);
        }
    }
    Some(sides)
}

#[cfg(test)]
mod tests {
    use super::super::super::writers::Authorship;
    use super::super::testing::{Case, says, silent};
    use super::*;
    use crate::meeting::parse_date;

    /// A summary of two lines behind `front`, whose lines were written by these.
    fn summary(front: &str, by: &[Option<Side>]) -> Case {
        let source = format!("{front}## Summary\nWe ship on Friday.\nAlex asks for help.\n");
        let head = front.lines().count() + 1;
        let at = parse_date("2026-11-24")
            .and_then(|date| date.and_hms_opt(10, 0, 0))
            .expect("a time");
        let mut lines = vec![None; head];
        lines.extend(by.iter().map(|side| Some(Authorship { side: *side, at })));
        Case::record(&source).written("2026-11-24", lines)
    }

    #[test]
    fn both_stand_behind_the_summary() {
        let (dana, alex) = (Some(Side::Manager), Some(Side::Ic));
        let alex_has_not = "Alex has not confirmed the summary";
        says(&CHECK, summary("", &[dana, dana]), &[alex_has_not]);
        says(&CHECK, summary("", &[dana, None]), &[alex_has_not]);
        says(
            &CHECK,
            summary("---\nconfirmed_by: dana # alex later\n---\n", &[]),
            &[alex_has_not],
        );
        says(
            &CHECK,
            summary("---\nconfirmed_by: [alex]\n---\n", &[alex, alex]),
            &["Dana has not confirmed the summary"],
        );
        says(
            &CHECK,
            summary("---\nconfirmed_by: bo\n---\n", &[]),
            &["neither of you has confirmed the summary"],
        );
        for front in [
            "---\nconfirmed_by: dana, alex\n---\n",
            "---\nconfirmed_by: \"@Dana and @Alex\"\n---\n",
            "---\nconfirmed_by: [alex, dana]\n---\n",
            "---\nconfirmed_by:\n  - dana\n  - alex # by chat\n---\n",
        ] {
            silent(&CHECK, summary(front, &[]));
            silent(&CHECK, summary(front, &[dana, dana]));
        }
        silent(&CHECK, summary("", &[dana, alex]));
        let by_dana = "---\nconfirmed_by: dana\n---\n";
        silent(&CHECK, summary(by_dana, &[alex, alex]));
    }

    #[test]
    fn without_knowledge_nothing_is_said() {
        let dana = Some(Side::Manager);
        silent(&CHECK, summary("", &[]));
        silent(&CHECK, summary("", &[None, None]));
        silent(&CHECK, summary("", &[dana])); // the last line is not committed yet
        silent(&CHECK, summary("---\nconfirmed_by:\n---\n", &[]));
        silent(&CHECK, Case::record("## Summary\n"));
        let agenda = "---\nconfirmed_by: dana\n---\n## Summary\nText\n";
        silent(&CHECK, Case::agenda(agenda));
    }
}
