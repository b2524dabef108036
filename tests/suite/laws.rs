//! The central law on random notebooks: no open item is ever lost or doubled, and nothing else is touched.
//!
//! `PROPTEST_CASES=5000 cargo test --test suite laws` looks harder.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use oneonone::change::PlanError;
use oneonone::markdown::{CheckboxStatus, Damage, Document, ListItem, rules};
use oneonone::meeting::{ActionItem, ItemSelection, Meeting, Vocabulary, list};
use oneonone::plan::by_hand::{self, Within};
use oneonone::plan::{blank_agenda, prepare};
use oneonone::text::fold_white_space;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseResult};

use super::memory::Memory;
use super::random_notebook::{document, is_ragged, notebook, with_words};

/// As many cases as the environment asks for, or `default`.
pub fn cases(default: u32) -> ProptestConfig {
    let asked = crate::surroundings::asked("PROPTEST_CASES");
    ProptestConfig {
        // Without a wish the same cases every time; with one, others every time.
        rng_seed: if asked.is_none() {
            RngSeed::Fixed(20_261_124)
        } else {
            RngSeed::Random
        },
        cases: asked
            .as_ref()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(default),
        failure_persistence: None, // what fails goes into the corpus or a case by hand
        ..ProptestConfig::default()
    }
}

/// Things and how often each is there.
type Bag<T> = BTreeMap<T, usize>;

fn bag<T: Ord>(things: impl IntoIterator<Item = T>) -> Bag<T> {
    let mut bag = Bag::new();
    for thing in things {
        *bag.entry(thing).or_default() += 1;
    }
    bag
}

/// What `a` has more than `b`.
fn minus<T: Ord + Clone>(a: &Bag<T>, b: &Bag<T>) -> Bag<T> {
    let mut left = a.clone();
    for (thing, count) in b {
        if let Some(have) = left.get_mut(thing) {
            *have = have.saturating_sub(*count);
        }
    }
    left.retain(|_, count| *count > 0);
    left
}

fn whole(date: NaiveDate, text: &str) -> Meeting {
    Meeting::read(date, text.to_string(), None, &Vocabulary::default())
}

/// The items that are listed as open, by what makes them the same over all meetings.
fn open(memory: &Memory) -> Bag<(NaiveDate, String)> {
    let listed = memory.list(ItemSelection::Open);
    bag(listed.into_iter().map(|item| (item.origin, item.title)))
}

/// The nearest action item around `index` for which `counts` holds.
fn around(items: &[ActionItem], index: usize, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let mut parent = items[index].parent;
    while let Some(at) = parent.filter(|at| !counts(*at)) {
        parent = items[at].parent;
    }
    parent
}

/// All that carry must keep of an item, and the one thing that it may add.
fn told(meeting: &Meeting, index: usize, parent: Option<usize>) -> String {
    let items = meeting.items();
    let item = &items[index];
    let words: Vec<&str> = item
        .lines
        .iter()
        .map(|line| line.slice(meeting.source()))
        .collect();
    let mut words = fold_white_space(&words.join(" "));
    let origin = |item: &ActionItem| meeting.origin_of(item);
    let added = format!(" since:{}", origin(item));
    match item.since() {
        None => words.push_str(&added),
        Some(_) => {
            // `since:` may stand before other attributes; where it stands is not what this is about.
            if let Some(at) = words.find(&added) {
                words.replace_range(at..at + added.len(), "");
                words.push_str(&added);
            }
        }
    }
    let parent = parent.map(|at| format!("{} {}", origin(&items[at]), items[at].title));
    format!(
        "{} [{}] {words} | {} | {:?} {:?} {:?} below {parent:?}",
        origin(item),
        item.status().word(),
        item.title,
        item.owner(),
        item.due(),
        item.attributes.priority.map(|(level, _)| level),
    )
}

