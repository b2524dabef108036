//! Work that a run gives to a second process of this program. The measuring process must stay small: a child's peak
//! memory begins with that of the process it was started from.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

use super::corpus::Corpus;

/// `--make NAME ROOT`.
pub fn make(words: &[&str]) -> Result<(), String> {
    let [name, root] = words else {
        return Err("--make NAME ROOT".to_owned());
    };
    let corpus = Corpus::named(name).ok_or_else(|| format!("no corpus is called `{name}`"))?;
    corpus
        .make(Path::new(root))
        .map_err(|error| error.to_string())
}

/// `--count FILE`: prints how many items the program listed, and the reference of the first.
pub fn count(words: &[&str]) -> Result<(), String> {
    let [path] = words else {
        return Err("--count FILE".to_owned());
    };
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let answer: Value =
        serde_json::from_str(&text).map_err(|error| format!("not JSON: {error}"))?;
    let items = answer["items"]
        .as_array()
        .ok_or("the answer has no array `items`")?;
    let reference = items
        .first()
        .and_then(|item| item["ref"].as_str())
        .unwrap_or("-");
    writeln!(io::stdout(), "{} {reference}", items.len()).map_err(|error| error.to_string())
}
