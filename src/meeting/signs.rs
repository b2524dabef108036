//! What the bytes of a meeting show of its items before it is read.

use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::date::parse_date;

/// Whether `bytes`, the text of a meeting, have anything to say of open items: an open box, or the origin of an item.
pub(super) fn speaks_of_open_items(bytes: &[u8]) -> bool {
    let is_open_box = |at: usize| {
        bytes.get(at + 2) == Some(&b']') && matches!(bytes.get(at + 1), Some(b' ' | b'\t' | b'/'))
    };
    memchr::memchr_iter(b'[', bytes).any(is_open_box) || origins_named(bytes).next().is_some()
}

/// The dates in `bytes` that may be read as the origin of an item, in any form that [`read_attributes`] knows.
///
/// [`read_attributes`]: super::attribute_reader::read_attributes
pub(super) fn origins_named(bytes: &[u8]) -> impl Iterator<Item = NaiveDate> + '_ {
    let forms = ORIGIN.iter();
    forms.flat_map(move |(finder, between)| {
        finder.find_iter(bytes).filter_map(move |at| {
            let behind = &bytes[at + finder.needle().len()..];
            let gap = behind.iter().take_while(|byte| between.contains(byte));
            let from = gap.count();
            let value = behind.get(from..from + 10)?;
            parse_date(std::str::from_utf8(value).ok()?)
        })
    })
}

/// What an origin begins with, and the bytes that may stand between that and its date: white space of any kind, colons,
/// the signs that say how an emoji is drawn. Made once: over many small files making it would cost more than the search.
static ORIGIN: LazyLock<[(Finder<'static>, &'static [u8]); 3]> = LazyLock::new(|| {
    let blanks_and_colons = b" \t\r\n\x0b\x0c:\xc2\x85\xa0\xe1\x9a\x80\xe2\x81\x9f\xa8\xa9\xaf\xe3\x81\x82\x83\x84\x86\x87\x88\x89\x8a";
    [
        (Finder::new("since"), blanks_and_colons),
        (Finder::new("created"), blanks_and_colons),
        (Finder::new("\u{2795}"), b" \xef\xb8\x8e\x8f"),
    ]
});
