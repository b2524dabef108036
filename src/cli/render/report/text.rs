//! A report at the terminal, with small charts.

use super::outline::{Bar, ReportBlock, ReportPoint, Shade, by_month};
use crate::cli::outside::{Shown, style};
use crate::markdown::unmarked;
use crate::view::MeetingOutcome;

/// So many columns a bar has at most.
const BAR: usize = 30;
/// So many points of a list are shown; the other forms have them all.
const POINTS: usize = 12;

/// `blocks` under `title`, as lines.
pub fn lines(title: &str, blocks: &[ReportBlock]) -> Vec<Shown> {
    let mut shown = vec![Shown::new().styled(style::TITLE, title)];
    for block in blocks {
        match block {
            ReportBlock::Heading(text) => {
                shown.push(Shown::new());
                shown.push(Shown::new().styled(style::TITLE, text));
            }
            ReportBlock::Subheading(text) => {
                shown.push(Shown::new().plain("  ").styled(style::DIM, text))
            }
            ReportBlock::Text(text) => shown.push(Shown::new().plain("  ").plain(text)),
            ReportBlock::List(points) => shown.extend(list(points)),
            ReportBlock::Rhythm(meetings) => {
                for (month, meetings) in by_month(meetings) {
                    let marks: Vec<&str> =
                        meetings.iter().map(|(_, outcome)| mark(*outcome)).collect();
                    let month = month.format("%b %Y").to_string();
                    shown.push(
                        Shown::new()
                            .plain("  ")
                            .styled(style::DIM, &month)
                            .plain("  ")
                            .plain(&marks.join(" ")),
                    );
                }
                let key = "  ● held  ◐ held on another day  × cancelled  · missed";
                shown.push(Shown::new().styled(style::DIM, key));
            }
            ReportBlock::Bars(rows) => shown.extend(bars(rows)),
        }
    }
    shown
}

fn list(points: &[ReportPoint]) -> Vec<Shown> {
    let mut shown = Vec::new();
    for point in points.iter().take(POINTS) {
        let mut line = Shown::new().plain("  · ").plain(&unmarked(&point.text));
        if !point.aside.is_empty() {
            line.push_styled(style::DIM, &format!("  {}", point.aside));
        }
        shown.push(line);
        for note in &point.notes {
            shown.push(Shown::new().plain("      ").plain(&unmarked(note)));
        }
    }
    if points.len() > POINTS {
        let more = format!("    … {} more", points.len() - POINTS);
        shown.push(Shown::new().styled(style::DIM, &more));
    }
    shown
}

fn mark(outcome: MeetingOutcome) -> &'static str {
    match outcome {
        MeetingOutcome::Held => "●",
        MeetingOutcome::Moved => "◐",
        MeetingOutcome::Cancelled => "×",
        MeetingOutcome::Missed => "·",
    }
}

fn bars(rows: &[Bar]) -> Vec<Shown> {
    use unicode_width::UnicodeWidthStr as _;
    let total = |row: &Bar| row.parts.iter().map(|(_, count, _)| count).sum::<usize>();
    let most = rows.iter().map(total).max().unwrap_or(0).max(1);
    let label = rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
    rows.iter()
        .map(|row| {
            let gap = " ".repeat(label - row.label.width());
            let mut line = Shown::new()
                .plain("  ")
                .plain(&row.label)
                .plain(&gap)
                .plain("  ");
            let mut told = Vec::new();
            for (shade, count, word) in &row.parts {
                // What is there is seen, however little it is.
                let columns = (count * BAR / most).max(usize::from(*count > 0));
                let block = match shade {
                    Shade::Full => "█",
                    Shade::Half => "▒",
                    Shade::Empty => "░",
                };
                line.push(&block.repeat(columns));
                if *count > 0 || row.parts.len() == 1 {
                    told.push(format!("{count} {word}"));
                }
            }
            let gap = if total(row) == 0 { "" } else { "  " };
            line.push_styled(style::DIM, &format!("{gap}{}", told.join(", ")));
            line
        })
        .collect()
}
