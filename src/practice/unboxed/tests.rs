use super::*;
use crate::meeting::{Language, parse_date, settings_for_tests};
use crate::text::Help;

/// What is told of `source`: line and column, and what to write.
fn told(source: &str) -> Vec<(usize, usize, String)> {
    let settings = settings_for_tests();
    let date = parse_date("2026-11-24").expect("a date");
    let meeting = Meeting::read(date, source, None, &settings.vocabulary);
    let found = diagnostics(&meeting, &settings.pair).into_iter();
    found
        .map(|diagnostic| {
            let place = meeting.place(diagnostic.span.start);
            let Some(Help::Words(help)) = diagnostic.help else {
                panic!("no help: {source}");
            };
            let item = help.split('`').nth(1).unwrap_or_default().to_string();
            (place.line, place.column, item)
        })
        .collect()
}

/// `line` is a task; as an item it is written as `item`.
#[track_caller]
fn is_task(line: &str, item: &str) {
    let told = told(&format!("## Wins\n{line}\n"));
    let items: Vec<&str> = told.iter().map(|(.., item)| item.as_str()).collect();
    assert_eq!(items, [item], "{line}");
}

#[track_caller]
fn is_none(text: &str) {
    assert_eq!(told(text), [], "{text}");
}

#[test]
fn a_line_that_begins_with_todo_is_a_task() {
    for (line, item) in [
        ("- TODO: @dana send it", "- [ ] @dana send it"),
        ("1. TODO Alex: ask", "- [ ] Alex: ask"),
        ("* DOING the import", "- [/] the import"),
        ("+ DONE: shipped", "- [x] shipped"),
        ("2) DOTO: call Bob", "- [ ] call Bob"),
        ("- **TODO** send it", "- [ ] send it"),
        ("- **TODO:** send it", "- [ ] send it"),
        ("- **TODO**: send it", "- [ ] send it"),
        ("- __TODO:__ **now** send it", "- [ ] **now** send it"),
        ("- [TODO] send it", "- [ ] send it"),
        ("- (DONE) sent it", "- [x] sent it"),
        ("- #TODO send it", "- [ ] send it"),
        ("- TODO - send it", "- [ ] send it"),
        ("- TODO – send it", "- [ ] send it"),
        ("- TODO(alex): send it", "- [ ] send it"),
        ("- ✅ DONE: sent it", "- [x] sent it"),
        ("- 🔜 TODO send it", "- [ ] send it"),
        ("  - TODO: send it", "- [ ] send it"),
        ("> - TODO: send it", "- [ ] send it"),
        ("- - TODO: send it", "- [ ] send it"),
        ("• TODO: send it", "- [ ] send it"),
        ("– TODO send it", "- [ ] send it"),
        ("TODO: send it", "- [ ] send it"),
        ("- TODO\u{a0}: envoyer", "- [ ] envoyer"),
        ("- TODO：買う", "- [ ] 買う"),
        ("- TODO @dana", "- [ ] @dana"),
        // A label in any language, in any case.
        ("- To do: send it", "- [ ] send it"),
        ("- to-do: send it", "- [ ] send it"),
        ("- Action item: Dana sends it", "- [ ] Dana sends it"),
        ("- **Todo:** send it", "- [ ] send it"),
        ("- Zu erledigen: Bericht", "- [ ] Bericht"),
        ("- À faire : le rapport", "- [ ] le rapport"),
        ("- Por hacer: informe", "- [ ] informe"),
        ("- A fazer: relatório", "- [ ] relatório"),
        ("- Da fare: rapporto", "- [ ] rapporto"),
        ("- Te doen: rapport", "- [ ] rapport"),
        ("- Do zrobienia: raport", "- [ ] raport"),
        ("- やること：報告", "- [ ] 報告"),
        ("- 待办：报告", "- [ ] 报告"),
    ] {
        is_task(line, item);
    }
}

#[test]
fn the_word_alone_makes_no_task() {
    for text in [
        "# TODO\n\n- send it\n",
        "## TODO: the rest\n- send it\n",
        "TODO: the rest\n---\n- send it\n",
        "- TODO\n  - send it\n",
        "- TODO:\n  - send it\n",
        "**TODO**\n\n- send it\n",
        "- Todo list is long\n",
        "- TODO list is long\n",
        "- TODO comments in the code: 40\n",
        "- DONE is better than perfect\n",
        "- my TODO: send it\n",
        "- I have a todo for you\n",
        "- Done: shipped the import\n",
        "- Doing well, thanks\n",
        "- done with the import\n",
        "- TODOs are many\n",
        "- TODO/FIXME marks\n",
        "- TODO-list: long\n",
        "- \"TODO: x\" in the code\n",
        "- `TODO: x` in the code\n",
        "- `TODO` means that it is open\n",
        "- [TODO](https://example.com/todo)\n",
        "[TODO]: https://example.com/todo\n",
        "- [ ] TODO: send it\n",
        "- [x] DONE send it\n",
        "- TODO: none\n",
        "- Todo: nichts\n",
        "- À faire : rien\n",
        "- DONE DEAL\n",
        "- TODO ...\n",
        "- We agreed what to do: nothing more\n",
        "- todo://open\n",
        "TODO is what she writes\n",
        "```\n- TODO: x\n```\n",
        "<!-- TODO: x -->\n",
        "<!--\nTODO: x\n-->\n",
        "    TODO: x\n",
        "---\ntitle: x\nTODO: x\n---\n",
        "- Task: Alex built the import\n",
    ] {
        is_none(text);
    }
}

