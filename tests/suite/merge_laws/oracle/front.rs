//! What must be there of the front matter.

use oneonone::meeting::Meeting;

use super::{Story, changed};

pub fn fault(story: &Story<'_>, read: &Meeting) -> Option<String> {
    let Some(front) = read.front_matter() else {
        return Some("there is no front matter".to_string());
    };
    if let Some(diagnostic) = front.diagnostics(read.source()).first() {
        return Some(format!("the front matter: {}", diagnostic.message));
    }
    let names = story.names(|agenda| agenda.keys.iter().map(|(key, _)| key.as_str()).collect());
    let lines: Vec<&str> = front.content.slice(read.source()).lines().collect();
    names.into_iter().find_map(|key| {
        let found: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].starts_with(&format!("{key}:")))
            .collect();
        let Some((value, other)) = expected(key, story.states(|agenda| agenda.key(key))) else {
            return (!found.is_empty()).then(|| format!("`{key}` is there again"));
        };
        let [at] = found.as_slice() else {
            return Some(format!("`{key}` is there {} times", found.len()));
        };
        let below = lines.get(at + 1).copied().unwrap_or_default();
        let is_told = other.is_none_or(|(name, value)| {
            below == format!("# both changed this: {name} wrote {key}: {value}")
        });
        let is_right = lines[*at] == format!("{key}: {value}") && is_told;
        (!is_right).then(|| {
            format!(
                "`{}` and below it `{below}`, not `{key}: {value}`",
                lines[*at]
            )
        })
    })
}

/// The value that stays, and whose is noted below it and what it is.
type Value = (String, Option<(&'static str, String)>);

fn expected(key: &str, states: [Option<&str>; 3]) -> Option<Value> {
    let just = |value: &str| Some((value.to_string(), None));
    match states {
        [_, None, None] => None,
        [base, Some(only), None] | [base, None, Some(only)] if base == Some(only) => None,
        [_, Some(only), None] | [_, None, Some(only)] => just(only),
        [base, Some(ours), Some(theirs)] => match changed(&base, &Some(ours), &Some(theirs)) {
            Ok(value) => just(value?),
            Err(_) if key == "read_by" => just(&set(base.unwrap_or("[]"), ours, theirs)),
            Err(_) if key == "status" => {
                let ranked = ["held", "cancelled", "moved", "planned"];
                just(
                    ranked
                        .iter()
                        .find(|status| [ours, theirs].contains(status))?,
                )
            }
            Err(_) if ours < theirs => Some((ours.to_string(), Some(("Alex", theirs.to_string())))),
            Err(_) => Some((theirs.to_string(), Some(("Dana", ours.to_string())))),
        },
    }
}

/// What was there and neither took away, and then what is new in the order of its letters.
fn set(base: &str, ours: &str, theirs: &str) -> String {
    let members = |text: &str| -> Vec<String> {
        let inner = text.trim_matches(['[', ']']).split(", ");
        inner
            .filter(|member| !member.is_empty())
            .map(str::to_string)
            .collect()
    };
    let (base, ours, theirs) = (members(base), members(ours), members(theirs));
    let mut result: Vec<String> = base
        .iter()
        .filter(|member| ours.contains(member) && theirs.contains(member))
        .cloned()
        .collect();
    let mut new: Vec<String> = ours
        .into_iter()
        .chain(theirs)
        .filter(|member| !base.contains(member))
        .collect();
    new.sort();
    new.dedup();
    result.extend(new);
    format!("[{}]", result.join(", "))
}
