//! Titles of sections as people write them, in ten languages: those of a role, and those of none.

use chrono::NaiveDate;
use oneonone::meeting::{Handle, Person, Role, Vocabulary};
use serde_json::Value;

use crate::sandbox::Sandbox;

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

/// The role that each of `titles` has in the listing of a notebook with a meeting for each.
fn roles_in_a_notebook(titles: &[&str]) -> Vec<Option<String>> {
    let sandbox = Sandbox::new();
    let people = "manager: {handle: dana, name: Dana Ng}\nic: {handle: alex, name: Alex Kim}\n";
    sandbox.write("pair/oneonone.yaml", format!("format: 1\n{people}"));
    let first = NaiveDate::from_ymd_opt(2010, 1, 5).expect("a day");
    for (day, title) in first.iter_days().zip(titles) {
        let text = format!("---\nstatus: held\n---\n\n## {title}\n\n- [ ] Water the plants\n");
        sandbox.write(&format!("pair/meetings/{day}.md"), text);
    }
    let listing = sandbox.run_line("items pair --all --json").ended_with(0);
    let listing: Value = serde_json::from_str(&listing.stdout).expect("JSON");
    let items = listing["items"].as_array().expect("items");
    assert_eq!(items.len(), titles.len());
    let day = |item: &Value| item["date"].as_str().map(str::to_string);
    let mut items: Vec<&Value> = items.iter().collect();
    items.sort_by_key(|item| day(item));
    let role = |item: &&Value| item["role"].as_str().map(str::to_string);
    items.iter().map(role).collect()
}

#[test]
fn the_listing_of_a_notebook_reads_headings_alike() {
    let known: Vec<(&str, &str)> = lines(include_str!("titles/known.txt"))
        .filter_map(|line| line.split_once(": "))
        .collect();
    let titles: Vec<&str> = known.iter().map(|(_, title)| *title).collect();
    let found = roles_in_a_notebook(&titles);
    for ((role, title), found) in known.iter().zip(found) {
        assert_eq!(found.as_deref(), Some(*role), "{title}");
    }
    let others: Vec<&str> = lines(include_str!("titles/none.txt")).collect();
    let found = roles_in_a_notebook(&others);
    for (title, found) in others.iter().zip(found) {
        assert_eq!(found, None, "{title}");
    }
}