/// Indexes of the items of each source that are to be carried into `target`, by meeting.
fn to_be_carried(memory: &Memory, target: NaiveDate) -> Vec<(Meeting, HashSet<usize>)> {
    let series = memory.whole_series();
    let item_copies = series.item_copies();
    let mut found = Vec::new();
    for (index, meeting) in series.meetings().iter().enumerate() {
        if meeting.date() >= target || meeting.damage().is_some() {
            continue;
        }
        let items = item_copies
            .iter()
            .filter(|item_copy| item_copy.meeting == index && !item_copy.superseded)
            .map(|item_copy| item_copy.item)
            .filter(|item| meeting.items()[*item].status().is_open());
        let whole = series.whole(meeting.date()).expect("the meeting");
        found.push((Meeting::clone(whole), items.collect()));
    }
    found
}

/// A line without what may change when it is carried: depth, list marker, box, and an added `since:`.
fn essence(line: &str) -> String {
    let mut text = line.trim();
    loop {
        let unquoted = text.trim_start_matches(['>', ' ', '\t']);
        let digits = unquoted.trim_start_matches(|c: char| c.is_ascii_digit());
        let bare = match unquoted.strip_prefix(['-', '*', '+']) {
            Some(rest) => rest,
            None if digits.len() < unquoted.len() => {
                digits.strip_prefix(['.', ')']).unwrap_or(unquoted)
            }
            None => unquoted,
        };
        let bare = match bare.strip_prefix([' ', '\t']) {
            Some(rest) => rest.trim_start(),
            None if bare.is_empty() => bare,
            None => unquoted,
        };
        if bare == text {
            break;
        }
        text = bare;
    }
    let mut chars = text.chars();
    if chars.next() == Some('[') && chars.next().is_some() && chars.next() == Some(']') {
        text = chars.as_str().trim_start();
    }
    text.to_string()
}

/// All that may stand in a carried line of these documents.
fn essences(memory: &Memory) -> HashSet<String> {
    let mut known = HashSet::new();
    for (date, text) in &memory.files {
        known.extend(
            text.trim_start_matches('\u{feff}')
                .split(['\n', '\r'])
                .map(essence),
        );
        let meeting = whole(*date, text);
        for item in meeting.items() {
            known.insert(essence(&item.title)); // as a line of context
            known.extend(item.lines.iter().map(|line| essence(line.slice(text))));
        }
        for item in meeting.document().items() {
            let words: Vec<&str> = item.lines.iter().map(|line| line.slice(text)).collect();
            known.insert(essence(&fold_white_space(&words.join(" "))));
        }
    }
    known
}

/// Every way to take one added `since:` out of `line`, and the line itself.
fn without_since(line: &str) -> Vec<String> {
    let mut forms = vec![line.to_string()];
    for (at, _) in line.match_indices(" since:") {
        if let Some(rest) = line.get(at + 17..) {
            forms.push(format!("{}{rest}", &line[..at]));
        }
    }
    forms
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .collect()
}

/// (d) Sources differ by single bytes in boxes. (e) The agenda keeps its lines, and gains only what was carried.
fn only_what_must_change_changes(
    before: &Memory,
    blank: &str,
    after: &Memory,
    target: NaiveDate,
) -> TestCaseResult {
    for (day, old) in &before.files {
        let new = &after.files[day];
        if *day == target || old == new {
            continue;
        }
        prop_assert_eq!(old.len(), new.len(), "{}", day);
        let marks: HashSet<usize> = whole(*day, old)
            .items()
            .iter()
            .filter(|item| item.status().is_open())
            .map(|item| item.checkbox.mark.start)
            .collect();
        for (at, (a, b)) in old.bytes().zip(new.bytes()).enumerate() {
            prop_assert!(
                a == b || b == b'>' && marks.contains(&at),
                "{day}: byte {at} of {old:?}"
            );
        }
    }
    let old = before.files.get(&target).map_or(blank, String::as_str);
    let new = &after.files[&target];
    // A byte-order mark is no line: what is put in stands behind it.
    prop_assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
    let (old, new) = (
        old.trim_start_matches('\u{feff}'),
        new.trim_start_matches('\u{feff}'),
    );
    let mut kept = lines(old).into_iter().peekable();
    let mut added = Vec::new();
    for line in lines(new) {
        if kept.next_if_eq(&line).is_none() {
            added.push(line);
        }
    }
    prop_assert_eq!(
        kept.next().filter(|line| !line.is_empty()),
        None,
        "\n{}\n->\n{}",
        old,
        new
    );
    if old != new && !old.trim_start_matches('\u{feff}').is_empty() {
        prop_assert_eq!(
            old.ends_with('\n'),
            new.ends_with('\n'),
            "{:?} -> {:?}",
            old,
            new
        );
    }
    if !old.replace("\r\n", "").contains(['\r', '\n']) && old.contains('\n') {
        prop_assert!(!new.replace("\r\n", "").contains(['\r', '\n']), "{:?}", new);
    }
    let known = essences(before);
    let headings: HashSet<String> = whole(target, blank)
        .sections()
        .iter()
        .map(|section| section.title.clone())
        .chain(["Action items".to_string()])
        .collect();
    for line in added.iter().filter(|line| !line.trim().is_empty()) {
        let is_heading = headings.contains(line.trim_start_matches('#').trim());
        let is_known = without_since(line).iter().any(|form| {
            known.contains(&essence(form)) || known.contains(&essence(&form.replacen('\\', "", 1)))
        });
        prop_assert!(
            is_known || is_heading,
            "{line:?} comes from nowhere:\n{new}"
        );
    }
    Ok(())
}

