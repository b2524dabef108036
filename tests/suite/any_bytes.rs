//! What holds for any bytes that someone calls a meeting. The fuzz target asserts the same.

use oneonone::markdown::{Damage, Document, Wanted, decode};
use oneonone::meeting::{ActionItem, Meeting, Skimmed, Vocabulary, parse_date};
use oneonone::plan::{Verdict, ticked};
use oneonone::text::Span;

/// Read `bytes` in every way, and change what may be changed.
///
/// # Panics
/// When a span is not in the text, two readings differ, or a change is not the one byte that it should be.
pub fn check(bytes: &[u8]) {
    let (source, damage) = decode(bytes.to_vec());
    let vocabulary = Vocabulary::default();
    let date = parse_date("2026-11-24").expect("a date");
    let meeting = Meeting::read(date, source.clone(), damage, &vocabulary);
    assert_eq!(meeting.source(), source);
    spans_are_in_the_text(&meeting);
    for wanted in [Wanted::Open, Wanted::Any] {
        let quick = Skimmed::read(date, source.clone(), damage, &vocabulary, wanted);
        same_items(&meeting, &quick, wanted);
    }
    for (index, item) in meeting.items().iter().enumerate() {
        let ticked = match ticked(&meeting, &[index], &Verdict::Done, &vocabulary) {
            Ok(ticked) => ticked,
            Err(error) => {
                assert!(damage.is_some(), "{error}: {source:?}");
                continue;
            }
        };
        assert!(
            damage.is_none(),
            "a damaged file is never changed: {source:?}"
        );
        let mark = item.checkbox.mark;
        match ticked.text().edits() {
            [] => assert!(matches!(mark.slice(&source), "x" | "X")),
            [edit] => assert_eq!((edit.span, edit.replacement.as_str()), (mark, "x")),
            other => panic!("{other:?}"),
        }
    }
}

fn spans_are_in_the_text(meeting: &Meeting) {
    let source = meeting.source();
    let check = |span: Span| {
        assert!(
            span.start <= span.end && source.get(span.start..span.end).is_some(),
            "{span:?} of {source:?}"
        );
        let lines = source
            .bytes()
            .filter(|byte| matches!(byte, b'\n' | b'\r'))
            .count()
            + 1;
        for offset in [span.start, span.end] {
            let place = meeting.place(offset);
            assert!((1..=lines).contains(&place.line), "{place:?} of {source:?}");
            assert!(
                (1..=source.len() + 1).contains(&place.column),
                "{place:?} of {source:?}"
            );
        }
    };
    let document = meeting.document();
    check(document.body());
    document
        .headings()
        .iter()
        .for_each(|heading| check(heading.span));
    document.verbatim().iter().copied().for_each(check);
    let mut end = document.body().start;
    for block in document.blocks() {
        check(block.span);
        assert!(
            end <= block.span.start,
            "blocks overlap at {end} of {source:?}"
        );
        end = block.span.end;
    }
    for item in document.items() {
        check(Span::new(item.line_start, item.marker.start));
        check(item.marker);
        check(Span::new(item.line_start, item.end));
        item.lines
            .iter()
            .chain(&item.plain)
            .copied()
            .for_each(check);
        if let Some(parent) = item.parent {
            let parent = &document.items()[parent];
            assert!(
                parent.line_start <= item.line_start && item.end <= parent.end,
                "{source:?}"
            );
        }
    }
    for section in meeting.sections() {
        check(section.heading);
        check(section.own);
        check(section.whole);
    }
    for item in meeting.items() {
        check(item.checkbox.span);
        assert!(item.checkbox.span.contains(item.checkbox.mark));
        item.attributes.spans().for_each(check);
        for date in &item.attributes.dates {
            check(date.span);
            assert_eq!(
                parse_date(date.value.slice(source)),
                Some(date.date),
                "{source:?}"
            );
        }
    }
    for diagnostic in meeting.diagnostics(|_| true) {
        check(diagnostic.span);
    }
    if let Some(front_matter) = document.front_matter() {
        check(front_matter.span);
        check(front_matter.content);
        for entry in &front_matter.entries {
            check(entry.raw);
            check(entry.lines);
        }
    }
    if let Some(Damage::ConflictMarkers(span) | Damage::UnclosedFrontMatter(span)) =
        document.damage()
    {
        check(span);
    }
    let _ = Document::newline(document);
}

fn same_items(whole: &Meeting, quick: &Skimmed, wanted: Wanted) {
    let told = |meeting: &Skimmed| -> Vec<String> {
        let is_wanted = |item: &&ActionItem| wanted == Wanted::Any || item.status().is_open();
        let items = meeting.items().iter().filter(is_wanted);
        items
            .map(|item| {
                let section = meeting.sections_around(item).next();
                let section = section.map(|section| &section.title);
                format!(
                    "{:?} {:?} {:?} {:?} {section:?} {:?}",
                    item.checkbox, item.title, item.lines, item.attributes, item.role
                )
            })
            .collect()
    };
    assert_eq!(
        told(quick),
        told(whole),
        "{wanted:?} of {:?}",
        whole.source()
    );
}
