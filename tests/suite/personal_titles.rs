//! Titles of personal sections in ten languages, however they are written; and titles that are none.

use oneonone::meeting::{Language, Role, Vocabulary};

use crate::sandbox::Sandbox;

/// A word that stands below titles of personal sections only.
const SECRET: &str = "quorvex";

/// Titles of what is personal.
const PERSONAL: [&str; 146] = [
    // English
    "Personal",
    "Personal updates",
    "Personal Info",
    "Personal stuff",
    "Personal life",
    "Personal / wellbeing",
    "Personal notes",
    "Personal check-in",
    "Personal matters",
    "Private",
    "Private matters",
    "Private notes",
    "How are you?",
    "How are you doing",
    "How's life?",
    "Life",
    "Life outside work",
    "Life outside of work",
    "Outside work",
    "Family",
    "Family & friends",
    "Health",
    "Mental health",
    "Wellbeing",
    "Well-being",
    "Health & wellbeing",
    "Off the record",
    "Between us",
    "Just between us",
    "Just us",
    "Confidential",
    "My personal notes",
    "Our personal stuff",
    "Anything personal?",
    "Quick personal update",
    "Some private things",
    "Personal and family",
    "Wins / Personal",
    "Work & personal",
    "Team, personal",
    "Non-work",
    "Personal topics",
    "Personal news",
    "Personal questions",
    "Private conversation",
    "Strictly private",
    "My family",
    "Personal: the move",
    "Personal notes about the beta",
    "Private thoughts on the repository",
    "Personal project",
    // German
    "Persönliches",
    "Persönlich",
    "Persönliche Themen",
    "Persönlicher Austausch",
    "Privates",
    "Privat",
    "Private Themen",
    "Privatleben",
    "Etwas Persönliches",
    "Sonstiges Privates",
    "Wie geht es dir?",
    "Wie geht's?",
    "Unter uns",
    "Unter vier Augen",
    "Gesundheit",
    "Familie",
    "Wohlbefinden",
    "Persoenliches",
    "Arbeit und Privates",
    // French
    "Perso",
    "Point perso",
    "Vie privée",
    "Vie personnelle",
    "Sujets personnels",
    "Questions personnelles",
    "Privé",
    "Entre nous",
    "Bien-être",
    "Comment ça va ?",
    "Hors travail",
    "Famille",
    "Point personnel",
    "Notes privées",
    // Spanish
    "Asuntos personales",
    "Temas personales",
    "Lo personal",
    "Vida personal",
    "Vida privada",
    "Privado",
    "Cosas personales",
    "¿Cómo estás?",
    "Bienestar",
    "Entre nosotros",
    "Familia",
    "Notas privadas",
    "Tema personal",
    // Portuguese
    "Pessoal",
    "Assuntos pessoais",
    "Vida pessoal",
    "Vida privada e família",
    "Bem-estar",
    "Como você está?",
    "Família",
    "Saúde",
    "Entre nós",
    "Notas pessoais",
    // Italian
    "Personale",
    "Questioni personali",
    "Vita privata",
    "Vita personale",
    "Privato",
    "Come stai?",
    "Benessere",
    "Famiglia",
    "Tra noi",
    "Note personali",
    // Dutch
    "Persoonlijk",
    "Persoonlijke zaken",
    "Privé-zaken",
    "Privéleven",
    "Hoe gaat het?",
    "Welzijn",
    "Gezin",
    "Onder ons",
    "Iets persoonlijks",
    // Polish
    "Osobiste",
    "Sprawy osobiste",
    "Prywatne",
    "Życie prywatne",
    "Sprawy prywatne",
    "Samopoczucie",
    "Rodzina",
    "Zdrowie",
    "Między nami",
    // Japanese
    "プライベート",
    "個人的なこと",
    "個人",
    "私生活",
    "家族",
    "仕事以外のこと",
    // Chinese
    "个人",
    "个人近况",
    "私人",
    "私事",
    "我的个人生活",
];