#[test]
fn rows_of_a_table_of_tasks_are_tasks() {
    let table = |head: &str, row: &str| {
        let rule = "|---".repeat(head.matches('|').count() - 1);
        format!("## Next\n\n{head}\n{rule}|\n{row}\n")
    };
    for (head, row, item) in [
        (
            "| Task | Owner | Status |",
            "| send it | Dana | open |",
            "- [ ] send it @dana",
        ),
        (
            "| Action | Who | When |",
            "| send it | Alex Kim | 2026-12-01 |",
            "- [ ] send it @alex due:2026-12-01",
        ),
        (
            "| Owner | Action items |",
            "| @dana | send **it** |",
            "- [ ] send **it** @dana",
        ),
        (
            "| What | Who | When |",
            "| send it | Bob | soon |",
            "- [ ] send it",
        ),
        ("| **Task** | Done? |", "| send it | no |", "- [ ] send it"),
        (
            "| Aufgabe | Wer | Bis wann |",
            "| Bericht | Dana | Fr |",
            "- [ ] Bericht @dana",
        ),
        (
            "| Tâche | Responsable | Échéance |",
            "| rapport | Dana | |",
            "- [ ] rapport @dana",
        ),
        (
            "| Tarea | Responsable | Plazo |",
            "| informe | | |",
            "- [ ] informe",
        ),
        (
            "| Tarefa | Responsável | Prazo |",
            "| relatório | | |",
            "- [ ] relatório",
        ),
        (
            "| Attività | Chi | Scadenza |",
            "| rapporto | | |",
            "- [ ] rapporto",
        ),
        (
            "| Actie | Wie | Wanneer |",
            "| rapport | | |",
            "- [ ] rapport",
        ),
        (
            "| Zadanie | Kto | Termin |",
            "| raport | | |",
            "- [ ] raport",
        ),
        ("| タスク | 担当 | 期限 |", "| 報告 | | |", "- [ ] 報告"),
        ("| 任务 | 负责人 | 截止日期 |", "| 报告 | | |", "- [ ] 报告"),
        ("| Done | Task |", "| [x] | send it |", "- [x] send it"),
        (
            "| Task | Owner |",
            "| [ ] send it | Dana |",
            "- [ ] send it @dana",
        ),
        // Boxes in cells say it whatever the head is.
        ("| Week | Plan |", "| 48 | [ ] send it |", "- [ ] send it"),
        ("| Week | Plan |", "| ☐ | send it |", "- [ ] send it"),
        ("| Week | Plan |", "| [x] | a\\|b |", "- [x] a\\|b"),
    ] {
        let told = told(&table(head, row));
        let items: Vec<(usize, &str)> = told
            .iter()
            .map(|(line, _, item)| (*line, item.as_str()))
            .collect();
        assert_eq!(items, [(5, item)], "{head}");
    }
    // Also without pipes at the ends, in a quote, and below CRLF.
    for text in [
        "Task | Owner\n--- | :-:\nsend it | Dana\n",
        "> | Task | Owner |\n> |---|---|\n> | send it | Dana |\n",
        "| Task | Owner |\r\n|---|---|\r\n| send it | Dana |\r\n",
    ] {
        let told = told(text);
        assert_eq!(told.len(), 1, "{text}");
        assert_eq!(told[0].2, "- [ ] send it @dana", "{text}");
    }
}

#[test]
fn other_tables_are_left_in_peace() {
    for text in [
        "| Feature | Owner | Status |\n|---|---|---|\n| import | Dana | live |\n",
        "| Name | Role |\n|---|---|\n| Dana | manager |\n",
        "| Task | Hours |\n|---|---|\n| import | 3 |\n",
        "| What | When |\n|---|---|\n| vacation | 2026-12-24 |\n",
        "| Topic | Who |\n|---|---|\n| import | Dana |\n",
        "| Task | Owner |\n|---|---|\n",
        "| Task | Owner |\n|---|---|\n| | |\n| none | - |\n",
        "| Task | Owner | is what a table would say\n",
        "| a | b |\n|---|---|\n| [x](u) | [1] y |\n",
        "| a | b |\n|---|---|\n| [ ] | |\n",
        "```\n| Task | Owner |\n|---|---|\n| a | b |\n```\n",
    ] {
        is_none(text);
    }
}

#[test]
fn once_a_section_with_how_many() {
    let text = "TODO: a\n## Wins\n- TODO: b\n- x\n- DONE: c\n\n| Task | Who |\n|---|---|\n| d | Alex |\n| e | |\n\n### More\n- TODO: f\n## Personal\n- TODO: g\n- TODO: h\n";
    let settings = settings_for_tests();
    let date = parse_date("2026-11-24").expect("a date");
    let meeting = Meeting::read(date, text, None, &settings.vocabulary);
    let found: Vec<(usize, usize, String)> = diagnostics(&meeting, &settings.pair)
        .into_iter()
        .map(|told| {
            let place = meeting.place(told.span.start);
            let count = told.message.split(' ').next().unwrap_or_default();
            (place.line, place.column, count.to_string())
        })
        .collect();
    let expected = [(1, 1, "this"), (3, 3, "4"), (13, 3, "this"), (15, 3, "2")];
    let expected = expected.map(|(line, column, count)| (line, column, count.to_string()));
    assert_eq!(found, expected);
}

/// Each language has words for the columns, so that a new one is not forgotten.
#[test]
fn every_language_has_the_words() {
    for language in Language::ALL {
        for key in [
            "todo-labels",
            "task-columns",
            "thing-columns",
            "who-columns",
            "when-columns",
            "state-columns",
        ] {
            assert!(!language.listed(key).is_empty(), "{language:?}: {key}");
        }
    }
}
