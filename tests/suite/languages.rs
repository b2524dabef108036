//! A notebook in each language, from `init --language` to the recap.

use oneonone::meeting::{Language, Role, Vocabulary};

use crate::sandbox::{Sandbox, finished};

/// A notebook of Dana and Alex in this language, made by `init`, with its first agenda.
fn begun(code: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let init = [
        "init",
        "pair",
        "--manager",
        "Dana Ng <dana@example.com>",
        "--ic",
        "Alex Kim <alex@example.com>",
        "--every",
        "week",
        "--on",
        "tuesday",
        "--at",
        "10:00",
        "--no-git",
        "--language",
        code,
    ];
    finished(sandbox.command("", &init)).ended_with(0);
    sandbox.write("home/.config/oneonone/config.yaml", "me: dana\n");
    let new = "--today 2026-11-30 new pair --no-edit";
    run(&sandbox, new);
    sandbox
}

const AGENDA: &str = "pair/meetings/2026-12-01.md";

fn run(sandbox: &Sandbox, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let run = finished(sandbox.command("", &words)).ended_with(0);
    run.stdout + &run.stderr
}

#[test]
fn a_pair_writes_in_its_language_from_the_first_agenda_to_the_recap() {
    for (code, heading, situation, recap) in [
        (
            "de",
            "# 1:1 Alex Kim und Dana Ng, Dienstag, 1. Dezember 2026",
            "### Für Alex\n<!-- Ein Moment, der geholfen oder etwas gekostet hat: Situation, Verhalten, Wirkung -->\n- Situation: x1\n  - Verhalten: x2\n  - Wirkung: x3\n",
            "1:1 Alex und Dana, Dienstag, 1. Dezember 2026\n\nx6\n\nDas haben wir entschieden:\n- x7\n\nNächste Schritte:\n- Alex: x4 (bis Dienstag, 8. Dezember)\n\nWir sehen uns wieder am Dienstag, 8. Dezember um 10:00 Uhr.\n",
        ),
        (
            "fr",
            "# 1:1 Alex Kim et Dana Ng, mardi 1er décembre 2026",
            "### Pour Alex\n<!-- Un moment qui a aidé ou qui a coûté : situation, comportement, impact -->\n- Situation: x1\n  - Comportement: x2\n  - Impact: x3\n",
            "1:1 Alex et Dana, mardi 1er décembre 2026\n\nx6\n\nCe que nous avons décidé :\n- x7\n\nProchaines étapes :\n- Alex : x4 (pour mardi 8 décembre)\n\nProchain point : mardi 8 décembre à 10:00.\n",
        ),
        (
            "es",
            "# 1:1 Alex Kim y Dana Ng, martes 1 de diciembre de 2026",
            "### Para Alex\n<!-- Un momento que ayudó o que costó algo: situación, comportamiento, impacto -->\n- Situación: x1\n  - Comportamiento: x2\n  - Impacto: x3\n",
            "1:1 Alex y Dana, martes 1 de diciembre de 2026\n\nx6\n\nLo que decidimos:\n- x7\n\nPróximos pasos:\n- Alex: x4 (para el martes 8 de diciembre)\n\nNos vemos de nuevo el martes 8 de diciembre a las 10:00.\n",
        ),
        (
            "ja",
            "# 1:1 Alex Kim・Dana Ng 2026年12月1日（火）",
            "### Alex さんへ\n<!-- 助かったこと、困ったことを一つ：状況、行動、影響 -->\n- 状況: x1\n  - 行動: x2\n  - 影響: x3\n",
            "1on1 Alex・Dana 2026年12月1日（火）\n\nx6\n\n決まったこと：\n- x7\n\n次のステップ：\n- Alex：x4 (期限 12月8日（火）)\n\n次回は12月8日（火） 10:00 です。\n",
        ),
    ] {
        let sandbox = begun(code);
        assert!(sandbox.read(AGENDA).contains(heading), "{code}");
        let feedback =
            "--today 2026-11-30 feedback pair --to alex --situation x1 --behavior x2 --impact x3";
        run(&sandbox, feedback);
        run(
            &sandbox,
            "--today 2026-11-30 add pair x4 --owner alex --due 2026-12-08",
        );
        let agenda = sandbox.read(AGENDA);
        assert!(agenda.contains(situation), "{code}: {agenda}");
        let close = "--today 2026-12-01 close pair --summary x6 --decision x7 --anyway";
        let told = run(&sandbox, close);
        assert!(told.contains(recap), "{code}: {told}");
        let english = ["Summary", "Decisions", "Notes", "Action items", "None"];
        let agenda = sandbox.read(AGENDA);
        let is_heading = |word: &&str| agenda.contains(&format!("# {word}\n"));
        let mut english = english.into_iter().filter(is_heading);
        assert_eq!(
            english.next().filter(|word| *word != "Notes"),
            None,
            "{agenda}"
        );
    }
}

