//! A report as one HTML page that needs nothing beside it: no script, no font, no picture, no network.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::outline::{Bar, ReportBlock, ReportPoint, Shade, by_month, mark_in_words};
use crate::markdown::unmarked;
use crate::text::printable_html;
use crate::view::MeetingOutcome;

/// How every page of ours begins, by which it is known again.
pub const MARK: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"oneonone\">";

/// `blocks` under `title`, as a page.
pub fn page(title: &str, blocks: &[ReportBlock]) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="generator" content="oneonone";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Nothing is loaded, whatever the text of the notes may hold.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    @for section in sections(blocks) { (section_markup(section)) }
                }
            }
        }
    };
    printable_html(&page.into_string()).into_owned()
}

/// The blocks cut at their headings.
fn sections(blocks: &[ReportBlock]) -> impl Iterator<Item = &[ReportBlock]> {
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|at| *at == 0 || matches!(blocks[*at], ReportBlock::Heading(_)))
        .collect();
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .copied()
        .chain([blocks.len()])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| &blocks[start..end])
}

fn section_markup(blocks: &[ReportBlock]) -> Markup {
    html! {
        section {
            @for block in blocks {
                @match block {
                    ReportBlock::Heading(text) => h2 { (text) },
                    ReportBlock::Subheading(text) => h3 { (text) },
                    ReportBlock::Text(text) => p { (text) },
                    ReportBlock::List(points) => (list(points)),
                    ReportBlock::Rhythm(meetings) => (rhythm(meetings)),
                    ReportBlock::Bars(bars) => (bars_markup(bars)),
                }
            }
        }
    }
}

fn list(points: &[ReportPoint]) -> Markup {
    html! {
        ul {
            @for point in points {
                li {
                    span dir="auto" { (unmarked(&point.text)) }
                    @if !point.aside.is_empty() { " " span.aside { (point.aside) } }
                    @if !point.notes.is_empty() {
                        ul { @for note in &point.notes { li dir="auto" { (unmarked(note)) } } }
                    }
                }
            }
        }
    }
}

fn rhythm(meetings: &[(chrono::NaiveDate, MeetingOutcome)]) -> Markup {
    html! {
        dl.rhythm {
            @for (month, meetings) in by_month(meetings) {
                div {
                    dt { (month.format("%b %Y")) }
                    dd {
                        @for (date, outcome) in meetings { (mark(outcome, &mark_in_words(date, outcome))) }
                    }
                }
            }
        }
        p.key aria-hidden="true" {
            @for (outcome, word) in [
                (MeetingOutcome::Held, "held"),
                (MeetingOutcome::Moved, "held on another day"),
                (MeetingOutcome::Cancelled, "cancelled"),
                (MeetingOutcome::Missed, "missed"),
            ] {
                span { (mark(outcome, "")) " " (word) }
            }
        }
    }
}

/// A mark for a meeting: four shapes, told apart without colours.
fn mark(outcome: MeetingOutcome, words: &str) -> Markup {
    html! {
        svg.mark viewBox="0 0 16 16" role="img" aria-label=(words) {
            title { (words) }
            @match outcome {
                MeetingOutcome::Held => circle cx="8" cy="8" r="6" {},
                MeetingOutcome::Moved => {
                    circle.line cx="8" cy="8" r="6" {}
                    path d="M8 2a6 6 0 0 0 0 12z" {}
                },
                MeetingOutcome::Cancelled => path.line d="M3 3l10 10M13 3l-10 10" {},
                MeetingOutcome::Missed => circle cx="8" cy="8" r="2" {},
            }
        }
    }
}

/// Bars as a table, so that they can be read without being seen.
fn bars_markup(bars: &[Bar]) -> Markup {
    let total = |bar: &Bar| bar.parts.iter().map(|(_, count, _)| count).sum::<usize>();
    let most = bars.iter().map(total).max().unwrap_or(0).max(1);
    html! {
        table.bars {
            @for bar in bars {
                tr {
                    th scope="row" dir="auto" { (bar.label) }
                    td {
                        div.bar aria-hidden="true" {
                            @for (shade, count, _) in bar.parts.iter().filter(|(_, count, _)| *count > 0) {
                                span class=(class(*shade)) style=(format!("width:{}%", percent(*count, most))) {}
                            }
                        }
                        div.amount {
                            (bar.parts.iter().filter(|(_, count, _)| *count > 0 || bar.parts.len() == 1)
                                .map(|(_, count, word)| format!("{count} {word}"))
                                .collect::<Vec<_>>().join(", "))
                        }
                    }
                }
            }
        }
    }
}

fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::Full => "full",
        Shade::Half => "half",
        Shade::Empty => "empty",
    }
}

/// How much `count` is of `most`, with one digit behind the point.
fn percent(count: usize, most: usize) -> String {
    let thousandths = count * 1000 / most;
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// Everything is in `rem` and `%`, so that it fits a phone, a screen and paper.
const STYLE: &str = "\
:root{--paper:#fff;--ink:#1d2430;--soft:#5b6675;--line:#d5dae1;--mark:#1f6f5c}
@media (prefers-color-scheme:dark){:root{--paper:#14181f;--ink:#e4e8ee;--soft:#9aa5b4;--line:#343c48;--mark:#5cc2a6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 2rem}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}
ul{margin:.25rem 0;padding-left:1.25rem}
li{margin:.3rem 0}
li ul{color:var(--soft)}
.aside{color:var(--soft);font-size:.875rem;white-space:nowrap}
.rhythm{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.75rem;margin:1rem 0}
.rhythm dt{color:var(--soft);font-size:.875rem}
.rhythm dd{margin:0;display:flex;flex-wrap:wrap;gap:.25rem}
.mark{width:1rem;height:1rem;fill:var(--mark);vertical-align:-.15rem}
.mark .line{fill:none;stroke:var(--mark);stroke-width:2}
.key{color:var(--soft);font-size:.875rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.bars{width:100%;border-collapse:collapse;margin:1rem 0}
.bars th{font-weight:normal;text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;width:7rem}
.bars td{padding:.2rem 0}
.bar{display:flex;height:.9rem;margin-top:.3rem}
.bar span{border:1px solid var(--mark);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.bar .full{background:var(--mark)}
.bar .half{background:repeating-linear-gradient(45deg,var(--mark) 0 2px,transparent 2px 5px)}
.amount{color:var(--soft);font-size:.875rem}
@media (max-width:30rem){.aside{white-space:normal}.bars th{width:5.5rem;padding-right:.5rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--mark:#333}
main{max-width:none;padding:0}h2,h3{break-after:avoid}li,.bars,.rhythm div{break-inside:avoid}}
";
