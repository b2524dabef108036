//! One row: two figures side by side, and what is asked of them.

use std::fmt;

use super::super::measure::Figure;

/// What `PERFORMANCE.md` asks of a row.
#[derive(Clone, Copy)]
pub enum Target {
    None,
    /// At most so many times the other.
    Ratio(f64),
    /// The same, and under so many milliseconds.
    RatioAndTime(f64, f64),
    /// Under so many MiB.
    Memory(f64),
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Target::None => Ok(()),
            Target::Ratio(most) => write!(out, "≤ {most} ×"),
            Target::RatioAndTime(most, time) => write!(out, "≤ {most} ×, < {time} ms"),
            Target::Memory(most) => write!(out, "< {most} MiB"),
        }
    }
}

/// One line of the table.
pub struct Row {
    pub(super) work: String,
    pub(super) ours: String,
    pub(super) beside: String,
    pub(super) ratio: Option<f64>,
    pub(super) target: Target,
    /// The absolute figure that a target in milliseconds or MiB is about.
    value: f64,
    pub(super) cpu: String,
}

impl Row {
    /// Times side by side; without the other program its columns stay empty.
    pub fn times(
        work: impl Into<String>,
        ours: Figure,
        beside: Option<(&str, Figure)>,
        target: Target,
    ) -> Self {
        let cpu = match beside {
            Some((_, other)) => format!("{:.1} / {:.1}", ours.cpu, other.cpu),
            None => format!("{:.1}", ours.cpu),
        };
        Row {
            work: work.into(),
            ours: format!("{:.2} ({:.2}–{:.2})", ours.median, ours.min, ours.max),
            beside: beside
                .map(|(name, other)| format!("{name} {:.2}", other.median))
                .unwrap_or_default(),
            ratio: beside.map(|(_, other)| ours.median / other.median),
            target,
            value: ours.median,
            cpu,
        }
    }

    /// Peak memory.
    pub fn memory(
        work: impl Into<String>,
        ours: Figure,
        beside: Option<(&str, Figure)>,
        target: Target,
    ) -> Self {
        Row {
            work: work.into(),
            ours: format!("{:.1} MiB", ours.peak),
            beside: beside
                .map(|(name, other)| format!("{name} {:.1} MiB", other.peak))
                .unwrap_or_default(),
            ratio: beside.map(|(_, other)| ours.peak / other.peak),
            target,
            value: ours.peak,
            cpu: String::new(),
        }
    }

    /// Anything else, in words.
    pub fn words(
        work: &str,
        ours: String,
        beside: String,
        ratio: Option<f64>,
        target: Target,
    ) -> Self {
        Row {
            work: work.to_owned(),
            ours,
            beside,
            ratio,
            target,
            value: 0.0,
            cpu: String::new(),
        }
    }

    /// Whether the target is met; `None` without a target or without the figure that it is about.
    pub(super) fn met(&self) -> Option<bool> {
        match self.target {
            Target::None => None,
            Target::Ratio(most) => self.ratio.map(|ratio| ratio <= most),
            Target::RatioAndTime(most, time) => {
                self.ratio.map(|ratio| ratio <= most && self.value < time)
            }
            Target::Memory(most) => Some(self.value < most),
        }
    }
}
