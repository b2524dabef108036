//! Titles of sections as people write them, in ten languages: those of a role, and those of none.

use oneonone::meeting::{Handle, Person, Role, Vocabulary};

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (handle, name) in [("alex", "Alex Kim"), ("dana", "Dana Ng")] {
        vocabulary.know(&Person {
            handle: Handle::new(handle).expect("a handle"),
            name: name.to_string(),
            email: None,
        });
    }
    vocabulary
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn headings_as_people_write_them_are_known() {
    let vocabulary = vocabulary();
    let wrong: Vec<String> = lines(include_str!("titles/known.txt"))
        .filter_map(|line| {
            let (role, title) = line.split_once(": ")?;
            let found = vocabulary.role(title).map(Role::word);
            (found != Some(role)).then(|| format!("{line} ({})", found.unwrap_or("none")))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn headings_of_other_things_are_of_no_role() {
    let vocabulary = vocabulary();
    let wrong: Vec<String> = lines(include_str!("titles/none.txt"))
        .filter_map(|title| {
            let role = vocabulary.role(title)?;
            Some(format!("{title}: {}", role.word()))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

/// Every title of `keys` in the files of words.
fn titles_of(keys: &[&str]) -> Vec<&'static str> {
    let files = [
        include_str!("../../templates/words/en.txt"),
        include_str!("../../templates/words/de.txt"),
        include_str!("../../templates/words/fr.txt"),
        include_str!("../../templates/words/es.txt"),
        include_str!("../../templates/words/pt.txt"),
        include_str!("../../templates/words/it.txt"),
        include_str!("../../templates/words/nl.txt"),
        include_str!("../../templates/words/pl.txt"),
        include_str!("../../templates/words/ja.txt"),
        include_str!("../../templates/words/zh.txt"),
    ];
    let lines = files.into_iter().flat_map(str::lines);
    let lists = lines.filter_map(|line| line.split_once(": "));
    let lists = lists.filter(|(key, _)| keys.contains(key));
    lists.flat_map(|(_, titles)| titles.split(", ")).collect()
}

fn open_ones(titles: &[&str], around: &[&str]) -> Vec<String> {
    let vocabulary = vocabulary();
    let mut open = Vec::new();
    for title in titles {
        let titles = around.iter().map(|around| around.replace("TITLE", title));
        let is_open = |title: &String| vocabulary.role(title) != Some(Role::Personal);
        open.extend(titles.filter(is_open));
    }
    open
}

/// However well a title of the work is known, what stands beside it and says personal closes the section.
#[test]
fn what_says_personal_beside_a_known_title_closes_it() {
    let roles = Role::ALL.map(Role::word);
    let titles = titles_of(&roles);
    assert!(titles.len() > 2000, "{}", titles.len());
    let around = [
        "TITLE (personal)",
        "(private) TITLE",
        "TITLE (just us)",
        "TITLE #private",
        "TITLE {#x} (privé)",
        "TITLE / Personal",
        "Personal & TITLE",
        "Vie privée / TITLE",
        "TITLE + Persönliches",
        "Off the record: TITLE",
        "TITLE（プライベート）",
        "TITLE・私事",
        "TITLE / 个人近况",
    ];
    assert_eq!(open_ones(&titles, &around), [""; 0]);
}

/// What may stand beside a title of the work opens none of what is personal.
#[test]
fn what_people_put_beside_a_title_opens_nothing_personal() {
    let around = [
        "TITLE for Alex",
        "Alex's TITLE",
        "My TITLE (10 min)",
        "TITLE & wins",
        "Wins / TITLE",
        "TITLE, this week",
        "TITLE – next steps",
        "TITLE (update)",
        "Erfolge / TITLE",
        "TITLE | Retours",
    ];
    let titles = titles_of(&["titles"]);
    assert!(titles.len() > 250, "{}", titles.len());
    let open = open_ones(&titles, &around);
    // `Personal` is a noun for staff behind a noun, in two languages.
    assert_eq!(open, [""; 0]);
}
