//! What the generator knows about its files because it wrote every line: nothing is parsed back.

use serde_json::{Value, json};

/// True counts of a corpus.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct Truth {
    pub files: u64,
    pub bytes: u64,
    /// Open items: a chain of carried copies has one open end at most, so each counts once.
    pub open: u64,
    /// Open items inside a block quote: whether these are promises is the program's decision, so both sums pass.
    pub quoted: u64,
    pub done: u64,
    pub carried: u64,
    /// Lines that look like an open item and are none.
    pub fakes: u64,
    /// Lines that ripgrep's pattern finds: proof that it searched every file.
    pub naive: u64,
    /// Open items of the first person alone.
    pub first_open: u64,
    pub first_quoted: u64,
    /// A sum over all names and bytes: two machines with the same digest measured the same files.
    pub digest: u64,
}

impl Truth {
    /// True if this is one of the two right answers.
    pub fn agrees(&self, listed: u64) -> bool {
        listed == self.open || listed == self.open + self.quoted
    }

    /// The same for the first person's notebook.
    pub fn first_agrees(&self, listed: u64) -> bool {
        listed == self.first_open || listed == self.first_open + self.first_quoted
    }

    pub fn add(&mut self, other: &Truth) {
        for (mine, theirs) in self.fields().into_iter().zip(other.clone().fields()) {
            *mine.1 = mine.1.wrapping_add(*theirs.1);
        }
    }

    /// Counts one file in.
    pub fn add_file(&mut self, name: &str, data: &[u8]) {
        self.files += 1;
        self.bytes += data.len() as u64;
        self.digest = self
            .digest
            .wrapping_add(fnv(name.as_bytes(), fnv(data, 0xCBF2_9CE4_8422_2325)));
    }

    pub fn to_json(mut self) -> Value {
        let mut object = json!({});
        for (name, value) in self.fields() {
            object[name] = json!(*value);
        }
        object
    }

    /// `None` if a count is missing: the corpus is from another version and is made again.
    pub fn from_json(value: &Value) -> Option<Truth> {
        let mut truth = Truth::default();
        for (name, slot) in truth.fields() {
            *slot = value.get(name)?.as_u64()?;
        }
        Some(truth)
    }

    fn fields(&mut self) -> [(&'static str, &mut u64); 11] {
        [
            ("files", &mut self.files),
            ("bytes", &mut self.bytes),
            ("open", &mut self.open),
            ("quoted", &mut self.quoted),
            ("done", &mut self.done),
            ("carried", &mut self.carried),
            ("fakes", &mut self.fakes),
            ("naive", &mut self.naive),
            ("first_open", &mut self.first_open),
            ("first_quoted", &mut self.first_quoted),
            ("digest", &mut self.digest),
        ]
    }
}

fn fnv(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
