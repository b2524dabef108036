//! From the parser's events to our outline, with positions of our own.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::checkbox::Checkbox;
use super::outline::{Block, BlockKind, Heading, ListItem, Outline};
use crate::text::Span;

/// The parser's settings. With its front matter or tables on it would swallow checkboxes
/// (`---` pairs anywhere in a body, a marker in a table cell); the others we have no use for.
fn options() -> Options {
    Options::ENABLE_TASKLISTS
}

impl Outline {
    /// Read `source[part]`, which must begin where no block is open, and add what is there.
    pub fn add(&mut self, source: &str, part: Span) {
        let first_new = self.items.len();
        read(source, part, self);
        self.keep_siblings_apart(first_new);
    }
}

/// Add what is in `source[part]` to `outline`.
fn read(source: &str, part: Span, outline: &mut Outline) {
    let mut reader = Reader {
        source,
        base: part.start,
        limit: part.end,
        outline,
        open_items: Vec::new(),
        quote_depth: 0,
        depth: 0,
        autolink_depth: 0,
        heading: None,
        after_break: false,
    };
    for (event, range) in Parser::new_ext(part.slice(source), options()).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(part.start));
    }
}

/// Let `span`, an inline element that runs over line ends, go on in `lines`: to the end of its first line, and a new
/// line for each further one, without the marks of the quotes around it.
fn split_lines(source: &str, span: Span, quote_depth: usize, lines: &mut Vec<Span>) {
    let mut at = span.start;
    for (index, line) in span.slice(source).split_inclusive('\n').enumerate() {
        let mut start = at;
        if index > 0 {
            for _ in 0..quote_depth {
                let blanks = source[start..at + line.len()].trim_start_matches([' ', '\t']);
                match blanks.strip_prefix('>') {
                    Some(rest) => start = at + line.len() - rest.len(),
                    None => break,
                }
            }
            let rest = &source[start..at + line.len()];
            start += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        }
        let end = (at + line.trim_end_matches(['\n', '\r']).len()).max(start);
        match lines.last_mut() {
            Some(last) if index == 0 => last.end = last.end.max(end),
            _ => lines.push(Span::new(start, end)),
        }
        at += line.len();
    }
}

/// Where a list item's first paragraph stands while events come in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FirstParagraph {
    NotYet,
    Open,
    Over,
}

struct OpenItem {
    index: usize,
    paragraph: FirstParagraph,
    /// A checkbox behind which no text has come yet.
    bare: Option<Checkbox>,
}

