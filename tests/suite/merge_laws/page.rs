//! An agenda written down as Markdown.

use super::model::{Agenda, Item, Place, Style};

impl Agenda {
    /// The agenda as Markdown.
    pub fn written(&self) -> String {
        let mut text = String::from("---\n");
        for (key, value) in &self.keys {
            text.push_str(&format!("{key}: {value}\n"));
        }
        text.push_str("---\n\n# 1:1 Alex and Dana\n");
        for section in &self.sections {
            let title = &section.title;
            text.push_str(&format!("\n## {title}\n<!-- {}? -->\n", section.name));
            self.write_row(&mut text, &Place::In(section.name.clone()), "");
            for prose in self
                .prose
                .iter()
                .filter(|prose| prose.section == section.name)
            {
                text.push_str(&format!("\n{}\n", prose.text()));
            }
        }
        if !self.layout.ends {
            text.pop();
        }
        if self.layout.crlf {
            text = text.replace('\n', "\r\n");
        }
        text
    }

    fn write_row(&self, text: &mut String, place: &Place, indent: &str) {
        for (at, item) in self.row(place).into_iter().enumerate() {
            let (marker, inner) = match self.style {
                Style::Dashes => ("-".to_string(), "  "),
                Style::Stars => ("*".to_string(), "    "),
                Style::Tabs => ("-".to_string(), "\t"),
                Style::Numbers => (format!("{}.", at + 1), "    "),
            };
            let blank = if self.layout.blanks { " " } else { "" };
            text.push_str(&format!("{indent}{marker} {}{blank}\n", item.line()));
            let indent = format!("{indent}{inner}");
            for note in &item.notes {
                text.push_str(&format!("{indent}- {note}\n"));
            }
            self.write_row(text, &Place::Below(item.name.clone()), &indent);
        }
    }
}

impl Item {
    /// What stands behind the marker.
    pub fn line(&self) -> String {
        let mut line = format!("[{}] {}", self.mark, self.title());
        if let Some(owner) = &self.owner {
            line.push_str(&format!(" @{owner}"));
        }
        if let Some(day) = self.due {
            line.push_str(&format!(" due:2026-12-{day:02}"));
        }
        if let Some(day) = self.since {
            line.push_str(&format!(" since:2026-11-{day:02}"));
        }
        line
    }
}