#[test]
fn every_section_of_an_agenda_is_known_in_its_language_and_without_it() {
    for language in Language::ALL {
        let sandbox = begun(language.code());
        let agenda = sandbox.read(AGENDA);
        let mut vocabulary = Vocabulary::default();
        let headings: Vec<&str> = agenda
            .lines()
            .filter_map(|l| l.strip_prefix("## "))
            .collect();
        let roles = |vocabulary: &Vocabulary| -> Vec<Option<Role>> {
            headings
                .iter()
                .map(|title| vocabulary.role(title))
                .collect()
        };
        let expected = [
            Role::Wins,
            Role::Blockers,
            Role::Priorities,
            Role::Plans,
            Role::Career,
            Role::Feedback,
            Role::Personal,
            Role::Notes,
            Role::Summary,
            Role::ActionItems,
        ];
        assert_eq!(roles(&vocabulary), expected.map(Some), "{language:?}");
        vocabulary.speak(language);
        assert_eq!(roles(&vocabulary), expected.map(Some), "{language:?}");
    }
}

/// What nobody wrote is not told, whatever the language, and nothing in a fresh agenda is odd.
#[test]
fn a_fresh_agenda_says_nothing() {
    for language in Language::ALL {
        let sandbox = begun(language.code());
        let told = run(&sandbox, "--today 2026-11-30 check pair");
        assert!(!told.contains("wins-missing"), "{language:?}: {told}");
        let report = run(&sandbox, "--today 2026-12-08 report pair --from 2026-01-01");
        assert!(!report.contains("<!--"), "{language:?}: {report}");
        let items = run(&sandbox, "items pair");
        assert!(!items.contains('@'), "{language:?}: {items}");
    }
}

/// An agenda that lacks the sections in which a meeting ends gets them in the notebook's language.
#[test]
fn what_has_to_be_made_has_a_title_in_the_language() {
    let sandbox = begun("de");
    sandbox.write(AGENDA, "# 1:1\n\n## Erfolge\n- x\n");
    sandbox.write("pair/templates/weekly.md", "# 1:1\n\n## Erfolge\n");
    let close = "--today 2026-12-01 close pair --summary x6 --decision x7 --no-steps";
    run(&sandbox, close);
    let agenda = sandbox.read(AGENDA);
    let end = "## Entscheidungen\n- x7\n\n## Zusammenfassung\nx6\n\n## Nächste Schritte\nKeine\n";
    assert!(agenda.contains(end), "{agenda}");
    // And is read back as what it is.
    run(&sandbox, close);
    assert_eq!(sandbox.read(AGENDA), agenda);
}

/// One writes English, the other French, in one file.
#[test]
fn two_languages_may_be_mixed_in_one_file() {
    let sandbox = begun("fr");
    let text = "---\nstatus: held\n---\n# 1:1\n\n## Wins\n- Shipped\n\n## Points bloquants\n- La CI\n  - Proposed: shard it\n- Le VPN\n  - Demande : un accès\n\n## Perso\n- quorvex\n\n## Action items\n- [ ] Appeler Marta @alex due:2026-12-08\n";
    sandbox.write(AGENDA, text);
    let told = run(&sandbox, "--today 2026-12-02 check pair");
    assert!(!told.contains("blocker-without-proposal"), "{told}");
    assert!(!run(&sandbox, "export pair").contains("quorvex"));
    run(&sandbox, "--today 2026-12-02 new pair --no-edit");
    let next = sandbox.read("pair/meetings/2026-12-08.md");
    let carried = "## Prochaines étapes\n<!-- Qui fait quoi, pour quand ? Une personne et une date par ligne -->\n- [ ] Appeler Marta @alex due:2026-12-08 since:2026-12-01\n";
    assert!(next.contains(carried), "{next}");
}
