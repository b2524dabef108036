//! A report as Markdown.

use super::outline::{ReportBlock, ReportPoint, by_month, fate_word};

/// `blocks` under `title`, as a document.
pub fn document(title: &str, blocks: &[ReportBlock]) -> String {
    let mut parts = vec![format!("# {}", escaped(title))];
    for block in blocks {
        parts.push(match block {
            ReportBlock::Heading(text) => format!("## {}", escaped(text)),
            ReportBlock::Subheading(text) => format!("### {}", escaped(text)),
            ReportBlock::Text(text) => escaped(text),
            ReportBlock::List(points) => points.iter().map(point).collect::<Vec<_>>().join("\n"),
            ReportBlock::Rhythm(meetings) => {
                let rows = by_month(meetings).into_iter().map(|(month, meetings)| {
                    let told = meetings.iter().map(|(date, outcome)| {
                        format!("{} {}", date.format("%-d"), fate_word(*outcome))
                    });
                    let told = told.collect::<Vec<_>>().join(", ");
                    format!("| {} | {told} |", month.format("%B %Y"))
                });
                table("month", "meetings", rows)
            }
            ReportBlock::Bars(bars) => {
                let rows = bars.iter().map(|bar| {
                    let parts = bar.parts.iter();
                    let told = parts.map(|(_, count, word)| format!("{count} {word}"));
                    let told = told.collect::<Vec<_>>().join(", ");
                    format!("| {} | {told} |", cell(&bar.label))
                });
                table("", "", rows)
            }
        });
    }
    format!("{}\n", parts.join("\n\n"))
}

fn table(left: &str, right: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: Vec<String> = rows.collect();
    format!("| {left} | {right} |\n| --- | --- |\n{}", rows.join("\n"))
}

fn point(point: &ReportPoint) -> String {
    let mut text = format!("- {}", escaped(&point.text));
    if !point.aside.is_empty() {
        text.push_str(&format!(" *({})*", escaped(&point.aside)));
    }
    for note in &point.notes {
        text.push_str(&format!("\n  - {}", escaped(note)));
    }
    text
}

/// Text of people, which is Markdown already, so that it begins no block of its own where it now stands.
fn escaped(text: &str) -> String {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = number.len() < text.len() && number.starts_with(['.', ')']);
    let begins = [
        "#", ">", "- ", "+ ", "* ", "---", "***", "===", "```", "~~~", "|", "<", "[ ]", "[x]",
    ];
    match is_number || begins.iter().any(|begin| text.starts_with(begin)) {
        true if is_number => text.replacen(['.', ')'], "\\.", 1),
        true => format!("\\{text}"),
        false => text.to_string(),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
