//! How an item is named in a command: REF, which is a short reference, `file:line`, or words of the item.

use std::path::Path;

use super::listing::ListedItem;
use crate::markdown::{Searched, Sought};

/// The letters of a short reference: consonants, so that none is a word.
const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrstv";
/// A short reference has at least so many.
const SHORTEST: usize = 3;

/// The shortest references that tell `hashes` apart, in the same order.
pub fn references(hashes: &[u64]) -> Vec<String> {
    let mut sorted: Vec<String> = hashes.iter().map(|hash| spelled(*hash)).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let common = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    hashes
        .iter()
        .map(|hash| {
            let name = spelled(*hash);
            let at = sorted.partition_point(|other| *other < name);
            let before = at
                .checked_sub(1)
                .map_or(0, |before| common(&sorted[before], &name));
            let after = sorted.get(at + 1).map_or(0, |after| common(after, &name));
            name[..before
                .max(after)
                .saturating_add(1)
                .clamp(SHORTEST, name.len())]
                .to_string()
        })
        .collect()
}

/// A hash in sixteen consonants, four bits each.
pub fn spelled(hash: u64) -> String {
    (0..16)
        .rev()
        .map(|at| char::from(LETTERS[usize::from((hash >> (4 * at)) as u8 & 15)]))
        .collect()
}

/// Which of `items`, each with the folder of its notebook, are meant by `reference`, by their indexes.
///
/// A place in a file means what stands there and nothing else. Letters mean the items whose short reference begins with
/// them; where there is none, they are words. Words mean the one item with this title, else those in which they stand as
/// one phrase, else all in which each of them begins a word.
pub fn meant(items: &[(&Path, &ListedItem)], reference: &str) -> Vec<usize> {
    let all = |is: &dyn Fn(&Path, &ListedItem) -> bool| -> Vec<usize> {
        let numbered = items.iter().enumerate();
        numbered
            .filter(|(_, (folder, item))| is(folder, item))
            .map(|(index, _)| index)
            .collect()
    };
    if let Some((path, line)) = file_and_line(reference) {
        return all(&|folder, item| {
            item.line == line && folder.join(item.path().to_string()).ends_with(path)
        });
    }
    let letters = reference.to_lowercase();
    if letters.len() >= SHORTEST && letters.bytes().all(|byte| LETTERS.contains(&byte)) {
        let found = all(&|_, item| spelled(item.hash).starts_with(&letters));
        if !found.is_empty() {
            return found;
        }
    }
    let sought = Sought::new(reference);
    if sought.is_empty() {
        return Vec::new();
    }
    let titles: Vec<Searched> = items
        .iter()
        .map(|(_, item)| Searched::new(&item.title))
        .collect();
    let such = |is: &dyn Fn(&Searched) -> bool| -> Vec<usize> {
        let numbered = titles.iter().enumerate();
        numbered
            .filter(|(_, title)| is(title))
            .map(|(index, _)| index)
            .collect()
    };
    let exact = such(&|title| sought.is_all_of(title));
    if exact.len() == 1 {
        return exact;
    }
    let phrase = such(&|title| sought.is_phrase_in(title));
    if !phrase.is_empty() {
        return phrase;
    }
    such(&|title| sought.begins_words_of(title))
}