/// Titles that are not of what is personal.
const OPEN: [&str; 142] = [
    "Personnel",
    "Personnel planning",
    "New personnel",
    "Key personnel",
    "Personnel & organisation",
    "Personal development",
    "Personal growth",
    "Personal goals",
    "Personal OKRs",
    "Personal brand",
    "Goals, personal OKRs",
    "Personal development plan",
    "Personal learning goals",
    "My personal goals",
    "Personal objectives",
    "Career development",
    "Private beta",
    "Private cloud",
    "Private repo",
    "Private repositories",
    "Private key",
    "Private keys",
    "Private API",
    "Private link sharing",
    "Private channel",
    "Private network",
    "Private preview",
    "Private equity",
    "Private sector",
    "Private npm registry",
    "Private Kubernetes cluster",
    "Private beta feedback",
    "Our private beta",
    "Launch: private beta",
    "Private beta for enterprise",
    "Private API deprecation",
    "Private GitHub repo",
    "Private fields",
    "Private methods",
    "Private endpoints",
    "Private investors",
    "Private label",
    "Private customers",
    "Roadmap (private beta)",
    "Private beta {#private-beta}",
    "Release #private-beta",
    "Keep the repo private",
    "Private mode",
    "Private browsing",
    "Personal finance app",
    "Personal access token",
    "Personal access tokens",
    "Personal computers",
    "Personal data",
    "Personal assistant API",
    "Personal accounts",
    "Personal workspaces",
    "Personal dashboard",
    "Personal data pipeline",
    "Personalisation",
    "Personalization engine",
    "Personas",
    "Personality test",
    "Impersonation",
    "Interpersonal skills",
    "Privacy",
    "Privacy policy",
    "Privatisation",
    "Privateer",
    "Privilege escalation",
    "Lifecycle",
    "Life cycle of a ticket",
    "Lifetime value",
    "Health checks",
    "Service health",
    "Team health",
    "Health of the build",
    "Family tree import",
    "Outside counsel",
    "Confidential computing",
    "How are we doing",
    "How we work",
    "Check-in",
    "Between releases",
    "Personalplanung",
    "Personalabteilung",
    "Personalgespräche",
    "Mehr Personal",
    "Mangel an Personal",
    "Persönliche Entwicklung",
    "Persönliche Ziele",
    "Private Cloud",
    "Privatkunden",
    "Private Schlüssel",
    "Privatisierung",
    "Persönlicher Entwicklungsplan",
    "Persönliche Weiterentwicklung",
    "Privates Repository",
    "Développement personnel",
    "Objectifs personnels",
    "Gestion du personnel",
    "Dépôt privé",
    "Clé privée",
    "Secteur privé",
    "Données personnelles",
    "Réseau privé",
    "Canal privé",
    "Desarrollo personal",
    "Objetivos personales",
    "Gestión de personal",
    "Selección de personal",
    "Nube privada",
    "Sector privado",
    "Red privada",
    "Datos personales",
    "Desenvolvimento pessoal",
    "Metas pessoais",
    "Gestão de pessoal",
    "Departamento pessoal",
    "Nuvem privada",
    "Sviluppo personale",
    "Obiettivi personali",
    "Gestione del personale",
    "Chiave privata",
    "Rete privata",
    "Persoonlijke ontwikkeling",
    "Persoonlijke doelen",
    "Personeel",
    "Personeelsplanning",
    "Rozwój osobisty",
    "Cele osobiste",
    "Klucz prywatny",
    "Personel",
    "個人目標",
    "個人の目標",
    "プライベートクラウド",
    "個人情報保護",
    "法人",
    "个人发展",
    "个人目标",
    "私有云",
    "个人信息保护",
];

