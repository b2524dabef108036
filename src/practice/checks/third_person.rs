use super::super::entry::Part;
use super::super::page::Page;
use super::check::{Check, Stage};
use super::context::{CheckContext, Finding};
use super::words::judgement;
use crate::meeting::{Handle, Limit, Role};
use crate::text::{Advice, Rule};

/// Both have to stand in one entry: a name alone is no judgement, and a judgement alone is the pair's own matter.
pub const CHECK: Check = Check {
    speaks: "an entry names somebody who isn't one of the two together with a word of judgement",
    why: "Whoever isn't in the room can't answer. What the work suffers from can be dealt with; what a colleague is can't.",
    instead: Advice::new(
        "Write what it does to the work, and what the two of you can do about it.",
    ),
    ..Check::practice(Rule::hint("third-person"), Stage::Any, run)
};

fn run(context: &CheckContext<'_>, _: &[Limit]) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in context
        .page
        .entries()
        .iter()
        .filter(|entry| !entry.is_over())
    {
        let texts: Vec<(&Part, &str)> = entry
            .parts
            .iter()
            .map(|part| (part, text(context.page, part)))
            .collect();
        let third = texts
            .iter()
            .flat_map(|(_, text)| handles(text))
            .find(|name| context.pair().side_of(name).is_none());
        let judged = texts
            .iter()
            .find_map(|(part, text)| Some((part, judgement(text)?)));
        let (Some(third), Some((part, word))) = (third, judged) else {
            continue;
        };
        let message = match entry.role {
            Some(Role::Personal) => {
                "an entry under Personal judges somebody who isn't here".to_string()
            }
            _ => format!("`{word}` is said of `@{third}`, who isn't here to answer"),
        };
        found.push(
            context
                .say(part.span, message)
                .with_help("write what it does to the work, and what you two can do"),
        );
    }
    found
}

/// The words of `part` as they are written: in the text that was read out of it an owner's name is missing.
fn text<'a>(page: &'a Page, part: &'a Part) -> &'a str {
    let written = part.span.slice(page.meeting().source());
    if written.contains("<!--") {
        &part.text
    } else {
        written
    }
}

/// The handles in `text`: names behind `@` that stand alone.
fn handles(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | ';'))
        .filter_map(|word| {
            let name = word.strip_prefix('@')?;
            let name = name.trim_end_matches(['.', '!', '?', '*', '_']);
            let name = ["'s", "’s"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(name);
            Handle::new(name).is_ok().then_some(name)
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, says, silent};
    use super::*;

    #[test]
    fn nobody_is_judged_in_their_absence() {
        for (text, word) in [
            ("## Blockers\n- @bo is lazy, so the release waits\n", "lazy"),
            (
                "## Notes\n- Release slipped\n  - @bo was careless again\n",
                "careless",
            ),
            (
                "## Notes\n- @bo: reviews take a week\n  - unprofessional, if you ask me\n",
                "unprofessional",
            ),
            (
                "## Action items\n- [ ] talk to @bo, who is so rude @alex\n",
                "rude",
            ),
        ] {
            let said = format!("`{word}` is said of `@bo`, who isn't here to answer");
            says(&CHECK, Case::agenda(text), &[&said]);
            says(&CHECK, Case::record(text), &[&said]);
        }
        says(
            &CHECK,
            Case::agenda("## Personal\n- @bo is useless at chess\n"),
            &["an entry under Personal judges somebody who isn't here"],
        );
    }

    #[test]
    fn a_name_or_a_judgement_alone_is_none() {
        for text in [
            "## Blockers\n- waiting for @bo: the review is slow\n",
            "## Blockers\n- @bo is on leave\n- the rollout was careless\n",
            "## Notes\n- @dana is too slow to answer\n",
            "## Notes\n- mail bo@example.com, that is useless\n",
            "## Notes\n- [x] @bo is lazy\n",
            "## Notes\n- @bo ist faul\n",
            "## Notes\n- @bo turned on lazy loading\n",
            "## Notes\n<!-- @bo is lazy -->\n",
        ] {
            silent(&CHECK, Case::agenda(text));
        }
    }
}