/// `meetings/2026-11-24.md:14` or `…:14:7`.
fn file_and_line(reference: &str) -> Option<(&str, usize)> {
    let (_, place) = reference.rsplit_once(".md:")?;
    let path = &reference[..reference.len() - place.len() - 1];
    let (line, column) = place.split_once(':').unwrap_or((place, "1"));
    column.parse::<usize>().ok()?;
    Some((path.trim_start_matches("./"), line.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{ItemSelection, Skimmed, Vocabulary, list, parse_date};

    /// Two notebooks: a folder, and what stands in their meetings of 17 and 24 November.
    const NOTEBOOKS: [(&str, [&str; 2]); 2] = [
        (
            "/home/dana/alex",
            [
                "- [ ] Ask for runners @dana\n- [x] Book the room\n",
                "# 1:1\n\n- [ ] Ask who decides on #12 (CI)\n- [ ] Ask\n",
            ],
        ),
        (
            "/home/dana/zoe",
            ["- [ ] Draft the Überblick\n", "- [ ] Ask for runners\n"],
        ),
    ];

    /// The items of both, each with its folder, in order.
    fn items() -> Vec<(&'static Path, ListedItem)> {
        let mut all = Vec::new();
        for (folder, sources) in NOTEBOOKS {
            let days = ["2026-11-17", "2026-11-24"].map(|day| parse_date(day).expect("a date"));
            let meetings = days.into_iter().zip(sources).map(|(day, source)| {
                let vocabulary = Vocabulary::default();
                Skimmed::read(day, source, None, &vocabulary, ItemSelection::All.wanted())
            });
            let listed = list(&meetings.collect::<Vec<_>>(), ItemSelection::All);
            all.extend(listed.into_iter().map(|item| (Path::new(folder), item)));
        }
        all
    }

    /// `reference` means the items that are numbered so: 0 to 3 are those of Alex, 4 and 5 those of Zoe.
    #[track_caller]
    fn check(reference: &str, expected: &[usize]) {
        let items = items();
        let items: Vec<(&Path, &ListedItem)> = items.iter().map(|(at, item)| (*at, item)).collect();
        assert_eq!(items.len(), 6);
        assert_eq!(meant(&items, reference), expected, "{reference}");
    }

    #[test]
    fn words_begin_words_of_the_item() {
        check("runners", &[0, 5]);
        check("run", &[0, 5]);
        check("Run  ASK", &[0, 5]);
        check("unners", &[]);
        check("ask runners room", &[]);
        check("ci", &[2]);
        check("dec", &[2]);
        check("überblick", &[4]);
        check("u\u{308}berblick", &[4]);
        check("@dana", &[]);
        check("", &[]);
        check("  ", &[]);
    }

    #[test]
    fn a_phrase_comes_before_words() {
        // Of both, in this order in one alone.
        check("ask who", &[2]);
        check("who ask", &[2]);
        check("for run", &[0, 5]);
        check("decides on #12", &[2]);
    }

    #[test]
    fn words_find_what_is_written_otherwise() {
        check("uberblick", &[4]);
        check("ÜBERBLICK", &[4]);
        check("Draft the **Überblick**", &[4]);
        check("ask \\(ci\\)", &[2]);
        check("ｒｕｎ", &[0, 5]);
    }

    #[test]
    fn what_is_no_word_stands_anywhere() {
        check("#12", &[2]);
        check("(CI)", &[2]);
        check("on #1", &[2]);
        check("#13", &[]);
        check("#12 who", &[2]);
        check("#12 room", &[]);
    }

    #[test]
    fn the_whole_title_means_that_one_item() {
        check("ask", &[3]);
        check("Book the room", &[1]);
        // Two have this title.
        check("ask for runners", &[0, 5]);
    }

    #[test]
    fn a_place_means_what_stands_there() {
        check("meetings/2026-11-17.md:1", &[0, 4]);
        check("meetings/2026-11-17.md:2", &[1]);
        check("alex/meetings/2026-11-17.md:1", &[0]);
        check("/home/dana/zoe/meetings/2026-11-17.md:1", &[4]);
        check("2026-11-24.md:3", &[2]);
        check("./2026-11-24.md:3", &[2]);
        check("2026-11-24.md:3:7", &[2]);
        check("2026-11-24.md:4:1", &[3]);
        check("2026-11-24.md:2", &[]);
        check("11-24.md:3", &[]);
        check("bo/meetings/2026-11-17.md:1", &[]);
        // Not a meeting's file, so these are words.
        check("ask:3", &[]);
        check("2026-11-24:3", &[]);
        check("2026-11-24.md", &[]);
        check("2026-11-24.md:x", &[]);
        check("2026-11-24.md:3:x", &[]);
        check("2026-11-24.md:3:7:1", &[]);
    }

    #[test]
    fn letters_begin_the_short_reference() {
        let items = items();
        let hashes: Vec<u64> = items.iter().map(|(_, item)| item.hash).collect();
        for (at, letters) in references(&hashes).iter().enumerate() {
            check(letters, &[at]);
            check(&letters.to_uppercase(), &[at]);
            check(&spelled(hashes[at]), &[at]);
            check(&letters[..2], &[]);
            // One letter that no reference has.
            check(&format!("{letters}a"), &[]);
        }
    }

    #[test]
    fn letters_that_begin_no_reference_are_words() {
        let vocabulary = Vocabulary::default();
        let date = parse_date("2026-11-24").expect("a date");
        let source = "- [ ] Mr Brst sends the files\n- [ ] b\n";
        let meeting = Skimmed::read(date, source, None, &vocabulary, ItemSelection::All.wanted());
        let listed = list(&[meeting], ItemSelection::All);
        let folder = Path::new("/alex");
        let items: Vec<(&Path, &ListedItem)> = listed.iter().map(|item| (folder, item)).collect();
        assert_eq!(meant(&items, "brst"), [0]);
        assert_eq!(meant(&items, "b"), [1]);
    }

    #[test]
    fn references_are_short_and_unlike() {
        let hashes = [
            0x0123_4567_89ab_cdef,
            0x0123_4f67_89ab_cdef,
            0xf000_0000_0000_0000,
        ];
        assert_eq!(references(&hashes), ["bcdfgh", "bcdfgv", "vbb"]);
        assert_eq!(references(&[7, 7])[0], references(&[7])[0]);
    }
}