struct Reader<'a> {
    source: &'a str,
    base: usize,
    limit: usize,
    outline: &'a mut Outline,
    open_items: Vec<OpenItem>,
    quote_depth: usize,
    /// How many block containers are open.
    depth: usize,
    /// How many links of the form `<http://…>` are open: nothing in them is plain text.
    autolink_depth: usize,
    heading: Option<(usize, Span, String)>,
    /// A line break was read, and the next inline begins a new line of the paragraph.
    after_break: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => {
                self.inline(span, self.autolink_depth == 0);
                self.heading_text(&text);
            }
            Event::Code(text) => {
                self.inline(span, false);
                self.heading_text(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.line_break(span);
                self.heading_text(" ");
            }
            Event::InlineHtml(_) | Event::TaskListMarker(_) => self.inline(span, false),
            Event::Rule => self.block(BlockKind::Rule, span),
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => {
                self.block(BlockKind::Paragraph, span);
                if let Some(item) = self.open_items.last_mut()
                    && item.paragraph == FirstParagraph::NotYet
                {
                    item.paragraph = FirstParagraph::Open;
                }
                self.depth += 1;
            }
            Tag::Heading { level, .. } => {
                self.block(BlockKind::Heading, span);
                self.close_paragraph();
                if self.depth == 0 {
                    self.heading = Some((*level as usize, span, String::new()));
                }
                self.depth += 1;
            }
            Tag::BlockQuote(_) => {
                self.block(BlockKind::Quote, span);
                self.close_paragraph();
                self.quote_depth += 1;
                self.depth += 1;
            }
            Tag::CodeBlock(kind) => {
                self.block(BlockKind::Code, span);
                self.close_paragraph();
                self.outline.verbatim.push(span);
                if matches!(kind, CodeBlockKind::Fenced(_)) && !self.fence_is_closed(span) {
                    self.outline.unclosed_fences.push(span);
                }
                self.depth += 1;
            }
            Tag::HtmlBlock => {
                self.block(BlockKind::Html, span);
                self.close_paragraph();
                self.outline.verbatim.push(span);
                self.depth += 1;
            }
            Tag::List(_) => {
                self.block(BlockKind::List, span);
                self.close_paragraph();
                self.depth += 1;
            }
            Tag::Item => {
                let item = self.list_item(span);
                self.open_items.push(OpenItem {
                    index: self.outline.items.len(),
                    paragraph: FirstParagraph::NotYet,
                    bare: None,
                });
                self.outline.items.push(item);
                self.depth += 1;
            }
            Tag::Link { link_type, .. } => {
                self.may_run_over(span);
                self.inline_or_link(Span::at(span.start), false, true);
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.autolink_depth += 1;
                }
            }
            _ => {
                self.may_run_over(span);
                self.inline(Span::at(span.start), false);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => {
                self.close_paragraph();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                if let Some((level, span, title)) = self.heading.take() {
                    let start = self.start_of_line(span.start);
                    let span = Span::new(start, self.end_of_content(span));
                    self.outline.headings.push(Heading { level, span, title });
                }
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.quote_depth = self.quote_depth.saturating_sub(1);
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.open_items.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::List(_) => {
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Link => {
                self.autolink_depth = self.autolink_depth.saturating_sub(1);
                self.extend_line(self.end_of_link(span));
            }
            TagEnd::Image => self.extend_line(self.end_of_link(span)),
            _ => self.extend_line(span.end),
        }
    }

    fn block(&mut self, kind: BlockKind, span: Span) {
        if self.depth == 0 {
            let span = Span::new(span.start, self.end_of_content(span));
            self.outline.blocks.push(Block { kind, span });
        }
    }

    /// The end of the last line of `span` that is not blank, its line end included.
    fn end_of_content(&self, span: Span) -> usize {
        let bytes = self.source.as_bytes();
        let mut text = span.slice(self.source).trim_end();
        // In a quote a line of nothing but its marks is blank.
        if self.quote_depth > 0 {
            while text.ends_with('>') {
                let line = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
                let is_blank =
                    line > 0 && text[line..].chars().all(|c| c == '>' || c.is_whitespace());
                if !is_blank {
                    break;
                }
                text = text[..line].trim_end();
            }
        }
        let mut end = span.start + text.len();
        while end < self.limit && !matches!(bytes[end], b'\n' | b'\r') {
            end += 1;
        }
        if bytes.get(end) == Some(&b'\r') && end < self.limit {
            end += 1;
        }
        if bytes.get(end) == Some(&b'\n') && end < self.limit {
            end += 1;
        }
        end
    }

    fn start_of_line(&self, offset: usize) -> usize {
        let before = &self.source.as_bytes()[self.base..offset];
        memchr::memrchr2(b'\n', b'\r', before).map_or(self.base, |at| self.base + at + 1)
    }

    /// The list item whose range is `span`. The range may begin at the line end before it, or inside its own
    /// indentation, so the marker is looked for.
    fn list_item(&self, span: Span) -> ListItem {
        let bytes = self.source.as_bytes();
        let mut at = span.start;
        while at < span.end
            && (bytes[at].is_ascii_whitespace() || self.quote_depth > 0 && bytes[at] == b'>')
        {
            at += 1;
        }
        let digits = bytes[at.min(self.limit)..self.limit]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let marker_end = match bytes.get(at + digits) {
            Some(b'.' | b')') if digits > 0 => at + digits + 1,
            Some(b'-' | b'*' | b'+') if digits == 0 => at + 1,
            _ => at,
        };
        ListItem {
            parent: self.open_items.last().map(|open| open.index),
            line_start: self.start_of_line(at.min(self.limit)),
            marker: Span::new(at, marker_end),
            end: self.end_of_content(span).max(marker_end),
            quote_depth: self.quote_depth,
            checkbox: None,
            lines: Vec::new(),
            runs_over: false,
            plain: Vec::new(),
        }
    }

    /// The checkbox of `item`, whose first inline begins at `at`.
    fn checkbox(&self, item: &ListItem, at: usize) -> Option<Checkbox> {
        if item.marker.is_empty() {
            return None;
        }
        let gap = self.source.get(item.marker.end..at)?;
        if gap.is_empty() || !gap.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
            return None;
        }
        Checkbox::at(self.source, at)
    }

    /// The first inline element of an item, at `span`.
    fn first_inline(&mut self, index: usize, span: Span, is_link: bool) {
        let checkbox = self
            .checkbox(&self.outline.items[index], span.start)
            .filter(|_| !is_link);
        let item = &mut self.outline.items[index];
        // The line begins after the box, whatever the parser made of the box itself.
        let after = checkbox.map_or(item.marker.end, |checkbox| checkbox.span.end);
        let rest = &self.source[after..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        // The text begins right there, also where the parser passes over a backslash, unless it is on a later line.
        let begins_here = !self.source[after..after.max(span.start)].contains(['\n', '\r']);
        let text = if begins_here || checkbox.is_some() {
            after + blanks
        } else {
            span.start
        };
        item.lines.push(Span::at(text));
        self.after_break = false;
        if let Some(open) = self.open_items.last_mut() {
            open.bare = checkbox;
        }
    }

    /// An inline element of a paragraph; `plain` if it is text in which attributes are read.
    fn inline(&mut self, span: Span, plain: bool) {
        self.inline_or_link(span, plain, false);
    }

    fn inline_or_link(&mut self, span: Span, plain: bool, is_link: bool) {
        let Some(open) = self.open_items.last_mut() else {
            return;
        };
        let index = open.index;
        if open.paragraph == FirstParagraph::Over {
            return;
        }
        open.paragraph = FirstParagraph::Open;
        if self.outline.items[index].lines.is_empty() {
            self.first_inline(index, span, is_link);
        }
        let item = &mut self.outline.items[index];
        if let Some(open) = self.open_items.last_mut()
            && let Some(checkbox) = open.bare.filter(|checkbox| span.end > checkbox.span.end)
        {
            item.checkbox = Some(checkbox);
            open.bare = None;
        }
        // Behind a bare box the parser passes over the line's end without a word.
        let line_end = item
            .lines
            .last()
            .map_or(span.start, |line| line.end)
            .min(span.start);
        self.after_break |= self.source[line_end..span.start].contains(['\n', '\r']);
        if self.after_break {
            self.after_break = false;
            // The parser's text begins behind a backslash that escapes its first character.
            let escaped = span.start > 0 && self.source.as_bytes()[span.start - 1] == b'\\';
            item.lines.push(Span::at(span.start - usize::from(escaped)));
        }
        let Some(line) = item.lines.last_mut() else {
            return;
        };
        let start = span.start.max(line.start);
        if plain || !span.slice(self.source).contains(['\n', '\r']) {
            line.end = line.end.max(span.end);
        } else {
            item.runs_over |= item.lines.len() == 1;
            split_lines(self.source, span, self.quote_depth, &mut item.lines);
        }
        if plain && start < span.end {
            match item.plain.last_mut() {
                Some(last) if last.end == start => last.end = span.end,
                _ => item.plain.push(Span::new(start, span.end)),
            }
        }
    }

    /// Note that an inline element that holds others begins on the first line of a paragraph and ends on a later one.
    fn may_run_over(&mut self, span: Span) {
        if let Some(open) = self.open_items.last()
            && open.paragraph != FirstParagraph::Over
            && span.slice(self.source).contains(['\n', '\r'])
        {
            let item = &mut self.outline.items[open.index];
            item.runs_over |= item.lines.len() <= 1;
        }
    }

    fn extend_line(&mut self, end: usize) {
        if let Some(open) = self.open_items.last()
            && open.paragraph == FirstParagraph::Open
            && let Some(line) = self.outline.items[open.index].lines.last_mut()
        {
            line.end = line.end.max(end);
        }
    }

    /// Where the link or image at `span` ends: the parser leaves the empty brackets of `[label][]` out.
    fn end_of_link(&self, span: Span) -> usize {
        let rest = &self.source[span.end..self.limit];
        span.end + if rest.starts_with("[]") { 2 } else { 0 }
    }

    fn line_break(&mut self, _span: Span) {
        if let Some(open) = self.open_items.last()
            && open.paragraph == FirstParagraph::Open
        {
            self.after_break = true;
        }
    }

    fn close_paragraph(&mut self) {
        if let Some(open) = self.open_items.last_mut() {
            open.paragraph = FirstParagraph::Over;
        }
        self.after_break = false;
    }

    fn heading_text(&mut self, text: &str) {
        if let Some((_, _, title)) = &mut self.heading {
            title.push_str(text);
        }
    }

    /// Whether the last line of a fenced block is a closing fence: the opening character, at least as often, alone.
    fn fence_is_closed(&self, span: Span) -> bool {
        let text = span.slice(self.source).trim_end();
        let Some(mark) = text.chars().next() else {
            return true;
        };
        let length = text.chars().take_while(|c| *c == mark).count();
        let mut lines = text.lines();
        let _opening = lines.next();
        lines.next_back().is_some_and(|last| {
            let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
            last.len() >= length && last.chars().all(|c| c == mark)
        })
    }
}
