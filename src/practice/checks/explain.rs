//! What is said about a check, made of its words: for the terminal and for `docs/checks.md`.

use super::check::{Check, CheckKind, Stage};
use super::{PRACTICE, health, spelled_limits};
use crate::text::{Advice, Deed};

/// The page about `check`, in Markdown; `spell` says how a deed is done.
pub fn explain(check: &Check, spell: &dyn Fn(Deed) -> String) -> String {
    let switch = match check.limits {
        [] => format!("  {}: off", check.rule.code()),
        limits => format!(
            "  {}: {}    # the usual; `off` for never",
            check.rule.code(),
            spelled_limits(limits)
        ),
    };
    format!(
        "Speaks when {}{}.\n\n{}\n\n{}\n\n```yaml\nchecks:\n{switch}\n```\n",
        check.speaks,
        stage(check),
        check.why,
        check.instead.spelled(spell)
    )
}

/// At which meetings it looks, where that is not all of them.
fn stage(check: &Check) -> &'static str {
    match check.kind {
        CheckKind::Health | CheckKind::Practice(Stage::Any | Stage::Pair, _) => "",
        CheckKind::Practice(Stage::Agenda, _) => ", while the meeting is still to come",
        CheckKind::Practice(Stage::Record, _) => ", once the meeting was held",
    }
}

/// `docs/checks.md`; `spell` says how a deed is done.
pub fn page(spell: &dyn Fn(Deed) -> String) -> String {
    let mut page = PREFACE.spelled(spell);
    for (title, checks) in [
        ("## What makes the meeting work", PRACTICE.to_vec()),
        (
            "## What is wrong with a file",
            health::CHECKS.iter().collect(),
        ),
    ] {
        page.push_str(&format!(
            "\n{title}\n\n| code | | speaks when |\n| --- | --- | --- |\n"
        ));
        for check in &checks {
            let speaks = check.speaks.replace('|', "\\|");
            page.push_str(&format!(
                "| [`{0}`](#{0}) | {1} | {speaks} |\n",
                check.rule.code(),
                check.rule.severity().word()
            ));
        }
        for check in &checks {
            page.push_str(&format!(
                "\n### {}\n\n{}",
                check.rule.code(),
                explain(check, spell)
            ));
        }
    }
    page
}

const PREFACE: Advice = Advice::new("\
# What `check` says

<!-- Made from the checks themselves: after a change run `SNAPSHOTS=overwrite cargo test --locked checks_page`. -->

{check} reads the files and says what would make the next meeting a better one.
It hints: it never blocks, changes nothing, and gives no marks.
Both of you get the same remarks, and nothing is sent anywhere.

* {explain-check} prints what stands here about one check.
* `--strict` exits with 1 if anything was found, for those who want that.
* `--json` is for other programs.
* Each check can be switched off, and most have a limit that you can set, in `oneonone.yaml`; it then holds for both of you.
* The checks of the practice look at the next agenda and at the last held meeting. {check-file} looks at one meeting as it was then.
* Template text that was left in place counts as empty.
* Who wrote a line is known from git's history where there is one, else from `@name:` at its start. Where nothing tells, a check that needs it keeps silent.
");

#[cfg(test)]
mod tests {
    use super::super::all;

    #[test]
    fn every_check_has_its_words() {
        let mut codes: Vec<&str> = all().map(|check| check.rule.code()).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count, "a code stands twice");
        for check in all() {
            let code = check.rule.code();
            assert!(!check.speaks.ends_with('.'), "{code}");
            assert!(check.why.ends_with('.'), "{code}");
            let instead = check.instead.spelled(&|deed| format!("{deed:?}"));
            assert!(instead.ends_with('.'), "{code}");
        }
    }
}