/// What an exporter or a person puts around a title.
const AROUND: [&str; 52] = [
    "TITLE",
    "TITLE:",
    "TITLE {#t1}",
    "TITLE {#personal}",
    "TITLE {.unnumbered}",
    "7. TITLE",
    "7) TITLE",
    "(7) TITLE",
    "1.2.3 TITLE",
    "7 – TITLE",
    "IV. TITLE",
    "b) TITLE",
    "#7 TITLE",
    "① TITLE",
    "7️⃣ TITLE",
    "TITLE (2)",
    "TITLE [3]",
    "TITLE 2/3",
    "TITLE (just us)",
    "TITLE (optional) {#x}",
    "(optional) TITLE",
    "TITLE #private",
    "TITLE #one-on-one #a/b",
    "#us TITLE",
    ":house: TITLE",
    ":house_with_garden: TITLE :+1:",
    "🏡 TITLE",
    "TITLE 🎉✨",
    "**TITLE**",
    "*TITLE*",
    "__TITLE__",
    "~~TITLE~~",
    "==TITLE==",
    "`TITLE`",
    "[TITLE](https://example.com/a)",
    "[[TITLE]]",
    "[TITLE]",
    "TITLE[^1]",
    "TITLE <!-- for the two of us -->",
    "<!-- x --> TITLE",
    "<a id=\"p\"></a>TITLE",
    "<u>TITLE</u>",
    "TITLE - 5 min",
    "5 min: TITLE",
    "TITLE — 10:35",
    "&nbsp;TITLE&nbsp;",
    "\u{200b}TITLE\u{200d}",
    "TITLE ^a95049",
    "TITLE ##",
    "> TITLE <",
    "— TITLE —",
    "\\[TITLE\\]",
];

fn role(title: &str) -> Option<Role> {
    Vocabulary::default().role(title)
}

