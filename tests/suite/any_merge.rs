//! What holds for the merge of any three texts. The fuzz target asserts the same.

use oneonone::markdown::{Damage, decode};
use oneonone::meeting::Vocabulary;
use oneonone::merge::{MergeRefused, Merged, Names, Three, merge};

/// Merge three texts, cut out of `bytes` at its first two NUL bytes, in every way.
///
/// # Panics
/// When swapping the sides gives something else, a side alone does not come out as it is, or a conflict marker appears.
pub fn check(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut text = || decode(parts.next().unwrap_or_default().to_vec()).0;
    let (base, ours, theirs) = (text(), text(), text());
    let result = merged(&base, &ours, &theirs, ["Dana", "Alex"]);
    let swapped = merged(&base, &theirs, &ours, ["Alex", "Dana"]);
    match (&result, &swapped) {
        (Ok(one), Ok(other)) => assert_eq!(one, other, "{base:?} {ours:?} {theirs:?}"),
        (Err(_), Err(_)) => {}
        _ => panic!("refused one way only: {base:?} {ours:?} {theirs:?}"),
    }
    for (base, ours, theirs, expected) in [
        (&base, &ours, &ours, &ours),
        (&base, &base, &theirs, &theirs),
        (&base, &ours, &base, &ours),
    ] {
        let side = merged(base, ours, theirs, ["Dana", "Alex"]);
        assert_eq!(side.map(|merged| merged.text).as_ref(), Ok(expected));
    }
    if let Ok(merged) = result {
        let is_marked = |text: &str| matches!(Damage::of(text), Some(Damage::ConflictMarkers(_)));
        let came_in = is_marked(&ours) || is_marked(&theirs);
        assert!(
            came_in || !is_marked(&merged.text),
            "{base:?} {ours:?} {theirs:?}"
        );
    }
}

fn merged(base: &str, ours: &str, theirs: &str, by: [&str; 2]) -> Result<Merged, MergeRefused> {
    let [ours_by, theirs_by] = by.map(|name| Some(name.to_string()));
    let names = Names {
        ours: ours_by,
        theirs: theirs_by,
    };
    merge(
        Three::new(base, ours, theirs),
        &names,
        &Vocabulary::default(),
    )
}
