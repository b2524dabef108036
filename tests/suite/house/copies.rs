//! Lines that stand in two places: six and more that are the same but for their indentation.

use std::collections::HashMap;

/// From how many lines on a run counts.
const RUN: usize = 6;

/// A run in more places than this is how the language is written, not a copy.
const COMMON: usize = 8;

/// A run of lines that stands in two places.
pub struct Copy {
    /// The file and the first line of each place.
    pub places: [(String, usize); 2],
    /// How many lines it has, of those that count.
    pub lines: usize,
}

/// The copies among `files`, each a path and a text, the longest first.
pub fn copies(files: &[(String, String)]) -> Vec<Copy> {
    let files: Vec<(&str, Vec<(usize, &str)>)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), lines_that_count(text)))
        .collect();
    // A number for each line that is like no other.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut windows: HashMap<[usize; RUN], Vec<(usize, usize)>> = HashMap::new();
    for (file, (_, lines)) in files.iter().enumerate() {
        let lines: Vec<usize> = lines
            .iter()
            .map(|(_, line)| {
                let next = numbers.len();
                *numbers.entry(line).or_insert(next)
            })
            .collect();
        for (at, window) in lines.windows(RUN).enumerate() {
            let window = window.try_into().expect("a window of that size");
            windows.entry(window).or_default().push((file, at));
        }
    }
    let line = |(file, at): (usize, usize)| files[file].1.get(at).map(|(_, line)| *line);
    let mut found = Vec::new();
    for places in windows.values().filter(|places| places.len() <= COMMON) {
        for (index, one) in places.iter().enumerate() {
            for other in &places[index + 1..] {
                let before = |place: &(usize, usize)| {
                    Some(line((place.0, place.1.checked_sub(1)?))?.to_string())
                };
                // Told once, where the run begins.
                if before(one).is_some() && before(one) == before(other) {
                    continue;
                }
                let same = |step: &usize| {
                    let (here, there) =
                        (line((one.0, one.1 + step)), line((other.0, other.1 + step)));
                    here.is_some() && here == there && (one.0 != other.0 || one.1 + step < other.1)
                };
                let lines = (0..).take_while(same).count();
                if lines >= RUN {
                    let place = |(file, at): (usize, usize)| {
                        (files[file].0.to_string(), files[file].1[at].0)
                    };
                    found.push(Copy {
                        places: [place(*one), place(*other)],
                        lines,
                    });
                }
            }
        }
    }
    found.sort_by(|a, b| (b.lines, &a.places).cmp(&(a.lines, &b.places)));
    found
}

/// The lines that say something, with their numbers from 1: no blank, no comment, no attribute, no lone bracket, no
/// import.
fn lines_that_count(text: &str) -> Vec<(usize, &str)> {
    let mut in_use = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let begins_use = line.starts_with("use ") || line.starts_with("pub use ");
        let is_use = in_use || begins_use;
        in_use = is_use && !line.ends_with(';');
        let is_bracket = line.chars().all(|c| !c.is_alphanumeric());
        if !is_use && !is_bracket && !line.starts_with("//") && !line.starts_with("#[") {
            lines.push((number + 1, line));
        }
    }
    lines
}
