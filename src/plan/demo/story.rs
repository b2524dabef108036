//! The words in which a story is told: meetings, and the items that outlive them.
//!
//! A story is data. It knows *slots* (the first, second, … date of the cadence), never dates: `timeline` gives
//! every slot its date, `write` carries the items. In every text `{+3}` stands for the day three days after the
//! meeting in which the text was first written ("27 November"), `{-7}` for the day a week before it.

/// A year of one pair.
pub(super) struct Story {
    pub(super) meetings: &'static [Meeting],
    pub(super) items: &'static [Item],
}

/// One file: what the two wrote, without the items that are carried.
#[derive(Clone, Copy)]
pub(super) struct Meeting {
    pub(super) slot: u32,
    pub(super) text: &'static str,
    pub(super) mood: Option<u8>,
    pub(super) duration: Option<u32>,
    pub(super) template: Option<&'static str>,
    pub(super) moved_by_days: i64,
    pub(super) cancelled: Option<Cancelled>,
}

/// Who called a meeting off, and why.
#[derive(Clone, Copy)]
pub(super) struct Cancelled {
    pub(super) by: &'static str,
    pub(super) reason: &'static str,
}

/// A meeting that took place on its day.
pub(super) const fn held(slot: u32, text: &'static str) -> Meeting {
    Meeting {
        slot,
        text,
        mood: None,
        duration: None,
        template: None,
        moved_by_days: 0,
        cancelled: None,
    }
}

impl Meeting {
    /// The IC's own number, 1 to 5.
    pub(super) const fn mood(mut self, mood: u8) -> Self {
        self.mood = Some(mood);
        self
    }

    /// Longer or shorter than the pair's usual length.
    pub(super) const fn minutes(mut self, minutes: u32) -> Self {
        self.duration = Some(minutes);
        self
    }

    pub(super) const fn template(mut self, name: &'static str) -> Self {
        self.template = Some(name);
        self
    }

    /// Took place some days after its slot.
    pub(super) const fn moved_by_days(mut self, days: i64) -> Self {
        self.moved_by_days = days;
        self
    }

    pub(super) const fn cancelled(mut self, by: &'static str, reason: &'static str) -> Self {
        self.cancelled = Some(Cancelled { by, reason });
        self
    }
}

/// A promise, told once: where it was first written and how it ended. The copies in between are made by the writer.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) slot: u32,
    pub(super) section: Section,
    pub(super) text: &'static str,
    pub(super) owner: Option<&'static str>,
    pub(super) priority: Option<u8>,
    /// Days after the meeting in which the item was first written.
    pub(super) due: Option<i64>,
    pub(super) notes: &'static [Note],
    pub(super) steps: &'static [Item],
    pub(super) end: End,
}

/// A line below an item, added in some meeting and carried with it from there on.
#[derive(Clone, Copy)]
pub(super) struct Note {
    pub(super) slot: u32,
    pub(super) text: &'static str,
}

/// How an item ends.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// It is open to this day.
    Open,
    /// Ticked in the file of a slot; with `Some(days)`, on a day counted from that meeting, kept as `done:`.
    Done(u32, Option<i64>),
    /// Dropped in the file of a slot, with the reason.
    Dropped(u32, &'static str),
}

/// An item that `owner` promised, in the action items.
pub(super) const fn item(slot: u32, owner: &'static str, text: &'static str) -> Item {
    Item {
        slot,
        section: Section::ActionItems,
        text,
        owner: Some(owner),
        priority: None,
        due: None,
        notes: &[],
        steps: &[],
        end: End::Open,
    }
}

/// An item that nobody in particular promised: a point to come back to.
pub(super) const fn point(slot: u32, section: Section, text: &'static str) -> Item {
    let mut point = item(slot, "", text);
    point.owner = None;
    point.section = section;
    point
}

pub(super) const fn note(slot: u32, text: &'static str) -> Note {
    Note { slot, text }
}

impl Item {
    pub(super) const fn under(mut self, section: Section) -> Self {
        self.section = section;
        self
    }

    pub(super) const fn priority(mut self, priority: u8) -> Self {
        self.priority = Some(priority);
        self
    }

    pub(super) const fn due(mut self, days: i64) -> Self {
        self.due = Some(days);
        self
    }

    pub(super) const fn notes(mut self, notes: &'static [Note]) -> Self {
        self.notes = notes;
        self
    }

    /// Smaller items below this one.
    pub(super) const fn steps(mut self, steps: &'static [Self]) -> Self {
        self.steps = steps;
        self
    }

    pub(super) const fn done(mut self, slot: u32) -> Self {
        self.end = End::Done(slot, None);
        self
    }

    /// Ticked in the file of `slot`, `days` after that meeting (before it, where negative).
    pub(super) const fn done_on(mut self, slot: u32, days: i64) -> Self {
        self.end = End::Done(slot, Some(days));
        self
    }

    pub(super) const fn dropped(mut self, slot: u32, reason: &'static str) -> Self {
        self.end = End::Dropped(slot, reason);
        self
    }

    /// Whether the item stands in the file of `slot`.
    pub(super) const fn stands_in(&self, slot: u32) -> bool {
        let last = match self.end {
            End::Open => u32::MAX,
            End::Done(slot, _) | End::Dropped(slot, _) => slot,
        };
        self.slot <= slot && slot <= last
    }
}

/// The sections of a meeting, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Wins,
    WorkingTogether,
    Blockers,
    Priorities,
    Plans,
    FurtherAhead,
    Career,
    Feedback,
    Personal,
    Notes,
    Decisions,
    Summary,
    ActionItems,
}

impl Section {
    pub(super) const ALL: [Self; 13] = [
        Self::Wins,
        Self::WorkingTogether,
        Self::Blockers,
        Self::Priorities,
        Self::Plans,
        Self::FurtherAhead,
        Self::Career,
        Self::Feedback,
        Self::Personal,
        Self::Notes,
        Self::Decisions,
        Self::Summary,
        Self::ActionItems,
    ];

    /// The title in a story's text, and in a notebook that has no title of its own for the section.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Wins => "Wins",
            Self::WorkingTogether => "Working together",
            Self::Blockers => "Blockers",
            Self::Priorities => "Priorities",
            Self::Plans => "Plans",
            Self::FurtherAhead => "Further ahead",
            Self::Career => "Career",
            Self::Feedback => "Feedback",
            Self::Personal => "Personal",
            Self::Notes => "Notes",
            Self::Decisions => "Decisions",
            Self::Summary => "Summary",
            Self::ActionItems => "Action items",
        }
    }
}