/// Whether the note with this word goes along: it does with the nearest action item around it.
fn goes(
    meeting: &Meeting,
    document: &Document,
    carried: &HashSet<usize>,
    at: usize,
) -> Option<bool> {
    let list = document.items();
    let holds = |item: &ListItem| item.line_start <= at && at < item.end;
    let mut innermost = list.iter().rposition(holds);
    let first = innermost?;
    // The text of an item that stays may go as context of what is below it.
    let text_end = list[first]
        .lines
        .last()
        .map_or(list[first].marker.end, |line| line.end);
    let is_carried = meeting
        .items()
        .iter()
        .position(|item| item.list_item == first);
    if at < text_end && !is_carried.is_some_and(|index| carried.contains(&index)) {
        return None;
    }
    while let Some(item) = innermost {
        let action_item = meeting
            .items()
            .iter()
            .position(|other| other.list_item == item);
        match action_item {
            Some(index) => return Some(carried.contains(&index)),
            None => innermost = list[item].parent,
        }
    }
    Some(false)
}

/// Notes go along with their item, each once, and those of other items stay.
fn notes_go_along(
    before: &Memory,
    blank: &str,
    after: &Memory,
    target: NaiveDate,
) -> TestCaseResult {
    let old = before.files.get(&target).map_or(blank, String::as_str);
    let new = &after.files[&target];
    for (meeting, carried) in to_be_carried(before, target) {
        let document = meeting.document();
        let mut at = 0;
        while let Some(found) = meeting.source()[at..].find('n') {
            at += found + 1;
            let word = &meeting.source()[at - 1..];
            let digits = word[1..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || word.as_bytes().get(digits + 1) != Some(&b'n') {
                continue;
            }
            let word = &word[..digits + 2];
            let Some(goes) = goes(&meeting, document, &carried, at - 1) else {
                continue;
            };
            let count = new.matches(word).count() - old.matches(word).count();
            prop_assert_eq!(
                count,
                usize::from(goes),
                "{} of {}:\n{}\n->\n{}",
                word,
                meeting.date(),
                meeting.source(),
                new
            );
        }
    }
    Ok(())
}

/// (a) and (f): everything open is open once, as it was.
fn all_is_open_once(
    before: &Memory,
    blank: &str,
    after: &Memory,
    target: NaiveDate,
) -> TestCaseResult {
    prop_assert_eq!(
        open(before),
        open(after),
        "listed as open\n{:#?}",
        after.files
    );
    for (day, text) in after.files.range(..target) {
        if Damage::of(text).is_some() {
            continue; // listed, and left alone
        }
        let left: Vec<_> = whole(*day, text)
            .items()
            .iter()
            .filter(|item| item.status().is_open())
            .map(|item| item.title.clone())
            .collect();
        prop_assert!(left.is_empty(), "still open on {day}: {left:?}");
    }
    let mut expected = Vec::new();
    for (meeting, carried) in to_be_carried(before, target) {
        for index in &carried {
            let parent = around(meeting.items(), *index, |at| carried.contains(&at));
            expected.push(told(&meeting, *index, parent));
        }
    }
    let agenda = |text: &str| {
        let meeting = whole(target, text);
        let items = 0..meeting.items().len();
        bag(items.map(|index| told(&meeting, index, meeting.items()[index].parent)))
    };
    let old = agenda(before.files.get(&target).map_or(blank, String::as_str));
    let new = agenda(&after.files[&target]);
    prop_assert_eq!(
        minus(&new, &old),
        bag(expected),
        "carried\n{}",
        after.files[&target]
    );
    prop_assert_eq!(minus(&old, &new), Bag::new(), "gone from the agenda");
    Ok(())
}

/// Whether there are only blank lines in `gap`; a reference definition is no block either.
fn is_no_block(gap: &str) -> bool {
    gap.lines()
        .all(|line| line.trim().is_empty() || line.starts_with("[foo]:"))
}

/// Whether the plan may be refused: a damaged agenda is never changed, and where nobody closed a fence in it there is
/// perhaps no place for a list.
fn is_allowed(error: &PlanError, agenda: Option<&String>) -> bool {
    match error {
        PlanError::Damaged { .. } => true,
        PlanError::NotReadBack { .. } => agenda.is_some_and(|agenda| {
            let found = Document::new(agenda.clone()).diagnostics();
            found
                .iter()
                .any(|found| found.rule == rules::UNCLOSED_FENCE)
        }),
        _ => false,
    }
}

/// What somebody copied by hand gets its `since:` and changes in nothing else; it and its original are then one.
fn copies_by_hand_are_joined(
    memory: &Memory,
    joined: &by_hand::Joined,
    target: NaiveDate,
) -> TestCaseResult {
    let mut settled = memory.clone();
    for (day, changed) in &joined.changed {
        let text = changed.text().after();
        let old = settled.files.insert(*day, text.clone()).expect("a meeting");
        let (old, new) = (lines(&old), lines(&text));
        prop_assert_eq!(old.len(), new.len());
        for (old, new) in old.iter().zip(new) {
            prop_assert!(*old == new || without_since(new).iter().any(|form| form == old));
        }
    }
    let mut expected = open(memory);
    for copy in &joined.copies {
        let meeting = whole(copy.date, &memory.files[&copy.date]);
        let own = (meeting.due_date(), copy.title.clone());
        prop_assert!(expected.contains_key(&(copy.origin, copy.title.clone())));
        let count = expected.get_mut(&own).expect("the copy was listed");
        *count -= 1;
    }
    expected.retain(|_, count| *count > 0);
    prop_assert_eq!(&open(&settled), &expected, "joined {:#?}", joined);
    carry_keeps_the_law(&settled, target)?;
    // Both in one go give the same, and so does what is finished after a crash.
    let (Ok(plan), Ok(apart)) = (memory.plan(target), settled.plan(target)) else {
        return Ok(());
    };
    let after = memory.after(&plan);
    prop_assert_eq!(&after.files, &settled.after(&apart).files);
    if is_written_anew(memory, target) {
        return Ok(());
    }
    for applied in 1..plan.changes().len() {
        let crashed = memory.after_some(&plan.changes()[..applied]);
        let rest = crashed.plan(target).expect("a plan");
        let finished = crashed.after(&rest);
        prop_assert_eq!(&finished.files, &after.files, "after {} changes", applied);
    }
    Ok(())
}

fn carry_keeps_the_law(memory: &Memory, target: NaiveDate) -> TestCaseResult {
    let within = Within::Agenda {
        date: target,
        from: None,
    };
    let joined = by_hand::join(&memory.whole_series(), within);
    if !joined.changed.is_empty() {
        return copies_by_hand_are_joined(memory, &joined, target);
    }
    let plan = match memory.plan(target) {
        Ok(plan) => plan,
        Err(error) => {
            prop_assert!(
                is_allowed(&error, memory.files.get(&target)),
                "(h) {error}\n{:#?}",
                memory.files
            );
            return Ok(());
        }
    };
    let blank =
        blank_agenda(&memory.series(), &memory.template(), target).expect("the template is right");
    let after = memory.after(&plan);
    all_is_open_once(memory, blank.source(), &after, target)?;
    only_what_must_change_changes(memory, blank.source(), &after, target)?;
    notes_go_along(memory, blank.source(), &after, target)?;
    // (b)
    let again = after.plan(target).expect("a plan");
    prop_assert!(again.is_empty(), "again:\n{}", again.diff());
    // (c) Another clone, which may have read the files in another way.
    let again = memory.clone().plan(target).expect("a plan");
    prop_assert_eq!(again.changes(), plan.changes());
    let whole = prepare(&memory.whole_series(), &memory.template(), target);
    let whole = whole.expect("a plan");
    prop_assert_eq!(whole.changes(), plan.changes());
    // (g) Where an item was written anew below one that was carried from the same file, a copy can't be told from
    // that of the other; then none is lost, but one may be there twice after a crash.
    if is_written_anew(memory, target) {
        return Ok(());
    }
    for applied in 1..plan.changes().len() {
        let crashed = memory.after_some(&plan.changes()[..applied]);
        prop_assert_eq!(open(&crashed), open(memory), "after {} changes", applied);
        let rest = crashed.plan(target).expect("a plan");
        let finished = crashed.after(&rest);
        prop_assert_eq!(&finished.files, &after.files, "after {} changes", applied);
    }
    Ok(())
}

/// Whether a source holds an open item and a carried one that are alike.
fn is_written_anew(memory: &Memory, target: NaiveDate) -> bool {
    memory.files.range(..target).any(|(day, text)| {
        let meeting = whole(*day, text);
        let of = |status: fn(CheckboxStatus) -> bool| -> HashSet<(Option<NaiveDate>, String)> {
            let items = meeting.items().iter().filter(|item| status(item.status()));
            let own = |since: Option<NaiveDate>| since.filter(|since| since != day);
            items
                .map(|item| (own(item.since()), item.title.clone()))
                .collect()
        };
        let carried = of(|status| status == CheckboxStatus::Carried);
        !carried.is_disjoint(&of(CheckboxStatus::is_open))
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn carry_loses_nothing_and_doubles_nothing((mut memory, target) in notebook()) {
        memory.files.retain(|_, text| !is_ragged(text));
        // Below a fence that the agenda leaves open nothing can stand, and above one that is indented hardly anything:
        // then items may stay where they are.
        let agenda = memory.files.get(&target).map(|text| Document::new(text.clone()));
        if agenda.is_some_and(|agenda| !agenda.unclosed_fences().is_empty()) {
            memory.files.remove(&target);
        }
        carry_keeps_the_law(&memory, target)?;
    }

    #[test]
    fn ragged_text_is_carried_as_it_was_or_not_at_all((memory, target) in notebook()) {
        // Where lines stand so that they would be read in another way elsewhere, a refusal is right, a guess is not.
        if let Ok(plan) = memory.plan(target) {
            let mut before = open(&memory);
            for copy in &plan.news.by_hand {
                let meeting = whole(copy.date, &memory.files[&copy.date]);
                *before.entry((meeting.due_date(), copy.title.clone())).or_default() -= 1;
            }
            before.retain(|_, count| *count > 0);
            prop_assert_eq!(open(&memory.after(&plan)), before, "\n{}", plan.diff());
        }
    }

    #[test]
    fn blocks_cover_the_source(text in document()) {
        let text = with_words(&text, &mut 0);
        let document = Document::new(text.clone());
        let mut at = document.body().start;
        for block in document.blocks() {
            prop_assert!(at <= block.span.start, "blocks overlap at {at} of {text:?}");
            let gap = &text[at..block.span.start];
            prop_assert!(is_no_block(gap), "{gap:?} of {text:?} is in no block");
            at = block.span.end;
        }
        prop_assert!(is_no_block(&text[at..]), "{:?} of {text:?} is in no block", &text[at..]);
    }

    #[test]
    fn the_quick_listing_is_the_whole_one((memory, _) in notebook()) {
        let series = memory.whole_series();
        for which in [ItemSelection::Open, ItemSelection::Done, ItemSelection::Dropped, ItemSelection::All] {
            let quick = memory.list(which);
            prop_assert_eq!(&quick, &list(series.meetings(), which), "{:?}", which);
        }
    }
}