#[test]
fn titles_of_what_is_personal_are_known() {
    let wrong: Vec<&str> = PERSONAL
        .into_iter()
        .filter(|title| role(title) != Some(Role::Personal))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn titles_of_the_work_are_known() {
    let wrong: Vec<&str> = OPEN
        .into_iter()
        .filter(|title| role(title) == Some(Role::Personal))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_one_wants_to_become_is_career() {
    for title in [
        "Personal development",
        "Personal goals",
        "Persönliche Entwicklung",
        "Développement personnel",
        "Desarrollo personal",
        "Desenvolvimento pessoal",
        "Sviluppo personale",
        "Persoonlijke ontwikkeling",
        "Rozwój osobisty",
        "個人目標",
        "个人发展",
        "3. Personal development {#pd}",
    ] {
        assert_eq!(role(title), Some(Role::Career), "{title}");
    }
}

#[test]
fn the_same_is_put_around_all_titles() {
    for (title, expected) in [
        ("Action items {#a}", Some(Role::ActionItems)),
        ("3. Action items", Some(Role::ActionItems)),
        ("✅ Action Items (2)", Some(Role::ActionItems)),
        ("Next steps / Action items", Some(Role::ActionItems)),
        (":trophy: Wins [^2]", Some(Role::Wins)),
        ("Wins & highlights", Some(Role::Wins)),
        ("Wins / Blockers", None),
        ("Notes (private)", Some(Role::Personal)),
        ("Notes #personal", Some(Role::Personal)),
        ("Notes (long)", Some(Role::Notes)),
        ("1:1", None),
        ("2026", None),
    ] {
        assert_eq!(role(title), expected, "{title}");
    }
}

/// A notebook with one meeting a week for each of `titles`, with a `word` below it in every form.
fn notebook(titles: impl IntoIterator<Item = String>, word: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "home/.config/oneonone/config.yaml",
        "me: alex\nnotebooks: []\n",
    );
    let mut day = chrono::NaiveDate::from_ymd_opt(2026, 11, 17).expect("a date");
    for (number, title) in titles.into_iter().enumerate() {
        let below = format!(
            "A {word} line {number}\n- A {word} point {number}\n- [ ] A {word} item {number} @alex\n- [x] Done {word} {number} @dana\n### Notes\n- Noted {word} {number}\n### Action items\n- [ ] Act {word} {number} @dana due:2026-11-30\n"
        );
        let text = format!(
            "---\nstatus: held\n---\n# 1:1\n\n## Wins\n- Shipped {number}\n\n## {title}\n{below}\n## Summary\nAll well {number}\n"
        );
        sandbox.write(&format!("alex/meetings/{day}.md"), text);
        day = day.pred_opt().expect("a date");
    }
    sandbox
}

#[test]
fn nothing_is_shown_from_below_a_personal_title() {
    for (at, chunk) in PERSONAL.chunks(75).enumerate() {
        let titles = chunk.iter().enumerate();
        let around = |number: usize| AROUND[(number * 7 + at) % AROUND.len()];
        let titles = titles.map(|(number, title)| around(number).replace("TITLE", title));
        let sandbox = notebook(titles, SECRET);
        let recap = "--today 2026-11-24 close --yes --anyway --no-steps --date 2026-11-17";
        for line in [
            "",
            "status --json",
            "check --strict --json",
            "prep",
            "prep --json",
            "log",
            "report --from 2020-01-01",
            "report --from 2020-01-01 --json",
            "search quorvex",
            "search quorvex --json",
            "search quorvex --section notes",
            "export",
            "export --format csv",
            "ask",
            "handover --to Kim --all",
            recap,
            "search quorvex --section action-items",
            "export --from 2026-11-24",
            "prep --today 2026-11-24",
        ] {
            if line == "search quorvex --section action-items" {
                // It says to the one who types it what it carries.
                let new = "new --no-edit --template skip-level";
                sandbox.run_line(new).ended_with(0);
            }
            let run = sandbox.run_line(line);
            let all = (run.stdout + &run.stderr).to_lowercase();
            let mut told: Vec<&str> = all.lines().filter(|said| said.contains(SECRET)).collect();
            told.retain(|said| !said.contains("no line holds"));
            assert_eq!(told, [""; 0], "{line}");
        }
        let shown = sandbox.run_line("search quorvex --section personal");
        assert!(shown.stdout.lines().count() >= chunk.len() * 6, "{shown:?}");
    }
}

#[test]
fn every_title_is_known_whatever_stands_around_it() {
    let mut wrong = Vec::new();
    for around in AROUND {
        // As the heading is read, with its markup gone.
        let source: String = PERSONAL
            .iter()
            .map(|title| format!("## {}\n\n", around.replace("TITLE", title)))
            .collect();
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 17).expect("a date");
        let vocabulary = Vocabulary::default();
        let meeting = oneonone::meeting::Meeting::read(date, source, None, &vocabulary);
        assert_eq!(meeting.sections().len(), PERSONAL.len(), "{around}");
        let sections = meeting.sections().iter();
        wrong.extend(
            sections
                .filter(|section| section.role != Some(Role::Personal))
                .map(|section| format!("{around}: {}", section.title)),
        );
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_not_personal_is_found() {
    for chunk in OPEN.chunks(70) {
        let titles = chunk.iter().map(|title| (*title).to_string());
        let sandbox = notebook(titles, "zibble");
        let found = sandbox.run_line("search zibble").ended_with(0).stdout;
        for (number, title) in chunk.iter().enumerate() {
            let point = format!("- A zibble point {number}\n");
            assert!(found.contains(&point), "{title}");
        }
    }
}

#[test]
fn the_language_of_the_notebook_decides_what_means_two_things() {
    let in_language = |language: Language| {
        let mut vocabulary = Vocabulary::default();
        vocabulary.speak(language);
        vocabulary
    };
    for (language, title, is_personal) in [
        (Language::German, "Personal", false),
        (Language::German, "3. Personal (Team)", false),
        (Language::German, "Neues Personal", false),
        (Language::German, "Persönliches", true),
        (Language::German, "Personal updates", true),
        (Language::Spanish, "Personal", false),
        (Language::Spanish, "Personal nuevo", false),
        (Language::Spanish, "Tema personal", true),
        (Language::Spanish, "Vida personal", true),
        (Language::English, "Personal", true),
        (Language::French, "Personal", true),
        (Language::French, "Personnel", true),
        (Language::French, "Temps personnel", true),
        (Language::English, "Temps personnel", false),
        (Language::English, "Personnel", false),
        (Language::Italian, "Personale", true),
    ] {
        let role = in_language(language).role(title);
        assert_eq!(
            role == Some(Role::Personal),
            is_personal,
            "{language:?}: {title}"
        );
    }
}

/// The headings beside it tell the language where the settings don't, and where they are not true of the file.
#[test]
fn the_headings_of_the_file_tell_its_language() {
    let found = |language: &str, text: &str| {
        let sandbox = Sandbox::new();
        let configuration = sandbox.read("alex/oneonone.yaml");
        sandbox.write("alex/oneonone.yaml", configuration + language);
        sandbox.write("alex/meetings/2026-11-17.md", text);
        let run = sandbox.run_line("search quorvex"); // no hit ends with 1
        assert!(!run.stderr.contains("unknown key"), "{run:?}");
        let items = sandbox.run_line("items --json").ended_with(0).stdout;
        // Both readings, that of a few lines and that of all, agree.
        assert_eq!(
            items.contains("\"role\": \"personal\""),
            run.stdout.is_empty(),
            "{text}"
        );
        !run.stdout.is_empty()
    };
    let below = "- [ ] quorvex @alex\n";
    for (language, text, is_shown) in [
        ("", format!("## Réussites\n\n## Personnel\n{below}"), false),
        (
            "",
            format!("## Personnel\n{below}\n## Prochaines étapes\n"),
            false,
        ),
        ("", format!("## Wins\n\n## Personnel\n{below}"), true),
        ("", format!("## Personnel\n{below}"), true),
        ("language: fr\n", format!("## Personnel\n{below}"), false),
        (
            "language: de\n",
            format!("## Erfolge\n\n## Personal\n{below}"),
            true,
        ),
        ("language: de\n", format!("## Personal\n{below}"), true),
        // A template in English came along.
        (
            "language: de\n",
            format!("## Wins\n\n## Personal\n{below}\n## Notes\n\n## Summary\n"),
            false,
        ),
        (
            "language: es\n",
            format!("## Logros\n\n## Personal\n{below}"),
            true,
        ),
        (
            "language: es\n",
            format!("## Next steps\n\n## Personal\n{below}"),
            false,
        ),
        ("", format!("## Erfolge\n\n## Personal\n{below}"), false),
    ] {
        assert_eq!(found(language, &text), is_shown, "{language}{text}");
    }
}

#[test]
fn the_titles_of_the_pair_come_first() {
    let sandbox = Sandbox::new();
    let configuration = sandbox.read("alex/oneonone.yaml");
    let titles = "sections:\n  personal: [\"Zuhause\", \"Notes (ours)\"]\n  notes: [\"Private matters\", \"Health\"]\n  plans: \"1. Personal plans\"\n";
    sandbox.write("alex/oneonone.yaml", configuration + titles);
    for (title, is_shown) in [
        ("Zuhause", false),
        ("3. Zuhause {#z}", false),
        ("Wins / Zuhause", false),
        ("Notes (ours)", false),
        ("Notes", true),
        ("Private matters", true),
        ("🔒 Private matters (2)", true),
        ("Health", true),
        ("Personal plans", true),
        ("Private things", false),
    ] {
        sandbox.write(
            "alex/meetings/2026-11-17.md",
            format!("## {title}\n- a quorvex\n"),
        );
        let run = sandbox.run_line("search quorvex"); // no hit ends with 1
        assert_eq!(!run.stdout.is_empty(), is_shown, "{title}");
    }
}

/// A page is called after the meeting, and that is no section.
#[test]
fn the_title_of_the_page_closes_nothing() {
    let sandbox = Sandbox::new();
    for title in [
        "Private 1:1 Alex and Dana",
        "1:1 (private)",
        "Private meeting, 2026-11-17",
        "1:1 notes",
    ] {
        let text = format!("# {title}\n\n## Wins\n- a quorvex\n\n## Team\n- a quorvex\n");
        sandbox.write("alex/meetings/2026-11-17.md", text);
        let run = sandbox.run_line("search quorvex"); // no hit ends with 1
        assert_eq!(
            run.stdout
                .lines()
                .filter(|line| line.contains("a quorvex"))
                .count(),
            2,
            "{title}: {run:?}"
        );
    }
}

#[test]
fn check_names_a_title_that_one_word_closes_and_what_to_write() {
    let sandbox = Sandbox::new();
    for day in ["2026-11-10", "2026-11-17"] {
        let text = "---\nstatus: held\n---\n## Wins\n- a\n\n## Personal shopper\n- quorvex\n\n## Personal\n- quorvex\n\n## Private notes\n- quorvex\n";
        sandbox.write(&format!("alex/meetings/{day}.md"), text);
    }
    let run = sandbox.run_line("check").ended_with(0);
    assert_eq!(run.stdout.matches("personal-by-word").count(), 1, "{run:?}");
    assert!(run.stdout.contains("meetings/2026-11-17.md:7:1"), "{run:?}");
    assert!(
        run.stdout.contains("personal: [\"Personal shopper\"]"),
        "{run:?}"
    );
    assert!(!run.stdout.contains(SECRET), "{run:?}");
    let configuration = sandbox.read("alex/oneonone.yaml");
    for titles in [
        "sections:\n  personal: [\"Personal shopper\"]\n",
        "sections:\n  notes: [\"Personal shopper\"]\n",
    ] {
        sandbox.write("alex/oneonone.yaml", configuration.clone() + titles);
        let run = sandbox.run_line("check").ended_with(0);
        assert!(!run.stdout.contains("personal-by-word"), "{run:?}");
    }
}

/// A line that is there to be a heading and is none closes nothing; nobody is left to believe that it does.
#[test]
fn check_names_what_is_called_personal_and_is_no_heading() {
    for (line, below) in [
        ("> **Personal**", "> quorvex"),
        ("- [ ] x\n  - Personal:", "    - quorvex"),
        ("Personal:", "quorvex"),
        ("> ## Personal", "> quorvex"),
        ("#Personal", "quorvex"),
    ] {
        let sandbox = Sandbox::new();
        let text = format!("---\nstatus: held\n---\n## Wins\n\n{line}\n{below}\n\n## Notes\n");
        sandbox.write("alex/meetings/2026-11-17.md", text);
        let run = sandbox.run(&["check"]);
        let said = "`Personal` is no heading, so what stands below it is not personal";
        let place = format!("2026-11-17.md:{}", 6 + line.matches('\n').count());
        assert!(run.stdout.contains(&place), "{line}: {run:?}");
        assert_eq!(run.stdout.matches(said).count(), 1, "{line}: {run:?}");
        assert!(
            run.stdout.contains("write `## Personal`"),
            "{line}: {run:?}"
        );
        assert!(!run.stdout.contains("quorvex"), "{line}: {run:?}");
        // What it says to write helps.
        let text = "---\nstatus: held\n---\n## Wins\n\n## Personal\n- [ ] quorvex\n\n## Notes\n";
        sandbox.write("alex/meetings/2026-11-17.md", text);
        let run = sandbox.run(&["check"]);
        assert!(!run.stdout.contains("personal-no-heading"), "{run:?}");
        let export = sandbox.run(&["export"]).ended_with(0).stdout;
        assert!(!export.contains("quorvex"), "{line}");
    }
}
